"""Settling people's words on what belongs together: the later stands, and what is grouped obeys.

Constrained clustering (Wagstaff and others 2001) with must-link and cannot-link pairs, except that
pairs which contradict each other are weighed by when they were said, so that there is always one
outcome: every member in exactly one group.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .rulings import Fate

Member = TypeVar("Member", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Said(Generic[Member]):
    """A ruling on members that were found: all of them one, or `ours` apart from `theirs`."""

    name: str
    is_join: bool
    ours: tuple[Member, ...]
    theirs: tuple[Member, ...]


class Settled(Generic[Member]):
    """Who belongs with whom by people's words alone, and what became of each ruling."""

    def __init__(self, said: Sequence[Said[Member]]) -> None:
        """`said` in the order in which it was said; the latest is heard first."""
        self._leader: dict[Member, Member] = {}
        self._apart: dict[Member, set[Member]] = {}
        self.leaving: set[Member] = set()
        self.fates: dict[str, Fate] = {}
        for one in reversed(said):
            self.fates[one.name] = self._join(one) if one.is_join else self._part(one)

    def leader(self, member: Member) -> Member:
        """The member that stands for all that are one with it."""
        path = []
        while (above := self._leader.get(member, member)) != member:
            path.append(member)
            member = above
        for below in path:
            self._leader[below] = member
        return member

    def unite(self, one: Member, other: Member) -> bool:
        """Makes the two one; False where somebody said that they, or what they are one with, are
        apart."""
        ours, theirs = self.leader(one), self.leader(other)
        if ours == theirs:
            return True
        if theirs in self._apart.get(ours, ()):
            return False
        self._leader[theirs] = ours
        moved = self._apart.pop(theirs, set())
        for far in moved:
            self._apart[far].discard(theirs)
            self._apart[far].add(ours)
        if moved:
            self._apart.setdefault(ours, set()).update(moved)
        return True

    def _join(self, one: Said[Member]) -> Fate:
        members = list(dict.fromkeys((*one.ours, *one.theirs)))
        if len(members) < 2:
            return "no place"
        before = len({self.leader(member) for member in members})
        heads = self._gather(members)
        if heads == 1:
            return "stands"
        return "overruled" if heads == before else "in part"

    def _gather(self, members: Iterable[Member]) -> int:
        """Unites each with the first before it that it may be one with; how many stay apart."""
        heads: list[Member] = []
        for member in members:
            if not any(self.unite(head, member) for head in heads):
                heads.append(member)
        return len(heads)

    def _part(self, one: Said[Member]) -> Fate:
        if not one.ours or not one.theirs:
            return "no place"
        held = {True: 0, False: 0}
        for ours in map(self.leader, one.ours):
            for theirs in map(self.leader, one.theirs):
                held[ours != theirs] += 1
                if ours != theirs:
                    self._apart.setdefault(ours, set()).add(theirs)
                    self._apart.setdefault(theirs, set()).add(ours)
        self.leaving.update(one.ours)
        if not held[False]:
            return "stands"
        return "in part" if held[True] else "overruled"

    def fit(self, groups: Iterable[Sequence[Any]]) -> list[list[Any]]:
        """The members of `groups` grouped anew: groups join where somebody joined members of them,
        and who was parted from others leaves. Each member stands in exactly one group, before and
        after; members must be sortable, and the order of groups and members changes nothing."""
        ordered = sorted(sorted(group) for group in groups if group)
        for group in ordered:
            self._gather(sorted(group, key=lambda member: (member in self.leaving, member)))
        fitted: dict[Member, list[Any]] = {}
        for group in ordered:
            for member in group:
                fitted.setdefault(self.leader(member), []).append(member)
        return [sorted(group) for group in fitted.values()]
