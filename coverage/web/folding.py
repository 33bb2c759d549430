"""Long stretches that print the same words fold; changed words are never cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.text.pieces import Piece

#: Words of an identical stretch that stay in sight before the rest of it folds.
IN_SIGHT = 60
#: Marks of what differs, or of what a reader came for; a stretch that carries one never folds.
NEVER_FOLDED = frozenset({"changed", "missing", "split", "figure", "quantity"})
#: A rest shorter than this stays: folding it would save less than its own label takes.
LEAST_FOLDED = 12


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces in a row; `folded_words` is 0 where they stand in sight."""

    pieces: tuple[Piece, ...]
    folded_words: int = 0


def fold_alike(cut: Sequence[Piece]) -> tuple[Stretch, ...]:
    """The pieces in order, every letter of them, with identical rests folded after 60 words."""
    stretches: list[Stretch] = []
    shown: list[Piece] = []
    run: list[Piece] = []
    for piece in [*cut, None]:
        if piece is not None and not NEVER_FOLDED.intersection(m.name for m in piece.marks):
            run.append(piece)
            continue
        seen, rest = _split(run)
        shown.extend(seen)
        if rest:
            stretches.append(Stretch(tuple(shown)))
            stretches.append(Stretch(tuple(rest), _words(rest)))
            shown = []
        run = []
        if piece is not None:
            shown.append(piece)
    if shown:
        stretches.append(Stretch(tuple(shown)))
    return tuple(stretches)


def _split(run: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    if _words(run) < IN_SIGHT + LEAST_FOLDED:
        return list(run), []
    left = IN_SIGHT
    for index, piece in enumerate(run):
        words = len(piece.text.split())
        if words >= left:
            cut_at = _end_of_word(piece.text, left)
            first = Piece(piece.text[:cut_at], piece.marks)
            second = Piece(piece.text[cut_at:], piece.marks, piece.ends)
            return [*run[:index], first], [second, *run[index + 1 :]]
        left -= words
    return list(run), []


def _end_of_word(text: str, number: int) -> int:
    """Where the `number`th word of the text ends."""
    seen, inside = 0, False
    for place, letter in enumerate(text):
        if letter.isspace():
            if inside:
                seen += 1
                if seen == number:
                    return place
            inside = False
        else:
            inside = True
    return len(text)


def _words(run: Sequence[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in run)
