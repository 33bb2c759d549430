"""Setting a mark of one version down in another: where it was found, or a person says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User

from coverage.models import (
    Adjudication,
    ArticleVersion,
    Claim,
    ClaimAppearance,
    Coding,
    MarkedWords,
    Note,
    Passage,
    PostAppearance,
    Quantity,
    Quote,
    SpanRow,
)
from coverage.text.spans import Span, trimmed
from coverage.text.versions.reanchoring import Reanchoring

from .revisions import keep_before, record
from .sameplace import SAME_PLACE

#: In this order: a coding follows its quote, a quantity its claim.
CARRIED: tuple[type[SpanRow], ...] = (
    Passage,
    Quote,
    MarkedWords,
    PostAppearance,
    ClaimAppearance,
    Quantity,
    Note,
    Coding,
    Adjudication,
)
#: What only people write: no reading has such rows.
WRITTEN = (Coding, Note, Adjudication)
#: (start, end) fields of spans inside a row, which move with it.
INNER_SPANS = {
    Quote: (
        ("outer_start", "outer_end"),
        ("mention_start", "mention_end"),
        ("cue_start", "cue_end"),
        ("via_start", "via_end"),
    ),
    MarkedWords: (("outer_start", "outer_end"),),
    PostAppearance: (("text_start", "text_end"),),
    ClaimAppearance: (("claimant_start", "claimant_end"),),
    Adjudication: (("area_start", "area_end"),),
}
#: Quotation marks, which a quote takes in where they stand beside it.
MARKS = frozenset("“”„‟«»‹›‘’‚‛'＂\"「」『』")
#: What a row has by standing where it stands, not by what people decided of it.
_PLACED = frozenset({"id", "version", "start", "end", "text", "fingerprint", "revision", "number"})
TWICE = "another mark stands at its words already"
CUT = "its passage is divided otherwise in the new text"

Place = tuple[type[SpanRow], int, int]


class Target:
    """The new version, what was read there newly, and what has been set down so far."""

    def __init__(self, version: ArticleVersion) -> None:
        self.version, self.body = version, version.body
        self.became: dict[tuple[type[SpanRow], int], Any] = {}
        self._rows: dict[type[SpanRow], list[Any]] = {}
        self._at: dict[Place, list[Any]] = {}
        self.made: set[tuple[type[SpanRow], int]] = set()  # marks for which a row was made
        self._taken: set[tuple[type[SpanRow], int]] = set()
        self._texts: dict[int, Reanchoring] = {}
        for model in CARRIED:
            self._rows[model] = list(model._base_manager.filter(version=version))
            for row in self._rows[model]:
                words = trimmed(self.body, row.start, row.end) if model is Passage else row
                self._at.setdefault((model, words.start, words.end), []).append(row)

    def reanchoring(self, source: ArticleVersion) -> Reanchoring:
        """Of marks of that version; the two texts are aligned once."""
        if source.pk not in self._texts:
            self._texts[source.pk] = Reanchoring(source.body, self.body)
        return self._texts[source.pk]

    def free_at(self, model: type[SpanRow], start: int, end: int) -> list[Any]:
        """The reader's rows there that nobody decided and nothing was set down on."""
        return [row for row in self._at.get((model, start, end), ()) if self.is_free(row)]

    def free_near(self, model: type[SpanRow], span: Span) -> Any | None:
        """The reader's row that covers nearly the same words; None for none."""
        for row in self._rows[model]:
            shared = min(row.end, span.end) - max(row.start, span.start)
            if shared > 0 and shared >= SAME_PLACE * max(row.end - row.start, span.length):
                if self.is_free(row):
                    return row
        return None

    def passage_over(self, span: Span) -> Any | None:
        """The free passage that most of the words stand in, where it is no more than they."""
        for row in self._rows[Passage]:
            words = trimmed(self.body, row.start, row.end)
            shared = min(words.end, span.end) - max(words.start, span.start)
            if shared > 0 and 2 * shared >= max(words.length, span.length):
                return row if self.is_free(row) else None
        return None

    def rows(self, model: type[SpanRow]) -> list[Any]:
        """All of the new version, with what was set down."""
        return self._rows[model]

    def is_free(self, row: Any) -> bool:
        is_taken = (type(row), row.pk) in self._taken
        return not is_taken and (isinstance(row, Passage) or not row.is_decided)

    def standing(self, model: type[SpanRow], span: Span) -> list[Any]:
        return self._at.get((model, span.start, span.end), [])

    def set_down(self, source: Any, row: Any, is_new: bool) -> None:
        self.became[type(source), source.pk] = row
        self._taken.add((type(row), row.pk))
        if is_new:
            self.made.add((type(source), source.pk))
            self._rows[type(row)].append(row)
            self._at.setdefault((type(row), row.start, row.end), []).append(row)


def put(row: Any, span: Span, target: Target, person: User | None, why: str) -> str:
    """Set the mark down at those words of the new version; why not, "" when it was.

    A newly read row there takes over state and decision, so that it is not suggested again; where
    none was read, the row is made. The mark itself stays as it is. History says `person` and `why`.
    """
    model, body = type(row), row.version.body
    read = _read_there(row, body, span, target)
    if read is None and model is Passage:
        return CUT
    if read is None and _stands(row, span, target):
        return TWICE
    new = read or model(version=target.version)
    if read and row.is_decided and hasattr(model, "history"):
        keep_before([read])
    _take_over(new, row, span, body, target)
    if read:
        new.revision += 1
    if hasattr(new, "save_without_historical_record"):
        new.save_without_historical_record()
        if row.is_decided or model in WRITTEN:
            record([new], person, why, is_new=read is None)
    else:
        new.save()
    target.set_down(row, new, is_new=read is None)
    return ""


