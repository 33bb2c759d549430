"""Choosing articles for an assignment: by words, outlet and day, of a story, from a list, and of
those a random sample that anybody can draw again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from coverage.models import Article, Membership, Outlet, SharedText, Story
from coverage.models.articles import address_key

#: Articles that one assignment holds at most.
MOST = 2_000
#: Lines of a list that are looked at.
MOST_LINES = 5_000
_OURS = re.compile(r"(?:https?://[^/\s]+)?/articles/(\d{1,17})/?(?:[?#].*)?$")


class CannotChoose(ValueError):
    """No article is chosen so; `field` names what to change."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which articles are wanted. Of all that fit, `number` are drawn with the seed; 0 takes all."""

    how: str = "search"  # search, story, list
    words: str = ""
    outlet: int = 0
    since: date | None = None
    until: date | None = None
    story: int = 0
    lines: str = ""
    number: int = 0
    seed: int = 0
    copies: bool = False  # near-duplicates folded under another article, too

    def kept(self) -> dict[str, Any]:
        """What the assignment remembers of it; no list, as its articles are kept."""
        told: dict[str, Any] = {"how": self.how}
        if self.how == "search":
            days = {"since": self.since, "until": self.until}
            told |= {"words": self.words, "outlet": self.outlet, "copies": self.copies}
            told |= {name: day.isoformat() for name, day in days.items() if day}
        elif self.how == "story":
            told |= {"story": self.story, "copies": self.copies}
        if self.number:
            told |= {"number": self.number, "seed": self.seed}
        return {name: value for name, value in told.items() if value not in ("", 0, False)}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of the articles in the order in which they are coded, of how many that fitted."""

    articles: Sequence[int]
    of: int
    wrong: tuple[tuple[int, str], ...] = ()  # lines of a list in which no article was found


def choose(asked: Asked) -> Chosen:
    """The articles asked for: by publication, undated last, those of a list in its order, a sample
    as it was drawn. Raises CannotChoose where there is none, or more than an assignment holds."""
    wrong: tuple[tuple[int, str], ...] = ()
    if asked.how == "list":
        found, wrong = _listed(asked.lines)
    else:
        rows = _of_story(asked) if asked.how == "story" else _searched(asked)
        if not asked.copies:
            rows = rows.exclude(pk__in=SharedText.objects.folded().values("article"))
        dated = rows.order_by(F("published_at").asc(nulls_last=True), "pk")
        found = list(dated.values_list("pk", flat=True))
    if not found:
        told = {"list": "lines", "story": "story"}.get(asked.how, "words")
        raise CannotChoose(told, "No article fits: ask for other words, days or lines.")
    articles = sample(found, asked.number, asked.seed) if asked.number else found
    if len(articles) > MOST:
        raise CannotChoose(
            "number",
            f"{len(articles):,} articles fit, and an assignment holds at most {MOST:,}: "
            "draw a random sample of them.",
        )
    return Chosen(articles, len(found), wrong)


def sample(articles: Sequence[int], number: int, seed: int) -> list[int]:
    """So many of the articles (ids), in random order: those whose SHA-256 of "seed:id" is lowest.
    The same seed draws the same ones anywhere, and an article more changes at most one place."""
    drawn = sorted(articles, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest())
    return drawn[:number]


def told(kept: dict[str, Any], held: int) -> str:
    """How an assignment's articles were chosen, in words, from what it remembers."""
    if not kept:
        return ""
    how, parts = kept.get("how", ""), []
    if how == "list":
        parts.append("from a list of addresses")
    elif how == "story":
        story = Story.objects.filter(pk=kept.get("story", 0)).first()
        parts.append(f"of the story “{story.headline}”" if story else "of a story")
    else:
        if words := kept.get("words"):
            parts.append(f"with “{words}” in headline or text")
        if key := kept.get("outlet"):
            parts.append(f"by {Outlet.objects.filter(pk=key).first() or 'an outlet'}")
        parts += [f"published {word} {kept[word]}" for word in ("since", "until") if kept.get(word)]
    if not kept.get("copies") and how != "list":
        parts.append("without near-duplicates")
    whole = f"{kept.get('of', held):,} {' '.join(['articles', ', '.join(parts)])}".strip()
    if not kept.get("number"):
        return whole
    return f"A random sample of {kept['number']:,}, seed {kept['seed']}, of {whole}"


def _searched(asked: Asked) -> QuerySet[Article]:
    rows = Article.objects.exclude(current_version=None)
    for word in asked.words.split()[:10]:
        in_text = Q(current_version__body__icontains=word)
        rows = rows.filter(Q(headline__icontains=word) | in_text)
    if asked.outlet:
        rows = rows.filter(outlet=asked.outlet)
    if asked.since:
        rows = rows.filter(published_at__date__gte=asked.since)
    if asked.until:
        rows = rows.filter(published_at__date__lte=asked.until)
    return rows


def _of_story(asked: Asked) -> QuerySet[Article]:
    here = Membership.objects.filter(story=asked.story, is_current=True).values("article")
    return Article.objects.exclude(current_version=None).filter(pk__in=here)


def _listed(text: str) -> tuple[list[int], tuple[tuple[int, str], ...]]:
    """Ids of the articles that the lines name by id or address, and the lines that name none."""
    lines = [(at, line.strip()) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise CannotChoose("lines", f"The list has {len(lines):,} lines, at most {MOST_LINES:,}.")
    keys = {line: _key(line) for _, line in lines}
    addresses = {line: address_key(line) for line, key in keys.items() if not key}
    rows = Article.objects.exclude(current_version=None)
    here = set(_in_batches(rows, "pk", [key for key in keys.values() if key], "pk"))
    by_address = dict(
        _in_batches(rows, "address_key", list(addresses.values()), "address_key", "pk")
    )
    found, wrong = [], []
    for number, line in lines:
        key = keys[line] if keys[line] in here else by_address.get(addresses.get(line, ""), 0)
        if key:
            found.append(key)
        else:
            wrong.append((number, line))
    return list(dict.fromkeys(found)), tuple(wrong)


def _key(line: str) -> int:
    """The article's id that a line names, 0 for an address elsewhere."""
    if line.isascii() and line.isdecimal() and len(line) <= 17:
        return int(line)
    ours = _OURS.fullmatch(line)
    return int(ours[1]) if ours else 0


def _in_batches(rows: QuerySet[Article], column: str, keys: list[Any], *names: str) -> list[Any]:
    found: list[Any] = []
    for at in range(0, len(keys), 500):
        batch = rows.filter(**{f"{column}__in": keys[at : at + 500]})
        found += batch.values_list(*names, flat=len(names) == 1)
    return found
