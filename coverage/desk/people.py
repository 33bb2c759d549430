"""Who may change what, and the people an installation starts with."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, User

from .roles import ROLES, Role, keep_roles, role_of


def make_person(username: str, password: str, role: Role) -> User:
    """A person who may sign in, in the role."""
    person = User.objects.create_user(username, password=password)
    put_in_role(person, role)
    return person


def make_editor(username: str, password: str) -> User:
    """A person who may sign in, change coverage and use the admin."""
    return make_person(username, password, Role.EDITOR)


def put_in_role(person: Any, role: Role) -> None:
    """Have the person in the role's group and in no other role's; the admin's pages open to
    editors and admins. Groups that are no role stay."""
    groups = {one.name: one for one in Group.objects.filter(name__in=[r.group for r in ROLES])}
    if role.group not in groups:
        keep_roles()
        groups[role.group] = Group.objects.get(name=role.group)
    person.groups.remove(*groups.values())
    person.groups.add(groups[role.group])
    person.is_staff = role >= Role.EDITOR
    person.save(update_fields=["is_staff"])
    for kept in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        vars(person).pop(kept, None)


def is_coder(person: object) -> bool:
    """True when the person may mark and tag words of articles; editors and admins may, too."""
    return role_of(person) >= Role.CODER


def is_editor(person: object) -> bool:
    """True when the person may change coverage; admins may, too."""
    return role_of(person) >= Role.EDITOR


def is_admin(person: object) -> bool:
    """True when the person may invite others in any role, change roles and see who did what."""
    return role_of(person) >= Role.ADMIN
