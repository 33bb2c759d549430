"""Your tokens and the API's page in a browser: with and without JavaScript, wide and narrow."""

import os
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from coverage.desk.tokens import make_token, token_of

from .soundness import violations

pytestmark = pytest.mark.django_db(transaction=True)


def shot(page, name):
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_token_is_made_copied_and_revoked(signed_in: BrowserContext, page: Page, live_server):
    signed_in.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto("/tokens/")
    shot(page, "tokens-empty")
    page.get_by_label("Which program").fill("importer")
    page.get_by_role("button", name="Make the token").click()
    shot(page, "tokens-made")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert token_of(copied) is not None
    assert violations(page) == []
    page.get_by_role("button", name="Revoke importer").click()
    expect(page.get_by_text("No token is in use.")).to_be_visible()
    assert token_of(copied) is None


def test_narrow_pages_never_scroll_sideways_and_axe_finds_nothing(
    signed_in: BrowserContext, page: Page, editor
):
    make_token(editor, "a-very-long-name-without-any-break-" * 2, ["jobs:read", "documents:write"])
    for address in ("/tokens/", "/api/"):
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert violations(page) == []
            shot(page, f"{address.strip('/')}-{width}")


def test_without_javascript_a_token_is_copied_by_hand(browser, live_server, editor_client):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = editor_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto("/tokens/")
    page.get_by_label("Which program").fill("importer")
    page.get_by_role("button", name="Make the token").click()
    assert re.fullmatch(
        r"newsroom_[\w-]{43}", page.get_by_role("textbox", name="The token").input_value()
    )
    expect(page.get_by_role("button", name="Copy")).to_be_hidden()
    context.close()
