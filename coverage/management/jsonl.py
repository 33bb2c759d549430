"""JSON lines in, JSON lines out: one line in memory at a time, bad lines told by number.

`read`, `group` and `collate` share these functions, so that all three answer a bad line, a pipe
and a terminal alike.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TextIO

Row = dict[str, Any]


class BadLine(ValueError):
    """A line that cannot be used; the message says what is wrong with it, not where it stands."""


class LineErrors:
    """Says each bad line on stderr with its number and counts them."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.count = 0

    def report(self, number: int, message: object) -> None:
        self.count += 1
        self.stream.write(f"line {number}: {message}\n")


class Progress:
    """A bar on a terminal, nothing anywhere else. `total` is bytes, 0 where it cannot be known."""

    def __init__(self, total: int = 0, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.total = total
        self.shown = bool(getattr(self.stream, "isatty", lambda: False)())
        self.lines = 0
        self.percent = -1

    def step(self, done: int) -> None:
        """One line more; `done` bytes (or characters) of the input are behind us."""
        self.lines += 1
        if not self.shown:
            return
        percent = min(100, 100 * done // self.total) if self.total else -1
        if percent == self.percent and self.lines % 50:
            return
        self.percent = percent
        filled = "█" * (percent // 4) if percent >= 0 else ""
        bar = f"[{filled:<25}] {percent:3d} %  " if percent >= 0 else ""
        self.stream.write(f"\r{bar}{self.lines:,} lines")
        self.stream.flush()

    def end(self) -> None:
        if self.shown and self.lines:
            self.stream.write(f"\r{self.lines:,} lines{' ' * 40}\n")
            self.stream.flush()


@contextmanager
def opened(source: str, target: str) -> Iterator[tuple[Iterable[bytes], TextIO, int]]:
    """Open FILE (or `-`) for reading and `-o` (or `-`) for writing.

    Gives the lines as bytes, the output, and the input's size in bytes (0 for a pipe). A file that
    cannot be opened raises OSError, whose message names it.
    """
    with ExitStack() as stack:
        lines: Iterable[bytes] = sys.stdin.buffer
        size = 0
        if source != "-":
            read_from = stack.enter_context(open(source, "rb"))  # noqa: PTH123
            lines, size = read_from, os.fstat(read_from.fileno()).st_size
        out = sys.stdout
        if target != "-":
            out = stack.enter_context(open(target, "w", encoding="utf-8", newline="\n"))  # noqa: PTH123
        yield lines, out, size
        out.flush()


def parse_row(line: bytes, wanted: Iterable[str] = ()) -> Row:
    """The object one line holds; BadLine where it is not UTF-8, not an object, or lacks a key."""
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} at character {error.pos}") from None
    except RecursionError:
        raise BadLine("not JSON that can be read: nested too deeply") from None
    if not isinstance(row, dict):
        raise BadLine(f"a JSON object is expected, this is {json_kind(row)}")
    for key in wanted:
        if key not in row:
            raise BadLine(f"'{key}' is missing")
    return row


def read_rows(
    lines: Iterable[bytes],
    errors: LineErrors,
    progress: Progress | None = None,
    wanted: Iterable[str] = (),
) -> Iterator[tuple[int, Row]]:
    """(line number from 1, object) for every good line; blank lines are passed over."""
    wanted = tuple(wanted)
    done = 0
    for number, line in enumerate(lines, start=1):
        done += len(line)
        if number == 1 and line.startswith(b"\xef\xbb\xbf"):
            line = line[3:]
        if not line.isspace() and line:
            try:
                row = parse_row(line, wanted)
            except BadLine as error:
                errors.report(number, error)
            else:
                yield number, row
        if progress:
            progress.step(done)


def as_json(value: object) -> str:
    """The value as JSON without blanks, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_row(out: TextIO, row: object) -> None:
    """One object as one line, written as `write_line` does."""
    write_line(out, as_json(row))


def write_line(out: TextIO, line: str) -> None:
    """One line of JSON. Lone surrogates, which UTF-8 cannot hold, leave as U+FFFD."""
    try:
        out.write(line + "\n")
    except UnicodeEncodeError:
        out.write(line.encode("utf-8", "replace").decode("utf-8") + "\n")


def stream(
    source: str,
    target: str,
    answer: Callable[[Row], Any],
    wanted: Iterable[str] = (),
    stderr: TextIO | None = None,
    write: Callable[[TextIO, Any], None] = write_row,
) -> int:
    """Answer every line of `source` with one line in `target`; gives the number of bad lines.

    `answer` raises BadLine (or any ValueError) for a row it cannot use. It gives an object, or what
    `write` takes.
    """
    errors = LineErrors(stderr)
    # Records are trees without cycles: the collector would walk them again and again for nothing.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    with opened(source, target) as (lines, out, size):
        progress = Progress(size, stderr)
        for number, row in read_rows(lines, errors, progress, wanted):
            try:
                answered = answer(row)
            except ValueError as error:
                errors.report(number, error)
            else:
                write(out, answered)
        progress.end()
    return errors.count


def text_field(row: Row, key: str) -> str:
    """The text under `key`, "" where it is missing or null; BadLine where it is something else."""
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadLine(f"'{key}' is {json_kind(value)}, text is expected")
    return value


def json_kind(value: object) -> str:
    """What a parsed value is called in JSON: "a number", "a list", …"""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    kinds = {int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}
    return kinds.get(type(value), "something else")
