"""Bringing an article into one story: one that is here already, or a text pasted for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib.auth.models import User

from coverage.models import Article, Membership, Story
from coverage.models.articles import address_key
from coverage.text.grouping.grouping import index_terms, sign

from .candidates import holding_most
from .ingest import Arrival, Received, receive
from .storychanges import move

#: Articles offered.
MOST = 12
_NUMBER = re.compile(r"(?:/articles/|^\s*#?)(\d{1,18})(?:/\s*|\s*)$")


@dataclass(frozen=True, slots=True)
class Offered:
    """An article of another story; `seen` is the membership that the person sees."""

    article: Article
    story: Story
    seen: int


def articles_for(story: Story, typed: str) -> tuple[Offered, ...]:
    """Articles found by an address, a number or words of theirs; the newest that came where nothing
    was typed. Those of the story are left out. Three queries at most."""
    members = Membership.objects.filter(is_current=True).exclude(story=story)
    members = members.select_related("article__outlet", "story").order_by("-article")
    if not typed:
        return _offered(list(members[:MOST]))
    if named := _NUMBER.search(typed):
        return _offered(list(members.filter(article=int(named[1]))))
    if "://" in typed:
        return _offered(list(members.filter(article__address_key=address_key(typed))))
    terms = index_terms(sign(typed, ""))
    if not terms:
        return ()
    best = holding_most(terms, least=min(2, len(terms)))
    rows = {row.article_id: row for row in members.filter(article__in=best)}
    return _offered([rows[pk] for pk in best if pk in rows][:MOST])


def _offered(rows: list[Membership]) -> tuple[Offered, ...]:
    return tuple(Offered(row.article, row.story, row.pk) for row in rows)


def receive_here(arrival: Arrival, story: Story, person: User) -> list[Received]:
    """Take the document in, and put what became of it into the story, confirmed; a near-duplicate
    stays where its first is."""
    answers = receive(arrival)
    for answer in answers:
        if answer.article is None:
            continue
        if Membership.objects.filter(article=answer.article, is_current=True).exists():
            move(answer.article, story, person)
    return answers
