"""The page of one story, from the stored comparison; ten queries for any number of articles, two
more where people ruled on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

from coverage.models import Story, Uncompared

from .bench import Bench
from .elsewhere import with_elsewhere
from .figureviews import claims_in_several, figure_views
from .findings import findings
from .pages import Cell, Column, FindingLine, RowView, StoryPage
from .postledger import post_views
from .rowviews import cell_parts, row_views
from .storybench import OpenStory, open_story, order_of
from .storyfacts import facts_of, headline_of, quotes_in
from .storyfinding import possible_stories
from .utteranceviews import lone_quotes, reported_in, utterance_views

SHOWS = ("all", "differs", "shared", "only")


def story_page(
    story: Story,
    *,
    show: str = "all",
    rows_as: str = "collated",
    base: int = 0,
    picked: Sequence[int] = (),
    copies_once: bool = False,
) -> StoryPage:
    """What the story's pages print. `base` and `picked` are article ids; unknown ones are passed
    over. Articles that came after the stored comparison are counted in `waiting`."""
    opened = open_story(story, base=base, picked=picked, copies_once=copies_once)
    return page_of(opened, show=show, rows_as=rows_as)


def page_of(opened: OpenStory, *, show: str = "all", rows_as: str = "collated") -> StoryPage:
    """The same of a story that is open already."""
    bench, columns = opened.bench, opened.columns
    rows = row_views(bench, columns) if rows_as == "collated" else _as_published(bench, columns)
    shown = tuple(row for row in rows if show == "all" or _shows(row, show))
    ledger = post_views(bench, columns)
    return _page(
        opened,
        findings=findings(bench, columns) if len(columns) > 1 else (),
        rows=shown,
        utterances=with_elsewhere(bench, columns, utterance_views(bench, columns, opened.base)),
        figures=figure_views(bench, columns),
        only=_only(opened),
        posts=ledger,
        show=show,
        rows_as=rows_as,
        pair=() if opened.picked else pair_of(rows, columns),
        hidden_rows=len(rows) - len(shown),
        lone_quotes=lone_quotes(bench, columns),
        reported=reported_in(bench, columns),
        possible=possible_stories(opened.articles[0]) if len(opened.articles) == 1 else (),
    )


def story_shell(opened: OpenStory) -> StoryPage:
    """What the head of the story's pages prints, its tabs with their counts, and no rows."""
    return _page(opened)


def _page(opened: OpenStory, **laid: Any) -> StoryPage:
    story, bench, articles = opened.story, opened.bench, opened.articles
    left: Uncompared | None = getattr(story, "uncompared", None)
    return StoryPage(
        story=story.pk,
        headline=story.headline,
        headline_of=headline_of(story, articles),
        headline_derived=any(
            a.headline_derived for a in articles if a.pk == story.headline_article_id
        ),
        is_sample=story.is_sample,
        facts=facts_of(opened),
        columns=opened.columns,
        layout=layout_for(len(opened.columns)),
        order=order_of(articles),
        waiting=len(articles) - len(bench.articles),
        is_left=left is not None and left.is_left,
        is_due=story.compare_due_at is not None,
        compared_at=bench.compared_at,
        base=opened.base,
        picked=opened.picked,
        copies_once=opened.copies_once,
        has_copies=opened.has_copies,
        folded=opened.folded,
        quote_count=len(quotes_in(bench, opened.every)),
        ledger_count=len(post_views(bench, opened.every)),
        has_claims=bool(bench.result["only"]) or claims_in_several(bench),
        all_columns=bench.columns,
        **laid,
    )


def layout_for(columns: int) -> Literal["reading", "columns", "compact", "matrix"]:
    """One reads, two or three stand whole, four to six compact, more make a matrix."""
    if columns <= 1:
        return "reading"
    if columns <= 3:
        return "columns"
    return "compact" if columns <= 6 else "matrix"


def pair_of(rows: Sequence[RowView], columns: Sequence[Column]) -> tuple[int, ...]:
    """Of four to six columns the first, which is the base where one is chosen, and the one with
    which most rows differ; of equals the one that shares more rows, then the earlier one."""
    if layout_for(len(columns)) != "compact":
        return ()
    base, *others = (column.article for column in columns)
    differ, share = Counter[int](), Counter[int]()
    for row in rows:
        said = {cell.column.article: cell.short for cell in row.cells if cell.found}
        if base in said:
            share.update(said.keys())
            if row.relation == "differs":
                differ.update(article for article in said if said[article] != said[base])
    return base, max(others, key=lambda other: (differ[other], share[other]))


def _only(opened: OpenStory) -> tuple[FindingLine, ...]:
    """The claims that one article alone has, of those shown."""
    bench, shown = opened.bench, {column.article for column in opened.columns}
    return tuple(
        FindingLine(
            bench.column[only["article"]].called,
            bench.body(only["article"])[slice(*only["span"])],
            f"#r{bench.row_of(only['article'], only['span'][0])}",
        )
        for only in bench.result["only"]
        if only["article"] in shown
    )


def _shows(row: RowView, show: str) -> bool:
    if show == "shared":
        return row.found_in > 1
    return row.relation == show


def _as_published(bench: Bench, columns: Sequence[Column]) -> tuple[RowView, ...]:
    """Each article's passages in its own order, beside each other but not lined up."""
    cells = []
    for column in columns:
        spans = [[p.start, p.end] for p in bench.kept[column.article].passages]
        cells.append(Cell(column, cell_parts(bench, column.article, spans)))
    if not cells:
        return ()
    found = sum(cell.found for cell in cells)
    return (
        RowView(1, "as published", "shared", "", "not lined up", found, len(cells), tuple(cells)),
    )
