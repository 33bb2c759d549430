"""Subjects: the naming that a verb of speech belongs to, before it or right behind it."""

from __future__ import annotations

from ..frames.frames import Token
from ..frames.wordflags import NO_ROLE_PART, NO_WORD, PARTICIPLES
from ..lexicons import words
from ..people.bare_subjects import bare_behind
from ..people.clauses import PREPOSITIONS, RELATIVES, SUBORDINATORS, is_finite, verb_of
from ..people.namings import CALENDAR, CUES, Named, Namings, is_bare_role
from ..remembered import Remembered

_ADVERBS = words("adverbs")
_STOPS = words("stops")
_QUOTES = frozenset("quote quotes quoted quoting cite cites cited citing".split())
#: What is given out and carries words: a statement, a letter.
_CARRIERS = words("statement_words") | words("cue_nouns")
_SOME = frozenset(
    "the a an one another those these others some many several both two three four five six seven "
    "eight nine ten dozens hundreds".split()
)
_OWNED = frozenset("his her their its my our your".split())
_TO_SOMEBODY = frozenset("told asked reminded informed assured thanked greeted".split())
_PARTICIPLES = PARTICIPLES | frozenset("sent made held found put read left".split())
_AFTER_PARTICIPLES = frozenset("by to from in on at with".split())
_CHAIN = frozenset(
    "of for from at in with on to near beside behind outside inside across aboard opposite above "
    "below".split()
)
_AND = frozenset("and but then or".split())
_ADVERBS_BETWEEN = frozenset("also then later once again".split())
#: Words → whether they may stand between a subject and its verb.
_ENDS_LOOSELY: Remembered[str, bool] = Remembered(lambda low: low in _ADVERBS or low.endswith("ly"))


def inverted_subject(
    tokens: tuple[Token, ...], first: int, at: int, last: int, mentions: Namings
) -> Named | None:
    """`“…,” said Anna Bell`, `“…,” added the mayor`; not `“…,” said that`."""
    back = at - 1
    while back >= first and _is_adverb(tokens[back]):
        back -= 1
    after_quote = back >= first and tokens[back].kind == "quote"
    after_comma = back >= first and tokens[back].text in ",—–―-"
    if after_comma and back - 1 >= first and tokens[back - 1].kind == "quote":
        after_quote = True
    if not after_quote and not after_comma:
        return None
    named = mentions.at(at + 1)
    if named is None and at + 1 < last and _is_adverb(tokens[at + 1]):
        named = mentions.at(at + 2)
    if named is None and after_quote and at + 2 < last and tokens[at + 1].text.islower():
        named = mentions.at(at + 2)  # said stoker Ada Holm
        if named and (named.kind != "name" or not named.sure or tokens[at + 1].low in _STOPS):
            named = None
        if named is None and at + 3 < last and tokens[at + 2].text.islower():
            named = mentions.at(at + 3)  # said shop steward Ada Holm
            if named and (
                named.kind != "name"
                or named.last - named.first < 2
                or tokens[at + 1].flags & NO_ROLE_PART
                or tokens[at + 2].flags & NO_ROLE_PART
                or is_finite(tokens[at + 2])
                or tokens[at + 2].low in PREPOSITIONS
            ):
                named = None
    if named is None:
        named = bare_behind(tokens, at, last, mentions)
        if named is not None:
            return named
    if named is None or named.possessive or named.head == "who":
        return None
    if after_quote:
        follows = tokens[named.last] if named.last < last else None
        if follows is not None and is_finite(follows) and not after_comma:
            if tokens[back].text.rstrip("”\"'’»“ ")[-1:] not in ",.?!":
                return None  # the director of “Paper Boats” said the crew was …
        plain = named.kind != "nominal" or named.sure
        opening = tokens[named.first]
        if plain or opening.is_capital or opening.low in _SOME:
            return named
        owned = opening.low in _OWNED and tokens[at].low not in _TO_SOMEBODY
        return named if owned else None  # said her brother; not `reminded his staff`
    if named.kind == "nominal" and not named.sure:
        return None
    follows = tokens[named.last] if named.last < last else None
    if follows is not None and follows.text not in (",", ".", ";"):
        return None
    # Ada Holm, a baker, called Bo Ek.: the subject stands before the comma
    before = subject_before(tokens, first, at, mentions, False)
    return None if before and before[1] in ("apposed", "relative") else named


