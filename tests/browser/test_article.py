"""The reading view in a browser: marks and cards, tabs, keys, states, and what a stranger sees."""

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from coverage.models import Article, Passage, Quote
from tests.factories import make_article, make_quote, make_story, make_tag

from .soundness import assert_no_barriers, assert_no_barriers_in_light_and_dark

pytestmark = pytest.mark.django_db(transaction=True)

BODY = "\n\n".join(
    [
        "Bridge at Orle closed",
        "The harbour bridge at Orle was closed on Monday after a crack was found.",
        "“Nobody was hurt,” said Ada Voss, the harbour master.",
        "Source",
        *(f"Paragraph {number} tells of lorries on the quay at Orle." for number in range(12)),
        "“We heard it break,” said Bo Wynn, who sells fish.",
        "جسر الميناء مغلق منذ يوم الاثنين 🇺🇦",
        "Read more: Ten bridges that never closed",
    ]
)


@pytest.fixture
def article(db):
    made = make_article(
        BODY,
        quotes=[
            {"words": "Nobody was hurt,", "speaker": "Ada Voss", "cue": "said", "via": "The Gull"},
            {"words": "We heard it break,", "speaker": "Bo Wynn"},
        ],
        posts=[{"words": "Source", "how": "residue"}],
        claims=["The harbour bridge at Orle was closed on Monday after a crack was found."],
        outlet="Orle Gull",
        content=b"as received",
    )
    Passage.objects.filter(text="Source").update(kind="residue")
    Passage.objects.filter(text__startswith="Read more").update(kind="boilerplate")
    Passage.objects.filter(text="Bridge at Orle closed").update(kind="headline")
    make_story(made, make_article(), make_article())
    return made


def open_article(page: Page, article: Article, anchor: str = "") -> None:
    page.goto(reverse("article", args=[article.pk]) + anchor)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_stranger_reads_without_barriers(page: Page, article, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_article(page, article)
    expect(page.get_by_role("link", name="Sign in to mark")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert_no_barriers_in_light_and_dark(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_an_editor_marks_without_barriers(page: Page, signed_in: BrowserContext, article, width):
    make_tag("eyewitness")
    page.set_viewport_size({"width": width, "height": 900})
    open_article(page, article)
    page.locator(".card").first.click(position={"x": 5, "y": 5})
    expect(page.locator(".card").first.get_by_role("button", name="eyewitness")).to_be_visible()
    for number in range(3):
        page.locator(".card-tabs a").nth(number).click()
        assert_no_barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_mark_and_its_card_choose_each_other(page: Page, article):
    first, second = Quote.objects.order_by("start")
    open_article(page, article)
    page.locator(f"#m-q{second.pk} a").click()
    expect(page.locator(f"#q{second.pk}")).to_contain_class("card suggested chosen current")
    expect(page.locator(f"#m-q{second.pk}")).to_have_class("mark quote chosen")
    page.locator(f"#q{first.pk} [data-open]").click()
    expect(page.locator(f"#m-q{first.pk}")).to_be_in_viewport()
    expect(page.locator(f"#m-q{first.pk}")).to_have_class("mark quote chosen")
    expect(page.locator(f"#m-q{second.pk}")).to_have_class("mark quote")


def test_an_address_with_a_quote_opens_at_the_quote(page: Page, article):
    last = Quote.objects.order_by("start").last()
    assert last is not None
    open_article(page, article, f"#q{last.pk}")
    expect(page.locator(f"#q{last.pk}")).to_contain_class("card suggested chosen current")


def test_the_kinds_stand_behind_tabs(page: Page, article):
    open_article(page, article)
    expect(page.locator(".card-tabs")).to_contain_text("Quotes 2")
    expect(page.locator(".card-tabs")).to_contain_text("Claims 1")
    expect(page.locator(".card-tabs")).to_contain_text("Posts 0, 1 to settle")
    expect(page.locator("#claims")).to_be_hidden()
    page.get_by_role("link", name="Claims 1").click()
    expect(page.locator("#quotes")).to_be_hidden()
    claim = page.locator("#claims .card")
    claim.locator("[data-open]").click()
    expect(page.locator(".text .mark.claim").first).to_have_class("mark claim chosen")


def test_keys_move_confirm_reject_undo_and_leave_unsure(
    page: Page, signed_in: BrowserContext, article
):
    first, second = Quote.objects.order_by("start")
    open_article(page, article)
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator(f"#q{first.pk} .decided")).to_contain_text("confirmed by you")
    expect(page.locator("#undo")).to_contain_text("Confirmed: “Nobody was hurt,”")
    page.keyboard.press("z")
    expect(page.locator(f"#q{first.pk} .decided")).to_contain_text("suggested")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(f"#q{second.pk}")).to_have_attribute("data-state", "rejected")
    expect(page.locator(f"#m-q{second.pk}")).to_have_class("mark off chosen")
    expect(page.locator(".card-tabs")).to_contain_text("Quotes 1")
    page.locator("#undo").get_by_role("button", name="Undo").click()
    expect(page.locator(f"#q{second.pk}")).to_have_attribute("data-state", "suggested")
    expect(page.locator(f"#q{second.pk}")).to_contain_class("card suggested chosen current")
    page.keyboard.press("c")
    expect(page.locator(f"#q{second.pk}")).to_contain_class("card confirmed chosen current")
    page.keyboard.press("u")
    expect(page.locator(f"#q{second.pk}")).to_have_attribute("data-state", "suggested")
    assert_no_barriers(page)


def test_a_card_moved_to_while_the_answer_came_takes_the_next_key(
    page: Page, signed_in: BrowserContext, article
):
    first, second = Quote.objects.order_by("start")
    open_article(page, article)
    page.evaluate(
        """() => document.addEventListener("htmx:afterSwap", () => {
            document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "j", bubbles: true}));
        }, {once: true})"""
    )
    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(page.locator(f"#q{first.pk}")).to_have_attribute("data-state", "confirmed")
    expect(page.locator(f"#q{second.pk}.current.chosen")).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator(f"#q{second.pk}")).to_have_attribute("data-state", "rejected")
    expect(page.locator(f"#q{first.pk}")).to_have_attribute("data-state", "confirmed")


