"""Same speech: which two renderings of different articles print the same words of one speech.

Segments match many to many at word level, by runs of shared words weighed by rarity, because one
outlet splits what another runs on; after Juxta and CollateX.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from ..lexicons import lines
from ..words import is_common, stem
from .renderings import Rendering, is_named, runs, same_speaker, weight
from .telling import Rarity
from .translated import find_translations

#: A run this long is nobody's stock phrase.
LONG_RUN = 7
#: A run this long is enough when it is most of the shorter segment.
RUN = 4
#: So few words, all capitalised, are a title.
SHORT = 3
#: Rarity, added up, from which words tell by themselves: about two words found nowhere else.
RARE = 1.6
#: Rarity in the story from which a single word may link at all; less will do for a word that is
#: none of the general words of news, since a story repeats the word that everybody quotes.
RARE_WORD = 0.6
UNCOMMON_WORD = 0.3
#: General words of news, as stems.
GENERAL = frozenset(line[0] for line in lines("background"))
#: How much of what stands round the two must agree where they are given to different speakers.
OTHERWISE_ALIKE = 0.25
#: A segment without a word of matter is looked for by its runs of so many words.
BARE_RUN = 4
#: So many sentences apart two segments of an article may be pieces of one quote.
PIECES = 2
#: A stem in more renderings than this brings none of them together: thirty articles print one
#: quote thirty times, while hundreds share a word of the topic, and pairs grow with the square.
MOST_HOLDING = 120
#: What is said further apart is another occasion unless the words run long.
DAYS_OF_ONE_OCCASION = 2

Link = tuple[int, int]  # positions among the renderings


def find_links(renderings: Sequence[Rendering], rarity: Rarity) -> tuple[Link, ...]:
    """Every pair of renderings in different articles that prints the same words."""
    holding: dict[str | tuple[str, ...], list[int]] = defaultdict(list)
    bare: set[tuple[str, ...]] = set()
    for number, rendering in enumerate(renderings):
        for a_stem in rendering.matter:
            holding[a_stem].append(number)
        if not rendering.matter:
            bare.update(_runs_of_words(rendering))
    for number, rendering in enumerate(renderings) if bare else ():
        for run in bare & _runs_of_words(rendering):
            holding[run].append(number)
    pairs = {
        pair
        for numbers in holding.values()
        if len(numbers) <= MOST_HOLDING
        for pair in combinations(numbers, 2)
        if renderings[pair[0]].key != renderings[pair[1]].key
    }
    found = {(a, b) for a, b in pairs if _is_same_speech(renderings[a], renderings[b], rarity)}
    found |= _other_pieces(renderings, found) | find_translations(renderings)
    return tuple(sorted(found))


def _runs_of_words(rendering: Rendering) -> set[tuple[str, ...]]:
    norms = rendering.norms
    if len(norms) == SHORT:  # "Who are you?"
        return {norms}
    return {norms[n : n + BARE_RUN] for n in range(len(norms) - BARE_RUN + 1)}


def _other_pieces(
    renderings: Sequence[Rendering], links: Iterable[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Pairs of a segment with what another article prints whole, where the segment's neighbour is
    linked to that and it follows there too: the short second piece of a quote broken in two."""
    found: set[tuple[int, int]] = set()
    for pair in links:
        for n, whole in (pair, pair[::-1]):
            piece, longer = renderings[n], renderings[whole]
            for other in (n - 1, n + 1):
                if not 0 <= other < len(renderings) or other == whole:
                    continue
                beside = renderings[other]
                if (
                    beside.key == piece.key
                    and _is_near(piece, beside)
                    and _follows(*((piece, beside) if other > n else (beside, piece)), longer)
                ):
                    found.add((min(other, whole), max(other, whole)))
    return found


def _is_near(one: Rendering, other: Rendering) -> bool:
    if one.sentence is None or other.sentence is None or one.is_post or other.is_post:
        return False
    return abs(one.sentence.number - other.sentence.number) <= PIECES


def _follows(first: Rendering, second: Rendering, whole: Rendering) -> bool:
    """True when the words of both stand in the whole, one after the other."""
    ends = _at(first.norms, whole.norms, 0)
    return ends >= 0 and _at(second.norms, whole.norms, ends) >= 0


def _at(norms: Sequence[str], whole: Sequence[str], start: int) -> int:
    """Where the words end in the whole, from `start` on; -1 where they do not stand there."""
    for n in range(start, len(whole) - len(norms) + 1):
        if whole[n : n + len(norms)] == norms:
            return n + len(norms)
    return -1


