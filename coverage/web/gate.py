"""The one place that lets a request through to its view, or answers it instead."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from coverage.desk.roles import Role, role_of

from .rules import Rule, rule_of
from .showing import wants_fragment

log = logging.getLogger("coverage")
#: What somebody lacks who is signed in, by the least role.
NEEDS = {
    Role.CODER: "This needs a coder, an editor or an admin.",
    Role.EDITOR: "This needs an editor or an admin.",
    Role.ADMIN: "This needs an admin.",
}


class Gate:
    """Keeps to `rules.py`. With READING=private a stranger has the same answer wherever there is
    something and wherever there is nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.resolver_match is None and is_closed_to(request):
            return to_sign_in(request)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """None lets the request through. Strangers are sent to sign in (htmx moves the whole page
        there); who is signed in and may not do it gets 403."""
        assert request.resolver_match is not None
        name = request.resolver_match.view_name
        rule = rule_of(name)
        if rule is None:
            log.error("%s has no rule in coverage/web/rules.py: nobody may ask for it", name)
            raise PermissionDenied("Nobody may ask for this yet: it has no rule.")
        return None if may_ask(request, rule) else _refused(request, rule)


def may_ask(request: HttpRequest, rule: Rule) -> bool:
    """Whether the person behind the request has the least role for its method."""
    least = rule.least(request.method or "GET")
    if least is Role.STRANGER:
        return rule.is_open or not is_closed_to(request)
    return role_of(request.user) >= least


def is_closed_to(request: HttpRequest) -> bool:
    """Whether nothing is shown to who asks: a stranger where reading is private.

    The setting is asked for each request, not once at the start: tests switch it."""
    return settings.READING == "private" and not request.user.is_authenticated


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """After signing in a GET is repeated; what was sent is not: it leads back to the page that it
    was sent from."""
    if wants_fragment(request):
        # A fragment cannot show a sign-in page: htmx moves the whole page there.
        led = redirect_to_login(_page_of(request, request.headers.get("HX-Current-URL", "")))
        return HttpResponse(status=403, headers={"HX-Redirect": led.url})
    if request.method == "GET":
        return redirect_to_login(request.get_full_path())
    return redirect_to_login(_page_of(request, request.headers.get("Referer", "")))


def _page_of(request: HttpRequest, address: str) -> str:
    """The path of an address of this installation; the first page for any other."""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return "/"
    parts = urlsplit(address)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))


def _refused(request: HttpRequest, rule: Rule) -> HttpResponse:
    if not request.user.is_authenticated:
        return to_sign_in(request)
    raise PermissionDenied(NEEDS[rule.least(request.method or "GET")])
