"""Outlets by name: found again however they are typed, never invented."""

from __future__ import annotations

from django.contrib.auth.models import User

from coverage.models import Article, Outlet, OutletName, State
from coverage.text.names import name_key

from .revisions import save_as, save_unrecorded


def outlet_called(name: str) -> Outlet:
    """The outlet of that name or other name; made when nobody has it yet."""
    name = " ".join(name.split())[:200]
    other = OutletName.objects.filter(name_key=name_key(name)).select_related("outlet").first()
    if other:
        return other.outlet
    outlet = Outlet.objects.filter(name_key=name_key(name)).first()
    if outlet is None:
        outlet = Outlet(name=name)
        save_unrecorded(outlet)
    return outlet


def set_outlet(article: Article, name: str, person: User) -> None:
    """Say who published; the name it has confirms it, "" says nobody stated it."""
    article.outlet = outlet_called(name) if name.strip() else None
    article.outlet_state = State.CONFIRMED
    article.outlet_why = f"set by {person.get_username()}"
    save_as(article, person)
