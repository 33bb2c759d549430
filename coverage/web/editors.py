"""Views that change something: for signed-in coders, or editors only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from coverage.desk.people import is_coder, is_editor

from .showing import wants_fragment

View = Callable[..., HttpResponse]


def for_editors(view: View) -> View:
    """Strangers are sent to sign in (htmx moves the whole page there); other readers get 403."""
    return _only(view, is_editor, "This needs an editor.")


def for_coders(view: View) -> View:
    """The same for those who mark and tag: coders and editors."""
    return _only(view, is_coder, "This needs a coder or an editor.")


def _only(view: View, may: Callable[[object], bool], needs: str) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may(request.user):
            return view(request, *args, **kwargs)
        if request.user.is_authenticated:
            raise PermissionDenied(needs)
        if wants_fragment(request):
            return HttpResponse(status=403, headers={"HX-Redirect": resolve_url("sign-in")})
        # After signing in a GET is repeated; a POST leads back to the page it was sent from.
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")

    return checked


def reloads_to(page: str) -> Callable[[View], View]:
    """The view takes what a form sends, and shows at its own address what it refuses. Who reloads
    that address, or opens it again, is led to the page that has the form; nothing is changed."""

    def decorated(view: View) -> View:
        @wraps(view)
        def led(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return redirect(page, *args, **kwargs)

        return require_http_methods(["GET", "HEAD", "POST"])(for_editors(led))

    return decorated


def signed_in(request: HttpRequest) -> User:
    """The person behind a request that `for_editors` let through."""
    assert isinstance(request.user, User)
    return request.user


def back(request: HttpRequest, otherwise: str) -> str:
    """The page of this installation that a form names in `next`; else `otherwise`."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else otherwise
