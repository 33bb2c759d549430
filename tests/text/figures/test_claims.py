"""Claims: what is listed, in which order, and who makes it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.text.figures import claim_signs
from coverage.text.figures.claim_weights import LEAST
from coverage.text.figures.claims import checkworthiness, find_claims
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
    # a promise with a figure, an opinion with a figure, a wish with a figure
    ("We have built 40 clinics since 2015.", "We will build 40 clinics, I promise you."),
    ("They closed three of the ten wards.", "I think that three good wards would be wonderful."),
    ("The levy raised 12 million crowns.", "I hope we could raise 12 million crowns."),
    # a deed without any figure, and one by the speaker himself
    ("Her party blocked the harbour bill.", "Her party has lost its soul, in my opinion."),
    ("I voted against that treaty.", "I was raised on a farm and I am proud of it."),
    # what is under way, what is denied, what is rank and comparison
    ("The ministry is cutting hospital beds.", "The ministry is going to have to think."),
    ("The inspectors never visited the plant.", "Never give up, my friends."),
    ("Norway exports more gas than Denmark.", "Norway is a lovely place to visit."),
    ("It was the lowest turnout since 1950.", "It was the most beautiful evening of my life."),
    # talk about the talk
    ("The senate rejected the bill.", "Let me answer the question about the bill."),
    # what is said before the claim weighs little where the claim is long
    (
        "I think you know that the company closed two plants in Ohio and paid no tax for years.",
        "I think you know what I mean.",
    ),
    # what another did, promised or voted for; a judgement of it
    ("He promised to close the base.", "He has a way of making problems clear."),
    ("The governor opposes the treaty.", "The treaty is a good idea and a great challenge."),
    # what must be done is not done
    ("The army bought 30 tanks.", "We have to buy 30 tanks, and we need to buy them now."),
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


def test_what_a_fact_checker_wants_is_listed_though_it_stands_low() -> None:
    for sentence in (
        "Everyone who sailed has been accounted for.",
        "He does not own a bicycle.",
        "A date for the work has not been set.",
        "The ship is under guard.",
        "She said the fund would have paid for the pier.",
    ):
        assert read(sentence), sentence


def test_each_sign_has_a_letter_of_its_own() -> None:
    letters = [
        *claim_signs._LETTER.values(),
        claim_signs._DOING,
        claim_signs._HAVING,
        claim_signs._TO,
        claim_signs._POLITELY,
        claim_signs._NAMES_ONE,
        b"N",
        b" ",
        b"|",
    ]
    assert len(set(letters)) == len(letters)


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
