"""The words of an article that a person selected or typed, where they stand in its text now."""

from __future__ import annotations

from dataclasses import dataclass

from coverage.models import Article, ArticleVersion
from coverage.text.selected import places_of, same_words, says_something, without_blanks
from coverage.text.spans import Span, as_body
from coverage.text.versions.reanchoring import Reanchoring

#: Letters of the selected words that an answer repeats.
_TOLD = 80


class CannotMark(ValueError):
    """Words that cannot be marked so; the message says why, and what would do."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What was sent: words, and the stretch `[start, end)` in code points of the body of that
    version where they were selected; None for words that were typed."""

    words: str
    start: int | None = None
    end: int | None = None
    version: int | None = None  # its id


def find_selected(article: Article, selection: Selection) -> tuple[ArticleVersion, Span]:
    """The article's newest text and the words in it, without blanks at their ends.

    They stand at the stretch that was sent if it holds them; where the article got a newer text
    meanwhile, where that text has this stretch; else where the words stand once. Raises CannotMark.
    """
    newest = article.current_version
    if newest is None:
        raise CannotMark("This article has no text.")
    words = as_body(selection.words).strip()
    found = _at_its_place(newest, selection, words) or _by_its_words(newest, selection, words)
    span = without_blanks(newest.body, found.start, found.end)
    if not says_something(span.text):
        raise CannotMark("There are no words at that place: select some.")
    return newest, span


def _at_its_place(newest: ArticleVersion, selection: Selection, words: str) -> Span | None:
    """None where the words are not there, or no place was sent."""
    seen = _seen(newest, selection)
    start, end = selection.start, selection.end
    if seen is None or start is None or end is None or not 0 <= start < end <= len(seen.body):
        return None
    span = Span.of(seen.body, start, end)
    if words and not same_words(span.text, words):
        return None
    if seen.pk == newest.pk:
        return span
    again = Reanchoring(seen.body, newest.body).find(start, end)
    return again.span if again and same_words(again.span.text, span.text) else None


def _seen(newest: ArticleVersion, selection: Selection) -> ArticleVersion | None:
    """The text in which the words were selected."""
    if selection.version in (None, newest.pk):
        return newest
    return newest.article.versions.filter(pk=selection.version).first()


def _by_its_words(newest: ArticleVersion, selection: Selection, words: str) -> Span:
    seen = _seen(newest, selection)
    if not words and seen and selection.start is not None and selection.end is not None:
        words = seen.body[selection.start : selection.end].strip()
    if not words:
        raise CannotMark("Select words in the text, or type them as they stand there.")
    told = words if len(words) <= _TOLD else words[:_TOLD].rstrip() + "…"
    places = places_of(newest.body, words)
    if len(places) == 1:
        return places[0]
    is_older = seen is None or seen.pk != newest.pk
    if not places and is_older:
        raise CannotMark(
            f"This article has a newer text since you opened it, and “{told}” does not stand there."
            " Nothing is marked: load the page again and select the words anew."
        )
    if not places:
        raise CannotMark(f"“{told}” does not stand in the text: type it letter for letter.")
    newer = "This article has a newer text since you opened it. " if is_older else ""
    raise CannotMark(
        f"{newer}“{told}” stands more than once in the text:"
        " select the one you mean, or type more of it."
    )
