"""Soak the running app: two people click, type, mark and undo at random for an hour.

    make soak                     SECONDS=3600, a seed of its own, which is printed
    SEED=4711 SECONDS=60 make soak
    DATABASE_URL=postgresql://… make soak     on a database of its own on that server

Starts Newsroom with the sample coverage on 127.0.0.1, with a folder and a database of its own, and
ends it. Exits 1 on an answer 500, a JavaScript error, something the content policy refused, a
traceback in the server's log, or a mark that was made and is neither there nor told in history.
"""

import os
import random
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Response,
    sync_playwright,
)

from scripts.chromium import find_chromium, flags
from scripts.soakacts import ACTS, Session, go
from scripts.soakledger import Ledger

START_SECONDS = 180
TOLD_EVERY = 60
#: Acts that are told of a trouble, so that what led to it can be seen.
TOLD_BEFORE = 8
#: What browsers say of answers that refuse something, and of pages that were left while they asked.
EXPECTED = re.compile(r"Failed to load resource|Response Status Error Code 4|htmx:(send|afterReq)")
POLICY = "Content Security Policy"
PEOPLE = ("soak-one", "soak-two")
PASSWORD = "clicks for an hour"  # noqa: S105 - of an installation that ends with the soak


@dataclass(slots=True)
class Soak:
    """What was done and what went wrong."""

    random: random.Random
    ledger: Ledger = field(default_factory=Ledger)
    acts: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    troubles: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def trouble(self, what: str) -> None:
        """Said at once, not only at the end of the hour."""
        led = " ← ".join(reversed(self.told[-TOLD_BEFORE:]))
        self.troubles.append(f"{what}\n      after {led}")
        print(f"TROUBLE {self.troubles[-1]}", flush=True)

    def watch(self, person: str, context: BrowserContext) -> None:
        """Hear of everything that goes wrong in any window of the person."""

        def hear(page: Page) -> None:
            page.on("pageerror", lambda error: self.trouble(f"JavaScript at {page.url}: {error}"))
            page.on("console", lambda said: self.hear_console(page, said))
            page.on("response", lambda answer: self.hear_answer(person, answer))
            page.on("dialog", lambda dialog: dialog.accept())

        context.on("page", hear)

    def hear_console(self, page: Page, said: ConsoleMessage) -> None:
        if POLICY in said.text:
            self.trouble(f"policy at {page.url}: {said.text}")
        elif said.type == "error" and not EXPECTED.search(said.text):
            self.trouble(f"console at {page.url}: {said.text}")

    def hear_answer(self, person: str, answer: Response) -> None:
        if answer.status >= 500:
            self.trouble(f"{answer.status} {answer.request.method} {answer.url}")
        if answer.request.method == "POST":
            try:
                posted = answer.request.post_data or ""
            except UnicodeDecodeError:
                posted = ""
            self.ledger.note(person, answer.url, posted, answer.status)


def soak(
    soaked: Soak, sessions: Sequence[Session], seconds: float, pause: float, *, quiet: bool = False
) -> None:
    """Have the sessions act at random for so long, with a pause after each act."""
    began = told = time.monotonic()
    acts, weights = zip(*ACTS, strict=True)
    for session in sessions:
        go(session)
    while time.monotonic() - began < seconds:
        session = soaked.random.choice(sessions)
        [act] = soaked.random.choices(acts, weights)
        name = act.__name__
        soaked.told.append(f"{session.person} {name} at {urlsplit(session.page.url).path}")
        soaked.acts[name] += 1
        try:
            act(session)
            close_others(session)
        except Error as missed:  # the page was left, or what was to be clicked moved away
            soaked.missed[f"{name}: {str(missed).splitlines()[0][:60]}"] += 1
        session.page.wait_for_timeout(pause * 1000)
        if not quiet and time.monotonic() - told > TOLD_EVERY:
            told = time.monotonic()
            print(f"   {int((told - began) / 60)} min: {told_so_far(soaked)}", flush=True)
    for session in sessions:  # what was sent a moment ago is answered
        session.page.wait_for_timeout(1000)


def close_others(session: Session) -> None:
    """Close windows that a click opened; they are heard of too."""
    for page in session.page.context.pages:
        if page is not session.page:
            page.close()


