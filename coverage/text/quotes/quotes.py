"""Quotes: reported words in a body, with speaker, cue and through whom they were heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..found import FoundPost, FoundQuote, MarkedWords, Mention, Passage, QuoteKind
from ..frames.frames import Frame
from ..frames.marks import Stretch
from ..frames.reactions import without_reactions
from ..layout.live_entries import entry_head, is_entry_head
from ..lexicons import words
from ..marked.marked import is_label, marked_words
from ..marked.nobody import is_nickname
from ..people.resolution import Cast
from ..spans import Span
from ..speech.reports import Reported
from .attribution import Attributed, Candidate, attribute, speech_of
from .behind import named_behind
from .by_marks import is_english, quotes_by_marks, with_whole_names
from .headline_speech import KINDS as HEADLINE_KINDS
from .headline_speech import find_in_headline, named_beside_marks
from .indirect import find_reported
from .labels import quotes_by_form
from .nearest_cues import nearest_speech
from .nested import find_nested
from .repeated import repeated_quotes
from .staging import Staged, stage
from .via import find_via

_LONGEST_SENTENCE = 600  # tokens
_BY_FORM = 0.75  # how sure a speaker is whom a headline's form or a credit behind names
_NO_LABELS = words("labels_never")
_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_DOUBLE = re.compile("[“\"]|''\\w")
_LEAST_WORDS = 5  # a stretch with no speaker in sight is a quote only from here on


@dataclass(frozen=True, slots=True)
class QuotesRead:
    """The quotes of a body, and the words in marks with which nobody is quoted; both in order."""

    quotes: tuple[FoundQuote, ...] = ()
    marked: tuple[MarkedWords, ...] = ()


def find_quotes(
    body: str,
    passages: Sequence[Passage],
    posts: Sequence[FoundPost] = (),
    language: str = "",
    indirect: bool = False,
) -> tuple[FoundQuote, ...]:
    """The quotes that `read_quotes` finds."""
    return read_quotes(body, passages, posts, language, indirect).quotes


def read_quotes(
    body: str,
    passages: Sequence[Passage],
    posts: Sequence[FoundPost] = (),
    language: str = "",
    indirect: bool = False,
) -> QuotesRead:
    """The quotes and marked words of `body`, each inside one passage in the outlet's own words.

    Posts and their lines are not read. A quote whose speaker cannot be told has none. With
    `indirect`, reports without marks ("said that …") come too.
    """
    english = is_english(body, language)
    staged = stage(body, passages, english)
    if not indirect and not any(one.frame.stretches for one in staged):
        return QuotesRead()
    if not english:
        return _read_by_marks(body, staged)
    cast = Cast([one.frame for one in staged])
    found: list[FoundQuote] = []
    marked: list[MarkedWords] = []
    before: Frame | None = None
    introducing: Frame | None = None  # the last passage before that is no block quote
    last: Attributed | None = None
    for place, one in enumerate(staged):
        frame = one.frame
        quoted: list[int] = []
        if one.form != "marks":
            found.extend(quotes_by_form(body, one, cast, before=introducing))
            last = None
        elif frame.stretches:
            behind = staged[place + 1].frame if place + 1 < len(staged) else None
            named = named_behind(body, frame, behind)
            for attributed in attribute(frame, before, last):
                attributed = _going_on(attributed, before, last)
                quote = _quote(body, attributed, cast)
                if named is not None and behind is not None:
                    quote = _with_speaker(body, attributed, cast.mention(body, behind, named))
                if quote is None and (
                    one.kind in HEADLINE_KINDS or is_entry_head(body, frame, before)
                ):
                    quote = _headline_quote(body, attributed, cast)
                if quote is not None:
                    found.append(quote)
                    found.extend(_nested_quotes(body, frame.stretches[attributed.stretch], cast))
                    quoted.append(attributed.stretch)
                    if quote.speaker is not None or attributed.candidate is not None:
                        last = attributed  # behind “Never!” of the crowd the same one goes on
                else:
                    marked.extend(marked_words(body, frame, attributed.stretch))
        elif frame.tokens and one.kind != "caption":
            last = None  # a passage without marks: nobody goes on speaking
        if indirect and one.form == "marks" and _is_prose(frame):
            head = None if frame.stretches else entry_head(body, frame, before)
            reports = find_in_headline(head) if head else []
            if not reports:
                speeches = speech_of(frame)
                reports = find_reported(frame, speeches, quoted) if speeches else []
            if not reports and one.kind in HEADLINE_KINDS:
                reports = find_in_headline(frame)
            found.extend(_reported_quote(body, reported, cast) for reported in reports)
        before = frame
        if one.form != "set off":
            introducing = frame
    headlines = [passage.span for passage in passages if passage.kind in HEADLINE_KINDS]
    repeated = repeated_quotes(headlines, found, marked)
    found.extend(repeated.values())
    if any(one.frame.body is not body for one in staged):
        found = [_as_printed(body, quote) for quote in found]  # reactions were blanks till here
    found.sort(key=lambda quote: (quote.span.start, quote.span.end))
    return QuotesRead(tuple(found), tuple(one for one in marked if one not in repeated))


def _read_by_marks(body: str, staged: Sequence[Staged]) -> QuotesRead:
    """Quotes in a language other than English."""
    found: list[FoundQuote] = []
    marked: list[MarkedWords] = []
    nobody = Cast([])
    for one in staged:
        if one.form != "marks":
            found.extend(quotes_by_form(body, one, nobody, english=False))
        else:
            quotes, others = quotes_by_marks(body, one)
            found.extend(quotes)
            marked.extend(others)
    return QuotesRead(tuple(with_whole_names(body, found)), tuple(marked))


def _as_printed(body: str, quote: FoundQuote) -> FoundQuote:
    """The quote with all its spans as the body has them."""

    def printed(span: Span | None) -> Span | None:
        return Span.of(body, span.start, span.end) if span else None

    speaker = quote.speaker
    return replace(
        quote,
        span=Span.of(body, quote.span.start, quote.span.end),
        outer=Span.of(body, quote.outer.start, quote.outer.end),
        cue=printed(quote.cue),
        via=printed(quote.via),
        speaker=speaker
        and replace(speaker, span=Span.of(body, speaker.span.start, speaker.span.end)),
    )


def not_read(language: str) -> tuple[str, ...]:
    """What `read_quotes` does not try in this language, in words; nothing for English."""
    if language.casefold()[:2] in ("", "en"):
        return ()
    return (
        f"speakers in '{language}': only where a colon, a dash or a label names them",
        f"indirect speech and mixed quotes in '{language}'",
    )


def _quote(body: str, attributed: Attributed, cast: Cast) -> FoundQuote | None:
    frame, stretch = attributed.frame, attributed.frame.stretches[attributed.stretch]
    start, end = without_reactions(body, stretch.start, stretch.end)
    if start >= end:
        return None
    candidate = _who(attributed.candidate)
    if is_label(frame, attributed.stretch):
        return None
    if is_nickname(frame, attributed.stretch):
        return None
    if not _is_worth_keeping(body, start, end, candidate):
        if candidate is not None or not _stands_alone(body, frame, attributed.stretch, start, end):
            return None
    speaker = cue = None
    if candidate is not None:
        speaker = cast.mention(body, candidate.frame, candidate.subject)
        if candidate.speech:
            told = nearest_speech(candidate, frame, frame.places[attributed.stretch])
            cue = candidate.frame.span(told.cue_start, told.cue_end)
    place = frame.places[attributed.stretch]
    speech = candidate.speech if candidate and candidate.frame is frame else None
    via = find_via(frame, frame.sentence_of(place), place, speech)
    return FoundQuote(  # by place: names would be looked up for each quote
        Span(start, end, body[start:end]),
        Span(stretch.outer_start, stretch.outer_end, body[stretch.outer_start : stretch.outer_end]),
        _kind(body, frame, attributed, start, end),
        speaker,
        cue,
        via[0] if via else None,
        via[1] if via else "",
        round(attributed.share, 3),
    )


def _is_prose(frame: Frame) -> bool:
    """False where a sentence goes on for hundreds of words: a list, or hostile text."""
    if len(frame.tokens) <= _LONGEST_SENTENCE:
        return True
    return all(last - first <= _LONGEST_SENTENCE for first, last in frame.sentences)


def _nested_quotes(body: str, stretch: Stretch, cast: Cast) -> list[FoundQuote]:
    """What others are quoted as saying inside this stretch."""
    inner = find_nested(body, stretch)
    if not inner:
        return []
    quotes = [_quote(body, attributed, cast) for attributed in inner]
    return [quote for quote in quotes if quote is not None]


def _going_on(attributed: Attributed, before: Frame | None, last: Attributed | None) -> Attributed:
    """A paragraph more of a quote whose marks stayed open is its speaker's, whatever it says."""
    if attributed.candidate is not None or attributed.stretch or last is None:
        return attributed
    if last.frame is not before or last.candidate is None or attributed.frame.places[0]:
        return attributed
    open_before = last.stretch == len(before.stretches) - 1 and not before.stretches[-1].closed
    return attributed._replace(candidate=last.candidate) if open_before else attributed


