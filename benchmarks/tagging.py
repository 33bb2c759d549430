"""What marking costs at 200,000 quotes: from what a page sends to what is stored and sent back.

    python -m benchmarks.tagging [--articles 40000] [--keep FOLDER]

Fills a new SQLite file in a temporary folder (with `--keep`, in that one, where it is filled once),
or DATABASE_URL, as `benchmarks.review` does, and puts 100,000 tags on the quotes. Then one article
after another is opened and marked through the pages' own views: words are marked as a quote, a
claim, a note and a tag, a quote is tagged, confirmed, rejected, taken back and moved, a mark is
taken off and brought back. Prints for each CPU time of this process and time by the clock in
milliseconds, median and 95th percentile, the number of statements and the bytes of the answer.
CPU time is this process's and, on PostgreSQL, its session's in the server on this computer.
Exits with 1 where a tag, a mark or an undo takes 100 ms of it or more at the 95th percentile.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.duplicates import served_seconds
from benchmarks.review import fill

ARTICLES = 40_000
TIMES = 40
TAGGED = 100_000
TAGS = ("eyewitness", "official", "sympathy", "blame", "denial", "prediction", "opinion", "harm")
BOUND_MS = 100.0
BATCH = 2000


@dataclass(slots=True)
class Cost:
    """Of one kind of request, a number for each time it was made; milliseconds."""

    cpu: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N")
    parser.add_argument("--keep", metavar="FOLDER", default="")
    parser.add_argument("--times", type=int, default=TIMES, metavar="N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-tagging-") as folder:
        os.environ.setdefault("VAR_DIR", asked.keep or folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        Path(os.environ["VAR_DIR"]).mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True)
        import django

        django.setup()
        from coverage.models import Article, Coding

        if not Article.objects.filter(headline="Weir 1").exists():
            fill(asked.articles)
        if not Coding.objects.exists():
            put_tags_on()
        sys.exit(int(measure(asked.times)))


def put_tags_on() -> None:
    """Tag every other quote with one of eight tags, by two coders."""
    from django.contrib.auth.models import User

    from coverage.models import Codebook, Coding, Quote, Tag

    codebook = Codebook.objects.create(name="Tags")
    tags = [
        Tag.objects.create(codebook=codebook, name=name, code=name[:2], order=n, colour=n + 1)
        for n, name in enumerate(TAGS)
    ]
    coders = [User.objects.create(username=name) for name in ("coder one", "coder two")]
    quotes = Quote.objects.order_by("pk").values_list("pk", "version", "start", "end", "text")
    rows = [
        Coding(
            tag=tags[key % 8], person=coders[key % 2], quote_id=key, version_id=version,
            start=start, end=end, text=text, state="confirmed", made_by="person",
        )
        for key, version, start, end, text in quotes[: 2 * TAGGED : 2]
    ]  # fmt: skip
    Coding.objects.bulk_create(rows, batch_size=BATCH)


def measure(times: int) -> bool:
    """Print the table; True where something that marks is slower than the bound."""
    from django.db import connection

    from coverage.models import Coding, Quote

    _settle()
    print(
        f"{connection.vendor}: {Quote.objects.count():,} quotes, {Coding.objects.count():,} tags on"
        f" them; {times} times each, milliseconds"
    )
    desk = Desk()
    for article in chosen(times + 3):
        desk.work_on(article)
        if desk.warming:
            desk.warming -= 1
            desk.costs.clear()
    print(
        f"{'':<26}{'CPU':>7}{'95 %':>7}{'clock':>8}{'95 %':>7}{'statements':>12}{'KB':>6}  answers"
    )
    slow = [name for name, cost in desk.costs.items() if told(name, cost) and "page" not in name]
    if slow:
        print(f"over {BOUND_MS:.0f} ms: {', '.join(slow)}")
    return bool(slow)


def told(name: str, cost: Cost) -> bool:
    """Print one line; whether the work is over the bound at the 95th percentile."""
    many = sorted(cost.clock), sorted(cost.cpu)
    clock, cpu = ((one[len(one) // 2], one[int(len(one) * 0.95)]) for one in many)
    statements = sorted(cost.statements)[len(cost.statements) // 2]
    print(
        f"{name:<26}{cpu[0]:>7.1f}{cpu[1]:>7.1f}{clock[0]:>8.1f}{clock[1]:>7.1f}{statements:>12}"
        f"{sum(cost.sizes) / len(cost.sizes) / 1024:>6.0f}  {sorted(cost.statuses)}"
    )
    return cpu[1] >= BOUND_MS


def _settle() -> None:
    """Static files by their own names; the database's numbers of rows as after a day's work."""
    from django.conf import settings
    from django.db import connection

    settings.ALLOWED_HOSTS = ["testserver"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def chosen(count: int) -> list[Any]:
    """Articles all over the archive, with their lines as passages."""
    from coverage.models import Article, Passage

    keys = list(Article.objects.exclude(current_version=None).values_list("pk", flat=True))
    wanted = random.Random(11).sample(keys, count)
    articles = list(Article.objects.filter(pk__in=wanted).select_related("current_version"))
    for article in articles:
        version = article.current_version
        assert version is not None
        if version.passages.exists():
            continue
        at, rows = 0, []
        for number, line in enumerate(version.body.split("\n"), 1):
            rows.append(
                Passage(
                    version=version, number=number, kind="paragraph", start=at,
                    end=at + len(line), text=line,
                )
            )  # fmt: skip
            at += len(line) + 1
        Passage.objects.bulk_create(rows)
    return articles


def spent() -> float:
    """Seconds of CPU time so far, here and in the database's session."""
    return time.process_time() + served_seconds()


