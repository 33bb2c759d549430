"""Marking words on an article's page: by mouse, by keyboard alone, by touch, with keys off."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coverage.models import Article, ClaimAppearance, Coding, Note, Quote
from tests.factories import make_article, make_tag

from .soundness import (
    assert_as_wide_as_the_screen,
    assert_no_barriers,
    assert_no_barriers_in_light_and_dark,
)

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "\n\n".join(
    [
        "🇺🇦 Bridge at Orle 𝓬𝓵𝓸𝓼𝓮𝓭 🙂 on Monday",
        "“Nobody was hurt,” said Ada Voss, the harbour master of Orle.",
        "A crack was found, and at least 12 lorries were turned back at the quay.",
        *(f"Paragraph {number} tells of lorries on the quay at Orle." for number in range(14)),
        "“We heard it break,” said Bo Wynn, who sells fish.",
    ]
)
# Selects from some words of the text to others, as a hand does that drags over them.
SELECT = """([first, last]) => {
    const text = document.querySelector(".body"), words = text.textContent;
    const placeOf = (unit) => {
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            if (unit <= walker.currentNode.length) return [walker.currentNode, unit];
            unit -= walker.currentNode.length;
        }
    };
    const start = words.indexOf(first), end = words.indexOf(last, start) + last.length;
    getSelection().setBaseAndExtent(...placeOf(start), ...placeOf(end));
}"""


@pytest.fixture
def article(db) -> Article:
    for name in ("eyewitness", "sympathy"):
        make_tag(name)
    quotes = [
        {"words": "Nobody was hurt,", "speaker": "Ada Voss"},
        {"words": "We heard it break,", "speaker": "Bo Wynn"},
    ]
    return make_article(BODY, quotes=quotes)


@pytest.fixture
def text(page: Page, signed_in, article) -> Page:
    """The article's page, open for marking."""
    page.goto(reverse("article", args=[article.pk]))
    return page


def select(page: Page, first: str, last: str = "") -> None:
    page.evaluate(SELECT, [first, last or first])
    expect(page.locator("#mark-bar")).to_be_visible()


def drag(page: Page, words: str) -> None:
    """The mouse drawn over the words of one line."""
    page.evaluate(SELECT, [words, words])
    box = page.evaluate(
        "() => { const r = getSelection().getRangeAt(0).getBoundingClientRect();"
        " getSelection().removeAllRanges(); return [r.left, r.top + r.height / 2, r.right]; }"
    )
    page.mouse.move(box[0] + 1, box[1])
    page.mouse.down()
    page.mouse.move(box[2] - 1, box[1], steps=4)
    page.mouse.up()
    expect(page.locator("#mark-bar")).to_be_visible()


def held(row) -> bool:
    """Every row stands where its words do."""
    return row.version.body[row.start : row.end] == row.text


def test_words_drawn_over_with_the_mouse_become_a_claim_behind_an_emoji(text: Page):
    drag(text, "at least 12 lorries were turned back")
    bar, words = text.locator("#mark-bar"), text.locator("#mark-bar [name=words]")
    expect(words).to_have_value("at least 12 lorries were turned back")
    box = bar.bounding_box()
    selected = text.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    assert box is not None
    assert box["y"] >= selected["bottom"] or box["y"] + box["height"] <= selected["top"]
    assert_no_barriers_in_light_and_dark(text)
    bar.get_by_role("button", name="Claim").click()
    claim = ClaimAppearance.objects.select_related("version")
    expect(text.locator("#claims .card")).to_have_count(1)
    assert claim.get().text == "at least 12 lorries were turned back"
    assert held(claim.get())
    expect(text.locator("#claims .card")).to_be_focused()
    expect(text.locator("#says")).to_contain_text("at least 12 lorries")
    expect(text.locator(".body .mark.claim.chosen")).to_have_text(
        "at least 12 lorries were turned back"
    )
    expect(bar).to_be_hidden()
    text.keyboard.press("z")
    expect(text.locator("#claims .card")).to_have_count(0)
    assert not claim.exists()


