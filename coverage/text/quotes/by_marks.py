"""Quotes in a language whose verbs of speech the reader does not know.

There the marks tell what is said, and a speaker is taken only where a colon, a dash or a label
gives one: `Ada Holm: „…“`, `Ada Holm sagte: „…“`, `«…», — сказала Ада Холм`. English cues are not
tried: "sa", "dit" or "said" inside other words would make speakers of anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..found import FoundQuote, MarkedWords, Mention
from ..frames.frames import Frame
from ..frames.marks import Stretch
from ..languages import COMMON_WORDS, guess_language
from ..marked.marked import marked_words
from ..patterns import late
from ..spans import Span, trimmed
from .dialogue import DASH_VERB_BEHIND, DASH_VERBS, clause_end
from .staging import Staged

_WORD = late(r"[^\W_]+(?:[’'.-][^\W_]+)*")
#: Scripts that write words without blanks between them.
_UNSPACED = late("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_NAME = r"[^\W\d_a-zà-ÿа-яё][\w’'-]+"
_JOINER = r"(?:de|da|di|du|del|della|van|von|der|den|bin|al|el|la|le|dos|af|av)"
#: Two words or more with a capital, at the start of the sentence that ends with the colon.
_NAMED = late(
    rf"(?P<name>{_NAME}(?:\s(?:{_JOINER}\s)?{_NAME}){{1,3}})(?P<rest>[^:.!?\n]{{0,120}})$"
)
#: The whole of what stands before the colon, four words at most: `Il sindaco: «…»`
_LABEL = late(r"(?P<name>[^\W\d_][\w’'-]*(?:\s[^\W\d_][\w’'-]*){0,3})\s?$")
#: `村民李文海说：“…”`: what stands between the last point and a verb of speech.
_UNSPACED_LABEL = late(
    r"(?:^|(?<=[\s，。！？；、“”「」]))(?P<name>[\u3400-\u9fff·]{2,10}?)(?:表示|指出|回应|写道|说|称|道)$"
)
_A_NAME = late(rf"\b{_NAME}(?:\s(?:{_JOINER}\s)?{_NAME}){{0,3}}")
_GIVEN = late(rf"(?<=[a-zа-яà-ÿ,]\s){_NAME}(?:\s{_NAME})?(?:\s{_JOINER})?$")
_SENTENCE_START = late(r"[.!?…»”“\"\n]\s+")
_ENDS = ".!?…。！？"
_LEAST_WORDS = 4  # from here on a stretch is speech unless most of its words have capitals
_LONG = 24  # characters
_BY_COLON, _BY_MARKS = 0.8, 0.6
_SAMPLE = 3000


def is_english(body: str, language: str) -> bool:
    """True for a text to be read as English: said to be, or of no known language.

    A page's stated language is often a template's: a text that plainly is English counts as such.
    """
    if language.casefold()[:2] in ("", "en"):
        return True
    return guess_language(body[:_SAMPLE]) == "en"


def quotes_by_marks(body: str, staged: Staged) -> tuple[list[FoundQuote], list[MarkedWords]]:
    """The stretches of a frame that are quotes by their length or a colon, and the others."""
    frame = staged.frame
    quotes: list[FoundQuote] = []
    marked: list[MarkedWords] = []
    for index, stretch in enumerate(frame.stretches):
        quote = _quote(body, frame, stretch)
        if quote is None:
            marked.extend(marked_words(body, frame, index))
        else:
            quotes.append(quote)
    return quotes, marked


def _quote(body: str, frame: Frame, stretch: Stretch) -> FoundQuote | None:
    span = trimmed(body, stretch.start, stretch.end, " \t\n\u00a0\u202f\u2009\u3000\u200b\ufeff")
    if not any(letter.isalnum() for letter in span.text):
        return None
    colon = _colon_before(body, frame.start, stretch.outer_start)
    behind = DASH_VERB_BEHIND.match(body, stretch.outer_end, frame.end)
    if colon < 0 and behind is None and not _is_said(body, stretch, span):
        return None
    speaker: Mention | None = None
    cue: Span | None = None
    if colon >= 0:
        speaker = _named_before(body, frame.start, colon)
        cue = Span.of(body, colon, colon + 1) if speaker else None
    elif behind is not None:
        stop = clause_end(body, behind.end(), frame.end)
        speaker, cue = named_in_clause(body, behind.end(), stop)
    long = len(span.text) >= _LONG or span.text.count(" ") >= _LEAST_WORDS
    whole = colon >= 0 or span.text[-1] in _ENDS or (long and not span.text[0].islower())
    return FoundQuote(
        span=span,
        outer=Span.of(body, stretch.outer_start, stretch.outer_end),
        kind="direct" if whole else "mixed",
        speaker=speaker,
        cue=cue,
        confidence=_BY_COLON if speaker else _BY_MARKS,
    )


def _is_said(body: str, stretch: Stretch, span: Span) -> bool:
    """False for what marks name rather than quote: a title, a single word with a capital."""
    if body[stretch.outer_start] == "『" or "://" in span.text:
        return False
    if _UNSPACED.search(span.text):
        return True
    told = _WORD.findall(span.text)
    capitals = sum(word[0].isupper() for word in told)
    if len(told) > _LEAST_WORDS:
        return capitals <= 0.6 * len(told)
    before = body[max(0, stretch.outer_start - 2) : stretch.outer_start]
    if span.text[0].isupper() and before[:1].isalpha() and before[1:].isspace():
        return False  # the book “War and sea”: a capital amid a sentence
    return 2 * capitals <= len(told) or (capitals == 1 and span.text[-1] in ".!?…,")


def _colon_before(body: str, start: int, at: int) -> int:
    """Where the colon stands that introduces the words from `at` on, or -1."""
    while at > start and body[at - 1].isspace():
        at -= 1
    return at - 1 if at > start and body[at - 1] in ":：" else -1


def _named_before(body: str, start: int, colon: int) -> Mention | None:
    """Who is named first in the sentence that the colon ends; None where nobody surely is."""
    start = max(start, colon - 200)
    for match in _SENTENCE_START.finditer(body, start, colon):
        start = match.end()
    unspaced = _UNSPACED_LABEL.search(body, start, colon)
    if unspaced:
        return Mention(Span.of(body, *unspaced.span("name")), unspaced["name"])
    named = _NAMED.match(body, start, colon) or _LABEL.match(body, start, colon)
    if named is None or not named["name"][0].isupper():
        return None  # a script without capitals does not tell where a name ends
    end = named.end("name")
    told = list(_WORD.finditer(body, start, end))
    while told and told[-1].group().casefold() in DASH_VERBS:
        told.pop()  # Holm sagte: „…“
    low = {match.group().casefold() for match in told}
    if not told or low & DASH_VERBS or low <= COMMON_WORDS:
        return None  # Dann sagte er: „…“, Aber: „…“
    return Mention(Span.of(body, start, told[-1].end()), body[start : told[-1].end()])


def named_in_clause(body: str, start: int, end: int) -> tuple[Mention | None, Span | None]:
    """Speaker and verb of a clause beside a dash: the first words with a capital are the name."""
    cue: Span | None = None
    for match in _WORD.finditer(body, start, end):
        if match.group().casefold() in DASH_VERBS:
            cue = Span.of(body, match.start(), match.end())
            break
    for match in _A_NAME.finditer(body, start, end):
        if match.group()[0].isupper():
            return Mention(Span.of(body, *match.span()), match.group()), cue
    return None, cue


def with_whole_names(body: str, quotes: Sequence[FoundQuote]) -> list[FoundQuote]:
    """The quotes, with the Ada Holm that the article names for a speaker it calls Holm."""
    whole: dict[str, str] = {}
    named: list[FoundQuote] = []
    for quote in quotes:
        speaker = quote.speaker
        if speaker is not None and " " not in speaker.name:
            if speaker.name not in whole:
                whole[speaker.name] = _whole_name(body, speaker.name)
            quote = replace(quote, speaker=replace(speaker, name=whole[speaker.name]))
        named.append(quote)
    return named


def _whole_name(body: str, surname: str) -> str:
    """The first name of more words in `body` that ends with this one; itself without one."""
    at = body.find(" " + surname)
    while at >= 0:
        before = _GIVEN.search(body, max(0, at - 40), at)
        behind = body[at + 1 + len(surname) : at + 2 + len(surname)]
        if before and not behind.isalnum() and before.group()[0].isupper():
            return f"{before.group()} {surname}"
        at = body.find(" " + surname, at + 1)
    return surname
