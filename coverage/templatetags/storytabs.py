"""Addresses and order for the story's tabs. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from coverage.desk.pages import Column, RowView, StoryPage
from coverage.desk.storytimeline import NewHere
from coverage.web.controls import shared_query
from coverage.web.tabcontrols import Asked

register = template.Library()

#: What is new, as the timeline counts it: the kind, and its noun with its plural.
KINDS = {"quote": "quote", "figure": "figure", "post": "post"}


@register.simple_tag
def opening(here: Asked, key: str, opened: str, name: str = "open") -> str:
    """The address that opens this one, or closes it where it is open."""
    return here.href(**{name: "" if key == opened else key})


@register.simple_tag
def turn(here: Asked, page: int, by: int) -> str:
    """The address of a page before or after this one; nothing is open there."""
    return here.href(page=str(page + by) if page + by > 1 else "", open="")


@register.simple_tag
def beyond(row: RowView, pair: Sequence[int]) -> str:
    """An attribute for a row that neither of the pair has, which a narrow screen leaves out."""
    has = any(cell.found and cell.column.article in pair for cell in row.cells)
    return "" if has else mark_safe(" data-beyond")


@register.filter
def cut_short(columns: Sequence[Column]) -> list[Column]:
    """The columns whose text is not kept whole."""
    return [column for column in columns if column.cut]


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


@register.simple_tag
def tab_address(page: StoryPage, name: str) -> str:
    """The address of a tab of the story, with what is asked of the comparison."""
    query = urlencode(shared_query(page.picked, page.base, page.copies_once))
    return reverse(name, args=[page.story]) + (f"?{query}" if query else "")
