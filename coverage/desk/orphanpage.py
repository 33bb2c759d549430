"""Pages of marks without a place: each with its old words, and where it may stand now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coverage.models import Article, ArticleVersion, Coding, Note, Orphan, Quote
from coverage.text.versions.reanchoring import FoundAgain, Reanchoring

from .assignments import orphans_seen
from .orphans import MODELS

#: Letters shown on either side of what was marked, and of a place that is offered.
AROUND = 90
HOW = {
    "exact": "the same words",
    "context": "at the same surroundings",
    "fuzzy": "words like them",
}
CALLED = {
    "marked": "words in marks",
    "passage": "kind of paragraph",
    "coding": "tag",
    "quantity": "figure",
    "dispute": "decision on a disagreement",
}
#: Settled marks listed beneath those to place.
MOST_SETTLED = 50


@dataclass(frozen=True, slots=True)
class InContext:
    """Words with what stands before and after them, shortened."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A place that may be meant."""

    start: int
    end: int
    shown: InContext
    how: str
    percent: int


@dataclass(frozen=True, slots=True)
class OrphanCard:
    key: int
    revision: int
    called: str  # "quote", "tag “calm”", "note"
    said: str  # a note's own words
    old: InContext
    version: int  # in which it was marked
    state: str
    by: str
    why: str
    tags: tuple[str, ...]  # that have no place either and go with it
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class SettledLine:
    key: int
    revision: int
    called: str
    words: str
    what: str  # "placed by a person"
    by: str
    at: datetime | None
    can_undo: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the newest text; `start` is where it begins in it, in code points."""

    number: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class OrphansPage:
    article: Article
    version: int
    versions: int
    cards: tuple[OrphanCard, ...]
    settled: tuple[SettledLine, ...]
    lines: tuple[Line, ...]


def orphan_count(person: int) -> int:
    """Marks without a place that the person (their id) is asked about, over all articles; a tag on
    such a quote goes with it and does not count."""
    return asked_about(person).count()


def asked_about(person: int | None = None) -> Any:
    """Those orphans, tags that go with their quote left out; everybody's without a person."""
    quotes = Orphan.objects.to_place().filter(kind=Quote.fingerprint_kind).values("row")
    tags = Coding.objects.filter(quote__in=quotes).values("pk")
    rows = Orphan.objects.to_place().exclude(kind="coding", row__in=tags)
    return rows if person is None else orphans_seen(rows, person)


def orphans_page(article: Article, person: int) -> OrphansPage:
    """Everything of one article for the person. Queries: versions, orphans, their rows by kind,
    earlier texts."""
    version = article.current_version
    assert version is not None
    rows = list(orphans_seen(Orphan.objects.filter(article=article).for_list(), person))
    open_ones = [row for row in rows if row.state == Orphan.State.OPEN]
    marks = marks_of(open_ones)
    with_quote = _tags_by_quote(open_ones, marks)
    grouped = {orphan.pk for tags in with_quote.values() for orphan in tags}
    texts = {row.source_id: row.source for row in open_ones}
    again = {key: Reanchoring(text.body, version.body) for key, text in texts.items()}
    settled = [row for row in rows if row.state in (Orphan.State.PLACED, Orphan.State.GONE)]
    settled.sort(key=lambda row: str(row.decided_at), reverse=True)
    return OrphansPage(
        article=article,
        version=version.number,
        versions=article.versions.count(),
        cards=tuple(
            _card(row, marks.get((row.kind, row.row)), again[row.source_id],
                  [called(tag, marks) for tag in with_quote.get(row.row, ())
                   if row.kind == Quote.fingerprint_kind])
            for row in open_ones
            if row.pk not in grouped
        ),
        settled=tuple(_settled(row, version) for row in settled[:MOST_SETTLED]),
        lines=_lines(version.body),
    )  # fmt: skip


def marks_of(orphans: Iterable[Orphan]) -> dict[tuple[str, int], Any]:
    """(kind, number) → the mark itself; a query for each kind there is."""
    wanted: dict[str, list[int]] = {}
    for orphan in orphans:
        wanted.setdefault(orphan.kind, []).append(orphan.row)
    found = {}
    for kind, keys in wanted.items():
        rows: Any = MODELS[kind]._base_manager.filter(pk__in=keys)
        for row in rows.select_related("tag") if kind == "coding" else rows:
            found[kind, row.pk] = row
    return found


def called(orphan: Orphan, marks: dict[tuple[str, int], Any]) -> str:
    """How pages name a mark: "quote", "tag “calm”"."""
    mark = marks.get((orphan.kind, orphan.row))
    if isinstance(mark, Coding):
        return f"tag “{mark.tag.name}”"
    return CALLED.get(orphan.kind, orphan.kind)


def _tags_by_quote(
    orphans: Sequence[Orphan], marks: dict[tuple[str, int], Any]
) -> dict[int, list[Orphan]]:
    quotes = {row.row for row in orphans if row.kind == Quote.fingerprint_kind}
    tags: dict[int, list[Orphan]] = {}
    for row in orphans:
        mark = marks.get((row.kind, row.row))
        if isinstance(mark, Coding) and mark.quote_id in quotes and mark.quote_id:
            tags.setdefault(mark.quote_id, []).append(row)
    return tags


def _card(row: Orphan, mark: Any, again: Reanchoring, tags: Sequence[str]) -> OrphanCard:
    return OrphanCard(
        key=row.pk,
        revision=row.revision,
        called=called(row, {(row.kind, row.row): mark}),
        said=mark.words if isinstance(mark, Note) else "",
        old=in_context(again.old, row.start, row.end),
        version=row.source.number,
        state=row.mark_state,
        by=row.marked_by.get_username() if row.marked_by else "",
        why=row.why,
        tags=tuple(tags),
        offers=tuple(_offer(again.new, found) for found in again.candidates(row.start, row.end)),
    )


def _offer(body: str, found: FoundAgain) -> Offer:
    span = found.span
    return Offer(
        span.start,
        span.end,
        in_context(body, span.start, span.end),
        HOW[found.how],
        round(100 * found.sure),
    )


def _settled(row: Orphan, version: ArticleVersion) -> SettledLine:
    words = " ".join(row.words.split())
    return SettledLine(
        key=row.pk,
        revision=row.revision,
        called=CALLED.get(row.kind, row.kind),
        words=words if len(words) <= 140 else words[:139] + "…",
        what=str(row.get_state_display()),
        by=row.decided_by.get_username() if row.decided_by else "",
        at=row.decided_at,
        can_undo=row.state == Orphan.State.GONE or row.version_id == version.pk,
    )


def in_context(body: str, start: int, end: int) -> InContext:
    """The words with so much of their paragraph as shows where they stand, cut between words."""
    left = max(0, start - AROUND)
    before = body[left:start].rpartition("\n")[2]
    if left and len(before) == start - left:
        before = "…" + before.partition(" ")[2]
    after = body[end : end + AROUND].partition("\n")[0]
    if len(after) == AROUND and end + AROUND < len(body):
        after = after.rpartition(" ")[0] + "…"
    return InContext(before, body[start:end], after)


def _lines(body: str) -> tuple[Line, ...]:
    lines, at, number = [], 0, 0
    for text in body.split("\n"):
        if text.strip():
            number += 1
            lines.append(Line(number, at, text))
        at += len(text) + 1
    return tuple(lines)
