"""A story opened for the tabs that lay out no rows: as few queries as its page, for any number of
articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.models import Article, Membership, Story
from coverage.text.collation.collated import Told

from .bench import Bench
from .pages import Column, FindingLine, StoryPage
from .storypage import _columns, _facts, _headline_of, _laid, layout_for, order_of
from .utteranceviews import figure_views, post_views


@dataclass(frozen=True, slots=True)
class OpenStory:
    """A story with its stored comparison spread out, and what of it is shown."""

    story: Story
    articles: Sequence[Article]  # in the story's order, also those not yet compared
    memberships: Sequence[Membership]
    bench: Bench
    columns: tuple[Column, ...]  # those picked, the base first
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
    firsts = _firsts(bench, columns) if copies_once else {}
    return OpenStory(
        story=story,
        articles=articles,
        memberships=memberships,
        bench=bench,
        columns=tuple(column for column in columns if column.article not in firsts),
        base=base,
        picked=tuple(pk for pk in picked if pk in bench.column),
        copies_once=copies_once,
        folded=tuple((bench.column[copy], bench.column[first]) for copy, first in firsts.items()),
    )


def _firsts(bench: Bench, columns: Sequence[Column]) -> dict[int, int]:
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


def story_shell(opened: OpenStory) -> StoryPage:
    """What the head of the story's pages prints, its tabs with their counts, and no rows."""
    bench, story, articles = opened.bench, opened.story, opened.articles
    return StoryPage(
        story=story.pk,
        headline=story.headline,
        headline_of=_headline_of(story, articles),
        headline_derived=any(
            a.headline_derived for a in articles if a.pk == story.headline_article_id
        ),
        is_sample=story.is_sample,
        facts=_facts(bench, articles, opened.memberships),
        columns=opened.columns,
        findings=(),
        rows=(),
        utterances=(),
        figures=figure_views(bench, bench.columns),
        only=tuple(
            FindingLine(bench.column[only["article"]].called, "", "")
            for only in bench.result["only"]
            if only["article"] in bench.column
        ),
        posts=post_views(bench, bench.columns),
        layout=layout_for(len(opened.columns)),
        order=order_of(articles),
        waiting=len(articles) - len(bench.articles),
        is_due=story.compare_due_at is not None,
        base=opened.base,
        picked=opened.picked,
        quote_count=sum(len(kept.quotes) for kept in bench.kept.values()),
        all_columns=bench.columns,
    )
