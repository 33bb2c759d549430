"""Found, not found in its text, or cannot tell: why nothing of a thing stands in an article.

"Cannot tell" is said of a text that is not kept whole, or that is in a language in which what is
looked for was not read; everything else is "not found in its text", with a reason where there is
one. Nothing is ever said to be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.utils import timezone

from .pages import Column

NOT_FOUND = "not found in its text"
#: Own words below which a text says of itself that it is short.
SHORT = 80


@dataclass(frozen=True, slots=True)
class Absence:
    """Why nothing is found: `reason` is a clause, "" for none; `is_unknown` where nothing can be
    told."""

    reason: str = ""
    is_unknown: bool = False

    def told(self, not_found: str = NOT_FOUND) -> str:
        """ "not found in its text: published earlier", "cannot tell: its text is in French"."""
        words = "cannot tell" if self.is_unknown else not_found
        return f"{words}: {self.reason}" if self.reason else words

    def briefly(self, not_found: str = NOT_FOUND) -> str:
        """The same with a reason only where nothing can be told: for lines that stand in a box."""
        return self.told() if self.is_unknown else not_found


def absence(column: Column, having: Sequence[Column], *, is_read: bool = False) -> Absence:
    """Of what the columns `having` have and this one does not; `is_read` where it is a quote or a
    figure, which stands nowhere before the text was read."""
    if column.cut:
        return Absence(column.cut, is_unknown=True)
    tongues = {other.language for other in having}
    if column.language and tongues and "" not in tongues and column.language not in tongues:
        return Absence(f"its text is in {tongue(column.language)}", is_unknown=True)
    if column.reader_failed:
        return Absence("quotes not read", is_unknown=is_read)
    if column.own_words < SHORT:
        return Absence("its text is short")
    if having and all(is_before(column, other) for other in having):
        return Absence("published earlier")
    return Absence()


def tongue(code: str) -> str:
    """A language by its name: "French"."""
    return str(LANG_INFO.get(code, {}).get("name") or code)


def is_before(one: Column, other: Column) -> bool:
    """True where the dates of both say so, in the time zone of the pages."""
    if one.published is None or other.published is None:
        return False
    if one.day_only or other.day_only:
        days = [timezone.localtime(moment).date() for moment in (one.published, other.published)]
        return days[0] < days[1]
    return one.published < other.published
