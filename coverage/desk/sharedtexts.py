"""What pages say of texts that several articles share: where else a text stands, and how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from coverage.models import Article, SharedText, State
from coverage.text.pieces import Mark
from coverage.text.versions.sharing import share, shared_stretches
from coverage.text.webaddresses import host_of

from .duplicates import per_cent
from .folding import may_fold
from .pages import AlsoAt
from .sketching import told_texts

#: Other articles named on an article's page, and copies named at the head of a column.
MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class SharedLine:
    """Another article that has the same words, as an article's page names it."""

    article: int
    href: str
    headline: str
    outlet: str  # "" where nobody stated it
    place: str  # the host of its address, "" for none
    share: str  # of this article's words: "97 %", which does not break
    is_one_text: bool
    is_marked: bool  # the shared words are drawn into the text below


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """Where else an article's text stands. `first` is what it is a near-duplicate of; `state` what
    was said of that, by `person`."""

    first: SharedLine | None = None
    is_folded: bool = False
    state: str = ""
    person: str = ""
    may_fold: bool = False  # it was one, and can be shown under the first again
    copies: tuple[SharedLine, ...] = ()  # near-duplicates folded under this one
    others: tuple[SharedLine, ...] = ()  # reprints and wire copy, earlier and later
    marked: SharedLine | None = None
    shared_words: str = ""  # "109 of 115 words", of what is marked
    marks: tuple[Mark, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.first or self.copies or self.others)


def shared_texts(article: Article, marked: int = 0) -> SharedTexts:
    """For the article's page; one query where it shares nothing. `marked` is the id of the article
    with which the shared words are to be drawn into the text; 0 for none."""
    rows = list(
        SharedText.objects.filter(Q(article=article) | Q(first=article))
        .select_related("article__outlet", "first__outlet", "person")
        .defer("article__signature", "first__signature")
        .order_by("first", "article")[:MOST_NAMED]
    )
    if not rows:
        return SharedTexts()
    lines = {row.pk: _line(row, article, marked) for row in rows}
    own = next((r for r in rows if r.article_id == article.pk and r.kind == "near-duplicate"), None)
    copies = [r for r in rows if r.first_id == article.pk and r.is_folded]
    others = [r for r in rows if r is not own and r not in copies]
    beside = next((line for line in lines.values() if line.is_marked), None)
    words, marks = _drawn(article, beside) if beside else ("", ())
    return SharedTexts(
        first=lines[own.pk] if own else None,
        is_folded=bool(own and own.is_folded),
        state=own.state if own else "",
        person=own.person.get_username() if own and own.person else "",
        may_fold=bool(own and own.state == State.REJECTED and may_fold(own)),
        copies=tuple(lines[row.pk] for row in copies),
        others=tuple(lines[row.pk] for row in others),
        marked=beside,
        shared_words=words,
        marks=marks,
    )


def _line(row: SharedText, article: Article, marked: int) -> SharedLine:
    is_first = row.first_id == article.pk
    other = row.article if is_first else row.first
    return SharedLine(
        article=other.pk,
        href=other.get_absolute_url(),
        headline=other.headline,
        outlet=other.outlet_name,
        place=host_of(other.address),
        share=per_cent(row.share_of_first if is_first else row.share).replace(" ", "\u00a0"),
        is_one_text=row.is_one_text,
        is_marked=other.pk == marked,
    )


def _drawn(article: Article, other: SharedLine) -> tuple[str, tuple[Mark, ...]]:
    """How many of the article's words stand in the other too, and a mark over each stretch."""
    both = Article.objects.filter(pk__in=(article.pk, other.article))
    told = told_texts(both.select_related("current_version"))
    if len(told) < 2:
        return "", ()
    text, there = told[article.pk], told[other.article]
    shared = share(text, there)
    marks = [Mark(start, end, "shared", n) for n, (start, end) in
             enumerate(shared_stretches(text, there), 1)]  # fmt: skip
    return f"{shared.words:,} of {shared.of:,} words", tuple(marks)


def also_at(articles: Iterable[int]) -> dict[int, tuple[AlsoAt, ...]]:
    """Article id → its near-duplicates, for the head of its column; one query for any number."""
    rows = (
        SharedText.objects.folded()
        .filter(first__in=list(articles))
        .select_related("article")
        .defer("article__signature")
        .order_by("article")
    )
    found: defaultdict[int, list[AlsoAt]] = defaultdict(list)
    for row in rows:
        host = host_of(row.article.address)
        found[row.first_id].append(
            AlsoAt(row.article.get_absolute_url(), host or f"“{row.article.short_headline}”")
        )
    return {first: tuple(copies) for first, copies in found.items()}
