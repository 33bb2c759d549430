"""The API itself: its operations, how it answers, and what it says when something is wrong."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation

from . import documents, jobs, looked
from .bearer import known_token, no_token
from .problems import Problem
from .wrong import errors_in


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def create_response(self, request: HttpRequest, data: Any, **how: Any) -> HttpResponse:
        """With an ETag for what is read; 304 where who asks has the same already."""
        response = super().create_response(request, data, **how)
        response["Cache-Control"] = "private, no-cache"
        response["Vary"] = "Authorization"
        if request.method != "GET" or response.status_code != 200:
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response


api = Api(
    title="Newsroom",
    version="1",
    description="Coverage of one news story side by side. What you may do with a token is what its "
    "person may do on the pages.",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api-1",
)
api.add_router("", documents.router)
api.add_router("", jobs.router)
api.add_router("", looked.router)


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest) -> dict[str, Any]:
    """The document; where reading is private, for who is signed in or has a token."""
    from .described import described

    if settings.READING == "private" and not request.user.is_authenticated:
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            raise no_token()
        known_token(secret)
    return described()


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.response


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    return Problem(422, *errors_in(wrong.errors)).response


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, missing: AuthenticationError) -> HttpResponse:
    return no_token().response


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, refused: HttpError) -> HttpResponse:
    return Problem(refused.status_code, str(refused)).response


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, missing: Http404) -> HttpResponse:
    return Problem(404, "There is nothing at this address.").response
