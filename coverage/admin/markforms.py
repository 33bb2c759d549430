"""One mark of a text as a form: its words typed as they stand, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from coverage.desk.attributing import CannotAttribute, say_claimant, say_cue, say_kind, say_via
from coverage.desk.editing import CannotMove, check_place, edit_row, move_span
from coverage.desk.review import decide
from coverage.desk.revisions import Conflict, write
from coverage.desk.speakersaying import Said, WhoIsMeant, say_speaker
from coverage.models import (
    ClaimAppearance,
    Coding,
    MarkedWords,
    Note,
    Quote,
    SpanRow,
    Speaker,
    State,
    Tag,
)
from coverage.text.selected import places_of, same_words
from coverage.text.spans import Span, as_body

from .spans import conflict_error

#: Places that are looked at for words that stand in a text more than once.
MOST_PLACES = 50


class LoadedSelect(AutocompleteSelect):
    """Shows what is chosen without asking the database for it: the row has it with it."""

    loaded: Any = None

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        if self.loaded is None or list(value) != [str(self.loaded.pk)]:
            return super().optgroups(name, value, attrs) if any(value) else self.empty(name)
        chosen = self.create_option(name, self.loaded.pk, str(self.loaded), True, 0)
        return [*self.empty(name), (None, [chosen], 1)]

    def empty(self, name: str) -> list[Any]:
        """The option that lets a chosen one be taken off; none where one is needed."""
        if self.is_required:
            return []
        return [(None, [self.create_option(name, "", "", False, 0)], 0)]


class MarkForm(forms.Form):
    """A row of any kind. A field counts as changed when it differs from what the page showed, so
    that what a colleague changed meanwhile is never taken for this person's."""

    kind_of_mark: ClassVar[str] = ""
    words = forms.CharField(
        label="words as they stand",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "class": "on-words"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, row: SpanRow, body: str, number: int, data: Any = None) -> None:
        self.row, self.body, self.number = row, body, number
        self.span: Span | None = None
        self.key = f"{self.kind_of_mark}{row.pk}"
        super().__init__(data, prefix=self.key, initial=self.shown() | {"seen": row.revision})
        for name, field in self.fields.items():
            if isinstance(field.widget, LoadedSelect):
                field.widget.loaded = getattr(row, name)
            field.show_hidden_initial = name != "seen"
            field.widget.attrs["aria-label"] = f"{field.label or name} of mark {number}"

    def shown(self) -> dict[str, Any]:
        """What the fields show: the row as it is stored now."""
        return {
            name: getattr(self.row, name) for name in self.base_fields if hasattr(self.row, name)
        } | {"words": self.row.text}

    @property
    def changed(self) -> set[str]:
        """The fields that this person changed."""
        return set(self.changed_data) - {"seen"}

    def clean_words(self) -> str:
        words = as_body(self.cleaned_data["words"])
        if "words" in self.changed_data and not same_words(words, self.row.text):
            self.span = self.place_of(words)
        return words

    def place_of(self, words: str) -> Span:
        """Where the words stand, nearest to where the mark is; ValidationError where nowhere."""
        spans = places_of(self.body, words, MOST_PLACES)
        if not spans:
            raise ValidationError(
                f"“{words.strip()[:80]}” does not stand in the text: type it letter for letter."
            )
        span = min(
            spans, key=lambda one: (not one.overlaps(self.at), abs(one.start - self.at.start))
        )
        try:
            check_place(self.row, span.start, span.end, self.body)
        except CannotMove as wrong:
            raise ValidationError(str(wrong)) from None
        return span

    @property
    def at(self) -> Span:
        return Span(self.row.start, self.row.end, self.row.text)

    def clean(self) -> dict[str, Any]:
        """Refuses what somebody else changed since the page was opened, unless it is ticked."""
        cleaned = super().clean() or self.cleaned_data
        stored = self.row.revision
        if not self.changed or cleaned.get("seen") == stored:
            return cleaned
        box = self.add_prefix("keep_mine")
        if self.data.get(box) == str(stored):
            cleaned["seen"] = stored
            return cleaned
        mine = {name: cleaned[name] for name in self.changed - {"words"} if name in cleaned}
        named = {name: value for name, value in mine.items() if hasattr(self.row, name)}
        if "words" in self.changed:
            named["text"] = cleaned.get("words", "")
        raise conflict_error(Conflict(self.row, named), box)

    def save(self, person: User) -> bool:
        """Whether anything was saved; raises Conflict, and CannotMove and CannotAttribute where a
        colleague was faster."""
        changed = self.changed
        if not changed:
            return False
        row = type(self.row)._base_manager.select_related("version__article").get(pk=self.row.pk)
        row.revision = self.cleaned_data["seen"]
        if self.span is not None:
            move_span(row, self.span.start, self.span.end, person, row.revision)
        for name, say in self.sayings().items():
            if name in changed:
                say(row, self.cleaned_data[name], person)
        if "state" in changed:
            decide(row, self.cleaned_data["state"], person, row.revision)
        return True

    def sayings(self) -> dict[str, Callable[[Any, Any, User], object]]:
        """Field → what stores it."""
        return {}


