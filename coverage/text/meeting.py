"""Meeting: every naming of an article in order, with the words of its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .antecedents import speaks_next
from .clauses import is_finite_word
from .frames import Frame
from .lexicons import words
from .mentions import Named, find_mentions
from .naming import TITLES, Core, core_name, gender_of, is_calling

_STOPS = words("stops")
_PRONOUNS = frozenset(["he", "she", "it", "they"])
_POSSESSORS = frozenset(["his", "her"])

class Met(NamedTuple):
    """One naming as the article is gone through."""

    frame: Frame
    sentence: int  # counted through the article
    first: int  # the sentence's first token
    named: Named
    core: Core  # the words of its name, () for none
    gender: str
    titled: bool = False  # in a headline that gives every word a capital

    @property
    def at(self) -> int:
        """Where it begins, in code points of the body."""
        return self.frame.tokens[self.named.first].start


def meet(frames: Sequence[Frame]) -> list[Met]:
    """The namings that can stand for somebody: names, roles and pronouns of the third person."""
    met: list[Met] = []
    sentence = 0
    texts: set[str] = set()
    for frame in frames:
        texts.update([token.text for token in frame.tokens])
    inside: set[str] = set()  # words of names that do not only begin sentences
    for frame in frames:
        tokens = frame.tokens
        titled = _is_titled(frame, texts)
        for first, last in frame.sentences:
            for named in find_mentions(frame, first, last):
                kind, begin = named.kind, named.first
                if kind == "name":
                    core = core_name(tokens, named)
                    if len(core) == 1 and begin == first:
                        if core[0].lower() in texts:
                            core = ()  # `Soon after that`: a word that begins, no name
                    else:
                        inside.update(core)
                    gender = gender_of(tokens, named, core) if core else ""
                    met.append(Met(frame, sentence, first, named, core, gender, titled))
                elif kind == "pronoun":
                    if named.head in _PRONOUNS and (
                        named.head in ("he", "she") or speaks_next(tokens, named)
                    ):
                        met.append(Met(frame, sentence, first, named, (), "", titled))
                elif (
                    is_calling(named.head)
                    or named.head in TITLES
                    or tokens[begin].low in _POSSESSORS
                ):
                    met.append(Met(frame, sentence, first, named, (), "", titled))
            sentence += 1
    return [
        row._replace(core=(), gender="")
        if len(row.core) == 1
        and row.named.first == row.first
        and row.core[0] not in inside
        and _only_begins(row)
        else row
        for row in met
    ]


def _is_titled(frame: Frame, texts: set[str]) -> bool:
    """True for a headline that gives its words capitals, so that names run into what follows."""
    tokens = frame.tokens
    if not 4 <= len(tokens) <= 30:
        return False
    long = [token for token in tokens if token.kind == "word" and len(token.text) > 3]
    capitals = [token for token in long if token.is_capital]
    if len(long) < 3 or len(capitals) <= 0.75 * len(long):
        return False
    return any(
        token.low in texts or token.low in _STOPS
        for token in tokens[1:]
        if token.is_capital and token.text != "I"
    )


def _only_begins(row: Met) -> bool:
    """`Hostilities between …`: a word with a capital because it begins, and no verb behind it."""
    tokens, last = row.frame.tokens, row.named.last
    if row.named.first != row.first or row.named.possessive:
        return False
    follows = tokens[last] if last < len(tokens) else None
    return follows is None or not is_finite_word(follows.low)
