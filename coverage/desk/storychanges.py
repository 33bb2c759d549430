"""Moving, merging and splitting stories by a person's hand, kept so that it can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User

from coverage.models import Article, Membership, State, Story, StoryChange

from .bench import count
from .locking import placing
from .revisions import save_as, save_unrecorded
from .stories import begin_story
from .storypairs import keep_apart, take_over
from .storysettling import settle

Kind = StoryChange.Kind


class CannotChange(ValueError):
    """The story is not as it was seen, or cannot be changed so; the message says why."""


def move(
    article: Article, story: Story | None, person: User, *, seen: int | None = None
) -> Membership:
    """Put an article into another story, or with None into one of its own; confirmed there.

    Its old place is kept as rejected and the two stories as apart, so that the machine brings
    neither back. `seen` is the membership (by id) that the person saw; raises CannotChange where
    the article stands elsewhere by now.
    """
    with placing():
        old = Membership.objects.filter(article=article, is_current=True)
        before = old.select_related("story", "article__outlet").first()
        if seen is not None and (before is None or before.pk != seen):
            raise CannotChange(_elsewhere(article, before))
        if before is None or (story and before.story_id == story.pk):
            return _stay(article, before, story, person)
        to = story or begin_story(article, before.story.is_sample)
        moved = _shift([before], to, person, State.REJECTED, f"moved by {person.get_username()}")
        if before.story.memberships.filter(is_current=True).exists():
            moved["pairs"] = [keep_apart(before.story, to, person)]
        _keep(Kind.MOVE, before.story, to, person, moved)
    settle([before.story, to])
    return Membership.objects.select_related("story").get(article=article, is_current=True)


def merge(
    leading: Story, other: Story, person: User, *, seen: Collection[int] | None = None
) -> StoryChange:
    """All articles of `other` go to `leading`, whose address stands; all are confirmed there, so
    that the grouper takes none out again. The other's address leads there.

    `seen` are the memberships (by id) that the person saw in both. Raises CannotChange when others
    are in them by now, or when there is nothing to merge.
    """
    with placing():
        members = {story.pk: _members(story) for story in (leading, other)}
        if leading.pk == other.pk:
            raise CannotChange("That is the same story. Choose another one.")
        if leading.is_sample != other.is_sample:
            raise CannotChange(
                "Sample coverage is invented: it is never merged with real coverage."
            )
        if not members[leading.pk] or not members[other.pk]:
            raise CannotChange("One of the two stories has no articles any more.")
        _check(seen, [*members[leading.pk], *members[other.pk]])
        stood = [_told(story, len(members[story.pk])) for story in (leading, other)]
        reason = f"stories merged by {person.get_username()}"
        moved = _shift(members[other.pk], leading, person, None, reason)
        moved["confirmed"] = _confirm(members[leading.pk], person)
        moved["refused"] = _refuse_too(other, leading, person)
        moved["pairs"] = take_over(other, leading, person)
        together = len(members[leading.pk]) + len(members[other.pk])
        after = _told(leading, together)
        change = _keep(Kind.MERGE, other, leading, person, moved, " · ".join(stood), after)
    settle([other, leading])
    return change


def split(
    story: Story,
    memberships: Iterable[int],
    person: User,
    *,
    to: Story | None = None,
    is_related: bool = False,
) -> StoryChange:
    """Take articles (memberships of the story, by id, as the person saw them) out into a story of
    their own, or into `to`; confirmed there. The grouper never brings the two together again.

    Raises CannotChange when none or all are chosen, or one of them stands elsewhere by now.
    """
    with placing():
        members = _members(story)
        chosen = set(memberships)
        out = [row for row in members if row.pk in chosen]
        if gone := chosen - {row.pk for row in out}:
            row = Membership.objects.filter(pk__in=gone).select_related("article__outlet").first()
            now = row and Membership.objects.filter(article=row.article, is_current=True).first()
            raise CannotChange(_elsewhere(row.article, now) if row else "Choose articles of it.")
        if not out:
            raise CannotChange("Tick the articles that tell another story.")
        if len(out) == len(members):
            raise CannotChange("Leave at least one article where it is, or merge the two stories.")
        if to is not None and (to.pk == story.pk or to.is_sample != story.is_sample):
            raise CannotChange("Choose another story for them: not this one, nor a sample’s.")
        kind, stood = Kind.MOVE if to else Kind.SPLIT, _told(story, len(members))
        to = to or begin_story(out[0].article, story.is_sample)
        reason = f"taken out of “{story.headline}” by {person.get_username()}"
        moved = _shift(out, to, person, State.REJECTED, reason)
        moved["pairs"] = [keep_apart(story, to, person, is_related=is_related)]
        after = f"{_told(story, len(members) - len(out))} · {_told(to, len(_members(to)))}"
        change = _keep(kind, story, to, person, moved, stood, after)
    settle([story, to])
    return change


def choose_headline(
    story: Story, article: int, person: User, *, seen: int | None = None
) -> StoryChange | None:
    """Have the headline of one of its articles stand over the story, whatever comes; None where
    it stands already. `seen` is the article (by id, 0 for none) whose headline the person saw."""
    with placing():
        stored = Story.objects.select_for_update().get(pk=story.pk)
        if seen is not None and (stored.headline_article_id or 0) != seen:
            raise CannotChange(f"“{stored.headline}” stands over it by now.")
        member = stored.memberships.filter(article=article, is_current=True)
        row = member.select_related("article__outlet").first()
        if row is None:
            raise CannotChange("That article is not in this story any more.")
        if stored.headline_chosen and stored.headline_article_id == article:
            return None
        moved = {"headline": _headline(stored)}
        before = stored.headline
        stored.headline, stored.headline_article = row.article.headline, row.article
        stored.headline_chosen = True
        save_as(stored, person)
        change = _keep(Kind.HEADLINE, stored, None, person, moved, before, stored.headline)
    settle([stored])
    return change


def confirm_all(
    story: Story, person: User, seen: Collection[int] | None = None
) -> tuple[StoryChange | None, int]:
    """Say that the articles belong in the story: all, or those (by id) that the person saw; the
    change, and how many came since and are still suggested."""
    with placing():
        waiting = [row for row in _members(story) if row.state == State.SUGGESTED]
        rows = [row for row in waiting if seen is None or row.article_id in seen]
        moved = {"confirmed": _confirm(rows, person)}
        change = None
        if rows:
            after = f"{count(len(rows), 'article')} confirmed"
            change = _keep(Kind.CONFIRM, story, None, person, moved, "suggested", after)
    return change, len(waiting) - len(rows)


def _members(story: Story) -> list[Membership]:
    rows = story.memberships.select_for_update(of=("self",)).filter(is_current=True)
    return list(rows.select_related("article__outlet", "story").order_by("pk"))


def _stay(
    article: Article, before: Membership | None, story: Story | None, person: User
) -> Membership:
    """Confirmed where it is; placed by hand where it was in no story."""
    if before is not None:
        _keep(Kind.CONFIRM, before.story, None, person, {"confirmed": _confirm([before], person)})
        return before
    made = Membership(
        article=article,
        story=story or begin_story(article, False),
        state=State.CONFIRMED,
        reasons=[f"placed by {person.get_username()}"],
        confidence=1,
        person=person,
    )
    save_as(made, person)
    return made


def _shift(
    rows: Sequence[Membership], to: Story, person: User, past: State | None, reason: str
) -> dict[str, Any]:
    """Members to another story, confirmed; `past` is the state in which their old places stay,
    None for the one they have. What is needed to undo it."""
    moved: dict[str, Any] = {"rows": [], "states": []}
    for row in rows:
        moved["states"].append([row.pk, row.state, row.person_id])
        row.is_current = False
        if past is not None:
            row.state, row.person = past, person
        save_as(row, person)
        made = Membership(
            article=row.article,
            story=to,
            state=State.CONFIRMED,
            reasons=[reason],
            confidence=1,
            person=person,
        )
        save_as(made, person)
        moved["rows"].append([row.article_id, row.pk, made.pk])
    if rows:
        moved |= _let_go_of_headline(rows[0].story)
    return moved


def _let_go_of_headline(story: Story) -> dict[str, Any]:
    """A headline that a person chose goes with its article."""
    kept = Story.objects.get(pk=story.pk)
    members = kept.memberships.filter(is_current=True)
    if not kept.headline_chosen or not members.exists():
        return {}
    if members.filter(article=kept.headline_article_id).exists():
        return {}
    stood = _headline(kept)
    kept.headline_chosen = False
    save_unrecorded(kept, ["headline_chosen"])
    return {"headline": stood}


def _headline(story: Story) -> list[Any]:
    return [story.headline, story.headline_article_id, story.headline_chosen]


def _confirm(rows: Iterable[Membership], person: User) -> list[list[Any]]:
    """Suggested memberships are confirmed; what they were."""
    before = []
    for row in rows:
        if row.state != State.SUGGESTED:
            continue
        before.append([row.pk, row.state, row.person_id])
        row.state, row.person = State.CONFIRMED, person
        save_as(row, person)
    return before


def _refuse_too(gone: Story, to: Story, person: User) -> list[int]:
    """Whoever was refused by a story is refused by the one it is merged into; the rows made."""
    inside = to.memberships.values("article")
    refused = gone.memberships.filter(state=State.REJECTED, is_current=False)
    made = []
    for article in set(refused.exclude(article__in=inside).values_list("article", flat=True)):
        row = Membership(
            article_id=article, story=to, state=State.REJECTED, is_current=False, person=person
        )
        save_as(row, person)
        made.append(row.pk)
    return made


def _check(seen: Collection[int] | None, members: Sequence[Membership]) -> None:
    if seen is None:
        return
    now = {row.pk for row in members}
    came, left = len(now - set(seen)), len(set(seen) - now)
    told = [f"{count(came, 'article')} came"] if came else []
    told += [f"{count(left, 'article')} left"] if left else []
    if told:
        raise CannotChange(f"{' and '.join(told)} since you looked. Look again before you merge.")


def _elsewhere(article: Article, now: Membership | None) -> str:
    """What a person is told whose article somebody else moved meanwhile."""
    if now is None:
        return f"{article.called} is in no story any more."
    by = now.person.get_username() if now.person else "the grouper"
    return f"{article.called} was moved to “{now.story.headline}” by {by} since you looked."


def _told(story: Story, members: int) -> str:
    return f"“{story.headline}”: {count(members, 'article')}"


def _keep(
    kind: str,
    story: Story,
    to: Story | None,
    person: User,
    moved: dict[str, Any],
    before: str = "",
    after: str = "",
) -> StoryChange:
    return StoryChange.objects.create(
        kind=kind,
        story=story,
        to=to,
        person=person,
        before=before or f"“{story.headline}”",
        after=after or (f"“{to.headline}”" if to else ""),
        article_count=len(moved.get("rows", ())) or len(moved.get("confirmed", ())),
        moved=moved,
    )
