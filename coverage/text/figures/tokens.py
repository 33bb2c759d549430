"""The words, numbers and marks of a passage, as the readers of figures walk over them."""

from __future__ import annotations

import re
from itertools import accumulate

#: A token with the blanks behind it. Most words are of plain letters, which are matched faster.
_TOKEN = re.compile(
    r"(?:(?:[a-zA-Z]++[^\W\d_]*+|[^\W\d_]++)(?:['’][^\W\d_]++)?+"  # with an apostrophe inside
    r"|\d{1,3}(?:,\d{2,3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"  # 1,400  1,00,000  3.5
    r"|\S)\s*+",
)


#: Stands behind the last word, and so (by Python's counting from the end) before the first.
_BEYOND = [""] * 8


class Tokens:
    """The words, numbers and marks of a passage, as columns: texts, lower case, starts in the body.

    Columns, because few of the many tokens are ever looked at: records take three times as long.
    """

    __slots__ = ("lowers", "starts", "texts")

    def __init__(self, texts: list[str], starts: list[int]) -> None:
        self.texts, self.starts = texts, starts
        self.lowers = list(map(str.lower, texts))
        self.lowers += _BEYOND

    def __len__(self) -> int:
        return len(self.texts)

    def end_of(self, i: int) -> int:
        """Where token `i` ends in the body."""
        return self.starts[i] + len(self.texts[i])


HYPHENS = frozenset("-‐‑–")
DASHES = HYPHENS | {"—"}


def tokenise(body: str, start: int, end: int) -> Tokens:
    """The tokens of `body[start:end]`, in order, with offsets in the body."""
    while start < end and body[start].isspace():
        start += 1
    pieces = _TOKEN.findall(body, start, end)
    starts = list(accumulate(map(len, pieces), initial=start))
    starts.pop()
    return Tokens(list(map(str.rstrip, pieces)), starts)


def word_at(tokens: Tokens, i: int) -> str:
    """The lower-case text of token `i`, "" outside the passage."""
    try:
        return tokens.lowers[i]
    except IndexError:
        return ""


def is_joined(tokens: Tokens, i: int) -> bool:
    """True when token `i` follows the one before it without a space."""
    starts = tokens.starts
    return 0 < i < len(starts) and starts[i - 1] + len(tokens.texts[i - 1]) == starts[i]


def past_hyphen(tokens: Tokens, i: int) -> int:
    """The index after a hyphen that joins tokens `i - 1` and `i + 1`, else -1."""
    if not 0 <= i < len(tokens.texts) or tokens.lowers[i] not in HYPHENS:
        return -1
    return i + 1 if is_joined(tokens, i) and is_joined(tokens, i + 1) else -1
