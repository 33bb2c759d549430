"""Marking words of an article, moving a mark, taking it off and bringing it back.

Answers to htmx hold the cards, the blocks of text and the counts that changed, and the bar that
takes it back; without JavaScript they lead to the card on its page.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from coverage.desk import marking
from coverage.desk.bothstand import both_notes, second_mark
from coverage.desk.changingmarks import CannotMove, change_note, move_mark, place_to_move_to
from coverage.desk.marking import CannotMark, Marked, Selection
from coverage.desk.redrawing import card_of, kind_of, stretches_of
from coverage.desk.revisions import Conflict, NothingToUndo
from coverage.desk.unmarking import (
    MODELS,
    is_just_made,
    restore_mark,
    take_off_mark,
    was_taken_off,
)
from coverage.models import Article, Coding, MarkedWords, Note, SpanRow

from .articles import reading
from .cardsagain import Undoable, row_or_404, seen_revision
from .conflicts import show_clash, show_gone
from .editors import signed_in
from .numbers import number_or_none
from .redrawn import Changed, answer, refused
from .showing import wants_fragment

#: What was done, in the bar's words.
DONE = {"quote": "Quote marked", "claim": "Claim marked", "note": "Note kept"}


@require_http_methods(["GET", "HEAD", "POST"])
def mark_words(request: HttpRequest, article_id: int) -> HttpResponse:
    """Make a quote, a claim, a note or a tag of the words; refused, the page keeps all that was
    typed."""
    texts = Article.objects.for_comparison().exclude(current_version=None)
    article = get_object_or_404(texts, pk=article_id)
    if request.method != "POST":
        return redirect(article)
    kind, name = request.POST.get("kind", ""), request.POST.get("tag") or request.POST.get("name")
    note = request.POST.get("note", "")
    sent = selection_of(request)
    try:
        marked = marking.mark_words(
            article, sent, kind, signed_in(request), tag=name or "", note=note
        )
    except CannotMark as error:
        if wants_fragment(request):
            return refused(request, str(error))
        typed = {"words": sent.words, "kind": kind, "tag": name or "", "note": note}
        return reading(request, article, 422, marking={**typed, "wrong": str(error)})
    is_newer = sent.version not in (None, marked.row.version_id)
    if marked.how == "there" and is_just_made(marked.row, signed_in(request).pk):
        marked = Marked(marked.row, "made")  # sent twice: the bar still takes it back
    return answer(request, marked.row.version.article, _changed_by(marked, is_newer=is_newer))


def _changed_by(marked: Marked, *, is_newer: bool = False) -> Changed:
    row = marked.row
    kind, key = kind_of(row), row.pk
    words = f"“{row.excerpt(60)}”"
    told = f"Tagged “{row.tag}”" if isinstance(row, Coding) else DONE[kind]
    revision = (("revision", str(row.revision)),)
    cards = [card_of(row)]
    if marked.how == "there":
        done = Undoable(f"Marked so already: {words}")
    elif marked.how == "made":
        done = _taken_off_by(f"{told}: {words}", row, cards[0])
    elif marked.how == "turned":
        place = {"version": row.version_id, "start": row.start, "end": row.end}
        cards += [("marked", one.pk) for one in MarkedWords.objects.filter(**place)]
        action = reverse("turn-back", args=[kind, key])
        done = Undoable(f"{words} is a quote now.", action, fields=revision)
    else:
        action = reverse("undo-decision", args=[kind, key])
        done = Undoable(f"{told}: {words}", action, "#fresh-cards", revision, "innerHTML")
    return Changed(cards, stretches_of(row), done, is_newer=is_newer)


def _taken_off_by(words: str, row: SpanRow, card: tuple[str, int]) -> Undoable:
    """The bar for a mark that was made: taking it off undoes it."""
    action = reverse("remove-mark", args=[kind_of(row), row.pk])
    fields = (("revision", str(row.revision)),)
    return Undoable(words, action, "#fresh-cards", fields, "innerHTML")


@require_POST
def move(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Put the mark over other words; over somebody else's change both are shown."""
    if _is_gone(kind, key):
        return show_gone(request, kind, key)
    row, person = _mark_or_404(kind, key), signed_in(request)
    before, sent = stretches_of(row), selection_of(request, row)
    try:
        if request.POST.get("both"):
            with transaction.atomic():
                moved = second_mark(row, *place_to_move_to(row, sent, person), person)
            done = _taken_off_by(f"Both kept: “{moved.excerpt(60)}”", moved, (kind, moved.pk))
        else:
            moved = move_mark(row, sent, person, seen_revision(request))
            action = reverse("undo-decision", args=[kind, key])
            fields = (("revision", str(moved.revision)),)
            done = Undoable(
                f"Moved to “{moved.excerpt(60)}”", action, "#fresh-cards", fields, "innerHTML"
            )
    except (CannotMark, CannotMove) as error:
        return _not_moved(request, row, str(error))
    except Conflict as conflict:
        return show_clash(request, kind, row, conflict, both="Keep both: two marks")
    cards = list(dict.fromkeys([card_of(row), card_of(moved)]))
    return answer(
        request, row.version.article, Changed(cards, [*before, *stretches_of(moved)], done)
    )


