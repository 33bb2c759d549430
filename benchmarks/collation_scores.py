"""How good a collation is beside one labelled by reading: what is linked, what stands in one row.

A gold story is {"story", "quotations": [{"members": [{"article", "start", "end"}], "differences"}],
"figures": [{"members", "relation"}], "facts": [{"present": {article: {"start", "end"} or null}}]};
a found one {"quotations", "figures", "rows": [{"cells": {article: [{"start", "end"}]}}]}, as
`manage.py collate` writes it. Everything is counted by story and added up.

A link is a pair of members of one group in different articles. Found members are matched to gold
ones of the same article, the most overlapping first; a found link is right when gold links the two
matched members, and wrong otherwise. Facts that share a sentence in any article are one block:
rows are neither praised nor blamed for what happens inside it.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from coverage.text.sentences import find_sentences

Json = Mapping[str, Any]
Node = tuple[str, int, int]  # article, start, end
Link = frozenset[Node]

_EDGES = " \t\n\r\u00a0\"'“”‘’«»„`.,;:!?…-–—()[]"
_NUMBER = re.compile(
    r"\d[\d,.]*\d|\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half"
    r"|second|third)\b",
    re.IGNORECASE,
)
QUOTE_OVERLAP, FIGURE_OVERLAP = 0.5, 0.4
#: So many letters longer at most a figure may be that holds the gold one, or is held by it.
LONGER = 40
#: A sentence is placed when so much of its letters stands in rows.
PLACED = 0.9


def count_story(story: Json, gold: Json, found: Json) -> Counter[str]:
    """What one story adds to every sum; a story that was not collated is an empty `found`."""
    texts = {article["id"]: article["text"] for article in story["articles"]}
    counts: Counter[str] = Counter()
    _count_quotes(texts, gold["quotations"], found.get("quotations", ()), counts)
    _count_figures(texts, gold["figures"], found.get("figures", ()), counts)
    _count_rows(texts, gold["facts"], found.get("rows", ()), counts)
    return counts


def figures_of(counts: Mapping[str, int]) -> dict[str, float]:
    """The table's figures, 0 to 1, of counts that were added up."""
    found: dict[str, float] = {}
    for kind in ("quote", "change", "figure"):
        right, both = counts[f"{kind} right"], counts[f"{kind} found"] + counts[f"{kind} gold"]
        found[kind] = 2 * right / both if both else 0.0
    for share in ("relation", "other relation", "recall", "absence", "pairs"):
        every = counts[f"{share} all"]
        found[share] = counts[f"{share} right"] / every if every else 0.0
    three = [found["recall"], found["absence"], found["pairs"]]
    found["f3"] = 3 / sum(1 / one for one in three) if all(three) else 0.0
    found["lost"] = 1 - counts["sentences placed"] / (counts["sentences"] or 1)
    found["doubled"] = counts["letters doubled"] / (counts["letters placed"] or 1)
    return found


def interval(
    stories: Sequence[Counter[str]], figure: str, draws: int = 1000, seed: int = 1
) -> tuple[float, float]:
    """The 2.5th and 97.5th percentile of a figure over stories drawn with replacement."""
    chance = random.Random(seed)
    drawn = sorted(
        figures_of(sum(chance.choices(stories, k=len(stories)), Counter()))[figure]
        for _ in range(draws)
    )
    return drawn[int(0.025 * draws)], drawn[min(draws - 1, int(0.975 * draws))]


# --- links ------------------------------------------------------------------------------------


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _links(texts: Mapping[str, str], groups: Iterable[Json]) -> list[set[Link]]:
    """The links of each group, members without the marks at their edges."""
    found = []
    for group in groups:
        nodes = {
            (m["article"], *_trimmed(texts[m["article"]], m["start"], m["end"]))
            for m in group["members"]
        }
        found.append({frozenset(p) for p in combinations(sorted(nodes), 2) if p[0][0] != p[1][0]})
    return found


def _shared(a: Node, b: Node) -> int:
    return max(0, min(a[2], b[2]) - max(a[1], b[1])) if a[0] == b[0] else 0


