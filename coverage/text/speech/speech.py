"""Speech: where the narration of a frame says that somebody says something.

Each find is a cue with its subject: `said Mayor Dunn`, `Dunn, the mayor, also said`,
`according to the ministry`, `Dunn was blunt:`. Which quote it introduces is `attribution`'s work.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..frames.frames import Frame, Token
from ..frames.wordflags import WAYS
from ..lexicons import words
from ..people.bare_subjects import bare_between
from ..people.clauses import plain_tokens
from ..people.coordinated import with_partner
from ..people.mentions import find_mentions, read_mention
from ..people.namings import CUES, PRONOUNS, STOPS, Named, Namings
from ..remembered import Remembered
from .agents import PARTICIPLE_ENDINGS, agent_behind
from .cues import (
    BY_PARTICLE,
    STRONG,
    governing_verb,
    group_end,
    group_start,
    has_particle,
    is_done_to,
    is_passive,
)
from .speeches import Shape, Speech, from_marks, make_speech
from .subjects import (
    PREPOSITIONS,
    inverted_subject,
    is_adverb_between,
    issuer,
    quoted_as,
    subject_before,
)
from .wordcues import at_noun, by_way_of, introduces, may_be_noun_cue

__all__ = ["Speech", "find_speech"]

_ADVERBS = words("adverbs")
_MODALS = frozenset(["to", "would", "could", "will", "can", "not"])
_MANY = frozenset("those these some many several both few people men women police they we".split())
_SAME_IN_PAST = frozenset(["read", "put", "cast", "hit", "quit"])


class _Sentence(NamedTuple):
    """A sentence as it is gone through: its tokens `first` to `last` and its namings."""

    tokens: tuple[Token, ...]
    number: int
    first: int
    last: int
    mentions: Namings


class _Cue(NamedTuple):
    """What is known of a form of a verb of speech."""

    verb: str  # its plain form
    strong: bool
    gerund: bool


#: What a word can be here: a cue anywhere, a way of saying who speaks, a noun that is a cue, a
#: verb in a form that is guessed to be one, and three words of their own.
_ANYWHERE, _WAY, _NOUN, _GUESSED, _BY, _TO, _COLON = 1, 2, 4, 8, 16, 32, 64
_OWN = {
    **dict.fromkeys(WAYS, _ANYWHERE | _WAY),
    ":": _ANYWHERE | _COLON,
    "by": _BY,
    "to": _TO,
}
_CUE_OF = {
    low: _Cue(verb, verb in STRONG, low.endswith("ing") and low != verb)
    for low, verb in CUES.items()
}


def _sign(low: str) -> int:
    """What this word can be beside marks, one bit for each; 0 for nothing."""
    sign = _OWN.get(low, 0) | (_ANYWHERE if low in CUES else 0)
    sign |= _NOUN if may_be_noun_cue(low) else 0
    ends = low.endswith(("ed", "s"))
    if not sign and (not ends or low in STOPS or low in _ADVERBS or low in PRONOUNS):
        return 0
    return sign | (_GUESSED if ends else 0)


#: Words → what they can be beside marks.
_SIGNS = Remembered(_sign)


def find_speech(frame: Frame) -> list[Speech]:
    """Every cue with a subject, in the order of the text."""
    found: list[Speech] = []
    tokens, cues = plain_tokens(frame), frame.cues
    places = frame.places
    if not places:
        if not cues:
            return found
        if len(frame.sentences) == 1:
            return _in_sentence(frame, tokens, 0, cues, -1)
        numbers = [frame.sentence_of(at) for at in cues]
        for number in sorted(set(numbers)):
            start = bisect_left(numbers, number)
            here = cues[start : bisect_right(numbers, number)]
            found.extend(_in_sentence(frame, tokens, number, here, -1))
        return found
    for number, (first, last) in enumerate(frame.sentences):
        place = bisect_left(places, first)
        if place < len(places) and places[place] < last:
            mark = places[place]
            signs = map(_SIGNS.__getitem__, [token.low for token in tokens[first:last]])
            spots = [
                at
                for at, sign in enumerate(signs, first)
                if sign and _may_speak(tokens, first, at, last, sign, mark)
            ]
        else:
            mark = -1
            spots = cues[bisect_left(cues, first) : bisect_left(cues, last)]
        if spots:
            found.extend(_in_sentence(frame, tokens, number, spots, mark))
    return found


def _may_speak(
    tokens: tuple[Token, ...], first: int, at: int, last: int, sign: int, mark: int
) -> bool:
    """False for what needs marks beside it and has none; `mark` are the sentence's first marks."""
    if sign & _ANYWHERE or (sign & _GUESSED and at > mark):
        return True
    if sign & _NOUN:
        return introduces(tokens, at, last)
    if sign & _BY:
        return first < at < last - 1 and tokens[at - 1].kind == "quote"
    return sign & _TO != 0 and first < at - 1 and at + 1 < last and tokens[at + 1].kind == "quote"


