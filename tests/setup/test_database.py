"""The database the tests run on is the one an installation has, and its address is checked."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from newsroom.database import SQLITE_OPTIONS, database

FOLDER = Path("/somewhere/var")


@pytest.mark.django_db(transaction=True)
def test_the_tests_run_with_the_options_of_an_installation():
    if connection.vendor == "postgresql":
        assert connection.settings_dict["CONN_HEALTH_CHECKS"] is True
        return
    answers = {}
    with connection.cursor() as cursor:
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


def test_no_address_means_a_file_in_the_installations_folder():
    made = database("", FOLDER)
    assert made["NAME"] == "/somewhere/var/newsroom.sqlite3"
    assert made["OPTIONS"] == SQLITE_OPTIONS


def test_a_sqlite_file_elsewhere_has_the_same_options():
    made = database("sqlite:////elsewhere/coverage.sqlite3", FOLDER)
    assert made["NAME"] == "/elsewhere/coverage.sqlite3"
    assert made["OPTIONS"] == SQLITE_OPTIONS


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_a_postgresql_address_is_taken_apart(scheme):
    made = database(f"{scheme}://ed:p%40ss@db.example:5433/news?sslmode=require", FOLDER)
    assert made["ENGINE"] == "django.db.backends.postgresql"
    assert (made["USER"], made["PASSWORD"]) == ("ed", "p@ss")
    assert (made["HOST"], made["PORT"], made["NAME"]) == ("db.example", 5433, "news")
    assert made["OPTIONS"] == {"sslmode": "require"}
    assert made["CONN_MAX_AGE"] == 60


def test_a_socket_folder_can_be_the_host():
    made = database("postgresql://ed@%2Frun%2Fpostgresql/news", FOLDER)
    assert made["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://ed@db.example/news", "must begin with postgresql:// or sqlite:///"),
        ("news.sqlite3", "must begin with postgresql:// or sqlite:///"),
        ("postgresql://ed@db.example", "names no database"),
        ("postgresql://ed@db.example:port/news", "cannot be read"),
    ],
)
def test_a_wrong_address_says_what_is_wrong(url, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        database(url, FOLDER)


def test_a_wrong_address_does_not_show_its_password():
    with pytest.raises(ImproperlyConfigured) as told:
        database("mysql:ed:secret-word@db.example/news", FOLDER)
    assert "secret-word" not in str(told.value)
