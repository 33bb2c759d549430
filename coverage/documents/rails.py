"""Chosen blocks that are not of the story: another story below it, rails of teasers, link lists."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .blocks import Block
from .trees import Element, class_names

_RAIL = re.compile(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|more-?(?:from|on|stories|news|topics?)|most-?(?:read|popular)|popular|trending|read-?(?:next|more|also)|up-?next|promos?|"
    r"newsletters?|subscribe|signup|sign-up|cta|not-prose|outbrain|taboola|sponsored|advert(?:isement)?|teasers|cmp-teaser|inline-popup|pop-?up|signup-card)(?:[\s_-]|$)"
)
#: What readers wrote under the article; of Drupal, WordPress and their like.
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?(?:list|wrapper|body|content|section|area|thread)s?|disqus(?:_thread)?|respond)(?:[\s_-]|$)"
)
_TRUNK = 0.4  # the share of the chosen letters that makes an element one of the article's own
_OTHER_STORY = 400  # letters


def set_apart(blocks: Sequence[Block], headline: str) -> None:
    """Unchoose the blocks of other stories and of comments, and mark those in rails of the article.

    `headline` is the page's, in letters and digits only, small.
    """
    _drop_other_stories(blocks, headline)
    trunk = _trunk(blocks)
    known: dict[Element, bool] = {}
    remarks: dict[Element, bool] = {}
    for block in blocks:
        if not block.chosen:
            continue
        if _is_within(block.parent, trunk, remarks, _COMMENTS):
            block.chosen = False
        elif block.kind != "caption":
            block.rail = _is_within(block.parent, trunk, known, _RAIL)
    _mark_link_lists(blocks)


def _drop_other_stories(blocks: Sequence[Block], headline: str) -> None:
    """Unchoose what stands in an article element of its own, with its own h1, after the page's."""
    homes: dict[Element, list[Block]] = {}
    own: Element | None = None
    for block in blocks:
        if block.embed >= 0 or not (block.chosen or block.tag == "h1"):
            continue
        home = None
        for above in block.parent.iterancestors("article"):
            home = above
        if home is None:
            continue
        homes.setdefault(home, []).append(block)
        if own is None and block.tag == "h1" and block.letters == headline:
            own = home
    if own is None or len(homes) < 2 or _letters_in(homes[own]) < _OTHER_STORY:
        return
    for home, inside in homes.items():
        if home is not own and any(block.tag == "h1" for block in inside):
            for block in inside:
                block.chosen = False


def _letters_in(blocks: Sequence[Block]) -> int:
    return sum(len(block.letters) for block in blocks if block.chosen)


def _trunk(blocks: Sequence[Block]) -> set[Element]:
    """The elements that hold a good part of the chosen text: the article's own, whatever their class."""
    held: Counter[Element] = Counter()
    for block in blocks:
        if block.chosen:
            held[block.parent] += len(block.letters)
    whole: Counter[Element] = Counter()
    for element, letters in held.items():
        node = element
        while node is not None:
            whole[node] += letters
            node = node.getparent()
    least = _TRUNK * sum(held.values())
    return {element for element, letters in whole.items() if letters >= least}


def _is_within(
    element: Element, trunk: set[Element], known: dict[Element, bool], kind: re.Pattern[str]
) -> bool:
    """True when an element between a block and the trunk has a class of the `kind`."""
    path: list[Element] = []
    node = element
    found = False
    while node is not None and node not in trunk:
        if node in known:
            found = known[node]
            break
        path.append(node)
        if node.get("class") and kind.search(class_names(node)):
            found = True
            break
        node = node.getparent()
    for one in path:
        known[one] = found
    return found


def _mark_link_lists(blocks: Sequence[Block]) -> None:
    """Mark lists of two items or more in which each is chiefly a link to another page."""
    lists: dict[Element, list[Block]] = {}
    for block in blocks:
        if block.chosen and block.tag == "li":
            lists.setdefault(block.parent.getparent(), []).append(block)
    for items in lists.values():
        if len(items) > 1 and all(one.linked >= 0.45 and len(one.letters) < 130 for one in items):
            for one in items:
                one.rail = True
