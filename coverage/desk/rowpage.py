"""One row, one utterance or one figure on a page of its own: its words to cite, and what a person
may say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .bench import Bench
from .citations import citation
from .pages import Column, RowView
from .phrases import first_words, in_marks
from .rowviews import row_views
from .rulingnotes import Note
from .spots import Found

#: Rows above and below that are offered by name; any other is chosen from the list.
MOST_OFFERED = 300


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one article in a row or an utterance."""

    spot: str
    words: str
    href: str  # in the article


@dataclass(frozen=True, slots=True)
class InOne:
    """What one article has of it; `checked` where it has nothing and a person looked."""

    column: Column
    parts: tuple[Part, ...]
    checked: Note | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Another row or utterance that it may be put together with."""

    spot: str
    words: str
    where: str = ""  # "the row above"


@dataclass(frozen=True, slots=True)
class OnePage:
    """A row, an utterance or a quote that stands alone, or a figure."""

    kind: str  # row | quote | figure
    story: int
    headline: str
    label: str
    spot: str
    seen: str  # changes with what stands in it: who rules on it saw this
    articles: tuple[InOne, ...]
    choices: tuple[Choice, ...]
    rulings: tuple[Note, ...]
    cited: str  # plain text
    href: str  # where it stands in the story's pages
    badge: str = ""
    relation: str = ""
    is_act: bool = False

    @property
    def standing(self) -> tuple[InOne, ...]:
        """The articles that have it."""
        return tuple(one for one in self.articles if one.parts)

    @property
    def can_pick(self) -> bool:
        """True where one of several sentences, quotes or numbers can be picked."""
        return not self.is_act and sum(len(one.parts) for one in self.articles) > 1

    @property
    def missing(self) -> tuple[InOne, ...]:
        """The articles in whose text a row was not found; what else is printed says nothing."""
        return tuple(one for one in self.articles if self.kind == "row" and not one.parts)


def row_page(found: Found) -> OnePage:
    """The row in which the words stand."""
    bench, number = found.bench, found.row
    spans = spans_of_row(bench, number)
    views = row_views(bench, bench.columns)
    at = next(n for n, view in enumerate(views) if view.number == number)
    view = views[at]
    return OnePage(
        kind="row",
        story=found.story.pk,
        headline=found.story.headline,
        label=view.label,
        spot=view.spot,
        seen=bench.seen(spans),
        articles=_in_each(bench, spans, number),
        choices=_other_rows(views, at),
        rulings=view.rulings,
        cited=_cite(bench, spans),
        href=f"{found.story.get_absolute_url()}#r{number}",
        badge=view.badge,
        relation=view.relation,
    )


def spans_of_row(bench: Bench, number: int) -> dict[int, list[list[int]]]:
    """Article id → its sentences in the row."""
    return {int(a): sorted(cell) for a, cell in bench.rows[number - 1]["cells"].items()}


def _in_each(bench: Bench, spans: dict[int, list[list[int]]], number: int = 0) -> tuple[InOne, ...]:
    return tuple(
        InOne(
            column,
            tuple(_part(bench, column, span) for span in spans.get(column.article, ())),
            bench.notes.absent.get((number, column.article)),
        )
        for column in bench.columns
    )


def _part(bench: Bench, column: Column, span: Sequence[int]) -> Part:
    start, end = span
    passage = bench.passage_at(column.article, start)
    return Part(
        spot=bench.spot(column.article, start, end),
        words=bench.body(column.article)[start:end],
        href=f"{column.href}#p{passage.number}" if passage else column.href,
    )


def _other_rows(views: Sequence[RowView], at: int) -> tuple[Choice, ...]:
    """The rows above and below first, then the others in the page's order."""
    shown = [n for n, view in enumerate(views) if n != at and not view.folded]
    above = max((n for n in shown if n < at), default=-1)
    below = min((n for n in shown if n > at), default=-1)
    first = [(above, "the row above"), (below, "the row below")]
    named = [(n, where) for n, where in first if n >= 0]
    others = [(n, "") for n in shown if n not in (above, below)]
    others.sort(key=lambda other: abs(other[0] - at))
    near = sorted(others[:MOST_OFFERED])
    return tuple(Choice(views[n].spot, _row_words(views[n]), where) for n, where in (*named, *near))


def _row_words(view: RowView) -> str:
    """Its label, its first words, and whose."""
    cell = next(cell for cell in view.cells if cell.found)
    words = first_words("".join(piece.text for piece in cell.parts[0].pieces), 9)
    more = f" and {view.found_in - 1} more" if view.found_in > 1 else ""
    return f"{view.label}: {in_marks(words)} ({cell.column.called}{more})"


def _cite(bench: Bench, spans: dict[int, list[list[int]]]) -> str:
    """Everything that stands there, one article a line."""
    lines = []
    for article in bench.articles:
        body = bench.body(article.pk)
        words = " … ".join(" ".join(body[s:e].split()) for s, e in spans.get(article.pk, ()))
        if words:
            lines.append(citation(article, words))
    return "\n\n".join(lines)


# --- quotes -----------------------------------------------------------------------------------


