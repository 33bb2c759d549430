"""Runs the reader over gold or over our own samples, and prints benchmarks/quotes' tables."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.quote_scores import Tally
from benchmarks.quote_table import (
    Reads,
    calibration_error,
    main_table,
    mistakes_table,
    names_table,
    our_row,
    reliability_table,
    small_cases,
    tallies,
)
from tests.text.quote_cases import QUOTES, Case, load_cases

ROOT = Path(__file__).resolve().parent.parent
_VENV = ROOT / ".venv" / "bin" / "python"
PYTHON = str(_VENV) if _VENV.exists() else sys.executable
_MAXRSS_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024
_PRONOUNS = frozenset("he she it they i we you who his her".split())
_DETERMINERS = frozenset("a an another her his its nearly one the their".split())

Row = dict[str, Any]


def main(arguments: Sequence[str], description: str | None) -> int:
    cli = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("--gold", type=Path, metavar="DIR")
    cli.add_argument("--half", default="dev", metavar="NAME")
    args = cli.parse_args(arguments)
    if args.gold is None:
        on_own_samples()
        return 0
    folder = args.gold / "quotes" if (args.gold / "quotes").is_dir() else args.gold
    path = folder / f"polnear.{args.half}.jsonl.gz"
    if not path.exists():
        print(f"{path}: there is no such gold", file=sys.stderr)
        return 1
    on_gold(folder, path, args.half)
    return 0


def on_gold(folder: Path, path: Path, half: str) -> None:
    reads = run_reader(path)
    found = tallies(rows_of(path), reads)
    silver = folder / f"polnear.{half}.silver.jsonl.gz"
    named = tallies(rows_of(silver), reads) if silver.exists() else {}
    print(f"PolNeAR, {half} half: {len(reads.answers)} articles")
    print("Direct quotes; quoted is direct and mixed. joint: F1 of span and speaker both right;")
    print("name, pronoun, nominal: of the gold quotes whose speaker is mentioned so, how many are")
    print("found with the right speaker. Percent; – not measured.\n")
    ours = [("ours", our_row(found, named.get("direct"), reads))]
    print(main_table(ours, with_peers=True))
    print(
        "\nThe peers' figures are of the dev half, each in its released version; two people agree"
    )
    print("are PolNeAR's annotators against each other. Sources: benchmarks/quote_table.py.")
    print_behind(found, named, reads)
    cases = folder / "cases.jsonl"
    if cases.exists():
        small = list(rows_of(cases))
        wrong = small_cases(small, run_reader(cases))
        print(f"\nsmall cases right: {len(small) - len(wrong)} of {len(small)}", *wrong, sep="\n  ")


def on_own_samples() -> None:
    """Our own cases, so said: they were written here, and no peer was run on them."""
    rows = [gold_row(case) for case in load_cases()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        reads = run_reader(path)
    found = tallies(rows, reads)
    print(f"Our own samples: {len(rows)} short invented texts of tests/text/quote_cases, written")
    print("and signed by the people who write the reader. No measure of articles one has not seen,")
    print("and the peers were not run on them: --gold DIR is for that.\n")
    row = our_row(found, found["direct"], reads)
    print(main_table([("ours, own samples", row)], with_peers=False))
    print_behind(found, found, reads)


def print_behind(found: dict[str, Tally], named: dict[str, Tally], reads: Reads) -> None:
    """What the one table stands on: confidence, names, mistakes, time."""
    sure = found["quoted"].sure
    print("\nReliability, quotes in marks: of those read at a confidence, how many are right")
    print(reliability_table(sure))
    print(f"off by {calibration_error(sure):.1f} points on average")
    if any(tally.named for tally in named.values()):
        print()
        print(names_table(named))
    print()
    print(mistakes_table(found))
    reading = reads.cpu_seconds - reads.start_seconds
    print(
        f"\n{reads.cpu_seconds:.2f} CPU seconds, {reads.start_seconds:.2f} of them to start; "
        f"without starting {len(reads.answers) / max(reading, 0.001):.0f} articles a CPU second"
    )


def gold_row(case: Case) -> Row:
    """A case as a line of gold; where two mentions will do, the first stands for the speaker.

    Words in marks that quote nobody are no gold: read as a quote, they are one too many.
    """
    signed = [one for one in case.expected if one.is_quote and "indirect" not in one.kinds]
    quotes = [
        {
            "start": one.start,
            "end": one.end,
            "kind": "direct" if "direct" in one.kinds else "mixed",
            "speaker": speaker_row(one.speakers[0], one.name) if one.speakers else None,
        }
        for one in signed
        if one.kinds <= QUOTES
    ]
    either = [
        {"start": one.start, "end": one.end}
        for one in case.expected
        if not one.kinds <= QUOTES and one.is_quote
    ]
    return {"id": case.id, "text": case.body, "quotes": quotes, "ignore": either}


def speaker_row(mention: str, name: str) -> Row:
    """A mention with its type: a pronoun, a name (some word of it has a capital), or a nominal."""
    first, *others = mention.split()
    if mention.lower() in _PRONOUNS:
        kind = "pronoun"
    elif any(word[0].isupper() for word in others) or (
        first[0].isupper() and first.lower() not in _DETERMINERS
    ):
        kind = "name"
    else:
        kind = "nominal"
    resolved = {"text": name} if name and kind == "pronoun" else None
    return {"text": mention, "type": kind, "resolved": resolved}


def rows_of(path: Path) -> list[Row]:
    return [json.loads(line) for line in unpacked(path).splitlines() if line.strip()]


def unpacked(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def run_reader(path: Path) -> Reads:
    """`manage.py read` over the file, and over nothing to know what starting takes."""
    with tempfile.TemporaryDirectory() as folder:
        source, empty = Path(folder) / "gold.jsonl", Path(folder) / "empty.jsonl"
        target = Path(folder) / "read.jsonl"
        source.write_bytes(unpacked(path))
        empty.touch()
        start, _ = _manage_read(empty, target)
        taken, peak = _manage_read(source, target)
        answers = {}
        with target.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                answers[row["id"]] = {"quotes": row["quotes"], "posts": row["posts"]}
    return Reads(answers, taken, start, peak)


def _manage_read(source: Path, target: Path) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one run, as the kernel counted them for that process."""
    command = [PYTHON, str(ROOT / "manage.py"), "read", str(source), "-o", str(target)]
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        raise SystemExit(f"manage.py read failed on {source.name}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MAXRSS_PER_MB
