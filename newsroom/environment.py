"""Read settings from the environment, failing early with a sentence a person can act on.

Settings call these by the name of the variable, as a plain string, so that a test can read
newsroom/settings.py and check that docs/settings.md explains every one of them.
"""

import os
from collections.abc import Sequence
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = ("1", "true", "yes", "on")
FALSE_WORDS = ("0", "false", "no", "off", "")


def text(name: str, default: str = "") -> str:
    """Give the variable without surrounding blanks; the default when unset or blank."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """Give a yes-or-no variable."""
    written = text(name, "yes" if default else "no").lower()
    if written in TRUE_WORDS:
        return True
    if written in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name}={written!r} is neither yes nor no: write 1 or 0.")


def words(name: str) -> list[str]:
    """Give a comma-separated variable as a list; empty when unset."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def choice(name: str, allowed: Sequence[str]) -> str:
    """Give one of the allowed words; the first is the default."""
    written = text(name, allowed[0]).lower()
    if written not in allowed:
        raise ImproperlyConfigured(f"{name}={written!r} is not one of: {', '.join(allowed)}.")
    return written


def whole_number(name: str, default: int, least: int, most: int) -> int:
    """Give a whole number between two bounds, both included."""
    written = text(name, str(default))
    if not written.isdecimal() or not least <= int(written) <= most:
        raise ImproperlyConfigured(
            f"{name}={written!r} is not a whole number from {least} to {most}."
        )
    return int(written)


def web_address(name: str) -> str:
    """Give scheme, host and port of an http(s) address without a path; "" when unset."""
    written = text(name).rstrip("/")
    if not written:
        return ""
    try:
        parts = urlsplit(written)
        is_plain = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and written == f"{parts.scheme}://{parts.netloc}"
            and "@" not in parts.netloc
            and parts.port != 0
        )
    except ValueError:
        is_plain = False
    if not is_plain:
        raise ImproperlyConfigured(
            f"{name}={written!r} is not a web address: write for example "
            "https://coverage.example.org, without a path."
        )
    return written


def time_zone(name: str, default: str) -> str:
    """Give the name of a time zone that this computer knows."""
    written = text(name, default)
    try:
        ZoneInfo(written)
    except (ValueError, ZoneInfoNotFoundError, OSError):
        raise ImproperlyConfigured(
            f"{name}={written!r} is not a time zone: write for example Europe/London."
        ) from None
    return written
