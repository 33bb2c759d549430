"""Runs the page reader and its peers over the same pages; prints benchmarks/documents' table."""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.document_scores import Score, letters, score
from coverage.text.posts.addresses import PostAddress, read_address

ROOT = Path(__file__).resolve().parent.parent
OWN_PAGES = ROOT / "tests" / "documents" / "pages"
_REQUIREMENTS = ROOT / "benchmarks" / "peers" / "requirements.txt"
_READ_PAGES = ROOT / "benchmarks" / "peers" / "read_pages.py"
_VENV = ROOT / ".venv" / "bin" / "python"
PYTHON = str(_VENV) if _VENV.exists() else sys.executable
_MAXRSS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
PEERS = ("trafilatura", "goose3", "newspaper4k")
_RATES = (
    "title",
    "title, lenient",
    "date",
    "authors",
    "paragraphs kept",
    "pages whole",
    "precision",
    "posts recall",
)
_POST_RATES = ("X text", "as a post's", "handle", "place")
COLUMNS = (*_RATES, "posts precision", *_POST_RATES, "pages/CPU s", "peak MB")

_LAUNCHER = """
import json, os, sys
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_DUP2, 2, 1)])
_, status, usage = os.wait4(child, 0)
print(json.dumps([usage.ru_utime + usage.ru_stime, usage.ru_maxrss, status]))
"""
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|blockquote|div|figcaption|figure|section|article)\b[^>]*>", re.I
)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>]{4,500}")
_BODY_KINDS = ("paragraph", "heading", "list", "blockquote")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """What one extractor gave, by page, and what it took."""

    name: str
    answers: Mapping[Any, Row]
    cpu_seconds: float
    peak_mb: float


def main(arguments: Sequence[str], description: str | None) -> int:
    cli = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("--gold", type=Path, metavar="DIR")
    cli.add_argument("--half", default="dev", metavar="NAME")
    cli.add_argument("--peers", type=Path, metavar="FOLDER")
    cli.add_argument("--without-peers", action="store_true")
    cli.add_argument("--mistakes", type=int, default=0, metavar="N", help="print N of ours")
    asked = cli.parse_args(arguments)
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-pages-")))
        pages = work / "pages.jsonl"
        if asked.gold is None:
            gold = own_pages(pages)
            print(
                f"Our own pages: {len(gold)} invented pages of tests/documents/pages, written and"
            )
            print("signed by the people who write the reader. No measure of pages one has not")
            print("seen: --gold DIR is for that.\n")
        else:
            folder = asked.gold / "documents" if (asked.gold / "documents").is_dir() else asked.gold
            packed, signed = (
                folder / f"pages.{asked.half}.jsonl.gz",
                folder / f"gold.{asked.half}.jsonl",
            )
            for path in (packed, signed):
                if not path.exists():
                    print(f"{path}: there is no such gold", file=sys.stderr)
                    return 1
            pages.write_bytes(gzip.decompress(packed.read_bytes()))
            gold = rows_of(signed)
            print(f"{asked.half} half: {len(gold)} saved pages\n")
        runs = [ours(pages, work)]
        if not asked.without_peers:
            runs += peers(pages, work, asked.peers or work / "peers")
        print(table([(run, score(gold, run.answers)) for run in runs]))
        print(
            "\nX text: of the posts whose words the gold has, those given anywhere. As a post's: of"
        )
        print("the posts found, what the gold takes for words of deleted ones counted. Percent;")
        print("– nothing given or nothing to hold it against.")
        print(f"{datetime.now(UTC).date()}, {machine()}.")
        for mistake in score(gold, runs[0].answers).wrong[: asked.mistakes]:
            print(*mistake, sep=" | ")
    return 0


def machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} cores"


def own_pages(target: Path) -> list[Row]:
    """Write our own pages to `target`; gives what they say."""
    gold = []
    with target.open("w", encoding="utf-8") as lines:
        for signed in sorted(OWN_PAGES.glob("*.json")):
            page = signed.with_suffix(".html").read_text(encoding="utf-8")
            print(json.dumps({"id": signed.stem, "html": page, "url": ""}), file=lines)
            gold.append(gold_row(signed.stem, json.loads(signed.read_text(encoding="utf-8")), page))
    return gold