def test_by_keyboard_alone_words_are_selected_quoted_and_noted(text: Page):
    text.keyboard.press("j")
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        text.keyboard.press(key)
    words = text.locator("#mark-bar [name=words]")
    expect(text.locator("#mark-bar")).to_be_visible()
    said = words.input_value()
    expect(text.locator("#says")).to_contain_text("words selected")
    assert len(said.split()) >= 2
    assert said in BODY
    text.keyboard.press("Tab")
    expect(text.get_by_role("button", name="Quote", exact=False).first).to_be_focused()
    text.keyboard.press("Escape")
    expect(text.locator("#mark-bar")).to_be_visible()
    expect(text.locator("[data-start]:focus")).to_have_count(1)
    text.keyboard.press("n")
    text.keyboard.type("q and x are letters here")
    text.keyboard.press("Escape")
    text.keyboard.press("n")
    expect(text.get_by_label("Note on the selected words")).to_have_value(
        "q and x are letters here"
    )
    text.keyboard.press("Enter")
    expect(text.locator("#notes .card")).to_be_focused()
    note = Note.objects.select_related("version").get()
    assert held(note)
    assert note.text == said
    assert note.words == "q and x are letters here"


def test_tags_by_key_and_the_armed_tag_by_enter(text: Page):
    asked: list[str] = []
    text.on("request", lambda one: asked.append(one.url) if one.method == "POST" else None)
    select(text, "🇺🇦 Bridge", "𝓬𝓵𝓸𝓼𝓮𝓭")
    text.keyboard.press("2")
    expect(text.locator("#undo")).to_contain_text("sympathy")
    expect(text.locator(".armed-line")).to_contain_text("armed: sympathy")
    select(text, "sells fish")
    expect(text.locator("#mark-bar [data-armed]")).to_contain_text("sympathy")
    text.keyboard.press("Enter")
    expect(text.locator("#mark-bar")).to_be_hidden()
    expect(text.locator("#undo")).to_contain_text("sells fish")
    first, second = Coding.objects.select_related("version", "tag").order_by("start")
    assert (first.text, second.text) == ("🇺🇦 Bridge at Orle 𝓬𝓵𝓸𝓼𝓮𝓭", "sells fish")
    assert held(first)
    assert held(second)
    assert {first.tag.name, second.tag.name} == {"sympathy"}
    text.keyboard.press("z")
    expect(text.locator("#undo")).not_to_contain_text("Tagged")
    assert Coding.objects.count() == 1
    text.keyboard.press("Escape")
    text.keyboard.press("Escape")
    expect(text.locator(".armed-line")).to_be_hidden()
    select(text, "the harbour master")
    text.keyboard.press("t")
    text.keyboard.type("new one")
    text.keyboard.press("Enter")
    expect(text.locator("#undo")).to_contain_text("new one")
    assert Coding.objects.latest("pk").tag.name == "new one"
    assert len(asked) == 4  # three tags and an undo: nothing is sent twice


def test_marks_lie_over_each_other_and_each_is_reached(text: Page):
    quote = Quote.objects.order_by("start").first()
    assert quote is not None
    select(text, "was hurt")
    text.keyboard.press("1")
    inner = text.locator(".body .mark.quote .mark.coding")
    expect(inner).to_have_text("was hurt")
    expect(text.locator(".coding-card.chosen")).to_contain_text("eyewitness")
    inner.click()
    expect(text.locator(f"#q{quote.pk}")).to_have_class("card suggested chosen current")
    inner.click()
    expect(text.locator(".coding-card.chosen")).to_be_visible()
    assert_no_barriers(text)


def test_a_span_grows_and_shrinks_by_word(text: Page):
    quote = Quote.objects.order_by("start").last()
    assert quote is not None
    card = text.locator(f"#q{quote.pk}")
    text.keyboard.press("j")
    text.keyboard.press("j")
    text.keyboard.press("e")
    for key in ("Shift+ArrowRight", "ArrowLeft", "ArrowLeft"):
        text.keyboard.press(key)
    expect(card.locator(".words").first).to_contain_text("heard it")
    expect(card.locator(".words").first).not_to_contain_text("break")
    assert_no_barriers(text)
    text.keyboard.press("Escape")
    expect(card.locator(".words").first).to_contain_text("We heard it break,")
    expect(card).to_be_focused()
    text.keyboard.press("e")
    text.keyboard.press("Shift+ArrowRight")
    text.keyboard.press("Enter")
    expect(text.locator("#undo")).to_contain_text("heard it break,")
    expect(card).to_be_focused()
    expect(text.locator(f"#m-q{quote.pk}")).not_to_contain_text("We")
    quote.refresh_from_db()
    assert quote.text == "heard it break,"
    assert held(quote)
    text.keyboard.press("z")
    expect(card.locator(".words").first).to_contain_text("We heard it break,")


