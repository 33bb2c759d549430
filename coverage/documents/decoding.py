"""Undoing a content coding piece by piece, so that a small answer cannot become a huge one."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from .connecting import LimitReached, kilobytes, too_long

#: What is asked for; zlib comes with Python, Brotli and Zstandard would be further packages.
ACCEPTED = "gzip, deflate"
_PIECE = 64 * 1024
_GZIP_START = b"\x1f\x8b"
_MEND = "save the page in a browser and add the file"


def decoded(
    pieces: Iterable[bytes], coding: str, size: int, ratio: int, ratio_from: int, is_cut: bool
) -> bytes:
    """The content behind the coding ("" or "identity", "gzip", "deflate").

    Raises `LimitReached` beyond `size` bytes (with `is_cut` it ends there instead), beyond `ratio`
    times what was received once it is over `ratio_from` bytes, for another coding, and for a
    stream that is broken or ends early.
    """
    counted = _Counted(pieces)
    content = bytearray()
    for piece in _undone(counted, coding.strip().lower()):
        content += piece
        if len(content) > size:
            if is_cut:
                return bytes(content[:size])
            raise too_long(size)
        if len(content) > max(ratio_from, ratio * counted.length):
            raise LimitReached(
                f"unpacks to more than {ratio} times what was sent, "
                f"{kilobytes(len(content))} from {kilobytes(counted.length)}",
                _MEND,
            )
    return bytes(content)


class _Counted:
    """The pieces, and how many bytes they had so far."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self.length = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            if piece:
                self.length += len(piece)
                yield piece


def _undone(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    if coding in ("", "identity"):
        return iter(pieces)
    if coding in ("gzip", "x-gzip"):
        return _gunzipped(pieces)
    if coding == "deflate":
        return _inflated(pieces)
    raise LimitReached(f"is packed in a way we did not ask for ({coding[:40]!r})", _MEND)


def _gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The members of a gzip stream one after another; what follows the last is passed over."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    is_begun = False
    for piece in pieces:
        while piece:
            if unpacker.eof:
                # A member may begin at the last byte of a piece: then its mark is not whole yet.
                if not _GZIP_START.startswith(piece[:2]):
                    return
                unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            is_begun = True
            yield from _unpacked(unpacker, piece)
            piece = unpacker.unused_data
    _refuse_unfinished(unpacker, is_begun)


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """A deflate stream, with zlib's wrapping as the standard has it or without as many send it."""
    unpacker = None
    for piece in pieces:
        if unpacker is None:
            unpacker = zlib.decompressobj(zlib.MAX_WBITS if _is_zlib(piece) else -zlib.MAX_WBITS)
        if unpacker.eof:
            return
        yield from _unpacked(unpacker, piece)
    _refuse_unfinished(unpacker or zlib.decompressobj(), unpacker is not None)


def _is_zlib(piece: bytes) -> bool:
    """Whether it begins with zlib's two bytes (RFC 1950): method 8 and a check sum of 31."""
    return piece[0] & 15 == 8 and (len(piece) < 2 or (piece[0] * 256 + piece[1]) % 31 == 0)


def _unpacked(unpacker: zlib._Decompress, piece: bytes) -> Iterator[bytes]:
    try:
        is_full = True  # zlib may hold more back than fits in one piece, its input all taken
        while (piece or is_full) and not unpacker.eof:
            content = unpacker.decompress(piece, _PIECE)
            yield content
            piece = unpacker.unconsumed_tail
            is_full = len(content) == _PIECE
    except zlib.error:
        raise LimitReached("is packed, and what was sent is broken", _MEND, may_pass=True) from None


def _refuse_unfinished(unpacker: zlib._Decompress, is_begun: bool) -> None:
    if is_begun and not unpacker.eof:
        raise LimitReached("ended before all of it was sent", "try again later", may_pass=True)
