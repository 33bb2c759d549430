"""Splitting and merging stories by hand, with keys and on a narrow screen, and taking it back."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .coverage_of_a_ferry import ferry_story
from .soundness import assert_as_wide_as_the_screen, assert_no_barriers

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_story_is_split_merged_again_and_undone(
    signed_in: BrowserContext, page: Page, live_server
):
    story = ferry_story(3)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/stories/{story.pk}/split")
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page, "splitting")
    page.get_by_label("Quay News").check()
    page.get_by_role("button", name="Take them out").click()
    bar = page.get_by_role("status").filter(has_text="Split:")
    expect(bar).to_be_visible()
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page, "after a split")

    page.goto(f"/stories/{story.pk}/merge?q=ferry")
    page.get_by_role("link", name="see what comes together").click()
    expect(page.get_by_role("heading", name="What comes together: 3 articles")).to_be_visible()
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page, "before a merge")
    page.get_by_role("button", name="Merge into one story").click()
    expect(page.get_by_role("status").filter(has_text="Merged:")).to_be_visible()

    page.keyboard.press("z")
    expect(page.get_by_role("status").filter(has_text="Undone: 1 article returned")).to_be_visible()
    page.goto(f"/stories/{story.pk}/history")
    expect(page.get_by_text("undone by")).to_have_count(1)
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page, "history")
