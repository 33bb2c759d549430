"""Making an assignment and changing who codes what in it; every change can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from coverage.models import (
    AssignedArticle,
    AssignedCoder,
    Assignment,
    AssignmentChange,
    Codebook,
    CodedArticle,
)

from .choosing import Asked, Chosen
from .revisions import save_as, write

Kind = AssignmentChange.Kind
_BACKEND = "django.contrib.auth.backends.ModelBackend"


class CannotAssign(ValueError):
    """Nothing is changed; the message says why."""


@dataclass(frozen=True, slots=True)
class AssignmentFields:
    """What is said of an assignment."""

    name: str
    instructions: str = ""
    is_independent: bool = True
    shows_machine: bool = True


def possible_coders() -> QuerySet[User]:
    """Everybody who may put tags on words, by name."""
    people = get_user_model()._default_manager
    rows = people.with_perm("coverage.add_coding", backend=_BACKEND)
    return rows.order_by("username")


@transaction.atomic
def make_assignment(
    fields: AssignmentFields,
    codebook: Codebook,
    coders: Sequence[User],
    asked: Asked,
    chosen: Chosen,
    person: User,
) -> Assignment:
    """The articles given to the coders, in their order."""
    assignment = Assignment(
        codebook=codebook, made_by=person, chosen={**asked.kept(), "of": chosen.of}, **_of(fields)
    )
    save_as(assignment, person)
    _put_articles(assignment, list(enumerate(chosen.articles, 1)))
    AssignedCoder.objects.bulk_create(
        AssignedCoder(assignment=assignment, person=coder) for coder in coders
    )
    return assignment


def edit_assignment(
    assignment: Assignment, fields: AssignmentFields, person: User, revision: int | None
) -> Assignment:
    """Raises Conflict over a newer revision."""
    return write(assignment, _of(fields), person, revision, "edited")


@transaction.atomic
def close(assignment: Assignment, person: User, *, closed: bool = True) -> None:
    """No more coding in it, and everybody sees all its tags; or open it again."""
    if bool(assignment.closed_at) == closed:
        return
    now, who = (timezone.now(), person) if closed else (None, None)
    write(assignment, {"closed_at": now, "closed_by": who}, person, None, "closed" * closed)
    _keep(assignment, Kind.CLOSED if closed else Kind.REOPENED, person, "", {})


@transaction.atomic
def add_coders(
    assignment: Assignment, coders: Iterable[User], person: User
) -> AssignmentChange | None:
    """Those of them who are not among its coders yet; None where all are."""
    here = set(assignment.coders.values_list("person", flat=True))
    new = [coder for coder in coders if coder.pk not in here]
    AssignedCoder.objects.bulk_create(
        AssignedCoder(assignment=assignment, person=coder) for coder in new
    )
    names = ", ".join(coder.get_username() for coder in new)
    if not new:
        return None
    moved = {"coders": [coder.pk for coder in new]}
    return _keep(assignment, Kind.CODERS_ADDED, person, f"Added {names}.", moved)


@transaction.atomic
def take_coder_away(assignment: Assignment, coder: int, person: User) -> AssignmentChange:
    """The coder (a person's id) codes no more in it. Their tags stay; how far they were is kept
    with the change. Raises CannotAssign where they are not among its coders."""
    row = assignment.coders.filter(person=coder).select_related("person").first()
    if row is None:
        raise CannotAssign("They are not among the coders of this assignment any more.")
    moved = {"coders": [coder], "progress": _progress(CodedArticle.objects.filter(coder=row))}
    row.delete()
    return _keep(assignment, Kind.CODER_TAKEN, person, f"Took {row.person} away.", moved)


@transaction.atomic
def add_articles(
    assignment: Assignment, articles: Sequence[int], person: User
) -> AssignmentChange | None:
    """Those of the articles (ids) that are not in it yet, after the others; None where all are."""
    here = set(assignment.articles.values_list("article", flat=True))
    new = [key for key in dict.fromkeys(articles) if key not in here]
    if not new:
        return None
    last = assignment.articles.aggregate(last=Max("order"))["last"] or 0
    _put_articles(assignment, list(enumerate(new, last + 1)))
    words = f"Added {len(new):,} article{'s' * (len(new) != 1)}."
    return _keep(assignment, Kind.ARTICLES_ADDED, person, words, {"articles": new})


@transaction.atomic
def take_articles_away(
    assignment: Assignment, articles: Sequence[int], person: User
) -> AssignmentChange:
    """The articles (ids) are coded in it no more. Tags, notes and what was adjudicated stay; how
    far coders were is kept with the change. Raises CannotAssign where none of them is in it."""
    rows = assignment.articles.filter(article__in=articles)
    order = [list(pair) for pair in rows.order_by("order").values_list("article", "order")]
    if not order:
        raise CannotAssign("The article is not in this assignment any more.")
    progress = _progress(CodedArticle.objects.filter(assigned__in=rows))
    rows.delete()
    words = f"Took {len(order):,} article{'s' * (len(order) != 1)} away."
    moved = {"order": order, "progress": progress}
    return _keep(assignment, Kind.ARTICLES_TAKEN, person, words, moved)


@transaction.atomic
def undo_change(change: AssignmentChange, person: User) -> AssignmentChange:
    """Take back what was added, bring back what was taken away with how far each was. Raises
    CannotAssign when it has been undone, or was a closing, which opening takes back."""
    rows = AssignmentChange.objects.select_for_update(of=("self",)).select_related("assignment")
    stored = rows.get(pk=change.pk)
    assignment, moved = stored.assignment, stored.moved
    if stored.undone_at:
        raise CannotAssign("This has been undone already.")
    if stored.kind == Kind.CODERS_ADDED:
        here = assignment.coders.filter(person__in=moved["coders"])
        stored.moved = {**moved, "progress": _progress(CodedArticle.objects.filter(coder__in=here))}
        here.delete()
    elif stored.kind == Kind.ARTICLES_ADDED:
        added = assignment.articles.filter(article__in=moved["articles"])
        stored.moved = {
            **moved,
            "progress": _progress(CodedArticle.objects.filter(assigned__in=added)),
        }
        added.delete()
    elif stored.kind in (Kind.CODER_TAKEN, Kind.ARTICLES_TAKEN):
        _bring_back(assignment, moved)
    else:
        raise CannotAssign("Open the assignment again instead.")
    stored.undone_by, stored.undone_at = person, timezone.now()
    stored.save(update_fields=["undone_by", "undone_at", "moved"])
    return stored


def _bring_back(assignment: Assignment, moved: dict[str, Any]) -> None:
    people = get_user_model()._default_manager.filter(pk__in=moved.get("coders", ()))
    for person in people:
        AssignedCoder.objects.get_or_create(assignment=assignment, person=person)
    here = set(assignment.articles.values_list("article", flat=True))
    there = [(order, key) for key, order in moved.get("order", ()) if key not in here]
    _put_articles(assignment, there)
    coders = dict(assignment.coders.values_list("person", "pk"))
    articles = dict(assignment.articles.values_list("article", "pk"))
    for person, article, opened, finished in moved.get("progress", ()):
        if person not in coders or article not in articles:
            continue
        row, _ = CodedArticle.objects.get_or_create(
            coder_id=coders[person], assigned_id=articles[article]
        )
        CodedArticle.objects.filter(pk=row.pk).update(
            opened_at=parse_datetime(opened), finished_at=finished and parse_datetime(finished)
        )


def _progress(rows: QuerySet[CodedArticle]) -> list[list[Any]]:
    """[person, article, opened, finished] of each, to be brought back."""
    told = rows.values_list("coder__person", "assigned__article", "opened_at", "finished_at")
    return [
        [person, article, opened.isoformat(), finished and finished.isoformat()]
        for person, article, opened, finished in told
    ]


def _put_articles(assignment: Assignment, places: Sequence[tuple[int, int]]) -> None:
    AssignedArticle.objects.bulk_create(
        [AssignedArticle(assignment=assignment, article_id=k, order=order) for order, k in places],
        batch_size=500,
    )


def _keep(
    assignment: Assignment, kind: str, person: User, words: str, moved: dict[str, Any]
) -> AssignmentChange:
    return AssignmentChange.objects.create(
        assignment=assignment, kind=kind, person=person, words=words[:300], moved=moved
    )


def _of(fields: AssignmentFields) -> dict[str, Any]:
    name = " ".join(fields.name.split())
    if not name:
        raise CannotAssign("Give the assignment a name.")
    return {
        "name": name[:200],
        "instructions": fields.instructions.replace("\r\n", "\n"),
        "is_independent": fields.is_independent,
        "shows_machine": fields.shows_machine,
    }
