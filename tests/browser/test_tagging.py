"""The tag field as a combobox: options as they are typed, arrows, Enter, Escape, keys 1–9."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, Route, expect

from coverage.models import Coding
from tests.factories import make_article, make_tag

from .soundness import assert_no_barriers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def field(page: Page, signed_in) -> Locator:
    for name in ("eyewitness", "sympathy"):
        make_tag(name)
    article = make_article(
        quotes=[
            {"words": "Nobody was hurt,", "speaker": "Ada Voss"},
            {"words": "turned back", "kind": "mixed"},
        ]
    )
    page.goto(reverse("article", args=[article.pk]))
    return page.locator(".card").first.get_by_role("combobox")


def chips(page: Page) -> Locator:
    return page.locator(".card").first.locator(".chips .tag")


def test_typing_offers_tags_and_last_a_new_one(page: Page, field: Locator):
    field.click()
    field.press_sequentially("eye")
    options = page.get_by_role("option")
    expect(options).to_have_text(["eyewitness 0 passages", "Create “eye” new tag"])
    expect(field).to_have_attribute("aria-expanded", "true")
    assert_no_barriers(page)


def test_arrows_and_enter_choose(page: Page, field: Locator):
    field.click()
    field.press_sequentially("eye")
    expect(page.get_by_role("option").last).to_contain_text("Create “eye”")
    field.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("eyewitness")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    field.press("ArrowUp")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Create “eye”")
    field.press("ArrowDown")
    field.press("Enter")
    expect(chips(page)).to_have_text(["eyewitness×"])
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    assert Coding.objects.get().tag.name == "eyewitness"


def test_escape_closes_then_empties_then_leaves(page: Page, field: Locator):
    field.click()
    field.press_sequentially("eye")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("eye")
    field.press("Escape")
    expect(field).to_have_value("")
    field.press("Escape")
    expect(field).not_to_be_focused()


def test_a_click_makes_a_new_tag_and_undo_takes_it_off(page: Page, field: Locator):
    field.click()
    field.press_sequentially("harbour")
    page.get_by_role("option", name="Create “harbour”").click()
    expect(chips(page)).to_have_text(["ha harbour×"])
    page.locator("#undo").get_by_role("button", name="Undo").click()
    expect(chips(page)).to_have_count(0)
    page.locator("#undo").get_by_role("button", name="Undo").click()
    expect(chips(page)).to_have_text(["ha harbour×"])


def test_keys_put_tags_on_the_current_quote_and_the_cross_takes_them_off(
    page: Page, field: Locator
):
    page.keyboard.press("j")
    page.keyboard.press("2")
    expect(chips(page)).to_have_text(["sympathy×"])
    expect(field).not_to_be_focused()
    page.keyboard.press("1")
    expect(chips(page)).to_have_text(["eyewitness×", "sympathy×"])
    page.get_by_role("button", name="Take off the tag eyewitness").click()
    expect(chips(page)).to_have_text(["sympathy×"])
    page.get_by_role("button", name="Take off the tag sympathy").click()
    expect(chips(page)).to_have_count(0)
    page.keyboard.press("t")
    expect(field).to_be_focused()


def test_a_field_entered_while_the_answer_came_keeps_the_focus(page: Page, field: Locator):
    page.evaluate(
        """() => {
            const press = (key) => document.body.dispatchEvent(
                new KeyboardEvent("keydown", {key, bubbles: true}));
            document.addEventListener("htmx:afterSwap", () => press("t"), {once: true});
            document.addEventListener(
                "htmx:afterSettle", () => { document.body.dataset.settled = "yes"; });
        }"""
    )
    page.keyboard.press("j")
    page.keyboard.press("2")
    expect(page.locator("body")).to_have_attribute("data-settled", "yes")
    expect(chips(page)).to_have_text(["sympathy×"])
    expect(field).to_be_focused()


def test_keys_do_not_fire_while_typing(page: Page, field: Locator):
    field.click()
    field.press_sequentially("cxz1")
    expect(field).to_have_value("cxz1")
    expect(page.locator(".card").first).to_have_attribute("data-state", "suggested")


def test_what_is_wrong_with_a_name_stands_at_the_field(page: Page, field: Locator):
    make_tag("gone", archived=True)
    field.click()
    field.press_sequentially("gone")
    expect(page.get_by_role("option", name="Create “gone”")).to_be_visible()
    field.press("Escape")
    field.press("Enter")
    expect(page.locator(".card").first).to_contain_text("is archived")
    expect(field).to_have_value("gone")


def test_keys_pressed_faster_than_answers_come_all_count(page: Page, field: Locator):
    held: list[Route] = []
    page.route("**/tag", lambda route: held.append(route) if not held else route.continue_())
    card = page.locator(".card").first
    card.locator(".words").click(position={"x": 2, "y": 2})
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.wait_for_timeout(200)
    assert len(held) == 1  # the second waits for the first's answer
    held[0].continue_()
    expect(chips(page)).to_have_text(["eyewitness×", "sympathy×"])
    assert Coding.objects.count() == 2


def test_an_answer_to_a_form_that_was_replaced_is_shown(page: Page, field: Locator):
    """Undo is pressed twice, once on the card and once in the bar, and the answers cross."""
    card = page.locator(".card").first
    card.get_by_role("button", name="Confirm").click()
    bar = page.locator("#undo")
    expect(bar).to_contain_text("Confirmed")
    held: list[Route] = []
    page.route("**/marks/quote/*/undo", lambda route: held.append(route))
    bar.get_by_role("button", name="Undo").click()
    page.wait_for_timeout(100)
    other = page.locator(".card").nth(1)
    other.get_by_role("button", name="Confirm").click()
    expect(bar).to_contain_text("turned back")  # the bar's form is another one now
    held[0].continue_()
    expect(bar).to_contain_text("Undone")
    expect(card).to_have_attribute("data-state", "suggested")
