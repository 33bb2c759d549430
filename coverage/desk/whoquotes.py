"""Who quotes whom: speakers × outlets, with the words that each outlet quotes of each speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from coverage.models import Quote
from coverage.text.words import find_words

from .attributed import SaidBy, said_by
from .pages import Column
from .presence import absence
from .storybench import OpenStory

Sort = Literal["first", "words", "articles", "name"]
#: How rows can be sorted, as the page names it.
SORTS: dict[Sort, str] = {
    "first": "first appearance",
    "words": "most words quoted",
    "articles": "most articles",
    "name": "name",
}
#: Cells on one page of the grid, some 300 bytes each: thirty speakers of thirty outlets.
CELLS = 900
#: What a row of speakers without a name prints of each outlet's words for them.
MOST_NAMED = 6
#: Quotes behind one cell that an open row prints; the others stand in the article.
MOST_SAID = 20
#: Rows that are no one speaker's.
UNNAMED, NOBODY = "unnamed", "none"


@dataclass(frozen=True, slots=True)
class Amount:
    """Words in quotation marks and quotes they stand in; speech reported in the outlet's words."""

    words: int = 0
    quotes: int = 0
    reported: int = 0
    reported_words: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(
            self.words + other.words,
            self.quotes + other.quotes,
            self.reported + other.reported,
            self.reported_words + other.reported_words,
        )

    def __bool__(self) -> bool:
        return bool(self.quotes or self.reported)


NOTHING = Amount()


@dataclass(frozen=True, slots=True)
class Said:
    """A quote behind a cell."""

    text: str
    is_reported: bool
    words: int
    by: SaidBy
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class SpokenCell:
    """What one outlet quotes of one speaker."""

    column: Column
    amount: Amount
    said: tuple[Said, ...]  # of the row that is open; () of others
    named: tuple[str, ...] = ()  # in the row of speakers without a name: what it calls them
    more_named: int = 0
    more_said: int = 0
    unknown: str = ""  # of an empty cell: why nothing can be told


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    key: str  # in addresses: "s12", "unnamed", "none"
    name: str
    href: str  # the speaker's page, "" for none
    cells: tuple[SpokenCell, ...]  # one for each column
    amount: Amount
    articles: int
    first: tuple[int, int]  # place of the column, and of the first quote in its text


@dataclass(frozen=True, slots=True)
class WhoQuotes:
    """The grid: named speakers in the order asked for, then those without a name or unknown; the
    speakers of one page, and the totals of all."""

    speakers: tuple[SpeakerRow, ...]
    others: tuple[SpeakerRow, ...]
    totals: tuple[Amount, ...]  # of each column
    amount: Amount
    sort: Sort
    sort_told: str
    named: int  # speakers with a name, on all pages
    page: int = 1
    pages: int = 1

    @property
    def rows(self) -> tuple[SpeakerRow, ...]:
        return self.speakers + self.others


def who_quotes_whom(
    opened: OpenStory, sort: Sort = "first", opens: str = "", page: int = 0
) -> WhoQuotes:
    """Of the columns shown; `opens` is the key of the row whose quotes come with it, `page` which
    of the pages, 0 the one with that row, the last one for any behind it. Speakers are those kept,
    so that merged ones are one; whom an article only describes is never taken for another's, and
    stands in a row with all of these."""
    quotes: defaultdict[str, defaultdict[int, list[Quote]]] = defaultdict(lambda: defaultdict(list))
    heads: dict[str, tuple[str, str]] = {}
    for column in opened.columns:
        kept = opened.bench.kept[column.article]
        for row in sorted((*kept.quotes, *kept.reported), key=lambda row: (row.start, row.pk)):
            key = _key_of(row)
            quotes[key][column.article].append(row)
            if row.speaker and key not in heads:
                heads[key] = row.speaker.name, row.speaker.get_absolute_url()
    # the first appearance goes by the articles' own order, whichever is the base
    place = {column.article: n for n, column in enumerate(opened.bench.columns)}
    rows = [
        _row(key, *heads.get(key, ("", "")), opened.columns, found, place, opens)
        for key, found in quotes.items()
    ]
    named = _sorted([row for row in rows if row.key not in (UNNAMED, NOBODY)], sort)
    others = sorted((r for r in rows if r.key in (UNNAMED, NOBODY)), key=lambda r: r.key == NOBODY)
    totals = tuple(_total(row.cells[n].amount for row in rows) for n in range(len(opened.columns)))
    on_page = max(1, CELLS // max(1, len(opened.columns)))
    pages = max(1, -(-len(named) // on_page))
    opens_at = next((at for at, row in enumerate(named) if row.key == opens), 0)
    page = min(page or opens_at // on_page + 1, pages)
    return WhoQuotes(
        speakers=tuple(named[(page - 1) * on_page : page * on_page]),
        others=tuple(others) if page == pages else (),
        totals=totals,
        amount=_total(totals),
        sort=sort,
        sort_told=SORTS[sort],
        named=len(named),
        page=page,
        pages=pages,
    )


def _sorted(named: list[SpeakerRow], sort: Sort) -> list[SpeakerRow]:
    named.sort(key=lambda row: row.first)
    if sort == "words":
        named.sort(key=lambda row: (-row.amount.words, -row.amount.quotes))
    elif sort == "articles":
        named.sort(key=lambda row: (-row.articles, -row.amount.words))
    elif sort == "name":
        named.sort(key=lambda row: row.name.casefold())
    return named


def _key_of(row: Quote) -> str:
    if row.speaker_id:
        return f"s{row.speaker_id}"
    return UNNAMED if row.who else NOBODY


def _row(
    key: str,
    name: str,
    href: str,
    columns: Sequence[Column],
    found: dict[int, list[Quote]],
    place: dict[int, int],
    opens: str,
) -> SpeakerRow:
    cells = tuple(_cell(column, found.get(column.article, ()), key, opens) for column in columns)
    article = min(found, key=place.__getitem__)
    return SpeakerRow(
        key=key,
        name=name or ("without a name" if key == UNNAMED else "speaker not found"),
        href=href,
        cells=cells,
        amount=_total(cell.amount for cell in cells),
        articles=sum(bool(cell.amount) for cell in cells),
        first=(place[article], found[article][0].start),
    )


def _cell(column: Column, rows: Sequence[Quote], key: str, opens: str) -> SpokenCell:
    if not rows:
        why = absence(column, (), is_read=True)
        return SpokenCell(column, NOTHING, (), unknown=why.reason if why.is_unknown else "")
    names = tuple(dict.fromkeys(row.speaker_name or row.who for row in rows))
    names = names if key == UNNAMED else ()
    is_open = key == opens
    return SpokenCell(
        column=column,
        amount=_total(_amount(row) for row in rows),
        said=tuple(_said(column, row) for row in rows[:MOST_SAID]) if is_open else (),
        named=names[:MOST_NAMED],
        more_named=len(names[MOST_NAMED:]),
        more_said=len(rows[MOST_SAID:]) if is_open else 0,
    )


def _said(column: Column, row: Quote) -> Said:
    return Said(
        text=row.text,
        is_reported=row.is_reported,
        words=len(find_words(row.text)),
        by=said_by(row),
        state=row.state,
        href=f"{column.href}{'?reported=1' if row.is_reported else ''}#q{row.pk}",
    )


def _amount(row: Quote) -> Amount:
    words = len(find_words(row.text))
    return Amount(reported=1, reported_words=words) if row.is_reported else Amount(words, 1)


def _total(amounts: Iterable[Amount]) -> Amount:
    return sum((amount for amount in amounts if amount), NOTHING)
