"""Grouping the last days again, all at once: better than as articles arrive, and as careful."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Max, Q

from coverage.models import Article, Membership, State, Story
from coverage.text.grouping.grouping import GROUPER_VERSION, Signature, group

from .candidates import ARRIVALS
from .comparison import compare
from .locking import placing
from .revisions import save_unrecorded
from .stories import leave_empty


@dataclass(frozen=True, slots=True)
class Move:
    article: Article
    old: Story
    new: Story


@dataclass(frozen=True, slots=True)
class Regrouped:
    articles: int
    moves: tuple[Move, ...]


def regroup(days: int = 7) -> Regrouped:
    """Group the coverage of the last days (back from the newest dated article) as one set.

    Only suggested memberships move, and only into a story that an article of the same group is
    in already, or a new one; the old membership stays in the table as past. Stories left empty
    redirect to where their articles went. Samples are never mixed with real coverage.
    """
    moves: list[Move] = []
    looked_at = 0
    with placing():
        for is_sample in (False, True):
            current = _current(days, is_sample)
            looked_at += len(current)
            for members, reasons in _groups(current):
                moves += _gather(members, reasons)
    for story in {move.old for move in moves} | {move.new for move in moves}:
        compare(story)
        leave_empty(story)
    return Regrouped(looked_at, tuple(moves))


def _current(days: int, is_sample: bool) -> list[Membership]:
    # A date far ahead is a slip of somebody's pen, and must not empty the window.
    believable = Q(published_at__lte=F("received_at") + timedelta(days=1))
    newest = Article.objects.aggregate(day=Max("published_at", filter=believable), last=Max("pk"))
    recent = Q(article__published_at__isnull=True, article__gte=(newest["last"] or 0) - ARRIVALS)
    if newest["day"]:
        recent |= Q(article__published_at__gte=newest["day"] - timedelta(days=days))
    return list(
        Membership.objects.filter(recent, is_current=True, story__is_sample=is_sample)
        .exclude(article__signature__isnull=True)
        .select_related("article__outlet", "story")
        .order_by("article__published_at", "article")
    )


def _groups(current: list[Membership]) -> list[tuple[list[Membership], dict[int, list[str]]]]:
    """Memberships that the grouper puts together, with each article's reasons."""
    signed = [(str(m.article_id), Signature.from_json(m.article.signature or {})) for m in current]
    by_article = {str(m.article_id): m for m in current}
    together: defaultdict[str, list[Membership]] = defaultdict(list)
    reasons: dict[int, list[str]] = {}
    for article, story, why in group(signed, batch=True):
        together[story].append(by_article[article])
        reasons[int(article)] = list(why)
    return [(members, reasons) for members in together.values()]


def _gather(members: list[Membership], reasons: dict[int, list[str]]) -> list[Move]:
    """Move suggested members to the story where people put one of them, else where most are."""
    confirmed = {m.story_id for m in members if m.state == State.CONFIRMED}
    if len(confirmed) > 1:
        return []  # people keep them apart
    stories = Counter(m.story_id for m in members)
    home_id = confirmed.pop() if confirmed else min(stories, key=lambda pk: (-stories[pk], pk))
    home = next(m.story for m in members if m.story_id == home_id)
    refused = set(
        Membership.objects.filter(
            article__in=[m.article_id for m in members], story=home, state=State.REJECTED
        ).values_list("article", flat=True)
    )
    moves = []
    for membership in members:
        if (
            membership.story_id == home_id
            or membership.state == State.CONFIRMED
            or membership.article_id in refused
        ):
            continue
        still = Membership.objects.filter(pk=membership.pk, is_current=True, state=State.SUGGESTED)
        if not still.update(is_current=False):
            continue  # somebody settled it meanwhile
        moved = Membership(
            article=membership.article,
            story=home,
            reasons=reasons[membership.article_id],
            grouper_version=GROUPER_VERSION,
        )
        save_unrecorded(moved)
        moves.append(Move(membership.article, membership.story, home))
    return moves