def _who(candidate: Candidate | None) -> Candidate | None:
    """The candidate, unless a colon makes one of a word that labels no speaker: Review: “…”"""
    if candidate is not None and candidate.speech and candidate.speech.shape == "colon":
        if candidate.subject.head in _NO_LABELS:
            return None
    return candidate


def _headline_quote(body: str, attributed: Attributed, cast: Cast) -> FoundQuote | None:
    """Words in a headline's marks that nobody seemed to say, where its form names who did."""
    frame = attributed.frame
    named = named_beside_marks(frame, attributed.stretch)
    if named is None or is_nickname(frame, attributed.stretch):
        return None
    subject, cue = named
    quote = _with_speaker(body, attributed, cast.mention(body, frame, subject))
    return replace(quote, cue=frame.span(*cue) if cue else None) if quote else None


def _with_speaker(body: str, attributed: Attributed, speaker: Mention) -> FoundQuote | None:
    """The stretch as a quote of a speaker whom the form around it names; None for no words."""
    frame, stretch = attributed.frame, attributed.frame.stretches[attributed.stretch]
    start, end = without_reactions(body, stretch.start, stretch.end)
    if not any(map(str.isalnum, body[start:end])):
        return None
    return FoundQuote(
        span=Span.of(body, start, end),
        outer=Span.of(body, stretch.outer_start, stretch.outer_end),
        kind=_kind(body, frame, attributed, start, end),
        speaker=speaker,
        confidence=_BY_FORM,
    )


