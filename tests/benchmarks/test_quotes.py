"""`benchmarks/quotes`: one table, on a gold or on our own samples."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

from benchmarks.quote_runs import gold_row
from benchmarks.quote_table import calibration_error, reliability_table
from tests.text.quote_cases import load_cases

ROOT = Path(__file__).resolve().parents[2]


def quotes(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / "quotes"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_without_a_gold_it_reads_our_own_samples_and_says_so():
    done = quotes()
    assert done.returncode == 0, done.stderr
    assert f"Our own samples: {len(load_cases())} short invented texts" in done.stdout
    (row,) = [line for line in done.stdout.splitlines() if line.startswith("| ours")]
    figures = [float(figure) for figure in row.split("|")[2:-1]]
    assert all(80 < figure <= 100 for figure in figures[:4])
    assert 10 < figures[-1] < 300  # megabytes
    assert "textacy" not in done.stdout


def test_with_a_gold_ours_stands_beside_the_peers(tmp_path: Path):
    rows = [gold_row(case) for case in load_cases() if case.genre == "posts"]
    for name in ("polnear.trial.jsonl.gz", "polnear.trial.silver.jsonl.gz"):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / name).write_bytes(gzip.compress(text.encode()))
    done = quotes("--gold", str(tmp_path), "--half", "trial")
    assert done.returncode == 0, done.stderr
    assert f"PolNeAR, trial half: {len(rows)} articles" in done.stdout
    names = [line.split("|")[1].strip() for line in done.stdout.splitlines() if "| " in line]
    assert names.index("ours") < names.index("textacy + spaCy md, by paragraph")
    assert "Reliability" in done.stdout
    assert "pronoun → name" in done.stdout


def test_a_gold_that_is_not_there_is_named(tmp_path: Path):
    done = quotes("--gold", str(tmp_path))
    assert done.returncode == 1
    assert "polnear.dev.jsonl.gz: there is no such gold" in done.stderr


def test_reliability_sets_confidence_beside_what_is_right():
    sure = [(0.92, True)] * 9 + [(0.92, False)] + [(0.55, False)] * 2
    assert "| 0.90 – 0.95 |     10 | 92.0 |  90.0 |" in reliability_table(sure)
    assert round(calibration_error(sure), 2) == round(100 * (0.2 + 1.1) / 12, 2)