def test_a_press_on_a_button_is_never_missed(page: Page, signed_in: BrowserContext, article):
    make_tag("eyewitness")
    open_article(page, article)
    first, last = page.locator("#quotes .card").first, page.locator("#quotes .card").last
    last.get_by_role("button", name="Reject").click()
    expect(last).to_have_attribute("data-state", "rejected")
    first.get_by_role("button", name="Confirm").click()
    expect(first).to_have_attribute("data-state", "confirmed")
    expect(first).to_contain_class("card confirmed chosen current")


def test_undo_stays_for_twenty_seconds(page: Page, signed_in: BrowserContext, article):
    page.clock.install()
    open_article(page, article)
    page.locator(".card").first.get_by_role("button", name="Confirm").click()
    undo = page.locator("#undo").get_by_role("button", name="Undo")
    expect(undo).to_be_visible()
    page.clock.run_for(21_000)
    expect(undo).to_be_visible()


def test_a_conflict_shows_both_versions(page: Page, signed_in: BrowserContext, editor, article):
    from coverage.desk.review import decide
    from tests.factories import make_person

    quote = Quote.objects.order_by("start").first()
    assert quote is not None
    open_article(page, article)
    decide(Quote.objects.get(pk=quote.pk), "rejected", make_person("bo"))
    card = page.locator(f"#q{quote.pk}")
    card.get_by_role("button", name="Confirm").click()
    expect(card.get_by_role("alert")).to_contain_text("Somebody changed this")
    expect(card.get_by_role("alert")).to_contain_text("theirs: bo")
    assert_no_barriers(page)
    card.get_by_role("link", name="Take theirs").click()
    expect(card).to_have_attribute("data-state", "rejected")
    expect(card.get_by_role("alert")).to_have_count(0)


