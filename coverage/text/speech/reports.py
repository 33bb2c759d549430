"""Reports: the forms in which a clause stands beside a verb of speech, and what its span is."""

from __future__ import annotations

from dataclasses import dataclass

from ..frames.frames import Frame
from ..frames.wordflags import JOINED
from ..lexicons import verbs, words
from ..people.clauses import AUXILIARIES, PREPOSITIONS, is_finite
from ..people.mentions import find_mentions
from ..people.namings import Named
from .reported_clauses import (
    BULLETS,
    clause_end,
    has_subject,
    has_verb,
    may_be_infinitive,
    may_begin,
    opens_time_or_place,
    past_time,
    that_behind,
)
from .speech import Speech
from .surety import Told, how_sure, told_by

#: Verbs that report a clause, a deed of one's own, what another is to do; by their base forms.
THAT = frozenset(verbs("reports_that").values()) | words("cues_reporting") - {"believe"}
TO = frozenset(verbs("reports_to").values())
OTHERS_TO = frozenset(verbs("reports_others_to").values())
HEARD = frozenset(["tell", "inform", "remind", "assure", "reassure", "warn", "promise", "caution"])
_WH = frozenset("whether if why how what where when who".split())
#: Verbs that report only with "that": held a rally, submitted the plan.
_ONLY_THAT = frozenset("point find rule agree hold submit protest".split())
ASKS = frozenset(["ask", "wonder", "question", "inquire", "enquire"])
_SUBORDINATE = frozenset("when after while as if because although though since once before".split())
_CONJUNCTIONS = frozenset("but and so yet still however meanwhile then also".split())
#: What goes on with a clause behind `, Holm said,`: a plan, Holm said, [to] mend the bridge
_GOES_ON = frozenset(["to", "that", "which", "who"])
_OPENING_POINTS = BULLETS | frozenset("*–-—")
_LONGEST_DATELINE = 14  # tokens
_MOST_BEHIND = 14  # tokens that may follow the verb of a report that stands before it


@dataclass(frozen=True, slots=True)
class Reported:
    """Tokens `first` to `last` of a frame report what `subject` said; `cue` is a token range.

    `told` are the features by which `confidence` was reckoned; none for a headline's form.
    """

    frame: Frame
    first: int
    last: int
    subject: Named
    cue: tuple[int, int] | None
    confidence: float
    speech: Speech | None = None
    told: Told = ()


def as_told(frame: Frame, speech: Speech, first: int, end: int) -> Reported | None:
    """`As Holm tells it, the vote was lost`"""
    tokens, at = frame.tokens, speech.cue_end
    if tokens[first].low != "as" or speech.first != first + 1 or speech.shape != "plain":
        return None
    if at < end and tokens[at].low == "it":
        at += 1
    if at + 1 >= end or tokens[at].text != "," or not has_verb(tokens, at + 2, end):
        return None
    return _made(frame, at + 1, clause_end(tokens, at + 1, end), speech, "as told")


def by_according(frame: Frame, speech: Speech, first: int, end: int) -> Reported | None:
    tokens, at = frame.tokens, speech.last
    if speech.cue_start == first or (
        speech.cue_start == first + 1 and tokens[first].low in _CONJUNCTIONS
    ):
        while at < min(end, first + 24) and tokens[at].text != ",":
            if has_verb(tokens, at, at + 1) or tokens[at].kind != "word":
                return None
            at += 1
        if at + 1 >= end or not has_verb(tokens, at + 1, end):
            return None
        at += 1
        return _made(frame, at, clause_end(tokens, at, end), speech, "according")
    if tokens[speech.cue_start - 1].text in ",—–":
        start = _start_of_clause(frame, first, speech.first)
        stop = speech.cue_start - 1
        if end - at <= _MOST_BEHIND and has_verb(tokens, start + 1, stop):
            return _made(frame, start, stop, speech, "according")
    return None


