"""Invented texts with the quotes a careful editor would sign; README.md tells the format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LIMITS = HERE / "limits.txt"
#: Genres in which every report without marks is in the gold, so that one too many is a mistake.
COMPLETE = frozenset({"indirect"})
QUOTES = frozenset({"direct", "mixed", "indirect"})
_LANGUAGE = re.compile(r"\s*\(([a-z]{2})\)$")
_MARKS = "“”‘’\"'`«»„”「—–-"


@dataclass(frozen=True, slots=True)
class Expected:
    """One line of gold: words in marks or a report, and what is to be read of them."""

    kinds: frozenset[str]
    start: int
    end: int
    words: str
    speakers: tuple[str, ...] = ()  # empty: nobody
    name: str = ""
    may_be_nobody: bool = False
    cue: str = ""
    via: str = ""  # "-": none; "": not checked

    @property
    def is_quote(self) -> bool:
        return bool(self.kinds & QUOTES)


@dataclass(frozen=True, slots=True)
class Case:
    genre: str
    name: str
    language: str
    body: str
    expected: tuple[Expected, ...]

    @property
    def id(self) -> str:
        return f"{self.genre}/{self.name}"


def load_cases() -> list[Case]:
    """Every case of every genre; ValueError names the case whose words are not in its text."""
    return [
        case
        for path in sorted(HERE.glob("*.txt"))
        if path != LIMITS
        for case in _cases_of(path.stem, path.read_text(encoding="utf-8"))
    ]


def load_limits() -> dict[str, frozenset[str]]:
    """Case id → what of it is known to be read wrong."""
    limits = {}
    for line in LIMITS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            case, _, wrong = line.partition(": ")
            limits[case] = frozenset(wrong.split(", "))
    return limits


def _cases_of(genre: str, text: str) -> Iterator[Case]:
    for block in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        title, _, rest = block.partition("\n")
        language = _LANGUAGE.search(title)
        lines = rest.split("\n")
        body = "\n".join(line for line in lines if not line.startswith("> ")).strip("\n")
        case = f"{genre}/{title}"
        expected: list[Expected] = []
        for line in lines:
            if line.startswith("> ") and line != "> none":
                expected.append(_expected(case, body, line[2:], expected))
        if not any(line.startswith("> ") for line in lines):
            raise ValueError(f"{case}: nothing is said of it")
        yield Case(
            genre,
            _LANGUAGE.sub("", title) + (f" {language[1]}" if language else ""),
            language[1] if language else "",
            body,
            tuple(expected),
        )


def _expected(case: str, body: str, line: str, before: list[Expected]) -> Expected:
    kinds, words, speaker, cue, via = (part.strip() for part in (line.split("|") + [""] * 5)[:5])
    start, end = _place(case, body, words, before, kinds)
    mention, _, name = (part.strip() for part in speaker.partition(" = "))
    speakers = tuple(one.strip() for one in mention.split(" / ") if one.strip(" -"))
    for one in speakers:
        if one.rstrip("?") not in body:
            raise ValueError(f"{case}: speaker {one!r} is not in the text")
    return Expected(
        kinds=frozenset(kinds.split("/")),
        start=start,
        end=end,
        words=body[start:end],
        speakers=tuple(one.rstrip("?") for one in speakers),
        name=name,
        may_be_nobody=mention.endswith("?") or (" / -" in mention),
        cue=cue,
        via=via,
    )


def _place(case: str, body: str, words: str, before: list[Expected], kinds: str) -> tuple[int, int]:
    """Where the words stand: the next place behind the last line's that opens with a mark."""
    first, _, last = (re.escape(part.strip()) for part in words.partition("~"))
    pattern = first + (rf"[\s\S]*?{last}" if last else "")
    taken = {(one.start, one.end) for one in before}
    start = before[-1].end if before else 0
    marked = "indirect" not in kinds
    for at in (start, 0):
        for opened in (True, False) if marked else (False,):
            look = rf"(?<=[{_MARKS}])\s?({pattern})" if opened else rf"({pattern})"
            for found in re.finditer(look, body[at:]):
                place = (at + found.start(1), at + found.end(1))
                if place not in taken:
                    return place
    raise ValueError(f"{case}: {words!r} is not in the text")
