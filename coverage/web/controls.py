"""The links and forms over a comparison: each a choice that stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from coverage.desk.bench import count
from coverage.desk.pages import Column, Finding, FindingLine, RowView, StoryPage

from .lonequotes import QuotesOf, by_article, reported_by_article
from .matrix import LoneRows, MatrixRow, comparable, gathered, lone_rows, matrix_rows
from .numbers import number_of

#: From so many letters a tab leaves no place for three others beside it on a narrow screen.
MOST_LETTERS = 13
#: As many texts as stand beside each other in a matrix's place.
MOST_PICKED = 5
#: Claims of one article alone that the claims tab shows before all are asked for.
MOST_CLAIMS = 300

SHOWS = {"all": "all", "differs": "differs", "shared": "shared", "only": "only one"}
ROWS = {"collated": "collated", "published": "as published"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that makes a choice; `is_on` where it is made already."""

    words: str
    href: str
    is_on: bool
    article: int = 0
    short: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    words: str
    count: int | None
    href: str
    is_here: bool
    is_narrow: bool = True  # stands in the row of a narrow screen, too; others are under "More"


@dataclass(frozen=True, slots=True)
class Controls:
    """What can be chosen on a comparison, and the rows as they are to be printed."""

    outlets: tuple[Choice, ...]  # each one takes its outlet away or brings it back
    outlets_told: str  # "all 3", "2 of 12"
    all_outlets: str  # the address with every outlet
    base: tuple[Choice, ...]
    base_told: str
    rows_as: tuple[Choice, ...]
    copies: tuple[Choice, ...]  # () where no articles share one text
    show: tuple[Choice, ...]
    show_all: str
    only_href: str
    here: str  # the address of these choices
    rows: tuple[RowView, ...]
    folded: tuple[RowView, ...]  # residue, boilerplate and metadata alone
    opened: int  # number of the matrix row that is open, 0 for none
    hidden_inputs: tuple[tuple[str, str], ...]  # what a form for picking outlets keeps
    findings: tuple[Finding, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    matrix_folded: tuple[MatrixRow, ...] = ()
    lone: tuple[LoneRows, ...] = ()  # beneath the matrix: what one article alone has
    lone_folded: tuple[LoneRows, ...] = ()
    lone_told: str = ""  # "361 rows of 30 articles"
    opens_folded: bool = False  # the open row is one of those folded away
    lone_quotes: tuple[QuotesOf, ...] = ()  # of a matrix; fewer articles stand in one table
    reported: tuple[QuotesOf, ...] = ()
    only: tuple[FindingLine, ...] = ()  # the claims of one article alone, the weightiest first
    only_more: int = 0  # that many more stand behind `only_all`
    only_all: str = ""
    most_picked: int = MOST_PICKED
    pair: tuple[int, ...] = ()  # what a narrow screen shows until others are picked, or all
    pair_told: tuple[str, ...] = ()
    chips: tuple[Choice, ...] = ()  # the outlets as a narrow screen offers them beside a pair
    every_href: str = ""


def asked_of_story(query: QueryDict) -> dict[str, Any]:
    """What the address asks of a story on every tab; values it does not know are left out."""
    return {
        "base": number_of(query.get("base", "")),
        "picked": tuple(dict.fromkeys(n for p in query.getlist("pick") if (n := number_of(p)))),
        "copies_once": query.get("copies") == "once",
    }


def rows_asked(query: QueryDict) -> dict[str, Any]:
    """Which rows are asked for, and how they are to be lined up."""
    show, rows_as = query.get("show", "all"), query.get("rows", "collated")
    return {
        "show": show if show in SHOWS else "all",
        "rows_as": rows_as if rows_as in ROWS else "collated",
    }


def shared_query(picked: Sequence[int], base: int, copies_once: bool) -> list[tuple[str, str]]:
    """What stands in the address of every tab: base, copies, picked outlets."""
    query = [("base", str(base))] if base else []
    query += [("copies", "once")] if copies_once else []
    return query + [("pick", str(article)) for article in picked]


def tabs(page: StoryPage, here: str) -> tuple[Tab, ...]:
    """The story's tabs with their counts; a tab without anything on it is left out. Each link keeps
    the outlets picked, the base, and how copies count."""
    every = (
        ("story", "Side by side" if len(page.all_columns) > 1 else "Text", None, True),
        ("story-quotes", "Quotes", page.quote_count, bool(page.quote_count)),
        ("story-claims", "Claims", None, page.has_claims),
        ("story-posts", "Posts", page.ledger_count, bool(page.ledger_count)),
        ("story-who", "Who quotes whom", None, has_quotes(page)),
        ("story-framing", "Framing", None, True),
        ("story-timeline", "Timeline", None, True),
        ("story-coverage", "Coverage", len(page.all_columns), True),
    )
    query = urlencode(shared_query(page.picked, page.base, page.copies_once))
    kept = f"?{query}" if query else ""
    made = [
        Tab(words, count, reverse(name, args=[page.story]) + kept, name == here)
        for name, words, count, is_there in every
        if is_there or name == here
    ]
    at = next((n for n, tab in enumerate(made) if tab.is_here), 0)
    narrow = {0, 1, max(at, 2)} if len(made[at].words) < MOST_LETTERS else {0, at}
    return tuple(replace(tab, is_narrow=n in narrow) for n, tab in enumerate(made))


def has_quotes(page: StoryPage) -> bool:
    """True where an article of the story quotes or reports somebody."""
    return any(column.quotes or column.reported for column in page.all_columns)


def controls(page: StoryPage, query: QueryDict) -> Controls:
    """The choices of a page as links; each keeps the other choices."""
    every = page.all_columns
    picked = page.picked or tuple(column.article for column in every)
    rows = tuple(row for row in page.rows if not row.folded)
    folded = tuple(row for row in page.rows if row.folded)
    base = next((c.called for c in every if c.article == page.base), "none")
    is_matrix, opened = page.layout == "matrix", number_of(query.get("row", ""))
    lone = lone_rows(rows, opened) if is_matrix else ()
    in_full = number_of(query.get("full", ""))
    pair = page.pair if query.get("outlets") != "all" else ()
    only = page.only if query.get("claims") == "all" else page.only[:MOST_CLAIMS]
    return Controls(
        outlets=tuple(
            Choice(
                called(column),
                _href(page, picked=toggled(every, page.picked, column.article)),
                column.article in picked,
                article=column.article,
                short=column.called,
            )
            for column in every
        ),
        outlets_told=outlets_told(page),
        all_outlets=_href(page, picked=()),
        base=(
            Choice("none", _href(page, base=0), not page.base),
            *(
                Choice(called(c), _href(page, base=c.article), c.article == page.base)
                for c in every
            ),
        ),
        base_told=base,
        rows_as=tuple(
            Choice(words, _href(page, rows_as=name), page.rows_as == name)
            for name, words in ROWS.items()
        ),
        copies=tuple(
            Choice(words, _href(page, copies_once=once), page.copies_once == once)
            for words, once in (("each", False), ("once", True))
            if page.has_copies
        ),
        show=tuple(
            Choice(words, _href(page, show=name), page.show == name)
            for name, words in SHOWS.items()
        ),
        show_all=_href(page, show="all"),
        only_href=_href(page, show="only"),
        here=_href(page),
        rows=rows,
        folded=folded,
        opened=opened,
        hidden_inputs=tuple(_query(page, picked=())),
        findings=gathered(page.findings),
        matrix=matrix_rows(shared_first(comparable(rows))) if is_matrix else (),
        matrix_folded=matrix_rows(comparable(folded)) if is_matrix else (),
        lone=lone,
        lone_folded=lone_rows(folded, opened) if is_matrix else (),
        lone_told=f"{count(sum(len(of.rows) for of in lone), 'row')} of "
        f"{count(len(lone), 'article')}",
        opens_folded=any(row.number == opened for row in folded),
        lone_quotes=by_article(page.lone_quotes, in_full) if is_matrix else (),
        reported=reported_by_article(page.reported, in_full) if is_matrix else (),
        only=only,
        only_more=len(page.only) - len(only),
        pair=pair,
        pair_told=tuple(c.called for c in page.columns if c.article in pair),
        chips=tuple(
            Choice(
                called(c),
                _href(page, picked=_beside(pair, c.article)),
                c.article in pair,
                article=c.article,
                short=c.called,
            )
            for c in every
            if pair
        ),
        every_href="?" + urlencode([*_query(page), ("outlets", "all")]),
        only_all="?" + urlencode([*_query(page), ("claims", "all")]),
    )


def shared_first(rows: Sequence[RowView]) -> list[RowView]:
    """Rows that several outlets fill, then those of one: an overview begins with what compares."""
    return sorted(rows, key=lambda row: row.found_in < 2)


def outlets_told(page: StoryPage) -> str:
    """How many of the outlets are picked: "all 3", "2 of 12"."""
    every = len(page.all_columns)
    return f"{len(page.picked)} of {every}" if 0 < len(page.picked) < every else f"all {every}"


def called(column: Column) -> str:
    """How a column is named where there is room: an outlet nobody stated says so."""
    return column.outlet or f"outlet not stated · {column.called}"


def toggled(every: Sequence[Column], picked: Sequence[int], article: int) -> tuple[int, ...]:
    """The picked articles with one taken away or added; () for all of them or none."""
    chosen = {*picked} ^ {article}
    if len(chosen) in (0, len(every)):
        return ()
    return tuple(column.article for column in every if column.article in chosen)


def _beside(pair: Sequence[int], article: int) -> tuple[int, ...]:
    """What is picked when an outlet is chosen where a pair stands: with the first of it, or that
    first one alone."""
    return (pair[0],) if article == pair[0] else (pair[0], article)


def _query(page: StoryPage, **changed: Any) -> list[tuple[str, str]]:
    asked = {
        "show": page.show,
        "rows_as": page.rows_as,
        "base": page.base,
        "picked": page.picked,
        "copies_once": page.copies_once,
        **changed,
    }
    query = []
    if asked["show"] != "all":
        query.append(("show", asked["show"]))
    if asked["rows_as"] != "collated":
        query.append(("rows", asked["rows_as"]))
    return query + shared_query(asked["picked"], asked["base"], asked["copies_once"])


def _href(page: StoryPage, **changed: Any) -> str:
    return "?" + urlencode(_query(page, **changed))
