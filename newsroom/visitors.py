"""From where a request comes."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's network address.

    With BASE_URL on https a proxy stands in front and appends the address it saw to
    X-Forwarded-For: the last one is its word, anything before it the visitor's own say.
    """
    if settings.IS_HTTPS:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if seen:
            return seen
    return str(request.META.get("REMOTE_ADDR", ""))
