"""The coverage tab: each article, why and by whom it stands in the story, and shared texts."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from coverage.desk.duplicates import per_cent
from coverage.desk.pages import Column, StoryPage
from coverage.desk.storybench import OpenStory
from coverage.desk.storyhistory import members_of, versions_of
from coverage.models import Story


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One article of the story; `membership` is the id that its forms send back as seen."""

    column: Column
    membership: int
    state: str
    person: str  # who put or confirmed it there, "" for nobody
    reasons: tuple[str, ...]
    has_headline: bool  # its headline stands over the story
    versions: int
    counted_with: str  # the outlet with whose text it counts, where copies count once


def coverage_rows(story: Story, page: StoryPage) -> tuple[CoverageRow, ...]:
    """In the page's order; an article that was moved away a moment ago is left out. Two queries."""
    members = {row.article_id: row for row in members_of(story)}
    versions = versions_of(members)
    first = {copy.article: of.called for copy, of in page.folded}
    return tuple(
        CoverageRow(
            column=column,
            membership=row.pk,
            state=row.state,
            person=row.person.get_username() if row.person else "",
            reasons=tuple(row.reasons),
            has_headline=row.article_id == story.headline_article_id,
            versions=versions.get(row.article_id, 1),
            counted_with=first.get(row.article_id, ""),
        )
        for column in page.all_columns
        if (row := members.get(column.article)) is not None
    )


@dataclass(frozen=True, slots=True)
class Reprints:
    """Articles that share one text, the earliest first; `href` lays them beside each other."""

    columns: tuple[Column, ...]
    share: str  # "97 %"
    href: str


def shared_texts(opened: OpenStory) -> tuple[Reprints, ...]:
    """What articles of the story print the same, as the stored comparison found it."""
    found = []
    for copy in opened.bench.result["copies"]:
        columns = tuple(c for c in opened.bench.columns if c.article in copy["articles"])
        query = urlencode([("pick", str(column.article)) for column in columns])
        href = f"{reverse('story', args=[opened.story.pk])}?{query}"
        found.append(Reprints(columns, per_cent(copy["share"]), href))
    return tuple(found)