def behind_verb(frame: Frame, speech: Speech, end: int, spoken: frozenset[int]) -> Reported | None:
    """`Dunn said (that) …`, `told the council …`, `promised to …`, `urged the council to …`."""
    tokens = frame.tokens
    if speech.shape not in ("plain", "participle", "infinitive", "passive"):
        return None
    at = speech.cue_end
    verb = speech.verb
    if at >= end:
        return None
    low = tokens[at].low
    if verb in ASKS or verb in ("explain", "say", "describe"):
        if low in (_WH if verb != "say" else ("how", "why")) and at + 2 < end:
            return _report(frame, at, end, speech, spoken, "how")
    if low == "to" and verb in TO and may_be_infinitive(tokens, at + 1, end):
        return _report(frame, at, end, speech, spoken, "to")
    if verb in HEARD or verb in OTHERS_TO:
        hearer = _hearer(frame, at, end, speech.sentence)
        if hearer is not None:
            behind = past_time(tokens, hearer.last, end)
            that = that_behind(tokens, behind, end)
            if that >= 0 and verb in THAT and not _is_relative(frame, that, hearer.last):
                return _report(frame, that, end, speech, spoken, "told that")
            if behind < end and tokens[behind].low == "to" and verb in OTHERS_TO:
                if may_be_infinitive(tokens, behind + 1, end):
                    return _report(frame, at, end, speech, spoken, "told to")
            if verb in THAT and verb != "promise" and may_begin(tokens, behind, end):
                return _report(frame, behind, end, speech, spoken, "told")
            if verb in ("tell", "inform", "remind", "assure", "reassure"):
                return None
    if verb not in THAT:
        return None
    if tokens[at].text == "," and speech.first and tokens[speech.first - 1].text == ",":
        return None  # a risk, Holm said, that …
    that = that_behind(tokens, at, end)
    if that >= 0 and not _is_relative(frame, that, at):
        return _report(frame, that, end, speech, spoken, "that")
    if verb == "deny" and low.endswith("ing") and len(low) > 4:
        return _report(frame, at, end, speech, spoken, "deny")
    begins = past_time(tokens, at, end)
    if not may_begin(tokens, begins, end) or verb in _ONLY_THAT:
        return None
    if verb == "say":
        return _report(frame, begins, end, speech, spoken, "bare say")
    surely = speech.shape == "participle"
    if verb != "maintain" and has_subject(frame, speech.sentence, begins, end, surely):
        return _report(frame, begins, end, speech, spoken, "bare")
    return None


def before_verb(frame: Frame, speech: Speech, first: int, end: int) -> Reported | None:
    """`the vote was lost, Dunn said on Monday`; `the fire, police said, began …` is whole."""
    tokens = frame.tokens
    if speech.verb not in THAT or speech.shape not in ("plain", "inverted"):
        return None
    if speech.shape == "inverted" and not speech.strong:
        return None
    if _tells_nobody(frame, speech, end):
        return None
    if speech.subject.head == "who" or tokens[first].low == "according":
        return None
    if speech.first <= first or not stands_behind_clause(frame, speech):
        return None
    start, stop = _start_of_clause(frame, first, speech.first), speech.first - 1
    if tokens[start].low in _SUBORDINATE and not any(
        tokens[at].text == "," and not tokens[at + 1].flags & JOINED for at in range(start, stop)
    ):
        return None
    behind = speech.last
    closes = behind < end and tokens[behind].text in ",—–"
    goes_on = closes and behind + 1 < end
    if goes_on:
        follows = tokens[behind + 1]
        goes_on = is_finite(follows) or follows.low in _GOES_ON
    if _is_clause(frame, start, stop) and not goes_on:
        rest = behind
        while rest < end and tokens[rest].text not in ",;—–":
            rest += 1
        if rest - behind > _MOST_BEHIND or has_verb(tokens, behind, rest):
            return None
        if speech.verb not in HEARD and speech.shape == "plain" and rest > behind:
            if not opens_time_or_place(tokens[behind]):
                return None  # that bond revealed [itself]
        return _made(frame, start, stop, speech, "before")
    if closes and _says_more(frame, behind + 1, end) and stop - start <= 16:
        if tokens[start].low in _SUBORDINATE or tokens[start].kind != "word":
            return None
        return _made(frame, start, clause_end(tokens, behind, end), speech, "around")
    return None


