"""All ten platforms in all the forms that pages give their posts, and what only looks like one."""

# ruff: noqa: E501 - tables of cases read better on one line

from __future__ import annotations

import html
import json
from urllib.parse import quote

import pytest

from coverage.documents.opened import OpenedArticle
from coverage.documents.opening import open_html

PARAGRAPHS = [
    "The old swing bridge over the harbour was closed to all traffic on Tuesday after a crack was found in a girder, the council said in the evening.",
    "Ferries will run every ten minutes until the girder has been replaced, which the council expects to take at least a month and a half.",
    "Fishermen who live on the northern shore said that they had heard the girder groan for years, and that nobody had listened to them at all.",
    "The council will meet again on Friday to decide who pays for the girder, for the ferries and for the flags on the quay, its clerk said.",
]

#: platform: number, handle, address, the words its official snippet shows ("" for none)
POSTS = {
    "x": ("1654000000000000001", "portwatch", "https://twitter.com/portwatch/status/1654000000000000001", "Bring a boat, says everybody"),
    "youtube": ("AbCdEfGhIjK", "", "https://www.youtube.com/watch?v=AbCdEfGhIjK", ""),
    "instagram": ("BuwTd7GAbKW", "dock.hand", "https://www.instagram.com/p/BuwTd7GAbKW/", "Rust never sleeps on the quay"),
    "tiktok": ("7336306383119191339", "dock.life", "https://www.tiktok.com/@dock.life/video/7336306383119191339", "painting the girder"),
    "facebook": ("3485430308204317", "harbour", "https://www.facebook.com/harbour/posts/3485430308204317", "The ferry is full again"),
    "telegram": ("harbournews/412", "harbournews", "https://t.me/harbournews/412", ""),
    "reddit": ("1abc9z", "ola_b", "https://www.reddit.com/r/boats/comments/1abc9z/lost_buoy/", "Lost buoy off the pier"),
    "bluesky": ("3kabcdefgh2x", "ola.bsky.social", "https://bsky.app/profile/ola.bsky.social/post/3kabcdefgh2x", "Boats are back on the water"),
    "mastodon": ("109348567812345678", "ola", "https://sea.example/@ola/109348567812345678", "No bridge, no bus, no bread"),
    "threads": ("CuVdfsNtmvh", "ola", "https://www.threads.net/@ola/post/CuVdfsNtmvh", "Walked around the bay today"),
}  # fmt: skip

