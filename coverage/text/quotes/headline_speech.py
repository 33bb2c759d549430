"""Reports in headlines, whose grammar leaves out articles, verbs and "that".

`Health risk is low: minister`, `Minister: health risk is low`, `Bridge to cost twice – auditor`,
`Ferry unsafe, says union`, `Union says ferry unsafe`. Only what names a speaker by a role, a body
or (beside a colon) a full name is read; a place or a subject before a colon is none.
"""

from __future__ import annotations

from ..frames.frames import Frame, Token
from ..frames.wordflags import JOINED
from ..lexicons import verbs, words
from ..marked.nobody import words_inside
from ..people.clauses import is_finite
from ..people.mentions import find_mentions
from ..people.namings import Named, is_role
from ..speech.reported_clauses import has_verb, may_be_infinitive
from ..speech.reports import Reported

KINDS = frozenset(["headline", "standfirst", "heading"])
_CUES = frozenset(
    "says say said warns warn insists insist claims claim admits admit tells argues predicts "
    "fears fear vows denies deny finds find".split()
)
_BEHIND = _CUES - {"tells"}  # Union [says] ferry unsafe
_BASES = verbs("cues")
_DEEDS = frozenset(
    "urge ask tell order advise warn beg implore promise pledge vow threaten offer refuse".split()
)
_NEVER = words("labels_never")
_BODIES = words("bodies") | words("body_roles")
_TITLES = words("titles")
_OUTLETS = words("outlet_words") - {"agency", "union"}
_SPEAKERS = frozenset(
    "study report survey poll inquiry review inquest watchdog regulator source sources experts "
    "expert police court judge union charity campaigners villagers neighbours residents parents "
    "doctors nurses teachers scientists researchers officials ministers minister auditor auditors "
    "agency council union chief boss leader mayor head spokesman spokeswoman".split()
)
#: Who speaks where the claim stands first, but heads a subject where a colon follows.
_BEHIND_CLAIMS = frozenset(
    "operator operators company firm airline airport hospital school university club bank retailer "
    "owner owners lawyer lawyers coroner family families witness witnesses data figures analyst "
    "analysts economist economists rescuers firefighters organisers organizers coach manager "
    "forecaster forecasters captain pilots drivers farmers workers staff diplomat diplomats aide "
    "aides developer insurer insurers army navy embassy palace prosecutor prosecutors".split()
)
#: What may follow the speaker of words in marks: says lifeguard [who] swam
_ENDS = frozenset("who as after over in at on amid following during with".split())
_FEELINGS = words("feelings")
#: What follows a feeling: ‘sorry’ over …, ‘proud’ of …
_WHAT_ABOUT = _ENDS | frozenset("about of for to that despite before if with by because".split())
_LONGEST_FEELING = 4  # words
#: What somebody denies, where nothing but a noun says it: denies bribery [claims].
_DENIED = frozenset(
    "claim claims allegation allegations accusation accusations charge charges wrongdoing guilt "
    "involvement link links rumour rumours rumor rumors plot rift split murder manslaughter fraud "
    "bribery corruption theft assault rape arson perjury blackmail".split()
)
_LONGEST_SPEAKER = 6  # tokens
_LEAST_WORDS = 3
_DASHES = "–—―-"


def find_in_headline(frame: Frame) -> list[Reported]:
    """At most one report, of a headline without quotes."""
    tokens = frame.tokens
    last = len(tokens)
    while last and tokens[last - 1].text in ".!":
        last -= 1
    if last < 3 or tokens[last - 1].text == "?" or any(one.kind == "quote" for one in tokens):
        return []
    for find in (_at_colon, _at_dash, _at_comma, _says):
        reported = find(frame, last)
        if reported is not None:
            count = _count(tokens, reported.first, reported.last)
            least = 1 if find is _says else _LEAST_WORDS - (find is _at_comma)
            return [reported] if count >= least else []
    return []


