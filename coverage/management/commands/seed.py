"""manage.py seed: load the sample coverage; a second run adds nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from coverage.desk.roles import keep_roles
from coverage.desk.samples import (
    keep_first_codebook,
    keep_first_editor,
    load_samples,
    sample_count,
)

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")


class Command(BaseCommand):
    help = "Load the sample coverage: invented stories that show what the product finds."

    def handle(self, *args: Any, **options: Any) -> None:
        keep_roles()
        answers = load_samples(settings.BASE_DIR / "seeds")
        keep_first_codebook()
        added = sum(answer.outcome == "added" for answer in answers)
        refused = [answer for answer in answers if answer.outcome == "refused"]
        for answer in refused:
            self.stderr.write(f"{answer.name}: {answer.why}")
        self.stdout.write(f"Sample coverage: {sample_count()} stories, {added} articles added.")
        self._say_login()
        if refused:
            raise SystemExit(1)

    def _say_login(self) -> None:
        if settings.BIND not in LOOPBACK:
            self.stdout.write(
                f"No sample editor is made, as BIND={settings.BIND} is open to other computers: "
                "make your own with `manage.py createsuperuser`."
            )
            return
        if login := keep_first_editor(settings.VAR_DIR):
            self.stdout.write(
                f"Sign in as {login.username} with the password {login.password}\n"
                f"(kept in {settings.VAR_DIR / 'first-login.txt'}; change it before others come)"
            )
