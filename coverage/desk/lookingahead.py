"""A look at what was given before anything of it is stored: bounded, as somebody waits for it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from coverage.documents.units import LIMITS, Coming, Limits, Link

from .foreseeing import Foresight
from .jobs.inputs import Given, Upload
from .jobs.reports import ReportRow, counts_in_words
from .taking import Intake, Origin

#: Documents looked at, and seconds after which no other is begun.
MOST_LOOKED, LONGEST = 200, 10.0


@dataclass(frozen=True, slots=True)
class Looked:
    """What would become of what was looked at."""

    rows: tuple[ReportRow, ...]
    is_whole: bool  # all of it was looked at
    to_fetch: int  # addresses, which are not fetched for a look
    said: str  # "12 would be added, 3 would be near-duplicates"


def look_ahead(
    inputs: Iterable[Given],
    *,
    outlet: str = "",
    keeps_near_duplicates: bool = False,
    limits: Limits = LIMITS,
    most: int = MOST_LOOKED,
) -> Looked:
    """What would become of each document; files are read from where they stand, and left there."""
    until = time.monotonic() + LONGEST
    rows: list[ReportRow] = []
    counts: Counter[str] = Counter()
    to_fetch, is_whole = 0, True
    with closing(Foresight(keeps_near_duplicates)) as foresight:
        intake = Intake(outlet=outlet, limits=limits, foresight=foresight)
        for coming, origin in _all_of(inputs, intake):
            if len(rows) >= most or time.monotonic() > until:
                is_whole = False
                break
            if isinstance(coming, Link):
                to_fetch += 1
                continue
            for row in intake.take(coming, origin):
                rows.append(row)
                counts[row.outcome] += 1
    said = counts_in_words(counts) if rows else ""
    return Looked(tuple(rows), is_whole, to_fetch, said)


def _all_of(inputs: Iterable[Given], intake: Intake) -> Iterator[tuple[Coming, Origin]]:
    """What each input holds, and where that comes from."""
    for given in inputs:
        if isinstance(given, Upload):
            start = given.file.tell()
            origin, found = intake.found_in(given.file, given.name, given.name, None, given.address)
            for coming in found:
                yield coming, origin
            given.file.seek(start)
        else:
            yield given, Origin(given.name, is_single=True)
