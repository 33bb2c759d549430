"""Running `manage.py ingest` in tests, with a fetcher that reaches this computer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from coverage.documents.fetching import Fetcher
from coverage.management.commands.ingest import Command
from tests.documents.fetching_sites import fetcher_of

THINGS = "bridge ferry school mill library harbour market tower station quarry".split()


def options(*words: str) -> dict[str, Any]:
    """The options of a command line."""
    return vars(Command().create_parser("manage.py", "ingest").parse_args(list(words)))


def ingest(*words: str, fetcher: Fetcher | None = None, **settings: Any) -> tuple[str, int]:
    """(what the command prints, its exit status)."""
    out = io.StringIO()
    status = 0
    try:
        Command(stdout=out).ingest(options(*words), fetcher or fetcher_of(), **settings)
    except SystemExit as ended:
        status = int(ended.code or 0)
    return out.getvalue(), status


def outcomes(said: str) -> Iterator[str]:
    """The outcome of each row of the report."""
    for line in said.splitlines()[:-1]:
        yield line[:15].strip()


def page(number: int) -> str:
    """A saved page of its own for each number."""
    return (
        f"<!doctype html><html><head><title>The {THINGS[number % 10]} opens</title></head><body>"
        f"<article><h1>The {THINGS[number % 10]} opens for its day {number}</h1>"
        f"<p>{words(number)}</p></article></body></html>"
    )


def words(number: int) -> str:
    """Some sentences of their own for each number."""
    thing = THINGS[number % 10]
    return (
        f"The {thing} was opened on Monday after {number + 2} weeks of repairs, the warden said. "
        f"“We counted {number + 30} visitors at the {thing} by noon,” said Ada Voss. "
        f"It had been closed since a storm took off its roof {number + 4} months ago."
    )
