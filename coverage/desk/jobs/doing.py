"""Doing one item: a document is taken in, a file unpacked, an address fetched.

What became of it and the article are committed in one transaction: a worker that ends at any
moment leaves the item either to be done or done.
"""

from __future__ import annotations

import io
import logging
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import chain, islice
from typing import IO

from django.conf import settings
from django.db import transaction

from coverage.desk.asking import ask, is_feed
from coverage.desk.ingest import Arrival, Received, keep, prepare, with_given
from coverage.desk.locking import placing
from coverage.desk.recomparing import compare_again
from coverage.documents.addresses_public import STRICT
from coverage.documents.fetching import Fetcher
from coverage.documents.refused import Refused, shown
from coverage.documents.units import LIMITS, Refusal, Unit, units
from coverage.models import Job, JobItem

from .inputs import add_inputs, batches
from .leases import give_back, hold, try_later
from .looking import look_at, look_at_address
from .outcomes import settle_item, settle_unpacked

logger = logging.getLogger(__name__)
MB = 1024 * 1024
#: Beyond this a file that is being unpacked lies on the worker's disk.
IN_MEMORY = 8 * MB
#: Seconds until an address is tried again that may be had later: at least, and at most.
SOONEST, LATEST = 30.0, 600.0
NOT_FETCHED = (
    "{} is not fetched, as this installation fetches nothing: save the page and add the file"
)
#: Lists in lists that are followed from one address.
DEEPEST = 3


def go_on() -> bool:
    """Nobody wants a long item to be left for later."""
    return True


def do_item(
    item: JobItem, fetcher: Fetcher | None = None, step: Callable[[], bool] = go_on
) -> None:
    """Do it and store the outcome; of a job that is only looked through, what it would be.

    `step` is called whenever a part of a long one is stored; where it answers False, or the job
    was cancelled, the rest is left for later. Raises LeaseLost when somebody else has the item
    meanwhile, and OperationalError when the database fails; nothing is stored then.
    """
    if item.kind == JobItem.Kind.ADDRESS and item.job.is_looking:
        look_at_address(item, fetcher.policy if fetcher else STRICT)
    elif item.kind == JobItem.Kind.ADDRESS:
        _fetch(item, fetcher, step)
    elif item.kind == JobItem.Kind.FILE:
        with _file_of(item) as file:
            _unpack(item, file, item.address, item.content_type, step)
    else:
        _take_in(item, Unit(content_of(item), item.name, item.address, item.content_type))


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


def _take_in(item: JobItem, unit: Unit, given: bytes = b"", given_type: str = "") -> None:
    """Opened and read with no lock held; kept, placed and settled in one short transaction."""
    arrival = Arrival(
        unit.content,
        name=unit.name,
        address=unit.address,
        content_type=unit.content_type,
        outlet=item.job.outlet,
        person=item.job.person,
        keeps_near_duplicates=item.job.keeps_near_duplicates,
    )
    prepared = with_given(prepare(arrival), given, given_type)
    if item.job.is_looking:
        look_at(item, prepared)
        return
    with placing():
        row = hold(item)
        answers = keep(prepared)
        settle_item(row, answers)
    others = {other for answer in answers for other in answer.relabelled}
    if others:  # rare and few: a line of theirs proved to be boilerplate just now
        _compare(others)


def _compare(articles: set[int]) -> None:
    try:
        compare_again(articles)
    except Exception:  # the document is in; the next comparison of their stories says the same
        logger.exception("stories of %d relabelled articles could not be compared", len(articles))


def _fetch(item: JobItem, fetcher: Fetcher | None, step: Callable[[], bool]) -> None:
    """What a person asks for by its address may be anything; of a list's only pages are taken,
    and what the list itself says are feeds."""
    if fetcher is None:
        refuse(item, NOT_FETCHED.format(shown(item.address)))
        return
    if _depth(item) > DEEPEST:
        refuse(
            item, f"{shown(item.address)} is a list in a list in a list: give its address by itself"
        )
        return
    try:
        fetched = ask(fetcher, item.address, obey_robots=not _is_alone(item))
    except Refused as refused:
        if refused.may_pass:
            try_later(item, str(refused), min(max(refused.wait, SOONEST), LATEST))
        else:
            refuse(item, str(refused))
        return
    if not item.is_feed and is_feed(fetched):  # the job's page offers to follow it
        item.is_feed = bool(JobItem.objects.filter(pk=item.pk).update(is_feed=True))
    if item.is_feed or (item.unpacked_from_id is None and item.job.feed_id is None):
        content = io.BytesIO(fetched.content)
        _unpack(item, content, fetched.address, fetched.content_type, step)
        return
    page = Unit(fetched.content, item.name, fetched.address, fetched.content_type)
    _take_in(item, page, content_of(item), item.content_type)


def _is_alone(item: JobItem) -> bool:
    """A person gave this one address and no list: it is read for them, as by their browser."""
    if item.is_feed or item.unpacked_from_id is not None or item.job.feed_id is not None:
        return False
    addresses = JobItem.objects.filter(job=item.job_id, kind=JobItem.Kind.ADDRESS)
    return not addresses.exclude(pk=item.pk).exists()


def _depth(item: JobItem) -> int:
    """How many addresses led to this one."""
    depth, source = 0, item.unpacked_from
    while source is not None and depth <= DEEPEST:
        depth += source.kind == JobItem.Kind.ADDRESS
        source = source.unpacked_from
    return depth


def _unpack(
    item: JobItem, file: IO[bytes], address: str, content_type: str, step: Callable[[], bool]
) -> None:
    """Make an item of each thing in the file; one that is a single document is taken in itself."""
    passed: Counter[str] = Counter()
    named = item.name or item.address
    limits = replace(LIMITS, document=settings.UPLOAD_LIMIT_MB * MB)
    found = units(file, named, content_type, limits, passed)  # type: ignore[arg-type]
    first = list(islice(found, 2))
    if len(first) == 1 and isinstance(first[0], Unit):
        one = first[0]
        _take_in(item, replace(one, address=one.address or address))
        return
    if len(first) == 1 and isinstance(first[0], Refusal):
        refuse(item, first[0].why)
        return
    count = 0
    for batch in batches(chain(first, found)):
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
