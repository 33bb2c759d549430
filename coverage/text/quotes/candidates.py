"""Candidates: who may have said a marked stretch, each with the features that speak for it.

The speeches (cue and subject) around the stretch, other namings before the nearest cues, the
speaker of the stretch before, and plain subjects.
"""

from __future__ import annotations

from bisect import bisect_left
from math import inf
from typing import NamedTuple

from ..frames.frames import Frame
from ..marked.nobody import words_inside
from ..people.mentions import Named, find_mentions
from ..speech.speech import Speech, find_speech
from ..speech.speeches import with_subject
from ..speech.subjects import Namings
from .hints import about, of_naming, of_speech, of_subject, stands_after, who_speaks

#: Tokens on either side of a stretch in which a cue may stand.
_REACH = 160
#: Namings before one cue that are looked at beside the one the sentence's order suggests.
_MOST_OTHERS = 3
_PASSING_ON = frozenset(["quote", "hear"])
_COURTS = frozenset("court tribunal inquest inquiry jury hearing committee jurors panel".split())
#: Shapes in which the subject stands right beside the cue, or behind it.
_FIXED = frozenset(["inverted", "according", "by", "passive", "noun", "colon"])
_new = tuple.__new__  # NamedTuple's own constructor takes twice as long


class Candidate(NamedTuple):
    """Somebody who may have said it: the frame and tokens of the naming, and why."""

    frame: Frame
    subject: Named
    speech: Speech | None
    features: list[str]


class Attributed(NamedTuple):
    """A stretch (by index in its frame) with its speaker, or without one."""

    frame: Frame
    stretch: int
    candidate: Candidate | None
    share: float  # how likely this is right: 0–1


def candidates(
    frame: Frame,
    index: int,
    speeches: list[Speech],
    before: Frame | None,
    previous: Attributed | None,
) -> list[Candidate]:
    """The candidates for one stretch, each with its features; `speeches` are those around it."""
    place = frame.places[index]
    sentence = frame.sentence_of(place)
    alone = _stands_alone(frame, place, sentence)
    here = [speech for speech in speeches if speech.sentence == sentence]
    heard = [
        speech
        for speech in here
        if (speech.shape == "according" or speech.verb in _PASSING_ON)
        and _only_passes_on(frame, speech, here)
    ]
    if heard:
        speeches = [speech for speech in speeches if speech not in heard]
        here = [speech for speech in here if speech not in heard]
    if len(here) > 1:
        here = _behind_semicolon(frame, place, here)
    rows = _of_sentence(frame, place, here) if here else []
    if len(here) < len(speeches):
        for speech in speeches:
            distance = speech.sentence - sentence
            if distance and -3 < distance < 3:
                features = _of_other_sentence(frame, speech, distance, alone)
                rows.append(Candidate(frame, speech.subject, speech, features))
    if not here:
        rows.extend(_bare_subjects(frame, place, sentence, alone))
    if previous is not None and previous.candidate is not None:
        rows.append(_carried(frame, place, sentence, previous, previous.candidate, alone))
    if before is not None and sentence == 0 and alone:
        rows.extend(_from_before(before))
    _tell_more(frame, index, rows, previous, alone)
    return rows


def _behind_semicolon(frame: Frame, place: int, here: list[Speech]) -> list[Speech]:
    """The speeches on the stretch's side of the last `;` before it, where there is one."""
    tokens = frame.tokens
    for at in range(place - 1, here[0].first, -1):
        if tokens[at].text == ";":
            return [speech for speech in here if speech.first > at] or here
    return here


def _tell_more(
    frame: Frame, index: int, rows: list[Candidate], previous: Attributed | None, alone: bool
) -> None:
    """Add to each candidate what the quoted words, and who spoke last, say of it."""
    inside = words_inside(frame, index).lows
    who = who_speaks(inside)
    last = None
    if previous is not None and previous.candidate is not None:
        there = previous.candidate
        last = there.frame.tokens[there.subject.last - 1].low
    same, other = _LAST_ALONE if alone else _LAST
    for row in rows:
        subject, features = row.subject, row.features
        named = row.frame.tokens[subject.last - 1].low
        if who or subject.kind == "pronoun" or named.rstrip("’s'") in inside:
            features += about(subject, named, inside, who)
        if last is not None:
            features += same if named == last else other


_LAST = ("same-as-last",), ("other-than-last",)
_LAST_ALONE = (
    ("same-as-last", "alone-same-as-last"),
    ("other-than-last", "alone-other-than-last"),
)


def _of_sentence(frame: Frame, place: int, here: list[Speech]) -> list[Candidate]:
    """The speeches in the sentence of the stretch, and other namings before the nearest cues."""
    rows: list[Candidate] = []
    nearest, nearest_strong = _nearest(place, here)
    for speech in here:
        features = of_speech(frame, place, speech, here, False)
        if speech is nearest:
            features.append("nearest")
        if speech is nearest_strong:
            features.append("nearest-strong")
        rows.append(_new(Candidate, (frame, speech.subject, speech, features)))
    nearby = [nearest] if nearest is nearest_strong else [nearest, nearest_strong]
    for near in nearby:
        if near is None or near.shape in _FIXED or _is_quoted_as(frame, near):
            continue
        for other in _others(frame, near):
            features = of_speech(frame, place, other, here, True)
            if near is nearest:
                features.append("nearest")
            if near is nearest_strong:
                features.append("nearest-strong")
            rows.append(Candidate(frame, other.subject, other, features))
    return rows


