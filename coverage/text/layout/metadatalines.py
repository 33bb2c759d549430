"""Metadata in plain text: date prefixes, bylines, update lines; what a page's head left behind."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..figures.calendars import DATE_PATTERN, read_date
from ..figures.clocks import CLOCK_AFTER, CLOCK_BEFORE, read_published
from ..lines import Line
from ..patterns import late, may_open

_I = re.IGNORECASE
_LABELS = (
    r"(?:date|dated|published(?: on| at)?|publication date|posted(?: on)?|first published(?: on)?|created|"
    r"last updated(?: on| at)?|last modified|updated(?: on| at)?|modified|issued|stand|aktualisiert(?: am)?|"
    r"veröffentlicht(?: am)?|erstellt(?: am)?|publié(?: le)?|mis à jour(?: le)?|modifié le|publicado(?: el| em)?|actualizado(?: el)?|"
    r"atualizado(?: em)?|pubblicato(?: il)?|aggiornato(?: il)?|gepubliceerd(?: op)?|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|opublikowano|aktualizacja)"
)
_WEEKDAY = r"(?:\w{3,10}\.?,?\s)?"
_WHEN = rf"{CLOCK_BEFORE}{_WEEKDAY}(?P<date>{DATE_PATTERN}){CLOCK_AFTER}"
_PREFIX = late(
    rf"(?P<label>{_LABELS})\s?[:=|]?\s?(?P<when>{_WHEN})(?=\s|$|[.,|])",
    _I,
)
_DATE_LINE = late(
    rf"(?:{_LABELS}\s?[:=|]?\s?)?{_WHEN}(?:\s?[|·•,-]\s?\d+ min(?:ute)?s? read)?",
    _I,
)
_UPDATED = late(
    r"\W{0,2}(?:updated?\b|last\b|modif|aktual|mis à|actual|atual|aggior|bijge|uppdat|oppdat|aktualiz)",
    _I,
)
_AGO = late(
    rf"(?:{_LABELS}\s?:?\s?)?(?:\d{{1,2}}|an?|one)\s(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?)\sago",
    _I,
)
_SEVERAL = late(r"\s?[|·•]\s?")
_DIGIT = re.compile(r"\d")
_NAME = r"(?:[A-ZÀ-ÖØ-ÞŁŚŽŠČ][\w’'.-]*|de|van|von|der|den|la|le|di|da|del|bin|al|el|ten|dos|du|des|of|the|&)"
_PEOPLE = rf"{_NAME}(?:\s{_NAME}){{1,4}}"
_BYLINE = late(
    rf"(?:[Bb]y|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Af|From|oi-|Autor:|Author:|Text:|Words:|Reporter:|Written by|Reported by)[:\s]\s?"
    rf"(?P<names>{_NAME}(?:\s{_NAME}){{0,5}}(?:(?:,\s|\s(?:and|und|et|y|e|och|og|&)\s|,\sand\s){_NAME}(?:\s{_NAME}){{0,4}}){{0,12}})"
    rf"(?P<rest>(?:,|\s[|–—-]|\sin\s|\sfor\s|\s[|])[^.!?\n]{{0,80}}|[.:]?)"
)
_BY = r"(?:[Bb]y|BY|Von|VON|Par|PAR|Por|POR|Di|Door|Av|Af)"
#: A byline and its date in one line, as pages that break lines without a mark leave them.
_ONE = rf"(?!(?i:{_LABELS})\b){_NAME}"
_BYLINE_DATED = late(
    rf"{_BY}:?\s(?P<names>{_ONE}(?:\s{_ONE}){{1,5}}(?:(?:,\s|\s(?:and|und|et|y|e|och|og|&)\s|,\sand\s){_ONE}(?:\s{_ONE}){{1,4}}){{0,6}})"
    rf",?\s(?P<label>(?i:{_LABELS})\s?:?\s)?(?P<when>{_WHEN})"
)
_BETWEEN_NAMES = late(r",\sand\s|,\s|\s(?:and|und|et|y|e|och|og|&)\s")
_CALENDAR = late(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|"
    r"christmas|easter|spring|summer|autumn|winter)\b",
    _I,
)
#: What somebody is, between their byline and its date: "Staff writer", "Senior editor, The Gull".
_ROLE = late(
    r"(?:[\w’'&.-]{1,20}\s){0,5}(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|journalists?)"
    r"(?:,\s[A-ZÀ-ÖØ-Þ][\w .&’'-]{1,40})?",
    _I,
)
_GLUED = late(
    rf"(?P<names>{_NAME}(?:\s{_NAME}){{0,5}})\s?[|,·•-]?\s?(?P<when>(?P<date>{DATE_PATTERN}){CLOCK_AFTER})"
)
#: Words of sections, desks and outlets: a line of capitals with one of them names no person.
_SECTION = late(
    r"\b(?:news|world|politics|sports?|local|national|business|opinion|culture|science|health|travel|technology|tech|lifestyle|entertainment|"
    r"education|environment|money|features?|analysis|comment|desk|staff|team|newsroom|reporters?|correspondents?|editors?|agenc(?:y|ies)|"
    r"daily|weekly|monthly|times|gazette|courier|herald|tribune|chronicle|observer|guardian|telegraph|journal|dispatch|bulletin|magazine|press|"
    r"radio|tv|television|broadcasting|media|online|post|mirror|echo|review|politik|wirtschaft|kultur|redaktion|zeitung|anzeiger|"
    r"politique|économie|société|monde|rédaction|política|economía|mundo|redacción|cronaca|redazione)\b",
    _I,
)
_WIRES = late(
    r"(?:(?:from|by|with)\s)?(?:our\s|the\s)?(?:(?:news|wire|staff|press)(?:,?\s(?:and|&)\s|\s)){1,2}"
    r"(?:services?|agenc(?:y|ies)|wires?|wire reports?)|(?:(?:from|by|with)\s)?(?:our\s|the\s)?agencies",
    _I,
)
_LABEL = late(rf"{_LABELS}\b", _I)
#: What begins an outlet's name or a place's, hardly a person's.
_NO_PERSON = late(r"(?:the|le|la|les|der|die|das|il|lo|el|los)\s|l['’]|.*\s(?:of|the|&)\s", _I)
_ALSO = late(rf"(?:(?:and|et|und|y|e|en)\s)?{_LABELS}\b[^.!?]{{0,60}}$", _I)
_READ_TIME = late(
    r"\d{1,3}[\s-]min(?:ute)?s?(?:\sread)?|(?:reading time|lesezeit|temps de lecture)[:\s][^\n]{1,20}",
    _I,
)
_ANY_DATE = late(DATE_PATTERN, _I)
_FIELD = late(
    r"(?:title|author|authors|source|publisher|url|link|language|byline|section|category|tags|keywords)\s?:\s\S.{0,200}",
    _I,
)
#: The first letters of all labels, bylines and reading times; the last ones of lines of agencies.
_LABEL_OPENINGS = frozenset(
    "act agg akt atu bij cre dat ers fir gep iss las mis mod opp opu pos pub sta upd upp ver".split()
)
_BYLINE_OPENINGS = frozenset(
    "af |af:|aut|av |av:|by |by:|di |di:|doo|fro|oi-|par|por|rep|tex|von|wor|wri".split("|")
)
#: What may open metadata longer than a few words, where no date or rule tells it.
OPENINGS = _LABEL_OPENINGS | _BYLINE_OPENINGS
_READ_TIME_OPENINGS = frozenset(("les", "rea", "tem"))
_WIRE_ENDINGS = frozenset(("ice", "ces", "ncy", "ies", "ire", "res", "rts"))
LONGEST_METADATA = 240
_NO_DATE_HAS = frozenset('—"“”<>!?;@#')
_MOST_IN_A_BYLINE = 6  # lines
_SHORT = 50  # a reading time, "2 hours ago" and agencies' names are shorter


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
    if not may_open(line.text, _LABEL_OPENINGS) or not _ANY_DATE.search(line.text[:120]):
        return None
    match = _PREFIX.match(body, line.start, min(line.end, line.start + 120))
    if match is None:
        return None
    posted = read_published(match["when"])
    if posted is None:
        return None
    end = match.end()
    while end < line.end and body[end] in " \u00a0|,.:·•–—-":
        end += 1
    if _ALSO.match(body[end : line.end]) and _ANY_DATE.search(body, end, line.end):
        end = line.end  # "Published … Updated …"
    updated = bool(_UPDATED.match(match["label"]))
    whole = end >= line.end
    return MetadataLine(
        line.start,
        line.end if whole else _trim_back(body, line.start, match.end()),
        "an update line" if updated else "a date before the text" if not whole else "a date line",
        None if updated else posted,
    )


def _trim_back(body: str, start: int, match_end: int) -> int:
    """The end of the metadata words themselves: blanks and rules after them stay outside."""
    while match_end > start and body[match_end - 1].isspace():
        match_end -= 1
    return match_end


def read_metadata_line(line: Line) -> MetadataLine | None:
    """The line as metadata (a date line, a byline, both), or None when it is text."""
    text = line.text
    if len(text) > LONGEST_METADATA:
        return None
    dated = _may_close_in_date(text)
    if dated and _DATE_LINE.fullmatch(text):
        posted = read_published(text)
        if posted:
            updated = _UPDATED.match(text)
            return MetadataLine(line.start, line.end, "a date line", None if updated else posted)
    several = ("|" in text or "·" in text or "•" in text) and _DIGIT.search(text) is not None
    parts = [part.strip() for part in _SEVERAL.split(text)] if several else []
    if len(parts) > 1 and any(_DATE_LINE.fullmatch(part) or _labelled(part) for part in parts):
        return MetadataLine(
            line.start,
            line.end,
            "a line of byline, place or dates",
            _first_published(parts),
            _names_among(parts),
        )
    may_be_byline = text[:1].isalpha() and len(text) < 200 and may_open(text, _BYLINE_OPENINGS)
    both = _BYLINE_DATED.fullmatch(text) if may_be_byline and dated else None
    if both and read_date(both["date"]) and _are_people(both["names"]):
        is_update = both["label"] and _UPDATED.match(both["label"])
        posted = None if is_update else read_published(both["when"])
        names = both["names"]
        return MetadataLine(line.start, line.end, "a byline and its date", posted, names)
    byline = _BYLINE.fullmatch(text) if may_be_byline and not _closes_in_prose(text) else None
    if byline:
        return MetadataLine(
            line.start, line.end, "a byline", read_published(byline["rest"]), byline["names"]
        )
    glued = _GLUED.fullmatch(text) if dated else None
    if glued and read_date(glued["date"]):
        names = glued["names"] if _is_people(glued["names"]) else ""
        return MetadataLine(
            line.start,
            line.end,
            "a byline and its date" if names else "a name and a date",
            read_published(glued["when"]),
            names,
        )
    if len(text) < 130 and not text.endswith(".") and may_open(text, _LABEL_OPENINGS):
        if _LABEL.match(text):
            return _labelled_line(line)
    if len(text) > _SHORT:
        return None
    if may_open(text, _READ_TIME_OPENINGS) and _READ_TIME.fullmatch(text):
        return MetadataLine(line.start, line.end, "a reading time")
    ending = text[-3:].lower()
    if ending == "ago" and _AGO.fullmatch(text):
        return MetadataLine(line.start, line.end, "how long ago it was published")
    if ending in _WIRE_ENDINGS and _WIRES.fullmatch(text):
        return MetadataLine(line.start, line.end, "a line that names agencies")
    return None


def _closes_in_prose(text: str) -> bool:
    """True for a text that ends like "… stayed away.": no name of a byline does."""
    return text[-1] in ".:!?" and (last := text.rsplit(None, 1)[-1])[0].islower() and len(last) > 4


def _may_close_in_date(text: str) -> bool:
    """False for a text without a date, and for one that ends as no date or time of day does."""
    if "20" not in text and "19" not in text or not _NO_DATE_HAS.isdisjoint(text):
        return False
    closing = text.rstrip(")")
    last, before = closing[-1:], closing[-2:-1]
    if last == ".":  # "5 a.m.", "2031 May 14."
        ends = before in "mM" or before.isdigit() and not closing[-4:-1].isdigit()
    else:
        ends = last.isalnum()
    return ends and _ANY_DATE.search(text) is not None


def _labelled_line(line: Line) -> MetadataLine | None:
    """A line that begins with a label and is little more than its dates; None for a sentence."""
    found = _ANY_DATE.search(line.text)
    if not found or not read_date(found.group()) or len(line.text) - len(found.group()) >= 70:
        return None
    first = _PREFIX.match(line.text)
    if first is None or _UPDATED.match(line.text):
        return MetadataLine(line.start, line.end, "an update line")
    return MetadataLine(line.start, line.end, "a date line", read_published(first["when"]))


def _names_among(parts: list[str]) -> str:
    """The people of a line of several parts: a byline's, else the one name that stands with dates."""
    for part in parts:
        byline = _BYLINE.fullmatch(part)
        if byline:
            return byline["names"]
    rest = [
        part
        for part in parts
        if part
        and not (_DATE_LINE.fullmatch(part) or _labelled(part) or _READ_TIME.fullmatch(part))
    ]
    return rest[0] if len(rest) == 1 and _is_people(rest[0]) else ""


