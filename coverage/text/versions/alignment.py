"""Which letters of one text stand in another: paragraphs first, then the words inside them.

Paragraphs that stand word for word in both are matched in order; one that stands elsewhere has
moved. Between them, paragraphs that share words are taken together (one may have been divided, or
two joined) and compared word by word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from ..commonorder import Pair, Run, common_order, heaviest_rise
from ..words import COMMON

_PARAGRAPH = re.compile(r"[^\n]+\n*|\n+")
#: Line breaks, blanks, words and figures with what joins them, and signs one by one.
_TOKEN = re.compile(r"\n\s*|[^\S\n]+|\w+(?:[.,'’\-]\w+)*|[^\w\s]")
_WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*")
#: Words a paragraph needs to be told elsewhere in a text: "Source" may stand anywhere.
LEAST_TO_MOVE = 4
#: Share of the shorter paragraph's words from which two are one paragraph that was changed.
ALIKE = 0.5
#: And share of the words of both where it stands elsewhere.
ALIKE_ELSEWHERE = 0.6
#: A word in more paragraphs than this brings none of them together.
MOST_HOLDING = 12
#: Paragraphs that one is weighed against.
MOST_WEIGHED = 4
#: Paragraphs between two matched ones from which single words are not looked at: letters that four
#: words have at least.
MANY, _FOUR_WORDS = 20_000, 7
#: So few common words between two changes count as changed with them.
LONE = 2


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """Letters that stand in both: `old[k.old:k.old + k.length] == new[k.new:k.new + k.length]`.

    All that did not move rise together in both texts.
    """

    old: int
    new: int
    length: int
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int  # with the line breaks after it
    words_start: int
    words_end: int
    key: str


def align(old: str, new: str) -> tuple[Kept, ...]:
    """Every stretch of `old` that stands in `new`, in the order of `old`; no letter of either is in
    two of them. `align(new, old)` is the same seen from the other side.

    Words are matched whole. Takes about n log n.
    """
    if old > new:  # worked out one way only, so that both ways say the same
        turned = (replace(kept, old=kept.new, new=kept.old) for kept in align(new, old))
        return tuple(sorted(turned))
    if old == new:
        return (Kept(0, 0, len(old)),) if old else ()
    ours, theirs = _paragraphs(old), _paragraphs(new)
    same = common_order([p.key for p in ours], [p.key for p in theirs], _letters)
    pairs = [(i + n, j + n) for i, j, length in same for n in range(length)]
    found = [kept for i, j in pairs for kept in _whole(old, new, ours[i], theirs[j])]
    left = _Left(old, new, ours, theirs, pairs)
    moved = left.take_moved()
    found += [
        replace(k, is_moved=True) for i, j in moved for k in _whole(old, new, ours[i], theirs[j])
    ]
    for olds, news in left.take_groups(pairs):
        found += _word_by_word(old, new, olds, news)
    for i, j in left.take_alike_elsewhere():
        inside = _word_by_word(
            old, new, (ours[i].words_start, ours[i].end), (theirs[j].words_start, theirs[j].end)
        )
        found += [replace(kept, is_moved=True) for kept in inside]
    return _joined(found)


def _letters(key: Hashable) -> float:
    return len(str(key))


def _paragraphs(body: str) -> list[_Paragraph]:
    found = []
    for match in _PARAGRAPH.finditer(body):
        text = match.group()
        key = text.strip()
        start = match.start() + (len(text) - len(text.lstrip()) if key else 0)
        found.append(_Paragraph(match.start(), match.end(), start, start + len(key), key))
    return found


def _whole(old: str, new: str, ours: _Paragraph, theirs: _Paragraph) -> Iterator[Kept]:
    """The words of a paragraph that stands in both, and so much of the blanks around it."""
    before = after = 0
    lead = min(ours.words_start - ours.start, theirs.words_start - theirs.start)
    while (
        before < lead and old[ours.words_start - before - 1] == new[theirs.words_start - before - 1]
    ):
        before += 1
    room = min(ours.end - ours.words_end, theirs.end - theirs.words_end)
    while after < room and old[ours.words_end + after] == new[theirs.words_end + after]:
        after += 1
    length = ours.words_end - ours.words_start + before + after
    if length:
        yield Kept(ours.words_start - before, theirs.words_start - before, length)


class _Left:
    """The paragraphs that have no partner yet."""

    def __init__(
        self,
        old: str,
        new: str,
        ours: list[_Paragraph],
        theirs: list[_Paragraph],
        pairs: list[Pair],
    ) -> None:
        self.ours, self.theirs = ours, theirs
        paired, partners = {i for i, _ in pairs}, {j for _, j in pairs}
        self.olds = {i for i, p in enumerate(ours) if i not in paired and p.key}
        self.news = {j for j, p in enumerate(theirs) if j not in partners and p.key}
        self._words: dict[tuple[bool, int], Counter[str]] = {}

    def take_moved(self) -> list[Pair]:
        """Paragraphs that stand once more, word for word, in another place."""
        places: dict[str, list[int]] = defaultdict(list)
        for j in sorted(self.news):
            places[self.theirs[j].key].append(j)
        moved = []
        for i in sorted(self.olds):
            there = places.get(self.ours[i].key)
            if (
                there
                and len(self.ours[i].key) >= _FOUR_WORDS
                and self.words(True, i).total() >= LEAST_TO_MOVE
            ):
                moved.append((i, there.pop(0)))
        self._take(moved)
        return moved

    def take_groups(self, pairs: list[Pair]) -> Iterator[tuple[Pair, Pair]]:
        """(stretch of the old text, stretch of the new) of paragraphs between two matched ones
        that share words; a stretch takes in what stands between such paragraphs."""
        edges = [(-1, -1), *pairs, (len(self.ours), len(self.theirs))]
        for (i, j), (to_i, to_j) in zip(edges, edges[1:], strict=False):
            olds = [n for n in range(i + 1, to_i) if n in self.olds]
            news = [n for n in range(j + 1, to_j) if n in self.news]
            chain = heaviest_rise(self._alike(olds, news, ALIKE, is_part=True), is_strict=False)
            for group in _groups(chain, self):
                yield (
                    (self.ours[group[0][0]].words_start, self.ours[group[-1][0]].end),
                    (self.theirs[group[0][1]].words_start, self.theirs[group[-1][1]].end),
                )
                self._take([(n, group[0][1]) for n in range(group[0][0], group[-1][0] + 1)])
                self._take([(group[0][0], n) for n in range(group[0][1], group[-1][1] + 1)])

    def take_alike_elsewhere(self) -> list[Pair]:
        """Paragraphs that moved and were changed as well."""
        alike = self._alike(sorted(self.olds), sorted(self.news), ALIKE_ELSEWHERE, is_part=False)
        chosen = []
        for i, j, _ in sorted(alike, key=lambda row: (-row[2], row[0], row[1])):
            if i in self.olds and j in self.news:
                chosen.append((i, j))
                self._take([(i, j)])
        return chosen

    def words(self, is_old: bool, n: int) -> Counter[str]:
        found = self._words.get((is_old, n))
        if found is None:
            paragraph = (self.ours if is_old else self.theirs)[n]
            found = Counter(_WORD.findall(paragraph.key.casefold()))
            self._words[is_old, n] = found
        return found

    def _take(self, pairs: Sequence[Pair]) -> None:
        self.olds.difference_update(i for i, _ in pairs)
        self.news.difference_update(j for _, j in pairs)

    def _alike(
        self, olds: list[int], news: list[int], least: float, is_part: bool
    ) -> list[tuple[int, int, float]]:
        """(old, new, how much they share); `is_part`, of the shorter one's words."""
        if not is_part or len(olds) + len(news) > MANY:
            olds = [i for i in olds if len(self.ours[i].key) >= _FOUR_WORDS]
            news = [j for j in news if len(self.theirs[j].key) >= _FOUR_WORDS]
        holding: dict[str, list[int]] = defaultdict(list)
        for j in news:
            for word in self.words(False, j):
                holding[word].append(j)
        found = []
        for i in olds:
            ours = self.words(True, i)
            hits: Counter[int] = Counter()
            for word in ours:
                there = holding.get(word, ())
                if len(there) <= MOST_HOLDING:
                    hits.update(there)
            for j, _ in sorted(hits.items(), key=lambda hit: (-hit[1], abs(hit[0] - i)))[
                :MOST_WEIGHED
            ]:
                theirs = self.words(False, j)
                few, many = sorted((ours, theirs), key=len)
                shared = sum(min(n, many[word]) for word, n in few.items())
                sizes = ours.total(), theirs.total()
                of_both = 2 * shared / sum(sizes)
                of_part = shared / min(sizes) if is_part and shared >= LEAST_TO_MOVE else 0.0
                if not is_part and shared < LEAST_TO_MOVE:
                    continue
                if max(of_both, of_part) >= least:
                    found.append((i, j, float(shared)))
        return found


