"""How far the coders of an assignment agree, as its page prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from coverage.models import Assignment, Tag
from coverage.text.agreement import lengthwise
from coverage.text.agreement.agreement import Compared, Measured, groups_of, measure
from coverage.text.agreement.family import Family, family
from coverage.text.agreement.intervals import LEAST_ARTICLES, LEAST_WITH_TAG, draws_for

from .codedtexts import MACHINE, Coder, Study
from .disagreements import Kind, commonest, disputes_between
from .people import is_editor

#: How many words apart two edges may be and still be the same one.
TOLERANCES = (0, 1, 2, 3, 5, 10)
TOLERANCE = 2
#: Kinds of disagreements listed.
MOST_KINDS = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why somebody may not look yet: whose work is not done."""

    coder: str
    articles: int


@dataclass(frozen=True, slots=True)
class TagLine:
    """A row of the table: one tag, or all of them (None)."""

    tag: Tag | None
    measured: Measured
    units: tuple[int | None, ...]  # of each coder; None of the machine for what it does not read


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two coders, over all tags; `articles` that both finished."""

    one: Coder
    other: Coder
    articles: int
    measured: Measured
    of_tag: tuple[tuple[Tag, Measured], ...]


@dataclass(frozen=True, slots=True)
class Others:
    """Further coefficients of the same codings; None where they cannot be had."""

    family: Family | None
    by_length: float | None
    articles: int  # that all coders finished, of which `by_length` is


@dataclass(frozen=True, slots=True)
class AgreementPage:
    assignment: Assignment
    people: tuple[Coder, ...]
    machine: Coder | None
    tolerance: int
    articles: int  # given
    compared: int  # that two people finished
    waiting: tuple[Waiting, ...]
    total: TagLine
    lines: tuple[TagLine, ...]
    pairs: tuple[PairLine, ...]
    machine_pairs: tuple[PairLine, ...]
    read_tags: tuple[Tag, ...]
    others: Others
    commonest: tuple[Kind, ...]
    disputes: int
    draws: int
    has_intervals: bool  # of anything; else no group has articles enough
    least_articles: int = LEAST_ARTICLES
    least_with_tag: int = LEAST_WITH_TAG


def waiting_for(study: Study) -> tuple[Waiting, ...]:
    """The coders with articles left, most first."""
    left = [Waiting(coder.name, study.unfinished[coder.key]) for coder in study.people]
    return tuple(sorted((each for each in left if each.articles), key=lambda each: -each.articles))


def may_look(study: Study, person: User) -> bool:
    """Editors and the assignment's coders. While coders work independently and one has not
    finished, none of its coders, editor or not: what others marked would guide them."""
    is_coder = any(coder.key == person.pk for coder in study.people)
    is_blind = study.assignment.is_independent and study.assignment.closed_at is None
    if is_coder:
        return not (is_blind and waiting_for(study))
    return is_editor(person)


def concerns(study: Study, person: User) -> bool:
    """True for who may look once all have finished."""
    return is_editor(person) or any(coder.key == person.pk for coder in study.people)


def agreement_page(study: Study, tolerance: int) -> AgreementPage:
    """Everything the page prints; no queries."""
    people = [coder.key for coder in study.people]
    tags = [tag.pk for tag in study.tags]
    texts = [text.continuum(people) for text in study.texts]
    groups = groups_of(people)
    draws = draws_for(len(texts), len(groups), len(tags))
    every, *pairs = measure(texts, groups, tags, tolerance, draws)
    if len(people) == 2:
        pairs = [every]
    with_machine = _machine_pairs(study, tolerance, draws)
    counts = [every.articles, *(pair.articles for pair in with_machine)]
    return AgreementPage(
        assignment=study.assignment,
        people=study.people,
        machine=study.machine,
        tolerance=tolerance,
        articles=study.articles,
        compared=every.articles,
        waiting=waiting_for(study),
        total=TagLine(None, every.overall, _units(study, None)),
        lines=tuple(TagLine(tag, every.of_tag[tag.pk], _units(study, tag)) for tag in study.tags),
        pairs=tuple(_pair(study, pair, study.tags) for pair in pairs),
        machine_pairs=with_machine,
        read_tags=study.read_tags,
        others=_others(study, people),
        commonest=tuple(commonest(study, people)[:MOST_KINDS]),
        draws=draws,
        has_intervals=max(counts, default=0) >= LEAST_ARTICLES,
        disputes=sum(len(found) for _, _, found in disputes_between(study, people)),
    )


def _units(study: Study, tag: Tag | None) -> tuple[int | None, ...]:
    """How many units each coder marked in the articles they finished."""
    return tuple(
        None
        if coder.key == MACHINE and tag and not tag.reads
        else sum(
            len(units)
            for text in study.texts
            for key, units in text.codings.get(coder.key, {}).items()
            if tag is None or key == tag.pk
        )
        for coder in study.coders
    )


def _pair(study: Study, pair: Compared, tags: Sequence[Tag]) -> PairLine:
    one, other = (next(c for c in study.coders if c.key == key) for key in pair.coders)
    of_tag = tuple((tag, pair.of_tag[tag.pk]) for tag in tags)
    return PairLine(one, other, pair.articles, pair.overall, of_tag)


def _machine_pairs(study: Study, tolerance: int, draws: int) -> tuple[PairLine, ...]:
    """Each person with the machine, over the tags that it reads."""
    if study.machine is None:
        return ()
    texts = [text.continuum([coder.key for coder in study.coders]) for text in study.texts]
    groups = [(coder.key, MACHINE) for coder in study.people]
    tags = [tag.pk for tag in study.read_tags]
    return tuple(
        _pair(study, pair, study.read_tags)
        for pair in measure(texts, groups, tags, tolerance, draws)
    )


def _others(study: Study, people: Sequence[int]) -> Others:
    texts = [text.continuum(people) for text in study.texts]
    whole = [text for text in texts if len(text.codings) == len(people) > 1]
    laid: dict[int, list[list[tuple[int, int]]]] = {
        tag.pk: [[] for _ in people] for tag in study.tags
    }
    at = 0
    for text in whole:
        for tag, codings in laid.items():
            for units, coder in zip(codings, people, strict=True):
                units += [(start + at, end + at) for start, end in text.units(coder, tag)]
        at += text.length
    return Others(family(texts), lengthwise.alpha(at, laid.values()), len(whole))
