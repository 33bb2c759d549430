"""What a row of a table or an object of JSON states about an article, whatever its columns are called."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

from coverage.text.spans import as_body

from .canonical import plain_address, web_address
from .moments import read_moment
from .people import read_names
from .trees import squeeze

Role = Literal["html", "text", "headline", "address", "outlet", "published", "authors", "language"]

#: Names of columns, in small letters without blanks and marks; the first that has a value counts.
#: Media Cloud's are among them (publish_date, media_name); its media_url is the outlet's, not the
#: article's, and "ap_syndicated" says nothing that is kept.
_NAMES: dict[Role, tuple[str, ...]] = {
    "html": ("html", "rawhtml", "articlehtml", "bodyhtml", "contenthtml", "fullhtml", "pagehtml", "markup"),
    "text": ("text", "fulltext", "articletext", "storytext", "articlebody", "bodytext", "maintext", "plaintext", "rawtext", "contenttext", "body", "content"),
    "headline": ("headline", "title", "articletitle", "storytitle", "heading"),
    "address": ("url", "address", "link", "articleurl", "storyurl", "pageurl", "sourceurl", "canonicalurl", "weburl", "permalink", "href", "uri"),
    "outlet": ("outlet", "outletname", "medianame", "newspaper", "publication", "publisher", "sitename", "sourcename", "source"),
    "published": ("published", "publishdate", "publisheddate", "publishedat", "datepublished", "publicationdate", "publicationtime", "publishtime", "pubdate", "publishedon", "webpublicationdate", "firstpublished", "date", "datetime", "timestamp"),
    "authors": ("authors", "author", "byline", "creator", "writer", "writers", "journalist", "journalists"),
    "language": ("language", "lang", "languagecode", "inlanguage"),
}  # fmt: skip
ROLES: dict[str, Role] = {name: role for role, names in _NAMES.items() for name in names}
_RANKS = {name: rank for names in _NAMES.values() for rank, name in enumerate(names)}
#: What tables write into a cell that has nothing in it.
_NOTHING = frozenset(
    ("", "nan", "none", "null", "nil", "n/a", "na", "nat", "undefined", "[]", "{}", "-")
)
_LANGUAGES = {
    "eng": "en", "english": "en", "ger": "de", "deu": "de", "german": "de", "deutsch": "de",
    "fre": "fr", "fra": "fr", "french": "fr", "spa": "es", "spanish": "es", "ita": "it", "italian": "it",
    "por": "pt", "portuguese": "pt", "nld": "nl", "dut": "nl", "dutch": "nl", "dan": "da", "danish": "da",
    "swe": "sv", "swedish": "sv", "nor": "no", "nob": "no", "nno": "no", "norwegian": "no", "nb": "no", "nn": "no",
    "fin": "fi", "finnish": "fi", "pol": "pl", "polish": "pl", "rus": "ru", "russian": "ru",
    "ukr": "uk", "ukrainian": "uk", "ara": "ar", "arabic": "ar", "zho": "zh", "chi": "zh", "chinese": "zh",
    "jpn": "ja", "japanese": "ja", "kor": "ko", "korean": "ko", "tur": "tr", "turkish": "tr",
    "hin": "hi", "hindi": "hi", "heb": "he", "hebrew": "he", "ell": "el", "gre": "el", "greek": "el",
    "ces": "cs", "cze": "cs", "czech": "cs", "hun": "hu", "hungarian": "hu", "ron": "ro", "romanian": "ro",
    "vie": "vi", "vietnamese": "vi", "ind": "id", "indonesian": "id", "fas": "fa", "persian": "fa",
}  # fmt: skip
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
#: "Thu May 04 10:00:00 EST 2023", as programs print it.
_CTIME = re.compile(
    rf"\w{{3}} ({_MONTH}) +(\d{{1,2}}) (\d\d:\d\d(?::\d\d)?) ?([A-Z]{{1,5}}|[+-]\d{{4}})? ?(\d{{4}})$",
    re.I,
)
_DASHED = re.compile(rf"(\d{{1,2}})-({_MONTH})[a-z]*-(\d{{4}})\b", re.I)
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})\b")
#: The members of "['Ana Kohl', \"Bo O'Lund\"]".
_QUOTED = re.compile(r"""'((?:[^'\\]|\\.){2,100})'|"((?:[^"\\]|\\.){2,100})\"""")
_SECONDS = re.compile(r"-?\d{9,10}(?:\.\d+)?$|\d{12,13}$")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a row says itself; "" and () where it does not."""

    html: str = ""
    text: str = ""
    headline: str = ""
    authors: tuple[str, ...] = ()
    published: date | datetime | None = None
    no_date: str = ""  # the words of its date column, where they are no date for certain
    outlet: str = ""
    outlet_column: str = ""
    language: str = ""
    address: str = ""


Roles = Mapping[Role, tuple[str, Any]]


def column_key(name: str) -> str:
    """A column's name as it is looked up: "Publish_Date " → "publishdate"."""
    return re.sub(r"[\W_]+", "", name).lower()


