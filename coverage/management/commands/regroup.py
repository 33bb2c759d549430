"""manage.py regroup: group the last days again; what people confirmed stays where it is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from coverage.desk.regrouping import regroup
from coverage.desk.related import relate_stories_due


class Command(BaseCommand):
    help = "Group the articles of the last days of coverage again; confirmed ones never move."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days", type=int, default=7, help="counted back from the newest article (7)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        answer = regroup(options["days"])
        for move in answer.moves:
            self.stdout.write(f"{move.article}: {move.old} → {move.new}")
        self.stdout.write(f"{answer.articles} articles looked at, {len(answer.moves)} moved")
        related = sum(iter(lambda: relate_stories_due(timezone.now()), 0))
        self.stdout.write(f"{related} stories looked at for related ones")