def told_so_far(soaked: Soak) -> str:
    counts = ", ".join(f"{count} {did}" for did, count in soaked.ledger.counts().most_common())
    acts = sum(soaked.acts.values())
    return f"{acts} acts; {counts or 'nothing made'}; {len(soaked.troubles)} troubles"


def main() -> None:
    """Soak, then compare; exit 1 with what went wrong."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    seconds = float(os.environ.get("SECONDS") or 3600)
    seed = int(os.environ.get("SEED") or secrets.randbelow(1_000_000))
    pause = float(os.environ.get("PAUSE") or 0.05)
    chromium = find_chromium()
    if chromium is None:
        sys.exit("Newsroom: no Chromium found: install one, or name it with CHROMIUM=/path/to/it.")
    print(f"Soaking for {seconds:.0f} s with SEED={seed}", flush=True)
    soaked = Soak(random.Random(seed))  # noqa: S311 - dice for clicks, no secret
    with installed() as (home, log):
        articles, stories = prepared()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=flags())
            sessions = [
                signed_in(soaked, browser, home, person, articles, stories) for person in PEOPLE
            ]
            try:
                soak(soaked, sessions, seconds, pause)
            except KeyboardInterrupt:
                print("   ended early")
            browser.close()
        from scripts.soakledger import lost

        soaked.troubles += lost(soaked.ledger)
        said = log.read_text(errors="replace")
        if "Traceback" in said:
            soaked.troubles.append("the server's log has a traceback:\n" + said[-4000:])
    sys.exit(report(soaked, seed))


def report(soaked: Soak, seed: int) -> int:
    """Print what was done and what went wrong; the exit code."""
    print("   acts: " + ", ".join(f"{n} {name}" for name, n in soaked.acts.most_common()))
    for name, count in soaked.missed.most_common(5):
        print(f"   missed {count} × {name}")
    print(f"   {told_so_far(soaked)}")
    for line, count in Counter(soaked.troubles).most_common(40):
        print(f"TROUBLE {count} × {line}")
    print(f"{'FAILED' if soaked.troubles else 'ok'}: {len(soaked.troubles)} troubles, SEED={seed}")
    return 1 if soaked.troubles else 0


def signed_in(
    soaked: Soak,
    browser: Browser,
    home: str,
    person: str,
    articles: Sequence[int],
    stories: Sequence[int],
) -> Session:
    """A window of the person's own."""
    size = {"width": soaked.random.choice((1440, 1024, 390)), "height": 900}
    context = browser.new_context(base_url=home, viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    soaked.watch(person, context)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("input[name=username]", person)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)
    return Session(person, page, soaked.random, articles, stories)


def prepared() -> tuple[list[int], list[int]]:
    """Two people who may edit, and the numbers of the sample's articles and stories."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from coverage.desk.people import make_editor
    from coverage.models import Article, Story

    for person in PEOPLE:
        make_editor(person, PASSWORD)
    articles = Article.objects.order_by("pk").values_list("pk", flat=True)
    return list(articles), list(Story.objects.order_by("pk").values_list("pk", flat=True))


@contextmanager
def installed() -> Iterator[tuple[str, Path]]:
    """Give the address of a Newsroom of its own with the sample, and the file of what it says."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="newsroom-soak-") as folder, database() as url:
        own = {"VAR_DIR": folder, "DATABASE_URL": url, "BIND": "127.0.0.1", "PORT": str(port)}
        own |= {"BASE_URL": "", "READING": "", "DEBUG": "", "SAMPLES": "1", "WEB_WORKERS": "1"}
        os.environ.update(own)
        log = Path(folder) / "server.log"
        with log.open("wb") as said:
            server = subprocess.Popen(
                [sys.executable, "-m", "scripts.serve"], stdout=said, stderr=subprocess.STDOUT
            )
        try:
            wait_until_up(port, server, log)
            yield f"http://127.0.0.1:{port}", log
        finally:
            server.terminate()
            server.wait(timeout=40)


def wait_until_up(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit(f"Newsroom: the server did not start:\n{log.read_text(errors='replace')}")


@contextmanager
def database() -> Iterator[str]:
    """Give "" for a SQLite file in the folder; else a new database on the server of DATABASE_URL,
    which is dropped at the end."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        yield ""
        return
    import psycopg

    name = f"newsroom_soak_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'create database "{name}"')
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            server.execute(f'drop database "{name}" with (force)')


if __name__ == "__main__":
    main()
