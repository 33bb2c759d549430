"""Changes: each kind by name, on cases of our own; how quotes of one utterance find each other."""

from __future__ import annotations

import pytest

from coverage.text.collation.collated import Change
from coverage.text.collation.collation import collate
from tests.text.collation.test_wordings import only_utterance, printed
from tests.text.telling_stories import laid_out

BELL = (
    "The bell of the lifeboat rang twice before anybody on the quay understood that the ferry "
    "had lost her rudder"
)
ROPE = "We hauled on that rope until our hands bled, and then the fishermen came and hauled with us"
TOLL = "I paid 40 crowns at the bridge and they sent me back without a word of explanation"

#: change | the base's words | the other's
_NAMED: tuple[tuple[tuple[Change, ...], str, str], ...] = (
    (
        ("cut at start",),
        BELL,
        "rang twice before anybody on the quay understood that the ferry had lost her rudder",
    ),
    (("cut at start",), BELL, "anybody on the quay understood that the ferry had lost her rudder"),
    (("cut at start",), ROPE, "and then the fishermen came and hauled with us"),
    (("cut at end",), BELL, "The bell of the lifeboat rang twice before anybody on the quay"),
    (("cut at end",), BELL, "The bell of the lifeboat rang twice…"),
    (("cut at end",), ROPE, "We hauled on that rope until our hands bled"),
    (("cut at start", "cut at end"), BELL, "before anybody on the quay understood"),
    (("cut at start", "cut at end"), ROPE, "until our hands bled, and then the fishermen came"),
    (
        ("cut in the middle",),
        BELL,
        "The bell of the lifeboat rang twice … the ferry had lost her rudder",
    ),
    (
        ("cut in the middle",),
        ROPE,
        "We hauled on that rope … and then the fishermen came and hauled with us",
    ),
    (
        ("cut in the middle",),
        TOLL,
        "I paid 40 crowns at the bridge [and] they sent me back … of explanation",
    ),
    (
        ("cut in the middle", "word"),
        BELL,
        "The bell of the lifeboat rang before anybody on the "
        "quay understood that the ferry had lost her rudder",
    ),
    (
        ("cut in the middle", "word"),
        ROPE,
        "We hauled on that rope until our hands bled, and the fishermen came and hauled with us",
    ),
    (("word",), BELL, BELL.replace("rudder", "mast")),
    (("word",), ROPE, ROPE.replace("fishermen", "neighbours")),
    (("word",), TOLL, TOLL.replace("explanation", "apology")),
    (("number",), TOLL, TOLL.replace("40", "45")),
    (("number",), TOLL.replace("40", "1,400"), TOLL.replace("40", "1,500")),
    (("number",), ROPE.replace("hands", "20 hands"), ROPE.replace("hands", "30 hands")),
    (("number",), TOLL.replace("40", "forty"), TOLL.replace("40", "fourteen")),
    (("word",), TOLL, TOLL.replace("40", "forty")),
    (
        ("tense",),
        "The company owes every diver in Kell an answer and a month of wages",
        "The company owed every diver in Kell an answer and a month of wages",
    ),
    (("tense",), ROPE, ROPE.replace("and hauled with", "and haul with")),
    (
        ("tense",),
        "The winch was greased in May and nobody has touched it since the regatta",
        "The winch is greased in May and nobody had touched it since the regatta",
    ),
    (
        ("word",),
        "The winch was greased in May and nobody has touched it since the regatta",
        "The winch wasn’t greased in May and nobody has touched it since the regatta",
    ),
    (
        ("tense",),
        "They repair the winch and paint the cabins every winter in the old dock",
        "They repaired the winch and painted the cabins every winter in the old dock",
    ),
    (("person",), TOLL, TOLL.replace("sent me", "sent him")),
    (("person",), ROPE, ROPE.replace("We hauled", "They hauled")),
    (("person",), BELL, BELL.replace("her rudder", "its rudder")),
    (("paraphrase",), BELL, BELL.replace("anybody on the quay understood", "all of us could see")),
    (("paraphrase",), ROPE, ROPE.replace("until our hands bled", "for more than an hour")),
    (
        ("paraphrase",),
        TOLL,
        TOLL.replace("without a word of explanation", "over and over that night"),
    ),
)


@pytest.mark.parametrize(("changes", "ours", "theirs"), _NAMED)
def test_a_change_has_its_name(changes: tuple[Change, ...], ours: str, theirs: str) -> None:
    utterance = only_utterance(printed("a", ours), printed("b", theirs))
    assert utterance.changes == changes


