"""Accounts, invitations and people in a browser: each page sound, and somebody let in by a link."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from coverage.desk.invitations import invite
from coverage.desk.people import make_person
from coverage.desk.roles import Role, role_of

from .soundness import assert_as_wide_as_the_screen, assert_no_barriers

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "four words in a row"


@pytest.fixture
def admin(context: BrowserContext, live_server) -> User:
    """Somebody with a long name, signed in as admin."""
    person = make_person("a.very.long.name.without.any.blank@desk.example", PASSWORD, Role.ADMIN)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return person


def test_a_person_is_let_in_and_shown_out(admin: User, page: Page, browser: Browser, live_server):
    page.goto("/people/")
    page.get_by_role("link", name="Invite a person").click()
    page.get_by_label("coder").check()
    page.get_by_label("Whom it is for").fill("Ada")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_role("textbox", name="The link").input_value()

    theirs = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    hers = theirs.new_page()
    hers.goto(link)
    hers.get_by_label("Your name here").fill("ada")
    for label in ("Your password", "Your password again"):
        hers.get_by_label(label, exact=True).fill(PASSWORD)
    hers.get_by_role("button", name="Come in").click()
    expect(hers.get_by_text("Welcome, ada. You are signed in as coder.")).to_be_visible()
    ada = User.objects.get(username="ada")
    assert role_of(ada) is Role.CODER

    page.goto(f"/people/{ada.pk}/")
    page.get_by_text("Deactivate…").click()
    page.get_by_role("button", name="Deactivate ada").click()
    expect(page.get_by_text("ada can sign in no more.")).to_be_visible()
    hers.goto("/you/")
    expect(hers.get_by_role("heading", name="Sign in")).to_be_visible()
    theirs.close()


def test_every_page_about_people_is_sound(admin: User, page: Page):
    other = make_person("ben", PASSWORD, Role.CODER)
    _, secret = invite(admin, Role.READER)
    addresses = ("/you/", "/you/password", "/you/sessions", "/people/", "/people/audit")
    for address in (*addresses, "/invitations/", f"/people/{other.pk}/"):
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(address)
        assert_as_wide_as_the_screen(page)
        assert_no_barriers(page, address)
    page.context.clear_cookies()
    page.goto(f"/join/{secret}")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text("This field is required.").first).to_be_visible()
    assert_as_wide_as_the_screen(page)
    assert_no_barriers(page, "join")
    for _ in range(9):
        Client().post("/sign-in/", {"username": "ben", "password": "wrong"})
    page.goto("/sign-in/")
    page.get_by_label("Username").fill("ben")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Sign-in is closed until")
    assert_no_barriers(page, "closed")
