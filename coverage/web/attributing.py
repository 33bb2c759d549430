"""Speaker, cue, via and kind of a quote, and claimant of a claim, edited on their cards.

A link beside each opens a small form in the card; without JavaScript it is a page of its own. What
is chosen is saved at once; what cannot be saved stays in the form, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coverage.desk.articlecards import LETTERS
from coverage.desk.attributing import (
    HOWS,
    CannotAttribute,
    say_claimant,
    say_cue,
    say_kind,
    say_via,
)
from coverage.desk.nearnames import Like, names_here
from coverage.desk.revisions import Conflict
from coverage.desk.speakersaying import Said, WhoIsMeant, name_now, say_speaker
from coverage.models import ClaimAppearance, Quote, SpanRow
from coverage.text.names import name_key
from coverage.text.nearest import find_nearest
from coverage.text.spans import Span, as_body

from .cardsagain import Undoable, card_again, for_htmx, place_of, row_or_404, seen_revision
from .conflicts import show_clash, show_gone
from .editors import signed_in
from .numbers import number_of
from .showing import wants_fragment

#: What can be edited of a kind of mark → what the page calls it.
PARTS = {
    "quote": {"speaker": "speaker", "cue": "cue", "via": "via", "kind": "kind"},
    "claim": {"claimant": "claimant"},
}
#: Names offered while one is typed.
OFFERED = 8


@dataclass(frozen=True, slots=True)
class EditForm:
    """What the form of one part shows: what is stored, or what was typed and not saved."""

    kind: str
    key: int
    part: str
    revision: int
    values: dict[str, str]
    href: str  # the card
    here: str = ""  # the card's anchor: "q12"
    wrong: str = ""
    likes: tuple[Like, ...] = ()
    asks: bool = False  # whom the name means
    stands: bool = False  # the name stands in the text


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, kind: str, key: int, part: str) -> HttpResponse:
    """The form of one part of a mark; sent, it saves that part."""
    if part not in PARTS.get(kind, ()):
        raise Http404(f"no {part} of a {kind}")
    try:
        row = row_or_404(kind, key)
    except Http404:
        if request.method == "POST":
            return show_gone(request, kind, key)
        raise
    if request.method == "POST":
        return _save(request, kind, row, part)
    return _show(request, _form(kind, row, part, _stored(row, part)))


def _save(request: HttpRequest, kind: str, row: Any, part: str) -> HttpResponse:
    typed, before = request.POST, row.revision
    try:
        row = SAVERS[part](row, typed, request)
    except WhoIsMeant as asked:
        return _show(
            request,
            _form(kind, row, part, typed, likes=asked.likes, asks=True, stands=asked.stands),
        )
    except CannotAttribute as refused:
        return _show(request, _form(kind, row, part, typed, wrong=str(refused)))
    except Conflict as conflict:
        return show_clash(request, kind, row, conflict)
    if row.revision == before:
        return card_again(request, kind, row)
    done = Undoable(
        f"{_told(row, part)}: “{row.excerpt(60)}”",
        reverse("undo-decision", args=[kind, row.pk]),
        f"#{LETTERS[kind]}{row.pk}",
        (("revision", str(row.revision)),),
    )
    return card_again(request, kind, row, done)


def _speaker(row: Quote, typed: QueryDict, request: HttpRequest) -> Quote:
    mention = typed.get("mention")
    speaker = Said(
        name="" if typed.get("as") == "nobody" else typed.get("name", ""),
        mention=None if mention in (None, typed.get("was")) else as_body(mention or ""),
        as_what=typed.get("as", ""),
        speaker=number_of(typed.get("speaker", "")),
    )
    return say_speaker(row, speaker, signed_in(request), seen_revision(request))


def _cue(row: Quote, typed: QueryDict, request: HttpRequest) -> Quote:
    return say_cue(row, typed.get("cue", ""), signed_in(request), seen_revision(request))


def _via(row: Quote, typed: QueryDict, request: HttpRequest) -> Quote:
    how, words = typed.get("how", ""), typed.get("via", "")
    return say_via(row, how, words, signed_in(request), seen_revision(request))


def _kind(row: Quote, typed: QueryDict, request: HttpRequest) -> Quote:
    return say_kind(row, typed.get("is", ""), signed_in(request), seen_revision(request))


def _claimant(row: ClaimAppearance, typed: QueryDict, request: HttpRequest) -> ClaimAppearance:
    words = "" if typed.get("as") == "nobody" else typed.get("name", "")
    return say_claimant(row, words, signed_in(request), seen_revision(request))


SAVERS: dict[str, Callable[[Any, QueryDict, HttpRequest], Any]] = {
    "speaker": _speaker,
    "cue": _cue,
    "via": _via,
    "kind": _kind,
    "claimant": _claimant,
}


def _stored(row: Any, part: str) -> dict[str, str]:
    """What the form is filled with."""
    if part == "speaker":
        return {"name": name_now(row), "mention": row.mention, "was": row.mention}
    if part == "via":
        return {"via": row.via, "how": row.via_how}
    name = {"kind": "is", "claimant": "name"}.get(part, part)
    return {name: getattr(row, part)}


def _told(row: Any, part: str) -> str:
    """What was saved, in the bar's words."""
    if part == "speaker":
        return f"Said by {name_now(row)}" if name_now(row) else "Speaker not stated"
    if part == "kind":
        return f"Now {row.kind_told}"
    words = getattr(row, part)
    if part == "claimant":
        return f"Claimed by {words}" if words else "Claimed in the article’s own voice"
    return f"{part.capitalize()}: {words}" if words else f"No {part}"


