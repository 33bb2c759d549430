"""Framing: how each outlet begins and ends, whom it quotes first, with what verbs, and what it
calls those it writes of. The outlets' own words and counts of them; nothing is judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from coverage.models import Passage, Quote
from coverage.text.collation.framing import Called, read_framing
from coverage.text.lexicons import verbs
from coverage.text.sentences import find_sentences

from .attributed import SaidBy, said_by
from .pages import Column
from .presence import absence
from .storybench import OpenStory

_CUES = verbs("cues")
#: Passages in which a text is told, for its first sentence and its last paragraph.
_TOLD = ("paragraph", "blockquote", "list")
#: Words from which a text that another outlet prints too is told once.
_LONG = 8
NO_VERB = "without a verb"
_OURS = frozenset([NO_VERB, "a colon", "a dash"])
#: Words that make another verb of the one before them: pointed out, hit back.
_PARTICLES = frozenset("out up on off back down to for".split())


@dataclass(frozen=True, slots=True)
class FramingText:
    """Words of one outlet; `same_as` names the earlier column that prints the same."""

    column: Column
    words: str  # "" where its text has none
    href: str
    note: str = ""
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class FirstQuoted:
    column: Column
    by: SaidBy | None
    words: str
    is_reported: bool
    href: str
    note: str  # why nobody stands here


@dataclass(frozen=True, slots=True)
class VerbCount:
    """A verb in one of its forms, and how many quotes of one outlet it introduces."""

    form: str
    count: int
    is_theirs: bool  # the article's own word, not ours for a colon or for nothing


@dataclass(frozen=True, slots=True)
class VerbsOf:
    column: Column
    verbs: tuple[VerbCount, ...]
    quotes: int  # quotes and reported speech together


@dataclass(frozen=True, slots=True)
class SaidSo:
    """A quote that a verb introduces."""

    by: SaidBy
    words: str
    is_reported: bool
    href: str


@dataclass(frozen=True, slots=True)
class CalledSo:
    """What one outlet calls an actor; each of `words` with the address of its passage."""

    column: Column
    words: tuple[tuple[str, str], ...]  # the first, then others that say more
    note: str  # why nothing stands here


@dataclass(frozen=True, slots=True)
class ActorRow:
    name: str
    is_name: bool
    cells: tuple[CalledSo, ...]
    outlets: int


@dataclass(frozen=True, slots=True)
class FramingPage:
    texts: tuple[tuple[str, tuple[FramingText, ...]], ...]  # row name → a cell for each column
    has_standfirst: bool
    first_quoted: tuple[FirstQuoted, ...]
    verbs: tuple[VerbsOf, ...]
    verb: str  # the one that is open, "" for none
    said_so: tuple[tuple[Column, tuple[SaidSo, ...]], ...]
    actors: tuple[ActorRow, ...]
    bare: tuple[ActorRow, ...]  # whom nobody calls more than by the name


def framing_page(opened: OpenStory, verb: str = "") -> FramingPage:
    """Of the columns shown; `verb` is the form whose quotes are opened."""
    columns = opened.columns
    by_verb = {column.article: _by_verb(_quotes(opened, column)) for column in columns}
    known = any(verb in forms for forms in by_verb.values())
    rows = _actors(opened)
    standfirsts = [_standfirst(opened, column) for column in columns]
    has_standfirst = any(cell.words for cell in standfirsts)
    return FramingPage(
        texts=(
            ("Headline", _told_once([_headline(opened, c) for c in columns])),
            *([("Standfirst", _told_once(standfirsts))] if has_standfirst else []),
            ("First sentence", _told_once([_first_sentence(opened, c) for c in columns])),
            ("Last paragraph", _told_once([_last_paragraph(opened, c) for c in columns])),
        ),
        has_standfirst=has_standfirst,
        first_quoted=tuple(_first_quoted(opened, column) for column in columns),
        verbs=tuple(_verbs(column, by_verb[column.article]) for column in columns),
        verb=verb if known else "",
        said_so=tuple(
            (column, tuple(_said_so(column, row) for row in by_verb[column.article][verb]))
            for column in columns
            if verb in by_verb[column.article]
        ),
        actors=tuple(row for row, is_described in rows if is_described),
        bare=tuple(row for row, is_described in rows if not is_described),
    )


def _quotes(opened: OpenStory, column: Column) -> list[Quote]:
    """Quotes and reported speech in the order of the text."""
    kept = opened.bench.kept[column.article]
    return sorted((*kept.quotes, *kept.reported), key=lambda row: (row.start, row.pk))


def _passages(opened: OpenStory, column: Column, *kinds: str) -> list[Passage]:
    return [p for p in opened.bench.kept[column.article].passages if p.kind in kinds]


def _at(column: Column, passage: Passage) -> str:
    return f"{column.href}#p{passage.number}"


def _headline(opened: OpenStory, column: Column) -> FramingText:
    note = "no headline stated: its first words" if column.headline_derived else ""
    return FramingText(column, column.headline, column.href, note)


def _standfirst(opened: OpenStory, column: Column) -> FramingText:
    found = _passages(opened, column, "standfirst")
    if not found:
        return FramingText(column, "", "", "none found")
    return FramingText(column, found[0].text, _at(column, found[0]))


def _first_sentence(opened: OpenStory, column: Column) -> FramingText:
    body = opened.bench.body(column.article)
    for passage in _passages(opened, column, *_TOLD):
        for sentence in find_sentences(body, passage.start, passage.end):
            if sentence.text.strip():
                return FramingText(column, sentence.text, _at(column, passage))
    return FramingText(column, "", "", "no paragraph found")


def _last_paragraph(opened: OpenStory, column: Column) -> FramingText:
    if column.cut:
        return FramingText(column, "", "", f"cannot tell: {column.cut}")
    found = _passages(opened, column, *_TOLD)
    if not found:
        return FramingText(column, "", "", "no paragraph found")
    if len(found) == 1:
        return FramingText(column, "", "", "its first paragraph is its only one")
    return FramingText(column, found[-1].text, _at(column, found[-1]))


def _told_once(cells: Sequence[FramingText]) -> tuple[FramingText, ...]:
    """Long words that stand in an earlier column are named after it."""
    first: dict[str, str] = {}
    told = []
    for cell in cells:
        key = " ".join(cell.words.split())
        same_as = first.get(key, "") if len(key.split()) >= _LONG else ""
        first.setdefault(key, cell.column.called)
        told.append(
            FramingText(cell.column, cell.words, cell.href, cell.note, same_as) if same_as else cell
        )
    return tuple(told)


def _first_quoted(opened: OpenStory, column: Column) -> FirstQuoted:
    """The first quote whose speaker the text names or describes; speech it reports in its own
    words only where it has none in quotation marks."""
    kept = opened.bench.kept[column.article]
    for rows in (kept.quotes, kept.reported):
        for row in sorted(rows, key=lambda row: (row.start, row.pk)):
            if row.who:
                return FirstQuoted(
                    column, said_by(row), row.text, row.is_reported, _quote_at(column, row), ""
                )
    if column.reader_failed:
        return FirstQuoted(column, None, "", False, "", f"quotes not read: {column.reader_failed}")
    if kept.quotes:
        return FirstQuoted(column, None, "", False, "", "no speaker found for its quotes")
    why = absence(column, (), is_read=True).briefly("no quotes found in its text")
    return FirstQuoted(column, None, "", False, "", why)


def _quote_at(column: Column, row: Quote) -> str:
    return f"{column.href}{'?reported=1' if row.is_reported else ''}#q{row.pk}"


def _by_verb(rows: Sequence[Quote]) -> dict[str, list[Quote]]:
    found: defaultdict[str, list[Quote]] = defaultdict(list)
    for row in rows:
        found[verb_of(row)].append(row)
    return dict(found)


def verb_of(row: Quote) -> str:
    """The verb of the quote's cue as the article has it, in small letters: "saying" of "can be
    heard saying", "pointed out", "wants to know"; a cue without a verb whole; NO_VERB for none."""
    if not row.cue:
        return NO_VERB
    words = row.cue.casefold().split()
    forms = [word.strip(",.;:“”\"'’‘") for word in words]
    at = max((n for n, form in enumerate(forms) if form in _CUES), default=-1)
    if at < 0:
        return row.cue_told.casefold()
    begin = 0 if at and forms[at - 1] == "to" else at
    end = at + 2 if forms[at + 1 : at + 2] and forms[at + 1] in _PARTICLES else at + 1
    return " ".join(forms[begin:end])


