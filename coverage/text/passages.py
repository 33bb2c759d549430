"""The passages of a plain text: what is headline, paragraph, heading, caption, post, furniture.

A text copied out of a page has lines and nothing else, so each line is judged by its form, its
words and what stands around it. Passages tile the body: every non-blank character lies in exactly
one, in order.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Sequence

from .boilerplate import boilerplate_reason
from .captions import caption_reason
from .found import FoundPost, Passage, PassageKind
from .lines import Line, find_lines
from .metadatalines import is_field, read_metadata_line, read_prefix
from .posts import find_posts
from .spans import Span, trimmed

_HEADLINE_LONGEST = 160
_HEADING_LONGEST = 90
_HEADING_WORDS = 14
_LIST_MARK = re.compile(r"(?:[•·▪◦‣●■○–*+-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_QUOTE_OPENERS = "“\"„«‘'‹»"
_EDGE = " \t\n\r\u00a0\u200b\ufeff"


def find_passages(body: str, posts: Sequence[FoundPost] | None = None) -> tuple[Passage, ...]:
    """The passages of `body` in order; `posts` are those found in it (found here when not given)."""
    known = find_posts(body) if posts is None else posts
    fixed = _post_passages(body, known)
    lines = _lines_between(body, fixed)
    judged = _judge(body, lines, fixed)
    merged = sorted([*fixed, *judged], key=lambda passage: passage.span.start)
    return tuple(merged)


def _post_passages(body: str, posts: Sequence[FoundPost]) -> list[Passage]:
    """The stretches that stand for posts; overlapping ones give way to the earlier."""
    passages: list[Passage] = []
    floor = 0
    for post in sorted(posts, key=lambda one: one.span.start if one.span else -1):
        if post.span is None or post.span.start < floor or not post.span.length:
            continue
        span = trimmed(body, post.span.start, post.span.end, _EDGE)
        if not span.length:
            continue
        if post.how == "residue":
            reason = "what is left of a lost post"
            passages.append(Passage(span, "residue", reason))
        else:
            passages.append(Passage(span, "post"))
        floor = span.end
    return passages


def _lines_between(body: str, fixed: Sequence[Passage]) -> list[Line]:
    """The lines and parts of lines that no post takes up."""
    lines: list[Line] = []
    at = 0
    for passage in (*fixed, None):
        stop = passage.span.start if passage else len(body)
        lines.extend(find_lines(body, at, stop))
        at = passage.span.end if passage else stop
    return lines


def _judge(body: str, lines: Sequence[Line], fixed: Sequence[Passage]) -> list[Passage]:
    """A passage for each line, or for several that are one wrapped paragraph or list."""
    blank_lines = sum(line.apart for line in lines[1:])
    spaced = blank_lines * 2 >= len(lines) - 1
    wrapped = _is_wrapped(lines)
    kinds = [_own_kind(line) for line in lines]
    passages: list[Passage] = []
    index = _front(body, lines, passages, spaced, fixed)
    if passages and index < len(lines) and passages[-1].span.start == lines[index].start:
        lines = [*lines]  # a prefix was taken off this line
        start = passages[-1].span.end
        rest = trimmed(body, start, lines[index].end, _EDGE)
        lines[index] = Line(rest.start, rest.end, rest.text, False)
        kinds[index] = _own_kind(lines[index])
    while index < len(lines):
        last = index
        kind, reason = kinds[index]
        if kind == "paragraph" and not reason:
            if wrapped:
                last = _wrapped_end(lines, kinds, index)
            if last == index and _is_heading(lines, kinds, index, spaced, fixed):
                kind = "heading"
        elif kind in ("list", "blockquote"):
            while (
                last + 1 < len(lines)
                and kinds[last + 1][0] == kind
                and not _fixed_between(lines[last].end, lines[last + 1].start, fixed)
            ):
                last += 1
        span = Span.of(body, lines[index].start, lines[last].end)
        passages.append(Passage(span, kind, reason))
        index = last + 1
    return passages


def _own_kind(line: Line) -> tuple[PassageKind, str]:
    """What the line is by its own words, and the reason where it is not the story's."""
    text = line.text
    reason = boilerplate_reason(text)
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


