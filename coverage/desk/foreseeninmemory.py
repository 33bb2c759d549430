"""What came before in a run of a command that stores nothing: about 4 KB an article in memory, the
texts in a file."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coverage.models import Article
from coverage.text.versions.shingles import ToldText, sketch, told_in

from .ingest import Received
from .sketching import MOST_A_KEY, most_alike

if TYPE_CHECKING:
    from .foreseeing import Seen


@dataclass(frozen=True, slots=True)
class _Came:
    """An article of this run that would be kept: what is needed to find it again."""

    article: Article
    outlet: str  # its folded name
    at: int  # where its body lies in the file
    length: int
    stretches: tuple[tuple[int, int], ...]  # of the body, that tell its news


class EarlierInMemory:
    """As `foreseeing.Earlier` asks for it; the texts lie on disk until `close`."""

    def __init__(self) -> None:
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115  (it lasts as long as the run)
        self._came: list[_Came] = []
        self._by_key: defaultdict[int, deque[int]] = defaultdict(lambda: deque(maxlen=MOST_A_KEY))
        self._by_address: dict[str, set[str]] = {}
        self._by_text: dict[str, set[str]] = {}  # text → outlets, folded

    def close(self) -> None:
        """Let go of the texts."""
        self._texts.close()

    def texts_at(self, address_key: str) -> Collection[str]:
        return self._by_address.get(address_key, ())

    def outlets_of(self, text: str) -> Collection[str]:
        return self._by_text.get(text, ())

    def like(self, keys: Sequence[int]) -> list[tuple[Article, str, ToldText]]:
        counts = Counter(number for key in keys for number in self._by_key.get(key, ()))
        nearest = [self._came[number] for number in sorted(most_alike(counts, len(keys)))]
        return [(came.article, came.outlet, self._text(came)) for came in nearest]

    def remember(self, seen: Seen, answer: Received) -> None:
        if seen.address_key:
            self._by_address.setdefault(seen.address_key, set()).add(seen.text)
        elif answer.outcome != "would be unchanged":
            self._by_text.setdefault(seen.text, set()).add(seen.outlet)
        if seen.told is None:
            return
        packed = zlib.compress(seen.told.body.encode("utf-8", "surrogatepass"), 1)
        at = self._texts.seek(0, io.SEEK_END)
        self._texts.write(packed)
        for key in sketch(seen.told):
            self._by_key[key].append(len(self._came))
        came = _Came(seen.article, seen.outlet, at, len(packed), seen.told.stretches)
        self._came.append(came)

    def _text(self, came: _Came) -> ToldText:
        self._texts.seek(came.at)
        body = zlib.decompress(self._texts.read(came.length)).decode("utf-8", "surrogatepass")
        return told_in(body, came.stretches)
