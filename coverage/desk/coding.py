"""A coder's way through an assignment: where they stopped, what comes next, what is finished."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from coverage.models import AssignedArticle, AssignedCoder, Assignment, CodedArticle


class CannotCode(ValueError):
    """The person does not code this article in this assignment now; the message says why."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What an article's page says of the assignment it is coded in."""

    assignment: Assignment
    article: int
    number: int  # of this article, from 1
    of: int
    finished: int  # articles the person has finished
    is_finished: bool
    previous: str  # addresses, "" at either end
    next: str

    @property
    def is_last_open(self) -> bool:
        """True where finishing this article finishes the assignment."""
        return self.finished + (not self.is_finished) >= self.of


def strip_for(person: int | None, article: int, assignment: int = 0) -> Strip | None:
    """The open assignment in which the person codes the article: the one asked for, else the newest
    that is not finished; None where there is none. Two queries, none for a stranger."""
    if person is None:
        return None
    rows = AssignedArticle.objects.filter(
        article=article, assignment__closed_at=None, assignment__coders__person=person
    )
    mine = Q(progress__coder__person=person, progress__finished_at__isnull=False)
    found = list(
        rows.select_related("assignment__codebook")
        .annotate(done=Count("progress", filter=mine))
        .order_by("done", "-assignment")
    )
    if not found:
        return None
    here = next((row for row in found if row.assignment_id == assignment), found[0])
    every = list(
        here.assignment.articles.annotate(done=Count("progress", filter=mine))
        .order_by("order", "pk")
        .values_list("article", "done")
    )
    at = [key for key, _ in every].index(article)
    return Strip(
        assignment=here.assignment,
        article=article,
        number=at + 1,
        of=len(every),
        finished=sum(bool(done) for _, done in every),
        is_finished=bool(here.done),
        previous=article_href(every[at - 1][0], here.assignment_id) if at else "",
        next=article_href(every[at + 1][0], here.assignment_id) if at + 1 < len(every) else "",
    )


def article_href(article: int, assignment: int) -> str:
    """The address of the article's page as it is coded in the assignment."""
    return f"{reverse('article', args=[article])}?assignment={assignment}"


def next_to_code(assignment: Assignment, person: int, after: int = 0) -> AssignedArticle | None:
    """The article the person left open last; without one the next that they have not finished,
    after the given article in the assignment's order, then from its start; None at the end."""
    done = CodedArticle.objects.filter(coder__person=person, assigned__assignment=assignment)
    finished = done.filter(finished_at__isnull=False).values("assigned")
    todo = assignment.articles.exclude(pk__in=finished).order_by("order", "pk")
    if after:
        here = assignment.articles.filter(article=after).first()
        place = here.order if here else 0
    else:
        left = done.filter(finished_at=None).order_by("-opened_at", "-pk").first()
        if left:
            return todo.filter(pk=left.assigned_id).first()
        last = done.filter(finished_at__isnull=False).order_by("-finished_at").first()
        place = last.assigned.order if last else 0
    return todo.filter(order__gt=place).first() or todo.first()


def open_article(assigned: AssignedArticle, person: User) -> CodedArticle:
    """Note that the coder has it before them; once. Raises CannotCode."""
    coder = _coder(assigned.assignment, person)
    return CodedArticle.objects.get_or_create(assigned=assigned, coder=coder)[0]


def finish(assignment: Assignment, article: int, person: User) -> AssignedArticle | None:
    """The coder is done with the article; the next one to code, noted as opened, None at the end.
    Raises CannotCode."""
    with transaction.atomic():
        progress = _progress(assignment, article, person)
        if progress.finished_at is None:
            CodedArticle.objects.filter(pk=progress.pk).update(finished_at=timezone.now())
        following = next_to_code(assignment, person.pk, article)
        if following:
            open_article(following, person)
    return following


def reopen(assignment: Assignment, article: int, person: User) -> None:
    """The coder is not done with it after all, and sees again only their own tags there where the
    assignment is independent. Raises CannotCode."""
    with transaction.atomic():
        progress = _progress(assignment, article, person)
        CodedArticle.objects.filter(pk=progress.pk).update(
            finished_at=None, opened_at=timezone.now()
        )


def _progress(assignment: Assignment, article: int, person: User) -> CodedArticle:
    assigned = assignment.articles.filter(article=article).first()
    if assigned is None:
        raise CannotCode("The article is not in this assignment any more.")
    assigned.assignment = assignment
    return open_article(assigned, person)


def _coder(assignment: Assignment, person: User) -> AssignedCoder:
    if assignment.closed_at:
        raise CannotCode("The assignment is closed: an editor opens it again.")
    coder = assignment.coders.filter(person=person).first()
    if coder is None:
        raise CannotCode("You are not among the coders of this assignment.")
    return coder