def _is_same_speech(a: Rendering, b: Rendering, rarity: Rarity) -> bool:
    """True when the two render the same words of one speech; order of the two does not matter."""
    if (a.is_post and b.is_post) or (_is_title(a) and _is_title(b)):
        return False
    if a.is_marked and b.is_marked:
        return False
    shorter, longer = sorted((a, b), key=lambda r: (len(r.norms), r.norms, r.key))
    ours, theirs = [stem(n) for n in shorter.norms], [stem(n) for n in longer.norms]
    if _share_little(shorter.norms, ours, theirs) and not _is_reordered(shorter, longer):
        return False  # most pairs: to look for their runs takes ten times as long
    same = runs(ours, theirs)
    if not same:
        return False
    agree = same_speaker(shorter.speaker, longer.speaker)
    total = sum(weight(run, shorter.norms, rarity) for run in same)
    covered = sum(run.size for run in same) / len(shorter.norms)
    if covered == 1 and len(same) == 1 and total < RARE:
        if _days_apart(a, b) <= DAYS_OF_ONE_OCCASION and _is_told_alike(
            shorter, longer, agree, total
        ):
            return True
        return _is_same_occasion(shorter, longer, agree, total)
    best = max(same, key=lambda run: (weight(run, shorter.norms, rarity), run.size))
    words = shorter.norms[best.a : best.a + best.size]
    content = sum(not is_common(n) for n in words)
    if best.size >= LONG_RUN and content >= 3:
        return True
    if _days_apart(a, b) > DAYS_OF_ONE_OCCASION:
        return False
    if covered == 1 and len(same) == 1:
        return agree is not False or content >= 3 or _context(shorter, longer) >= OTHERWISE_ALIKE
    if best.size >= RUN and content >= 2 and covered >= 0.5:
        return agree is not False or content >= 3
    if covered >= 0.6 and content >= 2 and total >= RARE:
        return agree is not False
    return agree is not False and _is_reordered(shorter, longer)


def _share_little(norms: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """True where no run of words can tell: too few of these, whose stems are `ours`, stand among
    `theirs`, or too few of matter."""
    known = set(theirs)
    shared = [norm for norm, a_stem in zip(norms, ours, strict=True) if a_stem in known]
    if len(shared) == len(ours):
        return False
    if len(shared) < LONG_RUN and 2 * len(shared) < len(ours):
        return True
    return sum(not is_common(norm) for norm in shared) < 2


def _is_title(rendering: Rendering) -> bool:
    """True for a few capitalised words, as names of programmes and of works are printed."""
    at = rendering.span.start
    return 0 < len(rendering.matter) <= len(rendering.norms) <= SHORT and all(
        rendering.span.text[w.start - at].isupper()
        for w in rendering.words
        if not is_common(w.norm)
    )


def _is_reordered(a: Rendering, b: Rendering) -> bool:
    """True when nearly all that matters in either stands in the other, in another order."""
    both = len(a.matter & b.matter)
    return both >= 3 and both >= 0.8 * len(a.matter) and both >= 0.6 * len(b.matter)


def _days_apart(a: Rendering, b: Rendering) -> int:
    """Days between the two articles; 0 where one has no day."""
    return abs((a.told_on - b.told_on).days) if a.told_on and b.told_on else 0


def _context(a: Rendering, b: Rendering) -> float:
    """Share of what stands round the two (and in them) that both have, beyond their own words."""
    ours, theirs = a.around | a.matter, b.around | b.matter
    return len((ours & theirs) - a.matter) / max(min(len(ours), len(theirs)), 1)


def _is_told_alike(shorter: Rendering, longer: Rendering, agree: bool | None, total: float) -> bool:
    """True where who says the words, and where they stand in the longer, is enough, though they
    are few and frequent: what one outlet prints whole, another opens or closes with; a phrase or
    a rare word that one and the same speaker is quoted with."""
    words, whole = shorter.norms, longer.norms
    if len(words) > RUN and words in (whole[: len(words)], whole[-len(words) :]):
        return agree is not False or not (is_named(shorter.speaker) and is_named(longer.speaker))
    if len(words) >= SHORT and agree:
        return sum(not is_common(n) for n in words) >= 2
    return words == whole and len(words) == 1 and bool(agree) and total >= RARE_WORD


def _is_same_occasion(
    shorter: Rendering, longer: Rendering, agree: bool | None, total: float
) -> bool:
    """For words too few or too frequent to tell by themselves: what stands round them must agree,
    and who says them must not disagree."""
    context = _context(shorter, longer)
    if shorter.norms == longer.norms and len(shorter.norms) > SHORT:
        return agree is not False or context >= OTHERWISE_ALIKE
    if agree is False:
        return False
    if len(shorter.norms) == 1:
        least = RARE_WORD if stem(shorter.norms[0]) in GENERAL else UNCOMMON_WORD
        return total >= least and context >= (0.2 if agree else 0.25)
    if not shorter.matter and len(shorter.norms) < SHORT:
        return False
    return context >= (0.1 if agree else 0.15)