def _not_moved(request: HttpRequest, row: SpanRow, why: str) -> HttpResponse:
    if wants_fragment(request):
        return refused(request, why)
    article = Article.objects.for_comparison().get(pk=row.version.article_id)
    kind, key = card_of(row)
    moving = {"kind": kind, "key": key, "words": request.POST.get("words", ""), "wrong": why}
    return reading(request, article, 422, moving=moving)


@require_POST
def remove(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Take off what a person marked; the bar brings it back."""
    row = _mark_or_404(kind, key)
    card = card_of(row)
    words = f"“{row.excerpt(60)}”"
    told = f"Took off “{row.tag}”" if isinstance(row, Coding) else "Taken off"
    try:
        take_off_mark(row, signed_in(request), seen_revision(request))
    except CannotMark as error:
        return _not_done(request, row, str(error))
    except Conflict as conflict:
        return show_clash(request, kind, row, conflict, sends_again=False)
    done = Undoable(
        f"{told}: {words}",
        reverse("restore-mark", args=[kind, key]),
        "#fresh-cards",
        swap="innerHTML",
    )
    is_gone = card == (kind, key)
    changed = Changed([] if is_gone else [card], stretches_of(row), done, [card] if is_gone else [])
    return answer(request, row.version.article, changed)


@require_POST
def restore(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Bring back what was taken off, as it was."""
    if kind not in MODELS:
        raise Http404(f"no marks called {kind}")
    try:
        row = restore_mark(kind, key, signed_in(request))
    except NothingToUndo as error:
        return _nothing(request, kind, key, str(error))
    except CannotMark as error:
        return _not_back(request, kind, key, str(error))
    done = Undoable(f"Back again: “{row.excerpt(60)}”")
    changed = Changed([card_of(row)], stretches_of(row), done)
    return answer(request, row.version.article, changed)


def _not_back(request: HttpRequest, kind: str, key: int, why: str) -> HttpResponse:
    if wants_fragment(request):
        return refused(request, why)
    messages.error(request, why)
    gone = MODELS[kind].history.filter(id=key).values_list("version", flat=True)
    return redirect(get_object_or_404(Article, versions__pk__in=gone))


def _nothing(request: HttpRequest, kind: str, key: int, why: str) -> HttpResponse:
    row = MODELS[kind].objects.select_related("version__article").filter(pk=key).first()
    if row is None:
        raise Http404(why)
    done = Undoable("Nothing to undo: it stands.")
    return answer(request, row.version.article, Changed([card_of(row)], stretches_of(row), done))


@require_POST
def write_note(request: HttpRequest, key: int) -> HttpResponse:
    """Write the note anew; over somebody else's change both are shown."""
    if _is_gone("note", key):
        return show_gone(request, "note", key)
    row: Note = _mark_or_404("note", key)
    words, person = request.POST.get("note", ""), signed_in(request)
    try:
        if request.POST.get("both"):
            note = both_notes(row, words, person)
        else:
            note = change_note(row, words, person, seen_revision(request))
    except CannotMark as error:
        return _not_done(request, row, str(error), writing={"key": key, "words": words})
    except Conflict as conflict:
        return show_clash(request, "note", row, conflict, both="Keep both texts")
    action, fields = (
        reverse("undo-decision", args=["note", key]),
        (("revision", str(note.revision)),),
    )
    done = Undoable("Note changed.", action, f"#n{key}", fields)
    return answer(request, row.version.article, Changed([("note", key)], [], done))


def _not_done(
    request: HttpRequest, row: SpanRow, why: str, writing: dict[str, Any] | None = None
) -> HttpResponse:
    """The reason alone for htmx; else the page with it, and with a note as it was written."""
    if wants_fragment(request):
        return refused(request, why)
    article = Article.objects.for_comparison().get(pk=row.version.article_id)
    said = {"writing": {**writing, "wrong": why}} if writing else {"wrong_mark": why}
    return reading(request, article, 422, **said)


def selection_of(request: HttpRequest, row: SpanRow | None = None) -> Selection:
    """What the form says was selected or typed."""
    sent = request.POST.get
    return Selection(
        words=sent("words", ""),
        start=number_or_none(sent("start", "")),
        end=number_or_none(sent("end", "")),
        version=number_or_none(sent("version", "")) or (row.version_id if row else None),
    )


def _is_gone(kind: str, key: int) -> bool:
    """Whether somebody took the mark off while this was written."""
    return kind in MODELS and was_taken_off(kind, key) is not None


def _mark_or_404(kind: str, key: int) -> Any:
    row = row_or_404(kind, key)
    if not isinstance(row, (*MODELS.values(), MarkedWords)):
        raise Http404("posts are settled, not marked")
    return row
