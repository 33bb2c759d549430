"""Agreement and disagreements in a real browser: keys, focus, no colour needed, narrow screens."""

import pytest
from playwright.sync_api import Browser, Page, expect

from coverage.models import Adjudication, Article, Tag
from tests.desk.coded import coded
from tests.factories import make_quote

from .soundness import violations

pytestmark = pytest.mark.django_db(transaction=True)
ANA, BEN = "Nobody was hurt", "was hurt and nobody will be,"


@pytest.fixture
def assignment():
    made, *_ = coded(
        {
            "ana": {"calm": [ANA], "cause": ["a crack was found", "on Monday"]},
            "ben": {"calm": [BEN]},
            "cleo": {"calm": [ANA], "cause": ["after a crack was found in a pillar"]},
        },
        reads=Tag.Reads.QUOTES,
    )
    make_quote(Article.objects.get(), "Nobody was hurt and nobody will be,")
    return made


def address(assignment, name):
    return f"/assignments/{assignment.pk}/{name}"


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, signed_in, assignment, width, scheme
):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    for name in ("agreement", "disagreements"):
        page.goto(address(assignment, name))
        for fold in page.locator("main details").all():
            fold.locator("summary").first.click()
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_keys_settle_place_after_place_and_undo(page: Page, signed_in, assignment):
    page.goto(address(assignment, "disagreements"))
    expect(page.locator("h1")).to_have_text("3 of 3 disagreements to settle")
    expect(page.locator("#dispute-title")).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("h1")).to_have_text("2 of 3 disagreements to settle")
    expect(page.locator("#dispute-title")).to_be_focused()
    page.keyboard.press("m")
    expect(page.locator("h1")).to_have_text("1 of 3 disagreements to settle")
    page.keyboard.press("z")
    expect(page.locator("h1")).to_have_text("2 of 3 disagreements to settle")
    page.locator("#reason").fill("a b m are letters here")
    page.locator("#reason").press("a")
    page.locator("#reason").press("Enter")
    expect(page.locator("h1")).to_have_text("2 of 3 disagreements to settle")
    page.locator("#dispute-title").click()
    page.keyboard.press("b")
    expect(page.locator("h1")).to_have_text("1 of 3 disagreements to settle")
    assert [row.took for row in Adjudication.objects.order_by("decided_at")] == ["first", "second"]
    assert Adjudication.objects.latest("decided_at").reason.startswith("a b m are letters")


def test_words_selected_in_the_passage_are_ones_own_span(page: Page, signed_in, assignment):
    page.goto(address(assignment, "disagreements"))
    page.locator(".own summary").click()
    page.evaluate(
        """() => {
            const edges = [...document.querySelectorAll('.passage .edge, .passage .core')];
            getSelection().setBaseAndExtent(edges[0].firstChild, 0, edges[0].firstChild, 3);
        }"""
    )
    expect(page.locator("#own-words")).not_to_have_value("")
    page.locator("#reason").fill("Typed afterwards.")
    expect(page.locator("form [name=start]")).not_to_have_value("")
    page.get_by_role("button", name="These words").click()
    expect(page.locator("h1")).to_have_text("2 of 3 disagreements to settle")
    row = Adjudication.objects.get()
    assert (row.took, row.reason) == ("own", "Typed afterwards.")
    assert row.version.body[row.start : row.end] == row.text


def test_units_stand_in_brackets_without_colour_and_forms_work_without_scripts(
    browser: Browser, live_server, signed_in, assignment
):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(signed_in.cookies())
    page = context.new_page()
    page.goto(address(assignment, "disagreements"))
    unit = page.locator(".unit").first
    expect(unit).to_have_css("text-decoration-line", "underline")
    page.locator("#reason").fill("Plain forms do.")
    page.locator("button[value=none]").click()
    expect(page.locator("h1")).to_have_text("2 of 3 disagreements to settle")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1")).to_have_text("3 of 3 disagreements to settle")
    context.close()
