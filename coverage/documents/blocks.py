"""A page's blocks of text in reading order, and which of them are the article."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from .trees import BLANKS, Element, class_names, squeeze

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "html li main nav ol p pre section summary table tbody td tfoot th thead tr ul amp-story-page".split()
)
#: Elements whose inside is never text of the page.
UNREAD = frozenset(
    "script style noscript svg template button select option input textarea iframe object embed video audio canvas map math head amp-ad amp-analytics amp-img "
    "amp-iframe amp-video amp-carousel".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LETTERS = re.compile(r"\W+")
_CAPTIONS = re.compile(
    r"caption|credit|copyright|photo-?info|image-?info|legende|bildunterschrift|media__source"
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|stand-first|subtitle|sub-title|subheadline|sub-headline|dek|deck|sub-?deck|sub-?dek|teaser-text|article-?intro|lead-?text|summary|chapo|entradilla|excerpt|kicker-text|ingress|lede)(?:[\s_-]|$)"
)


_USUAL = 4  # paragraphs that make their place one of the article's


@dataclass(slots=True)
class Block:
    """One run of text with no block boundary inside, or (with `embed`) the place of a post."""

    kind: str  # paragraph, heading, list, blockquote, caption
    text: str
    parent: Element
    letters: str = ""
    embed: int = -1  # its number among the page's embeds, -1 for text
    furniture: bool = False  # inside nav, footer, aside, form
    chosen: bool = False
    standfirst: bool = False
    linked: float = 0.0  # the share of its letters that are links to other pages
    tag: str = ""  # the element's name
    rail: bool = False  # chosen, but a teaser or a link to other stories
    reason: str = ""  # why it is kept though it is no text


def find_blocks(root: Element, places: Mapping[Element, int]) -> list[Block]:
    """The blocks of the page in reading order; `places` maps elements that are embeds to numbers.

    An embed's own text is no block: the element stands as one place.
    """
    body = root.find(".//body")
    if body is None:
        body = root
    return _Walk(places).blocks_of(body)


class _Walk:
    """One pass over a tree; holds the open text run and what it stands in."""

    def __init__(self, places: Mapping[Element, int]) -> None:
        self.places = places
        self.blocks: list[Block] = []
        self.run: list[str] = []
        self.open: list[Element] = []
        self.kinds: list[str] = ["paragraph"]
        self.furniture = 0
        self.link: Element | None = None  # the link being read, if any
        self.linked = 0  # characters of the open run that are inside links

    def blocks_of(self, body: Element) -> list[Block]:
        """Walk the body and give its blocks."""
        self.open = [body]
        walker = etree.iterwalk(body, events=("start", "end"))
        for event, node in walker:
            if event == "start":
                if self._start(node):
                    walker.skip_subtree()
            elif node is not body:
                self._end(node)
        self._flush()
        return self.blocks

    def _start(self, node: Element) -> bool:
        """Enter an element; True when its inside is not to be read."""
        tag = node.tag
        number = self.places.get(node)
        if number is not None:
            self._flush()
            self.blocks.append(Block("embed", "", node, embed=number, furniture=self.furniture > 0))
            return True
        if tag in UNREAD:
            return True
        if tag == "br":
            self.run.append("\n")
        elif tag in _BLOCKS:
            if self.run:
                self._flush()
            self.open.append(node)
            self.furniture += self._is_apart(tag)
            self.kinds.append(_kind_of(tag, node, self.kinds[-1]))
        elif tag == "span" and self.kinds[-1] == "caption":
            self.run.append(" ")
        elif tag == "a" and not (node.get("href") or "#").startswith("#"):
            self.link = node
        if node.text:
            self._read(node.text)
        return False

    def _is_apart(self, tag: str) -> bool:
        """True for elements that hold furniture; the footer of a block quote names who said it."""
        if tag == "footer" and self.kinds[-1] == "blockquote":
            return False
        return tag in ("nav", "footer", "aside", "dialog")

    def _read(self, text: str) -> None:
        """Add text to the open run."""
        self.run.append(BLANKS.sub(" ", text))
        if self.link is not None:
            self.linked += len(text.strip())

    def _end(self, node: Element) -> None:
        """Leave an element and read what follows it."""
        if self.open[-1] is node:
            if self.run:
                self._flush()
            self.open.pop()
            self.kinds.pop()
            self.furniture -= self._is_apart(node.tag)
        if self.link is node:
            self.link = None
        if node.tail:
            self._read(node.tail)

    def _flush(self) -> None:
        """Close the open run; an empty line inside it parts two blocks."""
        if not self.run:
            return
        text = "".join(self.run)
        linked, self.run, self.linked = self.linked, [], 0
        if not text or text.isspace():
            return
        for piece in re.split(r"\n\s*\n", text):
            lines = [squeeze(line) for line in piece.split("\n")]
            clean = "\n".join(line for line in lines if line)
            letters = _LETTERS.sub("", clean).lower()
            if clean and (letters or len(clean) > 2):
                self.blocks.append(
                    Block(
                        self.kinds[-1],
                        clean,
                        self.open[-1],
                        letters,
                        furniture=self.furniture > 0,
                        standfirst=_looks_standfirst(self.open[-1]),
                        linked=min(1.0, linked / max(1, len(text.strip()))),
                        tag=self.open[-1].tag,
                    )
                )


def _kind_of(tag: str, node: Element, inside: str) -> str:
    """The kind of the text in an element, by its name and the element it stands in."""
    if tag in _HEADINGS:
        return "heading"
    if tag == "figcaption" or tag == "caption" or tag in ("figure",):
        return "caption"
    if tag == "blockquote" and node.getparent() is not None and node.getparent().tag == "figure":
        return "blockquote"  # its figcaption names who said it
    if inside in ("caption", "heading"):
        return inside
    if (
        tag in ("p", "div", "span", "section")
        and node.get("class")
        and _CAPTIONS.search(class_names(node))
    ):
        return "caption"
    if tag == "li":
        return "list"
    if tag == "blockquote":
        return "blockquote"
    if tag in ("p", "div") and inside in ("list", "blockquote"):
        return inside
    if tag == "footer" and inside == "blockquote":
        return inside
    return "paragraph"


def _looks_standfirst(node: Element) -> bool:
    """True when the element's classes call it the text under the headline."""
    return bool(node.get("class")) and bool(_STANDFIRST.search(class_names(node)))


