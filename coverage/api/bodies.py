"""A JSON body, read and held to what it must be."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import pydantic
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest

from .problems import Problem
from .wrong import errors_of

#: Members of one object of a body; a document has not half as many.
MOST_MEMBERS = 30
S = TypeVar("S", bound=pydantic.BaseModel)


def json_sent(request: HttpRequest, otherwise: str = "") -> Any:
    """What the body of a request holds, `otherwise` where there is none; raises Problem."""
    try:
        body = request.body
    except RequestDataTooBig as much:
        raise Problem(413, "The request is over a limit. Send less at once.") from much
    if not body and otherwise:
        return json_of(otherwise.encode())
    if request.content_type != "application/json":
        kind = request.content_type or "A body without a type"
        raise Problem(415, f"{kind} is not taken. Send application/json.")
    return json_of(body)


def json_of(body: bytes) -> Any:
    """What a JSON body holds; raises Problem 400 or 422."""
    try:
        return json.loads(body, object_pairs_hook=_object)
    except RecursionError:
        raise Problem(400, "The JSON is nested too deeply.") from None
    except ValueError as wrong:
        at = f" at character {wrong.pos + 1}" if isinstance(wrong, json.JSONDecodeError) else ""
        raise Problem(400, f"The body is no JSON{at}.") from None


def checked(schema: type[S], value: Any) -> S:
    """The value as a record of the schema; raises Problem 422."""
    try:
        return schema.model_validate(value)
    except pydantic.ValidationError as wrong:
        raise Problem(422, *errors_of(wrong)) from None


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """One with endless members would have each of them told of as unknown."""
    if len(members) > MOST_MEMBERS:
        said = f"An object in the body has {len(members):,} members, and {MOST_MEMBERS} are taken."
        raise Problem(422, f"{said} Leave out those that the API's document does not name.")
    return dict(members)
