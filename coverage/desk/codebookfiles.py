"""A codebook as a file, CSV or JSON, written and read again without loss."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coverage.models import Codebook, Tag
from coverage.text.spans import as_body

from .tagtree import tree_of

FORMAT = "newsroom codebook 1"
#: A file of more letters is no codebook.
MOST_LETTERS = 2_000_000
COLUMNS = (
    *("codebook", "codebook_definition", "name", "code", "colour", "definition", "example"),
    *("parent", "archived", "reads", "merged_into"),
)
_OF_TAG = COLUMNS[2:]
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


class CannotRead(ValueError):
    """The file is no codebook; the message says what is wrong with it, and where."""


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag of a file: its columns as text, and the line (or place) where it begins."""

    line: int
    cells: Mapping[str, str]
    wrong: str = ""  # why the row cannot be read at all


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """What a file holds; `name` is "" where it does not name the codebook."""

    rows: Sequence[TagRow]
    name: str = ""
    definition: str | None = None  # None where the file does not say
    columns: frozenset[str] = field(default_factory=frozenset)
    unknown: tuple[str, ...] = ()  # columns that mean nothing here
    noun: str = "line"  # what a row's number counts


def as_json(codebook: Codebook) -> str:
    """The codebook with its tags in order; two queries."""
    tags = [{name: _told(row, name) for name in _OF_TAG} for row in _tags(codebook)]
    whole = {
        "format": FORMAT,
        "codebook": codebook.name,
        "codebook_definition": codebook.definition,
        "tags": tags,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(codebook: Codebook) -> str:
    """The same as a table, a row for each tag; cells that begin like a formula get an apostrophe
    before them, which reading takes off again."""
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow(COLUMNS)
    rows = [[_cell(_told(row, name)) for name in _OF_TAG] for row in _tags(codebook)]
    for number, row in enumerate(rows or [[""] * len(_OF_TAG)]):
        about = codebook.definition if number == 0 else ""
        table.writerow([_cell(codebook.name), _cell(about), *row])
    return written.getvalue()


def read_codebook(text: str) -> CodebookFile:
    """What a CSV or JSON file holds. Raises CannotRead where it is neither, or holds no tags."""
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_LETTERS:
        raise CannotRead(f"A codebook has at most {MOST_LETTERS:,} letters; this file has more.")
    if not text.strip():
        raise CannotRead("The file is empty: choose one that holds a codebook.")
    return _read_json(text) if text.lstrip()[0] in "{[" else _read_csv(text)


def _tags(codebook: Codebook) -> list[Tag]:
    rows = codebook.tags.select_related("parent", "merged_into")
    return [branch.tag for branch in tree_of(rows)]


def _told(tag: Tag, name: str) -> Any:
    value = getattr(tag, name)
    return value.name if isinstance(value, Tag) else "" if value is None else value


def _cell(value: Any) -> str:
    words = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return f"'{words}" if isinstance(words, str) and _FORMULA.match(words) else str(words)


def _uncell(words: str) -> str:
    return as_body(words[1:] if words.startswith("'") and _FORMULA.match(words) else words)


def _read_csv(text: str) -> CodebookFile:
    rows = _lines(text)
    try:
        head = [name.strip().casefold().replace(" ", "_") for name in next(rows)[1]]
        if "name" not in head:
            raise CannotRead("Line 1 names no column “name”: each tag needs its name.")
        found = [_row(line, cells, head) for line, cells in rows if any(map(str.strip, cells))]
    except csv.Error as wrong:
        raise CannotRead(f"This is no table that can be read: {wrong}.") from wrong
    first = found[0].cells if found else {}
    return CodebookFile(
        rows=[row for row in found if row.wrong or row.cells.get("name") or not _is_bare(row)],
        name=first.get("codebook", ""),
        definition=first.get("codebook_definition") if "codebook_definition" in head else None,
        columns=frozenset(head) & set(_OF_TAG),
        unknown=tuple(name for name in head if name and name not in COLUMNS),
    )


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """(the line where the row begins, its cells)."""
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    before = 0
    for cells in table:
        yield before + 1, cells
        before = table.line_num


def _row(line: int, cells: Sequence[str], head: Sequence[str]) -> TagRow:
    named = {name: _uncell(cell) for name, cell in zip(head, cells, strict=False) if name}
    if len(cells) > len(head):
        more = f"It has {len(cells)} cells, and line 1 names {len(head)} columns."
        return TagRow(line, named, f"{more} Words with a comma need quotation marks.")
    return TagRow(line, named)


def _is_bare(row: TagRow) -> bool:
    """True for a row that holds nothing of a tag, only the codebook's own columns."""
    return not any(row.cells.get(name) for name in _OF_TAG)


def _read_json(text: str) -> CodebookFile:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise CannotRead(f"This is no JSON that can be read: {wrong}.") from wrong
    whole = {"tags": whole} if isinstance(whole, list) else whole
    tags = whole.get("tags")
    if not isinstance(tags, list):
        raise CannotRead("It holds no list “tags”: a codebook is {“codebook”: …, “tags”: […]}.")
    about = whole.get("codebook_definition")
    return CodebookFile(
        rows=[_of_json(number, tag) for number, tag in enumerate(tags, 1)],
        name=as_body(str(whole.get("codebook") or "")),
        definition=as_body(about) if isinstance(about, str) else None,
        columns=frozenset(name for tag in tags if isinstance(tag, dict) for name in tag)
        & set(_OF_TAG),
        unknown=tuple(
            dict.fromkeys(
                name for tag in tags if isinstance(tag, dict) for name in tag if name not in COLUMNS
            )
        ),
        noun="tag",
    )


def _of_json(number: int, tag: Any) -> TagRow:
    if not isinstance(tag, dict):
        return TagRow(number, {}, "It is no tag: a tag is {“name”: …}.")
    cells = {}
    for name in COLUMNS:
        value = tag.get(name)
        if isinstance(value, (dict, list)):
            return TagRow(number, {}, f"Its {name} is no text.")
        if value is not None:
            is_yes = {True: "yes", False: "no"}
            cells[name] = is_yes[value] if isinstance(value, bool) else as_body(str(value))
    return TagRow(number, cells)
