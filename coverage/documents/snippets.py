"""The platforms' official snippets: the words, the account, the day and the address they carry."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coverage.text.figures.calendars import read_date
from coverage.text.found import Platform
from coverage.text.posts.addresses import PostAddress, read_address, tiktok_post

from .trees import Element, attribute, elements, squeeze, words_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What a snippet shows of its post; empty where it shows nothing."""

    address: PostAddress | None = None
    text: str = ""
    author: str = ""
    handle: str = ""
    posted: date | None = None
    signature: str = ""  # the attribution line as it stands, "— Name (@handle) March 2, 2022"


_CLASSES: tuple[tuple[str, Platform], ...] = (
    ("twitter-tweet", "x"),
    ("twitter-video", "x"),
    ("tweet-embed", "x"),
    ("instagram-media", "instagram"),
    ("tiktok-embed", "tiktok"),
    ("reddit-embed-bq", "reddit"),
    ("reddit-card", "reddit"),
    ("bluesky-embed", "bluesky"),
    ("mastodon-embed", "mastodon"),
    ("truthsocial-embed", "mastodon"),
    ("text-post-media", "threads"),
    ("fb-xfbml-parse-ignore", "facebook"),
    ("telegram-post", "telegram"),
)
_ADDRESS_ATTRIBUTES = (
    "cite",
    "data-instgrm-permalink",
    "data-text-post-permalink",
    "data-bluesky-uri",
    "data-embed-url",
    "data-href",
    "data-url",
    "data-permalink",
    "data-src",
)
_SIGNED = re.compile(
    r"(?:—|–|―|&mdash;|--|-)\s*(?P<author>[^\n]{0,120}?)\s*\(\s*(?P<handle>@[A-Za-z0-9_.@-]{1,80})\s*\)\s*[,·]?\s*(?P<when>[^\n]{0,60})\s*$"
)
_SHARED = re.compile(r"\(@(?P<handle>[\w.]{1,40})\)")
_BY = re.compile(
    r"(?:Post|Posted|Shared) by\s+(?P<author>[^\n]{1,90}?)(?:\s+on\s+(?P<when>[^\n]{4,60}))?$"
)


def snippet_platform(element: Element) -> Platform | Literal[""]:
    """The platform whose snippet the element is, by its class; "" for any other element."""
    if element.tag not in ("blockquote", "div", "twitter-widget", "section", "figure"):
        return ""
    names = element.get("class")
    if not names:
        return ""
    names = f" {names.lower()} "
    for name, platform in _CLASSES:
        if name in names:
            if element.tag == "blockquote" or name in ("twitter-tweet", "fb-xfbml-parse-ignore"):
                return platform
    return ""


def read_snippet(element: Element, platform: Platform) -> Shown:
    """What the snippet says; its address is None when it names no post."""
    address = _address(element, platform)
    if platform == "tiktok" and address is None:
        number = attribute(element, "data-video-id")
        address = tiktok_post(number) if number.isdigit() else None
    reader = _READERS.get(platform, _signed)
    shown = reader(element, address)
    return shown


def _address(element: Element, platform: Platform) -> PostAddress | None:
    """The post's address: an attribute of the snippet, else the last of its links that is one."""
    for name in _ADDRESS_ATTRIBUTES:
        value = attribute(element, name)
        found = read_address(value) if value else None
        if found is not None and found.platform == platform:
            return found
    found = None
    for link in elements(element, "a"):
        address = read_address(link.get("href") or "")
        if address is not None and address.platform == platform:
            found = address
            if platform in ("instagram", "reddit", "threads", "tiktok"):
                break
    return found


def _signed(element: Element, address: PostAddress | None) -> Shown:
    """X, Bluesky: words, then "— Name (@handle) date"."""
    paragraphs = [words_of(one) for one in elements(element, "p")]
    whole = words_of(element)
    signed = None
    for line in reversed(whole.split("\n")):
        signed = _SIGNED.search(line)
        if signed:
            break
    text = "\n\n".join(one for one in paragraphs if one and not (signed and one == signed.group()))
    if signed and signed.group() in text:
        text = text.replace(signed.group(), "")
    if not text:
        text = whole[: whole.rfind(signed.group())] if signed and signed.group() in whole else ""
    text = text.strip()
    handle = signed["handle"].lstrip("@") if signed else ""
    if not handle and address is not None:
        handle = address.handle
    return Shown(
        address,
        text,
        squeeze(signed["author"]) if signed else "",
        handle,
        _day(element, signed["when"] if signed else whole[-60:]),
        squeeze(signed.group()) if signed else "",
    )


