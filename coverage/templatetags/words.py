"""Prints what the records hold: marked text, dates, states and badges. No queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.conf.locale import LANG_INFO
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.desk import attributed
from coverage.documents import canonical
from coverage.models import Quote
from coverage.text.pieces import Piece
from coverage.web.controls import Controls
from coverage.web.folding import Stretch, fold_alike

register = template.Library()

_CODE = re.compile(r"'([a-z]{2,3})'")
SIGNS = {"suggested": "◌", "confirmed": "●", "rejected": "×"}


@register.simple_tag
def pieces(cut: Sequence[Piece], quotes_at: str = "") -> SafeString:
    """The pieces as text with marks; an utterance's number leads to `quotes_at`#u1."""
    return format_html_join("", "{}", ((_piece(piece, quotes_at),) for piece in cut))


@register.simple_tag
def folded_pieces(cut: Sequence[Piece], quotes_at: str = "") -> SafeString:
    """Like `pieces`, with identical stretches folded after 60 words; marked changes never fold."""
    return format_html_join("", "{}", ((_stretch(s, quotes_at),) for s in fold_alike(cut)))


def _stretch(stretch: Stretch, quotes_at: str) -> SafeString:
    text = pieces(stretch.pieces, quotes_at)
    if not stretch.folded_words:
        return text
    return format_html(
        '<details class="fold"><summary>… {} more identical words · show</summary>{}</details>',
        stretch.folded_words,
        text,
    )


def _piece(piece: Piece, quotes_at: str) -> SafeString:
    numbers = format_html_join(
        "",
        '<a class="number" href="{}#u{}"><span class="visually-hidden">utterance </span>{}</a>',
        ((quotes_at, mark.number, mark.number) for mark in piece.ends if mark.number),
    )
    if not piece.marks:
        return format_html("{}{}", piece.text, numbers)
    element = "mark" if "quote" in piece.names or "changed" in piece.names else "span"
    if "missing" in piece.names:  # our words among the article's: they turn no line round
        element = "bdi"
    return format_html(
        '<{} class="mark {}">{}</{}>{}', element, piece.names, piece.text, element, numbers
    )


@register.simple_tag
def state(name: str) -> SafeString:
    """A state in words and shape: "suggested ◌"; nothing for no state."""
    if not name:
        return SafeString("")
    return format_html(
        '<span class="state {0}">{0} <span aria-hidden="true">{1}</span></span>', name, SIGNS[name]
    )


@register.simple_tag
def said_by(by: attributed.SaidBy | Quote, is_theirs: bool = False) -> SafeString:
    """The speaker as the article words them, beside it who that is and what it calls them, and how
    unsure the reader is: "he · Dr Mark Dunn, harbour master · unsure: 0.42". Without a link on a
    page that is the speaker's own."""
    if isinstance(by, Quote):
        by = attributed.said_by(by)
    if not by.mention:
        return format_html('<span class="quiet">speaker not found</span>{}', _unsure(by.unsure))
    named = format_html("<bdi>{}</bdi>", by.name or by.mention)
    if by.href and not is_theirs:
        named = format_html('<a href="{}">{}</a>', by.href, named)
    title = format_html("<bdi>{}</bdi> ", by.title) if by.title else SafeString("")
    role = format_html(", <bdi>{}</bdi>", by.role) if by.role else SafeString("")
    before = before_the_name(by.mention, by.name)
    if not by.name or before:  # "duty officer Ada Voss" names her: her name is not said again
        words = format_html("<bdi>{} {}</bdi>", before, named) if before else named
        return format_html("{}<b>{}</b>{}{}", title, words, role, _unsure(by.unsure))
    return format_html(
        '<b><bdi>{}</bdi></b> <span aria-hidden="true">·</span>'
        '<span class="visually-hidden">, that is </span> {}{}{}{}',
        by.mention,
        title,
        named,
        role,
        _unsure(by.unsure),
    )


def before_the_name(mention: str, name: str) -> str:
    """The words before the name that ends the mention; "" where it does not."""
    before = mention.removesuffix(name) if name else mention
    return before.rstrip() if before != mention and before.endswith((" ", "\n")) else ""


def _unsure(confidence: str) -> SafeString:
    if not confidence:
        return SafeString("")
    return format_html(' · <span class="unsure">unsure: {}</span>', confidence)


