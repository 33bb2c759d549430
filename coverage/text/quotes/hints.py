"""Hints: what speaks for a candidate speaker of a stretch, as named features.

Each function returns a row of words such as `verb:say` or `left:comma`; what each is worth stands
in `weights.txt`. Where a naming stands beside its cue does not depend on the stretch, and is kept.
"""

from __future__ import annotations

from functools import cache, lru_cache

from ..frames.frames import Frame, Token
from ..lexicons import verbs, words
from ..people.mentions import Named
from ..remembered import Remembered
from ..speech.speech import Speech
from ..speech.subjects import PREPOSITIONS

_CUES = verbs("cues")
_KNOWN = frozenset([*_CUES.values(), ":", "according", "words", "per", "by"])
_ADVERBS = words("adverbs")
_STOPS = words("stops")
_WHEN = frozenset(
    "when as while if because after before since though although where until once".split()
)
_WHO = frozenset("who which whose whom".split())
_AND = frozenset("and but or then nor".split())
_BE = frozenset("is are was were be been being am gets got".split())
_NOT = frozenset("not never n't didn't doesn't don't hasn't haven't wasn't".split())
_CLAUSE = _WHEN | {"that", "who", "which"}
#: Shapes in which the naming may stand anywhere before its cue.
_FREE = frozenset(["plain", "participle", "guessed", "colon"])
_MAY = frozenset("would could will may might should can must".split())


def of_speech(
    frame: Frame, place: int, speech: Speech, speeches: list[Speech], is_other: bool
) -> list[str]:
    """The features of a speech in the sentence of the stretch at token `place`.

    `speeches` are all those of the sentence; `is_other` says that the subject is a naming other
    than the one the sentence's order suggests.
    """
    tokens = frame.tokens
    features = list(of_subject(frame, speech, is_other))
    subject = speech.subject
    if speech.cue > place:
        side, start, end = "after", place + 1, min(speech.cue, speech.first)
        last_letter = tokens[place].text.rstrip("”\"’'»“").rstrip()[-1:]
        if last_letter in ",?!—–-" or (place + 1 < len(tokens) and tokens[place + 1].text == ","):
            features.append("comma-after")
        elif last_letter == ".":
            features.append("stop-after")
    else:
        side, start, end = "before", speech.cue_end, place
        if subject.first >= speech.cue_end:
            start = min(place, subject.last)
        beside = _beside(tokens[place - 1])
        features.append(beside)
        if tokens[place].text[1:2].islower():
            features.append(f"{beside}:lower")
    if start == end and not subject.first > place > speech.cue:
        features += _placed(f"{side}-next", side, speech.shape, speech.strong, speech.verb)
        if is_other:
            features.append(f"other@{side}-next")
        return features
    if start > end or subject.first > place > speech.cue:
        where = "around"
        start = end = place
    else:
        kinds = [token.kind for token in tokens[start:end]]
        gap = kinds.count("word")
        over = "quote" in kinds
        where = side + ("-next" if not gap and not over else "-near" if gap <= 5 else "-far")
        if over:
            features += ("over-quote", f"over-quote:{side}")
        elif gap > 12:
            features.append(f"{side}-very-far")
    features += _placed(where, side, speech.shape, speech.strong, speech.verb)
    if end - start > 1:
        features += _over_cues(speech, speeches, start, end)
    if is_other:
        features.append(f"other@{where}")
    return features


@lru_cache(maxsize=8192)
def _placed(where: str, side: str, shape: str, strong: bool, verb: str) -> tuple[str, ...]:
    """The features of where a cue stands; remembered."""
    return (
        f"place:{where}",
        f"{shape}@{where}",
        f"{'strong' if strong else 'weak'}@{where}",
        f"verb:{verb if verb in _KNOWN else 'unknown'}@{side}",
    )


def _over_cues(speech: Speech, speeches: list[Speech], start: int, end: int) -> list[str]:
    """The features of cues with other subjects that stand between the cue and the stretch."""
    others = {}
    for other in speeches:
        if start <= other.cue < end and other.subject.first != speech.subject.first:
            others[other.subject.first] = other.strong
    if not others:
        return []
    features = [f"over-cues-{min(len(others), 3)}"]
    over_strong = True in others.values()
    if not speech.strong and over_strong:
        features.append("weak-over-strong")
    if speech.strong and not over_strong:
        features.append("strong-over-weak")
    return features


def of_subject(frame: Frame, speech: Speech, is_other: bool) -> tuple[str, ...]:
    """The features of a cue and a naming, wherever the stretch stands."""
    key = (speech.cue, speech.subject.first, is_other)
    known: tuple[str, ...] | None = frame.memo.get(key)
    if known is None:
        known = frame.memo[key] = tuple(_of_subject(frame, speech, is_other))
    return known


def _of_subject(frame: Frame, speech: Speech, is_other: bool) -> list[str]:
    tokens, subject, shape = frame.tokens, speech.subject, speech.shape
    first, last = frame.sentences[speech.sentence]
    features = [*of_naming(subject), *_of_verb(speech.verb, speech.strong)]
    low = tokens[speech.cue].low
    begins = speech.cue_start
    before = tokens[begins - 1].low if begins > first else ""
    if low.endswith("ing"):
        features.append("form:ing")
    elif before in _BE or (before in _ADVERBS and tokens[begins - 2].low in _BE):
        features += ("form:passive", "passive:strong" if speech.strong else "passive:weak")
    elif before == "to":
        features.append("form:to")
    elif before in _NOT:
        features.append("form:not")
    elif before in _MAY:
        features.append("form:may")
    elif low == _known(speech.verb):
        features.append("form:base")
    features += _of_shape(shape, "" if is_other else speech.reach)
    left = stands_after(tokens, subject, first)
    if shape not in _FREE:
        features.append(f"left:{left}")
        return features
    right = stands_before(tokens, subject, begins, last)
    features += _of_sides(left, right)
    if subject.last < begins:
        if tokens[begins - 1].text == ",":
            features.append("comma-cue")
        if tokens[begins - 1].low in _AND:
            features.append("and-cue")
        for token in tokens[subject.last : begins]:
            if token.low in _CLAUSE:
                features.append("clause-between")
                break
    return features


