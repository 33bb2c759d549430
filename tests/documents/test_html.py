"""Saved pages: their article, their facts, and their posts at their places."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

from coverage.documents.opened import OpenedArticle, Unreadable
from coverage.documents.opening import open_html

PAGES = Path(__file__).parent / "pages"
PARAGRAPHS = [
    "The old swing bridge over the harbour was closed to all traffic on Tuesday after a crack was found in a girder, the council said in the evening.",
    "Ferries will run every ten minutes until the girder has been replaced, which the council expects to take at least a month and a half.",
    "Fishermen who live on the northern shore said that they had heard the girder groan for years, and that nobody had listened to them at all.",
]


def page(embed: str, head: str = "") -> OpenedArticle:
    """A page of three paragraphs with `embed` behind the second."""
    first, second, third = (f"<p>{one}</p>" for one in PARAGRAPHS)
    return open_html(
        f"<html><head><title>Bridge</title>{head}</head><body><article><h1>Bridge</h1>{first}{second}{embed}{third}</article></body></html>"
    )


@pytest.mark.parametrize("name", sorted(one.stem for one in PAGES.glob("*.html")))
def test_a_page_opens_as_its_expected_json_says(name: str) -> None:
    article = open_html((PAGES / f"{name}.html").read_bytes())
    wanted = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    assert article.headline == wanted["headline"]
    assert list(article.authors) == wanted["authors"]
    assert article.published is not None
    assert article.published.isoformat() == wanted["published"]
    assert (article.outlet, article.language, article.address) == (
        wanted["outlet"],
        wanted["language"],
        wanted["address"],
    )
    got = [[one.kind, one.span.text] for one in article.passages]
    assert [kind for kind, _ in got] == [kind for kind, _ in wanted["passages"]]
    assert all(
        text.startswith(start)
        for (_, text), (_, start) in zip(got, wanted["passages"], strict=True)
    )
    assert len(article.posts) == len(wanted["posts"])
    for post, want in zip(article.posts, wanted["posts"], strict=True):
        day = post.posted.isoformat() if post.posted else None
        assert [post.platform, post.post_id, post.handle, post.author, post.text, day] == [
            want[key] for key in ("platform", "post_id", "handle", "author", "text", "posted")
        ]
        assert article.body[: post.offset].rstrip().endswith(want["before"])


EMBEDS = [
    (
        "<amp-twitter data-tweetid='1654000000000000001' layout='responsive'></amp-twitter>",
        "x",
        "1654000000000000001",
        "",
    ),
    (
        "<div data-resourceurl='https://twitter.com/portwatch/status/1654000000000000001'></div>",
        "x",
        "1654000000000000001",
        "portwatch",
    ),
    (
        "<iframe class='twitter' data-tweet-id='1654000000000000001'></iframe>",
        "x",
        "1654000000000000001",
        "",
    ),
    (
        "<iframe src='https://platform.twitter.com/embed/Tweet.html?id=1654000000000000001'></iframe>",
        "x",
        "1654000000000000001",
        "",
    ),
    (
        "<div data-html='&lt;blockquote class=&quot;twitter-tweet&quot;&gt;&lt;p&gt;Hi&lt;/p&gt;— A (@aa) &lt;a href=&quot;https://x.com/aa/status/1654000000000000002&quot;&gt;May 4, 2023&lt;/a&gt;&lt;/blockquote&gt;'></div>",
        "x",
        "1654000000000000002",
        "aa",
    ),
    (
        "<noscript><iframe src='https://www.youtube.com/embed/AbCdEfGhIjK'></iframe></noscript>",
        "youtube",
        "AbCdEfGhIjK",
        "",
    ),
    ("<lite-youtube videoid='AbCdEfGhIjK'></lite-youtube>", "youtube", "AbCdEfGhIjK", ""),
    ("<amp-youtube data-videoid='AbCdEfGhIjK'></amp-youtube>", "youtube", "AbCdEfGhIjK", ""),
    (
        "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/BuwTd7GAbKW/?utm_source=ig_embed'><a href='https://www.instagram.com/p/BuwTd7GAbKW/'>View this post on Instagram</a><p>A post shared by Dock (@dock.hand)</p></blockquote>",
        "instagram",
        "BuwTd7GAbKW",
        "dock.hand",
    ),
    (
        "<amp-instagram data-shortcode='BuwTd7GAbKW'></amp-instagram>",
        "instagram",
        "BuwTd7GAbKW",
        "",
    ),
    (
        "<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@dock.life/video/7336306383119191339' data-video-id='7336306383119191339'><section><a href='#'>@dock.life</a> painting</section></blockquote>",
        "tiktok",
        "7336306383119191339",
        "dock.life",
    ),
    (
        "<div class='fb-post' data-href='https://www.facebook.com/harbour/posts/3485430308204317'></div>",
        "facebook",
        "3485430308204317",
        "harbour",
    ),
    (
        "<iframe src='https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fharbour%2Fposts%2F3485430308204317&amp;width=500'></iframe>",
        "facebook",
        "3485430308204317",
        "harbour",
    ),
    (
        "<script async src='https://telegram.org/js/telegram-widget.js?22' data-telegram-post='harbournews/412'></script>",
        "telegram",
        "harbournews/412",
        "harbournews",
    ),
    (
        "<iframe src='https://t.me/harbournews/412?embed=1'></iframe>",
        "telegram",
        "harbournews/412",
        "harbournews",
    ),
    (
        "<blockquote class='reddit-embed-bq'><a href='https://www.reddit.com/r/boats/comments/1abc9z/lost_buoy/'>Lost buoy</a><br> by <a href='https://www.reddit.com/user/ola_b/'>u/ola_b</a> in <a href='https://www.reddit.com/r/boats/'>boats</a></blockquote>",
        "reddit",
        "1abc9z",
        "ola_b",
    ),
    (
        "<blockquote class='bluesky-embed' data-bluesky-uri='at://did:plc:abcdefgh/app.bsky.feed.post/3kabcdefgh2x'><p>Boats are back</p>&mdash; Ola (<a href='https://bsky.app/profile/did:plc:abcdefgh'>@ola.bsky.social</a>) <a href='https://bsky.app/profile/did:plc:abcdefgh/post/3kabcdefgh2x'>May 4, 2023 at 5:04 PM</a></blockquote>",
        "bluesky",
        "3kabcdefgh2x",
        "ola.bsky.social",
    ),
    (
        "<iframe class='mastodon-embed' src='https://sea.example/@ola/109348567812345678/embed'></iframe>",
        "mastodon",
        "109348567812345678",
        "ola",
    ),
    (
        "<blockquote class='text-post-media' data-text-post-permalink='https://www.threads.net/@ola/post/CuVdfsNtmvh'><a href='https://www.threads.net/@ola/post/CuVdfsNtmvh'>Post by @ola<br>View on Threads</a></blockquote>",
        "threads",
        "CuVdfsNtmvh",
        "ola",
    ),
    ("<p>https://youtu.be/AbCdEfGhIjK</p>", "youtube", "AbCdEfGhIjK", ""),
]


@pytest.mark.parametrize(("embed", "platform", "post_id", "handle"), EMBEDS)
def test_a_platforms_snippet_is_a_post_at_its_place(
    embed: str, platform: str, post_id: str, handle: str
) -> None:
    article = page(embed)
    (post,) = article.posts
    assert (post.platform, post.post_id, post.handle) == (platform, post_id, handle)
    assert article.body[: post.offset].rstrip().endswith(PARAGRAPHS[1])
    for span in (post.span, post.text_span):
        assert span is None or article.body[span.start : span.end] == span.text


NO_EMBEDS = [
    "<a href='https://twitter.com/portwatch/status/1654000000000000001'>a post</a>",
    "<a class='share' href='https://twitter.com/intent/tweet?url=https://courier.example/a'>Tweet</a>",
    "<div class='share' data-share-url='https://www.facebook.com/sharer?u=https://courier.example'></div>",
    "<aside class='related-videos'><iframe src='https://www.youtube.com/embed/AbCdEfGhIjK'></iframe></aside>",
    "<iframe src='https://www.youtube.com/embed/videoseries?list=PL1'></iframe>",
    "<a class='twitter-timeline' href='https://twitter.com/portwatch'>Posts by portwatch</a>",
]


@pytest.mark.parametrize("markup", NO_EMBEDS)
def test_links_shares_and_rails_are_no_posts(markup: str) -> None:
    assert page(markup).posts == ()


def test_a_page_without_words_is_refused_with_its_name() -> None:
    with pytest.raises(Unreadable, match=r"empty\.html"):
        open_html("<html><body></body></html>", name="empty.html")


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<html",
        "\x00\x01<p>",
        "<div>" * 3000 + "deep",
        "<!DOCTYPE html><p>&#xD800;</p>",
        "<table>" * 500,
    ],
)
def test_broken_markup_is_opened_or_refused(html: str) -> None:
    with suppress(Unreadable):
        assert open_html(html).body


def stated(author: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bridge", "author": {{"@type": "Organization", "name": "{author}"}}}}</script>'


AUTHORS = [
    (stated("Harbour Courier Staff"), "", ("Harbour Courier Staff",)),
    (stated("Harbour Courier Staff"), "<p>By Ana Kohl, 4 May 2023</p>", ("Ana Kohl",)),
    (stated("https://courier.example/staff"), "", ()),
    (stated("admin"), "", ()),
    ("", "<p>By Ana Kohl, 4 May 2023</p>", ("Ana Kohl",)),
    ("", "", ()),
]


@pytest.mark.parametrize(("head", "byline", "authors"), AUTHORS)
def test_a_desk_is_the_author_only_where_no_person_is_named(
    head: str, byline: str, authors: tuple[str, ...]
) -> None:
    first, second, third = (f"<p>{one}</p>" for one in PARAGRAPHS)
    article = open_html(
        f"<html><head><title>Bridge</title>{head}</head><body><article><h1>Bridge</h1>{byline}{first}{second}{third}</article></body></html>"
    )
    assert article.authors == authors


def test_the_day_of_a_teaser_is_not_the_pages() -> None:
    teaser = (
        '<h2><a href="/tug">Tug sinks</a> <span class="date publish-date">3 May 2023</span></h2>'
    )
    printed = '<span class="publish-date">4 May 2023, 15:37</span>'
    article = page(teaser + printed)
    assert article.published is not None
    assert article.published.isoformat() == "2023-05-04T15:37:00"


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote><p>{0}</p><footer>— <cite>Ada Holm</cite>, mayor</footer></blockquote>",
        "<blockquote>{0}<br>— Ada Holm</blockquote>",
        "<blockquote><p>{0}</p><cite>Ada Holm</cite></blockquote>",
        "<figure><blockquote><p>{0}</p></blockquote><figcaption>— Ada Holm</figcaption></figure>",
    ],
)
def test_a_block_quote_keeps_the_line_that_names_who_said_it(quote: str) -> None:
    words = "We will reopen the bridge on Friday, and nobody will pay for it."
    around = (
        "<p>The council of Orle met on {0} to hear about the bridge, and the hall was full.</p>"
    )
    page = "".join(around.format(day) for day in ("Monday", "Tuesday")) + quote.format(words)
    page += "".join(around.format(day) for day in ("Friday", "Sunday"))
    opened = open_html(f"<html><body><article><h1>Bridge</h1>{page}</article></body></html>")
    blocks = [one.span.text for one in opened.passages if one.kind == "blockquote"]
    assert blocks
    assert blocks[0].startswith(words)
    assert "Ada Holm" in opened.body
