"""`benchmarks/fit_reports.py`: how sure reports are, fitted anew and measured on others."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.text.quote_cases import Case, load_cases

ROOT = Path(__file__).resolve().parents[2]


def test_how_sure_reports_are_is_fitted_and_measured_on_articles_held_out(tmp_path: Path):
    gold, weights = tmp_path / "gold.jsonl", tmp_path / "weights.txt"
    rows = [_with_reports(case) for case in load_cases()]
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    script = str(ROOT / "benchmarks" / "fit_reports.py")
    done = subprocess.run(
        [sys.executable, script, str(gold), "-o", str(weights), "--folds", "3"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (that,) = [line for line in done.stdout.splitlines() if line.startswith("form:that")]
    assert float(that.rsplit(None, 1)[1]) > 0.5
    assert "held out, 3 folds of articles" in done.stdout
    lines = [line for line in weights.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    found = {line.rsplit(None, 1)[0]: float(line.rsplit(None, 1)[1]) for line in lines}
    assert {"always", "form:that", "form:bare say"} <= set(found)


def _with_reports(case: Case) -> dict[str, Any]:
    """The case as a line of gold, its reports without marks among the quotes."""
    quotes = [
        {
            "start": one.start,
            "end": one.end,
            "kind": "indirect" if "indirect" in one.kinds else "direct",
            "speaker": {"text": one.speakers[0]} if one.speakers else None,
        }
        for one in case.expected
        if one.is_quote
    ]
    return {"id": case.id, "text": case.body, "quotes": quotes}
