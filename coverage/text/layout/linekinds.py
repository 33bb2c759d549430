"""What a line of plain text is by its own words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..found import PassageKind
from ..lines import Line
from ..patterns import may_open
from . import boilerplate, captions, metadatalines
from .boilerplate import boilerplate_reason, lines_with_signs
from .captions import caption_reason
from .metadatalines import LONGEST_METADATA, read_metadata_line

_OPENINGS = boilerplate.OPENINGS | captions.OPENINGS | metadatalines.OPENINGS
_LONG = 140  # a credit at the end of a line, a label and a reading time stand in shorter ones
_LIST_MARK = re.compile(r"(?:[•·▪◦‣●■○–*+-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")


def own_kinds(body: str, lines: Sequence[Line]) -> list[tuple[PassageKind, str]]:
    """What each of the lines of `body` is by its own words, as `own_kind` has it."""
    signs = lines_with_signs(body, lines)
    known = {line.text: line for line in lines}  # a table repeats its short lines
    kind_of = {text: own_kind(line, text in signs) for text, line in known.items()}
    return [kind_of[line.text] for line in lines]


def own_kind(line: Line, has_sign: bool = True) -> tuple[PassageKind, str]:
    """What the line is by its own words, and the reason where it is not the story's.

    `has_sign` is False where the line holds no sign of boilerplate (`lines_with_signs`).
    """
    text = line.text
    if not has_sign and _is_plain(text):
        return "paragraph", ""
    reason = boilerplate_reason(text, has_sign)
    if reason:
        return "boilerplate", reason
    reason = caption_reason(text)
    if reason:
        return "caption", reason
    metadata = read_metadata_line(line)
    if metadata is not None:
        return "metadata", metadata.reason
    if text.startswith("> ") or text.startswith(">>"):
        return "blockquote", ""
    if _LIST_MARK.match(text) and not text.startswith(("– ", "- ")) or _is_dash_entry(text):
        return "list", ""
    return "paragraph", ""


def _is_plain(text: str) -> bool:
    """True for a long line that opens like prose and holds none of the figures and signs without
    which no long line is furniture: quick to see, and most lines of most articles."""
    if len(text) <= _LONG or may_open(text, _OPENINGS) or text[1] in ".)":
        return False
    if "@" in text or "?" in text or "(P" in text or "(I" in text:
        return False
    return len(text) > LONGEST_METADATA or not (
        "20" in text or "19" in text or "|" in text or "·" in text or "•" in text
    )


def _is_dash_entry(text: str) -> bool:
    """True for "- entry", not for "- a quotation opened by a dash," of French or Spanish prose."""
    return (
        text.startswith(("- ", "– "))
        and len(text) < 200
        and not re.search(r"\bsaid\b|[–-]\s\w+ó\b", text)
    )