def _is_adverb(token: Token) -> bool:
    """`also`, `then`, `bluntly`: what stands between an inverted cue and its neighbours."""
    return token.low in _ADVERBS_BETWEEN or (token.kind == "word" and token.low.endswith("ly"))


def is_adverb_between(low: str) -> bool:
    """The same of a word alone."""
    return low in _ADVERBS_BETWEEN or low.endswith("ly")


def subject_before(
    tokens: tuple[Token, ...], first: int, at: int, mentions: Namings, gerund: bool
) -> tuple[Named, str] | None:
    """The likeliest subject before a verb, and how it reaches the verb."""
    near = _right_before(tokens, first, at, mentions)
    if near is not None:
        return near
    best: tuple[float, Named, str] | None = None
    for position in mentions.before(at):
        named = mentions.row[position]
        if named.possessive:
            continue
        reach = _reach(tokens, named, at, gerund)
        score = _REACH[reach]
        if named.sure:
            score += 0.5
        elif named.kind == "nominal":
            score -= 2.5
        if named.first > first:
            word_before = tokens[named.first - 1]
            if reach != "next" and word_before.low in ("and", "or"):
                # from Orle and [Moss]: one phrase
                while position and mentions.row[position - 1].last == named.first - 1:
                    if tokens[named.first - 1].low not in ("and", "or"):
                        break
                    position, named = position - 1, mentions.row[position - 1]
                word_before = tokens[named.first - 1] if named.first > first else word_before
            if word_before.low in PREPOSITIONS:
                left = mentions.row[position - 1] if position else None
                chained = (
                    left is not None
                    and left.last == named.first - 1
                    and word_before.low in _CHAIN
                    and not left.possessive
                    and (left.sure or left.kind == "nominal")
                )
                start = _chain_start(tokens, mentions.row, position - 1) if chained else named
                if (
                    chained
                    and reach in ("next", "apposed")
                    and not _is_object(tokens, start, first)
                    and (left is start or (reach == "next" and start.kind == "nominal"))
                ):
                    named = start
                    score = _REACH[reach] + (0.5 if named.sure else 0)
                else:
                    score -= 5
            elif reach != "next" and reach != "apposed" and _is_object_word(word_before):
                score -= 2.5
            elif reach == "apposed" and (is_finite(word_before) or word_before.low.endswith("ing")):
                score -= 3.5  # the ships entering [Moss Sea], …, said
            if reach != "next" and word_before.low in SUBORDINATORS:
                score -= 1.5
        elif tokens[first].text.isupper() and tokens[named.last].text in ",(":
            score -= 3  # ORLE, May 3 (Harbour News) — …
        else:
            score += 2.0 if gerund and (named.sure or named.kind == "name") else 0.6
        if reach in _FAR and verb_of(tokens, named, at) >= 0:
            score += 2.0
        score -= 0.01 * (at - named.last)
        if best is None or score > best[0] or (score == best[0] and reach != "apposed"):
            best = (score, named, reach)
    if best is None or best[0] < 0.5:
        return None
    named = _left_of_apposition(tokens, mentions, _head_of_titles(tokens, mentions, best[1]))
    reach = best[2]
    if reach == "apposed" and (named.kind == "nominal" or _is_office(tokens, named)):
        # the union's president, Carl Weiss, said; a member of the board, Carl Weiss, said
        for other in mentions.row[mentions.place(named) :]:
            if other.first > named.last + 12 or other.last > at:
                break
            comma = other.first - 1
            if tokens[comma].low.endswith("-year-old"):
                comma -= 1  # a cyclist, 34-year-old Ada Holm, said
            if other.kind == "name" and tokens[comma].text == ",":
                ends = tokens[other.last].text == "," or other.last == at
                return (other, reach) if ends and not other.possessive else (named, reach)
            if other.first > named.last and tokens[other.first - 1].low not in _CHAIN:
                break
    return named, reach


