"""The choices over the tabs that lay out no rows, as links that keep one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from coverage.desk.pages import StoryPage
from coverage.desk.storytimeline import TimelinePage
from coverage.desk.whoquotes import SORTS, Sort

from .controls import Choice, called, outlets_told, shared_query, toggled

#: Letters of a wording in the menu of what can be followed.
LONGEST = 48


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address of one tab."""

    picked: tuple[int, ...]
    base: int
    copies_once: bool
    own: Mapping[str, str] = field(default_factory=dict)  # sort, of, open, page, verb

    @classmethod
    def of(cls, page: StoryPage, own: Mapping[str, str] | None = None) -> Asked:
        """What the page shows, with the tab's own choices."""
        return cls(page.picked, page.base, page.copies_once, own or {})

    def query(self) -> list[tuple[str, str]]:
        query = [(name, value) for name, value in self.own.items() if value]
        return query + shared_query(self.picked, self.base, self.copies_once)

    def href(self, **own: str) -> str:
        """The address with these choices in place of their like."""
        return "?" + urlencode(replace(self, own={**self.own, **own}).query())


@dataclass(frozen=True, slots=True)
class TabControls:
    outlets: tuple[Choice, ...]
    outlets_told: str
    all_outlets: str
    is_picked: bool
    hidden_inputs: tuple[tuple[str, str], ...]
    copies: tuple[Choice, ...]  # () where no articles share one text
    here: Asked
    base: tuple[Choice, ...] = ()  # () on tabs that have none
    sort: tuple[Choice, ...] = ()
    follow: tuple[Choice, ...] = ()

    @property
    def base_told(self) -> str:
        return _told(self.base)

    @property
    def follow_told(self) -> str:
        return _told(self.follow).partition(" · in ")[0]


def _told(choices: tuple[Choice, ...]) -> str:
    """The choice that is made."""
    return next((choice.short or choice.words for choice in choices if choice.is_on), "none")


def tab_controls(
    page: StoryPage,
    asked: Asked,
    *,
    base: tuple[Choice, ...] = (),
    sort: tuple[Choice, ...] = (),
    follow: tuple[Choice, ...] = (),
) -> TabControls:
    """The controls of a tab: those that all have, and those of its own that are given."""
    every = page.all_columns
    picked = asked.picked or tuple(column.article for column in every)
    return TabControls(
        outlets=tuple(
            Choice(
                called(column),
                replace(asked, picked=toggled(every, asked.picked, column.article)).href(),
                column.article in picked,
                article=column.article,
                short=column.called,
            )
            for column in every
        ),
        outlets_told=outlets_told(page),
        all_outlets=replace(asked, picked=()).href(),
        is_picked=bool(asked.picked),
        hidden_inputs=tuple(replace(asked, picked=()).query()),
        copies=_copies(asked) if page.has_copies else (),
        here=asked,
        base=base,
        sort=sort,
        follow=follow,
    )


def base_choices(page: StoryPage, asked: Asked) -> tuple[Choice, ...]:
    """Each outlet as the base, and none; () where there is nothing to compare."""
    if len(page.all_columns) < 2:
        return ()
    none = Choice("none", replace(asked, base=0).href(), not asked.base)
    return (
        none,
        *(
            Choice(
                called(column),
                replace(asked, base=column.article).href(),
                column.article == asked.base,
                short=column.called,
            )
            for column in page.all_columns
        ),
    )


def sort_choices(asked: Asked, sort: Sort) -> tuple[Choice, ...]:
    """How the speakers can be sorted; a new order begins on its first page."""
    return tuple(
        Choice(words, asked.href(sort="" if key == "first" else key, page=""), key == sort)
        for key, words in SORTS.items()
    )


def _copies(asked: Asked) -> tuple[Choice, ...]:
    return (
        Choice("each", replace(asked, copies_once=False).href(), not asked.copies_once),
        Choice("once", replace(asked, copies_once=True).href(), asked.copies_once),
    )


def follow_choices(page: TimelinePage, asked: Asked) -> tuple[Choice, ...]:
    """What can be followed through the texts, the usual one first; () where nothing can."""
    if not page.can_follow:
        return ()
    here = page.followed.key if page.followed else "none"
    usual = page.can_follow[0].key
    return (
        *(
            Choice(
                f"{_short(one.words)} · in {one.articles}",
                asked.href(of="" if one.key == usual else one.key),
                one.key == here,
            )
            for one in page.can_follow
        ),
        Choice("none", asked.href(of="none"), here == "none"),
    )


def _short(words: str) -> str:
    words = " ".join(words.split())
    words = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    return words if words.startswith(("@", "a ")) else f"“{words}”"
