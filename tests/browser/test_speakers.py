"""Speakers in a real browser: found while typed, merged by key, undone, without scripts too."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coverage.desk.recomparing import compare_again
from coverage.models import Article, Quote, Speaker, SpeakerChange
from tests.factories import make_article, make_quote, make_speaker, make_story

from .soundness import violations

pytestmark = pytest.mark.django_db(transaction=True)
BODY = "“Nobody was hurt,” said one. “It will open,” said another. A crack was found, she said."


@pytest.fixture
def hales() -> tuple[Speaker, Speaker]:
    articles: list[Article] = []
    for name in ("Christopher Hale", "Christopher Hale", "Chris Hale", "", "Ada Voss"):
        day = datetime(2026, 3, 2 + len(articles), 9, tzinfo=UTC)
        article = make_article(BODY, outlet=f"Gull {len(articles)}", published_at=day)
        make_quote(article, "Nobody was hurt,", speaker=name, cue="said")
        articles.append(article)
    make_quote(articles[0], "A crack was found", speaker="Christopher Hale", kind="indirect")
    Quote.objects.filter(speaker=None).update(speaker_name="Hale", mention="Hale")
    make_story(*articles)
    compare_again([article.pk for article in articles])
    return make_speaker("Christopher Hale"), make_speaker("Chris Hale")


def addresses(speaker: Speaker) -> list[str]:
    own = [
        reverse(name, args=[speaker.pk])
        for name in ("speaker", "speaker-history", "speaker-merge", "speaker-split")
    ]
    return [reverse("speakers"), reverse("speakers") + "?q=none", reverse("speaker-pairs"), *own]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, signed_in, hales, width, scheme
):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    for address in addresses(hales[0]):
        page.goto(address)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_stranger_reads_pages_as_sound(page: Page, hales):
    for address in addresses(hales[0])[:2] + addresses(hales[0])[3:5]:
        page.goto(address)
        assert violations(page) == [], address


def test_targets_and_letters_are_big_enough_on_a_narrow_screen(page: Page, signed_in, hales):
    page.set_viewport_size({"width": 390, "height": 844})
    for address in addresses(hales[0]):
        page.goto(address)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                'main .button, main .chip, .letters a, .choose label, main summary')]
                .filter(e => e.getClientRects().length)
                .filter(e => e.getBoundingClientRect().height < (e.matches('summary') ? 36 : 40))
                .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert small == [], address
        near = page.evaluate(
            """() => [...document.querySelectorAll(
                '.said-once a, .printed a, .side-name a, .doings a')]
                .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 28)
                .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert near == [], address
        tiny = page.evaluate(
            """() => [...document.querySelectorAll('main *')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
                .filter(e => e.getClientRects().length)
                .filter(e => parseFloat(getComputedStyle(e).fontSize) < 13)
                .map(e => e.outerHTML.slice(0, 120))"""
        )
        assert tiny == [], address


