"""Rows of corresponding passages, ready to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coverage.models import PostAppearance, Quote
from coverage.text.collation.reading_order import BESIDE_THE_TEXT

from .attributed import Attributed, Heard, SaidBy, said_by
from .bench import FOLDED, Bench, heard_in, post_card, state_of
from .pages import Cell, CellPart, Column, RowView, Sign
from .presence import absence
from .transpositions import mark_transposed

#: What keeps the claims of a row from being the same, in the words of its badge.
APART_WORDS = {
    "negation": "said and denied",
    "modality": "how certain",
    "speaker": "speaker",
    "unit": "unit",
}
SIGNS: dict[str, Sign] = {"shared": "=", "differs": "≠", "only": "◐", "scope": "∥"}
FIGURE_SIGNS: dict[str, Sign] = {"conflict": "≠", "update": "∥", "scope": "∥"}
#: How figures that do not differ stand to each other.
FIGURE_WORDS = {"same": "same figure", "rounded": "rounded figure", "compatible": "figures agree"}
#: The page's words for how wordings of one utterance depart from each other.
_CHANGE_WORDS = {"speaker": "speaker", "via": "via", "number": "number"}


def row_views(bench: Bench, columns: Sequence[Column]) -> tuple[RowView, ...]:
    """Every row that has a cell in one of the columns, in the stored order."""
    views = []
    for number, row in enumerate(bench.rows, 1):
        if any(str(column.article) in row["cells"] for column in columns):
            views.append(_row(bench, columns, number, row))
    return mark_transposed(views)


def _row(bench: Bench, columns: Sequence[Column], number: int, row: dict[str, Any]) -> RowView:
    spans = {int(article): cell for article, cell in row["cells"].items()}
    having = [column for column in columns if column.article in spans]
    utterance_at = bench.utterance_in.get(number, 0)
    utterance = bench.result["utterances"][utterance_at - 1] if utterance_at else None
    figure = bench.figure_in.get(number)
    places_an_act = number in bench.rows_with_an_act
    relation = row["relation"]
    if relation == "shared" and utterance and utterance["changes"]:
        relation = "differs"  # stored by a collation that took a cut for no difference
    if figure and _is_no_difference(figure, utterance, relation, places_an_act):
        relation = "scope"
    if len(having) == 1 and len(spans) > 1 and relation != "only":
        # the others that have it are not shown
        relation, figure = "only" if len(columns) > 1 else "shared", None
    cells = _with_equals(
        [
            _cell(bench, column, spans[column.article], utterance, figure)
            if column in having
            else _missing(bench, column, number, having)
            for column in columns
        ]
    )
    found = [cell for cell in cells if cell.found]
    return RowView(
        number=number,
        label=row["label"],
        relation=relation,
        sign=SIGNS.get(relation, ""),
        badge=_only_in(bench, spans, cells)
        if relation == "only" or len(columns) == 1
        else _badge(relation, utterance, figure, cells, places_an_act, row.get("apart", ())),
        found_in=len(found),
        of=len(columns),
        cells=tuple(cells),
        why=row["why"],
        utterance=utterance_at,
        folded=_folds_away(relation, [part.kind for cell in found for part in cell.parts]),
        spot=_spot(bench, columns, spans),
        rulings=tuple(bench.notes.on_row.get(number, ())),
        seen=bench.seen({a: cell for a, cell in spans.items() if a in bench.kept}),
    )


def _spot(bench: Bench, columns: Sequence[Column], spans: dict[int, list[list[int]]]) -> str:
    """The row's first words in the first of the columns that has it."""
    article = next(column.article for column in columns if column.article in spans)
    start, end = min(spans[article])
    return bench.spot(article, start, end)


def _is_no_difference(
    figure: dict[str, Any], utterance: dict[str, Any] | None, relation: str, places_an_act: bool
) -> bool:
    """True for figures of different scope, and for a later count where nothing else differs."""
    if figure["relation"] == "scope":
        return relation != "differs"
    changed = utterance is not None and bool(utterance["changes"])
    return figure["relation"] == "update" and not changed and not places_an_act


