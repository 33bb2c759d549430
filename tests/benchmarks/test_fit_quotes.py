"""`benchmarks/fit_quotes.py`: weights fitted anew, measured on articles held out."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.quote_runs import gold_row
from tests.text.quote_cases import load_cases

ROOT = Path(__file__).resolve().parents[2]
GENRES = ("agency", "us", "statements", "politics", "sports", "courts")


def test_the_weights_are_fitted_anew_and_measured_on_articles_held_out(tmp_path: Path):
    gold, weights = tmp_path / "gold.jsonl", tmp_path / "weights.txt"
    rows = [gold_row(case) for case in load_cases() if case.genre in GENRES]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    script = str(ROOT / "benchmarks" / "fit_quotes.py")
    done = subprocess.run(
        [sys.executable, script, str(gold), "-o", str(weights), "--folds", "3", "--rounds", "3"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    for row in ("the weights in use", "held out", "fitted on all"):
        (line,) = [line for line in done.stdout.splitlines() if line.startswith(row)]
        assert float(line.split("joint")[1].split()[0]) > 50
    assert "right speaker among the candidates" in done.stdout
    lines = [line for line in weights.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert len(lines) > 100
    assert all(isinstance(float(line.rsplit(None, 1)[1]), float) for line in lines)
