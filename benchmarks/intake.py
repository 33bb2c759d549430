"""What taking in a large table or web archive holds in memory, at the terminal or as a job.

    python -m benchmarks.intake csv 20000 [--by worker] [--short]
    python -m benchmarks.intake warc 5000 [--by worker] [--again]

Makes the file of invented reports (the table with Media Cloud's columns), takes it in by a process
of its own into a new database in a temporary folder (or into DATABASE_URL), and prints what memory
that process held and its pace at each tenth, then a small table. The process is `manage.py ingest`,
or with `--by worker` a worker that does a job of this one file, as "Add coverage" makes it.
`--again` takes the same file in a second time; with `--short` a report is one paragraph of
200 characters, each of an event of its own, so that storing and comparing are quick. Linux only:
memory is read from /proc.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_STARTS = "br cr dr f gl h k l m n p pr r s sk st t tr v w".split()
_ENDS = "ad an ar ask el en ick ill ind ol om orn ost un urm yke".split()
#: Reports of one event, and days over which all are spread.
_TOGETHER, _DAYS = 4, 300
_MEDIA_CLOUD = "id indexed_date language media_name media_url publish_date title url text".split()
#: Makes the job that the page makes of an uploaded file; run by manage.py shell.
_START = """
from pathlib import Path
from coverage.desk.jobs import Upload, start_job
path = Path({path!r})
with path.open("rb") as file:
    start_job(None, [Upload(file, path.name)], purpose=path.name)
"""


def report_of(number: int, is_short: bool = False) -> tuple[str, str, str]:
    """(headline, day, text) of some 1,500 characters; four after each other tell of one event."""
    event = random.Random(number if is_short else number // _TOGETHER)
    own = random.Random(-number - 1)

    def word(source: random.Random) -> str:
        return source.choice(_STARTS) + source.choice(_ENDS) + source.choice(_ENDS)

    place, thing, name = (word(event).title() for _ in range(3))
    things = [word(event) for _ in range(12)]
    headline = f"{place} {own.choice(things)} {own.choice(things)} after {thing} {word(own)}"
    paragraphs = []
    for _ in range(1 if is_short else 6):
        first, second = own.choice(things), word(own)
        paragraphs.append(
            f"The {first} of {place} was {second}ed by {own.randrange(3, 900)} people, "
            f"the {word(own)} of the {own.choice(things)} said. “We saw the {first} and the "
            f"{word(own)} before the {own.choice(things)} came,” said {name} {thing}, who has "
            f"kept the {word(own)} for {own.randrange(2, 40)} years."
        )
    if is_short:
        paragraphs = [paragraphs[0].partition(" “")[0]]
    number_of_day = number // _TOGETHER % _DAYS
    day = f"2023-{number_of_day // 28 % 12 + 1:02d}-{number_of_day % 28 + 1:02d}"
    return headline, day, "\n\n".join(paragraphs)


def make_table(path: Path, count: int, is_short: bool) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(_MEDIA_CLOUD)
        for number in range(count):
            headline, day, text = report_of(number, is_short)
            outlet, site = f"Paper {number % 40}", f"p{number % 40}.example"
            address = f"https://{site}/{number}"
            row = (number, f"{day} 06:00:00", "en", outlet, site, day, headline, address, text)
            table.writerow(row)


def make_archive(path: Path, count: int, is_short: bool) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(count):
            headline, day, text = report_of(number, is_short)
            body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
            page = (
                f"<!doctype html><html><head><title>{headline}</title>"
                f'<meta property="article:published_time" content="{day}T10:00:00Z"></head>'
                f"<body><nav><a href='/'>Home</a></nav><article><h1>{headline}</h1>{body}"
                "</article></body></html>"
            ).encode()
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            address = f"https://p{number % 40}.example/{number}"
            record = writer.create_warc_record(
                address, "response", payload=io.BytesIO(page), http_headers=head
            )
            writer.write_record(record)
            record.raw_stream.close()


MAKERS: dict[str, tuple[str, Callable[[Path, int, bool], None]]] = {
    "csv": ("rows.csv", make_table),
    "warc": ("pages.warc.gz", make_archive),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=MAKERS)
    parser.add_argument("count", type=int)
    parser.add_argument("--by", choices=("ingest", "worker"), default="ingest")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--short", action="store_true")
    asked = parser.parse_args()
    name, make = MAKERS[asked.kind]
    with tempfile.TemporaryDirectory(prefix="newsroom-intake-") as folder:
        file = Path(folder, name)
        make(file, asked.count, asked.short)
        print(
            f"{name}: {asked.count:,} documents, {file.stat().st_size / 2**20:.0f} MB", flush=True
        )
        os.environ.update({"VAR_DIR": folder, "DEBUG": "0"})
        run_manage("migrate", "-v0")
        for _ in range(1 + asked.again):
            measured = by_worker if asked.by == "worker" else by_ingest
            report(measured(file, asked.count), asked.count)


def run_manage(*arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], check=True)


def by_ingest(file: Path, count: int) -> Iterator[tuple[int, float]]:
    """(documents done, MB held) of `manage.py ingest`, which prints a line for each document."""
    command = [sys.executable, "manage.py", "ingest", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    last = ""
    for number, line in enumerate(process.stdout, 1):
        last = line.strip()
        if number <= count:
            yield number, resident(process.pid)
    print(f"{last}; exit {process.wait()}", flush=True)


def by_worker(file: Path, count: int) -> Iterator[tuple[int, float]]:
    """(documents done, MB held) of a worker that does a job of this file, twice a second."""
    run_manage("shell", "-v0", "-c", _START.format(path=str(file)))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from coverage.models import Job, JobItem

    job = Job.objects.latest("pk")
    done = JobItem.objects.filter(job=job, kind="document", state="done")
    process = subprocess.Popen([sys.executable, "manage.py", "work", "--until-idle"])
    while process.poll() is None:
        held = resident(process.pid)
        number = done.count()
        if number:
            yield number, held
        time.sleep(0.5)
    job.refresh_from_db()
    print(f"job {job.state}: {job.added_count} added; exit {process.returncode}", flush=True)


def report(looks: Iterator[tuple[int, float]], count: int) -> None:
    """Print memory and pace at each tenth, and memory at five moments."""
    began = last = time.monotonic()
    last_number, peak = 0, 0.0
    held: dict[int, float] = {}  # per cent done → MB
    for number, resident_mb in looks:
        per_cent = 100 * number // count
        peak = max(peak, resident_mb)
        if per_cent in held:
            continue
        held[per_cent] = resident_mb
        if per_cent % 10 == 0 and number - last_number >= count // 20:
            now = time.monotonic()
            pace = (number - last_number) / (now - last)
            print(f"{number:8,} documents  {resident_mb:6.1f} MB  {pace:6.1f} a second", flush=True)
            last, last_number = now, number
    marks = {"start": 1, "25 %": 25, "50 %": 50, "75 %": 75, "end": 100}
    near = {name: min(held, key=lambda one: abs(one - at)) for name, at in marks.items()}
    print(f"| {' | '.join([*marks, 'peak'])} |\n|{'--:|' * (len(marks) + 1)}")
    print(f"| {' | '.join(f'{held[at]:.1f}' for at in near.values())} | {peak:.1f} |")
    print(f"{time.monotonic() - began:.0f} s", flush=True)


def resident(pid: int) -> float:
    """MB of memory the process holds now; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


if __name__ == "__main__":
    main()
