"""Comparing the stories of articles again after a person changed what is compared."""

from __future__ import annotations

from collections.abc import Iterable

from coverage.models import ArticleVersion, Story

from .comparison import compare
from .speakercounts import count_speakers

#: Versions whose stories are compared while a person waits who settled a line in many.
MOST_COMPARED = 100


def compare_again(articles: Iterable[int]) -> int:
    """How many stories were compared: those in which the articles (by id) stand now. Whom the
    articles quote is counted anew first."""
    changed = list(articles)
    count_speakers(changed)
    stories = Story.objects.filter(
        memberships__article__in=changed, memberships__is_current=True
    ).distinct()
    found = list(stories.order_by("pk"))
    for story in found:
        compare(story)
    return len(found)


def compare_newest(versions: Iterable[int]) -> int:
    """`compare_again` for the newest of the versions (by id), `MOST_COMPARED` at most; the stories
    of the others are compared when something in them changes next."""
    newest = sorted(set(versions))[-MOST_COMPARED:]
    articles = ArticleVersion.objects.filter(pk__in=newest).order_by()
    return compare_again(articles.values_list("article", flat=True).distinct())
