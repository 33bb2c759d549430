"""Claims: what is listed, in which order, and who makes it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.text.figures.claims import LEAST, checkworthiness, find_claims
from coverage.text.figures.quantities import find_quantities
from coverage.text.found import FoundClaim, FoundQuote, Mention, Passage
from coverage.text.spans import Span

#: The first of each pair asks more to be checked than the second.
PAIRS = [
    ("Unemployment in Norley fell by 3 percent last year.", "Unemployment is a sad thing."),
    ("The council closed 14 libraries since 2011.", "We should never close a library."),
    ("Harbour fees doubled in March.", "Will harbour fees ever double?"),
    ("Mayor Ines Roth voted against the levy twice.", "I think the mayor is a good woman."),
    ("The ferry carried more passengers than any other.", "Thank you, and good evening."),
    ("Teachers earn less than they did in 2005.", "Let us look at what teachers do for you."),
    ("The mine employed 900 people.", "The mine was a beautiful place."),
    ("The ministry denied that the dam leaked.", "It would be nice if the dam held."),
    ("Exports to Canada rose to $4 million.", "Perhaps exports could rise, we hope."),
    ("Two inspectors were arrested in Dover on Friday.", "That is what I wanted to tell you."),
]


def read(body: str, quotes: tuple[FoundQuote, ...] = ()) -> tuple[FoundClaim, ...]:
    passages = [Passage(Span.of(body, 0, len(body)), "paragraph")]
    return find_claims(body, passages, quotes, find_quantities(body, passages))


def worth(sentence: str) -> float:
    passages = [Passage(Span.of(sentence, 0, len(sentence)), "paragraph")]
    return checkworthiness(sentence, find_quantities(sentence, passages))


@pytest.mark.parametrize(("firm", "loose"), PAIRS)
def test_what_a_record_can_settle_stands_before_what_it_cannot(firm: str, loose: str) -> None:
    assert worth(firm) > worth(loose)
    assert worth(firm) >= LEAST


def test_a_sentence_with_nothing_to_check_is_no_claim() -> None:
    assert read("Thank you very much. What do you think?") == ()


def test_a_claim_holds_the_quantities_of_its_sentence() -> None:
    body = "The flood cut off 60 villages. It killed at least 12 people in Norley on Monday."
    claims = read(body)
    assert [[q.span.text for q in claim.quantities] for claim in claims] == [
        ["60 villages"],
        ["at least 12 people"],
    ]


@pytest.mark.parametrize(
    ("sentence", "claimant"),
    [
        ("The port authority claimed that 40 ships had left since May.", "The port authority"),
        ("According to Nadia Brook, the fund lost $3 million in 2020.", "Nadia Brook"),
        ("Some 900 homes were flooded on Sunday, the fire brigade said.", "the fire brigade"),
        ("The bridge, built in 1911, carries 30,000 cars a day.", ""),
    ],
)
def test_a_claim_names_whoever_makes_it(sentence: str, claimant: str) -> None:
    (claim,) = read(sentence)
    assert (claim.claimant.name if claim.claimant else "") == claimant


def test_the_speaker_of_a_quote_in_the_sentence_is_the_claimant() -> None:
    body = "“We lost 300 sheep in one night,” Tom Hale said on Friday."
    said, name = Span.of(body, 1, body.index(",”")), Span.of(body, body.index("Tom"), 43)
    quote = FoundQuote(
        said, Span.of(body, 0, body.index("”") + 1), "direct", Mention(name, "Tom Hale")
    )
    (claim,) = read(body, (quote,))
    assert claim.claimant == Mention(name, "Tom Hale")


def test_lost_posts_and_boilerplate_make_no_claims() -> None:
    body = "Source\n\nIn 2019 some 40 shops closed in Norley."
    passages = [
        Passage(Span.of(body, 0, 6), "residue"),
        Passage(Span.of(body, 8, len(body)), "boilerplate"),
    ]
    assert find_claims(body, passages, (), ()) == ()


@given(st.text(alphabet=st.sampled_from("abI 12.?!“”,'’\n%$éА—"), max_size=300))
def test_every_claim_is_the_text_it_says(body: str) -> None:
    for claim in read(body):
        assert body[claim.span.start : claim.span.end] == claim.span.text
        assert 0 <= claim.checkworthiness <= 1


@pytest.mark.parametrize(
    "piece", ["The mill in Norley lost 40 jobs in 2011, she said. ", "a ", "A"]
)
def test_a_megabyte_is_read_in_two_seconds(piece: str) -> None:
    body = piece * (1_000_000 // len(piece))
    passages = [Passage(Span.of(body, 0, len(body)), "paragraph")]
    begun = time.process_time()
    find_claims(body, passages, (), ())
    assert time.process_time() - begun < 2
