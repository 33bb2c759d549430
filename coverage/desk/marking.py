"""Making a quote, a claim, a note or a tag of any words of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from coverage.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimAppearance,
    Coding,
    MadeBy,
    MarkedWords,
    Note,
    Passage,
    Quantity,
    Quote,
    SpanRow,
    State,
)
from coverage.text.figures.claims import checkworthiness
from coverage.text.selected import inside_marks
from coverage.text.spans import Span, as_body

from .locking import hold_article
from .recomparing import compare_later
from .review import decision
from .revisions import Conflict, record, write
from .selecting import CannotMark, Selection, find_selected
from .tagging import CannotTag, tag_words
from .turning import turn_into_quote

__all__ = ["KINDS", "MOST_NOTE", "CannotMark", "Marked", "Selection", "mark_words"]

#: What words can be made.
KINDS = ("quote", "claim", "note", "tag")
#: Letters of a note at most.
MOST_NOTE = 10_000
#: What history says of a mark that a person made.
MARKED = "marked"
#: How a mark came to be: a row was made for it; one that was there changed its state; words in
#: marks that quoted nobody became a quote; it was there already.
How = Literal["made", "decided", "turned", "there"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark as it stands now, and how it came to be: that says how it is taken back."""

    row: Any  # Quote | ClaimAppearance | Note | Coding
    how: How


def mark_words(
    article: Article,
    selection: Selection,
    kind: str,
    person: User,
    *,
    tag: str = "",
    note: str = "",
) -> Marked:
    """The words made a quote, a claim, a note or a tag by the person, confirmed.

    The same mark made twice is the mark that is there; one that was rejected stands again. A quote
    is the words inside their quotation marks; a tag on a quote's words is the quote's. The story is
    compared by a worker. Raises CannotMark for words that do not stand in the text, an empty note,
    and a tag that cannot be put on.
    """
    if kind not in KINDS:
        raise CannotMark(f"Words are made one of {', '.join(KINDS)}; not “{kind}”.")
    try:
        return _mark(article, selection, kind, person, tag, note)
    except Conflict:  # somebody decided on a mark of these words in that very moment
        return _mark(article, selection, kind, person, tag, note)


def _mark(
    article: Article, selection: Selection, kind: str, person: User, tag: str, note: str
) -> Marked:
    with transaction.atomic():
        # No newer text may come in between: it would leave the mark behind.
        version, span = find_selected(hold_article(article.pk), selection)
        if kind == "quote":
            return mark_quote(version, span, person)
        if kind == "claim":
            return mark_claim(version, span, person)
        if kind == "note":
            return mark_note(version, span, note, person)
        return mark_tag(version, span, tag, person)


def mark_quote(version: ArticleVersion, span: Span, person: User) -> Marked:
    """The quote of these words, its speaker not told where it is new. Words in marks that quoted
    nobody are rejected as such. Words without marks around them are reported speech, but in a block
    of quoted text."""
    inner, outer = inside_marks(version.body, span.start, span.end)
    place = {"version": version, "start": inner.start, "end": inner.end}
    if found := _one_of(Quote.objects.filter(**place)):
        return _stands(found, person)
    marked = MarkedWords.objects.standing().filter(**place).first()
    if marked is not None:
        made = turn_into_quote(marked, person)
        compare_later([version.pk])
        return Marked(made, "turned")
    quote = Quote(**place, confidence=1.0, outer_start=outer.start, outer_end=outer.end)
    quote.kind = _kind_of(version, inner, outer)
    return _keep(quote, version, person, Quote.objects.filter(**place))


def mark_claim(version: ArticleVersion, span: Span, person: User) -> Marked:
    """The claim of these words, with the figures in them that no other claim has."""
    place = {"version": version, "start": span.start, "end": span.end}
    there = ClaimAppearance.objects.filter(**place)
    if found := _one_of(there):
        return _stands(found, person)
    key = Claim.key_of(span.text)
    claim, _ = Claim.objects.get_or_create(key=key, defaults={"text": span.text})
    row = ClaimAppearance(**place, claim=claim, checkworthiness=checkworthiness(span.text))
    marked = _keep(row, version, person, there)
    figures = Quantity.objects.filter(version=version, appearance=None)
    figures.filter(start__gte=span.start, end__lte=span.end).update(appearance=marked.row)
    return marked


def mark_note(version: ArticleVersion, span: Span, words: str, person: User) -> Marked:
    """What the person wrote beside these words."""
    place = {"version": version, "start": span.start, "end": span.end}
    note = Note(**place, words=as_note(words), person=person)
    known = Note.objects.filter(**place, words=note.words, person=person).first()
    return Marked(known, "there") if known else _keep(note, version, person, None)


def as_note(words: str) -> str:
    """The note's words as they are kept. Raises CannotMark for none, or too many."""
    words = as_body(words).strip()
    if not words:
        raise CannotMark("Write the note: it is empty.")
    if len(words) > MOST_NOTE:
        raise CannotMark(f"A note has at most {MOST_NOTE:,} letters; this one has {len(words):,}.")
    return words


def mark_tag(version: ArticleVersion, span: Span, name: str, person: User) -> Marked:
    """The person's tag on these words; where they are a quote with its marks, on the quote."""
    inner, _ = inside_marks(version.body, span.start, span.end)
    on = Quote.objects.standing().filter(version=version, start=inner.start, end=inner.end)
    if on.exists():
        span = inner
    place = {"version": version, "start": span.start, "end": span.end, "person": person}
    before = set(Coding.objects.filter(**place).values_list("pk", flat=True))
    try:
        coding = tag_words(version, span.start, span.end, name, person)
    except CannotTag as error:
        raise CannotMark(str(error)) from None
    return Marked(coding, "there" if coding.pk in before else "made")


def _one_of(rows: Any) -> Any:
    """The row that stands at the words; else one that was rejected; None for none."""
    found = list(rows.select_related("version").order_by("pk"))
    standing = [row for row in found if row.state != State.REJECTED]
    return next(iter(standing or found), None)


def _stands(row: Any, person: User) -> Marked:
    if row.state == State.CONFIRMED:
        return Marked(row, "there")
    was_out = row.state == State.REJECTED
    write(row, decision(State.CONFIRMED, person), person, why=MARKED)
    if was_out:
        compare_later([row.version_id])
    return Marked(row, "decided")


def _kind_of(version: ArticleVersion, inner: Span, outer: Span) -> Quote.Kind:
    if inner == outer:
        over = Passage.objects.filter(
            version=version, start__lte=inner.start, end__gte=inner.end, kind="blockquote"
        )
        return Quote.Kind.DIRECT if over.exists() else Quote.Kind.INDIRECT
    return Quote.Kind.MIXED if inner.text[:1].islower() else Quote.Kind.DIRECT


def _keep(row: SpanRow, version: ArticleVersion, person: User, same: Any) -> Marked:
    """The row kept, with its maker in history. `same` are rows at its place, where two cannot stand
    there: another person may mark the same words in the same moment."""
    row.state, row.made_by = State.CONFIRMED, MadeBy.PERSON
    row.decided_by, row.decided_at = person, timezone.now()
    row.anchor(version.body)
    try:
        with transaction.atomic():
            row.save_without_historical_record()  # type: ignore[attr-defined]
            record([row], person, MARKED, is_new=True)
    except IntegrityError:
        found = _one_of(same) if same is not None else None
        if found is None:
            raise
        return _stands(found, person)
    if isinstance(row, Quote | ClaimAppearance):
        compare_later([version.pk])
    return Marked(row, "made")
