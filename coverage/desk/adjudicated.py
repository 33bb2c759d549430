"""What was decided of disagreements in an article, for those who may see it there."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from coverage.models import Adjudication, AssignedArticle, AssignedCoder, CodedArticle

from .people import is_editor


def decisions_seen(person: User, version: int) -> QuerySet[Adjudication]:
    """Decisions on words of the version (its id) that the person may see, in the order of the text,
    with tag, assignment and who decided; one query.

    A coder sees those of their assignments, when everybody has finished where coders work
    independently; an editor sees them all, but for assignments they code themselves.
    """
    rows = Adjudication.objects.filter(version=version)
    coders = AssignedCoder.objects.filter(assignment=OuterRef("assignment"))
    own = Exists(coders.filter(person=person.pk))
    finished = CodedArticle.objects.filter(
        assigned=OuterRef("pk"), coder=OuterRef("assignment__coders"), finished_at__isnull=False
    )
    left = AssignedArticle.objects.filter(assignment=OuterRef("assignment"))
    left = left.filter(~Exists(finished), assignment__coders__isnull=False)
    is_blind = Q(assignment__is_independent=True, assignment__closed_at=None) & Q(Exists(left))
    mine = rows.filter(own).exclude(is_blind)
    seen = mine | rows.filter(~own) if is_editor(person) else mine
    found: QuerySet[Adjudication] = seen.select_related("tag", "assignment", "person").order_by(
        F("area_start"), "pk"
    )
    return found