#: The snippets that the platforms themselves hand out.
SNIPPETS = {
    "x": '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">{text} <a href="https://t.co/abc">pic.twitter.com/abc</a></p>&mdash; Port Watch (@portwatch) <a href="{url}?ref_src=twsrc%5Etfw">May 4, 2023</a></blockquote> <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>',
    "youtube": '<iframe width="560" height="315" src="https://www.youtube.com/embed/{id}?si=abc" title="YouTube video player" frameborder="0" allowfullscreen></iframe>',
    "instagram": '<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="{url}?utm_source=ig_embed&amp;utm_campaign=loading" data-instgrm-version="14"><div><a href="{url}?utm_source=ig_embed"><div>View this post on Instagram</div></a><p><a href="{url}?utm_source=ig_embed">{text}</a></p><p>A post shared by <a href="https://www.instagram.com/dock.hand/">Dock Hand</a> (@dock.hand) on <time datetime="2023-05-04T10:00:00+00:00">May 4, 2023 at 3:00am PDT</time></p></div></blockquote> <script async src="//www.instagram.com/embed.js"></script>',
    "tiktok": '<blockquote class="tiktok-embed" cite="{url}" data-video-id="{id}" style="max-width: 605px;"><section><a target="_blank" title="@dock.life" href="https://www.tiktok.com/@dock.life?refer=embed">@dock.life</a> {text} <a title="rust" href="https://www.tiktok.com/tag/rust?refer=embed">#rust</a> <a href="https://www.tiktok.com/music/original-123?refer=embed">♬ original sound - dock</a></section></blockquote> <script async src="https://www.tiktok.com/embed.js"></script>',
    "facebook": '<div class="fb-post" data-href="{url}" data-width="500"><blockquote cite="{url}" class="fb-xfbml-parse-ignore"><p>{text}</p>Posted by <a href="https://www.facebook.com/harbour">Harbour</a> on&nbsp;<a href="{url}">Thursday, May 4, 2023</a></blockquote></div>',
    "telegram": '<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="{id}" data-width="100%"></script>',
    "reddit": '<blockquote class="reddit-embed-bq" style="height:316px" data-embed-height="316"><a href="{url}">{text}</a><br> by<a href="https://www.reddit.com/user/ola_b/">u/ola_b</a> in<a href="https://www.reddit.com/r/boats/">boats</a></blockquote><script async src="https://embed.reddit.com/widgets.js" charset="UTF-8"></script>',
    "bluesky": '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abcdefgh/app.bsky.feed.post/{id}" data-bluesky-cid="bafyabc"><p lang="en">{text}</p>&mdash; Ola (<a href="https://bsky.app/profile/did:plc:abcdefgh?ref_src=embed">@ola.bsky.social</a>) <a href="https://bsky.app/profile/did:plc:abcdefgh/post/{id}?ref_src=embed">May 4, 2023 at 5:04 PM</a></blockquote><script async src="https://embed.bsky.app/static/embed.js" charset="utf-8"></script>',
    "mastodon": '<blockquote class="mastodon-embed" data-embed-url="{url}/embed" style="background: #FCF8FF;"><a href="{url}" target="_blank"><div>Post by @ola@sea.example</div><div>View on Mastodon</div></a></blockquote> <script data-allowed-prefixes="https://sea.example/" async src="https://sea.example/embed.js"></script>',
    "threads": '<blockquote class="text-post-media" data-text-post-permalink="{url}" data-text-post-version="0" id="ig-tp-{id}"><a href="{url}" target="_blank"><div><div>{text}</div><div>Post by @ola</div><div>View on Threads</div></div></a></blockquote> <script async src="https://www.threads.net/embed.js"></script>',
}  # fmt: skip

#: Frames that show one post.
FRAMES = {
    "x": "https://platform.twitter.com/embed/Tweet.html?dnt=false&id={id}&lang=en",
    "youtube": "https://www.youtube-nocookie.com/embed/{id}?rel=0",
    "instagram": "https://www.instagram.com/p/{id}/embed/captioned/",
    "tiktok": "https://www.tiktok.com/embed/v2/{id}",
    "facebook": "https://www.facebook.com/plugins/post.php?href={quoted}&show_text=true&width=500",
    "telegram": "https://t.me/{id}?embed=1&mode=tme",
    "reddit": "https://embed.reddit.com/r/boats/comments/{id}/lost_buoy/?embed=true&ref=share",
    "bluesky": "https://embed.bsky.app/embed/did:plc:abcdefgh/app.bsky.feed.post/{id}?id=1",
    "mastodon": "{url}/embed",
    "threads": "{url}/embed/",
}
AMP = {
    "x": '<amp-twitter width="375" height="472" layout="responsive" data-tweetid="{id}"></amp-twitter>',
    "youtube": '<amp-youtube data-videoid="{id}" layout="responsive" width="480" height="270"></amp-youtube>',
    "instagram": '<amp-instagram data-shortcode="{id}" data-captioned width="400" height="400" layout="responsive"></amp-instagram>',
    "tiktok": '<amp-tiktok width="325" height="575" data-src="{url}"></amp-tiktok>',
    "facebook": '<amp-facebook width="552" height="310" layout="responsive" data-href="{url}"></amp-facebook>',
    "telegram": '<amp-iframe width="500" height="300" sandbox="allow-scripts" layout="responsive" src="https://t.me/{id}?embed=1"></amp-iframe>',
    "reddit": '<amp-reddit layout="responsive" width="300" height="400" data-embedtype="post" data-src="{url}?ref=share&amp;ref_source=embed"></amp-reddit>',
    "bluesky": '<amp-iframe width="500" height="300" layout="responsive" src="https://embed.bsky.app/embed/did:plc:abcdefgh/app.bsky.feed.post/{id}"></amp-iframe>',
    "mastodon": '<amp-iframe width="500" height="300" layout="responsive" src="{url}/embed"></amp-iframe>',
    "threads": '<amp-iframe width="500" height="300" layout="responsive" src="{url}/embed"></amp-iframe>',
}  # fmt: skip


