"""Taking back one change of what is kept beside articles: names, codebooks, headlines."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from coverage.models import Codebook, Outlet, Speaker, Story, Tag
from coverage.text.names import name_key

from .revisions import Conflict, keep_before, save_as, write

#: Models whose changes are taken back here; marks and articles have `reverting`.
MODELS: tuple[Any, ...] = (Outlet, Speaker, Tag, Codebook, Story)
#: What has an undo of its own (merges), or is counted.
_LEFT = frozenset({"id", "revision", "merged_into_id", "name_key", "summary"})
_LEFT_OF_STORIES = frozenset({"article_count", "outlet_count", "post_count", "first_at", "last_at"})
REVERTED = "reverted"


class CannotGoBack(ValueError):
    """A change that cannot be taken back; the message says why."""


def take_back(model: Any, number: int, person: User) -> Any:
    """The row, with what one entry of its history (by the entry's number) changed as it was before;
    what was changed elsewhere in the row since then stays. A new change, which history keeps.

    Raises CannotGoBack.
    """
    entry = model.history.filter(history_id=number).first()
    if entry is None:
        raise CannotGoBack("That entry is not kept.")
    before = (
        model.history.filter(id=entry.id, history_id__lt=number).order_by("-history_id").first()
    )
    changes = changed_by(before, entry) if before else {}
    if not changes:
        raise CannotGoBack("There is nothing before it to go back to.")
    try:
        with transaction.atomic():
            row = model._base_manager.select_for_update(of=("self",)).filter(pk=entry.id).first()
            if row is None:
                raise CannotGoBack("It is deleted: bring it back first.")
            if hasattr(row, "revision"):
                return write(row, changes, person, why=REVERTED)
            keep_before([row])
            for name, value in changes.items():
                setattr(row, name, value)
            row._change_reason = REVERTED
            save_as(row, person)
            return row
    except IntegrityError:
        raise CannotGoBack("Its earlier name is another one’s now.") from None
    except Conflict as conflict:
        raise CannotGoBack(f"{conflict}. Look again.") from None


def changed_by(before: Any, entry: Any) -> dict[str, Any]:
    """Field → value before, of what the entry changed."""
    names = {field.attname for field in entry.tracked_fields} - _LEFT - _LEFT_OF_STORIES
    changes = {
        name: getattr(before, name)
        for name in sorted(names)
        if getattr(before, name) != getattr(entry, name)
    }
    return changes | ({"name_key": name_key(changes["name"])} if "name" in changes else {})