def stands_behind_clause(frame: Frame, speech: Speech) -> bool:
    """True where a comma or a dash parts the speech from what stands before it."""
    return frame.tokens[speech.first - 1].text in ",—–"


def _is_relative(frame: Frame, that: int, at: int) -> bool:
    """`told a crowd at the inn that spilled out`: the verb right behind makes "that" a crowd's."""
    return that > at and is_finite(frame.tokens[that + 1])


def _hearer(frame: Frame, at: int, end: int, sentence: int) -> Named | None:
    """Who is told: the naming right behind the verb."""
    first, last = frame.sentences[sentence]
    for named in find_mentions(frame, first, last):
        if named.first == at and named.last < end:
            return named
        if named.first > at:
            break
    if frame.tokens[at].low in ("him", "her", "them", "us", "me", "reporters"):
        return Named(at, at + 1, "pronoun", frame.tokens[at].low, True)
    return None


def _report(
    frame: Frame, first: int, end: int, speech: Speech, spoken: frozenset[int], form: str
) -> Reported:
    last = clause_end(frame.tokens, first, end, spoken)
    if _is_set_off(frame, speech):
        last = next((at for at in range(first + 3, last) if frame.tokens[at].text == ","), last)
    return _made(frame, first, last, speech, form)


def _made(frame: Frame, first: int, last: int, speech: Speech, form: str) -> Reported:
    told = told_by(form, speech)
    cue = (speech.cue_start, speech.cue_end)
    return Reported(frame, first, last, speech.subject, cue, how_sure(told), speech, told)


def _is_set_off(frame: Frame, speech: Speech) -> bool:
    """`Holm, who said the vote was lost, left`, `While Holm said …, Ek left`: a clause inside."""
    before = frame.tokens[max(0, speech.cue_start - 3) : speech.cue_start]
    if speech.first and frame.tokens[speech.first - 1].low in _SUBORDINATE:
        return True
    return any(token.low == "who" for token in before)


def _is_clause(frame: Frame, start: int, stop: int) -> bool:
    """True for a subject and a verb; `In the letter signed by Ek` has but a participle."""
    tokens = frame.tokens
    if tokens[start].low not in PREPOSITIONS:
        return has_verb(tokens, start + 1, stop)
    for at in range(start, stop):
        if tokens[at].text == ",":
            return has_verb(tokens, at + 1, stop)
    return any(tokens[at].low in AUXILIARIES for at in range(start, stop))


def _tells_nobody(frame: Frame, speech: Speech, end: int) -> bool:
    """`told the story of the bridge`: what is told is no hearer."""
    if speech.verb != "tell" or speech.last >= end or frame.tokens[speech.last].kind != "word":
        return False
    hearer = _hearer(frame, speech.last, end, speech.sentence)
    return hearer is None or (hearer.kind == "nominal" and not hearer.sure)


def _says_more(frame: Frame, at: int, end: int) -> bool:
    """True for what a verb of its own goes on with: Sea grass, experts say, [stores] carbon."""
    if at >= end:
        return False
    low = frame.tokens[at].low
    return has_verb(frame.tokens, at, end) or (low.endswith("s") and len(low) > 4)


def _start_of_clause(frame: Frame, first: int, stop: int) -> int:
    """The first token behind a dateline, a bullet and a conjunction: [But] the vote was lost."""
    tokens = frame.tokens
    for at in range(stop - 1, first, -1):
        if tokens[at].text in BULLETS:
            first = at  # the last line of a list that is one sentence to the reader
            break
    while tokens[first].text in _OPENING_POINTS and first + 1 < len(tokens):
        first += 1
    if tokens[first].text.isupper() and len(tokens[first].text) > 2:
        for at in range(first + 1, min(len(tokens) - 1, first + _LONGEST_DATELINE)):
            if tokens[at].text in "—–―-" and not tokens[at].flags & JOINED:
                first = at + 1
                break
    while tokens[first].low in _CONJUNCTIONS and first + 1 < len(tokens):
        first += 1
        if tokens[first].text == ",":
            first += 1
    return first