def _reported_quote(body: str, reported: Reported, cast: Cast) -> FoundQuote:
    """Indirect speech as a quote: no marks, so inside and outside are one span."""
    frame = reported.frame
    span = frame.span(reported.first, reported.last)
    speech = reported.speech
    via = find_via(frame, speech.sentence, reported.first, speech) if speech else None
    cue = frame.span(*reported.cue) if reported.cue is not None else None
    return FoundQuote(
        span=span,
        outer=span,
        kind="indirect",
        speaker=cast.mention(body, frame, reported.subject),
        cue=cue,
        via=via[0] if via else None,
        via_how=via[1] if via else "",
        confidence=reported.confidence,
    )


def _is_worth_keeping(body: str, start: int, end: int, candidate: Candidate | None) -> bool:
    """With no speaker only what reads like speech is a quote: long, not a title, not an address."""
    if candidate is not None:
        return _WORD.search(body, start, end) is not None
    told = _WORD.findall(body, start, end)
    if not told:
        return False
    if len(told) < _LEAST_WORDS or "://" in body[start:end]:
        # “Sack the board!” rang round the ground
        cried = body[end - 1] in "!?" and body[start].isupper()
        return cried and len(told) > 2 and not any(word[0].isupper() for word in told[1:])
    capitals = sum(word[0].isupper() for word in told)
    if capitals > 0.6 * len(told):
        return False
    return body[end - 1] in ".,!?…" or len(told) >= 2 * _LEAST_WORDS


def _stands_alone(body: str, frame: Frame, index: int, start: int, end: int) -> bool:
    """`“Finally.”` as a paragraph or a sentence of its own: a turn, however short, and no title."""
    place = frame.places[index]
    if body[end - 1] not in ".!?…" or not frame.stretches[index].closed:
        return False
    if frame.sentences[frame.sentence_of(place)] != (place, place + 1):
        return False
    if frame.stretches[index].single and _DOUBLE.search(body):
        return False  # a heading: speech stands in the other marks here
    if place and frame.tokens[place - 1].text == "?":
        return False  # Her favourite word? “Perhaps.”
    told = _WORD.findall(body, start, end)
    if told and told[0] in ("The", "A", "An"):
        return False  # more often a title or a heading
    capitals = sum(word[0].isupper() for word in told)
    return bool(told) and told[0][0].isupper() and (len(told) == 1 or 2 * capitals <= len(told))


def _kind(body: str, frame: Frame, attributed: Attributed, start: int, end: int) -> QuoteKind:
    """Direct when the words stand on their own; mixed when they are part of a wider report."""
    index = attributed.stretch
    if frame.stretches[index].torn:
        return "indirect"  # no closing mark, and the report goes on inside: not surely verbatim
    place = frame.places[index]
    if place == 0:
        return "direct"
    before = frame.tokens[place - 1]
    if before.kind == "word":
        small = body[start].islower() or before.low == "that"
        return "mixed" if small or len(body[start:end].split()) < 3 else "direct"
    if not body[start].islower() or before.text == ":":
        return "direct"
    if index and frame.sentence_of(frame.places[index - 1]) == frame.sentence_of(place):
        # “We lost,” he said, “but we go on”; called it “daft”, “ruinous”
        return "mixed" if body[frame.stretches[index - 1].start].islower() else "direct"
    return "direct" if body[end - 1] in ".,!?" else "mixed"
