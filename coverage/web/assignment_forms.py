"""The forms of assignments: what is given, to whom, and how its articles are chosen."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.db.models import Q

from coverage.desk.assigning import AssignmentFields, possible_coders
from coverage.desk.choosing import MOST, Asked
from coverage.models import Codebook, Outlet, Story
from coverage.text.names import name_key

HOW = (
    ("search", "by words, outlet and day"),
    ("story", "of one story"),
    ("list", "from a list"),
)
SEEDS = 1_000_000


class AboutForm(forms.Form):
    """Name, instructions and the two rules."""

    name = forms.CharField(
        max_length=200,
        label="Name",
        error_messages={"required": "Give the assignment a name."},
    )
    instructions = forms.CharField(
        required=False,
        strip=False,
        label="Instructions for its coders",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    together = forms.ChoiceField(
        required=False,
        label="How they code",
        choices=[
            ("", "independently: nobody sees others’ tags in an article before finishing it"),
            ("1", "together: everybody sees all tags"),
        ],
        widget=forms.RadioSelect,
    )
    hidden = forms.BooleanField(
        required=False, label="Hide what the reader read, until an article is finished"
    )

    def fields_given(self) -> AssignmentFields:
        given = self.cleaned_data
        return AssignmentFields(
            given["name"], given["instructions"], not given["together"], not given["hidden"]
        )


class ChoiceForm(forms.Form):
    """Which articles."""

    how = forms.ChoiceField(
        choices=HOW, required=False, label="Choose articles", widget=forms.RadioSelect
    )
    words = forms.CharField(required=False, max_length=200, label="Words in headline or text")
    outlet = forms.CharField(required=False, max_length=200, label="Outlet")
    since = forms.DateField(required=False, label="Published since")
    until = forms.DateField(required=False, label="Published until")
    story = forms.CharField(required=False, max_length=300, label="The story’s address or number")
    lines = forms.CharField(
        required=False,
        strip=False,
        label="Addresses or numbers of articles, one a line",
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    number = forms.IntegerField(
        required=False, min_value=1, max_value=MOST, label="Draw at random so many"
    )
    seed = forms.IntegerField(required=False, min_value=1, max_value=10**9, label="with the seed")
    copies = forms.BooleanField(required=False, label="Near-duplicates, too")

    def clean_outlet(self) -> Outlet | None:
        name = self.cleaned_data["outlet"].strip()
        if not name:
            return None
        key = Q(name_key=name_key(name)) | Q(names__name_key=name_key(name))
        found = Outlet.objects.filter(key).select_related("merged_into").first()
        if found is None:
            raise forms.ValidationError(f"No outlet is called “{name}” here.")
        return found.merged_into or found

    def clean_story(self) -> Story | None:
        words = self.cleaned_data["story"].strip()
        if not words or self.data.get(self.add_prefix("how")) != "story":
            return None
        digits = words.rstrip("/").split("/stories/")[-1].split("/")[0].split("?")[0]
        is_number = digits.isascii() and digits.isdecimal() and len(digits) <= 17
        found = Story.objects.filter(pk=int(digits)).first() if is_number else None
        if found is None:
            raise forms.ValidationError("No story stands there: copy its address from its page.")
        return found

    def asked(self) -> Asked:
        """What is asked for; a sample without a seed gets one, which the preview states."""
        given: dict[str, Any] = self.cleaned_data
        number = given["number"] or 0
        outlet, story = given["outlet"], given["story"]
        return Asked(
            how=given["how"] or "search",
            words=" ".join(given["words"].split()),
            outlet=outlet.pk if outlet else 0,
            since=given["since"],
            until=given["until"],
            story=story.pk if story else 0,
            lines=given["lines"],
            number=number,
            seed=(given["seed"] or secrets.randbelow(SEEDS) + 1) if number else 0,
            copies=given["copies"],
        )


class WhoForm(forms.Form):
    """With which codebook, and who."""

    codebook = forms.ModelChoiceField(
        queryset=Codebook.objects.none(),
        label="Codebook",
        error_messages={"required": "Choose the codebook they code with."},
    )
    coders = forms.ModelMultipleChoiceField(
        queryset=Codebook.objects.none(),
        label="Coders",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one coder."},
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        books = Codebook.objects.filter(archived=False)
        self.fields["codebook"].queryset = books  # type: ignore[attr-defined]
        self.fields["coders"].queryset = possible_coders()  # type: ignore[attr-defined]
