"""Every address × every role × every method, from the URL list itself: who is let through."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, resolve

from coverage.desk.roles import Role
from coverage.web.gate import Gate
from coverage.web.rules import OPEN, PROGRAMS, READER, RULES, rule_of
from scripts.permissions import PAGE, with_table

from ..factories import make_article, make_story
from .every_address import EXPRESSIONS, METHODS, clients_of_every_role, every_address

ADDRESSES = dict(every_address())
PAGES = {name: address for name, address in ADDRESSES.items() if not name.startswith("admin:")}
#: What would take long, or sign the client out, when it is let through.
NOT_SENT = {"load-sample", "sign-out"}


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refusals are expected here; writing each to the log takes longer than it."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def clients(db: None, quiet: None) -> dict[Role, Client]:
    return clients_of_every_role()


def leads_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith("/sign-in/?next=")


def test_every_view_has_a_rule():
    without = [name for name in ADDRESSES if rule_of(name) is None]
    assert not without, f"give each a line in coverage/web/rules.py: {without}"


def test_every_rule_is_one_of_a_view():
    assert [name for name in RULES if name not in ADDRESSES] == []


def test_the_docs_print_the_rules():
    page = PAGE.read_text(encoding="utf-8")
    assert with_table(page) == page, "python -m scripts.permissions writes the table anew"


def test_every_sample_address_leads_to_its_view():
    for name, address in ADDRESSES.items():
        found = resolve(address).view_name
        assert found == name or name in EXPRESSIONS or "RedirectView" in name, (name, address)


def test_no_view_but_the_apis_takes_forms_of_other_sites():
    exempt = {n for n, to in ADDRESSES.items() if getattr(resolve(to).func, "csrf_exempt", False)}
    assert exempt <= {name for name, rule in RULES.items() if rule is PROGRAMS}


@pytest.mark.django_db
@pytest.mark.parametrize("reading", ["public", "private"])
def test_the_gate_keeps_to_the_role_for_every_method(reading, settings, clients, rf):
    settings.READING = reading
    people = {role: one.get("/healthz").wsgi_request.user for role, one in clients.items()}
    gate = Gate(lambda request: HttpResponse())
    for name, address in ADDRESSES.items():
        rule = rule_of(name)
        request = rf.get(address)
        request.resolver_match = resolve(address)
        for method, (role, person) in product(METHODS, people.items()):
            request.method, request.user = method, person
            closed = reading == "private" and role is Role.STRANGER and not rule.is_open
            if role >= rule.least(method) and not closed:
                assert gate.process_view(request, None, (), {}) is None, (name, method, role)
            elif role is Role.STRANGER:
                assert leads_to_sign_in(gate.process_view(request, None, (), {}))
            else:
                with pytest.raises(PermissionDenied):
                    gate.process_view(request, None, (), {})


@pytest.mark.django_db
def test_every_page_answers_every_role_as_its_rule_says(clients):
    """Real requests, of the least role that may and the greatest that may not: what is refused is
    refused before the view, what is not reaches it."""
    for name, address in PAGES.items():
        rule = RULES[name]
        for method in ("GET", "POST"):
            least = rule.least(method)
            for role in sorted({Role.STRANGER, Role(max(least - 1, 0)), least}):
                client, allowed = clients[role], role >= least
                if allowed and method == "POST" and name in NOT_SENT:
                    continue
                response = client.generic(method, address)
                where = (name, method, role.name, response.status_code)
                if rule is PROGRAMS:  # a session, whoever's, opens nothing
                    assert response.status_code in (200, 401, 404, 405), where
                    assert response.status_code != 200 or name == "api-1:openapi", where
                elif allowed:
                    assert response.status_code in (200, 302, 400, 404, 405, 422), where
                    assert not leads_to_sign_in(response), where
                elif role is Role.STRANGER:
                    assert leads_to_sign_in(response), where
                else:
                    assert response.status_code == 403, where


@pytest.mark.django_db
def test_strangers_and_readers_send_nothing_to_coverage(clients):
    """Whatever the table says: what they send anywhere is refused or not taken."""
    own = {name for name, rule in RULES.items() if rule is READER}
    for name, address in PAGES.items():
        if RULES[name].is_open or name in own:
            continue
        for method in ("POST", "DELETE"):
            for role in (Role.STRANGER, Role.READER):
                response = clients[role].generic(method, address)
                refused = response.status_code in (403, 405) or leads_to_sign_in(response)
                assert refused, (name, method, role.name, response.status_code)


@pytest.mark.django_db
def test_private_reading_tells_a_stranger_nothing(client, settings, quiet):
    """Neither what stands there nor whether anything does: one answer everywhere."""
    settings.READING = "private"
    article = make_article(content=b"Secret words of a pier at Orle, shut for a week.")
    there = [make_story(article).get_absolute_url(), f"/articles/{article.pk}/original"]
    nowhere = ["/nothing-here/", "/stories/999999/", "/media/page.html", "/articles/x", "/atom.xml"]
    closed = [to for name, to in ADDRESSES.items() if not rule_of(name).is_open]
    for address in (*there, *nowhere, *closed):
        for method in ("GET", "POST"):
            response = client.generic(method, address)
            assert leads_to_sign_in(response), (method, address)
            assert not response.content
        boosted = client.get(address, headers={"HX-Request": "true", "HX-Boosted": "true"})
        assert leads_to_sign_in(boosted), address
        part = client.get(address, headers={"HX-Request": "true"})
        assert (part.status_code, part.content) == (403, b""), address
        assert part["HX-Redirect"].startswith("/sign-in/?next=/")
    for name, address in ADDRESSES.items():
        if rule_of(name).is_open:
            assert b"pier" not in client.get(address).content, name
    assert client.get("/healthz").content == b"ok\n"


def unruled(request):
    return HttpResponse("new")


urlpatterns = [path("new", unruled, name="new"), path("", include("newsroom.urls"))]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_view_without_a_rule_is_closed_to_everybody(admin_client, client):
    for asks in (client, admin_client):
        response = asks.get("/new")
        assert response.status_code == 403
        assert b"it has no rule" in response.content


def test_what_is_open_in_private_reading_is_what_signing_in_needs():
    assert {name for name, rule in RULES.items() if rule is OPEN} == {
        "sign-in", "sign-out", "health", "join", "new-password",
    }  # fmt: skip
