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
        back = [row for row in stored.moved.get("rows", ()) if _return(stored, row, person)]
        stayed = len(stored.moved.get("rows", ())) - len(back)
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
    return Undone(stored, len(back), stayed)


def _return(change: StoryChange, row: list[int], person: User) -> bool:
    """One article back to its old place; False where it stands elsewhere by now."""
    _, before, after = row
    came = Membership.objects.filter(pk=after, is_current=True).first()
    old = Membership.objects.filter(pk=before, is_current=False).first()
    if came is None or old is None:
        return False
    by_machine = change.kind == StoryChange.Kind.REGROUP
    came.is_current = False
    came.state = State.REJECTED if by_machine else State.SUGGESTED
    came.person = person if by_machine else None
    save_as(came, person)
    old.is_current = True
    for key, state, whose in change.moved.get("states", ()):
        if key == before:
            old.state, old.person_id = state, whose
    save_as(old, person)
    return True


def _unconfirm(change: StoryChange, person: User) -> None:
    """What was confirmed with the change is what it was, where nobody settled it since."""
    for key, state, whose in change.moved.get("confirmed", ()):
        row = Membership.objects.filter(pk=key, is_current=True, state=State.CONFIRMED).first()
        if row is not None and row.person_id == change.person_id:
            row.state, row.person_id = state, whose
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
