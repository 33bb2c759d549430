"""Speakers there are whom a newly typed name may mean. A person says whether it does."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from coverage.models import Speaker, SpeakerInArticle
from coverage.text.people.nearspelling import is_nearly
from coverage.text.people.speakernames import (
    acronym_of,
    letters_of,
    likeness,
    surname_of,
)

#: Speakers looked at for one name, most quoted first; and shown of those that are like it.
MOST_LOOKED_AT, MOST_SHOWN = 500, 3
#: Letters with which two names begin that differ by a slip further on: half of them, no fewer and
#: no more than these.
_FEWEST, _MOST = 3, 5
_SLIP = 2  # ranks between "may stand for" and what is less alike


@dataclass(frozen=True, slots=True)
class Like:
    """A speaker there is, and why the name may mean them."""

    speaker: Speaker
    why: str
    is_here: bool  # the same article quotes them


def like_names(name: str, article: int | None = None) -> tuple[Like, ...]:
    """Those whom the name may mean, the likeliest first; those that the article (by id) quotes
    before others. Nobody who is known under exactly that name. Two queries."""
    letters = letters_of(name)
    if not letters:
        return ()
    here = _quoted_in(article)
    found = []
    for speaker in _candidates(name, letters):
        if like := likeness(name, speaker.name):
            rank, why = like.rank, like.why
        elif is_nearly(name, speaker.name):
            rank, why = _SLIP, "spelled nearly so"
        else:
            continue
        is_here = speaker.pk in here
        found.append(((rank, not is_here, -speaker.quote_count), Like(speaker, why, is_here)))
    found.sort(key=lambda pair: pair[0])
    return tuple(like for _, like in found[:MOST_SHOWN])


def _candidates(name: str, letters: str) -> QuerySet[Speaker]:
    begins = letters[: max(_FEWEST, min(_MOST, len(letters) // 2))]
    asked = Q(letters__gte=begins, letters__lt=begins[:-1] + chr(ord(begins[-1]) + 1))
    if surname := surname_of(name):
        asked |= Q(surname=surname)
    if acronym := acronym_of(name):
        asked |= Q(acronym=acronym)
    return Speaker.objects.for_list().filter(asked, letters__gt="")[:MOST_LOOKED_AT]


def _quoted_in(article: int | None) -> frozenset[int]:
    rows = SpeakerInArticle.objects.filter(article=article) if article else ()
    return frozenset(row.speaker_id for row in rows)


def names_here(typed: str, article: int, most: int) -> list[Speaker]:
    """Speakers in whose names every word typed stands, those whom the article (by id) quotes first;
    without words those it quotes. Two queries."""
    here = Speaker.objects.for_list().filter(articles__article=article)
    if not typed:
        return list(here[:most])
    found = list(here.called_like(typed)[:most])
    others = Speaker.objects.for_list().called_like(typed)
    return [*found, *others.exclude(pk__in=[row.pk for row in found])[: most - len(found)]]
