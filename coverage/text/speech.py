"""Speech: where the narration of a frame says that somebody says something.

Each find is a cue with its subject: `said Mayor Dunn`, `Dunn, the mayor, also said`,
`according to the ministry`, `Dunn was blunt:`. Which quote it introduces is `attribution`'s work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .frames import Frame, Token
from .lexicons import verbs, words
from .mentions import PRONOUNS, Named, find_mentions, read_mention
from .namings import Namings
from .subjects import PREPOSITIONS, inverted_subject, subject_before

Shape = Literal[
    "inverted", "plain", "according", "colon", "participle", "by", "guessed", "bare", "noun"
]

_CUES = verbs("cues")
_STRONG = words("cues_strong")
_ADVERBS = words("adverbs")
_STOPS = words("stops")


@dataclass(frozen=True, slots=True)
class Speech:
    """A cue (tokens `cue` to `cue_end`) and who speaks; `reach` says how the two hang together."""

    cue: int
    cue_end: int
    subject: Named
    shape: Shape
    sentence: int
    strong: bool
    reach: str
    verb: str

    @property
    def first(self) -> int:
        return min(self.cue, self.subject.first)

    @property
    def last(self) -> int:
        return max(self.cue_end, self.subject.last)


def find_speech(frame: Frame) -> list[Speech]:
    """Every cue with a subject, in the order of the text."""
    found: list[Speech] = []
    for sentence, (first, last) in enumerate(frame.sentences):
        mentions = find_mentions(frame, first, last)
        found.extend(_in_sentence(frame, sentence, first, last, mentions))
    return found


def _in_sentence(
    frame: Frame, sentence: int, first: int, last: int, all_mentions: list[Named]
) -> list[Speech]:
    tokens = frame.tokens
    found: list[Speech] = []
    mentions = Namings(all_mentions)
    for at in range(first, last):
        token = tokens[at]
        if token.kind != "word":
            if token.text == ":" and at + 1 < last:
                speech = _at_colon(frame, sentence, first, at, last, mentions, found)
                if speech:
                    found.append(speech)
            continue
        if token.low == "according" and at + 2 < last and tokens[at + 1].low == "to":
            named_after = _mention_from(tokens, at + 2, last, mentions)
            if named_after:
                found.append(
                    Speech(
                        at, at + 2, named_after, "according", sentence, True, "next", "according"
                    )
                )
            continue
        if token.low == "by" and at + 1 < last and at > first and tokens[at - 1].kind == "quote":
            named_after = _mention_from(tokens, at + 1, last, mentions)
            if named_after:
                found.append(Speech(at, at + 1, named_after, "by", sentence, False, "next", "by"))
            continue
        verb = _CUES.get(token.low)
        if verb is not None and _is_a_wish(tokens, at, last):
            continue
        if verb is not None and not _is_noun_here(tokens, at, mentions):
            speech = _of_verb(frame, sentence, first, at, last, mentions, verb, found)
            if speech:
                found.append(speech)
        elif verb is None:
            speech = _guessed(frame, sentence, first, at, last, mentions)
            if speech:
                found.append(speech)
    return found


def _is_a_wish(tokens: Sequence[Token], at: int, last: int) -> bool:
    """`asked not to be named` says nothing."""
    return at + 2 < last and tokens[at + 1].low == "not" and tokens[at + 2].low == "to"


def _is_noun_here(tokens: Sequence[Token], at: int, mentions: Namings) -> bool:
    """True when the word stands inside a naming: the report, White House, her promise."""
    named = mentions.holding(at)
    if named is None:
        return False
    ends = at == named.last - 1 and named.first < at and named.kind == "nominal"
    return not (ends and tokens[at].low.endswith(("ed", "said", "told")))


def _mention_from(tokens: tuple[Token, ...], at: int, last: int, mentions: Namings) -> Named | None:
    """The mention that begins here, or one adverb or adjective further on."""
    named = mentions.at(at) or mentions.at(at + 1)
    return named or (read_mention(tokens, at, last) if at < last else None)


def _of_verb(
    frame: Frame,
    sentence: int,
    first: int,
    at: int,
    last: int,
    mentions: Namings,
    verb: str,
    before: list[Speech],
) -> Speech | None:
    tokens = frame.tokens
    strong = verb in _STRONG
    low = tokens[at].low
    gerund = low.endswith("ing") and low != verb
    if not gerund and verb not in ("tell", "be"):
        inverted = inverted_subject(tokens, first, at, last, mentions)
        if inverted:
            return Speech(at, at + 1, inverted, "inverted", sentence, strong, "next", verb)
    best = subject_before(tokens, first, at, mentions, gerund)
    if best is None:
        if gerund and before:
            return Speech(
                at, at + 1, before[-1].subject, "participle", sentence, strong, "shared", verb
            )
        return None
    subject, reach = best
    if low == verb and reach != "next" and not subject.head.endswith("s"):
        # a bare base form away from its subject is a noun or an infinitive
        if tokens[at - 1].low not in ("to", "would", "could", "will", "can", "not"):
            return None
    shape: Shape = "participle" if gerund and reach != "next" else "plain"
    return Speech(at, at + 1, subject, shape, sentence, strong, reach, verb)


def _at_colon(
    frame: Frame,
    sentence: int,
    first: int,
    at: int,
    last: int,
    mentions: Namings,
    before: list[Speech],
) -> Speech | None:
    """`DUNN: …` and `Mayor Dunn was blunt: …`, where no verb of speech gave a subject."""
    tokens = frame.tokens
    if tokens[at + 1].kind != "quote" and at - first > 6:
        return None
    if any(speech.last <= at and speech.strong for speech in before[-20:]):
        return None
    sender = mentions.ending(at)
    if sender and sender.first > first and _speaks_from(tokens, sender, at):
        return Speech(at, at + 1, sender, "colon", sentence, False, "next", ":")
    for position in mentions.before(at):
        named = mentions.row[position]
        if named.possessive or (
            named.first > first and tokens[named.first - 1].low in PREPOSITIONS
        ):
            continue
        if named.kind == "nominal" and not named.sure:
            continue
        if tokens[at + 1].kind != "quote" and not (named.first == first and named.last == at):
            return None
        return Speech(at, at + 1, named, "colon", sentence, False, "next", ":")
    return None


def _speaks_from(tokens: tuple[Token, ...], named: Named, colon: int) -> bool:
    """`This from Ada Holm: “…”`, `A line by Ada Holm: “…”`"""
    return (
        named.kind == "name"
        and tokens[named.first - 1].low in ("from", "by")
        and tokens[colon + 1].kind == "quote"
    )


def _guessed(
    frame: Frame, sentence: int, first: int, at: int, last: int, mentions: Namings
) -> Speech | None:
    """Any verb where only a cue can stand: `“…,” Bell deadpanned.`, `“…,” beamed the chef.`"""
    tokens = frame.tokens
    low = tokens[at].low
    if tokens[at].is_capital or low in _STOPS or low in _ADVERBS or low in PRONOUNS:
        return None
    if not (low.endswith("ed") or low.endswith("s")):
        return None
    named = mentions.ending(at)
    if named and named.kind != "nominal" and named.first > first:
        if _ends_with_comma(tokens[named.first - 1]):
            return Speech(at, at + 1, named, "guessed", sentence, False, "next", low)
    named = mentions.at(at + 1)
    if named and at > first and named.kind != "pronoun" and low.endswith("ed"):
        if _ends_with_comma(tokens[at - 1]):
            return Speech(at, at + 1, named, "guessed", sentence, False, "next", low)
    return None


def _ends_with_comma(token: Token) -> bool:
    if token.kind != "quote":
        return False
    return token.text.rstrip("”\"’'»“").rstrip()[-1:] in ",?!"
