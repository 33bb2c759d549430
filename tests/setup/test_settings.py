"""Settings as an installation gets them, each in a process of its own, and their documentation."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READERS = {"text", "flag", "words", "choice", "whole_number", "web_address", "time_zone"}
# The command line's own variables are read by make and scripts, not by Django.
READ_FROM = ("newsroom/settings.py", "scripts/serve.py")
SHOWN = (
    "DEBUG",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "READING",
    "TIME_ZONE",
)
ASK = (
    "import json; from newsroom import settings; "
    f"print(json.dumps({{name: getattr(settings, name) for name in {SHOWN!r}}}))"
)


def ask(folder: Path, command: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the clone with only these variables."""
    path = {"PATH": os.environ["PATH"], "VAR_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=path | variables,
        text=True,
        capture_output=True,
        check=False,
        timeout=120,
    )


def settings_with(folder: Path, **variables: str) -> dict[str, object]:
    answer = ask(folder, ["-c", ASK], **variables)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def names_read() -> set[str]:
    names = set()
    for file in READ_FROM:
        for node in ast.walk(ast.parse((ROOT / file).read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in READERS
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "environment"
            ):
                name = node.args[0]
                assert isinstance(name, ast.Constant), f"{file}: name the variable as plain text"
                names.add(str(name.value))
    return names


def names_documented() -> set[str]:
    table_rows = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs/settings.md").read_text(), re.M)
    assert len(table_rows) == len(set(table_rows))
    return set(table_rows)


def test_every_setting_is_documented_and_nothing_else():
    assert names_read() == names_documented()


def test_the_environment_is_read_through_one_door_only():
    """A variable read elsewhere would escape the test above."""
    door = re.compile(r"os\.(environ\b(?!\.setdefault)|getenv)")
    for room in ("newsroom", "coverage"):
        for file in (ROOT / room).rglob("*.py"):
            if file.name != "environment.py":
                assert not door.search(file.read_text()), file


def test_with_nothing_set_the_installation_is_safe_and_local(tmp_path):
    found = settings_with(tmp_path)
    assert found["DEBUG"] is False
    assert found["READING"] == "public"
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["SESSION_COOKIE_SECURE"] is False
    assert found["SECURE_HSTS_SECONDS"] == 0
    assert found["SECURE_PROXY_SSL_HEADER"] is None


def test_an_https_address_alone_makes_cookies_hsts_and_origins(tmp_path):
    found = settings_with(tmp_path, BASE_URL="https://coverage.example.org")
    assert "coverage.example.org" in found["ALLOWED_HOSTS"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://coverage.example.org"]
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_a_plain_http_address_trusts_no_proxy(tmp_path):
    found = settings_with(tmp_path, BASE_URL="http://desk.example:8000")
    assert "desk.example" in found["ALLOWED_HOSTS"]
    assert found["SESSION_COOKIE_SECURE"] is False
    assert found["SECURE_PROXY_SSL_HEADER"] is None


@pytest.mark.parametrize(
    ("variable", "written", "told"),
    [
        ("READING", "members", "READING='members' is not one of: public, private."),
        ("DEBUG", "perhaps", "DEBUG='perhaps' is neither yes nor no: write 1 or 0."),
        ("UPLOAD_LIMIT_MB", "many", "UPLOAD_LIMIT_MB='many' is not a whole number"),
        ("BASE_URL", "coverage.example", "BASE_URL='coverage.example' is not a web address"),
        ("DATABASE_URL", "oracle://x/y", "DATABASE_URL must begin with postgresql:// or sqlite"),
        ("TIME_ZONE", "Mars/Olympus", "TIME_ZONE='Mars/Olympus' is not a time zone"),
    ],
)
def test_a_wrong_setting_is_one_line_that_says_what_to_write(tmp_path, variable, written, told):
    answer = ask(tmp_path, ["manage.py", "check"], **{variable: written})
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"Newsroom: {told}")
    assert answer.stderr.count("\n") == 1


def test_a_deployment_behind_https_passes_djangos_own_check(tmp_path):
    answer = ask(
        tmp_path,
        ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        BASE_URL="https://coverage.example.org",
    )
    assert answer.returncode == 0, answer.stderr


def test_every_static_file_can_be_hashed_and_compressed(tmp_path):
    """A stylesheet that names a missing font or picture fails here."""
    answer = ask(tmp_path, ["manage.py", "collectstatic", "--no-input", "-v", "0"])
    assert answer.returncode == 0, answer.stderr
    hashed = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    fonts = hashed["css/fonts.css"]
    assert re.fullmatch(r"css/fonts\.[0-9a-f]{12}\.css", fonts)
    assert (tmp_path / "static" / f"{fonts}.gz").exists()
    used = re.findall(
        r"url\(\"?\.\./(fonts/[^\")]+)\"?\)", (tmp_path / "static" / fonts).read_text()
    )
    assert used
    assert all((tmp_path / "static" / font).exists() for font in used)
    # Imported by the name that pages load it by: under two names a module would listen twice.
    scripts = [kept for name, kept in hashed.items() if re.fullmatch(r"js/\w+\.js", name)]
    imported = re.findall(
        r"^import .*\"\./(.+)\";$",
        "\n".join((tmp_path / "static" / kept).read_text() for kept in scripts),
        re.MULTILINE,
    )
    assert imported
    assert {f"js/{name}" for name in imported} <= set(scripts)
