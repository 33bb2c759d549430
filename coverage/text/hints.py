"""Hints: what speaks for a candidate speaker of a stretch, as named features.

Each function returns a row of words such as `verb:say` or `left:comma`; what each is worth stands
in `weights.txt`. Where a naming stands beside its cue does not depend on the stretch, and is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from .frames import Frame, Token
from .lexicons import verbs, words
from .mentions import Named
from .speech import Speech
from .subjects import PREPOSITIONS

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
    verb = speech.verb if speech.verb in _KNOWN else "unknown"
    last_letter = tokens[place].text.rstrip("”\"’'»“").rstrip()[-1:]
    if speech.cue > place:
        side, start, end = "after", place + 1, min(speech.cue, speech.first)
        comma = last_letter in ",?!—–-" or (
            place + 1 < len(tokens) and tokens[place + 1].text == ","
        )
        if comma:
            features.append("comma-after")
        elif last_letter == ".":
            features.append("stop-after")
    else:
        side, start, end = "before", speech.cue_end, place
        if speech.subject.first >= speech.cue_end:
            start = min(place, speech.subject.last)
        features.append(f"last:{_beside(tokens[place - 1])}")
        if tokens[place].text[1:2].islower():
            features.append(f"last:{_beside(tokens[place - 1])}:lower")
    if start > end or speech.subject.first > place > speech.cue:
        where = "around"
        start = end = place
    else:
        between = tokens[start:end]
        gap = sum(token.kind == "word" for token in between)
        over = any(token.kind == "quote" for token in between)
        where = side + ("-next" if not gap and not over else "-near" if gap <= 5 else "-far")
        if over:
            features.append("over-quote")
            features.append(f"over-quote:{side}")
        elif gap > 12:
            features.append(f"{side}-very-far")
    features.append(f"place:{where}")
    features.append(f"{speech.shape}@{where}")
    features.append(f"{'strong' if speech.strong else 'weak'}@{where}")
    features.append(f"verb:{verb}@{side}")
    others = {}
    if end - start > 1:
        for other in speeches:
            if start <= other.cue < end and other.subject.first != speech.subject.first:
                others[other.subject.first] = other
    if others:
        features.append(f"over-cues-{min(len(others), 3)}")
        if not speech.strong and any(other.strong for other in others.values()):
            features.append("weak-over-strong")
        if speech.strong and not any(other.strong for other in others.values()):
            features.append("strong-over-weak")
    if is_other:
        features.append(f"other@{where}")
    return features


def of_subject(frame: Frame, speech: Speech, is_other: bool) -> tuple[str, ...]:
    """The features of a cue and a naming, wherever the stretch stands."""
    key = (speech.cue, speech.subject.first, is_other)
    known: tuple[str, ...] | None = frame.memo.get(key)
    if known is None:
        known = frame.memo[key] = tuple(_of_subject(frame, speech, is_other))
    return known


def _of_subject(frame: Frame, speech: Speech, is_other: bool) -> list[str]:
    tokens, subject = frame.tokens, speech.subject
    first, last = frame.sentences[speech.sentence]
    verb = speech.verb if speech.verb in _KNOWN else "unknown"
    features = of_naming(subject)
    features.append(f"verb:{verb}")
    if speech.strong:
        features.append("strong")
    low = tokens[speech.cue].low
    begins = speech.cue_start
    before = tokens[begins - 1].low if begins > first else ""
    if low.endswith("ing"):
        features.append("form:ing")
    elif before in _BE or (before in _ADVERBS and tokens[begins - 2].low in _BE):
        features.append("form:passive")
        features.append(f"passive:{'strong' if speech.strong else 'weak'}")
    elif before == "to":
        features.append("form:to")
    elif before in _NOT:
        features.append("form:not")
    elif before in _MAY:
        features.append("form:may")
    elif low == verb:
        features.append("form:base")
    if is_other:
        features.append("other")
        features.append(f"other:{speech.shape}")
    else:
        features += (f"shape:{speech.shape}", f"reach:{speech.reach}")
    left = stands_after(tokens, subject, first)
    features.append(f"left:{left}")
    if speech.shape in ("plain", "participle", "guessed", "colon"):
        right = stands_before(tokens, subject, begins, last)
        features.append(f"right:{right}")
        features.append(f"left:{left}:{right}")
        if subject.last < begins:
            if tokens[begins - 1].text == ",":
                features.append("comma-cue")
            if tokens[begins - 1].low in _AND:
                features.append("and-cue")
            for token in tokens[subject.last : begins]:
                if token.low in _WHEN or token.low in ("that", "who", "which"):
                    features.append("clause-between")
                    break
    return features


def of_naming(named: Named) -> list[str]:
    """The features of a naming by itself."""
    features = [f"kind:{named.kind}"]
    if not named.sure:
        features.append(f"unsure-{named.kind}")
    if named.kind == "pronoun" or (named.last - named.first == 1 and named.kind == "nominal"):
        features.append(f"head:{named.head}")
    if named.possessive:
        features.append("possessive")
    return features


def stands_after(tokens: tuple[Token, ...], named: Named, first: int) -> str:
    """What stands left of a naming, in a word."""
    if named.first <= first:
        return "start"
    token = tokens[named.first - 1]
    if token.kind == "quote":
        return "quote"
    if token.kind == "point":
        return "comma" if token.text == "," else "point"
    if token.low in _WHEN:
        return "when"
    if token.low in PREPOSITIONS:
        return "prep"
    if token.low == "that":
        return "that"
    if token.low in _AND:
        return "and"
    if token.low in _WHO:
        return "who"
    if token.low in _CUES:
        return "cue"
    if token.low in _ADVERBS or token.low in _STOPS:
        return "small"
    return "word"


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
    """The token right before a stretch, in a word."""
    if token.kind == "quote":
        return "quote"
    if token.kind == "point":
        return {",": "comma", ":": "colon"}.get(token.text, "point")
    if token.low in ("that", "as", "to", "is", "was", "are", "the", "a", "an"):
        return token.low
    if token.low in PREPOSITIONS or token.low in _AND:
        return "joining"
    if token.low in _CUES:
        return "cue"
    return "word"


@dataclass(frozen=True, slots=True)
class Inside:
    """The words of a stretch, in lower case."""

    words: frozenset[str]

    def about(self, named: Named, last: str) -> list[str]:
        """What the words say of a naming that ends with `last`: they name or address it."""
        features = []
        if named.kind != "pronoun" and last.rstrip("’s'") in self.words:
            features.append(f"named-inside:{named.kind}")
        head = named.head if named.kind == "pronoun" else named.kind
        if not _I.isdisjoint(self.words):
            features.append(f"says-I:{head}")
        elif not _WE.isdisjoint(self.words):
            features.append(f"says-we:{head}")
        if named.kind == "pronoun" and named.head in self.words:
            features.append(f"says:{head}")
        return features


_I = frozenset("i i'm i've i'd i'll me my".split())
_WE = frozenset("we we're we've we'll us our".split())
