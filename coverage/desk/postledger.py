"""The ledger of posts: each with how every article has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from coverage.models import PostAppearance

from .bench import Bench, post_card
from .findings import post_line
from .pages import Column, FindingLine, PostCard
from .presence import absence


def post_views(
    bench: Bench, columns: Sequence[Column]
) -> tuple[tuple[PostCard, tuple[FindingLine, ...]], ...]:
    """Every post that one of the columns has, with how each has it; shared ones first."""
    shown = {column.article for column in columns}
    ledger, seen = [], set()
    for shared in bench.result["posts"]:
        rows = [bench.post[m["post"]] for m in shared["members"] if m["post"] in bench.post]
        rows.sort(key=lambda row: row.how == PostAppearance.How.RESIDUE)  # no post itself
        card = next((card for row in rows if (card := post_card(row)) and card.text), None)
        card = card or next((card for row in rows if (card := post_card(row))), None)
        seen |= {row.pk for row in rows}
        if card and shown & {m["article"] for m in shared["members"]}:
            at = {bench.row_of(m["article"], m["offset"]) for m in shared["members"]}
            lines = (post_line(bench, shared, column) for column in columns)
            card = replace(card, spot=_spot(bench, rows))
            ledger.append((card, _with_checked(bench, columns, lines, at)))
    for column in columns:
        for row in bench.kept[column.article].posts:
            card = post_card(row)
            if row.pk not in seen and card is not None:
                card = replace(card, spot=_spot(bench, [row]))
                ledger.append((card, _lines_of_one(bench, columns, column.article, row, card.how)))
    return tuple(ledger)


def _spot(bench: Bench, rows: Sequence[PostAppearance]) -> str:
    """How the row is named in which the first of the appearances stands that stands in one."""
    for row in rows:
        article = bench.article_of[row.version_id].pk
        if row.end > row.start and bench.row_of(article, row.start):
            return bench.spot(article, row.start, row.end)
    return ""


def _lines_of_one(
    bench: Bench, columns: Sequence[Column], home: int, row: PostAppearance, how: str
) -> tuple[FindingLine, ...]:
    """Of a post that one article alone has."""
    at = bench.row_of(home, row.start)
    lines = (
        FindingLine(c.called, how, f"#r{at}")
        if c.article == home
        else FindingLine(c.called, absence(c, ()).told(), "")
        for c in columns
    )
    return _with_checked(bench, columns, lines, {at})


def _with_checked(
    bench: Bench, columns: Sequence[Column], lines: Iterable[FindingLine], rows: set[int]
) -> tuple[FindingLine, ...]:
    """The lines; where a person looked in the text and found nothing, that instead."""
    told = []
    for column, line in zip(columns, lines, strict=True):
        note = None if line.href else bench.checked(rows - {0}, column.article)
        words = f"● checked by {note.who}: not in its text" if note else line.words
        told.append(replace(line, words=words))
    return tuple(told)