def quote_page(found: Found) -> OnePage | None:
    """The utterance whose wording stands there, or a quote that stands alone; None for neither."""
    bench = found.bench
    utterance = utterance_at(found)
    spans = quotes_at(found)
    if not spans:
        return None
    text = utterance["text"] if utterance else bench.body(found.article)[found.start : found.end]
    at = bench.result["utterances"].index(utterance) + 1 if utterance else 0
    first = next(c.article for c in bench.columns if c.article in spans)
    notes = (
        bench.notes.on_utterance(utterance)
        if utterance
        else bench.notes.on_quote(found.article, found.start, found.end)
    )
    return OnePage(
        kind="quote",
        story=found.story.pk,
        headline=found.story.headline,
        label=in_marks(text),
        spot=bench.spot(first, *spans[first][0]),
        seen=bench.seen(spans),
        articles=_in_each(bench, spans),
        choices=_other_utterances(bench, utterance, spans),
        rulings=notes,
        cited=_cite(bench, spans),
        href=f"{found.story.get_absolute_url()}quotes#" + (f"u{at}" if at else "lone"),
        relation="utterance" if utterance else "",
    )


def utterance_at(found: Found) -> dict[str, Any] | None:
    """The stored utterance with a wording at the words."""
    for utterance in found.bench.result["utterances"]:
        for wording in utterance["wordings"]:
            if wording["article"] == found.article and any(
                start < found.end and found.start < end for start, end in wording["spans"]
            ):
                return dict(utterance)
    return None


def quotes_at(found: Found) -> dict[int, list[list[int]]]:
    """Article id → the quotes of the utterance there, or the lone quote; {} where none stands."""
    utterance = utterance_at(found)
    if utterance is None:
        rows = found.bench.kept[found.article].quotes
        spans = [[r.start, r.end] for r in rows if r.start < found.end and found.start < r.end]
        return {found.article: spans[:1]} if spans else {}
    spans_of: dict[int, list[list[int]]] = {}
    for wording in utterance["wordings"]:
        spans_of.setdefault(wording["article"], []).extend(sorted(wording["spans"]))
    return {a: spans for a, spans in spans_of.items() if a in found.bench.kept}


def _other_utterances(
    bench: Bench, own: dict[str, Any] | None, spans: dict[int, list[list[int]]]
) -> tuple[Choice, ...]:
    """Utterances in their order, then the quotes that stand alone."""
    choices = []
    for number, one in enumerate(bench.result["utterances"], 1):
        standing = [w for w in one["wordings"] if w["article"] in bench.kept]
        if standing and (own is None or one["id"] != own["id"]):
            spot = bench.spot(standing[0]["article"], *standing[0]["spans"][0])
            words = f"{number} {in_marks(first_words(one['text'], 12))}"
            choices.append(Choice(spot, words))
    for column in bench.columns:
        for row in bench.kept[column.article].quotes:
            own_place = [row.start, row.end] in spans.get(column.article, ())
            if row.pk not in bench.number and not own_place:
                words = f"{in_marks(first_words(row.text, 12))} ({column.called})"
                choices.append(Choice(bench.spot(column.article, row.start, row.end), words))
    return tuple(choices[:MOST_OFFERED])


# --- figures ----------------------------------------------------------------------------------


def figure_page(found: Found) -> OnePage | None:
    """The figure, or the act, of which a member stands there; None for neither."""
    stored = figure_at(found)
    if stored is None:
        return None
    bench = found.bench
    is_act = "relation" not in stored
    spans: dict[int, list[list[int]]] = {}
    for member in stored["members"]:
        if member["article"] in bench.kept:
            spans.setdefault(member["article"], []).append(member["span"])
    first = next(c.article for c in bench.columns if c.article in spans)
    return OnePage(
        kind="figure",
        story=found.story.pk,
        headline=found.story.headline,
        label=in_marks(stored["what"]),
        spot=bench.spot(first, *spans[first][0]),
        seen=bench.seen(spans),
        articles=_in_each(bench, spans),
        choices=(),
        rulings=bench.notes.on_figure(stored["members"]),
        cited=_cite(bench, _whole_sentences(bench, spans)),
        href=f"{found.story.get_absolute_url()}claims",
        relation=stored.get("relation", "conflict"),
        is_act=is_act,
    )


def figure_at(found: Found) -> dict[str, Any] | None:
    """The stored figure, or account of an act, with a member at the words."""
    result = found.bench.result
    for stored in (*result["figures"], *result.get("accounts", ())):
        for member in stored["members"]:
            start, end = member["span"]
            if member["article"] == found.article and start < found.end and found.start < end:
                return dict(stored)
    return None


def _whole_sentences(bench: Bench, spans: dict[int, list[list[int]]]) -> dict[int, list[list[int]]]:
    """The sentences that the spans stand in: a number alone is no citation."""
    whole: dict[int, list[list[int]]] = {}
    for article, own in spans.items():
        for row in bench.rows:
            for start, end in row["cells"].get(str(article), ()):
                if any(start <= s < end for s, _ in own):
                    whole.setdefault(article, []).append([start, end])
    return {article: sorted(found) for article, found in whole.items()}
