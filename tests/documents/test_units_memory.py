"""Long archives and tables come in with the memory that a short one takes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from warcio.warcwriter import WARCWriter

from coverage.documents.coming import MB
from coverage.documents.units import Refusal, Unit, units

from .incoming import PAGE, WORDS, add_record

MOST = 4 * MB  # of memory, while far more than that is read
PAGES = 5_000
ROWS = 20_000


def write_warc(file: Path) -> None:
    with file.open("wb") as box:
        writer = WARCWriter(box, gzip=file.suffix == ".gz")
        for number in range(PAGES):
            add_record(writer, PAGE.replace("</p>", f"</p><p>{number}. {WORDS * 10}</p>"))


def write_table(file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as box:
        writer = csv.writer(box)
        writer.writerow(["stories_id", "publish_date", "title", "url", "media_name", "text"])
        for number in range(ROWS):
            text = f'{number}. "{WORDS}"\n\n{WORDS * 5}'
            address = f"https://a.example/{number}"
            writer.writerow([number, "2023-05-04", f"No. {number}", address, "Courier", text])


def write_lines(file: Path) -> None:
    with gzip.open(file, "wt", encoding="utf-8") as box:
        for number in range(PAGES):
            box.write(json.dumps({"id": number, "text": f"{number}. {WORDS * 20}"}) + "\n")


def write_list(file: Path) -> None:
    rows = ({"id": number, "text": f"{number}. {WORDS * 20}"} for number in range(PAGES))
    with file.open("w", encoding="utf-8") as box:
        box.write("[" + ",\n".join(map(json.dumps, rows)) + "]")


@pytest.mark.parametrize(
    ("name", "write", "count"),
    [
        ("crawl.warc.gz", write_warc, PAGES),
        ("stories.csv", write_table, ROWS),
        ("stories.jsonl.gz", write_lines, PAGES),
        ("stories.json", write_list, PAGES),
    ],
)
def test_memory_stays_flat(
    tmp_path: Path, name: str, write: Callable[[Path], None], count: int
) -> None:
    write(tmp_path / name)
    with (tmp_path / name).open("rb") as source:
        assert sum(isinstance(one, Unit) for one in measured(units(source, name))) == count


def measured(coming: Iterator[object]) -> Iterator[object]:
    """What comes, held to the memory it may take; the first brings what is loaded once."""
    yield next(coming)
    tracemalloc.start()
    try:
        yield from coming
        assert tracemalloc.get_traced_memory()[1] < MOST
    finally:
        tracemalloc.stop()


def test_a_long_line_is_refused_without_its_being_read_at_once() -> None:
    source = gzip.GzipFile(fileobj=io.BytesIO(packed_letters(60)))
    first, *_ = measured_refusal(source)
    assert isinstance(first, Refusal)


def packed_letters(size: int) -> bytes:
    return gzip.compress(b'{"text": "' + bytes(range(32, 127)) * (size * MB // 95))


def measured_refusal(source: gzip.GzipFile) -> list[object]:
    tracemalloc.start()
    try:
        coming: list[object] = list(units(source, "a.jsonl"))  # type: ignore[arg-type]
        assert tracemalloc.get_traced_memory()[1] < 60 * MB
        return coming
    finally:
        tracemalloc.stop()
