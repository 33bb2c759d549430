"""The commands for pipes as Django's command line knows them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coverage.management.pipes import Pipe


class PipeCommand(BaseCommand):
    """Runs `pipe`: its exit code becomes the command's; a file that cannot be opened is named."""

    requires_system_checks: list[str] = []  # works without a database
    pipe: Pipe

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.help = self.pipe.help

    def add_arguments(self, parser: CommandParser) -> None:
        self.pipe.add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = self.pipe.run(options)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        if code:
            raise SystemExit(code)