def named_beside_marks(frame: Frame, index: int) -> tuple[Named, tuple[int, int] | None] | None:
    """Speaker and cue, if any, of marked words in a headline, by the same forms; None for neither.

    `‘Nobody warned us’: villagers count the cost`, `Ferry ‘unsafe’, says union`, `Crash caused by
    ‘worn cable’, report finds`, `‘Rates will fall’ – bank chief`, `Minister ‘sorry’ over files`.
    """
    tokens, place = frame.tokens, frame.places[index]
    last = len(tokens)
    while last and tokens[last - 1].text in ".!":
        last -= 1
    if place > 1 and tokens[place - 1].text == ":":
        speaker = _speaker(frame, 0, place - 1, by_name=True)  # Fire chief: ‘We had minutes’
        return (speaker, (place - 1, place)) if speaker else None
    at = place + 1
    while at < last and tokens[at].text not in ",:" and not _is_dash(tokens[at]):
        at += 1
    if place + 1 < last and tokens[place + 1].low in _CUES:
        at = place  # the comma stands inside the marks
    if at >= last - 1 or at - place > _LONGEST_SPEAKER:
        speaker = _feels(frame, index, last)
        return (speaker, None) if speaker else None
    if tokens[at].text == ":":
        return _behind_colon(frame, place, at, last)
    if _is_dash(tokens[at]):
        return _behind_dash(frame, index, at, last)
    if tokens[at + 1].low in _CUES:
        for stop in range(last, at + 2, -1):
            ends = stop == last or tokens[stop].low in _ENDS
            speaker = _speaker(frame, at + 2, stop, by_name=True, sure=ends)
            if speaker is not None:
                return speaker, (at + 1, at + 2)
        return None
    for verb in range(at + 2, min(last, at + 2 + _LONGEST_SPEAKER)):
        if tokens[verb].low in _BASES and is_finite(tokens[verb]):
            speaker = _speaker(frame, at + 1, verb, by_name=True, sure=True)
            return (speaker, (verb, verb + 1)) if speaker else None
    return None


def _behind_colon(
    frame: Frame, place: int, at: int, last: int
) -> tuple[Named, tuple[int, int]] | None:
    """`‘Nobody warned us’: [villagers] count cost`; with words between only a role that ends it."""
    tokens = frame.tokens
    if at > place + 1:
        speaker = _behind(frame, at + 1, last)
        return (speaker, (at, at + 1)) if speaker else None
    for stop in range(at + 2, min(last, at + 1 + _LONGEST_SPEAKER) + 1):
        ends = stop == last or not is_role(tokens[stop].low)
        speaker = _speaker(frame, at + 1, stop, by_name=True) if ends else None
        if speaker is not None:
            return speaker, (at, at + 1)
    return None


def _behind_dash(frame: Frame, index: int, at: int, last: int) -> tuple[Named, None] | None:
    """`‘Rates will fall’ – [bank chief]`, `‘I was wrong’ – [Ada Holm] on the final`; no titles."""
    if words_inside(frame, index).is_title:
        return None
    tokens = frame.tokens
    for stop in range(last, at + 1, -1):
        if stop == last or tokens[stop].low in _ENDS:
            speaker = _behind(frame, at + 1, stop, by_name=True)
            if speaker is not None:
                return speaker, None
    return None


def _feels(frame: Frame, index: int, last: int) -> Named | None:
    """`[Minister] ‘very sorry’ over lost files`: what somebody says of himself, with no verb."""
    tokens, place = frame.tokens, frame.places[index]
    inner = tokens[place].text.casefold().strip(" .,!?…“”‘’\"'").split()
    if not 0 < len(inner) <= _LONGEST_FEELING or inner[-1] not in _FEELINGS:
        return None
    if place + 1 < last and tokens[place + 1].low not in _WHAT_ABOUT:
        return None
    return _speaker(frame, 0, place, by_name=True, sure=True)


def _is_dash(token: Token) -> bool:
    return token.text in _DASHES and not token.flags & JOINED


def _at_colon(frame: Frame, last: int) -> Reported | None:
    tokens = frame.tokens
    colons = [at for at in range(last) if tokens[at].text == ":"]
    if len(colons) != 1:
        return None
    at = colons[0]
    cue = (at, at + 1)
    if (speaker := _behind(frame, at + 1, last, by_name=True)) and at >= _LEAST_WORDS:
        if tokens[0].low not in _NEVER:
            return Reported(frame, 0, at, speaker, cue, 0.8)
    speaker = _speaker(frame, 0, at, by_name=True)
    if speaker is None:
        return None
    opening = at + 1 < last and tokens[at + 1].low in ("the", "a", "an")
    if speaker.kind == "name" or (speaker.head in _BODIES and opening):
        if not has_verb(tokens, at + 1, last):
            return None  # Hospital: the first in Orle
    return Reported(frame, at + 1, last, speaker, cue, 0.75)


def _at_dash(frame: Frame, last: int) -> Reported | None:
    tokens = frame.tokens
    for at in range(last - 1, _LEAST_WORDS, -1):
        token = tokens[at]
        if _is_dash(token):
            speaker = _behind(frame, at + 1, last)
            return Reported(frame, 0, at, speaker, None, 0.75) if speaker else None
    return None