def _groups(chain: list[Pair], left: _Left) -> list[list[Pair]]:
    """Pairs that have a paragraph in common; where one stands between two of them that is taken
    already (it moved there), they are not one stretch."""
    groups: list[list[Pair]] = []
    for i, j in chain:
        if groups and (groups[-1][-1][0] == i or groups[-1][-1][1] == j):
            at_i, at_j = groups[-1][-1]
            if all(n in left.olds or not left.ours[n].key for n in range(at_i, i)) and all(
                n in left.news or not left.theirs[n].key for n in range(at_j, j)
            ):
                groups[-1].append((i, j))
                continue
            if at_i == i or at_j == j:  # the paragraph went with the first of them
                continue
        groups.append([(i, j)])
    return groups


def _word_by_word(old: str, new: str, ours: Pair, theirs: Pair) -> list[Kept]:
    a, b = _TOKEN.findall(old, *ours), _TOKEN.findall(new, *theirs)
    runs = _as_read(a, b, _without_lone_words(a, b, common_order(a, b, _worth)))
    # Tokens leave no letter out: where one begins is told by the lengths of those before it.
    starts = list(accumulate(map(len, a), initial=ours[0]))
    others = list(accumulate(map(len, b), initial=theirs[0]))
    return [Kept(starts[i], others[j], starts[i + n] - starts[i]) for i, j, n in runs]


