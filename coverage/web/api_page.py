"""The API for people who read: its operations, from the same document that tools read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coverage.api.described import WRONG, described


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a member of what is sent or answered."""

    name: str
    kind: str  # "text", "whole number", "list of text"
    where: str  # of a parameter: "query", "path", "header"
    is_required: bool
    words: str


@dataclass(frozen=True, slots=True)
class Shape:
    """An object that is sent or answered; `name` as the document has it."""

    name: str
    words: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    method: str
    path: str
    anchor: str
    summary: str
    words: str
    scope: str
    parameters: tuple[Field, ...]
    sends: tuple[tuple[str, str], ...]  # content type, name of the shape
    status: str
    answers: str  # name of the shape


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """All operations, then what is sent and answered, then what may be wrong."""
    document = described()
    context = {
        "operations": list(_operations(document)),
        "shapes": list(_shapes(document["components"]["schemas"])),
        "wrong": sorted(WRONG.items()),
        "root": request.build_absolute_uri("/api/v1"),
        "limit": settings.API_LIMIT,
    }
    return render(request, "api/api.html", context)


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, found in methods.items():
            status, answer = next(iter(found["responses"].items()))
            body = found.get("requestBody", {}).get("content", {})
            yield Operation(
                method=method.upper(),
                path=path,
                anchor=found["operationId"],
                summary=found["summary"],
                words=found.get("description", ""),
                scope=found["security"][0]["Bearer"][0],
                parameters=tuple(
                    Field(
                        one["name"],
                        _kind(one["schema"]),
                        one["in"],
                        one["required"],
                        one.get("description", ""),
                    )
                    for one in found["parameters"]
                ),
                sends=tuple((kind, _shown(one["schema"])) for kind, one in body.items()),
                status=status,
                answers=_shown(answer["content"]["application/json"]["schema"]),
            )


def _shapes(schemas: dict[str, Any]) -> Iterator[Shape]:
    for name, schema in schemas.items():
        required = schema.get("required", ())
        fields = (
            Field(field, _kind(one), "", field in required, one.get("description", ""))
            for field, one in schema.get("properties", {}).items()
        )
        yield Shape(name, schema.get("description", ""), tuple(fields))


_KINDS = {
    "string": "text",
    "integer": "whole number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}
_FORMATS = {"date": "day", "date-time": "moment", "binary": "file"}


def _kind(schema: dict[str, Any]) -> str:
    """The type in words: "text", "moment or null", "list of RowRecord"."""
    if "$ref" in schema:
        return _shown(schema)
    if either := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(dict.fromkeys(map(_kind, either)))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return _FORMATS.get(schema.get("format", "")) or _KINDS.get(schema.get("type", ""), "anything")


def _shown(schema: dict[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]
