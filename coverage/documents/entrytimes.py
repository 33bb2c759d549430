"""Live blogs: the times above their entries, which extractors drop, are kept as metadata."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .blocks import Block
from .trees import Element

REASON = "the time of the entry below"
_LONGEST = 40  # characters of a time with its day
_FEWEST = 3  # entries that make a page a live blog
_NEAR = 4  # blocks from a time to its entry's text
_ABOVE = 3  # levels from a time to its entry


def keep_entry_times(blocks: Sequence[Block]) -> None:
    """Choose the times that stand at the beginning of an entry each, where there are several.

    An entry is an element that begins with the time, holds text of the article, and has others of
    its name and class on the page.
    """
    times = list(_times(blocks))
    shapes: dict[tuple[str, str], list[Block]] = {}
    for block, entry in times:
        shapes.setdefault((entry.tag, entry.get("class") or ""), []).append(block)
    for found in shapes.values():
        if len(found) >= _FEWEST:
            for block in found:
                block.chosen, block.reason = True, REASON
            _keep_headings(blocks)


def _keep_headings(blocks: Sequence[Block]) -> None:
    """Choose the headings that stand right behind such a time."""
    for time, head in pairwise(blocks):
        if time.reason == REASON and head.kind == "heading" and not head.furniture:
            head.chosen = True


def _times(blocks: Sequence[Block]) -> Iterator[tuple[Block, Element]]:
    """Every block that is a time, with the entry whose text follows it."""
    for number, block in enumerate(blocks):
        if (
            block.embed >= 0
            or block.kind != "paragraph"
            or len(block.text) > _LONGEST
            or not any(map(str.isdigit, block.text))
            or next(block.parent.iter("time"), None) is None
        ):
            continue
        text = next((one for one in blocks[number + 1 : number + 1 + _NEAR] if one.chosen), None)
        if text is None:
            continue
        entry = block.parent
        for _ in range(_ABOVE):
            if entry is None or entry.tag in ("body", "main"):
                break
            if entry is text.parent or any(above is entry for above in text.parent.iterancestors()):
                yield block, entry
                break
            entry = entry.getparent()
