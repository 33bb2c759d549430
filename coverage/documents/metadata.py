"""What a page's head and markup say about the article: headline, people, day, outlet, address."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from . import bylines
from .canonical import plain_address
from .headline import choose_headline
from .pagedates import read_published_moment
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


def read_facts(root: Element, address: str = "") -> PageFacts:
    """The facts of a page, each from the most telling place that has it."""
    metas = _metas(root)
    nodes = list(_nodes(root))
    article = _article_node(nodes)
    facts = PageFacts(nodes=nodes)
    facts.address = _address(root, metas, address)
    facts.outlet, facts.outlet_why = _outlet(metas, article, nodes)
    headings, trail = _headings(root)
    facts.headline = choose_headline(
        headings=headings,
        stated=_text(article.get("headline")) or _text(article.get("name")),
        shared=_first(metas, "og:title", "twitter:title", "dc.title", "title", "parsely-title"),
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
    r"^\s*(?:/\*\s*)?<!\[CDATA\[(?:\s*\*/)?|(?:/\*\s*)?\]\]>(?:\s*\*/)?\s*$|^\s*<!--|-->\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def _parsed(script: str) -> Any:
    """The JSON of a script, mended where pages commonly break it; None when it cannot be."""
    text = _COMMENT_MARKS.sub("", script.strip()).strip().rstrip(";")
    if not text or len(text) > 3_000_000:
        return None
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


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


def _article_node(nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The node that is the article: of an article's type, with the most said about it."""
    best: dict[str, Any] = {}
    weight = 0
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
        if said > weight:
            best, weight = node, said
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


def _outlet(
    metas: dict[str, list[str]], article: dict[str, Any], nodes: list[dict[str, Any]]
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
    if name and not name.startswith("http"):
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


def _language(root: Element, metas: dict[str, list[str]]) -> str:
    """The two-letter code the page declares, "" for none; both Norwegians are "no"."""
    declared = attribute(root, "lang", "xml:lang") or _first(
        metas, "og:locale", "content-language", "language", "dc.language"
    )
    found = re.match(r"[a-z]{2}(?=[-_,]|$)", declared.lower())
    code = found.group() if found else ""
    return "no" if code in ("nb", "nn") else code


def _address(root: Element, metas: dict[str, list[str]], given: str) -> str:
    """The canonical address, trackers dropped; the one given where the page names none."""
    for link in elements(root, "link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith(
            "http"
        ):
            return plain_address(link.get("href"))
    shared = _first(metas, "og:url")
    return plain_address(shared if shared.startswith("http") else given or "")