def filled(pattern: str, platform: str) -> str:
    number, handle, url, text = POSTS[platform]
    return (
        pattern.replace("{id}", number)
        .replace("{handle}", handle)
        .replace("{quoted}", quote(url, safe=""))
        .replace("{url}", url)
        .replace("{text}", text)
    )


def escaped(platform: str) -> str:
    return html.escape(filled(SNIPPETS[platform], platform))


def markup(form: str, platform: str) -> str:
    """The post of a platform as a page gives it in this form."""
    snippet, url = filled(SNIPPETS[platform], platform), POSTS[platform][2]
    frame = html.escape(filled(FRAMES[platform], platform))
    island = json.dumps({"type": "embed", "html": snippet}).replace("</", "<\\/")
    forms = {
        "official": snippet,
        "in a figure": f'<figure class="wp-block-embed is-type-rich"><div class="wp-block-embed__wrapper">{snippet}</div></figure>',
        "frame": f'<iframe src="{frame}" width="500"></iframe>',
        "lazy frame": f'<iframe class="lazyload" src="about:blank" data-src="{frame}"></iframe>',
        "lazy, source kept elsewhere": f'<div class="embed-consent" data-embed-src="{frame}"><button>Load the post</button></div>',
        "amp": filled(AMP[platform], platform),
        "noscript": f"<noscript>{snippet}</noscript>",
        "noscript frame": f'<div class="embed"><noscript><iframe src="{frame}"></iframe></noscript></div>',
        "escaped in an attribute": f'<div class="consent" data-content="{escaped(platform)}"><p>Agree to load the post.</p></div>',
        "escaped twice": f'<div class="consent" data-html="{html.escape(escaped(platform))}"></div>',
        "percent-encoded": f'<div class="embed" data-code="{quote(snippet)}"></div>',
        "template": f"<template>{snippet}</template>",
        "srcdoc": f'<iframe srcdoc="{escaped(platform)}"></iframe>',
        "json in an attribute": f'<div data-embed="{html.escape(json.dumps({"type": platform, "url": url}))}"></div>',
        "json island": f'<div class="embed"><script type="application/json">{island}</script></div>',
        "bare link": f"<p>{url}</p>",
        "bare link, linked": f'<p><a href="{url}">{url}</a></p>',
        "bare link in an embed block": f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n{url}\n</div></figure>',
    }
    return forms[form]


FORMS = "official|in a figure|frame|lazy frame|lazy, source kept elsewhere|amp|noscript|noscript frame|escaped in an attribute|escaped twice|percent-encoded|template|srcdoc|json in an attribute|json island|bare link|bare link, linked|bare link in an embed block".split(
    "|"
)
#: In which forms the words are in the markup.
WITH_WORDS = {"official", "in a figure", "noscript", "escaped in an attribute", "escaped twice", "percent-encoded", "template", "json island"}  # fmt: skip


