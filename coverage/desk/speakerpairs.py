"""Two who speak together: `said Ann Lee and Bo Hart` is on a page of theirs and on those of both.

The pair is kept under both names, and so are its quotes and its numbers: nothing is counted twice,
and merging and splitting move quotes as they always do. Who belongs to it is told by its name, so
that a speaker merged into another brings their pairs along.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from django.db.models import Q

from coverage.models import Quote, Speaker
from coverage.text.people.speakernames import LETTERS, letters_of, surname_of

from .speakernames import is_proper_name, key_of, known_speakers
from .speakerpage import InStory, by_story

_AND = " and "
#: Pairs looked for under one speaker's names, and quotes of them shown on the speaker's page.
MOST_PAIRS, MOST_SHOWN = 50, 10


@dataclass(frozen=True, slots=True)
class SaidTogether:
    """What a speaker is quoted as saying together with others."""

    pairs: tuple[Speaker, ...]  # most quoted first
    stories: tuple[InStory, ...]  # the newest of their quotes
    quotes: int  # of all pairs, reports among them
    shown: int


def members_of(speaker: Speaker) -> tuple[Speaker, ...]:
    """Both of a pair, as they stand now; () for anybody else. One query for a name with "and"."""
    names = speaker.name.split(_AND)
    if len(names) != 2 or not all(map(is_proper_name, names)):
        return ()
    known = known_speakers([key_of(name) for name in names])
    found = [known[key] for name in names if (key := key_of(name)) in known]
    return tuple(found) if len({row.pk for row in found}) == 2 else ()


def pairs_of(speaker: Speaker, others: Sequence[str] = ()) -> tuple[Speaker, ...]:
    """The standing pairs in which the speaker is, under any of their names (`others` are those
    beside their own); most quoted first. One query."""
    keys = {key_of(name): name for name in (speaker.name, *others) if is_proper_name(name)}
    if not keys:
        return ()
    asked = Q()
    for key, name in keys.items():
        first = letters_of(key) + "and"
        # all that begins so, whatever the database's order of letters: annleeand… < annleeane
        asked |= Q(letters__gte=first[:LETTERS], letters__lt=(first[:-1] + "e")[:LETTERS])
        asked |= Q(surname=surname_of(name), name_key__endswith=_AND + key)
    found = Speaker.objects.standing().filter(asked).exclude(pk=speaker.pk)
    rows = found.order_by("-quote_count", "-reported_count", "name_key")[:MOST_PAIRS]
    return tuple(row for row in rows if _has(row, keys))


def _has(pair: Speaker, keys: Container[str]) -> bool:
    names = pair.name.split(_AND)
    return (
        len(names) == 2
        and all(map(is_proper_name, names))
        and any(key_of(name) in keys for name in names)
    )


def said_together(speaker: Speaker, others: Sequence[str] = ()) -> SaidTogether | None:
    """What the speaker's page shows of their pairs; None for no pair that is quoted."""
    pairs = tuple(
        pair for pair in pairs_of(speaker, others) if pair.quote_count + pair.reported_count
    )
    if not pairs:
        return None
    rows = Quote.objects.newest_first().with_stories().current().standing()
    newest = list(rows.filter(speaker__in=pairs)[:MOST_SHOWN])
    total = sum(pair.quote_count + pair.reported_count for pair in pairs)
    return SaidTogether(pairs, by_story(newest, ()), total, len(newest))
