"""Spans: half-open stretches of a body, in code points, kept with their exact text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .records import quickly_made

#: NUL and lone surrogates: neither database can store them in text.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@quickly_made
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`body[start:end] == text`, always; offsets count code points."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, body: str, start: int, end: int) -> Span:
        """The span of `body` from `start` to `end`; ValueError when it does not lie inside."""
        if not 0 <= start <= end <= len(body):
            raise ValueError(f"span {start}–{end} does not lie in a body of {len(body)} characters")
        return cls(start, end, body[start:end])

    @property
    def length(self) -> int:
        """Code points."""
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def trimmed(body: str, start: int, end: int, edge: str = " \t\n\r\u00a0\u200b\ufeff") -> Span:
    """The span with any characters of `edge` taken off both ends (may be empty, at `end`)."""
    while start < end and body[start] in edge:
        start += 1
    while end > start and body[end - 1] in edge:
        end -= 1
    return Span.of(body, start, end)


def without_possessive(span: Span) -> Span:
    """The span without the ending of `Dunn's`."""
    if span.text.endswith(("'s", "’s")):
        return Span(span.start, span.end - 2, span.text[:-2])
    return span


def as_body(text: str) -> str:
    """The text as a body: CRLF and CR become LF, NUL and lone surrogates U+FFFD, one for one.

    Nothing else changes: no Unicode normalisation, no stripping.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSTORABLE.sub("\ufffd", text)
