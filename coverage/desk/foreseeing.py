"""What would become of documents if they were taken in: the same rules, and nothing stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from coverage.models import Article, ArticleVersion, Outlet
from coverage.models.articles import address_key
from coverage.text.names import name_key
from coverage.text.versions.sharing import Kind, kind_of, share
from coverage.text.versions.shingles import ToldText, sketch

from .duplicates import Kin, choose, is_folding, standing_texts
from .foreseeninmemory import EarlierInMemory
from .ingest import (
    Outcome,
    Prepared,
    ReadArticle,
    Received,
    is_same_text,
    known_article,
    with_remark,
)
from .outlets import known_outlet
from .sketching import like_sketch


@dataclass(frozen=True, slots=True)
class Seen:
    """An article of a run and by what those that come later are compared with it."""

    article: Article  # not stored; has what a report names
    outlet: str  # its folded name
    address_key: str
    text: str  # the SHA-256 of its body
    told: ToldText | None = None  # None where none is compared with it


class Earlier(Protocol):
    """What came before in the same run, which counts as if it were kept."""

    def texts_at(self, address_key: str) -> Collection[str]:
        """The texts that came from an address."""

    def outlets_of(self, text: str) -> Collection[str]:
        """The folded outlets of those without an address that have the very same text."""

    def like(self, keys: Sequence[int]) -> list[tuple[Article, str, ToldText]]:
        """Those worth comparing with a text of this sketch, with their folded outlets."""

    def remember(self, seen: Seen, answer: Received) -> None:
        """Have what comes later be compared with this."""


_HERE = "the same text is here already"
_BESIDE = "the same text stands in another document of this import"


class Foresight:
    """Says of each document of a run what would become of it."""

    def __init__(self, keeps_near_duplicates: bool = False, earlier: Earlier | None = None) -> None:
        self._folding = is_folding(keeps_near_duplicates)
        self._earlier = earlier or EarlierInMemory()

    def close(self) -> None:
        """Let go of what came."""
        if isinstance(self._earlier, EarlierInMemory):
            self._earlier.close()

    def foresee(self, prepared: Prepared) -> list[Received]:
        """An answer for each article; its `article` is not stored, and has what a report names."""
        if prepared.refused:
            return [refused_before(prepared.refused)]
        return [self._foresee(prepared, read) for read in prepared.articles]

    def _foresee(self, prepared: Prepared, read: ReadArticle) -> Received:
        arrival, opened = prepared.arrival, read.opened
        named = " ".join((arrival.outlet or opened.outlet).split())[:200]
        outlet = (known_outlet(named) or Outlet(name=named)) if named else None
        article = Article(outlet=outlet, headline=opened.headline, address=opened.address)
        seen = Seen(
            article,
            name_key(outlet.name) if outlet else "",
            address_key(opened.address),
            ArticleVersion.hash_of(opened.body),
        )
        outcome, why, is_first = self._told(seen, read, named)
        if is_first and not read.told.is_short:
            seen = Seen(article, seen.outlet, seen.address_key, seen.text, read.told)
        answer = with_remark(Received(arrival.called, outcome, article, why), opened)
        self._earlier.remember(seen, answer)
        return answer

    def _told(self, seen: Seen, read: ReadArticle, named: str) -> tuple[Outcome, str, bool]:
        """(what would become of it, why, whether others are compared with it)."""
        if known := self._known(seen, read, named):
            return *known, False
        found = choose(self._like(read.told, seen), self._folding)
        if found and found[0].kind == "near-duplicate":
            return "would be a near-duplicate", f"of {found[0].first_told}", False
        why = "; ".join(f"shares its text: {kin.told}" for kin in found)
        return "would be added", why, True

    def _known(self, seen: Seen, read: ReadArticle, named: str) -> tuple[Outcome, str] | None:
        """(what would become of it, why), by address or the very same text, as ingest knows an
        article again; None for a new one."""
        before = known_article(read.opened, named, Article.objects.all())
        if seen.address_key:
            if before and is_same_text(before, read.opened):
                return "would be unchanged", _HERE
            texts = self._earlier.texts_at(seen.address_key)
            if seen.text in texts:
                return "would be unchanged", _BESIDE
            return ("would be a new version", "") if before or texts else None
        if before:
            return "would be unchanged", _HERE  # it was found by this very text
        outlets = self._earlier.outlets_of(seen.text)
        is_same = bool(outlets) and (not seen.outlet or bool({seen.outlet, ""} & set(outlets)))
        return ("would be unchanged", _BESIDE) if is_same else None

    def _like(self, told: ToldText, seen: Seen) -> list[Kin]:
        """What it shares with articles here and with those that came before it in this run."""
        if told.is_short:
            return []
        keys = sketch(told)
        outlet = seen.article.outlet
        found = []
        for other, text in standing_texts(like_sketch(keys, 0, outlet.pk if outlet else None)):
            there = name_key(other.outlet.name) if other.outlet else ""
            found += self._kin(told, other, text, seen.outlet == there)
        for other, there, text in self._earlier.like(keys):
            found += self._kin(told, other, text, seen.outlet == there)
        return found

    def _kin(self, told: ToldText, other: Article, text: ToldText, is_same: bool) -> list[Kin]:
        if text.is_short:
            return []
        shared = share(told, text)
        kind: Kind = kind_of(shared, is_same)
        return [Kin(other, shared, kind)] if kind else []


def refused_before(refusal: Received) -> Received:
    """The refusal in the words of a report of what would be."""
    return Received(refusal.name, "would be refused", why=refusal.why)
