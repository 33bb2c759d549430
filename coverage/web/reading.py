"""Who may read: everybody, or with READING=private only people who are signed in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve

# A stranger needs these to sign in at all; static files never come this far.
OPEN_NAMES = frozenset({"sign-in", "sign-out", "health"})
# Asks for a token itself, and answers programs instead of leading people to sign in.
API = "/api/v1/"


def reading_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send strangers to the sign-in page when READING is private; 403 where htmx asks."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        # Asked for each request, not once at the start: tests switch it.
        if settings.READING == "public" or request.user.is_authenticated or _is_open(request):
            return get_response(request)
        if request.headers.get("HX-Request") == "true":
            # A fragment cannot show a sign-in page: htmx moves the whole page there.
            return HttpResponse(
                status=403, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)}
            )
        return redirect_to_login(request.get_full_path())

    return respond


def _is_open(request: HttpRequest) -> bool:
    if request.path_info.startswith(API):
        return True
    try:
        return resolve(request.path_info).url_name in OPEN_NAMES
    except Resolver404:
        return False
