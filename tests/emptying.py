"""Emptying the database after a test that commits, quicker than Django's own flush.

Django truncates every table and then runs what follows a migration: content types, permissions and
the roles' groups are made again. Here rows are deleted of the tables that have any, and those are
left as they are, as long as the test left them so; where it did not, it is done Django’s own way.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.test.testcases import TransactionTestCase

#: What a migration leaves in a database that has no coverage: table → what is asked to see whether
#: a test changed it; numbers are left out, as what is made again gets others.
LEFT = {
    "django_content_type": "SELECT app_label, model FROM django_content_type ORDER BY 1, 2",
    "auth_permission": "SELECT codename FROM auth_permission ORDER BY 1",
    "auth_group": "SELECT name FROM auth_group ORDER BY 1",
    "auth_group_permissions": (
        "SELECT g.name, p.codename FROM auth_group_permissions x JOIN auth_group g"
        " ON g.id = x.group_id JOIN auth_permission p ON p.id = x.permission_id ORDER BY 1, 2"
    ),
    "coverage_granted": (
        "SELECT g.name, x.permission FROM coverage_granted x JOIN auth_group g"
        " ON g.id = x.group_id ORDER BY 1, 2"
    ),
}
UNTOUCHED = {*LEFT, "django_migrations"}
_flush: Any = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
_as_migrated: list[Any] = []


def empty_quickly() -> None:
    """Have tests that commit leave an empty database so; call it once the tables are there."""
    _as_migrated[:] = _left()
    TransactionTestCase._fixture_teardown = _emptied  # type: ignore[attr-defined]


def _emptied(test: Any) -> None:
    if test.available_apps is not None or test.reset_sequences or test.serialized_rollback:
        _flush(test)
        return
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = sorted(set(names) - UNTOUCHED)
    quoted = [connection.ops.quote_name(name) for name in tables]
    # All foreign keys are looked at when the transaction ends: the order does not matter.
    with transaction.atomic(), connection.cursor() as cursor:
        for at in range(0, len(quoted), 50):
            some = quoted[at : at + 50]
            asked = ", ".join(f"EXISTS (SELECT 1 FROM {name})" for name in some)
            cursor.execute(f"SELECT {asked}")
            for name, is_filled in zip(some, cursor.fetchone(), strict=True):
                if is_filled:
                    cursor.execute(f"DELETE FROM {name}")
    if _left() != _as_migrated:
        _flush(test)


def _left() -> list[Any]:
    told = []
    with connection.cursor() as cursor:
        for asked in LEFT.values():
            cursor.execute(asked)
            told.append(cursor.fetchall())
    return told
