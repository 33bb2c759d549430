"""Social posts in markup: where each stands in the page, and what the markup says of it.

Reads the platforms' official snippets, their frames, AMP elements, lazy and consent wrappers that
keep the snippet or its address in an attribute, templates and noscript. Never fetches anything.
"""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import html as entities
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from coverage.text.posts.addresses import (
    PostAddress,
    platform_of_host,
    read_address,
    telegram_post,
    tiktok_post,
    x_post,
    youtube_post,
)

from .snippets import Shown, read_snippet, snippet_platform
from .trees import Element, attribute, class_names, elements, parse_fragment, squeeze, words_of


@dataclass(frozen=True, slots=True)
class Embed:
    """One post in a page: the element that stands for it, its address, and its words if shown."""

    element: Element
    address: PostAddress
    shown: Shown
    linked: bool = False  # a bare address, not a snippet


_ADDRESS_IN = re.compile(
    r"(?:https?:)?\\?/\\?/(?:[\w-]{1,30}\.){0,3}(?:twitter\.com|x\.com|youtube\.com|youtube-nocookie\.com|youtu\.be|instagram\.com|tiktok\.com|facebook\.com|"
    r"fb\.watch|t\.me|reddit\.com|redditmedia\.com|bsky\.app|threads\.(?:net|com)|truthsocial\.com)[^\s\"'<>\\]{2,400}"
    r"|https?://[\w.-]{4,60}/@[\w.-]{1,40}/\d{15,20}"
    r"|at://[\w.:-]{5,80}/app\.bsky\.feed\.post/\w{8,20}"
)
_FRAMES = ("iframe", "embed", "object", "amp-iframe", "param")
#: A frame of the outlet's own that is told which page to show ("/media?url=https%3A%2F%2F…").
_FRAMED = re.compile(
    r"(?:https?:)?//(?P<host>[\w.-]{3,80})/[^\s\"'<>]{0,400}?[?&](?:url|src|href|u)=(?P<page>https?(?::|%3A)[^&\s\"'<>]{8,600})",
    re.I,
)
_LONGEST_ISLAND = 20_000  # characters
_NUMBER = re.compile(r"\d{8,22}")
_VIDEO = re.compile(r"[\w-]{11}", re.ASCII)
#: Attributes that never hold an embed: places to go, share buttons' texts, pictures.
_NO_HOLDERS = frozenset(
    "href action class id style content alt title aria-label onclick srcset data-share data-share-url data-sharer data-link data-tracking data-analytics data-gtm".split()
)
_SHARING = re.compile(
    r"share|sharing|follow|social-(?:links|icons|bar|media-links)|tracking|analytics|comment-?count|seo|schema",
    re.I,
)
_RELATED = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|more-?(?:from|stories|videos|news)|promo\w*|sidebar|most-?(?:read|popular)|trending|read-?next|up-?next|playlist|teasers?|"
    r"footer|site-?header|nav(?:bar|igation)?|menu|outbrain|taboola|newsletter|comments?|latest-?(?:news|videos|stories)|carousel-?related|social-feed|twitter-timeline)(?:[\s_-]|$)"
)
_LAZY_PLAYERS = ("amp-youtube", "lite-youtube", "youtube-video", "youtube-player", "amp-yt")


def find_embeds(root: Element) -> list[Embed]:
    """Every post of the page's tree in reading order, each post once.

    A snippet inside another (a blockquote in a wrapper that also names the address) counts once,
    and the one with the most words is kept.
    """
    found: list[Embed] = []
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str) or tag in _NEVER:
            continue
        if tag not in _HOLDERS and not _may_hold(element.items()):
            continue
        found.extend(_embeds_of(element, tag))
    found.extend(_bare_links(root))
    return _once(root, found)


_NEVER = frozenset(
    "head meta link a img path svg use button input li ul h1 h2 h3 h4 source picture".split()
)
_HOLDERS = frozenset(
    "blockquote iframe embed object param amp-iframe template textarea noscript script fb:post fb:video".split()
)


def _may_hold(attributes: list[tuple[str, str]]) -> bool:
    """True when an element's attributes can name a post: cheap, most elements end here."""
    return any(
        (
            name == "class"
            and (
                "tw" in value
                or "yout" in value
                or "fb-" in value
                or "yt-" in value
                or "embed" in value
            )
        )
        or (
            name not in _NO_HOLDERS
            and name != "src"
            and (
                name.startswith("data-")
                or "id" in name
                or "src" in name
                or "url" in name
                or "permalink" in name
            )
        )
        for name, value in attributes
    )


