"""Attribution: who said a marked stretch. Candidates by rule, two sums of readable weights.

For every stretch the candidates are the speeches (cue and subject) around it, other namings before
the nearest cues, the speaker of the stretch before, and plain subjects. Each has named features;
`weights.txt` says what each is worth. The first sum says which naming speaks, the second whether
anybody does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from .frames import Frame
from .hints import Inside, of_naming, of_speech, of_subject, stands_after
from .mentions import Named, find_mentions
from .nobody import is_title_case, nobody_features, reads_like_speech, words_inside
from .speech import Speech, find_speech
from .speeches import with_subject
from .subjects import Namings
from .weights import weights

#: Tokens on either side of a stretch in which a cue may stand.
_REACH = 160
#: Below this likelihood, speaker and speech together, nobody is named.
LEAST = 0.55
#: The same for words that are a quote even with no speaker in sight.
LEAST_KEPT = 0.2
#: Steps in which a winner's part of the weight, and its own sum, tell how sure it is.
_SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
_SUMS = (-2, -1, 0, 1, 2, 3, 4, 5, 6)
#: The same for words that are written as a title is.
LEAST_TITLE = 0.7
#: Namings before one cue that are looked at beside the one the sentence's order suggests.
_MOST_OTHERS = 3
#: Shapes in which the subject stands right beside the cue, or behind it.
_FIXED = frozenset(["inverted", "according", "by", "passive", "noun", "colon"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may have said it: the frame and tokens of the naming, and why."""

    frame: Frame
    subject: Named
    speech: Speech | None
    features: list[str]

    @property
    def who(self) -> tuple[int, int]:
        """The same for candidates that are the same words, by whatever cue."""
        return self.frame.start, self.subject.first


@dataclass(frozen=True, slots=True)
class Attributed:
    """A stretch (by index in its frame) with its speaker, or without one."""

    frame: Frame
    stretch: int
    candidate: Candidate | None
    share: float  # how likely this is right: 0–1


def score(features: Sequence[str]) -> float:
    """The sum of the features' weights; an unknown feature is worth nothing."""
    return sum(map(weights().__getitem__, features))


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
        done.append(choose(frame, index, rows, previous))
    return done


def choose(
    frame: Frame, index: int, rows: list[Candidate], previous: Attributed | None = None
) -> Attributed:
    """The likeliest speaker, or nobody where that is hardly right.

    First the namings compete with each other, each with the sum of its rows; then the stretch and
    the winner's place in the sentence say how likely it is that this somebody is quoted here.
    """
    winner, sure = likeliest(rows)
    sure += beside(frame, index, previous)
    telling = winner.features if winner else None
    against = score(nobody_features(frame, index, cues_near(frame, index), telling, sure))
    likely = 1 / (1 + exp(min(50.0, against)))
    least = LEAST_KEPT if reads_like_speech(frame, index) else LEAST
    if is_title_case(frame, index):
        least = LEAST_TITLE
    if winner is None or likely < least:
        return Attributed(frame, index, None, 1 - likely)
    return Attributed(frame, index, winner, likely)


def likeliest(rows: list[Candidate]) -> tuple[Candidate | None, list[str]]:
    """The candidate whose naming takes most of the weight, by its best row, and how far it leads
    as features."""
    if not rows:
        return None, []
    sums = [score(row.features) for row in rows]
    top = max(sums)
    weight: dict[tuple[int, int], float] = {}
    for row, value in zip(rows, sums, strict=True):
        weight[row.who] = weight.get(row.who, 0.0) + exp(value - top)
    best = max(weight, key=lambda who: weight[who])
    value, place = max(
        (value + 1.5 * ("nearest-strong" in rows[at].features), -at)
        for at, value in enumerate(sums)
        if rows[at].who == best
    )
    share = weight[best] / sum(weight.values())
    sure = [f"share>{edge}" for edge in _SHARES if share > edge]
    sure += [f"sum>{edge}" for edge in _SUMS if value > edge]
    return rows[-place], sure