@lru_cache(maxsize=16_384)
def _worth(token: Hashable) -> float:
    """What a match of it says: blanks and signs nothing, common words little."""
    text = str(token)
    if not text[0].isalnum():
        return 0.0 if text[0] != "\n" else 0.5
    return 0.5 if text.casefold() in COMMON else 1.0 + min(len(text), 10) / 10


def _without_lone_words(a: list[str], b: list[str], runs: list[Run]) -> list[Run]:
    """A blank, a sign or a common word or two between two changes is changed with them: nobody
    reads a sentence of which "the" alone was kept."""
    kept: list[Run] = []
    at_i = at_j = 0
    for n, (i, j, length) in enumerate(runs):
        to_i, to_j = runs[n + 1][:2] if n + 1 < len(runs) else (len(a), len(b))
        tokens = a[i : i + min(length, 8)]
        words = [token for token in tokens if token[0].isalnum()]
        before = max(_count(a[at_i:i]), _count(b[at_j:j]))
        after = max(_count(a[i + length : to_i]), _count(b[j + length : to_j]))
        is_replaced = (at_i < i and at_j < j) or (i + length < to_i and j + length < to_j)
        is_lone = (
            length < 8
            and len(words) <= LONE
            and all(word.casefold() in COMMON for word in words)
            and min(before, after) > len(words)
            and is_replaced
            and not any("\n" in token for token in tokens)
        )
        if not is_lone:
            kept.append((i, j, length))
            at_i, at_j = i + length, j + length
    return kept


def _count(tokens: list[str]) -> int:
    return sum(token[0].isalnum() for token in tokens)


def _as_read(a: list[str], b: list[str], runs: list[Run]) -> list[Run]:
    """What was put in or taken out begins with a word and ends with the blank after it, where it
    could as well begin with the blank."""
    runs = list(runs)
    for n in range(1, len(runs)):
        (i, j, length), (to_i, to_j, rest) = runs[n - 1], runs[n]
        at_i, at_j = i + length, j + length
        gap = a[at_i:to_i] or b[at_j:to_j]
        is_one_sided = (at_i == to_i) != (at_j == to_j)
        if is_one_sided and len(gap) > 1 and rest > 1 and gap[0] == a[to_i] and gap[0].isspace():
            runs[n - 1] = (i, j, length + 1)
            runs[n] = (to_i + 1, to_j + 1, rest - 1)
    return runs


def _joined(found: list[Kept]) -> tuple[Kept, ...]:
    joined: list[Kept] = []
    for kept in sorted(found):
        last = joined[-1] if joined else None
        if (
            last
            and last.is_moved == kept.is_moved
            and (last.old + last.length, last.new + last.length) == (kept.old, kept.new)
        ):
            joined[-1] = replace(last, length=last.length + kept.length)
        else:
            joined.append(kept)
    return tuple(joined)
