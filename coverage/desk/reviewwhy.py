"""Why the queue asks about a mark: how sure the reader is, in words and as a number."""

from __future__ import annotations

from typing import Any

from coverage.models import ClaimAppearance, MarkedWords, PostAppearance, Quote
from coverage.models.reviewing import SURE_OF_MARKED, SURE_OF_POST
from coverage.text.people.namings import PRONOUNS

#: Confidence below → of the quotes in marks so read, and of the reports, so many of ten were right
#: on the dev half of PolNeAR (the reliability tables in docs/reading_quotes.md).
RIGHT_OF_TEN = ((0.5, 4, 4), (0.7, 6, 7), (0.8, 7, 7), (0.9, 9, 9), (1.1, 10, 9))
#: Words in marks that may as well be a term.
FEW_WORDS = 3


def why_asked(row: Any) -> tuple[str, ...]:
    """Of a row with `sure`; what is said first is how sure, then what makes it so."""
    if isinstance(row, Quote):
        return _of_quote(row)
    if isinstance(row, ClaimAppearance):
        return (_of_claim(row.checkworthiness),)
    if isinstance(row, MarkedWords):
        kind = str(row.get_kind_display())
        named = kind if kind.startswith("a ") else f"a {kind}"
        by_hand = f"{SURE_OF_MARKED[row.kind]:.2f}, set by hand"
        return (f"read as {named}, by what stands beside the marks ({by_hand})",)
    return (_of_post(row),)


def _of_quote(row: Quote) -> tuple[str, ...]:
    sure = f"{row.confidence:.2f} sure of speaker and words"
    in_marks, reports = next((a, b) for below, a, b in RIGHT_OF_TEN if row.confidence < below)
    right = reports if row.is_reported else in_marks
    of_ten = "nearly all" if right > 9 else f"about {right} in 10"
    said = [f"{sure}: of {'reports' if row.is_reported else 'quotes'} so read {of_ten} were right"]
    name = row.speaker.name if row.speaker else row.speaker_name
    if not row.who:
        said.append("nobody was found who says it")
    elif _is_no_name(row.mention) and name and name != row.mention:
        said.append(f"“{row.mention}” is taken for {name}")
    if not row.cue:
        said.append("no verb of speech was found beside it")
    words = len(row.text.split())
    if not row.is_reported and words <= FEW_WORDS:
        only = "one word stands" if words == 1 else f"only {words} words stand"
        said.append(f"{only} in marks: it may be a term")
    return tuple(said)


def _is_no_name(mention: str) -> bool:
    return mention[:1].islower() or mention.casefold() in PRONOUNS


def _of_claim(worth: float) -> str:
    where = "in the middle of" if 0.35 <= worth <= 0.65 else "high in" if worth > 0.5 else "low in"
    told = {
        "in the middle of": "where claims and other sentences are mixed",
        "high in": "it says much that a record could settle",
        "low in": "it may be no claim",
    }[where]
    return f"{where} the order of claims ({worth:.2f}): {told}"


def _of_post(row: PostAppearance) -> str:
    told = {
        "credited": "a credit names its account",
        "quoted": "its words stand in the text",
        "linked": "the text links to it",
        "embedded": "the article shows it",
    }
    return f"{told.get(row.how, row.how)} ({SURE_OF_POST[row.how]:.2f}, set by hand)"