def is_byline_block(lines: Sequence[Line]) -> bool:
    """Whether the lines of one block are a byline with what stands under it: what its people are,
    and dates ("By Ada Voss", "Staff writer", "March 3, 2022")."""
    if not 1 < len(lines) <= _MOST_IN_A_BYLINE:
        return False
    first, *others = lines
    byline = read_metadata_line(first)
    if byline is None or not byline.names:
        return False
    return all(
        read_metadata_line(line) is not None
        or len(line.text) < _SHORT
        and _ROLE.fullmatch(line.text)
        for line in others
    )


def _are_people(names: str) -> bool:
    """True where each of the names may be a person's, and none is a day's or a season's."""
    parts = _BETWEEN_NAMES.split(names)
    return not _CALENDAR.search(names) and all(_is_people(part) for part in parts)


def _is_people(names: str) -> bool:
    """True for two words or more that may be a person's name and no section's or outlet's."""
    return (
        bool(re.fullmatch(_PEOPLE, names))
        and not _SECTION.search(names)
        and not _NO_PERSON.match(names)
    )


def is_field(text: str) -> bool:
    """True for a "label: value" line as exports put before a text ("Author: …", "URL: …")."""
    return ":" in text and bool(_FIELD.fullmatch(text))


_LABELLED = late(rf"{_LABELS}\s?:?\s", _I)


def _labelled(part: str) -> bool:
    return bool(_LABELLED.match(part.strip())) and bool(re.search(r"\d{4}", part))


def _first_published(parts: list[str]) -> date | datetime | None:
    """The day that a part calls created or published, else the only day given without a label."""
    for part in parts:
        if re.match(r"\s?(?:created|published|posted|first|veröff|publi|date|erst)", part, _I):
            return read_published(part, day_first=True)
    for part in parts:
        if _DATE_LINE.fullmatch(part) and not _UPDATED.match(part):
            return read_published(part)
    return None
