"""What a page's head and markup say about the article: headline, people, day, outlet, address."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from . import bylines
from .canonical import plain_address
from .headline import choose_headline
from .pagedates import guess_day, read_published_moment
from .trees import Element, attribute, elements, squeeze, words_of

_ARTICLE_TYPES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle reviewnewsarticle backgroundnewsarticle "
    "blogposting liveblogposting techarticle scholarlyarticle socialmediaposting report advertisercontentarticle satiricalarticle "
    "askpublicnewsarticle".split()
)


@dataclass(slots=True)
class PageFacts:
    """Everything stated about an article; empty where nothing states it."""

    headline: str = ""
    authors: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()  # what the markup calls the author where it is no person
    published: date | datetime | None = None
    outlet: str = ""
    outlet_why: str = ""
    language: str = ""
    address: str = ""
    description: str = ""  # the few lines the page gives others to show
    body: str = ""  # the article's text as JSON-LD gives it, if it does
    nodes: list[dict[str, Any]] = field(default_factory=list)
    guess_day: Callable[[], date | None] = lambda: None  # slow; for want of any other date


def read_facts(root: Element, address: str = "") -> PageFacts:
    """The facts of a page, each from the most telling place that has it."""
    metas = _metas(root)
    nodes = list(_nodes(root))
    headings, trail = _headings(root)
    shared = _first(metas, "og:title", "twitter:title", "dc.title", "title", "parsely-title")
    article = _article_node(nodes, [*headings, shared])
    facts = PageFacts(nodes=nodes)
    facts.address = _address(root, metas, address)
    facts.outlet, facts.outlet_why = _outlet(root, metas, article, nodes)
    facts.headline = choose_headline(
        headings=headings,
        stated=_text(article.get("headline")) or _text(article.get("name")),
        shared=shared,
        window=_window(root),
        outlet=facts.outlet,
        trail=trail,
    )
    facts.published = read_published_moment(
        root,
        metas,
        _text(article.get("datePublished")),
        _text(article.get("dateCreated")),
        facts.address,
    )
    facts.guess_day = partial(guess_day, root, facts.address)
    facts.authors = bylines.read_authors(root, metas, article, nodes, facts.outlet)
    facts.desks = bylines.read_desks(article, nodes)
    facts.language = _language(root, metas)
    facts.description = _text(article.get("description")) or _first(
        metas, "og:description", "description"
    )
    facts.body = _text(article.get("articleBody"))
    return facts


def _metas(root: Element) -> dict[str, list[str]]:
    """Meta elements by lower-case name, property or itemprop, in order."""
    found: dict[str, list[str]] = {}
    for element in elements(root, "meta"):
        name = attribute(element, "property", "name", "itemprop", "http-equiv").lower()
        content = squeeze(element.get("content") or "")
        if name and content:
            found.setdefault(name, []).append(content)
    return found


def _nodes(root: Element) -> Iterator[dict[str, Any]]:
    """Every JSON-LD node of the page, nested ones of a graph too."""
    for script in elements(root, "script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        yield from _flat(_parsed(script.text or ""))


_COMMENT_MARKS = re.compile(
    r"^\s*(?:/\*|//)?\s*<!\[CDATA\[(?:\s*\*/)?|(?:/\*|//)?\s*\]\]>(?:\s*\*/)?\s*$|^\s*<!--|(?://\s*)?-->\s*$"
)
#: A quotation mark that neither opens nor closes a string: what is on neither side is told by JSON.
_INNER_MARK = re.compile(r'(?<![\\{\[,:\s])"(?!\s*[,:}\]])|(?<=[^\\{\[,:\s]\s)"(?=\w)')
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def _parsed(script: str) -> Any:
    """The JSON of a script, mended where pages commonly break it; None when it cannot be."""
    text = _COMMENT_MARKS.sub("", script.strip()).strip().rstrip(";")
    if not text or len(text) > 3_000_000:
        return None
    mended = _TRAILING_COMMA.sub(r"\1", text)
    for candidate in (text, mended, _INNER_MARK.sub(r"\"", mended)):
        try:
            return list(_values(candidate))
        except (ValueError, RecursionError):
            continue
    return None


def _values(text: str) -> Iterator[Any]:
    """One JSON value after the other."""
    reader = json.JSONDecoder(strict=False)
    place = 0
    while place < len(text):
        value, place = reader.raw_decode(text, place)
        yield value
        while place < len(text) and text[place] in " \t\r\n,;":
            place += 1


def _flat(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for part in value:
            yield from _flat(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if isinstance(value.get(key), (list, dict)):
                yield from _flat(value[key], depth + 1)


def node_types(node: dict[str, Any]) -> set[str]:
    """The node's types, lower-case, without the vocabulary's address."""
    kinds = node.get("@type") or []
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in kinds if isinstance(kind, str)}


def _article_node(nodes: list[dict[str, Any]], titles: Sequence[str]) -> dict[str, Any]:
    """The node that is the article: of an article's type, with a headline that the page shows, and
    with the most said about it."""
    shown = {one.lower() for one in titles if one}
    best: dict[str, Any] = {}
    weight = (False, 0)
    for node in nodes:
        if not node_types(node) & _ARTICLE_TYPES:
            continue
        said = sum(
            bool(node.get(key))
            for key in (
                "headline",
                "datePublished",
                "author",
                "publisher",
                "articleBody",
                "mainEntityOfPage",
            )
        )
        found = (_text(node.get("headline")).lower() in shown, said)
        if said and found > weight:
            best, weight = node, found
    if best:
        return best
    for node in nodes:
        if node.get("headline") and node.get("datePublished"):
            return node
    return {}


def _text(value: Any) -> str:
    """A JSON-LD value as words: a string, the first of a list, or the name of a node."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or ""
    if not isinstance(value, str):
        return ""
    if "&" in value:
        import html

        value = html.unescape(html.unescape(value))
    return squeeze(value)