def _read_there(row: Any, body: str, span: Span, target: Target) -> Any | None:
    """The newly read row for the same words, also for those it had before a person moved it."""
    model = type(row)
    if model in WRITTEN:
        return None
    if model is Passage:
        there = target.free_at(Passage, span.start, span.end)
        return there[0] if there else target.passage_over(span)
    for start, end in [(span.start, span.end), *_former_spans(row, body, target)]:
        there = target.free_at(model, start, end)
        same = [new for new in there if _sort(new) == _sort(row)]
        if there:
            return (same or there)[0]
    return target.free_near(model, span) if span.text != row.text else None


def _sort(row: Any) -> object:
    """What tells two rows of one model at the same words apart."""
    if isinstance(row, PostAppearance):
        return row.post_id
    return row.kind if isinstance(row, Quote) else None


def _former_spans(row: Any, body: str, target: Target) -> list[tuple[int, int]]:
    """Where the words stand now that the row covered before a person moved it."""
    if not hasattr(type(row), "history"):
        return []
    former = row.history.values_list("start", "end").distinct().order_by("start", "end")
    spans = []
    for start, end in former:
        if (start, end) != (row.start, row.end) and end <= len(body):
            found = target.reanchoring(row.version).find(start, end)
            spans += [(found.span.start, found.span.end)] if found else []
    return spans


def _stands(row: Any, span: Span, target: Target) -> bool:
    """True when the new version holds such a row at these words already, or a decision on them."""
    if isinstance(row, Adjudication):
        return any(
            (new.assignment_id, new.tag_id) == (row.assignment_id, row.tag_id)
            and new.area_start < span.end
            and span.start < new.area_end
            for new in target.rows(Adjudication)
        )
    same: Callable[[Any], bool] = {
        Quote: lambda new: new.kind == row.kind,
        PostAppearance: lambda new: new.post_id == row.post_id,
        Coding: lambda new: (new.tag_id, new.person_id) == (row.tag_id, row.person_id),
        Note: lambda new: (new.words, new.person_id) == (row.words, row.person_id),
    }.get(type(row), lambda new: True)
    return any(same(new) for new in target.standing(type(row), span))


def _take_over(new: Any, row: Any, span: Span, body: str, target: Target) -> None:
    """Everything decided of `row`, at its place in the new body."""
    inner = INNER_SPANS.get(type(row), ())
    kept = {name for pair in inner for name in pair} | _PLACED
    read_only_tagged = new.pk is not None and not row.is_decided
    if read_only_tagged:
        return  # the newer reading stands; only the codings on it are people's
    for field in type(row)._meta.concrete_fields:
        if field.name not in kept:
            setattr(new, field.attname, getattr(row, field.attname))
    for start, end in inner:
        _move(new, row, start, end, span, target)
    if isinstance(new, Adjudication):  # what was disputed holds what stands
        areas = [span.start, span.end, new.area_start, new.area_end]
        known = [at for at in areas if at is not None]
        new.area_start, new.area_end = min(known), max(known)
    if not isinstance(row, Passage):  # a passage ends where the new text's passages end
        new.start, new.end = span.start, span.end
    if isinstance(row, Coding) and row.quote_id:
        new.quote = target.became.get((Quote, row.quote_id))
        if new.quote:  # a tag stands on all of its quote
            new.start, new.end = new.quote.start, new.quote.end
    if isinstance(row, Quantity) and row.appearance_id:
        new.appearance = target.became.get((ClaimAppearance, row.appearance_id))
    if isinstance(row, Quote) and new.pk is None:
        new.utterance = None  # the next comparison says
    new.anchor(target.body)
    if isinstance(new, ClaimAppearance) and new.text != row.text:
        key = Claim.key_of(new.text)
        new.claim, _ = Claim.objects.get_or_create(key=key, defaults={"text": new.text})


def _move(new: Any, row: Any, start: str, end: str, span: Span, target: Target) -> None:
    """Set an inner span: at the same distance where its words stand there, else found again."""
    at, to = getattr(row, start), getattr(row, end)
    if at is None or to is None:
        setattr(new, start, None)
        setattr(new, end, None)
        return
    body, words, moved = target.body, row.version.body[at:to], at - row.start + span.start
    if moved >= 0 and body.startswith(words, moved):
        found: Span | None = Span.of(body, moved, moved + len(words))
    else:
        again = target.reanchoring(row.version).find(at, to)
        found = again.span if again else None
    is_changed = span.text != row.text
    if start == "outer_start" and (is_changed or found is None or not found.holds(span)):
        found = with_marks(body, span)
    setattr(new, start, found.start if found else None)
    setattr(new, end, found.end if found else None)


def with_marks(body: str, span: Span) -> Span:
    """The span with a quotation mark on either side, where one stands there."""
    start = span.start - 1 if span.start and body[span.start - 1] in MARKS else span.start
    return Span.of(
        body, start, span.end + 1 if body[span.end : span.end + 1] in MARKS else span.end
    )