def choose_blocks(blocks: list[Block], extracted: str) -> None:
    """Mark the blocks that are the article, by the text an extractor kept of the page.

    A block counts when its letters stand in one of the extracted lines (or the other way round);
    of two places with the same words the one among other chosen blocks counts. Then what stands
    between chosen siblings is taken in: the extractor drops short lines and headings.
    """
    lines = [_LETTERS.sub("", line).lower() for line in extracted.split("\n")]
    lines = [line for line in lines if line]
    whole = "\n".join(lines)
    exact = set(lines)
    joined = "".join(lines)
    candidates: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        if block.embed >= 0 or not block.letters:
            continue
        if block.letters in exact or (
            len(block.letters) >= 12
            and (block.letters in whole or len(block.letters) > 60 and block.letters in joined)
        ):
            candidates.setdefault(block.letters, []).append(number)
    weights = _weights(blocks, candidates)
    for numbers in candidates.values():
        best = max(
            numbers,
            key=lambda number: (
                not blocks[number].furniture,
                weights[blocks[number].parent.getparent()] + weights[blocks[number].parent],
            ),
        )
        blocks[best].chosen = True
    _fill(blocks)
    _extend(blocks)


def _extend(blocks: list[Block]) -> None:
    """Take in paragraphs that stand as most of the article's do, wherever on the page.

    Long pages break their text into several containers of one class (its first two names; more
    only vary the looks), or wrap each paragraph in one; extractors keep the first of them, and
    often drop the first or last paragraph.
    """
    shapes: Counter[tuple[str, str]] = Counter()
    around: Counter[str] = Counter()
    for block in blocks:
        if block.chosen and block.tag == "p":
            shape = _shape(block)
            shapes[shape] += 1
            around[_standing(block)] += 1
    usual = {shape for shape, count in shapes.items() if count >= _USUAL and shape[1]}
    for number, block in enumerate(blocks):
        if (
            block.chosen
            or block.tag != "p"
            or block.furniture
            or block.linked >= 0.5
            or len(block.letters) <= 60
        ):
            continue
        block.chosen = _shape(block) in usual or (
            block.linked < 0.3
            and (around[_standing(block)] >= _USUAL or _introduces(blocks, number, _home(block)))
        )


