"""Roles after a migrate: what is missing is given once, and what an admin changed stays."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

from coverage.desk.people import make_person, put_in_role
from coverage.desk.roles import KNOWN_BY, ROLES, Role, keep_roles, role_of
from coverage.models import Article, AuditEntry, Granted

pytestmark = pytest.mark.django_db


def held(name: str) -> set[str]:
    group = Group.objects.get(name=name)
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}


def permission(name: str) -> Permission:
    label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=label, codename=codename)


def new_permission(model: type = Article) -> Permission:
    kind = ContentType.objects.get_for_model(model)
    return Permission.objects.create(codename="fold_article", name="Fold", content_type=kind)


def test_each_role_holds_the_permission_it_is_known_by_and_none_above():
    assert held("reader") == set()
    for role, sign in KNOWN_BY:
        assert [one.group for one in ROLES if sign in held(one.group)] == [
            one.group for one in ROLES if one >= role
        ]
    assert held("coder") < held("editor") < held("admin")
    assert not any("auditentry" in name or name.startswith("auth.") for name in held("editor"))


@pytest.mark.parametrize("role", ROLES)
def test_who_is_put_in_a_role_has_it_and_no_other(role):
    person = make_person("ada", "lays it side by side", Role.EDITOR)
    own = Group.objects.create(name="night desk")
    person.groups.add(own)
    put_in_role(person, role)
    person = User.objects.get()
    assert role_of(person) is role
    assert {group.name for group in person.groups.all()} == {role.group, "night desk"}
    assert person.is_staff == (role >= Role.EDITOR)
    person.is_active = False
    assert role_of(person) is Role.STRANGER


def test_migrating_again_changes_nothing(django_assert_max_num_queries):
    before = {role: held(role.group) for role in ROLES}, Granted.objects.count()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert ({role: held(role.group) for role in ROLES}, Granted.objects.count()) == before
    with django_assert_max_num_queries(3):  # permissions, granted, groups
        keep_roles()


def test_what_an_admin_took_away_or_gave_stays_so():
    editors, coders = Group.objects.get(name="editor"), Group.objects.get(name="coder")
    editors.permissions.remove(permission("coverage.delete_story"))
    coders.permissions.add(permission("coverage.delete_story"))
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert "coverage.delete_story" not in held("editor")
    assert "coverage.delete_story" in held("coder")
    new_permission()
    keep_roles()
    assert "coverage.fold_article" in held("editor") & held("admin")
    assert "coverage.fold_article" not in held("coder")
    assert "coverage.delete_story" not in held("editor")


def test_what_is_about_people_is_looked_at_by_admins_alone():
    assert {name for name in held("admin") if "auditentry" in name} == {"coverage.view_auditentry"}
    kind = ContentType.objects.get_for_model(AuditEntry)
    Permission.objects.create(codename="fold_auditentry", name="Fold", content_type=kind)
    keep_roles()
    assert "coverage.fold_auditentry" not in held("editor") | held("admin")


def test_an_installation_that_had_editors_only_is_not_given_back_what_its_admin_took():
    """As at an upgrade: one group, nothing remembered yet, a permission that is new with it."""
    Granted.objects.all().delete()
    Group.objects.exclude(name="editor").delete()
    Group.objects.get().permissions.remove(permission("coverage.delete_story"))
    remember = import_module("coverage.migrations.0029_remember_what_editors_have").remember
    remember(apps, SimpleNamespace(connection=connection))
    new_permission()
    keep_roles()
    assert "coverage.delete_story" not in held("editor")
    assert "coverage.delete_story" in held("admin")
    assert "coverage.fold_article" in held("editor")
    assert Group.objects.count() == 4


def test_groups_that_were_flushed_or_deleted_come_back_whole():
    before = held("editor")
    Group.objects.all().delete()
    assert not Granted.objects.exists()
    keep_roles()
    assert held("editor") == before
