"""Collation: the articles of one story laid side by side. Pure: records in, records out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .collated import Collation, Figure, FoundClaim, OnlyIn, Row, SharedUtterance, Told
from .copying import find_copies
from .evidence import Acts, find_evidence
from .figures import find_figures
from .likeness import Pair
from .rows import Group, as_row, group_sentences, in_reading_order, join_alone
from .sequence import find_same_acts
from .shared_posts import find_shared_posts
from .telling import Sentence, lay_out
from .wordings import find_utterances

#: Goes up with any change that can change a collation; every stored comparison records it.
COLLATION_VERSION = "1"

#: Changes by which accounts differ; a shorter or a split quote says nothing else.
_DIFFERING = frozenset(
    {"word", "number", "tense", "person", "translation", "paraphrase", "speaker"}
)


def collate(articles: Sequence[Told]) -> Collation:
    """Lays the articles side by side; keys must be unique (ValueError).

    Every sentence stands in exactly one row. Rows, cells and members follow the order of
    `articles`; what is grouped, and what is the base, does not depend on it.
    """
    keys = tuple(told.key for told in articles)
    if len(set(keys)) != len(keys):
        raise ValueError("two articles of a story have the same key")
    tellings, rarity = lay_out(articles)
    utterances, links = find_utterances(tellings, rarity)
    posts = find_shared_posts(tellings, utterances)
    sentences = [s for telling in tellings for s in telling.sentences]
    acts = find_same_acts(sentences)
    evidence = find_evidence(tellings, links, find_figures(tellings, rarity), acts)
    bodies = {told.key: told.reading.body for told in articles}
    groups = group_sentences(tellings, evidence)
    row_of = {(s.key, s.number): n for n, g in enumerate(groups) for s in g.sentences}
    figures = find_figures(tellings, rarity, row_of)
    groups = in_reading_order(join_alone(groups), keys)
    apart = _differing(utterances, figures) + _placed_otherwise(sentences, acts)
    rows = tuple(as_row(g, keys, _differs(g, apart), bodies) for g in groups)
    return Collation(
        keys=keys,
        rows=rows,
        utterances=utterances,
        figures=figures,
        posts=posts,
        only=_only(articles, rows),
        copies=find_copies(tellings),
    )


_Apart = list[dict[str, list[tuple[int, int]]]]


def _differing(utterances: Sequence[SharedUtterance], figures: Sequence[Figure]) -> _Apart:
    """For each utterance and figure on which accounts differ: where its parts stand, by article."""
    apart: _Apart = []
    for utterance in utterances:
        if _DIFFERING.intersection(utterance.changes):
            places: dict[str, list[tuple[int, int]]] = {}
            for wording in utterance.wordings:
                places.setdefault(wording.key, []).extend((s.start, s.end) for s in wording.spans)
            apart.append(places)
    for figure in figures:
        if figure.relation == "conflict":
            places = {}
            for member in figure.members:
                places.setdefault(member.key, []).append((member.span.start, member.span.end))
            apart.append(places)
    return apart


def _placed_otherwise(sentences: Sequence[Sentence], acts: Mapping[Pair, Acts]) -> _Apart:
    """Acts that one article puts before something and another after something."""
    apart: _Apart = []
    for (a, b), (one, other) in acts.items():
        if one.when != other.when and sentences[a].key != sentences[b].key:
            spans = {sentences[n].key: sentences[n].span for n in (a, b)}
            apart.append({key: [(span.start, span.end)] for key, span in spans.items()})
    return apart


def _differs(group: Group, apart: _Apart) -> bool:
    """True when two of the row's cells hold parts of one thing on which accounts differ."""
    for places in apart:
        holding = {
            s.key
            for s in group.sentences
            for start, end in places.get(s.key, ())
            if s.span.start < end and start < s.span.end
        }
        if len(holding) > 1:
            return True
    return False


def _only(articles: Sequence[Told], rows: Sequence[Row]) -> tuple[OnlyIn, ...]:
    """Claims whose sentences stand in rows of one article alone, the most check-worthy first."""
    alone: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        if row.relation == "only":
            for key, spans in row.cells.items():
                alone.setdefault(key, []).extend((s.start, s.end) for s in spans)
    found: list[tuple[int, FoundClaim, str]] = []
    for place, told in enumerate(articles):
        stretches = sorted(alone.get(told.key, ()))
        for claim in told.reading.claims:
            if any(start <= claim.span.start < end for start, end in stretches):
                found.append((place, claim, told.key))
    found.sort(key=lambda f: (-f[1].checkworthiness, f[0], f[1].span.start))
    return tuple(OnlyIn(key, claim) for _, claim, key in found)
