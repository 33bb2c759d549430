"""The head of an article as each of its texts came with it: headline, authors, date."""

from __future__ import annotations

from typing import Any

from coverage.documents.opened import OpenedArticle
from coverage.models import Article


def head_of(article: Article | OpenedArticle) -> dict[str, Any]:
    """What `ArticleVersion.head` keeps; a date as ISO 8601, "" where there is none."""
    if isinstance(article, Article):
        moment, day = article.published_at, article.published_precision == Article.Precision.DAY
        published = "" if moment is None else (moment.date() if day else moment).isoformat()
    else:
        published = article.published.isoformat() if article.published else ""
    return {
        "headline": article.headline,
        "is_derived": article.headline_derived,
        "authors": list(article.authors),
        "published": published,
    }
