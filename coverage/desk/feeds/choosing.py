"""Which entries of a feed are taken: those that were not, and those that changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from coverage.documents.entries import Entry
from coverage.models import Feed, FeedEntry, JobItem

#: Entries of one look that are taken; more wait for the next looks.
MOST_TAKEN = 500
#: An entry that says each time that it changed is taken so many times, an hour apart.
MOST_TIMES, NOT_AGAIN_FOR = 6, timedelta(hours=1)
#: A page that was refused is tried again so often, so much later, for so long.
MOST_TRIES, TRY_AGAIN, TRIED_FOR = 3, timedelta(hours=6), timedelta(days=7)
#: What a feed lists no longer is remembered for so long, and never more than so many entries.
REMEMBERED, MOST_REMEMBERED = timedelta(days=90), 20_000
_SEEN_TO = timedelta(days=1)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """`fresh`, `changed` and `again` (their page was refused) are taken; `elsewhere` another feed
    brought already; `later` is the number of those that wait for the next look."""

    fresh: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    again: list[Entry] = field(default_factory=list)
    elsewhere: list[Entry] = field(default_factory=list)
    later: int = 0

    @property
    def taken(self) -> list[Entry]:
        return self.fresh + self.changed + self.again


def choose(feed: Feed, entries: Sequence[Entry], now: datetime) -> Choice:
    """What is to be taken of the entries that the feed lists now; nothing is stored."""
    known = _known(feed, [entry.key for entry in entries])
    new = [entry for entry in entries if entry.key not in known]
    brought = _brought_elsewhere(feed, new)
    refused = _refused(feed, known, entries, now)
    choice, count, later = Choice(), 0, 0
    for entry in entries:
        row = known.get(entry.key)
        if row is None:
            kind = choice.elsewhere if place_of(entry) in brought else choice.fresh
        elif _changed(row, entry, now):
            kind = choice.changed
        elif row.place in refused:
            kind = choice.again
        else:
            continue
        if count < MOST_TAKEN:
            kind.append(entry)
            count += 1
        else:
            later += 1
    return replace(choice, later=later)


def remember(feed: Feed, entries: Sequence[Entry], choice: Choice, now: datetime) -> None:
    """Write down what is taken and what is still listed; forget what has long been gone."""
    made = [(entry, 1) for entry in choice.fresh] + [(entry, 0) for entry in choice.elsewhere]
    rows = [
        FeedEntry(
            feed=feed,
            key=entry.key,
            place=place_of(entry),
            updated=entry.updated,
            digest=entry.digest,
            taken=taken,
            taken_at=now if taken else None,
            seen_at=now,
        )
        for entry, taken in made
    ]
    FeedEntry.objects.bulk_create(rows, batch_size=_BATCH)
    changed = {entry.key: entry for entry in choice.changed + choice.again}
    again = list(FeedEntry.objects.filter(feed=feed, key__in=list(changed)))
    for row in again:
        entry = changed[row.key]
        row.updated, row.digest, row.place = entry.updated, entry.digest, place_of(entry)
        row.taken, row.taken_at, row.seen_at = row.taken + 1, now, now
    fields = ["updated", "digest", "place", "taken", "taken_at", "seen_at"]
    FeedEntry.objects.bulk_update(again, fields, batch_size=_BATCH)
    _forget(feed, [entry.key for entry in entries], now)


def place_of(entry: Entry) -> str:
    """By what an entry's page is known in all feeds: the key that its item in a job has."""
    return JobItem.key_of("address", entry.address) if entry.address else ""


def _known(feed: Feed, listed: Sequence[str]) -> dict[str, FeedEntry]:
    """Key → what is remembered of it, of those listed now: not of all that ever were."""
    known: dict[str, FeedEntry] = {}
    for some in _batches(listed):
        known.update((row.key, row) for row in FeedEntry.objects.filter(feed=feed, key__in=some))
    return known


def _changed(row: FeedEntry, entry: Entry, now: datetime) -> bool:
    """Whether the entry says that it is newer than what was taken; one without a date, whose words
    the feed holds whole, is compared by these."""
    if row.taken >= MOST_TIMES or (row.taken_at and now - row.taken_at < NOT_AGAIN_FOR):
        return False
    if entry.updated and row.updated:
        return entry.updated > row.updated
    return bool(entry.content) and not entry.updated and entry.digest != row.digest


def _brought_elsewhere(feed: Feed, entries: Sequence[Entry]) -> set[str]:
    """The places, among those of new entries, whose page another feed brought already. An entry
    with the whole article costs no request and is taken all the same."""
    places = [place_of(entry) for entry in entries if entry.address and not entry.content]
    found: set[str] = set()
    for some in _batches(places):
        rows = FeedEntry.objects.filter(place__in=some, taken__gt=0).exclude(feed=feed)
        found.update(rows.values_list("place", flat=True))
    return found


def _refused(
    feed: Feed, known: dict[str, FeedEntry], entries: Sequence[Entry], now: datetime
) -> set[str]:
    """The places of entries whose page was refused and is to be tried once more."""
    rows = (known[entry.key] for entry in entries if entry.key in known and not entry.content)
    places = [
        row.place
        for row in rows
        if row.place
        and 0 < row.taken < MOST_TRIES
        and row.taken_at
        and TRY_AGAIN <= now - row.taken_at <= TRIED_FOR
    ]
    found: set[str] = set()
    for some in _batches(places):
        jobs = {"job__feed": feed, "job__made_at__gte": now - TRIED_FOR - TRY_AGAIN}
        tried = JobItem.objects.filter(key__in=some, **jobs).exclude(outcome="")
        latest = dict(tried.order_by("pk").values_list("key", "outcome"))
        found.update(place for place, outcome in latest.items() if outcome == "refused")
    return found


def _forget(feed: Feed, listed: Sequence[str], now: datetime) -> None:
    rows = FeedEntry.objects.filter(feed=feed)
    for some in _batches(listed):
        rows.filter(key__in=some, seen_at__lt=now - _SEEN_TO).update(seen_at=now)
    rows.filter(seen_at__lt=now - REMEMBERED).delete()
    beyond = rows.order_by("-seen_at", "-pk").values_list("pk", flat=True)[MOST_REMEMBERED:]
    for some_keys in _batches([str(key) for key in beyond]):
        rows.filter(pk__in=some_keys).delete()


def _batches(values: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _BATCH):
        yield list(values[start : start + _BATCH])
