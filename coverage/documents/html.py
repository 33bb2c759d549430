"""Opening a saved page: its article as a body with passages, its posts each at its place.

Posts are lifted out of the tree first (every extractor loses them), trafilatura then tells which
text is the article, and the body is built from the page's own blocks in reading order.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Sequence

from .blocks import UNREAD, Block, choose_blocks, find_blocks
from .bylines import is_elsewhere
from .embeds import Embed, find_embeds
from .encodings import decode
from .entrytimes import keep_entry_times
from .metadata import PageFacts, read_facts
from .opened import OpenedArticle, Unreadable
from .paywalls import keep_notice
from .rails import set_apart
from .savings import saved_from, without_archive, without_bars
from .trees import Element, parse_page, squeeze, without_unseen
from .writing import letters_of, write_article

_MOST_OF_IT = 0.75
_NEXT_TO_NOTHING = 400  # letters
_TOP = 20_000  # characters; an archive writes itself into the head
_SHELL = 150  # letters; a page of text has more
#: trafilatura takes the square of the number of blocks, sooner where it compares other extractors:
#: days for a page made of a million.
_MOST_BLOCKS, _MOST_COMPARED = 20_000, 5_000


def open_html(html: str | bytes, address: str = "", name: str = "") -> OpenedArticle:
    """The article of a saved page, with its posts placed in its body.

    Raises `Unreadable` for a page in which no text can be found.
    """
    label = name or address or "The page"
    page = decode(html, "text/html", label) if isinstance(html, bytes) else html
    is_archived = "archive.org/" in page[:_TOP]
    page = without_archive(page) if is_archived else page
    address = without_archive(address) or saved_from(page)
    root = parse_page(page)
    if root is None:
        raise Unreadable(f"{label} is empty. Save the page again once it has loaded.")
    root = without_unseen(root)
    if is_archived:
        without_bars(root)
    facts = read_facts(root, address)
    embeds = find_embeds(root)
    blocks = find_blocks(root, _places(embeds))
    if len(blocks) <= _MOST_BLOCKS:
        text = _extracted(root, quick=True)
        if len(blocks) <= _MOST_COMPARED and _looks_short(text, blocks):
            text = _extracted(root, quick=False) or text
        choose_blocks(blocks, text)
    if not any(block.chosen for block in blocks):
        _choose_stated(blocks, facts)
    if len(facts.body) > _NEXT_TO_NOTHING and _is_shell(blocks):
        blocks = [*(block for block in blocks if block.embed >= 0), *_stated(facts, root)]
    _choose_front(blocks, letters_of(facts.headline))
    keep_entry_times(blocks)
    set_apart(blocks, letters_of(facts.headline))
    keep_notice(blocks)
    article = write_article(facts, embeds, blocks)
    if not article.body.strip():
        raise Unreadable(
            f"{label} has no article text in it. Save the page again once it has loaded, or paste its text."
        )
    return article


def open_fragment(markup: str, facts: PageFacts) -> OpenedArticle:
    """The article that a piece of markup is as a whole (a feed's entry), with facts known before.

    All of its text is the article's. The body may be empty.
    """
    root = parse_page(f"<html><body><article>{markup}</article></body></html>")
    if root is None:
        return write_article(facts, [], [])
    embeds = find_embeds(root)
    blocks = find_blocks(root, _places(embeds))
    for block in blocks:
        block.chosen = block.embed < 0
    return write_article(facts, embeds, blocks)


def _extracted(root: Element, *, quick: bool) -> str:
    """What trafilatura takes for the article's text; "" for nothing.

    Works on copies of the tree. `quick` leaves out its comparison
    with other extractors, which costs half as much again and changes one page in twenty.
    """
    from trafilatura.core import bare_extraction

    try:
        document = bare_extraction(
            root, fast=quick, include_comments=False, include_tables=True, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ""
    return (getattr(document, "text", "") or "") if document is not None else ""


def _looks_short(text: str, blocks: Sequence[Block]) -> bool:
    """True when much of what looks like paragraphs on the page is not in the extracted text.

    A page whose paragraphs cannot be seen that way (its text stands in bare elements) counts too.
    """
    seen = sum(
        len(block.letters)
        for block in blocks
        if block.kind in ("paragraph", "blockquote", "list")
        and not block.furniture
        and block.linked < 0.5
        and len(block.letters) > 60
    )
    kept = sum(map(str.isalnum, text))
    return kept < seen * _MOST_OF_IT or seen < kept * 0.5 or kept < _NEXT_TO_NOTHING


def _places(embeds: Sequence[Embed]) -> dict[Element, int]:
    """The element that stands for each embed: its own, or the unread one around it (noscript)."""
    places: dict[Element, int] = {}
    for number, embed in enumerate(embeds):
        place = embed.element
        for above in embed.element.iterancestors(*UNREAD):
            place = above
        places.setdefault(place, number)
    return places


def _choose_front(blocks: list[Block], headline: str) -> None:
    """The paragraphs between the headline and the chosen text: an introduction in its own element."""
    first = next((number for number, block in enumerate(blocks) if block.chosen), 0)
    shown = next(
        (n for n, block in enumerate(blocks) if block.tag == "h1" and block.letters == headline),
        first,
    )
    for block in blocks[shown:first]:
        block.chosen = (
            block.tag == "p"
            and block.kind == "paragraph"
            and len(block.letters) > 60
            and not block.furniture
            and block.linked < 0.3
            and not is_elsewhere(block.parent)
        )


def _is_shell(blocks: Sequence[Block]) -> bool:
    """True for a page without its text, which a script was to put there."""
    return sum(len(block.letters) for block in blocks if block.chosen) < _SHELL


def _stated(facts: PageFacts, root: Element) -> list[Block]:
    """The paragraphs of the text that JSON-LD gives, as blocks of the page."""
    lines = (squeeze(line) for line in re.split(r"\s*\n\s*|</p>|<br\s*/?>", facts.body))
    texts = (squeeze(re.sub(r"<[^<>]{1,400}>", " ", line)) for line in lines)
    return [
        Block("paragraph", text, root, letters_of(text), chosen=True, tag="p")
        for text in texts
        if text
    ]


def _choose_stated(blocks: list[Block], facts: PageFacts) -> None:
    """Where no extractor found text: the blocks of JSON-LD's articleBody, else every long one."""
    if facts.body:
        choose_blocks(blocks, facts.body)
    if not any(block.chosen for block in blocks):
        for block in blocks:
            block.chosen = (
                not block.furniture
                and block.embed < 0
                and (len(block.letters) > 40 or block.kind == "heading")
            )
