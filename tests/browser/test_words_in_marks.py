"""Reported speech behind its toggle, and words in marks that quote nobody, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coverage.desk.comparison import compare
from coverage.models import Article, MarkedWords, Quote
from tests.factories import make_article, make_marked, make_quote, make_story

from .soundness import assert_no_barriers, assert_no_barriers_in_light_and_dark

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "\n\n".join(
    [
        "Bridge at Orle closed",
        "The “Salt Road” was closed on Monday, and the crane was called a “triumph”.",
        "“Nobody was hurt,” said Ada Voss, who said that the crane had stood still “for a week”.",
        *(f"Paragraph {number} tells of lorries on the quay at Orle." for number in range(12)),
        "“We heard it break,” said Bo Wynn, who sells fish.",
    ]
)


@pytest.fixture
def article(db):
    made = make_article(
        BODY,
        quotes=[
            {"words": "Nobody was hurt,", "speaker": "Ada Voss", "cue": "said"},
            {
                "words": "the crane had stood still “for a week”",
                "speaker": "Ada Voss",
                "cue": "said",
                "kind": "indirect",
            },
            {"words": "for a week", "kind": "mixed", "confidence": 0.42},
            {"words": "We heard it break,", "speaker": "Bo Wynn"},
        ],
        claims=["The “Salt Road” was closed on Monday"],
        outlet="Orle Gull",
    )
    make_marked(made, "Salt Road")
    make_marked(made, "triumph", "scare")
    make_story(made, make_article())
    return made


def open_article(page: Page, article: Article, rest: str = "") -> None:
    page.goto(reverse("article", args=[article.pk]) + rest)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("who", ["a stranger", "an editor"])
def test_everything_shown_has_no_barriers(
    page: Page, context: BrowserContext, article, width, who, request
):
    if who == "an editor":
        request.getfixturevalue("signed_in")
    page.set_viewport_size({"width": width, "height": 900})
    open_article(page, article, "?reported=1")
    page.locator(".marked-cards > summary").click()
    if who == "an editor":
        page.locator("#quotes .turn summary").first.click()
        expect(page.get_by_role("button", name="a scare quote")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_no_barriers_in_light_and_dark(page)


def test_the_toggle_is_a_link_that_the_keyboard_follows_and_the_address_keeps(page: Page, article):
    open_article(page, article)
    expect(page.locator(".card-tabs")).to_contain_text("Quotes 3 · 1 reported")
    expect(page.locator(".card.reported")).to_have_count(0)
    expect(page.locator(".text .mark.reported")).to_have_count(0)
    page.get_by_role("link", name="show reported speech").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**?reported=1#quotes")
    expect(page.locator(".card.reported")).to_have_count(1)
    expect(page.locator(".card-tabs")).to_contain_text("Quotes 3 · 1 reported")
    page.reload()
    expect(page.locator(".card.reported")).to_be_visible()
    page.get_by_role("link", name="hide reported speech").click()
    expect(page.locator(".card.reported")).to_have_count(0)


def test_each_kind_of_mark_has_a_line_of_its_own_and_none_hides_another(page: Page, article):
    open_article(page, article, "?reported=1")

    def line(selector: str) -> str:
        style = "e => getComputedStyle(e).textDecorationStyle"
        return page.locator(f".text {selector}").first.evaluate(style)

    assert line(".mark.quote") == "solid"
    assert line(".mark.reported") == "dashed"
    assert line(".mark.marked") == "dotted"
    inside = page.locator(".text .mark.reported .mark.quote")
    expect(inside).to_have_text("“for a week”")
    paper = "e => getComputedStyle(e).backgroundColor"
    assert inside.evaluate(paper) != page.locator(".text .mark.reported").first.evaluate(paper)


def test_the_hint_says_in_words_what_the_marks_hold(page: Page, article):
    open_article(page, article)
    hint = "e => getComputedStyle(e, '::after').content"
    assert page.locator(".mark.title[data-hint]").evaluate(hint) == '"title"'
    assert page.locator(".mark.scare[data-hint]").evaluate(hint) == '"scare quote"'
    # the article's words stay as they are: the hint is no part of them
    expect(page.locator(".body")).to_contain_text("The “Salt Road” was closed on Monday, and")


def test_a_reported_card_and_its_words_choose_each_other(page: Page, article):
    reported = Quote.objects.get(kind="indirect")
    open_article(page, article, f"?reported=1#q{reported.pk}")
    expect(page.locator(f"#q{reported.pk}")).to_contain_class(
        "card suggested reported chosen current"
    )
    page.locator(f"#q{reported.pk} [data-open]").click()
    expect(page.locator(f"#m-q{reported.pk}")).to_contain_class("mark reported chosen")


def test_an_address_of_a_reported_card_shows_reported_speech(page: Page, article):
    reported = Quote.objects.get(kind="indirect")
    open_article(page, article, f"#q{reported.pk}")
    page.wait_for_url(f"**?reported=1#q{reported.pk}")
    expect(page.locator(f"#q{reported.pk}.current")).to_be_visible()
    open_article(page, article, "#q999999")
    page.wait_for_url("**?reported=1#q999999")
    expect(page.locator(".card.reported")).to_be_visible()


def test_rejecting_reported_speech_counts_apart(page: Page, signed_in, article):
    reported = Quote.objects.get(kind="indirect")
    open_article(page, article, "?reported=1")
    page.locator(f"#q{reported.pk}").get_by_role("button", name="Reject").click()
    expect(page.locator(f"#q{reported.pk}")).to_have_attribute("data-state", "rejected")
    expect(page.locator(".card-tabs")).to_contain_text("Quotes 3 · 0 reported")
    expect(page.locator(f"#m-q{reported.pk}")).to_contain_class("mark off chosen")


def test_words_in_the_text_open_their_folded_card_and_a_key_makes_them_a_quote(
    page: Page, signed_in, article
):
    title = MarkedWords.objects.get(kind="title")
    open_article(page, article)
    expect(page.locator(f"#w{title.pk}")).to_be_hidden()
    page.locator(f"#m-w{title.pk} a").click()
    expect(page.locator(f"#w{title.pk}")).to_be_visible()
    expect(page.locator(f"#w{title.pk}")).to_contain_text("title, quotes nobody")
    page.keyboard.press("q")
    expect(page.locator("#undo")).to_contain_text("“Salt Road” is a quote now.")
    quote = Quote.objects.get(text="Salt Road")
    expect(page.locator(f"#q{quote.pk}.current")).to_be_visible()
    expect(page.locator(f"#q{quote.pk}")).to_contain_text("speaker not found")
    assert_no_barriers(page)
    page.locator("#undo").get_by_role("button", name="Undo").click()
    expect(page.locator(".messages")).to_contain_text("“Salt Road” is a title again")
    expect(page.locator(f"#w{title.pk}")).to_be_visible()
    expect(page.locator(".card-tabs")).to_contain_text("Quotes 3")


def test_the_keyboard_says_that_a_quote_is_none_and_takes_it_back(page: Page, signed_in, article):
    quote = Quote.objects.get(text="We heard it break,")
    open_article(page, article, f"#q{quote.pk}")
    fold = page.locator(f"#q{quote.pk} .turn")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold.get_by_role("button", name="a term")).to_be_visible()
    page.keyboard.press("Escape")
    expect(fold.get_by_role("button", name="a term")).to_be_hidden()
    page.keyboard.press("Enter")
    fold.get_by_role("button", name="a nickname").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#undo")).to_contain_text("“We heard it break,” is a nickname now.")
    made = MarkedWords.objects.get(kind="nickname")
    expect(page.locator(f"#w{made.pk}")).to_be_visible()
    expect(page.locator(".card-tabs")).to_contain_text("Quotes 2")
    expect(page.locator(f"#w{made.pk}.current")).to_be_visible()
    page.keyboard.press("z")
    expect(page.locator(f"#q{quote.pk}.current")).to_have_attribute("data-state", "suggested")
    expect(page.locator(".card-tabs")).to_contain_text("Quotes 3")


def test_all_of_it_works_without_javascript(browser: Browser, live_server, editor_client, article):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = editor_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    open_article(page, article)
    page.get_by_role("link", name="show reported speech").click()
    expect(page.locator(".card.reported")).to_be_visible()
    page.locator(".marked-cards > summary").click()
    page.locator("#quotes .marked-card").first.get_by_role("button", name="make it a quote").click()
    expect(page.locator("#undo")).to_contain_text("“Salt Road” is a quote now.")
    page.locator("#undo").get_by_role("button", name="Undo").click()
    expect(page.locator(".messages")).to_contain_text("“Salt Road” is a title again")
    card = page.locator(f"#q{Quote.objects.get(text='We heard it break,').pk}")
    card.locator(".turn summary").click()
    card.get_by_role("button", name="a title").click()
    expect(page.locator("#undo")).to_contain_text("“We heard it break,” is a title now.")
    context.close()


def test_paper_says_kinds_in_words_and_holds_no_control(page: Page, signed_in, article):
    open_article(page, article, "?reported=1")
    page.emulate_media(media="print")
    expect(page.locator(".card.reported")).to_contain_text("reported speech")
    expect(page.get_by_role("link", name="hide reported speech")).to_be_hidden()
    expect(page.locator(".turn").first).to_be_hidden()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_storys_reported_speech_folds_away_by_outlet(page: Page, db, width):
    texts = [
        make_article(BODY.replace("Orle", name), outlet=f"{name} Gull")
        for name in ("Orle", "Skell")
    ]
    for text in texts:
        make_quote(text, "Nobody was hurt,", speaker="Ada Voss", cue="said")
        make_quote(text, "the crane had stood still", speaker="Ada Voss", kind="indirect")
    story = make_story(*texts)
    compare(story)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(reverse("story-quotes", args=[story.pk]))
    expect(page.locator(".story-head")).to_contain_text("1 utterance in 2 quotes, 2 reported")
    expect(page.locator(".tabs")).to_contain_text("Quotes 2")
    words = page.get_by_role("link", name="the crane had stood still").first
    expect(words).to_be_hidden()
    page.locator(".reported-speech summary").first.click()
    expect(words).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_no_barriers(page)
    words.click()
    page.wait_for_url("**?reported=1#q*")
    expect(page.locator(".card.reported.current")).to_be_visible()


def test_the_list_of_quotes_asks_for_reported_speech(page: Page, article):
    page.goto(reverse("quotes"))
    expect(page.locator("[data-item]")).to_have_count(3)
    page.get_by_role("link", name="1 report of speech").click()
    expect(page.locator("[data-item]")).to_have_count(1)
    expect(page.locator(".list-title")).to_have_text("1 report of speech")
    assert page.url.endswith("?kind=indirect")
    assert_no_barriers(page)
