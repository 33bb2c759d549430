"""Frames: a passage as a row of tokens in which each marked stretch is one token.

`“We lost,” he said.` becomes [Q0] [he] [said] [.], so that attribution looks at the narration only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from .lexicons import verbs, words
from .marks import Stretch

TokenKind = Literal["word", "point", "quote"]

_TOKEN = re.compile(r"[@#]?[^\W_](?:[\w’'&]|[-‐‑.](?=\w))*|[^\w\s]|_")
_ABBREVIATIONS = words("abbreviations")
_CUES = verbs("cues")
_END = frozenset(".?!…")


class Token(NamedTuple):
    """A word, a point or a whole marked stretch (`quote` is its index in the frame's stretches).

    A tuple, because an article has thousands of them.
    """

    start: int
    end: int
    text: str
    low: str
    kind: TokenKind
    is_capital: bool = False  # a word that begins with a capital, or a handle
    quote: int = -1


@dataclass(frozen=True, slots=True)
class Frame:
    """One passage: tokens, stretches, and the sentences as half-open ranges of token indices."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    stretches: tuple[Stretch, ...]
    sentences: tuple[tuple[int, int], ...]
    places: tuple[int, ...]  # token index of each stretch
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def sentence_of(self, token: int) -> int:
        """Index of the sentence that holds this token."""
        starts = self.memo.get("starts")
        if starts is None:
            starts = self.memo["starts"] = [first for first, _ in self.sentences]
        return max(0, bisect_right(starts, token) - 1)


def make_frame(body: str, start: int, end: int, stretches: tuple[Stretch, ...]) -> Frame:
    """The frame of `body[start:end]` with these stretches."""
    tokens: list[Token] = []
    at = start
    for index, stretch in enumerate(stretches):
        _add_words(body, at, stretch.outer_start, tokens)
        text = body[stretch.outer_start : stretch.outer_end]
        tokens.append(
            Token(stretch.outer_start, stretch.outer_end, text, "", "quote", False, index)
        )
        at = stretch.outer_end
    _add_words(body, at, end, tokens)
    row = tuple(tokens)
    places = tuple(place for place, token in enumerate(row) if token.kind == "quote")
    return Frame(start, end, row, stretches, _sentences(body, row, stretches), places)


def _add_words(body: str, start: int, end: int, tokens: list[Token]) -> None:
    taken = start  # a full stop may belong to the word before it
    new, add = tuple.__new__, tokens.append  # NamedTuple's own constructor takes twice as long
    for match in _TOKEN.finditer(body, start, end):
        first = match.start()
        if first < taken:
            continue
        text, low, kind, is_capital = _read_token(match[0])
        last = first + len(text)
        if (
            kind == "word"
            and last + 1 < end
            and body[last] == "."
            and _is_abbreviated(text, low)
            and (len(text) > 1 or body[last + 1 : last + 3].lstrip()[:1].isupper())
        ):
            text, last = text + ".", last + 1
            taken = last
        add(new(Token, (first, last, text, low, kind, is_capital, -1)))


@lru_cache(maxsize=32_768)
def _read_token(found: str) -> tuple[str, str, TokenKind, bool]:
    """Text, lower case, kind and whether it begins with a capital, of a word or point found."""
    letter = found[0]
    if len(found) == 1 and not letter.isalnum():
        return found, found, "point", False
    text = found.rstrip("’'&")
    return text, text.casefold(), "word", letter.isupper() or letter == "@"


def _is_abbreviated(text: str, low: str) -> bool:
    return (
        low in _ABBREVIATIONS
        and (text[0].isupper() or low in ("vs", "v", "etc", "no"))
        or (len(text) == 1 and text.isupper() and text != "I")
        or ("." in text and len(text) <= 6 and text[1:2] == ".")
    )


def _sentences(
    body: str, tokens: tuple[Token, ...], stretches: tuple[Stretch, ...]
) -> tuple[tuple[int, int], ...]:
    """Ranges of tokens; a marked stretch is never cut, and keeps the cue that follows it."""
    cuts: list[tuple[int, int]] = []
    first = 0
    broken = bool(tokens) and "\n" in body[tokens[0].start : tokens[-1].end]
    for index, token in enumerate(tokens[:-1]):
        if not broken and token.kind != "quote" and token.text not in _END:
            continue
        follows = tokens[index + 1]
        if _ends_here(body, token, follows, stretches) and not _cue_goes_on(tokens, index):
            cuts.append((first, index + 1))
            first = index + 1
    if first < len(tokens):
        cuts.append((first, len(tokens)))
    return tuple(cuts)


def _ends_here(body: str, token: Token, follows: Token, stretches: tuple[Stretch, ...]) -> bool:
    starts = (
        follows.kind == "quote" or follows.text[0].isupper() or follows.text[0] in "@#—([0123456789"
    )
    if follows.kind == "point" and follows.text not in "([—–―":
        return False
    if token.kind == "point" and token.text in _END:
        return starts or "\n" in body[token.end : follows.start]
    if token.kind == "quote":
        stretch = stretches[token.quote]
        last = body[stretch.start : stretch.end].rstrip()[-1:]
        if last in ".?!…":
            return starts and follows.text not in "([—–―"
    if "\n" in body[token.end : follows.start]:
        return True
    return False


def _cue_goes_on(tokens: tuple[Token, ...], index: int) -> bool:
    """True for `“Really?” Mayor Dunn asked` and `“We won!” cried Bell`: no new sentence."""
    if tokens[index].kind != "quote":
        return False
    last = tokens[index].text.rstrip("”\"’'»“ ")[-1:]
    for ahead in range(index + 1, min(len(tokens), index + 8)):
        token = tokens[ahead]
        if token.kind != "word":
            return False
        if token.low in _CUES:
            if last != ".":
                return True
            # `“We won.” Bell said.`: only where the sentence then stops
            after = tokens[ahead + 1] if ahead + 1 < len(tokens) else None
            return ahead > index + 1 and (after is None or after.text == ".")
    return False
