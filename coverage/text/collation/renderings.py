"""Renderings: each stretch of reported words that could be one outlet's print of an utterance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from functools import lru_cache

from ..found import FoundQuote
from ..languages import guess_language
from ..spans import Span
from ..words import COMMON, Word, find_words, is_common, stem
from .collated import Told
from .telling import Rarity, Sentence, Telling

_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_PRONOUNS = frozenset("he she it they we i you him her them who".split())
#: Words in marks that may be somebody's after all, where another article quotes somebody with them.
MARKED = frozenset({"scare", "term"})
_MARKS = frozenset('"“”„«»‟″')
_CLOSING = {"“": "”", '"': '"', "«": "»", "„": "“"}
#: A quotation of several paragraphs that opens once and closes once is no longer than this.
LONGEST_BREAK = 1500
#: So many characters of a text tell its language.
SAMPLE = 4000
_DESCRIBING = ("a ", "an ", "another ", "one ", "some ")


@dataclass(frozen=True, slots=True)
class Rendering:
    """One quote, or the words of one post, as a row of folded words."""

    key: str
    span: Span
    words: tuple[Word, ...]
    norms: tuple[str, ...]
    matter: frozenset[str]  # stems that carry matter
    quotes: tuple[int, ...]  # indices into reading.quotes; () for a post
    post: int | None  # index into reading.posts
    speaker: str
    via: str
    via_how: str
    sentence: Sentence | None
    around: frozenset[str]  # stems that matter in the sentence outside the span, and beside it
    told_on: date | None  # the article's day
    goes_on: bool = False  # only marks stand between it and the rendering before
    is_marked: bool = False  # words in marks with which this article quotes nobody
    language: str = ""  # of the article: ISO 639-1, "" where it cannot be told

    @property
    def is_post(self) -> bool:
        return self.post is not None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that stands in two renderings: from `a`, from `b`, `size` words."""

    a: int
    b: int
    size: int


def find_renderings(telling: Telling) -> tuple[Rendering, ...]:
    """The direct and mixed quotes of an article, and the own words of its posts, in order."""
    return tuple(_placed(telling, rendering) for rendering in _renderings(telling.told))


def standing_in(told: Told) -> dict[tuple[Span, int | None], Rendering]:
    """The article's renderings by their place and post, without what stands round them."""
    return {(r.span, r.post): r for r in _renderings(told)}


def reported_at(told: Told, span: Span, reported: int = -1, post: int | None = None) -> Rendering:
    """A stretch of the article as a rendering: whose it reports, and heard how."""
    made = _of(told, span, post=post)
    return _said(made, told.reported[reported]) if reported >= 0 else made


def _renderings(told: Told) -> list[Rendering]:
    reading = told.reading
    found: list[Rendering] = []
    for index, quote in enumerate(reading.quotes):
        if quote.kind == "indirect":
            continue
        made = _said(_of(told, _to_its_close(reading.body, quote), (index,)), quote)
        goes_on = bool(found) and _goes_on(reading.body, found[-1], quote.span.start)
        if made.words:
            found.append(replace(made, goes_on=goes_on))
    for marked in reading.marked:
        if marked.kind in MARKED:
            found.append(replace(_of(told, marked.span), is_marked=True))
    for index, post in enumerate(reading.posts):
        if post.text_span is not None:
            made = _of(told, post.text_span, post=index)
            if len(made.words) >= 3:
                found.append(replace(made, speaker=post.author or post.handle))
    language = guess_language(reading.body[:SAMPLE]) if found else ""
    standing = (replace(r, language=language) for r in found if r.words)
    return sorted(standing, key=lambda r: (r.span.start, r.span.end))


def _to_its_close(body: str, quote: FoundQuote) -> Span:
    """The quote's span; to the mark that closes it where that stands some paragraphs further down
    and nothing opens or closes between. The reader ends a quote with its paragraph."""
    span, opening = quote.span, body[quote.span.start - 1 : quote.span.start]
    if opening not in _CLOSING or body[quote.outer.end : quote.outer.end + 1] != "\n":
        return span
    if body[span.end - 1] in _MARKS or any(c in _MARKS for c in body[span.end : quote.outer.end]):
        return span
    until = span.end + LONGEST_BREAK
    close = next((at for at in range(span.end, min(until, len(body))) if body[at] in _MARKS), None)
    if close is None or body[close] != _CLOSING[opening] or body[close - 1].isspace():
        return span
    if body[close + 1 : close + 2].strip():
        return span
    return Span.of(body, span.start, close)


def _said(rendering: Rendering, quote: FoundQuote) -> Rendering:
    """The rendering with whose words the quote says they are, and how they were heard."""
    return replace(
        rendering,
        speaker=quote.speaker.name if quote.speaker else "",
        via=quote.via.text if quote.via else "",
        via_how=quote.via_how,
    )


