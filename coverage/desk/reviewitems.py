"""What the review queue prints: each mark in its passage, as it was read, and why it is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr
from django.urls import reverse

from coverage.models import ClaimAppearance, MarkedWords, Membership, PostAppearance, Quote, State
from coverage.text.pieces import Mark, Piece, cut

from .articlecards import LETTERS, rows_for_card
from .attributed import Heard, SaidBy, heard, said_by
from .bench import post_card
from .pages import PostCard
from .queue import KINDS, Asked, Kind, Place, Scope
from .queuepages import decided_places, places
from .residuequeue import AskedLine, asked_lines
from .reviewcopies import Copies, copies_of, is_asked_elsewhere, place_of
from .reviewwhy import why_asked

PAGE = 20
#: Places that are looked at to fill a page: copies of others are passed over.
LOOKED_AT = 3 * PAGE
#: Code points of the body shown on either side of a mark, and the paragraphs cut to.
AROUND = 420
#: Kind of the queue → of a mark, as addresses call it.
MARKS = {"quote": "quote", "report": "quote", "marked": "marked", "claim": "claim",
         "post": "post", "residue": "post"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AskedMark:
    """One mark as the queue asks about it."""

    kind: str  # of the queue
    mark: str  # quote | marked | claim | post
    key: int
    revision: int
    text: str
    called_kind: str  # "quote, direct"
    pieces: tuple[Piece, ...]
    before: str  # the paragraph before, where it helps; "" elsewhere
    called: str
    headline: str
    published: datetime | None
    day_only: bool
    outlet_href: str
    story: int
    story_headline: str
    state: str
    is_unsure: bool
    by_person: str
    at: datetime | None
    sure: str
    why: tuple[str, ...]
    href: str  # the words in the article's text
    card_href: str  # the card beside it
    by: SaidBy | None = None
    heard: Heard | None = None
    claimant: str = ""
    quantities: tuple[str, ...] = ()
    post: PostCard | None = None
    copies: int = 0  # equal marks that nobody answered, beside this one
    copy_articles: int = 0
    said: str = ""  # what somebody said of an equal one

    @property
    def name(self) -> str:
        """What its place on the page is called."""
        return f"asked-{self.mark}-{self.key}"

    @property
    def short(self) -> str:
        """The words on one line, as a bar says them; a post without words by its account."""
        account = f"@{self.post.handle}" if self.post and self.post.handle else self.called_kind
        words = " ".join(self.text.split()) or account
        return words if len(words) <= 60 else words[:59].rstrip() + "…"

    @property
    def letter(self) -> str:
        """What anchors call its sort of mark."""
        return LETTERS[self.mark]


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue; `after` is what the address of the next one says, "" at the end."""

    marks: tuple[AskedMark | AskedLine, ...]
    after: str
    passed: int  # copies that were passed over: they are asked with another


def queue_page(asked: Asked, scope: Scope, after: str, size: int = PAGE) -> QueuePage:
    """The page behind `after`; a fixed number of queries."""
    if asked.show != "open":
        found, older = decided_places(asked, scope, after, size)
        rows = rows_at(found)
        return QueuePage(_printed(rows, {}), older, 0)
    looked = places(asked, scope, Place.of(after), LOOKED_AT)
    rows = rows_at(looked.places)
    copies = copies_of(rows)
    kept: list[tuple[Kind, Any]] = []
    passed, last = 0, looked.end
    for kind, row in rows:
        if len(kept) == size:
            last = place_of(*kept[-1])
            break
        place = place_of(kind, row)
        if is_asked_elsewhere(place, copies.get(place, Copies()), asked, scope):
            passed += 1
        else:
            kept.append((kind, row))
    return QueuePage(_printed(kept, copies), str(last) if last else "", passed)


def asked_mark(kind: str, key: int) -> tuple[AskedMark | AskedLine, Copies]:
    """One mark as it is now, with its copies; DoesNotExist where there is none."""
    model = KINDS[kind].model
    sure = model.objects.annotate(sure=KINDS[kind].sure).values_list("sure", flat=True).get(pk=key)
    rows = rows_at([Place(sure, list(KINDS).index(kind), key)])
    copies = copies_of(rows)
    [printed] = _printed(rows, copies)
    return printed, copies.get(place_of(*rows[0]), Copies())


def marks_at(found: Sequence[Place]) -> list[AskedMark]:
    """The marks at the places as they are now, without left-over lines and copies."""
    return [one for one in _printed(rows_at(found), {}) if isinstance(one, AskedMark)]


def rows_at(found: Sequence[Place]) -> list[tuple[Kind, Any]]:
    """The rows at the places with all that is printed of them, in that order; those that are gone
    meanwhile are left out."""
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for place in found:
        by_kind[place.kind].append(place.row)
    rows: dict[tuple[str, int], Any] = {}
    for name, keys in by_kind.items():
        kind = KINDS[name]
        many = (
            rows_for_card(MARKS[name])
            .filter(pk__in=keys)
            .annotate(
                sure=kind.sure, ahead=_ahead(), behind=Substr("version__body", F("end") + 1, AROUND)
            )
            .select_related("version__article__outlet", *_BESIDE.get(name, ()))
            .defer("version__body", "version__article__signature")
        )
        rows |= {(name, row.pk): row for row in many}
    at = [(place.kind, place.row) for place in found]
    return [(KINDS[name], rows[name, key]) for name, key in at if (name, key) in rows]


