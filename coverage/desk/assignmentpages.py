"""What the pages of assignments print: how far each coder is, and who has coded what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, F, Max, Q, QuerySet

from coverage.models import (
    Adjudication,
    AssignedArticle,
    AssignedCoder,
    Assignment,
    AssignmentChange,
    CodedArticle,
    Coding,
)

from .choosing import told

#: Articles of one page, and changes told.
PAGE = 50
CHANGES_TOLD = 30
FINISHED, OPENED, TO_DO = "finished", "opened", "to do"


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment in a list; `finished` of `of` is the person's own, or all coders' together."""

    assignment: Assignment
    articles: int
    coders: int
    finished: int
    of: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class CoderLine:
    coder: AssignedCoder
    finished: int
    opened: int  # and not finished
    of: int
    tags: int | None  # put on in its articles with its codebook; None where they are not to be seen
    last: datetime | None


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article with how far each coder is, in the order of the coders."""

    assigned: AssignedArticle
    number: int
    states: Sequence[tuple[str, str]]  # name, state
    adjudicated: int


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    assignment: Assignment
    chosen: str
    articles: int
    coders: Sequence[CoderLine]
    lines: Sequence[ArticleLine]
    number: int
    pages: int
    changes: Sequence[AssignmentChange]
    mine: CoderLine | None
    is_all_finished: bool


def assignment_list(person: User, *, everybodys: bool) -> list[AssignmentLine]:
    """The person's assignments, or everybody's: open ones first, newest first; four queries."""
    rows = Assignment.objects.select_related("codebook", "made_by")
    if not everybodys:
        rows = rows.of_coder(person.pk)
    found = list(rows.order_by(F("closed_at").asc(nulls_first=True), "-pk")[:200])
    keys = [row.pk for row in found]
    articles = _counted(AssignedArticle.objects.filter(assignment__in=keys), "assignment")
    coders = _counted(AssignedCoder.objects.filter(assignment__in=keys), "assignment")
    done = CodedArticle.objects.filter(coder__assignment__in=keys, finished_at__isnull=False)
    own = Count("pk", filter=Q(coder__person=person))
    told_done = {
        key: (every, mine)
        for key, every, mine in done.order_by()
        .values("coder__assignment")
        .annotate(every=Count("pk"), mine=own)
        .values_list("coder__assignment", "every", "mine")
    }
    is_coder = set(
        AssignedCoder.objects.filter(assignment__in=keys, person=person).values_list(
            "assignment", flat=True
        )
    )
    lines = []
    for row in found:
        every, mine = told_done.get(row.pk, (0, 0))
        held, people = articles.get(row.pk, 0), coders.get(row.pk, 0)
        is_own = row.pk in is_coder and not everybodys
        of = held if is_own else held * people
        lines.append(
            AssignmentLine(row, held, people, mine if is_own else every, of, row.pk in is_coder)
        )
    return lines


def assignment_page(
    assignment: Assignment, person: int, page: int = 1, *, sees_tags: bool
) -> AssignmentPage:
    """One assignment for the person. Queries: how it was chosen, articles counted and shown, coders
    with progress and tags, progress of the articles shown, adjudications, changes."""
    held = assignment.articles.count()
    pages = max(1, -(-held // PAGE))
    number = min(pages, max(1, page))
    coders = _coders(assignment, held, person, sees_tags)
    shown = assignment.articles.select_related("article__outlet").order_by("order", "pk")
    rows = list(shown.defer("article__signature")[(number - 1) * PAGE : number * PAGE])
    return AssignmentPage(
        assignment=assignment,
        chosen=told(assignment.chosen, held),
        articles=held,
        coders=coders,
        lines=_articles(assignment, rows, coders, (number - 1) * PAGE),
        number=number,
        pages=pages,
        changes=list(assignment.changes.select_related("person", "undone_by")[:CHANGES_TOLD]),
        mine=next((line for line in coders if line.coder.person_id == person), None),
        is_all_finished=bool(coders) and all(line.finished == held for line in coders),
    )


def _coders(assignment: Assignment, held: int, person: int, sees_tags: bool) -> list[CoderLine]:
    rows = assignment.coders.select_related("person").annotate(
        finished=Count("progress", filter=Q(progress__finished_at__isnull=False)),
        opened=Count("progress", filter=Q(progress__finished_at=None)),
        last=Max("progress__finished_at"),
    )
    texts = assignment.articles.values("article__current_version")
    codings = Coding.objects.filter(version__in=texts).order_by()
    in_book = codings.values_list("person", "tag__codebook")  # sifted here: few are of another
    tags = Counter(who for who, book in in_book if book == assignment.codebook_id)
    found = list(rows.order_by("person__username"))
    is_apart = assignment.is_independent and not assignment.closed_at
    if is_apart and any(row.person_id == person for row in found):
        sees_tags = False
    return [
        CoderLine(
            coder=row,
            finished=row.finished,
            opened=row.opened,
            of=held,
            tags=tags[row.person_id] if sees_tags or row.person_id == person else None,
            last=row.last,
        )
        for row in found
    ]


def _articles(
    assignment: Assignment, rows: Sequence[AssignedArticle], coders: Sequence[CoderLine], at: int
) -> list[ArticleLine]:
    states: dict[int, dict[int, str]] = defaultdict(dict)
    progress = CodedArticle.objects.filter(assigned__in=[row.pk for row in rows])
    for assigned, coder, finished in progress.values_list("assigned", "coder", "finished_at"):
        states[assigned][coder] = FINISHED if finished else OPENED
    ruled = Adjudication.objects.filter(
        assignment=assignment, version__article__in=[row.article_id for row in rows]
    )
    decided = _counted(ruled, "version__article")
    return [
        ArticleLine(
            assigned=row,
            number=number,
            states=[
                (line.coder.person.get_username(), states[row.pk].get(line.coder.pk, TO_DO))
                for line in coders
            ],
            adjudicated=decided.get(row.article_id, 0),
        )
        for number, row in enumerate(rows, at + 1)
    ]


def _counted(rows: QuerySet[Any], column: str) -> dict[int, int]:
    """The column's value → how many rows have it."""
    counted = rows.order_by().values(column).annotate(number=Count("pk"))
    return dict(counted.values_list(column, "number"))
