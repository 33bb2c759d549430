"""What holds for every page: no axe violation, no sideways scrolling, nothing too small to read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from .coverage_of_a_ferry import ferry_story
from .soundness import (
    assert_as_wide_as_the_screen,
    assert_no_barriers,
    assert_no_barriers_in_light_and_dark,
    small_letters,
)

pytestmark = pytest.mark.django_db(transaction=True)

STORY = "/stories/{story}/"
PAGES: dict[str, tuple[int, str]] = {
    "no stories yet": (0, "/"),
    "list of stories": (3, "/"),
    "filtered to nothing": (3, "/?shows=text"),
    "columns": (3, STORY),
    "compact columns": (5, STORY),
    "matrix": (12, STORY + "?row=2"),
    "one article": (1, STORY),
    "quotes": (3, STORY + "quotes"),
    "claims": (5, STORY + "claims"),
    "coverage": (3, STORY + "coverage"),
    "blind": (5, STORY + "blind?seed=4711&reveal=1"),
    "handout": (3, STORY + "handout?seed=4711"),
    "sign in": (0, "/sign-in/"),
    "nothing here": (0, "/stories/99999/"),
}


@pytest.fixture(params=PAGES)
def visit(request, live_server) -> Callable[[Page], None]:
    """Open the page of that name, with the coverage it needs."""
    outlets, address = PAGES[request.param]
    story = ferry_story(outlets) if outlets else None

    def go(page: Page) -> None:
        page.goto(address.format(story=story.pk if story else ""))

    return go


def small_targets(page: Page) -> list[str]:
    """Buttons and links in rows that a finger would miss."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.button, .chip, .sections a, .tabs a, .filters a')]
            .filter(e => e.getClientRects().length)
            .filter(e => e.getBoundingClientRect().height < 40)
            .map(e => e.outerHTML.slice(0, 120))"""
    )


def test_a_page_is_sound_for_a_stranger_on_every_screen(page: Page, visit):
    visit(page)
    assert_no_barriers_in_light_and_dark(page)
    assert small_letters(page) == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page)
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page, "on a narrow screen")
    assert small_targets(page) == []


def test_an_editor_sees_pages_as_sound_as_a_stranger(signed_in: BrowserContext, page: Page, visit):
    visit(page)
    assert_no_barriers(page)
