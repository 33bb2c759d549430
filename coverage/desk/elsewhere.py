"""Of an utterance on its card: which of the texts shown have no wording of it, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .bench import Bench
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
    return tuple(replace(view, elsewhere=_elsewhere(bench, columns, told, view)) for view in views)


def _elsewhere(
    bench: Bench, columns: Sequence[Column], told: dict[int, str], view: UtteranceView
) -> tuple[str, ...]:
    """ "Not found in the text of Gull (published earlier), Lantern", "Cannot tell of Quay (its text
    breaks off at a paywall)", "Its words stand in Skimmer, not taken for a quote"."""
    columns_of = [wording.column for wording in view.wordings]
    columns_of += [report.column for report in view.reports]
    having = {column.article: column for column in columns_of}
    rows = bench.rows_of_utterance(view.number)
    missing: list[str] = []
    unknown: list[str] = []
    unread: list[str] = []
    checked: list[str] = []
    for column in columns:
        if column.article in having:
            continue
        why = absence(column, list(having.values()), is_read=True)
        named = f"{column.called} ({why.reason})" if why.reason else column.called
        if note := bench.checked(rows, column.article):
            checked.append(f"{column.called} (by {note.who})")
        elif has_a_run(told[column.article], view.text):
            unread.append(column.called)
        else:
            (unknown if why.is_unknown else missing).append(named)
    lines = (
        ("Not found in the text of", missing, ""),
        ("Cannot tell of", unknown, ""),
        ("Checked, not in the text of", checked, ""),
        ("Its words stand in", unread, ", not taken for a quote"),
    )
    return tuple(f"{words} {_listed(of)}{rest}" for words, of, rest in lines if of)


def _listed(called: Sequence[str]) -> str:
    return ", ".join(called) if len(called) <= MOST_NAMED else f"{len(called)} articles"
