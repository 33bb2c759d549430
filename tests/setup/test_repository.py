"""What must never come into the repository, and what must never be kept out of it."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Written in pieces, so that this file does not name them.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian")
MACHINE_FOLDERS = tuple(f"/{name}/" for name in ("ro" + "ot", "wo" + "rk", "opt/" + "pypi"))
FORBIDDEN = re.compile("|".join(re.escape(name) for name in REGISTRIES + MACHINE_FOLDERS))
BINARY = (".woff2", ".png", ".gz", ".ico")
HOME = re.compile(r"/(home|Users)/\w+/")


def kept_files() -> list[Path]:
    """Give what git keeps, or everything but the installation's own where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        return [
            path for name in listed.stdout.split("\0") if name and (path := ROOT / name).exists()
        ]
    own = {".venv", "var", ".git", "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
    return [p for p in ROOT.rglob("*") if p.is_file() and not own & set(p.relative_to(ROOT).parts)]


def test_no_file_names_a_registrys_host_or_a_folder_of_this_machine():
    found = []
    for path in kept_files():
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_bytes().decode(errors="replace").split("\n"), 1):
            if FORBIDDEN.search(line) or HOME.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_git_ignores_what_an_installation_makes_but_never_the_app():
    ignored = (ROOT / ".gitignore").read_text().split()
    assert {"/.venv/", "/var/"} <= set(ignored)
    assert not [line for line in ignored if line.strip("/*.").startswith("coverage")]
    assert not [path for path in kept_files() if path.name in ("secret-key", "first-login.txt")]


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_requirement_is_pinned_with_hashes_and_names_no_source(name):
    lines = (ROOT / f"{name}.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert pins
    for line in pins:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+( ; .+)? \\$", line), line
    assert sum("--hash=sha256:" in line for line in lines) >= len(pins)
    assert not [line for line in lines if re.match(r"\s*(-i|-f|--index|--extra|--find)", line)]


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_everything_asked_for_is_pinned(name):
    def folded(text: str) -> str:
        return re.sub(r"[-_.]+", "-", text).lower()

    asked = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / f"{name}.in").read_text(), re.M)
    pinned = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==", (ROOT / f"{name}.txt").read_text(), re.M)
    assert {folded(one) for one in asked} <= {folded(one) for one in pinned}


def test_what_both_lists_pin_has_one_version():
    pins = [
        dict(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", (ROOT / name).read_text(), re.M))
        for name in ("requirements.txt", "requirements-dev.txt")
    ]
    assert {
        name: (version, pins[1][name])
        for name, version in pins[0].items()
        if pins[1].get(name, version) != version
    } == {}


def test_no_tool_that_breaks_on_the_apps_name_is_installed():
    both = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    assert not re.search(r"^(coverage|pytest-cov)(\[|==)", both, re.M)


def test_every_direct_dependency_has_its_reason():
    reasons = (ROOT / "docs/decisions/dependencies.md").read_text()
    for name in ("requirements.in", "requirements-dev.in"):
        for package in re.findall(r"^([a-z][\w.-]*)", (ROOT / name).read_text(), re.M):
            assert re.search(rf"\b{re.escape(package)}\b", reasons), package
