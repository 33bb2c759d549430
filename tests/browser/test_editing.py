"""Two people in one article, and a speaker edited in place by keyboard alone."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from coverage.desk.people import make_editor
from coverage.models import Quote, Speaker
from tests.factories import make_article, make_speaker

from .soundness import assert_as_wide_as_the_screen, assert_no_barriers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article():
    return make_article(quotes=[{"words": "Nobody was hurt,", "speaker": "Ada Voss"}])


def pen(page: Page, part: str):
    return page.locator("#quotes .card").first.get_by_role("link", name=f"Edit the {part}")


def test_a_speaker_is_edited_by_keyboard_and_a_like_name_asks(page: Page, signed_in, article):
    make_speaker("Mark Dunn")
    page.goto(reverse("article", args=[article.pk]))
    pen(page, "speaker").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("combobox", name="Speaker")
    expect(field).to_be_focused()
    expect(field).to_have_value("Ada Voss")
    field.press_sequentially("Mark Dun")
    expect(page.get_by_role("option", name="Mark Dunn")).to_be_visible()
    assert_no_barriers(page)
    field.press("Escape")
    field.press("Enter")
    use = page.get_by_role("button", name="Use Mark Dunn")
    expect(use).to_be_focused()
    expect(page.get_by_text("looks like somebody who is here already")).to_be_visible()
    assert_no_barriers(page)
    page.keyboard.press("Enter")
    expect(pen(page, "speaker")).to_be_focused()
    expect(page.locator("#quotes .card").first).to_contain_text("Mark Dunn")
    page.locator("#undo").get_by_role("button", name="Undo").click()
    expect(page.locator("#quotes .card").first).to_contain_text("Ada Voss")


def test_leaving_the_field_saves_and_escape_does_not(page: Page, signed_in, article):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("article", args=[article.pk]))
    pen(page, "cue").click()
    field = page.get_by_role("textbox", name="Cue")
    field.fill("nothing of the text")
    assert_as_wide_as_the_screen(page)
    field.press("Escape")
    expect(field).to_have_count(0)
    expect(pen(page, "cue")).to_be_focused()
    page.keyboard.press("Enter")
    field.fill("said")
    page.locator("h1").click()
    expect(page.locator("#quotes .card").first).to_contain_text("cue said")
    assert Quote.objects.get().cue == "said"


def test_words_selected_in_the_text_can_be_taken(page: Page, signed_in, article):
    page.goto(reverse("article", args=[article.pk]))
    pen(page, "speaker").click()
    expect(page.get_by_role("combobox", name="Speaker")).to_be_focused()
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(
                document.querySelector(".text .body"), NodeFilter.SHOW_TEXT);
            let node = walker.nextNode();
            while (!node.data.includes("the harbour master")) node = walker.nextNode();
            const at = node.data.indexOf("the harbour master");
            getSelection().setBaseAndExtent(node, at, node, at + "the harbour master".length);
        }"""
    )
    page.get_by_role("button", name="Use “the harbour master”").click()
    expect(page.locator("#undo")).to_contain_text("Said by the harbour master")
    row = Quote.objects.get()
    assert (row.speaker, row.mention) == (None, "the harbour master")


def test_two_people_at_once_see_both(page: Page, signed_in, browser: Browser, live_server, article):
    bo = Client()
    bo.force_login(
        make_editor("bo", "a long word"), backend="django.contrib.auth.backends.ModelBackend"
    )
    other = browser.new_context(base_url=live_server.url)
    session = bo.cookies["sessionid"].value
    other.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    theirs = other.new_page()
    for each in (page, theirs):
        each.goto(reverse("article", args=[article.pk]))
        pen(each, "speaker").click()
        expect(each.get_by_role("combobox", name="Speaker")).to_be_focused()
    theirs.keyboard.type("Bo Hart")
    theirs.keyboard.press("Enter")
    expect(pen(theirs, "speaker")).to_be_focused()
    other.close()
    page.keyboard.type("Cy Orr")
    page.keyboard.press("Enter")
    conflict = page.get_by_role("alert")
    expect(conflict).to_contain_text("Somebody changed this while you had it open")
    expect(conflict.get_by_role("row", name="speaker")).to_contain_text("Cy Orr")
    expect(conflict).to_contain_text("bo")
    assert_no_barriers(page)
    assert not Speaker.objects.filter(name="Cy Orr").exists()
    conflict.get_by_role("button", name="Keep mine").click()
    expect(page.locator("#undo")).to_contain_text("Said by Cy Orr")
    page.goto(reverse("mark-history", args=["quote", Quote.objects.get().pk]))
    assert_no_barriers(page)
    page.get_by_role("button", name="Revert").first.click()
    expect(page.locator("#undo")).to_contain_text("Quote reverted")
    assert Quote.objects.get().speaker.name == "Bo Hart"