def test_keeping_mine_in_a_conflict_writes_it(page: Page, signed_in: BrowserContext, article):
    from coverage.desk.review import decide
    from tests.factories import make_person

    quote = Quote.objects.order_by("start").first()
    assert quote is not None
    open_article(page, article)
    decide(Quote.objects.get(pk=quote.pk), "rejected", make_person("bo"))
    card = page.locator(f"#q{quote.pk}")
    card.get_by_role("button", name="Confirm").click()
    card.get_by_role("button", name="Keep mine").click()
    expect(card).to_have_attribute("data-state", "confirmed")


def test_a_failed_reader_leaves_the_text_readable(page: Page, signed_in: BrowserContext, article):
    version = article.current_version
    version.reader_failed = "ValueError: a bracket that never closes"
    version.save()
    open_article(page, article)
    expect(page.locator(".article-head")).to_contain_text("quotes not read: ValueError")
    expect(page.locator(".body")).to_contain_text("Paragraph 3 tells of lorries")
    assert_no_barriers(page)
    page.get_by_role("button", name="retry").click()
    expect(page.locator(".article-head")).not_to_contain_text("quotes not read")


def test_other_directions_and_flags_stand_as_they_came(page: Page, article):
    open_article(page, article)
    line = page.get_by_text("جسر الميناء")
    expect(line).to_have_attribute("dir", "auto")
    assert line.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert "🇺🇦" in line.inner_text()


def test_paper_holds_every_card_and_no_control(page: Page, signed_in: BrowserContext, article):
    open_article(page, article)
    page.emulate_media(media="print")
    expect(page.locator("#claims .card")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm").first).to_be_hidden()
    expect(page.locator("#quotes")).to_contain_text("suggested")


def test_everything_is_there_without_javascript(browser, live_server, editor_client, article):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = editor_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    quote = Quote.objects.order_by("start").first()
    assert quote is not None
    open_article(page, article)
    for name in ("quotes", "claims", "posts"):
        expect(page.locator(f"#{name} .card").first).to_be_visible()
    page.locator(f"#m-q{quote.pk} a").click()
    assert page.url.endswith(f"#q{quote.pk}")
    page.locator(f"#q{quote.pk}").get_by_role("button", name="Confirm").click()
    expect(page.locator(f"#q{quote.pk} .decided")).to_contain_text("confirmed by you")
    page.locator(f"#q{quote.pk}").get_by_role("button", name="undo").click()
    expect(page.locator(f"#q{quote.pk} .decided")).to_contain_text("suggested")
    page.locator(f"#q{quote.pk}").get_by_label("Tag this quote").fill("eyewitness")
    page.locator(f"#q{quote.pk}").get_by_role("button", name="Tag", exact=True).click()
    expect(page.locator(f"#q{quote.pk} .chips")).to_contain_text("eyewitness")
    context.close()


@pytest.mark.parametrize("name", ["articles", "quotes", "speakers", "outlets"])
@pytest.mark.parametrize("width", [1440, 390])
def test_lists_have_no_barriers_empty_or_full(page: Page, db, name, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(reverse(name))
    expect(page.locator("main")).to_contain_text(f"No {name} yet")
    assert_no_barriers(page)
    make_quote(make_article(outlet="Gull"), "Nobody was hurt,", speaker="Ada Voss")
    page.goto(reverse(name))
    expect(page.locator("[data-item]")).to_have_count(1)
    assert_no_barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("[data-item] [data-open]").click()
    assert_no_barriers(page)


def test_filters_of_quotes_change_the_list_in_place(page: Page, db):
    article = make_article(outlet="Gull")
    make_quote(article, "Nobody was hurt,", speaker="Ada Voss")
    make_quote(article, "a crack", kind="mixed")
    page.goto(reverse("quotes"))
    page.get_by_role("link", name="mixed").click()
    expect(page.locator("[data-item]")).to_have_count(1)
    assert page.url.endswith("?kind=mixed")
    page.get_by_role("link", name="confirmed").click()
    expect(page.locator("main")).to_contain_text(
        "2 quotes are hidden by State: confirmed and Kind: mixed"
    )
    page.get_by_role("link", name="Show all 2 quotes").click()
    expect(page.locator("[data-item]")).to_have_count(2)
