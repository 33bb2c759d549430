"""People's words on what corresponds: each a row of history, one transaction, compared at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from coverage.models import Article, ArticleVersion, Membership, RuledPlace, Ruling, Story

from .recomparing import compare_later, compare_newest


class CannotRule(ValueError):
    """Why nothing was ruled, as a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article's text, by the id of that text; of a figure also the quantity read."""

    version: int
    start: int
    end: int
    quantity: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)


def put_together(
    story: Story, ours: Sequence[Words], theirs: Sequence[Words], person: User, what: str
) -> Ruling:
    """These sentences stand in one row from now on. Without `theirs`: a row is right as it is."""
    before = "two rows" if theirs else "lined up by machine"
    return _rule(Ruling.Kind.TOGETHER, story, ours, theirs, person, what, before)


def part(
    story: Story, ours: Sequence[Words], theirs: Sequence[Words], person: User, what: str
) -> Ruling:
    """`ours` stand in no row with `theirs` from now on."""
    return _rule(Ruling.Kind.APART, story, ours, theirs, person, what, "one row")


def same_words(
    story: Story, ours: Sequence[Words], theirs: Sequence[Words], person: User, what: str
) -> Ruling:
    """These quotes render one utterance."""
    before = "two utterances" if theirs else "matched by machine"
    return _rule(Ruling.Kind.SAME_WORDS, story, ours, theirs, person, what, before)


def other_words(
    story: Story, ours: Sequence[Words], theirs: Sequence[Words], person: User, what: str
) -> Ruling:
    """`ours` render other words than `theirs`."""
    return _rule(Ruling.Kind.OTHER_WORDS, story, ours, theirs, person, what, "one utterance")


def set_relation(
    story: Story, members: Sequence[Words], stance: str, person: User, what: str, before: str
) -> Ruling:
    """How figures of several articles stand to each other."""
    if stance not in Ruling.Stance.values:
        raise CannotRule("Choose how the figures stand to each other.")
    return _rule(Ruling.Kind.FIGURE, story, members, (), person, what, before, stance)


def take_out(
    story: Story, ours: Sequence[Words], theirs: Sequence[Words], person: User, what: str
) -> Ruling:
    """`ours` do not measure what the figures `theirs` do."""
    stance = Ruling.Stance.UNRELATED
    return _rule(Ruling.Kind.FIGURE, story, ours, theirs, person, what, "one figure", stance)


def set_when(
    story: Story, members: Sequence[Words], differs: bool, person: User, what: str
) -> Ruling:
    """Whether articles place an act in time differently."""
    stance = Ruling.Stance.CONFLICT if differs else Ruling.Stance.SAME
    return _rule(Ruling.Kind.ACT, story, members, (), person, what, "differs: when", stance)


def confirm_absence(
    story: Story, article: Article, row: Sequence[Words], person: User, what: str
) -> Ruling:
    """A person read the article's text and found nothing of the row; said of this text alone."""
    version = article.current_version
    if version is None or not version.body:
        raise CannotRule("This article has no text to look through.")
    whole = Words(version.pk, 0, len(version.body))
    return _rule(Ruling.Kind.ABSENT, story, [whole], row, person, what, "not found by machine")


def undo_ruling(ruling: Ruling, person: User) -> None:
    """Take it back: the machine, and what people said before, decide again. Raises CannotRule when
    somebody took it back already."""
    with transaction.atomic():
        standing = Ruling.objects.standing().filter(pk=ruling.pk)
        if not standing.update(undone_by=person, undone_at=timezone.now()):
            raise CannotRule("This was taken back already.")
        due = _stories_due(ruling)
    compare_newest(due)
    ruling.refresh_from_db()


def _rule(
    kind: str,
    story: Story,
    ours: Sequence[Words],
    theirs: Sequence[Words],
    person: User,
    what: str,
    before: str,
    stance: str = "",
) -> Ruling:
    """The ruling, kept and compared; the standing one where the person said the very same."""
    wanted = [(words, False) for words in ours] + [(words, True) for words in theirs]
    versions = ArticleVersion.objects.in_bulk({words.version for words, _ in wanted})
    places = [_place(kind, words, is_theirs, versions) for words, is_theirs in wanted]
    _check(kind, story, places)
    with transaction.atomic():
        Story.objects.select_for_update().get(pk=story.pk)
        latest = Ruling.objects.standing().on_articles({p.article_id for p in places}).last()
        if latest and (latest.kind, latest.stance) == (kind, stance) and _is_same(latest, places):
            return latest
        ruling = Ruling.objects.create(
            kind=kind, stance=stance, what=what[:500], before=before[:300], story=story,
            person=person,
        )  # fmt: skip
        for place in places:
            place.ruling = ruling
        RuledPlace.objects.bulk_create(places)
        due = _stories_due(ruling)
    compare_newest(due)
    return ruling


def _place(
    kind: str, words: Words, is_theirs: bool, versions: dict[int, ArticleVersion]
) -> RuledPlace:
    version = versions.get(words.version)
    if version is None or not 0 <= words.start < words.end <= len(version.body):
        raise CannotRule("These words do not stand there any more. Look at the row again.")
    is_whole = kind == Ruling.Kind.ABSENT and not is_theirs
    return RuledPlace(
        article_id=version.article_id,
        version=version,
        start=words.start,
        end=words.end,
        text="" if is_whole else version.body[words.start : words.end],
        is_theirs=is_theirs,
        quantity=words.quantity,
    )


def _check(kind: str, story: Story, places: Sequence[RuledPlace]) -> None:
    """Refuse what would say nothing, and words of articles that are not in the story."""
    of = {place.article_id for place in places}
    members = Membership.objects.filter(story=story, is_current=True, article__in=of)
    if members.count() < len(of):
        raise CannotRule("One of these articles is not in this story any more. Look again.")
    if len(places) < 2:
        raise CannotRule("Choose what it belongs with.")
    sides = {place.is_theirs for place in places}
    if kind in ("apart", "other words", "absent") and len(sides) < 2:
        raise CannotRule("There is nothing here to part it from.")
    if kind in ("figure", "act") and len(of) < 2:
        raise CannotRule("Only one article puts a figure here.")


def _is_same(ruling: Ruling, places: Sequence[RuledPlace]) -> bool:
    def said(rows: Sequence[RuledPlace]) -> set[tuple[int, int, int, bool]]:
        return {(row.version_id, row.start, row.end, row.is_theirs) for row in rows}

    return said(list(ruling.places.all())) == said(places)


def _stories_due(ruling: Ruling) -> list[int]:
    """Have the stories of its articles compared, even if this process ends before they are."""
    articles = ruling.places.values("article")
    current = Article.objects.filter(pk__in=articles, current_version__isnull=False)
    versions = list(current.values_list("current_version", flat=True))
    compare_later(versions)
    return versions
