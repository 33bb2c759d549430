"""Ruled: a collation that keeps to what people said. They outrank the machine; where two of them
speak against each other, the later does. Applied after the machine has grouped, so that nothing it
weighs is bent, and every sentence still stands in exactly one row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from .collated import Account, AccountMember, Figure, FigureMember, FigureRelation
from .renderings import Rendering
from .rows import Group
from .rulings import Fate, Place, Ruling, RulingKind
from .settling import Said, Settled
from .telling import Sentence, Telling

#: What a row says lined it up where a person did.
JOINED = "put together by a person"
_ROWS: tuple[RulingKind, ...] = ("together", "apart", "absent")
_QUOTES: tuple[RulingKind, ...] = ("same words", "other words")


class Ruled:
    """People's rulings on one collation, oldest first, and what became of each."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self._rulings = rulings
        self.fates: dict[str, Fate] = {}

    def rows(self, groups: list[Group], tellings: Sequence[Telling]) -> list[Group]:
        """The groups as people want them; each sentence in exactly one, as before."""
        rulings = self._of(*_ROWS)
        if not rulings:
            return groups
        by_key = {telling.key: telling for telling in tellings}
        settled = Settled(
            [
                Said(
                    ruling.name,
                    ruling.kind == "together",
                    _sentences(ruling.ours, by_key),
                    _sentences(ruling.theirs, by_key),
                )
                for ruling in rulings
            ]
        )
        self.fates.update(settled.fates)
        sentence_at = {(s.key, s.number): s for group in groups for s in group.sentences}
        pinned = {name: settled.leader(name) for name in sentence_at}
        fitted = settled.fit([[(s.key, s.number) for s in group.sentences] for group in groups])
        order = {telling.key: n for n, telling in enumerate(tellings)}
        known = {_names(group.sentences): group for group in groups}
        made: list[Group] = []
        for members in fitted:
            sentences = sorted(
                (sentence_at[member] for member in members), key=lambda s: (order[s.key], s.number)
            )
            made += _as_groups(tuple(sentences), known, pinned)
        return made

    def quotes(self, groups: list[list[Rendering]]) -> list[list[Rendering]]:
        """The groups of renderings as people want them, single ones among them."""
        rulings = self._of(*_QUOTES)
        if not rulings:
            return groups
        rendering_at = {_place(r): r for group in groups for r in group}
        settled = Settled(
            [
                Said(
                    ruling.name,
                    ruling.kind == "same words",
                    _renderings(ruling.ours, rendering_at),
                    _renderings(ruling.theirs, rendering_at),
                )
                for ruling in rulings
            ]
        )
        self.fates.update(settled.fates)
        fitted = settled.fit([[_place(r) for r in group] for group in groups])
        return [[rendering_at[place] for place in group] for group in fitted]

    def figures(
        self, figures: tuple[Figure, ...], tellings: Sequence[Telling]
    ) -> tuple[Figure, ...]:
        """The figures with the relations that people set; what was said not to measure the same
        stands beside nothing."""
        keys = [telling.key for telling in tellings]
        found = list(figures)
        rulings = self._of("figure")
        for ruling in rulings:
            found = _with_figure(found, ruling, keys)
        self._tell(rulings, lambda ruling: _figure_holds(found, ruling))
        return tuple(found)

    def accounts(self, accounts: tuple[Account, ...]) -> tuple[Account, ...]:
        """The acts placed differently, without those that a person said are not."""
        found = list(accounts)
        rulings = self._of("act")
        for ruling in rulings:
            held = [one for one in found if _told_by(one.members, ruling.ours) > 1]
            if ruling.stance != "conflict":
                found = [one for one in found if one not in held]
            elif not held:
                found.append(_account(ruling, accounts))
        self._tell(
            rulings,
            lambda ruling: (
                any(_told_by(one.members, ruling.ours) > 1 for one in found)
                is (ruling.stance == "conflict")
            ),
        )
        return tuple(found)

    def _of(self, *kinds: RulingKind) -> list[Ruling]:
        return [ruling for ruling in self._rulings if ruling.kind in kinds]

    def _tell(self, rulings: Sequence[Ruling], holds: Callable[[Ruling], bool]) -> None:
        for ruling in rulings:
            if len({place.key for place in ruling.places}) < 2:
                self.fates[ruling.name] = "no place"
            else:
                self.fates[ruling.name] = "stands" if holds(ruling) else "overruled"


# --- rows -------------------------------------------------------------------------------------

_Name = tuple[str, int]  # article key, number of the sentence


def _sentences(places: Iterable[Place], by_key: Mapping[str, Telling]) -> tuple[_Name, ...]:
    """The sentences that stand at the places: those mostly inside one, else the one most of it."""
    found: dict[_Name, None] = {}
    for place in places:
        telling = by_key.get(place.key)
        if telling is None:
            continue
        touched = [s for s in telling.sentences if place.shared(s.span.start, s.span.end) > 0]
        inside = [s for s in touched if 2 * place.shared(s.span.start, s.span.end) >= s.span.length]
        if not inside and touched:
            inside = [max(touched, key=lambda s: place.shared(s.span.start, s.span.end))]
        found.update(((s.key, s.number), None) for s in inside)
    return tuple(found)


def _names(sentences: Sequence[Sentence]) -> frozenset[_Name]:
    return frozenset((s.key, s.number) for s in sentences)


