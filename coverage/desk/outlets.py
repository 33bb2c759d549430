"""Outlets by name: found again however they are typed, never invented."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from coverage.models import Article, Outlet, OutletName, State
from coverage.text.names import name_key
from coverage.text.spans import as_body

from .duplicates import outlet_changed
from .locking import placing
from .outletlines import label_lines
from .recomparing import compare_again
from .revisions import save_unrecorded, write


def known_outlet(name: str) -> Outlet | None:
    """The outlet of that name or other name; None when nobody has it yet."""
    key = name_key(" ".join(as_body(name).split())[:200])
    other = OutletName.objects.filter(name_key=key).select_related("outlet").first()
    found = other.outlet if other else Outlet.objects.filter(name_key=key).first()
    return found and (found.merged_into or found)


def outlet_called(name: str) -> Outlet:
    """The outlet of that name or other name; made when nobody has it yet."""
    name = " ".join(as_body(name).split())[:200]
    outlet = known_outlet(name)
    if outlet is None:
        outlet = Outlet(name=name)
        try:
            with transaction.atomic():
                save_unrecorded(outlet)
        except IntegrityError:  # a colleague named it in the same moment
            return Outlet.objects.get(name_key=name_key(name))
    return outlet


def set_outlet(article: Article, name: str, person: User) -> None:
    """Say who published; the name it has confirms it, "" says nobody stated it."""
    changes = {
        "outlet": outlet_called(name) if name.strip() else None,
        "outlet_state": State.CONFIRMED,
        "outlet_why": f"set by {person.get_username()}",
    }
    with transaction.atomic():
        stored = Article.objects.select_for_update().get(pk=article.pk)
        write(stored, changes, person, why="outlet set")
    article.refresh_from_db(fields=[*changes, "revision"])
    with placing():
        relabelled = label_lines(article)
    outlet_changed(article)
    compare_again([article.pk, *relabelled])
