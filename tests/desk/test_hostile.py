"""Documents nobody writes by hand: each is kept or refused with a reason, on both databases."""

import json

import pytest

from coverage.desk.ingest import Arrival, receive
from coverage.models import Article, EmbeddedPost, Outlet, Quote, Speaker

pytestmark = pytest.mark.django_db

PARAGRAPH = (
    "The ferry from Orle to Sund was stopped on Monday after a crack was found in its hull, "
    "and four hundred people waited on the quay until evening."
)


def feed(**entry: object) -> bytes:
    entry = {"title": "Ferry stopped", "content_text": PARAGRAPH} | entry
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Gull", "items": [entry]}
    ).encode()


def page(head: str = "", body: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>Ferry stopped</title>{head}</head><body><article>"
        f"<h1>Ferry stopped</h1><p>{PARAGRAPH}</p>{body}</article></body></html>"
    ).encode("utf-8", "surrogatepass")


def linked(**node: object) -> bytes:
    script = json.dumps({"@type": "NewsArticle", "headline": "Ferry"} | node)
    return page(f'<script type="application/ld+json">{script}</script>')


ODD = {
    "surrogate in a feed's title": feed(title="Ferry \ud83d stopped"),
    "NUL in a feed's title": feed(title="Ferry \x00 stopped"),
    "NUL in a feed's address": feed(url="https://gull.example/\x00a"),
    "surrogate in a feed's address": feed(url="https://gull.example/\ud83d"),
    "surrogate in a feed's author": feed(authors=[{"name": "Ada \ud83d Voss"}]),
    "NUL in a feed's author": feed(authors=[{"name": "Ada\x00 Voss"}]),
    "authors that are a number": feed(authors=5),
    "an author that is a word": feed(author="Ada Voss"),
    "a title that is a list": feed(title=["a"], url={"a": 1}),
    "the end of time": feed(date_published="9999-12-31T23:59:59-12:00"),
    "the last day": feed(date_published="9999-12-31"),
    "a zone that is none": feed(date_published="2026-01-01T00:00:00+99:99"),
    "surrogate in JSON-LD": linked(headline="Ferry \ud83d", author={"name": "Ada \ud83d Voss"}),
    "NUL in JSON-LD": linked(
        headline="Ferry \x00", publisher={"name": "Gu\x00ll"}, author={"name": "A\x00da Voss"}
    ),
    "surrogate in JSON-LD's outlet": linked(publisher={"name": "Gu\ud83dll"}),
    "JSON-LD of other shapes": linked(author=[[5]], publisher=7, datePublished=[1], url=3),
    "an address that is none": page('<link rel="canonical" href="http://[::1">'),
    "a language of any length": page().replace(b"<html", b'<html lang="' + b"x" * 300 + b'"'),
    "an encoding that cannot decode": b'<meta charset="undefined">' + page() + b"\xff\xfe\xff" * 40,
    "an encoding of host names": b'<meta charset="idna">' + page() + b"\xff\xfe\xff" * 40,
    "an outlet whose name unfolds": page(
        f'<meta property="og:site_name" content="{chr(0xFDFA) * 190}">'
    ),
    "a very long outlet": page(f'<meta property="og:site_name" content="{"x" * 5000}">'),
    "a very long word": f"{PARAGRAPH}\n\n“{'x' * 100_000},” said Ada Voss.".encode(),
    "a speaker who goes on": (
        f"{PARAGRAPH}\n\n“It will sail again soon enough,” said Ada {'Voss ' * 400}.".encode()
    ),
    "a speaker whose name unfolds": (
        f"{PARAGRAPH}\n\n“It will sail again soon,” said A{chr(0xFDFA) * 50} "
        f"B{chr(0xFDFA) * 60}.".encode()
    ),
    "a cue that goes on": f"{PARAGRAPH}\n\n“It sails,” {'sharply ' * 300} said Ada Voss.".encode(),
    "a handle that goes on": f"{PARAGRAPH}\n\n— Ada Voss (@{'x' * 900}) March 2, 2022".encode(),
    "an author that goes on": (
        f"{PARAGRAPH}\n\n— {'Ada ' * 300} (@ada_voss) March 2, 2022".encode()
    ),
    "a number nobody measures": f"{PARAGRAPH} It cost {'9' * 500} euros.".encode(),
    "a fraction nobody measures": f"{PARAGRAPH} It cost 0.{'0' * 300}1 euros.".encode(),
    "a number of many digits": f"{PARAGRAPH} It cost {'9' * 30}.{'9' * 30} euros.".encode(),
    "millions of billions": f"{PARAGRAPH} It cost {'9' * 28} billion euros.".encode(),
    "marks both ways": (
        f"{PARAGRAPH}\n\n\u202e“It sails,”\u202c \u200bsaid\u200b \u2066Ada Voss\u2069.".encode()
    ),
    "only invisible letters beside one": "a\u200b\u200b\u200b\u202e".encode(),
    "signs only, and one letter": ("“”‘’\n" * 500 + "a").encode(),
    "surrogates in UTF-8": PARAGRAPH.encode() + b" \xed\xa0\xbd \xed\xb8\x80 end",
    "UTF-16 with half a pair": "\ufeff".encode("utf-16-le")
    + PARAGRAPH.encode("utf-16-le")
    + b"\x3d\xd8 \x00",
    "a post's link of a kind that runs": page(
        body='<blockquote class="twitter-tweet"><p>Off &amp; on</p>&mdash; Ada (@ada) '
        '<a href="javascript:alert(1)//https://twitter.com/ada/status/1234567890123">x</a>'
        "</blockquote>"
    ),
    "a post with an endless number": page(
        body='<iframe src="https://www.instagram.com/p/' + "a" * 1500 + '/embed"></iframe>'
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_document_is_kept_with_what_can_be_stored(name):
    answers = receive(Arrival(ODD[name], name="odd"))
    assert [answer.outcome for answer in answers] == ["added"], [a.why for a in answers]
    for model in (Article, EmbeddedPost, Outlet, Quote, Speaker):
        list(model.objects.all())


def test_a_file_name_of_odd_bytes_is_kept_too():
    name = 'caf\udce9\nb\x00".txt'
    [answer] = receive(Arrival(PARAGRAPH.encode(), name=name))
    assert answer.outcome == "added", answer.why
