"""The measure of quotes: what counts as found, as right, as one too many."""

from typing import Any

import pytest

from benchmarks.quote_scores import Tally, add_article, same_speaker

TEXT = (
    "“We mended the roof ourselves, all nine of us,” said Dr. Ida Wren. “It leaks, of course.”\n\n"
    "She called the council “a rumour” and left. “Good night to you all,” she said."
)


def quote(words: str, speaker: str, kind: str = "direct", **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    mention = {"text": speaker, **more} if speaker else None
    return {"start": start, "end": start + len(words), "kind": kind, "speaker": mention}


ROOF = quote("We mended the roof ourselves, all nine of us,", "Dr. Ida Wren", type="name")
LEAK = quote("It leaks, of course.", "Dr. Ida Wren", type="name")
RUMOUR = quote("a rumour", "She", "mixed", type="pronoun")
NIGHT = quote("Good night to you all,", "she", type="pronoun", resolved={"text": "Ida Wren"})
ARTICLE = {"id": 1, "text": TEXT, "quotes": [ROOF, LEAK, RUMOUR, NIGHT]}


def counted(read: list[dict[str, Any]], *kinds: str) -> Tally:
    tally = Tally()
    add_article(tally, ARTICLE, read, set(kinds or ("direct",)))
    return tally


def test_the_gold_itself_is_all_right():
    tally = counted([ROOF, LEAK, RUMOUR, NIGHT], "direct", "mixed")
    assert (tally.gold, tally.read, tally.found, tally.right) == (4, 4, 4, 4)
    assert tally.by_type == {"name": [2, 2, 2], "pronoun": [2, 2, 2]}


def test_a_mixed_quote_costs_nothing_among_the_direct_ones():
    tally = counted([ROOF, LEAK, RUMOUR, NIGHT])
    assert (tally.gold, tally.read) == (3, 3)


def test_marks_and_points_at_the_edges_do_not_count():
    tally = counted([{**ROOF, "start": ROOF["start"] - 1, "end": ROOF["end"] + 1}])
    assert tally.found == 1


def test_a_quote_of_two_paragraphs_counts_in_each():
    across = {**LEAK, "end": NIGHT["end"]}
    assert counted([across]).read == 2


def test_half_of_a_quote_is_not_that_quote():
    tally = counted([quote("all nine of us", "Ida Wren")])
    assert (tally.found, tally.read) == (0, 1)
    assert [kind for kind, *_ in tally.wrong].count("spurious") == 1


def test_a_wrong_speaker_is_found_but_not_right():
    tally = counted([{**ROOF, "speaker": {"text": "the council"}, "confidence": 0.8}])
    assert (tally.found, tally.right, tally.sure) == (1, 0, [(0.8, False)])


def test_indirect_speech_is_left_out():
    assert counted([{**ROOF, "kind": "indirect"}]).read == 0


@pytest.mark.parametrize(("name", "right"), [("Ida Wren", 1), ("she", 0), ("Ada Crane", 0)])
def test_a_pronoun_is_right_when_its_name_is(name: str, right: int):
    tally = counted([{**NIGHT, "speaker": {"text": "she", "name": name}}])
    assert (tally.named, tally.named_right) == (1, right)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mr. Wren", "Ida Wren", True),
        ("he", "He", True),
        ("he", "she", False),
        ("he", "Wren", False),
        ("", "", True),
        ("Wren", "", False),
        ("Tom Ash, the roofer", "Ash", True),
        ("roofer Tom Ash", "roofer", False),
        ("Ash’s spokesman", "Ash", False),
        ("a spokesman for Ash", "spokesman", True),
        ("the Ash campaign", "campaign", True),
        ("Ash", "Birch", False),
        ("Mayor Tom Ash (Ind.)", "Tom Ash", True),
    ],
)
def test_two_mentions_are_one_speaker(one: str, other: str, same: bool):
    assert same_speaker(one, other) is same
