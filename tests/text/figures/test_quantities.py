"""Quantities: sentences of ours, each with every quantity it holds."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.text.figures.quantities import find_quantities
from coverage.text.found import FoundQuantity, Passage
from coverage.text.spans import Span

#: sentence → its quantities as "span | low | high | bound | unit", "-" where open.
CASES: list[tuple[str, list[str]]] = [
    # bounds
    ("More than 450 ferries were inspected.", ["More than 450 ferries | 450 | - | over | ferry"]),
    ("At least seven miners died.", ["At least seven miners | 7 | - | over | miner"]),
    ("Upwards of 3,000 fans waited.", ["Upwards of 3,000 fans | 3000 | - | over | fan"]),
    ("No fewer than 18 bids came in.", ["No fewer than 18 bids | 18 | - | over | bid"]),
    ("It cost in excess of £40m.", ["in excess of £40m | 40000000 | - | over | GBP"]),
    ("Well over 100 boats sank.", ["Well over 100 boats | 100 | - | over | boat"]),
    ("Less than 5% of the vote remains.", ["Less than 5% | - | 5 | under | percent"]),
    ("As many as 60 villages are cut off.", ["As many as 60 villages | - | 60 | under | village"]),
    ("No more than 25 guests may attend.", ["No more than 25 guests | - | 25 | under | guest"]),
    ("Under 200 copies survive.", ["Under 200 copies | - | 200 | under | copy"]),
    (
        "Close to 700 teachers walked out.",
        ["Close to 700 teachers | - | 700 | nearly | teacher"],
    ),
    ("Just short of 80 tonnes was seized.", ["Just short of 80 tonnes | - | 80 | nearly | tonne"]),
    (
        "An estimated 6,500 sheep drowned.",
        ["An estimated 6,500 sheep | 6500 | 6500 | about | sheep"],
    ),
    (
        "Approximately 35 lorries queued.",
        ["Approximately 35 lorries | 35 | 35 | about | lorry"],
    ),
    ("The walk takes 40 minutes or so.", ["40 minutes or so | 40 | 40 | about | minute"]),
    ("It needs 12 signatures or more.", ["12 signatures or more | 12 | - | over | signature"]),
    ("The hall seats 800-plus people.", ["800-plus people | 800 | - | over | person"]),
    ("There were 50+ complaints.", ["50+ complaints | 50 | - | over | complaint"]),
    ("Over the winter, 31 pipes burst.", ["31 pipes | 31 | 31 | exact | pipe"]),
    ("Another 90 nurses will be hired.", ["90 nurses | 90 | 90 | exact | nurse"]),
    # money
    ("The bridge cost $5,687.75.", ["$5,687.75 | 5687.75 | 5687.75 | exact | USD"]),
    (
        "A fine of €2bn was upheld.",
        ["€2bn | 2000000000 | 2000000000 | exact | EUR"],
    ),
    (
        "He was given Rs 20 lakh.",
        ["Rs 20 lakh | 2000000 | 2000000 | exact | INR"],
    ),
    (
        "The grant is worth 3.2 million euros.",
        ["3.2 million euros | 3200000 | 3200000 | exact | EUR"],
    ),
    ("A A$75 permit is needed.", ["A$75 | 75 | 75 | exact | AUD"]),
    ("It sold for US$1.1m.", ["US$1.1m | 1100000 | 1100000 | exact | USD"]),
    (
        "Damage of $2-3 million is feared.",
        ["$2-3 million | 2000000 | 3000000 | range | USD"],
    ),
    (
        "Fares of between £15 and £40 apply.",
        ["between £15 and £40 | 15 | 40 | range | GBP"],
    ),
    (
        "The plan costs $5 to $10 million.",
        ["$5 to $10 million | 5000000 | 10000000 | range | USD"],
    ),
    ("They paid 600 pounds in cash.", ["600 pounds | 600 | 600 | exact | GBP"]),
    ("The fish weighed 90 pounds.", ["90 pounds | 90 | 90 | exact | pound"]),
    (
        "Losses reached tens of millions of dollars.",
        ["tens of millions of dollars | 10000000 | - | vague | USD"],
    ),
    ("The ticket rose to ¥1,200.", ["¥1,200 | 1200 | 1200 | exact | JPY"]),
    ("She lent him 5,000 Swiss francs.", ["5,000 Swiss francs | 5000 | 5000 | exact | CHF"]),
    ("It is a $4-million house.", ["$4-million | 4000000 | 4000000 | exact | USD"]),
    ("Workers get $17.50 an hour.", ["$17.50 | 17.5 | 17.5 | exact | USD"]),
    # scales and words
    (
        "Two hundred and fifty divers searched.",
        ["Two hundred and fifty divers | 250 | 250 | exact | diver"],
    ),
    (
        "Half a million homes went dark.",
        ["Half a million homes | 500000 | 500000 | exact | home"],
    ),
    ("A dozen eggs broke.", ["A dozen eggs | 12 | 12 | exact | egg"]),
    ("About two dozen cars burned.", ["About two dozen cars | 24 | 24 | about | car"]),
    (
        "One and a half million trees were planted.",
        ["One and a half million trees | 1500000 | 1500000 | exact | tree"],
    ),
    (
        "The town has 8.4k residents.",
        ["8.4k residents | 8400 | 8400 | exact | resident"],
    ),
    (
        "Some 2.5 crore pilgrims are due.",
        ["Some 2.5 crore pilgrims | 25000000 | 25000000 | about | pilgrim"],
    ),
    (
        "A hundred and twenty goats escaped.",
        ["A hundred and twenty goats | 120 | 120 | exact | goat"],
    ),
    ("1,00,000 forms were printed.", ["1,00,000 forms | 100000 | 100000 | exact | form"]),
    (
        "A quarter of a million bees swarmed.",
        ["A quarter of a million bees | 250000 | 250000 | exact | bee"],
    ),
    # vague
    ("Dozens of kayakers were rescued.", ["Dozens of kayakers | 12 | - | vague | kayaker"]),
    (
        "Tens of thousands of commuters were late.",
        ["Tens of thousands of commuters | 10000 | - | vague | commuter"],
    ),
    (
        "Several hundred farmers blocked the road.",
        ["Several hundred farmers | 100 | - | vague | farmer"],
    ),
    ("Thousands marched in the rain.", ["Thousands | 1000 | - | vague | person"]),
    (
        "Hundreds of thousands of eels returned.",
        ["Hundreds of thousands of eels | 100000 | - | vague | eel"],
    ),
    # parts
    ("Nearly half of tenants pay late.", ["Nearly half of tenants | - | 0.5 | nearly | tenant"]),
    (
        "Three-quarters of the members agreed.",
        ["Three-quarters of the members | 0.75 | 0.75 | exact | member"],
    ),
    ("A quarter of pupils walk.", ["A quarter of pupils | 0.25 | 0.25 | exact | pupil"]),
    (
        "Four out of five dentists agree.",
        ["Four out of five dentists | 0.8 | 0.8 | exact | dentist"],
    ),
    (
        "About one in ten bats is infected.",
        ["About one in ten bats | 0.1 | 0.1 | about | bat"],
    ),
    ("The talk lasted half an hour.", ["half an hour | 0.5 | 0.5 | exact | hour"]),
    ("He waited two and a half days.", ["two and a half days | 2.5 | 2.5 | exact | day"]),
    ("The oven needs an hour and a half.", ["an hour and a half | 1.5 | 1.5 | exact | hour"]),
    ("The guide earns €12 an hour and works a day a week.", ["€12 | 12 | 12 | exact | EUR"]),
    # ranges and scores
    ("Expect 15-20 centimetres of snow.", ["15-20 centimetres | 15 | 20 | range | centimetre"]),
    ("Rain fell for two or three hours.", ["two or three hours | 2 | 3 | range | hour"]),
    (
        "Sales rose 5% to 10%.",
        ["5% to 10% | 5 | 10 | range | percent"],
    ),
    (
        "Rents rose from 600 to 750 euros.",
        ["600 | 600 | 600 | exact | EUR", "750 euros | 750 | 750 | exact | EUR"],
    ),
    ("Rovers won 3-1 at home.", ["3-1 | 3 | 1 | exact | goal"]),
    ("The court ruled 6-3 against him.", ["6-3 | 6 | 3 | exact | vote"]),
    ("Councillors voted 14 to 9 to close it.", ["14 to 9 | 14 | 9 | exact | vote"]),
    # durations, ages, measures
    (
        "A 2:05-minute clip was shared.",
        ["2:05-minute | 2.0833333333 | 2.0833333333 | exact | minute"],
    ),
    ("The 0:48-second song charted.", ["0:48-second | 48 | 48 | exact | second"]),
    ("He served two years and six months.", ["two years and six months | 30 | 30 | exact | month"]),
    ("The wall is 6 feet 4 inches tall.", ["6 feet 4 inches | 76 | 76 | exact | inch"]),
    ("She is a 10-day-old calf's owner.", ["10-day-old | 10 | 10 | exact | day"]),
    ("A three-week strike began.", ["three-week | 3 | 3 | exact | week"]),
    ("Rosa Vale, 52, owns the mill.", ["52 | 52 | 52 | exact | year"]),
    ("The baker, aged 61, retired.", ["61 | 61 | 61 | exact | year"]),
    ("He was 19 when he left.", ["19 | 19 | 19 | exact | year"]),
    ("Two 17-year-olds were held.", ["17-year-olds | 17 | 17 | exact | year"]),
    ("Winds hit 90 mph.", ["90 mph | 90 | 90 | exact | mile per hour"]),
    ("The trail is 12km long.", ["12km | 12 | 12 | exact | kilometre"]),
    ("It covers 40 square miles.", ["40 square miles | 40 | 40 | exact | square mile"]),
    ("A 5.8-magnitude tremor struck.", ["5.8-magnitude | 5.8 | 5.8 | exact | magnitude"]),
    ("The death toll rose to 64.", ["64 | 64 | 64 | exact | death"]),
    (
        "Turnout fell by 2.5 percentage points.",
        ["2.5 percentage points | 2.5 | 2.5 | exact | percentage point"],
    ),
    ("It hit 38°C in the shade.", ["38°C | 38 | 38 | exact | degree"]),
    ("The five-member panel met.", ["five-member | 5 | 5 | exact | member"]),
    ("The 60-strong choir sang.", ["60-strong | 60 | 60 | exact | choir"]),
    # people and nouns
    (
        "A blast killed 12 and injured 30.",
        ["12 | 12 | 12 | exact | person", "30 | 30 | 30 | exact | person"],
    ),
    ("The crash left 4 dead.", ["4 dead | 4 | 4 | exact | person"]),
    (
        "Sixteen Portuguese sailors were freed.",
        ["Sixteen Portuguese sailors | 16 | 16 | exact | sailor"],
    ),
    ("Nobody was arrested.", ["Nobody | 0 | 0 | exact | person"]),
    ("There were no injuries.", ["no injuries | 0 | 0 | exact | injury"]),
    (
        "Three of the nine judges dissented.",
        ["Three | 3 | 3 | exact | judge", "nine judges | 9 | 9 | exact | judge"],
    ),
    ("One person was hurt.", ["One person | 1 | 1 | exact | person"]),
    ("Nine women activists were fined.", ["Nine women activists | 9 | 9 | exact | activist"]),
    (
        "The song has 1.4 billion streams and over 30,000 comments.",
        [
            "1.4 billion streams | 1400000000 | 1400000000 | exact | stream",
            "over 30,000 comments | 30000 | - | over | comment",
        ],
    ),
    # not quantities
    ("In 1998 the mine shut.", []),
    ("The 2024 budget passed.", []),
    ("It opens at 7:45 a.m. and shuts at 6 p.m.", []),
    ("They met on 4 April and on May 17, 2021.", []),
    ("The A-10 flew over Highway 61.", []),
    ("See page 14 of Article 9.", []),
    ("The G20 met after COP26.", []),
    ("He moved to 14 Harbour Street.", []),
    ("Call 020 7946 0123 or visit https://example.org/2021/44.", []),
    ("The 21st century began on the 1st.", []),
    ("In the 1980s the Boeing 747 ruled.", []),
    ("No one of these days is special, one resident said.", ["No one | 0 | 0 | exact | person"]),
    ("One reason is that this one failed.", []),
    ("The two agreed to talk.", []),
    ("It was the first half of the third quarter.", []),
    ("Between 2015 and 2019 nothing moved.", []),
    ("The two-way street is a one-off.", []),
    ("Codes 12 17 44 were sent.", []),
]


def read(text: str) -> tuple[FoundQuantity, ...]:
    return find_quantities(text, [Passage(Span.of(text, 0, len(text)), "paragraph")])


def written(quantity: FoundQuantity) -> str:
    bounds = (figure(quantity.low), figure(quantity.high))
    return " | ".join((quantity.span.text, *bounds, quantity.bound, quantity.unit))


def figure(value: Decimal | None) -> str:
    return "-" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_sentence_gives_each_of_its_quantities(sentence: str, expected: list[str]) -> None:
    assert [written(quantity) for quantity in read(sentence)] == expected


def test_quantities_are_read_in_own_words_only() -> None:
    body = "Published 12 hours ago\n\nThe dam holds 40 tonnes.\n\nRead 7 more stories"
    first, second, third = (body.index(x) for x in ("Published", "The dam", "Read"))
    passages = [
        Passage(Span.of(body, first, second - 2), "metadata"),
        Passage(Span.of(body, second, third - 2), "paragraph"),
        Passage(Span.of(body, third, len(body)), "boilerplate"),
    ]
    assert [q.span.text for q in find_quantities(body, passages)] == ["40 tonnes"]


@given(
    st.lists(
        st.sampled_from(
            "12 3.5 two half a dozen of million $ € % - – and to or 1:42 second people old year "
            "hundreds scores in five at least nearly . , ( ) ’s ½ 1990s no one \n 52-48 k m".split(
                " "
            )
        ),
        max_size=40,
    )
)
def test_every_span_is_the_text_it_says_and_none_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = read(text)
    assert all(text[q.span.start : q.span.end] == q.span.text for q in found)
    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[q.span.start : q.span.end] == q.span.text for q in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "millions of " * 60 + "boats",
        "twelve " + "million " * 90 + "boats",
        "999999999999999999999999 trillion trillion boats",
        "two hundred " + "billion trillion " * 40,
    ],
)
def test_a_number_without_end_is_not_taken_whole(text: str) -> None:
    assert all(quantity.low is None or quantity.low < 10**24 for quantity in read(text))


PROSE = (
    "The council said on Monday that about 120 people had left the two villages by the river since "
    "the flood, and that nobody knew when the first of them could come home again. "
)


@pytest.mark.parametrize(
    ("piece", "size"),
    [
        (PROSE, 1_000_000),
        *((piece, 200_000) for piece in ("1", "1-", "two hundred and ", "$", "a half ", "1,000,")),
        ("3 hours 20 minutes ", 200_000),
        *((piece, 1_000_000) for piece in ("1,", "½ ", "(5 ", "$5 ", "5 to ", "1 ", "two-")),
    ],
)
def test_long_texts_are_read_in_two_seconds(piece: str, size: int) -> None:
    text = piece * (size // len(piece))
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 2
