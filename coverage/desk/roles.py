"""The four roles: what each may do, and what is theirs after every migrate."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from django.contrib.auth.models import Group, Permission

from coverage.models import Granted


class Role(IntEnum):
    """Who asks, from who may least to who may most; each may what those before it may."""

    STRANGER = 0
    READER = 1
    CODER = 2
    EDITOR = 3
    ADMIN = 4

    @property
    def group(self) -> str:
        """The name of its Django group; "stranger" has none."""
        return self.name.lower()


#: Roles that a person can have.
ROLES = (Role.READER, Role.CODER, Role.EDITOR, Role.ADMIN)
#: What each role may do beside what those before it may, as pages say it.
FOR = {
    Role.READER: "reads everything, also where reading is private",
    Role.CODER: "marks and tags words of articles, decides on marks, settles left-over lines",
    Role.EDITOR: "adds coverage and changes all of it: stories, outlets, speakers, codebooks",
    Role.ADMIN: "invites people, gives them roles, and sees who did what",
}
#: The permission by which each role is known, greatest first: a person has the role who holds
#: it, by whatever group or by their own.
KNOWN_BY = (
    (Role.ADMIN, "auth.change_user"),
    (Role.EDITOR, "coverage.change_article"),
    (Role.CODER, "coverage.add_coding"),
)
#: Models about the people themselves: for admins, who only look at them.
ABOUT_PEOPLE = frozenset({"granted", "invitation", "signedin", "auditentry"})
#: What coders do in articles.
_CODERS = frozenset(
    {
        *("coverage.add_coding", "coverage.change_coding", "coverage.delete_coding"),
        *("coverage.add_note", "coverage.change_note", "coverage.delete_note"),
        *("coverage.add_quote", "coverage.change_quote"),
        *("coverage.add_claimappearance", "coverage.change_claimappearance"),
        *("coverage.change_markedwords", "coverage.change_postappearance"),
    }
)
_ADMINS = frozenset(
    {
        *("auth.view_user", "auth.change_user", "auth.add_user"),
        *("auth.view_group", "auth.change_group"),
        *(f"coverage.view_{model}" for model in ABOUT_PEOPLE),
    }
)


def role_of(person: Any) -> Role:
    """The greatest role the person has; somebody who is not signed in, or whom an admin has
    deactivated, is a stranger."""
    if not getattr(person, "is_active", False):
        return Role.STRANGER
    return next((role for role, sign in KNOWN_BY if person.has_perm(sign)), Role.READER)


def keep_roles(sender: object = None, using: str = "default", **_signal: object) -> None:
    """Make the groups that are missing and give each what it was never given before.

    Runs after every migrate, as permissions do not exist during a first migration. What an admin
    gave or took away since stays so: each permission is given once, and that is remembered.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using)
        .filter(content_type__app_label__in=("auth", "coverage"))
        .select_related("content_type")
    }
    given: dict[int, set[str]] = {}
    for group_id, name in Granted.objects.using(using).values_list("group_id", "permission"):
        given.setdefault(group_id, set()).add(name)
    names = [role.group for role in ROLES]
    groups = {group.name: group for group in Group.objects.using(using).filter(name__in=names)}
    for role in ROLES:
        group = groups.get(role.group)
        if group is None:
            group, _ = Group.objects.using(using).get_or_create(name=role.group)
        new = sorted(wanted(role, known) - given.get(group.pk, set()))
        if new:
            group.permissions.add(*(known[name] for name in new))
            rows = [Granted(group=group, permission=name) for name in new]
            Granted.objects.using(using).bulk_create(rows, ignore_conflicts=True)


def wanted(role: Role, known: Any) -> set[str]:
    """Which of the permissions the role is for; an admin's are an editor's and more."""
    if role <= Role.READER:
        return set()
    if role is Role.CODER:
        return {name for name in _CODERS if name in known}
    edits = {name for name in known if name.startswith("coverage.") and not _is_about_people(name)}
    return edits | {name for name in _ADMINS if role is Role.ADMIN and name in known}


def _is_about_people(name: str) -> bool:
    return name.rpartition("_")[2] in ABOUT_PEOPLE


def mays(role: Role) -> list[str]:
    """All that somebody in the role may do, a phrase for each role up to it."""
    return [may for one, may in FOR.items() if one <= role]
