"""The articles' words in few: cut, put in quote marks, looked for."""

from __future__ import annotations

import re

from coverage.text.lexicons import verbs

#: Words that are quoted of a passage before "…", and how many a reported clause must have.
MOST_WORDS = 14
LEAST_WORDS = 6
#: Words in a row of an utterance that are enough to say that a text prints it.
ENOUGH = 4
_MARKS = frozenset('“„«"‘')
_REPORTED = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, verbs('cues'))))})\s+(?:out\s+|to\s+\w+\s+)?that\s+"
)


def matter_of(text: str) -> str:
    """What a claim says, in few of its own words: from behind "pointed out that" and the like
    where that stands, else from its start; "…" where words are left out."""
    words = text.split()
    if len(words) <= MOST_WORDS:
        return " ".join(words)
    that = _REPORTED.search(text)
    if that and len(text[that.end() :].split()) >= LEAST_WORDS:
        return "…" + first_words(text[that.end() :], MOST_WORDS)
    return first_words(text, MOST_WORDS)


def prints_words(body: str, said: str) -> bool:
    """True when the body holds a run of the words, whatever a person or the reader made of them."""
    return has_a_run(words_in_a_row(body), said)


def words_in_a_row(body: str) -> str:
    """The words of a text in small letters, one blank around each: for `has_a_run`."""
    return f" {' '.join(_folded(body))} "


def has_a_run(told: str, said: str) -> bool:
    """True when a run of the words said stands in the `words_in_a_row` of a text."""
    words = _folded(said)
    runs = (words[at : at + ENOUGH] for at in range(max(1, len(words) - ENOUGH + 1)))
    return any(f" {' '.join(run)} " in told for run in runs)


def _folded(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def in_marks(text: str) -> str:
    """The words in quote marks; those that bring their own get none."""
    return text if text[:1] in _MARKS else f"“{text}”"


def first_words(text: str, most: int) -> str:
    """The text's first words, with "…" where more follow."""
    words = text.split()
    return " ".join(words) if len(words) <= most else " ".join(words[:most]).rstrip(",;:") + "…"


def spelled(number: int) -> str:
    """Two to nine in letters, as in running text."""
    letters = "zero one two three four five six seven eight nine".split()
    return letters[number] if number < len(letters) else str(number)
