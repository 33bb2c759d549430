"""A real Chromium on a real server: each test gets a page that has nothing open yet."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from scripts.chromium import find_chromium, flags

HERE = Path(__file__).parent
#: A busy machine is no mistake in a page: a test waits for what it expects, and long.
PATIENCE_MS = 30_000
# What the browser says when it refuses something that our policy forbids.
POLICY_WORDS = "Content Security Policy"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for test in items:
        if HERE in test.path.parents:
            test.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give this computer's Chromium; skip where there is none, unless it is required."""
    path = find_chromium()
    if path is None:
        if os.environ.get("REQUIRE_CHROMIUM"):
            pytest.fail("REQUIRE_CHROMIUM is set and no Chromium is found")
        pytest.skip("no Chromium found: install one, or name it with CHROMIUM=/path/to/chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags())
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, live_server) -> Iterator[BrowserContext]:
    """Give a fresh browser profile at the live server's address, wide as a desk's screen."""
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Give a page; the test fails when it breaks the policy, throws, or reaches elsewhere."""
    troubles: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(f"script error: {error}"))
    page.on(
        "console",
        lambda said: troubles.append(said.text) if POLICY_WORDS in said.text else None,
    )
    page.on("request", lambda asked: troubles.extend(_elsewhere(asked.url)))
    yield page
    assert not troubles


def _elsewhere(url: str) -> list[str]:
    near = ("http://localhost", "http://127.0.0.1", "data:", "blob:", "about:")
    return [] if url.startswith(near) else [f"asked another computer: {url}"]


@pytest.fixture
def signed_in(context: BrowserContext, live_server, editor_client: Client) -> BrowserContext:
    """Sign the browser in as the editor, through the session cookie of the test client."""
    session = editor_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return context
