"""How well and how fast articles are grouped into stories, in one table beside plain ways.

    benchmarks/stories --gold DIR [--half NAME]     (or python -m benchmarks.stories)

DIR holds, each where there is one, allsides.NAME.jsonl.gz, basil.NAME.jsonl.gz and
ecbtopic.NAME.jsonl.gz (NAME is "dev" unless said; not packed will do). An article a line, in order
of arrival: {"id", "outlet", "date", "title", "text", "story"}. Every way of grouping runs over the
same rows in the same go; its speed is in articles for each second of processor time of the work
itself, signing included, without reading the file. The interval is that of B-cubed F1 over stories
drawn anew a thousand times: what lies inside it is no difference.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.fit_background import read_rows
from benchmarks.story_baselines import each_alone, tf_idf, title_jaccard
from benchmarks.story_scores import interval, score
from coverage.management.pipes.group import sign_row
from coverage.text.grouping.grouping import group

SETS = (("allsides", "AllSides"), ("basil", "BASIL"), ("ecbtopic", "ECB+ topics"))
Rows = Sequence[Any]


def ours(rows: Rows, how: str) -> list[int]:
    """A group for each row, by the code behind `manage.py group`."""
    arriving = ((str(n), sign_row(row)) for n, row in enumerate(rows))
    return [int(story) for _, story, _ in group(arriving, batch=how == "batch")]


WAYS: tuple[tuple[str, Callable[[Rows, str], list[int]]], ...] = (
    ("ours", ours),
    ("each alone", each_alone),
    ("title Jaccard", title_jaccard),
    ("TF-IDF title ×2 + lead", tf_idf),
)


def table(name: str, rows: Rows) -> list[str]:
    """The lines of one set: every way, online and in a batch."""
    gold = {str(n): row["story"] for n, row in enumerate(rows)}
    lines = [f"{name}: {len(rows)} articles, {len(set(gold.values()))} stories"]
    lines.append(
        f"  {'':24}{'':8}{'B3 P':>7}{'R':>7}{'F1':>7}  {'95 %':15}{'pair F1':>9}{'per CPU-s':>11}"
    )
    for how in ("online", "batch"):
        for way, grouping in WAYS:
            begun = time.process_time()
            found = grouping(rows, how)
            spent = time.process_time() - begun
            by_key = {str(n): str(one) for n, one in enumerate(found)}
            s, (low, high) = score(gold, by_key), interval(gold, by_key)
            speed = f"{len(rows) / spent:,.0f}" if grouping is not each_alone else "–"
            lines.append(
                f"  {way:24}{how:8}{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}"
                f"  {low:.3f} to {high:.3f} {s.pair_f1:9.3f}{speed:>11}"
            )
    return lines


def find(folder: Path, name: str) -> Path | None:
    """The file of a set, packed or not."""
    for ending in (".jsonl.gz", ".jsonl"):
        if (path := folder / f"{name}{ending}").is_file():
            return path
    return None


def main(given: Sequence[str] | None = None) -> int:
    cli = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    cli.add_argument("--gold", type=Path, required=True, metavar="DIR")
    cli.add_argument("--half", default="dev", metavar="NAME")
    args = cli.parse_args(given)
    found = [(title, find(args.gold, f"{name}.{args.half}")) for name, title in SETS]
    if not any(path for _, path in found):
        wanted = ", ".join(f"{name}.{args.half}.jsonl.gz" for name, _ in SETS)
        print(f"{args.gold} holds none of {wanted}", file=sys.stderr)
        return 2
    for title, path in found:
        if path is None:
            print(f"{title}: not there")
            continue
        print("\n".join(table(title, list(read_rows(str(path))))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
