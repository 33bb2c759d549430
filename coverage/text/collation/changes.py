"""Changes: how one outlet's words of an utterance depart from the base's, each kind named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from ..lexicons import inflected
from ..spans import Span
from ..words import is_common, stem
from .collated import Change
from .numerals import worths
from .renderings import Rendering, Run, runs
from .whose import whose

_ORDER: tuple[Change, ...] = get_args(Change)
_PERSONS = frozenset(
    """i me my mine myself we us our ours you your yours he him his she her hers it its they them
    their theirs i'm i've i'll i'd we're we've we'll you're he's she's they're they've""".split()
)
#: Forms of one verb of grammar.
_VERB = {
    form: forms.split()[0]
    for forms in (
        "be am is are was were been being isn't aren't wasn't weren't",
        "have has had having hasn't haven't hadn't",
        "do does did doing done don't doesn't didn't",
        "will would won't wouldn't",
        "can could can't couldn't",
        "shall should",
        "may might",
    )
    for form in forms.split()
}
#: From this many words on both sides a replaced stretch is a paraphrase, not a changed word.
PARAPHRASE = 4
#: From so many words in a row two languages are one.
ALIKE = 4
#: So many fewer words where a stretch is replaced, and words were cut as well as changed.
CUT = 3


@dataclass(frozen=True, slots=True)
class Base:
    """The rendering(s) the others are compared with, as one row of words."""

    renderings: tuple[Rendering, ...]
    norms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which words of the base stand in a wording, and how it departs."""

    stands: frozenset[int]  # positions in the base
    changes: frozenset[Change]
    own: tuple[Span, ...] = ()  # the wording's words that the base does not print


def as_base(renderings: Sequence[Rendering]) -> Base:
    """One article's renderings, in order, as the base."""
    return Base(tuple(renderings), tuple(norm for r in renderings for norm in r.norms))


def in_order(changes: frozenset[Change] | set[Change]) -> tuple[Change, ...]:
    """The changes in the order in which their kinds are declared."""
    return tuple(change for change in _ORDER if change in changes)


def without_repeats(renderings: Sequence[Rendering]) -> tuple[Rendering, ...]:
    """One article's renderings less those whose words another of them holds as well.

    A report often prints a word of a speech in its lede and the sentence in full further down.
    """
    kept: list[Rendering] = []
    longest_first = sorted(renderings, key=lambda r: (-len(r.norms), r.span.start))
    for rendering in longest_first:
        if not any(_holds(other, rendering) for other in kept):
            kept.append(rendering)
    return tuple(sorted(kept, key=lambda r: r.span.start))


def _holds(longer: Rendering, shorter: Rendering) -> bool:
    """True when at least four fifths of the shorter's words stand in the longer, in order."""
    same = runs([stem(n) for n in longer.norms], [stem(n) for n in shorter.norms])
    return sum(run.size for run in same) >= 0.8 * len(shorter.norms)


def in_common(base: Base, rendering: Rendering) -> tuple[Span, ...]:
    """The words of the rendering that stand in the base, in runs or as forms of words of matter."""
    known = {stem(norm) for norm in base.norms if not is_common(norm)}
    both = {n for run in runs(base.norms, rendering.norms) for n in range(run.b, run.b + run.size)}
    return _spans(rendering, both | {n for n, m in enumerate(rendering.norms) if stem(m) in known})


def _spans(rendering: Rendering, positions: set[int]) -> tuple[Span, ...]:
    """The words at the positions; those that follow each other are one span."""
    spans: list[Span] = []
    start = rendering.span.start
    for n in sorted(positions):
        word = rendering.words[n]
        first = spans.pop().start if spans and n - 1 in positions else word.start
        spans.append(Span(first, word.end, rendering.span.text[first - start : word.end - start]))
    return tuple(spans)


def compare(base: Base, wording: Sequence[Rendering]) -> Comparison:
    """Sets one article's renderings (no repeats) against the base, word by word; of two languages
    no word stands for another."""
    if _is_other_language(base, wording):
        return Comparison(frozenset(), frozenset({"translation", *whose(base.renderings, wording)}))
    stands: set[int] = set()
    changes: set[Change] = set()
    covered: list[tuple[int, int]] = []  # stretches of the base the renderings answer to
    pieces = 0  # renderings with words between them
    own: list[Span] = []
    for rendering in wording:
        same = runs(base.norms, rendering.norms)
        printed = {n for run in same for n in range(run.b, run.b + run.size)}
        own += _spans(rendering, {*range(len(rendering.norms))} - printed)
        if not same:
            continue
        stands.update(n for run in same for n in range(run.a, run.a + run.size))
        if sum(run.size for run in same) < len(rendering.norms) == len(base.norms):
            if sorted(rendering.norms) == sorted(base.norms):  # the same words in another order
                return Comparison(
                    frozenset(range(len(base.norms))),
                    frozenset({"word", *whose(base.renderings, wording)}),
                )
        first, last, found = _departures(base, rendering, same)
        changes |= found
        covered.append((first, last))
        pieces += not (rendering.goes_on and pieces)
    if not covered:
        return Comparison(frozenset(), frozenset({"another part"}), tuple(own))
    changes |= _cuts(sorted(covered), len(base.norms))
    spans = _spans_touched(base, covered)
    if pieces > spans:
        changes.add("split")
    elif pieces < spans:
        changes.add("joined")
    if any(r.via_how == "translation" for r in (*wording, *base.renderings)) and changes & {
        "word",
        "paraphrase",
        "tense",
        "person",
    }:
        changes = (changes - {"word", "paraphrase", "tense", "person"}) | {"translation"}
    changes |= whose(base.renderings, wording)
    return Comparison(frozenset(stands), frozenset(changes), tuple(own) if changes else ())


