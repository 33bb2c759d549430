"""Via: through whom a quote was heard: "as translated by the Lamp", "told Reuters", "on X"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from ..frames.frames import Frame, Token
from ..lexicons import lines, words
from ..people.mentions import Named, read_mention
from ..people.outlets_named import is_named_whole, is_only_told
from ..spans import Span, without_possessive
from ..speech.speech import Speech
from .programmes import by_wire, hard_behind, programme

_PLATFORMS = words("platforms")
_OUTLETS = words("outlet_words")
_AUDIENCES = words("audiences")
#: Who hears for many papers; what stands behind is where.
_CROWDS = frozenset(word for word in _AUDIENCES if word.endswith(("rs", "sts", "ts", "ns")))
_STATEMENTS = {row[0]: row[1] for row in lines("statement_words")}
_CARRIERS = {row[0]: row[1] for row in lines("carriers")} | _STATEMENTS
#: What else is put up on a platform that stands before it: her Facebook status.
_SHOWN = frozenset(
    "story stories status reel live thread threads comment reply livestream stream update".split()
)
#: Tokens on either side of a quote in which a go-between may stand.
_REACH = 160
_TELLS = frozenset("told tells telling tell".split())
_SPEAKS = frozenset("speaking spoke spoken talking".split())
_TALKS = frozenset("interview comments remarks appearance conversation".split())
_PRINTED = dict.fromkeys("quoted cited reported published".split(), "quoted") | {
    "obtained": "obtained",
    "seen": "seen",
}
#: Nobody is interviewed or quoted by the Senate.
_OF_A_PAPER = frozenset(["interview", "quoted", "obtained", "seen", "carried"])
_QUOTES = frozenset("quoted quotes quoting cited cites citing".split())
_AS_SAYING_BY = ["as", "saying", "by"]
_AIRED = frozenset("carried aired broadcast televised relayed".split())
_SHARED = frozenset("posted shared uploaded released circulated".split())
_FILMED = frozenset("video clip footage recording livestream videos clips".split())
_AGENTS = frozenset(
    "lawyer lawyers attorney attorneys solicitor solicitors agent publicist".split()
)
_INTERPRETERS = frozenset("interpreter translator".split())
_TRANSLATED = frozenset("translated translation translations subtitles subtitled".split())
_POSSESSIVE = frozenset("his her their its the a an our my".split())
_SIGNS = (
    _TELLS | _SPEAKS | _TALKS | _PRINTED.keys() | _QUOTES | _AIRED | _SHARED | _TRANSLATED
    | frozenset("according on via to in from through by over".split())
)  # fmt: skip
_STATE_OWNED = frozenset("state national public private local news".split())
#: Words that say something only before these.
_LEADS_TO = {
    "to": _POSSESSIVE | _PLATFORMS,
    "from": _POSSESSIVE,
}
#: Words that may stand between "in" and the papers: in sealed court documents.
_LEGAL = frozenset("court legal sworn sealed leaked internal private public official".split())
_BEHIND_PAPERS = frozenset(
    "filed seen obtained released unsealed published submitted from on by that and in dated".split()
)
_LEADS_TO["in"] = _POSSESSIVE | _LEGAL
_HARDLY = frozenset(["on", "via", "to", "by", "over", "through", "in", "from"])
#: The better told, the earlier: a translation says more about the wording than a platform.
_ORDER = {
    **{"translation": 0, "told": 1, "interview": 2, "quoted": 3, "carried": 3, "obtained": 3},
    **{"seen": 3, "according": 4},
}
Via = tuple[Span, str]


def find_via(frame: Frame, spot: int, place: int, speech: Speech | None) -> Via | None:
    """The span that names the go-between and how it went between, or None.

    Looks in sentence `spot`, where the quote stands at token `place`, and in that of its cue
    (`speech`). A translation named earlier in the passage holds for the rest of it.
    """
    signs = _signs_of(frame)
    if not signs and (speech is None or not _may_tell(frame, speech)):
        return None
    found: list[tuple[int, int, Span, str]] = []
    for sentence in {spot, speech.sentence} if speech else (spot,):
        first, last = frame.sentences[sentence]
        begin, stop = max(first, place - _REACH), min(last, place + _REACH)
        near = signs[bisect_left(signs, begin) : bisect_left(signs, stop)]
        if speech and begin <= speech.cue < stop and speech.cue not in near:
            near = [*near, speech.cue]
        for at in near:
            via = _at(frame, at, last, speech)
            if via:
                found.append((_rank(*via), abs(at - place), *via))
    best = min(found, key=lambda row: row[:2], default=None)
    if best and best[0] == 0:
        return best[2], best[3]
    return _translated_before(frame, spot) or (best[2:] if best else None)


def _may_tell(frame: Frame, speech: Speech) -> bool:
    """False for a cue that is no sign itself, of somebody: it tells of no go-between."""
    return speech.subject.kind == "nominal" or frame.tokens[speech.cue].low in _HARDLY


def _rank(span: Span, how: str) -> int:
    """The better told, the lower; what names nobody ("an interview", "reporters") comes last."""
    first, _, rest = span.text.partition(" ")
    begins = first[0].isupper() and first.casefold() not in _POSSESSIVE
    names = begins or (rest != "" and not rest.islower())
    if how == "post" and rest.rpartition(" ")[2].casefold() in _STATEMENTS:
        names = False  # "a furious post": the platform says more
    return _ORDER.get(how, 5) if names else 6


def _signs_of(frame: Frame) -> list[int]:
    """Where in the frame a word stands that may tell of a go-between, in order."""
    signs: list[int] | None = frame.memo.get("signs")
    if signs is None:
        signs = [at for at, token in enumerate(frame.tokens) if token.low in _SIGNS]
        if signs:
            signs = _telling(frame.tokens, signs)
        frame.memo["signs"] = signs
    return signs


def _telling(tokens: tuple[Token, ...], signs: list[int]) -> list[int]:
    """The signs without `to`, `in` and `from` before words they tell nothing with: most of all."""
    kept = []
    last = len(tokens) - 1
    for at in signs:
        leads = _LEADS_TO.get(tokens[at].low)
        if leads is None or (at < last and tokens[at + 1].low in leads):
            kept.append(at)
    return kept


def _translated_before(frame: Frame, spot: int) -> Via | None:
    """The translation named in a sentence of this passage before `spot`, the nearest."""
    known: list[tuple[int, Via]] | None = frame.memo.get("translations")
    if known is None:
        known = frame.memo["translations"] = []
        for at in _signs_of(frame):
            if frame.tokens[at].low in _TRANSLATED:
                sentence = frame.sentence_of(at)
                via = _translation(frame, at, frame.sentences[sentence][1])
                if via is not None:
                    known.append((sentence, via))
    if not known:
        return None
    place = bisect_left(known, spot, key=lambda row: row[0])
    return known[place - 1][1] if place else None


def _at(frame: Frame, at: int, last: int, speech: Speech | None) -> Via | None:
    """What the words from this token on say about a go-between."""
    tokens = frame.tokens
    low = tokens[at].low
    follows = tokens[at + 1].low if at + 1 < last else ""
    if low not in _HARDLY:
        told, via = _by_word(frame, at, last, speech, follows)
        if told:
            return via
    if low in ("on", "via", "to") and (via := _platform(frame, at + 1, last)):
        return via
    if low == "on" and (via := programme(frame, at, last, speech)):
        return via
    if low in ("by", "via", "over") and (via := by_wire(frame, at, last, speech)):
        return via
    if low in ("through", "via") and (via := _interpreter(frame, at + 1, last)):
        return via
    if low in ("in", "from", "through"):
        if follows in _POSSESSIVE:
            begins = not at or tokens[at - 1].kind != "word"  # “…,” she said, in a video
            carriers = _CARRIERS if begins or hard_behind(tokens, at, speech) else _STATEMENTS
            return _statement(frame, at + 1, last, carriers)
        return _papers(frame, at + 1, last) if low == "in" else None
    if speech and speech.cue == at and speech.subject.kind == "nominal":
        head = speech.subject.head
        if head in _STATEMENTS:
            return _span(frame, speech.subject), _STATEMENTS[head]
    return None


def _by_word(
    frame: Frame, at: int, last: int, speech: Speech | None, follows: str
) -> tuple[bool, Via | None]:
    """Whether this word is one that tells of a go-between, and what it then says."""
    tokens = frame.tokens
    low = tokens[at].low
    if low in _TRANSLATED:
        return True, _translation(frame, at, last)
    if low in _TELLS:
        via = _outlet(frame, at + 1, last, "told")
        if speech is None or via is None or speech.cue == at:
            return True, (via if speech else None)
        # Ek told the Lamp that Holm had warned them
        return True, (via if at < speech.first and _rank(*via) < 6 else None)
    if low in _SPEAKS:
        to = follows in ("to", "with", "on")
        return True, (_outlet(frame, at + 2, last, "told") if to else None)
    if low in _TALKS:
        to = follows in ("with", "to", "on", "for", "by", "in")
        return True, (_outlet(frame, at + 2, last, "interview") if to else None)
    if low in _PRINTED and follows in ("by", "in"):
        return True, _outlet(frame, at + 2, last, _PRINTED[low])
    if low == "quoted" and [token.low for token in tokens[at + 1 : at + 4]] == _AS_SAYING_BY:
        return True, _outlet(frame, at + 4, last, "quoted")
    if low in _QUOTES and (via := _quoting(frame, at, last, speech)):
        return True, via
    if low in _AIRED and follows in ("by", "on"):
        return True, _outlet(frame, at + 2, last, "carried")
    if low in _SHARED and follows == "by":
        return True, _shared_by(frame, at, last)
    if low == "according" and follows == "to" and (speech is None or speech.cue != at):
        return True, _outlet(frame, at + 2, last, "according")
    return False, None


def _translation(frame: Frame, at: int, last: int) -> Via | None:
    """`translated by …`, `the translation provided by …`, `… 's translation`."""
    tokens = frame.tokens
    for ahead in range(at + 1, min(last, at + 6)):
        if tokens[ahead].low == "from" and ahead + 2 < last and tokens[ahead + 2].low == "by":
            continue  # translated from Arabic by
        if tokens[ahead].low in ("by", "from"):
            named = read_mention(tokens, ahead + 1, last) if ahead + 1 < last else None
            if named and named.kind != "pronoun":
                return _span(frame, named), "translation"
            return None
        if tokens[ahead].kind != "word":
            return None
    return None


def _interpreter(frame: Frame, at: int, last: int) -> Via | None:
    """`an interpreter`, `her interpreter, Ann Bell`, `interpreter Ann Bell`, `his lawyer`."""
    tokens = frame.tokens
    for ahead in range(at, min(last, at + 4)):
        token = tokens[ahead]
        if token.kind != "word":
            return None
        if token.low in _AGENTS and tokens[at].low in _POSSESSIVE:
            return frame.span(at, ahead + 1), "agent"
        if token.low in _INTERPRETERS:
            end = ahead + 1
            name = end + 1 if end < last and tokens[end].text == "," else end
            if name + 1 < last and tokens[name].is_capital and tokens[name + 1].is_capital:
                named = read_mention(tokens, name, last)
                end = named.last if named and named.kind == "name" else end
            return frame.span(at, end), "translation"
    return None


def _quoting(frame: Frame, at: int, last: int, speech: Speech | None) -> Via | None:
    """`The state news agency` of `quotes a witness as saying`: who printed it first."""
    tokens = frame.tokens
    behind = [token.low for token in tokens[at + 1 : min(last, at + 14)]]
    if "saying" not in behind or behind[behind.index("saying") - 1] != "as":
        return None
    first = at
    while first and tokens[first - 1].kind == "word":
        low = tokens[first - 1].low
        if not (tokens[first - 1].is_capital or low in _AUDIENCES | _STATE_OWNED | _POSSESSIVE):
            break
        first -= 1
    naming = [token.low for token in tokens[first:at]]
    is_theirs = speech is not None and first <= speech.subject.first < at
    if is_theirs or not naming or not (naming[-1] in _AUDIENCES or _OUTLETS & set(naming)):
        return None
    return frame.span(first, at), "quoted"


def _shared_by(frame: Frame, at: int, last: int) -> Via | None:
    """`a video posted by the Orle Post`: who put out what the words are heard in."""
    tokens = frame.tokens
    if not any(token.low in _FILMED for token in tokens[max(0, at - 3) : at]) or at + 2 >= last:
        return None
    named = read_mention(tokens, at + 2, last)
    if named is None or named.kind != "name":
        return None
    first = next(n for n in range(at - 1, -1, -1) if tokens[n].low in _FILMED)
    if first and tokens[first - 1].low in _POSSESSIVE:
        first -= 1
    return Span.of(frame.body, frame.start_of(first), _span(frame, named).end), "video"


def _papers(frame: Frame, at: int, last: int) -> Via | None:
    """`court documents`, `sealed filings`, `a` being absent: papers in the plural."""
    tokens = frame.tokens
    end = at
    while end < last and end < at + 3 and tokens[end].low in _LEGAL:
        end += 1
    if end >= last or end == at:
        return None
    follows = tokens[end + 1] if end + 1 < last else None
    if follows and follows.kind == "word" and follows.low not in _BEHIND_PAPERS:
        return None  # court [records clerk]
    how = _CARRIERS.get(tokens[end].low)
    return (frame.span(at, end + 1), how) if how else None


def _outlet(frame: Frame, at: int, last: int, how: str) -> Via | None:
    """The outlet or the reporters named here; None for a person or a crowd spoken to."""
    tokens = frame.tokens
    if at >= last:
        return None
    lower = at
    while lower < min(last, at + 3) and tokens[lower].low in _STATE_OWNED:
        lower += 1
    if lower < last and tokens[lower].low in _CROWDS:
        return frame.span(lower, lower + 1), how  # reporters [outside court]
    named = read_mention(tokens, lower, last)
    if named is None and lower > at and tokens[lower].low in _AUDIENCES | _OUTLETS:
        named = Named(at, lower + 1, "nominal", tokens[lower].low, True)  # state television
    if named is None or named.kind == "pronoun":
        return None
    if lower > at:  # state news agency Xinhua
        named = named._replace(first=at)
    naming = [token for token in tokens[named.first : named.last] if token.kind == "word"]
    known = any(_bare(token.low) in _OUTLETS for token in naming)
    short = any(_is_initials(_bare(token.text)) for token in naming)
    article = naming[0].text == "The" and len(naming) > 1
    told = known or short or article or naming[-1].low in _AUDIENCES
    if how in _OF_A_PAPER and naming[0].low == "the" and len(naming) > 2:
        told = told or all(token.is_capital for token in naming[1:])  # the Evening Lantern
    if not told and named.kind == "name" and len(naming) <= 2 and how in ("told", "interview"):
        told = is_named_whole(frame.body, naming[-1].text)
    if not told and named.kind == "name" and how in ("told", "interview"):
        alone = _outlet_alone(tokens, named)  # Meridian, Meridian's Bo Ek
        if alone.last == alone.first + 1 and tokens[at - 1].low not in ("in", "on", "by"):
            told = is_only_told(frame.body, _bare_text(tokens[alone.first].text))
    if told:
        return _span(frame, _outlet_alone(tokens, named)), how
    return None


def _outlet_alone(tokens: tuple[Token, ...], named: Named) -> Named:
    """`CNN` of `CNN's Ann Bell`: the words up to the possessive."""
    for at in range(named.first, named.last - 1):
        if tokens[at].low.endswith(("'s", "’s")) and tokens[at].is_capital:
            return Named(named.first, at + 1, named.kind, named.head, named.sure, True)
    return named


def _bare(low: str) -> str:
    return low.removesuffix("'s").removesuffix("’s")


def _bare_text(text: str) -> str:
    return text[:-2] if text.endswith(("'s", "’s")) else text


def _is_initials(text: str) -> bool:
    return text.isupper() and 2 <= len(text.rstrip(".")) <= 5


def _platform(frame: Frame, at: int, last: int) -> Via | None:
    """`Twitter`, `his Twitter`, `her Facebook page` after "on"."""
    tokens = frame.tokens
    if at >= last:
        return None
    first = at
    if tokens[at].low in _POSSESSIVE and at + 1 < last:
        at += 1
    token = tokens[at]
    if token.low not in _PLATFORMS or not token.is_capital:
        return None
    if token.text.startswith("X") and at > first:
        return None
    end = at + 1
    if end < last and tokens[end].low in ("page", "account", "feed", "channel", "social"):
        end += 1
    return frame.span(first, end), "post"


def _statement(frame: Frame, at: int, last: int, carriers: Mapping[str, str]) -> Via | None:
    """`a statement to the Lamp`, `his letter`: the paper or post that carried the words."""
    tokens = frame.tokens
    for ahead in range(at + 1, min(last, at + 5)):
        token = tokens[ahead]
        if token.kind != "word":
            return None
        if token.low in carriers:
            if ahead + 2 < last and tokens[ahead + 1].low == "to":
                to = _outlet(frame, ahead + 2, last, f"{token.low} to")
                if to is not None:
                    return to
            return frame.span(at, ahead + 1), carriers[token.low]
        if token.low in _SHOWN and tokens[ahead - 1].low in _PLATFORMS:
            if tokens[ahead - 1].is_capital:
                return frame.span(at, ahead + 1), "post"  # an Instagram story
    return None


def _span(frame: Frame, named: Named) -> Span:
    """The words of a naming, a possessive's ending left off."""
    return without_possessive(frame.span(named.first, named.last))
