"""Codebooks and assignments in a real browser: order by keyboard and by hand, coding without
JavaScript, and nothing in anybody's way on every page of them."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from coverage.desk.assigning import AssignmentFields, make_assignment
from coverage.desk.choosing import Asked, choose
from coverage.desk.codebooks import TagFields, save_codebook, save_tag
from coverage.models import CodedArticle, Tag
from tests.factories import make_article, make_coding, make_quote

from .soundness import assert_as_wide_as_the_screen, assert_no_barriers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(signed_in):
    """A codebook of four tags, one under another, and two articles given to the editor."""
    editor = User.objects.get()
    book = save_codebook(None, "Frames", "What a text puts in front.", editor)
    cost = save_tag(None, book, TagFields("cost", definition="Money.", example="“Dear.”"), editor)
    for name in ("blame", "fear"):
        save_tag(None, book, TagFields(name), editor)
    save_tag(None, book, TagFields("price", parent=cost.pk, reads="claims"), editor)
    articles = [make_article(headline=f"Bridge {at}", outlet="Gull") for at in (1, 2)]
    make_coding(make_quote(articles[0], "Nobody was hurt,"), cost, editor)
    fields = AssignmentFields("Pilot", "Read the whole first.")
    return make_assignment(fields, book, [editor], Asked(), choose(Asked()), editor)


def shown(page: Page) -> list[str]:
    return page.locator("#tags .tag-name bdi").all_text_contents()


def test_tags_change_places_by_keyboard_and_by_hand_and_focus_stays(
    signed_in: BrowserContext, page: Page, desk
):
    page.goto(desk.codebook.get_absolute_url())
    page.get_by_role("button", name="Move cost down").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#says")).to_have_text("Moved “cost”.")
    assert shown(page) == ["blame", "cost", "price", "fear"]
    expect(page.get_by_role("button", name="Move cost down")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#tags .tag-name bdi").first).to_have_text("cost")
    expect(page.get_by_role("button", name="Move cost up")).to_be_focused()
    line = page.locator(".tag-line", has_text="fear")
    handle, target = line.locator("[data-drag]"), page.locator(".tag-line", has_text="Money.")
    handle.hover()
    page.mouse.down()
    box = target.bounding_box()
    page.mouse.move(box["x"] + 80, box["y"] + 3, steps=4)
    expect(target).to_have_class("tag-line depth-0 drop-before")
    page.mouse.up()
    expect(page.locator("#tags .tag-name bdi").first).to_have_text("fear")
    assert Tag.objects.get(name="fear").order == 0


def test_articles_are_coded_one_after_the_other_without_javascript(
    browser, live_server, signed_in: BrowserContext, desk
):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, storage_state=signed_in.storage_state()
    )
    context.set_default_timeout(5000)
    page = context.new_page()
    page.goto(reverse("assignments"))
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("article 1 of 2")).to_be_visible()
    page.get_by_role("button", name="Finish and go on").click()
    expect(page.get_by_text("article 2 of 2")).to_be_visible()
    page.get_by_role("link", name="Previous", exact=True).click()
    page.get_by_role("button", name="Not finished").click()
    page.get_by_role("button", name="Finish and go on").click()
    page.get_by_role("button", name="Finish the last one").click()
    expect(page.get_by_text("You have finished the last article")).to_be_visible()
    assert CodedArticle.objects.filter(finished_at__isnull=False).count() == 2
    context.close()


def test_nothing_is_in_anybodys_way(signed_in: BrowserContext, page: Page, desk):
    book, tag = desk.codebook_id, Tag.objects.get(name="cost").pk
    into = Tag.objects.get(name="blame").pk
    pages = [
        "/codebooks/",
        f"/codebooks/{book}/",
        f"/codebooks/{book}/import",
        f"/tags/{tag}/",
        f"/tags/{tag}/edit",
        f"/tags/{tag}/merge?into={into}",
        "/assignments/",
        desk.get_absolute_url(),
        "/assignments/new",
        f"/articles/{desk.articles.first().article_id}/?assignment={desk.pk}",
    ]
    for address in pages:
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(address)
        assert_no_barriers(page, address)
        page.set_viewport_size({"width": 390, "height": 844})
        assert_as_wide_as_the_screen(page)
