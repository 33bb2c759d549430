"""How a mark of an earlier text came to stand where it stands now, as its card says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from coverage.models import ArticleVersion

from .articlerecords import (
    AppearanceCard,
    ClaimCard,
    CodingCard,
    FoundAgain,
    MarkedCard,
    NoteCard,
    QuoteCard,
)

AnyCard = TypeVar("AnyCard", QuoteCard, MarkedCard, ClaimCard, AppearanceCard, NoteCard, CodingCard)
#: Where a mark has the very words it had, nothing needs saying.
HOW = {
    "context": "found again by its surroundings",
    "fuzzy": "found again by likeness",
    "person": "placed here by a person",
}


def with_found(cards: Iterable[AnyCard], kind: str, version: ArticleVersion) -> list[AnyCard]:
    """The cards of one kind; those of marks that were not found by their very words say how."""
    return [_told(card, version.carried.get(f"{kind}:{card.key}")) for card in cards]


def _told(card: AnyCard, told: dict[str, Any] | None) -> AnyCard:
    if not told or told["how"] not in HOW:
        return card
    percent = round(100 * told["sure"]) if told["how"] != "person" else 0
    found = FoundAgain(HOW[told["how"]], percent, told["was"], told["from"])
    return replace(card, decided=replace(card.decided, found=found))
