"""What changed from one text of an article to the next, in reading order, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..figures.figurewords import changed_figures
from ..spans import Span
from .alignment import Kept, align

PieceKind = Literal["same", "removed", "added"]
BlockKind = Literal["same", "changed", "removed", "added", "moved here", "moved away"]
_LINE = re.compile(r"[^\n]*\n\s*|[^\n]+")
_WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, or in one; the spans say where. What is the same has both
    spans, and they have one text."""

    kind: PieceKind
    old: Span | None
    new: Span | None

    @property
    def text(self) -> str:
        span = self.new or self.old
        return span.text if span else ""

    @property
    def is_blank(self) -> bool:
        """True for blanks and line breaks alone."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with what changed in it; where one was moved it stands as "moved here", with its
    words, and at its old place as "moved away", with none. `number` and `old_number` count
    paragraphs from 1 in each text, 0 where it does not stand."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    number: int = 0
    old_number: int = 0
    figures: tuple[tuple[str, str], ...] = ()  # figures that changed: ("7", "9")
    changes: int = 0
    breaks: frozenset[int] = frozenset()  # pieces that divide the paragraph, or join it to the next


@dataclass(frozen=True, slots=True)
class Revised:
    """All of both texts: the pieces' old spans hold every letter of the old, the new of the new."""

    blocks: tuple[Block, ...]
    added_words: int
    removed_words: int

    @property
    def changes(self) -> int:
        return sum(block.changes for block in self.blocks)

    @property
    def moved(self) -> int:
        return sum(block.kind == "moved here" for block in self.blocks)


@dataclass(frozen=True, slots=True)
class _Move:
    """A paragraph that stands elsewhere now; half-open stretches of both texts."""

    old: int
    old_end: int
    new: int
    new_end: int
    kept: tuple[Kept, ...]


def compare_texts(old: str, new: str) -> Revised:
    """What changed. With the two texts turned round, what was added is removed and the other way
    round. One body of 1 MB takes about a second."""
    kept = align(old, new)
    moves = _moves(old, new, kept)
    blocks = _numbered(_blocks(old, new, [k for k in kept if not k.is_moved], moves))
    pieces = [piece for block in blocks for piece in block.pieces]
    return Revised(
        blocks=tuple(blocks),
        added_words=sum(len(_WORD.findall(p.text)) for p in pieces if p.kind == "added"),
        removed_words=sum(len(_WORD.findall(p.text)) for p in pieces if p.kind == "removed"),
    )


def _moves(old: str, new: str, kept: Sequence[Kept]) -> list[_Move]:
    """Moved stretches of one line taken together, and the line they stand in with them as far as
    it is nobody else's."""
    by_new = sorted(range(len(kept)), key=lambda n: kept[n].new)
    rank = {n: at for at, n in enumerate(by_new)}
    moves: list[list[int]] = []
    for n, one in enumerate(kept):  # in the order of the old text
        if not one.is_moved:
            continue
        last = moves[-1][-1] if moves else None
        if last is not None and last == n - 1 and rank[n] == rank[last] + 1:
            if "\n" not in old[kept[last].old : one.old] + new[kept[last].new : one.new]:
                moves[-1].append(n)
                continue
        moves.append([n])
    return [_move(old, new, kept, numbers, by_new, rank) for numbers in moves]


def _move(
    old: str,
    new: str,
    kept: Sequence[Kept],
    numbers: list[int],
    by_new: list[int],
    rank: dict[int, int],
) -> _Move:
    first, last = kept[numbers[0]], kept[numbers[-1]]
    before = kept[numbers[0] - 1] if numbers[0] else None
    after = kept[numbers[-1] + 1] if numbers[-1] + 1 < len(kept) else None
    at, to = rank[numbers[0]], rank[numbers[-1]]
    above = kept[by_new[at - 1]] if at else None
    below = kept[by_new[to + 1]] if to + 1 < len(kept) else None
    return _Move(
        max(_line_start(old, first.old), before.old + before.length if before else 0),
        min(_line_end(old, last.old + last.length), after.old if after else len(old)),
        max(_line_start(new, first.new), above.new + above.length if above else 0),
        min(_line_end(new, last.new + last.length), below.new if below else len(new)),
        tuple(kept[n] for n in numbers),
    )


def _line_start(body: str, at: int) -> int:
    return body.rfind("\n", 0, at) + 1


