"""What the coders of an assignment marked, as units of words; the machine's reading as a coder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from coverage.models import (
    Article,
    Assignment,
    ClaimAppearance,
    CodedArticle,
    Coding,
    MadeBy,
    MarkedWords,
    Quote,
    SharedText,
    Tag,
)
from coverage.text.agreement.units import Continuum, Stretch, WordPlaces, joined

from .revisions import BEFORE_PEOPLE

#: The number of the machine among coders; people have their id.
MACHINE = 0
#: What a tag may be said to be read as → (model, kinds).
READS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    Tag.Reads.QUOTES: (Quote, (Quote.Kind.DIRECT, Quote.Kind.MIXED)),
    Tag.Reads.REPORTED: (Quote, (Quote.Kind.INDIRECT,)),
    Tag.Reads.CLAIMS: (ClaimAppearance, ()),
    Tag.Reads.MARKED: (MarkedWords, ()),
}


@dataclass(frozen=True, slots=True)
class Coder:
    """Who codes: a person, or the machine."""

    key: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class CodedText:
    """The current text of an article and what the coders who finished it marked: coder → tag →
    units of words, and where each unit stands in code points."""

    article: Article
    body: str
    places: WordPlaces = field(repr=False)
    codings: dict[int, dict[int, tuple[Stretch, ...]]]
    spans: dict[tuple[int, int, Stretch], tuple[int, int]]

    @property
    def version(self) -> int:
        return self.article.current_version_id or 0

    def continuum(self, coders: Iterable[int]) -> Continuum:
        """As one article to be measured, by those of the coders who finished it."""
        codings = {key: self.codings[key] for key in coders if key in self.codings}
        return Continuum(len(self.places), codings)

    def span(self, coder: int, tag: int, unit: Stretch) -> tuple[int, int]:
        """A unit's code points, as the coder marked it."""
        return self.spans[coder, tag, unit]


@dataclass(frozen=True, slots=True)
class Study:
    """An assignment with all that was coded. `texts` are those that somebody finished, in the
    assignment's order; `articles` is how many were given; `unfinished` how many articles each
    person has not finished."""

    assignment: Assignment
    people: tuple[Coder, ...]
    machine: Coder | None
    tags: tuple[Tag, ...]
    texts: tuple[CodedText, ...]
    articles: int
    unfinished: Mapping[int, int]

    @property
    def coders(self) -> tuple[Coder, ...]:
        return (*self.people, self.machine) if self.machine else self.people

    @property
    def read_tags(self) -> tuple[Tag, ...]:
        """Those that the machine has a reading for."""
        return tuple(tag for tag in self.tags if tag.reads)

    def name_of(self, coder: int) -> str:
        return next((each.name for each in self.coders if each.key == coder), "somebody")


def study_of(assignment: Assignment) -> Study:
    """Six queries; where the codebook has a tag that the machine reads, at most seven more."""
    coders = list(assignment.coders.select_related("person"))
    given = assignment.articles.order_by("order", "pk").select_related(
        "article__outlet", "article__current_version"
    )
    assigned = [row for row in given if row.article.current_version]
    done = CodedArticle.objects.filter(
        assigned__assignment=assignment, finished_at__isnull=False
    ).values_list("assigned", "coder__person")
    finished: dict[int, set[int]] = {}
    for row, person in done:
        finished.setdefault(row, set()).add(person)
    tags = _tags_of(assignment)
    machine = Coder(MACHINE, "the machine") if any(tag.reads for tag in tags) else None
    seen = [row for row in assigned if finished.get(row.pk)]
    marked: Marked = {row.article.current_version_id or 0: {} for row in seen}
    _add_people(marked, tags)
    if machine:
        _add_machine(marked, seen, tags)
    people = tuple(Coder(row.person_id, row.person.get_username()) for row in coders)
    return Study(
        assignment=assignment,
        people=people,
        machine=machine,
        tags=tags,
        texts=tuple(_coded(row, finished[row.pk], marked) for row in seen),
        articles=len(assigned),
        unfinished={
            coder.key: sum(coder.key not in finished.get(row.pk, ()) for row in assigned)
            for coder in people
        },
    )


