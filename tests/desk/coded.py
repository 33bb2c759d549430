"""Assignments that people have coded, for tests of how far they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from coverage.models import Article, Assignment, Codebook, CodedArticle, Coding, Tag
from tests.factories import make_article, make_person, make_tag

BODY = (
    "The harbour bridge at Orle was closed on Monday after a crack was found in a pillar.\n"
    "“Nobody was hurt and nobody will be,” said Ada Voss, the harbour master, on Tuesday."
)


def put(tag: Tag, person: User, article: Article, words: str) -> Coding:
    """The person's coding of the words, where they stand first in the article's text."""
    version = article.current_version
    assert version is not None
    start = version.body.index(words)
    row = Coding(
        version=version, tag=tag, person=person, start=start, end=start + len(words),
        made_by="person", state="confirmed",
    )  # fmt: skip
    row.anchor(version.body)
    row.save_without_historical_record()  # type: ignore[attr-defined]
    return row


def assign(articles: Sequence[Article], people: Sequence[User], **fields: Any) -> Assignment:
    """An assignment of the articles, which all the people have finished."""
    codebook = fields.pop("codebook", None) or Codebook.objects.first() or make_tag().codebook
    assignment = Assignment.objects.create(name="Bridge", codebook=codebook, **fields)
    coders = [assignment.coders.create(person=person) for person in people]
    for number, article in enumerate(articles, 1):
        assigned = assignment.articles.create(article=article, order=number)
        for coder in coders:
            CodedArticle.objects.create(assigned=assigned, coder=coder, finished_at=timezone.now())
    return assignment


def leave_unfinished(assignment: Assignment, person: User, article: Article) -> None:
    CodedArticle.objects.filter(coder__person=person, assigned__article=article).update(
        finished_at=None
    )


def coded(
    marks: Mapping[str, Mapping[str, Sequence[str]]],
    *,
    body: str = BODY,
    articles: int = 1,
    reads: str = "",
    **fields: Any,
) -> tuple[Assignment, dict[str, User], dict[str, Tag]]:
    """{"ana": {"calm": ["words", …]}} as an assignment whose articles all have that body; with its
    people and tags by name. `reads` is what the machine reads for the first tag."""
    names = {tag for its in marks.values() for tag in its}
    tags = {name: make_tag(name, order=number) for number, name in enumerate(sorted(names))}
    if reads:
        first = next(iter(tags.values()))
        Tag.objects.filter(pk=first.pk).update(reads=reads)
    people = {name: make_person(name) for name in marks}
    made = [make_article(body, headline=f"Bridge closed {n}") for n in range(articles)]
    for name, its in marks.items():
        for tag, words in its.items():
            for article in made:
                for each in words:
                    put(tags[tag], people[name], article, each)
    return assign(made, list(people.values()), **fields), people, tags
