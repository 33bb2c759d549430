"""The page of one story, from the stored comparison; ten queries for any number of articles, two
more where people ruled on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from coverage.models import Article, Membership, State, Story, Uncompared

from .bench import Bench, called_and, count, day_of
from .findings import findings
from .pages import Cell, Column, Facts, FindingLine, RowView, StoryPage
from .rowviews import cell_parts, row_views
from .rulingnotes import ruled_on
from .sharedtexts import also_at
from .storyfinding import possible_stories
from .telling import kept_reading
from .utteranceviews import (
    figure_views,
    lone_quotes,
    post_views,
    reported_in,
    utterance_views,
)

SHOWS = ("all", "differs", "shared", "only")
EMPTY: dict[str, list[dict[str, object]]] = {
    name: [] for name in ("articles", "rows", "utterances", "figures", "posts", "only", "copies")
}


def story_page(
    story: Story,
    *,
    show: str = "all",
    rows_as: str = "collated",
    base: int = 0,
    picked: Sequence[int] = (),
) -> StoryPage:
    """What the story's pages print. `base` and `picked` are article ids; unknown ones are passed
    over. Articles that came after the stored comparison are counted in `waiting`."""
    memberships, articles, bench = _laid(story)
    columns = _columns(bench, base, picked)
    left: Uncompared | None = getattr(story, "uncompared", None)
    rows = row_views(bench, columns) if rows_as == "collated" else _as_published(bench, columns)
    shown = tuple(row for row in rows if show == "all" or _shows(row, show))
    return StoryPage(
        story=story.pk,
        headline=story.headline,
        headline_of=_headline_of(story, articles),
        headline_derived=any(
            a.headline_derived for a in articles if a.pk == story.headline_article_id
        ),
        is_sample=story.is_sample,
        facts=_facts(bench, articles, memberships),
        columns=columns,
        findings=findings(bench, columns) if len(columns) > 1 else (),
        rows=shown,
        utterances=utterance_views(bench, columns),
        figures=figure_views(bench, columns),
        only=tuple(
            FindingLine(
                bench.column[only["article"]].called,
                bench.body(only["article"])[slice(*only["span"])],
                f"#r{bench.row_of(only['article'], only['span'][0])}",
            )
            for only in bench.result["only"]
            if only["article"] in bench.column
        ),
        posts=post_views(bench, columns),
        layout=layout_for(len(columns)),
        order=order_of(articles),
        waiting=len(articles) - len(bench.articles),
        is_left=left is not None and left.is_left,
        is_due=story.compare_due_at is not None,
        show=show,
        rows_as=rows_as,
        base=base if base in bench.column else 0,
        picked=tuple(pk for pk in picked if pk in bench.column),
        hidden_rows=len(rows) - len(shown),
        quote_count=sum(len(kept.quotes) for kept in bench.kept.values()),
        post_count=len(
            {row.post_id for row in bench.post.values() if row.post_id and row.how != "credited"}
        ),
        lone_quotes=lone_quotes(bench, columns),
        reported=reported_in(bench, columns),
        all_columns=bench.columns,
        possible=possible_stories(articles[0]) if len(articles) == 1 else (),
    )


def bench_of(story: Story) -> Bench:
    """The story's stored comparison spread out, with the articles that it was made from."""
    return _laid(story)[2]


def _laid(story: Story) -> tuple[list[Membership], list[Article], Bench]:
    memberships = list(
        story.memberships.filter(is_current=True).select_related(
            "article__outlet", "article__current_version"
        )
    )
    articles = _ordered(memberships)
    comparison = story.comparisons.order_by("-number").first()
    made_from = comparison.made_from if comparison else {}
    compared = [a for a in articles if made_from.get(str(a.pk)) == a.current_version_id]
    result: dict[str, Any] = comparison.result if comparison else EMPTY
    bench = Bench(
        result,
        compared,
        kept_reading(compared),
        also_at(a.pk for a in compared),
        ruled_on(compared, result.get("fates", {})),
    )
    return memberships, articles, bench


def layout_for(columns: int) -> Literal["reading", "columns", "compact", "matrix"]:
    """One reads, two or three stand whole, four to six compact, more make a matrix."""
    if columns <= 1:
        return "reading"
    if columns <= 3:
        return "columns"
    return "compact" if columns <= 6 else "matrix"


