"""What is wrong with a request, as RFC 9457 has it: application/problem+json."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

#: Everything below answers programs: with problems, never with pages.
ROOT = "/api/v1/"
TYPE = "application/problem+json"
#: What Django and the server in front say of requests that come to no operation of ours.
_SAID = {
    400: "The request could not be read. Send it as the API's document says.",
    403: "This is not allowed.",
    404: "There is nothing at this address. The API's document lists what there is.",
    405: "The address does not take this method; the Allow header names those it takes.",
    413: "The request is too large. Send less at once.",
    500: "Something went wrong here. It stands in the installation's log; try again later.",
}


class Problem(Exception):
    """Ends a request; `detail` names the input and what would mend it, `errors` each wrong part."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.errors, self.headers = errors, headers or {}

    @property
    def response(self) -> HttpResponse:
        said: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            said["errors"] = list(self.errors)
        headers = {"Cache-Control": "no-store", **self.headers}
        return HttpResponse(json.dumps(said), TYPE, self.status, headers=headers)


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """The view of every address below the root that is none of ours."""
    return Problem(404, _SAID[404]).response


def problem_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Have errors that were none of an operation said as problems too, below the API's root."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code < 400 or not request.path_info.startswith(ROOT):
            return response
        if response.headers.get("Content-Type", "").startswith(TYPE):
            return response
        status = response.status_code
        said = _SAID.get(status) or f"{HTTPStatus(status).phrase}."
        kept = {name: response.headers[name] for name in ("Allow",) if name in response.headers}
        return Problem(status, said, headers=kept).response

    return respond