def _folds_away(relation: str, kinds: list[str]) -> bool:
    """Lines that are not the outlet's telling; a lone headline too, as it heads its column."""
    return FOLDED.issuperset(kinds) or (relation == "only" and set(kinds) == {"headline"})


def _missing(bench: Bench, column: Column, number: int, having: Sequence[Column]) -> Cell:
    why = absence(column, having)
    checked = bench.notes.absent.get((number, column.article))
    return Cell(column, reason=why.reason, is_unknown=why.is_unknown, checked=checked)


def _cell(
    bench: Bench,
    column: Column,
    spans: list[list[int]],
    utterance: dict[str, Any] | None,
    figure: dict[str, Any] | None,
) -> Cell:
    parts = cell_parts(bench, column.article, spans)
    quotes = _quotes_in(bench, column.article, spans)
    notes, short = [], ""
    if figure:
        figures = [m for m in figure["members"] if m["article"] == column.article]
        said = (bench.body(column.article)[slice(*m["span"])] for m in figures)
        short = " / ".join(dict.fromkeys(said))
        notes += [m["scope"] for m in figures if m["scope"]]
        if not figures and not utterance:
            notes.append("no figure found")
    if utterance:
        wordings = [w for w in utterance["wordings"] if w["article"] == column.article]
        if words := sum(w["words"] for w in wordings):
            short = f"{words}/{utterance['words']}"
        notes += _utterance_notes(utterance, wordings)
    if not short:
        short = _short(parts)
    return Cell(
        column,
        parts,
        tuple(dict.fromkeys(notes)),
        state_of(quotes),
        short=short,
        at=_told_at(bench, column.article, spans),
    )


def _told_at(bench: Bench, article: int, spans: list[list[int]]) -> int:
    """Where the article tells first what stands in the cell; -1 where its text does not."""
    starts = [start for start, _ in spans]
    kinds = {start: p.kind for start in starts if (p := bench.passage_at(article, start))}
    return min((start for start in starts if kinds.get(start) not in BESIDE_THE_TEXT), default=-1)


def cell_parts(bench: Bench, article: int, spans: list[list[int]]) -> tuple[CellPart, ...]:
    """The spans as parts, one for each run of neighbours in one passage; a post is its card."""
    runs: list[tuple[int, int, Any]] = []
    body = bench.body(article)
    for start, end in sorted(map(tuple, spans)):
        passage = bench.passage_at(article, start)
        if runs and runs[-1][2] is passage and not body[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], end, passage)
        else:
            runs.append((start, end, passage))
    parts: list[CellPart] = []
    shown: set[int] = set()
    for at, (start, end, passage) in enumerate(runs):
        kind = passage.kind if passage else "paragraph"
        post = _post_at(bench, article, start, end) if kind == "post" else None
        if post and post.pk in shown:
            continue
        if post:
            shown.add(post.pk)
        parts.append(
            CellPart(
                kind=kind,
                passage=passage.number if passage else 0,
                pieces=bench.pieces(article, start, end),
                post=post_card(post) if post else None,
                skipped_before=bool(at) and bool(body[runs[at - 1][1] : start].strip()),
                reason=passage.reason if passage else "",
                said=() if post else _attributed(bench, article, [start, end]),
            )
        )
    return tuple(parts)


def _post_at(bench: Bench, article: int, start: int, end: int) -> PostAppearance | None:
    """The post most of whose words the stretch holds, so that its card can stand for it."""
    for row in bench.kept[article].posts:
        inside = min(end, row.end) - max(start, row.start)
        if row.post and inside > 0 and 2 * inside > row.end - row.start:
            return row
    return None


def _quotes_in(bench: Bench, article: int, spans: list[list[int]]) -> list[Quote]:
    return [
        row
        for row in bench.kept[article].quotes
        if any(start < row.end and row.start < end for start, end in spans)
    ]


