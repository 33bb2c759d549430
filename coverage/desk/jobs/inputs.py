"""Starting a job, and adding to one what a file of it holds: each input once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from coverage.documents.units import Link, Refusal, Unit
from coverage.models import Feed, ItemBytes, Job, JobItem
from coverage.models.jobs import CHUNK
from coverage.text.spans import as_body
from coverage.text.webaddresses import host_of


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a person gave it, which may hold many documents; read from where it stands."""

    file: BinaryIO
    name: str = ""
    content_type: str = ""
    address: str = ""


#: Documents become items in batches of so many, or of so many bytes.
MOST_IN_A_BATCH = 100
BATCH_BYTES = 4 * 1024 * 1024

Given = Unit | Link | Upload | Refusal


def start_job(
    person: User | None,
    inputs: Iterable[Given],
    *,
    purpose: str,
    outlet: str = "",
    feed: Feed | None = None,
    keeps_near_duplicates: bool = False,
    looks_first: bool = False,
    once: str = "",
) -> Job:
    """A waiting job with all its inputs, or nothing at all; `coverage.tasks.enqueue` has it run.

    `outlet` is who the person says published it all; `feed` listed it all, where one did. With
    `keeps_near_duplicates` they are articles of their own. An input given twice is one item.
    With `looks_first` nothing is taken in before a person says so (`take_in`). Who sends the very
    same inputs again with the same words `once`, as a form sent twice does, gets the job that
    they began before.
    """
    sent = ""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                purpose=as_body(purpose)[:200],
                person=person,
                outlet=as_body(outlet)[:200],
                feed=feed,
                keeps_near_duplicates=keeps_near_duplicates,
                is_looking=looks_first,
            )
            for batch in batches(inputs):
                add_inputs(job, batch)
            if once:
                sent = _sent(job, once)
                Job.objects.filter(pk=job.pk).update(once=sent)
    except IntegrityError:
        before = Job.objects.filter(once=sent).first() if sent else None
        if before is None:
            raise
        return before
    job.refresh_from_db()
    return job


def _sent(job: Job, once: str) -> str:
    """What tells a form that was sent, with all that was in it, from every other."""
    items = JobItem.objects.filter(job=job).order_by("position")
    said = (str(job.person_id), job.outlet, str(job.keeps_near_duplicates), str(job.is_looking))
    return JobItem.key_of(once, *said, *items.values_list("key", flat=True))


def batches(inputs: Iterable[Given]) -> Iterator[list[Given]]:
    """The inputs by MOST_IN_A_BATCH, or by BATCH_BYTES where they are large."""
    batch: list[Given] = []
    size = 0
    for given in inputs:
        batch.append(given)
        size += len(_written(given))
        if len(batch) == MOST_IN_A_BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def add_inputs(job: Job, inputs: Iterable[Given], source: JobItem | None = None) -> int:
    """How many of the inputs were new to the job; call inside a transaction.

    `source` is the item they were unpacked from: unpacking it again adds what is missing.
    """
    given_by_key = {_key(given, source): given for given in inputs}
    rows = JobItem.objects.filter(job=job, key__in=list(given_by_key))
    for known in rows.values_list("key", flat=True):
        del given_by_key[known]
    if not given_by_key:
        return 0
    locked = Job.objects.select_for_update().get(pk=job.pk)
    items = [
        _item(job, locked.last_position + number, key, given, source)
        for number, (key, given) in enumerate(given_by_key.items(), 1)
    ]
    JobItem.objects.bulk_create(items, batch_size=100)
    _keep_bytes(zip(items, given_by_key.values(), strict=True))
    locked.last_position += len(items)
    locked.item_count += len(items)
    locked.refused_count += sum(isinstance(given, Refusal) for given in given_by_key.values())
    locked.save(update_fields=["last_position", "item_count", "refused_count"])
    return len(items)


def _key(given: Given, source: JobItem | None) -> str:
    """What tells the input from all others of its job, and is the same when a file is unpacked
    again. The bytes count too: two documents under one name are two. An address is fetched once a
    job, however many lists name it."""
    within = source.key if source else ""
    if isinstance(given, Link):
        return JobItem.key_of("address", given.address)
    if isinstance(given, Refusal):
        return JobItem.key_of(within, "refused", given.key, given.name, given.why)
    if isinstance(given, Unit):
        content = hashlib.sha256(given.content).hexdigest()
        return JobItem.key_of(within, "document", given.key, given.name, given.address, content)
    start = given.file.tell()
    content = hashlib.file_digest(given.file, "sha256").hexdigest()  # type: ignore[arg-type]
    given.file.seek(start)
    return JobItem.key_of(within, "file", given.name, given.address, content)


def _item(job: Job, position: int, key: str, given: Given, source: JobItem | None) -> JobItem:
    item = JobItem(
        job=job,
        position=position,
        place=JobItem.place_of(position, source),
        key=key,
        kind=JobItem.Kind.DOCUMENT,
        name=as_body(given.name)[:400],
        unpacked_from=source,
    )
    if isinstance(given, Refusal):
        item.state, item.outcome = JobItem.State.DONE, JobItem.Outcome.REFUSED
        item.why, item.done_at = as_body(given.why), timezone.now()
        return item
    item.address = as_body(given.address)
    if isinstance(given, Link):
        item.kind, item.is_feed = JobItem.Kind.ADDRESS, given.kind == "feed"
        item.host, item.content_type = host_of(given.address), as_body(given.given_type)[:100]
        return item
    if isinstance(given, Upload):
        item.kind = JobItem.Kind.FILE
    item.content_type = as_body(given.content_type)[:100]
    return item


def _keep_bytes(pairs: Iterable[tuple[JobItem, Given]]) -> None:
    """Every piece as it is read: no large file stands in memory whole."""
    waiting: list[ItemBytes] = []
    for item, given in pairs:
        for number, content in enumerate(_pieces(given)):
            waiting.append(ItemBytes.of(item, number, content))
            if len(waiting) == 8:
                ItemBytes.objects.bulk_create(waiting)
                waiting = []
    ItemBytes.objects.bulk_create(waiting)


def _pieces(given: Given) -> Iterator[bytes]:
    if isinstance(given, Upload):
        yield from iter(lambda: given.file.read(CHUNK), b"")
    written = _written(given)
    for start in range(0, len(written), CHUNK):
        yield written[start : start + CHUNK]


def _written(given: Given) -> bytes:
    """What came with the input: a document's bytes, the row that brought an address."""
    if isinstance(given, Unit):
        return given.content
    return given.given if isinstance(given, Link) else b""
