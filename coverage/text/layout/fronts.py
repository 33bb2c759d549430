"""The front of a plain text: what stands there before the first paragraph."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Sequence

from ..found import Passage
from ..lines import Line
from ..spans import Span
from .linekinds import own_kind
from .mastheads import has_outlet_word, is_bare_name
from .metadatalines import is_field, read_metadata_line, read_prefix

_HEADLINE_LONGEST = 160
#: The reason of a line that is only a name; an outlet may be suggested from it.
BARE_NAME = "a bare name: outlet, section or place"


def judge_front(
    body: str,
    lines: Sequence[Line],
    passages: list[Passage],
    spaced: bool,
    fixed: Sequence[Passage],
) -> int:
    """Judge what only the front of a text holds: metadata, headline, standfirst.

    Adds to `passages` and returns the index of the first line not yet judged. Where a prefix was
    taken off a line, that line is still to be judged.
    """
    index = 0
    first_fixed = fixed[0].span.start if fixed else len(body) + 1
    while index < len(lines) and index < 12 and lines[index].start < first_fixed:
        line = lines[index]
        prefix = read_prefix(body, line) if index == 0 else None
        if prefix is not None and prefix.end < line.end:
            passages.append(
                Passage(Span.of(body, prefix.start, prefix.end), "metadata", prefix.reason)
            )
            return index
        metadata = prefix or read_metadata_line(line)
        if metadata is not None:
            passages.append(
                Passage(Span.of(body, line.start, line.end), "metadata", metadata.reason)
            )
        elif index == 0 and _is_bare_name(body, lines, index):
            passages.append(Passage(Span.of(body, line.start, line.end), "metadata", BARE_NAME))
        elif is_field(line.text) and (index == 0 or passages[-1].kind == "metadata"):
            passages.append(
                Passage(Span.of(body, line.start, line.end), "metadata", "a field before the text")
            )
        else:
            break
        index += 1
    if index >= len(lines) or lines[index].start > first_fixed:
        return index
    if _is_kicker(lines, index):
        span = Span.of(body, lines[index].start, lines[index].end)
        passages.append(Passage(span, "heading", "a kicker over the headline"))
        index += 1
    if not is_headline(lines, index, spaced):
        return index
    passages.append(Passage(Span.of(body, lines[index].start, lines[index].end), "headline"))
    index += 1
    if index < len(lines) and _is_bare_name(body, lines, index):
        span = Span.of(body, lines[index].start, lines[index].end)
        passages.append(Passage(span, "metadata", BARE_NAME))
        return index + 1
    if index + 1 < len(lines) and _is_standfirst(lines, index):
        passages.append(Passage(Span.of(body, lines[index].start, lines[index].end), "standfirst"))
        index += 1
    return index


def is_headline(lines: Sequence[Line], index: int, spaced: bool = True) -> bool:
    """True when the line at `index`, the first that is no metadata, is a headline."""
    line = lines[index]
    text = line.text
    words = text.split()
    if index + 1 >= len(lines) or len(text) > _HEADLINE_LONGEST or len(words) < 2:
        return False
    if (
        text[0].islower()
        or text[-1] in ".,;:"
        and not text.endswith("...")
        or own_kind(line)[0] != "paragraph"
    ):
        return False
    if re.search(r"[.!?]\s+[A-Z“\"].*[a-z]{2,}.*[.!?]\s", text):
        return False
    after = lines[index + 1]
    if len(words) > 2 and _is_over_metadata(lines, index):
        return True
    if spaced or after.apart:
        return after.apart or len(after.text) > len(text) * 1.5
    return len(after.text) > len(text) * 1.3 and after.ends_sentence


def _is_over_metadata(lines: Sequence[Line], index: int) -> bool:
    """True when a byline or date stands right under the line, or one line (a standfirst) further."""
    after = lines[index + 1]
    if read_metadata_line(after) is not None:
        return True
    if index + 2 >= len(lines) or lines[index].ends_sentence or len(after.text) > 320:
        return False
    return own_kind(after)[0] == "paragraph" and read_metadata_line(lines[index + 2]) is not None


def _is_kicker(lines: Sequence[Line], index: int) -> bool:
    """True for a short line in capitals right over a longer one that is not and that is a headline."""
    if index + 2 >= len(lines):
        return False
    text, after = lines[index].text, lines[index + 1]
    return (
        len(text) <= 40
        and text.isupper()
        and not after.apart
        and len(after.text) > len(text)
        and not after.text.isupper()
        and not after.ends_sentence
        and is_headline(lines, index + 1)
    )


def _is_bare_name(body: str, lines: Sequence[Line], index: int) -> bool:
    """True for a line at the front that is nothing but a name: of an outlet, a section, a place.

    Over the headline only an outlet's counts; under it also one that a byline or date follows, or
    that an address in the text repeats.
    """
    text = lines[index].text
    if (
        index + 1 >= len(lines)
        or not is_bare_name(text)
        or own_kind(lines[index])[0] != "paragraph"
    ):
        return False
    if index == 0:
        return has_outlet_word(text) and is_headline(lines, 1)
    under = lines[index + 1]
    if has_outlet_word(text) or read_metadata_line(under) is not None and not under.apart:
        return True
    return re.sub(r"\W+", "", text).lower() + "." in body.lower()


def _is_standfirst(lines: Sequence[Line], index: int) -> bool:
    """True for the line under a headline that a byline follows, or that ends without a mark."""
    line, after = lines[index], lines[index + 1]
    if len(line.text) > 320 or own_kind(line)[0] != "paragraph":
        return False
    if read_metadata_line(after) is not None and own_kind(after)[0] != "boilerplate":
        return True
    return 50 <= len(line.text) <= 220 and line.text[-1].isalnum() and after.ends_sentence
