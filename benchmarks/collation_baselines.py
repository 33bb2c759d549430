"""Simple means of laying articles side by side, small on purpose, to measure ours against.

Quotes: words between quotation marks, linked by their longest common run. Figures: equal numbers
with a word beside them in common. Rows: sentences that are each other's best by TF-IDF.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from math import log, sqrt
from typing import Any

from coverage.text.sentences import find_sentences

Json = dict[str, Any]
Part = tuple[str, int, int]  # article, start, end

_QUOTED = re.compile(r"[“\"]([^“”\"\n]{3,1000})[”\"]")
_NUMBER = re.compile(r"\$?\d[\d,.]*\d|\$?\d")
_WORD = re.compile(r"[^\W_]+")
#: A run of so many words links two quotes, or one that is the whole shorter quote.
RUN, WHOLE = 4, 2
#: Words either side of a number, and letters from which they are more than grammar.
NEAR, LONG = 3, 4
#: Cosine from which two sentences that are each other's best stand in one row.
ALIKE = 0.2


def collate_simply(story: Json) -> Json:
    """One story of the input of `manage.py collate`, as its output."""
    texts = {article["id"]: article["text"] for article in story["articles"]}
    return {
        "story": story["story"],
        "rows": _rows(texts),
        "quotations": _quotations(texts),
        "figures": _figures(texts),
    }


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _joined(parts: Sequence[Part], links: Iterable[tuple[int, int]]) -> list[list[Part]]:
    """The parts grouped by links, directly or through others."""
    group_of = {n: [n] for n in range(len(parts))}
    for a, b in links:
        if group_of[a] is not group_of[b]:
            group_of[a] += group_of[b]
            for n in group_of[b]:
                group_of[n] = group_of[a]
    return [[parts[n] for n in group] for group in {id(g): g for g in group_of.values()}.values()]


def _across(parts: Sequence[Part], is_one: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    return [
        (a, b)
        for a, b in combinations(range(len(parts)), 2)
        if parts[a][0] != parts[b][0] and is_one(a, b)
    ]


def _shared(groups: Iterable[list[Part]]) -> list[list[Json]]:
    """The members of the groups of several articles."""
    return [
        [{"article": key, "start": start, "end": end} for key, start, end in sorted(group)]
        for group in groups
        if len({part[0] for part in group}) > 1
    ]


def _quotations(texts: Mapping[str, str]) -> list[Json]:
    parts = [(k, *m.span(1)) for k, text in texts.items() for m in _QUOTED.finditer(text)]
    said = [_words(texts[key][start:end]) for key, start, end in parts]

    def is_one(a: int, b: int) -> bool:
        run = SequenceMatcher(None, said[a], said[b], autojunk=False).find_longest_match()
        return run.size >= min(RUN, max(WHOLE, min(len(said[a]), len(said[b]))))

    found = []
    for members in _shared(_joined(parts, _across(parts, is_one))):
        printed: dict[str, list[str]] = defaultdict(list)
        for member in members:
            printed[member["article"]] += _words(
                texts[member["article"]][member["start"] : member["end"]]
            )
        differences = {"cut"} if len({len(words) for words in printed.values()}) > 1 else set()
        if not differences and len({tuple(words) for words in printed.values()}) > 1:
            differences.add("wording")
        if len(set(Counter(m["article"] for m in members).values())) > 1:
            differences.add("split")
        found.append({"members": members, "differences": sorted(differences) or ["none"]})
    return found


def _figures(texts: Mapping[str, str]) -> list[Json]:
    parts = [(k, *m.span()) for k, text in texts.items() for m in _NUMBER.finditer(text)]
    beside = [
        {
            word
            for near in (_words(texts[key][:start])[-NEAR:], _words(texts[key][end:])[:NEAR])
            for word in near
            if len(word) >= LONG
        }
        for key, start, end in parts
    ]
    number = [texts[key][start:end].strip("$").replace(",", "") for key, start, end in parts]
    links = _across(parts, lambda a, b: number[a] == number[b] and bool(beside[a] & beside[b]))
    return [{"members": m, "relation": "same"} for m in _shared(_joined(parts, links))]


def _rows(texts: Mapping[str, str]) -> list[Json]:
    parts = [
        (key, span.start, span.end)
        for key, text in texts.items()
        for line in re.finditer(r"[^\n]+", text)
        for span in find_sentences(text, line.start(), line.end())
    ]
    bags = [Counter(_words(texts[key][start:end])) for key, start, end in parts]
    holding = Counter(word for bag in bags for word in bag)
    vectors = [
        {word: n * log(len(bags) / holding[word]) for word, n in bag.items()} for bag in bags
    ]
    lengths = [sqrt(sum(w * w for w in vector.values())) or 1.0 for vector in vectors]
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for a, b in combinations(range(len(parts)), 2):
        if parts[a][0] != parts[b][0]:
            shared = vectors[a].keys() & vectors[b].keys()
            alike = sum(vectors[a][w] * vectors[b][w] for w in shared) / (lengths[a] * lengths[b])
            for n, m in ((a, b), (b, a)):
                if alike > best.get((n, parts[m][0]), (ALIKE, 0))[0]:
                    best[(n, parts[m][0])] = (alike, m)
    links = [
        (n, m)
        for (n, _), (_, m) in sorted(best.items())
        if best.get((m, parts[n][0]), (0.0, -1))[1] == n
    ]
    rows = []
    for group in _joined(parts, links):
        cells: dict[str, list[Json]] = defaultdict(list)
        for key, start, end in sorted(group):
            cells[key].append({"start": start, "end": end})
        rows.append({"cells": dict(cells)})
    return rows