def _embeds_of(element: Element, tag: str) -> Iterator[Embed]:
    """What one element embeds by its kind and attributes."""
    if tag == "blockquote" or snippet_platform(element):
        embed = _snippet(element)
        if embed is not None:
            yield embed
            return
    if tag in _FRAMES:
        address = _frame_address(element)
        if address is not None:
            yield Embed(element, address, Shown())
        return
    address = _own_element(element, tag)
    if address is not None:
        yield Embed(element, address, Shown())
        return
    if (
        tag in ("template", "textarea", "noscript")
        or tag == "script"
        and "template" in (element.get("type") or "")
    ):
        yield from _held(element, element.text or "", markup_only=True)
        return
    if tag == "script":
        yield from _island(element)
        return
    if tag in ("style", "svg", "path", "html", "body"):
        return
    for name, value in element.attrib.items():
        if len(value) > 12 and name not in _NO_HOLDERS and not _SHARING.search(name):
            if "/" in value or "%2F" in value:
                yield from _held(element, value, markup_only=False)


def _island(script: Element) -> Iterator[Embed]:
    """The one post that JSON in the midst of a page holds for a script to show there.

    What stands in the head or directly in the body is the state of the whole page, its rails too.
    """
    above, text = script.getparent(), script.text or ""
    if "json" not in (script.get("type") or "") or "ld+json" in script.get("type"):
        return
    if above is None or above.tag in ("head", "body", "html") or above.tag.startswith("amp-"):
        return
    if len(text) > _LONGEST_ISLAND:
        return
    found = list(_held(script, text, markup_only=False))
    if len({(one.address.platform, one.address.post_id) for one in found}) == 1:
        yield max(found, key=_weight)


def _snippet(element: Element) -> Embed | None:
    """The official snippet that a blockquote (or what replaced it) is."""
    platform = snippet_platform(element)
    if not platform:
        return None
    shown = read_snippet(element, platform)
    return Embed(element, shown.address, shown) if shown.address is not None else None


def _frame_address(element: Element) -> PostAddress | None:
    """The post a frame shows, by its source, wherever a lazy loader keeps that."""
    if element.tag == "param" and (element.get("name") or "").lower() not in ("movie", "src"):
        return None
    number = attribute(element, "data-tweet-id")
    if number and _NUMBER.fullmatch(number):
        return x_post(number)
    for name, value in element.attrib.items():
        if name in ("id", "class", "style", "title", "allow", "width", "height"):
            continue
        for candidate in (value, unquote(value)):
            address = (
                read_address(candidate) if "/" in candidate and len(candidate) < 2000 else None
            )
            if address is not None:
                return address
        framed = _FRAMED.match(value)
        if framed is not None and platform_of_host(framed["host"]) is None:
            address = read_address(unquote(framed["page"]))
            if address is not None:
                return address
        if name == "srcdoc" or "<" in value:
            inner = next(_held(element, value, markup_only=False), None)
            if inner is not None:
                return inner.address
    return None


def _own_element(element: Element, tag: str) -> PostAddress | None:
    """AMP's and other elements that name a post by its number alone."""
    number = attribute(element, "data-tweetid", "data-tweet-id", "tweet-id", "tweetid")
    if number and _NUMBER.fullmatch(number):
        return x_post(number)
    if tag == "amp-instagram":
        code = attribute(element, "data-shortcode")
        return read_address(f"https://www.instagram.com/p/{code}/") if code else None
    if tag == "amp-tiktok":
        source = attribute(element, "data-src")
        return tiktok_post(source) if source.isdigit() else read_address(source) if source else None
    if (
        tag in ("amp-facebook", "amp-reddit", "amp-bluesky", "amp-mastodon", "shreddit-embed")
        or tag in ("fb:post", "fb:video")
        or "fb-post" in class_names(element)
        or "fb-video" in class_names(element)
    ):
        source = attribute(element, "data-href", "data-src", "permalink", "data-uri", "href")
        if source.startswith("/"):
            source = f"https://www.facebook.com{source}"
        return read_address(source) if source else None
    names = class_names(element)
    if tag in _LAZY_PLAYERS or "youtube" in names or "yt-" in names:
        video = attribute(
            element,
            "data-videoid",
            "videoid",
            "video-id",
            "data-video-id",
            "data-youtube-id",
            "data-yt-id",
            "data-ytid",
            "data-id",
            "data-embed",
            "data-video",
        )
        if _VIDEO.fullmatch(video):
            return youtube_post(video)
    video = attribute(
        element,
        "data-youtube-id",
        "data-youtubeid",
        "data-yt-id",
        "data-youtube",
        "youtube-id",
        "data-youtube-video-id",
    )
    if _VIDEO.fullmatch(video):
        return youtube_post(video)
    if tag == "script":
        post = attribute(element, "data-telegram-post")
        channel, _, number = post.partition("/")
        if number.isdigit():
            return telegram_post(channel, number)
    return None


