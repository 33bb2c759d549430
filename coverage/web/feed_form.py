"""The forms of the feeds: one address, a list as a file, and what is ticked of several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from coverage.desk.feeds.following import feed_address
from coverage.desk.feeds.lists import feeds_listed
from coverage.documents.alternates import NamedFeed
from coverage.documents.refused import Refused
from coverage.models import Feed
from coverage.models.feeds import LEAST, MOST, USUAL

#: Feeds of one list that are offered on a page; longer lists are for the command.
MOST_OFFERED = 1000
_LARGEST_LIST = 5 * 1024 * 1024


class EveryForm(forms.Form):
    """How often a feed is looked at."""

    every = forms.IntegerField(
        min_value=LEAST,
        max_value=MOST,
        label="Minutes between two looks",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Give a whole number of minutes from {LEAST} to {MOST:,} (a week).",
        ),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class FollowForm(forms.Form):
    address = forms.CharField(
        max_length=2000,
        label="Address of a feed, or of a site that has one",
        error_messages={"required": "Give the address of a feed, or of a site that has one."},
    )
    outlet = forms.CharField(required=False, max_length=200, label="Outlet")
    every = forms.IntegerField(
        required=False,
        min_value=LEAST,
        max_value=MOST,
        initial=USUAL,
        label="Minutes between two looks",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            f"Give a whole number of minutes from {LEAST} to {MOST:,} (a week).",
        ),
    )

    def clean_address(self) -> str:
        """With the scheme that a person leaves out."""
        address = str(self.cleaned_data["address"]).strip()
        return address if ":" in address.split("/")[0] else f"https://{address}"

    def clean_every(self) -> int:
        return int(self.cleaned_data["every"] or USUAL)


class ListForm(forms.Form):
    """A file that lists feeds."""

    opml = forms.FileField(
        label="OPML file",
        error_messages={
            "required": "Choose the OPML file that your reader of feeds exported.",
            "empty": "The file is empty: export the feeds again.",
        },
    )

    file_name = "The list"

    def clean_opml(self) -> list[NamedFeed]:
        file: UploadedFile = self.cleaned_data["opml"]
        self.file_name = file.name or self.file_name
        if (file.size or 0) > _LARGEST_LIST:
            raise forms.ValidationError(
                "The file has more than 5 MB. Split it, or use `manage.py feeds import`."
            )
        named, why = feeds_listed(file.read(), self.file_name)
        if not named:
            raise forms.ValidationError(why or f"{file.name} lists no feed. Export them as OPML.")
        return named


@dataclass(frozen=True, slots=True)
class Offer:
    """One feed to tick or to leave. `number` tells its fields apart in the form."""

    number: int
    address: str
    title: str
    is_followed: bool
    is_ticked: bool


def offers(named: list[NamedFeed], all_ticked: bool) -> list[Offer]:
    """The feeds to choose from; those that are followed already cannot be ticked."""
    kept = {_kept_address(feed.address): feed for feed in named[:MOST_OFFERED]}
    followed = set(
        Feed.objects.followed().filter(address__in=list(kept)).values_list("address", flat=True)
    )
    return [
        Offer(number, feed.address, feed.title, address in followed, all_ticked or number == 0)
        for number, (address, feed) in enumerate(kept.items())
    ]


def _kept_address(written: str) -> str:
    try:
        return feed_address(written)
    except Refused:
        return written


def ticked(posted: QueryDict) -> list[NamedFeed]:
    """What is ticked of what `offers` gave, as the form sent it."""
    numbers = [number for number in posted.getlist("feed") if number.isdecimal()]
    return [
        NamedFeed(address, posted.get(f"title-{number}", "")[:300])
        for number in numbers[:MOST_OFFERED]
        if (address := posted.get(f"address-{number}", ""))
    ]


def every_of(form: forms.Form) -> dict[str, Any]:
    """What goes with all feeds that are followed from one form."""
    return {"outlet": form.cleaned_data["outlet"], "every": form.cleaned_data["every"]}
