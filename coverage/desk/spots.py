"""Addresses of words: "34.100-180" names words of one text, and finds the row in which they stand
now, whatever has been compared anew, given a new text or moved to another story meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from coverage.models import Article, ArticleVersion, Membership, Story
from coverage.text.versions.reanchoring import Reanchoring

from .bench import Bench
from .ruling import Words
from .storybench import bench_of

_SPOT = re.compile(r"(\d{1,15})\.(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Gone:
    """Words that stand in no newest text, or in no comparison: which, and whose."""

    article: Article
    words: str
    version: int  # its number


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a story's comparison, in the article's newest text."""

    story: Story
    bench: Bench
    article: int
    start: int
    end: int

    @property
    def row(self) -> int:
        """The number of the row they stand in; 0 for none."""
        return self.bench.row_of(self.article, self.start)

    @property
    def words(self) -> Words:
        return words_at(self.bench, self.article, [self.start, self.end])


def find_spot(spot: str) -> Found | Gone | None:
    """Where the words stand now; None for an address that names none."""
    named = _SPOT.fullmatch(spot)
    if named is None:
        return None
    key, start, end = map(int, named.groups())
    version = ArticleVersion.objects.filter(pk=key).select_related("article").first()
    if version is None or not start < end <= len(version.body):
        return None
    article = version.article
    gone = Gone(article, version.body[start:end], version.number)
    membership = Membership.objects.filter(article=article, is_current=True)
    standing = membership.select_related("story").first()
    if standing is None:
        return gone
    if article.current_version_id != version.pk:
        newest = article.current_version
        found = Reanchoring(version.body, newest.body).find(start, end) if newest else None
        if found is None:
            return gone
        start, end = found.span.start, found.span.end
    bench = bench_of(standing.story)
    if article.pk not in bench.kept or not bench.row_of(article.pk, start):
        return gone
    return Found(standing.story, bench, article.pk, start, end)


def words_at(bench: Bench, article: int, span: Any) -> Words:
    """The stretch of the article's newest text, as a ruling takes it."""
    start, end = span
    return Words(bench.kept[article].version, start, end)
