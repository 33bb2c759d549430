"""Reports: an utterance as an article has it that does not quote it: reported in its own words
("Ruiz said the pier was lost"), or word for word without marks (a letter or statement in full).

Precision first: that two sentences stand alike high, or share the story's names, says nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..sentences import find_sentences
from ..words import find_words, is_common, is_number, stem
from .collated import ReportHow
from .one_claim import is_negated, modality
from .renderings import Rendering, rendering_of, same_speaker
from .same_speech import DAYS_OF_ONE_OCCASION, GENERAL, MOST_HOLDING
from .telling import Rarity, Telling
from .verbatim import find_verbatim

#: Rarity in the story, added up, from which words in common tell that the same was said; one of
#: them at least must be rare by itself.
TELLING = 1.0
RARE = 0.5
#: A story of fewer sentences says little of how rare its words are; what many articles print of one
#: utterance is counted once, since a story repeats the words that everybody quotes.
USUAL = 40
#: Share of the rarity of the one that says less that both have: where they have two words in
#: common, and where they have more, or a number.
MOST = 0.6
HALF = 0.5
#: A quote of no more words of matter stands in the report whole, with words of its own sentence.
FEW = 2
#: Where a report runs several things on.
_JOINT = re.compile(r"[,;:]\s+(?:and|but|or|that)?|\s+(?:and|but|because|while|where|which)\s+")
#: "threatened to throw": the verb before it says whether it is a wish, a threat or a promise.
_TO = re.compile(r"(?:not )?to ")


@dataclass(frozen=True, slots=True)
class Retelling:
    """A stretch of an article that has an utterance without quoting it."""

    rendering: Rendering
    how: ReportHow
    reported: int  # index into the article's reports, -1 for words that stand there as they are


@dataclass(frozen=True, slots=True)
class _Saying:
    """One sentence of a rendering, or a part of one: what a report may be a report of."""

    group: int
    rendering: Rendering
    text: str
    norms: tuple[str, ...]
    matter: frozenset[str]
    prints: Mapping[str, int]  # of each word of matter: how often the group's articles print it


def find_retellings(
    tellings: Sequence[Telling], rarity: Rarity, groups: Sequence[Sequence[Rendering]]
) -> dict[int, list[Retelling]]:
    """Position of a group of renderings → how articles that print none of it have it, in the
    articles' order. One report is of one group; the order of articles and groups changes nothing.
    """
    found: dict[int, list[Retelling]] = defaultdict(list)
    for group, reported in _reports(tellings, rarity, groups):
        found[group].append(reported)
    for group, rendering in find_verbatim(tellings, groups):
        if not any(_overlap(rendering, told.rendering) for told in found.get(group, ())):
            found[group].append(Retelling(rendering, "document", -1))
    order = {telling.key: n for n, telling in enumerate(tellings)}
    for told in found.values():
        told.sort(key=lambda one: (order[one.rendering.key], one.rendering.span))
    return found


def _overlap(one: Rendering, other: Rendering) -> bool:
    return one.key == other.key and one.span.overlaps(other.span)


def _reports(
    tellings: Sequence[Telling], rarity: Rarity, groups: Sequence[Sequence[Rendering]]
) -> Iterator[tuple[int, Retelling]]:
    """Each report with the group that it says most of."""
    printing = [{r.key for r in group} for group in groups]
    prints = [Counter(a_stem for r in group for a_stem in r.matter) for group in groups]
    sayings = _once(
        [s for n, group in enumerate(groups) for r in group for s in _sayings(n, r, prints[n])]
    )
    holding: dict[str, list[int]] = defaultdict(list)
    for at, saying in enumerate(sayings):
        for a_stem in saying.matter:
            holding[a_stem].append(at)
    for telling in tellings:
        for index, quote in enumerate(telling.told.reported):
            if quote.speaker is None:
                continue
            reported = rendering_of(telling, quote.span, index)
            sharing = [holding.get(a_stem, ()) for a_stem in reported.matter]
            near = {at for held in sharing if len(held) <= MOST_HOLDING for at in held}
            best = max(
                (
                    (alike, saying.text, saying.rendering.key, saying.rendering.span, saying.group)
                    for saying in map(sayings.__getitem__, near)
                    if telling.key not in printing[saying.group]
                    and (alike := _alike(reported, saying, rarity))
                ),
                default=None,
            )
            if best:
                yield best[-1], Retelling(reported, "reported", index)


def _once(sayings: Sequence[_Saying]) -> list[_Saying]:
    """Of what thirty outlets print alike the one whose article comes first by its key."""
    first: dict[tuple[object, ...], _Saying] = {}
    for saying in sorted(sayings, key=lambda s: (s.rendering.key, s.rendering.span, s.text)):
        quoted = saying.rendering
        said = (saying.group, saying.norms, quoted.speaker, quoted.told_on)
        first.setdefault(said, saying)
    return list(first.values())


def _sayings(group: int, rendering: Rendering, prints: Mapping[str, int]) -> Iterator[_Saying]:
    """The rendering's sentences and their parts; none where nobody is quoted with its words."""
    if rendering.is_marked or not rendering.speaker:
        return
    span = rendering.span
    for sentence in find_sentences(span.text):
        for said in _parts(sentence.text):
            norms, matter = _words_of(said)
            if matter:
                yield _Saying(group, rendering, said, norms, matter, prints)


