"""Cells for people's spreadsheets, whose words may be those of anybody's document."""

from __future__ import annotations

import re
from typing import Any

_NUMBER = re.compile(r"[+-]?[\d.,]+(?:e[+-]?\d+)?", re.I)


def as_words(cell: Any) -> Any:
    """The cell so that a spreadsheet shows it and does not reckon it: words that begin like a
    formula get an apostrophe before them."""
    if not isinstance(cell, str) or not cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return cell
    return cell if _NUMBER.fullmatch(cell) else f"'{cell}"
