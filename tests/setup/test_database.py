"""The database the tests run on is the one an installation has."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from newsroom.database import database


@pytest.mark.django_db(transaction=True)
def test_sqlite_runs_with_the_options_of_an_installation():
    if connection.vendor != "sqlite":
        assert connection.vendor == "postgresql"
        return
    with connection.cursor() as cursor:
        answers = {}
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            cursor.execute(f"PRAGMA {pragma}")
            answers[pragma] = cursor.fetchone()[0]
    assert answers == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
    }
    assert connection.transaction_mode == "IMMEDIATE"
