"""Looking through: what would become of an item, stored beside it, while nothing is taken in."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction
from django.db.models import F

from coverage.desk.foreseeing import Foresight, Seen
from coverage.desk.ingest import Prepared, Received
from coverage.desk.sketching import MOST_A_KEY, most_alike
from coverage.documents.addresses_public import STRICT, Policy
from coverage.documents.asking import refuse_as_written
from coverage.documents.refused import Refused
from coverage.documents.targets import read_target
from coverage.models import Article, Foreseen, ForeseenKey, Job, JobItem, Outlet
from coverage.text.versions.shingles import ToldText, sketch

from .leases import hold
from .outcomes import settle_item

#: Foreseen articles that are let go of in one transaction.
AT_ONCE = 500
NOT_ASKED = "names are looked up only when it is fetched, and it may be refused then"


class EarlierInJob:
    """What was looked at before in the same job and is not left out, as `foreseeing.Earlier` asks
    for it; whoever looks holds the job's row, so that nobody looks at another item meanwhile."""

    def __init__(self, item: JobItem) -> None:
        self._item = item
        self._rows = Foreseen.objects.filter(job=item.job_id, item__is_left_out=False)
        self.count = 0

    def texts_at(self, address_key: str) -> Collection[str]:
        return set(self._rows.filter(address_key=address_key).values_list("text", flat=True))

    def outlets_of(self, text: str) -> Collection[str]:
        same = self._rows.filter(text=text, address_key="")
        others = same.exclude(outcome=Foreseen.Outcome.UNCHANGED)
        return set(others.values_list("outlet_key", flat=True))

    def like(self, keys: Sequence[int]) -> list[tuple[Article, str, ToldText]]:
        shared = ForeseenKey.objects.newest_with(self._item.job_id, keys, MOST_A_KEY)
        known = self._rows.filter(pk__in=set(shared)).values_list("pk", flat=True)
        counts = {number: shared.count(number) for number in known}
        rows = Foreseen.objects.filter(pk__in=most_alike(counts, len(keys))).order_by("pk")
        return [(_article(row), row.outlet_key, row.told) for row in rows]

    def remember(self, seen: Seen, answer: Received) -> None:
        self.count += 1
        row = Foreseen(
            job_id=self._item.job_id,
            item=self._item,
            number=self.count,
            outcome=answer.outcome,
            why=answer.why,
            headline=seen.article.headline,
            outlet=seen.article.outlet_name,
            address=seen.article.address,
            outlet_key=seen.outlet,
            address_key=seen.address_key,
            text=seen.text,
        )
        if seen.told is None:
            row.save(force_insert=True)
            return
        row.pack(seen.told)
        row.save(force_insert=True)
        keys = [ForeseenKey(job_id=row.job_id, foreseen=row, key=k) for k in sketch(seen.told)]
        ForeseenKey.objects.bulk_create(keys)


def _article(row: Foreseen) -> Article:
    outlet = Outlet(name=row.outlet) if row.outlet else None
    return Article(outlet=outlet, headline=row.headline, address=row.address)


def look_at(item: JobItem, prepared: Prepared) -> None:
    """Store what would become of a document that was opened; one that cannot be taken in is
    refused at once, as nothing of it would come in. Raises LeaseLost."""
    with transaction.atomic():
        row = hold(item)
        job = Job.objects.select_for_update().get(pk=item.job_id)
        if prepared.refused or not prepared.articles:
            settle_item(row, [prepared.refused] if prepared.refused else [])
            return
        Foreseen.objects.filter(item=row).delete()  # of an earlier look, where it still stands
        Foresight(job.keeps_near_duplicates, EarlierInJob(row)).foresee(prepared)
        _looked(row)


def look_at_address(item: JobItem, policy: Policy = STRICT) -> None:
    """Store that an address would be fetched, or why it never is. Nobody is asked: not its server,
    nor a name server where its name leads. Raises LeaseLost."""
    try:
        refuse_as_written(policy, read_target(item.address))
    except Refused as refused:
        with transaction.atomic():
            settle_item(hold(item), [Received(str(item), "refused", why=str(refused))])
        return
    with transaction.atomic():
        row = hold(item)
        Foreseen.objects.filter(item=row).delete()
        Foreseen.objects.create(
            job_id=item.job_id,
            item=row,
            number=1,
            outcome=Foreseen.Outcome.FETCHED,
            why=NOT_ASKED,
            address=item.address,
        )
        _looked(row)


def _looked(item: JobItem) -> None:
    item.state, item.leased_until, item.attempts, item.why = JobItem.State.LOOKED, None, 0, ""
    item.save(update_fields=["state", "leased_until", "attempts", "why"])
    Job.objects.filter(pk=item.job_id).update(looked_count=F("looked_count") + 1)


def forget_foreseen(job_id: int, *, stays_looked: bool = False) -> None:
    """Let go of what was foreseen of a job, which is needed no more, in short transactions.

    With `stays_looked` what was foreseen of items that stand as looked at stays: of the others a
    person asked for another look.
    """
    rows = Foreseen.objects.filter(job=job_id)
    if stays_looked:
        rows = rows.exclude(item__state=JobItem.State.LOOKED)
    while chosen := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        ForeseenKey.objects.filter(foreseen__in=chosen).delete()
        Foreseen.objects.filter(pk__in=chosen).delete()
