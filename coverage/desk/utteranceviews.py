"""One card for each utterance: every wording of it, and figures beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

from coverage.models import PostAppearance, Quote
from coverage.text.collation.agreement import DAY
from coverage.text.pieces import Mark, Piece, cut

from .attributed import SaidBy, said_by
from .bench import Bench, heard_in, post_card
from .findings import NOT_FOUND, _post_line
from .pages import (
    Cell,
    CellPart,
    Column,
    FigureView,
    FindingLine,
    LoneQuote,
    PostCard,
    ReportedIn,
    UtteranceView,
    WordingView,
)
from .rowviews import FIGURE_SIGNS, cell_parts, scope_badge


def utterance_views(bench: Bench, columns: Sequence[Column]) -> tuple[UtteranceView, ...]:
    """Every utterance that the columns share, numbered as in the text."""
    shown = {column.article for column in columns}
    views = []
    for number, utterance in enumerate(bench.result["utterances"], 1):
        wordings = [w for w in utterance["wordings"] if w["article"] in shown]
        if not wordings:
            continue
        base = bench.column.get(utterance["base"])
        views.append(
            UtteranceView(
                number=number,
                text=utterance["text"],
                words=utterance["words"],
                articles=len({w["article"] for w in wordings}),
                quotes=sum(len(w["quotes"]) for w in wordings),
                changes=tuple(utterance["changes"]),
                wordings=tuple(_wording(bench, utterance, wording) for wording in wordings),
                base_called=_base_called(wordings, base),
                key=utterance["id"],
                spot=bench.spot(wordings[0]["article"], *wordings[0]["spans"][0]),
                rulings=bench.notes.on_utterance(utterance),
            )
        )
    return tuple(views)


def _base_called(wordings: Sequence[dict[str, Any]], base: Column | None) -> str:
    """What the wordings are compared with, as the page prints it."""
    if any(w["post"] for w in wordings):
        return "the post"
    return f"{base.called} (longest wording)" if base else "the longest wording"


def _wording(bench: Bench, utterance: dict[str, Any], wording: dict[str, Any]) -> WordingView:
    article = wording["article"]
    rows = [bench.quote[pk] for pk in wording["quotes"] if pk in bench.quote]
    is_base = article == utterance["base"] and wording["words"] == utterance["words"]
    return WordingView(
        column=bench.column[article],
        pieces=_pieces(bench, utterance, wording, is_base),
        by=tuple(dict.fromkeys([said_by(row) for row in rows] or _posters(wording))),
        vias=tuple(dict.fromkeys(one for row in rows if (one := heard_in(bench, row)).words)),
        words=wording["words"],
        changes=tuple(wording["changes"]),
        is_base=is_base,
        quotes=tuple(row.pk for row in rows),
        states=tuple(dict.fromkeys(row.state for row in rows)),
        tags=tuple(sorted({coding.tag.name for row in rows for coding in row.codings.all()})),
        is_post=bool(wording["post"]),
        href=f"#r{bench.row_of(article, wording['spans'][0][0])}",
    )


def lone_quotes(bench: Bench, columns: Sequence[Column]) -> tuple[LoneQuote, ...]:
    """Quotes of the columns whose words no other article prints, in the order of the texts."""
    return tuple(
        _lone(bench, column, row)
        for column in columns
        for row in bench.kept[column.article].quotes
        if row.pk not in bench.number
    )


def reported_in(bench: Bench, columns: Sequence[Column]) -> tuple[ReportedIn, ...]:
    """Reported speech of each of the columns that has any, in the order of the texts."""
    return tuple(
        ReportedIn(column, tuple(_lone(bench, column, row) for row in rows))
        for column in columns
        if (rows := bench.kept[column.article].reported)
    )


def _lone(bench: Bench, column: Column, row: Quote) -> LoneQuote:
    return LoneQuote(
        column=column,
        text=row.text,
        by=said_by(row),
        heard=heard_in(bench, row),
        state=row.state,
        tags=tuple(sorted({coding.tag.name for coding in row.codings.all()})),
        href=f"{column.href}{'?reported=1' if row.is_reported else ''}#q{row.pk}",
        spot=bench.spot(column.article, row.start, row.end),
        rulings=bench.notes.on_quote(column.article, row.start, row.end),
    )


def _posters(wording: dict[str, Any]) -> list[SaidBy]:
    """Whose post it is that prints the words."""
    return [SaidBy(name, "", "", "", "", "", "") for name in wording["speakers"] if name]


def _pieces(
    bench: Bench, utterance: dict[str, Any], wording: dict[str, Any], is_base: bool
) -> tuple[Piece, ...]:
    """The wording's own words, "|" where another quote begins, and how many of the base are not
    printed: before them where they were cut at the start alone, else after them."""
    body = bench.body(wording["article"])
    pieces: list[Piece] = []
    for at, (start, end) in enumerate(sorted(map(tuple, wording["spans"]))):
        if at:
            pieces.append(Piece(" ", (Mark(0, 1, "split"),)))
        pieces += cut(body, start, end, ())
    missing = utterance["words"] - wording["words"]
    if missing > 0 and not is_base and not wording["post"]:
        words = f"[{missing} {'word' if missing == 1 else 'words'} of the base not printed]"
        mark = (Mark(0, 1, "missing"),)
        if [c for c in wording["changes"] if c.startswith("cut")] == ["cut at start"]:
            return (Piece(f"{words} ", mark), *pieces)
        pieces.append(Piece(f" {words}", mark))
    return tuple(pieces)


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
        relation = figure["relation"]
        sign = FIGURE_SIGNS.get(relation, "=")
        views.append(
            FigureView(
                what=figure["what"],
                relation=relation,
                sign=sign,
                badge=scope_badge(figure) if relation == "scope" else words[relation],
                cells=tuple(_figure_cell(bench, figure, column) for column in columns),
                difference=figure["difference"] if relation == "conflict" else "",
                spot=_first_spot(bench, figure["members"]),
                rulings=bench.notes.on_figure(figure["members"]),
            )
        )
    return tuple(views)


def _accounts_of(bench: Bench, shown: set[int]) -> list[dict[str, Any]]:
    """The acts that two of the shown articles place in time differently; comparisons stored
    before they were found have none."""
    return [
        account
        for account in bench.result.get("accounts", ())
        if len({m["article"] for m in account["members"]} & shown) > 1
    ]


def _account(bench: Bench, account: dict[str, Any], columns: Sequence[Column]) -> FigureView:
    cells = []
    for column in columns:
        members = [m for m in account["members"] if m["article"] == column.article]
        parts = _clips(bench, column.article, [m["span"] for m in members])
        body = bench.body(column.article)
        notes = tuple(f"“{body[slice(*m['span'])]}”" for m in members)
        if members:
            cells.append(Cell(column, parts, notes))
        else:
            cells.append(Cell(column, reason=NOT_FOUND))
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


def _figure_cell(bench: Bench, figure: dict[str, Any], column: Column) -> Cell:
    members = [m for m in figure["members"] if m["article"] == column.article]
    if not members:
        return Cell(column, reason="no figure found")
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


def post_views(
    bench: Bench, columns: Sequence[Column]
) -> tuple[tuple[PostCard, tuple[FindingLine, ...]], ...]:
    """Every post of the story with how each article has it; shared ones first."""
    ledger, seen = [], set()
    for shared in bench.result["posts"]:
        rows = [bench.post[m["post"]] for m in shared["members"] if m["post"] in bench.post]
        rows.sort(key=lambda row: row.how == PostAppearance.How.RESIDUE)  # no post itself
        card = next((card for row in rows if (card := post_card(row)) and card.text), None)
        card = card or next((card for row in rows if (card := post_card(row))), None)
        seen |= {row.pk for row in rows}
        if card:
            ledger.append((card, tuple(_post_line(bench, shared, column) for column in columns)))
    for kept in bench.kept.values():
        for row in kept.posts:
            card = post_card(row)
            if row.pk in seen or card is None:
                continue
            home = next((a.pk for a in bench.articles if a.current_version_id == row.version_id), 0)
            lines = tuple(
                FindingLine(c.called, card.how, f"#r{bench.row_of(c.article, row.start)}")
                if c.article == home
                else FindingLine(c.called, NOT_FOUND, "")
                for c in columns
            )
            ledger.append((card, lines))
    return tuple(ledger)
