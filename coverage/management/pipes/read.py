"""`manage.py read [FILE] [-o FILE]`: read documents without storing anything.

What was found is written as JSON at once, record by record: a dict for each of the hundred claims,
quotes and quantities of an article, made only to be written, would cost a tenth of reading it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from json.encoder import encode_basestring as escaped
from typing import Any

from coverage.documents.opened import OpenedArticle, Unreadable
from coverage.documents.opening import open_html, open_text
from coverage.management.jsonl import BadLine, Row, as_json, stream, text_field, write_line
from coverage.management.pipes import Pipe
from coverage.text.found import (
    FoundClaim,
    FoundPost,
    FoundQuantity,
    FoundQuote,
    Mention,
    Passage,
)
from coverage.text.reader import read
from coverage.text.spans import Span, as_body


def answer(source: str, target: str, options: Mapping[str, Any]) -> int:
    return stream(source, target, answer_line, wanted=("id",), write=write_line)


PIPE = Pipe(
    help=(
        "Read articles from JSON lines ({'id', 'text'} or {'id', 'html', 'url'}) and write what "
        "was found as JSON lines. Nothing is stored."
    ),
    answer=answer,
)


def answer_line(row: Row) -> str:
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
    head = as_json({"id": row["id"], **article_keys(opened)})
    return (
        f'{head[:-1]},"text":{quoted(opened.body)}'
        f',"paragraphs":{listed(map(passage_json, opened.passages))}'
        f',"quotes":{listed(map(quote_json, reading.quotes))}'
        f',"posts":{as_json([post_keys(post) for post in reading.posts])}'
        f',"claims":{listed(map(claim_json, reading.claims))}'
        f',"quantities":{listed(map(quantity_json, reading.quantities))}}}'
    )


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


def passage_json(passage: Passage) -> str:
    span = passage.span
    return f'{{"start":{span.start},"end":{span.end},"kind":"{passage.kind}"}}'


def quote_json(quote: FoundQuote) -> str:
    # here direct words are words in marks: a transcript's turns are told apart, as PolNeAR does
    kind = "indirect" if quote.is_turn else quote.kind
    return (
        f'{{{span_json(quote.span)},"kind":"{kind}","speaker":{mention_json(quote.speaker)}'
        f',"cue":{f"{{{span_json(quote.cue)}}}" if quote.cue else "null"}'
        f',"via":{quoted(quote.via.text) if quote.via else "null"}'
        f',"confidence":{round(quote.confidence, 3)}}}'
    )


def claim_json(claim: FoundClaim) -> str:
    return (
        f'{{{span_json(claim.span)},"score":{round(claim.checkworthiness, 4)}'
        f',"attribution":{mention_json(claim.claimant)}'
        f',"quantities":{listed(map(quantity_json, claim.quantities))}}}'
    )


def quantity_json(quantity: FoundQuantity) -> str:
    return (
        f"{{{span_json(quantity.span)}"
        f',"low":{number_json(quantity.low)},"high":{number_json(quantity.high)}'
        f',"bound":"{quantity.bound}","unit":{quoted(quantity.unit)}}}'
    )


def mention_json(mention: Mention | None) -> str:
    if mention is None:
        return "null"
    return f'{{{span_json(mention.span)},"name":{escaped(mention.name)}}}'


def span_json(span: Span) -> str:
    """The keys that every record with a span begins with."""
    return f'"start":{span.start},"end":{span.end},"text":{escaped(span.text)}'


def number_json(number: Decimal | None) -> str:
    """A Decimal as JSON writes numbers: whole ones without a point."""
    if number is None:
        return "null"
    return str(int(number) if number == number.to_integral_value() else float(number))


def listed(values: Iterable[str]) -> str:
    return f"[{','.join(values)}]"


def quoted(text: str) -> str:
    """A long text as `escaped` writes it; most holds nothing that must be escaped."""
    if '"' in text or "\\" in text or not text.isprintable():
        return escaped(text)
    return f'"{text}"'
