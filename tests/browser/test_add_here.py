"""Adding an article to the story one looks at, in a real browser."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from coverage.desk.ingest import Arrival, receive

from .coverage_of_a_ferry import ferry_story
from .soundness import assert_as_wide_as_the_screen, assert_no_barriers

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_article_is_found_as_one_types_put_here_and_sent_back(
    signed_in: BrowserContext, page: Page, live_server
):
    story = ferry_story(2)
    text = b"Pier painted\n\nThe pier of Osterby was painted green by Ada Voss on Friday.\n"
    receive(Arrival(text, name="tide.txt", outlet="Tide"))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/stories/{story.pk}/framing")
    page.get_by_role("link", name="add an article to this story").click()
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page, "adding to a story")
    page.keyboard.press("/")
    page.keyboard.type("pier")
    expect(page.get_by_text("1 article for “pier”")).to_be_visible()
    page.get_by_role("button", name="Put it here").click()
    expect(page.get_by_role("status").filter(has_text="Moved:")).to_be_visible()
    expect(page.locator("#story-facts")).to_contain_text("3 articles of 3 outlets")
    page.keyboard.press("z")
    expect(page.get_by_role("status").filter(has_text="Undone")).to_be_visible()
