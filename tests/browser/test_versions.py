"""Versions laid over each other, and marks placed by pointing at words."""

import pytest
from playwright.sync_api import Page, expect

from coverage.desk.editing import edit_body
from coverage.models import Article, Orphan
from tests.factories import make_article, make_note, make_person

from .soundness import assert_no_barriers

pytestmark = pytest.mark.django_db(transaction=True)

BODY = (
    "The ferry to Skell sailed at 6.30 on Tuesday 🙂 with 40 people on board.\n\n"
    + "".join(f"Paragraph {n} stands here with words of its own.\n\n" for n in range(8))
    + "“We never felt in danger,” said Ines Tarr, who runs the café on the pier.\n"
)


@pytest.fixture
def article(live_server) -> Article:
    article = make_article(BODY, headline="Ferry drifts")
    ada = make_person("ada")
    make_note(article, "with 40 people", "who counted?", ada)
    make_note(article, "who runs the café", "since when?", ada)
    moved = "Paragraph 7 stands here with words of its own.\n\n"
    changed = BODY.replace("40 people", "42 people").replace(moved, "")
    changed = changed.replace(", who runs the café on the pier", "")
    edit_body(article, moved + changed, ada)
    return article


def test_changes_are_walked_by_keys_and_what_is_the_same_unfolds(page: Page, article):
    page.goto(f"/articles/{article.pk}/versions")
    changes = page.locator("[data-item]")
    page.keyboard.press("j")
    expect(changes.nth(0)).to_have_class("change moved-here current")
    page.keyboard.press("j")
    expect(changes.nth(1)).to_contain_text("figure: 40 → 42")
    page.keyboard.press("k")
    expect(changes.nth(0)).to_have_class("change moved-here current")
    hidden = page.get_by_text("Paragraph 3 stands here")
    expect(hidden).to_be_hidden()
    page.get_by_text("paragraphs unchanged").click()
    expect(hidden).to_be_visible()
    assert_no_barriers(page)


@pytest.mark.parametrize("view", ["", "&view=side"])
def test_a_narrow_screen_shows_both_ways_without_scrolling_sideways(page: Page, article, view):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/articles/{article.pk}/versions?from=1&to=2{view}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert_no_barriers(page)


def test_a_mark_is_placed_at_its_best_guess_by_a_key_and_taken_back(page: Page, signed_in, article):
    page.goto(f"/articles/{article.pk}/orphans")
    assert_no_barriers(page)
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.get_by_text("Placed: note")).to_be_visible()
    assert article.current_version.notes.get().text == "with 42 people"
    [last] = page.locator(".card.lost").all()
    expect(last).to_be_focused()  # the mark to go on with
    page.keyboard.press("z")
    expect(page.get_by_text("Undone, without a place again")).to_be_visible()
    assert not article.current_version.notes.exists()
    expect(page.locator(".card.lost").first).to_be_focused()
    for left in (1, 0):
        page.keyboard.press("x")
        expect(page.locator(".card.lost")).to_have_count(left)
        page.wait_for_load_state("load")
    expect(page.locator("#lost-title")).to_be_focused()


def test_words_selected_in_the_new_text_are_where_a_mark_is_placed(page: Page, signed_in, article):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/articles/{article.pk}/orphans")
    assert_no_barriers(page)
    page.evaluate(
        """() => {
            const line = [...document.querySelectorAll('.lines p')]
                .find((p) => p.textContent.includes('Skell')).firstChild;
            const at = line.data.indexOf('people');
            getSelection().setBaseAndExtent(line, at, line, at + 'people'.length);
        }"""
    )
    card = page.locator(".card.lost").last
    expect(card.get_by_label("Other words")).to_have_value("people")
    card.get_by_role("button", name="Place here").click()
    expect(page.get_by_text("Placed: note")).to_be_visible()
    orphan = Orphan.objects.get(words="who runs the café")
    note = article.current_version.notes.get(pk=orphan.placed_row)
    assert (note.text, note.words) == ("people", "since when?")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
