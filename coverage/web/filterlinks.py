"""The links beside a list that set a filter or take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Asked(Protocol):
    """What the address asks for: a value for each group of filters."""

    def href(self, **changed: Any) -> str: ...


@dataclass(frozen=True, slots=True)
class FilterLink:
    """A link that sets or takes back a filter, and how many rows it would leave."""

    words: str
    href: str
    count: int | None
    is_on: bool
    name: str = ""  # of the value, where its count is renewed on the page


@dataclass(frozen=True, slots=True)
class FilterGroup:
    title: str
    links: tuple[FilterLink, ...]


def filter_links(
    group: str, words: Mapping[str, str], asked: Asked, counts: Mapping[str, int]
) -> tuple[FilterLink, ...]:
    """A link for each value of a group, the one in use taking it back; counts by "group_value"."""
    now = getattr(asked, group)
    return tuple(
        FilterLink(
            said,
            asked.href(**{group: "" if name == now else name}),
            counts[f"{group}_{name}"],
            name == now,
        )
        for name, said in words.items()
    )
