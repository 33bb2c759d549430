"""Who speaks without an article or a name: commuters, marine biologists, 12 residents, someone."""

import pytest

from coverage.text.quotes.quotes import find_quotes

from ..reading import passages_of, quotes_in


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        # what people do, in the plural
        ("“We waited for hours,” commuters said.", "commuters", "said"),
        ("“It is older than the weir,” archaeologists said.", "archaeologists", "said"),
        ("“Nobody asked us,” shoppers complained.", "shoppers", "complained"),
        ("The bay is “choking to death”, marine biologists warn.", "marine biologists", "warn"),
        ("“We waited,” weary commuters said.", "weary commuters", "said"),
        # a verb before them is no part of them
        ("“We stay here,” she told cheering supporters.", "she", "told"),
        # whatever the word, right between marks and a verb that is surely one of speech
        ("“We camped,” glampers said.", "glampers", "said"),
        ("“We voted,” commissioners said.", "commissioners", "said"),
        # how many there were
        ("“They threw bottles,” said three men waiting at the weir.",
         "three men waiting at the weir", "said"),
        ("The board sat. “They never listen,” said two women selling eels.",
         "two women selling eels", "said"),
        ("“It stinks,” said 12 residents.", "12 residents", "said"),
        ("“It stinks,” said dozens of residents.", "dozens of residents", "said"),
        # somebody, nobody knows who
        ("The lock gate shut. Someone cried: “Let the boat through!”", "Someone", "cried"),
        ("“Go home!” someone in the crowd yelled.", "someone in the crowd", "yelled"),
        ("“Go home,” shouted somebody, and left.", "somebody", "shouted"),
        # a description and a name between marks and verb
        ("“And a better weir,” his wife, Lotte, laughed.", "Lotte", "laughed"),
        ("“Is it over?” I wondered. “Don’t be silly,” my guide, Ilo, laughed.", "Ilo", "laughed"),
        # a verb that no list has, behind a description
        ("The keeper counts four eels. “Five eels,” her passenger corrects.",
         "her passenger", "corrects"),
        # a headline’s role of two words
        ("Weir keepers ‘at breaking point’, says union chief", "union chief", "says"),
        ("Weir ‘unsafe’, says city engineer", "city engineer", "says"),
    ],
)  # fmt: skip
def test_the_last_quote_is_theirs(text: str, speaker: str, cue: str) -> None:
    quote = quotes_in(text)[-1]

    assert quote.speaker is not None
    assert quote.cue is not None
    assert (quote.speaker.span.text, quote.cue.text) == (speaker, cue)


@pytest.mark.parametrize(
    ("text", "speaker", "report"),
    [
        ("The weir was older than the mill, geologists said on Monday.", "geologists",
         "The weir was older than the mill"),
        ("Rain would not return before May, forecasters predicted.", "forecasters",
         "Rain would not return before May"),
        ("According to marine biologists, the bay is choking.", "marine biologists",
         "the bay is choking"),
        ("Someone said the weir had held.", "Someone", "the weir had held"),
    ],
)  # fmt: skip
def test_what_they_report_is_theirs(text: str, speaker: str, report: str) -> None:
    (quote,) = find_quotes(text, passages_of(text), indirect=True)

    assert quote.speaker is not None
    assert (quote.speaker.span.text, quote.span.text) == (speaker, report)


@pytest.mark.parametrize(
    "text",
    [
        "If someone says “sorry”, take it.",
        "The film, “Low Weir,” the critics loved.",
    ],
)
def test_nobody_is_quoted(text: str) -> None:
    assert quotes_in(text) == ()