@register.simple_tag
def heard(through: attributed.Heard | Quote) -> SafeString:
    """Through whom it was heard: "told to reporters", with a link where one is known; "none found"
    where nobody was."""
    if isinstance(through, Quote):
        through = attributed.heard(through, through.post_href)
    if not through.words:
        return SafeString('<span class="quiet">none found</span>')
    words = format_html("<bdi>{}</bdi>", through.words)
    if through.href:
        words = format_html('<a href="{}">{}</a>', through.href, words)
    return format_html("{} {}", through.lead, words) if through.lead else words


@register.simple_tag
def badge(relation: str, sign: str, words: str) -> SafeString:
    """A neutral badge: sign, then words; the relation only names its colour."""
    return format_html(
        '<span class="badge {}"><span aria-hidden="true">{}</span> {}</span>', relation, sign, words
    )


RELATIONS = {"≠": "differs", "=": "shared", "⇄": "shared", "◐": "only", "∥": "scope"}


@register.simple_tag
def signed(sign: str, words: str) -> SafeString:
    """A badge whose colour follows its sign."""
    return badge(RELATIONS.get(sign, ""), sign, words)


@register.simple_tag
def when(moment: date | datetime | None, day_only: bool = False, year: bool = True) -> SafeString:
    """A date as pages print it: "3 Mar 2022", "14 Oct 2026, 06:10", "no date in its text"."""
    if moment is None:
        return SafeString("no date in its text")
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    has_time = isinstance(moment, datetime) and not day_only
    pattern = ("j M Y" if year else "j M") + (", H:i" if has_time else "")
    stamp = moment.isoformat() if has_time else moment.strftime("%Y-%m-%d")
    return format_html('<time datetime="{}">{}</time>', stamp, date_format(moment, pattern))


@register.simple_tag
def clock(moment: datetime | None, day_only: bool, first: datetime | None) -> SafeString:
    """The head of a matrix column: "06:10" on the first column's day, "15 Oct" on another."""
    if moment is None:
        return SafeString("no date in its text")
    local = timezone.localtime(moment)
    is_same_day = first is not None and timezone.localtime(first).date() == local.date()
    printed = "H:i" if is_same_day and not day_only else "j M"
    stamp = local.strftime("%Y-%m-%d") if day_only else local.isoformat()
    return format_html('<time datetime="{}">{}</time>', stamp, date_format(local, printed))


@register.simple_tag
def open_row(controls: Controls, number: int) -> str:
    """The address that opens a row of the matrix, or closes it where it is open."""
    return controls.here if controls.opened == number else _with(controls, "row", number)


@register.simple_tag
def in_full(controls: Controls, article: int) -> str:
    """The address that shows an article's lone quotes with all that is known of them."""
    return _with(controls, "full", article)


def _with(controls: Controls, name: str, number: int) -> str:
    return f"{controls.here}{'&' if controls.here != '?' else ''}{name}={number}"


@register.filter
def counted(number: int, noun: str) -> str:
    """ "1 quote", "2 quotes"; "story,stories" where the plural is not made with an s."""
    one, _, many = noun.partition(",")
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.filter
def joined(words: Iterable[Any], between: str = ", ") -> str:
    """The words in one line."""
    return between.join(str(word) for word in words)


@register.filter
def in_quotes(words: str) -> str:
    """The words in quote marks, once: for headlines, which are an article's own words."""
    return words if words.startswith("“") and words.endswith("”") else f"“{words}”"


@register.filter
def with_code(words: str) -> SafeString:
    """What stands between backticks as code, as in a program's documents."""
    parts = words.split("`")
    made = (format_html("<code>{}</code>" if n % 2 else "{}", part) for n, part in enumerate(parts))
    return format_html_join("", "{}", ((part,) for part in made))


@register.filter
def languages_named(reason: str) -> str:
    """With languages by name: "speakers in 'ar'" is "speakers in Arabic"; others stay."""
    return _CODE.sub(lambda code: LANG_INFO.get(code[1], {}).get("name") or code[0], reason)


@register.filter
def web_address(address: str) -> str:
    """The address where it may be a link, "" where a browser would run it."""
    return canonical.web_address(address or "")
