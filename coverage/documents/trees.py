"""Pages as trees: parsing what is found in the wild, and reading text and attributes off it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

Element = Any  # lxml ships no types of its own; every use goes through the functions here

_BLANK = r" \t\r\n\f\v\u00a0\u2028\u2029"
#: A run of blanks, but for a single space, which may stay as it is: most between words are.
BLANKS = re.compile(f"[{_BLANK[1:]}][{_BLANK}]*+| [{_BLANK}]++")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DEEPEST = 200  # levels; pages of news have some forty
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (_DEEPEST + 1)})")
_LONGEST_NAME = 2000  # characters of classes or an id
_LONG_NAMES = etree.XPath(
    " | ".join(f"//*[string-length(@{name}) > {_LONGEST_NAME}]/@{name}" for name in ("class", "id"))
)
_LONG_VALUES = etree.XPath("boolean(//@*[string-length(.) > 20000])")
#: A tag as browsers find its end: not within a value in quotes.
_TAG = re.compile(
    r"""<[A-Za-z][^\s/>]*+(?:[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)"""
    r"""(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"'][^\s>]*+)?+)?+)*+"""
)
_ATTRIBUTE = re.compile(r"""[\s/"'][^\s/>="']""")
#: Attributes of one tag. libxml2 puts each behind all the others: 40,000 would take ten seconds.
_MOST_ATTRIBUTES = 2000
#: Extractors want the elements of lxml.html; its own parser asks Python for the class of each, a
#: million times for 200 pages, to tell forms and their fields, which nobody here looks at.
_ONE_CLASS = etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement)
_PARSER_LIMIT = 12_000_000  # characters; a longer page is cut, the document keeps all of it


def parse_page(html: str) -> Element | None:
    """The root of the page's tree, None when there is nothing in it to parse, or a tag that is no
    tag of a page."""
    clean = _UNSTORABLE.sub(" ", html[:_PARSER_LIMIT])
    if _has_overfull_tag(clean):
        return None
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = lxml_html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if _TOO_DEEP(root):
        _flatten(root)
    for value in _LONG_NAMES(root):
        value.getparent().set(value.attrname, value[:_LONGEST_NAME])
    return root


def _has_overfull_tag(html: str) -> bool:
    """Whether a tag has more attributes than anybody writes."""
    least = 4 * _MOST_ATTRIBUTES  # letters: distinct names are of three in the mean
    looks_so = any(
        len(_ATTRIBUTE.findall(tag.group())) > _MOST_ATTRIBUTES
        for tag in _TAG.finditer(html)
        if tag.end() - tag.start() > least
    )
    if not looks_so:
        return False
    widest = _Widest()  # "if (a <b" of a script may look so; the parser knows, and makes no tree
    parser = etree.HTMLParser(target=widest, encoding="utf-8", huge_tree=True)
    try:
        etree.fromstring(html.encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return False
    return widest.attributes > _MOST_ATTRIBUTES


class _Widest:
    """Told of every tag by the parser: the most attributes that one has."""

    attributes = 0

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        self.attributes = max(self.attributes, len(attributes))

    def close(self) -> None:
        """Nothing is made."""


def has_long_attributes(root: Element) -> bool:
    """True when an attribute holds far more than an address or a snippet."""
    return bool(_LONG_VALUES(root))


def _flatten(root: Element) -> None:
    """Put the words of everything below `_DEEPEST` levels into paragraphs at that level.

    Readers of trees (ours, and the extractor's more so) slow down with the square of the depth.
    """
    depth = 0
    deep: list[Element] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, node in walker:
        if event == "end":
            depth -= 1
            continue
        depth += 1
        if depth == _DEEPEST:
            deep.append(node)
            walker.skip_subtree()
    for node in deep:
        lines = words_of(node).split("\n")
        for child in list(node):
            node.remove(child)
        node.text = None
        for line in lines:
            etree.SubElement(node, "p").text = line


#: Classes of words that only a screen reader speaks ("opens in a new window").
_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader(?:-(?:text|only))?|assistive-?text|a11y-hidden|vh)(?:\s|$)",
    re.I,
)


def without_unseen(root: Element) -> Element:
    """The same tree without the spans that are spoken and not shown."""
    for span in list(root.iter("span")):
        names = span.get("class")
        if names and _UNSEEN.search(names):
            remove(span)
    return root


def parse_fragment(markup: str) -> Element | None:
    """A piece of markup (out of an attribute, a template) as a tree, None when it is none."""
    return parse_page(f"<html><body>{markup[:200_000]}</body></html>")


def squeeze(text: str) -> str:
    """`text` with every run of blanks as one space and none at its ends."""
    return BLANKS.sub(" ", text).strip(" \u200b\ufeff")


def words_of(element: Element) -> str:
    """All text under an element in reading order, line breaks kept for `<br>` and paragraphs."""
    pieces: list[str] = []
    _collect(element, pieces)
    lines = [squeeze(line) for line in "".join(pieces).split("\n")]
    return "\n".join(line for line in lines if line)


def _collect(element: Element, pieces: list[str]) -> None:
    """Add an element's text to `pieces`, without its tail."""
    walker = etree.iterwalk(element, events=("start", "end"))
    for event, node in walker:
        tag = node.tag
        if event == "start":
            if tag in ("script", "style", "svg"):
                walker.skip_subtree()
                continue
            if tag in ("br", "p", "div", "li", "blockquote") and node is not element:
                pieces.append("\n")
            if node.text:
                pieces.append(BLANKS.sub(" ", node.text))
        elif node is not element:
            if tag in ("p", "div", "li", "blockquote"):
                pieces.append("\n")
            if node.tail:
                pieces.append(BLANKS.sub(" ", node.tail))


def attribute(element: Element, *names: str) -> str:
    """The first of the named attributes that has a value, "" when none has."""
    for name in names:
        value = element.get(name)
        if value and value.strip():
            return str(value).strip()
    return ""


def class_names(element: Element) -> str:
    """The element's classes and id as one lower-case string."""
    return f" {element.get('class') or ''} {element.get('id') or ''} ".lower()


def elements(root: Element, *tags: str) -> Iterator[Element]:
    """The elements of these names in reading order (of any name when none is given)."""
    for element in root.iter(*tags) if tags else root.iter():
        if isinstance(element.tag, str):
            yield element


def remove(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
