"""Frames: a passage as a row of tokens in which each marked stretch is one token.

`“We lost,” he said.` becomes [Q0] [he] [said] [.], so that attribution looks at the narration only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Literal, NamedTuple

from .lexicons import verbs, words
from .marks import Stretch
from .remembered import Remembered

TokenKind = Literal["word", "point", "quote"]

#: A word (with a handle's sign, inner apostrophes, hyphens and dots) or a point. The first branch
#: is the second for words of plain letters, and twice as fast.
_TOKEN = re.compile(
    r"([a-zA-Z0-9]++(?:[\w’'&]++|[-‐‑.](?=\w))*+"
    r"|[@#]?[^\W_](?:[\w’'&]++|[-‐‑.](?=\w))*+|[^\w\s]|_)"
)
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
    ends: list[int] = []  # where a sentence may end: at end points and stretches
    at = start
    for index, stretch in enumerate(stretches):
        _add_words(body, at, stretch.outer_start, tokens, ends)
        text = body[stretch.outer_start : stretch.outer_end]
        ends.append(len(tokens))
        tokens.append(
            Token(stretch.outer_start, stretch.outer_end, text, "", "quote", False, index)
        )
        at = stretch.outer_end
    _add_words(body, at, end, tokens, ends)
    row = tuple(tokens)
    places = tuple(place for place in ends if row[place].kind == "quote") if stretches else ()
    if row and "\n" in body[row[0].start : row[-1].end]:
        ends = list(range(len(row)))  # a line break ends a sentence behind any word
    return Frame(start, end, row, stretches, _sentences(body, row, stretches, ends), places)


def _add_words(body: str, start: int, end: int, tokens: list[Token], ends: list[int]) -> None:
    """Add the words and points of `body[start:end]`, and the places of its end points.

    This is most of what a frame costs, so the loop is one comprehension over what C code made:
    `split` gives blanks and tokens by turns, and NamedTuple's own constructor takes twice as long.
    """
    pieces = _TOKEN.split(body[start:end])
    found = pieces[1::2]
    starts = list(accumulate(map(len, pieces), initial=start))[1:-1:2]
    reads = map(_READ.__getitem__, found)
    new = tuple.__new__
    row = [
        new(Token, (at, at + len(text), text, low, kind, is_capital, -1))
        for at, (text, low, kind, is_capital) in zip(starts, reads, strict=True)
    ]
    stops = [place for place, text in enumerate(found) if text in _END]
    own = _own_stops(body, end, row, stops) if stops else set()
    before = len(tokens)
    for place in stops:
        if place in own:
            before -= 1
        else:
            ends.append(before + place)
    tokens.extend([token for place, token in enumerate(row) if place not in own] if own else row)


def _own_stops(body: str, end: int, row: list[Token], stops: list[int]) -> set[int]:
    """The places of full stops that belong to an abbreviation; each is taken into its word."""
    own: set[int] = set()
    for place in stops:
        stop, word = row[place], row[place - 1]  # before the first stands the last: further on
        if (
            stop.text == "."
            and word.end == stop.start
            and word.kind == "word"
            and stop.end < end
            and _is_abbreviated(word.text, word.low)
            and (len(word.text) > 1 or body[stop.end : stop.end + 2].lstrip()[:1].isupper())
        ):
            row[place - 1] = word._replace(end=stop.end, text=word.text + ".")
            own.add(place)
    return own


def _read_token(found: str) -> tuple[str, str, TokenKind, bool]:
    """Text, lower case, kind and whether it begins with a capital, of a word or point found."""
    letter = found[0]
    if len(found) == 1 and not letter.isalnum():
        return found, found, "point", False
    text = found.rstrip("’'&")
    return text, text.casefold(), "word", letter.isupper() or letter == "@"


_READ = Remembered(_read_token)


def _is_abbreviated(text: str, low: str) -> bool:
    return (
        low in _ABBREVIATIONS
        and (text[0].isupper() or low in ("vs", "v", "etc", "no"))
        or (len(text) == 1 and text.isupper() and text != "I")
        or ("." in text and len(text) <= 6 and text[1:2] == ".")
    )


def _sentences(
    body: str, tokens: tuple[Token, ...], stretches: tuple[Stretch, ...], ends: list[int]
) -> tuple[tuple[int, int], ...]:
    """Ranges of tokens; a marked stretch is never cut, and keeps the cue that follows it.

    `ends` are the indices of the tokens that may end a sentence.
    """
    cuts: list[tuple[int, int]] = []
    first = 0
    for index in ends:
        if index + 1 == len(tokens):
            break
        token, follows = tokens[index], tokens[index + 1]
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