def _is_office(tokens: tuple[Token, ...], named: Named) -> bool:
    """`The Police Commissioner`: a role in capitals, no name."""
    return tokens[named.first].low in _SOME and is_bare_role(tokens[named.last - 1].low)


def _head_of_titles(tokens: tuple[Token, ...], mentions: Namings, named: Named) -> Named:
    """`Bo Ek` of `Bo Ek, president and [CEO] of the line stated`: titles nobody closed off."""
    if named.first < 2 or not is_bare_role(tokens[named.first].low):
        return named
    at = named.first
    if tokens[at - 1].low == "and" and is_bare_role(tokens[at - 2].low):
        at -= 2
    if tokens[at - 1].text != "," or tokens[at].low in _SOME:
        return named
    left = mentions.ending(at - 1)
    return left if left and left.kind == "name" and left.sure and not left.possessive else named


def issuer(
    tokens: tuple[Token, ...], first: int, at: int, mentions: Namings
) -> tuple[Named, str] | None:
    """Who gave out what speaks: the office of `the office issued a statement saying`."""
    if at - 1 > first and tokens[at - 1].low in CALENDAR:
        at -= 1  # sent a letter Tuesday saying
    carrier = mentions.ending(at)
    place = mentions.place(carrier) if carrier else 0
    while carrier and place and tokens[carrier.first - 1].low in _CHAIN:
        if mentions.row[place - 1].last != carrier.first - 1:
            break
        place, carrier = place - 1, mentions.row[place - 1]  # a letter [to the port] saying
    if carrier is None or carrier.kind != "nominal" or carrier.first - 1 <= first:
        return None
    verb = carrier.first - 1
    if tokens[verb].low == "out":
        verb -= 1  # sent out a letter
    if carrier.head not in _CARRIERS or not is_finite(tokens[verb]):
        return None
    best = subject_before(tokens, first, verb, mentions, False)
    return (best[0], "issuer") if best else None


def quoted_as(
    tokens: tuple[Token, ...], first: int, at: int, mentions: Namings
) -> tuple[Named, str] | None:
    """Who is quoted: Holm in `the paper quoted Holm as [saying]`."""
    if at - 2 <= first or tokens[at - 1].low != "as":
        return None
    for position in reversed(mentions.before(at - 1)):
        named = mentions.row[position]
        if tokens[named.first - 1].low in _QUOTES and at - named.last < 14:
            return named, "quoted"
        if named.first <= first or tokens[named.first - 1].low not in _CHAIN:
            if tokens[named.first - 1].text != ",":
                return None
    return None


def _right_before(
    tokens: tuple[Token, ...], first: int, at: int, mentions: Namings
) -> tuple[Named, str] | None:
    """The naming that ends where the verb begins, where nothing speaks against it."""
    end = at
    while end > first and _ENDS_LOOSELY[tokens[end - 1].low]:
        if mentions.ending(end) is not None:
            break  # Bo Reilly
        end -= 1
    named = mentions.ending(end)
    if named is None or named.possessive or (named.kind == "nominal" and not named.sure):
        return None
    if named.first > first:
        before = tokens[named.first - 1]
        if before.low in PREPOSITIONS:
            if before.low == "with" and tokens[at].low.endswith("ing"):
                return named, "next"  # with one of them calling it “…”
            return None
        if is_finite(before) or before.low in CUES:  # a man who saw Holm said
            for back in range(named.first - 2, max(first, named.first - 9) - 1, -1):
                if tokens[back].kind != "word":
                    break
                if tokens[back].low in RELATIVES:
                    whose = mentions.ending(back)
                    return (whose, "relative") if whose and not whose.possessive else None
    return named, "next"


