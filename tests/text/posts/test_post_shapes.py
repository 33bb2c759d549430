"""Posts in a row, of several paragraphs, copied out of their frames, signed in other languages, or
lost but for their attribution; and what has their shape and is none."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from coverage.text.found import FoundPost
from coverage.text.layout.passages import find_passages
from coverage.text.posts.posts import find_posts

BEFORE = "The council said on Tuesday that the bridge would stay closed for a month."
AFTER = "Traffic over the old crossing went on as before, and nobody was hurt."
DAY = date(2023, 5, 4)


def shown(body: str) -> list[FoundPost]:
    return [post for post in find_posts(body) if post.how == "embedded"]


def framed(*lines: str) -> str:
    return "\n\n".join((BEFORE, "\n".join(lines), AFTER))


COPIED = [
    # lines, platform, handle, author, text
    (
        ["Port Watch", "@portwatch", "Bridge is closed again.", "9:14 AM · May 4, 2023"],
        ("x", "portwatch", "Port Watch", "Bridge is closed again."),
    ),
    (
        ["Port Watch", "@portwatch", "·", "Follow", "Closed again.", "9:14 AM · May 4, 2023",
         "Read 12 replies"],
        ("x", "portwatch", "Port Watch", "Closed again."),
    ),
    (
        ["Port Watch 🌉", "@portwatch", "Two lines", "of one post",
         "9:14 AM · May 4, 2023 · 12.5K Views", "31 Reposts 4 Quotes", "Copy link to post"],
        ("x", "portwatch", "Port Watch 🌉", "Two lines\nof one post"),
    ),
    (
        ["Port Watch @portwatch · Follow", "Closed again.", "09:14 - 4 May 2023"],
        ("x", "portwatch", "Port Watch", "Closed again."),
    ),
    (
        ["Port Watch", "@port.bsky.social", "Closed again.", "May 4, 2023 at 9:14 AM"],
        ("bluesky", "port.bsky.social", "Port Watch", "Closed again."),
    ),
    (
        ["Hafenamt", "@hafenamt", "Die Brücke ist zu.", "9:14 · 4. Mai 2023"],
        ("x", "hafenamt", "Hafenamt", "Die Brücke ist zu."),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), COPIED)
def test_a_post_copied_out_of_its_frame_is_one_post(lines, wanted):
    body = framed(*lines)
    [post] = find_posts(body)
    assert (post.platform, post.handle, post.author, post.text) == wanted
    assert (post.how, post.posted) == ("embedded", DAY)
    assert post.span is not None
    assert post.span.text == "\n".join(lines)
    kinds = [(p.kind, p.span.text) for p in find_passages(body)]
    assert ("post", "\n".join(lines)) in kinds
    assert kinds[-1][1] == AFTER


def test_copied_posts_in_a_row_stay_apart():
    one = ["Port Watch", "@portwatch", "Closed again.", "9:14 AM · May 4, 2023", "Read 12 replies"]
    two = ["Ana K", "@ana_k", "what a mess", "10:02 AM · May 4, 2023", "Read 3 replies"]
    posts = shown(framed(*one, *two))
    assert [(p.handle, p.text) for p in posts] == [
        ("portwatch", "Closed again."),
        ("ana_k", "what a mess"),
    ]


NOT_COPIED = [
    ["By Ada Voss", "@adavoss", "The bridge is closed again.", "9:14 AM · May 4, 2023"],
    ["Ada Voss", "@adavoss", "9:14 AM · May 4, 2023"],
    ["The ferry sailed at dawn.", "9:14 AM · May 4, 2023"],
    ["Write to @harbour by noon.", "The bridge opens soon.", "9:14 AM · May 4, 2023"],
    ["Departures", "9:14 Orle", "9:20 Brask"],
]


@pytest.mark.parametrize("lines", NOT_COPIED)
def test_bylines_and_timetables_are_no_copied_posts(lines):
    assert find_posts(framed(*lines)) == ()


SIGNED = [
    ("Suppe 🍲\nEin von Nordküche (@nord.kueche) geteilter Beitrag am 4. Mai 2023", "instagram"),
    ("Suppe 🍲\nEin Beitrag geteilt von Nordküche (@nord.kueche)", "instagram"),
    ("Soupe 🍲\nUne publication partagée par Nord (@nord.kueche)", "instagram"),
    ("Sopa 🍲\nUna publicación compartida por Nord (@nord.kueche)", "instagram"),
    ("Sopa 🍲\nUma publicação compartilhada por Nord (@nord.kueche)", "instagram"),
    ("Zuppa 🍲\nUn post condiviso da Nord (@nord.kueche)", "instagram"),
    ("Soep 🍲\nEen bericht gedeeld door Nord (@nord.kueche)", "instagram"),
    ("Суп 🍲\nПубликация от Nord (@nord.kueche)", "instagram"),
    ("Sup 🍲\nSebuah kiriman dibagikan oleh Nord (@nord.kueche)", "instagram"),
    ("スープ 🍲\nNord(@nord.kueche)がシェアした投稿", "instagram"),
    ("Levesünk 🍲\nNord (@nord.kueche) által megosztott bejegyzés", "instagram"),
    ("Soup 🍲\nA reel shared by Nord (@nord.kueche)", "instagram"),
]


@pytest.mark.parametrize(("words", "platform"), SIGNED)
def test_an_attribution_in_another_language_closes_a_post(words, platform):
    [post] = shown(framed(words))
    text, signed = words.split("\n")
    assert (post.platform, post.handle, post.text) == (platform, "nord.kueche", text)
    assert post.span is not None
    assert post.span.text == words
    assert post.author in signed


POSTED_BY = [
    "Posted by Port Watch on Thursday, May 4, 2023",
    "Gepostet von Port Watch am Donnerstag, 4. Mai 2023",
    "Publiée par Port Watch sur Jeudi 4 mai 2023",
    "Publicado por Port Watch en Jueves, 4 de mayo de 2023",
    "Pubblicato da Port Watch su Giovedì 4 maggio 2023",
    "Geplaatst door Port Watch op Donderdag 4 mei 2023",
]


@pytest.mark.parametrize("line", POSTED_BY)
def test_a_facebook_posts_line_names_who_and_when(line):
    [post] = shown(framed("closed again!! 🌉", line))
    assert (post.platform, post.author, post.posted) == ("facebook", "Port Watch", DAY)
    assert post.text == "closed again!! 🌉"


def test_many_posts_in_a_row_each_keep_their_words():
    posts = "\n\n".join(f"mess number {n} again — Ana {n} (@ana_{n}) May 4, 2023" for n in range(8))
    found = shown(f"{BEFORE}\n\n{posts}\n\n{AFTER}")
    assert [(p.handle, p.text) for p in found] == [
        (f"ana_{n}", f"mess number {n} again") for n in range(8)
    ]


def test_a_post_of_three_paragraphs_behind_its_introduction_is_one():
    words = "1/ we saw it coming\n\n2/ nobody asked us 🙄\n\n3/ so here we are"
    body = f"{BEFORE}\n\nShe wrote:\n\n{words}\n\n— Ana K (@ana_k) May 4, 2023\n\n{AFTER}"
    [post] = shown(body)
    assert post.text == words


ORPHANS = [
    "— Port Watch (@portwatch) May 4, 2023",
    "— Port Watch (@portwatch) 4. Mai 2023",
    "-- Port Watch (@portwatch) May 4, 2023",
    "A post shared by Port Watch (@portwatch)",
    "Ein Beitrag geteilt von Port Watch (@portwatch)",
]


@pytest.mark.parametrize("line", ORPHANS)
def test_an_attribution_whose_words_are_lost_takes_no_paragraph(line):
    [post] = shown(framed(line))
    assert (post.handle, post.text) == ("portwatch", "")
    assert post.span is not None
    assert post.span.text == line


BESIDE = [
    ("https://x.com/portwatch/status/1653000000000000001", "View on X"),
    ("https://www.instagram.com/p/BuwTd7GAbKW/", "View this post on Instagram"),
    ("https://youtu.be/nXxO4_w_cEM", "Watch this video on YouTube"),
]


@pytest.mark.parametrize(("address", "button"), BESIDE)
@pytest.mark.parametrize("is_before", [True, False])
def test_a_button_beside_its_post_is_the_posts_and_asks_nobody(address, button, is_before):
    lines = (button, address) if is_before else (address, button)
    [post] = find_posts(framed(*lines))
    assert post.how == "linked"
    assert post.span is not None
    assert post.span.text == "\n".join(lines)


PLACES = [
    "[tweet 1493033482355838976]",
    '[tweet id="1493033482355838976"]',
    "[twitter-embed status=1493033482355838976 align=center]",
    '<tweet tweet-id="1493033482355838976"></tweet>',
    '<tweet id="1493033482355838976"><tweet/>.',
    "{{tweet:1493033482355838976}}",
]


@pytest.mark.parametrize("line", PLACES)
def test_what_stands_in_a_posts_place_with_its_id_is_the_post(line):
    [post] = find_posts(framed(line))
    assert (post.how, post.platform, post.post_id) == ("linked", "x", "1493033482355838976")
    assert post.span is not None
    assert post.span.text == line


NO_POSTS = [
    "OSLO (AP) — The ferry sank on Tuesday, officials said.",
    "ORLE, Norway — She is the captain (and she knows it).",
    "BRASK – Sixty people (all of them safe) left on May 4, 2023.",
    "Kijev, 3. maja - Ladje so se vrnile.",
    "HAMBURG (dpa) - Die Fähre sank am Dienstag.",
    "The mayor — Ada Voss (63) — spoke on May 4, 2023.",
    "Ada Voss (@adavoss) is a reporter at the Gull.",
    "Reporting by Ada Voss (@adavoss); editing by Bo Lund.",
    "Follow Ada Voss (@adavoss) on X for more.",
    "Contact the reporter: @adavoss",
    "The account (@portwatch) had said so on May 4, 2023, before it went quiet.",
    "They shared a post by the harbour on May 4, 2023.",
    "Posted by the door on Thursday was a note.",
    "At 9:14 AM on May 4, 2023 the bridge was closed.",
    "Read 12 books this year",
    "The number 1493033482355838976 stood on the crate.",
    "[image 1493033482355838976]",
]


@pytest.mark.parametrize("line", NO_POSTS)
def test_datelines_bylines_and_prose_are_no_posts(line):
    assert find_posts(framed(line)) == ()


def test_a_long_text_of_such_lines_takes_no_time():
    lines = [
        "Port Watch",
        "@portwatch",
        "·",
        "9:14 AM",
        "May 4, 2023",
        "Read 1 replies",
        "Source X",
    ]
    links = ["https://x.com/portwatch/status/1653000000000000001", "View on X", "It rained."]
    for body in ("\n".join(lines * 4000), "\n\n".join(links * 5000)):
        began = process_time()
        find_posts(body)
        assert process_time() - began < 2
