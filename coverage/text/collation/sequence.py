"""Sequence: acts that a sentence places in time ("resigned before the vote"), so that two
accounts of when the same thing happened can be laid side by side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ..spans import Span
from ..words import is_common, is_number, is_past, stem
from .collated import Account, AccountMember
from .likeness import Pair
from .telling import Sentence

When = Literal["before", "after", "during"]

#: An act, and right after it what it is placed by; at most one short word between the two.
_PLACED = re.compile(
    r"\b(?P<act>[^\W\d_]{4,})(?:\s+[^\W\d_]{2,4})?\s+"
    r"(?P<placing>"
    r"(?:(?P<before>prior\s+to|before|ahead\s+of|until)"
    r"|(?P<after>after|following|once)"
    r"|(?P<during>during|while))\b"
    r"(?:[ ](?!(?:and|but|while|which|who|because|when|as|where|though)\b)[\w’'-]+){0,9})"
)
#: Not acts, though they stand before "after": "two hours after", "shortly before".
_NO_ACT = re.compile(r".*ly|(?:second|minute|hour|day|night|week|month|year|moment|time)s?")
#: Placed by the clock or the calendar: "before dawn" and "after 9 p.m." may well both hold.
_BY_CLOCK = re.compile(
    r"\d|\b(?:dawn|noon|midday|midnight|dusk|sunrise|sunset|nightfall|dark)\b", re.IGNORECASE
)
#: In more of the story's sentences than this an act is no longer one event.
FEW = 0.06


@dataclass(frozen=True, slots=True)
class PlacedAct:
    """An act's stem and its word as printed, on which side of something else it is put, and the
    words that put it there."""

    act: str
    printed: str
    when: When
    placing: Span


def find_placed_acts(sentence: Sentence) -> tuple[PlacedAct, ...]:
    """The acts a told sentence places in time; the words before a connective, names left out."""
    if not sentence.is_told:
        return ()
    found = []
    at = sentence.span.start
    for match in _PLACED.finditer(sentence.span.text):
        word = match["act"].casefold()
        if match["act"][0].isupper() or is_common(word) or is_number(word):
            continue
        if _NO_ACT.fullmatch(word) or " " not in match["placing"]:
            continue
        when: When = "before" if match["before"] else "after" if match["after"] else "during"
        placing = Span(at + match.start("placing"), at + match.end("placing"), match["placing"])
        found.append(PlacedAct(stem(word), match["act"], when, placing))
    return tuple(found)


def find_same_acts(sentences: Sequence[Sentence]) -> dict[str, list[tuple[int, PlacedAct]]]:
    """Act → where it is placed in time (positions in `sentences`), for acts that few sentences
    hold, that at least two articles place, and that one of them prints as done ("surrendered")."""
    holding: Counter[str] = Counter()
    for sentence in sentences:
        holding.update(sentence.weights.keys())
    placing: dict[str, list[tuple[int, PlacedAct]]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for act in find_placed_acts(sentence):
            placing[act.act].append((number, act))
    most = max(4, int(FEW * len(sentences)))
    return {
        a_stem: places
        for a_stem, places in placing.items()
        if holding[a_stem] <= most
        and len({sentences[n].key for n, _ in places}) > 1
        and any(is_past(act.printed.casefold()) for _, act in places)
    }


def placed_pairs(acts: Mapping[str, Sequence[tuple[int, PlacedAct]]]) -> dict[Pair, str]:
    """Pairs of sentences (by position, the lower first) that place one act, and the act's words
    as printed, in quote marks."""
    pairs: dict[Pair, str] = {}
    for places in acts.values():
        for (a, one), (b, other) in combinations(places, 2):
            if a != b:
                words = sorted({one.printed, other.printed})
                pairs[(a, b)] = " · ".join(f"“{word}”" for word in words)
    return pairs


def find_accounts(
    sentences: Sequence[Sentence], acts: Mapping[str, Sequence[tuple[int, PlacedAct]]]
) -> tuple[Account, ...]:
    """Acts that one article puts before something and another after something; what is placed
    by the clock or the calendar is left out. In the order in which they first stand."""
    found: list[tuple[float, Account]] = []
    for places in acts.values():
        placed = [(n, act) for n, act in places if not _BY_CLOCK.search(act.placing.text)]
        if not any(
            one.when != other.when and sentences[a].key != sentences[b].key
            for (a, one), (b, other) in combinations(placed, 2)
        ):
            continue
        printed = Counter(act.printed for _, act in placed)
        what = min(printed, key=lambda word: (-printed[word], word))
        members = tuple(AccountMember(sentences[n].key, act.placing) for n, act in placed)
        found.append((min(sentences[n].place for n, _ in placed), Account(what, members)))
    found.sort(key=lambda f: (f[0], f[1].what))
    return tuple(account for _, account in found)
