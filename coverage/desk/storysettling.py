"""What follows when articles went from one story to another, and undoing what people changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from coverage.models import Membership, Redirect, State, Story, StoryChange

from .comparison import compare
from .locking import placing
from .revisions import save_as, save_unrecorded
from .stories import leave_empty
from .storypairs import put_back


class CannotUndo(ValueError):
    """It cannot be taken back (any more); the message says why."""


@dataclass(frozen=True, slots=True)
class Undone:
    change: StoryChange
    returned: int  # articles that are where they were
    stayed: int  # articles that somebody moved on in the meantime


def settle(stories: Iterable[Story]) -> None:
    """Compare the stories anew; one without articles leads to where they went, one that has some
    (again) leads nowhere. Related stories are looked for again."""
    for story in stories:
        compare(story)
        if story.memberships.filter(is_current=True).exists():
            Redirect.objects.filter(old_story=story.pk).delete()
            Story.objects.filter(pk=story.pk).update(relate_due_at=timezone.now())
        else:
            leave_empty(story)


def undo(change: StoryChange, person: User) -> Undone:
    """Take a change back: exactly what moved returns, in the state it had; what somebody moved on
    since stays there. What the grouper moved returns and is refused there from then on.

    Raises CannotUndo when it was undone already, or when nothing of it is left to take back.
    """
    with placing():
        stored = StoryChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        if stored.undone_at:
            raise CannotUndo("This has been undone already.")
        back = _bring_back(stored, person)
        stayed = len(stored.moved.get("rows", ())) - back
        if stayed and not back:
            raise CannotUndo("All of it was moved on since: undo what was done last first.")
        _unconfirm(stored, person)
        Membership.objects.filter(pk__in=stored.moved.get("refused", ())).delete()
        put_back(stored.moved.get("pairs", ()))
        _put_headline_back(stored, person)
        stored.undone_by, stored.undone_at = person, timezone.now()
        stored.save(update_fields=["undone_by", "undone_at"])
    touched = Story.objects.filter(pk__in=[pk for pk in (stored.story_id, stored.to_id) if pk])
    settle(touched.order_by("pk"))
    return Undone(stored, back, stayed)


def _bring_back(change: StoryChange, person: User) -> int:
    """The articles go back to their old places; how many, as those that stand elsewhere by now
    stay there."""
    rows = change.moved.get("rows", ())
    states = {key: (state, whose) for key, state, whose in change.moved.get("states", ())}
    there = Membership.objects.in_bulk([key for _, *both in rows for key in both])
    by_machine = change.kind == StoryChange.Kind.REGROUP
    back = 0
    for _, before, after in rows:
        came, old = there.get(after), there.get(before)
        if came is None or old is None or not came.is_current or old.is_current:
            continue
        came.is_current = False
        came.state = State.REJECTED if by_machine else State.SUGGESTED
        came.person = person if by_machine else None
        save_as(came, person)
        old.is_current = True
        old.state, old.person_id = states.get(before, (old.state, old.person_id))
        save_as(old, person)
        back += 1
    return back


def _unconfirm(change: StoryChange, person: User) -> None:
    """What was confirmed with the change is what it was, where nobody settled it since."""
    before = {key: (state, whose) for key, state, whose in change.moved.get("confirmed", ())}
    unsettled = Membership.objects.filter(
        pk__in=before, is_current=True, state=State.CONFIRMED, person=change.person_id
    )
    for row in unsettled.order_by("pk"):
        row.state, row.person_id = before[row.pk]
        save_as(row, person)


def _put_headline_back(change: StoryChange, person: User) -> None:
    """The headline that a person had chosen stands again, unless one was chosen since."""
    stood: list[Any] | None = change.moved.get("headline")
    if not stood:
        return
    later = StoryChange.objects.filter(
        kind=StoryChange.Kind.HEADLINE, story=change.story_id, pk__gt=change.pk, undone_at=None
    )
    if later.exists():
        if change.kind == StoryChange.Kind.HEADLINE:
            raise CannotUndo("Another headline was chosen since: undo that first.")
        return
    story = Story.objects.get(pk=change.story_id)
    story.headline, story.headline_article_id, story.headline_chosen = stood
    if change.kind == StoryChange.Kind.HEADLINE:
        save_as(story, person)
    else:
        save_unrecorded(story)
