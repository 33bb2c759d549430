"""Digits that measure nothing: dates, clock times, years, addresses, phone numbers, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon.measures import MEASURES, STOPS
from .tokens import Tokens, is_joined, word_at

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_HOURS_IN_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_HOUR = rf"(?:\d{{1,2}}|{'|'.join(_HOURS_IN_WORDS)})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|–|to|and)\s?"
_ADDRESSES = r"https?://\S+ | \bwww\.\S+ | (?<![\w.+-])[\w.+-]{1,64}@[\w.-]+ | [@\#]\w+ |"
_HOURS = rf"""
    | \b{_HOUR}(?:\.\d{{2}})?(?:{_TO}{_HOUR}(?:\.\d{{2}})?)?\s?[ap]\.?m\b\.?
    | \b{_HOUR}\s+o[’']clock | \b{_HOUR}\s+(?:noon|midnight|GMT|BST|EST|EDT|CET)\b
    | \b(?:half[- ]past|quarter[- ](?:past|to))\s+{_HOUR}\b
"""


def _blocked(addresses: str, hours: str, begins: str) -> re.Pattern[str]:
    """All that holds digits and measures nothing; `begins` says what it can begin with."""
    return re.compile(
        rf"""
      {addresses}(?={begins})(?: \b(?:
      {_MONTH}\s+{_DAY}(?:{_TO}\d{{1,2}}(?!\d))?(?:,?\s+\d{{4}})?\b
    | {_DAY}(?:{_TO}\d{{1,2}})?\s+(?:of\s+)?(?-i:{_MONTH})(?:,?\s+\d{{4}})?
    | {_MONTH},?\s+\d{{4}}\b
    | \d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}\b | \d{{1,3}}/\d{{1,3}}\b
    | \d{{1,2}}(?::\d{{2}}){{1,2}}(?:\.\d+)?(?:\s?[ap]\.?m\b\.?)?
      {hours}
    | \d{{4}}\s?(?:-|–|/)\s?\d{{2,4}}\b(?!\s*(?:people|%))
    | (?:(?<=\b[iI]n[ ])|(?<=\bsince[ ]))(?:19|20)\d\d(?=[,.;)](?!\d))
    | (?:19|20)?\d0s\b | \d+(?:st|nd|rd|th)\b)
    | \+?\d{{1,4}}(?:[ -]\d{{2,5}}){{2,5}}(?![\d,])
    | \(\d{{3}}\)\s?\d{{3}}-\d{{4}} | \b\d{{3}}-\d{{4}}\b
    | (?-i:\b\d{{1,5}}\s(?:[A-Z][\w.'’]+\s){{1,3}}(?:Street|St|Avenue|Ave|Road|Rd|
      Boulevard|Blvd|Lane|Drive|Way|Square|Place|Court|Crescent|Terrace)\b))
    """,
        re.VERBOSE | re.IGNORECASE,
    )


_ANY = r"[a-z\d+(]"
#: Without hours: a month, or digits before a mark, "st", "to" and the like, or a month or a street.
_DAYS = r"[jfmasond+(]|\d{1,4}+(?:[-–./:a-z\d,;)]|\s++(?:(?-i:[A-Z])|\d\d|[aot/–-]))"
#: Most passages can hold neither addresses nor hours, and are read far faster without.
_BLOCKED = _blocked("", "", _DAYS)
_BLOCKED_OR_HOUR = _blocked("", _HOURS, _ANY)
_BLOCKED_OR_HOUR_OR_ADDRESS = _blocked(_ADDRESSES, _HOURS, _ANY)
#: Where a stretch that holds no address can begin: at digits, at a mark or a month before them, or
#: at an hour. More than four digits come one by one: a telephone number may begin at any of them.
_DIGITS = re.compile(r"\t(?:\t{0,3}(?!\t))?")
_MONTH_NAMES = frozenset(
    """jan january feb february mar march apr april may jun june jul july aug august sep sept
    september oct october nov november dec december""".split()
)
_MONTH_ENDINGS = frozenset(name[-2:] for name in _MONTH_NAMES)
_MONTHS = r"an|eb|a[ry]|pr|u[nlg]|ep|ct|ov|ec"
#: The first class is what the search skips to.
_OPENINGS = re.compile(
    r"[\d(+a-zA-Zſ](?:(?<=[\d(+])|(?<=\b[a-zA-Zſ])(?i:"
    + _MONTHS
    + r"|ne|w[oe]|hr|our|ive|i[xv]|ev|ig|in|en|le|al|ua))"
)
#: What stands with an hour in a time of day, and "one" to "twelve" stuck to "am" and "pm".
_HOUR_WORDS = frozenset(
    "clock clocks noon midnight half quarter gmt bst est edt cet am pm m".split()
).union(hour + half for hour in _HOURS_IN_WORDS for half in ("am", "pm"))
#: Without any of these, only digits and a mark before them can begin such a stretch.
_SIGNS = _HOUR_WORDS | _MONTH_NAMES | {"www"}
#: Lower-case words whose number is a label: "page 12", "type 2", "flight 370".
_LABELS = frozenset(
    """page pages chapter phase type level grade step number no nos room flight line unit gate
    platform category article section paragraph para clause title tier stage part volume vol issue
    season episode round lap lane pier exit junction channel route highway interstate apartment
    apt suite floor item question rule law amendment proposition prop count act scene verse
    version model group pool division district ward zone sector size bus class figure fig table
    appendix annex order code zip postcode box plot block building camp station top option plan
    covid call dial dialled dialed fiscal under-""".split()
)
_LABELS_OF_MANY = frozenset(label + "s" for label in _LABELS if label.isalpha())
_EMERGENCY = frozenset({"911", "999", "112", "988", "111", "101", "000"})
_DATING = frozenset(
    """in since by until till from during before after circa of year the for early late mid and
    between through around to back spring summer autumn fall winter fiscal season""".split()
)
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun".split()
)


def unmeasured_stretches(
    body: str, plain: str, start: int, end: int, words: Sequence[str]
) -> list[tuple[int, int]]:
    """The stretches of `body[start:end]` that hold digits but no quantity, in order.

    `plain` is the body with tabs for digits; `words` are those of the stretch in small letters,
    parted by digits and marks.
    """
    hours = months = addresses = False
    if not _SIGNS.isdisjoint(words):
        hours, months = not _HOUR_WORDS.isdisjoint(words), not _MONTH_NAMES.isdisjoint(words)
        addresses = "www" in words
    find = body.find
    if (
        addresses
        or find("@", start, end) >= 0
        or find("#", start, end) >= 0
        or find("://", start, end) >= 0
    ):
        return [m.span() for m in _BLOCKED_OR_HOUR_OR_ADDRESS.finditer(body, start, end)]
    # To try only where one can begin takes a quarter of what the search takes.
    if hours:
        openings = _openings_of_hours(body, start, end)
    else:
        openings = _openings(body, plain, start, end, months)
    found: list[tuple[int, int]] = []
    past, match_at = start, (_BLOCKED_OR_HOUR if hours else _BLOCKED).match
    for at, after in openings:
        if after > past:
            match = match_at(body, max(at, past), end)
            if match:
                past = match.end()
                found.append(match.span())
    return found


def _openings_of_hours(body: str, start: int, end: int) -> list[tuple[int, int]]:
    places = [opening.start() for opening in _OPENINGS.finditer(body, start, end)]
    return [(at, at + 1) for at in places]


def _openings(body: str, plain: str, start: int, end: int, months: bool) -> list[tuple[int, int]]:
    """The runs of digits, the marks before them, and the first letters of months before those."""
    if not months and body.find("(", start, end) < 0 and body.find("+", start, end) < 0:
        return [digits.span() for digits in _DIGITS.finditer(plain, start, end)]
    places: list[tuple[int, int]] = []
    for digits in _DIGITS.finditer(plain, start, end):
        at = digits.start()
        if at > start and body[at - 1] in "(+":
            at -= 1
            places.append((at, at + 1))
        if months and at > start and body[at - 1].isspace():
            month = _month_before(body, start, at)
            if month >= 0:
                places.append((month, month + 1))
        places.append(digits.span())
    return places


def _month_before(body: str, start: int, at: int) -> int:
    """Where the month begins that stands before `at`, with blanks, "." and "," between; else -1."""
    while at > start and (body[at - 1].isspace() or body[at - 1] in ".,"):
        at -= 1
    if body[at - 2 : at].lower() not in _MONTH_ENDINGS:  # most words
        return -1
    first = at
    while first > start and at - first < 10 and body[first - 1].isalpha():
        first -= 1
    return first if body[first:at].lower() in _MONTH_NAMES else -1


def is_year(tokens: Tokens, i: int) -> bool:
    """True when the four digits at `i` are a year as far as the words around it tell."""
    text = tokens.texts[i]
    if len(text) != 4 or not text.isdigit():
        return False
    if "1900" <= text <= "2099":
        return True
    return ("1000" <= text < "1900" or "2100" <= text < "2200") and word_at(
        tokens, i - 1
    ) in _DATING


def is_number_of_a_name(tokens: Tokens, i: int, unit: str) -> bool:
    """True for "Route 66", "Boeing 737", "page 12", "called 911"."""
    text = tokens.texts[i]
    if not text.isdigit():
        return "." in text and i > 0 and tokens.lowers[i - 1] in _LABELS  # "version 3.2"
    if text in _EMERGENCY and not unit:
        return True
    if text in _EMERGENCY and unit in ("call", "operator", "dispatcher", "caller"):
        return True
    if text[0] == "0" and len(text) > 1:
        return True  # "at 0400", "code 007"
    if i == 0:
        return word_at(tokens, 1) in (".", ")")
    before, text_before = tokens.lowers[i - 1], tokens.texts[i - 1]
    if before in _LABELS and unit not in ("person",):
        return True
    if not unit and (before in _LABELS_OF_MANY or _goes_on_labels(tokens, i)):
        return True
    if before == "." and word_at(tokens, i - 2) in ("no", "nos", "vol", "fig", "prop"):
        return True
    if (
        (text_before[0].isupper() or not text_before.islower())
        and before not in STOPS
        and before not in _WEEKDAYS
        and text_before[0].isalpha()
    ):
        opens = i == 1 or tokens.texts[i - 2] in '.!?“"‘('
        if opens and unit:
            return False
        return not (unit in MEASURES or unit in ("person", "time"))
    return False


def _goes_on_labels(tokens: Tokens, i: int) -> bool:
    """True for the 6 of "junctions 4 and 6" and "pages 4, 5 and 6"."""
    k = i
    while (
        word_at(tokens, k - 1) in ("and", "to", "or", ",", "&", "-", "–")
        and word_at(tokens, k - 2).isdigit()
    ):
        k -= 2
    return k < i and word_at(tokens, k - 1) in _LABELS_OF_MANY


def runs_on(tokens: Tokens, j: int) -> bool:
    """True when letters or digits are stuck to the end of the digits: "5G", "90s", "3D"."""
    word = word_at(tokens, j)
    return bool(word) and is_joined(tokens, j) and word[0].isalnum()


def sticks_to_a_word(body: str, tokens: Tokens, i: int) -> bool:
    """True when the digits are the tail of a name: "F-16", "G7", "Covid-19", "S&P500"."""
    if not is_joined(tokens, i):
        return False
    before = tokens.texts[i - 1]
    if before[0].isalnum() or before in "_#@/\\.:&":
        return True
    return before in "-‐‑" and is_joined(tokens, i - 1) and tokens.texts[i - 2][-1].isalpha()


def stands_for_time(tokens: Tokens, i: int) -> bool:
    """True for a bare hour or a label: "at 9", "by 10", "(1)" ."""
    before = word_at(tokens, i - 1)
    text = tokens.texts[i]
    if before == "every":
        return True  # "six minutes instead of every 10"
    if before == "at" and text.isdigit() and int(text) <= 24:
        return word_at(tokens, i - 2) not in ("stood", "stands", "stand", "remained", "put", "set")
    return before == "(" and word_at(tokens, i + 1) == ")" and len(text) <= 2
