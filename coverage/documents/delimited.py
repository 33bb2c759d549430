"""Delimited tables as text: which sign parts the columns, what the header says, and the rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .columns import ROLES, column_key

TABLE_NAMES = (".csv", ".tsv", ".tab", ".psv")
TABLE_TYPES = ("text/csv", "text/tab-separated-values", "application/csv", "text/x-csv")
_LONGEST_HEADER = 20_000  # characters
_NO_DELIMITER = frozenset("\"'_-.()[]{}<>/\\@&%+=?!:\r\n\ufeff")
_USUAL = (",", ";", "\t", "|")
#: Excel's first line that names the sign: "sep=;".
SEP_LINE = re.compile(r"\ufeff?sep=(.)\s*$", re.I)
#: Names beside those of roles that say that a line is a table's header.
_OTHER_NAMES = frozenset(
    "id storiesid articleid docid documentid mediaid mediaurl apsyndicated themes collectdate "
    "indexeddate guid category section country tags keywords description summary subtitle image "
    "wordcount processedstoriesid feedid".split()
)

# Python refuses a field of more than 128 kB, for all who use the module; a text can be longer, and
# who reads tables here holds rows to `Limits.row`.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header: the sign between its columns and their names."""

    delimiter: str
    names: tuple[str, ...]
    known: int  # how many of them are names that tables of articles use
    has_telling: bool  # one of them is an article's text or address


def find_header(line: str) -> Header:
    """The header that `line` is under the sign that makes most sense of it."""
    line = line.removeprefix("\ufeff")[:_LONGEST_HEADER]
    others = sorted({sign for sign in line if _can_delimit(sign)} - set(_USUAL))
    best = Header(",", (), -1, False)
    for sign in (*_USUAL, *others[:20]):
        names = tuple(cells_of(line, sign))
        keys = [column_key(name) for name in names]
        roles = {ROLES[key] for key in keys if key in ROLES}
        header = Header(
            sign,
            names,
            sum(key in ROLES or key in _OTHER_NAMES for key in keys),
            bool(roles & {"text", "html", "address"}),
        )
        if (header.known, len(names)) > (best.known, len(best.names)):
            best = header
    return best


def _can_delimit(sign: str) -> bool:
    return not (sign.isalnum() or sign == " " or sign in _NO_DELIMITER or ord(sign) > 0xFFFF)


def cells_of(line: str, delimiter: str) -> list[str]:
    """The cells of one record, [] where it cannot be read as one."""
    try:
        return next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


def is_table(text: str, *, named: bool, whole: bool) -> bool:
    """Whether the text is a table with a column for texts or addresses.

    `named`: its name or type says that it is a table, so that the header is enough; else two known
    columns are wanted, and a second row of as many cells, or none that is unknown. `whole`: nothing
    of the text is left out.
    """
    first, rest = _first_line(text)
    header = find_header(first)
    if not header.has_telling or header.known < 1:
        return False
    if named:
        return True
    if header.known < 2 or any(len(name) > 60 for name in header.names):
        return False
    try:
        rows = csv.reader(io.StringIO(rest, newline=""), delimiter=header.delimiter)
        second = next((cells for cells in rows if cells), [])
    except csv.Error:
        return False
    if len(second) > 1 and header.known == len(header.names):
        return True
    return len(second) == len(header.names) or not whole


def _first_line(text: str) -> tuple[str, str]:
    """The header's line and what follows; Excel's line before it and empty ones left out."""
    at = 0
    while at < len(text):
        end = re.compile(r"\r\n|\n|\r").search(text, at)
        line, at = (text[at : end.start()], end.end()) if end else (text[at:], len(text))
        if line.strip("\ufeff \t") and not SEP_LINE.match(line):
            return line[:_LONGEST_HEADER], text[at:]
    return "", ""


def read_table(text: str) -> Iterator[list[tuple[str, str]]]:
    """(column, cell) of each row; empty rows are passed over, what is no row ends the table."""
    first, rest = _first_line(text)
    header = find_header(first)
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=header.delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield list(zip(header.names, cells, strict=False))
    except csv.Error:
        return
