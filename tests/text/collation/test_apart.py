"""Apart: a row whose articles do not claim the same says in what they differ."""

from __future__ import annotations

import pytest

from coverage.text.collation.collated import Collation, Row
from tests.text.telling_stories import laid_out

OURS = "A choir from Marwick sang on the quay.\n\n{}\n\nTwo lamps were stolen from the chapel."
THEIRS = "Bakers queued for flour until noon.\n\nA goat was found in the library.\n\n{}"


def row_with(collation: Collation, words: str) -> Row:
    (row,) = (r for r in collation.rows if any(words in s.text for s in r.cells.get("a", ())))
    return row


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # negation
        ("The harbour pilots joined the strike.", "The harbour pilots did not join the strike.", 0),
        (
            "The ferry company paid the skipper.",
            "The ministry denied that the ferry company paid the skipper.",
            0,
        ),
        ("The trust never sold the old pier.", "The trust sold the old pier.", 0),
        # modality
        ("The council will close the fish market.", "The council closed the fish market.", 1),
        ("The skipper allegedly smuggled eels.", "The skipper smuggled eels.", 1),
        ("The dredger may block the north channel.", "The dredger blocked the north channel.", 1),
        # speaker
        (
            "Oda Lind said the winch cable had rusted.",
            "Per Vell said the winch cable had rusted.",
            2,
        ),
        # unit
        (
            "The storm destroyed 40 percent of the oyster beds.",
            "The storm destroyed 40 hectares of the oyster beds.",
            3,
        ),
        # nothing
        ("The harbour pilots joined the strike.", "The harbour pilots have joined the strike.", -1),
        ("Oda Lind said the winch cable rusted.", "Lind said that the winch cable rusted.", -1),
        # two amounts of time are no claim
        (
            "The market went four hours without power on Friday.",
            "Power was back at the market in four hours.",
            -1,
        ),
        # what a noun is said to be is no claim of what was done with it
        (
            "Vell spent the pier money that should have been the choir's.",
            "The inquiry is into pier money that Vell spent on the choir.",
            -1,
        ),
        # what follows tells of something else, and no more is asked of it
        (
            "The dredger sank off the old pier, and divers may search it.",
            "The dredger sank off the old pier.",
            -1,
        ),
        (
            "Oda Lind sold the mill, which was not hers.",
            "Oda Lind sold the mill.",
            -1,
        ),
    ],
)
def test_a_row_says_in_what_its_claims_differ(one: str, other: str, expected: int) -> None:
    row = row_with(laid_out(OURS.format(one), THEIRS.format(other)), one)
    kinds = ("negation", "modality", "speaker", "unit")
    assert len(row.cells) == 2
    assert row.apart == ((kinds[expected],) if expected >= 0 else ())
    assert row.relation == ("differs" if expected >= 0 else "shared")


def test_a_row_of_one_article_differs_in_nothing() -> None:
    collation = laid_out(OURS.format("The ferry sailed."), THEIRS.format("Nobody swam."))
    assert all(row.apart == () for row in collation.rows)


def test_of_words_in_marks_their_changes_are_told_and_nothing_else() -> None:
    quote = "“The old winch cable will not hold another week,” {} said."
    row = row_with(
        laid_out(OURS.format(quote.format("Oda Lind")), THEIRS.format(quote.format("Per Vell"))),
        "winch",
    )
    assert (row.why, row.apart) == ("same quote", ())
