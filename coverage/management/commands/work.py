"""manage.py work: do what waits in the background, until told to end."""

from __future__ import annotations

import signal
from datetime import timedelta
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from coverage.desk.jobs import LEASE, Worker
from coverage.desk.turns import SHARED_TURNS
from coverage.documents.fetching import Fetcher
from coverage.management.worker import run_worker


class Command(BaseCommand):
    help = (
        "Work through jobs. As many as you like, on any hosts that share the database; "
        "Ctrl-C or SIGTERM ends one after the document at hand."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            metavar="SECONDS",
            help="after so long a worker that is not heard of loses its document (60)",
        )
        parser.add_argument(
            "--parent",
            type=int,
            metavar="PID",
            help="end when the process of this id is no longer the one that started this one",
        )
        parser.add_argument(
            "--until-idle", action="store_true", help="end when there is nothing left to do"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker(
            lease=timedelta(seconds=options["lease"]),
            fetcher=Fetcher(
                contact=settings.BASE_URL if settings.BASE_URL.isascii() else "", turns=SHARED_TURNS
            ),
            is_bounded=True,
        )

        def stop(_number: int, _frame: FrameType | None) -> None:
            worker.stop()

        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            with worker:
                run_worker(worker, until_idle=options["until_idle"], parent=options["parent"])
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
