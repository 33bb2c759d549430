"""Prints an article's text with marks that lead to their cards, and the words of states."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.models import Tag
from coverage.text.pieces import Mark, Piece

register = template.Library()

#: How a kind of mark is called in anchors: #q12 is the card, #m-q12 the words in the text.
ANCHORS = {
    **{"quote": "q", "reported": "q", "off": "q", "speaker": "q", "claim": "c", "post": "post"},
    **{"title": "w", "nickname": "w", "term": "w", "scare": "w"},
    **{"note": "n", "coding": "t", "shared": "s"},
}
#: Kinds of words in marks that quote nobody.
IN_MARKS = frozenset({"title", "nickname", "term", "scare"})
LINKS = frozenset({"quote", "reported", "note", "coding", *IN_MARKS})
OUTCOMES = {
    **{"added": "+", "unchanged": "=", "new version": "↻"},
    **{"near-duplicate": "≈", "refused": "×", "left out": "–"},
    **{"would be added": "+", "would be unchanged": "=", "would be a new version": "↻"},
    **{"would be a near-duplicate": "≈", "would be fetched": "↓"},
}
STANDINGS = {
    **{"waiting": "…", "running": "▸", "comparing": "▸", "looking": "▸"},
    **{"looked": "◌", "cancelled": "■", "done": "✓"},
}


@register.simple_tag
def marked(cut: Sequence[Piece], start: int) -> SafeString:
    """A passage's pieces; each mark's first words carry its anchor, a quote's words are a link to
    its card. `start` is where the passage begins in the body."""
    begun: set[tuple[str, int]] = set()
    return format_html_join("", "{}", ((_piece(piece, start, begun),) for piece in cut))


def _piece(piece: Piece, start: int, begun: set[tuple[str, int]]) -> SafeString:
    """The text inside one element for each mark over it, widest outermost."""
    printed = format_html("{}", piece.text)
    links = [mark for mark in piece.marks if mark.name in LINKS]
    if (
        links and piece.text.strip()
    ):  # a blank is no link; links cannot nest: the narrowest mark is the link
        narrowest = min(reversed(links), key=lambda mark: mark.end - mark.start)
        printed = format_html('<a href="#{}">{}</a>', _name(narrowest), printed)
    for mark in reversed(piece.marks):
        name = _name(mark)
        has_anchor = (
            mark.name != "speaker" and (mark.name, mark.key) not in begun and mark.start >= start
        )
        begun.add((mark.name, mark.key))
        printed = format_html(
            '<{0} class="mark {1}" data-mark="{2}"{3}{4}>{5}</{0}>',
            "mark" if mark.name == "quote" else "span",
            _classes(mark),
            name,
            _anchor(name) if has_anchor else "",
            _hint(mark) if mark.hint and mark in piece.ends else "",
            printed,
        )
    return printed


def _name(mark: Mark) -> str:
    return f"{ANCHORS[mark.name]}{mark.key}"


def _classes(mark: Mark) -> str:
    """Its kind, a tag's colour, and its height."""
    kind = f"marked {mark.name}" if mark.name in IN_MARKS else mark.name
    colour = f" colour-{mark.colour}" if mark.colour else ""
    return f"{kind}{colour} level-{mark.level}" if mark.level > 1 else f"{kind}{colour}"


def _hint(mark: Mark) -> SafeString:
    """Printed behind the words by the style sheet: the article's own words stay as they are."""
    return format_html(' data-hint="{}"', mark.hint)


def _anchor(name: str) -> SafeString:
    return format_html(' id="m-{}"', name)


@register.simple_tag
def quick_row(tags: Sequence[Tag]) -> SafeString:
    """A button for each of the first tags of the codebook, which its number presses."""
    return _row(tuple(tag.name for tag in tags))


@lru_cache(maxsize=64)
def _row(names: tuple[str, ...]) -> SafeString:
    """A page prints the same row on every card."""
    return format_html_join(
        "",
        '<button class="chip" name="name" value="{}" data-key="{}" formnovalidate>'
        "<kbd>{}</kbd> {}</button>",
        ((name, number, number, name) for number, name in enumerate(names, 1)),
    )


@register.simple_tag
def plain(cut: Sequence[Piece]) -> str:
    """The pieces' words without marks."""
    return "".join(piece.text for piece in cut)


@register.filter
def sign_of(outcome: str) -> str:
    """The shape that stands beside the word for what became of a document."""
    return OUTCOMES.get(outcome, "")


@register.filter
def sign_of_job(standing: str) -> str:
    """The shape that stands beside the word for where a job stands."""
    return STANDINGS.get(standing, STANDINGS["cancelled"])
