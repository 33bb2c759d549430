"""HTTP messages as archives keep them: status, type, and the content out of its codings."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass

from .coming import Broken, in_mb
from .streams import CHUNK, GZIP

_STATUS = re.compile(r"[\d.]+\s+(\d{3})")


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer with its content unpacked."""

    status: int
    content_type: str
    content: bytes


def read_answer(message: bytes, most: int) -> Answer:
    """The answer of an HTTP message; its content at most `most` bytes. Raises `Broken`."""
    from warcio.bufferedreaders import ChunkedDataReader
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    stream = io.BytesIO(message)
    try:
        head = StatusAndHeadersParser(["HTTP/"]).parse(stream)
    except (StatusAndHeadersParserException, EOFError):
        raise Broken("holds no HTTP answer. Get the archive again.") from None
    status = _STATUS.match(head.statusline)
    if status is None:
        raise Broken("has an HTTP answer without a status. Get the archive again.")
    content = message[stream.tell() :]
    if "chunked" in (head.get_header("transfer-encoding") or "").lower():
        reader = ChunkedDataReader(io.BytesIO(content))
        pieces = []
        while piece := reader.read(CHUNK):
            pieces.append(piece)
        content = b"".join(pieces)
    codings = [
        one.strip().lower() for one in (head.get_header("content-encoding") or "").split(",")
    ]
    for coding in reversed(codings):
        content = decoded(content, coding, most)
    return Answer(int(status.group(1)), (head.get_header("content-type") or "").strip(), content)


def decoded(content: bytes, coding: str, most: int) -> bytes:
    """`content` out of one content coding. Many archives keep it decoded and the head as it was:
    what does not begin as its coding does is left as it is. Raises `Broken`."""
    if coding in ("gzip", "x-gzip"):
        return unpack(content, 31, most) if content.startswith(GZIP) else content
    if coding == "deflate":
        if (
            content[:1] == b"\x78"
            and len(content) > 1
            and int.from_bytes(content[:2], "big") % 31 == 0
        ):
            return unpack(content, 15, most)
        return content if _is_text(content) else unpack(content, -15, most)
    if coding in ("", "identity") or _is_text(content):
        return content
    raise Broken(
        f"is packed as {coding[:20]}, which is not read here. Archive it as gzip or unpacked."
    )


def _is_text(content: bytes) -> bool:
    try:
        content[:400].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(content[:400]) - 4
    return not re.search(rb"[\x00-\x08\x0e-\x1a]", content[:400])


def unpack(content: bytes, window: int, most: int) -> bytes:
    """What zlib makes of `content` (`window` as its wbits), all members of a gzip; raises `Broken`
    for damage, and where it is more than `most` bytes."""
    pieces: list[bytes] = []
    size = 0
    while content:
        unpacker = zlib.decompressobj(window)
        try:
            piece = unpacker.decompress(content, most + 1 - size)
        except zlib.error:
            raise Broken(
                "has content that is damaged in its packing. Get the archive again."
            ) from None
        size += len(piece)
        if size > most:
            raise Broken(f"unpacks to more than {in_mb(most)}, the limit. Raise UPLOAD_LIMIT_MB.")
        pieces.append(piece)
        if not unpacker.eof:
            raise Broken("has content that is cut off. Get the archive again.")
        content = unpacker.unused_data
        if window != 31 or not content.startswith(GZIP):
            break
    return b"".join(pieces)
