"""Writing the body of a page's article: its blocks and posts in reading order, each kept as what it is."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coverage.text.found import FoundPost, Passage, PassageKind
from coverage.text.headlines import derive_headline
from coverage.text.languages import guess_language
from coverage.text.layout.boilerplate import boilerplate_reason
from coverage.text.layout.captions import caption_reason
from coverage.text.layout.metadatalines import (
    LONGEST_METADATA,
    is_byline_block,
    read_metadata_line,
)
from coverage.text.lines import Line, find_lines
from coverage.text.posts.narration import MEDIA_LINK
from coverage.text.posts.postlines import find_credits, find_residue
from coverage.text.spans import Span, as_body

from .blocks import Block
from .bylines import is_elsewhere
from .embeds import Embed, is_furniture
from .entrytimes import REASON as ENTRY_TIME
from .metadata import PageFacts
from .opened import OpenedArticle
from .printed import front_authors, printed_authors, printed_moment
from .trees import Element

_GAP = "\n\n"
_LINKS_ABOVE = 3  # lines of furniture that make what stands below them furniture too


def write_article(facts: PageFacts, embeds: Sequence[Embed], blocks: list[Block]) -> OpenedArticle:
    """The article that the chosen blocks are, with the posts that stand among them. May be empty."""
    return _Writer(facts, embeds, blocks).article()


def letters_of(text: str) -> str:
    """Only the letters and digits, small: for telling whether two texts are the same."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


