"""Take the README's pictures from the running app, with nothing in it but the sample coverage.

Run by `make screenshots`: starts Newsroom on a temporary database as `make run` does, opens its
pages in Chromium and writes docs/screenshots/*.png. Ends the server whatever happens.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

from scripts.chromium import find_chromium, flags

FOLDER = Path("docs/screenshots")
START_SECONDS = 120
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
#: Outlets that stand side by side with their texts; more make a matrix.
IN_FULL = 5


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its file's name, the page's address and the window's size."""

    name: str
    address: str
    size: dict[str, int]


def main() -> None:
    """Write every picture, or end with the line that says what is missing."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("Newsroom: no Chromium found: install one, or name it with CHROMIUM=/path/to/it.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=flags())
        context = browser.new_context(base_url=home, reduced_motion="reduce")
        page = context.new_page()
        for shot in shots(page):
            take(page, shot)
        browser.close()


def shots(page: Page) -> list[Shot]:
    """Choose the pages: of the stories whose texts stand in full the one with the most kinds of
    findings, and one of its articles; and the tabs of the fullest story.
    """
    page.goto("/")
    stories = links(page, r"^/stories/[^/?#]+/?$")
    found = [Shot("stories", "/", WIDE)]
    if not stories:
        return found
    in_full = [one for one in stories if 2 <= columns(page, one) <= IN_FULL]
    story = max(in_full or stories, key=lambda one: findings(page, one))
    found += [Shot("story", story, WIDE), Shot("narrow", story, NARROW)]
    page.goto(story)
    found += [Shot("article", one, WIDE) for one in links(page, r"^/articles/[^/?#]+/?$")[:1]]
    fullest = max(stories, key=lambda one: columns(page, one))
    page.goto(fullest)
    found.append(Shot("matrix", fullest, WIDE))
    tabs = {path.rsplit("/", 1)[1]: path for path in links(page, rf"^{fullest}[a-z-]+$")}
    told = ("claims", "framing", "timeline", "who-quotes-whom", "blind")
    return found + [Shot(name, tabs[name], WIDE) for name in told if name in tabs]


def columns(page: Page, story: str) -> int:
    """Give how many outlets stand side by side on a story's page."""
    page.goto(story)
    return page.locator("main table").first.locator("thead th").count() - 1


def findings(page: Page, story: str) -> int:
    """Give how many kinds of findings a story's page tells."""
    page.goto(story)
    return page.locator(".finding").count()


def links(page: Page, pattern: str) -> list[str]:
    """Give the addresses in the page's main part that fit, each once, in their order."""
    addresses = page.eval_on_selector_all(
        "main a[href]", "links => links.map(link => link.getAttribute('href'))"
    )
    paths = dict.fromkeys(urlsplit(address).path for address in addresses)
    return [path for path in paths if re.match(pattern, path)]


def take(page: Page, shot: Shot) -> None:
    """Write one picture of the page's first screen, once its typefaces are there."""
    page.set_viewport_size({"width": shot.size["width"], "height": shot.size["height"]})
    answer = page.goto(shot.address, wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit(f"Newsroom: {shot.address} does not answer as a page for the picture.")
    page.evaluate("document.fonts.ready")
    path = FOLDER / f"{shot.name}.png"
    page.screenshot(path=path)
    print(f"{path}  {path.stat().st_size // 1024} kB  {shot.address}")


@contextmanager
def served() -> Iterator[str]:
    """Give the address of a Newsroom of its own, with the sample coverage loaded."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="newsroom-screenshots-") as folder:
        own = {"VAR_DIR": folder, "PORT": str(port), "BIND": "127.0.0.1", "WEB_WORKERS": "1"}
        cleared = {"DATABASE_URL": "", "BASE_URL": "", "READING": "", "DEBUG": "", "SAMPLES": ""}
        server = subprocess.Popen(
            [sys.executable, "-m", "scripts.serve"], env=os.environ | cleared | own
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz", server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Return once the address answers; stop when the server ended or takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            sys.exit("Newsroom: the server ended; see its line above.")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address
                return
        except urllib.error.HTTPError as refused:
            sys.exit(f"Newsroom: {address} answers {refused.code}; see the log above.")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    sys.exit(f"Newsroom: no answer within {START_SECONDS} s.")


if __name__ == "__main__":
    main()
