"""manage.py ingest: take in files and folders, with a report of each document."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from coverage.desk.ingest import Received, changed, receive
from coverage.desk.recomparing import compare_again
from coverage.management.jsonl import Progress


class Command(BaseCommand):
    help = "Store articles from files, folders and globs; says what became of each document."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder or a glob")
        parser.add_argument("--outlet", default="", help="who published them all")
        parser.add_argument("--address", default="", help="where it was published (one file only)")

    def handle(self, *args: Any, **options: Any) -> None:
        files = list(dict.fromkeys(f for path in options["paths"] for f in documents_at(path)))
        if options["address"] and len(files) != 1:
            raise CommandError(f"--address goes with one file; these paths hold {len(files)}.")
        progress = Progress(len(files))
        answers: list[Received] = []
        for done, file in enumerate(files, 1):
            for answer in take_in(file, options["outlet"], options["address"]):
                self._report(answer)
                answers.append(answer)
            progress.step(done)
        compare_again(changed(answers))
        progress.end()
        self._sum_up(answers)

    def _report(self, answer: Received) -> None:
        article = f"  article {answer.article.pk} {answer.article}" if answer.article else ""
        why = f"  ({answer.why})" if answer.why else ""
        self.stdout.write(f"{answer.outcome:<12}{answer.name}{article}{why}")

    def _sum_up(self, answers: list[Received]) -> None:
        counts = dict.fromkeys(("added", "new version", "unchanged", "refused"), 0)
        for answer in answers:
            counts[answer.outcome] += 1
        self.stdout.write(", ".join(f"{number} {name}" for name, number in counts.items()))
        if counts["refused"]:
            raise SystemExit(1)


def take_in(file: Path, outlet: str, address: str) -> list[Received]:
    """The file's articles; one that cannot be opened is refused with the reason, not fatal."""
    try:
        size = file.stat().st_size
        if size > settings.UPLOAD_LIMIT_MB * 1024 * 1024:
            why = (
                f"{size / 1024 / 1024:.0f} MB is over the limit of {settings.UPLOAD_LIMIT_MB} MB: "
                "raise UPLOAD_LIMIT_MB, or split the file"
            )
            return [Received(str(file), "refused", why=why)]
        content = file.read_bytes()
    except OSError as error:
        return [Received(str(file), "refused", why=error.strerror or str(error))]
    return receive(content, name=file.name, outlet=outlet, address=address, comparing=False)


def documents_at(path: str) -> Iterator[Path]:
    """The files a path names: itself, those of the folder (hidden ones left out) or of the glob;
    CommandError where there is none."""
    place = Path(path)
    if place.is_dir():
        files = sorted(
            f
            for f in place.rglob("*")
            if f.is_file() and not any(p.startswith(".") for p in f.relative_to(place).parts)
        )
    elif place.exists():
        files = [place]
    else:
        named = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  (absolute globs too)
        files = [Path(f) for f in named if Path(f).is_file()]
    if not files:
        raise CommandError(f"{path}: no file there. Give a file, a folder or a quoted glob.")
    yield from files