def _attributed(bench: Bench, article: int, span: list[int]) -> tuple[Attributed, ...]:
    """Whose the quotes in the span are, those of one speaker, cue and go-between together."""
    told: dict[tuple[SaidBy, Heard], str] = {}
    for row in _quotes_in(bench, article, [span]):
        told.setdefault((said_by(row), heard_in(bench, row)), _begins(row.text))
    alone = len(told) == 1
    return tuple(
        Attributed("" if alone else words, by, heard) for (by, heard), words in told.items()
    )


def _utterance_notes(utterance: dict[str, Any], wordings: list[dict[str, Any]]) -> list[str]:
    if not any(wording["post"] for wording in utterance["wordings"]):
        return []
    return [
        f"{wording['words']} of the post’s {utterance['words']} words"
        for wording in wordings
        if not wording["post"]
    ]


def _badge(
    relation: str,
    utterance: dict[str, Any] | None,
    figure: dict[str, Any] | None,
    cells: list[Cell],
    places_an_act: bool,
    apart: Sequence[str] = (),
) -> str:
    found = sum(cell.found for cell in cells)
    if relation == "scope" and figure and figure["relation"] == "update":
        return "update (later)"
    if relation == "scope" and figure:
        return scope_badge(figure)
    if relation == "differs":
        what = []
        if utterance:
            what = list(dict.fromkeys(_CHANGE_WORDS.get(c, "words") for c in utterance["changes"]))
        if figure and figure["relation"] in ("conflict", "update"):
            what.append("update (later)" if figure["relation"] == "update" else "figure")
        if places_an_act:
            what.append("when")
        what += [APART_WORDS[kind] for kind in apart]
        return "differs: " + ", ".join(dict.fromkeys(what)) if what else "differs"
    if utterance:
        return f"{found} of {len(cells)}, same words"
    if figure:
        return f"{found} of {len(cells)}, {FIGURE_WORDS[figure['relation']]}"
    if sum(bool(cell.same_as) for cell in cells) == found - 1:
        return f"{found} of {len(cells)}, same words"
    return f"{found} of {len(cells)}, told in other words"


def _only_in(bench: Bench, spans: dict[int, Any], cells: list[Cell]) -> str:
    """That one alone has it: of all, of those shown, or of texts that are not copies of it."""
    here = {cell.column.article for cell in cells if cell.found}
    others = spans.keys() - here
    alike = [set(copy["articles"]) for copy in bench.result["copies"]]
    if others and any(here < one and others <= one for one in alike):
        told = f"only in one text, which {len(spans)} articles share"
    elif len(cells) == 1 and others:
        told = f"in {len(spans)} of {len(bench.columns)} articles, one shown"
    else:
        told = "only in one of those shown" if others else "only in one"
    unknown = sum(cell.is_unknown for cell in cells)
    return f"{told}; cannot tell of {unknown}" if unknown else told


def scope_badge(figure: dict[str, Any]) -> str:
    """ "different scope", with what narrows each figure where the articles say it."""
    scopes = dict.fromkeys(m["scope"].removeprefix("on ") for m in figure["members"] if m["scope"])
    return "different scope: " + " / ".join(scopes) if scopes else "different scope"


def _with_equals(cells: list[Cell]) -> list[Cell]:
    """Cells whose wording stands already in an earlier column say so."""
    columns = Counter(cell.column.called for cell in cells)
    first: dict[str, Column] = {}
    out = []
    for cell in cells:
        words = " ".join("".join(p.text for p in part.pieces) for part in cell.parts)
        folded = " ".join(words.split()).casefold()
        if cell.found and folded in first:
            column = first[folded]
            alone = columns[column.called] == 1
            same = column.called if alone else f"{column.called}: “{_begins(column.headline, 8)}”"
            cell = replace(cell, same_as=same)
        elif cell.found:
            first[folded] = cell.column
        out.append(cell)
    return out


def _short(parts: tuple[CellPart, ...]) -> str:
    if parts[0].post:
        return parts[0].post.how
    return _begins("".join(piece.text for piece in parts[0].pieces), 6)


def _begins(text: str, most: int = 4) -> str:
    """Its first words, "…" where there are more."""
    words = text.split()
    return " ".join(words[:most]) + ("…" if len(words) > most else "")
