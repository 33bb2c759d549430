"""Posts in plain text: every form of attribution we met, and the lines that are none."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

from datetime import date

import pytest

from coverage.text.found import FoundPost
from coverage.text.layout.passages import find_passages
from coverage.text.posts.posts import find_posts


def shown(body: str) -> list[tuple[str, str, str, str, date | None]]:
    return [
        (p.platform, p.handle, p.author, p.text, p.posted)
        for p in find_posts(body)
        if p.how == "embedded"
    ]


DAY = date(2023, 5, 4)
ATTRIBUTIONS = [
    (
        "Bridge is closed again. — Port Watch (@portwatch) May 4, 2023",
        "Port Watch",
        "portwatch",
        "Bridge is closed again.",
    ),
    (
        "Bridge is closed again.— Port Watch (@portwatch) May 4, 2023",
        "Port Watch",
        "portwatch",
        "Bridge is closed again.",
    ),
    (
        "Bridge is closed again pic.twitter.com/Qw3rTy— Port (@portwatch) May 4, 2023",
        "Port",
        "portwatch",
        "Bridge is closed again",
    ),
    (
        "Bridge closed #harbour\n— Port Watch (@portwatch) May 4, 2023",
        "Port Watch",
        "portwatch",
        "Bridge closed #harbour",
    ),
    ("So sad\n— Maeve O'Dowd (@maeve_od) May 4, 2023", "Maeve O'Dowd", "maeve_od", "So sad"),
    (
        "Thanks all 🙏 — KAPT 26 🇳🇱👀 (@kapt26) May 4, 2023",
        "KAPT 26 🇳🇱👀",
        "kapt26",
        "Thanks all 🙏",
    ),
    ("we saw it — 𝓛𝓲𝓵𝔂 🌻 (@lily) May 4, 2023", "𝓛𝓲𝓵𝔂 🌻", "lily", "we saw it"),
    ("Die Brücke ist zu — Hafen (@hafenamt) 4. Mai 2023", "Hafen", "hafenamt", "Die Brücke ist zu"),
    ("Мост закрыт — Порт (@port_ru) 4 мая 2023 г.", "Порт", "port_ru", "Мост закрыт"),
    ("橋は閉鎖 — 港 (@minato) 2023年5月4日", "港", "minato", "橋は閉鎖"),
    ("Le pont est fermé -- Port (@leport) 4 mai 2023", "Port", "leport", "Le pont est fermé"),
]


@pytest.mark.parametrize(("body", "author", "handle", "text"), ATTRIBUTIONS)
def test_an_attribution_closes_a_post(body: str, author: str, handle: str, text: str) -> None:
    assert shown(body) == [("x", handle, author, text, DAY)]


def test_a_media_link_goes_into_the_address_and_not_into_the_words() -> None:
    (post,) = find_posts("Look pic.twitter.com/Qw3rTy — Port (@portwatch) May 4, 2023")
    assert (post.text, post.url, post.post_id) == ("Look", "https://pic.twitter.com/Qw3rTy", "")


NARRATION = "The council said on Tuesday that the bridge would stay closed for a month.\n\n"


def test_several_posts_in_a_row_stay_apart_and_leave_narration_alone() -> None:
    body = (
        NARRATION + "What a mess. — Ana (@ana_k) May 4, 2023\n\n"
        "first it was the tunnel, now this\n\n"
        "nobody asked us anything and we pay for it — ☂️ Bo 🇩🇰 (@bo_1) May 4, 2023\n\n"
        "Others were pleased with the news.\n\n"
        "Quiet at last! — Cy (@cy) May 5, 2023\n\nTraffic returned to normal."
    )
    assert [(one[1], one[3]) for one in shown(body)] == [
        ("ana_k", "What a mess."),
        ("bo_1", "first it was the tunnel, now this\n\nnobody asked us anything and we pay for it"),
        ("cy", "Quiet at last!"),
    ]


def test_an_orphan_attribution_keeps_its_author_and_takes_no_paragraph() -> None:
    body = NARRATION + "— Port Watch (@portwatch) May 4, 2023\n\nMore followed."
    assert shown(body) == [("x", "portwatch", "Port Watch", "", DAY)]


def test_a_post_glued_behind_an_introduction_begins_after_the_colon() -> None:
    body = (
        "The harbour master later posted a short message for everyone who had been waiting since dawn: "
        "We open at noon. Bring coffee. — Harbour (@harbour) May 4, 2023"
    )
    assert [one[3] for one in shown(body)] == ["We open at noon. Bring coffee."]


def test_a_media_link_without_attribution_closes_a_post_of_nobody() -> None:
    body = (
        NARRATION
        + "captured one of the lost buoys. [Thanks to @buoyspotter] pic.twitter.com/2mRLr\n\nIt ended."
    )
    assert shown(body) == [
        ("x", "", "", "captured one of the lost buoys. [Thanks to @buoyspotter]", None)
    ]


def test_an_address_behind_the_date_belongs_to_the_post() -> None:
    body = "Closed. — Port (@portwatch) May 4, 2023 https://twitter.com/portwatch/status/1653000000000000001"
    (post,) = find_posts(body)
    assert (post.how, post.post_id, post.handle) == ("embedded", "1653000000000000001", "portwatch")


OTHER_PLATFORMS = [
    (
        "View this post on Instagram\n\nSunday soup 🍲\n\nA post shared by Kitchen - Nord (@kitchen.nord) on Apr 27, 2020 at 9:24am PDT",
        "instagram",
        "kitchen.nord",
        "Kitchen - Nord",
        "Sunday soup 🍲",
        date(2020, 4, 27),
    ),
    (
        "Sonntagssuppe 🍲\nEin Beitrag geteilt von SUPPE (@suppe.nord) am 23. Okt 2017 um 0:31 Uhr",
        "instagram",
        "suppe.nord",
        "SUPPE",
        "Sonntagssuppe 🍲",
        date(2017, 10, 23),
    ),
    (
        "@lighthouse this is how we paint it ##paint ##fyp\n♬ Sea Song - Tugboat",
        "tiktok",
        "lighthouse",
        "",
        "this is how we paint it ##paint ##fyp",
        None,
    ),
    (
        "Boats are back — Ola (@ola.bsky.social) May 4, 2023 at 5:04 PM",
        "bluesky",
        "ola.bsky.social",
        "Ola",
        "Boats are back",
        DAY,
    ),
    (
        "Boats are back — Ola (@ola@sea.example) May 4, 2023",
        "mastodon",
        "ola@sea.example",
        "Ola",
        "Boats are back",
        DAY,
    ),
]


@pytest.mark.parametrize(("body", "platform", "handle", "author", "text", "day"), OTHER_PLATFORMS)
def test_other_platforms_sign_in_their_own_way(
    body: str, platform: str, handle: str, author: str, text: str, day: date | None
) -> None:
    assert shown(body) == [(platform, handle, author, text, day)]


NO_POSTS = [
    "OSLO (AP) — The ferry sank on Tuesday, officials said.",
    "BERGEN, Norway — She’s the captain (and she knows it) of May 4, 2023.",
    "Kijev, 3. marca - Ladje so se vrnile.",
    "Follow us on Twitter and Telegram for every story.",
    "With files from The Associated Press and Mona Lund.",
    "Write to desk@harbour.example about twitter.com/harbour.",
    "The group posted on Instagram (@harbour) that day, and then left the building again.",
    "Our source said nothing.",
]


@pytest.mark.parametrize("body", NO_POSTS)
def test_lines_that_only_look_like_posts_are_none(body: str) -> None:
    assert find_posts(body) == ()


ADDRESSES = [
    ("https://twitter.com/BoLund/status/1493033482355838976", "x", "1493033482355838976", "BoLund"),
    (
        "Original post: https://twitter.com/i/web/status/866818340861247492",
        "x",
        "866818340861247492",
        "",
    ),
    ("https://www.instagram.com/p/BuwTd7GAbKW/", "instagram", "BuwTd7GAbKW", ""),
    ("https://youtu.be/nXxO4_w_cEM?si=eKjWEQZ8", "youtube", "nXxO4_w_cEM", ""),
    ("youtube.com/watch?v=nXxO4_w_cEM&t=3", "youtube", "nXxO4_w_cEM", ""),
    (
        "https://www.tiktok.com/@dock.life/video/7336306383119191339",
        "tiktok",
        "7336306383119191339",
        "dock.life",
    ),
    (
        "https://www.facebook.com/harbour/posts/1661762744185332",
        "facebook",
        "1661762744185332",
        "harbour",
    ),
    ("https://t.me/harbournews/412", "telegram", "harbournews/412", "harbournews"),
    ("https://www.reddit.com/r/boats/comments/1abc9z/lost_buoy/", "reddit", "1abc9z", ""),
    (
        "https://bsky.app/profile/ola.bsky.social/post/3kabcdefgh2x",
        "bluesky",
        "3kabcdefgh2x",
        "ola.bsky.social",
    ),
    ("https://sea.example/@ola/109348567812345678", "mastodon", "109348567812345678", "ola"),
    ("https://www.threads.net/@ola/post/CuVdfsNtmvh", "threads", "CuVdfsNtmvh", "ola"),
]


@pytest.mark.parametrize(("line", "platform", "post_id", "handle"), ADDRESSES)
def test_a_bare_address_is_a_linked_post(
    line: str, platform: str, post_id: str, handle: str
) -> None:
    (post,) = find_posts(f"{NARRATION}{line}\n\nThe end came soon.")
    assert (post.how, post.platform, post.post_id, post.handle) == (
        "linked",
        platform,
        post_id,
        handle,
    )
    assert post.span is not None
    assert post.span.text == line


def test_a_sentence_that_introduces_a_bare_address_stays_the_outlets() -> None:
    sentence = "Their answer is here, if you can bear to read it:"
    url = "https://x.com/bo_1/status/1654000000000000001"
    body = f"The bridge was closed on Tuesday.\n{sentence} {url}\nIt will open again in May."
    (post,) = find_posts(body)
    assert (post.how, post.post_id) == ("linked", "1654000000000000001")
    assert post.span is not None
    assert post.span.text == url
    assert [(one.kind, one.span.text) for one in find_passages(body)][1:3] == [
        ("paragraph", sentence),
        ("post", url),
    ]


@pytest.mark.parametrize(
    "credit",
    ["Image credit: Bo Lund via X (@bo_1)", "Image: Bo Lund via X/@bo_1", "Photo: @bo_1 on X"],
)
def test_a_credit_names_the_platform(credit: str) -> None:
    body = f"The bridge was closed on Tuesday.\n\n{credit}\n\nIt will open again in May."
    (post,) = find_posts(body)
    assert (post.how, post.platform, post.handle) == ("credited", "x", "bo_1")


def test_an_address_in_a_sentence_is_linked_and_takes_no_words() -> None:
    body = "It was filmed (https://youtu.be/nXxO4_w_cEM) by a diver."
    (post,) = find_posts(body)
    assert (post.post_id, post.span, post.offset) == ("nXxO4_w_cEM", None, body.index("https"))


CREDITS = [
    ("Cover picture adapted from @dockhand on Twitter.", "x", "dockhand"),
    ("Image: Instagram/@dock.hand", "instagram", "dock.hand"),
    ("Video credit: @dockhand", "", "dockhand"),
    (
        "The tug sank (Photo: @dockhand via Facebook) in minutes and was raised the day after.",
        "facebook",
        "dockhand",
    ),
    ("Photo: Twitter/dockhand", "x", "dockhand"),
    ("The fire on the quay, photo: @dockhand via X / Reuters", "x", "dockhand"),
]


@pytest.mark.parametrize(("line", "platform", "handle"), CREDITS)
def test_a_credit_names_an_account(line: str, platform: str, handle: str) -> None:
    posts = [(p.how, p.platform, p.handle) for p in find_posts(f"{NARRATION}{line}")]
    assert posts == [("credited", platform, handle)]


def residues(body: str) -> list[FoundPost]:
    return [post for post in find_posts(body) if post.how == "residue"]


@pytest.mark.parametrize(
    "line",
    [
        "Source",
        "Source:",
        "Quelle",
        "View this post on Instagram",
        "Tweet may have been deleted (opens in a new tab)",
        "via Twitter",
    ],
)
def test_a_line_left_of_a_lost_post_is_residue(line: str) -> None:
    (post,) = residues(f"{NARRATION}{line}\n\nThe end came soon after that.")
    assert post.platform == ""
    assert post.span is not None
    assert post.span.text == line


@pytest.mark.parametrize(
    "line", ["Source: Harbour office", "Sources say", "Source\n\nhttps://harbour.example/report"]
)
def test_a_source_with_something_behind_it_is_not_residue(line: str) -> None:
    assert residues(f"{NARRATION}{line}") == []


def test_spans_are_exact_and_posts_do_not_overlap() -> None:
    body = "\n\n".join(
        str(case[0]) for case in (*ATTRIBUTIONS, *OTHER_PLATFORMS, *ADDRESSES, *CREDITS)
    )
    last = 0
    for post in find_posts(body):
        for span in (post.span, post.text_span):
            assert span is None or body[span.start : span.end] == span.text
        if post.span:
            assert post.span.start >= last
            last = post.span.end
        assert post.text_span is None or post.text_span.text == post.text
