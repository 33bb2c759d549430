"""Meeting: every naming of an article in order, with the words of its name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from ..frames.frames import Frame, Token
from ..frames.nameparts import BODY_ROLES, GENDERED, ROLES, TITLES
from ..lexicons import verbs, words
from ..remembered import Remembered
from .antecedents import speaks_next
from .clauses import is_finite, is_finite_word
from .mentions import MentionKind, Named, find_mentions
from .naming import NAMES, NAMES_OF_ONE, Core, gender_of_core, is_calling, is_given, name_of

_STOPS = words("stops")
_CUES = verbs("cues")
_STRONG = words("cues_strong")
_ARTICLES = frozenset(["the", "a", "an"])
_DEFINITE = frozenset(["the", "its", "their", "his", "her", "our"])
_JOINERS = frozenset("van der den von de da di du del la le bin ibn al el ter ten".split())
#: How words for several people end: auditors, organisers, scientists, guardians.
_AGENTS = ("ors", "ers", "ists", "ians", "ants", "ees", "men", "women")
_TELLING = frozenset(["a", "an", "who", "whose"])
_PRONOUNS = frozenset(["he", "she", "it", "they"])
_HE_AND_SHE = frozenset(["he", "she"])
_POSSESSORS = frozenset(["his", "her", "its", "their"])
#: What follows the naming of somebody who speaks, or of whom it is told who they are.
_TELLS_OF = frozenset(
    [","] + [form for form, base in _CUES.items() if base in _STRONG and form != base]
)
_LONG = 20_000  # code points
_START, _TEXT = attrgetter("start"), attrgetter("text")
#: Last letters of plurals and of words that end in "man" or "people".
_ENDINGS = frozenset("sne")
_CALLINGS = frozenset(BODY_ROLES | ROLES | TITLES | GENDERED.keys())


def _called(head: str) -> int:
    if head[-1:] not in _ENDINGS and head not in _CALLINGS and "-" not in head:
        return 0  # three of four
    if is_calling(head) or head in TITLES:
        return 2
    return int(head.endswith(_AGENTS))


#: Word → 2 for what somebody is called, 1 for another word for several people, else 0.
_CALLED = Remembered(_called)


@dataclass(slots=True, eq=False)
class Met:
    """One naming as the article is gone through."""

    frame: Frame
    sentence: int  # counted through the article
    first: int  # the sentence's first token
    named: Named
    kind: MentionKind
    core: Core  # the words of its name, () for none
    gender: str
    titled: bool  # in a headline that gives every word a capital
    at: int  # where it begins, in tokens of all frames
    opening: str  # its first word, in lower case


def meet(frames: Sequence[Frame]) -> list[Met]:
    """The namings that can stand for somebody: names, roles and pronouns of the third person."""
    met: list[Met] = []
    sentence = base = 0
    spelt = _spelt_in(frames)
    inside: set[str] = set()  # words of names that do not only begin sentences
    beginning: list[int] = []  # rows of one word that begins its sentence
    beside: list[int] = []  # rows of names one or two tokens behind a name of one word
    add = met.append
    for frame in frames:
        tokens = frame.tokens
        count = len(tokens)
        titled = 4 <= count <= 30 and _is_titled(tokens, spelt)
        for first, last in frame.sentences:
            word_ended = -9  # where the row before ended, if it was a name of one word
            for named in find_mentions(frame, first, last):
                begin, end, kind, head, _, possessive = named
                opening = tokens[begin]
                core: Core = ()
                gender = ""
                if kind == "nominal":
                    called = _CALLED[head]
                    if called < 2 and opening.low not in _POSSESSORS:
                        if end + 1 >= count or possessive:
                            continue
                        low = tokens[end].low
                        if not (called or low in _TELLS_OF) or not _is_told_of(
                            tokens, end, called == 1, opening.low, low
                        ):
                            continue
                    word_ended = -9
                elif kind == "pronoun":
                    if head not in _PRONOUNS or not (
                        head in _HE_AND_SHE
                        or speaks_next(tokens, named)
                        or is_word_they(tokens, begin)
                    ):
                        continue
                    word_ended = -9
                else:
                    if end - begin == 1:
                        core, gender = NAMES_OF_ONE[opening.text]
                    elif end - begin == 2:
                        core, gender = NAMES[opening.text, tokens[begin + 1].text]
                    else:
                        core, gender = name_of(tokens, named)
                    if len(core) == 1:
                        if end - begin > 1 or begin != first:
                            inside.add(core[0])
                            if gender == "t" and not _may_act(tokens, named, first):
                                continue
                        elif spelt[core[0].lower()]:
                            core, gender = (), ""  # `Soon after that`: begins, is no name
                        elif gender == "t" and not _may_act(tokens, named, first):
                            continue
                        else:
                            beginning.append(len(met))
                    else:
                        inside.update(core)
                    if core and 0 < begin - word_ended < 3:
                        beside.append(len(met))
                    word_ended = end if len(core) == 1 else -9
                at, low = base + begin, opening.low
                add(Met(frame, sentence, first, named, kind, core, gender, titled, at, low))
            sentence += 1
        base += count
    _join(met, beside)
    for place in beginning:
        row = met[place]
        if len(row.core) == 1 and row.core[0] not in inside and _only_begins(row):
            met[place] = replace(row, core=(), gender="")
    return met


def _spelt_in(frames: Sequence[Frame]) -> Remembered[str, bool]:
    """Word → whether a token is spelt so, small letters and all.

    Only few words of an article are asked for; in what is longer than one, each may be.
    """
    if sum(frame.end - frame.start for frame in frames) < _LONG:
        return Remembered(partial(_is_spelt, frames))
    return Remembered({token.text for frame in frames for token in frame.tokens}.__contains__)


def _is_spelt(frames: Sequence[Frame], word: str) -> bool:
    """True where a token is spelt so, small letters and all."""
    body = frames[0].body
    at = body.find(word, frames[0].start)
    while at >= 0:
        frame = frames[bisect_right(frames, at, key=_START) - 1]
        if at < frame.end and word in map(_TEXT, frame.tokens):
            return True
        at = body.find(word, max(at + 1, frame.end))
    return False


def _may_act(tokens: tuple[Token, ...], named: Named, first: int) -> bool:
    """True for one word that is no person's name but may be who "it" is, or be explained.

    `China said …`, `OMO (the Orle Marine Office)`, `Orle Radio, the station, …`.
    """
    at = named.last
    if at >= len(tokens) or named.last - named.first > 1:
        return True
    follows = tokens[at]
    if follows.kind == "word":
        return is_finite_word(follows.low)  # not `Spanish forces`
    return named.first == first or follows.text in "(,"


def is_word_they(tokens: tuple[Token, ...], at: int) -> bool:
    """`who uses the pronoun [they]`, `pronouns [they]/them`."""
    if tokens[at].low != "they" or not at:
        return False
    return tokens[at - 1].low.rstrip("s") == "pronoun" or (
        at + 1 < len(tokens) and tokens[at + 1].text == "/"
    )


def _is_told_of(
    tokens: tuple[Token, ...], at: int, are_agents: bool, opening: str, follows: str
) -> bool:
    """`The beekeeper said …`, `The beekeeper, a tall woman, …`: somebody, whatever the word."""
    if follows == ",":
        return opening in _ARTICLES and tokens[at + 1].low in _TELLING
    if are_agents and opening == "the":
        return is_finite_word(follows)
    return follows in _TELLS_OF


def _join(met: list[Met], beside: list[int]) -> None:
    """Give parts of a name the whole: `Rosa and [Inés Moe]`, `Barry [“The Hammer”] Moe`.

    `beside`: places of the names that stand one or two tokens behind a name of one word.
    """
    for place in beside:
        row, before = met[place], met[place - 1]
        if len(before.core) != 1:
            continue
        between = row.frame.tokens[before.named.last : row.named.first]
        core: Core = ()
        if all(token.low in _JOINERS and token.text.islower() for token in between):
            core = before.core + tuple(token.text for token in between) + row.core
        elif len(between) == 1 and is_given(before.core[0]):
            if between[0].kind == "quote" and len(row.core) == 1:
                if len(between[0].text.split()) < 4:
                    core = before.core + row.core
            elif between[0].low == "and" and len(row.core) == 2 and is_given(row.core[0]):
                alone = (before.core[0], row.core[-1])
                met[place - 1] = replace(before, core=alone, gender=gender_of_core(alone))
        if core:
            gender = before.gender or gender_of_core(core)
            met[place - 1] = replace(before, core=core, gender=gender)
            met[place] = replace(row, core=core, gender=gender)


def short_forms(met: list[Met]) -> list[tuple[str, Met]]:
    """`Orland Marine Office ([OMO])`, `Mark Dunn ([@MayorDunn])`, `[OMO] (Orland Marine Office)`,
    `the [BDO], Mark Dunn, said`.

    Each short form with the row of the whole name it stands for.
    """
    found: list[tuple[str, Met]] = []
    if not met:
        return found
    has_brackets = "(" in met[0].frame.body
    for place, row in enumerate(met):
        if not row.core:
            continue
        if len(row.core) == 1 and row.core[0].isupper() and row.opening in _DEFINITE:
            if place + 1 < len(met) and _is_office_of(row, met[place + 1]):
                found.append((row.core[0], met[place + 1]))
                continue
        tokens, at = row.frame.tokens, row.named.last
        if not has_brackets or at + 2 >= len(tokens) or tokens[at].text != "(":
            continue
        inside = tokens[at + 1].text
        if len(row.core) > 1 and tokens[at + 2].text == ")" and _is_short(inside):
            found.append((inside, row))
        elif len(row.core) == 1 and _is_short(row.core[0]) and place + 1 < len(met):
            ahead = met[place + 1]
            if len(ahead.core) > 1 and 0 < ahead.named.first - at < 3:
                found.append((row.core[0], ahead))
    return found


def _is_office_of(row: Met, ahead: Met) -> bool:
    """`[the BDO], Mark Dunn, told`, `said [its CFO], Ada Holm.`: an office in capitals and who
    holds it, with a verb beside them; `the NHS, Mark Dunn` of a list is none."""
    tokens, named, name = row.frame.tokens, row.named, ahead.named
    if ahead.frame is not row.frame or name.first != named.last + 1 or ahead.gender == "t":
        return False
    if tokens[named.last].text != "," or len(ahead.core) < 2 or not 1 < len(row.core[0]) < 6:
        return False
    if named.first and tokens[named.first - 1].low in _CUES:
        return name.last >= len(tokens) or tokens[name.last].kind != "word"
    if name.last + 1 >= len(tokens) or tokens[name.last].text != ",":
        return False
    begins = named.first == row.first or tokens[named.first - 1].kind == "quote"
    return begins and is_finite(tokens[name.last + 1])


def _is_short(text: str) -> bool:
    return text[0] == "@" or (text.isupper() and 1 < len(text) < 8)


def _is_titled(tokens: tuple[Token, ...], spelt: Remembered[str, bool]) -> bool:
    """True for a headline that gives its words capitals, so that names run into what follows."""
    small = long = 0
    most = min(6, (len(tokens) - 1) // 4)
    for token in tokens:
        if len(token.text) > 3 and token.kind == "word":
            long += 1
            if not token.is_capital:
                small += 1
                if small > most:
                    return False  # nearly always
    if long < 3 or long - small <= 0.75 * long:
        return False
    return any(
        spelt[token.low] or token.low in _STOPS
        for token in tokens[1:]
        if token.is_capital and token.text != "I"
    )


def _only_begins(row: Met) -> bool:
    """`Hostilities between …`: a word with a capital because it begins, and no verb behind it."""
    tokens, last = row.frame.tokens, row.named.last
    if last - row.named.first > 1 or row.named.possessive:
        return False
    follows = tokens[last] if last < len(tokens) else None
    if follows is not None and follows.text == "," and last + 1 < len(tokens):
        ahead = tokens[last + 1]
        if ahead.low in _TELLING or (ahead.text.isdigit() and len(ahead.text) == 2):
            return False  # Dorn, who …; Dorn, 44, …
    return follows is None or not is_finite_word(follows.low)
