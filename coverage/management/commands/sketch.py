"""manage.py sketch: bring the index of shared texts up to date."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from coverage.desk.sketchmending import mend_sketches


class Command(BaseCommand):
    help = (
        "Have articles found by the text they share with others: those that were kept before "
        "there was an index of it, or by an older one. Reprints are linked; nothing is folded. "
        "Can be broken off and run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for count, _ in enumerate(mend_sketches(), 1):
            if count % 1000 == 0:
                self.stdout.write(f"{count:,} articles so far")
        self.stdout.write(f"{count:,} articles brought up to date" if count else "all up to date")
