"""Quotes that no other article prints, by article: of many articles a line each, folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.desk.pages import Column, LoneQuote, ReportedIn


@dataclass(frozen=True, slots=True)
class QuotesOf:
    """An article's quotes; `in_full` with the state, the go-between and the links of each."""

    column: Column
    quotes: tuple[LoneQuote, ...]
    in_full: bool


def by_article(quotes: Sequence[LoneQuote], in_full: int) -> tuple[QuotesOf, ...]:
    """The quotes by article, both in the order given; `in_full` is the article asked for."""
    of: dict[int, list[LoneQuote]] = {}
    for quote in quotes:
        of.setdefault(quote.column.article, []).append(quote)
    return tuple(
        QuotesOf(lone[0].column, tuple(lone), article == in_full) for article, lone in of.items()
    )


def reported_by_article(reported: Sequence[ReportedIn], in_full: int) -> tuple[QuotesOf, ...]:
    """Reported speech in the same way."""
    return tuple(QuotesOf(r.column, r.quotes, r.column.article == in_full) for r in reported)
