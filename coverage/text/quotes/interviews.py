"""Interviews without labels: questions (often bold) as passages of their own, answers between them.

The answers are the interviewee's words, named where the introduction says who was spoken to; the
questions are the outlet's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..found import Passage
from .turns import Turn

_KINDS = frozenset(["paragraph", "heading", "headline", "standfirst"])
_TO_SOMEBODY = re.compile(r"\b(?:you|your|yourself)\b", re.IGNORECASE)
_OF_ONESELF = re.compile(r"\b(?:I|I['’]\w+|we|my|our|me|us|We|My|Our)\b")
_NAME = r"[A-Z][\w’'-]+(?: (?:de|van|von|al|bin|[A-Z][\w’'-]+)){1,2}"
_SPOKEN_TO = re.compile(
    rf"\b(?:interview(?:ed)?(?: with)?|spoke (?:to|with)|talked (?:to|with)|sat down with|met|"
    rf"asked|questions (?:to|for)|conversation with) (?:[a-z]+ ){{0,4}}(?P<name>{_NAME})"
    rf"|(?P<who>{_NAME})(?:, [^.?!\n]{{1,80}},)? (?:talks|speaks|spoke|talked|answers|answered|"
    rf"explains|reflects|tells us|told us)\b"
)
_MARKS = '“"‘«„'
_LONGEST_QUESTION = 300  # characters
_LEAST_QUESTIONS = 3
_MOST_PARAGRAPHS = 8  # of one answer


def find_answers(body: str, passages: Sequence[Passage]) -> tuple[Turn, ...]:
    """The paragraphs of every answer, in order; none where no three questions are answered."""
    asked = [at for at, passage in enumerate(passages) if _is_question(passage)]
    asked = [at for at in asked if at + 1 < len(passages) and not _is_question(passages[at + 1])]
    if len(asked) < _LEAST_QUESTIONS:
        return ()
    answers: list[range] = []
    for place, at in enumerate(asked):
        stop = asked[place + 1] if place + 1 < len(asked) else at + 2
        if stop - at - 1 > _MOST_PARAGRAPHS:
            return ()
        answers.append(range(at + 1, stop))
    personal = sum(_is_answer(passages[row[0]]) for row in answers)
    if 4 * personal < 3 * len(answers):
        return ()
    start, end = _interviewee(body, passages[asked[0]].span.start)
    return tuple(
        Turn(at, start, end, -1, (_whole(passages[at]),), *_whole(passages[at]))
        for row in answers
        for at in row
        if passages[at].kind == "paragraph" and passages[at].span.text[0] not in _MARKS
    )


def _is_question(passage: Passage) -> bool:
    text = passage.span.text
    return (
        passage.kind in _KINDS
        and text.endswith("?")
        and len(text) <= _LONGEST_QUESTION
        and text[0] not in _MARKS
        and _TO_SOMEBODY.search(text) is not None
    )


def _is_answer(passage: Passage) -> bool:
    text = passage.span.text
    return text[0] not in _MARKS and _OF_ONESELF.search(text, 0, 400) is not None


def _interviewee(body: str, before: int) -> tuple[int, int]:
    """Where the introduction names who was spoken to; (-1, -1) where it does not."""
    found = _SPOKEN_TO.search(body, 0, before)
    if found is None:
        return -1, -1
    return found.span("name") if found["name"] else found.span("who")


def _whole(passage: Passage) -> tuple[int, int]:
    return passage.span.start, passage.span.end
