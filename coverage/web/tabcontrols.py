"""The choices over the tabs that lay out no rows, as links that keep one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from coverage.desk.storybench import OpenStory
from coverage.desk.storytimeline import TimelinePage
from coverage.desk.whoquotes import SORTS

from .controls import Choice, _toggled, called

#: Letters of a wording in the menu of what can be followed.
LONGEST = 48


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the address of one tab."""

    picked: tuple[int, ...]
    base: int
    copies_once: bool
    own: Mapping[str, str] = field(default_factory=dict)  # sort, of, open, verb

    def query(self) -> list[tuple[str, str]]:
        query = [(name, value) for name, value in self.own.items() if value]
        if self.base:
            query.append(("base", str(self.base)))
        if self.copies_once:
            query.append(("copies", "once"))
        return query + [("pick", str(article)) for article in self.picked]

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
    base: tuple[Choice, ...]  # () on tabs that have none
    base_told: str
    copies: tuple[Choice, ...]  # () where no articles share one text
    sort: tuple[Choice, ...]
    follow: tuple[Choice, ...]
    follow_told: str
    here: Asked


def tab_controls(
    opened: OpenStory, asked: Asked, context: Mapping[str, Any], name: str
) -> TabControls:
    """The controls of the tab of that name, whose own page stands in the context."""
    every = opened.bench.columns
    picked = asked.picked or tuple(column.article for column in every)
    base = next((column.called for column in every if column.article == asked.base), "none")
    page: TimelinePage | None = context.get("timeline")
    return TabControls(
        outlets=tuple(
            Choice(
                called(column),
                replace(asked, picked=_toggled(every, asked.picked, column.article)).href(),
                column.article in picked,
                article=column.article,
                short=column.called,
            )
            for column in every
        ),
        outlets_told=f"all {len(every)}"
        if len(picked) == len(every)
        else f"{len(picked)} of {len(every)}",
        all_outlets=replace(asked, picked=()).href(),
        is_picked=bool(asked.picked),
        hidden_inputs=tuple(replace(asked, picked=()).query()),
        base=_bases(opened, asked) if name == "story-framing" and len(every) > 1 else (),
        base_told=base,
        copies=_copies(asked) if opened.has_copies else (),
        sort=tuple(
            Choice(
                words, asked.href(sort="" if key == "first" else key), key == context["who"].sort
            )
            for key, words in SORTS.items()
        )
        if name == "story-who"
        else (),
        follow=_follows(page, asked) if page else (),
        follow_told=_short(page.followed.words) if page and page.followed else "none",
        here=asked,
    )


def _bases(opened: OpenStory, asked: Asked) -> tuple[Choice, ...]:
    none = Choice("none", replace(asked, base=0).href(), not asked.base)
    return (
        none,
        *(
            Choice(
                called(column),
                replace(asked, base=column.article).href(),
                column.article == asked.base,
            )
            for column in opened.bench.columns
        ),
    )


def _copies(asked: Asked) -> tuple[Choice, ...]:
    return (
        Choice("each", replace(asked, copies_once=False).href(), not asked.copies_once),
        Choice("once", replace(asked, copies_once=True).href(), asked.copies_once),
    )


def _follows(page: TimelinePage, asked: Asked) -> tuple[Choice, ...]:
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
