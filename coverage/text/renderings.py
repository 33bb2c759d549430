"""Renderings: each stretch of reported words that could be one outlet's print of an utterance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher

from .spans import Span
from .telling import Rarity, Sentence, Telling
from .words import Word, find_words, is_common, stem

_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_PRONOUNS = frozenset("he she it they we i you him her them who".split())
_ARTICLES = ("a ", "an ", "another ", "one ", "some ", "the ")


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
    """The direct and mixed quotes of an article, and the own words of its posts, in order.

    A speech that runs on in the next paragraph (its first paragraph has no closing mark) is one
    rendering.
    """
    reading = telling.told.reading
    found: list[Rendering] = []
    is_closed = True  # whether the quote before has a closing mark
    for index, quote in enumerate(reading.quotes):
        if quote.kind == "indirect":
            continue
        words = find_words(reading.body, quote.span.start, quote.span.end)
        if not words:
            continue
        speaker = quote.speaker.name if quote.speaker else ""
        before = found[-1] if found else None
        if (
            before
            and not is_closed
            and not _parted(reading.body, before, quote.span.start, speaker)
        ):
            span = Span.of(reading.body, before.span.start, quote.span.end)
            made = _rendering(telling, span, before.words + words, before.quotes + (index,))
            found[-1] = replace(
                made,
                speaker=before.speaker or speaker,
                via=before.via,
                via_how=before.via_how,
            )
            is_closed = quote.outer.end > quote.span.end
            continue
        is_closed = quote.outer.end > quote.span.end
        via = quote.via.text if quote.via else ""
        made = _rendering(telling, quote.span, words, (index,))
        found.append(replace(made, speaker=speaker, via=via, via_how=quote.via_how))
    for index, post in enumerate(reading.posts):
        if post.text_span is not None:
            words = find_words(reading.body, post.text_span.start, post.text_span.end)
            if len(words) >= 3:
                made = _rendering(telling, post.text_span, words, (), index)
                found.append(replace(made, speaker=post.author or post.handle))
    return tuple(sorted(found, key=lambda r: (r.span.start, r.span.end)))


def _parted(body: str, before: Rendering, start: int, speaker: str) -> bool:
    """True when words stand between the two, or no new paragraph does, or the speakers differ."""
    between = body[before.span.end : start]
    return (
        start < before.span.end
        or "\n" not in between
        or any(c.isalnum() for c in between)
        or bool(before.speaker and speaker and before.speaker != speaker)
    )


def _rendering(
    telling: Telling,
    span: Span,
    words: tuple[Word, ...],
    quotes: tuple[int, ...],
    post: int | None = None,
) -> Rendering:
    published = telling.told.published
    sentence = telling.sentence_at(span.start)
    around: set[str] = set()
    if sentence is not None:
        near = telling.sentences[max(sentence.number - 1, 0) : sentence.number + 2]
        for one in near:
            around.update(
                stem(w.norm)
                for w in one.words
                if not is_common(w.norm) and not span.start <= w.start < span.end
            )
    return Rendering(
        key=telling.key,
        span=span,
        words=words,
        norms=tuple(w.norm for w in words),
        matter=frozenset(stem(w.norm) for w in words if not is_common(w.norm)),
        quotes=quotes,
        post=post,
        speaker="",
        via="",
        via_how="",
        sentence=sentence,
        around=frozenset(around),
        told_on=published.date() if isinstance(published, datetime) else published,
    )


def runs(a: Sequence[str], b: Sequence[str]) -> tuple[Run, ...]:
    """Words that stand in both in the same order, as runs; stray common words are left out.

    A run of one or two words that carry only grammar counts when it lies close to another run
    on both sides of the comparison, not when it merely occurs somewhere.
    """
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

    Names that share a word are one; two whole names without a shared word are two; a name beside
    a description ("Ana Ruiz", "a spokeswoman") may well be one, so nobody can tell.
    """
    if not one or not other or one.casefold() in _PRONOUNS or other.casefold() in _PRONOUNS:
        return None
    names, other_names = _names(one), _names(other)
    if names & other_names:
        return True
    if names and other_names:
        return False
    if names or other_names:
        return None
    words = {stem(w.norm) for w in find_words(one) if not is_common(w.norm)}
    other_words = {stem(w.norm) for w in find_words(other) if not is_common(w.norm)}
    if words and words == other_words:
        return True
    return False if words and other_words and not words & other_words else None


def _names(speaker: str) -> frozenset[str]:
    """The capitalised words of a description, without the article it opens with."""
    lowered = speaker[:1].lower() + speaker[1:]
    for article in _ARTICLES:
        if lowered.casefold().startswith(article):
            speaker = speaker[len(article) :]
            break
    return frozenset(
        m.group().rstrip(".'’").removesuffix("'s").removesuffix("’s").casefold()
        for m in _NAME.finditer(speaker)
        if m.group()[0].isupper() and len(m.group()) > 2
    )
