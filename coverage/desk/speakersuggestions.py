"""Who may be the same speaker, and the evidence for and against it. A person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from coverage.models import (
    Membership,
    Speaker,
    SpeakerDecision,
    SpeakerInArticle,
    Story,
)
from coverage.text.people.speakernames import Likeness, likeness

from .speakerevidence import Side, sides_of

#: Speakers whose names one look compares; of more of one surname the most quoted.
MOST_CANDIDATES = 2000
#: Names this weakly alike are not asked about when one article quotes both: it means two.
_NAMES_ONLY = (2, 3, 5, 6)
#: Articles of the lesser quoted side in which the other one is looked for.
MOST_ARTICLES = 2000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who may be the same: `one` is quoted more, and would lead."""

    one: Side
    other: Side
    why: str
    rank: int
    stories: tuple[Story, ...] = ()  # that quote both
    put_off: str = ""  # who said "later"

    @property
    def key(self) -> str:
        return f"{self.one.speaker.pk}-{self.other.speaker.pk}"

    @property
    def order(self) -> tuple[bool, bool, int, int]:
        """Asked in this order: within a story first, then the more alike."""
        return bool(self.put_off), not self.stories, self.rank, -self.other.speaker.quote_count


def pairs_for(speakers: Sequence[Speaker], *, only_after: bool = False) -> list[Pair]:
    """Who may be the same as one of the speakers, in the order in which to ask. Eleven
    queries, one where no name is alike.

    `only_after` leaves out who is quoted more than the speaker, for lists that name each pair once.
    """
    alike = _alike(speakers, only_after)
    if not alike:
        return []
    decided = _decisions(alike)
    different, later = SpeakerDecision.Verdict.DIFFERENT, SpeakerDecision.Verdict.LATER
    lesser = _articles_of_lesser(alike)
    shared = _shared_stories(alike, lesser)
    together = _quoted_together(alike, lesser)
    alike = {
        pair: like
        for pair, like in alike.items()
        if not (pair in together and like[2].rank in _NAMES_ONLY)
        and not (pair in decided and decided[pair].verdict == different)
    }
    sides = sides_of({key: row for pair in alike.values() for key, row in _rows(pair)})
    found = [
        Pair(
            sides[one.pk],
            sides[other.pk],
            like.why,
            like.rank,
            shared.get(pair, ()),
            _who(decided[pair]) if pair in decided and decided[pair].verdict == later else "",
        )
        for pair, (one, other, like) in alike.items()
        if not _contradict(sides[one.pk], sides[other.pk])
    ]
    return sorted(found, key=lambda pair: pair.order)


_Alike = dict[tuple[int, int], tuple[Speaker, Speaker, Likeness]]


def _rows(pair: tuple[Speaker, Speaker, Likeness]) -> Iterable[tuple[int, Speaker]]:
    return ((pair[0].pk, pair[0]), (pair[1].pk, pair[1]))


def _alike(speakers: Sequence[Speaker], only_after: bool) -> _Alike:
    """(id, id) in rising order → the two, the more quoted first, and why."""
    asked = [row for row in speakers if row.letters]
    near = Speaker.objects.for_list().filter(
        Q(letters__in={row.letters for row in asked})
        | Q(surname__in={row.surname for row in asked if row.surname})
        | Q(acronym__in={row.acronym for row in asked if row.acronym})
    )
    candidates = list(near.filter(letters__gt="")[:MOST_CANDIDATES])
    by_key: defaultdict[tuple[str, str], list[Speaker]] = defaultdict(list)
    for row in candidates:
        for name in ("letters", "surname", "acronym"):
            if key := getattr(row, name):
                by_key[name, key].append(row)
    found: _Alike = {}
    for row in asked:
        for name in ("letters", "surname", "acronym"):
            for other in by_key.get((name, getattr(row, name)), ()):
                pair = (min(row.pk, other.pk), max(row.pk, other.pk))
                if row.pk == other.pk or pair in found:
                    continue
                one, two = sorted((row, other), key=_most_quoted)
                if only_after and one.pk != row.pk:
                    continue
                if like := likeness(one.name, two.name):
                    found[pair] = (one, two, like)
    return found


def _most_quoted(speaker: Speaker) -> tuple[int, int, int]:
    return -speaker.quote_count, -speaker.reported_count, speaker.pk


