"""Speeches: a cue with the naming of who speaks, as one record."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..frames.frames import Token
from ..people.namings import Named, Namings

Shape = Literal[
    "inverted",
    "plain",
    "according",
    "colon",
    "participle",
    "by",
    "guessed",
    "bare",
    "noun",
    "passive",
    "infinitive",
]


class Speech(NamedTuple):
    """A cue and who speaks; `reach` says how the two hang together.

    `cue` is the token of the verb (or noun) itself; the whole group, "can be heard saying", is
    tokens `cue_start` to `cue_end`; group and subject together are `first` to `last`. A tuple made
    by `make_speech`, because an article has scores and is asked for their ends often.
    """

    cue: int
    cue_end: int
    subject: Named
    shape: Shape
    sentence: int
    strong: bool
    reach: str
    verb: str
    cue_start: int
    first: int
    last: int


def make_speech(
    at: int,
    end: int,
    subject: Named,
    shape: Shape,
    sentence: int,
    strong: bool,
    reach: str,
    verb: str,
    begins: int,
) -> Speech:
    """The speech of a cue at token `at`, whose group is tokens `begins` to `end`."""
    first, last = subject[0], subject[1]
    return tuple.__new__(
        Speech,
        (
            at,
            end,
            subject,
            shape,
            sentence,
            strong,
            reach,
            verb,
            begins,
            first if first < begins else begins,
            last if last > end else end,
        ),
    )


def with_subject(speech: Speech, subject: Named, reach: str) -> Speech:
    """The same cue with somebody else as who speaks."""
    at, end, _, shape, sentence, strong, _, verb, begins, _, _ = speech
    return make_speech(at, end, subject, shape, sentence, strong, reach, verb, begins)


def from_marks(speech: Speech, tokens: tuple[Token, ...], mentions: Namings) -> Speech:
    """The speech from the description on that stands between marks and a name.

    `“…,” [his wife, Lotte], laughed`: hard behind marks any verb of speech surely says who spoke.
    """
    comma = speech.subject.first - 1
    if comma < 2 or tokens[comma].text != "," or speech.first != comma + 1:
        return speech
    described = mentions.ending(comma)
    if described is None or described.kind != "nominal" or described.possessive:
        return speech
    marks = tokens[described.first - 1]
    if marks.kind != "quote" or marks.text.rstrip("”\"'’»“").rstrip()[-1:] not in ",?!":
        return speech
    return speech._replace(first=described.first, strong=True)
