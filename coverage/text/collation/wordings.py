"""Utterances: which quotes of a story's articles print the same words of the same speech.

Segments match many to many at word level, by runs of shared words weighed by rarity, because one
outlet splits what another runs on; after Juxta and CollateX, with groups built from the matches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from ..lexicons import lines
from ..spans import Span
from ..words import is_common, stem
from .changes import Base, as_base, compare, in_order, without_repeats
from .collated import Change, SharedUtterance, Told, Wording
from .renderings import Rendering, find_renderings, runs, same_speaker, weight
from .ruled import Ruled
from .telling import Rarity, Telling

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
_GENERAL = frozenset(line[0] for line in lines("background"))
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

Link = tuple[Rendering, Rendering]


def find_utterances(
    tellings: Sequence[Telling], rarity: Rarity, ruled: Ruled | None = None
) -> tuple[SharedUtterance, ...]:
    """The utterances that at least two articles print, in the order in which they first stand, as
    people `ruled`; what is found does not depend on the articles' order."""
    told = {t.key: t.told for t in tellings}
    renderings = [r for telling in tellings for r in find_renderings(telling)]
    links = _links(renderings, rarity)
    place = {t.key: n for n, t in enumerate(tellings)}
    groups = _groups(renderings, links)
    utterances = [
        _utterance(group, told, place)
        for group in (ruled.quotes(groups) if ruled else groups)
        if any(not r.is_post for r in group) and len({r.key for r in group}) > 1
    ]
    utterances.sort(key=lambda u: _first_place(u, told))
    return tuple(utterances)


def _first_place(utterance: SharedUtterance, told: Mapping[str, Told]) -> tuple[float, str]:
    """How high the utterance stands, at its highest; its words where two stand as high."""
    return (
        min(w.spans[0].start / max(len(told[w.key].reading.body), 1) for w in utterance.wordings),
        utterance.text,
    )


def _links(renderings: Sequence[Rendering], rarity: Rarity) -> tuple[Link, ...]:
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
    found |= _other_pieces(renderings, found)
    return tuple((renderings[a], renderings[b]) for a, b in sorted(found))


def _runs_of_words(rendering: Rendering) -> set[tuple[str, ...]]:
    norms = rendering.norms
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
    same = runs([stem(n) for n in shorter.norms], [stem(n) for n in longer.norms])
    if not same:
        return False
    agree = same_speaker(shorter.speaker, longer.speaker)
    total = sum(weight(run, shorter.norms, rarity) for run in same)
    covered = sum(run.size for run in same) / len(shorter.norms)
    if covered == 1 and len(same) == 1 and total < RARE:
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


def _is_title(rendering: Rendering) -> bool:
    """True for a few capitalised words, as names of programmes and of works are printed."""
    at = rendering.span.start
    return len(rendering.norms) <= SHORT and all(
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
        least = RARE_WORD if stem(shorter.norms[0]) in _GENERAL else UNCOMMON_WORD
        return total >= least and context >= (0.2 if agree else 0.25)
    if not shorter.matter and len(shorter.norms) < SHORT:
        return False
    return context >= (0.1 if agree else 0.15)


def _groups(renderings: Sequence[Rendering], links: Iterable[Link]) -> list[list[Rendering]]:
    """Renderings joined by links, directly or through others, and those that stand alone."""
    group_of: dict[tuple[str, Span, int | None], list[Rendering]] = {
        (r.key, r.span, r.post): [r] for r in renderings
    }
    for a, b in links:
        ours = group_of[(a.key, a.span, a.post)]
        theirs = group_of[(b.key, b.span, b.post)]
        if ours is not theirs:
            ours += theirs
            for r in theirs:
                group_of[(r.key, r.span, r.post)] = ours
    seen: dict[int, list[Rendering]] = {id(group): group for group in group_of.values()}
    return list(seen.values())


def _utterance(
    group: Sequence[Rendering], told: Mapping[str, Told], place: Mapping[str, int]
) -> SharedUtterance:
    by_article: dict[tuple[str, int | None], list[Rendering]] = defaultdict(list)
    for rendering in group:
        by_article[(rendering.key, rendering.post)].append(rendering)
    printed = {who: without_repeats(ones) for who, ones in by_article.items()}
    chosen = min(printed, key=lambda who: _rank(printed[who], told[who[0]]))
    base = as_base(printed[chosen])
    wordings = tuple(
        _wording(
            key, post, by_article[(key, post)], printed[(key, post)], base, (key, post) == chosen
        )
        for key, post in sorted(
            printed, key=lambda who: (place[who[0]], who[1] is not None, who[1] or 0)
        )
    )
    return SharedUtterance(
        text=" ".join(r.span.text for r in base.renderings),
        words=len(base.norms),
        base=chosen[0],
        wordings=wordings,
        changes=in_order({change for w in wordings for change in w.changes}),
    )


def _rank(printed: Sequence[Rendering], told: Told) -> tuple[bool, int, int, str, str]:
    """Smallest for the base: a post before its quotes, most words, whole before split, then the
    first published, then the key: never the order in which the articles are given."""
    published = told.published.isoformat() if told.published else "9999"
    words = sum(len(r.norms) for r in printed)
    return not printed[0].is_post, -words, len(printed), published, told.key


def _wording(
    key: str,
    post: int | None,
    renderings: Sequence[Rendering],
    printed: Sequence[Rendering],
    base: Base,
    is_base: bool,
) -> Wording:
    ordered = sorted(renderings, key=lambda r: r.span.start)
    words, changes = len(base.norms), frozenset[Change]()
    if not is_base:
        compared = compare(base, printed)
        words, changes = len(compared.stands), compared.changes
    return Wording(
        key=key,
        spans=tuple(r.span for r in ordered),
        quotes=tuple(sorted(index for r in ordered for index in r.quotes)),
        post=post,
        speakers=tuple(dict.fromkeys(r.speaker for r in ordered if r.speaker)),
        vias=tuple(dict.fromkeys(r.via for r in ordered if r.via)),
        words=words,
        changes=in_order(changes),
    )
