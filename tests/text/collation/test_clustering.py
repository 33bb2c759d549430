"""Clustering: when sentences stand in one row, given how alike each pair is."""

from __future__ import annotations

import pytest

from coverage.text.collation.clustering import cluster
from coverage.text.collation.telling import lay_out
from tests.text.telling_stories import told

TEXT = "The dredger sank.\n\nA goat slept."


def parts(scores: dict[tuple[int, int], float], held: list[list[int]]) -> set[frozenset[int]]:
    """Three articles of two sentences each (0 and 1, 2 and 3, 4 and 5), by group."""
    tellings, _ = lay_out([told(key, TEXT) for key in "abc"])
    sentences = [s for telling in tellings for s in telling.sentences]
    return {frozenset(group) for group in cluster(sentences, scores, held, {})}


@pytest.mark.parametrize(
    ("scores", "together"),
    [
        ({(0, 2): 0.1}, {0, 2}),
        # a little speaks for the two, and nothing else for either
        ({(0, 2): 0.01}, None),
        # the same, and a third confirms it
        ({(0, 2): 0.01, (0, 4): 0.1, (2, 4): 0.1}, {0, 2, 4}),
        # a third like one of them only is not drawn in
        ({(0, 2): 0.1, (0, 4): 0.01}, {0, 2}),
        # like a third at its edge, it pulls the other with it
        ({(0, 2): 0.1, (2, 4): 0.1}, {0, 2, 4}),
    ],
)
def test_pairs_make_rows(scores: dict[tuple[int, int], float], together: set[int] | None) -> None:
    found = {group for group in parts(scores, []) if len(group) > 1}
    assert found == ({frozenset(together)} if together else set())


def test_what_is_held_stays_together_however_little_speaks_for_it() -> None:
    assert frozenset({0, 2}) in parts({}, [[0, 2]])
    assert frozenset({0, 2}) in parts({(0, 2): 0.01}, [[0, 2]])


def test_every_sentence_stands_in_one_group() -> None:
    groups = parts({(0, 2): 0.01, (1, 3): 0.2, (3, 5): 0.01}, [])
    assert sorted(n for group in groups for n in group) == list(range(6))
