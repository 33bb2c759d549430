"""The ledger of posts: each with how every article has it."""

from __future__ import annotations

from collections.abc import Sequence

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
            ledger.append((card, tuple(post_line(bench, shared, column) for column in columns)))
    for column in columns:
        for row in bench.kept[column.article].posts:
            card = post_card(row)
            if row.pk not in seen and card is not None:
                ledger.append((card, _lines_of_one(bench, columns, column.article, row, card.how)))
    return tuple(ledger)


def _lines_of_one(
    bench: Bench, columns: Sequence[Column], home: int, row: PostAppearance, how: str
) -> tuple[FindingLine, ...]:
    """Of a post that one article alone has."""
    return tuple(
        FindingLine(c.called, how, f"#r{bench.row_of(c.article, row.start)}")
        if c.article == home
        else FindingLine(c.called, absence(c, ()).told(), "")
        for c in columns
    )
