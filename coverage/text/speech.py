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

Shape = Literal[
    "inverted", "plain", "according", "colon", "participle", "by", "guessed", "bare", "noun"
]

_CUES = verbs("cues")
_STRONG = words("cues_strong")
_ADVERBS = words("adverbs")
_STOPS = words("stops")
_NOUNS = words("cue_nouns")
_CHAIN = frozenset("of for from at in with on".split())
_PREPOSITIONS = frozenset(
    "of for from at in with on by to about against over under between among after before during "
    "like than into onto toward towards near via amid despite without within through".split()
)
_RELATIVE = frozenset("who which that whose".split())
_AND = frozenset("and but then or".split())


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
    frame: Frame, sentence: int, first: int, last: int, mentions: list[Named]
) -> list[Speech]:
    tokens = frame.tokens
    found: list[Speech] = []
    inside = [False] * (last - first)
    for named in mentions:
        for at in range(named.first, named.last):
            inside[at - first] = True
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
                named_after = named_after
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
        if verb is not None and not (inside[at - first] and _is_noun_here(tokens, at, mentions)):
            speech = _of_verb(frame, sentence, first, at, last, mentions, verb, found)
            if speech:
                found.append(speech)
        elif verb is None:
            speech = _guessed(frame, sentence, first, at, last, mentions)
            if speech:
                found.append(speech)
    return found


def _is_noun_here(tokens: Sequence[Token], at: int, mentions: list[Named]) -> bool:
    """True when the word stands inside a naming: the report, White House, her promise."""
    for named in mentions:
        if named.first <= at < named.last:
            return not (
                at == named.last - 1
                and named.first < at
                and named.kind == "nominal"
                and tokens[at].low.endswith(("ed", "said", "told"))
            )
    return False


def _mention_from(
    tokens: tuple[Token, ...], at: int, last: int, mentions: list[Named]
) -> Named | None:
    """The mention that begins here, or one adverb or adjective further on."""
    for named in mentions:
        if at <= named.first <= at + 1:
            return named
        if named.first > at + 1:
            break
    return read_mention(tokens, at, last) if at < last else None


def _of_verb(
    frame: Frame,
    sentence: int,
    first: int,
    at: int,
    last: int,
    mentions: list[Named],
    verb: str,
    before: list[Speech],
) -> Speech | None:
    tokens = frame.tokens
    strong = verb in _STRONG
    low = tokens[at].low
    gerund = low.endswith("ing") and low != verb
    if not gerund and verb not in ("tell", "be"):
        inverted = _inverted(tokens, first, at, last, mentions)
        if inverted:
            return Speech(at, at + 1, inverted, "inverted", sentence, strong, "next", verb)
    best = _subject_before(tokens, first, at, mentions, gerund)
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


def _inverted(
    tokens: tuple[Token, ...], first: int, at: int, last: int, mentions: list[Named]
) -> Named | None:
    """`“…,” said Anna Bell`, `“…,” added the mayor`; not `“…,” said that`."""
    back = at - 1
    while back >= first and _is_adverb(tokens[back]):
        back -= 1
    after_quote = back >= first and tokens[back].kind == "quote"
    after_comma = back >= first and tokens[back].text in ",—–―-"
    if after_comma and back - 1 >= first and tokens[back - 1].kind == "quote":
        after_quote = True
    if not after_quote and not after_comma:
        return None
    for named in mentions:
        if named.first == at + 1 or (named.first == at + 2 and tokens[at + 1].low in _ADVERBS):
            if named.possessive or (named.kind == "pronoun" and named.head == "who"):
                return None
            if after_quote:
                if named.kind == "name" or named.sure or named.kind == "pronoun":
                    return named
                return (
                    named
                    if tokens[named.first].low in ("the", "a", "an", "one", "another")
                    else None
                )
            follows = tokens[named.last].text if named.last < last else "."
            return (
                named
                if follows in ",.;:" or (named.last < last and tokens[named.last].kind == "quote")
                else None
            )
        if named.first > at + 2:
            break
    return None


def _is_adverb(token: Token) -> bool:
    """`also`, `then`, `bluntly`: what stands between an inverted cue and its neighbours."""
    return token.low in ("also", "then", "later", "once", "again") or (
        token.kind == "word" and token.low.endswith("ly")
    )


def _subject_before(
    tokens: tuple[Token, ...], first: int, at: int, mentions: list[Named], gerund: bool
) -> tuple[Named, str] | None:
    """The likeliest subject before a verb, and how it reaches the verb."""
    best: tuple[float, Named, str] | None = None
    for position, named in enumerate(mentions):
        if named.last > at:
            break
        if named.possessive:
            continue
        reach = _reach(tokens, named, at, gerund)
        score = _REACH[reach]
        score += 0.5 if named.sure else 0.0
        if named.kind == "nominal" and not named.sure:
            score -= 2.5
        if named.first > first:
            word_before = tokens[named.first - 1]
            if word_before.low in _PREPOSITIONS:
                left = mentions[position - 1] if position else None
                chained = (
                    left is not None
                    and left.last == named.first - 1
                    and word_before.low in _CHAIN
                    and not left.possessive
                    and (left.sure or left.kind == "nominal")
                    and not _is_object(tokens, left, first)
                )
                if chained and left is not None and (reach == "next"):
                    named, reach = _chain_start(tokens, mentions, position - 1, first), "next"
                    score = _REACH["next"] + (0.5 if named.sure else 0)
                else:
                    score -= 5
            elif reach != "next" and reach != "apposed" and _is_object_word(word_before):
                score -= 2.5
        else:
            score += 0.6
        score -= 0.01 * (at - named.last)
        if best is None or score > best[0] or (score == best[0] and reach != "apposed"):
            best = (score, named, reach)
    if best is None or best[0] < 0.5:
        return None
    named, reach = _left_of_apposition(tokens, mentions, best[1]), best[2]
    if named.kind == "nominal" and reach == "apposed":
        # the union's president, Carl Weiss, said
        for other in mentions:
            if (
                other.first == named.last + 1
                and tokens[named.last].text == ","
                and other.kind == "name"
                and other.last <= at
                and not other.possessive
            ):
                return other, reach
    return named, reach


