"""Every address there is, read from the URL list itself, and people in every role to ask there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from coverage.desk.people import make_person
from coverage.desk.roles import ROLES, Role

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
BACKEND = "django.contrib.auth.backends.ModelBackend"
#: For what stands in an address: a row that there is not, a kind that there is.
SAMPLES = {"int": "999999", "slug": "quote", "str": "none", "path": "none", "": "none"}
#: Addresses that are written as an expression that takes anything.
EXPRESSIONS = {
    "admin:app_list": "/admin/coverage/",
    "admin:django.contrib.admin.sites.AdminSite.catch_all_view": "/admin/nothing-here/",
    "coverage.api.problems.nothing_here": "/api/v1/nothing-here",
}


def every_address(
    resolver: URLResolver | None = None, before: str = "/", names: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """The view's name ("story", "admin:index") and an address of each view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inside = (*names, pattern.namespace) if pattern.namespace else names
            yield from every_address(pattern, before + str(pattern.pattern), inside)
            continue
        assert isinstance(pattern, URLPattern)
        name = ":".join((*names, pattern.name or pattern.lookup_str))
        if name in EXPRESSIONS:
            yield name, EXPRESSIONS[name]
        elif isinstance(pattern.pattern, RoutePattern):
            yield name, filled(before + str(pattern.pattern))
        else:  # of the histories: ^([^/]+)/history/([^/]+)/$
            written = str(pattern.pattern).strip("^$").replace("([^/]+)", "999999")
            assert not set("()[]*+") & set(written), f"{name}: give a sample of {written}"
            yield name, before + written


def filled(route: str) -> str:
    """The route with a sample for each part: "stories/<int:story_id>/" as "stories/999999/"."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda part: SAMPLES[part[1] or ""], route)


def clients_of_every_role() -> dict[Role, Client]:
    """Somebody signed in for each role, and a stranger."""
    clients = {Role.STRANGER: Client()}
    for role in ROLES:
        person = make_person(f"one {role.group}", f"reads as {role.group} all day", role)
        clients[role] = Client()
        clients[role].force_login(User.objects.get(pk=person.pk), backend=BACKEND)
    return clients