@pytest.mark.parametrize(
    "whole", [BELL.replace(" before", ", before"), ROPE, TOLL.replace(" and they", ", and they")]
)
def test_a_quote_broken_in_two_is_split_and_the_other_way_round_joined(whole: str) -> None:
    first, second = whole.split(", ", 1)
    parted = printed("b", first, second, speaker="Ana Ruiz")
    assert only_utterance(printed("a", whole, speaker="Ana Ruiz"), parted).changes == ("split",)
    longer = whole + " that night in Osterby"
    base = printed("b", first, second + " that night in Osterby", speaker="Ana Ruiz")
    joined = only_utterance(printed("a", whole, speaker="Ana Ruiz"), base)
    assert joined.base == "b"
    assert joined.changes == ("cut at end", "joined")
    assert only_utterance(printed("a", longer, speaker="Ana Ruiz"), base).changes == ("split",)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ana Ruiz", "Ben Okoro"), ("a nurse", "a welder"), ("Ana Ruiz", "Ana Holm")],
)
def test_words_given_to_another_have_another_speaker(one: str, other: str) -> None:
    utterance = only_utterance(printed("a", BELL, speaker=one), printed("b", BELL, speaker=other))
    assert utterance.changes == ("speaker",)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("", ""), ("the Osterby Echo", "translation")),
        (("the Osterby Echo", "told"), ("the Kell Gazette", "told")),
        (("a court filing", "statement"), ("a letter to voters", "statement")),
    ],
)
def test_words_heard_through_another_have_another_via(
    ours: tuple[str, str], theirs: tuple[str, str]
) -> None:
    utterance = only_utterance(printed("a", ROPE, via=ours), printed("b", ROPE, via=theirs))
    assert utterance.changes == ("via",)


@pytest.mark.parametrize(
    "other",
    [
        BELL.replace("understood", "grasped"),
        BELL.replace("lost", "was without"),
        ROPE.replace("until our hands bled", "for more than an hour"),
    ],
)
def test_other_words_of_a_translated_speech_are_its_translation(other: str) -> None:
    ours = ROPE if other.startswith("We") else BELL
    translated = printed("b", other, via=("the Osterby Echo", "translation"))
    changes = only_utterance(printed("a", ours), translated).changes
    assert "translation" in changes
    assert not {"word", "paraphrase", "tense"} & {*changes}


def members(*texts: str) -> list[list[str]]:
    return [
        [f"{w.key}: {span.text}" for w in u.wordings for span in w.spans]
        for u in laid_out(*texts, published="2031-05-14").utterances
    ]


def test_words_in_marks_are_a_quote_where_another_article_quotes_somebody_with_them() -> None:
    (found,) = members(
        "The board met in Kell.\n\n“The trial was a shameless spectacle,” Oda Lind said of the "
        "dredger case on Monday.\n",
        "Kell talks of nothing else.\n\nAfter the dredger case Lind went home from the “shameless "
        "spectacle” and slept.\n",
    )
    assert any(one.startswith("b: shameless spectacle") for one in found)


def test_words_that_both_articles_put_in_marks_without_a_speaker_link_nothing() -> None:
    assert not members(
        "The town lives off so-called “night herring” and little else.\n",
        "In the harbour, “night herring” fetched a good price on Monday.\n",
    )


@pytest.mark.parametrize(("word", "is_linked"), [("abominable", True), ("important", False)])
def test_a_single_word_that_everybody_quotes_links_where_it_is_no_general_word(
    word: str, is_linked: bool
) -> None:
    articles = [printed(key, word, speaker="Ana Ruiz") for key in "ab"]
    found = collate(articles).utterances
    assert bool(found) is is_linked


def test_the_short_second_piece_of_a_broken_quote_belongs_to_it() -> None:
    (found,) = members(
        "“They sold the pier, the crane and the lamps, and nobody asked us. Not ever,” said Oda "
        "Lind of the trust.\n",
        "“They sold the pier, the crane and the lamps, and nobody asked us,” said Oda Lind. “Not "
        "ever.”\n",
    )
    assert any(one.startswith("b: Not ever") for one in found)


def test_a_question_without_a_word_of_matter_is_found_by_its_run_of_words() -> None:
    (found,) = members(
        "The harbour master faced the diver.\n\n“What are you doing with that?” he said.\n",
        "The diver laughed at the harbour master.\n\n“What are you doing with that?” he said to "
        "him.\n",
    )
    assert len(found) == 2