def _as_groups(
    sentences: tuple[Sentence, ...],
    known: Mapping[frozenset[_Name], Group],
    pinned: Mapping[_Name, _Name],
) -> list[Group]:
    """The sentences as a group: the machine's own where it is one; what is left of one where a
    person took sentences out; one that a person put together."""
    names = _names(sentences)
    if names in known:
        return [known[names]]
    is_joined = not any(names <= other for other in known)
    if not is_joined and len({s.key for s in sentences}) == 1:  # they stand as lone ones do
        alone: dict[_Name, list[Sentence]] = {}
        for sentence in sentences:
            alone.setdefault(pinned[sentence.key, sentence.number], []).append(sentence)
        return [Group(tuple(one), "") for one in alone.values()]
    parts = sorted(
        ((other, group) for other, group in known.items() if names & other),
        key=lambda part: (-len(names & part[0]), sorted(part[0])),
    )
    held = tuple(
        one
        for _, group in parts
        for one in group.held
        if len({key for key, _ in one.places & names}) > 1
    )
    return [Group(sentences, JOINED if is_joined else parts[0][1].why, held)]


# --- quotes -----------------------------------------------------------------------------------

_At = tuple[str, int, int, int]


def _place(rendering: Rendering) -> _At:
    post = -1 if rendering.post is None else rendering.post
    return rendering.key, rendering.span.start, rendering.span.end, post


def _renderings(places: Iterable[Place], at: Iterable[_At]) -> tuple[_At, ...]:
    """For each place the rendering that covers most of both, if it covers half of either."""
    found: dict[_At, None] = {}
    for place in places:
        best: tuple[float, _At] | None = None
        for one in at:
            shared = place.shared(one[1], one[2]) if one[0] == place.key else 0
            longer = max(place.end - place.start, one[2] - one[1])
            shorter = min(place.end - place.start, one[2] - one[1])
            if shared > 0 and 2 * shared >= shorter:
                best = max(best or (0.0, one), (shared / longer, one))
        if best:
            found[best[1]] = None
    return tuple(found)


# --- figures and acts -------------------------------------------------------------------------


def _told_by(members: Iterable[FigureMember | AccountMember], places: Sequence[Place]) -> int:
    """In how many articles a member stands at one of the places."""
    return len({m.key for m in members if _is_at(m, places)})


def _is_at(member: FigureMember | AccountMember, places: Sequence[Place]) -> bool:
    start, end = member.span.start, member.span.end
    return any(p.key == member.key and p.shared(start, end) > 0 for p in places)


def _with_figure(figures: list[Figure], ruling: Ruling, keys: Sequence[str]) -> list[Figure]:
    if ruling.theirs:
        return _without(figures, ruling)
    places = ruling.ours
    told = len({place.key for place in places})
    if told < 2:
        return figures
    if ruling.stance != "unrelated":
        relation: FigureRelation = ruling.stance or "same"
        for n, figure in enumerate(figures):
            if _told_by(figure.members, places) == told:
                difference = figure.difference if relation == "conflict" else ""
                figures[n] = replace(figure, relation=relation, difference=difference)
                return figures
    members = _members(figures, ruling, keys)
    kept: list[Figure] = []
    for figure in figures:
        if _told_by(figure.members, places) > 1 or ruling.stance != "unrelated":
            left = tuple(m for m in figure.members if not _is_at(m, places))
            if len(left) < len(figure.members):
                figure = replace(figure, members=left)
        if len({m.key for m in figure.members}) > 1:
            kept.append(figure)
    if ruling.stance != "unrelated" and len({m.key for m in members}) > 1:
        kept.append(Figure(ruling.what, members, relation))
    return kept


def _without(figures: Sequence[Figure], ruling: Ruling) -> list[Figure]:
    """The figures, `ours` in none with `theirs`: they do not measure the same."""
    kept: list[Figure] = []
    for figure in figures:
        if _told_by(figure.members, ruling.theirs):
            left = tuple(m for m in figure.members if not _is_at(m, ruling.ours))
            if len(left) < len(figure.members):
                figure = replace(figure, members=left)
        if len({m.key for m in figure.members}) > 1:
            kept.append(figure)
    return kept


def _members(
    figures: Sequence[Figure], ruling: Ruling, keys: Sequence[str]
) -> tuple[FigureMember, ...]:
    """The ruled members as the machine reads them now, else as they were when the person spoke."""
    read = {(m.key, m.span): m for f in figures for m in f.members if _is_at(m, ruling.ours)}
    for member in ruling.members:
        if not any(m.key == member.key and m.span.overlaps(member.span) for m in read.values()):
            read[member.key, member.span] = member
    standing = (m for m in read.values() if m.key in keys)
    return tuple(sorted(standing, key=lambda m: (keys.index(m.key), m.span.start)))


def _figure_holds(figures: Sequence[Figure], ruling: Ruling) -> bool:
    if ruling.theirs:
        return not any(
            _told_by(figure.members, ruling.ours) and _told_by(figure.members, ruling.theirs)
            for figure in figures
        )
    told = len({place.key for place in ruling.ours})
    if ruling.stance == "unrelated":
        return not any(_told_by(figure.members, ruling.ours) > 1 for figure in figures)
    return any(
        figure.relation == ruling.stance and _told_by(figure.members, ruling.ours) == told
        for figure in figures
    )


def _account(ruling: Ruling, accounts: Sequence[Account]) -> Account:
    for account in accounts:
        if _told_by(account.members, ruling.ours) > 1:
            return account
    return Account(ruling.what, tuple(AccountMember(m.key, m.span) for m in ruling.members))
