"""One card for each utterance: every wording of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coverage.models import Quote
from coverage.text.pieces import Mark, Piece, cut

from .attributed import SaidBy, said_by
from .bench import Bench, heard_in
from .pages import (
    Column,
    LoneQuote,
    ReportedIn,
    ReportView,
    UtteranceView,
    WordingView,
)
from .utterancejson import set_against


def utterance_views(
    bench: Bench, columns: Sequence[Column], base: int = 0
) -> tuple[UtteranceView, ...]:
    """Every utterance that one of the columns prints, numbered as in the text, each wording set
    against the `base` where that prints it. A base that is not shown is none."""
    shown = {column.article for column in columns}
    numbered = list(enumerate(bench.result["utterances"], 1))
    anew = [(n, one) for n, one in numbered if not (has := _having(one)) <= shown or base in has]
    based = set_against([one for _, one in anew], bench.kept, columns, base) if anew else []
    against = dict(zip((n for n, _ in anew), based, strict=True))
    views = []
    for number, stored in numbered:
        if utterance := against.get(number, stored):
            first = next(w for w in stored["wordings"] if w["article"] in shown)
            spot = bench.spot(first["article"], *first["spans"][0])
            views.append(_view(bench, number, utterance, base, spot))
    return tuple(views)


def _having(utterance: dict[str, Any]) -> set[int]:
    """The articles that print or report it."""
    return {w["article"] for w in (*utterance["wordings"], *utterance.get("reports", ()))}


def _view(
    bench: Bench, number: int, utterance: dict[str, Any], base: int, spot: str
) -> UtteranceView:
    wordings, reports = utterance["wordings"], utterance.get("reports", ())
    return UtteranceView(
        number=number,
        text=utterance["text"],
        words=utterance["words"],
        articles=len({w["article"] for w in wordings}),
        quotes=sum(len(w["quotes"]) for w in wordings),
        changes=tuple(utterance["changes"]),
        wordings=tuple(_wording(bench, utterance, wording) for wording in wordings),
        base_called=_base_called(bench, utterance, base),
        key=utterance["id"],
        spot=spot,
        rulings=bench.notes.on_utterance(utterance),
        reports=tuple(_report(bench, report) for report in reports),
    )


def _base_called(bench: Bench, utterance: dict[str, Any], base: int) -> str:
    """What the wordings are compared with, as the page prints it."""
    own = next(w for w in utterance["wordings"] if _is_base(utterance, w))
    called = "the post" if own["post"] else bench.column[utterance["base"]].called
    if not base:
        return called if own["post"] else f"{called} (longest wording)"
    if utterance["base"] == base:
        return called
    return f"{called}; {bench.column[base].called} prints none of it"


def _is_base(utterance: dict[str, Any], wording: dict[str, Any]) -> bool:
    is_whole = wording["words"] == utterance["words"] and not wording["changes"]
    return bool(wording["article"] == utterance["base"] and is_whole)


def _wording(bench: Bench, utterance: dict[str, Any], wording: dict[str, Any]) -> WordingView:
    article = wording["article"]
    rows = [bench.quote[pk] for pk in wording["quotes"] if pk in bench.quote]
    is_base = _is_base(utterance, wording)
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


def _report(bench: Bench, report: dict[str, Any]) -> ReportView:
    """How an article has it that does not quote it."""
    article, (start, end) = report["article"], report["span"]
    column = bench.column[article]
    row = next((r for r in bench.kept[article].reported if r.pk == report["reported"]), None)
    passage = bench.passage_at(article, start)
    at = f"?reported=1#q{row.pk}" if row else f"#p{passage.number}" if passage else ""
    marks = [Mark(left, right, "shared") for left, right in report["shared"]]
    heard = heard_in(bench, row) if row else None
    return ReportView(
        column=column,
        pieces=cut(bench.body(article), start, end, marks),
        by=said_by(row) if row else None,
        heard=heard if heard and heard.words else None,
        words=report["words"],
        changes=tuple(report["changes"]),
        is_reported=report["how"] == "reported",
        state=row.state if row else "",
        in_article=f"{column.href}{at}",
        href=f"#r{bench.row_of(article, start)}",
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
    number = {
        report["reported"]: number
        for number, utterance in enumerate(bench.result["utterances"], 1)
        for report in utterance.get("reports", ())
    }
    return tuple(
        ReportedIn(column, tuple(_lone(bench, column, row, number.get(row.pk, 0)) for row in rows))
        for column in columns
        if (rows := bench.kept[column.article].reported)
    )


def _lone(bench: Bench, column: Column, row: Quote, utterance: int = 0) -> LoneQuote:
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
        utterance=utterance,
    )


def _posters(wording: dict[str, Any]) -> list[SaidBy]:
    """Whose post it is that prints the words."""
    return [SaidBy(name, "", "", "", "", "", "") for name in wording["speakers"] if name]


def _pieces(
    bench: Bench, utterance: dict[str, Any], wording: dict[str, Any], is_base: bool
) -> tuple[Piece, ...]:
    """The wording's words, "changed" where the base has others, "|" where another quote begins, and
    how many of the base are not printed: before them where they were cut at the start alone, else
    after them."""
    body = bench.body(wording["article"])
    own = [Mark(left, right, "changed") for left, right in wording.get("own", ())]
    pieces: list[Piece] = []
    for at, (start, end) in enumerate(sorted(map(tuple, wording["spans"]))):
        if at:
            pieces.append(Piece(" ", (Mark(0, 1, "split"),)))
        pieces += cut(body, start, end, own)
    missing = utterance["words"] - wording["words"]
    if "translation" in wording["changes"] and not wording["words"]:
        missing = 0  # none can stand there
    if missing > 0 and not is_base and not wording["post"]:
        words = f"[{missing} {'word' if missing == 1 else 'words'} of the base not printed]"
        mark = (Mark(0, 1, "missing"),)
        if [c for c in wording["changes"] if c.startswith("cut")] == ["cut at start"]:
            return (Piece(f"{words} ", mark), *pieces)
        pieces.append(Piece(f" {words}", mark))
    return tuple(pieces)
