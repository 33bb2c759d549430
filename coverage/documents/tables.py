"""Tables of articles (CSV, TSV, any delimiter): a document or a link for each row, one at a time.

Format: RFC 4180, and what spreadsheets and scripts make of it.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator

from .columns import address_in, find_roles, has_text
from .coming import Coming, Link, Place, Tally, Unit, in_mb
from .delimited import SEP_LINE, Header, find_header
from .encodings import likeliest_encoding
from .streams import CHUNK

_AGAIN = 4  # times the limit of a row: so much behind unclosed quotes is read again line by line
_NAMES = "text, html or url"


class _TooLong(Exception):
    """A row does not end within the limit."""


def table_units(
    stream: io.BufferedReader, place: Place, tally: Tally, charset: str
) -> Iterator[Coming]:
    """A unit for each row with a text, a link for each with only an address, else a refusal.

    A unit's content is the header's line and the row's own, as they came. Rows are numbered as
    spreadsheets do: the header is row 1.
    """
    lines = _Lines(stream, tally.limits.row, charset)
    header, raw = _read_header(lines)
    if header is None or not header.has_telling:
        shown = ", ".join(name[:40] for name in header.names[:8]) if header else ""
        yield place.refuse(
            f"is a table without a column called {_NAMES} (it has: {shown}). Name one."
        )
        return
    reader = csv.reader(lines, delimiter=header.delimiter)
    number, again = 1, _AGAIN * tally.limits.row
    while True:
        lines.begin()
        number += 1
        here = place.at(f"row {number}")
        try:
            cells = next(reader, None)
        except (csv.Error, _TooLong) as error:
            why = (
                f"does not end within {in_mb(tally.limits.row)}: close its quote, or split it."
                if isinstance(error, _TooLong)
                else f"cannot be read as a row ({error}). Mend its quotes."
            )
            yield here.refuse(why)
            again -= lines.give_back() if again > 0 else lines.pass_on()
            tally.count_row()
            continue
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        tally.count_row()
        if any(cell.strip() for cell in cells[len(header.names) :]):
            yield here.refuse(
                f"has {len(cells)} cells under {len(header.names)} columns. "
                f"{lines.lost(again)}Put its text in quotes, and double the quotes inside."
            )
            again -= lines.give_back() if again > 0 else 0
            continue
        yield _row(header, cells, raw + b"".join(lines.record), here, lines.charset)


def _row(header: Header, cells: list[str], given: bytes, here: Place, charset: str) -> Coming:
    """What one row brings."""
    roles = find_roles(zip(header.names, cells, strict=False))
    content_type = f"text/csv; charset={charset}; header=present"
    if has_text(roles):
        return Unit(given, here.name, address_in(roles), content_type, here.key)
    address = address_in(roles)
    if address:
        title = str(roles["headline"][1])[:200] if "headline" in roles else ""
        return Link(
            address,
            " ".join(title.split()) or here.name,
            given=given,
            given_type=content_type,
            key=here.key,
        )
    return here.refuse(f"has neither a text nor an address. Fill its column {_NAMES}.")


def _read_header(lines: _Lines) -> tuple[Header | None, bytes]:
    """The header and its bytes, with a line end; (None, b"") where there is no line."""
    while True:
        lines.begin()
        try:
            line = next(lines, None)
        except _TooLong:
            return None, b""
        if line is None:
            return None, b""
        if line.strip("\ufeff \t\r\n") and not SEP_LINE.match(line):
            break
    raw = lines.record[0].removeprefix(b"\xef\xbb\xbf")
    return find_header(line), raw if raw.endswith((b"\n", b"\r")) else raw + b"\n"


class _Lines:
    """The lines of a table as text, with the bytes of the row being read kept beside."""

    def __init__(self, stream: io.BufferedReader, most: int, charset: str) -> None:
        self.stream = stream
        self.most = most
        self.charset = charset or "utf-8"
        self.record: list[bytes] = []
        self.size = 0
        self.back: deque[bytes] = deque()
        head = stream.peek(CHUNK)
        self.end = b"\r" if b"\r" in head and b"\n" not in head else b"\n"
        self.rest = b""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.back.popleft() if self.back else self._line()
        if not line:
            raise StopIteration
        self.record.append(line)
        self.size += len(line)
        if self.size > self.most:
            raise _TooLong
        return self._text(line)

    def begin(self) -> None:
        """A new row begins here."""
        self.record, self.size = [], 0

    def give_back(self) -> int:
        """Have the row's lines behind its first read again; how many bytes that is."""
        if len(self.record) == 1:
            return self.pass_on()
        self.back.extendleft(reversed(self.record[1:]))
        return self.size - len(self.record[0])

    def lost(self, again: int) -> str:
        """What a row without end takes along, once no more is read again."""
        behind = len(self.record) - 1
        return f"The {behind:,} lines behind it are left out too. " if behind and again <= 0 else ""

    def pass_on(self) -> int:
        """Leave the row's lines behind, the whole of its last one; 0."""
        if self.size > self.most:
            self._skip_line()
        return 0

    def _skip_line(self) -> None:
        last = self.record[-1]
        while last and not last.endswith(self.end):
            last = self._line()

    def _line(self) -> bytes:
        """The next line, cut where it is longer than a row may be."""
        if self.end == b"\n":
            return self.stream.readline(self.most + 1)
        while self.end not in self.rest and len(self.rest) <= self.most:
            chunk = self.stream.read(CHUNK)
            if not chunk:
                break
            self.rest += chunk
        at = self.rest.find(self.end) + 1 or min(len(self.rest), self.most + 1)
        line, self.rest = self.rest[:at], self.rest[at:]
        return line

    def _text(self, line: bytes) -> str:
        """Valid UTF-8 wins, as everywhere; else the table's encoding, guessed once."""
        try:
            return line.decode("utf-8-sig" if line.startswith(b"\xef\xbb\xbf") else "utf-8")
        except UnicodeDecodeError:
            pass
        if self.charset == "utf-8":
            self.charset = likeliest_encoding(line + self.stream.peek(CHUNK))
        try:
            return line.decode(self.charset, "replace")
        except LookupError:
            self.charset = "cp1252"
            return line.decode("cp1252", "replace")