def test_the_end_of_a_span_is_drawn_along_by_its_handle(text: Page):
    quote = Quote.objects.order_by("start").first()
    assert quote is not None
    text.locator(f"#q{quote.pk} .edit-span summary").click()
    handle = text.locator(".span-handle.end").bounding_box()
    word = text.evaluate(
        """() => {
            const node = [...document.querySelectorAll(".body [data-start]")]
                .find((line) => line.textContent.includes("Ada Voss")).lastChild;
            const range = document.createRange(), at = node.data.indexOf("master");
            range.setStart(node, at);
            range.setEnd(node, at + "master".length);
            return range.getBoundingClientRect().toJSON();
        }"""
    )
    assert handle is not None
    text.mouse.move(handle["x"] + 22, handle["y"] + handle["height"] - 8)
    text.mouse.down()
    text.mouse.move(word["right"] - 3, word["top"] + handle["height"] / 2 + 10, steps=4)
    text.mouse.up()
    expect(text.locator(".span-words")).to_have_text(
        "Nobody was hurt,” said Ada Voss, the harbour master"
    )
    text.get_by_role("button", name="Leave it").click()
    expect(text.locator(f"#q{quote.pk} .words").first).to_have_text("“Nobody was hurt,”")


def test_cards_follow_the_text_and_take_no_focus(text: Page):
    last = Quote.objects.order_by("start").last()
    assert last is not None
    text.set_viewport_size({"width": 1440, "height": 420})
    card = text.locator(f"#q{last.pk}")
    expect(card).not_to_be_in_viewport(ratio=0.5)
    text.locator(".body").hover()
    mark = text.locator(".body .mark.quote").last
    text.mouse.wheel(0, mark.evaluate("mark => mark.getBoundingClientRect().top - 160"))
    expect(card).to_have_class("card suggested beside")
    expect(card).to_be_in_viewport(ratio=0.5)
    assert text.evaluate("document.activeElement === document.body")


def test_keys_that_are_off_mark_nothing_and_are_not_printed(text: Page):
    text.evaluate("localStorage.setItem('newsroom-keys', 'off')")
    text.reload()
    select(text, "at the quay")
    expect(text.locator("#mark-bar kbd").first).to_be_hidden()
    for key in ("q", "l", "1"):
        text.keyboard.press(key)
    expect(text.locator("#mark-bar")).to_be_visible()
    text.keyboard.press("Tab")
    text.keyboard.press("Tab")
    text.keyboard.press("Enter")
    expect(text.locator("#undo")).to_contain_text("at the quay")
    assert ClaimAppearance.objects.get().text == "at the quay"
    assert Quote.objects.count() == 2
    assert not Coding.objects.exists()


def test_by_touch_the_bar_and_the_cards_come_to_the_bottom(
    browser: Browser, live_server, signed_in: BrowserContext, article
):
    phone = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    phone.add_cookies([{**one} for one in signed_in.cookies()])
    page = phone.new_page()
    page.goto(reverse("article", args=[article.pk]))
    select(page, "at the quay")
    bar = page.locator("#mark-bar")
    box = bar.bounding_box()
    assert box is not None
    assert round(box["y"] + box["height"]) == 844
    for button in bar.locator("button:visible").all():
        size = button.bounding_box()
        assert size is not None
        assert size["height"] >= 44
    bar.get_by_role("button", name="Claim").tap()
    expect(page.locator("#undo")).to_contain_text("at the quay")
    assert ClaimAppearance.objects.get().text == "at the quay"
    mark = page.locator(".body .mark.quote").last
    mark.scroll_into_view_if_needed()
    where = page.evaluate("scrollY")
    mark.tap()
    card = page.locator(".card.docked")
    expect(card).to_contain_text("We heard it break,")
    expect(card).to_be_in_viewport()
    expect(mark).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - where) < 400
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page)
    page.get_by_role("button", name="Close the card").tap()
    expect(page.locator(".card.docked")).to_have_count(0)
    phone.close()
