"""The places where coders of an assignment differ, one shown after another, and by article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.models import Tag

from .codedtexts import Coder, Study
from .disagreements import Disputed, all_disputed
from .disputeviews import DisputeView, view_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of disagreements is asked for: between whom, in which article (0: all), of which
    tag (0: all), and which place ("" for where the person stopped)."""

    coders: tuple[int, ...]
    article: int = 0
    tag: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    article: int
    called: str
    headline: str
    places: int
    settled: int


@dataclass(frozen=True, slots=True)
class TagLine:
    tag: Tag
    places: int


@dataclass(frozen=True, slots=True)
class DisputeList:
    """`number` counts the place that is shown from 1; before and after are the keys of its
    neighbours, "" at the ends. `inside` are the article's places where one article is asked for."""

    study: Study
    asked: Asked
    between: tuple[Coder, ...]
    shown: DisputeView | None
    number: int
    total: int
    settled: int
    before: str
    after: str
    articles: tuple[ArticleLine, ...]
    tags: tuple[TagLine, ...]
    inside: tuple[DisputeView, ...]

    @property
    def open(self) -> int:
        return self.total - self.settled


def coders_asked(study: Study, wanted: Sequence[int]) -> tuple[int, ...]:
    """Two or more of the coders; all people where the wanted ones are not, with the machine where
    there is one person only."""
    known = tuple(coder.key for coder in study.coders if coder.key in wanted)
    if len(known) > 1:
        return known
    people = tuple(coder.key for coder in study.people)
    return people if len(people) > 1 else tuple(coder.key for coder in study.coders)


def find_place(study: Study, asked: Asked) -> Disputed | None:
    """The place that `asked.at` names; None where its marks have changed."""
    return next((p for p in all_disputed(study, asked.coders) if p.key == asked.at), None)


def next_open(study: Study, asked: Asked) -> str:
    """The key of the open place behind `asked.at`, from the start again behind the last; "" where
    all are settled."""
    places = _within(all_disputed(study, asked.coders), asked)
    here = next((n for n, place in enumerate(places) if place.key == asked.at), -1)
    later = [*places[here + 1 :], *places[: here + 1]]
    return next((place.key for place in later if not place.is_settled), "")


def list_disputes(study: Study, asked: Asked, person: int) -> DisputeList:
    """One query. Without `asked.at` the first open place behind the person's latest decision is
    shown."""
    every = all_disputed(study, asked.coders)
    places = _within(every, asked)
    here = _where(places, asked, person)
    articles: dict[int, list[Disputed]] = {}
    of_tag: dict[int, int] = {}
    for place in every:
        articles.setdefault(place.text.article.pk, []).append(place)
        of_tag[place.tag.pk] = of_tag.get(place.tag.pk, 0) + 1
    return DisputeList(
        study=study,
        asked=asked,
        between=tuple(coder for coder in study.coders if coder.key in asked.coders),
        shown=view_of(study, places[here]) if places else None,
        number=here + 1 if places else 0,
        total=len(places),
        settled=sum(place.is_settled for place in places),
        before=places[here - 1].key if places and here else "",
        after=places[here + 1].key if here + 1 < len(places) else "",
        articles=tuple(_line(its) for its in articles.values()),
        tags=tuple(TagLine(t, of_tag[t.pk]) for t in study.tags if t.pk in of_tag),
        inside=tuple(view_of(study, place) for place in places) if asked.article else (),
    )


def _within(places: Sequence[Disputed], asked: Asked) -> list[Disputed]:
    return [
        place
        for place in places
        if asked.article in (0, place.text.article.pk) and asked.tag in (0, place.tag.pk)
    ]


def _where(places: Sequence[Disputed], asked: Asked, person: int) -> int:
    """The number of the place to show, from 0."""
    named = next((n for n, place in enumerate(places) if place.key == asked.at), None)
    if named is not None:
        return named
    own = [
        (row.decided_at, number)
        for number, place in enumerate(places)
        for row in place.rows
        if row.person_id == person and row.decided_at
    ]
    stopped = max(own)[1] if own else -1
    later = [*range(stopped + 1, len(places)), *range(stopped + 1)]
    return next((n for n in later if not places[n].is_settled), 0)


def _line(places: Sequence[Disputed]) -> ArticleLine:
    article = places[0].text.article
    return ArticleLine(
        article=article.pk,
        called=article.called,
        headline=article.headline,
        places=len(places),
        settled=sum(place.is_settled for place in places),
    )