_MARKUP = ("<blockquote", "<iframe", "<amp-", "<lite-youtube", "data-telegram-post")


def _held(element: Element, value: str, *, markup_only: bool) -> Iterator[Embed]:
    """Posts in a value that holds an address or a whole snippet, escaped once or twice."""
    text = value[:100_000]
    for _ in range(2):
        if "&" in text:
            text = entities.unescape(text)
    if "%3A%2F%2F" in text or "%3a%2f%2f" in text or "%3C" in text:
        text = unquote(text)
    text = (
        text.replace("\\/", "/")
        .replace('\\"', '"')
        .replace("\\u003C", "<")
        .replace("\\u003c", "<")
        .replace("\\u003E", ">")
        .replace("\\u003e", ">")
    )
    if any(mark in text for mark in _MARKUP):
        fragment = parse_fragment(text)
        if fragment is not None:
            inner = find_embeds(fragment)
            yield from (Embed(element, one.address, one.shown) for one in inner)
            return
    if markup_only:
        return
    for match in _ADDRESS_IN.finditer(text):
        address = read_address(match.group().rstrip(".,;)]}&"))
        if address is not None:
            yield Embed(element, address, Shown())


_BARE = re.compile(
    r"(?:https?://|www\.|pic\.twitter\.com)\S+|(?:twitter|x|instagram|youtube|tiktok|facebook)\.com/\S+|youtu\.be/\S+|t\.me/\S+",
    re.I,
)


def _bare_links(root: Element) -> Iterator[Embed]:
    """Addresses that stand alone in their paragraph: an embed nobody rendered."""
    for paragraph in elements(root, "p", "div", "figure"):
        if len(paragraph) > 3:
            continue
        if paragraph.tag != "p" and any(
            child.tag not in ("a", "span", "br") for child in paragraph
        ):
            continue
        text = squeeze(words_of(paragraph)) if len(paragraph) or paragraph.text else ""
        if not 12 < len(text) < 400 or " " in text or not _BARE.fullmatch(text):
            continue
        address = read_address(text)
        if address is None:
            link = next(elements(paragraph, "a"), None)
            address = read_address(link.get("href") or "") if link is not None else None
        if address is not None:
            yield Embed(paragraph, address, Shown(), linked=True)


def _once(root: Element, found: list[Embed]) -> list[Embed]:
    """Each post once, in reading order, at its most telling element."""
    best: dict[tuple[str, str], Embed] = {}
    for embed in found:
        key = (embed.address.platform, embed.address.post_id)
        known = best.get(key)
        if known is None or _weight(embed) > _weight(known):
            best[key] = embed
    if len(best) < 2:
        return list(best.values())
    order = {element: number for number, element in enumerate(root.iter())}
    return sorted(best.values(), key=lambda embed: order.get(embed.element, 0))


def _weight(embed: Embed) -> tuple[int, int, int]:
    return (not embed.linked, len(embed.shown.text), bool(embed.shown.author))


def is_furniture(element: Element, article: Collection[Element] = ()) -> bool:
    """True when the element stands in navigation, a sidebar, a footer or a rail of other stories.

    `article` holds the elements that the article's own paragraphs stand in: from the first of
    them upward nothing speaks against the embed, whatever the page calls it.
    """
    node = element.getparent()
    for _ in range(60):
        if node is None or node.tag == "body" or node in article:
            return False
        if node.tag in ("nav", "footer", "head"):
            return True
        if node.get("class") or node.get("id"):
            if node.tag not in ("article", "main") and _RELATED.search(class_names(node)):
                return True
        node = node.getparent()
    return False
