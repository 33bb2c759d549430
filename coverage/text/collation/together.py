"""Together: sentences that belong in one row whatever else they share, because they print words
of one utterance, or show, link or quote one social post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ..words import find_words, stem
from .collated import SharedPost, SharedUtterance
from .renderings import runs
from .telling import Sentence, Telling

Place = tuple[str, int]  # article key, number of the sentence
#: An utterance of more words is a speech: its sentences stand in rows of their own.
SPEECH = 25
#: So many words of a speech two sentences print both, at least, or half of what one prints of it.
PRINTED = 4
#: Where an article announces what it prints in full further down.
_ANNOUNCING = frozenset({"headline", "standfirst"})


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
    for utterance in utterances:
        whole = _of_utterance(by_key, utterance)
        found += [whole] if utterance.words <= SPEECH else _parts_of(by_key, utterance, whole)
    rows: list[list[Together]] = []
    for one in (t for t in found if t.places):
        apart = [row for row in rows if not any(one.places & other.places for other in row)]
        joined = [one] + [other for row in rows if row not in apart for other in row]
        rows = [*apart, joined]
    return [
        tuple(sorted(row, key=lambda t: (t.kind != "post", -len(t.places), t.text))) for row in rows
    ]


def _of_utterance(by_key: Mapping[str, Telling], utterance: SharedUtterance) -> Together:
    holding: dict[str, list[Sentence]] = {}
    for wording in utterance.wordings:
        telling = by_key[wording.key]
        quotes = telling.told.reading.quotes
        of_article = holding.setdefault(wording.key, [])
        for span in wording.spans:
            of_article += telling.sentences_of(span)
        for index in wording.quotes:
            of_article += _introducing(telling, quotes[index].span.start)
    for report in utterance.reports:
        holding.setdefault(report.key, []).extend(by_key[report.key].sentences_of(report.span))
    places = {place for of_article in holding.values() for place in _places(of_article)}
    return Together(frozenset(places), "utterance", utterance.text)


def _parts_of(
    by_key: Mapping[str, Telling], utterance: SharedUtterance, whole: Together
) -> list[Together]:
    """What of a speech stands together: sentences that print the same words of it. What prints
    none of them (an introduction) goes with the sentence after it."""
    base = [stem(w.norm) for w in find_words(utterance.text)]
    printing: dict[Place, frozenset[int]] = {}
    for key, number in sorted(whole.places):
        sentence = by_key[key].sentences[number]
        spans = [s for w in utterance.wordings if w.key == key for s in w.spans]
        spans += [report.span for report in utterance.reports if report.key == key]
        said = [
            stem(word.norm)
            for word in sentence.words
            if any(span.start <= word.start < span.end for span in spans)
        ]
        printing[(key, number)] = frozenset(
            n for run in runs(base, said) for n in range(run.a, run.a + run.size)
        )
    parts: dict[Place, set[Place]] = {place: {place} for place in printing}

    def join(one: Place, other: Place) -> None:
        parts[one] |= parts[other]
        for place in parts[one]:
            parts[place] = parts[one]

    for one, other in combinations(printing, 2):
        ours, theirs = printing[one], printing[other]
        if one[0] == other[0] and not ours and (one[1] + 1 == other[1]):
            join(one, other)
        elif one[0] != other[0] and ours and theirs:
            if len(ours & theirs) >= min(PRINTED, (min(len(ours), len(theirs)) + 1) // 2):
                join(one, other)
    found = {id(part): part for part in parts.values()}.values()
    return [
        Together(frozenset(part), whole.kind, _words_at(utterance.text, part, printing))
        for part in found
        if len({key for key, _ in part}) > 1
    ]


def _words_at(text: str, part: Iterable[Place], printing: Mapping[Place, frozenset[int]]) -> str:
    """The speech's words from the first to the last that the part prints."""
    at = sorted({n for place in part for n in printing[place]})
    words = find_words(text)
    return text[words[at[0]].start : words[at[-1]].end]


def _of_post(by_key: Mapping[str, Telling], post: SharedPost) -> Together:
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
    """Where the sentences stand; a headline or a standfirst only where nothing else does."""
    all_of = {(s.key, s.number): s for s in sentences}
    printed = {place for place, s in all_of.items() if s.kind not in _ANNOUNCING}
    return printed or set(all_of)
