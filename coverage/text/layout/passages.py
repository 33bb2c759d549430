"""The passages of a plain text: what is headline, paragraph, heading, caption, post, furniture.

A text copied out of a page has lines and nothing else, so each line is judged by its form, its
words and what stands around it. Passages tile the body: every non-blank character lies in exactly
one, in order.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

from collections.abc import Sequence

from ..found import FoundPost, Passage, PassageKind
from ..lines import Line, find_lines
from ..posts.posts import find_posts
from ..spans import Span, trimmed
from .fronts import judge_front
from .linekinds import own_kind, own_kinds

_HEADING_LONGEST = 90
_HEADING_WORDS = 14
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
    if not fixed:
        return list(find_lines(body))
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
    kinds = own_kinds(body, lines)
    passages: list[Passage] = []
    index = judge_front(body, lines, passages, spaced, fixed)
    if passages and index < len(lines) and passages[-1].span.start == lines[index].start:
        lines = [*lines]  # a prefix was taken off this line
        start = passages[-1].span.end
        rest = trimmed(body, start, lines[index].end, _EDGE)
        lines[index] = Line(rest.start, rest.end, rest.text, False)
        kinds[index] = own_kind(lines[index])
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
        line = lines[index]
        if last == index:
            span = Span(line.start, line.end, line.text)
        else:
            span = Span.of(body, line.start, lines[last].end)
        passages.append(Passage(span, kind, reason))
        index = last + 1
    return passages


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
        len(text) > _HEADING_LONGEST
        or index + 1 >= len(lines)
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
