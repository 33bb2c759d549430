"""One run of `manage.py ingest`: sources in, a line and a row of the report for each document."""

from __future__ import annotations

import csv
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import IO, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from coverage.desk.jobs.reports import COLUMNS, ReportRow, counts_in_words, row_cells, row_line
from coverage.desk.taking import MOST_COMPARED, Intake, Origin
from coverage.documents.coming import MB
from coverage.documents.units import Coming, Refusal, Told, units

from .bars import Bar
from .ending import Ending
from .sources import Source, in_words
from .watching import Watch

#: Seconds between two looks into a folder, and how finely they are slept in.
PAUSE, NAP = 1.0, 0.1
#: Up to this size a file's documents are counted beforehand, for the bar on a terminal.
COUNTED = MB


class Run:
    """One run of the command: what it takes in, and where it says so."""

    def __init__(
        self,
        command: BaseCommand,
        intake: Intake,
        ending: Ending,
        told: Told | None,
        address: str,
        report: IO[str] | None,
    ) -> None:
        self.command = command
        self.intake = intake
        self.ending = ending
        self.told = told
        self.address = address
        self.report = report
        self.table = csv.writer(report) if report else None
        self.bar = Bar()
        self.is_alone = True
        self.is_whole = False  # all of it was taken in, or refused
        if self.table:
            self.table.writerow(COLUMNS)

    def take_all(self, sources: list[Source]) -> None:
        """All the sources, then the addresses that are to be tried again; the sum at the end."""
        self.is_alone = len(sources) == 1
        weights = [max(source.size, 1) for source in sources]
        is_known = not any(s.path is None and not s.address for s in sources)
        self.bar = Bar(sum(weights) if is_known and sources != [Source()] else 0)
        try:
            behind = 0
            for source, weight in zip(sources, weights, strict=True):
                self._take(source, behind, weight)
                behind += weight
                if self.ending.is_asked():
                    break
            while self.intake.postponed and not self.ending.is_asked():
                self._say_rows(self.intake.take_postponed())
                self._wait(NAP, f"{len(self.intake.postponed)} addresses are tried again later")
            self.is_whole = not self.ending.is_asked()
        except KeyboardInterrupt:
            pass
        self._end()

    def follow(self, watch: Watch) -> None:
        """What is in the folders and comes into them, until a signal ends it."""
        self.is_alone = False
        try:
            while not self.ending.is_asked():
                began = time.monotonic()
                for source in watch.ready():
                    self._take(source, 0, 0, watch)
                    if self.ending.is_asked():
                        break
                self._say_rows(self.intake.take_postponed())
                self.intake.compare()
                self.command.stdout.flush()  # whoever reads a log of it sees it now
                # A large folder on a slow drive is not looked through without end.
                took = time.monotonic() - began
                self._wait(max(PAUSE, took), "waiting for files; Ctrl-C ends")
        except KeyboardInterrupt:
            pass
        self._end()

    def _take(self, source: Source, behind: int, weight: int, watch: Watch | None = None) -> None:
        """One source; whatever is wrong with it is a row of the report."""
        if source.address:
            rows = self.intake.take_address(source.address, self.told, not self.is_alone)
            self._say_rows(rows, behind)
        elif source.why:
            self._refuse(source, source.why)
        else:
            try:
                with self.ending.waiting():
                    opened = _opened(source)
            except OSError as error:
                self._refuse(source, in_words(error))
                return
            with opened as file:
                self._take_file(file, source, behind, weight, watch)
        for what, number in sorted(self.intake.passed.items()):
            self._say(f"{'left out':<15}{source.shown}: {number:,} {what}")
        self.intake.passed.clear()

    def _take_file(
        self, file: BinaryIO, source: Source, behind: int, weight: int, watch: Watch | None
    ) -> None:
        try:
            with self.ending.waiting():
                share = self._share_read(file, source)
                origin, found = self.intake.found_in(
                    file, source.name, source.shown, self.told, self.address
                )
        except OSError as error:
            self._refuse(source, in_words(error))
            return
        if self.address and not origin.is_single:
            raise CommandError(
                f"--address goes with one document; {source.shown} holds several. "
                "Leave it away, or give each of them its own."
            )
        if watch and origin.is_single and source.path and not watch.is_as_taken(source.path):
            return  # it is being written after all: it comes again when it is still
        for number, coming in enumerate(self._drawn(found, source), 1):
            self._say_rows(self.intake.take(coming, origin), behind + weight * share(number))
            if self.ending.is_asked():
                return

    def _drawn(self, found: Iterator[Coming], source: Source) -> Iterator[Coming]:
        """What comes, with an end at any time while it is read from a pipe or a slow drive."""
        while True:
            try:
                with self.ending.waiting():
                    coming = next(found, None)
            except OSError as error:
                coming, found = Refusal(source.name, f"{source.name} {in_words(error)}"), iter(())
            if coming is None:
                return
            yield coming

    def _share_read(self, file: BinaryIO, source: Source) -> Callable[[int], float]:
        """A function from the number of documents taken to the share of the source behind us:
        counted beforehand where the source is small, else by how far it was read."""
        size = source.size
        if not self.bar.is_shown or not size or not file.seekable():
            return lambda number: 0.0
        if size > COUNTED:
            return lambda number: file.tell() / size
        limits = self.intake.limits
        count = sum(1 for _ in units(file, source.name, limits=limits, told=self.told))
        file.seek(0)
        return lambda number: number / max(count, 1)

    def _refuse(self, source: Source, why: str) -> None:
        refusal = Refusal(source.name, f"{source.name} {why}")
        self._say_rows(self.intake.take(refusal, Origin(source.shown, is_single=True)))

    def _say_rows(self, rows: Iterable[ReportRow], done: float = 0.0) -> None:
        """Print the rows as they come, and compare stories when enough of them want it."""
        for row in rows:
            if self.table and self.report:
                self.table.writerow(row_cells(row))
                self.report.flush()
            self._say(row_line(row))
            self.bar.step(done)
        if self.intake.is_due(MOST_COMPARED):
            self.bar.say("comparing stories")
            self.intake.compare()

    def _say(self, line: str) -> None:
        """A line of the report; nothing in a document's words may steer the terminal."""
        self.bar.clear()
        self.command.stdout.write("".join(c if c.isprintable() else " " for c in line))

    def _wait(self, seconds: float, what: str) -> None:
        until = time.monotonic() + seconds
        self.bar.say(what)
        with self.ending.waiting():
            while (left := until - time.monotonic()) > 0:
                time.sleep(min(NAP, left))

    def _end(self) -> None:
        self._say_rows(self.intake.give_up())
        self.bar.say("comparing stories")
        try:
            self.intake.compare()
        except KeyboardInterrupt:
            self._say("Some stories are not compared yet: run the same line again for that.")
        self._say(counts_in_words(self.intake.counts))

    def leave(self) -> None:
        """Nobody reads what is printed any more: compare what was kept, and print nothing else."""
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  (the program ends)
        self.intake.compare()


def _opened(source: Source) -> AbstractContextManager[BinaryIO]:
    return source.path.open("rb") if source.path else nullcontext(sys.stdin.buffer)
