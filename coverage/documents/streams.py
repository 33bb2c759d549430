"""Streams that unpack little by little and stop before they do harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import IO, Any

from .coming import Broken, Tally, in_mb

CHUNK = 64 * 1024
GZIP = b"\x1f\x8b"
#: What reading a packed file raises when it is damaged.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, OverflowError)


class _Filling(io.RawIOBase):
    """A stream that fills what is asked for, and raises a failure once all before it was given."""

    def __init__(self) -> None:
        self.failure: Broken | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        view = memoryview(target).cast("B")
        filled = 0
        while filled < len(view):
            if self.failure is not None:
                if filled:
                    break
                raise self.failure
            try:
                piece = self.piece(min(len(view) - filled, CHUNK))
            except Broken as failure:  # of the stream this one reads from
                self.failure = failure
                continue
            if not piece and self.failure is None:
                break
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        return filled

    def piece(self, most: int) -> bytes:
        """At most `most` bytes; b"" at the end, or with `failure` set."""
        raise NotImplementedError


class Drawn(_Filling):
    """Another stream's bytes, whatever its `read` gives at a time; the other is not closed."""

    def __init__(self, source: IO[bytes] | io.RawIOBase) -> None:
        super().__init__()
        self.source = source

    def piece(self, most: int) -> bytes:
        return self.source.read(most) or b""


class Unzipped(_Filling):
    """The bytes of a zip's file, held to the limits; `packed` is the size it has in the zip."""

    def __init__(self, source: IO[bytes], packed: int, tally: Tally) -> None:
        super().__init__()
        self.source = source
        self.packed = packed
        self.tally = tally
        self.given = 0

    def piece(self, most: int) -> bytes:
        try:
            piece = self.source.read(most)
        except _DAMAGE:
            self.failure = Broken("is damaged in its zip. Pack it again from the original.")
            return b""
        self.given += len(piece)
        self.tally.unpack(len(piece))
        self.failure = swelling(self.given, self.packed, self.tally)
        return piece


class Gunzipped(_Filling):
    """What a gzip stream unpacks to, of all its members, held to the limits."""

    def __init__(self, source: IO[bytes], tally: Tally) -> None:
        super().__init__()
        self.source = source
        self.tally = tally
        self.waiting = b""  # packed bytes that were read and not unpacked yet
        self.unpacker: Any = None
        self.is_at_start = True  # the member being unpacked begins where `waiting` does
        self.taken = 0
        self.given = 0

    def piece(self, most: int) -> bytes:
        while True:
            if not self.waiting and not self._draw():
                if self.unpacker is not None:
                    self.unpacker = None
                    self.failure = Broken(
                        "ends before its gzip does. Get it again; what came before is taken."
                    )
                return b""
            if self.unpacker is None and not self._begin():
                continue
            if self.failure is not None:
                return b""
            piece = self._unpack(most)
            if piece or self.failure is not None:
                return piece

    def find_member(self, start: bytes) -> bool:
        """Go on behind the damage, at the next member whose content begins with `start`; False
        where there is none."""
        self.failure, self.unpacker = None, None
        searched = 1 if self.is_at_start else 0
        while True:
            at = self.waiting.find(b"\x1f\x8b\x08", searched)
            if at < 0:
                self.waiting = self.waiting[-2:]
                searched = 0
                if not self._draw():
                    return False
                continue
            if len(self.waiting) < at + 4096:
                self.waiting = self.waiting[at:]
                at = 0
                self._draw()
            try:
                begun = zlib.decompressobj(31).decompress(self.waiting[at : at + 4096], len(start))
            except zlib.error:
                begun = b""
            if begun == start:
                self.waiting = self.waiting[at:]
                return True
            searched = at + 1

    def _draw(self) -> bool:
        chunk = self.source.read(CHUNK)
        self.waiting += chunk
        self.taken += len(chunk)
        return bool(chunk)

    def _begin(self) -> bool:
        """Start the next member; zeros between members are padding."""
        self.waiting = self.waiting.lstrip(b"\x00")
        if len(self.waiting) < 2:
            if self._draw() or not self.waiting:
                return False
        if not self.waiting.startswith(GZIP):
            self.is_at_start = False
            self.failure = Broken(
                "goes on with something else behind its gzip. Pack it again; "
                "what came before is taken."
            )
            return True
        self.unpacker = zlib.decompressobj(31)
        self.is_at_start = True
        return True

    def _unpack(self, most: int) -> bytes:
        try:
            piece: bytes = self.unpacker.decompress(self.waiting, most)
        except zlib.error:
            self.failure = Broken("is damaged in its gzip. Get it again, or pack it again.")
            return b""
        if self.unpacker.eof:
            self.waiting = self.unpacker.unused_data
            self.unpacker = None
        else:
            self.waiting = self.unpacker.unconsumed_tail
        self.is_at_start = False
        self.given += len(piece)
        self.tally.unpack(len(piece))
        self.failure = swelling(self.given, self.taken, self.tally)
        return piece


class Recoded(_Filling):
    """A text in two- or four-byte characters as UTF-8, without its mark."""

    def __init__(self, source: IO[bytes], encoding: str) -> None:
        super().__init__()
        import codecs

        self.source = source
        self.decoder = codecs.getincrementaldecoder(encoding)("replace")
        self.waiting = b""
        self.is_ended = False

    def piece(self, most: int) -> bytes:
        while not self.waiting and not self.is_ended:
            chunk = self.source.read(CHUNK)
            self.is_ended = not chunk
            text = self.decoder.decode(chunk, final=self.is_ended)
            self.waiting = text.encode("utf-8", "replace").removeprefix(b"\xef\xbb\xbf")
        piece, self.waiting = self.waiting[:most], self.waiting[most:]
        return piece


def swelling(given: int, packed: int, tally: Tally) -> Broken | None:
    """The failure of a file that unpacks to far more than files of that size do, else None."""
    limits = tally.limits
    if given <= limits.ratio_from or given <= limits.ratio * max(packed, 1):
        return None
    return Broken(
        f"unpacks to more than {limits.ratio} times its size ({in_mb(given)} and more). "
        "Unpack it yourself and add what it holds, if you trust it."
    )


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """The stream with lines and a look ahead of 64 kB."""
    return io.BufferedReader(raw, CHUNK)
