"""`manage.py read [FILE] [-o FILE]`: read documents without storing anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coverage.documents.opened import OpenedArticle, Unreadable
from coverage.documents.opening import open_html, open_text
from coverage.management.jsonl import BadLine, Row, stream, text_field
from coverage.management.pipes import Pipe
from coverage.text.found import (
    FoundClaim,
    FoundPost,
    FoundQuantity,
    FoundQuote,
    Mention,
    Passage,
    Reading,
)
from coverage.text.reader import read
from coverage.text.spans import Span, as_body


def answer(source: str, target: str, options: Mapping[str, Any]) -> int:
    return stream(source, target, answer_row, wanted=("id",))


PIPE = Pipe(
    help=(
        "Read articles from JSON lines ({'id', 'text'} or {'id', 'html', 'url'}) and write what "
        "was found as JSON lines. Nothing is stored."
    ),
    answer=answer,
)


def answer_row(row: Row) -> Row:
    """What `read` writes for one line of its input; BadLine where there is nothing to read."""
    if "text" in row:
        opened = _open(text_field(row, "text"))
    elif "html" in row:
        try:
            opened = open_html(text_field(row, "html"), address=text_field(row, "url"))
        except Unreadable as error:
            raise BadLine(str(error)) from None
    else:
        raise BadLine("neither 'text' nor 'html' is given")
    reading = read(opened.body, opened.passages, opened.posts, opened.language)
    return {"id": row["id"], **article_keys(opened), **reading_keys(reading)}


def _open(text: str) -> OpenedArticle:
    """The article of this text; one without words is no mistake and holds nothing."""
    try:
        return open_text(text)
    except Unreadable:
        return OpenedArticle(body=as_body(text), passages=())


def article_keys(opened: OpenedArticle) -> Row:
    return {
        "title": opened.headline,
        "title_derived": opened.headline_derived,
        "authors": list(opened.authors),
        "published": opened.published.isoformat() if opened.published else None,
        "outlet": opened.outlet or None,
        "language": opened.language,
        "text": opened.body,
        "paragraphs": [passage_keys(passage) for passage in opened.passages],
    }


def reading_keys(reading: Reading) -> Row:
    return {
        "quotes": [quote_keys(quote) for quote in reading.quotes],
        "posts": [post_keys(post) for post in reading.posts],
        "claims": [claim_keys(claim) for claim in reading.claims],
        "quantities": [quantity_keys(quantity) for quantity in reading.quantities],
    }


def span_keys(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "text": span.text}


def mention_keys(mention: Mention | None) -> Row | None:
    return {**span_keys(mention.span), "name": mention.name} if mention else None


def passage_keys(passage: Passage) -> Row:
    return {"start": passage.span.start, "end": passage.span.end, "kind": passage.kind}


def quote_keys(quote: FoundQuote) -> Row:
    return {
        **span_keys(quote.span),
        # here direct words are words in marks: a transcript's turns are told apart, as PolNeAR does
        "kind": "indirect" if quote.is_turn else quote.kind,
        "speaker": mention_keys(quote.speaker),
        "cue": span_keys(quote.cue) if quote.cue else None,
        "via": quote.via.text if quote.via else None,
        "confidence": round(quote.confidence, 3),
    }


def post_keys(post: FoundPost) -> Row:
    return {
        "platform": post.platform,
        "post_id": post.post_id,
        "url": post.url,
        "handle": post.handle,
        "author": post.author,
        "text": post.text,
        "date": post.posted.isoformat() if post.posted else None,
        "offset": post.offset,
        "how": post.how,
    }


def claim_keys(claim: FoundClaim) -> Row:
    return {
        **span_keys(claim.span),
        "score": round(claim.checkworthiness, 4),
        "attribution": mention_keys(claim.claimant),
        "quantities": [quantity_keys(quantity) for quantity in claim.quantities],
    }


def quantity_keys(quantity: FoundQuantity) -> Row:
    return {
        **span_keys(quantity.span),
        "low": plain_number(quantity.low),
        "high": plain_number(quantity.high),
        "bound": quantity.bound,
        "unit": quantity.unit,
    }


def plain_number(number: Any) -> int | float | None:
    """A Decimal as JSON writes numbers: whole ones without a point."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