def _at_comma(frame: Frame, last: int) -> Reported | None:
    """`Ferry unsafe, says union`, `Ferry unsafe, union says`."""
    tokens = frame.tokens
    for at in range(last - 2, 1, -1):
        if tokens[at].text != ",":
            continue
        if tokens[at + 1].low in _CUES:
            speaker = _speaker(frame, at + 2, last, by_name=True, sure=True)
            return Reported(frame, 0, at, speaker, (at + 1, at + 2), 0.85) if speaker else None
        if _BASES.get(tokens[last - 1].low) is not None and is_finite(tokens[last - 1]):
            speaker = _speaker(frame, at + 1, last - 1, by_name=True, sure=True)
            return Reported(frame, 0, at, speaker, (last - 1, last), 0.85) if speaker else None
        return None
    return None


def _says(frame: Frame, last: int) -> Reported | None:
    """`Union says ferry unsafe`, `PM urges public to stay`: only a naming before the verb."""
    tokens = frame.tokens
    for at in range(1, min(last, _LONGEST_SPEAKER + 1)):
        if tokens[at].low not in _BEHIND and _BASES.get(tokens[at].low) not in _DEEDS:
            continue
        speaker = _speaker(frame, 0, at, by_name=True, sure=True)
        follows = tokens[at + 1] if at + 1 < last else None
        if speaker is None or follows is None or follows.kind != "word":
            return None
        if _BASES.get(tokens[at].low) in _DEEDS:
            for to in range(at + 1, min(last - 1, at + 1 + _LONGEST_SPEAKER)):
                if tokens[to].low == "to" and may_be_infinitive(tokens, to + 1, last + 1):
                    return Reported(frame, at + 1, last, speaker, (at, at + 1), 0.8)
        if tokens[at].low not in _BEHIND:
            return None
        if follows.low in ("no", "yes") and tokens[at].low in ("says", "say"):
            if at + 2 == last or tokens[at + 2].low == "to":
                return Reported(frame, at + 1, last, speaker, (at, at + 1), 0.7)
        if _BASES[tokens[at].low] == "deny" and (
            tokens[last - 1].low in _DENIED or follows.low.endswith("ing")
        ):
            return Reported(frame, at + 1, last, speaker, (at, at + 1), 0.7)
        if follows.low in ("to", "no", "yes", "of", "about", "on", "in", "for", "over", "against"):
            return None
        if tokens[at].low not in ("says", "say", "said") and not has_verb(tokens, at + 1, last):
            return None
        return Reported(frame, at + 1, last, speaker, (at, at + 1), 0.8)
    return None


def _speaker(
    frame: Frame, first: int, last: int, by_name: bool = False, sure: bool = False
) -> Named | None:
    """The naming that these tokens are, wholly; None where they name no speaker.

    `by_name` lets full names in, `sure` any naming, because a verb of speech stands beside it.
    """
    tokens = frame.tokens
    if not 0 < last - first <= _LONGEST_SPEAKER:
        return None
    row = tokens[first:last]
    if any(one.kind != "word" for one in row) or has_verb(tokens, first, last):
        return None
    low = row[-1].low
    if low in _NEVER or row[0].low in _NEVER or _OUTLETS.intersection(one.low for one in row):
        return None
    for named in find_mentions(frame, 0, len(tokens)):
        if named.first == first and named.last == last and not named.possessive:
            if named.kind == "name" and by_name and (named.sure or sure):
                return named
    if is_role(low) or low in _SPEAKERS or low in _BODIES or low in _TITLES:
        return Named(first, last, "nominal", low, True)
    if sure and len(row) <= 4 and all(_may_name(one) for one in row):
        kind = "name" if all(one.is_capital for one in row) else "nominal"
        return Named(first, last, kind, low, True)  # type: ignore[arg-type]
    return None


def _behind(frame: Frame, first: int, last: int, by_name: bool = False) -> Named | None:
    """The speaker named behind a claim, where more words name one."""
    speaker = _speaker(frame, first, last, by_name)
    if speaker is None and last > first and frame.tokens[last - 1].low in _BEHIND_CLAIMS:
        row = frame.tokens[first:last]
        if len(row) <= _LONGEST_SPEAKER and all(one.kind == "word" for one in row):
            if row[0].low not in _NEVER and not has_verb(frame.tokens, first, last):
                return Named(first, last, "nominal", row[-1].low, True)
    return speaker


def _may_name(token: Token) -> bool:
    return token.low not in ("he", "she", "it", "they", "i", "we", "you", "who", "what", "not")


def _count(tokens: tuple[Token, ...], first: int, last: int) -> int:
    return sum(token.kind == "word" for token in tokens[first:last])
