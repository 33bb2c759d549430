"""Addresses of social posts: which platform, which post, whose.

One reader for all ten platforms, shared by plain text and markup. It knows a post's own page, the
platforms' embed frames and their older and short forms; profiles, playlists, share and follow
links are no posts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from ..found import Platform
from ..patterns import late


@dataclass(frozen=True, slots=True)
class PostAddress:
    """A post named by its address; `url` is the plain address of its page, trackers dropped."""

    platform: Platform
    post_id: str
    url: str
    handle: str = ""  # without "@", as the address spells it


_HOSTS: dict[str, Platform] = {
    "twitter.com": "x",
    "x.com": "x",
    "youtube.com": "youtube",
    "youtube-nocookie.com": "youtube",
    "youtu.be": "youtube",
    "instagram.com": "instagram",
    "instagr.am": "instagram",
    "tiktok.com": "tiktok",
    "facebook.com": "facebook",
    "fb.watch": "facebook",
    "fb.com": "facebook",
    "t.me": "telegram",
    "telegram.me": "telegram",
    "reddit.com": "reddit",
    "redditmedia.com": "reddit",
    "redd.it": "reddit",
    "bsky.app": "bluesky",
    "threads.net": "threads",
    "threads.com": "threads",
}
_NO_NAMES = frozenset(
    "i intent share hashtag search home explore status statuses web watch photo photo.php video "
    "videos posts permalink.php story.php plugins sharer groups events embed p reel reels tv "
    "stories login profile.php".split()
)
_VIDEO_ID = late(r"[\w-]{11}(?![\w-])", re.ASCII)
_INSTAGRAM = late(r"^/(?:[\w.]+/)?(?:p|reel|reels|tv)/([\w-]{5,})", re.ASCII)
_X_STATUS = late(r"^/(?:#!/)?(\w+)/status(?:es)?/(\d{3,})", re.ASCII)
_X_WEB = late(r"^/i/(?:web/)?status/(\d{3,})", re.ASCII)
_TIKTOK = late(r"^/(?:@([\w.]+)/(?:video|photo)/|(?:embed(?:/v[23])?|player/v1|v)/)(\d{6,})")
_TIKTOK_SHORT = late(r"^/(?:t/)?(Z[\w]{6,})/?$", re.ASCII)
_FACEBOOK_POST = late(
    r"^/(?:(?P<name>[\w.%-]+)/)?(?:posts|videos|photos|permalink|reel|watch/live)/"
    r"(?:[^/]*/)*?(?P<id>pfbid\w+|\d{6,})(?:[/:]|$)"
)
_FACEBOOK_SLUG = late(r"^/(?P<name>[\w.%-]+)/(?:posts|videos)/[^/]*?(?P<id>\d{8,})/?$")
_FACEBOOK_GROUP = late(r"^/groups/([\w.]+)/(?:posts|permalink)/(\d{6,})")
_TELEGRAM = late(r"^/(?:s/)?([A-Za-z]\w{3,31})/(\d+)", re.ASCII)
_REDDIT = late(r"^/(?:r|user|u)/([\w-]+)/comments/([a-z0-9]+)(?:/[^/]*/([a-z0-9]{5,}))?", re.I)
_BLUESKY = late(r"^/profile/([\w.:-]+)/post/([a-z0-9]{8,})", re.I)
_BLUESKY_EMBED = late(r"^/embed/(did:[\w:]+)/app\.bsky\.feed\.post/([a-z0-9]{8,})", re.I)
_THREADS = late(r"^/(?:@([\w.]+)/post|t)/([\w-]{8,})", re.ASCII)
_MASTODON = late(
    r"^/(?:deck/|web/)?@(\w[\w.-]*(?:@[\w.-]+)?)/(?:posts/)?(\d{15,20})(?:/|$)", re.ASCII
)
_MASTODON_LONG = late(r"^/users/(\w+)/statuses/(\d{15,20})", re.ASCII)
_AT_URI = late(r"^at://([\w.:-]+)/app\.bsky\.feed\.post/([a-z0-9]{8,})", re.I)


def platform_of_host(host: str) -> Platform | None:
    """The platform a host name belongs to, None for any other host (Mastodon has many)."""
    name = host.lower().split(":")[0].rstrip(".")
    while name:
        if name in _HOSTS:
            return _HOSTS[name]
        _, dot, name = name.partition(".")
        if not dot:
            return None
    return None


def read_address(address: str) -> PostAddress | None:
    """The post that an address names, None when it names none (a profile, a share link)."""
    address = address.strip().replace("&amp;", "&")
    at_uri = _AT_URI.match(address)
    if at_uri:
        return _bluesky(*at_uri.groups())
    if address.startswith("//"):
        address = "https:" + address
    elif "://" not in address[:12]:
        address = "https://" + address
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    platform = platform_of_host(host)
    path = unquote(parts.path) if "%" in parts.path else parts.path
    if platform is None:
        return _mastodon(host, path) or ("oembed" in path and _asked_for(parts.query) or None)
    found = _READERS[platform](host, path, parts.query, parts.fragment)
    return found or _asked_for(parts.query)


def _asked_for(query: str) -> PostAddress | None:
    """The post that an oEmbed address asks for ("…/oembed?url=https://…")."""
    if "url=http" not in query:
        return None
    inner = (parse_qs(query).get("url") or [""])[0]
    return read_address(inner) if "url=" not in inner else None


def _x(host: str, path: str, query: str, fragment: str) -> PostAddress | None:
    if path.startswith("/embed/Tweet.html") or "/embed/" in path and "id=" in query:
        ids = parse_qs(query).get("id", [])
        return x_post(ids[0]) if ids and ids[0].isdigit() else None
    if fragment.startswith("!/"):
        path = "/" + fragment[2:]
    web = _X_WEB.match(path)
    if web:
        return x_post(web.group(1))
    status = _X_STATUS.match(path)
    if not status:
        return None
    handle, post_id = status.groups()
    return x_post(post_id, "" if handle.lower() in _NO_NAMES else handle)


def x_post(post_id: str, handle: str = "") -> PostAddress:
    """The address of a post on X by its number, with or without its account."""
    return PostAddress("x", post_id, f"https://x.com/{handle or 'i'}/status/{post_id}", handle)


def youtube_post(post_id: str) -> PostAddress:
    """The address of a video on YouTube by its eleven letters."""
    return PostAddress("youtube", post_id, f"https://www.youtube.com/watch?v={post_id}")


def _youtube(host: str, path: str, query: str, fragment: str) -> PostAddress | None:
    if host.endswith("youtu.be"):
        candidate = path.lstrip("/")
    elif path.startswith(("/embed/", "/v/", "/shorts/", "/live/", "/e/", "/vi/")):
        candidate = path.split("/", 2)[2]
    elif path.rstrip("/") in ("/watch", "/watch_popup") or path.startswith("/attribution_link"):
        candidate = (parse_qs(query).get("v") or [""])[0]
    else:
        return None
    found = _VIDEO_ID.match(candidate)
    if not found or found.group() in ("videoseries", "live_stream"):
        return None
    return youtube_post(found.group())


def _instagram(host: str, path: str, query: str, fragment: str) -> PostAddress | None:
    found = _INSTAGRAM.match(path)
    if not found:
        return None
    kind = "reel" if "/reel" in path else "tv" if "/tv/" in path else "p"
    post_id = found.group(1)
    first = path.split("/")[1]
    handle = first if first not in ("p", "reel", "reels", "tv") else ""
    return PostAddress("instagram", post_id, f"https://www.instagram.com/{kind}/{post_id}/", handle)


def _tiktok(host: str, path: str, query: str, fragment: str) -> PostAddress | None:
    found = _TIKTOK.match(path)
    if found:
        handle, post_id = found.group(1) or "", found.group(2)
        return tiktok_post(post_id, handle)
    short = _TIKTOK_SHORT.match(path)
    if short:
        return PostAddress("tiktok", short.group(1), f"https://{host}{path}")
    return None


def tiktok_post(post_id: str, handle: str = "") -> PostAddress:
    """The address of a video on TikTok by its number."""
    return PostAddress(
        "tiktok", post_id, f"https://www.tiktok.com/@{handle}/video/{post_id}", handle
    )


def _facebook(host: str, path: str, query: str, fragment: str) -> PostAddress | None:
    asked = parse_qs(query)
    if path.startswith("/plugins/") or "/plugins/" in path:
        kind = path.rsplit("/", 1)[-1]
        inner = (asked.get("href") or [""])[0]
        if kind.startswith(("post", "video", "comment_embed")) and inner:
            return read_address(inner)
        return None
    if host.endswith("fb.watch"):
        post_id = path.strip("/").split("/")[0]
        return PostAddress("facebook", post_id, f"https://fb.watch/{post_id}/") if post_id else None
    if path.startswith(("/sharer", "/share.php", "/dialog")):
        return None
    story = (asked.get("story_fbid") or asked.get("fbid") or asked.get("v") or [""])[0]
    if story and path.startswith(
        ("/permalink.php", "/story.php", "/photo", "/video.php", "/watch", "/video/embed")
    ):
        owner = (asked.get("id") or [""])[0]
        page = (
            f"https://www.facebook.com{path}?" + ("v=" if "v" in asked else "story_fbid=") + story
        )
        if "fbid" in asked:
            page = f"https://www.facebook.com{path}?fbid={story}"
        return PostAddress("facebook", story, page + (f"&id={owner}" if owner else ""))
    group = _FACEBOOK_GROUP.match(path)
    if group:
        return PostAddress("facebook", group.group(2), f"https://www.facebook.com{group.group()}")
    found = _FACEBOOK_POST.match(path) or _FACEBOOK_SLUG.match(path)
    if not found:
        return None
    name = found.group("name") or ""
    handle = "" if name.lower() in _NO_NAMES or name.isdigit() else name
    return PostAddress(
        "facebook", found.group("id"), f"https://www.facebook.com{path.rstrip('/')}", handle
    )


def _telegram(host: str, path: str, query: str, fragment: str) -> PostAddress | None:
    found = _TELEGRAM.match(path)
    if not found or found.group(1).lower() in ("share", "joinchat", "addstickers", "proxy"):
        return None
    return telegram_post(found.group(1), found.group(2))


def telegram_post(channel: str, number: str) -> PostAddress:
    """A channel's message; its id is "channel/number", as the platform's own snippet has it."""
    return PostAddress(
        "telegram", f"{channel}/{number}", f"https://t.me/{channel}/{number}", channel
    )


def _reddit(host: str, path: str, query: str, fragment: str) -> PostAddress | None:
    if host.endswith("redd.it") and not host.startswith(("i.", "v.", "preview.")):
        post_id = path.strip("/").split("/")[0]
        return (
            PostAddress("reddit", post_id, f"https://redd.it/{post_id}")
            if post_id.isalnum()
            else None
        )
    found = _REDDIT.match(path)
    if not found:
        return None
    return PostAddress(
        "reddit", found.group(2), f"https://www.reddit.com{found.group().rstrip('/')}/"
    )


def _bluesky_page(host: str, path: str, query: str, fragment: str) -> PostAddress | None:
    found = _BLUESKY.match(path) or _BLUESKY_EMBED.match(path)
    return _bluesky(*found.groups()) if found else None


def _bluesky(who: str, post_id: str) -> PostAddress:
    handle = "" if who.startswith("did:") else who
    return PostAddress("bluesky", post_id, f"https://bsky.app/profile/{who}/post/{post_id}", handle)


def _threads(host: str, path: str, query: str, fragment: str) -> PostAddress | None:
    found = _THREADS.match(path)
    if not found:
        return None
    handle, post_id = found.group(1) or "", found.group(2)
    page = f"@{handle}/post/{post_id}" if handle else f"t/{post_id}"
    return PostAddress("threads", post_id, f"https://www.threads.com/{page}", handle)


def _mastodon(host: str, path: str) -> PostAddress | None:
    found = _MASTODON.match(path) or _MASTODON_LONG.match(path)
    if not found:
        return None
    name, post_id = found.groups()
    return PostAddress("mastodon", post_id, f"https://{host}/@{name}/{post_id}", name)


_READERS = {
    "x": _x,
    "youtube": _youtube,
    "instagram": _instagram,
    "tiktok": _tiktok,
    "facebook": _facebook,
    "telegram": _telegram,
    "reddit": _reddit,
    "bluesky": _bluesky_page,
    "threads": _threads,
}
_PLATFORM_NAMES: dict[str, Platform] = {
    "twitter": "x",
    "x": "x",
    "youtube": "youtube",
    "instagram": "instagram",
    "insta": "instagram",
    "ig": "instagram",
    "tiktok": "tiktok",
    "facebook": "facebook",
    "fb": "facebook",
    "telegram": "telegram",
    "reddit": "reddit",
    "bluesky": "bluesky",
    "mastodon": "mastodon",
    "truth social": "mastodon",
    "threads": "threads",
}
#: A platform named in prose; "X" only as a capital of its own.
PLATFORM_WORD = (
    r"(?:[Tt]witter|Instagram|Insta|IG|Tik[Tt]ok|YouTube|Youtube|Facebook|FB|Telegram|Reddit|"
    r"Bluesky|Mastodon|Truth Social|Threads|X)(?![\w-])"
)


def platform_of_name(name: str) -> Platform | None:
    """The platform that a word of prose names ("Twitter" and "X" are one)."""
    return _PLATFORM_NAMES.get(name.lower().strip())
