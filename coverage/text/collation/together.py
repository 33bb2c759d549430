"""Together: sentences that belong in one row whatever else they share, because they print words
of one utterance, or show, link or quote one social post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .collated import SharedPost, SharedUtterance
from .telling import Sentence, Telling

Place = tuple[str, int]  # article key, number of the sentence
#: Where an article announces what it prints in full further down.
_ANNOUNCING = frozenset({"headline", "standfirst", "heading"})


@dataclass(frozen=True, slots=True)
class Together:
    """Sentences held together, and what holds them: the words of the utterance or the post."""

    places: frozenset[Place]
    kind: Literal["utterance", "post"]
    text: str  # the base's words, or the post's
    handle: str = ""  # of a post
    platform: str = ""

    @property
    def why(self) -> str:
        """What lined the sentences up, in words."""
        return "same quote" if self.kind == "utterance" else "same post"


def find_together(
    tellings: Sequence[Telling],
    utterances: Sequence[SharedUtterance],
    posts: Sequence[SharedPost],
) -> list[tuple[Together, ...]]:
    """What is held together, by row: things that share a sentence share a row. In each row posts
    stand first, then what has most sentences. The articles' order changes nothing."""
    by_key = {t.key: t for t in tellings}
    found = [_of_post(by_key, post) for post in posts]
    found += [_of_utterance(by_key, utterance) for utterance in utterances]
    rows: list[list[Together]] = []
    for one in (t for t in found if t.places):
        apart = [row for row in rows if not any(one.places & other.places for other in row)]
        joined = [one] + [other for row in rows if row not in apart for other in row]
        rows = [*apart, joined]
    return [
        tuple(sorted(row, key=lambda t: (t.kind != "post", -len(t.places), t.text))) for row in rows
    ]


def _of_utterance(by_key: dict[str, Telling], utterance: SharedUtterance) -> Together:
    holding: dict[str, list[Sentence]] = {}
    for wording in utterance.wordings:
        telling = by_key[wording.key]
        quotes = telling.told.reading.quotes
        of_article = holding.setdefault(wording.key, [])
        for span in wording.spans:
            of_article += telling.sentences_of(span)
        for index in wording.quotes:
            of_article += _introducing(telling, quotes[index].span.start)
    places = {place for of_article in holding.values() for place in _places(of_article)}
    return Together(frozenset(places), "utterance", utterance.text)


def _of_post(by_key: dict[str, Telling], post: SharedPost) -> Together:
    """A credit ("Image: @handle") stands where its image stood and holds nothing together; what
    quotes the post is held by the utterance of its words."""
    places: set[Place] = set()
    for member in post.members:
        telling = by_key[member.key]
        reading = telling.told.reading
        if member.how == "credited" or member.quote >= 0:
            continue
        span = reading.posts[member.post].span if member.post >= 0 else None
        at = telling.sentence_at(member.offset)
        holding = list(telling.sentences_of(span)) if span else [at] if at else []
        places |= _places([*holding, *_introducing(telling, member.offset)])
    return Together(frozenset(places), "post", post.text, post.handle, post.platform)


def _introducing(telling: Telling, offset: int) -> Iterator[Sentence]:
    """The sentence before, where it ends in a colon: "One passenger wrote:"."""
    at = telling.sentence_at(offset)
    if at is not None and at.number:
        before = telling.sentences[at.number - 1]
        if before.is_told and before.span.text.rstrip().endswith(":"):
            yield before


def _places(sentences: Iterable[Sentence]) -> set[Place]:
    """Where the sentences stand; a headline or a heading only where nothing else does."""
    all_of = {(s.key, s.number): s for s in sentences}
    printed = {place for place, s in all_of.items() if s.kind not in _ANNOUNCING}
    return printed or set(all_of)
