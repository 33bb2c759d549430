"""Speech: where the narration of a frame says that somebody says something.

Each find is a cue with its subject: `said Mayor Dunn`, `Dunn, the mayor, also said`,
`according to the ministry`, `Dunn was blunt:`. Which quote it introduces is `attribution`'s work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from .clauses import plain_tokens
from .cues import STRONG, governing_verb, group_end, group_start, is_done_to, is_passive
from .frames import Frame, Token
from .lexicons import words
from .mentions import find_mentions, read_mention
from .namings import CUES, PRONOUNS, STOPS, Named, Namings, Remembered
from .subjects import PREPOSITIONS, inverted_subject, issuer, quoted_as, subject_before
from .wordcues import at_noun, by_way_of, may_be_noun_cue

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

_ADVERBS = words("adverbs")
_MODALS = frozenset(["to", "would", "could", "will", "can", "not"])
_MANY = frozenset("those these some many several both few people men women police they we".split())
_SAME_IN_PAST = frozenset(["read", "put", "cast", "hit", "quit"])


@dataclass(frozen=True, slots=True)
class Speech:
    """A cue and who speaks; `reach` says how the two hang together.

    `cue` is the token of the verb (or noun) itself; the whole group, "can be heard saying", is
    tokens `cue_start` to `cue_end`.
    """

    cue: int
    cue_end: int
    subject: Named
    shape: Shape
    sentence: int
    strong: bool
    reach: str
    verb: str
    begins: int = -1  # first token of the group, where that is not the cue itself

    @property
    def cue_start(self) -> int:
        return self.begins if self.begins >= 0 else self.cue

    @property
    def first(self) -> int:
        return min(self.cue_start, self.subject.first)

    @property
    def last(self) -> int:
        return max(self.cue_end, self.subject.last)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as it is gone through: its tokens `first` to `last` and its namings."""

    tokens: tuple[Token, ...]
    number: int
    first: int
    last: int
    mentions: Namings


def find_speech(frame: Frame) -> list[Speech]:
    """Every cue with a subject, in the order of the text."""
    found: list[Speech] = []
    tokens = plain_tokens(frame)
    places = frame.places
    for number, (first, last) in enumerate(frame.sentences):
        spots: Iterable[int] = range(first, last)
        if places and any(first <= place < last for place in places):
            spots = [at for at in spots if _SIGNS[tokens[at].low]]
        else:
            spots = [at for at in spots if tokens[at].low in _ANYWHERE]
        if spots:
            mentions = Namings(find_mentions(frame, first, last))
            found.extend(_in_sentence(_Sentence(tokens, number, first, last, mentions), spots))
    return found


def _sign(low: str) -> int:
    """1 for a word that may be a cue beside marks, else 0."""
    if low in _ANYWHERE or low in ("by", "to") or may_be_noun_cue(low):
        return 1
    return int(
        low.endswith(("ed", "s"))
        and low not in STOPS
        and low not in _ADVERBS
        and low not in PRONOUNS
    )


#: What may be a cue anywhere, and words → whether they may be one beside marks.
_ANYWHERE = frozenset([*CUES, ":", "according", "words", "per"])
_SIGNS = Remembered(_sign)


def _in_sentence(here: _Sentence, spots: Iterable[int]) -> list[Speech]:
    """The speeches of a sentence; `spots` are the tokens that may be cues."""
    found: list[Speech] = []
    for at in spots:
        token = here.tokens[at]
        if token.kind == "word":
            speech = _at_word(here, at, token, found)
        else:
            speech = _at_colon(here, at, found) if at + 1 < here.last else None
        if speech:
            while found and speech.begins >= 0 and found[-1].cue >= speech.begins:
                found.pop()  # was quoted as saying: one cue
            found.append(speech)
    return found