def _is_dash_entry(text: str) -> bool:
    """True for "- entry", not for "- a quotation opened by a dash," of French or Spanish prose."""
    return (
        text.startswith(("- ", "– "))
        and len(text) < 200
        and not re.search(r"\bsaid\b|[–-]\s\w+ó\b", text)
    )


def _front(
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
        elif is_field(line.text) and (index == 0 or passages[-1].kind == "metadata"):
            passages.append(
                Passage(Span.of(body, line.start, line.end), "metadata", "a field before the text")
            )
        else:
            break
        index += 1
    if index >= len(lines) or lines[index].start > first_fixed:
        return index
    if not is_headline(lines, index, spaced):
        return index
    passages.append(Passage(Span.of(body, lines[index].start, lines[index].end), "headline"))
    index += 1
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
        or _own_kind(line)[0] != "paragraph"
    ):
        return False
    if re.search(r"[.!?]\s+[A-Z“\"].*[a-z]{2,}.*[.!?]\s", text):
        return False
    after = lines[index + 1]
    if spaced or after.apart:
        return after.apart or len(after.text) > len(text) * 1.5
    return len(after.text) > len(text) * 1.3 and after.ends_sentence


def _is_standfirst(lines: Sequence[Line], index: int) -> bool:
    """True for the line under a headline that a byline follows, or that ends without a mark."""
    line, after = lines[index], lines[index + 1]
    if len(line.text) > 320 or _own_kind(line)[0] != "paragraph":
        return False
    if read_metadata_line(after) is not None and _own_kind(after)[0] != "boilerplate":
        return True
    return 50 <= len(line.text) <= 220 and line.text[-1].isalnum() and after.ends_sentence


def _is_heading(
    lines: Sequence[Line],
    kinds: Sequence[tuple[PassageKind, str]],
    index: int,
    spaced: bool,
    fixed: Sequence[Passage],
) -> bool:
    """True for a short line without an end mark between paragraphs."""
    text = lines[index].text
    if (
        index + 1 >= len(lines)
        or len(text) > _HEADING_LONGEST
        or len(text.split()) > _HEADING_WORDS
    ):
        return False
    if text[0].islower() or text[0] in _QUOTE_OPENERS and text[-1] in "”\"»’'“":
        return False
    if text[-1] in ".!…,;:—–-" or lines[index].ends_sentence and text[-1] != "?":
        return False
    if not any(letter.isalpha() for letter in text):
        return False
    after = next(
        (n for n in range(index + 1, len(lines)) if kinds[n][0] not in ("caption", "boilerplate")),
        None,
    )
    if after is None or kinds[after][0] not in ("paragraph", "list", "blockquote"):
        return False
    if len(lines[after].text) < 40 and kinds[after][0] == "paragraph":
        return False
    if spaced and not lines[index].apart and index and not lines[index - 1].ends_sentence:
        return False
    if fixed and _fixed_between(lines[index].end, lines[index].end + 1, fixed):
        return False
    return True


def _fixed_between(start: int, end: int, fixed: Sequence[Passage]) -> bool:
    """True when a post stands between the two offsets."""
    low, high = 0, len(fixed)
    while low < high:
        middle = (low + high) // 2
        if fixed[middle].span.end <= start:
            low = middle + 1
        else:
            high = middle
    return low < len(fixed) and fixed[low].span.start < end


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """True when the text is hard-wrapped: lines of like length that break inside sentences."""
    inner = [line for line, after in zip(lines, lines[1:], strict=False) if not after.apart]
    if len(inner) < 3 or len(inner) * 2 < len(lines):
        return False
    lengths = sorted(len(line.text) for line in inner)
    widest = lengths[int(len(lengths) * 0.95)] if len(lengths) > 1 else lengths[0]
    if not 40 <= widest <= 110:
        return False
    full = [line for line in inner if len(line.text) >= widest * 0.75]
    broken = [line for line in full if not line.ends_sentence]
    return len(full) >= len(inner) * 0.7 and len(broken) >= len(full) * 0.5


def _wrapped_end(
    lines: Sequence[Line], kinds: Sequence[tuple[PassageKind, str]], index: int
) -> int:
    """The index of the last line of the wrapped paragraph that begins at `index`."""
    last = index
    while last + 1 < len(lines) and not lines[last + 1].apart and kinds[last + 1][0] == "paragraph":
        last += 1
    return last
