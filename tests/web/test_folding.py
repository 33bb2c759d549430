"""Identical stretches fold after 60 words; what a reader came for never does."""

import pytest

from coverage.text.pieces import Mark, Piece
from coverage.web.folding import IN_SIGHT, fold_alike


def words(number: int) -> str:
    return " ".join(f"word{n}" for n in range(number))


def printed(stretches) -> str:
    return "".join(piece.text for stretch in stretches for piece in stretch.pieces)


@pytest.mark.parametrize("number", [0, 1, IN_SIGHT, IN_SIGHT + 11])
def test_a_stretch_that_is_hardly_longer_stays_whole(number):
    stretches = fold_alike([Piece(words(number))])
    assert all(not stretch.folded_words for stretch in stretches)


def test_a_long_stretch_folds_after_sixty_words():
    stretches = fold_alike([Piece(words(100))])
    assert [stretch.folded_words for stretch in stretches] == [0, 40]
    assert stretches[0].pieces[0].text == words(60)


def test_every_letter_is_printed_in_order():
    cut = [Piece(words(50) + "  \n"), Piece(words(80)), Piece(" end.")]
    assert printed(fold_alike(cut)) == "".join(piece.text for piece in cut)


@pytest.mark.parametrize("name", ["changed", "missing", "split", "figure"])
def test_a_marked_change_never_folds(name):
    mark = Mark(0, 1, name)
    stretches = fold_alike([Piece(words(100)), Piece("other", (mark,)), Piece(words(5))])
    in_sight = [piece for s in stretches if not s.folded_words for piece in s.pieces]
    assert "other" in [piece.text for piece in in_sight]


def test_the_number_of_an_utterance_stays_with_the_last_of_its_words():
    quote = Mark(0, 900, "quote", 1, 1)
    stretches = fold_alike([Piece(words(100), (quote,), (quote,))])
    assert stretches[0].pieces[0].ends == ()
    assert stretches[1].pieces[0].ends == (quote,)
