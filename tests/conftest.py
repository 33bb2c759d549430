"""What every room's tests share: the database they run on, static files, people who sign in."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import settings as examples

#: A SQLite file with its tables, which `make test` migrates once for all its runs.
TABLES = os.environ.get("TEST_TABLES", "")
#: And a database of the PostgreSQL server that it migrated, which test databases are copied from.
TEMPLATE = os.environ.get("TEST_TEMPLATE", "")
EDITOR_NAME = "editor"
EDITOR_PASSWORD = "lays coverage side by side"


def pytest_configure() -> None:
    # A busy machine is no mistake in the code: what must be fast is timed by tests of its own.
    examples.register_profile("patient", deadline=None)
    examples.load_profile("patient")
    # Hashed names need a collected folder; tests/setup collects once with the real storage.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Making a password hash slow to guess makes every signed-in test slow.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that hold a clock to something: counting the lines run would slow them."""
    for test in items:
        function = getattr(test, "function", None)
        asked = _names(function)
        for name in _names(function):  # what it calls of its own module may hold the clock
            asked |= _names(function.__globals__.get(name))
        if {"process_time", "perf_counter"} & asked:
            test.add_marker(pytest.mark.timed)


def _names(function: Any) -> set[str]:
    """The names that a function's code asks for; none where it is no function."""
    return set(getattr(getattr(function, "__code__", None), "co_names", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Name the test database after this run, so that two runs at once do not share one.

    SQLite gets a file with the options of a real installation, not one in memory: locks,
    WAL and many connections then behave as they do in use.
    """
    database: dict[str, Any] = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        name = str(Path(settings.VAR_DIR) / "test.sqlite3")
        if TABLES:
            shutil.copyfile(TABLES, name)
    else:
        name = f"test_newsroom_{os.getpid()}"
        if TEMPLATE:
            database.setdefault("TEST", {})["TEMPLATE"] = TEMPLATE
    database.setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """Keep the file that has its tables already; migrating then finds nothing to do."""
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return django_db_keepdb or bool(TABLES and is_sqlite)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests that commit leave an empty database, quicker than Django empties it."""
    from .emptying import empty_quickly

    with django_db_blocker.unblock():
        empty_quickly()


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give a SQLite file with its tables and nothing in it, for programs that tests start.

    All migrations take ten seconds: one program of a suite waits for them, not each.
    """
    if TABLES:
        return Path(TABLES).read_bytes()
    var = tmp_path_factory.mktemp("var")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=Path(__file__).parents[1],
        env=os.environ | {"VAR_DIR": str(var), "DATABASE_URL": ""},
        check=True,
    )
    return (var / "newsroom.sqlite3").read_bytes()


@pytest.fixture(scope="module")
def kept_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Keep what fixtures of a module make for all its tests, each of which finds it as it was.

    It is a transaction around theirs, which are savepoints in it; for modules in which no test has
    transactions of its own. Records are fetched anew for each test, as one may change them.
    """
    from django.db import transaction

    with django_db_blocker.unblock():
        around = transaction.atomic()
        around._from_testcase = True  # type: ignore[attr-defined]
        with around:
            yield
            transaction.set_rollback(True)


@pytest.fixture
def editor(db: None) -> User:
    """Give a person who may mark, add and edit."""
    from coverage.desk.people import make_editor

    made = make_editor(EDITOR_NAME, EDITOR_PASSWORD)
    return User.objects.get(pk=made.pk)


@pytest.fixture
def editor_client(editor: User) -> Client:
    """Give a client signed in as the editor."""
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(scope="session")
def queries_watched() -> None:
    """Have django-zeal notice queries; it is in no installation's INSTALLED_APPS."""
    from zeal.constants import initialize_app_registry
    from zeal.patch import patch

    initialize_app_registry()
    patch()


@pytest.fixture
def no_query_per_row(queries_watched: None) -> Iterator[None]:
    """Fail the test when it asks the database the same for one row after another."""
    from zeal import zeal_context

    with zeal_context():
        yield
