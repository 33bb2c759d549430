"""Figures beside each other, and acts that articles place in time differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

from coverage.text.collation.agreement import DAY
from coverage.text.pieces import Piece

from .bench import Bench
from .pages import Cell, CellPart, Column, FigureView
from .presence import absence
from .rowviews import FIGURE_SIGNS, cell_parts, scope_badge


def figure_views(bench: Bench, columns: Sequence[Column]) -> tuple[FigureView, ...]:
    """Every act that two of the columns place in time differently, then every figure two of them
    put a quantity to: differing first, then scope, then same."""
    order = ("conflict", "update", "scope", "compatible", "rounded", "same")
    words = {
        "conflict": "differs",
        "update": "update (later)",
        "scope": "different scope",
        "compatible": "compatible",
        "rounded": "rounded",
        "same": "same",
    }
    shown = {column.article for column in columns}
    views = [_account(bench, account, columns) for account in _accounts_of(bench, shown)]
    for figure in sorted(bench.result["figures"], key=lambda f: order.index(f["relation"])):
        if len({m["article"] for m in figure["members"]} & shown) < 2:
            continue
        having = _having(figure, columns)
        relation = figure["relation"]
        sign = FIGURE_SIGNS.get(relation, "=")
        views.append(
            FigureView(
                what=figure["what"],
                relation=relation,
                sign=sign,
                badge=scope_badge(figure) if relation == "scope" else words[relation],
                cells=tuple(_figure_cell(bench, figure, column, having) for column in columns),
                difference=figure["difference"] if relation == "conflict" else "",
                spot=_first_spot(bench, figure["members"]),
                rulings=bench.notes.on_figure(figure["members"]),
            )
        )
    return tuple(views)


def claims_in_several(bench: Bench) -> bool:
    """True where a figure or an act stands in two articles."""
    found = [*bench.result["figures"], *bench.result.get("accounts", ())]
    return any(len({m["article"] for m in one["members"]}) > 1 for one in found)


def _accounts_of(bench: Bench, shown: set[int]) -> list[dict[str, Any]]:
    """The acts that two of the shown articles place in time differently; comparisons stored
    before they were found have none."""
    return [
        account
        for account in bench.result.get("accounts", ())
        if len({m["article"] for m in account["members"]} & shown) > 1
    ]


def _account(bench: Bench, account: dict[str, Any], columns: Sequence[Column]) -> FigureView:
    cells, having = [], _having(account, columns)
    for column in columns:
        members = [m for m in account["members"] if m["article"] == column.article]
        parts = _clips(bench, column.article, [m["span"] for m in members])
        body = bench.body(column.article)
        notes = tuple(f"“{body[slice(*m['span'])]}”" for m in members)
        if members:
            cells.append(Cell(column, parts, notes))
        else:
            why = absence(column, having, is_read=True)
            cells.append(Cell(column, reason=why.told(), is_unknown=why.is_unknown))
    return FigureView(
        what=account["what"],
        relation="conflict",
        sign="≠",
        badge="differs: when",
        cells=tuple(cells),
        spot=_first_spot(bench, account["members"]),
        rulings=bench.notes.on_figure(account["members"]),
    )


def _first_spot(bench: Bench, members: Sequence[dict[str, Any]]) -> str:
    return bench.spot(members[0]["article"], *members[0]["span"])


def _clips(bench: Bench, article: int, spans: Sequence[list[int]]) -> tuple[CellPart, ...]:
    """Each span amid some words of its passage, "…" where the passage goes on."""
    around: list[list[int]] = []
    for left, right in sorted(_around(bench, article, span) for span in spans):
        if around and left <= around[-1][1]:
            around[-1][1] = max(right, around[-1][1])
        else:
            around.append([left, right])
    clips: list[CellPart] = []
    for left, right in around:
        passage, body = bench.passage_at(article, left), bench.body(article)
        before = passage is not None and bool(body[passage.start : left].strip())
        after = passage is not None and bool(body[right : passage.end].strip())
        for part in cell_parts(bench, article, [[left, right]]):
            dots = (Piece("… "),) * before, (Piece(" …"),) * after
            clips.append(replace(part, pieces=(*dots[0], *part.pieces, *dots[1])))
    return tuple(clips)


def _around(bench: Bench, article: int, span: list[int]) -> list[int]:
    """The span with about sixty characters of its passage on both sides, no word cut."""
    body = bench.body(article)
    start, end = span
    passage = bench.passage_at(article, start)
    left = max(passage.start if passage else 0, _word_edge(body, start - 60))
    right = min(passage.end if passage else len(body), _word_edge(body, end + 60))
    return [left, right]


def _having(found: dict[str, Any], columns: Sequence[Column]) -> list[Column]:
    """The columns in which a member of a figure or an act stands."""
    articles = {member["article"] for member in found["members"]}
    return [column for column in columns if column.article in articles]


def _figure_cell(
    bench: Bench, figure: dict[str, Any], column: Column, having: Sequence[Column]
) -> Cell:
    members = [m for m in figure["members"] if m["article"] == column.article]
    if not members:
        why = absence(column, having, is_read=True)
        return Cell(column, reason=why.told("no figure found"), is_unknown=why.is_unknown)
    body = bench.body(column.article)
    notes = [
        note
        for member in members
        if (note := " · ".join(part for part in (interval(member), member["scope"]) if part))
    ]
    return Cell(
        column,
        _clips(bench, column.article, [member["span"] for member in members[:2]]),
        tuple(dict.fromkeys(notes)),
        short="; ".join(dict.fromkeys(body[slice(*member["span"])] for member in members)),
    )


def _word_edge(body: str, at: int) -> int:
    """The next blank at or after `at`, so that no word is cut."""
    at = max(0, min(at, len(body)))
    while 0 < at < len(body) and not body[at].isspace():
        at += 1
    return at


def interval(member: dict[str, Any]) -> str:
    """The quantity as an interval: "≥ 1,000,000", "just under 20,000,000", "9 to 12"; of days:
    "17 Oct 2026"."""
    if member["unit"] == DAY:
        return _days(member["low"], member["high"])
    low, high = _grouped(member["low"]), _grouped(member["high"])
    return {
        "exact": low or high,
        "over": f"≥ {low}",
        "under": f"≤ {high}",
        "nearly": f"just under {high}",
        "about": f"about {low or high}",
        "range": f"{low} to {high}",
        "vague": f"of the order of {low}",
    }[member["bound"]]


def _days(low: str | None, high: str | None) -> str:
    """The day, or the first and the last; they are kept as proleptic ordinals."""
    days = dict.fromkeys(
        date_format(date.fromordinal(int(Decimal(day))), "j M Y") for day in (low, high) if day
    )
    return " – ".join(days)


def _grouped(number: str | None) -> str:
    if number is None:
        return ""
    whole, point, part = number.partition(".")
    return f"{int(whole):,}{point}{part}"