def _ordered(memberships: Sequence[Membership]) -> list[Article]:
    """By publication, undated last, then by arrival."""
    articles = [m.article for m in memberships if m.article.current_version_id]
    dated = sorted((a for a in articles if a.published_at), key=lambda a: (a.published_at, a.pk))
    return dated + sorted((a for a in articles if not a.published_at), key=lambda a: a.pk)


def order_of(articles: Sequence[Article]) -> str:
    """The rule by which the columns stand, as the page prints it."""
    undated = sum(a.published_at is None for a in articles)
    if undated == len(articles):
        return "by arrival; no dates in the texts" if articles else ""
    return "by publication" + (f"; {undated} undated last" if undated else "")


def _columns(bench: Bench, base: int, picked: Sequence[int]) -> tuple[Column, ...]:
    columns = [c for c in bench.columns if not picked or c.article in picked] or list(bench.columns)
    return tuple(sorted(columns, key=lambda c: c.article != base)) if base else tuple(columns)


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


def _headline_of(story: Story, articles: Sequence[Article]) -> str:
    of = next((a for a in articles if a.pk == story.headline_article_id), None)
    if of is None:
        return ""
    if of.headline_derived:
        return "first words of " + (of.outlet_name or "an article whose outlet is not stated")
    return "headline of " + (of.outlet_name or "an article whose outlet is not stated")


def _facts(bench: Bench, articles: Sequence[Article], memberships: Sequence[Membership]) -> Facts:
    suggested = sum(m.state == State.SUGGESTED for m in memberships)
    phrases = [_outlets(articles), _dates(articles), _quotes(bench), _posts(bench), _texts(bench)]
    return Facts(
        phrases=tuple(phrase for phrase in phrases if phrase),
        reasons=tuple((m.article.called, tuple(m.reasons)) for m in memberships if m.reasons),
        suggested=suggested if len(articles) > 1 else 0,
    )


def _outlets(articles: Sequence[Article]) -> str:
    named = len({a.outlet_id for a in articles if a.outlet_id})
    unstated = sum(a.outlet_id is None for a in articles)
    if not unstated:
        return f"{count(len(articles), 'article')} of {count(named, 'outlet')}"
    return (
        f"{count(len(articles), 'article')}: {count(named, 'outlet')} named, {unstated} not stated"
    )


def _dates(articles: Sequence[Article]) -> str:
    days = [day_of(a) for a in articles if a.published_at]
    undated = len(articles) - len(days)
    if not days:
        return "no date in the texts" if articles else ""
    span = days[0] if days[0] == days[-1] else f"{days[0]} – {days[-1]}"
    return f"{len(days)} dated {span}, {undated} undated" if undated else span


def _quotes(bench: Bench) -> str:
    """What stands in marks, and how often speech is reported without them."""
    quotes = sum(len(kept.quotes) for kept in bench.kept.values())
    reported = sum(len(kept.reported) for kept in bench.kept.values())
    apart = f", {reported:,} reported" if reported else ""
    if not quotes:
        return f"no quotes found{apart}"
    utterances = quotes - len(bench.number) + len(set(bench.number.values()))
    return f"{count(utterances, 'utterance')} in {count(quotes, 'quote')}{apart}"


def _posts(bench: Bench) -> str:
    how: dict[str, set[int]] = {}
    for row in bench.post.values():
        if row.post_id:
            how.setdefault(row.how, set()).add(row.post_id)
    counted = [
        f"{len(how[name])} {name}" for name in ("embedded", "linked", "quoted") if name in how
    ]
    if not counted:
        return ""
    first, *rest = counted
    number, name = first.split()
    return ", ".join([f"{number} {'post' if number == '1' else 'posts'} {name}", *rest])


def _texts(bench: Bench) -> str:
    """How many texts there are; "no copying found" is all that can be said where none share one."""
    if len(bench.articles) < 2:
        return ""
    copies = bench.result["copies"]
    if not copies:
        return f"{count(len(bench.articles), 'text')}, no copying found"
    said = []
    for copy in copies:
        names = [bench.column[pk].called for pk in copy["articles"] if pk in bench.column]
        if len(names) > 4:
            names = [*names[:3], f"{len(names) - 3} others"]
        said.append(f"{len(copy['articles'])} share one text ({called_and(names)})")
    return f"{count(len(bench.articles), 'article')}, " + ", ".join(said)
