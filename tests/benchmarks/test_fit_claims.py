"""`benchmarks/fit_claims.py`: what the signs of a claim say, fitted and measured on sentences held
out; and the letters by which sentences are weighed say what the signs say, one by one."""

import json
import random
import subprocess
import sys
from math import exp
from pathlib import Path

import pytest

from benchmarks.fit_claims import (
    OWN,
    average_precision,
    held_out,
    quantities_of,
    read_sentences,
    solve,
    told_signs,
)
from coverage.text.figures.claim_weights import WEIGHTS
from coverage.text.figures.claims import checkworthiness

ROOT = Path(__file__).resolve().parents[2]
ROWS = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def some() -> list[dict[str, object]]:
    """Three hundred sentences, the same ones each time."""
    return random.Random(7).sample(ROWS, 300)


def test_a_sentence_is_worth_what_its_signs_add_up_to(some):
    for row in some:
        quantities = quantities_of(row["text"])
        told = told_signs(row["text"], quantities)
        total = sum(WEIGHTS[sign] * value for sign, value in told.items())
        worth = checkworthiness(row["text"], quantities)
        assert worth == pytest.approx(1 / (1 + exp(-total)), abs=0.002), row["text"]


def test_weights_fitted_on_some_sentences_order_the_others(tmp_path, some):
    path = tmp_path / "some.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")
    sentences = read_sentences(path)
    labels = [sentence.label for sentence in sentences]
    share = sum(labels) / len(labels)
    assert average_precision(labels, held_out(sentences, 2, 1)) > share + 0.25


def test_the_fit_prints_each_sign_and_what_it_is_worth(tmp_path, some):
    path = tmp_path / "some.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in some[:100]), encoding="utf-8")
    script = str(ROOT / "benchmarks" / "fit_claims.py")
    command = [sys.executable, script, str(path), "--folds", "2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "held out, 2 folds: AP 0." in done.stdout
    assert "matter of record" in done.stdout


def test_our_sentences_are_of_both_labels_and_half_of_them_hard():
    assert {row["label"] for row in ROWS} == {0, 1}
    assert len({row["text"] for row in ROWS}) == len(ROWS) >= 900
    assert sum(row["hard"] for row in ROWS) * 2 >= len(ROWS)


def test_average_precision_does_not_profit_from_the_order_of_equal_scores():
    labels = [1] * 50 + [0] * 50
    assert average_precision(labels, [0.0] * 100) < 0.75
    assert average_precision(labels, [1.0] * 50 + [0.0] * 50) == 1.0


def test_equations_are_solved():
    assert solve([[2.0, 1.0], [1.0, 3.0]], [5.0, 10.0]) == pytest.approx([1.0, 3.0])
