"""Articles as JSON: one object a line, or a list of objects, one at a time."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any

from .canonical import web_address
from .columns import address_in, find_roles, has_text
from .coming import Broken, Coming, Link, Place, Tally, Unit, in_mb
from .encodings import decode
from .opened import Unreadable
from .streams import CHUNK

_TYPE = "application/json"
_NEAR_THE_END = 32  # characters: an error there may only be what is not read yet
_BETWEEN = " \t\r\n,"


def line_units(stream: io.BufferedReader, place: Place, tally: Tally) -> Iterator[Coming]:
    """A unit for each line that is an object with a text, a link for one with only an address,
    else a refusal with the line's number; empty lines are passed over."""
    most = tally.limits.row
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        here = place.at(f"line {number}")
        if len(line) > most and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(CHUNK)
            tally.count_row()
            yield here.refuse(f"has more than {in_mb(most)}, the limit of a line. Shorten it.")
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        line = line.strip(b" \t\r\n")
        if not line:
            continue
        tally.count_row()
        try:
            value = json.loads(decode(line, _TYPE, "The line"), strict=False)
        except json.JSONDecodeError as error:
            yield here.refuse(
                f"is not JSON: {error.msg} at character {error.pos + 1}. Mend the line."
            )
        except (ValueError, RecursionError) as error:
            yield here.refuse(f"is not JSON that can be read ({_shown(error)}). Mend the line.")
        else:
            yield json_unit(value, line, here)


def list_units(stream: io.BufferedReader, place: Place, tally: Tally) -> Iterator[Coming]:
    """The same for each member of a JSON list. Behind what is no JSON nothing can be told apart:
    there the list ends with a refusal."""
    window = _Window(stream, tally.limits.row)
    number = 0
    while True:
        start = window.skip(_BETWEEN if number else _BETWEEN + "[\ufeff")
        if start == "]" or not start:
            if not start:
                raise Broken("ends before its list does. Get it again; what came before is taken.")
            return
        number += 1
        tally.count_row()
        here = place.at(f"article {number}")
        try:
            value, written = window.value()
        except (Broken, ValueError, RecursionError) as error:
            why = error if isinstance(error, Broken) else f"is not JSON: {_shown(error)}."
            yield here.refuse(f"{why} Mend it; what stands before it is taken, nothing behind it.")
            return
        yield json_unit(value, written.encode("utf-8", "replace"), here)


def json_unit(value: Any, written: bytes, here: Place) -> Coming:
    """What one JSON value brings, `written` as it stands in its file."""
    if isinstance(value, str) and web_address(value.strip()):
        return Link(value.strip(), here.name, key=here.key)
    if not isinstance(value, dict):
        return here.refuse("is no JSON object. Give an object with a text and what is known of it.")
    roles = find_roles(value.items())
    if has_text(roles):
        return Unit(written, here.name, address_in(roles), _TYPE, here.key)
    address = address_in(roles)
    if address:
        title = roles["headline"][1] if "headline" in roles else ""
        name = " ".join(title.split())[:200] if isinstance(title, str) else ""
        return Link(address, name or here.name, given=written, given_type=_TYPE, key=here.key)
    return here.refuse("has neither a text nor an address. Name its text 'text', 'html' or 'url'.")


def holds_lines(head: str) -> bool:
    """Whether a text that begins with "{" has one object a line: a line of it is a whole object."""
    lines = head.split("\n")
    if len(lines) == 1:
        return False
    for line in lines[:50]:
        stripped = line.strip("\ufeff \t\r")
        if line.startswith(("{", "\ufeff{")) and stripped.endswith("}"):
            try:
                if isinstance(json.loads(stripped, strict=False), dict):
                    return True
            except (ValueError, RecursionError):
                continue
    return False


def _shown(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, Unreadable):
        return "no text"
    return str(error)[:100]


class _Window:
    """The part of a long JSON text that is being read."""

    def __init__(self, stream: io.BufferedReader, most: int) -> None:
        self.stream = stream
        self.most = most
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.text = ""
        self.at = 0
        self.is_ended = False
        self.reader = json.JSONDecoder(strict=False)

    def _draw(self, size: int = CHUNK) -> bool:
        """Have `size` bytes more in the text; False at the end."""
        if self.is_ended:
            return False
        chunk = self.stream.read(size)
        self.is_ended = len(chunk) < size
        self.text = self.text[self.at :] + self.decoder.decode(chunk, final=self.is_ended)
        self.at = 0
        return bool(chunk)

    def skip(self, signs: str) -> str:
        """Go on to the first character that is none of `signs`; "" at the end."""
        while True:
            while self.at < len(self.text):
                if self.text[self.at] not in signs:
                    return self.text[self.at]
                self.at += 1
            if not self._draw():
                return ""

    def value(self) -> tuple[Any, str]:
        """The value that begins here and how it is written; raises ValueError and RecursionError
        for what is no JSON, `Broken` for one over the limit."""
        while True:
            try:
                value, end = self.reader.raw_decode(self.text, self.at)
                if end < len(self.text) or self.is_ended:  # a number may go on
                    written = self.text[self.at : end]
                    self.at = end
                    if len(written) > self.most:
                        raise Broken(f"has more than {in_mb(self.most)}, the limit. Shorten it.")
                    return value, written
                wrong_with = "it is cut off"
            except json.JSONDecodeError as wrong:
                is_open = wrong.msg.startswith("Unterminated") or wrong.pos > (
                    len(self.text) - _NEAR_THE_END
                )
                if not is_open:
                    raise
                wrong_with = wrong.msg  # the error itself would keep all of this text alive
            if len(self.text) - self.at > self.most:
                raise Broken(f"has more than {in_mb(self.most)}, the limit. Shorten it.")
            if not self._draw(max(CHUNK, len(self.text) - self.at)):
                raise ValueError(wrong_with)
