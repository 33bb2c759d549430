"""robots.txt as RFC 9309 has it: which paths a site keeps programs from.

Written here because `urllib.robotparser` knows no wildcards, takes the first rule that fits and
not the longest, and a library that keeps the rules of every crawler needs time and memory in the
square of a hostile file's size. This one keeps only what is said to us or to everybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What a site calls us by.
PRODUCT = "Newsroom"
#: The RFC wants at least 500 kibibytes read; the rest of a longer file may be left out.
LONGEST_ROBOTS = 512 * 1024
_LONGEST_DELAY = 30.0
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a group: a path pattern, normalised, and whether it opens or closes."""

    pattern: str
    is_allowed: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of us; `delay` is the seconds it wants between two requests (0 for none)."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether `path` (with its query) may be fetched: the longest rule that fits decides,
        and of two as long the one that allows."""
        if path == "/robots.txt":
            return True
        path = _normalised(path).replace("$", "%24").replace("*", "%2A")
        longest, answer = -1, True
        for rule in self.rules:
            length = len(rule.pattern)
            if length < longest or (length == longest and answer):
                continue
            if _fits(rule.pattern, path):
                longest, answer = length, rule.is_allowed
        return answer


OPEN = Robots()
CLOSED = Robots((Rule("/", is_allowed=False),))


def read_robots(content: bytes, product: str = PRODUCT) -> Robots:
    """The rules of every group that names `product`, or, where none does, of those for all ("*").

    Never fails: a line that is no rule is passed over.
    """
    text = content[:LONGEST_ROBOTS].decode("utf-8-sig", "replace")
    named: list[Rule] = []
    general: list[Rule] = []
    delay_for_us = delay_for_all = 0.0
    is_for_us = is_for_all = is_named = in_rules = False
    for line in re.split(r"\r\n|\r|\n", text):
        field, _, value = line.partition("#")[0].partition(":")
        field, value = field.strip().lower(), value.strip()
        if field == "user-agent":
            if in_rules:
                is_for_us = is_for_all = in_rules = False
            is_for_all = is_for_all or value == "*"
            is_for_us = is_for_us or _product_of(value) == product.lower()
            is_named = is_named or is_for_us
        elif field in ("allow", "disallow"):
            in_rules = True
            rule = Rule(_pattern(value), field == "allow")
            if value and is_for_us:
                named.append(rule)
            if value and is_for_all:
                general.append(rule)
        elif field == "crawl-delay":
            delay_for_us = max(delay_for_us, _seconds(value) if is_for_us else 0.0)
            delay_for_all = max(delay_for_all, _seconds(value) if is_for_all else 0.0)
    if is_named:
        return Robots(tuple(named), delay_for_us)
    return Robots(tuple(general), delay_for_all)


def _product_of(value: str) -> str:
    """The product token a user-agent line begins with, in small letters."""
    token = re.match(r"[A-Za-z_-]+", value)
    return token[0].lower() if token else ""


def _seconds(value: str) -> float:
    if re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", value):
        return min(float(value), _LONGEST_DELAY)
    return 0.0


def _pattern(value: str) -> str:
    """A rule's path with each octet spelled one way; "$" is special at its end only."""
    value = _normalised(value)
    return value[:-1].replace("$", "%24") + value[-1:]


def _normalised(path: str) -> str:
    """The path with each octet spelled one way: unreserved ones plain, %XX in capitals."""

    def respelled(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else "%" + match[1].upper()

    path = re.sub(r"%([0-9A-Fa-f]{2})", respelled, path)
    return "".join(c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode()) for c in path)


def _fits(pattern: str, path: str) -> bool:
    """Whether the pattern fits the path from its beginning: "*" is any stretch, a final "$" the
    end. Each part is looked for once from where the last one ended, so no pattern is slow."""
    is_anchored = pattern.endswith("$")
    first, *parts = (pattern[:-1] if is_anchored else pattern).split("*")
    if not path.startswith(first):
        return False
    position = len(first)
    if not parts:
        return not is_anchored or position == len(path)
    for part in parts[:-1]:
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    last = parts[-1]
    if is_anchored:
        return path.endswith(last) and len(path) - len(last) >= position
    return path.find(last, position) >= 0
