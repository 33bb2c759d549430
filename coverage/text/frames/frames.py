"""Frames: a passage as a row of tokens in which each marked stretch is one token.

`“We lost,” he said.` becomes [Q0] [he] [said] [.], so that attribution looks at the narration only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Literal

from ..lexicons import verbs, words
from ..records import quickly_made
from ..remembered import MOST, Remembered
from ..spans import Span
from .marks import Stretch
from .wordflags import (
    BEGINNING,
    BEGINS,
    CUE,
    END_POINT,
    INITIAL,
    JOINED,
    NO_ROLE_PART,
    NO_WORD,
    OWNS_STOP,
    ROLE,
    SPEAKS,
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


_BLANKS = 8  # that may stand between two tokens, nearly always
_LONG_BODY = 20_000
_LONG = 64  # letters of a chunk that is taken apart anew each time
_NOTED_APART = END_POINT | INITIAL | SPEAKS | ROLE
_NOTED = BEGINS | END_POINT | INITIAL | SPEAKS
_NOT_BEFORE_ROLE = NO_WORD | NO_ROLE_PART | BEGINNING | CUE


@dataclass(slots=True, eq=False)
class Token:
    """A word, a point or a whole marked stretch (`quote` is its index in the frame's stretches).

    It does not know where it stands, so that all articles share one token for each spelling of a
    word: making a row of them takes no step in Python. Ask the frame where a token stands, and
    never change one.
    """

    text: str
    low: str
    kind: TokenKind
    is_capital: bool = False  # a word that begins with a capital, or a handle
    flags: int = 0  # what the lexicons say of it: see wordflags
    quote: int = -1
    width: int = 0  # code points it takes, with an apostrophe left off at its end


@quickly_made
@dataclass(frozen=True, slots=True)
class Frame:
    """One passage: tokens, stretches, and the sentences as half-open ranges of token indices."""

    body: str = field(repr=False)
    start: int
    end: int
    tokens: tuple[Token, ...]
    stretches: tuple[Stretch, ...]
    sentences: tuple[tuple[int, int], ...]
    places: tuple[int, ...]  # token index of each stretch
    beginnings: list[int]  # indices of the tokens with which a naming may begin
    cues: list[int]  # indices of the verbs of speech and the colons
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def sentence_of(self, token: int) -> int:
        """Index of the sentence that holds this token."""
        if len(self.sentences) < 2:
            return 0
        starts = self.memo.get("sentences")
        if starts is None:
            starts = self.memo["sentences"] = [first for first, _ in self.sentences]
        return max(0, bisect_right(starts, token) - 1)

    @property
    def starts(self) -> list[int]:
        """The code point of the body at which each token starts."""
        return self._found(len(self.tokens))

    def start_of(self, token: int) -> int:
        """The code point of the body at which this token starts."""
        return self._found(token + 1)[token]

    def end_of(self, token: int) -> int:
        """The code point of the body behind this token."""
        return self.start_of(token) + len(self.tokens[token].text)

    def _found(self, count: int) -> list[int]:
        """Where the first `count` tokens start, looked up as far as was ever asked for."""
        known: list[int] = self.memo.setdefault("starts", [])
        if len(known) < count:
            _locate(self.body, self.start, self.tokens, known, count)
        return known

    def span(self, first: int, last: int) -> Span:
        """The words from token `first` to the one before `last`."""
        starts = self.memo.get("starts", ())
        if len(starts) < last:
            starts = self._found(last)
        start, end = starts[first], starts[last - 1] + len(self.tokens[last - 1].text)
        return Span(start, end, self.body[start:end])


def make_frame(body: str, start: int, end: int, stretches: tuple[Stretch, ...]) -> Frame:
    """The frame of `body[start:end]` with these stretches."""
    tokens: list[Token] = []
    ends: list[int] = []  # where a sentence may end: at end points and stretches
    begins: list[int] = []
    cues: list[int] = []
    places: list[int] = []
    at = start
    for index, stretch in enumerate(stretches):
        _add_words(body[at : stretch.outer_start], tokens, ends, begins, cues)
        text = body[stretch.outer_start : stretch.outer_end]
        ends.append(len(tokens))
        places.append(len(tokens))
        joined = JOINED if tokens and body[stretch.outer_start - 1] == tokens[-1].text[-1:] else 0
        tokens.append(Token(text, "", "quote", False, NO_WORD | joined, index, len(text)))
        at = stretch.outer_end
    _add_words(body[at:end], tokens, ends, begins, cues)
    row = tuple(tokens)
    breaks = _breaks(body, start, row) if body.find("\n", start, end) >= 0 else frozenset()
    if breaks:
        ends = list(range(len(row)))  # a line break ends a sentence behind any word
    sentences = _sentences(body, row, stretches, ends, breaks)
    return Frame(body, start, end, row, stretches, sentences, tuple(places), begins, cues)


def frame_of_one(body: str, stretch: Stretch) -> Frame:
    """What `make_frame` makes of a stretch with nothing around it: a transcript's turn."""
    start, end = stretch.outer_start, stretch.outer_end
    token = Token(body[start:end], "", "quote", False, NO_WORD, 0, end - start)
    return Frame(body, start, end, (token,), (stretch,), ((0, 1),), (0,), [], [])


def _add_words(
    text: str, tokens: list[Token], ends: list[int], begins: list[int], cues: list[int]
) -> None:
    """Add the words and points of what stands between two marked stretches, or is all there is;
    and where a sentence may end in it, a naming begin and somebody speak.

    This is most of what a frame costs: what stands between two blanks is taken apart once and
    remembered, and the rest takes few steps in Python.
    """
    if not text:
        return
    first = len(tokens)
    tokens.extend(chain.from_iterable(map(_CHUNKS.__getitem__, text.split(" "))))
    if len(tokens) == first:
        return
    if first and not text[0].isspace():
        tokens[first] = _JOINED[tokens[first]]
    if tokens[-1].flags & OWNS_STOP and text[-1] == ".":
        tokens[-1:] = _parted(tokens[-1])  # `… said Ada Holm Jr.` ends with its full stop
    shift = 0
    for at in [at for at, token in enumerate(tokens[first:], first) if token.flags & _NOTED]:
        if shift:
            at += shift
        flags = tokens[at].flags
        if not flags & _NOTED_APART:
            begins.append(at)  # most of all
            continue
        if flags & INITIAL and not (at + 1 < len(tokens) and tokens[at + 1].text[0].isupper()):
            tokens[at : at + 1] = _parted(tokens[at])  # plan B. it failed
            ends.append(at + 1)
            shift += 1
        if flags & END_POINT:
            ends.append(at)
        elif flags & BEGINS:
            if flags & ROLE and at and _may_stand_before_role(tokens[at - 1]):
                begins.append(at - 1)
            begins.append(at)
        if flags & SPEAKS:
            cues.append(at)


def _may_stand_before_role(token: Token) -> bool:
    """True for the first word of `port spokeswoman Ada Holm`."""
    return not (token.is_capital or token.flags & _NOT_BEFORE_ROLE)


def _locate(body: str, at: int, tokens: tuple[Token, ...], starts: list[int], count: int) -> None:
    """Add to `starts`, which has those of the first ones, where each of the first `count` tokens
    starts; the row of tokens begins at `at`."""
    find, many = body.find, len(starts)
    if starts:
        at = starts[-1] + tokens[many - 1].width
    if len(body) > _LONG_BODY:
        # told where to end, `find` begins at once; else it prepares for a long search each time
        for token in tokens[many:count]:
            begin = find(token.text, at, at + token.width + _BLANKS)
            at = begin if begin >= 0 else find(token.text, at)
            starts.append(at)
            at += token.width
        return
    for token in tokens[many:count]:
        at = find(token.text, at)
        starts.append(at)
        at += token.width


def _breaks(body: str, at: int, tokens: tuple[Token, ...]) -> frozenset[int]:
    """The tokens behind which a line breaks."""
    starts: list[int] = []
    _locate(body, at, tokens, starts, len(tokens))
    return frozenset(
        index
        for index, follows in enumerate(starts[1:])
        if "\n" in body[starts[index] + len(tokens[index].text) : follows]
    )


def _read_chunk(chunk: str) -> tuple[Token, ...]:
    """The words and points between two blanks."""
    if chunk.isalpha():  # two of five chunks an article has for the first time
        return (_WORDS[chunk],)
    if chunk[-1:] in _BEHIND and chunk[:-1].isalpha():
        return _with_point(_WORDS[chunk[:-1]], chunk[-1], "")
    tokens: list[Token] = []
    end = -1  # of the last token
    for match in _TOKEN.finditer(chunk):
        start, found = match.span()[0], match[0]
        if len(found) == 1 and not found.isalnum():
            if start == end and tokens[-1].kind == "word":
                tokens[-1:] = _with_point(tokens[-1], found, chunk[start + 1 : start + 3])
            else:
                tokens.append(_POINTS_BEHIND[found] if start == end else _POINTS[found])
            end = start + 1
        else:
            token = _WORDS[found]
            tokens.append(_JOINED[token] if start == end else token)
            end = start + len(token.text)
    return tuple(tokens)


def _with_point(word: Token, point: str, behind: str) -> tuple[Token, ...]:
    """A word with the point right behind it; an abbreviation keeps its full stop.

    `behind` are the next two letters of the chunk, "" where it ends.
    """
    if point == "." and _is_abbreviated(word.text, word.low):
        flags = word.flags
        if len(word.text) > 1:
            flags |= OWNS_STOP if not behind else 0
            return (replace(word, text=word.text + ".", width=word.width + 1, flags=flags),)
        if not behind or behind.lstrip()[:1].isupper():
            flags |= OWNS_STOP | INITIAL if not behind else 0
            return (replace(word, text=word.text + ".", width=word.width + 1, flags=flags),)
    return word, _POINTS_BEHIND[point]


def _parted(token: Token) -> tuple[Token, Token]:
    """A word that was taken to own its full stop, and the stop."""
    flags = token.flags & ~(OWNS_STOP | INITIAL)
    word = replace(token, text=token.text[:-1], width=token.width - 1, flags=flags)
    return word, _POINTS_BEHIND["."]


def _read_word(found: str) -> Token:
    text = found if found[-1].isalnum() else found.rstrip("’'&")
    low = text.casefold()
    if low == text:
        low = text  # one string: what is remembered of words stays small
    is_capital = text[0].isupper() or text[0] == "@"
    return Token(text, low, "word", is_capital, flags_of(low, is_capital), -1, len(found))


class _Chunks(Remembered[str, tuple[Token, ...]]):
    """Chunk → its tokens; long ones (addresses, hostile text) are not kept."""

    def __missing__(self, chunk: str) -> tuple[Token, ...]:
        if len(chunk) >= _LONG:
            return _read_chunk(chunk)
        return super().__missing__(chunk)


_CHUNKS = _Chunks(_read_chunk, most=2 * MOST)  # a word has several, by the points beside it
_WORDS = Remembered(_read_word)
_POINTS: Remembered[str, Token] = Remembered(
    lambda point: Token(point, point, "point", False, flags_of_point(point), -1, 1)
)
#: A token → the same where it stands right behind another.
_JOINED: Remembered[Token, Token] = Remembered(
    lambda token: replace(token, flags=token.flags | JOINED)
)
_POINTS_BEHIND: Remembered[str, Token] = Remembered(lambda point: _JOINED[_POINTS[point]])


def _is_abbreviated(text: str, low: str) -> bool:
    return (
        low in _ABBREVIATIONS
        and (text[0].isupper() or low in ("vs", "v", "etc", "no"))
        or (len(text) == 1 and text.isupper() and text != "I")
        or ("." in text and len(text) <= 6 and text[1:2] == ".")
    )


def _sentences(
    body: str,
    tokens: tuple[Token, ...],
    stretches: tuple[Stretch, ...],
    ends: list[int],
    breaks: frozenset[int],
) -> tuple[tuple[int, int], ...]:
    """Ranges of tokens; a marked stretch is never cut, and keeps the cue that follows it.

    `ends` are the indices of the tokens that may end a sentence, `breaks` of those behind which a
    line breaks.
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
            _ends_here(body, token, follows, stretches, index in breaks)
            and not _cue_goes_on(tokens, index)
        ):
            cuts.append((first, index + 1))
            first = index + 1
    if first < len(tokens):
        cuts.append((first, len(tokens)))
    return tuple(cuts)


def _ends_here(
    body: str, token: Token, follows: Token, stretches: tuple[Stretch, ...], breaks: bool
) -> bool:
    starts = (
        follows.kind == "quote" or follows.text[0].isupper() or follows.text[0] in "@#—([0123456789"
    )
    if follows.kind == "point" and follows.text not in "([—–―":
        return False
    if token.kind == "point" and token.text in _END:
        return starts or breaks
    if token.kind == "quote":
        stretch = stretches[token.quote]
        last = body[stretch.start : stretch.end].rstrip()[-1:]
        if last in ".?!…":
            return starts and follows.text not in "([—–―"
    return breaks


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
