"""Remembering what was worked out for a word: most words of an article were met before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Word = TypeVar("Word")  # or several words: what is looked up
Told = TypeVar("Told")


class Remembered(dict[Word, Told]):
    """Word → what `work_out` says of it, worked out once; all is forgotten when it is full.

    For loops over every word of an article: looking up takes half of what `lru_cache` takes, which
    keeps an order, and `map(remembered.__getitem__, words)` runs without a step in Python.
    """

    __slots__ = ("most", "work_out")

    def __init__(self, work_out: Callable[[Word], Told], most: int = 65_536) -> None:
        super().__init__()
        self.work_out, self.most = work_out, most

    def __missing__(self, word: Word) -> Told:
        if len(self) >= self.most:
            self.clear()
        known = self[word] = self.work_out(word)
        return known
