"""What became of each document of a job, or would become of it: for the page, for programs, as a
table, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from coverage.desk.spreadsheets import as_words
from coverage.models import Foreseen, Job, JobItem
from coverage.models.jobs import JobItemQuerySet

from .outcomes import COUNTS
from .standing import FORESEEN

#: The first row of the table a report is downloaded as.
COLUMNS = ("document", "outcome", "why", "article", "headline", "outlet", "address", "from")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What became of one document. `outcome` is "" while that is not known."""

    position: int
    name: str
    outcome: str
    why: str
    article: int | None
    headline: str
    outlet: str
    address: str
    unpacked_from: str


#: An item's states in which something is told of it.
_TOLD = (JobItem.State.LOOKED, JobItem.State.DONE)


def report(job: Job) -> Iterator[ReportRow]:
    """A row for each article, as they came; streamed, whatever their number."""
    items = JobItem.objects.filter(job=job).for_report()
    if job.is_looking:
        items = items.prefetch_related("foreseen")
    for item in items.iterator(chunk_size=500):
        yield from report_rows(item)


def report_part(
    job: Job, after: int, most: int, outcome: str = ""
) -> tuple[list[ReportRow], int | None]:
    """(rows of at most so many documents behind the one of that position, the last one's position
    where more follow), in the report's order.

    `outcome` leaves only those with it; "waiting" those of which it is not known yet.
    """
    if outcome == "waiting":
        items = JobItem.objects.filter(job=job).for_report().exclude(state__in=_TOLD)
    elif outcome:
        items = told_items(job, outcome)
    else:
        items = JobItem.objects.filter(job=job).for_report()
    if job.is_looking:
        items = items.prefetch_related("foreseen")
    if after:
        last = JobItem.objects.filter(job=job, position=after).values_list("place", flat=True)
        items = items.behind(last.first() or "", after)
    found = list(items[: most + 1])
    rows = [row for item in found[:most] for row in report_rows(item)]
    if outcome != "waiting":
        rows = [row for row in rows if outcome in ("", row.outcome)]
    return rows, found[most - 1].position if len(found) > most else None


def told_items(job: Job, outcome: str = "") -> JobItemQuerySet:
    """Documents of which it is known what became of them, or would become; only those with the
    outcome, where one is given."""
    items = JobItem.objects.filter(job=job).for_report().filter(state__in=_TOLD)
    if outcome in Foreseen.Outcome.values:
        foreseen = Foreseen.objects.filter(item=OuterRef("pk"), outcome=outcome)
        return items.filter(Exists(foreseen), state=JobItem.State.LOOKED, is_left_out=False)
    if outcome == JobItem.Outcome.LEFT_OUT:
        return items.filter(Q(outcome=outcome) | Q(state=JobItem.State.LOOKED, is_left_out=True))
    return items.filter(outcome=outcome) if outcome else items


def unpacked_files(job: Job) -> list[tuple[str, str]]:
    """(name, "250 in it; passed over: pictures (3)") of each file that came apart."""
    files = JobItem.objects.filter(job=job, outcome=JobItem.Outcome.UNPACKED)
    return [(str(file), file.why) for file in files.order_by("position")]


def report_table(job: Job) -> Iterator[tuple[object, ...]]:
    """The report as the rows of a table for spreadsheets, its head first."""
    yield COLUMNS
    yield from map(row_cells, report(job))


def row_cells(row: ReportRow) -> tuple[object, ...]:
    """The row's cells under COLUMNS."""
    cells = (row.name, row.outcome or "waiting", row.why, row.article or "", row.headline)
    return tuple(map(as_words, (*cells, row.outlet, row.address, row.unpacked_from)))


def report_lines(job: Job) -> Iterator[str]:
    """The report for a terminal, the sum last."""
    yield from map(row_line, report(job))
    yield sum_of(job)


def row_line(row: ReportRow) -> str:
    """The row as a line for a terminal."""
    article = f"  article {row.article} {row.headline}" if row.article else ""
    if not row.article and row.headline:
        article = f"  {row.headline}"
    why = f"  ({row.why})" if row.why else ""
    wide = max(15, len(row.outcome) + 2)
    return f"{row.outcome or 'waiting':<{wide}}{row.name}{article}{why}"


def sum_of(job: Job) -> str:
    """ "3 added, 1 refused, 2 left" — outcomes that are none are not named, but for added."""
    counts = {outcome: int(getattr(job, field)) for outcome, field in COUNTS.items()}
    left = job.item_count - job.done_count - job.looked_count
    said = counts_in_words(counts)
    if job.is_looking:
        others = (f"{number} {outcome}" for outcome, number in counts.items() if number)
        said = ", ".join((f"{job.looked_count} looked at", *others))
    return f"{said}, {left} left" if left else said


def counts_in_words(counts: Mapping[str, int]) -> str:
    """ "3 added, 1 refused", in the report's order; `counts` are of documents, by outcome."""
    foreseen = [
        f"{number} {outcome if number == 1 else many}"
        for outcome, many in FORESEEN.items()
        if (number := counts.get(outcome))
    ]
    if foreseen:
        return ", ".join(foreseen)
    named = [
        f"{counts.get(outcome, 0)} {outcome}"
        for outcome in COUNTS
        if counts.get(outcome) or outcome == "added"
    ]
    return ", ".join(named)


def report_rows(item: JobItem) -> Iterator[ReportRow]:
    """What became of an item; of one that was looked at, what would become of each article."""
    unpacked_from = str(item.unpacked_from) if item.unpacked_from else ""
    if item.state == JobItem.State.LOOKED:
        for row in item.foreseen.all():
            yield ReportRow(
                position=item.position,
                name=str(item) if row.number == 1 else f"{item} ({row.number})",
                outcome="left out" if item.is_left_out else row.outcome,
                why=f"else it {row.outcome}" if item.is_left_out else row.why,
                article=None,
                headline=row.headline,
                outlet=row.outlet,
                address=row.address,
                unpacked_from=unpacked_from,
            )
        return
    article = item.article
    yield ReportRow(
        position=item.position,
        name=str(item),
        outcome=item.outcome,
        why=item.why,
        article=article.pk if article else None,
        headline=article.headline if article else "",
        outlet=article.outlet_name if article else "",
        address=(article.address if article else "") or item.address,
        unpacked_from=unpacked_from,
    )
