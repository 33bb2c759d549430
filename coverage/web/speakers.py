"""The speakers, one speaker with what outlets quote of them, and who may be the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coverage.desk.people import is_editor
from coverage.desk.speakerevidence import BareName, bare_names_for
from coverage.desk.speakerhistory import speaker_history
from coverage.desk.speakerpage import lately_changed, mentioned, other_names, outlets_quoting
from coverage.desk.speakerpairs import members_of, said_together
from coverage.desk.speakersuggestions import Pair, next_pairs, pairs_for
from coverage.desk.speakertimes import speaker_times
from coverage.models import Speaker
from coverage.text.spans import as_body

from .editors import signed_in
from .numbers import number_of
from .showing import show
from .speaker_list import speaker_list
from .speaker_quotes import speaker_quotes

#: Pairs and bare names asked about on a speaker's page, and how many of them at once.
MOST_PAIRS, MOST_BARE_NAMES, AT_ONCE = 5, 10, 2
#: Names offered while one is typed.
OFFERED = 12
#: The list of most quoted speakers is looked through no further than this place.
LAST_PLACE = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Who may be the same: a few to answer at once, the rest folded, so that quotes come soon."""

    pairs: Sequence[Pair]
    bare_names: Sequence[BareName]
    more_pairs: Sequence[Pair]
    more_bare_names: Sequence[BareName]

    @classmethod
    def of(cls, pairs: Sequence[Pair], bare_names: Sequence[BareName]) -> Asked:
        pairs, bare_names = pairs[:MOST_PAIRS], bare_names[:MOST_BARE_NAMES]
        bare = max(1, AT_ONCE - len(pairs)) if bare_names else 0
        whole = AT_ONCE - bare
        return cls(pairs[:whole], bare_names[:bare], pairs[whole:], bare_names[bare:])

    @property
    def more(self) -> int:
        return len(self.more_pairs) + len(self.more_bare_names)


@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """Everybody quoted by a proper name, looked for as it is typed."""
    return show(request, "speakers/speakers", {"list": speaker_list(request.GET)})


@require_safe
def speaker(request: HttpRequest, speaker_id: int) -> HttpResponse:
    """One speaker's quotes by story; a merged speaker's address leads to where they are now."""
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=speaker_id)
    if found.merged_into:
        return moved(request, found.merged_into)
    outlets, names = outlets_quoting(found), other_names(found)
    context: dict[str, Any] = {
        "speaker": found,
        "names": names,
        "mentioned": mentioned(found, names),
        "outlets": outlets,
        "times": speaker_times(found),
        "named_outlets": sum(row["outlet"] is not None for row in outlets),
        "list": speaker_quotes(found, request.GET),
        "members": members_of(found),
        "together": said_together(found, names),
    }
    if is_editor(request.user):
        context |= {
            "asked": Asked.of(pairs_for([found]), bare_names_for(found)),
            "changed": lately_changed(found, signed_in(request)),
        }
    return show(request, "speakers/speaker", context)


def moved(request: HttpRequest, to: Speaker) -> HttpResponse:
    """For good, with what the address asked for."""
    asked = request.GET.urlencode()
    return HttpResponsePermanentRedirect(f"{to.get_absolute_url()}{'?' if asked else ''}{asked}")


@require_safe
def history(request: HttpRequest, speaker_id: int) -> HttpResponse:
    """Who merged, split and answered what, with the way back."""
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=speaker_id)
    return show(request, "speakers/history", {"history": speaker_history(found)})


@require_safe
def same(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one speaker, for a person to answer."""
    place = min(number_of(request.GET.get("from", "")), LAST_PLACE)
    pairs, go_on = next_pairs(place)
    return show(request, "speakers/same", {"pairs": pairs, "place": place, "go_on": go_on})


@require_safe
def offer(request: HttpRequest) -> HttpResponse:
    """Names that hold what was typed, as options of a list."""
    typed = " ".join(as_body(request.GET.get("to", "")).split())[:100]
    found = Speaker.objects.for_list().called_like(typed)[:OFFERED] if typed else ()
    return render(request, "speakers/_offered.html", {"speakers": found})
