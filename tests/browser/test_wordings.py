"""The quotes tab in a real browser: wordings against a base, and what others report."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.desk.test_utteranceviews import CUT, OWN, WHOLE, quoting, reporting, told

from .soundness import (
    assert_as_wide_as_the_screen,
    assert_no_barriers,
    assert_no_barriers_in_light_and_dark,
    small_letters,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_base_is_picked_with_keys_and_the_page_is_sound(signed_in: BrowserContext, page: Page):
    articles = [quoting("Gull", WHOLE), quoting("Tern", CUT), quoting("Skua", OWN)]
    story = told(*articles, reporting("Petrel"))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"/stories/{story.pk}/quotes")
    row = page.locator("tr.report")
    expect(row).to_contain_text("paraphrase")
    page.keyboard.press("b")
    page.locator(f'.menu a[href="?base={articles[1].pk}"]').press("Enter")
    expect(page.locator(".utterance .facts")).to_contain_text("compared with: Tern")
    expect(page).to_have_url(f"{page.url.split('?')[0]}?base={articles[1].pk}")
    expect(row).to_contain_text("another part")
    assert_no_barriers_in_light_and_dark(page)
    assert small_letters(page) == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page, "on a narrow screen")