def _standing(block: Block) -> str:
    """What a block stands in: the names and classes of three elements above its own."""
    names: list[str] = []
    node = block.parent.getparent()
    while node is not None and len(names) < 3:
        names.append(f"{node.tag}.{node.get('class') or ''}")
        node = node.getparent()
    return " ".join(names)


def _introduces(blocks: list[Block], number: int, home: Element) -> bool:
    """True when the next block is the place of a post in the same element."""
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    return following is not None and following.embed >= 0 and _holds(home, following.parent)


def _holds(home: Element, element: Element) -> bool:
    """True when `home` is no more than two levels above the element."""
    for _ in range(2):
        element = element.getparent()
        if element is None or element is home:
            return element is home
    return False


def _shape(block: Block) -> tuple[str, str]:
    home = _home(block)
    if home is None:
        return ("", "")
    return home.tag, " ".join((home.get("class") or "").split()[:2])


def _weights(blocks: list[Block], candidates: dict[str, list[int]]) -> Counter[Element]:
    """How many letters of candidates stand under each element, one and two levels up."""
    weights: Counter[Element] = Counter()
    for letters, numbers in candidates.items():
        for number in numbers:
            parent = blocks[number].parent
            weights[parent] += len(letters)
            above = parent.getparent()
            if above is not None:
                weights[above] += len(letters)
    return weights


def _fill(blocks: list[Block]) -> None:
    """Take in what stands between chosen blocks with the same parents."""
    chosen = [number for number, block in enumerate(blocks) if block.chosen]
    if len(chosen) < 2:
        return
    parents = Counter(_home(blocks[number]) for number in chosen)
    for number in range(chosen[0] + 1, chosen[-1]):
        block = blocks[number]
        if block.embed >= 0 or block.chosen or block.furniture or not block.letters:
            continue
        home = _home(block)
        beside = parents[home] >= 2 or (block.tag == "li" and parents[home.getparent()] >= 2)
        beside = beside or (block.tag == "footer" and parents[home] >= 1)
        beside = beside or (block.kind == "blockquote" and parents[_figure_home(home)] >= 2)
        if block.kind in ("paragraph", "heading", "list", "blockquote") and beside:
            if block.parent.tag in ("p", "h2", "h3", "h4", "li", "blockquote", "footer"):
                block.chosen = True
        elif block.kind == "caption" and parents[_home(block)] + _near(blocks, number) >= 1:
            block.chosen = True


def _home(block: Block) -> Element:
    """The element that a block's own element stands in."""
    return block.parent.getparent() if block.parent.tag not in ("div", "body") else block.parent


def _figure_home(home: Element | None) -> Element | None:
    """What the figure stands in that a block quote is wrapped in; None for any other."""
    if home is not None and home.tag == "blockquote":
        home = home.getparent()
    return home.getparent() if home is not None and home.tag == "figure" else None


def _near(blocks: list[Block], number: int) -> int:
    """How many of the next blocks on either side are chosen."""
    around = blocks[max(0, number - 3) : number] + blocks[number + 1 : number + 4]
    return sum(block.chosen for block in around)
