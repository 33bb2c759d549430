"""Pages that break off for subscribers: the line that says so is kept, and says what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from coverage.text.layout.notices import tells_of_paywall

from .blocks import Block

REASON = "a paywall: the rest of the text is not on the page"
_LONGEST = 240  # characters of a notice
_MORE = 400  # letters behind a notice that make it none


def keep_notice(blocks: Sequence[Block]) -> None:
    """Choose the line with which a page breaks off for subscribers, and say so in its reason.

    A line that text follows, or that stands before any, is an offer and not the end.
    """
    chosen = [number for number, block in enumerate(blocks) if block.chosen]
    if not chosen:
        return
    behind = sum(len(block.letters) for block in blocks if block.chosen and not block.furniture)
    before = 0
    for number, block in enumerate(blocks):
        letters = len(block.letters) if block.chosen else 0
        behind -= letters
        if before and behind < _MORE and number <= chosen[-1] + 12 and _is_notice(block):
            block.chosen, block.reason = True, REASON
            return
        before += letters


def _is_notice(block: Block) -> bool:
    return (
        block.embed < 0
        and not block.furniture
        and len(block.text) <= _LONGEST
        and tells_of_paywall(block.text)
    )
