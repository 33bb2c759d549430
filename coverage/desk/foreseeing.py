"""What would become of documents if they were taken in: the same rules, and nothing stored."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from coverage.models import Article, ArticleVersion, Outlet
from coverage.models.articles import address_key
from coverage.text.names import name_key
from coverage.text.sharing import Kind, kind_of, share
from coverage.text.shingles import ToldText, sketch, told_in

from .duplicates import Kin, choose, is_folding, standing_texts
from .ingest import Outcome, Prepared, ReadArticle, Received, is_same_text, known_article
from .outlets import known_outlet
from .sketching import MOST_A_KEY, like_sketch, most_alike


@dataclass(frozen=True, slots=True)
class _Came:
    """An article of this run that would be kept: what is needed to find it again."""

    article: Article
    outlet: str  # its folded name
    at: int  # where its body lies in the file
    length: int
    stretches: tuple[tuple[int, int], ...]  # of the body, that tell its news


class Foresight:
    """Says of each document of a run what would become of it. What came before in the same run
    counts as if it were kept; of that the texts lie on disk and about 4 KB an article in memory.
    """

    def __init__(self, keeps_near_duplicates: bool = False) -> None:
        self._folding = is_folding(keeps_near_duplicates)
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115  (it lasts as long as the run)
        self._came: list[_Came] = []
        self._by_key: defaultdict[int, deque[int]] = defaultdict(lambda: deque(maxlen=MOST_A_KEY))
        self._by_address: dict[str, set[str]] = {}
        self._by_text: defaultdict[str, set[str]] = defaultdict(set)  # text → outlets, folded

    def close(self) -> None:
        """Let go of the texts."""
        self._texts.close()

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
        outlet_key = name_key(outlet.name) if outlet else ""
        outcome = self._known(read, named, outlet_key)
        if outcome:
            why = "the same text is here already" if outcome == "would be unchanged" else ""
            return Received(arrival.called, outcome, article, why)
        found = choose(self._like(read.told, outlet, outlet_key), self._folding)
        if found and found[0].kind == "near-duplicate":
            why = f"of {found[0].first_told}"
            return Received(arrival.called, "would be a near-duplicate", article, why)
        self._keep(article, outlet_key, read.told)
        why = "; ".join(f"shares its text: {kin.told}" for kin in found)
        return Received(arrival.called, "would be added", article, why)

    def _known(self, read: ReadArticle, named: str, outlet_key: str) -> Outcome | None:
        """By address or the very same text, as ingest knows an article again; None for a new one,
        which is remembered."""
        opened = read.opened
        before = known_article(opened, named, Article.objects.all())
        if before:
            is_same = is_same_text(before, opened)
            return "would be unchanged" if is_same else "would be a new version"
        text = ArticleVersion.hash_of(opened.body)
        if opened.address:
            texts = self._by_address.setdefault(address_key(opened.address), set())
            is_known, is_same = bool(texts), text in texts
            texts.add(text)
            if is_known:
                return "would be unchanged" if is_same else "would be a new version"
            return None
        outlets = self._by_text[text]
        if outlets and (not outlet_key or outlets & {outlet_key, ""}):
            return "would be unchanged"
        outlets.add(outlet_key)
        return None

    def _like(self, told: ToldText, outlet: Outlet | None, outlet_key: str) -> list[Kin]:
        """What it shares with articles here and with those that came before it in this run."""
        if told.is_short:
            return []
        keys = sketch(told)
        found = []
        for other, text in standing_texts(like_sketch(keys, 0, outlet.pk if outlet else None)):
            there = name_key(other.outlet.name) if other.outlet else ""
            found += self._kin(told, other, text, outlet_key == there)
        for number in self._nearest(keys):
            came = self._came[number]
            found += self._kin(told, came.article, self._text(came), outlet_key == came.outlet)
        return found

    def _kin(self, told: ToldText, other: Article, text: ToldText, is_same: bool) -> list[Kin]:
        if text.is_short:
            return []
        shared = share(told, text)
        kind: Kind = kind_of(shared, is_same)
        return [Kin(other, shared, kind)] if kind else []

    def _nearest(self, keys: Sequence[int]) -> list[int]:
        counts = Counter(number for key in keys for number in self._by_key.get(key, ()))
        return sorted(most_alike(counts, len(keys)))

    def _keep(self, article: Article, outlet_key: str, told: ToldText) -> None:
        """Have what comes later be compared with it."""
        if told.is_short:
            return
        packed = zlib.compress(told.body.encode("utf-8", "surrogatepass"), 1)
        at = self._texts.seek(0, io.SEEK_END)
        self._texts.write(packed)
        for key in sketch(told):
            self._by_key[key].append(len(self._came))
        self._came.append(_Came(article, outlet_key, at, len(packed), told.stretches))

    def _text(self, came: _Came) -> ToldText:
        self._texts.seek(came.at)
        body = zlib.decompress(self._texts.read(came.length)).decode("utf-8", "surrogatepass")
        return told_in(body, came.stretches)


def refused_before(refusal: Received) -> Received:
    """The refusal in the words of a report of what would be."""
    return Received(refusal.name, "would be refused", why=refusal.why)
