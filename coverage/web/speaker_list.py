"""The list of speakers: what is looked for, its order, and the letters that surnames begin with."""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models.functions import Substr
from django.http import QueryDict

from coverage.models import Speaker
from coverage.models.speakers import SpeakerQuerySet
from coverage.text.spans import as_body

from .paging import ListPage, page_of

ORDERS = {"": "most quoted first", "name": "by surname", "newest": "newest quote first"}
LETTERS = (*string.ascii_lowercase, "other")
#: More letters than these nobody's name has.
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Choice:
    words: str
    href: str  # "" where nobody stands behind it
    is_on: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; values it does not know are left out."""

    typed: str = ""
    order: str = ""
    letter: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Asked:
        order, letter = query.get("sort", ""), query.get("letter", "")
        return cls(
            typed=" ".join(as_body(query.get("q", "")).split())[:LONGEST],
            order=order if order in ORDERS else "",
            letter=letter if letter in LETTERS else "",
        )

    def href(self, **changed: str) -> str:
        other = replace(self, **changed)
        asked = {"q": other.typed, "sort": other.order, "letter": other.letter}
        return "?" + urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class SpeakerList:
    """What the list prints."""

    page: ListPage
    asked: Asked
    orders: tuple[Choice, ...]
    letters: tuple[Choice, ...]
    said_order: str


def speaker_list(query: QueryDict) -> SpeakerList:
    """Standing speakers; three queries."""
    asked = Asked.of(query)
    rows = Speaker.objects.for_list(asked.order).called_like(asked.typed)
    begins = _letters_of(rows)
    if asked.letter == "other":
        rows = rows.exclude(surname__regex="^[a-z]")
    elif asked.letter:
        rows = rows.filter(surname__startswith=asked.letter)
    return SpeakerList(
        page_of(rows, query),
        asked,
        tuple(
            Choice(words, asked.href(order=name), name == asked.order)
            for name, words in ORDERS.items()
        ),
        tuple(
            Choice(letter, asked.href(letter="" if on else letter) if on or there else "", on)
            for letter in LETTERS
            for on, there in [(letter == asked.letter, letter in begins)]
        ),
        ORDERS[asked.order],
    )


def _letters_of(rows: SpeakerQuerySet) -> set[str]:
    """The letters with which somebody's surname begins, "other" for what is none."""
    first = rows.order_by().values_list(Substr("surname", 1, 1), flat=True).distinct()
    return {letter if letter in LETTERS else "other" for letter in first}
