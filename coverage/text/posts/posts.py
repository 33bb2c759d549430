"""Social posts in plain text: shown, linked, credited, or lost but for a line.

What a page's embed leaves behind when the text is copied out of it: the post's words and a line
"— Name (@handle) March 2, 2022", a bare address, an image credit, or nothing but "Source".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from ..found import FoundPost
from ..languages import guess_language
from ..lines import Line, find_lines
from ..sentences import find_sentences
from ..spans import Span, trimmed
from .narration import MEDIA_SIGN, lean, media_links
from .postlines import (
    Attribution,
    Credit,
    Link,
    find_attributions,
    find_credits,
    find_links,
    find_residue,
    last_of,
)
from .residue import id_in_place, is_source_word

_LONGEST = 1500  # a post's words in code points; beyond it the text is the article's
_MOST_PARAGRAPHS = 8
_MOST_BESIDE = 100  # blanks and brackets beside an address
_INTRODUCTION = re.compile(r"[:：]\s+(?=\S)")
_EDGE = " \t\n\r\u00a0\u200b\ufeff\u2028"


def find_posts(body: str) -> tuple[FoundPost, ...]:
    """Every post that stands in `body`, by its place; spans of two posts never overlap."""
    lines = find_lines(body)
    links = find_links(body)
    found: list[FoundPost] = []
    floor = 0
    attributions = find_attributions(body, lines)
    language = guess_language(body) if attributions else ""
    for attribution in attributions:
        post = _shown(body, lines, attribution, floor, language, links)
        found.append(post)
        floor = post.span.end if post.span else attribution.end
    if MEDIA_SIGN in body:
        found.extend(_unattributed(body, lines, found))
    taken = sorted(post.span for post in found if post.span)
    for link in links:
        if not _inside(link.start, taken):
            found.append(_linked(body, lines, link))
    for credit in find_credits(body, lines):
        before = bisect_right(links, credit.start, key=lambda link: link.start) - 1
        in_address = before >= 0 and credit.start < links[before].end
        if not in_address and not _inside(credit.start, taken):
            found.append(_credited(body, credit))
    lost = [line for line in find_residue(body, lines) if not _inside(line.start, taken)]
    if lost:
        found.extend(_left_over(body, lost, found))
    return tuple(sorted(found, key=lambda post: (post.offset, post.how)))


def _inside(offset: int, spans: list[Span]) -> bool:
    """True when one of the spans (in order, apart) holds the offset."""
    index = bisect_right(spans, offset, key=lambda span: span.start)
    return index > 0 and offset < spans[index - 1].end


def _left_over(body: str, lost: list[Line], found: list[FoundPost]) -> list[FoundPost]:
    """The lines as residue; a button or notice beside its post goes to that one, in `found`."""
    more = []
    shown = [n for n, post in enumerate(found) if post.span and post.how in ("embedded", "linked")]
    shown.sort(key=lambda n: found[n].offset)
    starts = [found[n].offset for n in shown]
    for line in lost:
        span = Span.of(body, line.start, line.end)
        post_id = id_in_place(line.text)
        if post_id:
            url = f"https://x.com/i/status/{post_id}"
            more.append(FoundPost(line.start, "linked", "x", post_id, url, span=span))
            continue
        at = bisect_right(starts, line.start)
        near = () if is_source_word(line.text) else shown[max(0, at - 1) : at + 1]
        for number in near:
            wider = _with_line(body, span, found[number])
            if wider is not None:
                found[number] = wider
                break
        else:
            more.append(FoundPost(offset=line.start, how="residue", span=span))
    return more


def _with_line(body: str, line: Span, post: FoundPost) -> FoundPost | None:
    """The post with the line that stands right before or behind it; None where none does."""
    if post.span is None:
        return None
    start, end = min(post.span.start, line.start), max(post.span.end, line.end)
    between = body[min(post.span.end, line.end) : max(post.span.start, line.start)]
    if len(between) > _MOST_BESIDE or between.strip(_EDGE):
        return None
    return replace(post, offset=start, span=Span.of(body, start, end))


def _shown(
    body: str,
    lines: tuple[Line, ...],
    said_by: Attribution,
    floor: int,
    language: str,
    links: tuple[Link, ...],
) -> FoundPost:
    """The post that an attribution closes, with as much text as is surely its own."""
    start = _text_start(body, lines, said_by, floor, language)
    end = said_by.end
    post_id, url = said_by.post_id, said_by.url
    first = bisect_left(links, end, key=lambda link: link.start)
    for link in links[first : first + 2]:  # its own address, right behind the date
        near = end <= link.start <= end + 3 and "\n" not in body[end : link.start]
        if near and link.address.platform == said_by.platform:
            post_id, url, end = link.address.post_id, link.address.url, link.end
    text_span = trimmed(body, start, said_by.start, _EDGE)
    opener = said_by.opener_end
    if opener and text_span.start < opener:
        text_span = trimmed(body, min(opener, said_by.start), said_by.start, _EDGE)
    media = _last_media(text_span)
    if media is not None:
        url = url or _with_scheme(media.text)
        text_span = trimmed(body, text_span.start, media.start, _EDGE)
    outer = Span.of(body, min(start, said_by.start), end)
    return FoundPost(
        offset=outer.start,
        how="embedded",
        platform=said_by.platform,
        post_id=post_id,
        url=url,
        handle=said_by.handle,
        author=said_by.author,
        text=text_span.text,
        posted=said_by.posted,
        span=outer,
        text_span=text_span if text_span.length else None,
    )


def _last_media(span: Span) -> Span | None:
    """The media link that closes a post's text, with any second one beside it."""
    first: Span | None = None
    for match in media_links(span.text):
        if not span.text[match.end() :].strip(_EDGE):
            first = Span(span.start + match.start(), span.start + match.end(), match.group())
    return first


