"""Pages saved as one file, and letters: what of them is opened, and what is refused."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from coverage.documents.mime import is_mime, unfold
from coverage.documents.opened import Unreadable
from coverage.documents.opening import open_document

WORDS = "The ferry between Orla and Vesterhamn stays in port for a month, the operator said.\n"
LETTER = (
    "From: Ada Holm <ada@bay.example>\nSubject: Ferry off =?utf-8?Q?f=C3=BCr?= now\n"
    "Date: Mon, 12 May 2031 08:00:10 +0200\nMIME-Version: 1.0\n"
    f"Content-Type: text/plain; charset=utf-8\n\n{WORDS}"
)
PICTURE = (
    "From: a@b.example\nMIME-Version: 1.0\nContent-Type: image/png\n"
    "Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
)
NO_MIME = [
    "Title: Ferry off\nAuthor: Ada Holm\n\n" + WORDS,
    "Orla: the ferry stays in port.\nMIME-Version: 1.0\n",
    "MIME-Version: 1.0 is what a letter says.\n\n" + WORDS,
    "<html><head><title>Content-Type: text/html</title></head></html>",
    "",
]


def test_a_letter_has_its_subject_its_sender_and_the_time_it_was_sent():
    (article,) = open_document(LETTER.encode(), "letter.eml")
    assert article.headline == "Ferry off für now"
    assert article.authors == ("Ada Holm",)
    assert article.published == datetime(2031, 5, 12, 6, 0, 10, tzinfo=UTC)
    assert article.body == WORDS.strip() or article.body == WORDS


@pytest.mark.parametrize("text", NO_MIME)
def test_a_text_that_begins_with_a_colon_is_no_letter(text):
    assert not is_mime(text.encode())


def test_a_letter_of_a_picture_alone_is_refused():
    with pytest.raises(Unreadable, match="without text"):
        open_document(PICTURE.encode(), "letter.eml")


@pytest.mark.parametrize(
    ("written", "broken"),
    [
        ("Mon, 12 May 2031 08:00:10 +0200", "99999999999 May 2031 08:00:10 +0200"),
        ("=?utf-8?Q?f=C3=BCr?=", "=?utf-8?B?f?="),
        ("=?utf-8?Q?", "=?utf\ufffd8?Q?"),
        ("Ada Holm <", "(" * 60_000 + "<"),
        ("charset=utf-8", "charset=nonsense"),
        ("text/plain", "multipart/mixed; boundary=abc"),
        ("MIME-Version: 1.0\n", "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 2000),
    ],
)
def test_a_broken_letter_is_opened_or_refused(written, broken):
    content = LETTER.replace(written, broken).encode()
    assert content != LETTER.encode()
    try:
        found = unfold(content, "The letter").text
    except Unreadable as refused:
        found = str(refused)
    assert WORDS.strip() in found or "The letter" in found


def test_parts_in_parts_without_end_are_refused():
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000)
    )
    with pytest.raises(Unreadable):
        unfold(f"From: a@b.example\nMIME-Version: 1.0\n{parts}{WORDS}".encode(), "The letter")


def test_headers_without_end_take_no_time():
    words = "=?utf-8?q?a?= " * 100_000
    letter = LETTER.replace("MIME-Version: 1.0", f"MIME-Version: 1.0\nSubject: {words}")
    wide = LETTER.replace("text/plain", "text/plain" + ";a" * 500_000)
    started = time.process_time()
    for content in (letter, wide):
        assert content != LETTER
        assert WORDS.strip() in unfold(content.encode(), "The letter").text
    assert time.process_time() - started < 3


def test_lines_in_parts_in_parts_take_no_time():
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(900)
    )
    content = f"From: a@b.example\nMIME-Version: 1.0\n{parts}{WORDS}" + "\n" * 200_000
    started = time.process_time()
    with pytest.raises(Unreadable, match="parts that hold parts"):
        unfold(content.encode(), "The letter")
    assert time.process_time() - started < 3


def test_a_parameter_in_broken_pieces_is_opened_or_refused():
    content = LETTER.replace("text/plain", "text/plain; a*=x; a*1*=y")
    assert content != LETTER
    with pytest.raises(Unreadable, match="The letter"):
        unfold(content.encode(), "The letter")


def test_a_frame_that_stands_everywhere_makes_no_page_without_end():
    place = "https://a.example/" + "a" * 1500
    saved = (
        "MIME-Version: 1.0\nSnapshot-Content-Location: https://a.example/\n"
        "Content-Type: multipart/related; boundary=b\n\n"
        "--b\nContent-Type: text/html\nContent-Location: https://a.example/\n\n"
        + "<i src=cid:abcd>" * 50_000
        + f"\n--b\nContent-Type: text/html\nContent-ID: <abcd>\nContent-Location: {place}\n\nx"
    )
    found = unfold(saved.encode(), "The page").text
    assert place in found
    assert len(found) < 5_000_000
