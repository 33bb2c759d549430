"""Same speech: which quotes are linked, and where chains of links break."""

from __future__ import annotations

from itertools import permutations

import pytest

from coverage.text.collation.collated import Told
from coverage.text.collation.collation import collate
from tests.text.collation.test_wordings import printed
from tests.text.telling_stories import laid_out

WAITING = "We have been waiting on the quay since five, and nobody has told us a single thing"


def is_one(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    """True where (speaker, quote) of one article and of another make one utterance."""
    articles = (
        printed("a", ours[1], speaker=ours[0]),
        printed("b", theirs[1], speaker=theirs[0]),
    )
    return len(collate(articles).utterances) == 1


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("the skipper", "Tell me who that is"), ("Jon Vik", "Tell me who that is, will you")),
        (
            ("a sailor", "We are only here to paint"),
            ("The painter", "We are only here to paint, so"),
        ),
        (("the skipper", "What is this?"), ("Jon Vik", "What is this?")),
        (("Jon Vik", "a very cold kitchen"), ("Vik", "It was a very cold kitchen that I came to")),
        (("Jon Vik", "hogwash"), ("Vik", "hogwash")),
    ],
)
def test_few_words_are_one_utterance_where_who_says_them_agrees(
    ours: tuple[str, str], theirs: tuple[str, str]
) -> None:
    assert is_one(ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("Ana Ruiz", "Tell me who that is"), ("Jon Vik", "Tell me who that is, will you")),
        (("Ana Ruiz", "a very cold kitchen"), ("Jon Vik", "It was a very cold kitchen in there")),
        (("Ana Ruiz", "hogwash"), ("Jon Vik", "hogwash")),
        (("Jon Vik", "Who?"), ("Ana Ruiz", "Who?")),
    ],
)
def test_few_words_are_two_where_somebody_else_says_them_or_they_are_of_grammar(
    ours: tuple[str, str], theirs: tuple[str, str]
) -> None:
    assert not is_one(ours, theirs)


# What was said one after the other; each outlet runs on other parts of it.
SAYINGS = (
    "The harbour wall was never meant to carry lorries of forty tonnes",
    "My father mixed the mortar for it with sand from this very beach",
    "Insurance will pay for the crane but not for the drowned archive",
    "Every autumn the council promised a survey and bought flowers instead",
)


def _speech() -> list[Told]:
    first, second, third, fourth = SAYINGS
    return [
        printed("a", f"{first}. {second}", speaker="Ana Ruiz"),
        printed("b", first, f"{third}. {fourth}", speaker="Ana Ruiz"),
        printed("c", first, f"{second}. {third}", fourth, speaker="Ana Ruiz"),
        printed("d", second, third, fourth, speaker="Ana Ruiz"),
        printed("e", first, third, fourth, speaker="Ana Ruiz"),
        printed("f", first, second, speaker="Ana Ruiz"),
    ]


def test_a_chain_of_long_quotes_does_not_make_one_utterance_of_four_sayings() -> None:
    assert len(collate(_speech()).utterances) > 1


def test_what_one_quote_holds_whole_is_one_utterance() -> None:
    whole = printed("w", ". ".join(SAYINGS), speaker="Ana Ruiz")
    found = collate([whole, *_speech()[3:]]).utterances
    assert [u.base for u in found] == ["w"]


def test_where_a_chain_breaks_does_not_depend_on_the_order() -> None:
    speech = _speech()
    expected = _grouped(speech)
    assert all(_grouped(order) == expected for order in list(permutations(speech))[::97])


def _grouped(articles: list[Told] | tuple[Told, ...]) -> set[frozenset[tuple[str, int]]]:
    return {
        frozenset((w.key, span.start) for w in u.wordings for span in w.spans)
        for u in collate(articles).utterances
    }


BLOCK = (
    "We have waited nine years for this bridge, and nobody listened to us.",
    "Every spring we wrote to the ministry, and every spring we got the same letter.",
    "Now the ferry is gone and the school bus takes two hours.",
)


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""'])
def test_a_quotation_of_three_paragraphs_is_one_though_only_its_ends_are_marked(
    opening: str, closing: str
) -> None:
    whole = "\n\n".join(BLOCK)
    found = laid_out(
        f"The mayor wrote a letter.\n\nNora Lind wrote: {opening}{whole}{closing}\n\nIt rained.\n",
        f"Kell has no bridge.\n\n“{BLOCK[2][:-1]},” Nora Lind wrote to the county.\n",
    )
    (utterance,) = found.utterances
    assert [span.text for span in utterance.wordings[0].spans] == [whole]
    assert utterance.wordings[1].changes == ("cut at start",)


@pytest.mark.parametrize(
    "after",
    [
        "\n\nHe sat down. “Nobody came,” said the smith.\n",  # opened anew
        f"\n\n{'The council met and rose again. ' * 60}\n\nIt was late.”\n",  # too far down
        "\n\nThe council met.\n",  # never closed
    ],
)
def test_a_quotation_that_nothing_closes_ends_with_its_paragraph(after: str) -> None:
    found = laid_out(
        f"The mayor wrote a letter.\n\nNora Lind wrote: “{BLOCK[0]}{after}",
        f"Kell has no bridge.\n\n“{BLOCK[0][:-1]},” Nora Lind wrote to the county.\n",
    )
    (utterance,) = found.utterances
    assert [span.text for span in utterance.wordings[0].spans] == [BLOCK[0]]