def find_roles(row: Iterable[tuple[str, Any]]) -> dict[Role, tuple[str, Any]]:
    """(the column, its value) for each role the row fills; empty cells fill none, and of two columns
    for one role the better known counts, of two of one name the first."""
    found: dict[Role, tuple[str, Any]] = {}
    ranks: dict[Role, int] = {}
    for name, value in row:
        key = column_key(name) if isinstance(name, str) else ""
        role = ROLES.get(key)
        if role is None or _is_nothing(value) or ranks.get(role, 99) <= _RANKS[key]:
            continue
        found[role], ranks[role] = (name, value), _RANKS[key]
    return found


def _is_nothing(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) < 12 and value.strip().lower() in _NOTHING or not value.strip()
    return value is None or value is False or value in ([], {}) or value != value


def has_text(roles: Roles) -> bool:
    """Whether the row has an article's text."""
    return bool(_words(roles, "html").strip() or _words(roles, "text").strip())


def address_in(roles: Roles) -> str:
    """The row's address, "" where it has none of the web."""
    return web_address(_line(roles, "address"))


def read_stated(roles: Roles) -> Stated:
    """Everything the row states."""
    outlet = _line(roles, "outlet")
    if re.match(r"https?:", outlet, re.I):
        outlet = ""  # where it was got, not who published
    text, html = _words(roles, "text"), _words(roles, "html")
    headline = _line(roles, "headline")
    published = stated_moment(roles["published"][1]) if "published" in roles else None
    return Stated(
        html=html,
        text=text,
        headline=_unescaped(headline),
        authors=_authors(roles, outlet),
        published=published,
        no_date=_line(roles, "published")[:60] if published is None else "",
        outlet=outlet,
        outlet_column=str(roles["outlet"][0]) if outlet else "",
        language=_language(_line(roles, "language")),
        address=plain_address(address_in(roles)),
    )


def _words(roles: Roles, role: Role) -> str:
    """A text as it stands; a list of paragraphs as one text."""
    value = roles[role][1] if role in roles else ""
    if isinstance(value, dict):
        value = value.get("rendered")  # as WordPress gives it
    if isinstance(value, list):
        value = "\n\n".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _line(roles: Roles, role: Role) -> str:
    """A value as one line: of an object its name ("source": {"name": …}), of a list its first."""
    value = roles[role][1] if role in roles else ""
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else ""
        if isinstance(value, dict):
            keys = ("url", "href") if role == "address" else ("name", "title", "rendered")
            value = next((value[key] for key in keys if value.get(key)), "")
    return squeeze(as_body(value)) if isinstance(value, str) else ""


def _unescaped(headline: str) -> str:
    if "&" not in headline:
        return headline
    import html

    return squeeze(html.unescape(headline))


def _authors(roles: Roles, outlet: str) -> tuple[str, ...]:
    """The people named as authors: a list, a list of objects, or one line in any of its forms."""
    value = roles["authors"][1] if "authors" in roles else ""
    if isinstance(value, dict):
        value = [value]
    if isinstance(value, str):
        written = as_body(value.strip()[:2000])
        if written.startswith("[") and written.endswith("]"):  # a list that a table has as text
            value = _listed(written)
        else:
            return read_names(squeeze(written) if "\n" not in written else written, outlet)
    names = []
    for one in value if isinstance(value, list) else ():
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            names.append(squeeze(as_body(name[:200])))
    return read_names(names[:50], outlet, typed=True)


def _listed(written: str) -> list[str]:
    try:
        value = json.loads(written)
        if isinstance(value, list):
            return [
                one["name"] if isinstance(one, dict) and isinstance(one.get("name"), str) else one
                for one in value
            ]
    except (ValueError, RecursionError):
        pass
    return [one or other for one, other in _QUOTED.findall(written)]


def stated_moment(value: Any) -> date | datetime | None:
    """The moment or day of a cell in any common form, with its zone where one is written; None for
    what is none, and for a day like 4/5/2023 that can be read in two ways."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("$date", "date", "value") if value.get(key)), None)
    if isinstance(value, bool) or value is None:
        return None
    written = squeeze(str(value)[:100])
    try:
        if _SECONDS.match(written):
            number = float(written)
            seconds = number / 1000 if number >= 1e11 else number
            moment = datetime.fromtimestamp(int(seconds), tz=UTC)
            return moment if moment.year >= 1990 else None
        printed = _CTIME.match(written)
        if printed:
            month, day, clock, zone, year = printed.groups()
            written = f"{day} {month} {year} {clock} {zone or ''}".strip()
        written = _DASHED.sub(r"\1 \2 \3", written)
        written = _SLASHED.sub(lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}", written)
        return read_moment(written)
    except (ValueError, OverflowError, OSError, TypeError, AttributeError):
        return None


def _language(written: str) -> str:
    """The two-letter code of "en-GB", "eng" or "English"; "" for anything else."""
    name = written.lower()
    code = re.match(r"([a-z]{2})(?:[-_][\w-]*)?$", name)
    if code:
        return _LANGUAGES.get(code.group(1), code.group(1))
    return _LANGUAGES.get(name.split("-")[0], "")
