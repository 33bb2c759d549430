"""What a server's answer, or its silence, means for a fetch, in words."""

from __future__ import annotations

import socket
import ssl
import time
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpcore
import httpx

from .connecting import too_long
from .refused import Refused

_BY_HAND = "save the page in a browser and add the file"
_LATER = "try again later"
_LONGEST_WAIT = 7 * 24 * 60 * 60.0
_NOT_READ = {
    "image/": "a picture",
    "audio/": "a sound",
    "video/": "a video",
    "font/": "a font",
}
_MENDS = {
    401: _BY_HAND,
    402: _BY_HAND,
    403: _BY_HAND,
    404: "look whether the address is whole, or find where the page went",
    407: _BY_HAND,
    410: "it is gone for good, so look for a kept copy",
    429: _LATER,
    451: _BY_HAND,
}


def place(address: str, response: httpx.Response) -> str:
    """Where a redirect leads, as its server wrote it."""
    written = next(
        (value for name, value in response.headers.raw if name.lower() == b"location"), b""
    )
    if not written.strip():
        raise Refused(
            address,
            f"answers {_named(response.status_code)} without saying where to",
            _BY_HAND,
            status=response.status_code,
        )
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        return written.decode("latin-1")


def refuse_unless_document(address: str, response: httpx.Response, size: int, is_cut: bool) -> None:
    """Raise `Refused` or `LimitReached` for an answer whose body is no document worth reading."""
    status = response.status_code
    if status not in (200, 203):
        is_passing = status >= 500 or status in (408, 425, 429)
        raise Refused(
            address,
            f"answers {_named(status)}",
            _MENDS.get(status, _LATER if is_passing else "give the address of a page that opens"),
            may_pass=is_passing,
            wait=_wait(response.headers.get("retry-after", "")),
            status=status,
        )
    content_type = response.headers.get("content-type", "").strip().lower()
    for start, what in _NOT_READ.items():
        if content_type.startswith(start) and not is_cut:
            raise Refused(
                address,
                f"is {what}, not a page or a text",
                "give the address of the page that shows it",
                status=status,
            )
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > size and not is_cut:
        raise too_long(size)


def failure(address: str, error: Exception) -> Refused:
    """Why there is no answer, from what the connection said."""
    if isinstance(error, httpcore.ConnectTimeout):
        return Refused(address, "did not let us connect in time", _LATER, may_pass=True)
    if isinstance(error, httpcore.TimeoutException):
        return Refused(address, "stopped answering", _LATER, may_pass=True)
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Refused(
                address,
                f"has a certificate that does not prove who it is ({cause.verify_message})",
                "look whether the address is right, or save the page in a browser and add the file",
            )
        if isinstance(cause, ssl.SSLError):
            return Refused(
                address,
                "does not speak https as it should",
                "give its http address, or " + _BY_HAND,
            )
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ConnectError):
        return Refused(
            address,
            "cannot be connected to",
            "look whether the address is right, and try again later",
            may_pass=True,
        )
    if isinstance(error, httpcore.ProtocolError):
        return Refused(address, _broken(str(error)), _LATER, may_pass=True)
    return Refused(address, "broke off while it answered", _LATER, may_pass=True)


def _broken(said: str) -> str:
    """What went wrong with the protocol; `said` is httpcore's and h11's word for it."""
    if "without sending a response" in said:
        return "hung up without an answer"
    if "complete" in said:
        return "ended before all of it was sent"
    return "answers with what is no HTTP"


def unknown_host(address: str, host: str, error: OSError) -> Refused:
    """Why a name has no address."""
    is_passing = isinstance(error, TimeoutError) or (
        isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
    )
    if is_passing:
        return Refused(
            address, f"has a host ({host}) that cannot be looked up now", _LATER, may_pass=True
        )
    return Refused(
        address,
        f"has a host ({host}) that does not exist",
        "look whether the address is written right",
    )


def _named(status: int) -> str:
    """ "404 (Not Found)"."""
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def fresh_for(cache_control: str) -> int:
    """The seconds for which a Cache-Control header says that the answer holds; 0 where it names
    none, or wants to be asked each time."""
    said = [part.strip().lower() for part in cache_control[:1000].split(",")]
    if {"no-cache", "no-store"} & set(said):
        return 0
    for part in said:
        name, _, value = part.partition("=")
        value = value.strip(' "')
        if name.strip() == "max-age" and value.isascii() and value.isdigit():
            return int(min(float(value[:9]), _LONGEST_WAIT))
    return 0


def _wait(written: str) -> float:
    """The seconds a Retry-After header asks for, 0 where it asks for none that can be read."""
    if written.isascii() and written.isdigit():
        return min(float(written[:9]), _LONGEST_WAIT)
    try:
        seconds = parsedate_to_datetime(written).timestamp() - time.time()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return max(0.0, min(seconds, _LONGEST_WAIT))