def _alike(reported: Rendering, saying: _Saying, rarity: Rarity) -> float:
    """The rarity that the report and the saying have in common, added up; 0 where that is too
    little, or the two may not be one: another speaker or day, another number, one that denies
    what the other says, or holds it only possible."""
    quoted = saying.rendering
    if same_speaker(reported.speaker, quoted.speaker) is not True:
        return 0.0
    if reported.told_on and quoted.told_on:
        if abs((reported.told_on - quoted.told_on).days) > DAYS_OF_ONE_OCCASION:
            return 0.0
    return max(_in_common(part, saying, rarity) for part in _parts(reported.span.text))


def _parts(told: str) -> Iterator[str]:
    """The words, and what they run on: "that the pier was lost and nobody had been asked"."""
    yield told
    parts = _JOINT.split(told)
    if len(parts) > 1:
        yield from parts


@lru_cache(maxsize=4096)
def _words_of(told: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The folded words, and the stems of those of matter; asked of a report for each saying."""
    norms = tuple(w.norm for w in find_words(told))
    return norms, frozenset(stem(norm) for norm in norms if not is_common(norm))


def _in_common(told: str, saying: _Saying, rarity: Rarity) -> float:
    """What one part of a report has in common with the saying, 0 where it is too little."""
    (norms, matter), quoted = _words_of(told), saying.rendering
    shared, amid = matter & saying.matter, frozenset[str]()
    if len(saying.matter) <= FEW:
        sentence = quoted.sentence.weights if quoted.sentence else {}
        if not saying.matter <= matter:
            return 0.0
        amid = matter & sentence.keys()
    rare = {
        a_stem: rarity.of_at_least(a_stem, USUAL, max(saying.prints.get(a_stem, 0) - 1, 0))
        for a_stem in sorted(matter | saying.matter | amid)
    }
    common, *told_and_said = (
        sum(worth for a_stem, worth in rare.items() if a_stem in stems)
        for stems in (shared | amid, matter, saying.matter | amid)
    )
    least = min(told_and_said)
    numbers, theirs = set(filter(is_number, norms)), set(filter(is_number, saying.norms))
    if numbers and theirs and not numbers & theirs:
        return 0.0
    both = len(shared | amid)
    if (
        len(shared) < 3
        and shared <= GENERAL
        or max((rare[one] for one in shared), default=0.0) < RARE
    ):
        return 0.0
    if both < 2 or common < TELLING:
        return 0.0
    if common < (HALF if both > 2 or numbers & theirs else MOST) * least:
        return 0.0
    if is_negated(told) != is_negated(saying.text):
        return 0.0
    if not _TO.match(told) and modality(told) != modality(saying.text):
        return 0.0
    return round(common, 9)