def _first(metas: dict[str, list[str]], *names: str) -> str:
    return next((metas[name][0] for name in names if metas.get(name)), "")


_PUBLISHER = etree.XPath(
    "//*[@itemprop='publisher' or @property='publisher' or @property='schema:publisher']"
)
_NAME = etree.XPath(
    "descendant-or-self::*[@itemprop='name' or @property='name' or @property='schema:name']"
)


def _marked_publisher(root: Element) -> str:
    """The name of the first publisher in microdata or RDFa."""
    for publisher in _PUBLISHER(root):
        for named in _NAME(publisher)[:1] or ([publisher] if not len(publisher) else []):
            name = squeeze(attribute(named, "content") or words_of(named))
            if 1 < len(name) < 60 and not name.startswith("http"):
                return name
    return ""


def _outlet(
    root: Element,
    metas: dict[str, list[str]],
    article: dict[str, Any],
    nodes: list[dict[str, Any]],
) -> tuple[str, str]:
    """The site's name and where it stands."""
    site = _first(metas, "og:site_name")
    if site and not site.startswith("http"):
        return site.lstrip("@"), "site name in its markup"
    publisher = article.get("publisher")
    name = _text(publisher)
    if not name and isinstance(publisher, dict) and publisher.get("@id"):
        name = next(
            (
                _text(n.get("name"))
                for n in nodes
                if n.get("@id") == publisher["@id"] and n.get("name")
            ),
            "",
        )
    name = name if name and not name.startswith("http") else _marked_publisher(root)
    if name:
        return name, "publisher in its markup"
    for node in nodes:
        if node_types(node) & {"newsmediaorganization", "website"} and _text(node.get("name")):
            return _text(node["name"]), "site name in its markup"
    name = _first(
        metas,
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "publisher",
        "twitter:app:name:iphone",
    )
    return (
        (name, "application name in its markup")
        if name and len(name) < 60 and not name.startswith("http")
        else ("", "")
    )


def _headings(root: Element) -> tuple[list[str], str]:
    """The words of the headings that may be the headline, and of an h1 that is none.

    An h1 that is an item of a navigation's list closes a breadcrumb trail: it repeats a short
    title made for search engines. The heading shown is then one of a group of headings.
    """
    trail = ""
    found: list[str] = []
    for heading in elements(root, "h1"):
        words = squeeze(words_of(heading).replace("\n", " "))
        if (
            next(heading.iterancestors("li"), None) is not None
            and next(heading.iterancestors("nav"), None) is not None
        ):
            trail = trail or words
        else:
            found.append(words)
    if trail and not found:
        groups = elements(root, "hgroup")
        found = [squeeze(words_of(one)) for group in groups for one in elements(group, "h2")]
    return found, trail


def _window(root: Element) -> str:
    title = root.find(".//head/title")
    return squeeze(title.text or "") if title is not None else ""


#: ISO 639-1.
_LANGUAGES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy "
    "ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv "
    "mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw "
    "ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)


def _language(root: Element, metas: dict[str, list[str]]) -> str:
    """The two-letter code the page declares, "" for none; both Norwegians are "no"."""
    declared = attribute(root, "lang", "xml:lang") or _first(
        metas, "og:locale", "content-language", "language", "dc.language"
    )
    found = re.match(r"[a-z]{2}(?=[-_,]|$)", declared.lower())
    code = found.group() if found else ""
    return "no" if code in ("nb", "nn") else code if code in _LANGUAGES else ""


def _address(root: Element, metas: dict[str, list[str]], given: str) -> str:
    """The canonical address, trackers dropped; the one given where the page names none.

    A front page is none: templates name it on every page when they are set up wrongly.
    """
    shared = _first(metas, "og:url")
    base = given or (shared if shared.startswith("http") else "")
    named = [
        link.get("href") or ""
        for link in elements(root, "link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for address in (*named, shared, given):
        whole = _joined(base, address)
        if whole.startswith("http") and not (_is_front(whole) and not _is_front(base or whole)):
            return plain_address(whole)
    return plain_address(given or "")


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def _is_front(address: str) -> bool:
    return re.fullmatch(r"https?://[^/?#]*/?(?:#.*)?", address, re.I) is not None