def _in_sentence(
    frame: Frame, tokens: tuple[Token, ...], number: int, spots: list[int], mark: int
) -> list[Speech]:
    """The speeches of a sentence; `spots` are the tokens that may be cues."""
    first, last = frame.sentences[number]
    mentions = Namings(find_mentions(frame, first, last))
    here = tuple.__new__(_Sentence, (tokens, number, first, last, mentions))
    found: list[Speech] = []
    for at in spots:
        token = tokens[at]
        if token.kind == "word":
            speech = _at_word(here, at, token, found, mark >= 0)
        else:
            speech = _at_colon(here, at, found) if at + 1 < last else None
        if speech is not None:
            while found and speech.cue_start < at and found[-1].cue >= speech.cue_start:
                found.pop()  # was quoted as saying: one cue
            found.append(speech)
    return found


def _at_word(
    here: _Sentence, at: int, token: Token, before: list[Speech], beside_marks: bool
) -> Speech | None:
    tokens, number, first, last, mentions = here
    low = token.low
    sign = _SIGNS[low]
    if sign & _BY:
        if at + 1 < last and at > first and tokens[at - 1].kind == "quote":
            named = _mention_from(tokens, at + 1, last, mentions)
            if named:
                return make_speech(at, at + 1, named, "by", number, False, "next", "by", at)
        return None
    if sign & _WAY:
        way = by_way_of(tokens, first, at, last)
        if way is not None and (way.name != "per" or mentions.holding(at) is None):
            named = _mention_from(tokens, way.end, last, mentions)
            if named is None:
                return None
            return make_speech(
                at, way.end, named, "according", number, True, "next", way.name, way.start
            )
    if beside_marks and sign & _NOUN:
        noun = at_noun(tokens, at, last, mentions)
        if noun is not None:
            return make_speech(at, at + 1, noun, "noun", number, False, "possessor", low, at)
    cue = _CUE_OF.get(low)
    if cue is None:
        if not beside_marks:
            return None
        return _wish(here, at) if sign & _TO else _guessed(here, at)
    if at + 1 < last and tokens[at + 1].low == "not" and _is_wish(tokens, at, last):
        return None
    named = mentions.holding(at)
    if named is not None and not _is_verb_in(named, at, low):
        return None
    if beside_marks and low.endswith(PARTICIPLE_ENDINGS):
        agent = agent_behind(tokens, first, at, last, mentions)
        if agent is not None:
            strong, verb = cue.strong, cue.verb
            return make_speech(at, at + 1, agent, "passive", number, strong, "agent", verb, at)
    return _of_verb(here, at, cue, before)


def _whole(here: _Sentence, at: int, subject: Named, shape: Shape, reach: str, cue: _Cue) -> Speech:
    """The speech with its cue's whole group."""
    tokens, number, first, last, mentions = here
    end = group_end(tokens, at, last, cue.verb)
    begins = at
    stop = subject.last if subject.last <= at else first
    if shape != "inverted" and at > stop:
        begins = group_start(tokens, at, stop)
    subject = with_partner(tokens, first, at, last, subject, mentions)
    made = make_speech(at, end, subject, shape, number, cue.strong, reach, cue.verb, begins)
    return made if subject.last > at else from_marks(made, tokens, mentions)


def _is_wish(tokens: Sequence[Token], at: int, last: int) -> bool:
    """`asked not to be named` says nothing."""
    return at + 2 < last and tokens[at + 1].low == "not" and tokens[at + 2].low == "to"