def beside(frame: Frame, index: int, previous: Attributed | None) -> list[str]:
    """What became of the stretch right before, in `“a”, “b” and “c”`."""
    if previous is None or previous.frame is not frame or not index:
        return []
    between = frame.tokens[frame.places[index - 1] + 1 : frame.places[index]]
    if len(between) > 2 or not all(t.text in ",;/" or t.low in ("and", "or") for t in between):
        return []
    return ["list-nobody" if previous.candidate is None else "list-somebody"]


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
    alone = _stands_alone(frame, place, sentence)
    speeches = _around(speeches, place)
    here = [speech for speech in speeches if speech.sentence == sentence]
    heard = [speech for speech in here if _only_passes_on(frame, speech, here)]
    if heard:
        speeches = [speech for speech in speeches if speech not in heard]
        here = [speech for speech in here if speech not in heard]
    rows = _of_sentence(frame, place, here)
    inside = Inside(words_inside(frame, index)[1])
    for speech in speeches:
        distance = speech.sentence - sentence
        if distance and -3 < distance < 3:
            features = _of_other_sentence(frame, speech, distance, alone)
            rows.append(Candidate(frame, speech.subject, speech, features))
    if not here:
        rows.extend(_bare_subjects(frame, place, sentence, alone))
    carried = _carried(frame, place, sentence, previous, alone)
    if carried:
        rows.append(carried)
    if before is not None and sentence == 0 and alone:
        rows.extend(_from_before(before))
    last = None
    if previous is not None and previous.candidate is not None:
        there = previous.candidate
        last = there.frame.tokens[there.subject.last - 1].low
    for row in rows:
        named = row.frame.tokens[row.subject.last - 1].low
        row.features.extend(inside.about(row.subject, named))
        if last is not None:
            row.features.append("same-as-last" if named == last else "other-than-last")
            if alone:
                row.features.append(
                    "alone-same-as-last" if named == last else "alone-other-than-last"
                )
    return rows


def _of_sentence(frame: Frame, place: int, here: list[Speech]) -> list[Candidate]:
    """The speeches in the sentence of the stretch, and other namings before the nearest cues."""
    rows: list[Candidate] = []
    near = sorted(here, key=lambda speech: _apart(speech, place))
    nearest = near[0] if near else None
    nearest_strong = next((speech for speech in near if speech.strong), None)
    for speech in here:
        features = of_speech(frame, place, speech, here, False)
        if speech is nearest:
            features.append("nearest")
        if speech is nearest_strong:
            features.append("nearest-strong")
        rows.append(Candidate(frame, speech.subject, speech, features))
    nearby = [speech for speech in (nearest, nearest_strong) if speech is not None]
    for speech in dict.fromkeys(nearby):
        if speech.shape in _FIXED or _is_quoted_as(frame, speech):
            continue
        for other in _others(frame, speech):
            features = of_speech(frame, place, other, here, True)
            if speech is nearest:
                features.append("nearest")
            if speech is nearest_strong:
                features.append("nearest-strong")
            rows.append(Candidate(frame, other.subject, other, features))
    return rows


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
    others = (at for at in range(first, last) if at != place)
    return all(frame.tokens[at].kind == "point" for at in others)


def _only_passes_on(frame: Frame, speech: Speech, here: list[Speech]) -> bool:
    """`“…,” she said, according to the Post`: the Post is heard through, and did not say it.

    Nor did the Post that `quoted her as saying “…”`.
    """
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


def cues_near(frame: Frame, index: int) -> frozenset[int]:
    """The tokens around a stretch that introduce speech."""
    return frozenset(
        cue
        for speech in _around(speech_of(frame), frame.places[index])
        for cue in range(speech.cue_start, speech.cue_end)
    )


def _around(speeches: list[Speech], place: int) -> list[Speech]:
    """The speeches near a stretch: speeches come in the order of their cues."""
    first = bisect_left(speeches, place - _REACH, key=lambda speech: speech.cue)
    last = bisect_left(speeches, place + _REACH, key=lambda speech: speech.cue)
    return speeches[first:last]


def _apart(speech: Speech, place: int) -> int:
    """Tokens between a speech and a stretch."""
    return speech.first - place if speech.first > place else place - speech.last


def _of_other_sentence(frame: Frame, speech: Speech, distance: int, alone: bool) -> list[str]:
    features = list(of_subject(frame, speech, False))
    where = {-1: "sentence-before", 1: "sentence-after"}.get(distance, "sentence-far")
    features.append(where)
    features.append(f"{speech.shape}:{where}")
    features.append(f"{'strong' if speech.strong else 'weak'}:{where}")
    if alone:
        features.append("alone" if distance < 0 else "alone-after")
    return features


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
    frame: Frame, place: int, sentence: int, previous: Attributed | None, alone: bool
) -> Candidate | None:
    """The speaker of the stretch before, going on."""
    if previous is None or previous.candidate is None:
        return None
    features = ["carry", f"carry:{previous.candidate.subject.kind}"]
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
        previous.candidate.frame, previous.candidate.subject, previous.candidate.speech, features
    )


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
