"""Damaged documents of every kind: opened or refused with a reason, no exception and no hang.

    python -m benchmarks.mutations [--count 10000] [--seed 0]

Each document is a sound one of ours (pages, also saved as one file, pasted texts, feeds, archives,
tables, lists) with bytes flipped, cut,
doubled, put in, or pieces put in that change how the rest is read. It is taken apart and every unit
opened, as every way in does, and what comes out is checked: spans hold, a refusal says what to do.
Prints a line for each kind, and exits 1 with the seed and number of what failed; the same seed
makes the same documents. A document that takes longer than 20 CPU seconds is a hang.
"""

# ruff: noqa: E501 - sound documents and tables read better on one line

from __future__ import annotations

import argparse
import quopri
import random
import signal
import sys
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from coverage.documents.entries import read_entries
from coverage.documents.opened import OpenedArticle, Unreadable
from coverage.documents.opening import open_document
from coverage.documents.units import Refusal, Unit
from tests.documents.incoming import RSS, WORDS, come, gzipped, warc, zipped
from tests.documents.test_units_any_input import LIMITS, SOUND

PAGES = Path(__file__).resolve().parent.parent / "tests" / "documents" / "pages"
HANG = 20  # CPU seconds
FEEDS = ("a.xml", "a.atom", "feed.json")

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Courier</title><id>a</id>
<entry><id>b</id><title type="html">Bridge &lt;b&gt;shut&lt;/b&gt;</title><updated>2023-05-04T10:00:00Z</updated><author><name>Ana Kohl</name></author>
<link rel="alternate" href="https://courier.example/bridge"/><content type="html">&lt;p&gt;{WORDS}&lt;/p&gt;</content></entry>
<entry><id>c</id><title>Ferry</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{WORDS}</p></div></content></entry></feed>"""
JSON_FEED = f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Courier", "items": [
{{"id": "1", "url": "https://courier.example/bridge", "title": "Bridge shut", "content_html": "<p>{WORDS}</p>", "date_published": "2023-05-04T10:00:00Z"}},
{{"id": "2", "content_text": "{WORDS}", "authors": [{{"name": "Ana Kohl"}}]}}]}}"""
MEDIA_CLOUD = (
    "id,indexed_date,language,media_name,media_url,publish_date,title,url,text\n"
    f'1,2023-05-05,en,Harbour Courier,courier.example,2023-05-04,"Bridge, shut",https://courier.example/bridge,"{WORDS}\n\n{WORDS}"\n'
    f"2,2023-05-05,en,Orle Post,post.example,2023-05-06,Ferry,https://post.example/ferry,{WORDS[:90].replace(',', '')}\n"
)

TEXT = (
    f"Bridge shut\n\nBy Ana Kohl\n\nORLE, May 4 (Reuters) - {WORDS}\n\n“We saw it coming,” said Ines Tarr, 41.\n\n"
    "Ines Tarr\n@inestarr\nThe bridge is shut. #orle\n8:04 PM · May 4, 2023 · 1,204 Views\n\n— Orle Post (@orlepost) May 4, 2023\n\n"
    f"View this post on Instagram\n\nA post shared by Bo (@bo)\n\nQ: Was it safe?\n\nA: {WORDS}\n\nSource: X\n"
)
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/bridge\r\nSubject: Bridge shut\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--B--"\r\n\r\n----B--\r\n'
    b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://courier.example/bridge\r\n\r\n"
    b"%s\r\n----B--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----B----\r\n"
)

PIECES = [
    *b"<div>|</p>|<|>|\"|'|&|&#x0;|&#xD800;|&#99999999;|<!--|-->|<![CDATA[|]]>|<script>|</script>|<?xml version='1.0' encoding='utf-16'?>|<!DOCTYPE a [<!ENTITY b 'cc'>]>|&b;".split(b"|"),
    *b'<script type="application/ld+json">{"@type": "NewsArticle", "author":|[[[[[[|{{{{|}|]|<noscript>|<template>|<svg>|<table>|<article>|</article>|</body>|<nav><li><h1>|<amp-twitter data-tweetid="|<meta charset="utf-16">|<base href="//">|<time datetime="9999-99-99T99:99">|<item>|<entry>|</channel>|<content type="xhtml">'.split(b"|"),
    b"\r\n", b"\n\n", b",", b",,,,", b'""', b"\t", b";", b"\x00", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
    b"\xe2\x80", b"\xed\xa0\x80", b"\x1b$B", b"\xf4\x90\x80\x80", b"WARC/1.0\r\n", b"PK\x03\x04", b"PK\x01\x02",
    b"PK\x05\x06", b"\x1f\x8b\x08", b"9999999999999999999", b"-1", b"1e999", b"NaN", b"null", b"\\u0000", b"\\ud800",
    b"Content-Length: 0\r\n", b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"\xc3\x83\xc2\xbc" * 9,
]  # fmt: skip


