"""manage.py ingest: take in files, archives, tables, feeds and addresses, with a report."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, get_args

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from coverage.desk.foreseeing import Foresight
from coverage.desk.taking import SOONEST, Intake
from coverage.desk.turns import SHARED_TURNS
from coverage.documents.coming import MB
from coverage.documents.fetching import Fetcher
from coverage.documents.units import LIMITS, Told
from coverage.management.ending import Ending
from coverage.management.runs import Run
from coverage.management.sources import NoSource, Source, sources_at
from coverage.management.watching import STILL, Watch


class Command(BaseCommand):
    help = (
        "Store articles from files, folders, archives, tables, feeds and addresses; says what "
        "became of each document. Ctrl-C ends it after the document at hand; run again, it goes "
        "on where it was ended."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            metavar="PATH",
            help="a file, a folder, a quoted glob, an address, or - for the standard input",
        )
        parser.add_argument("--outlet", default="", help="who published them all")
        parser.add_argument("--address", default="", help="where it was published (one document)")
        parser.add_argument(
            "--format",
            choices=["auto", *get_args(Told)],
            default="auto",
            help="what they are, where their content does not tell (auto)",
        )
        parser.add_argument(
            "--follow",
            action="store_true",
            help="go on with new and changed files of the folders, until Ctrl-C or SIGTERM",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="store nothing, and say what would become of each document",
        )
        parser.add_argument(
            "--keep-near-duplicates",
            action="store_true",
            help="an outlet's own text that comes again is an article of its own",
        )
        parser.add_argument("--report", metavar="FILE.csv", help="write the report as a table, too")

    def handle(self, *args: Any, **options: Any) -> None:
        contact = settings.BASE_URL if settings.BASE_URL.isascii() else ""
        self.ingest(options, Fetcher(contact=contact, turns=SHARED_TURNS))

    def ingest(
        self,
        options: dict[str, Any],
        fetcher: Fetcher,
        soonest: float = SOONEST,
        still: float = STILL,
    ) -> None:
        """Take everything in. `fetcher` decides what may be reached; the last two are seconds:
        until an address is tried again, and for which a followed file must be as it is."""
        sources = self._sources(options)
        with Ending() as ending, ExitStack() as stack:
            report = self._opened_report(options["report"], stack)
            foresight = None
            if options["dry_run"]:
                foresight = stack.enter_context(closing(Foresight(options["keep_near_duplicates"])))
            run = Run(
                command=self,
                intake=Intake(
                    outlet=options["outlet"],
                    fetcher=fetcher,
                    limits=replace(LIMITS, document=settings.UPLOAD_LIMIT_MB * MB),
                    waiting=ending.waiting,
                    soonest=soonest,
                    keeps_near_duplicates=options["keep_near_duplicates"],
                    foresight=foresight,
                ),
                ending=ending,
                told=None if options["format"] == "auto" else options["format"],
                address=options["address"],
                report=report,
            )
            try:
                if options["follow"]:
                    folders = [Path(path) for path in options["paths"]]
                    left_out = [Path(options["report"])] if options["report"] else []
                    run.follow(Watch(folders, still, left_out))
                else:
                    run.take_all(sources)
            except BrokenPipeError:
                run.leave()
                raise SystemExit(1) from None
        if not run.is_whole and not options["follow"]:
            self.stdout.write("Ended before all was taken in: run the same line again to go on.")
            raise SystemExit(128 + ending.number)  # as a shell calls what a signal ended
        if run.intake.counts["refused"] or run.intake.counts["would be refused"]:
            raise SystemExit(1)

    def _sources(self, options: dict[str, Any]) -> list[Source]:
        """What the paths name, each once; CommandError for what cannot be meant."""
        paths: list[str] = options["paths"]
        if options["follow"]:
            if options["dry_run"]:
                raise CommandError("--dry-run looks once, and --follow goes on: leave one away.")
            if options["address"]:
                raise CommandError("--address goes with one document, and --follow with many.")
            for path in paths:
                if not Path(path).is_dir():
                    raise CommandError(f"{path}: no folder there, and --follow watches folders.")
            return []
        try:
            sources = list(dict.fromkeys(one for path in paths for one in sources_at(path)))
        except NoSource as error:
            raise CommandError(str(error)) from None
        if options["report"]:
            report = Path(options["report"]).absolute()
            sources = [s for s in sources if s.path is None or s.path.absolute() != report]
        if options["address"] and (len(sources) != 1 or sources[0].address):
            raise CommandError(
                f"--address goes with one file only; these paths name {len(sources)}."
                if len(sources) != 1
                else "--address goes with a file; the path is an address itself."
            )
        return sources

    def _opened_report(self, path: str | None, stack: ExitStack) -> IO[str] | None:
        if not path:
            return None
        try:
            file = open(path, "w", encoding="utf-8", newline="")  # noqa: PTH123, SIM115
        except OSError as error:
            why = f"{path}: the report cannot be written: {error.strerror}. Name another file."
            raise CommandError(why) from None
        return stack.enter_context(file)