_BESIDE = {
    "quote": ("speaker", "decided_by", "via_outlet", "via_speaker", "via_post"),
    "report": ("speaker", "decided_by", "via_outlet", "via_speaker", "via_post"),
    "marked": ("decided_by",),
    "claim": ("decided_by",),
    "post": ("post", "decided_by"),
    "residue": ("post", "decided_by"),
}


def _ahead() -> Substr:
    """The words before a mark. A length of 0 is no length, so it is said with the start."""
    start = Greatest(F("start") - (AROUND - 1), Value(1))
    return Substr("version__body", start, Greatest(F("start") - start + 1, Value(0)))


def _printed(
    rows: Sequence[tuple[Kind, Any]], copies: Mapping[Place, Copies]
) -> tuple[AskedMark | AskedLine, ...]:
    lines = {
        line.key: line
        for line in asked_lines([row for kind, row in rows if kind.name == "residue"])
    } if any(kind.name == "residue" for kind, _ in rows) else {}  # fmt: skip
    story_of = _stories(row.version.article_id for _, row in rows)
    printed: list[AskedMark | AskedLine] = []
    for kind, row in rows:
        if kind.name == "residue":
            printed += [lines[row.pk]] if row.pk in lines else []
        else:
            story = story_of.get(row.version.article_id, (0, ""))
            printed.append(_asked(kind, row, story, copies.get(place_of(kind, row), Copies())))
    return tuple(printed)


def _stories(articles: Iterable[int]) -> dict[int, tuple[int, str]]:
    members = Membership.objects.filter(article__in=set(articles), is_current=True)
    named = members.values_list("article", "story", "story__headline")
    return {article: (story, headline) for article, story, headline in named}


def _asked(kind: Kind, row: Any, story: tuple[int, str], copies: Copies) -> AskedMark:
    article = row.version.article
    mark = MARKS[kind.name]
    at_article = reverse("article", args=[article.pk])
    shown = "?reported=1" if kind.name == "report" else ""
    anchor = f"{LETTERS[mark]}{row.pk}"
    pieces, before = _in_passage(row)
    more: dict[str, Any] = {}
    if isinstance(row, Quote):
        more = {"by": said_by(row), "heard": heard(row)}
    elif isinstance(row, ClaimAppearance):
        figures = tuple(quantity.text for quantity in row.quantities.all())
        more = {"claimant": row.claimant, "quantities": figures}
    elif isinstance(row, PostAppearance):
        more = {"post": post_card(row)}
    return AskedMark(
        kind=kind.name,
        mark=mark,
        key=row.pk,
        revision=row.revision,
        text=row.text,
        called_kind=_called(row),
        pieces=pieces,
        before=before,
        called=article.called,
        headline=article.headline,
        published=article.published_at,
        day_only=article.published_precision == "day",
        outlet_href=reverse("outlet", args=[article.outlet_id]) if article.outlet_id else "",
        story=story[0],
        story_headline=story[1],
        state=row.state,
        is_unsure=row.state == State.SUGGESTED and row.decided_at is not None,
        by_person=row.decided_by.get_username() if row.decided_by else "",
        at=row.decided_at,
        sure=f"{row.sure:.2f}",
        why=why_asked(row),
        href=f"{at_article}{shown}#m-{anchor}",
        card_href=f"{at_article}{shown}#{anchor}",
        copies=len(copies.open),
        copy_articles=len({one.article for one in copies.open} - {article.pk}),
        said="; ".join(dict.fromkeys(_said(one) for one in copies.decided)),
        **more,
    )


def _said(one: Any) -> str:
    told = "left unsure" if one.state == State.SUGGESTED else one.state
    return f"{told} by {one.by}" if one.by else told


def _called(row: Any) -> str:
    if isinstance(row, Quote):
        return row.kind_told if row.is_reported else f"{row.kind_told} quote"
    if isinstance(row, MarkedWords):
        return f"{row.get_kind_display()}, quotes nobody"
    return f"post, {row.get_how_display()}" if isinstance(row, PostAppearance) else "claim"


def _in_passage(row: Any) -> tuple[tuple[Piece, ...], str]:
    """The mark in its paragraph, with who speaks and the words that say so; and the paragraph
    before it where the mark begins its own."""
    ahead, behind = row.ahead, row.behind
    whole, _, near = ahead.rpartition("\n")
    tail = behind.partition("\n")[0]
    is_cut_before = not whole and len(ahead) == AROUND
    is_cut_behind = len(tail) == AROUND
    first = row.start - len(near)
    text = near + row.text + tail
    is_line = row.end == row.start  # of what has no words of its own its line is asked about
    marks = [Mark(first, first + len(text), "asked-for") if is_line else
             Mark(row.start, row.end, "asked-for")]  # fmt: skip
    for name in ("mention", "cue", "via"):
        at, to = getattr(row, f"{name}_start", None), getattr(row, f"{name}_end", None)
        if at is not None and to is not None and first <= at and to <= first + len(text):
            marks.append(Mark(at, to, f"asked-{name}"))
    shifted = [Mark(m.start - first, m.end - first, m.name) for m in marks]
    pieces = cut(text, 0, len(text), shifted)
    if is_cut_before:
        pieces = (Piece("… "), *pieces)
    if is_cut_behind:
        pieces = (*pieces, Piece(" …"))
    lines = [line.strip() for line in whole.split("\n") if line.strip()]
    before = lines[-1] if lines and len(near) < 60 else ""
    if before and len(whole) == AROUND and len(lines) == 1:
        before = f"… {before}"
    return pieces, before
