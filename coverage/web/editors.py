"""What views that change something share; who may ask for them stands in rules.py."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def reloads_to(page: str) -> Callable[[View], View]:
    """The view takes what a form sends, and shows at its own address what it refuses. Who reloads
    that address, or opens it again, is led to the page that has the form; nothing is changed."""

    def decorated(view: View) -> View:
        @wraps(view)
        def led(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return redirect(page, *args, **kwargs)

        return require_http_methods(["GET", "HEAD", "POST"])(led)

    return decorated


def signed_in(request: HttpRequest) -> User:
    """The person behind a request to a view that its rule opens to people only."""
    assert isinstance(request.user, User)
    return request.user


def back(request: HttpRequest, otherwise: str) -> str:
    """The page of this installation that a form names in `next`; else `otherwise`."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else otherwise