def _goes_on(body: str, before: Rendering, start: int) -> bool:
    """True when nothing but marks and blanks stands between the two."""
    return before.span.end <= start and not any(c.isalnum() for c in body[before.span.end : start])


def rendering_of(telling: Telling, span: Span, reported: int = -1) -> Rendering:
    """A stretch of the article's own words as a rendering, with what stands round it."""
    return _placed(telling, reported_at(telling.told, span, reported))


def _of(told: Told, span: Span, quotes: tuple[int, ...] = (), post: int | None = None) -> Rendering:
    """The span as a row of folded words, and no more."""
    published = told.published
    words = find_words(told.reading.body, span.start, span.end)
    return Rendering(
        key=told.key,
        span=span,
        words=words,
        norms=tuple(w.norm for w in words),
        matter=frozenset(stem(w.norm) for w in words if not is_common(w.norm)),
        quotes=quotes,
        post=post,
        speaker="",
        via="",
        via_how="",
        sentence=None,
        around=frozenset(),
        told_on=published.date() if isinstance(published, datetime) else published,
    )


def _placed(telling: Telling, rendering: Rendering) -> Rendering:
    """The rendering with its sentence, and what stands round it there and beside it."""
    span, sentence = rendering.span, telling.sentence_at(rendering.span.start)
    if sentence is None:
        return rendering
    near = telling.sentences[max(sentence.number - 1, 0) : sentence.number + 2]
    around = frozenset(
        stem(w.norm)
        for one in near
        for w in one.words
        if not is_common(w.norm) and not span.start <= w.start < span.end
    )
    return replace(rendering, sentence=sentence, around=around)


def runs(a: Sequence[str], b: Sequence[str]) -> tuple[Run, ...]:
    """Words that stand in both in the same order, as runs; stray common words are left out.

    A run of one or two words that carry only grammar counts when it lies close to another run
    on both sides of the comparison, not when it merely occurs somewhere.
    """
    return _runs(tuple(a), tuple(b))


@lru_cache(maxsize=8192)
def _runs(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[Run, ...]:
    """Thirty outlets print one quote thirty times."""
    if a == b and len(a) > 2:
        return (Run(0, 0, len(a)),)
    blocks = [
        Run(x, y, size)
        for x, y, size in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        if size
    ]
    strong = [
        any(not is_common(w) for w in a[run.a : run.a + run.size]) or run.size > 2 for run in blocks
    ]
    kept = []
    for at, run in enumerate(blocks):
        beside = [blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(blocks) and strong[n]]
        if strong[at] or any(_gap(run, other) <= 2 for other in beside):
            kept.append(run)
    return tuple(kept)


def _gap(run: Run, other: Run) -> int:
    """Words between two runs, on the side where they lie further apart."""
    first, second = (run, other) if run.a < other.a else (other, run)
    return max(second.a - first.a - first.size, second.b - first.b - first.size)


def weight(run: Run, norms: Sequence[str], rarity: Rarity) -> float:
    """How much a run says: its words' rarity, added up."""
    return sum(rarity.of_word(norm) for norm in norms[run.a : run.a + run.size])


def same_speaker(one: str, other: str) -> bool | None:
    """Whether two descriptions name one speaker: True, False, or None where it cannot be told.

    Two names are one when they end alike, or one is the other's first word; a name beside a
    description ("Ana Ruiz", "a spokeswoman") may well be one, so nobody can tell.
    """
    if not one or not other or one.casefold() in _PRONOUNS or other.casefold() in _PRONOUNS:
        return None
    one, other = (unicodedata.normalize("NFKC", name) for name in (one, other))  # 𝓐𝓷𝓪 is Ana
    if one.casefold() == other.casefold():
        return True
    name, other_name = _name_in(one), _name_in(other)
    if name and other_name:
        if name[-1] == other_name[-1]:
            return True
        return min(len(name), len(other_name)) == 1 and name[0] == other_name[0]
    if name or other_name:
        return None
    words = {stem(w.norm) for w in find_words(one) if not is_common(w.norm)}
    other_words = {stem(w.norm) for w in find_words(other) if not is_common(w.norm)}
    if words and words == other_words:
        return True
    return False if words and other_words and not words & other_words else None


def is_named(speaker: str) -> bool:
    """True for a name, False for a description ("a spokeswoman") or nothing."""
    return bool(_name_in(speaker))


def _name_in(speaker: str) -> tuple[str, ...]:
    """The words of a name, folded; () for a description, which ends in a common noun or opens
    with "a": "a Harbour Trust spokesman"."""
    low = speaker.casefold()
    if low.startswith(_DESCRIBING):
        return ()
    words = _NAME.findall(speaker)
    if not words or not words[-1][0].isupper():
        return ()
    folded = (w.rstrip(".'’").removesuffix("'s").removesuffix("’s").casefold() for w in words)
    return tuple(w for w in folded if w not in COMMON and len(w) > 1)
