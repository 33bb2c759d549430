"""`manage.py group [FILE] [-o FILE] [--batch]`: put articles into stories without storing any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from coverage.management.jsonl import (
    BadLine,
    LineErrors,
    Progress,
    Row,
    opened,
    read_rows,
    text_field,
    write_row,
)
from coverage.management.pipes import Pipe
from coverage.text.grouping.grouping import Signature, group, sign


def answer(source: str, target: str, options: Mapping[str, Any]) -> int:
    errors = LineErrors()
    with opened(source, target) as (lines, out, size):
        progress = Progress(size)
        arriving = Arriving(read_rows(lines, errors, progress, wanted=("id",)), errors)
        for key, cluster, reasons in group(arriving, batch=options["batch"]):
            identifier = arriving.take(key)
            write_row(out, {"id": identifier, "cluster": cluster, "reasons": list(reasons)})
        progress.end()
    return errors.count


PIPE = Pipe(
    help=(
        "Read articles in order of arrival from JSON lines ({'id', 'outlet', 'date', 'title', "
        "'text'}; date, outlet and title may be empty) and write {'id', 'cluster', 'reasons'}. "
        "Nothing is stored."
    ),
    answer=answer,
    switches=(("--batch", "group the whole set, not one after the other"),),
)


class Arriving:
    """The articles of the lines, signed; keeps the ids as given (text or number) until written."""

    def __init__(self, numbered: Iterable[tuple[int, Row]], errors: LineErrors) -> None:
        self.numbered, self.errors = numbered, errors
        self.given: dict[str, list[Any]] = {}

    def __iter__(self) -> Iterator[tuple[str, Signature]]:
        for number, row in self.numbered:
            try:
                signature = sign_row(row)
            except BadLine as error:
                self.errors.report(number, error)
                continue
            self.given.setdefault(str(row["id"]), []).append(row["id"])
            yield str(row["id"]), signature

    def take(self, key: str) -> Any:
        """The id as its line gave it."""
        given = self.given[key]
        first = given.pop(0)
        if not given:
            del self.given[key]
        return first


def sign_row(row: Row) -> Signature:
    """The signature of one line's article; BadLine where a field is not what it should be."""
    if not isinstance(row["id"], str | int):
        raise BadLine("'id' is neither text nor a number")
    title, text = text_field(row, "title"), text_field(row, "text")
    if not (title.strip() or text.strip()):
        raise BadLine("neither 'title' nor 'text' holds a word")
    return sign(title, text, read_date(text_field(row, "date")), text_field(row, "outlet"))


def read_date(written: str) -> date | None:
    """The day of an ISO date or moment, None for ""; BadLine where it is neither."""
    written = written.strip()
    if not written:
        return None
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        raise BadLine(f"'date' is not a date: {written[:40]}") from None
