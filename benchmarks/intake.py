"""What `manage.py ingest` holds in memory while a large table or web archive comes in.

    python -m benchmarks.intake csv 20000 [--short]
    python -m benchmarks.intake warc 5000 [--again]

Makes the file of invented reports, takes it in by a process of its own into a new database in a
temporary folder (or into DATABASE_URL), and prints the process's resident memory and pace at each
tenth. `--again` takes the same file in a second time; with `--short` a report is one paragraph of
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
        table.writerow(("title", "publish_date", "media_name", "url", "text"))
        for number in range(count):
            headline, day, text = report_of(number, is_short)
            outlet = f"Paper {number % 40}"
            table.writerow((headline, day, outlet, f"https://p.example/{number}", text))


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=MAKERS)
    parser.add_argument("count", type=int)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--short", action="store_true")
    asked = parser.parse_args()
    name, make = MAKERS[asked.kind]
    with tempfile.TemporaryDirectory(prefix="newsroom-intake-") as folder:
        file = Path(folder, name)
        make(file, asked.count, asked.short)
        print(f"{name}: {asked.count:,} documents, {file.stat().st_size / 2**20:.0f} MB")
        settings = os.environ | {"VAR_DIR": folder, "DEBUG": "0"}
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "-v0"], env=settings, check=True)
        for _ in range(1 + asked.again):
            measure([*manage, "ingest", str(file)], settings, asked.count)


def measure(command: list[str], settings: dict[str, str], count: int) -> None:
    """Run it, and print its memory and pace at each tenth of the documents."""
    began = last = time.monotonic()
    process = subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    last_line, step = "", max(count // 10, 1)
    for number, line in enumerate(process.stdout, 1):
        last_line = line
        if number % step == 0 and number <= count:
            now = time.monotonic()
            seconds = now - last
            print(
                f"{number:8,} documents  {resident(process.pid):6.1f} MB  "
                f"{step / seconds:6.1f} a second",
                flush=True,
            )
            last = now
    status = process.wait()
    print(f"{last_line.strip()}; exit {status}, {time.monotonic() - began:.0f} s", flush=True)


def resident(pid: int) -> float:
    """MB of memory the process holds now."""
    return next(_fields(pid)) / 1024


def _fields(pid: int) -> Iterator[int]:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            yield int(line.split()[1])


if __name__ == "__main__":
    main()
