"""Give the tests an environment of their own, before pytest-django reads Django's settings.

A suite must not depend on what the person who starts it has exported, nor touch their var/. Only
TEST_DATABASE_URL passes: it chooses the database server that the tests make their database on.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SETTINGS_OF_A_PERSON = (
    "ALLOWED_HOSTS",
    "AUDIT_DAYS",
    "API_LIMIT",
    "BASE_URL",
    "BIND",
    "DATABASE_URL",
    "DEBUG",
    "LOG_LEVEL",
    "PORT",
    "READING",
    "SECRET_KEY",
    "TIME_ZONE",
    "UPLOAD_LIMIT_MB",
    "ARCHIVE_LIMIT_MB",
    "REQUEST_LIMIT_MB",
)

for name in SETTINGS_OF_A_PERSON:
    os.environ.pop(name, None)
folder = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
atexit.register(shutil.rmtree, folder, ignore_errors=True)
(folder / "static").mkdir()
os.environ["VAR_DIR"] = str(folder)
if os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
# Playwright's synchronous calls run inside an event loop, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