def _families(alike: _Alike) -> dict[int, int]:
    """Id of each speaker and of all merged into them → the one who stands."""
    keys = {key for pair in alike for key in pair}
    merged = Speaker.objects.filter(merged_into__in=keys).values_list("pk", "merged_into")
    return {key: key for key in keys} | {pk: into for pk, into in merged if into}


def _decisions(alike: _Alike) -> dict[tuple[int, int], SpeakerDecision]:
    """What people answered of the pairs, also of those merged into them; "not the same" before
    "later"."""
    lead = _families(alike)
    rows = SpeakerDecision.objects.filter(one__in=lead, other__in=lead, article=None)
    decided = {}
    for row in rows.select_related("person").order_by("-verdict"):
        one, other = lead[row.one_id], lead[row.other_id or 0]
        decided[min(one, other), max(one, other)] = row
    return decided


def _who(decision: SpeakerDecision) -> str:
    return decision.person.get_username() if decision.person else "somebody"


def _articles_of_lesser(alike: _Alike) -> dict[int, set[int]]:
    """Speaker id → articles that quote them, of the lesser quoted of each pair."""
    lesser = {other.pk for _, other, _ in alike.values()}
    articles: defaultdict[int, set[int]] = defaultdict(set)
    rows = SpeakerInArticle.objects.filter(speaker__in=lesser).order_by("-published_at")
    for speaker, article in rows.values_list("speaker", "article")[:MOST_ARTICLES]:
        articles[speaker].add(article)
    return articles


def _quoted_together(alike: _Alike, lesser: dict[int, set[int]]) -> set[tuple[int, int]]:
    """Pairs that one article quotes both of."""
    there = {article for articles in lesser.values() for article in articles}
    leads = {one.pk for one, _, _ in alike.values()}
    rows = SpeakerInArticle.objects.filter(speaker__in=leads, article__in=there)
    articles: defaultdict[int, set[int]] = defaultdict(set)
    for speaker, article in rows.values_list("speaker", "article"):
        articles[speaker].add(article)
    return {
        pair
        for pair, (one, other, _) in alike.items()
        if articles[one.pk] & lesser.get(other.pk, set())
    }


def _shared_stories(
    alike: _Alike, lesser: dict[int, set[int]]
) -> dict[tuple[int, int], tuple[Story, ...]]:
    """Pair → stories that quote both, the newest first, at most three."""
    story_of = dict(
        Membership.objects.filter(
            is_current=True, article__in={a for articles in lesser.values() for a in articles}
        ).values_list("article", "story")
    )
    told: defaultdict[int, set[int]] = defaultdict(set)
    rows = Membership.objects.filter(
        is_current=True,
        story__in=set(story_of.values()),
        article__speakers__speaker__in={one.pk for one, _, _ in alike.values()},
    )
    for speaker, story in rows.values_list("article__speakers__speaker", "story").distinct():
        told[speaker].add(story)
    shared = {
        pair: told[one.pk] & {story_of[a] for a in lesser.get(other.pk, ()) if a in story_of}
        for pair, (one, other, _) in alike.items()
    }
    stories = Story.objects.defer("summary").in_bulk(
        {key for keys in shared.values() for key in keys}
    )
    newest = sorted(stories, reverse=True)
    return {
        pair: tuple(stories[key] for key in newest if key in keys)[:3]
        for pair, keys in shared.items()
        if keys
    }


def _contradict(one: Side, other: Side) -> bool:
    """True when articles call one of them Mr. and the other Ms."""
    return bool(one.sexes and other.sexes and not one.sexes & other.sexes)


def next_pairs(at: int, *, wanted: int = 20, most: int = 1000) -> tuple[list[Pair], int]:
    """Pairs to ask about, found by going down the list of most quoted speakers from place `at`, and
    the place to go on from (0 at the end). Looks at no more than `most` speakers."""
    found: list[Pair] = []
    place, batch = at, 100
    while len(found) < wanted and place < at + most:
        speakers = list(
            Speaker.objects.for_list().filter(article_count__gt=0)[place : place + batch]
        )
        found += pairs_for(speakers, only_after=True)
        place += batch
        if len(speakers) < batch:
            place = 0
            break
    return sorted(found, key=lambda pair: pair.order), place


def as_asked(pair: Pair, leading: int) -> Pair:
    """The pair with that speaker first."""
    if pair.one.speaker.pk == leading:
        return pair
    return replace(pair, one=pair.other, other=pair.one)
