"""A story in a real browser: the states it can be in, and choices made quick by htmx."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coverage.desk.comparison import compare
from coverage.models import Membership
from tests.factories import make_article, make_quote, make_story

from .coverage_of_a_ferry import ferry_story

pytestmark = pytest.mark.django_db(transaction=True)


def open_story(page: Page, outlets: int, rest: str = "") -> None:
    page.goto(f"/stories/{ferry_story(outlets).pk}/{rest}")


def test_empty_offers_an_editor_every_way_in(signed_in: BrowserContext, page: Page):
    page.goto("/")
    expect(page.get_by_role("heading", name="No stories yet")).to_be_visible()
    for way in ("Paste text", "Drop files", "Load the sample"):
        expect(page.get_by_text(way, exact=True)).to_be_visible()


def test_computing_shows_the_last_comparison_and_what_waits(page: Page):
    story = ferry_story(3)
    for words in ("A fourth text came late.", "A fifth text came later."):
        Membership.objects.create(article=make_article(words), story=story)
    page.goto(f"/stories/{story.pk}/")
    expect(page.get_by_text("2 articles not yet compared")).to_be_visible()
    expect(page.locator("thead .names th")).to_have_count(4)


def test_reader_failed_still_reads(signed_in: BrowserContext, page: Page):
    story = ferry_story(2)
    version = story.memberships.first().article.current_version
    version.reader_failed = "this text is not in a language the reader knows"
    version.save()
    page.goto(f"/stories/{story.pk}/")
    expect(page.get_by_text("quotes not read: this text is not in a language")).to_be_visible()
    expect(page.get_by_role("button", name="retry")).to_be_visible()
    expect(page.get_by_text("148 passengers").first).to_be_visible()


def test_a_long_quote_folds_after_sixty_words_and_opens(page: Page):
    said = " ".join(f"promise{number}" for number in range(90))
    articles = [
        make_article(f"The mayor spoke. “{said}” she said.", outlet=name, quotes=[said])
        for name in ("Gull", "Lantern")
    ]
    story = make_story(*articles, headline="The mayor speaks")
    compare(story)
    page.goto(f"/stories/{story.pk}/quotes")
    fold = page.locator("details.fold")
    closed = fold.bounding_box()["height"]
    expect(page.locator("td .words", has_text="promise59").last).to_be_visible()
    fold.locator("summary").click()
    assert fold.bounding_box()["height"] > closed
    expect(fold).to_contain_text("promise89")


def test_right_to_left_text_runs_its_own_way_and_columns_keep_their_order(page: Page):
    arabic = "قال القبطان إن جميع الركاب بخير."
    articles = [
        make_article(arabic, outlet="صحيفة الميناء", headline=arabic),
        make_article("The captain said all were well 🇺🇦.", outlet="𝓖𝓾𝓵𝓵", headline="All well"),
    ]
    story = make_story(*articles, headline=arabic)
    compare(story)
    page.goto(f"/stories/{story.pk}/")
    words = page.locator("td .words", has_text="القبطان").first
    assert words.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert page.locator("h1").evaluate("e => getComputedStyle(e).direction") == "rtl"
    heads = page.locator("thead .names th")
    lefts = [heads.nth(n).bounding_box()["x"] for n in range(3)]
    assert lefts == sorted(lefts)
    expect(heads.nth(1).locator("bdi")).to_have_text("صحيفة الميناء")


def test_our_labels_do_not_turn_a_right_to_left_line_round(page: Page):
    article = make_article("٤ نوفمبر\nقال القبطان إن جميع الركاب بخير.\n", outlet="صحيفة الميناء")
    version = article.current_version
    assert version is not None
    version.passages.filter(number=1).update(kind="metadata", reason="a date line")
    story = make_story(article)
    compare(story)
    for address in (f"/stories/{story.pk}/", article.get_absolute_url()):
        page.goto(address)
        for fold in page.locator("details.apart-run").all():
            fold.evaluate("e => e.open = true")
        line = page.locator(".apart")
        expect(line).to_contain_text("metadata: a date line")
        assert line.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert line.locator(".tag").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_an_anonymous_reader_can_read_and_is_asked_to_sign_in_to_mark(page: Page):
    open_story(page, 3, "quotes")
    expect(page.get_by_role("link", name="Sign in to mark")).to_be_visible()
    expect(page.get_by_role("link", name="+ Add coverage")).to_have_count(0)
    expect(page.get_by_role("button", name="confirm")).to_have_count(0)


def test_filtered_rows_come_back_with_one_link_without_a_new_page(page: Page):
    open_story(page, 3)
    rows = page.locator("tr[data-item]:visible")
    every = rows.count()
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="only one", exact=True).click()
    expect(page.locator(".note.filtered")).to_contain_text("hides")
    assert "show=only" in page.url
    assert rows.count() < every
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".note.filtered")).to_have_count(0)
    assert rows.count() == every
    assert page.evaluate("window.stayed") is True


def test_going_back_shows_the_whole_page_as_it_was(page: Page):
    open_story(page, 3)
    page.get_by_role("link", name="only one", exact=True).click()
    expect(page.locator(".note.filtered")).to_be_visible()
    page.go_back()
    expect(page.locator(".note.filtered")).to_have_count(0)
    expect(page.locator("header.top")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("Night ferry on fire")


def test_a_matrix_row_opens_under_itself_and_at_most_five_can_be_picked(page: Page):
    open_story(page, 12)
    page.locator("tr[data-item] a.open-row").nth(1).click()
    expect(page.locator("tr.opened")).to_contain_text("the passages behind the cells")
    assert "row=" in page.url
    page.locator("details.pick summary", has_text="all 12").click()
    boxes = page.locator("input[name=pick]")
    for number in range(5):
        boxes.nth(number).check()
    expect(boxes.nth(5)).to_be_disabled()
    page.get_by_role("button", name="Show the picked").click()
    expect(page.locator("thead .names th")).to_have_count(6)
    expect(page.locator("table.matrix")).to_have_count(0)


def test_narrow_screens_stack_outlets_and_tell_identical_cells_once(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    open_story(page, 12)
    row = page.locator("tr[data-item]", has_text="counted").first
    assert row.locator("td:visible").count() < 12
    expect(row.locator(".also:visible").first).to_contain_text("Meridian, Evening Tide")
    boxes = [row.locator("td:visible").nth(n).bounding_box() for n in range(2)]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"] - 1


def test_print_writes_the_address_out_and_leaves_controls_away(page: Page):
    page.set_viewport_size({"width": 673, "height": 950})  # A4 within its margins
    open_story(page, 3, "?show=differs")
    page.emulate_media(media="print")
    expect(page.locator("#printed")).to_contain_text("show=differs")
    expect(page.locator(".controls")).to_be_hidden()
    expect(page.locator("header.top")).to_be_hidden()
    table = page.locator("table.comparison").first
    assert table.evaluate("e => getComputedStyle(e).display") == "table"
    expect(page.locator(".finding").first).to_be_visible()


def test_many_columns_fit_on_paper(page: Page):
    page.set_viewport_size({"width": 673, "height": 950})
    open_story(page, 12)
    page.emulate_media(media="print")
    assert page.locator("table.matrix").first.bounding_box()["width"] <= 673


def test_patterns_are_off_in_forced_colours(page: Page):
    open_story(page, 3)
    page.emulate_media(forced_colors="active")
    image = page.locator("td.not-found").first.evaluate("e => getComputedStyle(e).backgroundImage")
    assert image == "none"


def test_names_of_outlets_stay_in_sight_while_the_table_scrolls(page: Page):
    page.set_viewport_size({"width": 1200, "height": 420})
    open_story(page, 3)
    page.evaluate("document.querySelector('tbody tr:last-child').scrollIntoView()")
    assert page.evaluate("scrollY") > 0
    assert page.locator("thead .names th").nth(1).bounding_box()["y"] >= 0


def test_at_twice_the_size_nothing_scrolls_sideways(page: Page):
    page.set_viewport_size({"width": 720, "height": 450})
    open_story(page, 3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 720


def test_every_choice_works_without_javascript(browser: Browser, live_server):
    story = ferry_story(12)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/?shows=wordings")
    page.get_by_role("link", name="Night ferry on fire off Orle").click()
    page.get_by_role("link", name="only one", exact=True).click()
    assert page.url.endswith(f"/stories/{story.pk}/?show=only")
    expect(page.locator(".note.filtered")).to_be_visible()
    page.goto(f"/stories/{story.pk}/")
    page.locator("a.open-row").first.click()
    expect(page.locator("tr.opened")).to_be_visible()
    context.close()


def test_paper_holds_reported_speech_that_the_screen_folds(page: Page):
    article = make_article("The ferry sails again, she said.\n", outlet="Gull")
    make_quote(article, "The ferry sails again", kind="indirect", speaker="Ada Voss", cue="said")
    story = make_story(article)
    compare(story)
    page.goto(f"/stories/{story.pk}/quotes")
    words = page.locator(".reported-speech td a.words")
    expect(words).to_be_hidden()
    page.emulate_media(media="print")
    expect(words).to_be_visible()
