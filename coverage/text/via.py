"""Via: through whom a quote was heard: "as translated by The Sun", "told Reuters", "on X"."""

from __future__ import annotations

from .attribution import Candidate
from .frames import Frame, Token
from .lexicons import lines, words
from .mentions import Named, read_mention
from .spans import Span

_PLATFORMS = words("platforms")
_OUTLETS = words("outlet_words")
_AUDIENCES = words("audiences")
_STATEMENTS = {row[0]: row[1] for row in lines("statement_words")}
_POSSESSIVE = frozenset("his her their its the a an our my".split())
#: The better told, the earlier: a translation says more about the wording than a platform.
_ORDER = {"translation": 0, "told": 1, "interview": 2, "quoted": 3, "according": 4}
Via = tuple[Span, str]


def find_via(body: str, frame: Frame, stretch: int, candidate: Candidate | None) -> Via | None:
    """The span that names the go-between and how it went between, or None.

    Looks in the sentence of the quote and in that of its cue. A translation named earlier in the
    passage holds for the rest of it.
    """
    place = frame.places[stretch]
    spot = frame.sentence_of(place)
    sentences = {spot}
    if candidate and candidate.speech and candidate.frame is frame:
        sentences.add(candidate.speech.sentence)
    found: list[tuple[int, int, Span, str]] = []
    for sentence in sentences:
        first, last = frame.sentences[sentence]
        for at in range(first, last):
            via = _at(body, frame.tokens, at, last, candidate)
            if via:
                found.append((_ORDER.get(via[1], 5), abs(at - place), *via))
    if found:
        rank, _, span, how = min(found, key=lambda row: row[:2])
        if rank == 0:
            return span, how
    translated = _translated_before(body, frame, spot)
    if translated:
        return translated
    return (span, how) if found else None


def _translated_before(body: str, frame: Frame, spot: int) -> Via | None:
    for sentence in range(spot - 1, -1, -1):
        first, last = frame.sentences[sentence]
        for at in range(first, last):
            via = _translation(body, frame.tokens, at, last)
            if via:
                return via
    return None


def _at(
    body: str, tokens: tuple[Token, ...], at: int, last: int, candidate: Candidate | None
) -> Via | None:
    """What the words from this token on say about a go-between."""
    token = tokens[at]
    low = token.low
    follows = tokens[at + 1].low if at + 1 < last else ""
    via = _translation(body, tokens, at, last)
    if via:
        return via
    speech = candidate.speech if candidate else None
    if low in ("told", "tells", "telling", "tell") and speech and speech.cue == at:
        return _outlet(body, tokens, at + 1, last, "told")
    if low in ("speaking", "spoke", "spoken", "talking") and follows in ("to", "with", "on"):
        return _outlet(body, tokens, at + 2, last, "told")
    if low in ("interview", "comments", "remarks", "appearance", "conversation"):
        if follows in ("with", "to", "on", "for", "by", "in"):
            return _outlet(body, tokens, at + 2, last, "interview")
        return None
    if low in ("quoted", "cited", "reported", "obtained", "published", "seen") and follows in (
        "by",
        "in",
    ):
        return _outlet(body, tokens, at + 2, last, "quoted")
    if low == "according" and follows == "to" and (speech is None or speech.cue != at):
        return _outlet(body, tokens, at + 2, last, "according")
    if low in ("on", "via", "to") and at + 1 < last:
        return _platform(body, tokens, at + 1, last)
    if low in ("in", "from", "through") and follows in _POSSESSIVE:
        return _statement(body, tokens, at + 1, last)
    if speech and speech.cue == at and speech.subject.kind == "nominal":
        head = speech.subject.head
        if head in _STATEMENTS and candidate:
            return _span(body, tokens, speech.subject), _STATEMENTS[head]
    return None


def _translation(body: str, tokens: tuple[Token, ...], at: int, last: int) -> Via | None:
    """`translated by …`, `the translation provided by …`, `… 's translation`."""
    if tokens[at].low not in (
        "translated",
        "translation",
        "translations",
        "subtitles",
        "subtitled",
    ):
        return None
    for ahead in range(at + 1, min(last, at + 5)):
        if tokens[ahead].low in ("by", "from"):
            named = read_mention(tokens, ahead + 1, last) if ahead + 1 < last else None
            if named and named.kind == "name":
                return _span(body, tokens, named), "translation"
            return None
        if tokens[ahead].kind != "word":
            return None
    return None


def _outlet(body: str, tokens: tuple[Token, ...], at: int, last: int, how: str) -> Via | None:
    """The outlet or the reporters named here; None for a person or a crowd spoken to."""
    if at >= last:
        return None
    named = read_mention(tokens, at, last)
    if named is None or named.kind == "pronoun":
        return None
    naming = [token for token in tokens[named.first : named.last] if token.kind == "word"]
    known = any(_bare(token.low) in _OUTLETS for token in naming)
    short = any(token.text.isupper() and 2 <= len(token.text) <= 5 for token in naming)
    article = naming[0].text == "The" and len(naming) > 1
    if known or short or article or naming[-1].low in _AUDIENCES:
        return _span(body, tokens, _outlet_alone(tokens, named)), how
    return None


def _outlet_alone(tokens: tuple[Token, ...], named: Named) -> Named:
    """`CNN` of `CNN's Ann Bell`: the words up to the possessive."""
    for at in range(named.first, named.last - 1):
        if tokens[at].low.endswith(("'s", "’s")) and tokens[at].is_capital:
            return Named(named.first, at + 1, named.kind, named.head, named.sure, True)
    return named


def _bare(low: str) -> str:
    return low.removesuffix("'s").removesuffix("’s")


def _platform(body: str, tokens: tuple[Token, ...], at: int, last: int) -> Via | None:
    """`Twitter`, `his Twitter`, `her Facebook page` after "on"."""
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
    return Span.of(body, tokens[first].start, tokens[end - 1].end), "post"


def _statement(body: str, tokens: tuple[Token, ...], at: int, last: int) -> Via | None:
    """`a statement`, `his letter`, `an open letter`: the paper or post that carried the words."""
    for ahead in range(at + 1, min(last, at + 5)):
        token = tokens[ahead]
        if token.kind != "word":
            return None
        if token.low in _STATEMENTS:
            return Span.of(body, tokens[at].start, token.end), _STATEMENTS[token.low]
    return None


def _span(body: str, tokens: tuple[Token, ...], named: Named) -> Span:
    """The words of a naming, a possessive's ending left off."""
    start, end = tokens[named.first].start, tokens[named.last - 1].end
    for ending in ("'s", "’s"):
        if body[start:end].endswith(ending):
            end -= 2
    return Span.of(body, start, end)