def _nearest(place: int, here: list[Speech]) -> tuple[Speech | None, Speech | None]:
    """Of these speeches the nearest to the stretch, and the nearest with a strong cue."""
    if len(here) == 1:
        return here[0], here[0] if here[0].strong else None
    nearest = nearest_strong = None
    least = least_strong = inf
    for speech in here:
        apart = speech.first - place if speech.first > place else place - speech.last
        if apart < least:
            nearest, least = speech, apart
        if speech.strong and apart < least_strong:
            nearest_strong, least_strong = speech, apart
    return nearest, nearest_strong


def _others(frame: Frame, speech: Speech) -> list[Speech]:
    """The speech with each other naming before its cue as the subject, the near ones."""
    key = ("namings", speech.sentence)
    namings: Namings | None = frame.memo.get(key)
    if namings is None:
        mentions = find_mentions(frame, *frame.sentences[speech.sentence])
        namings = frame.memo[key] = Namings(mentions)
    found: list[Speech] = []
    for position in reversed(namings.before(speech.cue_start)):
        named = namings.row[position]
        if named.first != speech.subject.first and not named.possessive:
            found.append(with_subject(speech, named, "other"))
            if len(found) == _MOST_OTHERS:
                break
    return found


def _stands_alone(frame: Frame, place: int, sentence: int) -> bool:
    """True when the stretch is its whole sentence."""
    first, last = frame.sentences[sentence]
    tokens = frame.tokens
    for at in range(first, last):  # ends at the first word, which mostly stands first
        if tokens[at].kind != "point" and at != place:
            break
    else:
        return True
    return False


def _only_passes_on(frame: Frame, speech: Speech, here: list[Speech]) -> bool:
    """`“…,” she said, according to the Post`: the Post is heard through, and did not say it.

    Nor did the Post that `quoted her as saying “…”`, or who only heard it: not a court.
    """
    if speech.verb == "hear":
        return speech.subject.head not in _COURTS
    if speech.verb == "quote" and speech.shape == "plain":
        return any(_is_quoted_as(frame, other) for other in here if other.cue > speech.cue)
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


def _is_quoted_as(frame: Frame, speech: Speech) -> bool:
    """`[quoted] her as saying`"""
    return speech.cue_start > 0 and frame.tokens[speech.cue_start - 1].low == "as"


def around(speeches: list[Speech], place: int) -> list[Speech]:
    """The speeches near a stretch: speeches come in the order of their cues."""
    start, stop = place - _REACH, place + _REACH
    if not speeches or (speeches[0].cue >= start and speeches[-1].cue < stop):
        return speeches  # nearly always, and half the time of searching
    first = bisect_left(speeches, start, key=lambda speech: speech.cue)
    last = bisect_left(speeches, stop, key=lambda speech: speech.cue)
    return speeches[first:last]


def _of_other_sentence(frame: Frame, speech: Speech, distance: int, alone: bool) -> list[str]:
    where = _WHERE.get(distance, "sentence-far")
    features = list(of_subject(frame, speech, False))
    features += (
        where,
        f"{speech.shape}:{where}",
        f"strong:{where}" if speech.strong else f"weak:{where}",
    )
    if alone:
        features.append("alone" if distance < 0 else "alone-after")
    return features


_WHERE = {-1: "sentence-before", 1: "sentence-after"}


def _bare_subjects(frame: Frame, place: int, sentence: int, alone: bool) -> list[Candidate]:
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
            features = ["shape:bare", feature, *of_naming(named)]
            features.append(f"bare:left:{stands_after(frame.tokens, named, first)}")
            if named.last <= place:
                features.append("bare-left")
            rows.append(Candidate(frame, named, None, features))
            break
    return rows


_OBJECT = frozenset("of for from at in with on by to about against over under as".split())


def _carried(
    frame: Frame,
    place: int,
    sentence: int,
    previous: Attributed,
    speaker: Candidate,
    alone: bool,
) -> Candidate:
    """The speaker of the stretch before, going on."""
    features = ["carry", f"carry:{speaker.subject.kind}"]
    if previous.frame is frame:
        there = previous.frame.places[previous.stretch]
        their_sentence = frame.sentence_of(there)
        if their_sentence == sentence:
            features.append("carry-here")
        else:
            features.append("carry-sentence" if sentence - their_sentence == 1 else "carry-far")
        if their_sentence != sentence and place - there > 25:
            between = frame.tokens[max(there + 1, place - 40) : place]
            if [token.kind for token in between].count("word") > 25:
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
    return _new(Candidate, (speaker.frame, speaker.subject, speaker.speech, features))


def _from_before(before: Frame) -> list[Candidate]:
    """Whoever speaks, or is named first, in the last sentence of the passage before."""
    if not before.sentences:
        return []
    spot = len(before.sentences) - 1
    first, last = before.sentences[spot]
    colon = ["ends-with-colon"] if before.tokens[last - 1].text == ":" else []
    rows = [
        Candidate(
            before,
            speech.subject,
            speech,
            ["passage-before", f"shape:{speech.shape}", *of_naming(speech.subject), *colon],
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
            features = ["passage-before", "shape:bare", *of_naming(named), *colon]
            rows.append(Candidate(before, named, None, features))
            break
    return rows


def speech_of(frame: Frame) -> list[Speech]:
    """The speeches of a frame, found once."""
    known: list[Speech] | None = frame.memo.get("speech")
    if known is None:
        known = frame.memo["speech"] = find_speech(frame)
    return known
