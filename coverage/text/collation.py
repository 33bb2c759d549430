"""Collation: the articles of one story laid side by side. Pure: records in, records out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .collated import Collation, Figure, FoundClaim, OnlyIn, Row, SharedUtterance, Told
from .copying import find_copies
from .figures import find_figures
from .likeness import Pair
from .rows import Evidence, Group, as_row, group_sentences, in_reading_order, join_alone
from .sequence import PlacedAct, find_same_acts
from .shared_posts import find_shared_posts
from .telling import Sentence, Telling, lay_out
from .wordings import Link, find_utterances

#: Goes up with any change that can change a collation; every stored comparison records it.
COLLATION_VERSION = "1"

Acts = tuple[PlacedAct, PlacedAct]

#: What it counts for that two sentences hold the same words of an utterance: a line, or a word.
SAME_WORDS, SAME_WORD = 0.5, 0.15
#: What it counts for that two sentences place the same act in time.
SAME_ACT = 0.25

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
    evidence = _evidence(tellings, links, acts)
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


def _evidence(
    tellings: Sequence[Telling], links: Sequence[Link], acts: Mapping[Pair, Acts]
) -> dict[Pair, Evidence]:
    """Pairs of sentences that hold the same words of one utterance, or place the same act."""
    place: dict[tuple[str, int], int] = {}
    for telling in tellings:
        for sentence in telling.sentences:
            place[(sentence.key, sentence.number)] = len(place)
    by_key = {t.key: t for t in tellings}
    evidence: dict[Pair, Evidence] = {}
    for a, b in links:
        for one in by_key[a.key].sentences_of(a.span):
            for other in by_key[b.key].sentences_of(b.span):
                ours = {w.norm for w in one.words if a.span.start <= w.start < a.span.end}
                theirs = {w.norm for w in other.words if b.span.start <= w.start < b.span.end}
                least = min(len(ours), len(theirs))
                if least and len(ours & theirs) / least >= 0.5:
                    m, n = place[(one.key, one.number)], place[(other.key, other.number)]
                    why = "same post" if a.is_post or b.is_post else "same quote"
                    amount = SAME_WORDS if least > 2 else SAME_WORD
                    evidence[(min(m, n), max(m, n))] = Evidence(amount, why)
    for pair, both in acts.items():
        if pair not in evidence:
            printed = sorted({act.printed for act in both})
            why = "same act placed in time: " + " · ".join(f"“{words}”" for words in printed)
            evidence[pair] = Evidence(SAME_ACT, why)
    return evidence


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