def _known(verb: str) -> str:
    return verb if verb in _KNOWN else "unknown"


@lru_cache(maxsize=8192)
def _of_verb(verb: str, strong: bool) -> tuple[str, ...]:
    return (f"verb:{_known(verb)}", "strong") if strong else (f"verb:{_known(verb)}",)


@cache
def _of_shape(shape: str, reach: str) -> tuple[str, ...]:
    """The features of a shape; with no reach those of another naming than the order suggests."""
    return (f"shape:{shape}", f"reach:{reach}") if reach else ("other", f"other:{shape}")


@cache
def _of_sides(left: str, right: str) -> tuple[str, ...]:
    return f"left:{left}", f"right:{right}", f"left:{left}:{right}"


def of_naming(named: Named) -> tuple[str, ...]:
    """The features of a naming by itself."""
    kind = named.kind
    told = kind == "pronoun" or (kind == "nominal" and named.last - named.first == 1)
    return _of_naming(kind, named.sure, named.head if told else "", named.possessive)


@lru_cache(maxsize=8192)
def _of_naming(kind: str, sure: bool, head: str, possessive: bool) -> tuple[str, ...]:
    features = [f"kind:{kind}"]
    if not sure:
        features.append(f"unsure-{kind}")
    if head:
        features.append(f"head:{head}")
    if possessive:
        features.append("possessive")
    return tuple(features)


def stands_after(tokens: tuple[Token, ...], named: Named, first: int) -> str:
    """What stands left of a naming, in a word."""
    if named.first <= first:
        return "start"
    token = tokens[named.first - 1]
    if token.kind == "quote":
        return "quote"
    if token.kind == "point":
        return "comma" if token.text == "," else "point"
    return _AFTER[token.low]


def _after(low: str) -> str:
    if low in _WHEN:
        return "when"
    if low in PREPOSITIONS:
        return "prep"
    if low == "that":
        return "that"
    if low in _AND:
        return "and"
    if low in _WHO:
        return "who"
    if low in _CUES:
        return "cue"
    return "small" if low in _ADVERBS or low in _STOPS else "word"


#: What a word left of a naming is.
_AFTER = Remembered(_after)


def stands_before(tokens: tuple[Token, ...], named: Named, cue: int, last: int) -> str:
    """What stands right of a naming on the way to its cue, in a word."""
    at = named.last
    while at < cue and (tokens[at].low in _ADVERBS):
        at += 1
    if at >= cue:
        return "cue"
    token = tokens[at]
    if token.kind == "quote":
        return "quote"
    if token.kind == "point":
        if token.text != ",":
            return "point"
        follows = tokens[at + 1].low if at + 1 < last else ""
        return "comma-who" if follows in _WHO or follows == "that" else "comma"
    if token.low in _WHO or token.low == "that":
        return "who"
    if token.low in PREPOSITIONS:
        return "prep"
    if token.low in _AND:
        return "and"
    if token.low in _CUES:
        return "other-cue"
    if token.low.endswith("ed"):
        return "past"
    if at > named.last or token.low in _STOPS:
        return "small"
    return "word"


def _beside(token: Token) -> str:
    """The feature of the token right before a stretch."""
    if token.kind == "quote":
        return "last:quote"
    if token.kind == "point":
        return _POINT_BESIDE.get(token.text, "last:point")
    return _WORD_BESIDE[token.low]


def _word_beside(low: str) -> str:
    if low in _SMALL_BESIDE:
        return f"last:{low}"
    if low in PREPOSITIONS or low in _AND:
        return "last:joining"
    return "last:cue" if low in _CUES else "last:word"


_SMALL_BESIDE = frozenset("that as to is was are the a an".split())
_POINT_BESIDE = {",": "last:comma", ":": "last:colon"}
_WORD_BESIDE = Remembered(_word_beside)


def who_speaks(words: frozenset[str]) -> str:
    """Whether the words of a stretch, in lower case, are of I, of we, or of neither ("")."""
    if not _I.isdisjoint(words):
        return "says-I"
    return "" if _WE.isdisjoint(words) else "says-we"


def about(named: Named, last: str, words: frozenset[str], who: str) -> list[str]:
    """What the words of a stretch say of a naming that ends with `last`: they name or address it.

    `who` speaks in them. Nothing where nobody does and a naming that is no pronoun ends with no
    word of theirs.
    """
    features = []
    kind = named.kind
    if kind == "pronoun":
        if who:
            features.append(f"{who}:{named.head}")
        if named.head in words:
            features.append(f"says:{named.head}")
        return features
    if last.rstrip("’s'") in words:
        features.append(f"named-inside:{kind}")
    if who:
        features.append(f"{who}:{kind}")
    return features


_I = frozenset("i i'm i've i'd i'll me my".split())
_WE = frozenset("we we're we've we'll us our".split())