def _overlap(a: Node, b: Node) -> float:
    return _shared(a, b) / max(1, max(a[2], b[2]) - min(a[1], b[1]))


def _is_same_quote(a: Node, b: Node) -> bool:
    return _overlap(a, b) >= QUOTE_OVERLAP


def _is_same_figure(a: Node, b: Node) -> bool:
    lengths = a[2] - a[1], b[2] - b[1]
    inside = 0 < _shared(a, b) == min(lengths) and abs(lengths[0] - lengths[1]) <= LONGER
    return inside or _overlap(a, b) >= FIGURE_OVERLAP


def _matched(
    found: Iterable[set[Link]], gold: Iterable[set[Link]], is_same: Callable[[Node, Node], bool]
) -> dict[Node, Node]:
    """Found member → the gold one it is, one to one, the most overlapping first."""
    ours = {node for links in found for link in links for node in link}
    theirs = {node for links in gold for link in links for node in link}
    pairs = [(-_overlap(a, b), a, b) for a, b in product(ours, theirs) if a[0] == b[0]]
    match: dict[Node, Node] = {}
    taken: set[Node] = set()
    for _, a, b in sorted(pairs):
        if a not in match and b not in taken and is_same(a, b):
            match[a] = b
            taken.add(b)
    return match


def _right(
    found: Iterable[set[Link]], gold: Iterable[set[Link]], match: Mapping[Node, Node]
) -> dict[Link, Link]:
    """Found link → the gold link it gives back."""
    known = {link for links in gold for link in links}
    right = {}
    for link in {link for links in found for link in links}:
        ends = [match.get(node) for node in link]
        if None not in ends and (given := frozenset(n for n in ends if n)) in known:
            right[link] = given
    return right


def _changes(group: Json) -> set[str]:
    return set(group.get("differences") or ()) or {"none"}


def _count_quotes(
    texts: Mapping[str, str], gold: Sequence[Json], found: Sequence[Json], counts: Counter[str]
) -> None:
    theirs, ours = _links(texts, gold), _links(texts, found)
    right = _right(ours, theirs, _matched(ours, theirs, _is_same_quote))
    counts["quote right"] += len(right)
    counts["quote found"] += len({link for links in ours for link in links})
    counts["quote gold"] += len({link for links in theirs for link in links})
    by_most = sorted(
        (-sum(right.get(link) in known for link in links), n, m)
        for n, links in enumerate(ours)
        for m, known in enumerate(theirs)
    )
    done: tuple[set[int], set[int]] = set(), set()
    for least, n, m in by_most:
        if least and n not in done[0] and m not in done[1]:
            done[0].add(n)
            done[1].add(m)
            names, wanted = _changes(found[n]), _changes(gold[m])
            counts["change right"] += len(names & wanted)
            counts["change found"] += len(names)
            counts["change gold"] += len(wanted)


def _count_figures(
    texts: Mapping[str, str], gold: Sequence[Json], found: Sequence[Json], counts: Counter[str]
) -> None:
    theirs, ours = _links(texts, gold), _links(texts, found)
    match = _matched(ours, theirs, _is_same_figure)
    right = _right(ours, theirs, match)
    known = {link for links in theirs for link in links}
    members = {node for link in known for node in link}

    def printed(node: Node) -> tuple[str, ...]:
        return tuple(_NUMBER.findall(texts[node[0]][node[1] : node[2]].casefold()))

    def may_be(node: Node) -> set[Node]:
        if node in match:
            return {match[node]}
        said = printed(node)
        return {m for m in members if said and m[0] == node[0] and printed(m) == said}

    every = {link for links in ours for link in links}
    # a listed number that the same article says again is neither right nor wrong
    wrong = {
        link
        for link in every - right.keys()
        if not any(frozenset(ends) in known for ends in product(*map(may_be, link)))
    }
    counts["figure right"] += len(right)
    counts["figure found"] += len(right) + len(wrong)
    counts["figure gold"] += len(known)
    for link, given in right.items():
        names = {found[n].get("relation") for n, links in enumerate(ours) if link in links}
        wanted = {gold[n]["relation"] for n, links in enumerate(theirs) if given in links}
        is_right = len(names) == 1 and names <= wanted
        counts["relation all"] += 1
        counts["relation right"] += is_right
        if "same" not in wanted:
            counts["other relation all"] += 1
            counts["other relation right"] += is_right


