"""`benchmarks/fit_claims.py`: what the signs of a claim say, fitted and measured on sentences held
out; and the letters by which sentences are weighed say what the signs say, one by one."""

import json
import random
import subprocess
import sys
from math import exp
from pathlib import Path

import pytest

from benchmarks.claim_rows import OWN, Row, fold_of, join_rows, read_rows
from benchmarks.fit_claim_words import choose_words, fit_words, table_of, weigh_words
from benchmarks.fit_claims import (
    average_precision,
    held_out,
    quantities_of,
    read_sentences,
    solve,
    told_signs,
)
from coverage.text.figures.claim_weights import WEIGHTS
from coverage.text.figures.claims import checkworthiness
from coverage.text.lexicons import lines

ROOT = Path(__file__).resolve().parents[2]
IN_USE = {word: int(hundredths) / 100 for word, hundredths in lines("claim_words")}
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
        total += weigh_words(row["text"], IN_USE)
        worth = checkworthiness(row["text"], quantities)
        assert worth == pytest.approx(1 / (1 + exp(-total)), abs=0.002), row["text"]


def test_weights_fitted_on_some_sentences_order_the_others(tmp_path, some):
    path = tmp_path / "some.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in some), encoding="utf-8")
    sentences = read_sentences(read_rows(path))
    labels = [sentence.row.label for sentence in sentences]
    share = sum(labels) / len(labels)
    by_signs, by_both = held_out(sentences, [], 2, 1)
    assert average_precision(labels, by_signs) > share + 0.25
    assert average_precision(labels, by_both) > share + 0.25


def test_sentences_of_one_topic_are_held_out_together():
    rows = read_rows()
    folds = fold_of(rows, 5, 1)
    assert len({(row.topic, fold) for row, fold in zip(rows, folds, strict=True)}) == len(
        {row.topic for row in rows}
    )
    assert min(folds.count(fold) for fold in range(5)) * 10 > len(rows)


def test_a_sentence_joined_of_two_is_worth_checking_where_one_of_them_is():
    rows = [
        Row("The port lost 40 jobs.", 1, 1.0, "port"),
        Row("We want a strong port.", 0, 1.0, "port"),
    ]
    joined = [row for row in join_rows(rows) if "jobs" in row.text and "strong" in row.text]
    assert joined
    assert all(row.label == 1 and row.topic == "port" for row in joined)
    assert all(row.text.endswith(".") and ". " not in row.text for row in joined)


def test_a_word_is_weighed_by_what_the_signs_leave():
    rows = [
        Row(f"{word} {name}", label, 1.0, f"{n % 5}")
        for n in range(40)
        for word, label in (("vetoed", 1), ("dreamed", 0))
        for name in ("Kolm", "of the")
    ]
    known = choose_words(rows) | {"vetoed", "dreamed"}
    weights = fit_words(rows, [0.0] * len(rows), known)
    assert weights["vetoed"] > 0.1 > -0.1 > weights["dreamed"]
    assert "kolm" not in known
    assert table_of({"vetoed": 0.5, "ran": 0.01, "dreamed": -9.0}) == "vetoed 50\ndreamed -60\n"


def test_the_fit_prints_each_sign_and_what_it_is_worth(tmp_path, some):
    path = tmp_path / "some.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in some[:100]), encoding="utf-8")
    script = str(ROOT / "benchmarks" / "fit_claims.py")
    command = [sys.executable, script, str(path), "--folds", "2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "held out, 2 folds: AP 0." in done.stdout
    assert "matter of record" in done.stdout


def test_our_sentences_are_of_both_labels_and_a_third_of_them_hard():
    assert {row["label"] for row in ROWS} == {0, 1}
    assert len({row["text"] for row in ROWS}) == len(ROWS) >= 2800
    assert sum(row["hard"] for row in ROWS) * 3 >= len(ROWS)


def test_average_precision_does_not_profit_from_the_order_of_equal_scores():
    labels = [1] * 50 + [0] * 50
    assert average_precision(labels, [0.0] * 100) < 0.75
    assert average_precision(labels, [1.0] * 50 + [0.0] * 50) == 1.0


def test_equations_are_solved():
    assert solve([[2.0, 1.0], [1.0, 3.0]], [5.0, 10.0]) == pytest.approx([1.0, 3.0])
