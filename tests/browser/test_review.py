"""The review queue in a real browser: keys, focus after an answer, conflicts, whole lists."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from coverage.desk.review import decide
from coverage.models import Quote, State
from tests.desk.test_reviewqueue import copies, read_article
from tests.factories import make_person, make_speaker, make_story

from .soundness import violations

pytestmark = pytest.mark.django_db(transaction=True)
QUEUE = "/review/"


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, signed_in, width, scheme):
    make_story(*copies(2))
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto("/review/all?state=rejected")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(QUEUE)
    page.locator(".all-equal summary").click()
    page.locator(".asked .choices button").first.click()
    expect(page.locator("[data-settled]")).to_have_count(1)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_keys_answer_one_after_another_and_take_back(page: Page, signed_in):
    read_article(outlet="Gull")
    quote = Quote.objects.get(kind="direct")
    report = Quote.objects.get(kind="indirect")
    page.goto("/")
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page.locator("h1")).to_have_text("6 suggestions to settle")
    page.wait_for_load_state("load")
    page.keyboard.press("j")
    expect(page.locator(".asked.current")).to_have_id(f"asked-quote-{quote.pk}")
    page.keyboard.press("x")
    expect(page.locator("[data-settled]")).to_contain_text("rejected")
    expect(page.locator("h1")).to_have_text("5 suggestions to settle")
    expect(page.locator("#today")).to_have_text("1 of 6 settled today")
    page.keyboard.press("j")
    expect(page.locator(".asked.current")).to_have_id(f"asked-quote-{report.pk}")
    decide(report, State.CONFIRMED, make_person("bo"))
    page.keyboard.press("x")
    expect(page.locator(".taken")).to_contain_text("bo confirmed this while you had it open")
    current = page.locator(".asked.current")
    expect(current).to_contain_text("the gate")
    expect(current.locator("a").first).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("#undo")).to_contain_text("Left unsure: “the gate”")
    page.keyboard.press("z")
    expect(page.locator(".asked.current")).to_contain_text("the gate")
    expect(page.locator("#undo")).to_contain_text("waits again")
    assert [row.state for row in Quote.objects.order_by("pk")] == ["rejected", "confirmed"]
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile(f"/articles/{quote.version.article_id}/"))


def test_a_speaker_is_corrected_in_place_and_the_next_one_comes(page: Page, signed_in):
    make_speaker("Leo Katz")
    article = read_article(outlet="Gull")
    quote = Quote.objects.get(kind="direct")
    page.goto(f"/review/?article={article.pk}")
    page.locator(f"#asked-quote-{quote.pk} .pencil").first.click()
    field = page.get_by_label("Speaker", exact=True)
    field.fill("Leo Ka")
    expect(page.get_by_role("option").first).to_contain_text("Leo Katz")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-settled]")).to_contain_text("Leo Katz")
    expect(page.locator(".asked.current")).to_contain_text("Source")
    expect(page.locator("#undo")).to_contain_text("Confirmed: “It will hold,”")
    quote.refresh_from_db()
    assert (quote.speaker.name, quote.state) == ("Leo Katz", "confirmed")
    page.keyboard.press("z")
    expect(page.locator("h1")).to_have_text("6 suggestions to settle")
    quote.refresh_from_db()
    assert (quote.speaker.name, quote.state) == ("Ida Frost", "suggested")


def test_a_correction_over_somebody_elses_is_shown_beside_theirs(page: Page, signed_in):
    make_speaker("Leo Katz")
    article = read_article(outlet="Gull")
    quote = Quote.objects.get(kind="direct")
    page.goto(f"/review/?article={article.pk}")
    page.locator(f"#asked-quote-{quote.pk} .pencil").first.click()
    page.get_by_label("Speaker", exact=True).fill("Leo Katz")
    decide(quote, State.CONFIRMED, make_person("bo"))
    page.get_by_role("button", name="Save").click()
    conflict = page.locator(f"#asked-quote-{quote.pk} .conflict")
    expect(conflict).to_contain_text("Yours is not saved yet")
    expect(conflict).to_contain_text("Leo Katz")
    quote.refresh_from_db()
    assert quote.speaker.name == "Ida Frost"


def test_a_whole_page_is_answered_and_taken_back_without_scripts(
    browser: Browser, live_server, signed_in
):
    copies(2)
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain.add_cookies(signed_in.cookies())
    page = plain.new_page()
    page.goto("/review/?kind=claim")
    page.locator(".all-equal summary").click()
    page.get_by_role("button", name="confirm …").last.click()
    expect(page.locator("h1")).to_have_text("Confirm 2 suggestions?")
    page.get_by_role("button", name="Confirm all 2").click()
    expect(page.locator("h1")).to_have_text("0 suggestions to settle")
    expect(page.locator("#undo")).to_contain_text("Confirmed: 2 marks.")
    page.locator("#undo button").click()
    expect(page.locator("h1")).to_have_text("2 suggestions to settle")
    plain.close()


def test_a_long_list_is_answered_step_by_step_by_itself(page: Page, signed_in, monkeypatch):
    monkeypatch.setattr("coverage.desk.reviewanswers.STEP", 2)
    for _ in range(3):
        read_article(outlet="Gull")
    page.goto("/review/all?state=rejected&kind=claim")
    page.get_by_role("button", name="Reject all 3").click()
    expect(page.locator("#undo")).to_contain_text("Rejected: 3 marks.")
    page.locator("#undo button").click()
    expect(page.locator(".messages")).to_contain_text("as before")
    expect(page.locator("h1")).to_have_text("3 suggestions to settle")
