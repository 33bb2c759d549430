"""What taking in a large table or web archive holds in memory, at the terminal or as a job.

    python -m benchmarks.intake csv 20000 [--by worker] [--short]
    python -m benchmarks.intake warc 5000 [--by worker] [--again]

Makes the file of invented reports (the table with Media Cloud's columns), takes it in by a process
of its own into a new database in a temporary folder (or into DATABASE_URL), and prints at each
tenth what memory that process holds and how many documents it did in a second of its own CPU time,
then a small table. The process is `manage.py ingest`, or with `--by worker` a worker that does a
job of this one file, as "Add coverage" makes it. `--again` takes the same file in a second time;
with `--short` a report is one paragraph of 200 characters, each of an event of its own, so that
storing and comparing are quick. Linux only: /proc tells both.

The texts are of 2 to 40 paragraphs, some 2,000 characters in the mean, and bring new words and
names to the last, as news does: what is remembered of words must come to its bound.
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
from dataclasses import dataclass
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
    """(headline, day, text) of some 2,000 characters; four after each other tell of one event."""
    event = random.Random(number if is_short else number // _TOGETHER)
    own = random.Random(-number - 1)

    def word(source: random.Random) -> str:
        return source.choice(_STARTS) + source.choice(_ENDS) + source.choice(_ENDS)

    def rare_word() -> str:
        return word(own) + own.choice(_ENDS) + ("" if is_short else own.choice(_ENDS))

    place, thing, name = (word(event).title() for _ in range(3))
    things = [word(event) for _ in range(12)]
    witness = f"{word(own)} {rare_word()}".title()
    headline = f"{place} {own.choice(things)} {own.choice(things)} after {thing} {word(own)}"
    paragraphs = []
    count = 1 if is_short else min(max(int(own.lognormvariate(2.0, 0.7)), 2), 40)
    for number_of_paragraph in range(count):
        speaker = witness if number_of_paragraph % 4 == 1 else f"{name} {thing}"
        first, second = own.choice(things), word(own)
        paragraphs.append(
            f"The {first} of {place} was {second}ed by {own.randrange(3, 900)} people, "
            f"the {rare_word()} of the {own.choice(things)} said. “We saw the {first} and the "
            f"{word(own)} before the {own.choice(things)} came,” said {speaker}, who has "
            f"kept the {rare_word()} for {own.randrange(2, 40)} years."
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


def by_ingest(file: Path, count: int) -> Iterator[tuple[int, Held]]:
    """(documents done, what it holds) of `manage.py ingest`, which prints a line for each."""
    command = [sys.executable, "manage.py", "ingest", str(file)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    last = ""
    for number, line in enumerate(process.stdout, 1):
        last = line.strip()
        if number <= count and (held := held_by(process.pid)):
            yield number, held
    print(f"{last}; exit {process.wait()}", flush=True)


def by_worker(file: Path, count: int) -> Iterator[tuple[int, Held]]:
    """(documents done, what it holds) of a worker that does a job of this file, each second."""
    run_manage("shell", "-v0", "-c", _START.format(path=str(file)))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from coverage.models import Job, JobItem

    job = Job.objects.latest("pk")
    done = JobItem.objects.filter(job=job, kind="document", state="done")
    process = subprocess.Popen([sys.executable, "manage.py", "work", "--until-idle"])
    while process.poll() is None:
        held = held_by(process.pid)
        number = done.count()
        if number and held:
            yield number, held
        time.sleep(1)
    job.refresh_from_db()
    print(f"job {job.state}: {job.added_count} added; exit {process.returncode}", flush=True)


def report(looks: Iterator[tuple[int, Held]], count: int) -> None:
    """Print memory and pace at each tenth, and memory at six moments."""
    began = time.monotonic()
    last_number, last_cpu, peak = 0, 0.0, 0.0
    at: dict[int, float] = {}  # per cent done → MB
    for number, held in looks:
        per_cent = 100 * number // count
        peak = max(peak, held.megabytes)
        if per_cent in at:
            continue
        at[per_cent] = held.megabytes
        if per_cent % 10 == 0 and number - last_number >= count // 20:
            pace = (number - last_number) / max(held.seconds - last_cpu, 0.01)
            print(f"{number:8,} documents  {held}  {pace:6.1f} a CPU second", flush=True)
            last_number, last_cpu = number, held.seconds
    marks = {"start": 1, "10 %": 10, "25 %": 25, "50 %": 50, "75 %": 75, "end": 100}
    near = {name: min(at, key=lambda one: abs(one - mark)) for name, mark in marks.items()}
    print(f"| {' | '.join([*marks, 'peak', 'grows'])} |\n|{'--:|' * (len(marks) + 2)}")
    grows = 100 * (at[near["end"]] / at[near["10 %"]] - 1)
    print(f"| {' | '.join(f'{at[n]:.1f}' for n in near.values())} | {peak:.1f} | {grows:.1f} % |")
    print(f"{time.monotonic() - began:.0f} s, {last_cpu:.0f} s of CPU", flush=True)


@dataclass(frozen=True, slots=True)
class Held:
    """What a process has come to: MB of memory it holds now (of its own, and of files it maps),
    and CPU seconds since it began."""

    own: float
    mapped: float
    seconds: float

    @property
    def megabytes(self) -> float:
        return self.own + self.mapped

    def __str__(self) -> str:
        return f"{self.megabytes:6.1f} MB ({self.own:.1f} its own)"


def held_by(pid: int) -> Held | None:
    """None when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    megabytes = {
        name: int(rest.split()[0]) / 1024
        for name, _, rest in (line.partition(":") for line in lines)
        if name.startswith("Rss")
    }
    if "RssAnon" not in megabytes:  # it has just ended
        return None
    seconds = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
    return Held(megabytes["RssAnon"], megabytes["RssFile"], seconds)


if __name__ == "__main__":
    main()
