"""Prints what changed between two texts: words for the ear, shapes for the eye."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.desk.versionpage import Words

register = template.Library()

ELEMENTS = {"added": "ins", "removed": "del"}


@register.simple_tag
def changed_words(words: Iterable[Words]) -> SafeString:
    """The words of a paragraph; those added and removed say so to who cannot see it."""
    return format_html_join("", "{}", ((_printed(stretch),) for stretch in words))


def _printed(stretch: Words) -> SafeString:
    # Our own words say nothing of the paragraph's direction: what has a `dir` is passed over.
    note = (
        format_html('<span class="break" dir="ltr">¶ {}</span>', stretch.note)
        if stretch.note
        else ""
    )
    element = ELEMENTS.get(stretch.kind)
    if element is None:
        return format_html("{}{}", stretch.text, note)
    if not stretch.text:
        return format_html(" {} ", note)
    return format_html(
        '<{0}><span class="visually-hidden" dir="ltr"> {1}: </span>{2}'
        '<span class="visually-hidden" dir="ltr"> end of {1} </span></{0}>{3}',
        element,
        stretch.kind,
        stretch.text,
        note,
    )
