"""Who may change what: editors, until finer roles come."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group, Permission

EDITORS = "editor"


def keep_editor_group(sender: object = None, using: str = "default", **_signal: object) -> None:
    """Make the editor group where it is missing and give it what it lacks; take nothing away.

    Runs after every migrate, as permissions do not exist during a first migration.
    """
    group, _ = Group.objects.using(using).get_or_create(name=EDITORS)
    held = group.permissions.using(using).values_list("pk", flat=True)
    missing = Permission.objects.using(using).filter(content_type__app_label="coverage")
    group.permissions.add(*missing.exclude(pk__in=held))


def make_editor(username: str, password: str) -> AbstractUser:
    """A person who may sign in, change coverage and use the admin."""
    person = get_user_model().objects.create_user(username, password=password, is_staff=True)
    keep_editor_group()
    person.groups.add(Group.objects.get(name=EDITORS))
    return person


def is_coder(person: object) -> bool:
    """True when the person may mark and tag words of articles; editors may, too."""
    return bool(getattr(person, "is_active", False) and person.has_perm("coverage.add_coding"))  # type: ignore[attr-defined]


def is_editor(person: object) -> bool:
    """True when the person may change coverage."""
    return bool(getattr(person, "is_active", False) and person.has_perm("coverage.change_article"))  # type: ignore[attr-defined]