def page(embed: str) -> OpenedArticle:
    first, second, third, fourth = (f"<p>{one}</p>" for one in PARAGRAPHS)
    return open_html(
        f"<html><head><title>Bridge shut</title></head><body><article><h1>Bridge shut</h1>{first}{second}{embed}{third}{fourth}</article></body></html>"
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("platform", POSTS)
def test_every_platform_in_every_form_is_a_post_at_its_place(platform: str, form: str) -> None:
    number, handle, _, text = POSTS[platform]
    article = page(markup(form, platform))
    assert [(post.platform, post.post_id) for post in article.posts] == [(platform, number)]
    (post,) = article.posts
    assert article.body[: post.offset].rstrip().endswith(PARAGRAPHS[1])
    assert post.handle in (handle, "", "ola@sea.example")
    if form in WITH_WORDS and platform not in ("youtube", "telegram", "mastodon"):
        assert text in post.text
    if form in WITH_WORDS:
        assert post.handle.startswith(handle)
    for span in (post.span, post.text_span):
        assert span is None or article.body[span.start : span.end] == span.text


X, VIDEO = POSTS["x"][2], "https://www.youtube.com/embed/AbCdEfGhIjK"
#: Links, buttons, feeds, players and rails of the site itself.
TRAPS = {
    "a link in the text": f'<p>He <a href="{X}">wrote so</a> on Tuesday, and nobody else said anything at all about the girder or the flags.</p>',
    "follow buttons": '<div class="follow"><a class="twitter-follow-button" href="https://twitter.com/courier">Follow us</a><a href="https://www.instagram.com/courier/">Instagram</a><a href="https://t.me/courier">Telegram</a></div>',
    "share buttons": f'<ul class="share"><li><a href="https://twitter.com/intent/tweet?url={quote(X)}">Tweet</a></li><li><a href="https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fcourier.example">Share</a></li></ul>',
    "share data": f'<div class="share-tools" data-share-url="{X}" data-url="https://courier.example/bridge"></div>',
    "a timeline": '<a class="twitter-timeline" data-height="400" href="https://twitter.com/portwatch?ref_src=twsrc">Posts by portwatch</a>',
    "a page plugin": '<div class="fb-page" data-href="https://www.facebook.com/harbour"><blockquote cite="https://www.facebook.com/harbour" class="fb-xfbml-parse-ignore"><a href="https://www.facebook.com/harbour">Harbour</a></blockquote></div>',
    "a follow frame": '<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fharbour&amp;tabs=timeline"></iframe>',
    "a like frame": '<iframe src="https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fcourier.example%2Fbridge"></iframe>',
    "a playlist": '<iframe src="https://www.youtube.com/embed/videoseries?list=PL12345"></iframe>',
    "a channel's live stream": '<iframe src="https://www.youtube.com/embed/live_stream?channel=UC12345"></iframe>',
    "a subscribe button": '<div class="g-ytsubscribe" data-channelid="UC1234567890" data-layout="full"></div>',
    "a rail of videos": f'<aside class="related-videos"><h3>More videos</h3><iframe src="{VIDEO}"></iframe></aside>',
    "a promoted video": f'<div class="promo-video"><iframe src="{VIDEO}"></iframe></div>',
    "a rail of posts": f'<section class="social-feed"><blockquote class="twitter-tweet"><p>Buy our paper</p>— Courier (@courier) <a href="{X}">May 4</a></blockquote></section>',
    "a teaser with a player": f'<div class="teaser"><a href="/other"><h3>Other story</h3></a><iframe data-src="{VIDEO}"></iframe></div>',
    "a comment": f'<section id="comments"><div class="comment"><p>{X}</p></div></section>',
    "tracking": f'<div data-analytics="{html.escape(json.dumps({"referrer": X}))}"></div>',
    "a reader's own link list": '<ul class="social-links"><li><a href="https://bsky.app/profile/courier.example">Bluesky</a></li><li><a rel="me" href="https://sea.example/@courier">Mastodon</a></li></ul>',
    "a profile in a snippet": '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/dock.hand/"><a href="https://www.instagram.com/dock.hand/">Dock Hand</a></blockquote>',
    "a share script": f'<script>window.share = {{"url": "{X}"}};</script>',
    "the state of the page": f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"rail": [{"url": X}, {"url": VIDEO}]})}</script>',
    "an island of several": f'<div><script type="application/json">{json.dumps([X, VIDEO])}</script></div>',
    "structured markup of a video": f'<script type="application/ld+json">{{"@type": "VideoObject", "embedUrl": "{VIDEO}"}}</script>',
    "a picture of the video": '<img src="https://i.ytimg.com/vi/AbCdEfGhIjK/hqdefault.jpg" alt="">',
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_what_is_the_sites_own_is_no_post(trap: str) -> None:
    assert page(TRAPS[trap]).posts == ()


def test_a_post_given_twice_is_one_post() -> None:
    snippet = markup("official", "x")
    both = f'<div data-embed-url="{X}">{snippet}<noscript>{markup("frame", "x")}</noscript></div>'
    (post,) = page(both + f"<p>{X}</p>").posts
    assert (post.handle, post.text) == ("portwatch", "Bring a boat, says everybody")


def test_posts_in_a_row_stay_in_order() -> None:
    article = page("".join(markup("official", platform) for platform in POSTS))
    assert [post.platform for post in article.posts] == list(POSTS)
    assert len({post.offset for post in article.posts if post.text}) == sum(
        bool(post.text) for post in article.posts
    )
