"""Attribution: who said a marked stretch. Candidates by rule, one sum of readable weights.

For every stretch the candidates are the speeches (cue and subject) around it, the speaker of the
stretch before, and plain subjects. Each has a handful of named features; `weights.txt` says what
each is worth; the highest sum wins, and below zero nobody does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from .frames import Frame
from .mentions import Named, find_mentions
from .nobody import nobody_features
from .speech import Speech, find_speech
from .weights import weights

#: Tokens on either side of a stretch in which a cue may stand.
_REACH = 160


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have said it: the frame and tokens of the naming, and why."""

    frame: Frame
    subject: Named
    speech: Speech | None
    features: tuple[str, ...]

    def is_with(self, other: Candidate) -> bool:
        """True when both name the same words, by whatever cue."""
        return self.frame is other.frame and self.subject == other.subject


@dataclass(frozen=True, slots=True)
class Attributed:
    """A stretch (by index in its frame) with its speaker, or without one."""

    frame: Frame
    stretch: int
    candidate: Candidate | None
    margin: float  # how far the winner stands above nobody (or nobody above the best candidate)
    share: float  # the winner's part of all candidates' weight, nobody's included: 0–1


def score(features: Sequence[str]) -> float:
    """The sum of the features' weights; an unknown feature is worth nothing."""
    table, total = weights(), 0.0
    for feature in features:
        total += table.get(feature, 0.0)
    return total


def attribute(frame: Frame, before: Frame | None, last: Attributed | None) -> list[Attributed]:
    """Every stretch of `frame`, in order, with its likeliest speaker.

    `before` is the frame of the passage before; `last` the stretch attributed last, for speech
    that goes on over passages.
    """
    speeches = speech_of(frame)
    done: list[Attributed] = []
    for index in range(len(frame.stretches)):
        previous = done[-1] if done else last
        rows = candidates(frame, index, speeches, before, previous)
        done.append(choose(frame, index, rows))
    return done


def choose(frame: Frame, index: int, rows: list[Candidate]) -> Attributed:
    """The candidate with the highest sum, or nobody when the words themselves weigh more."""
    nobody = score(nobody_features(frame, index, cues_near(frame, index)))
    scored = [(score(row.features), place) for place, row in enumerate(rows)]
    best, place = max(scored, key=lambda pair: (pair[0], -pair[1]), default=(nobody - 9.0, 0))
    top = max(best, nobody)
    parts = [exp(value - top) for value, _ in scored]
    whole = exp(nobody - top) + sum(parts)
    if best < nobody:
        return Attributed(frame, index, None, nobody - best, exp(nobody - top) / whole)
    winner = rows[place]
    share = sum(part for part, row in zip(parts, rows, strict=True) if row.is_with(winner)) / whole
    return Attributed(frame, index, winner, best - nobody, share)


def candidates(
    frame: Frame,
    index: int,
    speeches: list[Speech],
    before: Frame | None,
    previous: Attributed | None,
) -> list[Candidate]:
    """The candidates for one stretch, each with its features."""
    place = frame.places[index]
    sentence = frame.sentence_of(place)
    rows: list[Candidate] = []
    alone = _stands_alone(frame, place, sentence)
    speeches = _around(speeches, place)
    here = [speech for speech in speeches if speech.sentence == sentence]
    heard = [speech for speech in here if _only_passes_on(frame, speech, here)]
    if heard:
        speeches = [speech for speech in speeches if speech not in heard]
        here = [speech for speech in here if speech not in heard]
    nearest = min(here, key=lambda speech: _apart(speech, place), default=None)
    strong = (speech for speech in here if speech.strong)
    nearest_strong = min(strong, key=lambda speech: _apart(speech, place), default=None)
    for speech in speeches:
        distance = speech.sentence - sentence
        if distance == 0:
            features = _of_speech(frame, index, place, speech, here)
            if speech is nearest:
                features.append("nearest")
            if speech is nearest_strong:
                features.append("nearest-strong")
        elif -3 < distance < 3:
            features = _of_other_sentence(speech, distance, alone)
        else:
            continue
        rows.append(Candidate(frame, speech.subject, speech, tuple(features)))
    if not any(row.speech and row.speech.sentence == sentence for row in rows):
        rows.extend(_bare_subjects(frame, index, place, sentence, alone))
    carried = _carried(frame, index, place, sentence, previous, alone)
    if carried:
        rows.append(carried)
    if before is not None and sentence == 0 and alone:
        rows.extend(_from_before(before, previous, frame))
    return rows


