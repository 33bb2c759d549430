"""Who quotes whom, framing and timeline in a real browser."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from .coverage_of_a_ferry import ferry_story
from .soundness import (
    assert_as_wide_as_the_screen,
    assert_no_barriers,
    assert_no_barriers_in_light_and_dark,
    small_letters,
)

pytestmark = pytest.mark.django_db(transaction=True)

NARROW: ViewportSize = {"width": 390, "height": 844}
PAPER: ViewportSize = {"width": 673, "height": 950}
#: Each tab that lays out no rows, with something open on it.
OPENED = ("who-quotes-whom?open=none", "framing?verb=said", "timeline", "coverage")


def test_the_tabs_are_sound_on_every_screen(signed_in: BrowserContext, page: Page):
    """For an editor, who sees all that a stranger sees and more."""
    story = ferry_story(5)
    for rest in OPENED:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(f"/stories/{story.pk}/{rest}")
        assert_no_barriers_in_light_and_dark(page)
        assert small_letters(page) == []
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(NARROW)
        assert_as_wide_as_the_screen(page)
        assert_no_barriers(page, f"{rest} on a narrow screen")


def test_eight_tabs_stand_in_one_row_of_a_narrow_screen(page: Page):
    page.set_viewport_size(NARROW)
    story = ferry_story(5)
    for rest in ("", "framing", "who-quotes-whom"):
        page.goto(f"/stories/{story.pk}/{rest}")
        row = page.locator("nav.tabs").bounding_box()
        assert row["height"] < 60
        expect(page.locator("nav.tabs a[aria-current]")).to_be_visible()
    expect(page.get_by_role("link", name="Timeline")).to_be_hidden()
    page.locator(".more-tabs summary").press("Enter")
    expect(page.get_by_role("link", name="Blind view")).to_be_visible()
    page.get_by_role("link", name="Timeline").click()
    expect(page.locator("nav.tabs a[aria-current]")).to_have_text("Timeline")


def test_a_cell_opens_its_quotes_without_a_new_page_and_going_back_closes_them(page: Page):
    page.goto(f"/stories/{ferry_story(3).pk}/who-quotes-whom")
    page.evaluate("window.stayed = true")
    page.locator("td.found a.amount").first.click()
    expect(page.locator("tr.opened .behind").first).to_contain_text("We counted everyone twice")
    assert "open=s" in page.url
    assert page.evaluate("window.stayed") is True
    page.go_back()
    expect(page.locator("tr.opened")).to_have_count(0)


def test_a_narrow_screen_has_one_card_for_each_speaker(page: Page):
    page.set_viewport_size(NARROW)
    page.goto(f"/stories/{ferry_story(3).pk}/who-quotes-whom")
    cells = page.locator("tbody tr").first.locator("td.found")
    boxes = [cells.nth(n).bounding_box() for n in range(2)]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"] - 1
    assert cells.first.evaluate("e => getComputedStyle(e, '::before').content") == '"Meridian"'


def test_the_tabs_work_without_javascript(browser: Browser, live_server):
    story = ferry_story(3)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/stories/{story.pk}/")
    page.get_by_role("link", name="Who quotes whom").click()
    page.get_by_role("link", name="name", exact=True).click()
    assert page.url.endswith("/who-quotes-whom?sort=name")
    page.get_by_role("link", name="Framing").click()
    page.locator("ul.verbs a").first.click()
    expect(page.locator("tr.opened .behind").first).to_be_visible()
    page.get_by_role("link", name="Timeline").click()
    page.locator("details.new summary").first.click()
    expect(page.locator("details.new a").first).to_be_visible()
    context.close()


def test_paper_holds_the_tabs_and_no_controls(page: Page):
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    story = ferry_story(8)
    for rest, table in (("who-quotes-whom", "table.who"), ("framing", "table.framing")):
        page.goto(f"/stories/{story.pk}/{rest}")
        assert page.locator(table).bounding_box()["width"] <= PAPER["width"]
        expect(page.locator(".controls")).to_be_hidden()
    page.goto(f"/stories/{story.pk}/timeline")
    expect(page.locator("details.new li").first).to_be_visible()
    expect(page.locator("#printed")).to_contain_text("/timeline")
    for rest in ("", "quotes", "claims", "posts", "coverage"):
        page.goto(f"/stories/{story.pk}/{rest}")
        assert_as_wide_as_the_screen(page)
        expect(page.locator("#printed li")).to_have_count(8)
        expect(page.locator("#printed")).to_be_visible()


def test_a_narrow_screen_shows_two_of_five_outlets_until_others_are_picked(page: Page):
    page.set_viewport_size(NARROW)
    story = ferry_story(5)
    page.goto(f"/stories/{story.pk}/")
    picked = page.locator(".outlet-chips a[aria-current]")
    expect(picked).to_have_count(2)
    pair = picked.all_inner_texts()
    shown = "[...document.querySelectorAll('.comparison td[data-called]')]"
    names = f"[...new Set({shown}.filter(e => e.checkVisibility()).map(e => e.dataset.called))]"
    assert set(page.evaluate(names)) == set(pair)
    other = page.locator(".outlet-chips a:not([aria-current])").nth(1)
    name = other.inner_text()
    other.click()
    expect(page.locator(".pair-told")).to_have_count(0)
    assert set(page.locator(".outlet-chips a[aria-current]").all_inner_texts()) == {pair[0], name}
    page.goto(f"/stories/{story.pk}/")
    page.get_by_role("link", name="show all 5").click()
    expect(page.locator(".pair-told")).to_have_count(0)
    assert len(page.evaluate(names)) == 5
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"/stories/{story.pk}/")
    expect(page.locator(".pair-told")).to_be_hidden()
    assert len(page.evaluate(names)) == 5


def test_what_is_asked_of_one_tab_is_kept_on_the_next_without_a_new_page(page: Page):
    story = ferry_story(3)
    comparison = story.comparisons.get()
    first, second = sorted(int(article) for article in comparison.made_from)[:2]
    comparison.result["copies"] = [{"articles": [first, second], "share": 0.97}]
    comparison.save()
    page.goto(f"/stories/{story.pk}/framing")
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="once", exact=True).click()
    expect(page.locator("#story-facts")).to_contain_text("copies counted once")
    assert page.evaluate("window.stayed") is True
    page.get_by_role("link", name="Who quotes whom").click()
    expect(page.locator(".note.copies")).to_contain_text("shares one text with")
    assert page.url.endswith("/who-quotes-whom?copies=once")
