"""Quotes: which marked words are speech, and what every quote says of itself."""

import pytest

from coverage.text.found import Passage
from coverage.text.quotes.quotes import find_quotes, not_read
from coverage.text.spans import Span

from ..reading import passages_of, quotes_in, said


@pytest.mark.parametrize(
    "text",
    [
        # scare quotes
        "The so-called “quiet zone” by the harbour was anything but.",
        "Nobody wanted the “fun run” that the council had planned for May.",
        # titles
        "Her novel, “The Salt Road,” was printed in Leeds and sold out.",
        "The band closed with “Paper Lantern” and “Low Tide” before midnight.",
        # nicknames
        "Ruud “Boots” Akker scored twice in the second half.",
        # words shown as words, signs, addresses
        "The word “sluice” comes from Old French.",
        'See <a href="http://example.org/sluice">the page</a> for the map.',
    ],
)
def test_marks_that_quote_nobody_give_no_quote(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("“We will reopen the bridge on Friday,” said Ada Holm.", ["direct"]),
        ("Ada Holm called the closure “a disaster for every shop” in town.", ["mixed"]),
        ("“We lost,” Holm said, “but we are not finished with this council.”", ["direct"] * 2),
        ("Holm said that the plan was “dead in the water” and left.", ["mixed"]),
        ("Growing up in Orle was, as Ada Holm puts it, “like living inside a bell”.", ["mixed"]),
        (
            "Ada Holm has called the plan ‘a waste of time’ and ‘the worst idea since May’.",
            ["mixed"] * 2,
        ),
    ],
)
def test_a_part_of_a_wider_report_is_mixed(text, kinds):
    assert [quote.kind for quote in quotes_in(text)] == kinds


def test_what_is_cried_is_a_quote_though_nobody_is_named():
    assert said("“Sack the board!” rang round the ground.") == [("Sack the board!", None)]
    assert said("The film “What a Night!” was shown.") == []


def test_words_with_no_closing_mark_before_a_cue_are_not_called_verbatim():
    (torn, whole) = quotes_in(
        '"The roof went in one gust, said Per Lund, a farmer.\n\n"We ran," Ada Holm said.'
    )
    assert (torn.kind, torn.span.text) == ("indirect", "The roof went in one gust,")
    assert torn.speaker.span.text == "Per Lund"
    assert (whole.kind, whole.speaker.span.text) == ("direct", "Ada Holm")


@pytest.mark.parametrize(
    "text",
    [
        # one of the four marks is missing
        "“The roof went in one gust, said Per Lund, “and the church with it.” It rained.",
        "“The roof went in one gust, Per Lund said, “and the church with it.” It rained.",
        "“The roof went in one gust,” said Per Lund, and the church with it.” It rained.",
        '"The roof went in one gust," said Per Lund, and the church with it." It rained.',
        "The roof went in one gust,” said Per Lund, “and the church with it.” It rained.",
    ],
)
def test_a_quote_broken_by_its_attribution_may_lack_a_mark(text):
    assert said(text) == [
        ("The roof went in one gust,", "Per Lund"),
        ("and the church with it.", "Per Lund"),
    ]
    assert [quote.kind for quote in quotes_in(text)] == ["direct", "direct"]


@pytest.mark.parametrize(
    "text",
    [
        "“The roof went,” said Per Lund, who wept. It was 6” deep.",
        '“The roof went,” said Per Lund, and ran. The 6" pipe burst, and the 8" one.',
        "“The roof went,” said Per Lund, and the church with it.",
    ],
)
def test_a_stray_mark_behind_an_attribution_ends_no_tail(text):
    assert said(text) == [("The roof went,", "Per Lund")]


def test_a_quote_left_open_ends_before_the_next_speaker():
    text = (
        "On the tape a fisherman can be heard saying, “Leave the nets. They are lost anyway. "
        "Another man comes up and says, “The engine is dead.”"
    )
    assert said(text) == [
        ("Leave the nets. They are lost anyway.", "a fisherman"),
        ("The engine is dead.", "Another man"),
    ]


def test_a_long_quotation_gives_one_quote_a_paragraph():
    text = (
        "“We rebuilt the mill with our own hands,” said Ada Holm, the miller. “It took a year.\n\n"
        "“Then the river rose and took the wheel.\n\n“We will build it again.”"
    )
    quotes = quotes_in(text)
    assert [quote.span.text for quote in quotes] == [
        "We rebuilt the mill with our own hands,",
        "It took a year.",
        "Then the river rose and took the wheel.",
        "We will build it again.",
    ]
    assert {quote.speaker.name for quote in quotes} == {"Ada Holm"}


