"""The lines of a body, trimmed, with what stands around them."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .records import quickly_made

BLANKS = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200e\u200f"
    + "".join(chr(n) for n in range(0x2000, 0x200B))
)
END_MARKS = ".!?…。！？؟۔।"
_CLOSING = "\"'”’“»›)]*"


@quickly_made
@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line; `body[start:end] == text`, without blanks at its ends."""

    start: int
    end: int
    text: str
    apart: bool  # a blank line (or the body's start) stands before it

    @property
    def ends_sentence(self) -> bool:
        """True when the line closes with an end mark, inside or outside of quote marks."""
        return self.text.rstrip(_CLOSING)[-1:] in END_MARKS if self.text else False

    @property
    def introduces(self) -> bool:
        """True when the line ends in a colon."""
        return self.text.endswith((":", "："))


@lru_cache(maxsize=2)  # posts and passages of one body are found in the same lines
def find_lines(body: str, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """The non-blank lines of the stretch, in order."""
    lines: list[Line] = []
    begin, apart = start, True
    for text in body[start:end].split("\n"):
        inner = text.strip(BLANKS)
        if inner:
            first = begin
            if inner[0] != text[0]:
                first += len(text) - len(text.lstrip(BLANKS))
            lines.append(Line(first, first + len(inner), inner, apart))
        begin += len(text) + 1
        apart = not inner
    return tuple(lines)
