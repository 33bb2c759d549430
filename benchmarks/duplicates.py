"""What finding a near-duplicate costs in archives of several sizes.

    python -m benchmarks.duplicates [10000 100000 300000]

Fills the index of shared texts with sketches of invented articles (of each, one key in eight is a
form of words that many share, as a template's are), in a new SQLite database in a temporary folder
or in DATABASE_URL, which must name an empty database; and prints, at each size, the CPU time of a
look-up of an article's sketch and of a form of words that one in forty articles has, with that of
the database's server where there is one. No text is stored: what is measured is the index.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable

SIZES = (10_000, 100_000, 300_000)
LOOKUPS = 400
#: A form of words: so many there are, and each article has three of its keys.
FORMS, HELD = 40, 3
BATCH = 5000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-duplicates-") as folder:
        os.environ.setdefault("VAR_DIR", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True)
        measure(sorted(asked.sizes))


def measure(sizes: list[int]) -> None:
    """Print a row of the table for each size."""
    import django

    django.setup()
    from django.db import connection

    from coverage.desk.sketching import like_sketch

    print(f"{connection.vendor}: CPU per look-up, median of {LOOKUPS}")
    print(f"{'articles':>10} {'keys':>11} {'ms':>7} {'ms, template':>13} {'ratio':>6}")
    first = 0.0
    held = 0
    for size in sizes:
        fill(held, size)
        held = size
        own = random.Random(size).sample(range(size), LOOKUPS)
        took = median_ms(lambda n: like_sketch(sketch_of(n)), own)
        crowded = median_ms(lambda n: like_sketch(form_of(n % FORMS)[:24]), own)
        first = first or took
        print(f"{size:>10,} {size * 24:>11,} {took:>7.2f} {crowded:>13.2f} {took / first:>6.2f}")


def median_ms(look_up: Callable[[int], object], numbers: list[int]) -> float:
    """CPU milliseconds of this process and, with PostgreSQL, of the session that serves it."""
    spent = []
    for number in numbers:
        before, served = time.process_time(), served_seconds()
        look_up(number)
        spent.append(time.process_time() - before + served_seconds() - served)
    return sorted(spent)[len(spent) // 2] * 1000


def served_seconds() -> float:
    """CPU time of the PostgreSQL session so far, where it runs on this computer; Linux only."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    global _server
    if not _server:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            _server = int(cursor.fetchone()[0])
    with open(f"/proc/{_server}/schedstat", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[0]) / 1e9


_server = 0


def sketch_of(number: int) -> list[int]:
    """The 24 keys of an invented article: three of a form of words, the others its own; every
    fifth is an edited copy of the one before and shares two thirds."""
    source = random.Random(number - 1 if number % 5 == 4 else number)
    keys = [source.getrandbits(60) for _ in range(24 - HELD)]
    if number % 5 == 4:
        other = random.Random(-number)
        keys[:7] = [other.getrandbits(60) for _ in range(7)]
    return [*keys, *form_of(number % FORMS)[:HELD]]


def form_of(number: int) -> list[int]:
    source = random.Random(f"form {number}")
    return [source.getrandbits(60) for _ in range(24)]


def store(rows: Iterable[tuple[int, int]]) -> None:
    """Keys as (article, key), by the quickest way the database has."""
    from django.db import connection

    from coverage.models import SketchKey

    into = f"{SketchKey._meta.db_table} (article_id, key)"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {into} VALUES (%s, %s)", list(rows))


def fill(held: int, size: int) -> None:
    """Articles from `held` to `size`, with their keys and nothing else."""
    from django.db import connection, transaction

    from coverage.models import Article

    for start in range(held, size, BATCH):
        numbers = range(start, min(size, start + BATCH))
        with transaction.atomic():
            Article.objects.bulk_create(
                [Article(pk=number + 1, headline=f"Number {number}") for number in numbers]
            )
            store((number + 1, key) for number in numbers for key in sketch_of(number))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
