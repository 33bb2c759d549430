"""What programs send to have documents taken in, and how it becomes the inputs of a job.

A document is given as a row of JSONL is: its text or its page, or the address to fetch it from,
and what is known of it, which stands over what the document says itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    Tag,
)

from coverage.desk.jobs import Given, Link, Unit
from coverage.documents.columns import stated_moment
from coverage.documents.opening import sniff

#: Documents in one request; an uploaded file may hold any number.
MOST = 1000
_FORBID = ConfigDict(extra="forbid")


def _as_date(written: str) -> str:
    if stated_moment(written) is None:
        raise ValueError(
            "is no day or moment from 1990 on: write 2022-02-28 or 2022-02-28T09:30:00Z"
        )
    return written


Address = Annotated[
    str,
    Field(max_length=2000, pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"/?#][^\s<>\"]*$"),
]
MaybeAddress = Annotated[
    str,
    Field(
        max_length=2000,
        pattern=r"^$|^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"/?#][^\s<>\"]*$",
        description="Where it was published; it is not fetched.",
    ),
]
Published = Annotated[
    str,
    Field(
        max_length=40,
        pattern=r"^(199|2\d\d)\d-",
        json_schema_extra={"anyOf": [{"format": "date"}, {"format": "date-time"}]},
    ),
    AfterValidator(_as_date),
]


def _true_or_false(written: Any) -> Any:
    """As JSON writes it, also in a form; "yes" and 1 are neither."""
    return {"true": True, "false": False}.get(written, "") if isinstance(written, str) else written


TrueOrFalse = Annotated[StrictBool, BeforeValidator(_true_or_false)]


class Known(Schema):
    """What is known of a document; it stands over what the document says."""

    model_config = _FORBID
    name: Annotated[str, Field(max_length=200)] = Field(
        "", description="What the report calls it; else its title or address."
    )
    title: Annotated[str, Field(max_length=1000)] = Field("", description="Its headline.")
    authors: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=50)] = Field(
        [], description="The people named as its authors."
    )
    date: Published | None = Field(
        None, description="A day or a moment, from 1990 on: 2022-02-28, 2022-02-28T09:30:00+01:00."
    )
    outlet: Annotated[str, Field(max_length=200)] = Field("", description="Who published it.")
    language: Annotated[str, Field(max_length=35)] = Field("", description="As en or pt-BR.")


class TextGiven(Known):
    """The words of one article."""

    text: Annotated[str, Field(min_length=1)]
    address: MaybeAddress = ""


class PageGiven(Known):
    """The HTML of one page."""

    html: Annotated[str, Field(min_length=1)]
    address: MaybeAddress = ""


class PageAddress(Known):
    """The address of a page, feed, list or archive, to be fetched once."""

    url: Address


class FeedAddress(Schema):
    """The address of a feed or OPML list, read once now."""

    model_config = _FORBID
    feed: Address


def _which(given: Any) -> str | None:
    """Which of the kinds of documents it is meant to be: the errors are then of that kind."""
    kinds = ("text", "html", "url", "feed")
    if isinstance(given, Schema):
        return next((kind for kind in kinds if kind in type(given).model_fields), None)
    return next((kind for kind in kinds if isinstance(given, dict) and kind in given), None)


DocumentGiven = Annotated[
    Annotated[TextGiven, Tag("text")]
    | Annotated[PageGiven, Tag("html")]
    | Annotated[PageAddress, Tag("url")]
    | Annotated[FeedAddress, Tag("feed")],
    Discriminator(
        _which,
        custom_error_type="document_kind",
        custom_error_message="names no document: give it one of text, html, url or feed",
    ),
]


class Options(Schema):
    """What holds for all that is sent at once."""

    model_config = _FORBID
    outlet: Annotated[str, Field(max_length=200)] = Field(
        "", description="Who published all of it; stands over what the documents say."
    )
    keep_near_duplicates: TrueOrFalse = Field(
        False, description="Near-duplicates become articles of their own."
    )
    look_first: TrueOrFalse = Field(
        False,
        description="Nothing is taken in: the report says what would become of each document, and "
        "the job waits for take-in.",
    )


class DocumentsSent(Options):
    """Documents in JSON."""

    documents: Annotated[list[DocumentGiven], Field(min_length=1, max_length=MOST)]


class FilesSent(Options):
    """The fields beside uploaded files."""

    address: MaybeAddress = ""


class NumbersSent(Schema):
    """Documents of a job that was looked through."""

    model_config = _FORBID
    numbers: Annotated[
        list[Annotated[StrictInt, Field(ge=1, le=2**31 - 1)]], Field(min_length=1, max_length=MOST)
    ] = Field(description="Their numbers in the report.")


class TakeInSent(Schema):
    """How it is taken in."""

    model_config = _FORBID
    keep_near_duplicates: TrueOrFalse = Field(
        False, description="Near-duplicates become articles of their own."
    )


def inputs_of(documents: Iterable[Any]) -> list[Given]:
    """What was sent, in its order, as a job takes it."""
    return [_input(given, f"document {n}") for n, given in enumerate(documents, 1)]


def _input(given: TextGiven | PageGiven | PageAddress | FeedAddress, key: str) -> Given:
    if isinstance(given, FeedAddress):
        return Link(given.feed, kind="feed", key=key)
    name = given.name or given.title
    if isinstance(given, PageAddress):
        row = _row(given)
        return Link(given.url, name, given=row, given_type="application/json" if row else "")
    kind: Literal["text", "html"] = "text" if isinstance(given, TextGiven) else "html"
    written = given.text if isinstance(given, TextGiven) else given.html
    address, row = given.address, _row(given, **{kind: written})
    name = name or address or key
    if row:
        return Unit(row, name, address, "application/json", key)
    content = written.encode("utf-8", "surrogatepass")
    return Unit(content, name, address, _type_of(kind, written), key)


def _row(given: Known, **content: str) -> bytes:
    """What is known of it, and its content, as a row of JSONL; b"" where nothing is known."""
    known = {
        "title": given.title,
        "authors": given.authors,
        "date": given.date,
        "outlet": given.outlet,
        "language": given.language,
    }
    stated = {name: value for name, value in known.items() if value}
    return json.dumps({**stated, **content}).encode() if stated else b""


def _type_of(kind: str, written: str) -> str:
    """How it is opened: words stay words, whatever they look like, but for markup and feeds."""
    if kind == "html":
        return "text/html"
    return {"html": "text/html", "feed": ""}.get(sniff(written), "text/plain")
