"""manage.py doctor: check the installation and say what to do."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from coverage.desk.doctor import examine


class Command(BaseCommand):
    help = "Check this installation and say what would mend what is found. Exit 1 when ill."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        ill = 0
        for check in examine():
            ill += not check.is_well
            mend = f" → {check.mend}" if check.mend else ""
            self.stdout.write(
                f"{'ok  ' if check.is_well else 'ILL '}{check.name}: {check.said}{mend}"
            )
        if ill:
            raise SystemExit(1)
