"""What pages say of people's rulings: who said what of which row, utterance, figure or cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from coverage.models import Article, Ruling

from .ruledplaces import where_now

if TYPE_CHECKING:
    from .bench import Bench

Kind = Ruling.Kind
#: What was done, before "by NAME".
_DONE = {
    Kind.TOGETHER: "put together",
    Kind.APART: "parted",
    Kind.SAME_WORDS: "same words, matched",
    Kind.OTHER_WORDS: "other words, parted",
    Kind.ABSENT: "checked",
    Kind.FIGURE: "relation set",
    Kind.ACT: "relation set",
}
_AS_IT_IS = {Kind.TOGETHER: "row confirmed", Kind.SAME_WORDS: "match confirmed"}


@dataclass(frozen=True, slots=True)
class Note:
    """A ruling that stands, in a few words."""

    key: int
    kind: str
    words: str  # "put together"
    who: str
    at: datetime
    stance: str = ""


@dataclass(frozen=True, slots=True)
class RuledOn:
    """A ruling and where its words stand in the articles at hand: (article id, start, end)."""

    note: Note
    ours: tuple[tuple[int, int, int], ...]
    theirs: tuple[tuple[int, int, int], ...]


def ruled_on(articles: Sequence[Article], fates: dict[str, str]) -> tuple[RuledOn, ...]:
    """The rulings that bear on the articles' comparison, oldest first; those that later ones
    overrule, or whose words stand nowhere, are left to the history. Two queries where the stored
    comparison kept to any."""
    if not fates:
        return ()
    bodies = {a.pk: a.current_version for a in articles}
    rows = Ruling.objects.standing().on_articles(list(bodies)).select_related("person")
    found = []
    for row in rows.prefetch_related("places"):
        if fates.get(str(row.pk)) not in ("stands", "in part"):
            continue
        ours: list[tuple[int, int, int]] = []
        theirs: list[tuple[int, int, int]] = []
        for place in row.places.all():
            if stands := where_now(place, bodies.get(place.article_id)):
                (theirs if place.is_theirs else ours).append((place.article_id, *stands))
        found.append(RuledOn(_note(row, bool(theirs)), tuple(ours), tuple(theirs)))
    return tuple(found)


def _note(row: Ruling, has_theirs: bool) -> Note:
    kind = Kind(row.kind)
    done = _DONE[kind] if has_theirs else _AS_IT_IS.get(kind, _DONE[kind])
    if kind == Kind.FIGURE and has_theirs:
        done = "another figure taken out"
    return Note(row.pk, row.kind, done, who_of(row.person), row.made_at, row.stance)


def who_of(person: Any) -> str:
    """The person's name; "somebody" where they are gone."""
    return person.get_username() if person else "somebody"


class Notes:
    """Which notes stand where in one comparison; each found without a query."""

    def __init__(self, bench: Bench, rulings: Sequence[RuledOn]) -> None:
        self._bench, self._rulings = bench, rulings
        self.on_row: defaultdict[int, list[Note]] = defaultdict(list)
        self.absent: dict[tuple[int, int], Note] = {}  # (row number, article id)
        for one in rulings:
            if one.note.kind == Kind.ABSENT:
                for article, *_ in one.ours:
                    for number in self._rows(one.theirs):
                        self.absent[number, article] = one.note
            elif one.note.kind in (Kind.TOGETHER, Kind.APART):
                parted = one.note.kind == Kind.APART
                for number in self._rows(one.ours if parted else one.ours + one.theirs):
                    self.on_row[number].append(one.note)

    def on_utterance(self, utterance: dict[str, Any]) -> tuple[Note, ...]:
        """Of the quotes of a stored utterance."""
        spans = [
            (wording["article"], start, end)
            for wording in utterance["wordings"]
            for start, end in wording["spans"]
        ]
        return tuple(self._touching((Kind.SAME_WORDS, Kind.OTHER_WORDS), spans, 1))

    def on_quote(self, article: int, start: int, end: int) -> tuple[Note, ...]:
        """Of a quote that stands alone."""
        return tuple(self._touching((Kind.OTHER_WORDS,), [(article, start, end)], 1))

    def on_figure(self, members: Sequence[dict[str, Any]]) -> tuple[Note, ...]:
        """Of the members of a stored figure or act."""
        spans = [(m["article"], *m["span"]) for m in members]
        return tuple(self._touching((Kind.FIGURE, Kind.ACT), spans, 2))

    def _rows(self, places: Sequence[tuple[int, int, int]]) -> set[int]:
        numbers = {self._bench.row_of(article, start) for article, start, _ in places}
        return numbers - {0}

    def _touching(
        self, kinds: Sequence[str], spans: Sequence[tuple[int, int, int]], least: int
    ) -> Iterator[Note]:
        for one in self._rulings:
            if one.note.kind not in kinds:
                continue
            places = one.ours if one.note.kind == Kind.OTHER_WORDS else one.ours + one.theirs
            held = {
                article
                for article, start, end in places
                for other, left, right in spans
                if article == other and start < right and left < end
            }
            if len(held) >= least:
                yield one.note
