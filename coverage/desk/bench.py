"""A stored comparison spread out: its articles, rows and marks, found by id without a query."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from zlib import crc32

from django.utils.formats import date_format

from coverage.models import Article, Passage, PostAppearance, Quote, State
from coverage.text.layout.endings import breaks_off
from coverage.text.pieces import Mark, Piece, cut

from .attributed import Heard, heard
from .pages import AlsoAt, Column, PostCard
from .rulingnotes import Note, Notes, RuledOn
from .telling import Kept

#: Passages that fold away, labelled.
FOLDED = frozenset({"residue", "boilerplate", "metadata"})

#: How an article has a post of which a line is left, where a person says which it was.
LINKED_LINE = "a left-over line, linked by a person"


@dataclass
class Bench:
    """What the page records are made from. `result` is the JSON of `comparison.as_result`."""

    result: dict[str, Any]
    articles: Sequence[Article]  # in the columns' order
    kept: dict[int, Kept]
    also_at: Mapping[int, tuple[AlsoAt, ...]] = field(default_factory=dict)
    rulings: Sequence[RuledOn] = ()
    compared_at: datetime | None = None  # when the result was made
    columns: tuple[Column, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.columns = tuple(
            column_of(a, self.kept[a.pk], self.also_at.get(a.pk, ())) for a in self.articles
        )

    @cached_property
    def notes(self) -> Notes:
        """What people ruled, by row, utterance, figure and cell."""
        return Notes(self, self.rulings)

    def spot(self, article: int, start: int, end: int) -> str:
        """How an address names words of an article, whatever becomes of the comparison:
        "34.100-180", of the text with the id 34."""
        return f"{self.kept[article].version}.{start}-{end}"

    def seen(self, spans: Mapping[int, Sequence[Sequence[int]]]) -> str:
        """Eight characters that stay the same while the same words of the same texts stand there:
        who rules on them saw these."""
        told = sorted((self.kept[a].version, sorted(map(tuple, s))) for a, s in spans.items())
        return f"{crc32(repr(told).encode()):08x}"

    @cached_property
    def column(self) -> dict[int, Column]:
        return {column.article: column for column in self.columns}

    @cached_property
    def quote(self) -> dict[int, Quote]:
        return {row.pk: row for kept in self.kept.values() for row in kept.quotes}

    @cached_property
    def post(self) -> dict[int, PostAppearance]:
        return {row.pk: row for kept in self.kept.values() for row in kept.posts}

    @cached_property
    def post_at(self) -> dict[tuple[int, int], int]:
        """(version id, post id) → the row that says where the post stands in that text."""
        return {(row.version_id, row.post_id): row.pk for row in self.post.values() if row.post_id}

    @cached_property
    def article_of(self) -> dict[int, Article]:
        """Version id → its article."""
        return {a.current_version_id: a for a in self.articles if a.current_version_id}

    @cached_property
    def number(self) -> dict[int, int]:
        """Quote id → the number of its utterance on this page."""
        return {
            quote: number
            for number, utterance in enumerate(self.result["utterances"], 1)
            for wording in utterance["wordings"]
            for quote in wording["quotes"]
        }

    @cached_property
    def marks(self) -> dict[int, tuple[Mark, ...]]:
        """Article id → everything drawn into its text."""
        drawn: defaultdict[int, list[Mark]] = defaultdict(list)
        for article, kept in self.kept.items():
            for row in kept.quotes:
                drawn[article] += quote_marks(row, self.number.get(row.pk, 0))
        for figure in self.result["figures"]:
            for member in figure["members"]:
                start, end = member["span"]
                drawn[member["article"]].append(Mark(start, end, "figure"))
        for account in self.result.get("accounts", ()):  # not in those stored before version 2
            for member in account["members"]:
                start, end = member["span"]
                drawn[member["article"]].append(Mark(start, end, "figure"))
        return {article: tuple(marks) for article, marks in drawn.items()}

    def body(self, article: int) -> str:
        return self.kept[article].reading.body

    def pieces(self, article: int, start: int, end: int) -> tuple[Piece, ...]:
        """The stretch of the article with its marks, as pieces."""
        return cut(self.body(article), start, end, self.marks.get(article, ()))

    def passage_at(self, article: int, offset: int) -> Passage | None:
        """The passage an offset stands in, or the one before it."""
        passages = self.kept[article].passages
        at = bisect_right([p.start for p in passages], offset) - 1
        return passages[at] if at >= 0 else None

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The stored rows as the page shows them: sentences that follow each other in one article
        and stand in no other are one row, not one each."""
        shown: list[dict[str, Any]] = []
        for row in self.result["rows"]:
            if shown and self._continues(shown[-1], row):
                article, spans = next(iter(row["cells"].items()))
                shown[-1]["cells"][article] = shown[-1]["cells"][article] + spans
            else:
                shown.append({**row, "cells": dict(row["cells"])})
        return shown

    def _continues(self, last: dict[str, Any], row: dict[str, Any]) -> bool:
        if last["relation"] != "only" or row["relation"] != "only":
            return False
        if last["cells"].keys() != row["cells"].keys():
            return False
        (article, spans), here = next(iter(row["cells"].items())), last["cells"]
        key, left, right = int(article), here[article][-1][1], spans[0][0]
        return (
            left <= right
            and not self.body(key)[left:right].strip()
            and self._sort_at(key, left - 1) == self._sort_at(key, right)
        )

    def _sort_at(self, article: int, offset: int) -> str:
        """What may stand in one row: narration with narration, folded with folded, posts alone."""
        passage = self.passage_at(article, offset)
        if passage is None or passage.kind not in FOLDED | {"post", "headline"}:
            return "narration"
        if passage.kind in FOLDED:
            return "folded"
        return f"{passage.kind} {passage.pk}"

    @cached_property
    def _row_starts(self) -> dict[int, list[tuple[int, int, int]]]:
        """Article id → (start, end, row number) of its cells' spans, in order."""
        starts: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for number, row in enumerate(self.rows, 1):
            for article, spans in row["cells"].items():
                starts[int(article)] += [(start, end, number) for start, end in spans]
        return {article: sorted(spans) for article, spans in starts.items()}

    def row_of(self, article: int, start: int) -> int:
        """The 1-based number of the row in which an offset of an article stands; 0 for none."""
        spans = self._row_starts.get(article, [])
        at = bisect_right(spans, (start, len(self.body(article)) + 1, 0)) - 1
        return spans[at][2] if at >= 0 and spans[at][0] <= start < spans[at][1] else 0

    @cached_property
    def utterance_in(self) -> dict[int, int]:
        """Row number → the utterance most of whose wordings begin there."""
        counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for number, utterance in enumerate(self.result["utterances"], 1):
            for wording in utterance["wordings"]:
                for start, _ in wording["spans"][:1]:
                    counts[self.row_of(wording["article"], start)][number] += 1
        return {row: min(held, key=lambda n: (-held[n], n)) for row, held in counts.items()}

    def rows_of_utterance(self, number: int) -> set[int]:
        """The rows in which the wordings of an utterance, by its number, begin."""
        wordings = self.result["utterances"][number - 1]["wordings"]
        return {self.row_of(w["article"], w["spans"][0][0]) for w in wordings} - {0}

    def checked(self, rows: Iterable[int], article: int) -> Note | None:
        """Who looked and found nothing of one of the rows in the article."""
        return next((n for row in rows if (n := self.notes.absent.get((row, article)))), None)

    @cached_property
    def figure_in(self) -> dict[int, dict[str, Any]]:
        """Row number → the figure two of its cells hold; one that differs before one that does
        not."""
        found: dict[int, dict[str, Any]] = {}
        order = ("conflict", "update", "scope", "compatible", "rounded", "same")
        for figure in sorted(self.result["figures"], key=lambda f: order.index(f["relation"])):
            for row in self._rows_shared_by(figure["members"]):
                found.setdefault(row, figure)
        return found

    @cached_property
    def rows_with_an_act(self) -> set[int]:
        """Rows two of whose cells place one act in time; none in comparisons stored before
        accounts were found."""
        accounts = self.result.get("accounts", ())
        return {row for one in accounts for row in self._rows_shared_by(one["members"])}

    def _rows_shared_by(self, members: list[dict[str, Any]]) -> list[int]:
        """Rows in which members of two articles or more stand."""
        articles: defaultdict[int, set[int]] = defaultdict(set)
        for member in members:
            articles[self.row_of(member["article"], member["span"][0])].add(member["article"])
        return [row for row, held in articles.items() if row and len(held) > 1]


