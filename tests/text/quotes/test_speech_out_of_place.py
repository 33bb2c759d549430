"""Who speaks where no verb of speech stands beside its subject: participles, nouns, long asides."""

import pytest

from coverage.text.quotes.quotes import find_quotes

from ..reading import passages_of, quotes_in


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        # a participle in front of the sentence
        ("Hailed by fans as “the greatest ever”, Ada Holm left the weir.", "fans", "Hailed by"),
        ("Dismissed by critics as “noise”, the song sold well.", "critics", "Dismissed by"),
        ("Described by one rival as “the last honest man”, Bo Ek died.", "one rival",
         "Described by"),
        ("Branded by the union “a disgrace”, the offer lapsed.", "the union", "Branded by"),
        ("Described as “tireless” by her pupils, Holm taught on.", "her pupils", "Described"),
        # a noun of speech and a clause with its verb
        ("Ada Holm lost. Her claim that the vote was “rigged from the start” fell flat.", "Her",
         "claim"),
        ("Bo Ek’s remark that keepers “should save harder” drew fury.", "Bo Ek’s", "remark"),
        ("The mayor’s comment that the levy had not been “thought through” was cut.",
         "The mayor’s", "comment"),
        ("Their insistence that nothing was “out of order” was odd.", "Their", "insistence"),
        # an age before an apposed name
        ("A cyclist, 34-year-old Ada Holm, described the smoke as “black as tar”.", "Ada Holm",
         "described"),
        # an office in capitals before an apposed name
        ("The Police Commissioner, Ada Holm, said the weir was “safe”.", "Ada Holm", "said"),
        ("The Commissioner for Works, Engr. Bo Ek, said it was “safe”.", "Engr. Bo Ek", "said"),
        ("The White House, Ada Holm’s goal, said it was “safe”.", "The White House", "said"),
    ],
)  # fmt: skip
def test_whose_words_they_are(text: str, speaker: str, cue: str) -> None:
    (quote,) = quotes_in(text)

    assert quote.speaker is not None
    assert quote.cue is not None
    assert (quote.speaker.span.text, quote.cue.text) == (speaker, cue)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Holm lost. Her claim that the vote was rigged drew “boos”.",
        "In her remarks to “Harbour Hour” nothing was new.",
        "Known to fans as “the Cat”, Ada Holm left.",
    ],
)
def test_nobody_is_quoted(text: str) -> None:
    assert quotes_in(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker", "report"),
    [
        # what is said of somebody in an aside leaves the verb its report
        ("Ada Holm, who confirmed the theft to guests in Orle, said three men were held.",
         "Ada Holm", "three men were held"),
        ("Ada Holm, who went on to win, said that the weir would stay.", "Ada Holm",
         "that the weir would stay"),
        ("Advocate Bo Ek, appearing for the mill, submitted that no notice was served.",
         "Advocate Bo Ek", "that no notice was served"),
        ("The court held that the levy was void.", "The court", "that the levy was void"),
        ("The levy, elder Bo Ek added, had been void for years.", "elder Bo Ek",
         "The levy, elder Bo Ek added, had been void for years"),
    ],
)  # fmt: skip
def test_what_is_reported(text: str, speaker: str, report: str) -> None:
    (quote,) = find_quotes(text, passages_of(text), indirect=True)

    assert quote.speaker is not None
    assert (quote.speaker.span.text, quote.span.text) == (speaker, report)


@pytest.mark.parametrize(
    "text",
    [
        "The club held a rally that was banned.",
        "Ada Holm submitted the plan.",
        "Ada Holm, however, did not say that the weir would stay.",
    ],
)
def test_nothing_is_reported(text: str) -> None:
    assert find_quotes(text, passages_of(text), indirect=True) == ()


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Speaking on Newsnight Extra, Holm said it was “cod”.", "Newsnight Extra"),
        ("Speaking on Morning Orle, Holm said it was “cod”.", "Morning Orle"),
        ("Speaking on the Harbour programme, Holm said it was “cod”.", "the Harbour programme"),
        ("Speaking on Question Time, Holm said it was “cod”.", "Question Time"),
        ("Speaking on Capitol Hill, Holm said it was “cod”.", None),
        ("Speaking on Monday, Holm said it was “cod”.", None),
        ("Holm, speaking on Tuesday Morning, said it was “cod”.", None),
    ],
)
def test_on_what_they_spoke(text: str, via: str | None) -> None:
    (quote,) = quotes_in(text)

    assert (quote.via.text if quote.via else None) == via