def _is_object_word(word: Token) -> bool:
    """True when the word before a naming makes it an object: thanked [Miami], not `, [a man]`."""
    return word.kind == "word" and word.low not in _STOPS and word.low not in _ADVERBS


def _left_of_apposition(tokens: tuple[Token, ...], mentions: list[Named], named: Named) -> Named:
    """`Nate Lund` of `Nate Lund, the guru who …`; the naming itself where nothing is apposed."""
    if named.kind != "nominal":
        return named
    place = mentions.index(named) if named in mentions else 0
    while place > 0:
        left, here = mentions[place - 1], mentions[place]
        between = tokens[left.last : here.first]
        joined = len(between) == 1 and (
            between[0].text in ",—–" or (between[0].low == "and" and left.kind == "nominal")
        )
        if not joined or left.possessive or here.kind != "nominal":
            break
        if left.kind == "name":
            before = tokens[left.first - 1] if left.first else None
            if left.sure and (before is None or before.low not in _PREPOSITIONS):
                return left
            break
        place -= 1
    return named


def _is_object(tokens: tuple[Token, ...], named: Named, first: int) -> bool:
    return named.first > first and tokens[named.first - 1].low in _PREPOSITIONS


def _chain_start(
    tokens: tuple[Token, ...], mentions: list[Named], position: int, first: int
) -> Named:
    """The first of `an aide [to …] of … at …`."""
    while position > 0:
        named, left = mentions[position], mentions[position - 1]
        if left.last == named.first - 1 and tokens[left.last].low in _CHAIN and not left.possessive:
            position -= 1
        else:
            break
    return mentions[position]


_REACH = {
    "next": 10.0,
    "apposed": 8.5,
    "relative": 6.0,
    "prepositional": 5.0,
    "joined": 5.5,
    "clause": 4.0,
    "loose": 2.0,
    "across": 1.0,
}


def _reach(tokens: tuple[Token, ...], named: Named, at: int, gerund: bool) -> str:
    gap = tokens[named.last : at]
    while gap and gap[-1].low in _ADVERBS:
        gap = gap[:-1]
    if not gap:
        return "next"
    if any(token.kind == "quote" for token in gap):
        return "across"
    opening, closing = gap[0], gap[-1]
    if any(token.text == ";" or token.text == ":" for token in gap):
        return "loose"
    if opening.text in ",—–(" and closing.text in ",—–)" and len(gap) > 2:
        return "apposed"
    if len(gap) <= 2 and closing.text in ",)":
        return "clause"
    if closing.low in _AND or (len(gap) > 1 and gap[-2].low in _AND):
        return "joined"
    if gerund:
        return "clause"
    if opening.low in _RELATIVE or (
        opening.text == "," and len(gap) > 1 and gap[1].low in _RELATIVE
    ):
        return "relative"
    if opening.low in _PREPOSITIONS and not any(token.text == "," for token in gap):
        return "prepositional"
    if opening.text == "," and closing.low in _RELATIVE:
        return "relative"
    return "loose"


def _at_colon(
    frame: Frame,
    sentence: int,
    first: int,
    at: int,
    last: int,
    mentions: list[Named],
    before: list[Speech],
) -> Speech | None:
    """`DUNN: …` and `Mayor Dunn was blunt: …`, where no verb of speech gave a subject."""
    tokens = frame.tokens
    if tokens[at + 1].kind != "quote" and at - first > 6:
        return None
    if any(speech.last <= at and speech.strong for speech in before):
        return None
    for named in mentions:
        if named.last > at:
            break
        if named.possessive or (
            named.first > first and tokens[named.first - 1].low in _PREPOSITIONS
        ):
            continue
        if named.kind == "nominal" and not named.sure:
            continue
        if tokens[at + 1].kind != "quote" and not (named.first == first and named.last == at):
            return None
        return Speech(at, at + 1, named, "colon", sentence, False, "next", ":")
    return None


def _guessed(
    frame: Frame, sentence: int, first: int, at: int, last: int, mentions: list[Named]
) -> Speech | None:
    """Any verb where only a cue can stand: `“…,” Bell deadpanned.`, `“…,” beamed the chef.`"""
    tokens = frame.tokens
    low = tokens[at].low
    if tokens[at].is_capital or low in _STOPS or low in _ADVERBS or low in PRONOUNS:
        return None
    if not (low.endswith("ed") or low.endswith("s")):
        return None
    for named in mentions:
        if named.last == at and named.kind != "nominal" and named.first > first:
            before = tokens[named.first - 1]
            if before.kind == "quote" and _ends_with_comma(before):
                return Speech(at, at + 1, named, "guessed", sentence, False, "next", low)
        if named.first == at + 1 and at > first and named.kind != "pronoun":
            before = tokens[at - 1]
            if before.kind == "quote" and _ends_with_comma(before) and low.endswith("ed"):
                return Speech(at, at + 1, named, "guessed", sentence, False, "next", low)
    return None


def _ends_with_comma(token: Token) -> bool:
    return token.text.rstrip("”\"’'»“").rstrip()[-1:] in ",?!"
