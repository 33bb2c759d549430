"""Metadata in plain text: date prefixes, bylines, update lines; what a page's head left behind."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from .calendars import DATE_PATTERN, read_date
from .lines import Line

_I = re.IGNORECASE
_CLOCK = r"(?:[T\s,|·•-]{0,3}(?:at\s|um\s|à\s|kl\.?\s)?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?(?:\s?(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d|Uhr))?)?"
_LABELS = (
    r"(?:date|dated|published(?: on| at)?|publication date|posted(?: on)?|first published(?: on)?|created|"
    r"last updated(?: on| at)?|last modified|updated(?: on| at)?|modified|issued|stand|aktualisiert(?: am)?|"
    r"veröffentlicht(?: am)?|erstellt(?: am)?|publié(?: le)?|mis à jour(?: le)?|modifié le|publicado(?: el| em)?|actualizado(?: el)?|"
    r"atualizado(?: em)?|pubblicato(?: il)?|aggiornato(?: il)?|gepubliceerd(?: op)?|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|opublikowano|aktualizacja)"
)
_PREFIX = re.compile(
    rf"(?P<label>{_LABELS})\s?[:=|]?\s?(?:\w{{3,10}},?\s)?(?P<date>{DATE_PATTERN}){_CLOCK}(?=\s|$|[.,|])",
    _I,
)
_DATE_LINE = re.compile(
    rf"(?:{_LABELS}\s?[:=|]?\s?)?(?:\w{{3,10}},?\s)?(?P<date>{DATE_PATTERN}){_CLOCK}(?:\s?[|·•,-]\s?\d+ min(?:ute)?s? read)?",
    _I,
)
_SEVERAL = re.compile(r"\s?[|·•]\s?")
_NAME = r"(?:[A-ZÀ-ÖØ-ÞŁŚŽŠČ][\w’'.-]*|de|van|von|der|den|la|le|di|da|del|bin|al|el|ten|dos)"
_PEOPLE = rf"{_NAME}(?:\s{_NAME}){{1,4}}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Af|From|oi-|Autor:|Author:|Text:|Words:|Reporter:|Written by|Reported by)[:\s]\s?"
    rf"(?P<names>{_NAME}(?:\s{_NAME}){{0,5}}(?:(?:,\s|\s(?:and|und|et|y|e|och|og|&)\s|,\sand\s){_NAME}(?:\s{_NAME}){{0,4}}){{0,12}})"
    rf"(?P<rest>(?:,|\s[|–—-]|\sin\s|\sfor\s|\s[|])[^.!?\n]{{0,80}}|[.:]?)"
)
_GLUED = re.compile(rf"(?P<names>{_PEOPLE})\s?[|,·•-]?\s?(?P<date>{DATE_PATTERN}){_CLOCK}")
_READ_TIME = re.compile(
    r"\d{1,3}[\s-]min(?:ute)?s?(?:\sread)?|(?:reading time|lesezeit|temps de lecture)[:\s][^\n]{1,20}",
    _I,
)
_ANY_DATE = re.compile(DATE_PATTERN, _I)
_FIELD = re.compile(
    r"(?:title|author|authors|source|publisher|url|link|language|byline|section|category|tags|keywords)\s?:\s\S.{0,200}",
    _I,
)


@dataclass(frozen=True, slots=True)
class MetadataLine:
    """A stretch of a line that is metadata; `end` may lie inside the line (a prefix)."""

    start: int
    end: int
    reason: str
    published: date | datetime | None = None
    names: str = ""  # the names of a byline, as written


def read_prefix(body: str, line: Line) -> MetadataLine | None:
    """A label and a date glued to the very first words of a text ("date 2022-03-03 A …")."""
    match = _PREFIX.match(body, line.start, min(line.end, line.start + 120))
    if match is None:
        return None
    posted = read_date(match["date"])
    if posted is None:
        return None
    end = match.end()
    while end < line.end and body[end] in " \u00a0|,.:·•–—-":
        end += 1
    label = match["label"].lower()
    updated = label.startswith(
        (
            "updated",
            "last",
            "modified",
            "aktual",
            "mis à",
            "actual",
            "atual",
            "aggior",
            "bijge",
            "uppd",
            "oppd",
        )
    )
    whole = end >= line.end
    return MetadataLine(
        line.start,
        line.end if whole else _trim_back(body, line.start, match.end(), end),
        "an update line" if updated else "a date before the text" if not whole else "a date line",
        None if updated else posted,
    )


def _trim_back(body: str, start: int, match_end: int, end: int) -> int:
    """The end of the metadata words themselves: blanks and rules after them stay outside."""
    del end
    while match_end > start and body[match_end - 1].isspace():
        match_end -= 1
    return match_end


def read_metadata_line(line: Line) -> MetadataLine | None:
    """The line as metadata (a date line, a byline, both), or None when it is text."""
    text = line.text
    if len(text) > 240:
        return None
    if _DATE_LINE.fullmatch(text):
        posted = read_date(text)
        updated = re.match(r"(?:last |up|mod|akt|mis|bij|ag)", text, _I)
        if posted:
            return MetadataLine(line.start, line.end, "a date line", None if updated else posted)
    parts = _SEVERAL.split(text)
    if len(parts) > 1 and any(
        _DATE_LINE.fullmatch(part.strip()) or _labelled(part) for part in parts
    ):
        return MetadataLine(
            line.start, line.end, "a line of byline, place or dates", _first_published(parts)
        )
    byline = _BYLINE.fullmatch(text)
    if byline and len(text) < 200:
        return MetadataLine(line.start, line.end, "a byline", names=byline["names"])
    glued = _GLUED.fullmatch(text)
    if glued and read_date(glued["date"]):
        return MetadataLine(
            line.start, line.end, "a byline and its date", read_date(glued["date"]), glued["names"]
        )
    if len(text) < 130 and not text.endswith(".") and re.match(rf"{_LABELS}\b", text, _I):
        found = _ANY_DATE.search(text)
        if found and read_date(found.group()) and len(text) - len(found.group()) < 70:
            return MetadataLine(line.start, line.end, "an update line")
    if _READ_TIME.fullmatch(text):
        return MetadataLine(line.start, line.end, "a reading time")
    return None


def is_field(text: str) -> bool:
    """True for a "label: value" line as exports put before a text ("Author: …", "URL: …")."""
    return bool(_FIELD.fullmatch(text))


_LABELLED = re.compile(rf"{_LABELS}\s?:?\s", _I)


def _labelled(part: str) -> bool:
    return bool(_LABELLED.match(part.strip())) and bool(re.search(r"\d{4}", part))


def _first_published(parts: list[str]) -> date | None:
    """The day that a part calls created or published, else the only day given without a label."""
    for part in parts:
        if re.match(r"\s?(?:created|published|posted|first|veröff|publi|date|erst)", part, _I):
            return read_date(part, day_first=True)
    for part in parts:
        if _DATE_LINE.fullmatch(part.strip()) and not re.match(
            r"\s?(?:up|last|mod|akt|mis)", part, _I
        ):
            return read_date(part)
    return None
