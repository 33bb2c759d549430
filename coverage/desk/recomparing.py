"""Comparing the stories of articles again after a person changed what is compared."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.utils import timezone

from coverage.models import ArticleVersion, Membership, Story, Uncompared
from coverage.models.uncompared import MOST_BEGUN

from .comparison import compare
from .speakercounts import count_speakers

#: Versions whose stories are compared while a person waits who settled a line in many.
MOST_COMPARED = 100
#: Articles of a story that is compared while a person waits who decided on one mark.
MOST_WAITED_FOR = 2
#: Stories that a worker compares before it looks for other work.
MOST_AT_A_TIME = 20
#: A story is one worker's for so long; then another compares it.
_TAKEN_FOR = timedelta(minutes=5)
_BATCH = 500
logger = logging.getLogger(__name__)


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
    Uncompared.objects.filter(story__in=found).delete()
    return len(found)


def compare_soon(article: int) -> None:
    """Compare the article's story (by id) again while a person waits, where that is quick; a story
    of many articles is left to the workers. Whom the article quotes is counted at once."""
    story = Membership.objects.filter(article=article, is_current=True).values("story")
    due = Story.objects.filter(pk__in=story, article_count__gt=MOST_WAITED_FOR)
    if due.update(compare_due_at=timezone.now()):
        count_speakers([article])
    else:
        compare_again([article])


def compare_later(versions: Iterable[int]) -> int:
    """Have workers compare the stories in which the versions (by id) stand; how many. Call it in
    the transaction that changes what is compared: then no crash leaves a story as it was."""
    keys, now, count = sorted(set(versions)), timezone.now(), 0
    for at in range(0, len(keys), _BATCH):
        articles = ArticleVersion.objects.filter(pk__in=keys[at : at + _BATCH]).values("article")
        members = Membership.objects.filter(article__in=articles, is_current=True)
        count += Story.objects.filter(pk__in=members.values("story")).update(compare_due_at=now)
    return count


def compare_newest(versions: Iterable[int]) -> int:
    """`compare_again` for the newest of the versions (by id), `MOST_COMPARED` at most, whose
    stories are due no longer then; the others stay due for the workers."""
    newest = sorted(set(versions))[-MOST_COMPARED:]
    articles = ArticleVersion.objects.filter(pk__in=newest).order_by()
    keys = list(articles.values_list("article", flat=True).distinct())
    members = Membership.objects.filter(article__in=keys, is_current=True)
    due = dict(
        Story.objects.filter(pk__in=members.values("story"), compare_due_at__isnull=False)
        .order_by()
        .values_list("pk", "compare_due_at")
    )
    compared = compare_again(keys)
    for story, moment in due.items():
        Story.objects.filter(pk=story, compare_due_at=moment).update(compare_due_at=None)
    return compared


def compare_stories_due(now: datetime, most: int = MOST_AT_A_TIME) -> int:
    """How many stories were compared of those that `compare_later` left to the workers.

    One is a worker's for some minutes; what becomes due anew meanwhile is compared once more. One
    at which workers ended MOST_BEGUN times is left as it is, which its page and `manage.py doctor`
    say, until an article of it comes or changes.
    """
    due = Story.objects.filter(compare_due_at__lte=now)
    count = 0
    for story in list(due.order_by("compare_due_at", "pk")[:most]):
        ours = now + _TAKEN_FOR
        same = Story.objects.filter(pk=story.pk)
        if not same.filter(compare_due_at=story.compare_due_at).update(compare_due_at=ours):
            continue
        if begin(story, now):
            members = Membership.objects.filter(story=story.pk, is_current=True)
            try:
                compare_again(members.values_list("article", flat=True))
            except (OperationalError, InterfaceError):
                raise
            except Exception:  # `manage.py doctor` finds the story; the others have their turn
                logger.exception("%s could not be compared", story)
            Uncompared.objects.filter(story=story.pk).delete()
            count += 1
        same.filter(compare_due_at=ours).update(compare_due_at=None)
    return count


def begin(story: Story, now: datetime) -> bool:
    """Note that the story's comparison begins; False where it ended its worker so often that it is
    left alone. The note goes when it comes to its end."""
    row, _ = Uncompared.objects.get_or_create(story=story, defaults={"begun_at": now})
    if row.is_left:
        logger.error("%s ends who compares it", story)
        return False
    Uncompared.objects.filter(pk=row.pk).update(begun=F("begun") + 1, begun_at=now)
    return True


def leave_alone(article: int, now: datetime) -> None:
    """Note of the article's story that its comparison ended its worker time and again."""
    for story in Story.objects.filter(memberships__article=article, memberships__is_current=True):
        left = {"begun": MOST_BEGUN, "begun_at": now}
        Uncompared.objects.update_or_create(story=story, defaults=left)
