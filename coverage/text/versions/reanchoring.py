"""Finding marks again in a newer text: by their words, then their surroundings, then likeness.

The two texts are aligned once; each mark then costs what its own length costs, so that many marks
in a long text take time with their number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from ..anchors import CONTEXT, LEAST_CONTEXT, reanchor, shared_context
from ..commonorder import common_order
from ..figures.figurewords import is_figure
from ..spans import Span, trimmed
from ..words import COMMON, fold
from .alignment import Kept, align

How = Literal["exact", "context", "fuzzy"]
_WORD = re.compile(r"\w+(?:[.,:]\d+|['’]\w+)*")
_NEGATIONS = frozenset("not no never none nobody nothing neither nor without cannot".split())
#: Share of the words that must be the same for the surroundings to settle it; and of so few words
#: that one other makes another name of them.
BY_CONTEXT = 0.5
BY_CONTEXT_IF_SHORT = 0.7
#: And where the surroundings do not say.
BY_LIKENESS = 0.75
#: So much more alike than any other place it must be.
LEAD = 0.1
#: So few words are found by likeness nowhere: too much is like them.
LEAST_WORDS = 4
#: Places that one mark's words are looked for at.
MOST_PLACES = 60
#: From here on a place is worth offering.
WORTH_OFFERING = 0.3


@dataclass(frozen=True, slots=True)
class FoundAgain:
    """Where a mark stands now: by which of the three ways, and how sure (0–1)."""

    span: Span
    how: How
    sure: float


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    norm: str


class Reanchoring:
    """Of marks of `old` in `new`. Reads either text once, when it is first needed."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._kept: tuple[Kept, ...] | None = None
        self._starts: list[int] = []
        self._news: list[Kept] = []
        self._new_starts: list[int] = []
        self._words: list[_Word] | None = None
        self._places: dict[str, list[int]] = {}

    def find(self, start: int, end: int) -> FoundAgain | None:
        """Where `old[start:end]` stands now; None where that cannot be told.

        A mark whose figures or negation changed is nobody's to move but a person's: None.
        """
        if self.old == self.new:
            return FoundAgain(Span.of(self.new, start, end), "exact", 1.0)
        if start == end:
            return self._place(start)
        exact = self._by_words(start, end)
        if exact is not None:
            return exact
        found = self._by_context(start, end) or self._by_likeness(start, end)
        if found and self._differs(start, end, found.span):
            return None
        return found

    def says_otherwise(self, start: int, end: int) -> bool:
        """True where it would be found, were not a figure or a negation in it another."""
        found = self._by_context(start, end) or self._by_likeness(start, end)
        return bool(found and self._differs(start, end, found.span))

    def candidates(self, start: int, end: int, most: int = 3) -> tuple[FoundAgain, ...]:
        """Places a person may mean, the likeliest first: more than `find` would dare."""
        offered: list[FoundAgain] = []
        seen: list[Span] = []
        exact = self._by_words(start, end) if start < end else None
        between = self._between(start, end)
        rows = [exact, self._by_context(start, end, least=0.0)]
        rows += self._alike(start, end) if start < end else []
        if between is not None:
            rows.append(FoundAgain(between, "context", WORTH_OFFERING))
        for found in sorted((r for r in rows if r), key=lambda r: (-r.sure, r.span.start)):
            if not found.span.text.strip() or any(found.span.overlaps(span) for span in seen):
                continue
            if found.sure >= WORTH_OFFERING:
                offered.append(found)
                seen.append(found.span)
        return tuple(offered[:most])

    # --- by its words ---------------------------------------------------------------------------

    def _place(self, at: int) -> FoundAgain | None:
        before, after = self._kept_at(at - 1), self._kept_at(at)
        one = before or after
        if before and after and before == after and one:
            return FoundAgain(Span.of(self.new, *(at - one.old + one.new,) * 2), "exact", 1.0)
        span = reanchor(self.old, self.new, at, at)
        return FoundAgain(span, "context", 0.9) if span else None

    def _by_words(self, start: int, end: int) -> FoundAgain | None:
        """The very words: where the alignment has them, else where they stand once more."""
        one = self._kept_at(start)
        if one and end <= one.old + one.length:
            at = start - one.old + one.new
            return FoundAgain(Span.of(self.new, at, at + end - start), "exact", 1.0)
        places = self._standing(self.old[start:end])
        free = [at for at in places if not self._is_anothers(at, start, end)]
        if not free:
            return None
        ranked = sorted((-shared_context(self.old, self.new, start, end, at), at) for at in free)
        context, at = -ranked[0][0], ranked[0][1]
        if len(free) > 1 and (context < LEAST_CONTEXT or ranked[1][0] == ranked[0][0]):
            return None
        if not context and end - start < CONTEXT and len(self.old[start:end].split()) < LEAST_WORDS:
            return None
        span = Span.of(self.new, at, at + end - start)
        if len(free) == 1:
            return FoundAgain(span, "exact", 0.95)
        return FoundAgain(span, "context", 0.9)

    def _standing(self, words: str) -> list[int]:
        """Where exactly these words stand, looked for at the rarest of them."""
        inside = [(m.start(), fold(m.group())) for m in _WORD.finditer(words)]
        if not inside:
            return []
        self._read_new()
        offset, norm = min(inside, key=lambda word: len(self._places.get(word[1], ())))
        assert self._words is not None
        places = self._places.get(norm, [])
        if len(places) > MOST_PLACES:
            return []
        starts = (self._words[n].start - offset for n in places)
        return [at for at in starts if at >= 0 and self.new.startswith(words, at)]

    def _is_anothers(self, at: int, start: int, end: int) -> bool:
        """True when those letters are others of the old text, by the alignment."""
        mine = sum(
            min(kept.new + kept.length, at + end - start) - max(kept.new, at)
            for kept in self._kept_over(at, at + end - start)
            if not (kept.old < end and start < kept.old + kept.length)
        )
        return mine * 2 > end - start

    # --- by its surroundings --------------------------------------------------------------------

    def _between(self, start: int, end: int) -> Span | None:
        """What stands in the new text between the letters that stood before and after the mark:
        those next to it, or with a blank or a mark between."""
        left = self._edge(range(start - 1, max(-1, start - 4), -1))
        right = self._edge(range(end, min(len(self.old), end + 3)))
        low = left + 1 if left is not None else 0 if not self.old[:start].strip() else None
        high = right if right is not None else len(self.new) if not self.old[end:].strip() else None
        if low is None or high is None or low >= high:
            return None
        if "\n" in self.new[low:high]:
            low, high = self._own_lines(start, end, low, high)
        most = 3 * (end - start) + 40
        return trimmed(self.new, low, high) if high - low <= most else None

    def _own_lines(self, start: int, end: int, low: int, high: int) -> tuple[int, int]:
        """Of `new[low:high]` the lines that hold the mark's words: what else stands there may be a
        paragraph that was put in beside it."""
        ours = {fold(m.group()) for m in _WORD.finditer(self.old, start, end)}
        own, at = [], low
        for line in self.new[low:high].split("\n"):
            theirs = {fold(m.group()) for m in _WORD.finditer(line)}
            if theirs and 2 * len(theirs & ours) >= min(len(theirs), len(ours)):
                own.append((at, at + len(line)))
            at += len(line) + 1
        return (own[0][0], own[-1][1]) if own else (low, low)

    def _edge(self, places: range) -> int | None:
        for at in places:
            if kept := self._kept_at(at):
                return at - kept.old + kept.new
            if self.old[at].isalnum():
                return None
        return None

    def _by_context(self, start: int, end: int, least: float | None = None) -> FoundAgain | None:
        span = self._between(start, end)
        if span is None or not span.text.strip():
            return None
        if least is None:
            is_short = len(_WORD.findall(self.old, start, end)) < LEAST_WORDS
            least = BY_CONTEXT_IF_SHORT if is_short else BY_CONTEXT
        span = self._edges_as_before(span, start, end)
        share = self._share(start, end, span)
        kept = self._letters_kept(start, end, span)
        if share < least and kept < least:
            return None
        return FoundAgain(span, "context", round(0.4 + 0.55 * max(share, kept), 2))

    def _edges_as_before(self, span: Span, start: int, end: int) -> Span:
        """Without a full stop or a quotation mark at an end that the mark had not there."""
        at, to = span.start, span.end
        while at < to and not self.new[at].isalnum() and self.new[at] != self.old[start]:
            at += 1
        while to > at and not self.new[to - 1].isalnum() and self.new[to - 1] != self.old[end - 1]:
            to -= 1
        return Span.of(self.new, at, to) if at < to else span

    def _letters_kept(self, start: int, end: int, span: Span) -> float:
        """Share of the longer one's letters, for one word that is spelt otherwise."""
        ours, theirs = self.old[start:end], span.text
        if max(len(ours), len(theirs)) > 40:
            return 0.0
        runs = common_order(ours.casefold(), theirs.casefold(), lambda _: 1.0)
        same = sum(length for _, _, length in runs)
        return 0.9 * same / max(len(ours), len(theirs)) if same >= 4 else 0.0

    # --- by likeness ----------------------------------------------------------------------------

    def _by_likeness(self, start: int, end: int) -> FoundAgain | None:
        found = self._alike(start, end)
        if not found or found[0].sure < BY_LIKENESS:
            return None
        if len(found) > 1 and found[0].sure - found[1].sure < LEAD:
            return None
        return found[0]

    def _alike(self, start: int, end: int) -> list[FoundAgain]:
        """Stretches with many of its words in their order, the likeliest first; none that stands
        elsewhere in the old text."""
        ours = [fold(m.group()) for m in _WORD.finditer(self.old, start, end)]
        if len(ours) < LEAST_WORDS:
            return []
        self._read_new()
        assert self._words is not None
        votes: dict[int, int] = defaultdict(int)
        for n, norm in enumerate(ours):
            places = self._places.get(norm, ())
            if len(places) <= MOST_PLACES and norm not in COMMON:
                for place in places:
                    votes[(place - n) // 4] += 1
        found: dict[tuple[int, int], FoundAgain] = {}
        for bucket, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:6]:
            low = max(0, bucket * 4 - len(ours) // 2 - 2)
            window = self._words[low : low + 2 * len(ours) + 8]
            span = self._best_within(ours, window)
            if span is None or self._is_mostly_anothers(span, start, end):
                continue
            sure = round(0.95 * self._share(start, end, span, of_both=1.0), 2)
            found[span.start, span.end] = FoundAgain(span, "fuzzy", sure)
        ranked = sorted(found.values(), key=lambda f: (-f.sure, f.span.start))
        apart: list[FoundAgain] = []
        for one in ranked:
            if not any(one.span.overlaps(other.span) for other in apart):
                apart.append(one)
        return apart

    def _best_within(self, ours: list[str], window: list[_Word]) -> Span | None:
        runs = common_order(ours, [word.norm for word in window], lambda _: 1.0)
        if not runs:
            return None
        first, last = window[runs[0][1]], window[runs[-1][1] + runs[-1][2] - 1]
        return Span.of(self.new, first.start, last.end)

    def _is_mostly_anothers(self, span: Span, start: int, end: int) -> bool:
        others = sum(
            min(kept.new + kept.length, span.end) - max(kept.new, span.start)
            for kept in self._kept_over(span.start, span.end)
            if not (kept.old < end and start < kept.old + kept.length)
        )
        return others * 2 > span.length

    def _share(self, start: int, end: int, span: Span, of_both: float = 0.5) -> float:
        """Share of the words of both that are the same and in the same order. Less than all
        `of_both`, what of the shorter stands in the longer counts too: words cut from a quote say
        less against it than others put in their place."""
        ours = [fold(m.group()) for m in _WORD.finditer(self.old, start, end)]
        theirs = [fold(m.group()) for m in _WORD.finditer(self.new, span.start, span.end)]
        if not ours or not theirs:
            return 0.0
        same = sum(length for _, _, length in common_order(ours, theirs, lambda _: 1.0))
        of_shorter = same / min(len(ours), len(theirs))
        return of_both * 2 * same / (len(ours) + len(theirs)) + (1 - of_both) * of_shorter

    def _differs(self, start: int, end: int, span: Span) -> bool:
        """True where a figure or a negation is another, or one name stands for another."""
        ours = _WORD.findall(self.old, start, end)
        theirs = _WORD.findall(span.text)
        if _telling(ours) != _telling(theirs):
            return True
        names, others = _names(ours), _names(theirs)
        return bool(names - others and others - names)

    # --- the two texts --------------------------------------------------------------------------

    def _aligned(self) -> tuple[Kept, ...]:
        if self._kept is None:
            self._kept = align(self.old, self.new)
            self._starts = [kept.old for kept in self._kept]
            self._news = sorted(self._kept, key=lambda kept: kept.new)
            self._new_starts = [kept.new for kept in self._news]
        return self._kept

    def _kept_at(self, at: int) -> Kept | None:
        """The stretch that holds this letter of the old text."""
        kept = self._aligned()
        n = bisect_right(self._starts, at) - 1
        return kept[n] if n >= 0 and at < kept[n].old + kept[n].length else None

    def _kept_over(self, start: int, end: int) -> list[Kept]:
        """The stretches over `new[start:end]`."""
        self._aligned()
        n = max(0, bisect_right(self._new_starts, start) - 1)
        over = []
        while n < len(self._news) and self._news[n].new < end:
            if self._news[n].new + self._news[n].length > start:
                over.append(self._news[n])
            n += 1
        return over

    def _read_new(self) -> None:
        if self._words is None:
            self._words = [
                _Word(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(self.new)
            ]
            places: dict[str, list[int]] = defaultdict(list)
            for n, word in enumerate(self._words):
                places[word.norm].append(n)
            self._places = dict(places)


def _telling(words: list[str]) -> set[str]:
    """The figures and negations among the words."""
    norms = {fold(word) for word in words}
    return {norm for norm in norms if is_figure(norm) or norm in _NEGATIONS or norm.endswith("n't")}


def _names(words: list[str]) -> set[str]:
    """Words with a capital, but for the first, which may only begin a sentence."""
    return {word for word in words[1:] if word[0].isupper()}
