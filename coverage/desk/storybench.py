"""A story opened for its pages: the stored comparison, and which of its articles are shown. As few
queries for thirty articles as for two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coverage.models import Article, Membership, Story
from coverage.text.collation.collated import Told

from .bench import Bench
from .pages import Column
from .rulingnotes import ruled_on
from .sharedtexts import also_at
from .telling import kept_reading

EMPTY: dict[str, list[dict[str, object]]] = {
    name: [] for name in ("articles", "rows", "utterances", "figures", "posts", "only", "copies")
}


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story with its stored comparison spread out, and what of it is shown."""

    story: Story
    articles: Sequence[Article]  # in the story's order, also those not yet compared
    memberships: Sequence[Membership]
    bench: Bench
    columns: tuple[Column, ...]  # those picked, the base first
    every: tuple[Column, ...]  # all of the story but for copies that are left out
    base: int
    picked: tuple[int, ...]
    copies_once: bool
    folded: tuple[tuple[Column, Column], ...]  # a column left out as a copy, and what it copies

    @property
    def has_copies(self) -> bool:
        """True where articles of the story share one text."""
        return bool(self.bench.result["copies"])

    def told(self, article: int) -> Told:
        """The article as the pure readings take it."""
        column = self.bench.column[article]
        headline = "" if column.headline_derived else column.headline
        reading = self.bench.kept[article].reading
        return Told(str(article), column.outlet, column.published, headline, reading)


def open_story(
    story: Story, *, base: int = 0, picked: Sequence[int] = (), copies_once: bool = False
) -> OpenStory:
    """`base` and `picked` are article ids; unknown ones are passed over. With `copies_once` the
    columns leave out every article that shares one text with an earlier one of them."""
    memberships, articles, bench = _laid(story)
    base = base if base in bench.column else 0
    columns = _columns(bench, base, picked)
    firsts = first_texts(bench, columns) if copies_once else {}
    copies = first_texts(bench, bench.columns) if copies_once else {}
    return OpenStory(
        story=story,
        articles=articles,
        memberships=memberships,
        bench=bench,
        columns=tuple(column for column in columns if column.article not in firsts),
        every=tuple(column for column in bench.columns if column.article not in copies),
        base=base,
        picked=tuple(pk for pk in picked if pk in bench.column),
        copies_once=copies_once and bool(bench.result["copies"]),
        folded=tuple((bench.column[copy], bench.column[first]) for copy, first in firsts.items()),
    )


def bench_of(story: Story) -> Bench:
    """The story's stored comparison spread out, with the articles that it was made from."""
    return _laid(story)[2]


def first_texts(bench: Bench, columns: Sequence[Column]) -> dict[int, int]:
    """Article → the first of the columns with which it shares one text; none for those firsts."""
    order = [column.article for column in columns]
    firsts: dict[int, int] = {}
    for copy in bench.result["copies"]:
        first, *others = sorted(
            (pk for pk in copy["articles"] if pk in order), key=order.index
        ) or [0]  # fmt: skip
        first = firsts.get(first, first)
        firsts |= {other: first for other in others if other not in firsts and other != first}
    return firsts


def order_of(articles: Sequence[Article]) -> str:
    """The rule by which the columns stand, as the page prints it."""
    undated = sum(a.published_at is None for a in articles)
    if undated == len(articles):
        return "by arrival; no dates in the texts" if articles else ""
    return "by publication" + (f"; {undated} undated last" if undated else "")


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
        comparison.made_at if comparison else None,
    )
    return memberships, articles, bench


def _ordered(memberships: Sequence[Membership]) -> list[Article]:
    """By publication, undated last, then by arrival."""
    articles = [m.article for m in memberships if m.article.current_version_id]
    dated = sorted((a for a in articles if a.published_at), key=lambda a: (a.published_at, a.pk))
    return dated + sorted((a for a in articles if not a.published_at), key=lambda a: a.pk)


def _columns(bench: Bench, base: int, picked: Sequence[int]) -> tuple[Column, ...]:
    columns = [c for c in bench.columns if not picked or c.article in picked] or list(bench.columns)
    return tuple(sorted(columns, key=lambda c: c.article != base)) if base else tuple(columns)
