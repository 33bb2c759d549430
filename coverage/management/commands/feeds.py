"""manage.py feeds: follow feeds, look at them, stop following them, from a terminal."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from coverage.desk.feeds import (
    Look,
    LookLost,
    NoFeed,
    find_feeds,
    follow,
    follow_again,
    look_at,
    look_at_due,
    pause,
    stop,
    take_due,
)
from coverage.desk.feeds.following import feed_address
from coverage.desk.feeds.lists import feeds_listed
from coverage.desk.jobs import Worker, work_on
from coverage.desk.jobs.reports import report_lines
from coverage.desk.turns import SHARED_TURNS
from coverage.documents.alternates import NamedFeed
from coverage.documents.fetching import Fetcher, Policy
from coverage.documents.opml import write_opml
from coverage.documents.refused import Refused
from coverage.models import Feed, Job
from coverage.models.feeds import LEAST, MOST, USUAL


class Command(BaseCommand):
    help = "Feeds that are followed: list, add, import, export, look, pause, resume, stop."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="WHAT")
        does.add_parser("list", help="every feed: state, next look, articles, last look")
        add = does.add_parser("add", help="follow the feeds at these addresses, or of these sites")
        add.add_argument("addresses", nargs="+", metavar="ADDRESS")
        add.add_argument(
            "--unseen", action="store_true", help="follow it without asking its server first"
        )
        bring = does.add_parser("import", help="follow all feeds of an OPML file")
        bring.add_argument("file", metavar="FILE.opml")
        for one in (add, bring):
            one.add_argument("--outlet", default="", help="who published all of it")
            one.add_argument(
                "--every", type=int, default=USUAL, metavar="MINUTES", help=f"({USUAL})"
            )
        look = does.add_parser("look", help="look now, and take in what is new")
        look.add_argument("addresses", nargs="*", metavar="ADDRESS")
        look.add_argument("--due", action="store_true", help="at all that are due (the default)")
        for name, said in (
            ("pause", "leave it alone until it is resumed"),
            ("resume", "follow a feed again that was paused, stopped or gone"),
            ("stop", "no longer follow it; what it brought stays"),
        ):
            one = does.add_parser(name, help=said)
            one.add_argument("addresses", nargs="+", metavar="ADDRESS")
        export = does.add_parser("export", help="all feeds as OPML")
        export.add_argument("file", nargs="?", default="-", metavar="FILE.opml")

    def handle(self, *args: Any, **options: Any) -> None:
        contact = settings.BASE_URL if settings.BASE_URL.isascii() else ""
        self.run(options, Fetcher(contact=contact, turns=SHARED_TURNS))

    def run(self, options: dict[str, Any], fetcher: Fetcher) -> None:
        """Do what the options say. `fetcher` decides what may be reached."""
        every = options.get("every", USUAL)
        if not LEAST <= every <= MOST:
            raise CommandError(f"--every: give {LEAST} to {MOST:,} minutes (a week).")
        does: dict[str, Callable[[dict[str, Any], Fetcher], int]] = {
            "list": self._list,
            "add": self._add,
            "import": self._import,
            "look": self._look,
            "export": self._export,
        }
        failed = does.get(options["does"], self._change)(options, fetcher)
        if failed:
            raise SystemExit(1)

    def _list(self, options: dict[str, Any], _: Fetcher) -> int:
        rows = list(Feed.objects.listed().for_list())
        for feed in rows:
            due = f"{timezone.localtime(feed.due_at):%Y-%m-%d %H:%M}" if feed.is_followed else "-"
            times = f"failed {feed.failures} times in a row: " if feed.failures > 1 else ""
            times = times or ("failed: " if feed.failures else "")
            outcome = times + (feed.last_outcome or "not looked at yet")
            self.stdout.write(f"{feed.state:<9}{due:<17} {feed.brought:>6}  {feed.address}")
            self.stdout.write(f"{'':<34}{feed.title or 'no title yet'}: {outcome}")
            if feed.note:
                self.stdout.write(f"{'':<34}{feed.note}")
        if not rows:
            self.stdout.write("No feed is followed: manage.py feeds add ADDRESS")
        return 0

    def _add(self, options: dict[str, Any], fetcher: Fetcher) -> int:
        failed = 0
        for address in options["addresses"]:
            try:
                named = [NamedFeed(address, "")]
                if not options["unseen"]:
                    named = find_feeds(address, fetcher)
                if len(named) > 1:
                    raise NoFeed(f"{address} names several feeds. Give the one to follow.")
                self._follow(named[0], options, fetcher.policy)
            except (NoFeed, Refused) as why:
                failed += 1
                self.stderr.write(str(why))
                if isinstance(why, NoFeed) and why.may_pass:
                    self.stderr.write("  --unseen follows it all the same.")
                if len(named) > 1:
                    for one in named:
                        self.stderr.write(f"  {one.address}  {one.title}")
        return failed

    def _import(self, options: dict[str, Any], fetcher: Fetcher) -> int:
        path = Path(options["file"])
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: it cannot be read: {error.strerror}.") from None
        named, refused_lines = feeds_listed(content, path.name)
        if not named:
            first = next(iter(refused_lines), "")
            raise CommandError(first or f"{path} lists no feed. Export them as OPML.")
        for why in refused_lines:
            self.stderr.write(why)
        failed = 0
        for one in named:
            try:
                self._follow(one, options, fetcher.policy)
            except Refused as refused:
                failed += 1
                self.stderr.write(str(refused))
        listed = len(named) + len(refused_lines)
        self.stdout.write(f"{len(named) - failed} of {listed} feeds are followed.")
        return failed + len(refused_lines)

    def _follow(self, named: NamedFeed, options: dict[str, Any], policy: Policy) -> None:
        given = {"every": options["every"], "outlet": options["outlet"], "policy": policy}
        found = follow(named.address, None, timezone.now(), title=named.title, **given)
        said = "followed" if found.is_new else "here already"
        self.stdout.write(f"{said:<13}{found.feed.address}  {found.feed.title}".rstrip())

    def _look(self, options: dict[str, Any], fetcher: Fetcher) -> int:
        chosen = [self._feed(address) for address in options["addresses"]]
        worker = Worker(fetcher=fetcher)
        failed = 0
        with _stopped_by_signals(worker), worker:
            count = 0
            for look in self._looks_at(chosen, worker) if chosen else look_at_due(worker):
                count += 1
                failed += look.is_failed
                self.stdout.write(look.said if look.is_failed else f"{look.feed}: {look.said}")
                if look.job is not None:
                    self._take_in(look.job, worker)
                if worker.is_stopping:
                    break
        if not count:
            self.stdout.write("No feed is due.")
            return 1 if chosen else 0
        return failed

    def _looks_at(self, chosen: Iterable[Feed], worker: Worker) -> Iterator[Look]:
        assert worker.fetcher is not None
        for feed in chosen:
            taken = take_due(worker.owner, timezone.now(), feed=feed)
            if taken is None:
                why = "a worker is at it, or at its host" if feed.is_followed else "resume it first"
                self.stderr.write(f"{feed} is not looked at: it is {feed.state}; {why}.")
                continue
            try:
                yield look_at(taken, worker.fetcher, timezone.now())
            except LookLost as lost:
                self.stderr.write(str(lost))

    def _take_in(self, job: Job, worker: Worker) -> None:
        work_on(job.pk, worker)
        job.refresh_from_db()
        for line in report_lines(job):
            self.stdout.write(f"  {line}")

    def _change(self, options: dict[str, Any], _: Fetcher) -> int:
        for feed in [self._feed(address) for address in options["addresses"]]:
            if options["does"] == "pause":
                pause(feed, None)
            elif options["does"] == "stop":
                stop(feed, None)
            else:
                follow_again(feed, None, timezone.now())
            self.stdout.write(f"{feed.state:<9}{feed.address}")
        return 0

    def _export(self, options: dict[str, Any], _: Fetcher) -> int:
        named = [NamedFeed(feed.address, feed.title) for feed in Feed.objects.listed()]
        written = write_opml(named, "Feeds followed in Newsroom")
        if options["file"] == "-":
            self.stdout.write(written.decode())
            return 0
        try:
            Path(options["file"]).write_bytes(written)
        except OSError as error:
            raise CommandError(
                f"{options['file']}: it cannot be written: {error.strerror}."
            ) from None
        return 0

    def _feed(self, address: str) -> Feed:
        """The feed of that address, or of that number; CommandError where there is none."""
        try:
            found = Feed.objects.filter(address=feed_address(address)).first()
        except Refused:
            found = None
        if found is None:
            raise CommandError(f"{address} is not among the feeds: manage.py feeds list")
        return found


class _stopped_by_signals:
    """Within `with`, Ctrl-C and SIGTERM have the worker end after the document at hand."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker

    def __enter__(self) -> None:
        def end(_number: int, _frame: FrameType | None) -> None:
            self.worker.stop()

        numbers = (signal.SIGTERM, signal.SIGINT)
        self.before = {number: signal.signal(number, end) for number in numbers}

    def __exit__(self, *_: object) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)
