"""Copying: articles that share one text (wire copy, reprints)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from ..versions.sharing import ONE_TEXT, share
from ..versions.shingles import RUN, TOLD, ToldText, told_of
from .collated import Copying
from .telling import Telling

#: A text of fewer runs of words is too short to tell.
ENOUGH = 20


def find_copies(tellings: Sequence[Telling]) -> tuple[Copying, ...]:
    """Groups of articles that share one text; `share` is the least of the pairs that made it: of
    the shorter text's words those that stand in the other too, in runs of five.

    Compared are the words in which the outlets tell their news (`sharing.share`, as for
    near-duplicates).
    """
    texts = {t.key: _told(t) for t in tellings}
    runs = {key: frozenset(text.runs) for key, text in texts.items()}
    group_of = {t.key: {t.key} for t in tellings}
    share_of: dict[frozenset[str], float] = {}
    for a, b in combinations(sorted(texts), 2):
        if min(len(runs[a]), len(runs[b])) < ENOUGH:
            continue
        shorter = min(len(texts[a].words), len(texts[b].words))
        if len(runs[a] & runs[b]) * RUN < ONE_TEXT * shorter:
            continue  # even if no two of the runs overlapped
        shared = share(texts[a], texts[b]).share_of_shorter
        if shared >= ONE_TEXT:
            share_of[frozenset((a, b))] = shared
            joined = group_of[a] | group_of[b]
            for key in joined:
                group_of[key] = joined
    order = [t.key for t in tellings]
    found: dict[frozenset[str], Copying] = {}
    for key in order:
        group = frozenset(group_of[key])
        if len(group) > 1 and group not in found:
            shares = [shared for pair, shared in share_of.items() if pair <= group]
            keys = tuple(k for k in order if k in group)
            found[group] = Copying(keys, round(min(shares), 4))
    return tuple(found.values())


def _told(telling: Telling) -> ToldText:
    words = [w for s in telling.sentences if s.kind in TOLD for w in s.words]
    return told_of(telling.told.reading.body, words)
