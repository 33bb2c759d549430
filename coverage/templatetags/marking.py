"""Prints an article's text with marks that lead to their cards, and the words of states."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.text.pieces import Piece

register = template.Library()

#: How a kind of mark is called in anchors: #q12 is the card, #m-q12 the words in the text.
ANCHORS = {"quote": "q", "off": "q", "speaker": "q", "claim": "c", "post": "post"}
OUTCOMES = {"added": "+", "unchanged": "=", "new version": "↻", "refused": "×"}


@register.simple_tag
def marked(cut: Sequence[Piece], start: int) -> SafeString:
    """A passage's pieces; each mark's first words carry its anchor, a quote's words are a link to
    its card. `start` is where the passage begins in the body."""
    begun: set[tuple[str, int]] = set()
    return format_html_join("", "{}", ((_piece(piece, start, begun),) for piece in cut))


def _piece(piece: Piece, start: int, begun: set[tuple[str, int]]) -> SafeString:
    """The text inside one element for each mark over it, widest outermost."""
    printed = format_html("{}", piece.text)
    quotes = [mark for mark in piece.marks if mark.name == "quote"]
    if quotes:  # links cannot nest: the narrowest quote is the link
        printed = format_html('<a href="#q{}">{}</a>', quotes[-1].key, printed)
    for mark in reversed(piece.marks):
        name = f"{ANCHORS[mark.name]}{mark.key}"
        has_anchor = (
            mark.name != "speaker" and (mark.name, mark.key) not in begun and mark.start >= start
        )
        begun.add((mark.name, mark.key))
        printed = format_html(
            '<{0} class="mark {1}" data-mark="{2}"{3}>{4}</{0}>',
            "mark" if mark.name == "quote" else "span",
            mark.name,
            name,
            _anchor(name) if has_anchor else "",
            printed,
        )
    return printed


def _anchor(name: str) -> SafeString:
    return format_html(' id="m-{}"', name)


@register.simple_tag
def plain(cut: Sequence[Piece]) -> str:
    """The pieces' words without marks."""
    return "".join(piece.text for piece in cut)


@register.filter
def sign_of(outcome: str) -> str:
    """The shape that stands beside the word for what became of a document."""
    return OUTCOMES.get(outcome, "")