def _tags_of(assignment: Assignment) -> tuple[Tag, ...]:
    """The codebook's, with archived ones that a coder of the assignment has put on something."""
    used = Coding.objects.filter(
        tag__codebook=assignment.codebook_id, person__assigned__assignment=assignment
    )
    rows = Tag.objects.filter(codebook=assignment.codebook_id, merged_into=None)
    archived_but_used = rows.filter(archived=True, pk__in=used.values("tag"))
    return tuple((rows.filter(archived=False) | archived_but_used).order_by("order", "name_key"))


#: Version → (coder, tag) → spans in code points; tag 0 where the machine has read the version.
Marked = dict[int, dict[tuple[int, int], list[tuple[int, int]]]]


def _add_people(marked: Marked, tags: Sequence[Tag]) -> None:
    rows = Coding.objects.standing().filter(version__in=list(marked), tag__in=tags)
    fields = ("version", "person", "tag", "start", "end")
    for version, person, tag, start, end in rows.values_list(*fields):
        marked[version].setdefault((person, tag), []).append((start, end))


def _add_machine(marked: Marked, seen: Sequence[Any], tags: Sequence[Tag]) -> None:
    """What the reader read, whatever people decided of it since. A text that it could not read,
    and a near-duplicate, of which it reads no quotes, it did not code."""
    folded = SharedText.objects.folded().filter(article__in=[row.article_id for row in seen])
    left_out = set(folded.values_list("article", flat=True))
    for row in seen:
        version = row.article.current_version
        if row.article_id not in left_out and version.reader_version and not version.reader_failed:
            marked[version.pk][MACHINE, 0] = []
    wanted = {model for reads, (model, _) in READS.items() if any(t.reads == reads for t in tags)}
    for model in sorted(wanted, key=lambda model: model.__name__):
        fields = ["version", "start", "end", *(["kind"] if model is Quote else [])]
        for read in _as_read(model, list(marked), fields):
            for tag in tags:
                of, kinds = READS.get(tag.reads, (None, ()))
                if of is model and (not kinds or read["kind"] in kinds):
                    place = marked[read["version"]].setdefault((MACHINE, tag.pk), [])
                    place.append((read["start"], read["end"]))


def _as_read(model: Any, versions: Sequence[int], fields: Sequence[str]) -> Iterable[Any]:
    """The reader's rows with the words they had when they were read: what people changed since has
    its first state in history."""
    rows: QuerySet[Any] = model._base_manager.filter(version__in=versions, made_by=MadeBy.READER)
    found = {row["id"]: row for row in rows.values("id", *fields)}
    before = model.history.filter(id__in=rows.values("id"), history_change_reason=BEFORE_PEOPLE)
    for row in before.order_by("-history_date", "-history_id").values("id", *fields):
        found[row["id"]] = row  # the earliest comes last
    return found.values()


def _coded(row: Any, finished: set[int], marked: Marked) -> CodedText:
    version = row.article.current_version
    places, here = WordPlaces.of(version.body), marked[version.pk]
    coders = finished | ({MACHINE} if (MACHINE, 0) in here else set())
    codings: dict[int, dict[int, tuple[Stretch, ...]]] = {coder: {} for coder in sorted(coders)}
    spans: dict[tuple[int, int, Stretch], tuple[int, int]] = {}
    for (coder, tag), its in here.items():
        if coder not in codings or not tag:
            continue
        covered = [(unit, span) for span in its if (unit := places.cover(*span))]
        units = joined(unit for unit, _ in covered)
        codings[coder][tag] = units
        for unit in units:
            inside = [span for part, span in covered if unit[0] <= part[0] < unit[1]]
            spans[coder, tag, unit] = min(s for s, _ in inside), max(e for _, e in inside)
    return CodedText(row.article, version.body, places, codings, spans)