def _stands_alone(frame: Frame, place: int, sentence: int) -> bool:
    """True when the stretch is its whole sentence."""
    first, last = frame.sentences[sentence]
    others = (at for at in range(first, last) if at != place)
    return all(frame.tokens[at].kind == "point" for at in others)


def _only_passes_on(frame: Frame, speech: Speech, here: list[Speech]) -> bool:
    """`“…,” she said, according to the Post`: the Post is heard through, and did not say it."""
    if speech.shape != "according":
        return False
    return any(
        other.strong
        and other.shape != "according"
        and other.last + 1 == speech.cue
        and frame.tokens[other.last].text == ","
        and frame.tokens[other.first - 1].kind == "quote"
        for other in here
        if other.first
    )


def cues_near(frame: Frame, index: int) -> frozenset[int]:
    """The tokens around a stretch that introduce speech."""
    return frozenset(speech.cue for speech in _around(speech_of(frame), frame.places[index]))


def _around(speeches: list[Speech], place: int) -> list[Speech]:
    """The speeches near a stretch: speeches come in the order of their cues."""
    first = bisect_left(speeches, place - _REACH, key=lambda speech: speech.cue)
    last = bisect_left(speeches, place + _REACH, key=lambda speech: speech.cue)
    return speeches[first:last]


def _apart(speech: Speech, place: int) -> int:
    """Tokens between a speech and a stretch."""
    return speech.first - place if speech.first > place else place - speech.last


def _of_any_speech(speech: Speech) -> list[str]:
    features = [f"shape:{speech.shape}", f"reach:{speech.reach}", f"kind:{speech.subject.kind}"]
    if speech.strong:
        features.append("strong")
    if not speech.subject.sure:
        features.append(f"unsure-{speech.subject.kind}")
    return features


def _of_other_sentence(speech: Speech, distance: int, alone: bool) -> list[str]:
    features = _of_any_speech(speech)
    features.append({-1: "sentence-before", 1: "sentence-after"}.get(distance, "sentence-far"))
    if alone:
        features.append("alone" if distance < 0 else "alone-after")
    return features


def _of_speech(
    frame: Frame, index: int, place: int, speech: Speech, speeches: list[Speech]
) -> list[str]:
    """The features of a speech in the sentence of the stretch."""
    tokens = frame.tokens
    features = _of_any_speech(speech)
    inner = frame.stretches[index]
    last_letter = tokens[place].text.rstrip("”\"’'»“").rstrip()[-1:]
    comma = last_letter in ",?!—–-" or (place + 1 < len(tokens) and tokens[place + 1].text == ",")
    if speech.first > place:
        between = tokens[place + 1 : speech.first]
        gap = [token for token in between if token.kind == "word"]
        if not gap and not any(token.kind == "quote" for token in between):
            features.append("place:after-next")
            if comma:
                features.append("comma-after")
        elif len(gap) <= 5:
            features.append("place:after-near")
        else:
            features.append("place:after-far")
        if last_letter == ".":
            features.append("stop-after")
        between_start, between_end = place + 1, speech.first
    elif speech.last <= place:
        between = tokens[speech.last : place]
        gap = [token for token in between if token.kind == "word"]
        if not gap and not any(token.kind == "quote" for token in between):
            features.append("place:before-next")
        elif len(gap) <= 6:
            features.append("place:before-near")
        else:
            features.append("place:before-far")
        if tokens[place - 1].text == ":":
            features.append("colon-before")
        elif tokens[place - 1].text == ",":
            features.append("comma-before")
        between_start, between_end = speech.last, place
    else:
        features.append("place:around")
        return features
    where = next(feature for feature in features if feature.startswith("place:"))
    features.append(f"{speech.shape}@{where[6:]}")
    features.append(f"{'strong' if speech.strong else 'weak'}@{where[6:]}")
    if any(token.kind == "quote" for token in tokens[between_start:between_end]):
        features.append("over-quote")
    others = [
        other
        for other in speeches
        if between_start <= other.cue < between_end and other.subject != speech.subject
    ]
    if others:
        features.append("over-cue")
        if not speech.strong and any(other.strong for other in others):
            features.append("weak-over-strong")
    if inner.single:
        features.append("single")
    return features


