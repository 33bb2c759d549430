"""Addresses and order for the story's tabs that lay out no rows. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils import timezone

from coverage.desk.storytimeline import NewHere
from coverage.web.tabcontrols import Asked

register = template.Library()

#: What is new, as the timeline counts it: the kind, and its noun with its plural.
KINDS = {"quote": "quote", "figure": "figure", "post": "post"}


@register.simple_tag
def opening(here: Asked, key: str, opened: str, name: str = "open") -> str:
    """The address that opens this one, or closes it where it is open."""
    return here.href(**{name: "" if key == opened else key})


@register.simple_tag
def nth(row: Sequence[Any], place: int) -> Any:
    """The one at this place, counted from 0."""
    return row[place]


@register.simple_tag
def timezone_named() -> str:
    """The time zone in which pages print times: "UTC"."""
    return timezone.get_current_timezone_name()


@register.filter
def by_kind(things: Sequence[NewHere]) -> list[tuple[str, list[NewHere]]]:
    """Quotes, figures and posts apart, in that order; kinds without any are left out."""
    found = [(noun, [one for one in things if one.kind == kind]) for kind, noun in KINDS.items()]
    return [(noun, these) for noun, these in found if these]
