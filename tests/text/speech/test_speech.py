"""Speech: the cue, whole, and whose it is; whether a quote is theirs is attribution's to say."""

import pytest

from coverage.text.frames.frames import Frame, make_frame
from coverage.text.frames.marks import find_stretches
from coverage.text.speech.speech import Speech, find_speech

from ..speech_kinds import KINDS

ROWS = [(kind, *row) for kind, rows in KINDS.items() for row in rows]


@pytest.mark.parametrize(("kind", "text", "speaker", "cue"), ROWS)
def test_a_speech_has_its_whole_cue_and_its_own_subject(kind, text, speaker, cue):
    frame = frame_of(text)
    found = [read(frame, speech) for speech in find_speech(frame)]
    # the mention may stop before what tells more of somebody: a spokesman [for the mayor]
    assert any(words == cue and speaker.startswith(named) for named, words in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Holm asked not to be named.",
        "The report of the board was late.",
        "Holm kept messages that “seemed odd” to us.",
        "Updated: the vote was “a joke”.",
        "The word “sluice” stands on the gate.",
        # the plain form of a verb that says something only with a small word behind it
        "The fire boss was “too late” for us.",
        "The board’s hit list is “a joke” here.",
        "The dam shoot was “over in minutes” for us.",
        # the subject is spoken to or of
        "Holm was asked “where is the boat?” in the hall.",
        "Holm is known as “the pike” in Orle.",
        "Residents told to “stay indoors” in Orle.",
        "Holm was found “safe and well” at noon.",
    ],
)
def test_words_that_look_like_cues_give_no_speech(text):
    frame = frame_of(text)
    cues = " ".join(read(frame, speech)[1] for speech in find_speech(frame))
    assert not set(cues.split()) & set(
        "asked known told found report messages : word fire hit shoot".split()
    )


def test_a_verb_inside_a_group_is_no_speech_of_its_own():
    text = "Holm was quoted as saying: “We stay here.”"
    (speech,) = find_speech(frame_of(text))
    assert speech.verb == "say"


def test_speeches_come_in_the_order_of_their_cues():
    text = (
        "“We lost,” Holm said, adding: “We stay here.” Lund is reported to have said that “nobody "
        "asked” and took to Harbour Net to say “never”."
    )
    speeches = find_speech(frame_of(text))
    assert [speech.cue for speech in speeches] == sorted(speech.cue for speech in speeches)
    assert all(speech.cue_start <= speech.cue < speech.cue_end for speech in speeches)


def test_a_sentence_without_a_cue_has_no_speech():
    assert find_speech(frame_of("The ferry left at noon with Ada Holm and her brother.")) == []
    assert find_speech(frame_of("")) == []


def frame_of(text: str) -> Frame:
    return make_frame(text, 0, len(text), find_stretches(text, 0, len(text), False))


def read(frame: Frame, speech: Speech) -> tuple[str, str]:
    """The words of the naming and of the whole cue."""
    subject = speech.subject
    return (
        frame.span(subject.first, subject.last).text,
        frame.span(speech.cue_start, speech.cue_end).text,
    )
