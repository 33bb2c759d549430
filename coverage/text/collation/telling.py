"""A story's articles cut into sentences and words, with how rare each word is in the story."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from ..found import OWN_WORDS
from ..posts.postlines import is_credit
from ..sentences import find_sentences
from ..spans import Span
from ..words import Word, find_words, is_common, is_number, stem
from .collated import Told


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one article; `weights` maps the stems that matter to their weight."""

    key: str
    number: int  # 0, 1, 2 … in the article
    span: Span
    kind: str  # of its passage
    passage: int  # index into reading.passages, or -1
    place: float  # 0 at the article's top, 1 at its end
    words: tuple[Word, ...]
    weights: dict[str, float]

    @property
    def is_told(self) -> bool:
        """True where the outlet itself speaks: not residue, boilerplate, metadata or a post."""
        return self.kind in OWN_WORDS


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of the story, ready to be compared."""

    told: Told
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]

    @property
    def key(self) -> str:
        return self.told.key

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that `offset` of the body falls into, or the one before it."""
        at = bisect_right(self.starts, offset) - 1
        return self.sentences[max(at, 0)] if self.sentences else None

    def sentences_of(self, span: Span) -> tuple[Sentence, ...]:
        """Every sentence the span touches."""
        first = max(bisect_right(self.starts, span.start) - 1, 0)
        return tuple(
            s
            for s in self.sentences[
                first : bisect_right(self.starts, max(span.start, span.end - 1))
            ]
            if s.span.overlaps(span)
        )


class Rarity:
    """How rare a stem is among a story's sentences: 0 in every one of them, 1 in one alone."""

    def __init__(self, counts: Counter[str], sentences: int) -> None:
        self._counts = counts
        self._all = max(sentences, 2)
        self._words: dict[str, float] = {}

    def of(self, a_stem: str) -> float:
        """Inverse sentence frequency, scaled to 0–1."""
        return log(self._all / max(self._counts[a_stem], 1)) / log(self._all)

    def of_at_least(self, a_stem: str, sentences: int, but: int = 0) -> float:
        """The same as if the story had so many sentences at least (one of four tells little), and
        the word did not stand in `but` of them."""
        total = max(self._all, sentences)
        return log(total / max(self._counts[a_stem] - but, 1)) / log(total)

    def of_word(self, norm: str) -> float:
        """The same for a folded word; words that carry grammar count a tenth."""
        known = self._words.get(norm)
        if known is None:
            known = self.of(stem(norm)) * (0.1 if is_common(norm) else 1.0)
            self._words[norm] = known
        return known


def lay_out(articles: Sequence[Told]) -> tuple[tuple[Telling, ...], Rarity]:
    """Every article cut into sentences, and the story's rarity of words."""
    cut = [_cut(told) for told in articles]
    counts: Counter[str] = Counter()
    total = 0
    for pieces in cut:
        for _, _, _, words in pieces:
            counts.update({stem(w.norm) for w in words})
            total += 1
    rarity = Rarity(counts, total)
    return tuple(
        _telling(told, pieces, rarity) for told, pieces in zip(articles, cut, strict=True)
    ), rarity


_Piece = tuple[Span, str, int, tuple[Word, ...]]


def _cut(told: Told) -> list[_Piece]:
    """The sentences of each passage, and of what stands between passages (nothing, as a rule)."""
    body = told.reading.body
    pieces: list[_Piece] = []
    at = 0
    for number, passage in enumerate(told.reading.passages):
        pieces += _sentences(body, at, passage.span.start, "paragraph", -1)
        if passage.kind == "post":  # a post is shown whole
            words = find_words(body, passage.span.start, passage.span.end)
            pieces.append((passage.span, "post", number, words))
            at = max(at, passage.span.end)
            continue
        pieces += _sentences(body, passage.span.start, passage.span.end, passage.kind, number)
        at = max(at, passage.span.end)
    return pieces + _sentences(body, at, len(body), "paragraph", -1)


def _sentences(body: str, start: int, end: int, kind: str, passage: int) -> list[_Piece]:
    if start >= end or not body[start:end].strip():
        return []
    spans = list(find_sentences(body, start, end))
    if kind == "caption":
        spans = _with_credits(body, spans)
    return [(span, kind, passage, find_words(body, span.start, span.end)) for span in spans]


def _with_credits(body: str, spans: list[Span]) -> list[Span]:
    """A caption's sentences, each with the credit behind it ("Photograph: …"), which tells nothing
    by itself."""
    joined: list[Span] = []
    for span in spans:
        if joined and is_credit(span.text):
            span = Span(joined[-1].start, span.end, body[joined.pop().start : span.end])
        joined.append(span)
    return joined


def _telling(told: Told, pieces: list[_Piece], rarity: Rarity) -> Telling:
    body_length = max(len(told.reading.body), 1)
    sentences = tuple(
        Sentence(
            key=told.key,
            number=number,
            span=span,
            kind=kind,
            passage=passage,
            place=span.start / body_length,
            words=words,
            weights=_weights(told.reading.body, words, rarity),
        )
        for number, (span, kind, passage, words) in enumerate(pieces)
    )
    return Telling(told, sentences, tuple(s.span.start for s in sentences))


def _weights(body: str, words: tuple[Word, ...], rarity: Rarity) -> dict[str, float]:
    """Stem → weight. A number or a name says more of what is reported than another word."""
    weights: dict[str, float] = {}
    for position, word in enumerate(words):
        if is_common(word.norm):
            continue
        a_stem = stem(word.norm)
        weight = rarity.of(a_stem)
        if is_number(word.norm) or (position and body[word.start].isupper()):
            weight *= 1.25
        weights[a_stem] = max(weights.get(a_stem, 0.0), weight)
    return weights
