"""Who moved, merged, split, confirmed and named what of one story, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from coverage.models import (
    Article,
    ArticleVersion,
    Membership,
    Regrouping,
    Story,
    StoryChange,
)

#: Lines shown, newest first, and articles named in one.
MOST, NAMED = 200, 4
#: So long the page of a story offers to undo what the person did last.
UNDO_STANDS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change, in words; `undone_by` is "" while it stands."""

    change: StoryChange
    person: str  # "the grouper" where it was nobody
    articles: tuple[Article, ...]  # the first of those that moved
    more: int  # articles not named
    undone_by: str
    undone_at: datetime | None

    @property
    def may_be_undone(self) -> bool:
        return not self.undone_at


@dataclass(frozen=True, slots=True)
class RunView:
    """One time the last days were grouped again, with what it moved."""

    run: Regrouping
    lines: tuple[ChangeLine, ...]

    @property
    def caption(self) -> str:
        """The id of its table's caption."""
        return f"moved-{self.run.pk}"


def story_history(story: Story) -> tuple[ChangeLine, ...]:
    """All changes of the story, also while it was another one that was merged into it; two
    queries and one for articles."""
    family = [story.pk, *_merged_into(story)]
    return _lines(_changes().filter(Q(story__in=family) | Q(to__in=family))[:MOST])


def lately_changed(story: Story, person: User) -> ChangeLine | None:
    """The person's own last change here, while it may be undone on the page."""
    lately = _changes().filter(
        Q(story=story) | Q(to=story),
        person=person,
        undone_at=None,
        made_at__gt=timezone.now() - UNDO_STANDS,
    )
    lines = _lines(lately[:1])
    return lines[0] if lines else None


def regroupings(most: int = 30) -> tuple[RunView, ...]:
    """The last times at which the last days were grouped again, newest first."""
    runs = list(Regrouping.objects.all()[:most])
    lines = _lines(_changes().filter(run__in=runs)[:MOST])
    return tuple(RunView(run, tuple(x for x in lines if x.change.run_id == run.pk)) for run in runs)


def members_of(story: Story) -> list[Membership]:
    """The articles of a story by publication, undated last, each with its outlet and who put it
    there; one query."""
    rows = story.memberships.filter(is_current=True).select_related(
        "article__outlet", "story", "person"
    )
    return list(
        rows.defer("article__signature").order_by(
            F("article__published_at").asc(nulls_last=True), "article"
        )
    )


def versions_of(articles: Iterable[int]) -> dict[int, int]:
    """Article → how many versions of its text are kept; one query."""
    rows = ArticleVersion.objects.filter(article__in=list(articles)).order_by()
    counted = rows.values("article").annotate(versions=Count("pk"))
    return {row["article"]: row["versions"] for row in counted}


def _changes() -> QuerySet[StoryChange]:
    return StoryChange.objects.select_related("story", "to", "person", "undone_by")


def _merged_into(story: Story) -> list[int]:
    """Stories (by id) that were merged into this one and are not apart from it again."""
    merges = StoryChange.objects.filter(kind=StoryChange.Kind.MERGE, undone_at=None)
    found: list[int] = []
    asked = [story.pk]
    while asked and len(found) < MOST:
        rows = merges.filter(to__in=asked).exclude(story__in=[*found, story.pk])
        asked = list(rows.values_list("story", flat=True))
        found += asked
    return found


def _lines(changes: Sequence[StoryChange] | QuerySet[StoryChange]) -> tuple[ChangeLine, ...]:
    kept = list(changes)
    moved = {change.pk: [row[0] for row in change.moved.get("rows", ())] for change in kept}
    named = {pk for articles in moved.values() for pk in articles[:NAMED]}
    articles = Article.objects.select_related("outlet").defer("signature").in_bulk(named)
    return tuple(
        ChangeLine(
            change=change,
            person=_name(change.person) if change.person_id else _nobody(change),
            articles=tuple(articles[pk] for pk in moved[change.pk][:NAMED] if pk in articles),
            more=max(0, len(moved[change.pk]) - NAMED),
            undone_by=_name(change.undone_by) if change.undone_at else "",
            undone_at=change.undone_at,
        )
        for change in kept
    )


def _name(person: User | None) -> str:
    return person.get_username() if person else "somebody"


def _nobody(change: StoryChange) -> str:
    return "the grouper" if change.kind == StoryChange.Kind.REGROUP else "somebody"