def _at_word(here: _Sentence, at: int, token: Token, before: list[Speech]) -> Speech | None:
    tokens, last, mentions = here.tokens, here.last, here.mentions
    low = token.low
    if low == "by":
        if at + 1 < last and at > here.first and tokens[at - 1].kind == "quote":
            named = _mention_from(tokens, at + 1, last, mentions)
            if named:
                return Speech(at, at + 1, named, "by", here.number, False, "next", "by")
        return None
    way = by_way_of(tokens, here.first, at, last)
    if way is not None and (way.name != "per" or mentions.holding(at) is None):
        named = _mention_from(tokens, way.end, last, mentions)
        if named is None:
            return None
        return Speech(
            at, way.end, named, "according", here.number, True, "next", way.name, way.start
        )
    noun = at_noun(tokens, at, last, mentions)
    if noun is not None:
        return Speech(at, at + 1, noun, "noun", here.number, False, "possessor", low)
    verb = CUES.get(low)
    if verb is None:
        return _wish(here, at) if low == "to" else _guessed(here, at)
    if _is_wish(tokens, at, last) or _is_noun_here(tokens, at, mentions):
        return None
    speech = _of_verb(here, at, verb, before)
    return _whole(here, speech) if speech else None


def _whole(here: _Sentence, speech: Speech) -> Speech:
    """The same speech with its cue's whole group."""
    tokens, at = here.tokens, speech.cue
    end = speech.cue_end
    if speech.shape != "passive":
        end = group_end(tokens, at, here.last, speech.verb)
    subject = speech.subject
    stop = subject.last if subject.last <= at else here.first
    begins = group_start(tokens, at, stop) if speech.shape != "inverted" else at
    if end == speech.cue_end and begins == at:
        return speech
    return Speech(
        at,
        end,
        subject,
        speech.shape,
        speech.sentence,
        speech.strong,
        speech.reach,
        speech.verb,
        begins,
    )


def _is_wish(tokens: Sequence[Token], at: int, last: int) -> bool:
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


def _of_verb(here: _Sentence, at: int, verb: str, before: list[Speech]) -> Speech | None:
    tokens, first, last, mentions = here.tokens, here.first, here.last, here.mentions
    strong = verb in STRONG
    low = tokens[at].low
    gerund = low.endswith("ing") and low != verb
    if is_passive(tokens, first, at, last):
        agent = mentions.at(at + 2)
        if agent and not agent.possessive:
            return Speech(at, at + 2, agent, "passive", here.number, strong, "next", verb)
    if is_done_to(tokens, first, at, verb):
        return None
    if not gerund and verb not in ("tell", "be"):
        inverted = inverted_subject(tokens, first, at, last, mentions)
        if inverted and _agrees(tokens, at, verb, inverted, last):
            return Speech(at, at + 1, inverted, "inverted", here.number, strong, "next", verb)
    infinitive = low == verb and at > first and tokens[at - 1].low == "to"
    if infinitive:
        governor = governing_verb(tokens, first, at - 1, mentions)
        if governor >= 0:
            best = subject_before(tokens, first, governor, mentions, False)
            if best is not None:
                return Speech(at, at + 1, best[0], "infinitive", here.number, strong, best[1], verb)
    best = None
    if gerund:
        best = issuer(tokens, first, at, mentions) or quoted_as(tokens, first, at, mentions)
    best = best or subject_before(tokens, first, at, mentions, gerund)
    if best is None:
        if gerund and before:
            subject = before[-1].subject
            return Speech(at, at + 1, subject, "participle", here.number, strong, "shared", verb)
        return None
    subject, reach = best
    if reach != "next" and _reads_as_noun(tokens, at, verb, subject, reach):
        return None
    shape: Shape = "participle" if gerund and reach != "next" else "plain"
    return Speech(at, at + 1, subject, shape, here.number, strong, reach, verb)


def _reads_as_noun(
    tokens: tuple[Token, ...], at: int, verb: str, subject: Named, reach: str
) -> bool:
    """True for a form away from its subject that is a noun there: report, messages."""
    low = tokens[at].low
    if low == verb and low not in _SAME_IN_PAST:
        if tokens[at - 1].low in _MODALS:
            return False
        many = subject.head.endswith("s") or subject.head in _MANY
        return not many or tokens[subject.last].text == "("
    return low[:-1] == verb and verb not in STRONG and reach in ("loose", "across")