def _line_end(body: str, at: int) -> int:
    if at and body[at - 1] == "\n":
        return at
    end = body.find("\n", at)
    if end < 0:
        return len(body)
    while end < len(body) and body[end] == "\n":
        end += 1
    return end


def _blocks(
    old: str, new: str, kept: Sequence[Kept], moves: Sequence[_Move]
) -> Iterator[tuple[BlockKind, list[Piece]]]:
    """Paragraphs in reading order; what is gone stands before what came in its place."""
    leaving, coming = sorted(moves, key=lambda m: m.old), sorted(moves, key=lambda m: m.new)
    here: list[Piece] = []
    at_old = at_new = gone = came = 0
    for one in [*kept, Kept(len(old), len(new), 0)]:
        while gone < len(leaving) and leaving[gone].old < one.old:
            move = leaving[gone]
            yield from _fill(here, old, new, Kept(at_old, at_new, 0), move.old, at_new)
            yield from _end(here)
            yield "moved away", [Piece("same", Span.of(old, move.old, move.old_end), None)]
            at_old, gone = move.old_end, gone + 1
        yield from _fill(here, old, new, Kept(at_old, at_new, 0), one.old, at_new)
        at_old = one.old
        while came < len(coming) and coming[came].new < one.new:
            move = coming[came]
            yield from _fill(here, old, new, Kept(at_old, at_new, 0), at_old, move.new)
            yield from _end(here)
            yield "moved here", _inside(old, new, move)
            at_new, came = move.new_end, came + 1
        yield from _fill(here, old, new, Kept(at_old, at_new, 0), at_old, one.new)
        at_new = one.new
        yield from _fill(here, old, new, one, at_old, at_new)
        at_old, at_new = one.old + one.length, one.new + one.length
    yield from _end(here)


def _fill(
    here: list[Piece], old: str, new: str, one: Kept, old_end: int, new_end: int
) -> Iterator[tuple[BlockKind, list[Piece]]]:
    """Add what is removed up to `old_end`, added up to `new_end`, or kept; gives each paragraph
    that ends there."""
    for piece in _lines(old, new, one, old_end, new_end):
        here.append(piece)
        if "\n" not in piece.text:
            continue
        at = one.new  # where the new text goes on: a paragraph may end there as well
        is_end = at >= len(new) or new[at] == "\n"
        if piece.kind != "removed" or is_end or all(p.kind == "removed" for p in here):
            yield from _end(here)


def _lines(old: str, new: str, one: Kept, old_end: int, new_end: int) -> Iterator[Piece]:
    if one.length:
        for match in _LINE.finditer(old, one.old, one.old + one.length):
            start, end = match.span()
            at = one.new + start - one.old
            span = Span(start, end, match.group())
            yield Piece("same", span, Span(at, at + end - start, match.group()))
        return
    for match in _LINE.finditer(old, one.old, old_end):
        yield Piece("removed", Span(*match.span(), match.group()), None)
    for match in _LINE.finditer(new, one.new, new_end):
        yield Piece("added", None, Span(*match.span(), match.group()))


def _end(here: list[Piece]) -> Iterator[tuple[BlockKind, list[Piece]]]:
    if here:
        kinds = {piece.kind for piece in here if not piece.is_blank}
        only: BlockKind = "same" if not kinds or kinds == {"same"} else "changed"
        if kinds in ({"removed"}, {"added"}) and not any(p.kind == "same" for p in here):
            only = "removed" if "removed" in kinds else "added"
        yield only, list(here)
        here.clear()


def _inside(old: str, new: str, move: _Move) -> list[Piece]:
    pieces: list[Piece] = []
    at_old, at_new = move.old, move.new
    for one in [*move.kept, Kept(move.old_end, move.new_end, 0)]:
        pieces += _lines(old, new, Kept(at_old, at_new, 0), one.old, one.new)
        pieces += _lines(old, new, one, one.old, one.new) if one.length else ()
        at_old, at_new = one.old + one.length, one.new + one.length
    return pieces


