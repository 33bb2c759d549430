"""Feeds in a browser: followed by keyboard, looked at while one watches, sound on any screen."""

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from coverage.desk.jobs import Worker
from coverage.models import Feed, Job, Outlet
from coverage.web import feeds as pages
from tests.desk.feed_sites import HTML, MillPost, entry, whole_entry
from tests.documents.fetching_sites import fetcher_of, http

from .test_jobs import assert_sound, working

pytestmark = pytest.mark.django_db(transaction=True)
OPML = b"""<opml version="2.0"><body><outline type="rss" text="The Gull"
 xmlUrl="https://gull.example/feed"/><outline type="rss" xmlUrl="https://tern.example/f"/></body>
 </opml>"""


@pytest.fixture
def site(monkeypatch) -> Iterator[MillPost]:
    site = MillPost(whole_entry(1), entry(2))
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="{place}">'
        for name, place in (("All news", "/feed"), ("Sport", "/sport"))
    )
    site.pages["/"] = http(f"<html><head>{head}</head></html>".encode(), content_type=HTML)
    monkeypatch.setattr(pages, "request_fetcher", lambda: fetcher_of(site))
    yield site
    site.close()


def some_feeds() -> None:
    """Feeds in every state, one with a name without an end."""
    now = timezone.now()
    outlet = Outlet.objects.create(name="The Mill Post")
    every: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("The Mill Post", "2 new of 20 entries", {"outlet": outlet, "every": 60}),
        ("Harbour-" * 20, "answers 503 (Service Unavailable): it is asked again by itself",
         {"failures": 4}),
        ("Gull", "", {"state": "paused"}),
        ("Tern", "its server says that it is gone for good (410)",
         {"state": "gone", "failures": 1, "note": "its server says that it is gone (4 May 2026)"}),
        ("", "", {"due_at": now - timedelta(minutes=3), "last_looked_at": None}),
        ("Skua", "", {"state": "stopped"}),
    )  # fmt: skip
    for number, (title, outcome, fields) in enumerate(every):
        named = {"due_at": now + timedelta(hours=1), "last_looked_at": now - timedelta(days=1)}
        Feed.objects.create(
            title=title,
            address=f"https://gull.example/{'feed-of-all-' * 9}{number}",
            last_outcome=outcome,
            **{**named, **fields},
        )
    feed = Feed.objects.get(title="The Mill Post")
    for _ in range(3):
        Job.objects.create(
            purpose="The Mill Post", feed=feed, state="done", item_count=2, added_count=2
        )


def seen(page: Page, name: str) -> None:
    """Look at it closely, on a wide screen and on a narrow one in the dark; with SHOTS, pictures
    of it go to that folder."""
    assert_sound(page)
    wide = page.viewport_size or {"width": 1440, "height": 900}
    for size, scheme in (({"width": 390, "height": 900}, "dark"), (wide, "light")):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{size['width']}.png", full_page=True)


def test_every_state_is_sound_on_any_screen(page: Page, signed_in: BrowserContext, site):
    page.goto("/feeds/")
    seen(page, "empty")
    page.get_by_label("Address of a feed").fill("http://10.0.0.1/feed")
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.locator(".errorlist")).to_contain_text("leads to a private address")
    seen(page, "refused")
    page.get_by_label("OPML file").set_input_files(
        FilePayload(name="mine.opml", mimeType="text/xml", buffer=OPML)
    )
    page.get_by_role("button", name="Show its feeds").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 feeds to choose from")
    seen(page, "choose")
    some_feeds()
    for name, address in (
        ("list", "/feeds/"),
        ("feed", Feed.objects.get(title="The Mill Post").get_absolute_url()),
        ("feed-failing", Feed.objects.get(failures=4).get_absolute_url()),
    ):
        page.goto(address)
        seen(page, name)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/feeds/")
    assert_sound(page)


def test_a_site_is_followed_with_the_keyboard_and_looked_at_while_one_watches(
    page: Page, signed_in: BrowserContext, site
):
    page.goto("/feeds/")
    page.get_by_label("Address of a feed").focus()
    page.keyboard.type(site.address("/"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 feeds to choose from")
    expect(page.get_by_label("All news")).to_be_checked()
    expect(page.get_by_label("Sport")).not_to_be_checked()
    page.get_by_role("button", name="Follow what is ticked").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#feed-standing")).to_have_text("Waiting for a worker to look")
    page.evaluate("window.here = true")
    with working(Worker(fetcher=fetcher_of(site))):
        expect(page.locator("#feed-standing")).to_have_text("Followed", timeout=30_000)
        expect(page.locator("#feed-now")).to_contain_text("2 new of 2 entries")
        expect(page.locator("#feed-brought")).to_contain_text("2 added", timeout=30_000)
    page.locator("body").press("l")
    expect(page.locator("#feed-standing")).to_have_text("Waiting for a worker to look")
    expect(page.locator("#feed-said")).to_have_text("Waiting for a worker to look")
    assert page.evaluate("window.here"), "the page was never loaded again"
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("#feed-standing")).to_have_text("Paused")
    expect(page.get_by_role("button", name="Resume")).to_be_focused()
    page.get_by_role("button", name="Stop following").click()
    expect(page.locator(".just-stopped")).to_contain_text("is no longer followed")
    page.locator("body").press("z")
    expect(page.get_by_role("link", name="All news")).to_be_visible()
    assert Feed.objects.get().is_followed


def test_everything_works_without_javascript(browser: Browser, live_server, editor_client, site):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(10_000)
    session = editor_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto("/add/")
    page.get_by_role("link", name="Feeds").click()
    page.get_by_label("Address of a feed").fill(site.address("/feed"))
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.locator("#feed-standing")).to_contain_text("Waiting for a worker")
    page.get_by_label("Minutes between two looks").fill("90")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Every 90 minutes now.")).to_be_visible()
    page.get_by_role("link", name="all feeds").click()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 feed")
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    context.close()
