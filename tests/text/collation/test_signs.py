"""Signs: weekdays, speakers and what is told twice, in lining up sentences."""

from __future__ import annotations

import pytest

from coverage.text.collation.collated import Collation
from coverage.text.collation.signs import Signs
from coverage.text.collation.telling import lay_out
from tests.text.telling_stories import laid_out, told


def signs_of(one: str, other: str, proven: tuple[tuple[int, int], ...] = ()) -> float:
    """What speaks for the first sentences of two articles, of two sentences each."""
    texts = (f"{one}\n\nA goat slept.", f"{other}\n\nA kite flew.")
    tellings, _ = lay_out([told(key, text) for key, text in zip("ab", texts, strict=True)])
    signs = Signs(tellings, proven)
    assert signs.of(0, 2) == pytest.approx(signs.of(2, 0))
    return signs.of(0, 2)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The mill shut on Monday.", "On Monday the mill shut.", 1),
        ("The mill shut on Monday.", "The mill opened on Friday.", -1),
        ("It ran from Monday to Friday.", "It ended on Friday.", 1),
        ("The mill shut on Monday.", "The mill shut.", 0),
        ("“It will hold,” said Oda Lind.", "“It is a bad winch,” said Per Vell.", -1),
        ("“It will hold,” said Oda Lind.", "“It is a bad winch,” said Ms. Lind.", 0),
        ("“It will hold,” said Oda Lind.", "The winch broke.", 0),
    ],
)
def test_weekdays_and_speakers_speak_for_or_against_a_pair(
    one: str, other: str, expected: int
) -> None:
    found = signs_of(one, other)
    assert (found > 0) - (found < 0) == expected


def test_it_counts_that_another_sentence_of_the_article_measures_the_same() -> None:
    one, other = "The mill lost ten men.", "Ten men lost their work."
    assert signs_of(one, other, ((0, 2),)) == 0
    assert signs_of(one, other, ((0, 3),)) > 0
    assert signs_of(one, other, ((0, 3), (1, 2))) > signs_of(one, other, ((0, 3),))
    assert signs_of(one, other, ((1, 3),)) == 0


def shares_a_row(collation: Collation, one: str, other: str) -> bool:
    def holds(cells: object, words: str) -> bool:
        return words in " ".join(s.text for s in cells)  # type: ignore[attr-defined]

    return any(
        holds(row.cells.get("a", ()), one) and holds(row.cells.get("b", ()), other)
        for row in collation.rows
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Perhaps.", "I would not change a thing about the pier, perhaps."),
        (
            "The hospital had generators, so nobody noticed the storm.",
            "Nobody was hurt when the crane fell.",
        ),
        ("Somebody will find the oars eventually.", "Eventually somebody paid for the flour."),
        ("Meanwhile, herons nested.", "Meanwhile the trust met in Kellmouth."),
        ("Never.", "They never danced."),
        ("One can see Oda Lind rowing to the mill.", "Oda Lind did not see the herons nest."),
    ],
)
def test_words_that_say_nothing_line_up_nothing(one: str, other: str) -> None:
    ours = f"A choir from Marwick sang on the quay.\n\n{one}\n\nTwo lamps were stolen."
    theirs = f"Bakers queued for flour.\n\nA goat was found in the library.\n\n{other}"
    assert not shares_a_row(laid_out(ours, theirs), one, other)


def test_a_sentence_stands_with_the_one_that_names_its_day() -> None:
    ours = "The lighthouse will be painted.\n\nThe ferry missed its noon sailing on Tuesday."
    theirs = (
        "Bakers queued for flour.\n\nOn Tuesday the ferry missed a sailing at noon.\n\n"
        "The library found a goat.\n\nOn Friday the ferry missed a sailing at noon."
    )
    collation = laid_out(ours, theirs)
    assert shares_a_row(collation, "sailing on Tuesday", "On Tuesday the ferry")
