"""Grouping the last days again, all at once: better than as articles arrive, and as careful.

What people said stands: confirmed articles never move, nor does one go where it was refused, nor
from one story into another that people took apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, Q
from django.utils import timezone

from coverage.models import Article, Membership, Regrouping, State, Story, StoryChange
from coverage.text.grouping.grouping import GROUPER_VERSION, Signature, group
from coverage.text.grouping.relating import opinion_of

from .candidates import ARRIVALS
from .locking import placing
from .revisions import save_unrecorded
from .storypairs import apart_from
from .storysettling import settle

#: A worker groups the last days again so often, when articles came since.
EVERY = timedelta(days=1)
#: One that did not end in so long was lost with its worker.
LOST = timedelta(hours=2)
#: Articles looked at in one go, the newest: what they need is held in memory.
MOST = 50_000


@dataclass(frozen=True, slots=True)
class Move:
    article: Article
    old: Story
    new: Story


@dataclass(frozen=True, slots=True)
class Regrouped:
    articles: int
    moves: tuple[Move, ...]
    run: Regrouping


def regroup(days: int = 7) -> Regrouped:
    """Group the coverage of the last days (back from the newest dated article) as one set.

    Only suggested memberships move, and only into a story that an article of the same group is
    in already; the old membership stays in the table as past, and each move can be undone. Stories
    left empty redirect to where their articles went. Samples are never mixed with real coverage.
    """
    return _run(_begin(days, timezone.now()))


def regroup_when_due(now: datetime) -> Regrouped | None:
    """Do so when the last time is a day ago and articles came since; None when it is not due, or
    another worker is at it."""
    newest = Regrouping.objects.first()
    if newest is not None:
        if newest.started_at > now - (EVERY if newest.finished_at else LOST):
            return None
        if newest.finished_at and not Article.objects.filter(pk__gt=newest.last_article).exists():
            return None
    elif not Article.objects.exists():
        return None
    with placing():  # one worker takes it
        if Regrouping.objects.first() != newest:
            return None
        run = _begin(7, now)
    return _run(run)


def _begin(days: int, now: datetime) -> Regrouping:
    last = Article.objects.aggregate(last=Max("pk"))["last"] or 0
    return Regrouping.objects.create(days=days, started_at=now, last_article=last)


def _run(run: Regrouping) -> Regrouped:
    """Read and group without a lock; move in short transactions, one for each group."""
    moves: list[Move] = []
    for is_sample in (False, True):
        current = _current(run.days, is_sample)
        run.articles += len(current)
        for members, reasons in _groups(current):
            if len({m.story_id for m in members}) > 1:
                with placing():
                    moves += _gather(members, reasons, run)
    settle({move.old for move in moves} | {move.new for move in moves})
    run.moved, run.finished_at = len(moves), timezone.now()
    run.save()
    return Regrouped(run.articles, tuple(moves), run)


def _current(days: int, is_sample: bool) -> list[Membership]:
    # A date far ahead is a slip of somebody's pen, and must not empty the window.
    believable = Q(published_at__lte=F("received_at") + timedelta(days=1))
    newest = Article.objects.aggregate(day=Max("published_at", filter=believable), last=Max("pk"))
    recent = Q(article__published_at__isnull=True, article__gte=(newest["last"] or 0) - ARRIVALS)
    if newest["day"]:
        recent |= Q(article__published_at__gte=newest["day"] - timedelta(days=days))
    rows = (
        Membership.objects.filter(recent, is_current=True, story__is_sample=is_sample)
        .exclude(article__signature__isnull=True)
        .select_related("article__outlet", "story")
        .order_by("-article__published_at", "-article")[:MOST]
    )
    return list(rows)[::-1]


def _groups(current: list[Membership]) -> list[tuple[list[Membership], dict[int, list[str]]]]:
    """Memberships that the grouper puts together, with each article's reasons; opinion and
    analysis stand apart."""
    current = [m for m in current if not opinion_of(m.article.headline, m.article.address)]
    signed = [(str(m.article_id), Signature.from_json(m.article.signature or {})) for m in current]
    by_article = {str(m.article_id): m for m in current}
    together: defaultdict[str, list[Membership]] = defaultdict(list)
    reasons: dict[int, list[str]] = {}
    for article, story, why in group(signed, batch=True):
        together[story].append(by_article[article])
        reasons[int(article)] = list(why)
    return [(members, reasons) for members in together.values()]


def _gather(
    read: Sequence[Membership], reasons: dict[int, list[str]], run: Regrouping
) -> list[Move]:
    """Move suggested members to the story where people put one of them, else where most are."""
    members = _as_they_are(read)
    confirmed = {m.story_id for m in members if m.state == State.CONFIRMED}
    if len(confirmed) > 1 or not members:
        return []  # people keep them apart
    stories = Counter(m.story_id for m in members)
    home_id = confirmed.pop() if confirmed else min(stories, key=lambda pk: (-stories[pk], pk))
    home = next(m.story for m in members if m.story_id == home_id)
    apart = apart_from(stories)[home_id]
    refused = set(
        Membership.objects.filter(
            article__in=[m.article_id for m in members], story=home, state=State.REJECTED
        ).values_list("article", flat=True)
    )
    moves = []
    for membership in members:
        if (
            membership.story_id in (home_id, *apart)
            or membership.state == State.CONFIRMED
            or membership.article_id in refused
        ):
            continue
        moves.append(move(membership, home, reasons[membership.article_id], run))
    return moves


def _as_they_are(read: Sequence[Membership]) -> list[Membership]:
    """The memberships as they are stored now, without those that somebody moved meanwhile."""
    rows = Membership.objects.filter(pk__in=[m.pk for m in read], is_current=True)
    states = dict(rows.values_list("pk", "state"))
    for membership in read:
        membership.state = states.get(membership.pk, membership.state)
    return [membership for membership in read if membership.pk in states]


def move(
    membership: Membership, home: Story, reasons: list[str], run: Regrouping | None = None
) -> Move:
    """Put an article into another story, for the machine: its old place stays in the table, and the
    change in the history; call inside `placing()`."""
    before = [membership.pk, membership.state, membership.person_id]
    membership.is_current = False
    save_unrecorded(membership, ["is_current"])
    moved = Membership(
        article=membership.article,
        story=home,
        reasons=reasons,
        grouper_version=GROUPER_VERSION,
    )
    save_unrecorded(moved)
    StoryChange.objects.create(
        kind=StoryChange.Kind.REGROUP,
        story=membership.story,
        to=home,
        before=f"“{membership.story.headline}”",
        after=f"“{home.headline}”",
        article_count=1,
        moved={"rows": [[membership.article_id, membership.pk, moved.pk]], "states": [before]},
        run=run,
    )
    return Move(membership.article, membership.story, home)