class _Writer:
    """Writes the body piece by piece and keeps each piece's passage and each post's place."""

    def __init__(self, facts: PageFacts, embeds: Sequence[Embed], blocks: list[Block]) -> None:
        self.facts = facts
        self.embeds = embeds
        self.blocks = blocks
        self.pieces: list[str] = []
        self.length = 0
        self.passages: list[tuple[int, int, PassageKind, str]] = []
        self.posts: list[FoundPost] = []

    def article(self) -> OpenedArticle:
        """The opened article."""
        facts = self.facts
        self._write_all()
        body = "".join(self.pieces)
        passages = tuple(
            Passage(Span.of(body, start, end), kind, reason)
            for start, end, kind, reason in self.passages
        )
        own = " ".join(one.span.text for one in passages if one.kind in ("headline", "paragraph"))
        headline = facts.headline or derive_headline(body, passages)
        return OpenedArticle(
            body=body,
            passages=passages,
            posts=tuple(
                sorted((*self.posts, *_line_posts(body, passages)), key=lambda post: post.offset)
            ),
            headline=headline,
            headline_derived=not facts.headline,
            authors=facts.authors
            or printed_authors(passages)
            or front_authors(self._front(), facts.outlet)
            or facts.desks,
            published=facts.published or printed_moment(body, passages) or facts.guess_day(),
            outlet=facts.outlet,
            outlet_why=facts.outlet_why if facts.outlet else "",
            language=facts.language or guess_language(own),
            address=facts.address,
        )

    def _write_all(self) -> None:
        """Headline, then every chosen block and every post of the article in reading order."""
        if self.facts.headline:
            self._add(as_body(self.facts.headline), "headline", "")
        chosen = [number for number, block in enumerate(self.blocks) if block.chosen]
        first, last = (chosen[0], chosen[-1]) if chosen else (0, -1)
        homes = self._homes()
        title, summary = letters_of(self.facts.headline), letters_of(self.facts.description)
        usual = self._usual_home()
        top = next(
            (
                n
                for n, block in enumerate(self.blocks)
                if block.tag == "h1"
                and block.letters
                and block.letters in (title, title[: len(block.letters)])
            ),
            -1,
        )
        paragraphs = 0
        for number, block in enumerate(self.blocks):
            if block.embed >= 0:
                if self._belongs(block, number, first, last, homes) and not self._is_promo(block):
                    self._add_post(self.embeds[block.embed])
            elif block.chosen and not (block.kind == "heading" and block.letters == title):
                kind, reason = _judged(block)
                if (
                    number < top
                    and kind in ("paragraph", "heading", "list")
                    and len(block.text) < 80
                ):
                    kind, reason = "metadata", "stands before the headline"
                elif kind == "heading" and block.tag == "h1" and not paragraphs:
                    kind = "headline"
                elif kind in ("paragraph", "heading") and block.standfirst and 0 <= top < number:
                    kind = kind if paragraphs else "standfirst"  # under the page's headline
                elif kind == "paragraph" and not paragraphs and not _is_beside(_home(block), usual):
                    if block.standfirst or (summary and block.letters[:60] == summary[:60]):
                        kind = "standfirst"
                paragraphs += kind == "paragraph"
                self._add(as_body(block.text), kind, reason)

    def _front(self) -> list[str]:
        """The short lines between the page's headline and the first paragraph of its text."""
        title = letters_of(self.facts.headline)
        lines: list[str] = []
        started = False
        for block in self.blocks:
            if block.tag == "h1" and block.letters == title:
                started, lines = True, []
            elif started and block.chosen and block.kind == "paragraph" and len(block.text) > 80:
                return lines
            elif started and block.embed < 0 and not block.furniture and len(block.text) < 160:
                if not is_elsewhere(block.parent):
                    lines.append(block.text)
                    lines.extend(block.text.split("\n")[: 4 if "\n" in block.text else 0])
        return []

    def _usual_home(self) -> Element | None:
        """The element that most of the article's paragraphs stand in."""
        homes = Counter(
            _home(block) for block in self.blocks if block.chosen and block.kind == "paragraph"
        )
        return homes.most_common(1)[0][0] if homes else None

    def _homes(self) -> set[Element]:
        """The elements that the article's paragraphs stand in, all the way up."""
        homes: set[Element] = set()
        for block in self.blocks:
            if not block.chosen:
                continue
            node = block.parent
            while node is not None and node not in homes:
                homes.add(node)
                node = node.getparent()
        return homes

    def _belongs(
        self, block: Block, number: int, first: int, last: int, homes: set[Element]
    ) -> bool:
        """True when a post stands in the article: among its paragraphs, or beside them in its element."""
        embed = self.embeds[block.embed]
        if is_furniture(embed.element, homes):
            return False
        if first < number < last:
            return True
        if embed.shown.text or embed.address.platform != "youtube":
            return number <= last + 12 or not block.furniture
        node = embed.element.getparent()
        for _ in range(4):
            if node is None:
                return False
            if node in homes:
                return node.tag not in ("body", "html")
            node = node.getparent()
        return False

    def _is_promo(self, block: Block) -> bool:
        """True for a video without words below a run of links to other stories: one of them."""
        embed = self.embeds[block.embed]
        if embed.address.platform != "youtube" or embed.shown.text or embed.linked:
            return False
        above = [kind for _, _, kind, _ in self.passages[-_LINKS_ABOVE:]]
        return len(above) == _LINKS_ABOVE and set(above) == {"boilerplate"}

    def _add(self, text: str, kind: PassageKind, reason: str) -> tuple[int, int]:
        """Write one piece; gives its start and end."""
        if self.length:
            self.pieces.append(_GAP)
            self.length += len(_GAP)
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        self.passages.append((start, self.length, kind, reason))
        return start, self.length

    def _add_post(self, embed: Embed) -> None:
        """Write a post's words if the markup has them, and keep its place."""
        address, shown = embed.address, embed.shown
        text, signature = as_body(shown.text), as_body(shown.signature)
        span = text_span = None
        offset = self.length
        if text:
            whole = f"{text}\n{signature}" if signature else text
            start, end = self._add(whole, "post", "")
            offset = start
            span = Span(start, end, whole)
            text = _without_media(text)
            text_span = Span(start, start + len(text), text) if text else None
        self.posts.append(
            FoundPost(
                offset=offset,
                how="linked" if embed.linked else "embedded",
                platform=address.platform,
                post_id=address.post_id,
                url=address.url,
                handle=shown.handle or address.handle,
                author=shown.author,
                text=text,
                posted=shown.posted,
                span=span,
                text_span=text_span,
            )
        )


