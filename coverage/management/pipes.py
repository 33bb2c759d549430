"""What the commands for pipes have in common: FILE in, `-o` out, one way to fail."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class PipeCommand(BaseCommand):
    """A command that reads JSON lines and writes JSON lines, storing nothing.

    A subclass writes its answers in `pipe` and gives the number of bad lines: any makes the exit
    code 1, as does a reader that closed the pipe; a file that cannot be opened is named.
    """

    requires_system_checks: list[str] = []  # works without a database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="JSON lines; - is stdin")
        parser.add_argument("-o", "--output", default="-", help="where to write; - is stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            bad = self.pipe(options["file"], options["output"], options)
        except BrokenPipeError:
            raise SystemExit(1) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        if bad:
            raise SystemExit(1)

    def pipe(self, source: str, target: str, options: dict[str, Any]) -> int:
        """Answer `source` in `target`; the number of bad lines."""
        raise NotImplementedError