def _numbered(found: Iterator[tuple[BlockKind, list[Piece]]]) -> list[Block]:
    """With the number of each paragraph; what holds no word stands with the paragraph before."""
    blocks: list[tuple[BlockKind, list[Piece]]] = []
    for kind, pieces in found:
        if all(piece.is_blank for piece in pieces) and kind == "same":
            if blocks and blocks[-1][0] != "moved away":
                blocks[-1][1].extend(pieces)
                continue
        blocks.append((kind, pieces))
    numbered: list[Block] = []
    number = old_number = 0
    is_begun = False  # the old paragraph, in a block before
    moved_from: dict[int, int] = {}
    for n, (kind, pieces) in enumerate(blocks):
        if kind == "moved away":
            old_number, is_begun = old_number + 1, False
            moved_from[pieces[0].old.start if pieces[0].old else 0] = old_number
            numbered.append(Block(kind, tuple(pieces), 0, old_number))
            continue
        has_new = any(p.new and not p.is_blank for p in pieces)
        has_old = any(p.old and not p.is_blank for p in pieces) and kind != "moved here"
        has_old, was_begun = has_old and not is_begun, is_begun
        if kind != "moved here" and any(p.old for p in pieces):
            is_begun = not [p.old for p in pieces if p.old][-1].text.endswith("\n")
        elif was_begun:
            has_old = False
        number, old_number = number + has_new, old_number + has_old
        breaks = _breaks(pieces, _next_old(blocks[n + 1 : n + 2]))
        changes = _changes(kind, pieces, breaks)
        numbered.append(
            Block(
                "changed" if kind == "same" and changes else kind,
                tuple(pieces),
                number if has_new else 0,
                old_number if has_old else 0,
                _figures(pieces),
                changes,
                breaks,
            )
        )
    return _with_places(numbered, moved_from)


def _with_places(blocks: list[Block], moved_from: dict[int, int]) -> list[Block]:
    """Moved paragraphs with the number they have in the other text; at their old place without
    their words, which stand where they are now."""
    moved_to: dict[int, int] = {}
    placed: list[Block] = []
    for block in blocks:
        if block.kind == "moved here":
            start = min(piece.old.start for piece in block.pieces if piece.old)
            moved_to[moved_from.get(start, 0)] = block.number
            placed.append(
                Block(block.kind, block.pieces, block.number, moved_from.get(start, 0),
                      block.figures, block.changes, block.breaks)
            )  # fmt: skip
        else:
            placed.append(block)
    return [
        Block(b.kind, (), moved_to.get(b.old_number, 0), b.old_number)
        if b.kind == "moved away"
        else b
        for b in placed
    ]


def _changes(kind: BlockKind, pieces: Sequence[Piece], breaks: frozenset[int]) -> int:
    """Stretches that changed; a paragraph that came, went or moved is one more."""
    if kind in ("added", "removed"):
        return 1
    count, is_within = int(kind == "moved here"), False
    for n, piece in enumerate(pieces):
        is_changed = piece.kind != "same" and (not piece.is_blank or n in breaks)
        count += is_changed and not is_within
        is_within = is_changed or (is_within and piece.kind != "same")
    return count


def _next_old(blocks: Sequence[tuple[BlockKind, list[Piece]]]) -> str:
    """The letters of the old text that stand in the next paragraph, "" where none do."""
    if not blocks or blocks[0][0] in ("moved here", "moved away"):
        return ""
    return "".join(piece.old.text for piece in blocks[0][1] if piece.old)


def _breaks(pieces: Sequence[Piece], next_old: str) -> frozenset[int]:
    """The pieces by which one paragraph became two, or two one; not those that only end it in
    another way."""
    breaks = set()
    for n, piece in enumerate(pieces):
        if piece.kind == "same" or "\n" not in piece.text:
            continue
        olds = [p.old.text for p in pieces[: n + 1] if p.old and p.old.text.strip()]
        if piece.kind == "added":
            is_whole = not olds or "\n" in olds[-1]
            if not is_whole and next_old.strip() and not next_old.startswith("\n"):
                breaks.add(n)
        elif any(not p.is_blank for p in pieces[n + 1 :]) and any(p.new for p in pieces[n + 1 :]):
            if any(p.new and not p.is_blank for p in pieces[:n]):
                breaks.add(n)
    return frozenset(breaks)


def _figures(pieces: Sequence[Piece]) -> tuple[tuple[str, str], ...]:
    """Figures that stand in the same place with another value."""
    changed: list[tuple[str, str]] = []
    for one, other in zip(pieces, pieces[1:], strict=False):
        if (one.kind, other.kind) != ("removed", "added"):
            continue
        changed += changed_figures(one.text, other.text)
    return tuple(changed)