def gold_row(name: str, signed: Row, page: str) -> Row:
    """A page's expectation as a line of gold; paragraphs, signed by how they begin, are whole."""
    lines = [html.unescape(re.sub(r"<[^>]*>", "", line)) for line in _BLOCK.split(page)]
    begun = {letters(words): words for kind, words in signed["passages"] if kind in _BODY_KINDS}
    whole = [
        next((line for line in lines if letters(line).startswith(start)), words)
        for start, words in begun.items()
    ]
    return {
        "id": name,
        "title": signed["headline"],
        "date": signed["published"],
        "authors": signed["authors"],
        "paragraphs": whole,
        "posts": [
            {**post, "prev_paragraph": ""} for post in signed.get("posts", []) if post["post_id"]
        ],
    }


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def ours(pages: Path, work: Path) -> Run:
    target = work / "ours.jsonl"
    command = [PYTHON, str(ROOT / "manage.py"), "read", str(pages), "-o", str(target)]
    seconds, peak = measured(command, "manage.py read")
    return Run("ours", {row["id"]: row for row in rows_of(target)}, seconds, peak)


def peers(pages: Path, work: Path, folder: Path) -> list[Run]:
    """Every peer's run; none, with the reason told, where they cannot be installed."""
    why = install(folder)
    if why:
        print(f"The peers could not be installed, so our row stands alone: {why}\n")
        return []
    python = str(folder / "bin" / "python")
    versions = json.loads(said([python, "-m", "pip", "list", "--format=json"]))
    version = {one["name"].lower(): one["version"] for one in versions}
    runs = []
    for name in PEERS:
        target = work / f"{name}.jsonl"
        command = [python, "-W", "ignore", str(_READ_PAGES), name, str(pages), str(target)]
        seconds, peak = measured(command, name)
        answers = {row["id"]: peer_answer(row) for row in rows_of(target)}
        runs.append(Run(f"{name} {version[name]}", answers, seconds, peak))
    return runs


def install(folder: Path) -> str:
    """Make the peers' environment where there is none yet; gives why it cannot be made, or ""."""
    python = folder / "bin" / "python"
    done = folder / "installed.txt"
    if done.exists() and done.read_bytes() == _REQUIREMENTS.read_bytes():
        return ""
    try:
        venv.create(folder, with_pip=True, clear=False)
        subprocess.run(
            [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "--require-hashes", "--no-deps", "-r", str(_REQUIREMENTS)],
            check=True, capture_output=True, text=True, timeout=900,
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        lines = str(error.stderr or error.output or error).strip().splitlines()
        return lines[-1] if lines else str(error)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    done.write_bytes(_REQUIREMENTS.read_bytes())
    return ""


def said(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def peer_answer(row: Row) -> Row:
    """A peer's answer in our form: a line of its text is a paragraph, and its markup and addresses
    are the posts they name."""
    text = row.get("text") or ""
    pieces = [
        {"start": match.start(), "end": match.end(), "kind": "paragraph"}
        for match in re.finditer(r"[^\n]+", text)
    ]
    posts = []
    for markup in row.get("embedded") or []:
        words = re.sub(r"<[^>]+>", " ", markup) if "<" in markup else ""
        found = {(one.platform, one.post_id): one for one in addresses_in(html.unescape(markup))}
        posts += [
            {"platform": one.platform, "post_id": one.post_id, "handle": one.handle, "text": words}
            for one in found.values()
        ]
    return {**row, "paragraphs": pieces, "posts": posts}


def addresses_in(markup: str) -> list[PostAddress]:
    found = [read_address(match.group()) for match in _ADDRESS.finditer(markup)]
    return [address for address in found if address is not None]


def measured(command: Sequence[str], name: str) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one run, as the kernel counted them for that process.

    A process begins with the peak of the one that starts it, so a small one of its own does.
    """
    launched = [sys.executable, "-S", "-c", _LAUNCHER, *command]
    try:
        seconds, peak, status = json.loads(said(launched))
    except subprocess.CalledProcessError as error:
        raise SystemExit(f"{name} could not be started") from error
    if status:
        raise SystemExit(f"{name} failed")
    return seconds, peak / _MAXRSS_PER_MB


def gives_places(run: Run) -> bool:
    posts = (post for answer in run.answers.values() for post in answer.get("posts") or [])
    return any(post.get("offset") is not None for post in posts)


def table(scored: Sequence[tuple[Run, Score]]) -> str:
    lines = [["", *COLUMNS]]
    for run, found in scored:
        rates = [found.rate(name) for name in _RATES]
        rates += [found.posts_precision, *map(found.rate, _POST_RATES)]
        if not gives_places(run):
            rates[-1] = None
        cells = ["–" if rate is None else f"{rate:.1f}" for rate in rates]
        pace = f"{len(run.answers) / run.cpu_seconds:.1f}"
        lines.append([run.name, *cells, pace, f"{run.peak_mb:.0f}"])
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| "
        + " | ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in (lines[0], rule, *lines[1:])
    )
