"""What the reader makes of a case, beside what an editor signed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.quote_scores import same_speaker
from coverage.documents.opening import open_text
from coverage.text.found import FoundQuote
from coverage.text.quotes.quotes import QuotesRead, read_quotes
from coverage.text.spans import Span

from . import COMPLETE, QUOTES, Case, Expected

_EDGE = " \t\r\n\u00a0\"'“”‘’«»„`,.;:!?…-–—()[]。、「」"
_WORD = re.compile(r"\w+(?:[’'.]\w+)*")
#: Titles stand with the mention; a name is the same without them.
_TITLES = frozenset("the a an mr mrs ms dr judge president former".split())
#: In a case, in the order of the table: what can be wrong with it.
ASPECTS = ("missed", "extra", "kind", "speaker", "name", "cue", "via", "marked")


@dataclass
class Comparison:
    """The mistakes of one case (aspect, words of explanation), and counts for the table."""

    mistakes: list[tuple[str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def aspects(self) -> frozenset[str]:
        return frozenset(aspect for aspect, _ in self.mistakes)


def read_case(case: Case) -> QuotesRead:
    opened = open_text(case.body)
    assert opened.body == case.body, f"{case.id}: the body was changed on opening"
    return read_quotes(
        opened.body, opened.passages, opened.posts, case.language or opened.language, indirect=True
    )


def compare(case: Case) -> Comparison:
    read = read_case(case)
    outcome = Comparison()
    left = list(read.quotes)
    for expected in (one for one in case.expected if one.is_quote):
        quote = _take(case.body, expected, left)
        if quote is None and expected.kinds - QUOTES:
            continue  # as marked words it will do too
        in_marks = "indirect" not in expected.kinds
        outcome.counts["quotes" if in_marks else "reports"] += 1
        if quote is None:
            outcome.mistakes.append(("missed", expected.words))
            continue
        wrong = list(_differences(expected, quote))
        outcome.mistakes += wrong
        aspects = {aspect for aspect, _ in wrong}
        _count(outcome.counts, expected, aspects, in_marks)
    for quote in left:
        if quote.kind != "indirect":
            outcome.counts["extra"] += 1
        if quote.kind != "indirect" or case.genre in COMPLETE:
            outcome.mistakes.append(("extra", f"{quote.kind}: {quote.span.text}"))
    _compare_marked(case, read, outcome)
    return outcome


def _count(counts: Counter[str], expected: Expected, wrong: set[str], in_marks: bool) -> None:
    counts["found" if in_marks else "found reports"] += 1
    if "speaker" not in wrong:
        counts["right" if in_marks else "right reports"] += 1
    if expected.name:
        counts["named"] += 1
        counts["named right"] += not wrong & {"speaker", "name"}
    if expected.cue:
        counts["cues"] += 1
        counts["cues right"] += "cue" not in wrong
    if expected.via not in ("", "-"):
        counts["vias"] += 1
        counts["vias right"] += "via" not in wrong
    counts["kinds right"] += "kind" not in wrong


def _take(body: str, expected: Expected, left: list[FoundQuote]) -> FoundQuote | None:
    """The read quote with these words, taken out of `left`; one of the right kind first."""
    close = [quote for quote in left if _same_words(body, expected, quote.span, quote.kind)]
    close.sort(key=lambda quote: quote.kind not in expected.kinds)
    if not close:
        return None
    left.remove(close[0])
    return close[0]


def _same_words(body: str, expected: Expected, span: Span, kind: str) -> bool:
    """Words in marks to the letter, marks and points at the edges aside; a report by four
    fifths of its words, since nobody can say where one ends to the word."""
    start, end = _trim(body, span.start, span.end)
    first, last = _trim(body, expected.start, expected.end)
    if (start, end) == (first, last):
        return True
    if kind == "indirect" or "indirect" in expected.kinds:
        mine, theirs = _words_at(body, start, end), _words_at(body, first, last)
        return 5 * len(mine & theirs) >= 4 * len(mine | theirs)
    return False


def _words_at(body: str, start: int, end: int) -> set[int]:
    if body[start:end].lower().startswith("that "):
        start += 5
    return {match.start() for match in _WORD.finditer(body, start, end)}


def _trim(body: str, start: int, end: int) -> tuple[int, int]:
    while start < end and body[start] in _EDGE:
        start += 1
    while end > start and body[end - 1] in _EDGE:
        end -= 1
    return start, end


def _differences(expected: Expected, quote: FoundQuote) -> Iterable[tuple[str, str]]:
    words = expected.words[:50]
    if quote.kind not in expected.kinds:
        yield "kind", f"{quote.kind}, not {'/'.join(sorted(expected.kinds))}: {words}"
    speaker = quote.speaker
    if not _speaker_is_right(expected, speaker.span.text if speaker else ""):
        found = speaker.span.text if speaker else "nobody"
        yield "speaker", f"{found}, not {' / '.join(expected.speakers) or 'nobody'}: {words}"
    elif speaker is not None and not _name_is_right(expected, speaker.name):
        wanted = expected.name or " / ".join(expected.speakers)
        yield "name", f"{speaker.name}, not {wanted}: {words}"
    if expected.cue and not _alike(expected.cue, quote.cue.text if quote.cue else ""):
        yield "cue", f"{quote.cue.text if quote.cue else 'none'}, not {expected.cue}: {words}"
    via = quote.via.text if quote.via else ""
    if expected.via == "-" and via:
        yield "via", f"{via}, not none: {words}"
    elif expected.via not in ("", "-") and not _alike(expected.via, via):
        yield "via", f"{via or 'none'}, not {expected.via}: {words}"


def _speaker_is_right(expected: Expected, mention: str) -> bool:
    if not mention:
        return not expected.speakers or expected.may_be_nobody
    return any(same_speaker(one, mention) for one in expected.speakers)


def _name_is_right(expected: Expected, name: str) -> bool:
    """Every word of the full name where one is given, else any of the mentions."""
    if expected.name:
        return _name_words(expected.name) <= _name_words(name) or expected.name == name
    return any(same_speaker(one, name) for one in expected.speakers)


def _name_words(name: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(name)} - _TITLES


def _alike(wanted: str, found: str) -> bool:
    one, other = (re.sub(r"^(?:the|a|an) ", "", text.lower()) for text in (wanted, found))
    return bool(other) and (one in other or other in one)


def _compare_marked(case: Case, read: QuotesRead, outcome: Comparison) -> None:
    left = list(read.marked)
    for expected in (one for one in case.expected if one.kinds - QUOTES):
        place = _trim(case.body, expected.start, expected.end)
        same = [one for one in left if _trim(case.body, one.span.start, one.span.end) == place]
        for one in same:
            left.remove(one)
        if not same and expected.is_quote and _is_quoted(case.body, read, place):
            continue
        outcome.counts["marked"] += 1
        if any(one.kind in expected.kinds for one in same):
            outcome.counts["marked right"] += 1
        else:
            kind = same[0].kind if same else "nothing"
            wanted = "/".join(sorted(expected.kinds))
            outcome.mistakes.append(("marked", f"{kind}, not {wanted}: {expected.words}"))
    for one in left:
        if not any(
            other.start < one.span.end and one.span.start < other.end for other in case.expected
        ):
            outcome.mistakes.append(("marked", f"{one.kind}, not there: {one.span.text}"))


def _is_quoted(body: str, read: QuotesRead, place: tuple[int, int]) -> bool:
    return any(_trim(body, quote.span.start, quote.span.end) == place for quote in read.quotes)
