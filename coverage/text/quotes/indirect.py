"""Indirect speech: what somebody is reported to have said, in the reporter's words.

`Dunn said that the vote was lost`, `the vote was lost, Dunn said`, `according to Dunn, …`,
`Dunn promised to resign`. The span is the reported clause alone. A sentence whose marks already
give a quote behind the verb has no report besides: nothing is given twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection

from ..frames.frames import Frame
from ..speech.reported_clauses import has_subject
from ..speech.reports import (
    ASKS,
    HEARD,
    OTHERS_TO,
    THAT,
    TO,
    Reported,
    as_told,
    before_verb,
    behind_verb,
    by_according,
    stands_behind_clause,
)
from ..speech.speech import Speech

_STUDIES = frozenset(
    "study studies report reports survey surveys poll polls inquiry investigation court jury "
    "review audit panel committee researchers scientists investigators inspectors auditors "
    "analysis inquest tribunal judge commission".split()
)
_NOT_SAID = frozenset(
    "not never didn't didn’t doesn't doesn’t don't don’t hasn't hasn’t haven't haven’t won't won’t "
    "wouldn't wouldn’t couldn't couldn’t can't can’t cannot nor nobody refused declined declines "
    "can refuses refusing declining unable if unless would could should might may must will cannot "
    "without to failed".split()
)
#: Whoever writes, and words that are no speaker: this week said
_NO_SPEAKERS = frozenset(
    "i we you me us what that which this week month year day night morning afternoon evening "
    "monday tuesday wednesday thursday friday saturday sunday time times moment "
    "claim claims allegation allegations charge charges accusation assertion suggestion argument "
    "view idea fact proposal move decision".split()
)
#: Forms of verbs of speech that are nouns as often.
_NOUNS_TOO = frozenset(
    "remarks comments reports claims notes states estimates forecasts promises threats remark "
    "report claim note state estimate forecast promise offer offers pledge pledges vow vows "
    "threat joke jokes order orders quotes quote tweets tweet points point finds rules".split()
)
_BE = frozenset("is are was were been being be am get got".split())
_GAPS = frozenset("what which whom whatever where".split())
_LEAST_WORDS = 3


def find_reported(
    frame: Frame, speeches: list[Speech], quoted: Collection[int] = ()
) -> list[Reported]:
    """The reports of a frame in order, none overlapping; `quoted` are stretches that are quotes."""
    found: list[Reported] = []
    # “…,” said Holm: the commonest; of what is inverted only a clause before it is a report
    able = [
        speech
        for speech in speeches
        if speech.shape != "inverted" or stands_behind_clause(frame, speech)
    ]
    if not able:
        return found
    spoken = frozenset(
        [
            speech.first
            for speech in speeches
            if speech.shape in _CLAUSES and (speech.verb in THAT or speech.shape == "according")
        ]
    )
    places = sorted(frame.places[index] for index in quoted)
    cues = [speech.cue for speech in speeches]
    taken = -1
    for speech in able:
        if speech.first < taken and speech.shape != "participle":
            continue
        reported = _reported(frame, speech, spoken)
        if reported is None or reported.first < taken:
            continue
        if places:
            held = bisect_left(places, reported.first)
            if held < len(places) and places[held] < reported.last:
                continue
            if _quotes_behind(frame, speech, places, cues, reported.last):
                continue
        if _words(frame, reported.first, reported.last) >= _LEAST_WORDS:
            found.append(reported)
            taken = reported.last
    return found


def _quotes_behind(
    frame: Frame, speech: Speech, places: list[int], cues: list[int], last: int
) -> bool:
    """True when a quote stands behind the verb, in its sentence, and no other verb between them.

    Then the quote is what the verb introduces.
    """
    end = frame.sentences[speech.sentence][1]
    nearest = bisect_right(places, speech.cue)
    if nearest == len(places) or places[nearest] >= end:
        return False
    between = bisect_left(cues, max(last, speech.cue_end))
    return between == len(cues) or cues[between] >= places[nearest]


def _reported(frame: Frame, speech: Speech, spoken: frozenset[int]) -> Reported | None:
    if speech.subject.head in _NO_SPEAKERS:
        return None
    if speech.reach not in _REACHES and not _goes_on_behind_quote(frame, speech):
        return None
    first, last = frame.sentences[speech.sentence]
    tokens = frame.tokens
    if tokens[last - 1].text == "?":
        return None
    if speech.shape != "according" and speech.verb not in _REPORTING:
        return None
    end = last
    while end > first and tokens[end - 1].text in ".!…:;,":
        end -= 1
    if speech.shape == "according":
        return by_according(frame, speech, first, end)
    if _is_unsaid(frame, speech, first) or _hangs_loose(frame, speech):
        return None
    if _is_hearer(frame, speech) or _leaves_a_gap(frame, speech):
        return None
    if speech.verb == "find" and speech.subject.head not in _STUDIES:
        return None
    return (
        as_told(frame, speech, first, end)
        or behind_verb(frame, speech, end, spoken)
        or before_verb(frame, speech, first, end)
    )


_REPORTING = THAT | TO | OTHERS_TO | ASKS
_CLAUSES = frozenset(["plain", "inverted", "according"])
_REACHES = frozenset(["next", "apposed", "relative", "prepositional", "joined", "clause", "shared"])


def _is_unsaid(frame: Frame, speech: Speech, first: int) -> bool:
    """`did not say`, `refused to say`, `would say`: nothing was said."""
    tokens = frame.tokens
    start = max(first, speech.cue - 5)
    if speech.subject.last <= speech.cue:
        start = max(start, min(speech.subject.last, speech.cue))
    if speech.reach == "apposed" and speech.shape == "plain":
        start = max(start, speech.cue_start)  # Holm, who went on to win, said …
    return not _NOT_SAID.isdisjoint([token.low for token in tokens[start : speech.cue]])


def _goes_on_behind_quote(frame: Frame, speech: Speech) -> bool:
    """`Holm called it “a tale” and [said] …`: over the quote the subject is still the same."""
    return speech.reach == "across" and frame.tokens[speech.cue_start - 1].low in ("and", "but")


def _leaves_a_gap(frame: Frame, speech: Speech) -> bool:
    """`what Holm says the council did`: the clause lacks what "what" stands for."""
    if speech.reach != "next" or not speech.first:
        return False
    return frame.tokens[speech.first - 1].low in _GAPS


def _is_hearer(frame: Frame, speech: Speech) -> bool:
    """`the council was told that …`: the subject heard it."""
    if speech.verb not in HEARD and speech.verb not in OTHERS_TO:
        return False
    before = frame.tokens[max(0, speech.cue - 2) : speech.cue]
    return speech.shape == "passive" or any(token.low in _BE for token in before)


def _hangs_loose(frame: Frame, speech: Speech) -> bool:
    """`by arguing that …`, `after writing …`, `her [remarks]`: whose words they are is not told."""
    tokens, at = frame.tokens, speech.cue
    if speech.cue_start and tokens[speech.cue_start - 1].low == "which":
        return True
    if tokens[at].low in _NOUNS_TOO:
        end = frame.sentences[speech.sentence][1]
        begins = speech.cue_end + (speech.cue_end < end and tokens[speech.cue_end].low == "that")
        return speech.subject.last != speech.cue_start or not has_subject(
            frame, speech.sentence, begins, end
        )
    if at and tokens[at - 1].text[0].isdigit():
        return True  # 400 pledged delegates
    if speech.shape != "participle":
        return False
    before = frame.tokens[speech.cue_start - 1] if speech.cue_start else None
    return before is None or (
        before.text not in ",—–" and before.low != "and" and speech.subject.last < speech.cue_start
    )


def _words(frame: Frame, first: int, last: int) -> int:
    return [token.kind for token in frame.tokens[first:last]].count("word")
