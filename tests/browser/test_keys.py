"""The keys: one table for the whole product, shown in `?`, never in inputs, and switched off."""

import pytest
from playwright.sync_api import Page, expect

from .coverage_of_a_ferry import ferry_story

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_stories(live_server):
    return [ferry_story(3), ferry_story(2)]


def test_j_and_k_move_and_o_opens(page: Page, two_stories):
    page.goto("/")
    items = page.locator("[data-item]")
    page.keyboard.press("j")
    expect(items.nth(0)).to_have_class("current")
    page.keyboard.press("j")
    expect(items.nth(1)).to_have_class("current")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(items.nth(0)).to_have_class("current")
    page.keyboard.press("o")
    expect(page.locator("table.comparison").first).to_be_visible()


def test_capital_j_and_k_move_among_differences(page: Page, two_stories):
    page.goto(f"/stories/{two_stories[0].pk}/")
    differences = page.locator("[data-difference]")
    assert differences.count() > 0
    page.keyboard.press("Shift+J")
    assert "current" in differences.first.get_attribute("class")
    page.keyboard.press("Escape")
    expect(page.locator("[data-item].current")).to_have_count(0)


def test_g_and_a_letter_go_to_a_section(page: Page, two_stories):
    page.goto(f"/stories/{two_stories[0].pk}/")
    page.keyboard.press("g")
    page.keyboard.press("s")
    expect(page.locator(".list-title")).to_be_visible()


def test_question_mark_lists_every_key_and_escape_closes(page: Page, two_stories):
    page.goto("/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for words in ("next difference", "go to articles", "make base", "adjudicate", "apply tag"):
        expect(dialog.get_by_text(words)).to_be_visible()
    expect(dialog.get_by_role("heading", name="Keys")).to_be_in_viewport()
    elsewhere = dialog.locator("table.elsewhere")
    expect(elsewhere.locator("tr", has_text="confirm")).to_be_visible()
    expect(elsewhere.locator("tr", has_text="next item")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_keys_never_fire_while_somebody_types(page: Page):
    page.goto("/sign-in/")
    page.get_by_label("Username").press_sequentially("gs?j")
    assert page.url.endswith("/sign-in/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label("Username")).to_have_value("gs?j")


def test_keys_can_be_switched_off_and_the_browser_remembers(page: Page, two_stories):
    page.goto("/")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Switch single keys off in this browser").check()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator("[data-item].current")).to_have_count(0)
    expect(page.locator("kbd").first).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Switch single keys off in this browser").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator("[data-item].current")).to_have_count(1)


def test_the_base_menu_opens_by_its_key_and_closes_by_escape(page: Page, two_stories):
    page.goto(f"/stories/{two_stories[0].pk}/")
    page.keyboard.press("b")
    expect(page.get_by_role("link", name="Harbour Post").last).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("details[open]")).to_have_count(0)
