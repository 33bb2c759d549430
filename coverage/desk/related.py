"""Stories kept apart that are about one matter: suggested by the machine, settled by people."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import InterfaceError, OperationalError
from django.db.models import Q

from coverage.models import Article, Membership, State, Story, StoryChange, StoryPair
from coverage.text.grouping.grouping import Signature
from coverage.text.grouping.relating import SPEAKING, opinion_of, relation

from .candidates import sharing_most, signatures
from .locking import placing
from .lookingagain import look_again
from .storychanges import CannotChange
from .storypairs import Before, other_of, pairs_of, set_pair

#: Days before and after a story in which one is looked for that it follows, or that follows it.
BEFORE, AFTER = timedelta(days=45), timedelta(days=45)
#: Stories suggested for one; stories that a worker looks at before it looks for other work; and
#: related stories named on a card.
MOST, MOST_AT_A_TIME, NAMED = 4, 20, 2
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """Another story on the same matter, from the side of the one whose page it stands on."""

    story: int
    headline: str
    articles: int
    last_at: datetime | None
    state: str
    reasons: tuple[str, ...]
    person: str  # who confirmed it, "" for nobody


def related_to(stories: Iterable[int]) -> dict[int, tuple[RelatedStory, ...]]:
    """Story → its related stories, confirmed ones first, then the newest; one query."""
    keys = set(stories)
    asked = Q(one__in=keys) | Q(other__in=keys)
    rows = (
        StoryPair.objects.filter(asked, state__in=(State.CONFIRMED, State.SUGGESTED))
        .filter(one__article_count__gt=0, other__article_count__gt=0)
        .select_related("one", "other", "person")
    )
    found: dict[int, list[tuple[bool, float, RelatedStory]]] = {}
    for row in rows:
        for here, there in ((row.one, row.other), (row.other, row.one)):
            if here.pk in keys:
                newest = there.last_at.timestamp() if there.last_at else 0.0
                is_open = row.state != State.CONFIRMED
                found.setdefault(here.pk, []).append((is_open, -newest, _related(row, there)))
    return {
        pk: tuple(one for *_, one in sorted(kept, key=lambda each: each[:2]))
        for pk, kept in found.items()
    }


def _related(row: StoryPair, there: Story) -> RelatedStory:
    return RelatedStory(
        story=there.pk,
        headline=there.headline,
        articles=there.article_count,
        last_at=there.last_at,
        state=row.state,
        reasons=tuple(row.reasons),
        person=row.person.get_username() if row.person else "",
    )


def decide_related(one: Story, other: Story, said: str, person: User) -> StoryChange:
    """Say that two stories are related (`said` confirmed) or not (rejected); kept in history, and
    the machine asks no more. Raises CannotChange where they are one, or it was said already."""
    with placing():
        if one.pk == other.pk:
            raise CannotChange("That is the same story. Choose another one.")
        if one.is_sample != other.is_sample:
            raise CannotChange("Sample coverage is invented: never link it with real coverage.")
        row = StoryPair.objects.filter(
            one=min(one.pk, other.pk), other=max(one.pk, other.pk)
        ).first()
        before = row.state if row else ""
        if before == said:
            who = row.person.get_username() if row and row.person else "somebody"
            raise CannotChange(f"{who} said so already.")
        reasons = list(row.reasons) if row else []
        if said == State.CONFIRMED and not reasons:
            reasons = [f"linked by {person.get_username()}"]
        kept: list[Before] = [set_pair(one.pk, other.pk, person, state=said, reasons=reasons)]
        told = "are related" if said == State.CONFIRMED else "are not related"
        return StoryChange.objects.create(
            kind=StoryChange.Kind.RELATE,
            story=one,
            to=other,
            person=person,
            before=f"related: {before or 'not said'}",
            after=f"“{one.headline}” and “{other.headline}” {told}",
            moved={"pairs": kept},
        )


def relate_stories_due(now: datetime, most: int = MOST_AT_A_TIME) -> int:
    """How many stories, of those changed since, were looked at for others they are related to."""
    due = Story.objects.filter(relate_due_at__lte=now).order_by("-relate_due_at", "-pk")[:most]
    count = 0
    for story in list(due):
        same = Story.objects.filter(pk=story.pk, relate_due_at=story.relate_due_at)
        if not same.update(relate_due_at=None):
            continue  # another worker's, or changed again
        try:
            if not look_again(story):  # what was moved is due again
                relate(story)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # the others have their turn
            logger.exception("no related stories could be looked for: %s", story)
        count += 1
    return count


def relate(story: Story) -> int:
    """Suggest stories related to this one, in place of what was suggested before; how many. What
    people said of two stories stands."""
    members = list(
        story.memberships.filter(is_current=True)
        .select_related("article")
        .order_by("-article__published_at", "-article")[:SPEAKING]
    )[::-1]
    here = [m.article for m in members if m.article.signature]
    own = [Signature.from_json(article.signature or {}) for article in here]
    near = _near(story, here)
    speaking = _signed(near)
    found = []
    for other, those in speaking.items():
        if (related := relation(own, [signature for _, signature in those])) is not None:
            opinion = _opinions(here, [article for article, _ in those])
            found.append((related.likeness, other, [*opinion, *related.reasons]))
    found.sort(key=lambda each: (-each[0], each[1]))
    with placing():
        return _suggest(story, found[:MOST])


def _near(story: Story, here: Sequence[Article]) -> list[int]:
    """Other stories (by id) that share telling words within some weeks."""
    articles: list[int] = []
    for article in here[-2:]:
        terms = list(article.terms.values_list("term", flat=True))
        articles += sharing_most(article, terms, BEFORE, AFTER)
    rows = Membership.objects.filter(
        article__in=articles, is_current=True, story__is_sample=story.is_sample
    ).exclude(story=story)
    return sorted(set(rows.values_list("story", flat=True)))


def _signed(stories: Sequence[int]) -> dict[int, list[tuple[Article, Signature]]]:
    """Story → its newest articles with their signatures, oldest first."""
    rows = Membership.objects.filter(story__in=stories, is_current=True).order_by("-article")
    newest: dict[int, list[int]] = {}
    for pk, article in rows.values_list("story", "article"):
        if len(newest.setdefault(pk, [])) < SPEAKING:
            newest[pk].append(article)
    keys = [article for articles in newest.values() for article in articles]
    signed = signatures(keys)
    articles = Article.objects.only("headline", "address").in_bulk(keys)
    return {
        pk: [(articles[key], signed[key]) for key in reversed(keys) if key in signed]
        for pk, keys in newest.items()
    }


def _opinions(here: Sequence[Article], there: Sequence[Article]) -> list[str]:
    """Why one side is opinion and the other is not."""
    these, those = ([_opinion(a) for a in side] for side in (here, there))
    if all(these) == all(those):
        return []
    told = these[0] if all(these) else those[0]
    return [f"one is opinion or analysis: {told}"]


def _opinion(article: Article) -> str:
    return opinion_of(article.headline, article.address)


def _suggest(story: Story, found: Sequence[tuple[float, int, list[str]]]) -> int:
    """Write what was found in place of what was suggested before; four queries for any number."""
    wanted = {other: reasons for _, other, reasons in found}
    rows = {other_of(pair, story.pk): pair for pair in pairs_of(story.pk)}
    gone = []
    for other, pair in rows.items():
        if pair.state in (State.CONFIRMED, State.REJECTED):
            wanted.pop(other, None)
        elif pair.state == State.SUGGESTED and other not in wanted:
            gone.append(pair.pk)
    if gone:
        StoryPair.objects.filter(pk__in=gone).update(state="", reasons=[])
    again: list[StoryPair] = []
    new: list[StoryPair] = []
    for other, reasons in wanted.items():
        first, second = sorted((story.pk, other))
        pair = rows.get(other) or StoryPair(one_id=first, other_id=second)
        pair.state, pair.reasons = State.SUGGESTED, reasons
        (again if other in rows else new).append(pair)
    StoryPair.objects.bulk_update(again, ["state", "reasons"])
    StoryPair.objects.bulk_create(new)
    return len(wanted)
