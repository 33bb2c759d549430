"""One claim: what keeps two sentences that are much alike from being the same claim."""

from __future__ import annotations

import pytest

from coverage.text.collation.one_claim import is_negated, modality, what_keeps_apart
from coverage.text.figures.quantities import find_quantities
from coverage.text.found import FoundClaim, Mention, Passage
from coverage.text.spans import Span


def claim(text: str, claimant: str = "") -> FoundClaim:
    """The text as a claim; "Keel: the dam leaks" is Keel's."""
    if ": " in text:
        claimant, text = text.split(": ")
    span = Span.of(text, 0, len(text))
    mention = Mention(span, claimant) if claimant else None
    return FoundClaim(span, 0.5, mention, find_quantities(text, [Passage(span, "paragraph")]))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # negation
        ("The dam leaked in May.", "The dam did not leak in May.", ("negation",)),
        ("The dam leaked in May.", "The ministry denied that the dam leaked.", ("negation",)),
        ("Nobody paid the fine.", "The mill paid the fine.", ("negation",)),
        ("The pump never worked.", "The pump worked.", ("negation",)),
        ("The treaty wasn’t signed.", "The treaty was signed.", ("negation",)),
        ("The judge refused bail.", "The judge granted bail.", ("negation",)),
        ("Neither brother voted.", "The brothers voted.", ("negation",)),
        ("It is false that Vell resigned.", "Vell resigned.", ("negation",)),
        ("The crew left without the captain.", "The crew left with the captain.", ("negation",)),
        ("The council failed to pay.", "The council paid.", ("negation",)),
        ("The dam did not leak.", "The dam never leaked.", ()),
        ("Vell did not deny the theft.", "Vell admitted the theft.", ()),
        ("The flood hit not only Senn but Tarn.", "The flood hit Senn and Tarn.", ()),
        # modality
        ("The bridge will close.", "The bridge closed.", ("modality",)),
        ("The bridge could close.", "The bridge closed.", ("modality",)),
        ("The bridge may close.", "The bridge will close.", ("modality",)),
        ("Lind allegedly stole the boat.", "Lind stole the boat.", ("modality",)),
        ("The suspected thief fled.", "The thief fled.", ("modality",)),
        ("The mill must pay the town.", "The mill pays the town.", ("modality",)),
        ("Farmers called for a ban.", "Farmers got a ban.", ("modality",)),
        ("The premier plans to resign.", "The premier resigned.", ("modality",)),
        ("The tax is likely to rise.", "The tax rose.", ("modality",)),
        ("The fever reportedly spread.", "The fever spread.", ("modality",)),
        ("The bridge might close.", "The bridge could close.", ()),
        # speaker
        ("Keel: The dam leaked.", "Vell: The dam leaked.", ("speaker",)),
        ("Rosa Keel: The dam leaked.", "Anna Vell: The dam leaked.", ("speaker",)),
        ("the ministry: The dam leaked.", "the union: The dam leaked.", ("speaker",)),
        ("Mayor Rosa Keel: The dam leaked.", "Keel: The dam leaked.", ()),
        ("Mayor Keel: The dam leaked.", "Mayor Vell: The dam leaked.", ("speaker",)),
        ("she: The dam leaked.", "Keel: The dam leaked.", ()),
        ("The dam leaked.", "Keel: The dam leaked.", ()),
        # unit
        ("The mill lost 40 percent.", "The mill lost 40 workers.", ("unit",)),
        ("The fine was $500.", "The fine was £500.", ("unit",)),
        ("The search took 12 hours.", "The search took 12 days.", ("unit",)),
        ("The ship carried 300 tonnes.", "The ship carried 300 people.", ("unit",)),
        ("The fire burned 9 houses.", "The fire burned 9 hectares.", ("unit",)),
        ("The flood killed 12 people.", "The flood killed 12 villagers.", ()),
        ("The flood wrecked 30 homes.", "The flood wrecked 30 houses.", ()),
        ("The mill lost 40 percent.", "The mill lost a lot.", ()),
        # several
        (
            "Keel: The dam will not cost $9m.",
            "Vell: The dam cost €9m.",
            ("negation", "modality", "speaker", "unit"),
        ),
    ],
)
def test_claims_are_one_only_where_nothing_keeps_them_apart(
    one: str, other: str, expected: tuple[str, ...]
) -> None:
    a, b = claim(one), claim(other)
    assert what_keeps_apart(a, b) == what_keeps_apart(b, a) == expected


def test_two_negations_take_each_other_back() -> None:
    assert not is_negated("Nobody denied it.")
    assert is_negated("Nobody came.")


def test_what_happened_has_no_modality() -> None:
    assert modality("The bridge closed on Monday.") == "done"
