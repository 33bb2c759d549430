"""What a check found wrong, in words that name the input and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pydantic

#: As many are told at once.
MOST = 20
_WORDS = {
    "missing": "is missing.",
    "extra_forbidden": "is unknown here. Leave it out, or look up its name in the API's document.",
    "string_type": "is no text.",
    "string_unicode": "holds half of a character. Send whole Unicode.",
    "bool_parsing": "is neither true nor false.",
    "bool_type": "is neither true nor false.",
    "list_type": "is no list.",
    "int_parsing": "is no whole number.",
    "int_type": "is no whole number.",
    "model_attributes_type": "is no object.",
    "model_type": "is no object.",
    "dict_type": "is no object.",
}
_WITH = {
    "string_too_short": "is empty.",
    "string_too_long": "has more than {max_length} characters, the limit.",
    "too_long": "has more than {max_length} members, the limit.",
    "too_short": "has no member. Give at least {min_length}.",
    "greater_than_equal": "is less than {ge}.",
    "less_than_equal": "is more than {le}.",
}
_CHARACTERS = "has characters that may not stand there."
#: A part of a pattern → what to say of what does not match it.
_PATTERNS = {
    "://": "is no address of the web. Give one that begins with https://.",
    "199": "is no day or moment from 1990 on: write 2022-02-28 or 2022-02-28T09:30:00Z.",
}


def errors_of(wrong: pydantic.ValidationError) -> tuple[str, list[dict[str, str]]]:
    """(what is wrong first, all of it): of a body that was checked."""
    return errors_in(wrong.errors(include_url=False, include_input=False))


def errors_in(found: Iterable[Mapping[str, Any]]) -> tuple[str, list[dict[str, str]]]:
    errors = [{"at": _place(error), "detail": _said(error)} for error in list(found)[:MOST]]
    first = errors[0] if errors else {"at": "The request", "detail": "is not as it should be."}
    others = f" {len(errors) - 1} more: see errors." if len(errors) > 1 else ""
    return f"{first['at']} {first['detail']}{others}", errors


def _place(error: Mapping[str, Any]) -> str:
    """ "documents[2].date"."""
    place = ""
    steps = [step for step in error["loc"] if step not in ("query", "path", "header", "body")]
    for number, step in enumerate(steps):
        if isinstance(step, int):
            place += f"[{step}]"
        elif number and isinstance(steps[number - 1], int) and step in _KINDS:
            continue  # the kind of document that was checked, which nobody wrote
        else:
            place += f".{step[:80]}" if place else step[:80]
    return place or "The body"


_KINDS = ("text", "html", "url", "feed")


def _said(error: Mapping[str, Any]) -> str:
    kind, context = error["type"], error.get("ctx") or {}
    if kind in _WORDS:
        return _WORDS[kind]
    if kind in _WITH:
        return _WITH[kind].format_map({name: str(value) for name, value in context.items()})
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        return next((said for part, said in _PATTERNS.items() if part in pattern), _CHARACTERS)
    if kind == "value_error":
        return f"{context.get('error', error['msg'])}."
    return f"{error['msg'][:1].lower()}{error['msg'][1:200]}."