def _day(element: Element, written: str) -> date | None:
    """The day of the post: as the signature has it, else of a time element or the last link."""
    found = read_date(written)
    if found is not None:
        return found
    for stamp in elements(element, "time"):
        found = read_date(stamp.get("datetime") or "") or read_date(words_of(stamp))
        if found is not None:
            return found
    for link in reversed(list(elements(element, "a"))):
        found = read_date(words_of(link))
        if found is not None:
            return found
    return None


_INSTAGRAM_NOISE = re.compile(
    r"^(?:View (?:this post|profile|more)[^\n]*|Sieh dir diesen Beitrag[^\n]*|Voir cette publication[^\n]*|Ver (?:esta publicación|essa foto|perfil)[^\n]*|Visualizza questo post[^\n]*|"
    r"Dit bericht[^\n]*bekijken|[\d,.]+ (?:likes|followers|posts)|Instagram|Add a comment[^\n]*|Like|Comment|Share|Save)$",
    re.I,
)


def _instagram(element: Element, address: PostAddress | None) -> Shown:
    """Words before "A post shared by Name (@handle) on day"; older snippets have the words, new none."""
    lines = [line for line in words_of(element).split("\n") if not _INSTAGRAM_NOISE.match(line)]
    signature = next((n for n in range(len(lines) - 1, -1, -1) if _SHARED.search(lines[n])), None)
    if signature is None:
        return Shown(address, "", "", address.handle if address else "", _day(element, ""))
    line = lines[signature]
    account = _SHARED.search(line)
    before = line[: account.start()] if account else ""
    author = re.split(r"\b(?:by|von|par|por|da|door|de|av|przez)\s", before, maxsplit=1)[-1]
    text = "\n".join(one for one in lines[:signature] if len(one) > 1)
    return Shown(
        address,
        text,
        squeeze(author),
        account["handle"] if account else "",
        _day(element, line),
        squeeze(line),
    )


def _tiktok(element: Element, address: PostAddress | None) -> Shown:
    """The caption behind the account's name, without the sound's line."""
    text = squeeze(words_of(element).replace("\n", " "))
    handle = address.handle if address else ""
    own = re.match(r"@([\w.]{2,40})\s*", text)
    if own:
        handle = handle or own.group(1)
    if address is not None and handle and not address.handle:
        address = tiktok_post(address.post_id, handle)
    return Shown(address, text, "", handle)


_REDDIT_USER = re.compile(r"reddit\.com/(?:user|u)/([\w-]{2,30})", re.I)


def _reddit(element: Element, address: PostAddress | None) -> Shown:
    """The title of the thread and "by u/name in r/place"."""
    links = list(elements(element, "a"))
    title = words_of(links[0]) if links else ""
    whole = squeeze(words_of(element).replace("\n", " "))
    # "by" often stands against the name with no blank between, so the link is asked first.
    named = (_REDDIT_USER.search(link.get("href") or "") for link in links[1:])
    user = next(filter(None, named), None) or re.search(r"\bu/([\w-]{2,30})", whole)
    handle = user.group(1) if user else ""
    signature = whole[len(squeeze(title)) :].strip() if whole.startswith(squeeze(title)) else ""
    return Shown(address, squeeze(title), handle, handle, _day(element, whole), signature)


def _plain(element: Element, address: PostAddress | None) -> Shown:
    """Facebook, Mastodon, Threads, Telegram: words and perhaps "Posted by Name on day"."""
    lines = words_of(element).split("\n")
    author, when, signature = "", "", ""
    kept: list[str] = []
    for line in lines:
        signed = _BY.search(squeeze(line))
        if signed and not signature:
            author, when, signature = signed["author"], signed["when"] or "", squeeze(line)
        elif not re.match(r"^View (?:on|this post)|^See (?:post|more)|^Post by", line, re.I):
            kept.append(line)
    handle = address.handle if address else ""
    named = re.search(r"@([\w.]+(?:@[\w.-]+)?)", author)
    if named:
        handle, author = named.group(1), ""
    return Shown(
        address, "\n".join(kept).strip(), squeeze(author), handle, _day(element, when), signature
    )


_READERS = {
    "x": _signed,
    "bluesky": _signed,
    "instagram": _instagram,
    "tiktok": _tiktok,
    "reddit": _reddit,
    "facebook": _plain,
    "mastodon": _plain,
    "threads": _plain,
    "telegram": _plain,
}
