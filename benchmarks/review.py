"""What the review queue costs at 200,000 quotes: its pages, an answer, a whole list answered.

    python -m benchmarks.review [--articles 40000] [--keep FOLDER]

Fills a new SQLite file in a temporary folder (with `--keep`, in that one, where it is filled once),
or DATABASE_URL, with invented articles: five quotes each (one in five reported speech), ten claims,
one phrase in marks, and a post or a left-over line in every second. Half of the articles are one
outlet's, the others those of three hundred; one in ten has two texts; one in twenty is a wire copy
of the one before. Prints for each page the CPU time of the server's own work as the test client
sees it (with SQLite, the database's too), the median of seven, and the number of statements.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

BATCH = 1000
RUNS = 7
QUOTES, CLAIMS = 5, 10
LINES = tuple(
    f"“The {noun} at the {place} will hold,” said {name}, who keeps it, on the day it was tried."
    for noun in ("weir", "lock", "quay", "gate", "sluice")
    for place in ("mill", "ford", "bend", "pier")
    for name in ("Ida Frost", "Leo Katz", "Mira Holm", "Otto Brand", "Ana Reis")
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=40_000, metavar="N")
    parser.add_argument("--keep", metavar="FOLDER", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-review-") as folder:
        os.environ.setdefault("VAR_DIR", asked.keep or folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        Path(os.environ["VAR_DIR"]).mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True)
        import django

        django.setup()
        from coverage.models import Article

        if not Article.objects.filter(headline="Weir 1").exists():
            fill(asked.articles)
        if not os.environ.get("FILL_ONLY"):
            measure()


def fill(articles: int) -> None:
    """Store so many invented articles with what was read out of them."""
    from coverage.models import Article, Membership, Outlet, SharedText, Speaker, Story

    draw = random.Random(6)
    outlets = Outlet.objects.bulk_create(
        [Outlet(name=f"Outlet {n}", name_key=f"outlet {n}") for n in range(301)]
    )
    names = ("Ida Frost", "Leo Katz", "Mira Holm", "Otto Brand", "Ana Reis")
    speakers = [Speaker.objects.create(name=name) for name in names]
    first = datetime.now(UTC) - timedelta(days=400)
    for at in range(0, articles, BATCH):
        made = [
            Article(
                headline=f"Weir {number + 1}",
                outlet=outlets[0] if draw.random() < 0.5 else draw.choice(outlets[1:]),
                published_at=first + timedelta(minutes=14 * number),
            )
            for number in range(at, min(at + BATCH, articles))
        ]
        Article.objects.bulk_create(made)
        stories = Story.objects.bulk_create(
            [Story(headline=f"Weirs {at + n}", article_count=5) for n in range(0, len(made), 5)]
        )
        Membership.objects.bulk_create(
            [Membership(article=a, story=stories[n // 5]) for n, a in enumerate(made)]
        )
        SharedText.objects.bulk_create(
            [
                SharedText(
                    article=made[n], first=made[n - 1], kind="reprint", share=0.9,
                    share_of_first=0.9, is_one_text=True, method="1",
                )
                for n in range(19, len(made), 20)
            ]
        )  # fmt: skip
        _texts(made, speakers, draw)
        print(f"\r{at + len(made):,} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _texts(made: list[Any], speakers: list[Any], draw: random.Random) -> None:
    from coverage.models import Article, ArticleVersion

    bodies: list[str] = []
    for number, article in enumerate(made):
        is_copy = number % 20 == 19
        lines = [f"{article.headline} stands", *draw.sample(LINES, QUOTES), *_claims(draw)]
        bodies.append(bodies[-1] if is_copy else "\n".join([*lines, "Source"]))
    for number in (1, 2):
        some = [n for n in range(len(made)) if number == 1 or n % 10 == 0]
        versions = ArticleVersion.objects.bulk_create(
            [ArticleVersion(article=made[n], number=number, body=bodies[n]) for n in some]
        )
        for n, version in zip(some, versions, strict=True):
            made[n].current_version = version
        _rows(versions, speakers, draw)
    Article.objects.bulk_update(made, ["current_version"])


def _claims(draw: random.Random) -> list[str]:
    return [
        f"The {draw.randint(2, 90)} lorries of day {draw.randint(1, 999)} were turned back."
        for _ in range(CLAIMS)
    ]


def _rows(versions: list[Any], speakers: list[Any], draw: random.Random) -> None:
    from coverage.models import Claim, ClaimAppearance, MarkedWords, PostAppearance, Quote

    claim, _ = Claim.objects.get_or_create(key="one", defaults={"text": "Lorries turned back."})
    rows: dict[type, list[Any]] = {
        Quote: [], ClaimAppearance: [], MarkedWords: [], PostAppearance: []
    }  # fmt: skip
    for version in versions:
        at = version.body.index("\n") + 1
        for number, line in enumerate(version.body.split("\n")[1:-1]):
            span = {"version": version, "start": at + 1, "end": at + line.find("”")}
            if number < QUOTES:
                who = next(one for one in speakers if one.name in line)
                rows[Quote].append(
                    Quote(
                        **span, kind="indirect" if number == 4 else "direct", speaker=who,
                        speaker_name=who.name, mention=who.name, cue="said",
                        outer_start=span["start"] - 1, outer_end=span["end"] + 1,
                        confidence=round(draw.betavariate(8, 1.3), 4),
                        text=line[1 : line.find("”")],
                    )
                )  # fmt: skip
            else:
                span |= {"start": at, "end": at + len(line)}
                rows[ClaimAppearance].append(
                    ClaimAppearance(
                        **span, claim=claim, checkworthiness=draw.random(), text=line
                    )
                )  # fmt: skip
            at += len(line) + 1
        kind = draw.choice(("title", "nickname", "term", "scare"))
        rows[MarkedWords].append(
            MarkedWords(version=version, start=4, end=8, outer_start=4, outer_end=8, kind=kind)
        )
        if draw.random() < 0.5:
            how = draw.choice(("residue", "credited"))
            rows[PostAppearance].append(
                PostAppearance(
                    version=version, start=at, end=at + 6, how=how, text="Source",
                    line_kind="source", line_outlet=version.article.outlet,
                )
            )  # fmt: skip
    for model, many in rows.items():
        model.objects.bulk_create(many, batch_size=2000)  # type: ignore[attr-defined]


def measure() -> None:
    """Print a line for each page."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client

    from coverage.desk.people import make_editor
    from coverage.models import ClaimAppearance, Membership, Outlet, Quote

    settings.ALLOWED_HOSTS = ["testserver"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    person = User.objects.filter(username="measurer").first()
    client = Client()
    client.force_login(
        person or User.objects.get(pk=make_editor("measurer", "weirs hold at low water").pk),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    print(
        f"{connection.vendor}: {Quote.objects.count():,} quotes, "
        f"{ClaimAppearance.objects.count():,} claims"
    )
    small = Outlet.objects.get(name="Outlet 7").pk
    large = Outlet.objects.get(name="Outlet 0").pk
    story = Membership.objects.values_list("story", flat=True)[500]
    pages = {
        "the queue": "/review/",
        "behind 200,000": "/review/?kind=claim&after=0.95~claim~0",
        "quotes below 0.5": "/review/?kind=quote&sure=under-50",
        "a large outlet": f"/review/?outlet={large}",
        "a small outlet": f"/review/?outlet={small}",
        "a story": f"/review/?story={story}",
        "of the last day": "/review/?age=day",
        "settled": "/review/?show=settled",
        "left-over lines": "/review/?kind=residue",
    }
    for told, address in pages.items():
        _print(told, lambda address=address: client.get(address))
    _answers(client)
    _whole_list(client)


def _answers(client: Any) -> None:
    """An answer to one mark, without copies and with, and taking it back."""
    from coverage.models import Quote, SharedText

    copied = SharedText.objects.values_list("article", flat=True)
    rows = Quote.objects.current().filter(kind="direct", decided_at=None).order_by("pk")
    for told, some in (
        ("an answer", rows.exclude(version__article__in=copied[:5000])),
        ("… with its copy", rows.filter(version__article__in=copied[:200])),
    ):
        keys = iter(list(some.values_list("pk", flat=True)[: RUNS + 1]))

        def answer(keys: Any = keys) -> Any:
            sent = {"state": "confirmed", "revision": 1, "next": "/review/"}
            address = f"/review/quote/{next(keys)}/answer"
            return client.post(address, sent, headers={"HX-Request": "true"})

        _print(told, answer)


def _whole_list(client: Any) -> None:
    """Ten thousand marks answered in steps, and taken back."""
    from coverage.models import ReviewAction

    look = client.get("/review/all?state=confirmed&kind=claim").content.decode()
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', look))
    began, steps = time.process_time(), [time.process_time()]
    client.post("/review/all", fields)
    action = ReviewAction.objects.latest("pk")
    while not action.finished_at:
        steps.append(time.process_time())
        client.post(f"/review/answers/{action.pk}/")
        action.refresh_from_db()
    took = time.process_time() - began
    longest = max(b - a for a, b in zip(steps, [*steps[1:], began + took], strict=True))
    print(
        f"{action.changed:,} marks in {len(steps)} steps: {took:.1f} s CPU, longest {longest:.2f} s"
    )
    began = time.process_time()
    while not action.undone_at:
        client.post(f"/review/answers/{action.pk}/undo")
        action.refresh_from_db()
    print(f"taken back: {time.process_time() - began:.1f} s CPU")


def _print(told: str, ask: Callable[[], Any]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        answer = ask()
        statements = len(asked)
    took = []
    for _ in range(RUNS):
        began = time.process_time()
        ask()
        took.append((time.process_time() - began) * 1000)
    print(
        f"{told:<22}{median(took):>8.0f} ms CPU{statements:>5} statements"
        f"{len(answer.content) / 1024:>7.0f} KB  {answer.status_code}"
    )


if __name__ == "__main__":
    main()
