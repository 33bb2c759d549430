"""Prints what changed between two texts: words for the ear, shapes for the eye."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.desk.versionpage import Words

register = template.Library()

ELEMENTS = {"added": "ins", "removed": "del"}


@register.simple_tag
def changed_words(words: Sequence[Words]) -> SafeString:
    """The words of a paragraph; those added and removed say so to who cannot see it."""
    before = ["", *(stretch.kind for stretch in words)]
    printed = (_printed(stretch, was) for stretch, was in zip(words, before, strict=False))
    return format_html_join("", "{}", ((one,) for one in printed))


def _printed(stretch: Words, before: str) -> SafeString:
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
    # No blank stands between a word and the one in its place; the style sheet parts them.
    is_instead = (before, stretch.kind) == ("removed", "added")
    return format_html(
        '<{0}{4}><span class="visually-hidden" dir="ltr"> {1}: </span>{2}'
        '<span class="visually-hidden" dir="ltr"> end of {1} </span></{0}>{3}',
        element,
        stretch.kind,
        stretch.text,
        note,
        format_html(' class="{}"', "instead") if is_instead else "",
    )
