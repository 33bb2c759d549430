"""Dates as people and platforms write them, in the languages of the news we meet.

Only dates that are whole (day, month, year) are read; "3 Mar" or "Thursday" is no date here.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from datetime import date

from ..patterns import late

#: Month names by language; cut forms ("Sept", "févr") are looked up by their beginning.
_MONTHS = """
january february march april may june july august september october november december
januar februar märz april mai juni juli august september oktober november dezember
jänner feber maerz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
ledna února března dubna května června července srpna září října listopadu prosince
januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra
január február március április május június július augusztus szeptember október november december
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
januari februari maret april mei juni juli agustus september oktober november desember
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
"""

_WORD = r"[^\W\d_]{3,14}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
#: One whole date; what stands in it is read by `read_date`.
DATE_PATTERN = (
    rf"(?:{_YEAR}-[01]\d-[0-3]\d"
    rf"|{_YEAR}\s?年\s?[01]?\d\s?月\s?[0-3]?\d\s?日"
    rf"|{_YEAR}\s?년\s?[01]?\d\s?월\s?[0-3]?\d\s?일"
    rf"|{_WORD}\.?\s{{1,2}}{_DAY}(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR}"
    rf"|{_DAY}(?:\.|st|nd|rd|th|er|º|°)?\s{{1,2}}(?:de\s|of\s|d['’]\s?)?{_WORD}\.?,?\s{{1,2}}(?:de\s|del\s)?{_YEAR}"
    rf"|{_YEAR}\.?\s{_WORD}\.?\s{_DAY}\.?"
    rf"|[0-3]?\d[./-][0-3]?\d[./-]{_YEAR})(?!\d)"
)
_DATE = late(rf"(?<!\d){DATE_PATTERN}")
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(_WORD)


def _month_table() -> dict[str, int]:
    """Every month name, whole and cut to three letters or more, to its number 1–12.

    A beginning that two months share in any language ("mar", "jun" aside) keeps the whole names.
    """
    whole: dict[str, int] = {}
    cut: dict[str, set[int]] = {}
    for line in _MONTHS.strip().splitlines():
        for number, name in enumerate(line.split(), start=1):
            whole.setdefault(name, number)
            for length in range(3, len(name)):
                cut.setdefault(name[:length], set()).add(number)
    table = {name: numbers.pop() for name, numbers in cut.items() if len(numbers) == 1}
    # The beginnings below are shared with another language's month and mean the first here.
    table.update(mar=3, mai=5, jun=6, jul=7, aug=8, sep=9, okt=10, nov=11, dec=12)
    return table | whole


MONTHS: dict[str, int] = _month_table()


def read_date(text: str, *, day_first: bool | None = None) -> date | None:
    """The first whole date written in `text`, or None.

    "3/4/2022" is read only where one number settles the order or `day_first` is given.
    """
    for match in _DATE.finditer(text):
        found = _as_date(match.group(), day_first)
        if found is not None:
            return found
    return None


def _as_date(written: str, day_first: bool | None) -> date | None:
    """One matched stretch as a date, None when its month or its numbers are none."""
    numbers = [int(n) for n in _NUMBERS.findall(written)]
    word = next((w for w in _LETTERS.findall(written) if w.lower() in MONTHS), None)
    if word is not None and len(numbers) == 2:
        year, day = (numbers[0], numbers[1]) if numbers[0] > 31 else (numbers[1], numbers[0])
        return _checked(year, MONTHS[word.lower()], day)
    if len(numbers) != 3 or _LETTERS.search(re.sub("[年月日년월일]", "", written)):
        return None
    first, second, third = numbers
    if first > 31:
        return _checked(first, second, third)
    if "." in written or first > 12:
        return _checked(third, second, first)
    if second > 12:
        return _checked(third, first, second)
    if day_first is None and first != second:
        return None
    return _checked(third, second, first) if day_first else _checked(third, first, second)


def _checked(year: int, month: int, day: int) -> date | None:
    """The date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
