"""Who may call whom: the imports of every room, read from the source, point one way only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# From the bottom up; a room may import itself and those below it.
ROOMS = ("text", "documents", "models", "desk", "web")
TOP = len(ROOMS) - 1
# Beside the pages stand the other ways in: they may call everything below, and one another.
WAYS_IN = ("web", "api", "admin", "management", "templatetags", "tasks")
# Django calls this one to start the app: it ties the desk to migrate.
NOT_ROOMS = ("apps", "__init__")
# The bottom two rooms know nothing of what is kept or shown.
WITHOUT_DJANGO = ("text", "documents")
# The rooms inside text/, from the bottom up. Beneath them lie the modules of text/ itself (spans,
# words, lexicons …), above them the one reader.
READING_ROOMS = (
    *("grouping", "figures", "frames", "posts", "layout", "people"),
    *("speech", "marked", "quotes", "versions", "collation", "agreement"),
)
READER = "reader"
CLOCK_NETWORK_FILES = {
    "asyncio",
    "ftplib",
    "glob",
    "http",
    "httpx",
    "io",
    "multiprocessing",
    "os",
    "pathlib",
    "requests",
    "select",
    "shutil",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
    "urllib3",
}
CLOCK_CALLS = {"now", "utcnow", "today"}


def height(room: str) -> int | None:
    """Give how high a room stands; None for what is no room."""
    if room in WAYS_IN:
        return TOP
    return ROOMS.index(room) if room in ROOMS else None


def module_name(file: Path, root: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(file: Path, root: Path) -> Iterator[tuple[int, str]]:
    """Give line and full dotted name of everything a file imports, also inside functions."""
    package = module_name(file, root).split(".")
    if file.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            base = [*start, *(node.module or "").split(".")] if node.module else start
            for alias in node.names:
                yield node.lineno, ".".join([*base, alias.name])


def room_of(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if parts[0] == "coverage" and len(parts) > 1 else ""


def upward_imports(root: Path) -> list[str]:
    """Name each import from a room into one above it, or from a room into the project."""
    found = []
    for file in sorted((root / "coverage").rglob("*.py")):
        own = room_of(module_name(file, root))
        if not own or own in (*NOT_ROOMS, "migrations"):
            continue
        own_height = height(own)
        assert own_height is not None, f"{file}: coverage/{own} is no room of the house"
        for line, dotted in imported(file, root):
            other = room_of(dotted)
            other_height = height(other)
            if other_height is not None and other_height > own_height:
                found.append(f"{file.relative_to(root)}:{line} imports {dotted}")
            if dotted.split(".")[0] in ("newsroom", "tests", "scripts"):
                found.append(f"{file.relative_to(root)}:{line} imports {dotted}")
    return found


def reading_height(dotted: str) -> int | None:
    """Give how high a module of text/ stands inside it; None for what is not in text/."""
    parts = dotted.split(".")
    if parts[:2] != ["coverage", "text"] or len(parts) < 3:
        return None
    if parts[2] == READER:
        return len(READING_ROOMS) + 1
    return READING_ROOMS.index(parts[2]) + 1 if parts[2] in READING_ROOMS else 0


def upward_reading(root: Path) -> list[str]:
    """Name each import inside text/ from a room into one above it."""
    found = []
    for file in sorted((root / "coverage/text").rglob("*.py")):
        own = reading_height(module_name(file, root))
        for line, dotted in imported(file, root):
            other = reading_height(dotted)
            if own is not None and other is not None and other > own:
                found.append(f"{file.relative_to(root)}:{line} imports {dotted}")
    return found


def outside_calls(root: Path) -> list[str]:
    """Name each place where text/ meets the clock, the network, a file, or where it opens one."""
    found = []
    for file in sorted((root / "coverage/text").rglob("*.py")):
        for line, dotted in imported(file, root):
            names = {".".join(dotted.split(".")[:depth]) for depth in (1, 2)}
            if names & CLOCK_NETWORK_FILES:
                found.append(f"{file.relative_to(root)}:{line} imports {dotted}")
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call):
                continue
            if isinstance(node.func, ast.Name) and node.func.id in ("open", "input", "print"):
                found.append(f"{file.relative_to(root)}:{node.lineno} calls {node.func.id}")
            if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS:
                found.append(f"{file.relative_to(root)}:{node.lineno} asks the clock")
    return found


def test_imports_point_down():
    assert upward_imports(ROOT) == []


def test_the_rooms_of_text_point_down():
    assert upward_reading(ROOT) == []


def test_every_folder_of_text_has_its_height():
    folders = {path.parent.name for path in (ROOT / "coverage/text").glob("*/__init__.py")}
    assert folders - {"lexicon"} == set(READING_ROOMS)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("coverage/text/words.py", "from .quotes.quotes import read_quotes"),
        ("coverage/text/figures/claims.py", "from ..people.mentions import find_mentions"),
        ("coverage/text/people/names.py", "from coverage.text.quotes import via"),
        ("coverage/text/quotes/via.py", "from ..reader import read"),
    ],
)
def test_an_upward_import_inside_text_is_found(tmp_path, path, source):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(source)
    assert len(upward_reading(tmp_path)) == 1


def test_text_meets_no_clock_network_or_file():
    assert outside_calls(ROOT) == []


@pytest.mark.parametrize("room", WITHOUT_DJANGO)
def test_the_bottom_rooms_know_nothing_of_django(room):
    found = [
        f"{file.relative_to(ROOT)}:{line} imports {dotted}"
        for file in sorted((ROOT / "coverage" / room).rglob("*.py"))
        for line, dotted in imported(file, ROOT)
        if dotted.split(".")[0] in ("django", "django_htmx", "simple_history", "import_export")
    ]
    assert found == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("coverage/text/spans.py", "from coverage.documents.opened import OpenedArticle"),
        ("coverage/text/spans.py", "from ..models import Quote"),
        ("coverage/text/spans.py", "def later():\n    import coverage.models.quotes"),
        ("coverage/documents/html.py", "from coverage.models import Article"),
        ("coverage/models/articles.py", "from coverage.desk import stories"),
        ("coverage/models/__init__.py", "from ..desk.stories import group"),
        ("coverage/desk/stories.py", "from coverage.web.forms import StoryForm"),
        ("coverage/desk/stories.py", "from coverage import admin"),
        ("coverage/desk/stories.py", "from coverage.templatetags.marks import mark"),
        ("coverage/web/stories.py", "from newsroom.settings import READING"),
    ],
)
def test_an_upward_import_is_found(tmp_path, path, source):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(source)
    assert len(upward_imports(tmp_path)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("coverage/desk/ingest.py", "from coverage.text.reader import read"),
        ("coverage/web/stories.py", "from ..desk.stories import move\nfrom .forms import Move"),
        ("coverage/admin/quotes.py", "from coverage.web.urls import urlpatterns"),
        ("coverage/management/commands/seed.py", "from coverage.desk import ingest"),
        ("coverage/text/spans.py", "from coverage.text import spans\nfrom .found import Quote"),
    ],
)
def test_a_downward_import_is_welcome(tmp_path, path, source):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(source)
    assert upward_imports(tmp_path) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "from pathlib import Path",
        "from urllib.request import urlopen",
        "import time",
        "from datetime import datetime\ndatetime.now()",
        "from datetime import date\ndate.today()",
        "open('lexicon.txt')",
    ],
)
def test_an_impure_reader_is_found(tmp_path, source):
    (tmp_path / "coverage/text").mkdir(parents=True)
    (tmp_path / "coverage/text/spans.py").write_text(source)
    assert len(outside_calls(tmp_path)) == 1
