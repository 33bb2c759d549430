"""Rows of every kind, so that every page of the admin has something to show."""

import pytest

from coverage.models import (
    Article,
    Codebook,
    Comparison,
    OutletName,
    Quote,
    Redirect,
    SpeakerName,
    Utterance,
)
from tests.factories import (
    BODY,
    make_article,
    make_coding,
    make_note,
    make_story,
    make_tag,
)

CLAIM = "At least 12 lorries were turned back."


def make_coverage(person, number: int) -> Article:
    """One more article with a row of every kind, in a story of its own."""
    body = BODY.replace("Orle", f"Orle {number}")
    article = make_article(
        body,
        headline=f"Bridge {number} closed",
        quotes=[{"words": "Nobody was hurt,", "speaker": f"Ada Voss {number}"}],
        posts=[{"words": f"The harbour bridge at Orle {number}", "handle": f"orle{number}"}],
        claims=[CLAIM, f"The harbour bridge at Orle {number} was closed"],
        quantities=[{"words": "12", "low": 12, "unit": "lorry"}],
        outlet=f"Gull {number}",
        content=f"as received {number}".encode(),
        address=f"https://gull.example/{number}",
    )
    version = article.current_version
    quote = version.quotes.get()
    make_coding(
        quote, make_tag(f"safety {number}", Codebook.objects.create(name=f"Book {number}")), person
    )
    make_note(article, "harbour master", "ask her", person)
    story = make_story(article, headline=f"Story {number}")
    utterance = Utterance.objects.create(story=story, text="Nobody was hurt,", key=f"k{number}")
    Quote.objects.filter(pk=quote.pk).update(utterance=utterance)
    Comparison.objects.create(
        story=story,
        number=1,
        collation_version="1",
        made_from={str(article.pk): version.pk},
        result={"rows": []},
    )
    OutletName.objects.create(outlet_id=article.outlet_id or 0, name=f"The Gull {number}")
    SpeakerName.objects.create(speaker_id=quote.speaker_id or 0, name=f"A. Voss {number}")
    Redirect.objects.create(old_story=90_000 + number, story=story)
    return article


@pytest.fixture
def coverage(editor) -> list[Article]:
    return [make_coverage(editor, number) for number in range(3)]
