"""What holds for every page: no axe violation, no sideways scrolling, nothing too small to read."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from .coverage_of_a_ferry import ferry_story

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


def violations(page: Page) -> list[str]:
    """What axe finds, a line for each rule and place."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} · {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_wide_screen(page: Page, visit, scheme):
    page.emulate_media(color_scheme=scheme)
    visit(page)
    assert violations(page) == []


def test_a_narrow_screen_never_scrolls_sideways_and_axe_finds_nothing(page: Page, visit):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []


def test_no_text_is_smaller_than_thirteen_pixels(page: Page, visit):
    visit(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
            .filter(e => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 13)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_targets_are_big_enough_for_a_finger_on_a_narrow_screen(page: Page, visit):
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.button, .chip, .sections a, .tabs a, .filters a')]
            .filter(e => e.getClientRects().length)
            .filter(e => e.getBoundingClientRect().height < 40)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_an_editor_sees_pages_as_sound_as_a_stranger(signed_in: BrowserContext, page: Page, visit):
    visit(page)
    assert violations(page) == []
