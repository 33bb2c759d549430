"""Biddings name nobody: a verb with a capital only because it begins the sentence."""

import pytest

from ..reading import said


@pytest.mark.parametrize(
    "text",
    [
        "Don’t say “no” to her, please.",
        'Don\'t say "no" to her, please.',
        "Don’t ask “what can the port do for me” here.",
        "Let’s call it “a day out” for now.",
        "Let’s say “never again” to him.",
        "Click “Accept” and wait for the page.",
        "Tap “Send” when it is done.",
        "Press “Start” and say “stop” loudly.",
        "Google “port fees” and say “when”.",
        "Say “yes” to the new bridge.",
        "Never say “never again” to a sailor.",
        "Please write “paid” on the note.",
    ],
)
def test_a_word_that_begins_a_bidding_is_no_speaker(text):
    assert not [speaker for _, speaker in said(text) if speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Don’t tell him “we are late again”, the guide says.", "the guide"),
        ("Don’t call it “a small joke”, Ada Holm told us.", "Ada Holm"),
        ("Watch said the bridge was “not safe at all” in spring.", "Watch"),
        ("Google says the fees are “not high at all” here.", "Google"),
        ("Click Energy said: “It is not high at all.”", "Click Energy"),
    ],
)
def test_who_speaks_beside_a_bidding(text, speaker):
    assert [one for _, one in said(text)] == [speaker]
