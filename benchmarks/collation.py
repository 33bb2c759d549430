"""How well stories are laid side by side, beside simple means.

    python -m benchmarks.collation --gold DIR [--half dev]

DIR holds HALF.stories.jsonl (stories, as `manage.py collate` takes them) and HALF.gold.jsonl (what
somebody labelled by reading; the form is in collation_scores.py); without HALF, stories.jsonl and
gold.jsonl, or the only half there is. Prints one table: F1 of the links between quotes of one
utterance, of the names of their changes, of the links between figures; how many relations are
right; of rows recall, absence, pair precision and the harmonic mean of the three (f3); sentences
lost and letters doubled; stories per CPU-second. Under each figure its 95 % interval over stories
drawn with replacement: where stories are few, it is wide.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.collation_baselines import collate_simply
from benchmarks.collation_scores import count_story, figures_of, interval
from coverage.management.pipes.collate import answer_row

Json = dict[str, Any]
COLUMNS = (
    ("utterance links", "quote"),
    ("kinds of change", "change"),
    ("figure links", "figure"),
    ("relations", "relation"),
    ("not “same”", "other relation"),
    ("rows: recall", "recall"),
    ("absence", "absence"),
    ("pairs", "pairs"),
    ("f3", "f3"),
)
MEANS: tuple[tuple[str, Callable[[Json], Any]], ...] = (
    ("ours", answer_row),
    ("simple means", collate_simply),
)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR")
    parser.add_argument("--half", default="")
    parser.add_argument("--draws", type=int, default=1000)
    asked = parser.parse_args()
    stories, gold = load(asked.gold, asked.half)
    print(f"{len(stories)} stories, {sum(len(s['articles']) for s in stories)} articles\n")
    heads = [name for name, _ in COLUMNS]
    print(_line(["", *heads, "lost / doubled", "stories per CPU-s"]))
    print(_line(["---"] * (len(heads) + 3)))
    for name, collate in MEANS:
        for line in measure(name, collate, stories, gold, asked.draws):
            print(_line(line))


def load(folder: Path, half: str) -> tuple[list[Json], dict[str, Json]]:
    """The stories that somebody labelled, and their labels; SystemExit where there are none."""
    names = sorted(folder.glob(f"{half}.stories.jsonl" if half else "*stories.jsonl"))
    if len(names) != 1:
        sys.exit(f"{folder}: {len(names)} files of stories; say which half with --half")
    labels = names[0].with_name(names[0].name.replace("stories.jsonl", "gold.jsonl"))
    if not labels.exists():
        sys.exit(f"{labels} is missing")
    gold = {row["story"]: row for row in _rows(labels)}
    return [row for row in _rows(names[0]) if row["story"] in gold], gold


def _rows(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def measure(
    name: str,
    collate: Callable[[Json], Any],
    stories: Sequence[Json],
    gold: dict[str, Json],
    draws: int,
) -> list[list[str]]:
    """Two lines of the table: the figures, and their intervals."""
    began = time.process_time()
    found = [collate(story) for story in stories]
    took = time.process_time() - began
    counts = [count_story(s, gold[s["story"]], f) for s, f in zip(stories, found, strict=True)]
    figures = figures_of(sum(counts, Counter()))
    ends = [interval(counts, figure, draws) for _, figure in COLUMNS]
    lost = f"{figures['lost']:.3f} / {figures['doubled']:.3f}"
    return [
        [name, *(f"{figures[figure]:.3f}" for _, figure in COLUMNS), lost]
        + [f"{len(stories) / max(took, 0.001):.0f}"],
        ["", *(f"{low:.2f}–{high:.2f}" for low, high in ends), "", ""],
    ]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