def _with_scheme(link: str) -> str:
    return link if link.startswith("http") else f"https://{link}"


def _text_start(
    body: str, lines: tuple[Line, ...], said_by: Attribution, floor: int, language: str
) -> int:
    """Where the post's words begin: `said_by.start` when none of the text before is surely its."""
    if said_by.opener_start is not None and said_by.opener_start >= floor:
        return said_by.opener_start
    index = _line_index(lines, said_by.start)
    line = lines[index]
    own = trimmed(body, max(line.start, floor), said_by.start, _EDGE)
    if own.length:
        start = _glued_start(own)
        if start > own.start:
            return start
        first = index
    else:
        first = index - 1
        if first < 0 or lines[first].start < floor:
            return said_by.start
        above = lines[first]
        wanted = 0 if not line.apart else 1
        if above.introduces or lean(above.text, language) < wanted or len(above.text) > _LONGEST:
            return said_by.start
    return _extended_start(lines, first, said_by, floor, language)


def _extended_start(
    lines: tuple[Line, ...], first: int, said_by: Attribution, floor: int, language: str
) -> int:
    """Take in the paragraphs before `lines[first]` that are the same post's.

    They must lie behind another post or a line that introduces one, and read like a post: begin
    small, or carry a tag, a pictograph, a first person. One that closes with a media link is a
    post of its own.
    """
    start = max(lines[first].start, floor)
    if lines[first].start < floor:
        return start
    taken = 0
    for index in range(first - 1, max(-1, first - 1 - _MOST_PARAGRAPHS), -1):
        line = lines[index]
        if line.start < floor or said_by.start - line.start > _LONGEST or line.introduces:
            break
        if _ends_in_media(line.text):
            break
        leaning = lean(line.text, language)
        goes_on = lines[index + 1].text[:1].islower() and not line.ends_sentence
        if leaning < 0 or not (leaning >= 2 or goes_on):
            break
        start, taken = line.start, taken + 1
    if taken and start > floor and not _opens_a_post(lines, start, floor):
        # Nothing says that a post begins there: only what begins small is safe to take.
        return _safe_start(lines, first, start)
    return start


