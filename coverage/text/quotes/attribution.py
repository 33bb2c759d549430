"""Attribution: who said a marked stretch. Candidates by rule, two sums of readable weights.

For every stretch the candidates are the speeches (cue and subject) around it, other namings before
the nearest cues, the speaker of the stretch before, and plain subjects. Each has named features;
`weights.txt` says what each is worth. The first sum says which naming speaks, the second whether
anybody does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import repeat
from math import exp, inf

from ..frames.frames import Frame
from ..marked.mentioned import how_mentioned, is_reported, mentioned
from ..marked.nobody import LEAST_WORDS, nobody_features, reads_like_speech, words_inside
from ..speech.agents import bare_agent, told_by_nobody
from ..speech.speech import Speech
from ..speech.speeches import with_subject
from ..weights import weights
from .candidates import Attributed, Candidate, around, candidates, speech_of

__all__ = ["Attributed", "Candidate", "attribute", "speech_of"]

#: Below this likelihood, speaker and speech together, nobody is named.
LEAST = 0.55
#: The same for words that are a quote even with no speaker in sight.
LEAST_KEPT = 0.2
#: The same for words that are written as a title is, and for a few with no verb of speech.
LEAST_TITLE = 0.7
#: How surely words mentioned are nobody's, and those called so "by" somebody that somebody's.
LIKELY_MENTIONED, LIKELY_BY = 0.9, 0.85
_CALLING = frozenset("call describe term dub label brand".split())
#: Steps in which a winner's part of the weight, and its own sum, tell how sure it is.
_SHARES = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
_SUMS = (-2, -1, 0, 1, 2, 3, 4, 5, 6)
_SHARES_ABOVE = [f"share>{edge}" for edge in _SHARES]
_SUMS_ABOVE = [f"sum>{edge}" for edge in _SUMS]
#: What a feature weighs of which nothing is known.
_NOTHING = repeat(0.0)


def score(features: Sequence[str]) -> float:
    """The sum of the features' weights; an unknown feature is worth nothing."""
    return sum(map(weights().get, features, _NOTHING))


def attribute(frame: Frame, before: Frame | None, last: Attributed | None) -> list[Attributed]:
    """Every stretch of `frame`, in order, with its likeliest speaker.

    `before` is the frame of the passage before; `last` the stretch attributed last, for speech
    that goes on over passages.
    """
    speeches = speech_of(frame)
    done: list[Attributed] = []
    for index in range(len(frame.stretches)):
        previous = done[-1] if done else last
        near = around(speeches, frame.places[index])
        agent = agent_of(frame, index, near)
        governed = mentioned(frame, index, near, agent)
        if governed is not None:
            if how_mentioned(frame, index):
                done.append(Attributed(frame, index, None, LIKELY_MENTIONED))
                continue
            near = [speech for speech in near if speech.cue != governed.at]
        elif agent is not None:
            done.append(_told_by(frame, index, agent))
            continue
        elif _is_spoken_to(frame, index, near):
            done.append(Attributed(frame, index, None, LIKELY_BY))
            continue
        rows = candidates(frame, index, near, before, previous)
        done.append(choose(frame, index, rows, previous))
    return done


def agent_of(frame: Frame, index: int, speeches: Sequence[Speech]) -> Speech | None:
    """Who surely calls it so: the agent behind the marks, as in branded “…” [by] the union, or
    the subject of a clause with "what" before them.
    """
    place, tokens = frame.places[index], frame.tokens
    for number, speech in enumerate(speeches):
        if speech.cue < place <= speech.cue_end + 2 and speech.verb in _CALLING:
            first = speech.subject.first
            fronted = (
                first and tokens[first - 1].low == "what" and speech.subject.last <= speech.cue
            )
            if fronted and speech.subject.kind != "pronoun":
                return speech  # in what the union called “…”, the court ruled
        if speech.reach != "agent" or speech.cue > place:
            continue
        told = speech
        if speech.subject.first < place:  # “…” by the union, and “…” [by] the mayor
            near = [one for one in speeches[number:] if one.shape == "by" and one.cue == place + 1]
            whom = near[0].subject if near else bare_agent(tokens, place + 1)
            if whom is None or speech.sentence != frame.sentence_of(place):
                continue
            told = with_subject(speech, whom, "agent")
        return None if is_reported(frame, index, speech.cue, speeches, told.sentence) else told
    return None


