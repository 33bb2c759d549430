"""Near-duplicates in a browser: named, shown word for word, and settled with one press."""

import os

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.desk.test_duplicates import TOLD, edited, take

from .soundness import violations
from .test_jobs import working

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_near_duplicate_is_read_beside_its_first_and_set_free(
    page: Page, signed_in: BrowserContext, width
):
    first = take(TOLD).article
    again = take(edited(), "Winter without the bridge").article
    take(edited(), "A river without a crossing", outlet="Herald")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/add/")
    page.get_by_label("Text or HTML of one article").fill(f"Once more\n\n{edited()}")
    page.get_by_label("Outlet").fill("Gull")
    page.get_by_role("button", name="Look first").click()
    with working():
        main = page.get_by_role("main")
        expect(main).to_contain_text("1 would be a near-duplicate", timeout=30_000)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    look(page, f"look-{width}")
    page.goto(again.get_absolute_url())
    page.get_by_role("link", name="show the shared text").click()
    expect(page.locator(".mark.shared").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    look(page, f"folded-{width}")
    page.goto(first.get_absolute_url())
    expect(page.locator("#shared")).to_contain_text("Also at")
    assert violations(page) == []
    look(page, f"first-{width}")
    page.goto(first.membership.story.get_absolute_url())
    expect(page.locator(".also-at").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    look(page, f"story-{width}")
    page.goto(again.get_absolute_url())
    page.get_by_role("button", name="Make it an article of its own").click()
    expect(page.locator("#shared")).to_contain_text("made this an article of its own")
    assert violations(page) == []
    look(page, f"own-{width}")


def look(page: Page, name: str) -> None:
    if folder := os.environ.get("LOOKS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
