"""`manage.py collate [FILE] [-o FILE]`: lay each story side by side, storing nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from coverage.documents.opening import open_text
from coverage.management.jsonl import BadLine, Row, stream, text_field
from coverage.management.pipes import Pipe
from coverage.text.collation.collated import (
    Change,
    Collation,
    Figure,
    SharedPost,
    SharedUtterance,
    Told,
)
from coverage.text.collation.collated import Row as CollatedRow
from coverage.text.collation.collation import collate
from coverage.text.reader import read
from coverage.text.spans import Span

#: The pages' finer kinds of change by the five that the output knows.
DIFFERENCE: dict[Change, str] = {
    "cut at start": "cut",
    "cut in the middle": "cut",
    "cut at end": "cut",
    "longer at start": "cut",
    "longer in the middle": "cut",
    "longer at end": "cut",
    "another part": "cut",
    "split": "split",
    "joined": "split",
    "word": "wording",
    "tense": "wording",
    "person": "wording",
    "translation": "wording",
    "paraphrase": "wording",
    "number": "number",
    "speaker": "speaker",
    "via": "speaker",
}
_ORDER = ("cut", "split", "wording", "speaker", "number")


def answer(source: str, target: str, options: Mapping[str, Any]) -> int:
    return stream(source, target, answer_row, wanted=("story", "articles"))


PIPE = Pipe(
    help=(
        "Collate stories from JSON lines ({'story', 'articles': [{'id', 'outlet', 'date', "
        "'title', 'text'}]}) and write rows, quotations, figures and posts as JSON lines. "
        "Nothing is stored."
    ),
    answer=answer,
)


def answer_row(row: Row) -> Row:
    """What `collate` writes for one story; BadLine where an article of it cannot be read."""
    articles = row["articles"]
    if not isinstance(articles, list) or not all(isinstance(a, dict) for a in articles):
        raise BadLine("'articles' is not a list of objects")
    told = [told_article(article) for article in articles]
    if len({t.key for t in told}) != len(told):
        raise BadLine("two articles of the story have the same 'id'")
    return {"story": row["story"], **collation_keys(collate(told))}


def told_article(article: Row) -> Told:
    """One article of the input, opened and read; its `text` is the body that offsets count in."""
    if "id" not in article:
        raise BadLine("an article has no 'id'")
    opened = open_text(text_field(article, "text"))
    reading = read(opened.body, opened.passages, opened.posts, opened.language)
    return Told(
        key=str(article["id"]),
        outlet=text_field(article, "outlet") or opened.outlet,
        published=_published(text_field(article, "date")) or opened.published,
        headline=text_field(article, "title") or opened.headline,
        reading=reading,
        reported=tuple(quote for quote in reading.quotes if quote.kind == "indirect"),
    )


def _published(text: str) -> date | datetime | None:
    """A date or a moment in ISO form; None for ""; BadLine for anything else."""
    if not text:
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        raise BadLine(f"'date' is not a date: {text}") from None


def collation_keys(collation: Collation) -> Row:
    """The collation as the command's output has it, but for the story's name."""
    return {
        "rows": [row_keys(row) for row in collation.rows],
        "quotations": [quotation_keys(one) for one in collation.utterances if one.is_shared],
        "figures": [figure_keys(figure) for figure in collation.figures],
        "posts": [post_keys(post) for post in collation.posts],
    }


def row_keys(row: CollatedRow) -> Row:
    return {
        "cells": {key: [_offsets(span) for span in spans] for key, spans in row.cells.items()},
        "label": row.label,
        "relation": row.relation,
    }


def quotation_keys(utterance: SharedUtterance) -> Row:
    found = {DIFFERENCE[change] for change in utterance.changes}
    return {
        "members": [
            {"article": wording.key, **_offsets(span)}
            for wording in utterance.wordings
            for span in wording.spans
        ],
        "differences": [kind for kind in _ORDER if kind in found] or ["none"],
    }


def figure_keys(figure: Figure) -> Row:
    return {
        "members": [{"article": m.key, **_offsets(m.span)} for m in figure.members],
        "relation": figure.relation,
    }


def post_keys(post: SharedPost) -> Row:
    return {
        "platform": post.platform,
        "post_id": post.post_id,
        "members": [{"article": m.key, "offset": m.offset, "how": m.how} for m in post.members],
    }


def _offsets(span: Span) -> Row:
    return {"start": span.start, "end": span.end}