def _without_media(text: str) -> str:
    """A post's words without the media links that close it."""
    while True:
        links = list(MEDIA_LINK.finditer(text))
        if not links or text[links[-1].end() :].strip():
            return text
        text = text[: links[-1].start()].rstrip()


def _home(block: Block) -> Element | None:
    return block.parent.getparent()


def _is_beside(home: Element | None, usual: Element | None) -> bool:
    """True for the paragraphs' usual element, or its like beside it where each has its own."""
    if home is None or usual is None or home is usual:
        return home is usual
    return home.getparent() is usual.getparent() and home.get("class") == usual.get("class")


def _judged(block: Block) -> tuple[PassageKind, str]:
    """The passage a chosen block is: by its element, and by its words where they are furniture."""
    text = block.text
    if block.reason:
        return ("metadata" if block.reason == ENTRY_TIME else "boilerplate"), block.reason
    if block.rail:
        return "boilerplate", "stands among links to other stories"
    line = Line(0, len(text), text, True)
    reason = boilerplate_reason(text)
    if reason:
        return "boilerplate", reason
    metadata = _metadata_reason(text)
    if not metadata and block.kind in ("list", "heading", "paragraph") and _is_link(block):
        return "boilerplate", "a link to another page"
    if block.kind == "caption":
        if metadata and not _is_of_a_picture(block):
            return "metadata", metadata
        return "caption", "a caption in the markup"
    if find_residue(text, (line,)):
        return "residue", "what is left of a lost post"
    reason = caption_reason(text)
    if reason:
        return "caption", reason
    if metadata:
        return "metadata", metadata
    kinds: dict[str, PassageKind] = {
        "heading": "heading",
        "list": "list",
        "blockquote": "blockquote",
    }
    return kinds.get(block.kind, "paragraph"), ""


def _is_of_a_picture(block: Block) -> bool:
    """True for a caption's element in a figure or with a picture before it, and for words that
    credit one: what a page calls "credit" otherwise may name its outlet and day."""
    node = block.parent
    if node.tag == "figcaption" or next(node.iterancestors("figure", "caption"), None) is not None:
        return True
    before = node.getprevious()
    if before is not None and next(before.iter("img", "picture", "video"), None) is not None:
        return True
    return bool(caption_reason(block.text))


def _metadata_reason(text: str) -> str:
    """Why a block is metadata, each line of it; "" for text."""
    if len(text) >= LONGEST_METADATA:
        return ""
    lines = find_lines(text)
    found = [read_metadata_line(line) for line in lines]
    if found and found[0] and (all(found) or is_byline_block(lines)):
        return found[0].reason
    return ""


_AROUND_A_LINK = 5  # characters: brackets, a blank, a sign


def _is_link(block: Block) -> bool:
    """True for a line that is a link and nothing else, or links under a heading of links."""
    if not 8 < len(block.letters) < 130:
        return False
    unlinked = (1 - block.linked) * len(block.text)
    if block.linked > 0.9 or block.linked > 0.5 and unlinked <= _AROUND_A_LINK:
        return True
    head, _, rest = block.text.partition("\n")
    return bool(rest) and unlinked <= len(head) + _AROUND_A_LINK and bool(boilerplate_reason(head))


def _line_posts(body: str, passages: Sequence[Passage]) -> list[FoundPost]:
    """Posts that only a line of the page's text tells of: credits and residue."""
    found: list[FoundPost] = []
    for passage in passages:
        span = passage.span
        if passage.kind == "residue":
            found.append(FoundPost(offset=span.start, how="residue", span=span))
        elif passage.kind == "caption":
            line = Line(span.start, span.end, span.text, True)
            for credit in find_credits(body, (line,)):
                found.append(
                    FoundPost(
                        offset=credit.start,
                        how="credited",
                        platform=credit.platform,
                        handle=credit.handle,
                    )
                )
    return found