def quote_marks(row: Quote, number: int = 0) -> list[Mark]:
    """A quote with its marks (or reported speech), and the mention of its speaker."""
    name = "reported" if row.is_reported else "quote"
    marks = [Mark(row.outer_start, row.outer_end, name, row.pk, number)]
    if row.mention_start is not None and row.mention_end is not None:
        marks.append(Mark(row.mention_start, row.mention_end, "speaker", row.pk))
    return marks


def column_of(article: Article, kept: Kept, also_at: tuple[AlsoAt, ...] = ()) -> Column:
    """The head of an article's column."""
    version = article.current_version
    assert version is not None
    return Column(
        article=article.pk,
        called=article.called,
        outlet=article.outlet_name,
        outlet_id=article.outlet_id,
        outlet_state=article.outlet_state,
        outlet_why=article.outlet_why,
        headline=article.headline,
        headline_derived=article.headline_derived,
        published=article.published_at,
        day_only=article.published_precision == Article.Precision.DAY,
        own_words=version.own_words,
        post_words=version.post_words,
        quotes=len(kept.quotes),
        residue=sum(
            post.how == PostAppearance.How.RESIDUE and not post.post_id for post in kept.posts
        ),
        reader_failed=version.reader_failed,
        href=article.get_absolute_url(),
        reported=len(kept.reported),
        also_at=also_at,
        language=article.language,
        address=article.address,
        cut=breaks_off(kept.reading.body, kept.reading.passages),
    )


def post_card(row: PostAppearance) -> PostCard | None:
    """The stored copy for showing; None for a residue, which points to nothing."""
    if row.post is None:
        return None
    post = row.post
    return PostCard(
        platform=post.get_platform_display(),
        handle=post.handle,
        author=post.author,
        text=post.text,
        posted=post.posted_on,
        how=LINKED_LINE if row.how == PostAppearance.How.RESIDUE else row.get_how_display(),
        address=post.address,
        key=row.pk,
    )


def heard_in(bench: Bench, row: Quote) -> Heard:
    """Through whom, with the post where it stands in the article's text."""
    at = bench.post_at.get((row.version_id, row.via_post_id or 0))
    article = bench.article_of.get(row.version_id)
    return heard(row, f"{article.get_absolute_url()}#post{at}" if article and at else "")


def called_and(names: Sequence[str]) -> str:
    """Names in a row: "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def count(number: int, one: str, many: str = "") -> str:
    """The number with its noun: "1 article", "3 articles", "1,204 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day_of(article: Article) -> str:
    """The article's day, "3 Mar 2022"; "" where undated."""
    return date_format(article.published_at, "j M Y") if article.published_at else ""


def state_of(rows: Sequence[Quote]) -> str:
    """ "confirmed" when people confirmed every row, "suggested" when not, "" for none."""
    if not rows:
        return ""
    return State.CONFIRMED if all(r.state == State.CONFIRMED for r in rows) else State.SUGGESTED