@dataclass(slots=True)
class Tally:
    """What became of the damaged documents of one kind."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def sound_documents() -> dict[str, list[tuple[str, bytes]]]:
    """Kind → sound documents of it with their names."""
    tables = {"cloud.csv": MEDIA_CLOUD.encode(), "cloud.tsv": MEDIA_CLOUD.encode("utf-16")}
    pages = [(path.name, path.read_bytes()) for path in sorted(PAGES.glob("*.html"))]
    html = pages[0][1]
    named = SOUND | tables
    archives = {"b.warc": warc({"content": html}, {"content": RSS, "type": "text/xml"})}
    return {
        "html": pages,
        "mhtml": [("p.mhtml", MHTML % quopri.encodestring(html)), ("p.mht", MHTML % quopri.encodestring(pages[-1][1]))],
        "text": [("pasted text", TEXT.encode()), ("a.txt", TEXT.encode("cp1252")), ("b.txt", TEXT.encode("utf-16"))],
        "feed": [("a.xml", RSS.encode()), ("a.atom", ATOM.encode()), ("feed.json", JSON_FEED.encode())],
        "warc": [*_of(named, ".warc"), *archives.items()],
        "warc.gz": [*_of(named, ".warc.gz"), ("c.warc.gz", gzipped(archives["b.warc"]))],
        "zip": [*_of(named, ".zip"), ("d.zip", zipped({"a/p.html": html, "b.warc": archives["b.warc"]}))],
        "csv": [*_of(named, ".csv"), *_of(named, ".tsv")],
        "jsonl": [*_of(named, ".jsonl"), *_of(named, ".json"), *_of(named, ".jsonl.gz")],
        "list": [*_of(named, ".opml"), *_of(named, ".txt")],
    }  # fmt: skip


def _of(named: dict[str, bytes], end: str) -> list[tuple[str, bytes]]:
    return [(name, content) for name, content in named.items() if name.endswith(end)]


def mutated(sound: bytes, chance: random.Random) -> bytes:
    """`sound` damaged in one to a hundred places."""
    content = bytearray(sound)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 25, 100))):
        at = chance.randrange(len(content) + 1)
        kind = chance.random()
        if kind < 0.25 and content:
            content[min(at, len(content) - 1)] = chance.randrange(256)
        elif kind < 0.4:
            del content[at : at + chance.choice((1, 3, 40, 800))]
        elif kind < 0.75:
            content[at:at] = chance.choice(PIECES)
        elif kind < 0.93:
            other = chance.randrange(len(content) + 1)
            content[at:at] = content[other : other + chance.choice((5, 60, 600))]
        elif kind < 0.96:
            content[at:at] = chance.choice(PIECES) * chance.choice((30, 250))
        elif kind < 0.98:
            del content[at:]
        else:
            content[at : at + 40] = bytes(reversed(content[at : at + 40]))
    return bytes(content[:2_000_000])


def take(content: bytes, name: str) -> str:
    """Take it apart and open what comes: "opened" when a unit did, else "refused"."""
    became = "refused"
    for one in come(content, name, limits=LIMITS):
        if isinstance(one, Refusal):
            continue
        if name in FEEDS and isinstance(one, Unit):
            with suppress(Unreadable):
                read_entries(one.content, one.content_type, "https://courier.example/feed")
        if not isinstance(one, Unit):
            became = "opened"  # a link to fetch
            continue
        try:
            articles = open_document(one.content, one.name, one.address, one.content_type)
        except Unreadable as error:
            why = str(error)
        else:
            why = ""
        assert why.endswith(".") or not why, f"no sentence: {why}"
        if why:
            continue
        assert articles
        became = "opened"
        for article in articles:
            check(article)
    return became


def check(article: OpenedArticle) -> None:
    """Nothing unstorable, and every span holds."""
    article.body.encode()
    assert "\x00" not in article.body
    ends = 0
    for passage in article.passages:
        span = passage.span
        assert article.body[span.start : span.end] == span.text
        assert ends <= span.start <= span.end
        ends = span.end
    for post in article.posts:
        assert 0 <= post.offset <= len(article.body)
        for held in (post.span, post.text_span):
            assert held is None or article.body[held.start : held.end] == held.text


class Hang(Exception):
    """A document took too long."""


def _hang(_number: int, _frame: FrameType | None) -> None:
    raise Hang(f"longer than {HANG} CPU seconds")


def run(count: int, seed: int) -> tuple[dict[str, Tally], list[str]]:
    """Every kind's tally over `count` damaged documents, and what failed."""
    sound = sound_documents()
    kinds = list(sound)
    tallies = {kind: Tally() for kind in kinds}
    failed: list[str] = []
    signal.signal(signal.SIGPROF, _hang)
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        kind = kinds[number % len(kinds)]
        name, content = chance.choice(sound[kind])
        damaged = mutated(content, chance)
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, HANG)
        try:
            became = take(damaged, name)
        except Exception:
            became = "failed"
            failed.append(f"seed {seed}, document {number}, {name}:\n{traceback.format_exc()}")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        tallies[kind].counts[became] += 1
        tallies[kind].slowest = max(tallies[kind].slowest, time.process_time() - began)
        if sys.stderr.isatty() and number % 50 == 0:
            print(f"\r{number:,} of {count:,}", end="", file=sys.stderr)
    return tallies, failed


def main() -> int:
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("--count", type=int, default=10_000)
    cli.add_argument("--seed", type=int, default=0)
    asked = cli.parse_args()
    began = time.process_time()
    tallies, failed = run(asked.count, asked.seed)
    print("| kind    | documents | opened | refused | failed | slowest, s |")
    print("| ------- | --------: | -----: | ------: | -----: | ---------: |")
    for kind, tally in tallies.items():
        opened, refused, wrong = (tally.counts[one] for one in ("opened", "refused", "failed"))
        print(
            f"| {kind:7} | {opened + refused + wrong:9,} | {opened:6,} | {refused:7,} | {wrong:6,} | "
            f"{tally.slowest:10.2f} |"
        )
    print(f"\nseed {asked.seed}, {time.process_time() - began:.0f} CPU seconds")
    for one in failed[:5]:
        print(f"\n{one}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