def test_every_bar_of_the_years_is_in_sight_on_a_narrow_screen_with_the_table_beneath(page: Page):
    articles = [
        make_article(
            BODY, outlet="Gull", published_at=datetime(2022 + at // 12, 1 + at % 12, 3, tzinfo=UTC)
        )
        for at in range(46)
    ]
    for article in articles:
        make_quote(article, "Nobody was hurt,", speaker="Ada Voss")
    compare_again([article.pk for article in articles])
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(make_speaker("Ada Voss").get_absolute_url())
    bars = page.locator(".times rect.said")
    expect(bars).to_have_count(46)
    ends = [bars.nth(at).bounding_box() for at in (0, 45)]
    assert ends[0]["x"] >= 0
    assert ends[1]["x"] + ends[1]["width"] <= 390
    assert min(end["width"] for end in ends) >= 4
    assert page.locator(".times .scroll").count() == 0
    expect(page.locator(".times .ends")).to_have_text("Jan 2022Oct 2025")
    page.locator(".times summary").click()
    expect(page.locator(".times tbody tr")).to_have_count(46)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_list_follows_what_is_typed_and_the_field_keeps_the_focus(page: Page, hales):
    page.goto(reverse("speakers"))
    field = page.get_by_role("searchbox")
    field.press_sequentially("hale")
    rows = page.locator("tbody th")
    expect(rows).to_have_text(["Christopher Hale", "Chris Hale"])
    expect(page.locator("#how-many")).to_have_text("2 speakers with “hale” in a name")
    expect(field).to_be_focused()
    expect(field).to_have_value("hale")


def test_two_are_merged_with_a_key_and_parted_with_another(page: Page, signed_in, hales):
    long, short = hales
    page.goto(long.get_absolute_url())
    page.keyboard.press("j")
    expect(page.locator(".pair").first).to_contain_text("may be short for")
    page.keyboard.press("c")
    answered = page.locator("[data-answered]")
    expect(answered).to_contain_text("Merged: Chris Hale is Christopher Hale.")
    expect(answered).to_be_focused()
    assert Speaker.objects.get(pk=short.pk).merged_into == long
    page.keyboard.press("z")
    expect(answered).to_contain_text("Undone")
    assert Speaker.objects.get(pk=short.pk).merged_into is None


def test_undo_stands_on_the_page_and_in_the_history(page: Page, signed_in, hales):
    long, short = hales
    page.goto(reverse("speaker-merge", args=[long.pk]))
    page.get_by_role("searchbox").press_sequentially("chris hale")
    page.get_by_role("radio", name="Chris Hale", exact=False).first.check()
    page.get_by_role("button", name="Merge into one").click()
    expect(page.locator(".undo-line")).to_contain_text("Merged: Chris Hale is Christopher Hale")
    page.goto(short.get_absolute_url())
    assert page.url.endswith(long.get_absolute_url())
    page.goto(reverse("speaker-history", args=[long.pk]))
    page.get_by_role("button", name="Undo: Chris Hale").click()
    expect(page.locator("tbody")).to_contain_text("undone by editor")
    assert violations(page) == []


def test_quotes_come_soon_however_many_may_be_the_same(page: Page, signed_in, hales):
    for name in ("C. Hale", "Christopher P. Hale", "Christopher Q. Hale"):
        article = make_article(BODY, outlet="Echo")
        make_quote(article, "Nobody was hurt,", speaker=name)
        compare_again([article.pk])
    page.goto(hales[0].get_absolute_url())
    expect(page.locator(".pair:visible")).to_have_count(2)
    expect(page.locator(".pair:visible").last).to_contain_text("A surname alone")
    page.locator(".more-asked summary").click()
    expect(page.locator(".pair:visible")).to_have_count(5)
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(page.locator(".pair.current")).to_have_count(1)


def test_the_filters_are_one_press_away_on_a_narrow_screen(page: Page, hales):
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (hales[0].get_absolute_url(), reverse("quotes")):
        page.goto(address)
        page.get_by_role("link", name="Filters", exact=True).click()
        expect(page.locator("#filters")).to_be_in_viewport()


def test_paper_holds_the_quotes_and_their_address_and_nothing_to_press(
    page: Page, signed_in, live_server, hales
):
    page.goto(hales[0].get_absolute_url())
    page.emulate_media(media="print")
    for gone in ("button", "input", ".may-be-same", ".filters", ".times summary"):
        for each in page.locator(f"main {gone}").all():
            expect(each).to_be_hidden()
    expect(page.locator(".times table")).to_be_visible()
    expect(page.locator(".printed-address")).to_have_text(page.url)
    edges = [page.locator(spot).first.bounding_box()["x"] for spot in ("h1", ".said-once")]
    assert edges[0] == edges[1]  # no column kept free for the filters


def test_not_the_same_is_gone_for_good(page: Page, signed_in, hales):
    page.goto(reverse("speaker-pairs"))
    page.get_by_role("button", name="Not the same").click()
    expect(page.locator("[data-answered]")).to_contain_text("Kept apart for good")
    page.reload()
    expect(page.locator("#list")).to_contain_text("No two speakers")


def test_a_bare_surname_is_given_to_the_speaker(page: Page, signed_in, hales):
    page.goto(hales[0].get_absolute_url())
    page.get_by_role("button", name="It is Christopher Hale").click()
    expect(page.locator("[data-answered]")).to_contain_text("is Christopher Hale now")
    assert not Quote.objects.filter(speaker=None).exists()


def test_quotes_are_moved_with_the_keyboard_to_a_name_offered(page: Page, signed_in, hales):
    long, _ = hales
    page.goto(reverse("speaker-split", args=[long.pk]))
    field = page.get_by_label("Whose they are")
    field.press_sequentially("ada")
    expect(page.locator("#offered option")).to_have_count(1)
    field.fill("Ada Voss")
    page.get_by_role("checkbox", name="Gull 1", exact=False).first.press("Space")
    page.get_by_role("button", name="Move them").press("Enter")
    expect(page.locator(".undo-line")).to_contain_text("1 quote moved from Christopher Hale")
    page.keyboard.press("z")
    expect(page.locator(".messages")).to_contain_text("Undone")


def test_everything_works_without_scripts(
    browser: Browser, signed_in: BrowserContext, live_server, hales
):
    plain = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=signed_in.storage_state()
    )
    page = plain.new_page()
    page.goto(reverse("speakers"))
    page.get_by_role("searchbox").fill("chris")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Christopher Hale").click()
    page.locator(".pair").first.get_by_role("button", name="Same: merge").click()
    expect(page.locator(".messages")).to_contain_text("Merged: Chris Hale is Christopher Hale")
    page.locator(".undo-line").get_by_role("button", name="Undo").click()
    expect(page.locator(".messages")).to_contain_text("Undone")
    assert SpeakerChange.objects.get().undone_at
    page.locator(".cite summary").first.click()
    expect(page.locator(".citation").first).to_contain_text(live_server.url)
    plain.close()


def test_a_citation_is_copied_with_one_press(page: Page, context: BrowserContext, hales):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(hales[1].get_absolute_url())
    page.locator(".cite summary").click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "“Nobody was hurt,” Chris Hale, quoted in Gull 2, “Bridge at Orle closed”"
    )
