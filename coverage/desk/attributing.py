"""What a person says of a quote (its cue, its via, its kind) and of who makes a claim.

Whose words a quote is stands in `speakersaying.py`. A quote that is corrected is confirmed; a
rejected one stays rejected.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import transaction

from coverage.models import ClaimAppearance, EmbeddedPost, Quote, SpanRow, State
from coverage.text.nearest import find_nearest
from coverage.text.quotes.via_words import LEADS
from coverage.text.spans import Span, as_body

from .heard import link_vias
from .recomparing import compare_later
from .review import decision
from .revisions import write
from .speakercounts import count_speakers
from .speakernames import naming_follows

AnyRow = TypeVar("AnyRow", bound=SpanRow)
#: How a quote came to the outlet: the reader's code → the words that are chosen from.
HOWS = {
    "": "not told how",
    **{"translation": "as translated by …", "told": "told to …"},
    **{"interview": "in an interview with …", "statement": "in … (a statement, a letter, a book)"},
    **{"quoted": "as quoted by …", "carried": "as carried by …", "according": "according to …"},
    **{"obtained": "obtained by …", "seen": "seen by …", "agent": "through … (a spokesperson)"},
    **{
        "programme": "on … (a programme)",
        "post": "on … (a platform)",
        "channel": "by … (a letter)",
    },
}
assert LEADS.keys() <= HOWS.keys()


class CannotAttribute(ValueError):
    """What was said cannot stand so; the message says why, and what would do."""


def said_as_typed(typed: str, most: int) -> str:
    """The words on one line. Raises CannotAttribute for too many letters."""
    words = " ".join(as_body(typed).split())
    if len(words) > most:
        raise CannotAttribute(f"At most {most} letters; these are {len(words)}.")
    return words


def say_cue(quote: Quote, typed: str, person: User, revision: int | None = None) -> Quote:
    """The quote introduced by those words of its text; by none where they are empty."""
    words = said_as_typed(typed, 400)
    span = place_near(quote, words) if words else None
    return correct(quote, _at("cue", span, words), person, revision)


def say_via(quote: Quote, how: str, typed: str, person: User, revision: int | None = None) -> Quote:
    """The quote heard through those words of its text, in that way; from nobody where they are
    empty. The outlet, the speaker or the post they mean is linked where exactly one fits."""
    words = said_as_typed(typed, 400)
    if how not in HOWS and how != quote.via_how:
        raise CannotAttribute("Choose how it was heard from the list.")
    if how and not words and not quote.via:
        raise CannotAttribute("Type through whom it was heard, as it stands in the text.")
    span = place_near(quote, words) if words else None
    trial = copy(quote)
    trial.via, trial.via_how = (span.text if span else words), how if words else ""
    trial.via_outlet = trial.via_speaker = trial.via_post = None
    version = quote.version
    shown = EmbeddedPost.objects.filter(appearances__version=version).distinct()
    if words:
        link_vias([trial], shown, version.article.outlet)
    named = ("via_how", "via_outlet_id", "via_speaker_id", "via_post_id")
    changes = _at("via", span, words) | {name: getattr(trial, name) for name in named}
    return correct(quote, changes, person, revision)


def say_kind(quote: Quote, kind: str, person: User, revision: int | None = None) -> Quote:
    """The quote as direct, mixed or reported speech ("indirect")."""
    if kind not in Quote.Kind.values:
        raise CannotAttribute("Choose direct, mixed or reported speech.")
    same = Quote.objects.filter(
        version=quote.version_id, start=quote.start, end=quote.end, kind=kind
    )
    if same.exclude(pk=quote.pk).exists():
        raise CannotAttribute("Another quote of that kind stands at these words already.")
    return correct(quote, {"kind": kind}, person, revision)


def say_claimant(
    claim: ClaimAppearance, typed: str, person: User, revision: int | None = None
) -> ClaimAppearance:
    """The claim made by whom the words name; in the article's own voice where they are empty."""
    words = said_as_typed(typed, 300)
    near = Span(claim.start, claim.end, claim.text)
    span = find_nearest(claim.version.body, words, near) if words else None
    return correct(claim, _at("claimant", span, words), person, revision)


def place_near(quote: Quote, words: str) -> Span:
    """Where the words stand nearest to the quote. Raises CannotAttribute where nowhere."""
    near = Span(quote.start, quote.end, quote.text)
    span = find_nearest(quote.version.body, words, near)
    if span is None:
        told = f"“{words[:80]}” does not stand in this text: type it as it stands there."
        raise CannotAttribute(told)
    return span


def _at(name: str, span: Span | None, words: str) -> dict[str, Any]:
    return {
        name: span.text if span else words,
        f"{name}_start": span.start if span else None,
        f"{name}_end": span.end if span else None,
    }


@transaction.atomic
def correct(row: AnyRow, changes: Mapping[str, Any], person: User, revision: int | None) -> AnyRow:
    """The row with those fields, confirmed by the person; untouched where it has them all already.

    Whom the article quotes is kept for later readings; a worker compares its story. Raises
    Conflict when the row has been changed since `revision`.
    """
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if not changed:
        return row
    decided = {} if row.state == State.REJECTED else decision(State.CONFIRMED, person)
    write(row, {**changed, **decided}, person, revision, "edited: " + ", ".join(changed))
    if isinstance(row, Quote) and "speaker_id" in changed:
        naming_follows(row)
    if isinstance(row, Quote) and changed.keys() & {"speaker_id", "kind"}:
        count_speakers([row.version.article_id])
    compare_later([row.version_id])
    return row