def _is_other_language(base: Base, wording: Sequence[Rendering]) -> bool:
    """True for articles of two languages, but where the words run alike all the same: one of the
    languages was misjudged, or one of the articles quotes in the other's."""
    ours, theirs = ({r.language for r in side} - {""} for side in (base.renderings, wording))
    if not ours or not theirs - ours:
        return False
    return not any(run.size >= ALIKE for r in wording for run in runs(base.norms, r.norms))


def _departures(
    whole: Base, rendering: Rendering, same: tuple[Run, ...]
) -> tuple[int, int, set[Change]]:
    """The stretch of the base (first, one past the last word) one rendering answers to, and what
    it changes inside that stretch."""
    changes: set[Change] = set()
    base, other = whole.norms, rendering.norms
    head, tail = same[0], same[-1]
    first, last = head.a, tail.a + tail.size
    for before, after in zip(same, same[1:], strict=False):
        gone = base[before.a + before.size : after.a]
        put = other[before.b + before.size : after.b]
        if put and not gone and _breaks_off(whole, after.a):
            changes.add("longer in the middle")
            continue
        changes |= _replaced(gone, put)
        if gone and not put and not _is_marked(rendering, after.b):
            changes.add("word")
    if head.b and "".join(base[: head.a]) == "".join(other[: head.b]):
        first = 0
    elif head.b and not head.a:
        changes.add("longer at start")
    elif head.b:  # words before the first that stands in both
        first = max(0, head.a - head.b)
        changes |= _replaced(base[first : head.a], other[: head.b])
    extra = len(other) - tail.b - tail.size
    if extra and "".join(base[last:]) == "".join(other[tail.b + tail.size :]):
        last = len(base)
    elif extra and last == len(base):
        changes.add("longer at end")
    elif extra:
        last = min(len(base), tail.a + tail.size + extra)
        changes |= _replaced(base[tail.a + tail.size : last], other[tail.b + tail.size :])
    return first, last, changes


def _breaks_off(base: Base, at: int) -> bool:
    """True where one of the base's renderings ends before the word `at`, or an honest cut stands
    there."""
    start = 0
    for rendering in base.renderings:
        if at == start:
            return True
        if at < start + len(rendering.norms):
            return _is_marked(rendering, at - start)
        start += len(rendering.norms)
    return False


def _is_marked(rendering: Rendering, at: int) -> bool:
    """True when dots or brackets stand before the word `at`, as an honest cut has it."""
    start = rendering.span.start
    between = rendering.span.text[
        rendering.words[at - 1].end - start : rendering.words[at].start - start
    ]
    return any(mark in between for mark in ("…", "..", ". .", "[", "]"))


def _replaced(ours: Sequence[str], theirs: Sequence[str]) -> set[Change]:
    """What it is called when the base's stretch `ours` stands as `theirs`."""
    if not ours and not theirs or "".join(ours) == "".join(theirs):
        return set()
    if not theirs:
        return {"cut in the middle"}
    if not ours:
        return {"word"}
    if worths(ours) != worths(theirs):
        return {"number"}
    if len(ours) == len(theirs):
        changes = [_changed(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
        if len(ours) < PARAPHRASE or changes.count("word") < len(ours):
            return {*changes}
    if min(len(ours), len(theirs)) >= PARAPHRASE:
        return {"paraphrase"}
    return {"word", "cut in the middle"} if len(ours) - len(theirs) >= CUT else {"word"}


def _changed(ours: str, theirs: str) -> Change:
    if ours in _PERSONS and theirs in _PERSONS:
        return "person"
    return "tense" if _is_one_verb(ours, theirs) else "word"


def _is_one_verb(ours: str, theirs: str) -> bool:
    """True for forms of one word: "repair" and "repaired", "is" and "was", "owes" and "owed";
    one that says no and one that does not are two words."""
    if ours.endswith("n't") != theirs.endswith("n't"):
        return False
    if stem(ours) == stem(theirs) or _VERB.get(ours, ours) == _VERB.get(theirs, theirs):
        return True
    return any({ours, theirs} <= {*inflected(base)} for base in (ours, ours[:-1], ours[:-2]))


def _cuts(covered: list[tuple[int, int]], words: int) -> set[Change]:
    """Where words of the base are left out, going by the stretches that are answered to."""
    changes: set[Change] = set()
    if covered[0][0] > 0:
        changes.add("cut at start")
    if max(last for _, last in covered) < words:
        changes.add("cut at end")
    reach = covered[0][1]
    for first, last in covered[1:]:
        if first > reach:
            changes.add("cut in the middle")
        reach = max(reach, last)
    return changes


def _spans_touched(base: Base, covered: list[tuple[int, int]]) -> int:
    """How many of the base's own renderings, parted by words, the wording answers to."""
    touched, at = 0, 0
    for rendering in base.renderings:
        end = at + len(rendering.norms)
        if any(first < end and at < last for first, last in covered):
            touched += not (rendering.goes_on and touched)
        at = end
    return touched
