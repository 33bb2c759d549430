"""What placing one article in a story costs in archives of several sizes.

    python -m benchmarks.placing [--articles 10000 100000 1000000] [--per-day 1000] [--days 0]

Fills the database (a new SQLite file in a temporary folder, or DATABASE_URL, which must name an
empty database whose user owns the server) with invented articles, as `invented_archive` says, and
at each size places fresh ones: most tell of events of the last days, some of new ones, one in
thirty-three has no date. Prints of `place` alone, by the mean of all: CPU time of this process and
of the database's session, time by the clock, statements, candidates, and the ratio of the CPU time
to the first size's; and how many articles the grouper alone signs and compares in a CPU-second.

The archive grows by so many articles a day: a larger one goes back further, as they do. With
`--days` all sizes lie in so many days, and the larger are fuller: a harder question. Exits with 1
where the last costs more than half as much again as the first.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from statistics import mean, median
from typing import Any

from .duplicates import served_seconds
from .invented_archive import Archive, Written, written

SIZES = (10_000, 100_000, 1_000_000)
FRESH, WARMING = 400, 40
BOUND = 1.5


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one article; seconds."""

    cpu: float
    clock: float
    statements: int
    compared: int  # candidate articles
    grouper: float  # of `cpu`, signing and comparing with candidates at hand
    is_right: bool


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--per-day", type=int, default=1000, metavar="N")
    parser.add_argument("--days", type=int, default=0, metavar="N", help="all sizes in N days")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-placing-") as folder:
        os.environ.setdefault("VAR_DIR", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        sizes = sorted(asked.articles)
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True)
        ratio = measure(sizes, asked.per_day, asked.days)
    sys.exit(int(ratio > BOUND))


def measure(sizes: list[int], per_day: int, days: int) -> float:
    """Print a row of the table for each size; the ratio of the last size's cost to the first's."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    spread = f"in {days} days" if days else f"{per_day:,} a day"
    print(f"{connection.vendor}: placing one article, mean of {FRESH}; {spread}", flush=True)
    print(
        f"{'articles':>10} {'CPU ms':>7} {'median':>7} {'clock ms':>9} {'statements':>11} "
        f"{'compared':>9} {'grouper /s':>11} {'right %':>8} {'ratio':>6} {'filled in':>10}",
        flush=True,
    )
    first, ratio, held = 0.0, 1.0, 0
    for size in sizes:
        began = time.perf_counter()
        archive = Archive(per_day, days, size)
        if days:  # fuller, not longer: filled anew
            call_command("flush", interactive=False, verbosity=0)
            held = 0
        archive.fill(held, size)
        held, filled = size, time.perf_counter() - began
        costs = placed(archive, size)
        cpu = mean(cost.cpu for cost in costs)
        first = first or cpu
        ratio = cpu / first
        print(
            f"{size:>10,} {cpu * 1000:>7.2f} {median(c.cpu for c in costs) * 1000:>7.2f} "
            f"{mean(c.clock for c in costs) * 1000:>9.2f} "
            f"{mean(c.statements for c in costs):>11.1f} "
            f"{mean(c.compared for c in costs):>9.1f} "
            f"{1 / mean(c.grouper for c in costs):>11,.0f} "
            f"{100 * mean(c.is_right for c in costs):>8.0f} {ratio:>6.2f} {filled:>9.0f}s",
            flush=True,
        )
    return ratio


def placed(archive: Archive, size: int) -> list[Cost]:
    """Place fresh articles after the last, and take them out again."""
    from django.db import transaction

    costs = []
    for number in range(FRESH + WARMING):
        # What came last tells of events that some of the fresh ones tell of too.
        told = written(size - 1 - number * 5, archive.day(size - 1))
        with transaction.atomic():
            cost = placed_one(told)
            transaction.set_rollback(True)
        costs.append(cost)
    return costs[WARMING:]


def placed_one(told: Written) -> Cost:
    """What it costs to place the article, as one that arrives now."""
    from datetime import UTC, datetime

    from django.db import connection

    from coverage.desk import stories
    from coverage.models import Article

    day = told.day
    moment = day and datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    article = Article.objects.create(headline=" ".join(told.headline), published_at=moment)
    statements = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*args)

    with connection.execute_wrapper(count):
        began, clock, served = time.process_time(), time.perf_counter(), served_seconds()
        membership = stories.place(article, told.text)
        cpu = time.process_time() - began + served_seconds() - served
        clock = time.perf_counter() - clock
    signature, terms = stories.sign_article(article, told.text)
    found = list(stories.candidates(article, terms, False))
    began = time.process_time()
    stories.sign(article.headline, told.text, day)
    stories.choose_story(signature, found)
    grouper = time.process_time() - began
    compared = sum(len(candidate.members) for candidate in found)
    is_right = membership.story_id == told.event + 1
    return Cost(cpu, clock, statements, compared, grouper, is_right)


if __name__ == "__main__":
    main()
