"""One story without the outlets' names, for a class: side by side, as a handout, and its key.

Texts stand in an order drawn by a seed that the page states; what tells who published one is
masked (`text/masking.py`). Lines that are not the outlet's telling (bylines, credits, "Read more")
are left out, counted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cache

from coverage.models import Article, OutletName, Story
from coverage.text.masking import Masked, letters_for, mask, still_tells, tells_of_one

from .bench import FOLDED
from .pages import (
    Cell,
    CellPart,
    Column,
    FigureView,
    PostCard,
    RowView,
    Sign,
    StoryPage,
    UtteranceView,
)
from .presence import NOT_FOUND, absence
from .storybench import open_story
from .storypage import page_of

Hide = Callable[[str], str]
#: Printed for what would still tell, however it is spelled.
TELLING = "[words that name an outlet]"
NO_FIGURE = "no figure found"
#: Texts without a row whose letters stand beside it.
MOST_NAMED = 6
#: Rows of the handout's table; more do not fit on a page.
MOST_ASKED = 12


@dataclass(frozen=True, slots=True)
class BlindText:
    """One article under its letter; `paragraphs` are what the outlet tells, masked."""

    letter: str
    headline: str
    paragraphs: tuple[str, ...]
    left_out: int  # lines that are not its telling
    column: Column  # who it is: for the key alone


@dataclass(frozen=True, slots=True)
class BlindCell:
    letter: str
    parts: tuple[str, ...] = ()
    posts: tuple[PostCard, ...] = ()
    reason: str = ""
    is_unknown: bool = False  # nothing can be told, for that reason

    @property
    def found(self) -> bool:
        return bool(self.parts or self.posts)


@dataclass(frozen=True, slots=True)
class BlindRow:
    number: int
    label: str
    relation: str
    sign: Sign
    badge: str
    cells: tuple[BlindCell, ...]

    @property
    def not_in(self) -> tuple[str, ...]:
        """The letters of the texts that have no cell."""
        return tuple(c.letter for c in self.cells if not c.found and not c.is_unknown)

    @property
    def not_in_told(self) -> str:
        """ "29 of 30 texts" where their letters would be longer than the row."""
        many = len(self.not_in) > MOST_NAMED
        return f"{len(self.not_in)} of {len(self.cells)} texts" if many else ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Those of which nothing can be told, each with the reason."""
        return tuple(f"{c.letter} ({c.reason})" for c in self.cells if c.is_unknown)

    @property
    def told(self) -> tuple[tuple[tuple[str, ...], BlindCell], ...]:
        """Each wording once, with the letters of the texts that print it."""
        letters: dict[tuple[object, ...], list[BlindCell]] = {}
        for cell in self.cells:
            if cell.found:
                letters.setdefault((cell.parts, cell.posts), []).append(cell)
        return tuple((tuple(c.letter for c in same), same[0]) for same in letters.values())


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the handout's table: what is asked of every text, and what the key says."""

    about: str
    answers: tuple[str, ...]  # one a text, in the letters' order
    relation: str


@dataclass(frozen=True, slots=True)
class BlindPage:
    """What blind view, handout and key print."""

    story: int
    headline: str
    seed: int
    texts: tuple[BlindText, ...]
    rows: tuple[BlindRow, ...]
    left_out_rows: int
    asked: tuple[Asked, ...]
    waiting: int
    next_seed: int
    layout: str  # columns | compact | cards


def blind_page(story: Story, seed: int) -> BlindPage:
    """The story masked, its texts in the order that the seed draws. Evidence only: the questions
    ask what each text says, and never which of them is right."""
    opened = open_story(story)
    page, kept = page_of(opened), opened.bench.kept
    order = drawn(seed, [column.article for column in page.columns])
    articles = {article.pk: article for article in opened.bench.articles}
    outlets = _masked(order, articles)
    letter = dict(zip(order, letters_for(len(order)), strict=True))
    columns = {column.article: column for column in page.columns}

    @cache
    def hide(text: str) -> str:
        if not text:
            return ""
        masked = mask(text, outlets)
        return TELLING if still_tells(masked, outlets) else masked

    def told(pk: int) -> BlindText:
        body, passages = kept[pk].reading.body, kept[pk].passages
        own = [p for p in passages if p.kind not in FOLDED and p.kind != "headline"]
        return BlindText(
            letter=letter[pk],
            headline="" if columns[pk].headline_derived else hide(columns[pk].headline),
            paragraphs=tuple(hide(body[p.start : p.end].strip()) for p in own),
            left_out=sum(p.kind in FOLDED for p in passages),
            column=columns[pk],
        )

    def row(view: RowView) -> BlindRow:
        by_article = {cell.column.article: cell for cell in view.cells}
        return BlindRow(
            number=view.number,
            label=hide(view.label),
            relation=view.relation,
            sign=view.sign,
            badge=hide(view.badge),
            cells=tuple(_cell(by_article[pk], letter[pk], hide, outlets) for pk in order),
        )

    rows = [view for view in page.rows if not view.folded]
    if page.layout == "matrix":  # an overview begins with what compares
        rows.sort(key=lambda view: view.found_in < 2)
    return BlindPage(
        story=story.pk,
        headline=hide(page.headline),
        seed=seed,
        texts=tuple(map(told, order)),
        rows=tuple(map(row, rows)),
        left_out_rows=len(page.rows) - len(rows),
        asked=tuple(_asked(page, order, hide)),
        waiting=page.waiting,
        next_seed=(seed * 7919 + 104_729) % 9000 + 1000,
        layout="cards" if page.layout == "matrix" else page.layout,
    )


