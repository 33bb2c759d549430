"""How well quotes and speakers were read: span and speaker of each quote against a gold.

A quote counts as found when its words and a gold quote's overlap by four fifths (Jaccard over the
places of words), one to one, the closest first; and as right when its speaker is the gold's too.
Quotes are compared paragraph by paragraph, without marks and points at their edges; indirect ones
are left out. Speakers are compared by the words of their names: titles and determiners aside, the
last word of the head or most words must agree; a pronoun only equals itself, nobody only nobody.
Nothing here depends on the reader's own lexicons: what is measured must not move the measure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from typing import Any

_EDGE = " \t\r\n\u00a0\"'“”‘’«»„`,.;:!?…-–—()[]"
_WORD = re.compile(r"\w+(?:[’'.]\w+)*")
_LINE = re.compile(r"[^\n]+")
#: Words that tell rank, office or party, or determine; aside from them, names are compared.
_ASIDE = frozenset(
    """
    a an the this that these those some one my our your his her its their
    mr mrs ms miss dr prof professor sir dame lord lady jr sr
    president presidential vice secretary minister prime chancellor king queen prince princess pope
    sen senator senators rep reps representative gov governor governors mayor ambassador
    congressman congresswoman congressmember candidate nominee republican democratic democrat gop
    judge justice attorney gen general col colonel lt lieutenant capt captain maj major sgt sergeant
    rev reverend chair chairman chairwoman director spokesman spokeswoman spokesperson
    ex former then-president
    """.split()
)
_PRONOUNS = frozenset(
    "i he she it we you they him them her who which this that these those".split()
)
_SUFFIXES = frozenset("jr sr ii iii".split())
_HEAD_ENDS = re.compile(
    r",|\(|—|–| (?:who|which|of|for|at|from|in|with|on|told|said|to|whose) ", re.IGNORECASE
)
#: Words of a gold quote and of a read one that must be shared for the two to be one quote.
ENOUGH = 0.8

Quote = dict[str, Any]
Piece = tuple[int, int, Quote]


@dataclass
class Tally:
    """Counts over articles: gold quotes, read quotes, found ones, and found with the speaker."""

    gold: int = 0
    read: int = 0
    found: int = 0
    right: int = 0
    named: int = 0  # found quotes whose gold says which name the mention stands for
    named_right: int = 0
    #: gold's type of mention (name, pronoun, nominal, none) → right, found, gold
    by_type: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    wrong: list[tuple[str, str, Piece, Quote | None]] = field(default_factory=list)
    sure: list[tuple[float, bool]] = field(default_factory=list)  # confidence, and rightness

    @property
    def joint(self) -> float:
        """F1 of quotes with span and speaker right, in percent."""
        return 200 * self.right / max(1, self.gold + self.read)

    @property
    def span(self) -> float:
        """F1 of quotes found, in percent."""
        return 200 * self.found / max(1, self.gold + self.read)

    @property
    def speaker(self) -> float:
        """Right speakers among the quotes found, in percent."""
        return 100 * self.right / max(1, self.found)


def add_article(tally: Tally, article: dict[str, Any], read: list[Quote], kinds: set[str]) -> None:
    """Count one article; gold quotes of other kinds and what is to be ignored cost nothing."""
    text = article["text"]
    gold: list[Piece] = []
    aside: set[int] = set()
    for quote in article["quotes"]:
        if quote["kind"] in kinds:
            gold += pieces(text, quote)
        elif quote["kind"] == "mixed":
            aside.update(
                at for start, end, _ in pieces(text, quote) for at in _at(text, start, end)
            )
    for stretch in article.get("ignore", []):
        aside.update(at for start, end, _ in pieces(text, stretch) for at in _at(text, start, end))
    mine: dict[tuple[int, int], Piece] = {}
    for quote in read:
        if quote.get("kind") != "indirect":
            for piece in pieces(text, quote):
                mine.setdefault(piece[:2], piece)
    pairs = _pair(text, gold, list(mine.values()))
    _count_read(tally, article, list(mine.values()), {m for _, m in pairs}, aside)
    _count_gold(tally, article, gold, {g: list(mine.values())[m][2] for g, m in pairs})


def _count_read(
    tally: Tally, article: dict[str, Any], read: list[Piece], matched: set[int], aside: set[int]
) -> None:
    for number, piece in enumerate(read):
        spots = _at(article["text"], piece[0], piece[1])
        if number in matched or len(spots & aside) < 0.5 * len(spots):
            tally.read += 1
            if number not in matched:
                tally.wrong.append(("spurious", article["id"], piece, None))
                tally.sure.append((piece[2].get("confidence", 0.5), False))


def _count_gold(
    tally: Tally, article: dict[str, Any], gold: list[Piece], found: dict[int, Quote]
) -> None:
    tally.gold += len(gold)
    tally.found += len(found)
    for number, piece in enumerate(gold):
        speaker = piece[2].get("speaker") or {}
        row = tally.by_type[speaker.get("type", "name") if speaker else "none"]
        row[2] += 1
        if number not in found:
            tally.wrong.append(("missed", article["id"], piece, None))
            continue
        quote = found[number]
        good = same_speaker(_speaker(piece[2]), _speaker(quote))
        row[1] += 1
        row[0] += good
        tally.right += good
        tally.sure.append((quote.get("confidence", 0.5), good))
        if not good:
            tally.wrong.append(("speaker", article["id"], piece, quote))
        name = (speaker.get("resolved") or {}).get("text")
        if name:
            tally.named += 1
            read_name = (quote.get("speaker") or {}).get("name") or _speaker(quote)
            tally.named_right += same_speaker(name, read_name)


def pieces(text: str, quote: Quote) -> Iterable[Piece]:
    """The quote's part of each paragraph, without marks and points at the edges."""
    for line in _LINE.finditer(text[quote["start"] : quote["end"]]):
        start, end = quote["start"] + line.start(), quote["start"] + line.end()
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        if start < end:
            yield start, end, quote


