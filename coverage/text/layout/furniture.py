"""Lines that an outlet prints under story after story: what makes two lines one, and which lines
repetition may call boilerplate.

A line in articles of enough stories is no story's own. But short plain prose ("The inquiry
continues.") stands in many by chance, and a line that names whom or what the rest of its article
is about is that story's background, however often it is printed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from ..lexicons import words
from ..names import name_key

#: A longer line is not counted: a paragraph of this length is written for its story.
LONGEST = 420
#: Kinds of passages that repetition may call boilerplate: never a headline, a caption or a post.
COUNTED_KINDS = frozenset({"standfirst", "paragraph", "heading", "list"})
#: Stories in which a line must stand: as a rule, a heading or a word or two, short plain prose.
STORIES, STORIES_OF_HEADINGS, STORIES_OF_SHORT_PROSE = 4, 6, 12
#: Texts that share so much of the shorter one, in characters, are one text.
ONE_TEXT = 0.5
_SHORT_PROSE = 9
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CLOSED = tuple('.!?…。”"')


def line_key(text: str) -> int:
    """A number for the line, the same however its letters are cased and its blanks stand;
    0 ≤ key < 2⁶³. Points at its end do not count."""
    folded = name_key(" ".join(text.split())).rstrip(" .:…")
    return int.from_bytes(hashlib.blake2b(folded.encode(), digest_size=8).digest(), "big") >> 1


def is_counted(text: str, kind: str) -> bool:
    """True for a line whose repetition may say what it is."""
    return kind in COUNTED_KINDS and len(text) <= LONGEST and bool(_WORD.search(text))


def stories_wanted(text: str, kind: str) -> int:
    """In articles of how many stories the line must stand to be boilerplate."""
    number = len(_WORD.findall(text))
    closed = text.rstrip().endswith(_CLOSED)
    if closed and number <= _SHORT_PROSE:
        return STORIES_OF_SHORT_PROSE
    return STORIES_OF_HEADINGS if kind == "heading" or number <= 3 else STORIES


def is_the_storys(text: str, rest: Iterable[str], outlet: str = "") -> bool:
    """True when the line names somebody or something that `rest`, the other lines of its article,
    name too; the outlet's own name, platforms, days and months do not count."""
    named = _names(text) - {word.casefold() for word in _WORD.findall(outlet)}
    return bool(named) and any(not named.isdisjoint(_names(line)) for line in rest)


def _names(text: str) -> set[str]:
    """The capitalised words inside a line's sentences, folded; of a line of titles, none."""
    found = list(_WORD.finditer(text))
    capitals = [m for m in found if m.group()[:1].isupper() and len(m.group()) > 2]
    if len(found) > 3 and len(capitals) > len(found) * 0.6:
        return set()
    inner = (m for m in capitals if not _opens(text, m.start()))
    return {m.group().casefold() for m in inner} - _TIMES - _PLATFORM_NAMES


def _opens(text: str, at: int) -> bool:
    """True at the beginning of a line or a sentence, where every word is capitalised."""
    before = text[:at].rstrip(" \u00a0“\"‘'(«„")
    return not before or before[-1] in ".!?:…|"


_TIMES = words("calendar")
_PLATFORM_NAMES = words("platforms")


def distinct_texts(
    lines: Mapping[int, Mapping[int, int]], repeated: Iterable[int] = ()
) -> dict[int, int]:
    """Article → the first article with the same text; `lines` are each article's line keys with
    their lengths, in order. Lines that are known to be `repeated` do not make two texts one."""
    known = set(repeated)
    own = {
        article: {k: n for k, n in held.items() if k not in known}
        for article, held in lines.items()
    }
    text_of: dict[int, int] = {}
    for article, held in own.items():
        text_of[article] = next(
            (first for first in set(text_of.values()) if _is_one_text(held, own[first])), article
        )
    return text_of


def _is_one_text(a: Mapping[int, int], b: Mapping[int, int]) -> bool:
    shared = sum(n for key, n in a.items() if key in b)
    least = min(sum(a.values()), sum(b.values()))
    return shared > least * ONE_TEXT


def told_repetition(articles: int) -> str:
    """Why a line is boilerplate, in words; `articles` are all that have it, this one among them."""
    others = articles - 1
    return f"{REPEATED} in {others:,} other article{'' if others == 1 else 's'} of this outlet"


#: How a reason begins that repetition gives.
REPEATED = "stands"
