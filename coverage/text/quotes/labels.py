"""Labels: quotes whose form names the speaker: a transcript's turn, a signed block quote, a line
of dialogue with a clause put into it.
"""

from __future__ import annotations

from dataclasses import replace

from ..found import FoundQuote, Mention
from ..frames.frames import Frame, Token, make_frame
from ..people.mentions import find_mentions, read_mention
from ..people.naming import Core, name_of
from ..people.resolution import Cast
from ..spans import Span
from .attribution import speech_of
from .by_marks import named_in_clause
from .staging import Label, Staged

_BY_LABEL = 0.9  # how sure a speaker is whom a label names
_BY_CLAUSE = 0.85
_INTRODUCED = 0.8
_UNNAMED = 0.6  # that a line of dialogue without a clause is speech


def quotes_by_form(
    body: str, staged: Staged, cast: Cast, english: bool = True, before: Frame | None = None
) -> list[FoundQuote]:
    """The stretches of `staged` as quotes of whom its label or its clause names, if any.

    `before` is the passage that may introduce a block quote.
    """
    speaker: Mention | None = None
    cue: Span | None = None
    confidence = _UNNAMED
    if staged.label is not None:
        speaker, cue = _by_label(body, staged.label, cast)
        confidence = _BY_LABEL
    elif staged.clause is not None:
        if english:
            speaker, cue = _by_cue(body, staged.frame, staged.clause, cast)
        else:
            speaker, cue = named_in_clause(body, *staged.clause)
        confidence = _BY_CLAUSE
    elif staged.form == "set off" and english and before is not None:
        speaker, cue = _introduced(body, before, cast)
        confidence = _INTRODUCED if speaker else _UNNAMED
    quotes: list[FoundQuote] = []
    for stretch in staged.frame.stretches:
        span = outer = Span.of(body, stretch.start, stretch.end)
        in_marks = stretch.outer_start < stretch.start
        if in_marks or stretch.outer_end > stretch.end:
            outer = Span.of(body, stretch.outer_start, stretch.outer_end)
        is_turn = staged.form == "turn" and not in_marks
        quotes.append(
            FoundQuote(span, outer, "direct", speaker, cue, confidence=confidence, is_turn=is_turn)
        )
    return quotes


def name_of_label(
    body: str, start: int, end: int, cast: Cast, stands_alone: bool = False
) -> Mention:
    """The mention that `body[start:end]` is: "HOLM" stands for Ada Holm where the article has her.

    A label is read as a name even in capitals, which elsewhere are taken for a body's. One that
    `stands_alone` is no part of a sentence that is read, as the labels of turns are.
    """
    span = Span.of(body, start, end)
    in_capitals = span.text.isupper()
    may_be_known = not stands_alone or cast.may_know(span.text)
    if in_capitals and not may_be_known:
        return Mention(span, span.text)
    frame = _with_small_letters(make_frame(body, start, end, ()))
    named = read_mention(frame.tokens, 0, len(frame.tokens)) if frame.tokens else None
    if named is None or named.kind == "pronoun":
        return Mention(span, span.text)
    known = cast.mention(body, frame, named) if may_be_known else None
    if known is None or known.name.casefold() == known.span.text.casefold():
        core: Core = ()
        if named.kind == "name" and not in_capitals:
            core, _ = name_of(frame.tokens, named)
        return Mention(span, " ".join(core) if len(core) > 1 else span.text)  # Dr. Bo Ek
    return replace(known, span=span)


def _with_small_letters(frame: Frame) -> Frame:
    """The frame with HOLM as Holm; short ones (BBC, MP) stay as they are."""
    tokens = tuple([_in_small_letters(token) for token in frame.tokens])
    if tokens == frame.tokens:
        return frame
    return Frame(
        frame.body, frame.start, frame.end, tokens, frame.stretches, frame.sentences,
        frame.places, frame.beginnings, frame.cues, {"starts": frame.starts},
    )  # fmt: skip


def _in_small_letters(token: Token) -> Token:
    text = token.text
    if len(text) <= 3 or token.kind != "word" or not text.isupper():
        return token
    return Token(
        text.capitalize(), token.low, "word", token.is_capital, token.flags, -1, token.width
    )


def _by_label(body: str, label: Label, cast: Cast) -> tuple[Mention, Span | None]:
    cue = Span.of(body, label.colon, label.colon + 1) if label.colon >= 0 else None
    is_turn = label.colon >= 0
    speaker = name_of_label(body, label.start, label.end, cast, is_turn)
    if label.whole is not None and speaker.name == speaker.span.text:
        whole = name_of_label(body, *label.whole, cast, is_turn)
        speaker = replace(speaker, name=whole.name, role=whole.role)
    return speaker, cue


def _by_cue(
    body: str, frame: Frame, clause: tuple[int, int], cast: Cast
) -> tuple[Mention | None, Span | None]:
    """Speaker and cue of an English clause, read as all narration is."""
    for speech in speech_of(frame):
        cue = frame.span(speech.cue_start, speech.cue_end)
        if clause[0] <= cue.start and cue.end <= clause[1]:
            return cast.mention(body, frame, speech.subject), cue
    return None, None


def _introduced(body: str, before: Frame, cast: Cast) -> tuple[Mention | None, Span | None]:
    """Who speaks in the last sentence of the passage before, or is named where a colon ends it."""
    if not before.sentences:
        return None, None
    tokens = before.tokens
    spot = len(before.sentences) - 1
    first, last = before.sentences[spot]
    colon = tokens[last - 1].text == ":"
    if not colon and any(first <= place < last for place in before.places):
        return None, None  # its words are said already
    for speech in reversed(speech_of(before)):
        if speech.sentence == spot and (speech.strong or colon):
            cue = before.span(speech.cue_start, speech.cue_end)
            return cast.mention(body, before, speech.subject), cue
    if colon:
        for named in find_mentions(before, first, last):
            if not named.possessive and (named.kind != "nominal" or named.sure):
                return cast.mention(body, before, named), None
    return None, None
