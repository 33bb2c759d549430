"""Adding coverage in a browser: pasting, choosing and dropping files."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from coverage.models import Document
from tests.desk.coverage_of_a_fire import GULL, QUAY

pytestmark = pytest.mark.django_db(transaction=True)


def assert_no_barriers(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1440, 390])
def test_pasted_text_becomes_an_article_one_can_open(page: Page, signed_in: BrowserContext, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/add/")
    assert_no_barriers(page)
    page.get_by_label("Text of one article").fill("\n\n  " + GULL.decode())
    page.locator("form").get_by_role("button", name="Add coverage").click()
    expect(page.locator(".report")).to_contain_text("added")
    assert_no_barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Document.objects.get().content.startswith(b"\r\n\r\n  Night ferry")
    page.locator(".report").get_by_role("link", name="Night ferry").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Night ferry evacuated")


def test_files_are_chosen_or_dropped_and_listed(page: Page, signed_in: BrowserContext):
    page.goto("/add/")
    page.get_by_label("Files", exact=True).set_input_files(
        FilePayload(name="gull.txt", mimeType="text/plain", buffer=GULL)
    )
    expect(page.locator(".chosen li")).to_have_text(["gull.txt · 1 kB"])
    page.evaluate(
        """words => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([words], "quay.txt", {type: "text/plain"}));
            document.querySelector("[data-drop]").dispatchEvent(
                new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
        }""",
        QUAY.decode(),
    )
    expect(page.locator(".chosen li")).to_have_count(2)
    page.locator("form").get_by_role("button", name="Add coverage").click()
    expect(page.locator(".report tbody tr")).to_have_count(2)
    assert_no_barriers(page)


def test_an_error_keeps_what_was_typed(page: Page, signed_in: BrowserContext):
    page.goto("/add/")
    page.get_by_label("Text of one article").fill("\n  Some words.  ")
    page.get_by_label("Address of the article").fill("not an address")
    page.locator("form").get_by_role("button", name="Add coverage").click()
    expect(page.locator(".errorlist")).to_contain_text("Enter a valid URL")
    expect(page.get_by_label("Text of one article")).to_have_value("\n  Some words.  ")
    assert_no_barriers(page)
