"""Where coders of an assignment differ: each place with its words, and what was decided of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coverage.models import Adjudication, Tag
from coverage.text.agreement.disputes import Dispute, find_disputes
from coverage.text.agreement.units import Stretch, joined, shared_length

from .codedtexts import CodedText, Study


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute of one tag in a text; `rows` are decisions on words of it. Settled is it where
    they take in all its words: who marks more afterwards asks again."""

    text: CodedText
    tag: Tag
    dispute: Dispute
    rows: tuple[Adjudication, ...]

    @property
    def area(self) -> tuple[int, int]:
        """In code points: from the first mark's begin to the last one's end, as coders set them."""
        spans = [
            self.text.span(coder, self.tag.pk, unit)
            for reading in self.dispute.readings
            for unit in reading.units
            for coder in reading.coders
        ]
        return min(start for start, _ in spans), max(end for _, end in spans)

    @property
    def key(self) -> str:
        """What addresses call it."""
        start, end = self.area
        return f"{self.text.version}-{self.tag.pk}-{start}-{end}"

    @property
    def is_settled(self) -> bool:
        covered = joined(self.text.places.cover(row.area_start, row.area_end) or (0, 0)
                         for row in self.rows)  # fmt: skip
        start, end = self.dispute.area
        return shared_length([self.dispute.area], covered) == end - start

    @property
    def seen(self) -> str:
        """Which decisions stood when it was shown: "12.1 13.2", id and revision."""
        return " ".join(f"{row.pk}.{row.revision}" for row in self.rows)


def disputes_between(
    study: Study, coders: Sequence[int]
) -> Iterator[tuple[CodedText, Tag, list[Dispute]]]:
    """(text, tag, what is disputed of it) among those of the coders who finished the text."""
    for text in study.texts:
        for tag, found in disputes_in(study, text, coders):
            yield text, tag, found


def disputes_in(
    study: Study, text: CodedText, coders: Sequence[int]
) -> Iterator[tuple[Tag, list[Dispute]]]:
    """Of one text, tag by tag."""
    article = text.continuum(coders)
    if len(article.codings) < 2:
        return
    for tag in study.tags:
        found = find_disputes({key: article.units(key, tag.pk) for key in article.codings})
        if found:
            yield tag, found


def all_disputed(study: Study, coders: Sequence[int]) -> list[Disputed]:
    """In the order of the assignment's articles and of their text; one query."""
    rows: dict[tuple[int, int], list[Adjudication]] = {}
    versions = [text.version for text in study.texts]
    decided = Adjudication.objects.filter(assignment=study.assignment, version__in=versions)
    for row in decided.select_related("person").order_by("area_start", "pk"):
        rows.setdefault((row.version_id, row.tag_id), []).append(row)
    found = []
    for text, tag, disputes in disputes_between(study, coders):
        its = rows.get((text.version, tag.pk), [])
        found += [
            Disputed(text, tag, dispute, decisions_on(its, text, dispute)) for dispute in disputes
        ]
    order = {text.version: number for number, text in enumerate(study.texts)}
    found.sort(key=lambda each: (order[each.text.version], each.dispute.area, each.tag.order))
    return found


def decisions_on(
    rows: Sequence[Adjudication], text: CodedText, dispute: Dispute
) -> tuple[Adjudication, ...]:
    start, end = dispute.area
    return tuple(
        row
        for row in rows
        if (at := text.places.cover(row.area_start, row.area_end)) and at[0] < end and start < at[1]
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of disagreement about a tag, or between it and another, and how often it came."""

    words: str
    tag: Tag
    other: Tag | None
    times: int


def commonest(study: Study, coders: Sequence[int]) -> list[Kind]:
    """Sorts of disagreements, most frequent first."""
    named = {tag.pk: tag for tag in study.tags}
    times: Counter[tuple[str, int, int]] = Counter()
    for text in study.texts:
        instead: Counter[tuple[int, int]] = Counter()
        for tag, disputes in disputes_in(study, text, coders):
            for dispute in disputes:
                if dispute.is_of_edges:
                    cut = len({len(reading.units) for reading in dispute.readings}) > 1
                    times[
                        "cut in other parts" if cut else "begins or ends elsewhere", tag.pk, 0
                    ] += 1
                    continue
                others = _instead(text, dispute)
                instead.update((tag.pk, other) for other in others)
                if not others:
                    times["marked by some only", tag.pk, 0] += 1
        for one, other in {(min(pair), max(pair)) for pair in instead}:
            # The same places, seen from the one tag and from the other.
            places = max(instead[one, other], instead[other, one])
            times["on the same words", one, other] += places
    ordered = sorted(times.items(), key=lambda kind: (-kind[1], kind[0]))
    return [
        Kind(words, named[tag], named.get(other), count) for (words, tag, other), count in ordered
    ]


def _instead(text: CodedText, dispute: Dispute) -> set[int]:
    """Tags that those who did not put this one there put there, and those who did did not."""
    with_it, without = (
        [coder for reading in dispute.readings if bool(reading.units) is has
         for coder in reading.coders]
        for has in (True, False)
    )  # fmt: skip
    ours = {tag for coder in with_it for tag in _tags_at(text, coder, dispute.area)}
    return {tag for coder in without for tag in _tags_at(text, coder, dispute.area)} - ours


def _tags_at(text: CodedText, coder: int, area: Stretch) -> Iterator[int]:
    for tag, units in text.codings[coder].items():
        if any(start < area[1] and area[0] < end for start, end in units):
            yield tag