def _is_verb_in(named: Named, at: int, low: str) -> bool:
    """False when the word is a noun in this naming: the report, White House, her promise."""
    ends = at == named.last - 1 and named.first < at and named.kind == "nominal"
    return ends and low.endswith(("ed", "said", "told"))


def _mention_from(tokens: tuple[Token, ...], at: int, last: int, mentions: Namings) -> Named | None:
    """The mention that begins here, or one adverb or adjective further on."""
    named = mentions.at(at) or mentions.at(at + 1)
    return named or (read_mention(tokens, at, last) if at < last else None)


def _of_verb(here: _Sentence, at: int, cue: _Cue, before: list[Speech]) -> Speech | None:
    tokens, number, first, last, mentions = here
    verb, strong, gerund = cue
    low = tokens[at].low
    if at + 2 < last and tokens[at + 1].low == "by" and is_passive(tokens, first, at, last):
        agent = mentions.at(at + 2)
        if agent and not agent.possessive:
            begins = group_start(tokens, at, agent.last if agent.last <= at else first)
            strong = strong or (agent.last < last and tokens[agent.last].low in ("as", ""))
            return make_speech(at, at + 2, agent, "passive", number, strong, "next", verb, begins)
    if is_done_to(tokens, first, at, verb):
        return None
    if low == verb and verb in BY_PARTICLE and not has_particle(tokens, at, last, verb):
        return None  # Mill [fire] chief: “…”
    if not gerund and at > first and _MAY_INVERT[tokens[at - 1].low] and verb not in _NEVER_FIRST:
        inverted = inverted_subject(tokens, first, at, last, mentions)
        if inverted and _agrees(tokens, at, verb, inverted, last):
            return _whole(here, at, inverted, "inverted", "next", cue)
    if low == verb and at > first and tokens[at - 1].low == "to":
        governor = governing_verb(tokens, first, at - 1, mentions)
        if governor >= 0:
            best = subject_before(tokens, first, governor, mentions, False)
            if best is not None:
                return _whole(here, at, best[0], "infinitive", best[1], cue)
    best = None
    if gerund:
        best = issuer(tokens, first, at, mentions) or quoted_as(tokens, first, at, mentions)
    best = best or subject_before(tokens, first, at, mentions, gerund)
    if best is None:
        many = bare_between(tokens, first, at) if strong else None
        if many is not None:
            return _whole(here, at, many, "plain", "next", cue)
        if gerund and before:
            return _whole(here, at, before[-1].subject, "participle", "shared", cue)
        return None
    subject, reach = best
    if reach != "next" and _reads_as_noun(tokens, at, verb, subject, reach):
        return None
    shape: Shape = "participle" if gerund and reach != "next" else "plain"
    return _whole(here, at, subject, shape, reach, cue)


#: Words → whether marks, a comma or a dash may stand before them, and they before a verb whose
#: subject is behind it; marks themselves are no word.
_MAY_INVERT: Remembered[str, bool] = Remembered(
    lambda low: low in ("", ",", "—", "–", "―", "-") or is_adverb_between(low)
)
_NEVER_FIRST = frozenset(["tell", "be"])


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
    return make_speech(
        at - 1, at + 1, best[0], "infinitive", here.number, False, best[1], low, at - 1
    )


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
        return make_speech(at, at + 1, sender, "colon", here.number, False, "next", ":", at)
    for position in mentions.before(at):
        named = mentions.row[position]
        unsure = named.kind == "nominal" and not named.sure
        behind = named.first > first and tokens[named.first - 1].low in PREPOSITIONS
        if named.possessive or behind or unsure:
            continue
        if follows.kind != "quote" and not (
            named.first == first and named.last == at and _is_label(tokens, named)
        ):
            return None
        return make_speech(at, at + 1, named, "colon", here.number, False, "next", ":", at)
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
    closes = at + 1 == here.last or tokens[at + 1].kind != "word"  # her passenger corrects.
    if named and (closes or named.kind != "nominal") and _after_comma(tokens, named.first, first):
        return make_speech(at, at + 1, named, "guessed", here.number, False, "next", low, at)
    named = mentions.at(at + 1)
    if named and named.kind != "pronoun" and low.endswith("ed"):
        if _after_comma(tokens, at, first):
            return make_speech(at, at + 1, named, "guessed", here.number, False, "next", low, at)
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
