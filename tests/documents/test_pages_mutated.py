"""Damaged pages: opened or refused with a reason, never an exception of another kind, never a hang."""

# ruff: noqa: E501 - tables of cases read better on one line

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from coverage.documents.opened import Unreadable
from coverage.documents.opening import open_document
from coverage.documents.trees import parse_page, words_of

PAGE = (Path(__file__).parent / "pages" / "harbour.html").read_bytes()
STORY = "".join(
    f"<p>The old swing bridge over the harbour was closed on day {day} after a crack was found in one of its girders.</p>"
    for day in range(12)
)
#: Pieces that change how the rest of a page is read.
PIECES = """<div>|</p>|<|>|"|'|&|&#x0;|&#xD800;|&#99999999;|<!--|-->|<![CDATA[|<script>|</script>|<script type="application/ld+json">{"@type": "NewsArticle", "author":|[[[[[[|<noscript>|<template>|<svg>|<math>|<table>|<article>|</article>|</body>|<nav><li><h1>|<iframe src="https://www.youtube.com/embed/|<blockquote class="twitter-tweet">|<amp-twitter data-tweetid="|<meta charset="utf-16">|<base href="//">|<time datetime="9999-99-99T99:99">|<span class="sr-only">|<p class="author">|2023-02-31""".split(
    "|"
)
BYTES = [
    b"\x00",
    b"\xff\xfe",
    b"\xe2\x80",
    b"\xed\xa0\x80",
    b"\x1b$B",
    b"\x80\x81\x82",
    b"\xf4\x90\x80\x80",
]


def mutated(chance: random.Random) -> bytes:
    """The saved page with bytes flipped, cut, doubled and pieces of markup put in."""
    page = bytearray(PAGE)
    for _ in range(chance.choice((1, 2, 5, 20, 100))):
        place = chance.randrange(len(page) + 1)
        kind = chance.random()
        if kind < 0.3 and page:
            page[min(place, len(page) - 1)] = chance.randrange(256)
        elif kind < 0.45:
            del page[place : place + chance.choice((1, 3, 40, 800))]
        elif kind < 0.75:
            page[place:place] = chance.choice(PIECES).encode()
        elif kind < 0.82:
            page[place:place] = chance.choice(BYTES)
        elif kind < 0.95:
            other = chance.randrange(len(page) + 1)
            page[place:place] = page[other : other + chance.choice((5, 60, 600))]
        elif kind < 0.96:
            del page[place:]
        else:
            page[place:place] = chance.choice(PIECES).encode() * chance.choice((30, 250))
    return bytes(page)


def check(content: bytes, what: str) -> bool:
    """True for a page that opens; checks that its spans hold."""
    try:
        articles = open_document(content, name="page.html", content_type="text/html")
    except Unreadable:
        return False
    for article in articles:
        article.body.encode()
        assert "\x00" not in article.body, what
        for passage in article.passages:
            span = passage.span
            assert article.body[span.start : span.end] == span.text, what
        for post in article.posts:
            assert 0 <= post.offset <= len(article.body), what
            for held in (post.span, post.text_span):
                assert held is None or article.body[held.start : held.end] == held.text, what
    return True


@pytest.mark.parametrize("seed", range(8))
def test_a_hundred_damaged_pages_open_or_are_refused(seed: int) -> None:
    chance = random.Random(seed)
    opened = sum(check(mutated(chance), f"seed {seed}, page {number}") for number in range(100))
    assert opened > 50


NESTED = "<div> <span> <blockquote> <ul><li> <table><tr><td> <table> <b> <a> <font> <p><b> <section> <article> <figure> <form> <dl><dd> <noscript> <iframe> <template> <svg> <object> <nav>".split()


@pytest.mark.parametrize("tag", NESTED)
@pytest.mark.parametrize("depth", [300, 5000])
def test_deeply_nested_pages_are_read_in_time(tag: str, depth: int) -> None:
    started = time.process_time()
    after = f"<body><h1>Bridge shut</h1>{STORY}{tag * depth}below</body>"
    assert check(after.encode(), tag)
    check(f"<body>{tag * depth}<h1>Bridge shut</h1>{STORY}</body>".encode(), tag)
    assert time.process_time() - started < 10


LONG = [
    "a",
    "related ",
    "&lt;",
    "%3C",
    "https://x.com/a/status/1654000000000000001 ",
    "<p>",
    "[",
    "tw-",
    "  ",
]


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize("name", ["class", "data-src", "href", "content", "datetime", "srcdoc"])
def test_attributes_of_a_megabyte_are_read_in_time(name: str, piece: str) -> None:
    value = piece.replace('"', "") * (1_000_000 // len(piece))
    started = time.process_time()
    for tag in ("p", "iframe", "meta", "time"):
        page = f'<body><h1>Bridge shut</h1>{STORY}<{tag} {name}="{value}"></{tag}></body>'
        assert check(page.encode(), f"{tag} {name}")
    assert time.process_time() - started < 20


@pytest.mark.parametrize("piece", ["<p>x", "<time>10:00</time><p>x", "<li>x", "<h2>x"])
def test_pages_of_many_small_blocks_are_read_in_time(piece: str) -> None:
    started = time.process_time()
    page = f"<body><article><h1>Bridge shut</h1>{STORY}{piece * 40_000}</article></body>"
    assert check(page.encode(), piece)
    assert time.process_time() - started < 10


def test_the_words_below_too_many_levels_are_kept() -> None:
    page = (
        f"<body><p>above</p>{'<div>' * 300}<p>one</p><p>two</p>{'</div>' * 300}<p>below</p></body>"
    )
    root = parse_page(page)
    assert root is not None
    assert words_of(root).split("\n") == ["above", "one", "two", "below"]
    assert [element.text for element in root.iter("p")] == ["above", "one", "two", "below"]
    deepest = max(sum(1 for _ in element.iterancestors()) for element in root.iter("p"))
    assert deepest <= 200