def _opens_a_post(lines: tuple[Line, ...], start: int, floor: int) -> bool:
    """True when the line before `start` is another post's end or introduces this one."""
    index = _line_index(lines, start)
    if index == 0:
        return True
    before = lines[index - 1]
    return before.start < floor <= start or before.introduces or _ends_in_media(before.text)


def _safe_start(lines: tuple[Line, ...], first: int, start: int) -> int:
    """The furthest line down from `start` whose whole run begins small or is tagged."""
    safe = lines[first].start
    for index in range(first - 1, -1, -1):
        line = lines[index]
        if line.start < start or lean(line.text) < 3:
            break
        safe = line.start
    return safe


def _ends_in_media(text: str) -> bool:
    last = last_of(media_links(text))
    return last is not None and not text[last.end() :].strip(_EDGE)


def _glued_start(own: Span) -> int:
    """Where the post begins inside a line that holds more: behind the last colon that introduces.

    A line far longer than a post keeps its last sentences only.
    """
    if len(own.text) <= 120:
        return own.start
    for colon in reversed(list(_INTRODUCTION.finditer(own.text))):
        before = own.text[: colon.start() + 1]
        if lean(before[before.rfind(". ") + 1 :].strip()) < -4:
            return own.start + colon.end()
    sentences = find_sentences(own.text)
    if len(own.text) <= _LONGEST:
        return own.start
    start = own.end
    for sentence in reversed(sentences):
        begin = own.start + sentence.start
        if own.end - begin > 300 and start < own.end or lean(sentence.text) < -1:
            break
        start = begin
    return start


def _line_index(lines: tuple[Line, ...], offset: int) -> int:
    """The index of the line that `offset` lies in (lines are in order)."""
    low, high = 0, len(lines) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if lines[middle].start <= offset:
            low = middle
        else:
            high = middle - 1
    return low


def _unattributed(body: str, lines: tuple[Line, ...], found: list[FoundPost]) -> list[FoundPost]:
    """Posts whose attribution is gone: a line that closes with a media link."""
    taken = sorted(post.span for post in found if post.span)
    more: list[FoundPost] = []
    for line in lines:
        if not _ends_in_media(line.text):
            continue
        if _inside(line.start, taken) or _inside(line.end - 1, taken):
            continue
        whole = Span.of(body, line.start, line.end)
        media = _last_media(whole)
        if media is None:
            continue
        text = trimmed(body, line.start, media.start, _EDGE)
        more.append(
            FoundPost(
                offset=line.start,
                how="embedded",
                platform="x",
                url=_with_scheme(media.text),
                text=text.text,
                span=whole,
                text_span=text if text.length else None,
            )
        )
    return more


def _linked(body: str, lines: tuple[Line, ...], link: Link) -> FoundPost:
    """A post of which the text gives the address.

    Alone on its line, the line stands for it; bare at the end of a sentence that introduces it, the
    address does and the sentence stays the outlet's; inside a sentence nothing does.
    """
    line = lines[_line_index(lines, link.start)]
    span = None
    if link.labelled or _stands_alone(body, line, link):
        span = Span.of(body, line.start, line.end)
    elif link.end >= line.end:
        if body[max(line.start, link.start - 9) : link.start].rstrip(_EDGE).endswith((":", "：")):
            span = Span.of(body, link.start, link.end)
    return FoundPost(
        offset=link.start,
        how="linked",
        platform=link.address.platform,
        post_id=link.address.post_id,
        url=link.address.url,
        handle=link.address.handle,
        span=span,
    )


def _stands_alone(body: str, line: Line, link: Link) -> bool:
    """True when nothing but blanks and brackets stands beside the address on its line."""
    if line.end - line.start > link.end - link.start + _MOST_BESIDE:
        return False
    beside = body[line.start : link.start] + body[link.end : line.end]
    return not beside.strip(_EDGE + "()[]<>.")


def _credited(body: str, credit: Credit) -> FoundPost:
    """The account that a picture or video credit names; its words stay the outlet's caption."""
    return FoundPost(
        offset=credit.start, how="credited", platform=credit.platform, handle=credit.handle
    )
