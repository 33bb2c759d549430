"""Short ways to read a text in a test."""

from coverage.text.found import FoundQuote, Passage, PassageKind
from coverage.text.quotes.quotes import find_quotes
from coverage.text.spans import trimmed


def passages_of(body: str, kind: PassageKind = "paragraph") -> tuple[Passage, ...]:
    """Each line that is not blank as one passage of this kind."""
    passages, start = [], 0
    for line in body.split("\n"):
        span = trimmed(body, start, start + len(line))
        if span.length:
            passages.append(Passage(span, kind))
        start += len(line) + 1
    return tuple(passages)


def quotes_in(body: str) -> tuple[FoundQuote, ...]:
    return find_quotes(body, passages_of(body))


def said(body: str) -> list[tuple[str, str | None]]:
    """(words, nearest mention) of every quote that stands in marks."""
    return [
        (quote.span.text, quote.speaker.span.text if quote.speaker else None)
        for quote in quotes_in(body)
        if quote.kind != "indirect"
    ]