def _form(
    kind: str, row: SpanRow, part: str, typed: QueryDict | dict[str, str], **told: Any
) -> EditForm:
    names = ("name", "mention", "was", "via", "how", "cue", "is")
    values = {name: str(typed[name]) for name in names if name in typed}
    place, anchor = place_of(kind, row), f"{LETTERS[kind]}{row.pk}"
    return EditForm(kind, row.pk, part, row.revision, values, place, anchor, **told)


def _show(request: HttpRequest, form: EditForm) -> HttpResponse:
    is_refused = bool(form.wrong or form.asks)
    context: dict[str, Any] = {
        "form": form,
        "card_words": row_or_404(form.kind, form.key).excerpt(300),
        "part_name": PARTS[form.kind][form.part],
        "hows": HOWS.items(),
        "kinds": [(Quote.Kind.DIRECT, "direct"), (Quote.Kind.MIXED, "mixed, a quoted part"),
                  (Quote.Kind.INDIRECT, "reported speech, no marks")],
    }  # fmt: skip
    status = 422 if is_refused else 200
    file = "articles/_edit.html" if wants_fragment(request) else "articles/edit.html"
    answer = render(request, file, context, status=status)
    if is_refused:  # the card stays as it is; the form says what is wrong
        answer["HX-Retarget"], answer["HX-Reswap"] = f"#edit-{form.here}", "innerHTML"
    return for_htmx(answer, "Not saved yet: look at the form." if is_refused else "")


@require_safe
def offer_names(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Options under the field: speakers there are, those of the article first; then words as the
    text has them, and a new speaker."""
    row = row_or_404(kind, key)
    typed = " ".join(as_body(request.GET.get("name", "")).split())[:100]
    found = names_here(typed, row.version.article_id, OFFERED)
    is_known = any(speaker.name_key == name_key(typed) for speaker in found)
    place = find_nearest(row.version.body, typed, Span(row.start, row.end, row.text))
    context = {
        "speakers": found,
        "words": place.text if place and not is_known else "",
        "new": typed if kind == "quote" and typed and not is_known else "",
    }
    return render(request, "articles/_name_options.html", context)
