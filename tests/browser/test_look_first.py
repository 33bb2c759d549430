"""Looking first in a browser: followed to where a person decides, and the rest taken in."""

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from coverage.models import Article, Job
from tests.desk.papers import zip_of

from .test_jobs import assert_sound, working

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1440, 390])
def test_what_was_looked_through_is_taken_in_by_a_press_but_for_what_is_left_out(
    page: Page, signed_in: BrowserContext, width: int
):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/add/")
    zipped = FilePayload(name="four.zip", mimeType="", buffer=zip_of(range(4)).getvalue())
    scan = FilePayload(name="scan.pdf", mimeType="", buffer=b"%PDF-1.7")
    page.get_by_label("Files", exact=True).set_input_files([zipped, scan])
    page.get_by_label("Addresses of pages").fill("http://127.0.0.1/a\nthe Gull of Monday")
    page.get_by_role("button", name="Look first").click()
    with working():
        expect(page.locator("#standing")).to_contain_text("Looked through", timeout=60_000)
        assert not Article.objects.exists()
        assert_sound(page)
        expect(page.locator(".foreseen")).to_contain_text("(“the Gull of Monday”) is no address")
        page.get_by_label("Choose four.zip: 2.txt").check()
        page.get_by_role("button", name="Leave out what is chosen").click()
        expect(page.get_by_text("1 document is left out")).to_be_visible()
        assert_sound(page)
        page.get_by_role("button", name="Take in 3 documents").click()
        expect(page.get_by_role("heading", name="Report", exact=True)).to_be_visible(timeout=60_000)
    assert Article.objects.count() == 3
    assert Job.objects.get().left_out_count == 1
