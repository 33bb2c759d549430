"""Of an utterance on its card: which of the texts shown have no wording of it, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .bench import Bench
from .findings import UNREAD
from .pages import Column, UtteranceView
from .phrases import has_a_run, words_in_a_row
from .presence import absence

#: Texts that are named; of more it is said how many.
MOST_NAMED = 6


def with_elsewhere(
    bench: Bench, columns: Sequence[Column], views: Sequence[UtteranceView]
) -> tuple[UtteranceView, ...]:
    """The cards, each with the texts that have no wording of it."""
    told = {c.article: words_in_a_row(bench.body(c.article)) for c in columns} if views else {}
    return tuple(replace(view, elsewhere=_elsewhere(columns, told, view)) for view in views)


def _elsewhere(
    columns: Sequence[Column], told: dict[int, str], view: UtteranceView
) -> tuple[str, ...]:
    """ "Not found in its text: Gull, Lantern", "Cannot tell: its text breaks off at a paywall:
    Quay"."""
    having = {wording.column.article: wording.column for wording in view.wordings}
    names: defaultdict[str, list[str]] = defaultdict(list)
    for column in columns:
        if column.article not in having:
            prints = has_a_run(told[column.article], view.text)
            why = absence(column, list(having.values()), is_read=True)
            names[UNREAD if prints else why.told()].append(column.called)
    return tuple(
        f"{words[:1].upper()}{words[1:]}: {_listed(called)}" for words, called in names.items()
    )


def _listed(called: Sequence[str]) -> str:
    return ", ".join(called) if len(called) <= MOST_NAMED else f"{len(called)} texts"
