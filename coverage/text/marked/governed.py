"""What governs marked words that nobody says here: the word that says so, and in which way."""

from __future__ import annotations

from typing import Literal, NamedTuple

How = Literal["named", "glossed", "supposed"]


class Governed(NamedTuple):
    """What the marks are governed by: the token of the word that says so, and how.

    `always`: also where the sentence is somebody's report (he wrote a book called “…”).
    """

    at: int
    how: How
    always: bool = False