# --- rows -------------------------------------------------------------------------------------

_Facts = Sequence[Mapping[str, tuple[int, int]]]


def _count_rows(
    texts: Mapping[str, str], facts: Sequence[Json], rows: Sequence[Json], counts: Counter[str]
) -> None:
    row_at = {key: [-1] * len(text) for key, text in texts.items()}
    holds: dict[int, set[str]] = {n: set() for n in range(len(rows))}
    for n, row in enumerate(rows):
        for key, spans in row["cells"].items():
            text = texts[key]
            for at in {at for span in spans for at in range(span["start"], span["end"])}:
                if text[at].isalnum():
                    holds[n].add(key)
                    counts["letters placed"] += 1
                    counts["letters doubled"] += row_at[key][at] >= 0
                if row_at[key][at] < 0:
                    row_at[key][at] = n
    sentences = {key: _sentences(text) for key, text in texts.items()}
    for key, spans in sentences.items():
        for start, end in spans:
            letters = [n for n in range(start, end) if texts[key][n].isalnum()]
            placed = sum(row_at[key][n] >= 0 for n in letters)
            counts["sentences"] += 1
            counts["sentences placed"] += placed >= PLACED * len(letters)
    told: _Facts = [
        {key: (p["start"], p["end"]) for key, p in fact["present"].items() if p} for fact in facts
    ]
    block = _blocks(told, sentences)
    in_row = [{key: _row_of(row_at[key], span) for key, span in one.items()} for one in told]
    _count_facts(texts, block, in_row, holds, counts)


def _sentences(text: str) -> list[tuple[int, int]]:
    return [
        (span.start, span.end)
        for line in re.finditer(r"[^\n]+", text)
        for span in find_sentences(text, line.start(), line.end())
        if any(c.isalnum() for c in span.text)
    ]


def _row_of(row_at: Sequence[int], span: tuple[int, int]) -> int | None:
    """The row that holds most of the span's letters."""
    standing = Counter(row for row in row_at[span[0] : span[1]] if row >= 0)
    return min(standing, key=lambda row: (-standing[row], row)) if standing else None


def _blocks(told: _Facts, sentences: Mapping[str, Sequence[tuple[int, int]]]) -> list[int]:
    """Fact → its block."""
    touched = [
        {
            (key, n)
            for key, (start, end) in one.items()
            for n, (first, last) in enumerate(sentences[key])
            if first < end and start < last
        }
        for one in told
    ]
    block = list(range(len(told)))
    for a, b in combinations(range(len(told)), 2):
        if touched[a] & touched[b]:
            block = [block[a] if one == block[b] else one for one in block]
    return block


def _count_facts(
    texts: Mapping[str, str],
    block: Sequence[int],
    in_row: Sequence[Mapping[str, int | None]],
    holds: Mapping[int, set[str]],
    counts: Counter[str],
) -> None:
    for n, rows in enumerate(in_row):
        for a, b in combinations(sorted(rows), 2):
            is_one = rows[a] is not None and rows[a] == rows[b]
            counts["recall all"] += 1
            counts["recall right"] += is_one
            counts["pairs all"] += is_one
            counts["pairs right"] += is_one
        for key in texts.keys() - rows.keys():
            if not rows or any(
                key in other for m, other in enumerate(in_row) if block[m] == block[n]
            ):
                continue
            standing = [row for row in rows.values() if row is not None]
            counts["absence all"] += 1
            counts["absence right"] += bool(standing) and not any(
                key in holds[row] for row in standing
            )
    for (n, ours), (m, theirs) in combinations(enumerate(in_row), 2):
        if block[n] != block[m]:
            counts["pairs all"] += sum(
                ours[a] is not None and ours[a] == theirs[b] for a in ours for b in theirs if a != b
            )
