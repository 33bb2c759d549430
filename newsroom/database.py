"""Turn DATABASE_URL into Django's database settings, with the options this product stands on."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# WAL lets people read while one writes; NORMAL is as safe as FULL under WAL but for the last
# moments before a power cut. Django switches foreign keys on itself.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
ENGINES = {
    "sqlite": "django.db.backends.sqlite3",
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
}


def database(url: str, folder: Path) -> dict[str, Any]:
    """Give the settings of one database; a SQLite file in the folder when the address is empty."""
    if not url:
        return _sqlite(str(folder / "newsroom.sqlite3"))
    scheme = url.partition("://")[0]
    if scheme not in ENGINES:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgresql:// or sqlite:///, "
            f"not with {scheme.partition(':')[0]!r}."
        )
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError as wrong:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {wrong}") from wrong
    if not parsed.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL names no database after the host.")
    if ENGINES[scheme] == ENGINES["sqlite"]:
        return _sqlite(parsed["NAME"])
    return parsed | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def _sqlite(name: str) -> dict[str, Any]:
    return {"ENGINE": ENGINES["sqlite"], "NAME": name, "OPTIONS": dict(SQLITE_OPTIONS)}
