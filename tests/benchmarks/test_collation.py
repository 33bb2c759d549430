"""`python -m benchmarks.collation`: one table, on a gold of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.collation_baselines import collate_simply
from benchmarks.collation_scores import count_story, figures_of, interval
from coverage.management.pipes.collate import answer_row

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "gazette": (
        "The dredger Hilde sank off Kellmouth on Monday with nine men aboard.\n\n"
        "“We cut the rope with an axe,” said Oda Lind, the mate.\n\n"
        "The harbour board fined her owner 4,100 crowns in March."
    ),
    "courier": (
        "Nine men were aboard when the dredger Hilde sank off Kellmouth on Monday.\n\n"
        "Oda Lind said they “cut the rope with an axe”.\n\n"
        "A choir sang on the quay."
    ),
}


def span(key: str, words: str) -> dict[str, int]:
    start = TEXTS[key].index(words)
    return {"start": start, "end": start + len(words)}


def member(key: str, words: str) -> dict[str, Any]:
    return {"article": key, **span(key, words)}


STORY = {
    "story": "hilde",
    "articles": [
        {"id": key, "outlet": key, "date": "2031-05-13", "title": "", "text": text}
        for key, text in TEXTS.items()
    ],
}
GOLD: dict[str, Any] = {
    "story": "hilde",
    "quotations": [
        {
            "members": [
                member("gazette", "We cut the rope with an axe,"),
                member("courier", "cut the rope with an axe"),
            ],
            "differences": ["cut"],
        }
    ],
    "figures": [
        {
            "members": [member("gazette", "nine men"), member("courier", "Nine men")],
            "relation": "same",
        }
    ],
    "facts": [
        {
            "present": {
                "gazette": span("gazette", "The dredger Hilde sank off Kellmouth on Monday"),
                "courier": span("courier", "the dredger Hilde sank off Kellmouth on Monday"),
            }
        },
        {"present": {"gazette": span("gazette", "The harbour board fined"), "courier": None}},
        {"present": {"gazette": None, "courier": span("courier", "A choir sang on the quay.")}},
    ],
}


def scores(found: Any) -> dict[str, float]:
    return figures_of(count_story(STORY, GOLD, found))


def sentence_rows(*cells: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [
        {"cells": {key: [span(key, words) for words in found] for key, found in row.items()}}
        for row in cells
    ]


LINES = {key: text.split("\n\n") for key, text in TEXTS.items()}


def test_what_the_gold_says_scores_one() -> None:
    rows = sentence_rows(
        *({"gazette": [LINES["gazette"][n]], "courier": [LINES["courier"][n]]} for n in (0, 1)),
        {"gazette": [LINES["gazette"][2]]},
        {"courier": [LINES["courier"][2]]},
    )
    found = scores({**GOLD, "rows": rows})
    for figure in ("quote", "change", "figure", "relation", "recall", "absence", "pairs", "f3"):
        assert found[figure] == pytest.approx(1.0), figure
    assert (found["lost"], found["doubled"]) == (0.0, 0.0)


def test_nothing_found_scores_nought_and_loses_every_sentence() -> None:
    found = scores({})
    assert {found[one] for one in ("quote", "figure", "recall", "absence", "f3")} == {0.0}
    assert found["lost"] == 1.0


def test_one_row_for_all_has_no_absence_and_each_sentence_alone_no_recall() -> None:
    one = scores({"rows": sentence_rows(LINES)})
    assert (one["recall"], one["absence"], one["f3"]) == (1.0, 0.0, 0.0)
    assert one["pairs"] < 1
    alone = [{key: [line]} for key, lines in LINES.items() for line in lines]
    each = scores({"rows": sentence_rows(*alone)})
    assert (each["recall"], each["absence"], each["f3"]) == (0.0, 1.0, 0.0)


def test_a_sentence_in_two_rows_is_doubled() -> None:
    assert scores({"rows": sentence_rows(LINES, {"courier": LINES["courier"][:1]})})["doubled"] > 0


def test_a_link_that_gold_does_not_have_is_wrong_and_a_wrong_relation_counts() -> None:
    stray = {"members": [member("gazette", "axe"), member("courier", "Hilde")]}
    found = scores({"quotations": [*GOLD["quotations"], stray], "figures": []})
    assert found["quote"] == pytest.approx(2 / 3)
    figure = {**GOLD["figures"][0], "relation": "conflict"}
    assert scores({"figures": [figure]})["relation"] == 0.0
    assert scores({"figures": [figure]})["figure"] == 1.0


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    counts = [count_story(STORY, GOLD, found) for found in (answer_row(STORY), {}, GOLD)]
    low, high = interval(counts, "quote", draws=200)
    assert low <= figures_of(sum(counts, Counter()))["quote"] <= high
    assert interval(counts, "quote", draws=200) == (low, high)


def test_simple_means_lose_nothing_and_find_what_is_plain() -> None:
    found = scores(collate_simply(STORY))
    assert (found["lost"], found["doubled"]) == (0.0, 0.0)
    assert found["quote"] == 1.0
    assert found["recall"] == 1.0


def table(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.collation", "--gold", str(folder), *more]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120)


def test_the_table_stands_beside_simple_means_with_intervals(tmp_path: Path) -> None:
    (tmp_path / "own.stories.jsonl").write_text(json.dumps(STORY) + "\n")
    (tmp_path / "own.gold.jsonl").write_text(json.dumps(GOLD) + "\n")
    done = table(tmp_path, "--draws", "50")
    assert done.returncode == 0, done.stderr
    assert "1 stories, 2 articles" in done.stdout
    lines = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert [line.split("|")[1].strip() for line in lines[2:]] == ["ours", "", "simple means", ""]
    ours = lines[2].split("|")[2:]
    assert float(ours[0]) == float(ours[5]) == 1.0


def test_a_folder_without_labels_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "own.stories.jsonl").write_text("")
    done = table(tmp_path)
    assert done.returncode == 1
    assert "own.gold.jsonl is missing" in done.stderr
