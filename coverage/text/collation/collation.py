"""Collation: the articles of one story laid side by side. Pure: records in, records out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..spans import Span
from .apart import find_apart
from .collated import Account, Collation, Figure, SharedUtterance, Told
from .copying import find_copies
from .evidence import find_evidence
from .figures import find_figures, weigh
from .only import find_only
from .reading_order import in_reading_order
from .row_labels import as_rows
from .rows import Group, group_sentences, join_alone
from .ruled import Ruled
from .rulings import Ruling
from .sequence import find_accounts, find_same_acts, placed_pairs
from .shared_posts import find_shared_posts
from .telling import lay_out
from .together import find_together
from .wordings import find_utterances

#: Goes up with any change that can change a collation; every stored comparison records it.
COLLATION_VERSION = "5"


def collate(articles: Sequence[Told], rulings: Sequence[Ruling] = ()) -> Collation:
    """Lays the articles side by side; keys must be unique (ValueError). `rulings` are people's
    words, oldest first, which it keeps to.

    Every sentence stands in exactly one row. Rows, cells and members follow the order of
    `articles`; what is grouped, and what is the base, does not depend on it.
    """
    keys = tuple(told.key for told in articles)
    if len(set(keys)) != len(keys):
        raise ValueError("two articles of a story have the same key")
    tellings, rarity = lay_out(articles)
    ruled = Ruled(rulings)
    utterances = find_utterances(tellings, rarity, ruled)
    posts = find_shared_posts(tellings, utterances)
    sentences = [s for telling in tellings for s in telling.sentences]
    acts = find_same_acts(sentences)
    accounts = ruled.accounts(find_accounts(sentences, acts))
    weighing = weigh(tellings, rarity)
    likely = find_figures(tellings, rarity, weighing=weighing)
    evidence = find_evidence(tellings, likely, placed_pairs(acts))
    groups = group_sentences(tellings, evidence, find_together(tellings, utterances, posts))
    groups = ruled.rows(groups, tellings)
    row_of = {(s.key, s.number): n for n, g in enumerate(groups) for s in g.sentences}
    figures = ruled.figures(find_figures(tellings, rarity, row_of, weighing), tellings)
    groups = in_reading_order(join_alone(groups), keys)
    apart = _apart(utterances, figures, accounts)
    by_key = {telling.key: telling for telling in tellings}
    rows = as_rows(
        groups,
        tellings,
        figures,
        [_differs(g, apart) for g in groups],
        [find_apart(g, by_key) for g in groups],
    )
    return Collation(
        keys=keys,
        rows=rows,
        utterances=utterances,
        figures=figures,
        posts=posts,
        only=find_only(tellings, rows),
        copies=find_copies(tellings),
        accounts=accounts,
        fates=tuple(ruled.fates.items()),
    )


_Apart = list[dict[str, list[tuple[int, int]]]]


def _apart(
    utterances: Sequence[SharedUtterance],
    figures: Sequence[Figure],
    accounts: Sequence[Account],
) -> _Apart:
    """For each thing on which the articles differ, in its words, its number or when it was: where
    its parts stand, by article. Words that are cut differ too: they are not the same words."""
    apart: _Apart = []
    for utterance in utterances:
        if utterance.changes:
            apart.append(_by_article((w.key, span) for w in utterance.wordings for span in w.spans))
    for figure in figures:
        if figure.relation in ("conflict", "update"):
            apart.append(_by_article((m.key, m.span) for m in figure.members))
    for account in accounts:
        apart.append(_by_article((m.key, m.span) for m in account.members))
    return apart


def _by_article(parts: Iterable[tuple[str, Span]]) -> dict[str, list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = {}
    for key, span in parts:
        places.setdefault(key, []).append((span.start, span.end))
    return places


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
