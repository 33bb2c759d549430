"""Doing one item: a document is taken in, a file unpacked, an address fetched.

What became of it and the article are committed in one transaction: a worker that ends at any
moment leaves the item either to be done or done.
"""

from __future__ import annotations

import io
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import IO

from django.db import transaction

from coverage.desk.ingest import Received, keep, prepare
from coverage.desk.locking import placing
from coverage.documents.fetching import Fetcher
from coverage.documents.refused import Refused
from coverage.documents.units import Coming, Refusal, Unit, units
from coverage.models import Job, JobItem

from .inputs import add_inputs
from .leases import give_back, hold, try_later
from .outcomes import settle_item, settle_unpacked

#: A file's documents become items in batches of so many, or of so many bytes.
MOST_IN_A_BATCH = 100
BATCH_BYTES = 4 * 1024 * 1024
#: Beyond this a file that is being unpacked lies on the worker's disk.
IN_MEMORY = 8 * 1024 * 1024
#: Seconds until an address is tried again that may be had later: at least, and at most.
SOONEST, LATEST = 30.0, 600.0


def go_on() -> bool:
    """Nobody wants a long item to be left for later."""
    return True


def do_item(
    item: JobItem, fetcher: Fetcher | None = None, step: Callable[[], bool] = go_on
) -> None:
    """Do it and store the outcome. `step` is called whenever a part of a long one is stored; where
    it answers False, or the job was cancelled, the rest is left for later.

    Raises LeaseLost when somebody else has the item meanwhile, and OperationalError when the
    database fails; nothing is stored then.
    """
    if item.kind == JobItem.Kind.ADDRESS:
        _fetch(item, fetcher, step)
    elif item.kind == JobItem.Kind.FILE:
        with _file_of(item) as file:
            _unpack(item, file, item.address, item.content_type, step)
    else:
        _take_in(item, content_of(item))


def refuse(item: JobItem, why: str) -> None:
    """Done, with the reason why there is nothing in the archive of it."""
    with transaction.atomic():
        settle_item(hold(item), [Received(str(item), "refused", why=why)])


def content_of(item: JobItem) -> bytes:
    """The bytes that came, all of them."""
    return b"".join(piece.content for piece in item.pieces.order_by("number"))


def _file_of(item: JobItem) -> IO[bytes]:
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the caller closes it)
    for piece in item.pieces.order_by("number").iterator(chunk_size=1):
        file.write(piece.content)
    file.seek(0)
    return file


def _take_in(
    item: JobItem, content: bytes, name: str = "", address: str = "", content_type: str = ""
) -> None:
    """Opened and read with no lock held; kept, placed and settled in one short transaction."""
    prepared = prepare(
        content,
        name=name or item.name,
        address=address or item.address,
        content_type=content_type or item.content_type,
        outlet=item.job.outlet,
        person=item.job.person,
    )
    with placing():
        row = hold(item)
        settle_item(row, keep(prepared))


def _fetch(item: JobItem, fetcher: Fetcher | None, step: Callable[[], bool]) -> None:
    if fetcher is None:
        refuse(item, "this installation fetches no addresses: save the page and add the file")
        return
    try:
        fetched = fetcher.fetch(item.address)
    except Refused as refused:
        if refused.may_pass:
            try_later(item, str(refused), min(max(refused.wait, SOONEST), LATEST))
        else:
            refuse(item, str(refused))
        return
    if item.is_feed:
        content = io.BytesIO(fetched.content)
        _unpack(item, content, fetched.address, fetched.content_type, step)
    else:
        _take_in(item, fetched.content, "", fetched.address, fetched.content_type)


def _unpack(
    item: JobItem, file: IO[bytes], address: str, content_type: str, step: Callable[[], bool]
) -> None:
    """Make an item of each thing in the file; one that is a single document is taken in itself."""
    passed: Counter[str] = Counter()
    named = item.name or item.address
    found = iter(units(file, named, content_type, passed=passed))  # type: ignore[arg-type]
    first = list(islice(found, 2))
    if len(first) == 1 and isinstance(first[0], Unit):
        one = first[0]
        _take_in(item, one.content, one.name, one.address or address, one.content_type)
        return
    if len(first) == 1 and isinstance(first[0], Refusal):
        refuse(item, first[0].why)
        return
    count = 0
    for batch in _batches(chain(first, found)):
        with transaction.atomic():
            hold(item)
            add_inputs(item.job, batch, item)
        count += len(batch)
        if not step() or _is_cancelled(item):
            give_back(item)
            return
    with transaction.atomic():
        settle_unpacked(hold(item), count, passed)


def _is_cancelled(item: JobItem) -> bool:
    return Job.objects.filter(pk=item.job_id, cancel_asked_at__isnull=False).exists()


def _batches(found: Iterable[Coming]) -> Iterator[list[Coming]]:
    batch: list[Coming] = []
    size = 0
    for one in found:
        batch.append(one)
        size += len(one.content) if isinstance(one, Unit) else 0
        if len(batch) == MOST_IN_A_BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
