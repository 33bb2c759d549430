"""Frames: a passage as a row of tokens in which each marked stretch is one token.

`“We lost,” he said.` becomes [Q0] [he] [said] [.], so that attribution looks at the narration only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from .lexicons import verbs, words
from .marks import Stretch
from .remembered import Remembered
from .wordflags import (
    BEGINNING,
    BEGINS,
    CUE,
    END_POINT,
    NO_ROLE_PART,
    NO_WORD,
    ROLE,
    flags_of,
    flags_of_point,
)

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
_BEHIND = frozenset(".,;:?!”")  # points that most often stand behind a word


_LONG = 64  # letters of a chunk that is taken apart anew each time
_NOTED = END_POINT | BEGINS
_NOT_BEFORE_ROLE = NO_WORD | NO_ROLE_PART | BEGINNING | CUE


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
    flags: int = 0  # what the lexicons say of it: see wordflags


@dataclass(frozen=True, slots=True)
class Frame:
    """One passage: tokens, stretches, and the sentences as half-open ranges of token indices."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    stretches: tuple[Stretch, ...]
    sentences: tuple[tuple[int, int], ...]
    places: tuple[int, ...]  # token index of each stretch
    beginnings: list[int]  # indices of the tokens with which a naming may begin
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
    places: list[int] = []
    begins: list[int] = []
    at = start
    for index, stretch in enumerate(stretches):
        _add_words(body, at, stretch.outer_start, tokens, ends, begins)
        text = body[stretch.outer_start : stretch.outer_end]
        ends.append(len(tokens))
        places.append(len(tokens))
        outer = stretch.outer_start, stretch.outer_end
        tokens.append(Token(*outer, text, "", "quote", False, index, NO_WORD))
        at = stretch.outer_end
    _add_words(body, at, end, tokens, ends, begins)
    row = tuple(tokens)
    if row and body.find("\n", row[0].start, row[-1].end) >= 0:
        ends = list(range(len(row)))  # a line break ends a sentence behind any word
    sentences = _sentences(body, row, stretches, ends)
    return Frame(start, end, row, stretches, sentences, tuple(places), begins)


def _add_words(
    body: str, start: int, end: int, tokens: list[Token], ends: list[int], begins: list[int]
) -> None:
    """Add the words and points of `body[start:end]`, and where a sentence may end in it and a
    naming begin.

    This is most of what a frame costs: what stands between two blanks is taken apart once and
    remembered, and NamedTuple's own constructor would take twice as long.
    """
    add, new = tokens.append, tuple.__new__
    at = start
    for chunk in body[start:end].split(" "):
        for offset, stop, text, low, kind, is_capital, flags, owned in _CHUNKS[chunk]:
            if flags & _NOTED:
                if flags & END_POINT:
                    if owned and _is_owned(body, at + stop, end, tokens[-1]):
                        word = tokens[-1]
                        tokens[-1] = word._replace(end=at + stop, text=word.text + ".")
                        continue
                    ends.append(len(tokens))
                else:
                    if flags & ROLE and tokens and _may_stand_before_role(tokens[-1]):
                        begins.append(len(tokens) - 1)
                    begins.append(len(tokens))
            add(new(Token, (at + offset, at + stop, text, low, kind, is_capital, -1, flags)))
        at += len(chunk) + 1


def _may_stand_before_role(token: Token) -> bool:
    """True for the first word of `port spokeswoman Ada Holm`."""
    return not (token.is_capital or token.flags & _NOT_BEFORE_ROLE)


def _is_owned(body: str, stop: int, end: int, word: Token) -> bool:
    """True where the full stop right behind what may be an abbreviation is part of the word."""
    return stop < end and (len(word.text) > 1 or body[stop : stop + 2].lstrip()[:1].isupper())


#: A word or point of a chunk: the fields of its token from `start` (in the chunk) to `is_capital`,
#: its flags, and whether it is a full stop that may belong to the word before.
_Part = tuple[int, int, str, str, TokenKind, bool, int, bool]


def _read_chunk(chunk: str) -> tuple[_Part, ...]:
    """The words and points between two blanks."""
    if chunk.isalpha():  # two of five chunks an article has for the first time
        return (_part(0, chunk),)
    if chunk[-1:] in _BEHIND and chunk[:-1].isalpha():
        stop = len(chunk) - 1
        return _part(0, chunk[:-1]), _part(stop, chunk[-1], chunk[:-1])
    parts: list[_Part] = []
    for match in _TOKEN.finditer(chunk):
        start, before = match.start(), ""
        if parts and parts[-1][1] == start and parts[-1][4] == "word":
            before = parts[-1][2]
        parts.append(_part(start, match[0], before))
    return tuple(parts)


def _part(start: int, found: str, before: str = "") -> _Part:
    """One part; `before` is the text of the word that ends where it begins."""
    letter = found[0]
    if len(found) == 1 and not letter.isalnum():
        owned = found == "." and before != "" and _is_abbreviated(before, before.casefold())
        return start, start + 1, found, found, "point", False, flags_of_point(found), owned
    text = found.rstrip("’'&")
    low = text.casefold()
    is_capital = letter.isupper() or letter == "@"
    flags = flags_of(low, is_capital)
    return start, start + len(text), text, low, "word", is_capital, flags, False


class _Chunks(Remembered[str, tuple[_Part, ...]]):
    """Chunk → its parts; long ones (addresses, hostile text) are not kept."""

    def __missing__(self, chunk: str) -> tuple[_Part, ...]:
        return super().__missing__(chunk) if len(chunk) < _LONG else _read_chunk(chunk)


_CHUNKS = _Chunks(_read_chunk)


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
        # most sentences end so, and asking here takes half of what the two functions take
        plainly = token.flags & END_POINT and follows.is_capital
        if plainly or (
            _ends_here(body, token, follows, stretches) and not _cue_goes_on(tokens, index)
        ):
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
