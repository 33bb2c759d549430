"""Copying: articles that share one text (wire copy, reprints)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from .collated import Copying
from .telling import Telling

#: Words of a run; five in a row seldom agree by chance.
RUN = 5
#: Share of the shorter text's runs from which two texts are one.
ONE_TEXT = 0.8
#: A text of fewer runs is too short to tell.
ENOUGH = 20


def find_copies(tellings: Sequence[Telling]) -> tuple[Copying, ...]:
    """Groups of articles that share one text; `share` is the least of the pairs that made it.

    Compared are the outlets' own words, by runs of five (shingles, after Broder 1997).
    """
    shingles = {t.key: _shingles(t) for t in tellings}
    group_of = {t.key: {t.key} for t in tellings}
    share_of: dict[frozenset[str], float] = {}
    for a, b in combinations(sorted(shingles), 2):
        least = min(len(shingles[a]), len(shingles[b]))
        if least < ENOUGH:
            continue
        share = len(shingles[a] & shingles[b]) / least
        if share >= ONE_TEXT:
            share_of[frozenset((a, b))] = share
            joined = group_of[a] | group_of[b]
            for key in joined:
                group_of[key] = joined
    order = [t.key for t in tellings]
    found: dict[frozenset[str], Copying] = {}
    for key in order:
        group = frozenset(group_of[key])
        if len(group) > 1 and group not in found:
            shares = [share for pair, share in share_of.items() if pair <= group]
            keys = tuple(k for k in order if k in group)
            found[group] = Copying(keys, round(min(shares), 4))
    return tuple(found.values())


def _shingles(telling: Telling) -> set[int]:
    norms = [w.norm for s in telling.sentences if s.is_told for w in s.words]
    return {hash(tuple(norms[n : n + RUN])) for n in range(len(norms) - RUN + 1)}
