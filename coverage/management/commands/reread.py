"""manage.py reread: run a newer reader over stored documents; people's decisions stand."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from coverage.desk.rereading import reread
from coverage.text.reader import READER_VERSION


class Command(BaseCommand):
    help = "Read stored documents again with this reader; what people decided stands."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="also what this reader version read already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        counts: Counter[str] = Counter()
        for answer in reread(everything=options["all"]):
            counts[answer.outcome] += 1
            lost = f"  {len(answer.lost)} marks not found again" if answer.lost else ""
            why = f"  ({answer.why})" if answer.why else ""
            self.stdout.write(
                f"{answer.outcome:<12}article {answer.article.pk} {answer.article}{why}{lost}"
            )
        said = ", ".join(f"{number} {name}" for name, number in counts.items())
        self.stdout.write(f"Reader {READER_VERSION}: {said or 'nothing to read again'}")
        if counts["refused"]:
            raise SystemExit(1)
