"""Putting a comparison right in a real browser: quick with htmx, whole without JavaScript."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coverage.models import Ruling

from .coverage_of_a_ferry import ferry_story
from .soundness import (
    assert_as_wide_as_the_screen,
    assert_no_barriers,
    assert_no_barriers_in_light_and_dark,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_row_is_joined_with_the_next_beside_the_table_and_undone_by_a_key(
    signed_in: BrowserContext, page: Page
):
    page.goto(f"/stories/{ferry_story(3).pk}/")
    rows = page.locator("#comparison table").first.locator("tbody tr")
    before = rows.count()
    page.get_by_role("link", name="correct").first.click()
    panel = page.locator("#ruling-panel")
    expect(panel.locator("#spot-title")).to_be_focused()
    assert_no_barriers(page, "with the panel")
    panel.get_by_role("button", name="Join this row with it").click()
    expect(page.locator(".undo-bar")).to_contain_text("Put together:")
    expect(panel).to_be_hidden()
    expect(rows).to_have_count(before - 1)
    expect(page.locator(".ruled").first).to_contain_text("put together by editor")
    page.keyboard.press("z")
    expect(page.locator(".undo-bar")).to_contain_text("Undone:")
    expect(rows).to_have_count(before)
    assert Ruling.objects.get().undone_at


def test_the_panel_is_shut_by_escape_and_fits_a_phone(signed_in: BrowserContext, page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/stories/{ferry_story(3).pk}/")
    page.get_by_role("link", name="correct").first.click()
    expect(page.locator("#spot-title")).to_be_visible()
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page, "on a narrow screen")
    page.keyboard.press("Escape")
    expect(page.locator("#ruling-panel")).to_be_hidden()


def test_without_javascript_an_absence_is_checked_and_its_row_has_a_page(
    browser: Browser, live_server, editor_client: Client
):
    story = ferry_story(3)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = editor_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/stories/{story.pk}/")
    page.get_by_role("button", name="mark as checked").first.click()
    expect(page).to_have_url(re.compile(r"#r\d+$"))
    expect(page.locator("td.not-found").filter(has_text="Checked: not in its text")).to_be_visible()
    page.locator(".undo-bar").get_by_role("button", name="Undo").click()
    expect(page.locator(".undo-bar")).to_contain_text("Undone:")
    page.get_by_role("link", name="correct").first.click()
    page.get_by_role("button", name="Join this row with it").click()
    expect(page.locator(".undo-bar")).to_contain_text("Put together:")
    context.close()


def test_words_are_copied_with_their_citation(context: BrowserContext, page: Page):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/stories/{ferry_story(2).pk}/")
    link = page.locator("a[data-copy]").first
    link.click()
    expect(link).to_contain_text("copied")
    assert "Side by side: http" in page.evaluate("navigator.clipboard.readText()")


def test_pages_of_one_row_and_of_the_history_are_sound(signed_in: BrowserContext, page: Page):
    story = ferry_story(3)
    page.goto(f"/stories/{story.pk}/")
    page.get_by_role("button", name="mark as checked").first.click()
    expect(page.locator(".undo-bar")).to_contain_text("Checked:")
    address = page.locator(".tools a").first.get_attribute("href")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for rest in (address, f"/stories/{story.pk}/rulings"):
            page.goto(rest or "")
            assert_as_wide_as_the_screen(page)
            assert_no_barriers_in_light_and_dark(page)
