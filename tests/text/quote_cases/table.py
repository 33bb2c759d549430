"""The figures of the cases, a line for each genre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from .compare import Comparison

_HEADS = (
    "genre", "cases", "right", "quotes", "span F1", "joint F1", "kind", "name", "cue", "via",
    "marked", "reports",
)  # fmt: skip


def table(outcomes: Mapping[str, Comparison]) -> str:
    """A table in Markdown; percentages are of what was found, F1 and reports (speaker right too)
    of all."""
    genres: dict[str, list[Comparison]] = {}
    for case, outcome in outcomes.items():
        genres.setdefault(case.partition("/")[0], []).append(outcome)
    rows = [_HEADS, ("---",) * len(_HEADS)]
    rows += [_row(genre, members) for genre, members in genres.items()]
    rows.append(_row("all", list(outcomes.values())))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(genre: str, members: list[Comparison]) -> tuple[str, ...]:
    n: Counter[str] = Counter()
    for one in members:
        n.update(one.counts)
    quotes, found = n["quotes"], n["found"]
    return (
        genre,
        str(len(members)),
        str(sum(not one.mistakes for one in members)),
        str(quotes),
        _percent(2 * found, quotes + found + n["extra"]),
        _percent(2 * n["right"], quotes + found + n["extra"]),
        _percent(n["kinds right"], found + n["found reports"]),
        _percent(n["named right"], n["named"]),
        _percent(n["cues right"], n["cues"]),
        _percent(n["vias right"], n["vias"]),
        _percent(n["marked right"], n["marked"]),
        _percent(n["right reports"], n["reports"]),
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else ""