@pytest.mark.parametrize("kind", ["post", "residue", "boilerplate", "metadata"])
def test_only_the_outlets_own_words_are_read(kind):
    body = "“We will reopen the bridge on Friday,” said Ada Holm."
    assert find_quotes(body, passages_of(body, kind)) == ()
    assert len(find_quotes(body, passages_of(body, "blockquote"))) == 1


def test_the_outer_span_takes_the_marks_in():
    body = "Holm said: “We stay here.” Then rain."
    (quote,) = quotes_in(body)
    assert quote.outer.text == "“We stay here.”"
    assert quote.outer.holds(quote.span)


def test_a_quote_never_crosses_a_passage():
    body = "“We stay here and wait for help\n\nuntil it comes,” said Ada Holm."
    spans = [passage.span for passage in passages_of(body)]
    for quote in quotes_in(body):
        assert any(span.holds(quote.outer) for span in spans)


def test_quotes_stand_in_the_order_of_the_text():
    text = "“One thing,” said Ada Holm. “Two things,” said Bo Ek. Ek said that it was late today."
    body_order = [quote.span.start for quote in find_quotes(text, passages_of(text), indirect=True)]
    assert body_order == sorted(body_order)


def test_nothing_is_read_out_of_an_empty_body():
    assert find_quotes("", ()) == ()
    assert find_quotes(" \n ", (Passage(Span.of(" \n ", 0, 3), "paragraph"),)) == ()


def test_the_reader_says_what_it_did_not_try():
    assert not_read("en") == not_read("") == ()
    assert "'de'" in not_read("de")[0]


def test_confidence_is_higher_for_a_plain_attribution_than_for_a_far_one():
    (plain,) = quotes_in("“We will reopen the bridge on Friday,” said Ada Holm.")
    (far,) = quotes_in(
        "Ada Holm came out of the hall after the long vote.\n\n“We will reopen the bridge soon.”"
    )
    assert plain.confidence > 0.9
    assert far.confidence < plain.confidence


@pytest.mark.parametrize("noted", ["(Applause.)", "[Laughter]", "(Cheers and applause)"])
def test_what_the_audience_did_between_quotes_is_nobody_and_ends_nothing(noted):
    expected = [("We will win this,", "Ada Holm"), ("We always have.", "Ada Holm")]
    assert said(f"“We will win this,” said Ada Holm. {noted} “We always have.”") == expected
    assert said(f"Ada Holm said: “We will win this,” {noted} “We always have.”") == expected


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("“We stay here till May,” said shop steward Ada Holm.", "Ada Holm", "said"),
        ("“We stay here till May,” added depot ganger Ada Holm.", "Ada Holm", "added"),
        ("“We stay here till May,” said people near Ada Holm.", "people", "said"),
    ],
)
def test_two_words_before_a_whole_name_may_be_what_somebody_is(text, speaker, cue):
    (quote,) = quotes_in(text)
    assert (quote.speaker.span.text if quote.speaker else None) == speaker
    assert (quote.cue.text if quote.cue else None) == cue


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        # the cue of one subject that stands nearest before the words
        ("Per Lund denied it, saying he was “only ever helping”.", "saying"),
        ("Per Lund spoke of the dam, adding that it was “doomed at last”.", "adding"),
        ("Per Lund attacked the plan, calling it “a lie from start to end”.", "calling"),
        ("Per Lund told the hall it was late and called the dam “doomed at last”.", "called"),
        ("Per Lund said he saw the dam and dismissed it as “doomed at last”.", "dismissed"),
        (
            "The mayor, Per Lund, described it as “late again” and asked if it was “doomed”.",
            "asked",
        ),
        # one that somebody else has, or that the words are not of
        ("Per Lund said he was asked to come. “It is doomed at last.”", "said"),
        ("Per Lund said a meeting called for Monday would be “doomed at last”.", "said"),
        ("“It is doomed at last,” said Per Lund, adding nothing.", "said"),
    ],
)
def test_the_cue_is_the_nearest_one_that_the_speaker_has(text, cue):
    quote = [one for one in quotes_in(text) if one.kind != "indirect"][-1]
    assert quote.cue is not None
    assert quote.cue.text == cue


def test_a_report_over_what_the_audience_did_keeps_the_text_as_printed():
    body = "Ada Holm said that the weir (Applause) would hold for years."
    for quote in find_quotes(body, passages_of(body), indirect=True):
        assert body[quote.span.start : quote.span.end] == quote.span.text