def _agrees(tokens: tuple[Token, ...], at: int, verb: str, subject: Named, last: int) -> bool:
    """False for a plain form before one person: `“…,” state [Senator Bo Ek]`."""
    if tokens[at].low != verb or verb in _SAME_IN_PAST or subject.kind == "pronoun":
        return True
    follows = tokens[subject.last].low if subject.last < last else ""
    return subject.kind == "nominal" or subject.head.endswith("s") or follows == "and"


def _wish(here: _Sentence, at: int) -> Speech | None:
    """`Holm wants to “…”`: any verb and "to" right before the marks."""
    tokens = here.tokens
    if at + 1 >= here.last or tokens[at + 1].kind != "quote" or at - 1 <= here.first:
        return None
    low = tokens[at - 1].low
    if tokens[at - 1].kind != "word" or low in CUES or low in STOPS:
        return None
    if not low.endswith(("ed", "s", "ing")) or here.mentions.holding(at - 1):
        return None
    best = subject_before(tokens, here.first, at - 1, here.mentions, low.endswith("ing"))
    if best is None:
        return None
    return Speech(at - 1, at + 1, best[0], "infinitive", here.number, False, best[1], low)


def _at_colon(here: _Sentence, at: int, before: list[Speech]) -> Speech | None:
    """`DUNN: …` and `Mayor Dunn was blunt: …`, where no verb of speech gave a subject."""
    tokens, first, mentions = here.tokens, here.first, here.mentions
    follows = tokens[at + 1]
    if follows.kind != "quote" and at - first > 6:
        return None
    for speech in before[-20:]:
        if speech.last <= at and (speech.strong or speech.shape == "noun"):
            return None
        if speech.cue_end <= at and all(
            token.low in _ADVERBS or token.low.endswith("ly") or token.low in STOPS
            for token in tokens[speech.cue_end : at]
        ):
            return None  # fired back: “…”
    sender = mentions.ending(at)
    if sender and sender.first > first and _speaks_from(tokens, sender, at):
        return Speech(at, at + 1, sender, "colon", here.number, False, "next", ":")
    for position in mentions.before(at):
        named = mentions.row[position]
        if named.possessive or (
            named.first > first and tokens[named.first - 1].low in PREPOSITIONS
        ):
            continue
        if named.kind == "nominal" and not named.sure:
            continue
        if follows.kind != "quote" and not (
            named.first == first and named.last == at and _is_label(tokens, named)
        ):
            return None
        return Speech(at, at + 1, named, "colon", here.number, False, "next", ":")
    return None


def _is_label(tokens: tuple[Token, ...], named: Named) -> bool:
    """`HOLM: …`, `Ada Holm: …`, not `Updated: …`"""
    return named.sure or tokens[named.first].text.isupper()


def _speaks_from(tokens: tuple[Token, ...], named: Named, colon: int) -> bool:
    """`This from Ada Holm: “…”`, `A line by Ada Holm: “…”`"""
    return (
        named.kind == "name"
        and tokens[named.first - 1].low in ("from", "by")
        and tokens[colon + 1].kind == "quote"
    )


def _guessed(here: _Sentence, at: int) -> Speech | None:
    """Any verb where only a cue can stand: `“…,” Bell deadpanned.`, `“…,” beamed the chef.`"""
    tokens, first, mentions = here.tokens, here.first, here.mentions
    low = tokens[at].low
    if not low.endswith(("ed", "s")) or tokens[at].is_capital:
        return None
    named = mentions.ending(at)
    if named and named.kind != "nominal" and _after_comma(tokens, named.first, first):
        return Speech(at, at + 1, named, "guessed", here.number, False, "next", low)
    named = mentions.at(at + 1)
    if named and named.kind != "pronoun" and low.endswith("ed"):
        if _after_comma(tokens, at, first):
            return Speech(at, at + 1, named, "guessed", here.number, False, "next", low)
    return None


def _after_comma(tokens: tuple[Token, ...], at: int, first: int) -> bool:
    """True right behind `“…,”` or `“…”,`"""
    if at - 1 < first:
        return False
    token = tokens[at - 1]
    if token.text == "," and at - 2 >= first:
        return tokens[at - 2].kind == "quote"
    if token.kind != "quote":
        return False
    return token.text.rstrip("”\"'’»“").rstrip()[-1:] in ",?!"
