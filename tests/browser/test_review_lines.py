"""Left-over lines in a real browser: keys, focus after an answer, undo, without scripts too."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from coverage.models import EmbeddedPost, Passage, PostAppearance
from tests.factories import make_article, make_post, make_story

from .soundness import violations

pytestmark = pytest.mark.django_db(transaction=True)
LINES = "/review/?kind=residue"
LOST = (
    "Ferry aground at {0}\n"
    "The night ferry of {0} ran aground on the sandbank at low water on Sunday evening.\n"
    "The harbour office wrote on 2 March that the tide would lift it.\n"
    "{1}\n"
    "Passengers of {0} were taken ashore in two boats."
)
SHOWN = (
    "Night ferry stuck\n"
    "It ran aground on the sandbank at low water, the harbour office said.\n"
    "The tide will lift the ferry before noon, nobody is hurt\n"
    "All were brought ashore in boats."
)
WORDS = "The tide will lift the ferry before noon, nobody is hurt"


def lost_in(place: str, outlet: str, line: str = "Source") -> PostAppearance:
    body = LOST.format(place, line)
    article = make_article(body, outlet=outlet, headline=f"Ferry aground at {place}")
    kind = "source" if line == "Source" else "button"
    row = make_post(article, line, how="residue", line_kind=kind)
    Passage.objects.filter(version=article.current_version, text=line).update(
        kind="residue", reason="what is left of a lost post"
    )
    return row


@pytest.fixture
def lost() -> list[PostAppearance]:
    rows = [
        lost_in("Orle", "Karrow Courier"),
        lost_in("Brask", "Karrow Courier"),
        lost_in("Tarn", "Lamp", "View this post on Instagram"),
    ]
    shows = make_article(SHOWN, outlet="Daily Lantern", headline="Night ferry stuck")
    make_post(shows, WORDS, handle="orle", author="Orle Harbour", posted_on=date(2026, 3, 2))
    make_story(rows[0].version.article, shows)
    return rows


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, signed_in, lost, width, scheme):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    for address in (LINES, "/review/?kind=gone", lost[0].version.article.get_absolute_url()):
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto(LINES)
    page.locator(".asked .choices button").first.click()
    expect(page.locator("[data-settled]")).to_have_count(1)
    assert violations(page) == []
    small = page.evaluate(
        """() => [...document.querySelectorAll('.asked .button, .asked summary, .undo-bar .button')]
            .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 26)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_keys_answer_line_after_line_and_take_back(page: Page, signed_in, lost):
    page.goto(LINES)
    expect(page.locator("h1")).to_have_text("3 lines to settle")
    page.wait_for_load_state("load")
    page.keyboard.press("j")
    expect(page.locator(".asked.current")).to_contain_text("Daily Lantern embeds @orle’s post")
    page.keyboard.press("1")
    expect(page.locator("[data-settled]")).to_contain_text("linked to @orle")
    expect(page.locator(".asked.current")).to_have_id(f"residue-{lost[1].pk}")
    expect(page.locator(".asked.current a").first).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(".asked.current")).to_have_id(f"residue-{lost[2].pk}")
    page.keyboard.press("u")
    expect(page.locator("[data-settled]")).to_have_count(3)
    expect(page.locator("#undo")).to_contain_text("Unsure: “View this post on Instagram” in Lamp")
    expect(page.locator("h1")).to_have_text("0 lines to settle")
    expect(page.locator("#count-2")).to_have_text("1")
    page.keyboard.press("z")
    expect(page.locator(".asked.current")).to_have_id(f"residue-{lost[2].pk}")
    said = PostAppearance.objects.filter(how="residue").order_by("pk")
    assert [(row.state, row.post) for row in said] == [
        ("confirmed", EmbeddedPost.objects.get()),
        ("rejected", None),
        ("suggested", None),
    ]
    page.reload()
    expect(page.locator("h1")).to_have_text("1 line to settle")


def test_undo_by_key_is_quicker_than_the_bar_it_presses_settles(page: Page, signed_in, lost):
    page.goto(LINES)
    page.evaluate("() => { window.isSamePage = true; htmx.config.defaultSettleDelay = 3000; }")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#undo button")).to_be_visible()
    page.keyboard.press("z")
    expect(page.locator("h1")).to_have_text("3 lines to settle")
    assert page.evaluate("() => window.isSamePage"), "only the line was exchanged, not the page"


def test_a_whole_list_is_settled_and_taken_back_without_scripts(
    browser: Browser, live_server, signed_in, lost
):
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain.add_cookies(signed_in.cookies())
    page = plain.new_page()
    page.goto(LINES)
    page.locator(".all-equal summary").first.click()
    page.get_by_role("button", name="All 2 and later ones: ordinary text").first.click()
    expect(page.locator("#undo")).to_contain_text("2 lines reading “Source” in Karrow Courier")
    expect(page.locator("h1")).to_have_text("1 line to settle")
    page.locator("#undo button").click()
    expect(page.locator("h1")).to_have_text("3 lines to settle")
    plain.close()
