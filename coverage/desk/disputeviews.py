"""A place where coders differ, as pages print it: words, each coder's unit, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from coverage.models import Adjudication, Tag
from coverage.text.agreement.disputes import Reading, beyond
from coverage.text.agreement.units import length_of

from .bench import count
from .codedtexts import MACHINE, Study
from .disagreements import Disputed

#: Letters of the paragraph shown on either side of what is disputed.
AROUND = 280
#: A coder's line shortens stretches of more words, and keeps so many at either end of one.
MOST_WORDS, KEPT_WORDS = 24, 9
KEYS = ("a", "b")
Took = Adjudication.Took
TAKEN = (Took.FIRST, Took.SECOND)


@dataclass(frozen=True, slots=True)
class Part:
    """Words of the text; `name` is "core" (all marked them), "edge" (some did), "unit" (the coder
    did), or ""."""

    start: int
    words: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What some coders marked there. `took` is what a form sends to take it."""

    coders: tuple[str, ...]
    key: str
    took: str
    parts: tuple[Part, ...]
    told: str

    @property
    def is_nothing(self) -> bool:
        """True of coders who marked nothing there."""
        return not any(part.name for part in self.parts)


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What stands; `as_marked_by` are those who had marked just that."""

    stands: bool
    took: str
    words: str
    as_marked_by: tuple[str, ...]
    reason: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class DisputeView:
    key: str
    tag: Tag
    article: int
    called: str
    headline: str
    href: str
    told: str
    excerpt: str
    passage: tuple[Part, ...]
    readings: tuple[ReadingView, ...]
    merged: str
    decisions: tuple[DecisionView, ...]
    is_settled: bool
    seen: str

    def is_as(self, coder: str) -> bool:
        """True where what stands is what the coder of that name had marked; nothing stands as who
        marked nothing had it."""
        its = next((each for each in self.readings if coder in each.coders), None)
        if its is not None and its.is_nothing:
            return not any(decision.stands for decision in self.decisions)
        return bool(self.decisions) and all(coder in d.as_marked_by for d in self.decisions)


def view_of(study: Study, disputed: Disputed) -> DisputeView:
    """No queries."""
    text, dispute = disputed.text, disputed.dispute
    start, end = disputed.area
    agreed = length_of(dispute.core)
    words = dispute.area[1] - dispute.area[0]
    told = (
        f"{agreed} of {count(words, 'word')} marked by all" if agreed else "no word marked by all"
    )
    return DisputeView(
        key=disputed.key,
        tag=disputed.tag,
        article=text.article.pk,
        called=text.article.called,
        headline=text.article.headline,
        href=text.article.get_absolute_url(),
        told=told,
        excerpt=shortened(text.body[start:end]),
        passage=tuple(_passage(disputed)),
        readings=tuple(
            _reading(study, disputed, reading, number)
            for number, reading in enumerate(dispute.readings)
        ),
        merged=shortened(text.body[start:end]),
        decisions=tuple(_decision(study, row) for row in disputed.rows),
        is_settled=disputed.is_settled,
        seen=disputed.seen,
    )


def shortened(words: str, most: int = MOST_WORDS) -> str:
    """The words on one line; of many the first and the last."""
    listed = words.split()
    if len(listed) <= most:
        return " ".join(listed)
    return " ".join([*listed[:KEPT_WORDS], "…", *listed[-KEPT_WORDS:]])


def _passage(disputed: Disputed) -> Iterator[Part]:
    """The disputed words in their paragraph: what all marked, and what only some did."""
    body, (start, end) = disputed.text.body, disputed.area
    first, last = _around(body, start, end)
    if first < start:
        yield Part(first, body[first:start])
    at = start
    for stretch in disputed.dispute.core:
        core_start, core_end = disputed.text.places.span(stretch)
        if at < core_start:
            yield Part(at, body[at:core_start], "edge")
        yield Part(core_start, body[core_start:core_end], "core")
        at = core_end
    if at < end:
        is_edge = disputed.text.places.cover(at, end) is not None
        yield Part(at, body[at:end], "edge" if is_edge else "")
    if end < last:
        yield Part(end, body[end:last])


def _around(body: str, start: int, end: int) -> tuple[int, int]:
    """Where the paragraph begins and ends, cut between words where it is long."""
    first = max(body.rfind("\n", 0, start) + 1, start - AROUND)
    if first and body[first - 1] not in "\n ":
        first = min(start, body.find(" ", first) + 1 or start)
    last = body.find("\n", end)
    last = min(last if last >= 0 else len(body), end + AROUND)
    if last < len(body) and body[last] not in "\n ":
        last = max(end, body.rfind(" ", 0, last))
    return first, last


def _reading(study: Study, disputed: Disputed, reading: Reading, number: int) -> ReadingView:
    spans = [disputed.text.span(reading.coders[0], disputed.tag.pk, unit) for unit in reading.units]
    return ReadingView(
        coders=tuple(study.name_of(coder) for coder in reading.coders),
        key=KEYS[number] if number < len(KEYS) else "",
        took=TAKEN[number] if number < len(TAKEN) else f"{Took.OWN}:{number}",
        parts=tuple(_line(disputed.text.body, disputed.area, spans)),
        told=_told(disputed, reading),
    )


def _line(body: str, area: tuple[int, int], spans: Sequence[tuple[int, int]]) -> Iterator[Part]:
    at = area[0]
    for start, end in spans:
        if at < start:
            yield Part(at, _short(body[at:start]))
        yield Part(start, _short(body[start:end]), "unit")
        at = end
    if at < area[1]:
        yield Part(at, _short(body[at : area[1]]))


def _short(words: str) -> str:
    """With the blanks at its ends, so that parts stand beside one another as in the text."""
    if len(words.split()) <= MOST_WORDS:
        return words
    before = words[: len(words) - len(words.lstrip())]
    return before + shortened(words) + words[len(words.rstrip()) :]


def _told(disputed: Disputed, reading: Reading) -> str:
    """The coder's unit in words: how long, and how far beyond what all marked."""
    if not reading.units:
        return "marked nothing here"
    said = [count(length_of(reading.units), "word")]
    if len(reading.units) > 1:
        said = [f"{said[0]} in {len(reading.units)} parts"]
    further = beyond(reading.units, disputed.dispute.core)
    if further is None:
        return said[0]
    before, after = further
    said += [f"{count(before, 'word')} longer at the start"] * bool(before)
    said += [f"{count(after, 'word')} longer at the end"] * bool(after)
    if len(said) == 1 and len(reading.units) == 1:
        said.append("only what all marked")
    return ", ".join(said)


def _decision(study: Study, row: Adjudication) -> DecisionView:
    as_marked = tuple(
        study.name_of(MACHINE if each["coder"] is None else each["coder"])
        for each in row.between
        if row.stands and each["words"] == row.text
    )
    return DecisionView(
        stands=row.stands,
        took=str(row.get_took_display()),
        words=shortened(row.text),
        as_marked_by=as_marked,
        reason=row.reason,
        by=row.person.get_username() if row.person else "",
        at=row.decided_at,
    )
