"""Frames: a passage as a row of tokens in which each marked stretch is one token.

`“We lost,” he said.` becomes [Q0] [he] [said] [.], so that attribution looks at the narration only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from .lexicons import verbs, words
from .marks import Stretch

TokenKind = Literal["word", "point", "quote"]

_TOKEN = re.compile(r"[@#]?[^\W_](?:[\w’'&]|[-‐‑.](?=\w))*|[^\w\s]|_")
_ABBREVIATIONS = words("abbreviations")
_CUES = verbs("cues")
_END = frozenset(".?!…")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a point or a whole marked stretch (`quote` is its index in the frame's stretches)."""

    start: int
    end: int
    text: str
    low: str
    kind: TokenKind
    quote: int = -1

    @property
    def is_capital(self) -> bool:
        """True for a word that begins with a capital or is a handle."""
        return self.kind == "word" and (self.text[0].isupper() or self.text[0] == "@")


@dataclass(frozen=True, slots=True)
class Frame:
    """One passage: tokens, stretches, and the sentences as half-open ranges of token indices."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    stretches: tuple[Stretch, ...]
    sentences: tuple[tuple[int, int], ...]
    places: tuple[int, ...] = field(default=())  # token index of each stretch

    def sentence_of(self, token: int) -> int:
        """Index of the sentence that holds this token."""
        for index, (first, last) in enumerate(self.sentences):
            if first <= token < last:
                return index
        return len(self.sentences) - 1


def make_frame(body: str, start: int, end: int, stretches: tuple[Stretch, ...]) -> Frame:
    """The frame of `body[start:end]` with these stretches."""
    tokens: list[Token] = []
    at = start
    for index, stretch in enumerate(stretches):
        _add_words(body, at, stretch.outer_start, tokens)
        text = body[stretch.outer_start : stretch.outer_end]
        tokens.append(Token(stretch.outer_start, stretch.outer_end, text, "", "quote", index))
        at = stretch.outer_end
    _add_words(body, at, end, tokens)
    row = tuple(tokens)
    places = tuple(place for place, token in enumerate(row) if token.kind == "quote")
    return Frame(start, end, row, stretches, _sentences(body, row, stretches), places)


def _add_words(body: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(body, start, end):
        text = match.group()
        first, last = match.start(), match.end()
        if first < start or (tokens and first < tokens[-1].end):
            continue
        if text[0].isalnum() or text[0] in "@#" and len(text) > 1:
            while text[-1] in "’'&":
                text = text[:-1]
            last = first + len(text)
            low = text.casefold()
            if body[last : last + 1] == "." and last < end and _is_abbreviated(text, low):
                text, last = text + ".", last + 1
            tokens.append(Token(first, last, text, low, "word"))
        else:
            tokens.append(Token(first, last, text, text, "point"))


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
    for index, token in enumerate(tokens):
        if index < first:
            continue
        follows = tokens[index + 1] if index + 1 < len(tokens) else None
        if follows is None:
            break
        if _ends_here(body, token, follows, stretches) and not _cue_goes_on(tokens, index, body):
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


def _cue_goes_on(tokens: tuple[Token, ...], index: int, body: str) -> bool:
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