def _verbs(column: Column, forms: dict[str, list[Quote]]) -> VerbsOf:
    counts = Counter({form: len(rows) for form, rows in forms.items()})
    ordered = sorted(counts.items(), key=lambda one: (one[0] == NO_VERB, -one[1], one[0]))
    return VerbsOf(
        column,
        tuple(VerbCount(form, count, form not in _OURS) for form, count in ordered),
        counts.total(),
    )


def _said_so(column: Column, row: Quote) -> SaidSo:
    return SaidSo(said_by(row), row.text, row.is_reported, _quote_at(column, row))


def _actors(opened: OpenStory) -> list[tuple[ActorRow, bool]]:
    """Each actor of the columns, and whether an outlet says more than the bare name."""
    framing = read_framing([opened.told(column.article) for column in opened.columns])
    rows = []
    for actor in framing.actors:
        called = {int(one.key): one for one in actor.called}
        cells = tuple(
            _called(opened, column, called.get(column.article), framing.not_read)
            for column in opened.columns
        )
        row = ActorRow(actor.name, actor.kind == "named", cells, len(called))
        rows.append((row, actor.is_described))
    return rows


def _called(
    opened: OpenStory, column: Column, called: Called | None, not_read: Sequence[str]
) -> CalledSo:
    if called is None:
        if str(column.article) in not_read:
            return CalledSo(column, (), "cannot tell: its language is not read")
        return CalledSo(column, (), absence(column, ()).briefly())
    return CalledSo(
        column,
        tuple((span.text, _passage_at(opened, column, span.start)) for span in called.spans),
        "",
    )


def _passage_at(opened: OpenStory, column: Column, start: int) -> str:
    passage = opened.bench.passage_at(column.article, start)
    return _at(column, passage) if passage else column.href