class Desk:
    """One person at work, and what their requests cost."""

    def __init__(self) -> None:
        from django.contrib.auth.models import User
        from django.test import Client

        from coverage.desk.people import make_editor

        person = User.objects.filter(username="measurer").first()
        person = person or make_editor("measurer", "weirs hold at low water")
        self.client = Client(headers={"HX-Request": "true"})
        self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        self.reader = Client()
        self.reader.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        served_seconds()
        self.costs: dict[str, Cost] = {}
        self.warming = 3

    def work_on(self, article: Any) -> None:
        """Everything that a person does to marks, once."""
        from coverage.models import Coding, Note, Quote

        version = article.current_version
        page, at = f"/articles/{article.pk}/", f"/articles/{article.pk}/mark"
        self.ask("article page", lambda: self.reader.get(page))
        self.ask("review queue page", lambda: self.reader.get("/review/"))
        line = version.body.index("\n", version.body.index("lorries")) + 5
        for name, more in (
            ("mark a quote", {"kind": "quote"}),
            ("mark a claim", {"kind": "claim"}),
            ("mark a note", {"kind": "note", "note": "Ask again."}),
            ("tag words", {"kind": "tag", "tag": "harm"}),
        ):
            sent = {"version": version.pk, "start": line, "end": line + 15, **more}
            sent["words"] = version.body[line : line + 15]
            self.post(name, at, sent)
        quote = Quote.objects.filter(version=version, made_by="reader", kind="direct")[0]
        self.post("tag a quote", f"/marks/quote/{quote.pk}/tag", {"name": "blame"})
        coding = Coding.objects.get(quote=quote, tag__name="blame", person__username="measurer")
        self.post("take the tag off", f"/codings/{coding.pk}/untag", {})
        for name, action, sent in (
            ("confirm", "decide", {"state": "confirmed"}),
            ("undo it", "undo", {}),
            ("reject", "decide", {"state": "rejected"}),
            ("undo that", "undo", {}),
            ("move a quote", "move", {"start": quote.start + 4, "end": quote.end}),
            ("undo the move", "undo", {}),
        ):
            revision = Quote.objects.values_list("revision", flat=True).get(pk=quote.pk)
            self.post(name, f"/marks/quote/{quote.pk}/{action}", {**sent, "revision": revision})
        note = Note.objects.filter(version=version).latest("pk")
        self.post("take a note off", f"/marks/note/{note.pk}/remove", {})
        self.post("bring it back", f"/marks/note/{note.pk}/restore", {})

    def post(self, name: str, address: str, sent: dict[str, Any]) -> None:
        self.ask(name, lambda: self.client.post(address, sent))

    def ask(self, name: str, ask: Callable[[], Any]) -> None:
        """Ask once, and take down what it cost."""
        from django.db import connection

        count = 0

        def counting(execute: Any, *given: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*given)

        with connection.execute_wrapper(counting):
            clock, cpu = time.perf_counter(), spent()
            answer = ask()
            cpu, clock = spent() - cpu, time.perf_counter() - clock
        cost = self.costs.setdefault(name, Cost())
        cost.cpu.append(cpu * 1000)
        cost.clock.append(clock * 1000)
        cost.statements.append(count)
        cost.sizes.append(len(answer.content))
        cost.statuses.add(answer.status_code)


if __name__ == "__main__":
    main()
