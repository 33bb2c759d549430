"""The forms of the feeds: one address, a list as a file, and what is ticked of several."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from coverage.desk.feeds.following import feed_address, refuse_unfollowable
from coverage.desk.feeds.lists import feeds_listed
from coverage.documents.alternates import NamedFeed
from coverage.documents.fetching import Policy
from coverage.documents.refused import Refused
from coverage.models import Feed
from coverage.models.feeds import LEAST, MOST, USUAL

from .numbers import number_or_none

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


class GivenForm(forms.Form):
    """What goes with every feed that is followed from one form."""

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

    def clean_every(self) -> int:
        return int(self.cleaned_data["every"] or USUAL)

    @property
    def given(self) -> dict[str, Any]:
        """As `follow` takes it; call it on a valid form."""
        return {"outlet": self.cleaned_data["outlet"], "every": self.cleaned_data["every"]}


class FollowForm(GivenForm):
    """One address, and what goes with its feed."""

    address = forms.CharField(
        max_length=2000,
        label="Address of a feed, or of a site that has one",
        error_messages={"required": "Give the address of a feed, or of a site that has one."},
    )

    def clean_address(self) -> str:
        """With the scheme that a person leaves out."""
        address = str(self.cleaned_data["address"]).strip()
        return address if ":" in address.split("/")[0] else f"https://{address}"


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
    refused: tuple[str, ...] = ()  # sentences for lines that name no feed

    def clean_opml(self) -> list[NamedFeed]:
        file: UploadedFile = self.cleaned_data["opml"]
        self.file_name = file.name or self.file_name
        if (file.size or 0) > _LARGEST_LIST:
            raise forms.ValidationError(
                "The file has more than 5 MB. Split it, or use `manage.py feeds import`."
            )
        named, refused = feeds_listed(file.read(), self.file_name)
        self.refused = tuple(refused)
        if not named:
            raise forms.ValidationError(
                next(iter(refused), "") or f"{file.name} lists no feed. Export them as OPML."
            )
        return named


@dataclass(frozen=True, slots=True)
class Offer:
    """One feed to tick or to leave. `number` tells its fields apart in the form; `why_not` is the
    sentence that refuses it, "" where nothing does."""

    number: int
    address: str
    title: str
    is_followed: bool
    is_ticked: bool
    why_not: str = ""

    @property
    def named(self) -> NamedFeed:
        return NamedFeed(self.address, self.title)

    @property
    def is_open(self) -> bool:
        """Whether it can be ticked."""
        return not (self.is_followed or self.why_not)


def offers(named: list[NamedFeed], all_ticked: bool, policy: Policy) -> list[Offer]:
    """The feeds to choose from; those that are followed already, and those that the policy keeps
    out as they are written, cannot be ticked."""
    kept = {_kept_address(feed.address): feed for feed in named[:MOST_OFFERED]}
    followed = set(
        Feed.objects.followed().filter(address__in=list(kept)).values_list("address", flat=True)
    )
    found = []
    for number, (address, feed) in enumerate(kept.items()):
        is_followed = address in followed
        why_not = "" if is_followed else _why_not(feed.address, policy)
        is_ticked = (all_ticked or number == 0) and not (is_followed or why_not)
        found.append(Offer(number, feed.address, feed.title, is_followed, is_ticked, why_not))
    return found


def _why_not(written: str, policy: Policy) -> str:
    try:
        refuse_unfollowable(written, policy)
    except Refused as refused:
        return str(refused)
    return ""


def _kept_address(written: str) -> str:
    try:
        return feed_address(written)
    except Refused:
        return written


def ticked(posted: QueryDict) -> list[NamedFeed]:
    """What is ticked of what `offers` gave, as the form sent it."""
    numbers = [number_or_none(number) for number in posted.getlist("feed")[:MOST_OFFERED]]
    offered = _offered(posted)
    return [offered[number] for number in numbers if number in offered]


def offers_again(posted: QueryDict, policy: Policy) -> list[Offer]:
    """The same offers as the form sent them, ticked as they were."""
    offered, chosen = _offered(posted), set(ticked(posted))
    found = offers(list(offered.values()), False, policy)
    return [replace(offer, is_ticked=offer.named in chosen) for offer in found]


def _offered(posted: QueryDict) -> dict[int, NamedFeed]:
    """Number → feed, of all that the form could tick."""
    return {
        number: NamedFeed(str(posted[name]), posted.get(f"title-{number}", "")[:300])
        for name in posted
        if name.startswith("address-")
        and (number := number_or_none(name.removeprefix("address-"))) is not None
    }