def _bare_subjects(
    frame: Frame, index: int, place: int, sentence: int, alone: bool
) -> list[Candidate]:
    """Subjects with no cue: the first naming of this sentence, or of the one before."""
    rows: list[Candidate] = []
    spots = [(sentence, "bare-here")]
    if alone:
        spots.append((sentence - 1, "bare-before"))
    for spot, feature in spots:
        if spot < 0:
            continue
        first, last = frame.sentences[spot]
        for named in find_mentions(frame, first, last)[:24]:
            if named.possessive or (named.kind == "nominal" and not named.sure):
                continue
            if named.first > first and frame.tokens[named.first - 1].low in _OBJECT:
                continue
            features = ["shape:bare", feature, f"kind:{named.kind}"]
            if named.last <= place:
                features.append("bare-left")
            rows.append(Candidate(frame, named, None, tuple(features)))
            break
    return rows


_OBJECT = frozenset("of for from at in with on by to about against over under as".split())


def _carried(
    frame: Frame,
    index: int,
    place: int,
    sentence: int,
    previous: Attributed | None,
    alone: bool,
) -> Candidate | None:
    """The speaker of the stretch before, going on."""
    if previous is None or previous.candidate is None:
        return None
    features = ["carry"]
    if previous.frame is frame:
        there = previous.frame.places[previous.stretch]
        their_sentence = frame.sentence_of(there)
        if their_sentence == sentence:
            features.append("carry-here")
        else:
            features.append("carry-sentence" if sentence - their_sentence == 1 else "carry-far")
        words_between = sum(
            token.kind == "word" for token in frame.tokens[max(there + 1, place - 40) : place]
        )
        if their_sentence != sentence and words_between > 25:
            features.append("carry-words-between")
    else:
        features.append("carry-passage")
        if not frame.stretches[0].closed or not previous.frame.stretches[previous.stretch].closed:
            features.append("pyramid")
        if sentence > 0:
            features.append("carry-late")
    if alone:
        features.append("alone")
    elif previous.frame is not frame:
        features.append("carry-not-alone")
    return Candidate(
        previous.candidate.frame,
        previous.candidate.subject,
        previous.candidate.speech,
        tuple(features),
    )


def _from_before(before: Frame, previous: Attributed | None, frame: Frame) -> list[Candidate]:
    """Whoever speaks, or is named first, in the last sentence of the passage before."""
    if not before.sentences:
        return []
    spot = len(before.sentences) - 1
    first, last = before.sentences[spot]
    rows = [
        Candidate(
            before,
            speech.subject,
            speech,
            ("passage-before", f"shape:{speech.shape}", f"kind:{speech.subject.kind}")
            + (("ends-with-colon",) if before.tokens[last - 1].text == ":" else ()),
        )
        for speech in speech_of(before)
        if speech.sentence == spot
    ]
    if not rows:
        for named in find_mentions(before, first, last):
            if named.possessive or (named.kind == "nominal" and not named.sure):
                continue
            if named.first > first and before.tokens[named.first - 1].low in _OBJECT:
                continue
            features = ["passage-before", "shape:bare", f"kind:{named.kind}"]
            if before.tokens[last - 1].text == ":":
                features.append("ends-with-colon")
            rows.append(Candidate(before, named, None, tuple(features)))
            break
    return rows


def speech_of(frame: Frame) -> list[Speech]:
    """The speeches of a frame, found once."""
    known: list[Speech] | None = frame.memo.get("speech")
    if known is None:
        known = frame.memo["speech"] = find_speech(frame)
    return known
