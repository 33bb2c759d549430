"""Verbatim: words that one article prints in marks and another without, word for word: a letter,
a statement or a post in full, or a block of one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..spans import Span
from ..words import Word, is_common
from .renderings import Rendering, rendering_of, runs, same_speaker
from .same_speech import MOST_HOLDING
from .telling import Telling

#: So many words of a quote in a row are nobody's own, so many of them words of matter.
VERBATIM = 10
MATTER = 3
#: Runs of so many words of a quote, no further apart than so many words, are one print of it.
RUN = 4
APART = 10


def find_verbatim(
    tellings: Sequence[Telling], groups: Sequence[Sequence[Rendering]]
) -> Iterator[tuple[int, Rendering]]:
    """Position of a group of renderings, and where an article that prints none of it in marks has
    its words all the same. Once through every text: the time grows with the words."""
    quoting: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for n, group in enumerate(groups):
        for norms in {r.norms for r in group if len(r.norms) >= VERBATIM and not r.is_marked}:
            for at in range(len(norms) - RUN + 1):
                quoting[norms[at : at + RUN]].add(n)
    printing = [{r.key for r in group} for group in groups]
    for telling in tellings if quoting else ():
        words = _unmarked(telling)
        norms = tuple(word.norm for word in words)
        at_of: dict[int, list[int]] = defaultdict(list)
        for at in range(len(norms) - RUN + 1):
            held = quoting.get(norms[at : at + RUN], ())
            for n in held if len(held) <= MOST_HOLDING else ():
                if telling.key not in printing[n]:
                    at_of[n].append(at)
        for n, places in at_of.items():
            for first, last in _stretches(places):
                stretch = words[first : last + RUN]
                if _is_print_of(groups[n], [word.norm for word in stretch]):
                    yield from ((n, one) for one in _as_rendering(telling, stretch, groups[n]))


def _unmarked(telling: Telling) -> list[Word]:
    """The words that stand in no marks and in no post."""
    reading = telling.told.reading
    taken = [quote.outer for quote in reading.quotes if quote.kind != "indirect"]
    taken += [marked.outer for marked in reading.marked]
    taken += [post.span for post in reading.posts if post.span is not None]
    taken.sort()
    reach, starts = 0, []
    for span in taken:  # nested ones: where everything up to here ends
        reach = max(reach, span.end)
        starts.append((span.start, reach))
    firsts = [start for start, _ in starts]
    found = []
    for sentence in telling.sentences:
        for word in sentence.words if sentence.is_told else ():
            before = bisect_left(firsts, word.start + 1) - 1
            if before < 0 or starts[before][1] <= word.start:
                found.append(word)
    return found


def _stretches(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places that lie close together, as the first and the last of them."""
    first = last = places[0]
    for at in places[1:]:
        if at - last > APART + RUN:
            yield first, last
            first = at
        last = at
    yield first, last


def _is_print_of(group: Sequence[Rendering], norms: Sequence[str]) -> bool:
    if len(norms) < VERBATIM:
        return False  # nearly always: a phrase of four words that both have
    for quoted in sorted({r.norms for r in group if not r.is_marked}):
        for run in runs(quoted, norms):
            content = sum(not is_common(n) for n in quoted[run.a : run.a + run.size])
            if run.size >= VERBATIM and content >= MATTER:
                return True
    return False


def _as_rendering(
    telling: Telling, stretch: Sequence[Word], group: Sequence[Rendering]
) -> Iterator[Rendering]:
    """The stretch, unless the article gives it to another speaker than those who quote it do."""
    body = telling.told.reading.body
    span = Span.of(body, stretch[0].start, stretch[-1].end)
    for quote in telling.told.reported:
        if quote.speaker and quote.span.overlaps(span):
            given = [same_speaker(quote.speaker.name, r.speaker) for r in group if r.speaker]
            if given and not any(one is not False for one in given):
                return
    yield rendering_of(telling, span)
