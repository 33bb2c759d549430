"""Invented coverage of one fire at sea, told by as many outlets as a test asks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coverage.desk.comparison import compare
from coverage.models import Story
from tests.factories import make_article, make_story

OUTLETS = (
    "Meridian", "Harbour Post", "Quay News", "Evening Tide", "Causeway", "Northern Line",
    "Gull", "Lantern", "Estuary", "Pilot", "Weekly Dock", "Saltmarsh",
)  # fmt: skip
INJURED = ("At least 12", "9", "More than a dozen", "At least 12", "", "12")
LONG = "We counted everyone twice before the boats went down and nobody was missing,"
SHORT = "We counted everyone twice,"


def ferry_story(outlets: int, **fields: str) -> Story:
    """A compared story; the outlets publish an hour after each other."""
    first = datetime(2026, 10, 14, 6, 10, tzinfo=UTC)
    articles = []
    for number in range(outlets):
        words = LONG if number % 3 else SHORT
        articles.append(
            make_article(
                told(number, words),
                outlet=OUTLETS[number],
                headline=f"Night ferry on fire off Orle, {OUTLETS[number]} reports",
                published_at=first + timedelta(hours=number),
                quotes=[{"words": words, "speaker": "Jonas Reed"}],
            )
        )
    story = make_story(*articles, headline="Night ferry on fire off Orle", **fields)
    compare(story)
    return story


def told(number: int, words: str) -> str:
    """One outlet's text."""
    who = ("the coastguard", "officials", "a spokesman for the line")[number % 3]
    injured = INJURED[number % len(INJURED)]
    passages = [
        f"The night ferry Tern was evacuated on Wednesday after a fire in its engine room, {who} "
        "said.",
        f"“{words}” said Captain Jonas Reed.",
    ]
    if injured:
        passages.append(f"{injured} people were treated for smoke on the quay at Orle.")
    if number == 1:
        passages.append("A fuel line had been repaired with tape, an engineer told the paper.")
    passages.append("All 148 passengers were taken off in lifeboats.")
    return "\n\n".join(passages) + "\n"
