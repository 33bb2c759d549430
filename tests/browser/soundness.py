"""What makes a page sound for everybody, asked of the page as it stands."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

_SCRIPT = Axe().axe_script
_RUN = "axe.run({resultTypes: ['violations'], ...OPTIONS}).then(found => found.violations)"
_SWAPPING = ".htmx-swapping, .htmx-settling, .htmx-added"
_SMALL_LETTERS = """() => [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 13)
    .map(e => e.outerHTML.slice(0, 120))"""


def violations(page: Page, options: str = "{}") -> list[str]:
    """What axe finds, a line for each rule and place; a page that has axe already keeps it.

    What was just swapped in wears its old attributes for a moment: that is waited for.
    """
    expect(page.locator(_SWAPPING)).to_have_count(0)
    if page.evaluate("!window.axe"):
        page.evaluate(_SCRIPT)
    return [
        f"{rule['id']}: {node['html'][:160]} · {node['failureSummary'][:300]}"
        for rule in page.evaluate(_RUN.replace("OPTIONS", options))
        for node in rule["nodes"]
    ]


def assert_no_barriers(page: Page, where: str = "") -> None:
    _assert_none(violations(page), where)


def assert_no_barriers_in_light_and_dark(page: Page) -> None:
    """The page as it stands, in either of its colour schemes."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        _assert_none(violations(page), scheme)


def _assert_none(found: list[str], where: str) -> None:
    """Said here in words: pytest rewrites the asserts of tests alone."""
    assert not found, "\n".join([where, *found])


def assert_as_wide_as_the_screen(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def small_letters(page: Page) -> list[str]:
    """The elements whose words are set smaller than thirteen pixels."""
    return page.evaluate(_SMALL_LETTERS)
