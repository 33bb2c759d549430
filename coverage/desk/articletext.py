"""An article's text as the reading view prints it: in blocks, cut where marks begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from coverage.models import (
    ClaimAppearance,
    Coding,
    MadeBy,
    MarkedWords,
    Note,
    Passage,
    PostAppearance,
    Quote,
    State,
)
from coverage.text.pieces import Mark, Piece, cut, with_levels

from .articlerecords import TextBlock, TextRun
from .bench import count, post_card, quote_marks

#: Passages that stand apart from the article's own words.
APART = frozenset({"boilerplate", "metadata"})
#: A run of as many such lines folds away; fewer stay in sight, labelled.
LINES_THAT_FOLD = 4
#: Kinds of words in marks that quote nobody → the hint that stands behind them.
HINTS = {"title": "title", "nickname": "nickname", "term": "a term", "scare": "scare quote"}
#: What stands behind words with a note.
NOTE_SIGN = "✎"


def text_marks(
    quotes: Sequence[Quote],
    posts: Sequence[PostAppearance],
    claims: Sequence[ClaimAppearance],
    marked: Sequence[MarkedWords],
    notes: Sequence[Note] = (),
    codings: Sequence[Coding] = (),
) -> list[Mark]:
    """Everything a card points to; what lies over each other at different heights. What was
    rejected keeps its place as "off": it can be found again, and is not drawn."""
    lines: list[Mark] = []
    others: list[Mark] = []
    for quote in quotes:
        if quote.state == State.REJECTED:
            others.append(Mark(quote.outer_start, quote.outer_end, "off", quote.pk))
        else:
            for mark in quote_marks(quote):
                (others if mark.name == "speaker" else lines).append(mark)
    for words in marked:
        if words.state != State.REJECTED:
            hint = HINTS[words.kind]
            lines.append(Mark(words.outer_start, words.outer_end, words.kind, words.pk, hint=hint))
    for claim in claims:
        (others if claim.state == State.REJECTED else lines).append(
            Mark(claim.start, claim.end, "claim", claim.pk)
        )
    lines += [Mark(note.start, note.end, "note", note.pk, hint=NOTE_SIGN) for note in notes]
    lines += [
        Mark(one.start, one.end, "coding", one.pk, colour=one.tag.colour, hint=one.tag.code)
        for one in codings
    ]
    others += [
        Mark(post.start, post.end, "post", post.pk) for post in posts if post.end > post.start
    ]
    return [*with_levels(lines), *others]


def text_blocks(
    body: str,
    passages: Sequence[Passage],
    posts: Sequence[PostAppearance],
    marks: Sequence[Mark],
) -> list[TextBlock]:
    """Every passage in order, with every letter of it. A post stands as its card, and its own
    lines stay with it."""
    blocks: list[TextBlock] = []
    standing = [row for row in posts if row.state != State.REJECTED]
    for passage, over_it in zip(passages, _marks_over(passages, marks), strict=True):
        pieces = cut(body, passage.start, passage.end, over_it)
        over = [r for r in standing if r.start < passage.end and passage.start < r.end]
        kind = _kind(passage, over, posts)
        shows = kind in (Passage.Kind.POST, Passage.Kind.RESIDUE)
        cards = [r for r in over if r.post and r.start >= passage.start] if shows else []
        before = blocks[-1] if blocks else None
        stands = ((passage.start, _without_posts(pieces)),)
        if kind == "post" and over and not cards and before and before.kind == "post":
            blocks[-1] = TextBlock(
                before.number,
                "post",
                before.start,
                before.pieces,
                before.reason,
                before.posts,
                (*before.as_it_stands, *stands),
            )
            continue
        blocks.append(
            TextBlock(
                number=passage.number,
                kind=kind,
                start=passage.start,
                pieces=pieces,
                reason=passage.reason,
                posts=tuple(card for row in cards if (card := post_card(row))),
                as_it_stands=stands if cards else (),
                key=passage.pk or 0,
                is_repeated=bool(passage.read_as),
            )
        )
    return blocks


def _marks_over(passages: Sequence[Passage], marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """For each passage, in the order of the text, the marks that reach into it: each mark is looked
    at where it stands, not for every passage of a long text."""
    waiting = sorted(marks, key=lambda mark: mark.start, reverse=True)
    open_marks: list[Mark] = []
    for passage in passages:
        while waiting and waiting[-1].start < passage.end:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.end > passage.start]
        yield open_marks


def blocks_over(
    body: str,
    passages: Sequence[Passage],
    posts: Sequence[PostAppearance],
    marks: Sequence[Mark],
    places: Sequence[tuple[int, int]],
) -> list[TextBlock]:
    """The blocks in which the places, `(start, end)` each, lie; a post's lines stay together."""
    wanted = {
        at
        for at, passage in enumerate(passages)
        if any(passage.start < end and start < passage.end for start, end in places)
    }
    for at in list(wanted):
        for step in (-1, 1):
            beside = at
            while 0 <= beside < len(passages) and passages[beside].kind == Passage.Kind.POST:
                wanted.add(beside)
                beside += step
    return text_blocks(body, [passages[at] for at in sorted(wanted)], posts, marks)


def is_title(block: TextBlock, passages: Sequence[Passage], headline: str) -> bool:
    """True for the block that the page prints as its title: the first headline, where the article's
    headline is its words."""
    if block.kind != Passage.Kind.HEADLINE:
        return False
    first = next((one.number for one in passages if one.kind == Passage.Kind.HEADLINE), None)
    words = "".join(piece.text for piece in block.pieces).strip()
    return block.number == first and words == headline.strip()


def _without_posts(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """A post's own lines: its card is the mark."""
    return tuple(
        Piece(
            piece.text,
            tuple(mark for mark in piece.marks if mark.name != "post"),
            tuple(mark for mark in piece.ends if mark.name != "post"),
        )
        for piece in pieces
    )


def _kind(passage: Passage, over: Sequence[PostAppearance], posts: Sequence[PostAppearance]) -> str:
    """The passage's kind; a residue or post that a person rejected is ordinary text again."""
    if passage.kind not in (Passage.Kind.RESIDUE, Passage.Kind.POST) or over:
        return passage.kind
    rejected = [r for r in posts if r.start < passage.end and passage.start <= r.end]
    is_settled = passage.made_by == MadeBy.PERSON or passage.state == State.CONFIRMED
    return Passage.Kind.PARAGRAPH if rejected and not is_settled else passage.kind


def text_runs(blocks: Sequence[TextBlock]) -> tuple[TextRun, ...]:
    """The blocks in order; long runs of boilerplate and metadata fold."""
    runs = []
    for is_apart, group in groupby(blocks, key=lambda block: block.kind in APART):
        together = tuple(group)
        folded = ""
        if is_apart and len(together) >= LINES_THAT_FOLD:
            kinds = dict.fromkeys(block.kind for block in together)
            folded = f"{count(len(together), 'line')} of {' and '.join(kinds)}"
        runs.append(TextRun(together, folded))
    return tuple(runs)
