"""What one speaker's page prints: who they are called, and what they are quoted as saying."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from coverage.models import Quote, Speaker, SpeakerChange, SpeakerInArticle, SpeakerName, Story
from coverage.text.people.speakernames import fold

from .speakerevidence import called_and_named, is_pronoun, most_frequent, newest_texts

#: Newest articles of a speaker whose mentions are counted.
MENTIONS_IN = 300
MOST_MENTIONS = 12
#: How long after a change its undo stands on the speaker's page; later it is in its history.
UNDO_STANDS = timedelta(minutes=10)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """How articles name a speaker: (words, how often), most frequent first."""

    names: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]  # "the mayor", and of "Mayor Ada Voss" the "Mayor"
    pronouns: int
    articles: int  # in which they were counted


@dataclass(frozen=True, slots=True)
class Printed:
    """One quote as an article prints it; `words` is "" where they are those on top."""

    quote: Quote
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said, and every quote of it. `utterance` is 0 where one article alone has it."""

    words: str
    printed: tuple[Printed, ...]
    utterance: int

    @property
    def is_reported(self) -> bool:
        return self.printed[0].quote.is_reported


@dataclass(frozen=True, slots=True)
class InStory:
    """A speaker's words in one story, and what it reports of them without marks; `story` is None
    for articles that are in none."""

    story: Story | None
    said: tuple[Said, ...]
    reported: tuple[Said, ...]


def other_names(speaker: Speaker) -> list[str]:
    """Names that lead to the speaker beside their own: people gave them, or they were merged."""
    given = SpeakerName.objects.filter(Q(speaker=speaker) | Q(speaker__merged_into=speaker))
    names = {*given.values_list("name", flat=True), *speaker.merged.values_list("name", flat=True)}
    return sorted(names, key=fold)


def mentioned(speaker: Speaker, others: Sequence[str] = ()) -> Mentioned:
    """How the newest articles name the speaker, who has `others` for names too; two queries."""
    texts = newest_texts([speaker.pk], MENTIONS_IN)
    said = (
        Quote.objects.filter(speaker=speaker, version__in=texts)
        .standing()
        .exclude(mention="")
        .values_list("mention", "speaker_role")
    )
    names: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    pronouns = 0
    for mention, role in said:
        called, named = called_and_named(mention, [speaker.name, *others])
        beside = " ".join(role.split())
        if beside and fold(beside) not in fold(mention):
            roles[beside] += 1
        if is_pronoun(called):
            pronouns += 1
        elif called:
            roles[called] += 1
        if named:
            names[named] += 1
    return Mentioned(
        most_frequent(names, MOST_MENTIONS),
        most_frequent(roles, MOST_MENTIONS),
        pronouns,
        len(texts),
    )


def outlets_quoting(speaker: Speaker) -> list[Any]:
    """Each outlet (`outlet`, `name`; None for articles whose outlet nobody stated) with its quotes
    in marks, reports and articles, most first; one query."""
    rows = SpeakerInArticle.objects.filter(speaker=speaker).filter(_STANDS)
    told = (
        rows.order_by()
        .values(outlet=F("article__outlet"), name=F("article__outlet__name"))
        .annotate(in_marks=Sum("quotes"), told=Sum("reported"), articles=Count("pk"))
        .order_by("-in_marks", "-told", "article__outlet__name_key")
    )
    return list(told)


_STANDS = Q(quotes__gt=0) | Q(reported__gt=0)


def by_story(quotes: Iterable[Quote], others: Sequence[Quote]) -> tuple[InStory, ...]:
    """The quotes under their stories, in the order in which the stories first come; those of one
    utterance together, with `others` of it that stand in articles of another page."""
    stories: dict[Story | None, list[Quote]] = {}
    for quote in quotes:
        membership = quote.version.article.membership
        stories.setdefault(membership.story if membership else None, []).append(quote)
    return tuple(
        InStory(
            story,
            _gathered([q for q in found if not q.is_reported], others),
            _gathered([q for q in found if q.is_reported], ()),
        )
        for story, found in stories.items()
    )


def _gathered(quotes: Sequence[Quote], others: Sequence[Quote]) -> tuple[Said, ...]:
    groups: dict[tuple[str, int], list[Quote]] = {}
    for quote in quotes:
        key = ("u", quote.utterance_id) if quote.utterance_id else ("q", quote.pk)
        groups.setdefault(key, []).append(quote)
    for quote in others:
        if (group := groups.get(("u", quote.utterance_id or 0))) and quote not in group:
            group.append(quote)
    return tuple(_said(group) for group in groups.values())


def _said(group: list[Quote]) -> Said:
    first = group[0]
    base = _plain(first.text)
    printed = tuple(
        Printed(quote, "" if _plain(quote.text) == base else quote.excerpt(600)) for quote in group
    )
    return Said(first.excerpt(600), printed, (first.utterance_id or 0) if len(group) > 1 else 0)


def _plain(words: str) -> list[str]:
    return _WORD.findall(fold(words))


def lately_changed(speaker: Speaker, person: User) -> SpeakerChange | None:
    """The person's own last merge or split here, while it may be undone on the page."""
    return (
        SpeakerChange.objects.filter(
            Q(to=speaker) | Q(speaker=speaker) | Q(to__merged_into=speaker),
            person=person,
            undone_at=None,
            made_at__gt=timezone.now() - UNDO_STANDS,
        )
        .select_related("speaker", "to")
        .first()
    )