def _is_spoken_to(frame: Frame, index: int, speeches: Sequence[Speech]) -> bool:
    """True where the marks hold what the subject is told by somebody unnamed."""
    place = frame.places[index]
    sentence = frame.sentence_of(place)
    at = told_by_nobody(frame.tokens, frame.sentences[sentence][0], place)
    return at >= 0 and not is_reported(frame, index, at, speeches, sentence)


def _told_by(frame: Frame, index: int, agent: Speech) -> Attributed:
    candidate = Candidate(frame, agent.subject, agent, ["passive"])
    return Attributed(frame, index, candidate, LIKELY_BY)


def choose(
    frame: Frame, index: int, rows: list[Candidate], previous: Attributed | None = None
) -> Attributed:
    """The likeliest speaker, or nobody where that is hardly right.

    First the namings compete with each other, each with the sum of its rows; then the stretch and
    the winner's place in the sentence say how likely it is that this somebody is quoted here.
    """
    winner, sure = likeliest(rows)
    if index:
        sure += beside(frame, index, previous)
    telling = winner.features if winner else None
    against = score(nobody_features(frame, index, cues_near(frame, index), telling, sure))
    likely = 1 / (1 + exp(min(50.0, against)))
    if winner is None or likely < _least(frame, index, likely, winner):
        return Attributed(frame, index, None, 1 - likely)
    return tuple.__new__(Attributed, (frame, index, winner, likely))


def _least(frame: Frame, index: int, likely: float, winner: Candidate) -> float:
    """How likely somebody must be the speaker; the words are asked only where it matters."""
    if not LEAST_KEPT <= likely < LEAST_TITLE:
        return LEAST
    inside = words_inside(frame, index)
    if inside.is_title or (winner.speech is None and len(inside.words) < LEAST_WORDS):
        return LEAST_TITLE  # a few words, and no verb of speech: voted “player of the year”
    return LEAST_KEPT if reads_like_speech(frame, index) else LEAST


def likeliest(rows: list[Candidate]) -> tuple[Candidate | None, list[str]]:
    """The candidate whose naming takes most of the weight, by its best row, and how far it leads
    as features."""
    if not rows:
        return None, []
    if len(rows) == 1:
        value, place, share = score(rows[0].features), 0, 1.0
        value += 1.5 * ("nearest-strong" in rows[0].features)
    else:
        value, place, share = _compared(rows)
    sure = _SHARES_ABOVE[: bisect_left(_SHARES, share)]
    sure += _SUMS_ABOVE[: bisect_left(_SUMS, value)]
    return rows[place], sure


def _compared(rows: list[Candidate]) -> tuple[float, int, float]:
    """The sum and place of the best row of the naming with most weight, and its part of it all."""
    weight_of = weights().get
    sums = [sum(map(weight_of, row.features, _NOTHING)) for row in rows]
    top = max(sums)
    # the same for candidates that are the same words, by whatever cue
    whose = [(row.frame.start, row.subject.first) for row in rows]
    weight: dict[tuple[int, int], float] = {}
    for who, value in zip(whose, sums, strict=True):
        weight[who] = weight.get(who, 0.0) + exp(value - top)
    best = max(weight, key=weight.__getitem__)
    highest, place = -inf, 0
    for at, value in enumerate(sums):
        if whose[at] == best:
            value += 1.5 * ("nearest-strong" in rows[at].features)
            if value > highest:
                highest, place = value, at
    return highest, place, weight[best] / sum(weight.values())


def beside(frame: Frame, index: int, previous: Attributed | None) -> list[str]:
    """What became of the stretch right before, in `“a”, “b” and “c”`."""
    if previous is None or previous.frame is not frame or not index:
        return []
    start, stop = frame.places[index - 1] + 1, frame.places[index]
    if stop - start > 2:
        return []
    between = frame.tokens[start:stop]
    if not all(t.text in ",;/" or t.low in ("and", "or") for t in between):
        return []
    return ["list-nobody" if previous.candidate is None else "list-somebody"]


def cues_near(frame: Frame, index: int) -> frozenset[int]:
    """The tokens around a stretch that introduce speech."""
    speeches = speech_of(frame)
    near = around(speeches, frame.places[index])
    if near is not speeches or len(speeches) < 2:
        return _cues_of(near)
    known: frozenset[int] | None = frame.memo.get("cues")
    if known is None:
        known = frame.memo["cues"] = _cues_of(speeches)
    return known


def _cues_of(speeches: list[Speech]) -> frozenset[int]:
    if len(speeches) == 1:
        return frozenset(range(speeches[0].cue_start, speeches[0].cue_end))
    return frozenset(
        [cue for speech in speeches for cue in range(speech.cue_start, speech.cue_end)]
    )