def _is_object_word(word: Token) -> bool:
    """True when the word before a naming makes it an object: thanked [Miami], not `, [a man]`."""
    return word.kind == "word" and word.low not in _STOPS and word.low not in _ADVERBS


def _left_of_apposition(tokens: tuple[Token, ...], mentions: Namings, named: Named) -> Named:
    """`Nate Lund` of `Nate Lund, the guru who …`; the naming itself where nothing is apposed."""
    if named.kind != "nominal":
        return named
    place = mentions.place(named)
    while place > 0:
        left, here = mentions.row[place - 1], mentions.row[place]
        between = tokens[left.last : here.first]
        joined = len(between) == 1 and (
            between[0].text in ",—–" or (between[0].low == "and" and left.kind == "nominal")
        )
        if not joined or left.possessive or here.kind != "nominal":
            break
        if left.kind == "name":
            before = tokens[left.first - 1] if left.first else None
            if left.sure and (before is None or not _takes_object(before)):
                return left
            break
        place -= 1
    return named


def _takes_object(word: Token) -> bool:
    """True for a preposition or a verb: into [Orle], entering [Orle]."""
    return word.low in PREPOSITIONS or is_finite(word) or word.low.endswith("ing")


def _is_object(tokens: tuple[Token, ...], named: Named, first: int) -> bool:
    return named.first > first and tokens[named.first - 1].low in PREPOSITIONS


def _chain_start(tokens: tuple[Token, ...], mentions: list[Named], position: int) -> Named:
    """The first of `an aide [to …] of … at …`."""
    while position > 0:
        named, left = mentions[position], mentions[position - 1]
        if left.last == named.first - 1 and tokens[left.last].low in _CHAIN and not left.possessive:
            position -= 1
        else:
            break
    return mentions[position]


#: Ways to reach a verb in which the naming should have another verb of its own.
_FAR = frozenset(["joined", "clause", "loose", "across"])
_REACH = {
    "next": 10.0,
    "apposed": 8.5,
    "relative": 6.0,
    "prepositional": 5.0,
    "joined": 5.5,
    "clause": 4.0,
    "loose": 2.0,
    "across": 1.0,
}


def _is_told_apart(gap: tuple[Token, ...]) -> bool:
    """`[sent to parents]`, `[reviewed by Orle Radio]`: a participle tells which thing speaks."""
    low = gap[0].low
    if len(gap) < 3 or gap[1].low not in _AFTER_PARTICIPLES:
        return False
    return (low.endswith("ed") or low in _PARTICIPLES) and not any(map(is_finite, gap[1:]))


def _reach(tokens: tuple[Token, ...], named: Named, at: int, gerund: bool) -> str:
    start, stop = named.last, at
    while stop > start and _ENDS_LOOSELY[tokens[stop - 1].low]:
        stop -= 1
    if stop <= start:
        return "next"
    gap = tokens[start:stop]
    opening, closing = gap[0], gap[-1]
    # points by their text and marked stretches as "": few of the tokens, asked four times
    points = [token.text * (token.kind == "point") for token in gap if token.flags & NO_WORD]
    if "" in points:
        if closing.kind == "quote" and opening.low in PREPOSITIONS and len(gap) <= 4:
            return "prepositional"  # the director of “Paper Boats” said
        return "across"
    commas = "," in points
    if ";" in points or ":" in points:
        return "loose"
    if opening.text in ",—–(" and closing.text in ",—–)" and len(gap) > 2:
        return "apposed"
    if len(gap) <= 2 and closing.text in ",)":
        return "clause"
    if closing.low in _AND or (len(gap) > 1 and gap[-2].low in _AND):
        return "joined"
    if gerund:
        return "clause"
    if opening.low in RELATIVES or (
        opening.text == "," and len(gap) > 1 and gap[1].low in RELATIVES
    ):
        return "relative"
    if opening.low in PREPOSITIONS and not commas:
        return "prepositional"
    if not commas and _is_told_apart(gap):
        return "relative"  # a letter [sent to parents] said
    if opening.text == "," and closing.low in RELATIVES:
        return "relative"
    return "loose"
