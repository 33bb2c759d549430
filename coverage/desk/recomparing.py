"""Comparing the stories of articles again after a person changed what is compared."""

from __future__ import annotations

from collections.abc import Iterable

from coverage.models import Story

from .comparison import compare
from .speakercounts import count_speakers


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
