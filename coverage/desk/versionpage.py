"""Two versions of an article laid over each other, and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from coverage.models import Article, ArticleVersion, Document, Passage
from coverage.text.versions.revised import Block, Piece, Revised, compare_texts

from .carrying import changes_between
from .heads import head_of

#: Paragraphs left in sight on either side of a change.
NEAR = 1
#: So many unchanged paragraphs in a row fold away.
FOLD = 3
#: Versions kept before changes were counted, that are counted for one page.
MOST_COUNTED = 20


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one paragraph: the same, added or removed; `note` says what a break does."""

    kind: str  # same | added | removed
    text: str
    note: str = ""  # "paragraph divided here"


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: str  # same | changed | added | removed | moved here | moved away
    number: int
    old_number: int
    words: tuple[Words, ...]
    figures: tuple[tuple[str, str], ...]
    change: int = 0  # counted from 1; 0 for one that is the same

    @property
    def before(self) -> tuple[Words, ...]:
        return tuple(words for words in self.words if words.kind != "added")

    @property
    def after(self) -> tuple[Words, ...]:
        return tuple(words for words in self.words if words.kind != "removed")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row; those that are the same fold away where they are many."""

    paragraphs: tuple[Paragraph, ...]
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class HeadChange:
    """A part of the head that is another: as words, or as a date."""

    name: str
    words: tuple[Words, ...] = ()
    old_date: date | datetime | None = None
    new_date: date | datetime | None = None


@dataclass(frozen=True, slots=True)
class VersionRow:
    number: int
    made_at: datetime
    way: str  # "from", "edited by", "opened again by a newer reader from"
    named: str  # the document, or the person
    person: str
    own_words: int
    changes: int | None  # None for the first, and where nobody counted
    added: int
    removed: int
    moved: int
    has_new_headline: bool
    lost: int
    href: str  # beside the version before


@dataclass(frozen=True, slots=True)
class VersionsPage:
    article: Article
    current: int
    rows: tuple[VersionRow, ...]  # newest first
    older: int
    newer: int
    is_side: bool
    heads: tuple[HeadChange, ...]
    stretches: tuple[Stretch, ...]
    changes: int
    added: int
    removed: int
    moved: int
    orphans: int

    @property
    def here(self) -> str:
        return reverse("article-versions", args=[self.article.pk])

    @property
    def inline_href(self) -> str:
        return f"{self.here}?from={self.older}&to={self.newer}"

    @property
    def side_href(self) -> str:
        return f"{self.inline_href}&view=side"

    @property
    def is_alone(self) -> bool:
        """One version, or one beside itself."""
        return self.older == self.newer


class NoSuchVersion(LookupError):
    """The article has no version of that number."""


def versions_page(
    article: Article, older: int | None = None, newer: int | None = None, is_side: bool = False
) -> VersionsPage:
    """The versions and what changed between two of them: by default the newest two.

    Queries: the versions, two bodies, two standfirsts, and the marks without a place. Raises
    NoSuchVersion.
    """
    versions = list(
        article.versions.select_related("person", "document")
        .defer("body", "document__packed")
        .order_by("number")
    )
    numbers = [version.number for version in versions]
    newer = newer or numbers[-1]
    older = older or max((n for n in numbers if n < newer), default=newer)
    if older not in numbers or newer not in numbers:
        raise NoSuchVersion(f"{article} has no version {older if older not in numbers else newer}")
    older, newer = min(older, newer), max(older, newer)
    bodies = dict(article.versions.filter(number__in=(older, newer)).values_list("number", "body"))
    revised = compare_texts(bodies[older], bodies[newer])
    by_number = {version.number: version for version in versions}
    return VersionsPage(
        article=article,
        current=article.current_version.number if article.current_version else numbers[-1],
        rows=tuple(_rows(article, versions))[::-1],
        older=older,
        newer=newer,
        is_side=is_side,
        heads=tuple(_heads(article, by_number[older], by_number[newer])),
        stretches=_stretches(paragraphs_of(revised)),
        changes=revised.changes,
        added=revised.added_words,
        removed=revised.removed_words,
        moved=revised.moved,
        orphans=article.orphans.filter(state="open").count(),
    )


def paragraphs_of(revised: Revised) -> list[Paragraph]:
    """As they are printed: without breaks that change nothing, and with those that do in words."""
    paragraphs, number = [], 0
    for block in revised.blocks:
        is_change = block.kind != "same"
        number += is_change and block.kind != "moved away"
        words = tuple(_words(block))
        if not words and block.kind != "moved away":
            continue
        change = number if is_change and block.kind != "moved away" else 0
        paragraphs.append(
            Paragraph(block.kind, block.number, block.old_number, words, block.figures, change)
        )
    return paragraphs


def _words(block: Block) -> Iterator[Words]:
    for n, piece in enumerate(block.pieces):
        if piece.kind == "same" or not piece.is_blank:
            text = piece.text.rstrip("\n") if _ends(block.pieces, n) else piece.text
            note = _note(piece) if n in block.breaks and not _ends(block.pieces, n) else ""
            if text:
                yield Words(piece.kind, text, note)
        elif n in block.breaks:
            yield Words(piece.kind, "", _note(piece))
        elif piece.kind == "added":
            yield Words("same", piece.text.rstrip("\n"))


def _ends(pieces: Sequence[Piece], n: int) -> bool:
    return all(piece.is_blank for piece in pieces[n + 1 :])


def _note(piece: Piece) -> str:
    if piece.kind == "added":
        return "paragraph divided here"
    return "joined with the next paragraph"


def _stretches(paragraphs: Sequence[Paragraph]) -> tuple[Stretch, ...]:
    """Changed paragraphs with those next to them; what is further from any change folds."""
    at = [n for n, paragraph in enumerate(paragraphs) if paragraph.kind != "same"]
    near = {n for change in at for n in range(change - NEAR, change + NEAR + 1)}
    stretches: list[Stretch] = []
    run: list[Paragraph] = []
    is_far = False
    for n, paragraph in enumerate(paragraphs):
        if (n not in near) != is_far and run:
            stretches.append(Stretch(tuple(run), is_far and len(run) >= FOLD))
            run = []
        is_far = n not in near
        run.append(paragraph)
    if run:
        stretches.append(Stretch(tuple(run), is_far and len(run) >= FOLD))
    return tuple(stretches)


def _heads(article: Article, older: ArticleVersion, newer: ArticleVersion) -> Iterator[HeadChange]:
    """What changed in the head; of texts kept before heads were, nothing is known."""
    if older.pk == newer.pk:
        return
    was, now = older.head, newer.head or _current_head(article, newer)
    if was and now:
        if was["headline"] != now["headline"]:
            yield HeadChange("headline", changed_words(was["headline"], now["headline"]))
        if was["authors"] != now["authors"]:
            byline = changed_words(", ".join(was["authors"]), ", ".join(now["authors"]))
            yield HeadChange("byline", byline)
        if was["published"] != now["published"]:
            dates = _date(was["published"]), _date(now["published"])
            yield HeadChange("date", (), *dates)
    standfirst = _standfirsts((older, newer))
    if standfirst.get(older.pk) != standfirst.get(newer.pk):
        words = changed_words(standfirst.get(older.pk, ""), standfirst.get(newer.pk, ""))
        yield HeadChange("standfirst", words)


def _current_head(article: Article, version: ArticleVersion) -> dict[str, Any]:
    return head_of(article) if version.pk == article.current_version_id else {}


def _standfirsts(versions: Sequence[ArticleVersion]) -> dict[int, str]:
    rows = Passage.objects.filter(version__in=versions, kind=Passage.Kind.STANDFIRST)
    found: dict[int, str] = {}
    for version, text in rows.order_by("start").values_list("version", "text"):
        found[version] = f"{found.get(version, '')} {text.strip()}".strip()
    return found


def changed_words(old: str, new: str) -> tuple[Words, ...]:
    """The words of both, those that stand in one of them said to be added or removed."""
    return tuple(
        words for paragraph in paragraphs_of(compare_texts(old, new)) for words in paragraph.words
    )


def _date(written: str) -> date | datetime | None:
    if not written:
        return None
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def _rows(article: Article, versions: Sequence[ArticleVersion]) -> Iterator[VersionRow]:
    counts = _counts(article, versions)
    before: ArticleVersion | None = None
    here = reverse("article-versions", args=[article.pk])
    for version in versions:
        count = counts.get(version.number)
        way, named = _way_in(version, before)
        person = version.person.get_username() if version.person else ""
        yield VersionRow(
            number=version.number,
            made_at=version.made_at,
            way=way,
            named=named,
            person=person if version.document_id else "",
            own_words=version.own_words,
            changes=count["changes"] if count else None,
            added=count["added"] if count else 0,
            removed=count["removed"] if count else 0,
            moved=count["moved"] if count else 0,
            has_new_headline=bool(
                before
                and before.head
                and version.head
                and before.head["headline"] != version.head["headline"]
            ),
            lost=len(version.orphans),
            href=f"{here}?from={before.number}&to={version.number}" if before else "",
        )
        before = version


def _way_in(version: ArticleVersion, before: ArticleVersion | None) -> tuple[str, str]:
    if version.document is None:
        return "edited by", version.person.get_username() if version.person else "nobody known"
    named = _name_of(version.document)
    if before and before.document_id == version.document_id:
        return "opened again by a newer reader, from", named
    return "from", named


def _name_of(document: Document) -> str:
    return document.name or document.address or "pasted text"


def _counts(article: Article, versions: Sequence[ArticleVersion]) -> dict[int, dict[str, int]]:
    """How much changed with each version; of those kept before that was counted, the newest are
    counted now."""
    counts = {v.number: v.changed for v in versions if v.changed is not None}
    pairs = [
        (before.number, version.number)
        for before, version in zip(versions, versions[1:], strict=False)
        if version.number not in counts
    ][-MOST_COUNTED:]
    if pairs:
        wanted = {number for pair in pairs for number in pair}
        bodies = dict(article.versions.filter(number__in=wanted).values_list("number", "body"))
        counts |= {to: changes_between(bodies[at], bodies[to]) for at, to in pairs}
    return counts
