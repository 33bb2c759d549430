"""Where people are signed in: listed in words, ended, and never told by key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from coverage.desk.browsers import browser_in_words
from coverage.desk.people import make_person
from coverage.desk.roles import Role
from coverage.desk.sessions import SEEN_EVERY, tidy_sessions
from coverage.models import AuditEntry, SignedIn

pytestmark = pytest.mark.django_db
PASSWORD = "reads it all day long"
LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


def signed_in(agent: str, name: str = "ada") -> Client:
    client = Client(headers={"User-Agent": agent})
    assert client.post("/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def ada():
    return make_person("ada", PASSWORD, Role.READER)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (LINUX, "Firefox on Linux"),
        (PHONE, "Safari on an iPhone"),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/142.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
            "Gecko) Version/18.0 Safari/605.1.15",
            "Safari on a Mac",
        ),
        ("curl/8.5.0", "curl"),
        ("<script>", "a browser that does not say which"),
        ("", "a browser that does not say which"),
    ],
)
def test_a_browser_is_said_in_words(header, words):
    assert browser_in_words(header) == words


def test_a_person_sees_their_sessions_and_ends_one(ada):
    here, phone = signed_in(LINUX), signed_in(PHONE)
    page = here.get("/you/sessions").content.decode()
    assert "Firefox on Linux <b>· this one</b>" in page
    assert "Safari on an iPhone" in page
    for session in Session.objects.all():
        assert session.session_key not in page
    other = SignedIn.objects.get(browser="Safari on an iPhone")
    assert "is ended" in here.post(f"/you/sessions/{other.pk}/end", follow=True).content.decode()
    assert phone.get("/you/").status_code == 302
    assert here.get("/you/").status_code == 200
    assert Session.objects.count() == 1
    [entry] = AuditEntry.objects.filter(kind="sessions")
    assert (entry.person, entry.about, entry.said) == (ada, None, "1: Safari on an iPhone")


def test_all_others_are_ended_at_once_and_this_one_stays(ada):
    here, others = signed_in(LINUX), [signed_in(PHONE) for _ in range(2)]
    this = SignedIn.objects.get(browser="Firefox on Linux")
    assert "now" in here.post(f"/you/sessions/{this.pk}/end", follow=True).content.decode()
    said = here.post("/you/sessions/end-others", follow=True).content.decode()
    assert "2 sessions are ended" in said
    assert [one.get("/you/").status_code for one in (here, *others)] == [200, 302, 302]
    assert "no other session" in here.post("/you/sessions/end-others", follow=True).content.decode()


def test_a_session_that_is_listed_nowhere_is_ended_with_the_others(ada):
    here, old = signed_in(LINUX), signed_in(PHONE)
    session = old.session
    SignedIn.objects.filter(key=session.session_key).delete()
    del session["noted_at"], session["signed_in"]
    session.save()
    assert (
        "1 session is ended" in here.post("/you/sessions/end-others", follow=True).content.decode()
    )
    assert [one.get("/you/").status_code for one in (here, old)] == [200, 302]


def test_nobody_ends_a_session_of_somebody_else(ada):
    make_person("ben", PASSWORD, Role.READER)
    theirs, ben = signed_in(PHONE), signed_in(LINUX, "ben")
    row = SignedIn.objects.get(person=ada)
    ben.post(f"/you/sessions/{row.pk}/end")
    assert theirs.get("/you/").status_code == 200
    assert "iPhone" not in ben.get("/you/sessions").content.decode()


def test_an_admin_ends_them_for_somebody(ada):
    mira = make_person("mira", PASSWORD, Role.ADMIN)
    desk, phone, other = signed_in(LINUX, "mira"), signed_in(PHONE), signed_in(LINUX)
    row = SignedIn.objects.get(person=ada, browser="Safari on an iPhone")
    desk.post(f"/people/{ada.pk}/sessions/end", {"session": row.pk})
    assert [one.get("/you/").status_code for one in (phone, other)] == [302, 200]
    desk.post(f"/people/{ada.pk}/sessions/end")
    assert other.get("/you/").status_code == 302
    entries = AuditEntry.objects.filter(kind="sessions")
    assert {(entry.person, entry.about) for entry in entries} == {(mira, ada)}


def test_changing_the_password_ends_the_others_and_keeps_this_one(ada):
    here, phone = signed_in(LINUX), signed_in(PHONE)
    new = {"new_password1": "four words in a row", "new_password2": "four words in a row"}
    wrong = here.post("/you/password", new | {"old_password": "x"})
    assert wrong.status_code == 422
    assert phone.get("/you/").status_code == 200
    assert here.post("/you/password", new | {"old_password": PASSWORD})["Location"] == "/you/"
    assert [one.get("/you/").status_code for one in (here, phone)] == [200, 302]
    assert "this one" in here.get("/you/sessions").content.decode()
    assert SignedIn.objects.count() == Session.objects.count() == 1
    assert here.get("/admin/password_change/").status_code == 403  # for editors and admins


def test_signing_out_and_two_weeks_away_are_no_sessions_any_more(ada):
    here, phone = signed_in(LINUX), signed_in(PHONE)
    phone.post("/sign-out/")
    assert SignedIn.objects.count() == 1
    SignedIn.objects.update(seen_at=timezone.now() - timedelta(days=15))
    assert "0 sessions" in here.get("/you/sessions").content.decode()
    assert tidy_sessions(timezone.now()) == 1


def test_being_seen_is_kept_now_and_then_and_costs_nothing_between(ada, django_assert_num_queries):
    here = signed_in(LINUX)
    with django_assert_num_queries(4):  # session, person, permissions
        here.get("/you/password")
    before = SignedIn.objects.get().seen_at
    session = here.session
    session["noted_at"] -= int(SEEN_EVERY.total_seconds()) + 1
    session.save()
    here.get("/you/password")
    assert SignedIn.objects.get().seen_at > before
    assert SignedIn.objects.count() == 1


def test_a_session_from_before_sessions_were_kept_is_kept_from_here_on(ada):
    here = signed_in(LINUX)
    SignedIn.objects.all().delete()
    session = here.session
    del session["noted_at"], session["signed_in"]
    session.save()
    here.get("/you/")
    assert SignedIn.objects.get().browser == "Firefox on Linux"
    assert "this one" in here.get("/you/sessions").content.decode()


def test_the_page_says_for_how_long_sign_in_is_closed_and_not_whether_the_name_is_known(ada):
    pages = []
    for name in ("ada", "nobody"):
        client = Client()
        for _ in range(10):
            answer = client.post("/sign-in/", {"username": name, "password": "wrong"})
        assert answer.status_code == 429
        pages.append(answer.content.decode().replace(name, "…"))
        again = client.post("/sign-in/", {"username": name, "password": PASSWORD})
        assert again.status_code == 429
        assert "15 minutes after the last of 10 wrong attempts" in again.content.decode()
    told = [page.split("Sign-in is closed until")[1].split("</b>")[1] for page in pages]
    assert told[0].split("csrf")[0] == told[1].split("csrf")[0]
    assert AuditEntry.objects.filter(kind="closed").count() == 2
    assert AuditEntry.objects.filter(kind="failed").count() == 18
