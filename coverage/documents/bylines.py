"""The people a page names as its authors."""

from __future__ import annotations

import re
from typing import Any

from .labels import AUTHOR_LABELS, labelled
from .people import read_names
from .trees import Element, attribute, class_names, elements, squeeze, words_of

_META_NAMES = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "og:author",
    "authors",
    "twitter:misc:written by",
    "cxenseparse:author",
    "article:author_name",
    "citation_author",
    "creator",
    "twitter:data1",
    "article.author",
    "cxenseparse:authorname",
)
_BYLINE_CLASS = re.compile(
    r"by-?line|authors?(?:-?(?:names?|list|info|meta|link|block|line))?(?![a-z])|(?<![a-z])autor(?:en|in|es|i)?(?![a-z])|(?<![a-z])writer(?![a-z])|contributor"
)
_MOST = 6
#: A name with a web address in brackets beside it is the site's.
_SITE = re.compile(r"\(\s*(?:https?://|www\.)?[\w-]{1,60}(?:\.[\w-]{1,60}){1,3}/?\s*\)", re.I)
_NO_NAME = re.compile(
    r"https?:|@|^(?:admin\w*|author|unknown|null|none|undefined|editor|webmaster)$", re.I
)
_NOT_BYLINE = re.compile(
    r"comment|related|bio|teaser|card|recommend|social|image|photo|avatar|follow|footer|caption"
)

_ELSEWHERE = re.compile(
    r"[\s_-](?:comments?|commentlist|related|recommend(?:ed|ations?)|sidebar|teasers?|most-?(?:read|popular)|read-?next|more-?(?:from|stories|news))[\s_-]"
)


def read_authors(
    root: Element,
    metas: dict[str, list[str]],
    article: dict[str, Any],
    nodes: list[dict[str, Any]],
    outlet: str,
) -> tuple[str, ...]:
    """The authors, from structured markup before meta elements before the visible byline."""
    stated = _stated(article.get("author"), nodes) or _stated(article.get("creator"), nodes)
    names = read_names(stated, outlet, typed=True)
    if names:
        return _with_linked(names, root, outlet)
    for name in _META_NAMES:
        values = [
            value
            for value in metas.get(name, ())
            if not re.match(r"https?://|www\.|@|\d", value) and not _SITE.search(value)
        ]
        names = read_names(values, outlet)
        if names and (name != "twitter:data1" or len(names) == 1):
            return names
    return _visible(root, outlet)


def _with_linked(stated: tuple[str, ...], root: Element, outlet: str) -> tuple[str, ...]:
    """The stated authors, and those who are linked as authors beside every one of them."""
    linked = [
        words_of(link)[:120]
        for link in elements(root, "a")
        if "author" in (link.get("rel") or "").lower().split()
    ]
    if not len(stated) < len(linked) <= _MOST:
        return stated
    names = read_names(linked, outlet)
    return names if set(names) > set(stated) else stated


def read_desks(article: dict[str, Any], nodes: list[dict[str, Any]]) -> tuple[str, ...]:
    """Whom the structured markup calls the author where that is no person: a desk, the outlet."""
    names = (squeeze(name) for name in _stated(article.get("author"), nodes)[:3])
    return tuple(
        name
        for name in dict.fromkeys(names)
        if 2 < len(name) <= 60 and not _NO_NAME.search(name) and any(map(str.isalpha, name))
    )


def _stated(value: Any, nodes: list[dict[str, Any]]) -> list[str]:
    """The names of a JSON-LD author: a string, a node, a reference to one, or a list of these."""
    if isinstance(value, list):
        return [name for part in value for name in _stated(part, nodes)]
    if isinstance(value, str):
        return [] if value.startswith("http") else [value]
    if not isinstance(value, dict):
        return []
    name = value.get("name")
    if isinstance(name, list):
        return [part for part in name if isinstance(part, str)]
    if isinstance(name, str) and name.strip():
        return [name]
    reference = value.get("@id")
    for node in nodes:
        if reference and node.get("@id") == reference and isinstance(node.get("name"), str):
            return [node["name"]]
    return []


def _visible(root: Element, outlet: str) -> tuple[str, ...]:
    """The names of microdata, of author links, or of the first byline on the page."""
    marked: list[str] = []
    linked: list[str] = []
    byline: tuple[str, ...] = ()
    for element in elements(
        root,
        "a",
        "span",
        "div",
        "p",
        "address",
        "li",
        "ul",
        "strong",
        "section",
        "header",
        "footer",
        "cite",
        "em",
    ):
        prop = (element.get("itemprop") or element.get("property") or "").lower()
        prop = prop.removeprefix("schema:")
        if prop == "name" and (element.get("typeof") or "").endswith("Person"):
            prop = "author"  # RDFa: the person and the name in one element
        rel = (element.get("rel") or "").lower().split()
        named = class_names(element)
        if _NOT_BYLINE.search(named):
            continue
        if prop == "author":
            if is_elsewhere(element):
                continue
            inner = next(
                (e for e in elements(element) if "name" in (e.get("itemprop"), e.get("property"))),
                element,
            )
            marked.append(attribute(inner, "content") or words_of(inner)[:120])
        elif "author" in rel and not is_elsewhere(element):
            linked.append(words_of(element)[:120])
        elif not byline and _BYLINE_CLASS.search(named) and not is_elsewhere(element):
            byline = _named_in(element, outlet)
    people = read_names(marked, outlet)
    if len(people) > _MOST:  # a list of other stories is marked up in the same way
        people = people[:1]
    return (
        people
        or byline
        or read_names(linked[:4], outlet)
        or next(
            filter(None, (read_names(one, outlet) for one in labelled(root, AUTHOR_LABELS))), ()
        )
    )


def is_elsewhere(element: Element) -> bool:
    """True in comments, sidebars and rails: whoever is named there did not write the page."""
    for node in (element, *element.iterancestors("aside", "div", "section", "ul", "ol", "li")):
        if (node.get("class") or node.get("id")) and _ELSEWHERE.search(class_names(node)):
            return next(node.iter("h1"), None) is None
    return False


def _named_in(byline: Element, outlet: str) -> tuple[str, ...]:
    """The names of a byline: of its innermost elements where it has several, else of its text."""
    text = words_of(byline)
    if not 3 < len(text) < 400:
        return ()
    leaves = [leaf for leaf in elements(byline) if not len(leaf) and (leaf.text or "").strip()]
    if len(leaves) > 1:
        names = read_names([words_of(leaf) for leaf in leaves[:12]], outlet)
        if names:
            return names if len(names) <= _MOST else names[:1]
    return read_names(text.split("\n"), outlet) if len(text) < 160 else ()
