"""The API's OpenAPI 3.1 document."""

from __future__ import annotations

from functools import cache
from typing import Any

from ninja.openapi import get_schema
from pydantic.json_schema import models_json_schema

from .problems import ROOT, TYPE
from .records import ProblemRecord
from .sent import DocumentsSent, FilesSent, NumbersSent, TakeInSent
from .v1 import api

#: Status → when an operation answers with it.
WRONG = {
    400: "The body cannot be read at all.",
    401: "No token, or one that is none, has ended or was revoked.",
    403: "The token lacks the scope, or its person the role.",
    404: "There is no such thing.",
    409: "Something else was sent under this Idempotency-Key before, or the job does not stand as "
    "looked through.",
    413: "More than the installation takes at once.",
    415: "A body of a type that is not taken.",
    422: "Something in the request is wrong: each is named in `errors`.",
    429: "The token asked too often in this minute; Retry-After says when to go on.",
}
_SENT = (DocumentsSent, FilesSent, NumbersSent, TakeInSent, ProblemRecord)
_TOO_LONG = "The address is too long; the server in front says so in its own words."
_FILES = {
    "type": "array",
    "items": {
        "type": "string",
        "contentMediaType": "application/octet-stream",
        "format": "binary",
    },
    "minItems": 1,
    "description": "Of any kind that Add coverage takes.",
}


@cache
def described() -> dict[str, Any]:
    """The whole document. What an operation answers when something is wrong is the same for all."""
    document: dict[str, Any] = dict(get_schema(api, path_prefix=ROOT.lstrip("/")))
    schemas = document["components"]["schemas"]
    _, sent = models_json_schema(
        [(model, "validation") for model in _SENT],
        ref_template="#/components/schemas/{model}",
    )
    schemas.update(sent["$defs"])
    files = schemas["FilesSent"]
    files["properties"] = {"files": _FILES} | files["properties"]
    files["required"] = ["files"]
    files["anyOf"] = [  # an address is of one file
        {"properties": {"files": {"maxItems": 1}}},
        {"properties": {"address": {"maxLength": 0}}},
    ]
    for path, methods in document["paths"].items():
        for operation in methods.values():
            operation["security"] = operation["security"][-1:]
            summary, _, more = operation.pop("description").partition("\n")
            operation["summary"] = summary.rstrip(".")
            if more.strip():
                operation["description"] = more.strip()
            statuses = [401, 403, 422, 429]
            if "{" in path or any(one["name"] == "cursor" for one in operation["parameters"]):
                statuses.append(404)
            if "requestBody" in operation:
                statuses += [400, 409, 413, 415]
            elif path.endswith("/look-again"):
                statuses.append(409)
            for status in sorted(statuses):
                operation["responses"][str(status)] = _wrong(status)
            operation["responses"]["414"] = {"description": _TOO_LONG}
            operation["responses"] = {
                str(status): answer for status, answer in operation["responses"].items()
            }
    document["servers"] = [{"url": "/"}]
    return document


def _wrong(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/ProblemRecord"}
    return {"description": WRONG[status], "content": {TYPE: {"schema": schema}}}
