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
    UtteranceView,
    WordingView,
)


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
