"""Writing down what became of an item, in the transaction in which it became so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from coverage.desk.ingest import Received, changed
from coverage.models import Feed, ItemBytes, Job, JobItem

#: Outcome → the job's count of it.
COUNTS = {
    "added": "added_count",
    "unchanged": "unchanged_count",
    "new version": "new_version_count",
    "near-duplicate": "near_duplicate_count",
    "refused": "refused_count",
    "left out": "left_out_count",
}


def settle_item(item: JobItem, answers: Sequence[Received]) -> None:
    """Store the answers with the item and let go of its bytes; the caller holds the item's row.

    A document of several articles, as a feed is, takes a row for each further one.
    """
    answers = answers or [Received(str(item), "refused", why=no_article_in(str(item)))]
    first, *others = answers
    _answer(item, first)
    item.save()
    ItemBytes.objects.filter(item=item).delete()
    if others:
        _add_rows(item, others)
    counted = Counter(COUNTS[answer.outcome] for answer in answers)
    steps = {field: F(field) + number for field, number in counted.items()}
    Job.objects.filter(pk=item.job_id).update(item_count=F("item_count") + len(others), **steps)
    if added := counted["added_count"]:
        Feed.objects.filter(jobs=item.job_id).update(brought=F("brought") + added)


def no_article_in(name: str) -> str:
    return f"{name} holds no article. Give a page, a text or a feed that has one."


def settle_unpacked(item: JobItem, count: int, passed: Mapping[str, int]) -> None:
    """The file's documents are items now; itself it is none, and its bytes are not needed.

    `passed` counts, in words, what in it is no article and was passed over.
    """
    item.state, item.outcome = JobItem.State.DONE, JobItem.Outcome.UNPACKED
    over = ", ".join(f"{what} ({number:,})" for what, number in sorted(passed.items()))
    item.why = f"{count:,} in it" + (f"; passed over: {over}" if over else "")
    item.done_at, item.leased_until = timezone.now(), None
    item.save()
    ItemBytes.objects.filter(item=item).delete()
    Job.objects.filter(pk=item.job_id).update(item_count=F("item_count") - 1)


def _answer(item: JobItem, answer: Received) -> None:
    item.state, item.outcome, item.why = JobItem.State.DONE, answer.outcome, answer.why
    item.article, item.compare_due = answer.article, bool(changed([answer]))
    item.done_at, item.leased_until = timezone.now(), None


def _add_rows(item: JobItem, answers: Sequence[Received]) -> None:
    job = Job.objects.select_for_update().get(pk=item.job_id)
    rows = []
    for number, answer in enumerate(answers, 2):
        position = job.last_position + number - 1
        row = JobItem(
            job=job,
            position=position,
            place=JobItem.place_of(position, item),
            key=JobItem.key_of(item.key, "article", str(number)),
            kind=item.kind,
            name=f"{item.name or item.address} ({number})"[:400],
            address=item.address,
            unpacked_from=item.unpacked_from,
            owner=item.owner,
            attempts=item.attempts,
        )
        _answer(row, answer)
        rows.append(row)
    JobItem.objects.bulk_create(rows, batch_size=100)
    job.last_position += len(rows)
    job.save(update_fields=["last_position"])
