"""What else people are asked about, on pages of its own: how many speakers look alike."""

from __future__ import annotations

from coverage.models import Speaker

from .speakersuggestions import pairs_for

#: The most quoted speakers whose pairs are counted.
MOST_SPEAKERS = 50


def alike_count() -> int:
    """How many pairs of speakers that look alike wait for an answer, of the most quoted ones."""
    speakers = list(Speaker.objects.for_list().filter(article_count__gt=0)[:MOST_SPEAKERS])
    found = pairs_for(speakers, only_after=True) if speakers else []
    return sum(not pair.put_off for pair in found)
