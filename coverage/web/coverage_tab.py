"""The rows of the coverage tab: each article, and why and by whom it stands in the story."""

from __future__ import annotations

from dataclasses import dataclass

from coverage.desk.pages import Column, StoryPage
from coverage.desk.storyhistory import members_of
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


def coverage_rows(story: Story, page: StoryPage) -> tuple[CoverageRow, ...]:
    """In the page's order; an article that was moved away a moment ago is left out. One query."""
    members = {row.article_id: row for row in members_of(story)}
    return tuple(
        CoverageRow(
            column=column,
            membership=row.pk,
            state=row.state,
            person=row.person.get_username() if row.person else "",
            reasons=tuple(row.reasons),
            has_headline=row.article_id == story.headline_article_id,
        )
        for column in page.all_columns
        if (row := members.get(column.article)) is not None
    )