def drawn(seed: int, articles: Sequence[int]) -> list[int]:
    """The articles in an order that depends on the seed alone, on any machine and in any year."""
    return sorted(articles, key=lambda pk: hashlib.sha256(f"{seed}:{pk}".encode()).digest())


def _masked(order: Sequence[int], articles: dict[int, Article]) -> list[Masked]:
    """Who is masked: each outlet under the letter of its first text."""
    of_outlets = {a.outlet_id for a in articles.values() if a.outlet_id}
    others: dict[int, list[OutletName]] = {}
    for other in OutletName.objects.filter(outlet__in=of_outlets):
        others.setdefault(other.outlet_id, []).append(other)
    found: dict[object, Masked] = {}
    for pk, letter in zip(order, letters_for(len(order)), strict=True):
        article = articles[pk]
        outlet = article.outlet
        key: object = outlet.pk if outlet else ("unstated", pk)
        names = [outlet.name] if outlet else []
        domains = [outlet.domain] if outlet and outlet.domain else []
        for other in others.get(outlet.pk, []) if outlet else []:
            (domains if other.kind == OutletName.Kind.DOMAIN else names).append(other.name)
        known = found.get(key, Masked(letter))
        found[key] = Masked(
            known.letter,
            tuple(dict.fromkeys((*known.names, *names))),
            tuple(dict.fromkeys((*known.domains, *domains))),
            tuple(dict.fromkeys((*known.people, *map(str, article.authors or ())))),
        )
    return list(found.values())


def _cell(cell: Cell, letter: str, hide: Hide, outlets: Sequence[Masked]) -> BlindCell:
    parts: list[str] = []
    for part in cell.parts:
        if part.post is None and (words := _words(part)):
            parts.append(hide(("… " if part.skipped_before else "") + words))
    posts = [part.post for part in cell.parts if part.post is not None]
    return BlindCell(
        letter,
        tuple(parts),
        tuple(_post(post, hide, outlets) for post in posts),
        hide(cell.reason),
        cell.is_unknown,
    )


def _words(part: CellPart) -> str:
    """The words of a part, "" for a line that is not the outlet's telling."""
    return "" if part.kind in FOLDED else "".join(piece.text for piece in part.pieces).strip()


def _post(post: PostCard, hide: Hide, outlets: Sequence[Masked]) -> PostCard:
    """The post as it is shown, but for an account of an outlet or of who writes for it."""
    is_theirs = any(tells_of_one(name, outlets) for name in (post.handle, post.author) if name)
    return PostCard(
        platform=post.platform,
        handle="" if is_theirs else post.handle,
        author="[masked]" if is_theirs else hide(post.author),
        text=hide(post.text),
        posted=post.posted,
        how=post.how,
        address="",
    )


def _asked(page: StoryPage, order: Sequence[int], hide: Hide) -> list[Asked]:
    """What to look for in every text: figures that several put, then words that several quote;
    each figure is asked for by its name once."""
    named = {figure.what: figure for figure in reversed(page.figures)}
    figures = [figure for figure in page.figures if named[figure.what] is figure]
    quoted = [utterance for utterance in page.utterances if utterance.articles > 1]
    figures = figures[: MOST_ASKED - min(len(quoted), MOST_ASKED // 2)]
    utterances = quoted[: MOST_ASKED - len(figures)]
    return [
        *(_asked_figure(page, figure, order, hide) for figure in figures),
        *(_asked_words(page, utterance, order, hide) for utterance in utterances),
    ]


def _empty(page: StoryPage, said: Container[int], not_found: str = NOT_FOUND) -> dict[int, str]:
    """Article → what the key says of it where the text says nothing."""
    having = [column for column in page.columns if column.article in said]
    return {
        column.article: absence(column, having, is_read=True).briefly(not_found)
        for column in page.columns
    }


def _asked_figure(page: StoryPage, figure: FigureView, order: Sequence[int], hide: Hide) -> Asked:
    """Each text's figure in its own words."""
    said = {cell.column.article: cell.short for cell in figure.cells if cell.found}
    empty = _empty(page, said, NO_FIGURE)
    answers = tuple(hide(said.get(pk) or empty[pk]) for pk in order)
    return Asked(hide(figure.what), answers, figure.badge)


def _asked_words(
    page: StoryPage, utterance: UtteranceView, order: Sequence[int], hide: Hide
) -> Asked:
    """How many of the words each text prints, and whose they are in it."""
    printed: dict[int, list[str]] = {}
    for wording in utterance.wordings:
        words = f"{wording.words} of {utterance.words} words"
        who = ", ".join(dict.fromkeys(by.name or by.mention for by in wording.by))
        printed.setdefault(wording.column.article, []).append(f"{words}, {who}" if who else words)
    begins = " ".join(utterance.text.split()[:8])
    empty = _empty(page, printed)
    answers = tuple(hide("; ".join(printed.get(pk, [])) or empty[pk]) for pk in order)
    changed = ", ".join(utterance.changes) or "the same words"
    return Asked(hide(f"“{begins}…”: whose words, and how many"), answers, changed)