class StateField(forms.ChoiceField):
    def __init__(self) -> None:
        super().__init__(choices=State.choices, label="state")


class QuoteForm(MarkForm):
    kind_of_mark = "quote"
    speaker = forms.ModelChoiceField(
        Speaker.objects.all(),
        required=False,
        label="speaker",
        widget=LoadedSelect(Quote._meta.get_field("speaker"), admin.site),
    )
    kind = forms.ChoiceField(choices=Quote.Kind.choices, label="kind")
    cue = forms.CharField(required=False, max_length=400, label="cue")
    via = forms.CharField(required=False, max_length=400, label="via")
    state = StateField()

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"speaker": self.row.speaker_id}  # type: ignore[attr-defined]

    def sayings(self) -> dict[str, Callable[[Any, Any, User], object]]:
        return {
            "speaker": _say_speaker,
            "kind": lambda row, kind, person: say_kind(row, kind, person, row.revision),
            "cue": lambda row, cue, person: say_cue(row, cue, person, row.revision),
            "via": lambda row, via, person: say_via(row, row.via_how, via, person, row.revision),
        }


def _say_speaker(row: Quote, speaker: Speaker | None, person: User) -> None:
    said = Said(name=speaker.name, speaker=speaker.pk) if speaker else Said(name="")
    try:
        say_speaker(row, said, person, row.revision)
    except WhoIsMeant as question:  # a chosen speaker is one: nothing is left to be asked
        raise CannotAttribute(str(question)) from None


class ClaimForm(MarkForm):
    kind_of_mark = "claim"
    claimant = forms.CharField(required=False, max_length=300, label="whose claim")
    state = StateField()

    def sayings(self) -> dict[str, Callable[[Any, Any, User], object]]:
        return {
            "claimant": lambda row, typed, person: say_claimant(row, typed, person, row.revision)
        }


class MarkedForm(MarkForm):
    kind_of_mark = "marked"
    kind = forms.ChoiceField(choices=MarkedWords.Kind.choices, label="kind")
    state = StateField()

    def sayings(self) -> dict[str, Callable[[Any, Any, User], object]]:
        return {
            "kind": lambda row, kind, person: edit_row(row, {"kind": kind}, person, row.revision)
        }


class NoteForm(MarkForm):
    kind_of_mark = "note"
    note = forms.CharField(label="note", widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"note": self.row.words}  # type: ignore[attr-defined]

    def sayings(self) -> dict[str, Callable[[Any, Any, User], object]]:
        return {
            "note": lambda row, words, person: write(
                row, {"words": words}, person, row.revision, "edited"
            )
        }


class CodingForm(MarkForm):
    """A tag on a quote stands where its quote stands; one on other words can be moved."""

    kind_of_mark = "coding"
    tag = forms.ModelChoiceField(
        Tag.objects.all(),
        label="tag",
        widget=LoadedSelect(Coding._meta.get_field("tag"), admin.site),
    )

    def __init__(self, row: Coding, *args: Any) -> None:
        super().__init__(row, *args)
        if row.quote_id:
            self.fields["words"].disabled = True

    def shown(self) -> dict[str, Any]:
        return super().shown() | {"tag": self.row.tag_id}  # type: ignore[attr-defined]

    def clean_tag(self) -> Tag:
        tag: Tag = self.cleaned_data["tag"]
        row: Any = self.row
        same = Coding.objects.filter(
            tag=tag, person=row.person_id, version=row.version_id, start=row.start, end=row.end
        )
        if same.exclude(pk=row.pk).exists():
            raise ValidationError(f"{row.person} has put “{tag}” on these words already.")
        return tag

    def sayings(self) -> dict[str, Callable[[Any, Any, User], object]]:
        return {
            "tag": lambda row, tag, person: write(
                row, {"tag": tag}, person, row.revision, f"tag is {tag} now"
            )
        }


FORMS: dict[type[SpanRow], type[MarkForm]] = {
    Quote: QuoteForm,
    ClaimAppearance: ClaimForm,
    MarkedWords: MarkedForm,
    Note: NoteForm,
    Coding: CodingForm,
}