def _at(text: str, start: int, end: int) -> Set[int]:
    """Where the words of a stretch begin."""
    return frozenset(start + match.start() for match in _WORD.finditer(text[start:end])) or {start}


def _pair(text: str, gold: list[Piece], read: list[Piece]) -> list[tuple[int, int]]:
    """Gold and read quotes that are one, the closest first."""
    close = []
    for g, (start, end, _) in enumerate(gold):
        for r, (first, last, _) in enumerate(read):
            if first < end and start < last:
                mine, theirs = _at(text, first, last), _at(text, start, end)
                shared = len(mine & theirs) / len(mine | theirs)
                if shared >= ENOUGH:
                    close.append((-shared, abs(start - first), g, r))
    taken: list[tuple[int, int]] = []
    for *_, g, r in sorted(close):
        if all(g != one and r != other for one, other in taken):
            taken.append((g, r))
    return taken


def _speaker(quote: Quote) -> str:
    return (quote.get("speaker") or {}).get("text") or ""


def same_speaker(one: str, other: str) -> bool:
    """True when two mentions name one speaker, or both are empty."""
    if not one or not other:
        return not one and not other
    a, b = _words(one), _words(other)
    if not a or not b:
        return one.strip().lower() == other.strip().lower()
    if a == b:
        return True
    if (len(a) == 1 and a[0] in _PRONOUNS) or (len(b) == 1 and b[0] in _PRONOUNS):
        return len(a) == len(b) == 1 and a[0] == b[0]
    head_a, head_b = _words(_head(one)), _words(_head(other))
    if head_a[-1] == head_b[-1] or 2 * len(set(a) & set(b)) > len(set(a) | set(b)):
        return True
    if set(b) <= set(a) and (head_a[-1] in b or head_b[-1] == a[-1]):
        return True
    if set(a) <= set(b) and (head_b[-1] in a or head_a[-1] == b[-1]):
        return True
    full_a, full_b = _capitals(one), _capitals(other)
    return len(full_a) > 1 and len(full_b) > 1 and full_a[-2:] == full_b[-2:]


def _head(mention: str) -> str:
    mention = mention.strip(_EDGE)
    ends = _HEAD_ENDS.search(mention)
    return mention[: ends.start()] if ends and ends.start() > 1 else mention


def _words(mention: str) -> list[str]:
    found = [
        re.sub(r"[’']s?$", "", word.lower()).replace(".", "")
        for word in _WORD.findall(mention.strip(_EDGE))
    ]
    found = [word for word in found if word and word not in _SUFFIXES] or found
    last = len(found) - 1
    return [word for at, word in enumerate(found) if word and (word not in _ASIDE or at == last)]


def _capitals(mention: str) -> list[str]:
    return [
        word for word in _WORD.findall(mention) if word[0].isupper() and word.lower() not in _ASIDE
    ]
