"""Fit the weights of the speaker scorer: benchmarks/fit_quotes.py GOLD.jsonl [-o weights.txt]

GOLD has one article a line: {"id", "text", "quotes": [{"start", "end", "kind", "speaker": {"start",
"end", "text"} or null}]}. The model is a conditional logit over a stretch's candidates and
"nobody", fitted by Adagrad with a pull towards zero. Folds are whole articles; what is printed is
measured on the fold held out. Only numbers and feature names are written.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from math import exp, sqrt
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coverage.text import attribution, quotes, weights
from coverage.text.found import Passage
from coverage.text.nobody import nobody_features
from coverage.text.spans import Span, as_body

LINE = re.compile(r"[^\n]*\S[^\n]*")
WORD = re.compile(r"\w+")
Case = tuple[list[list[str]], list[int], list[str]]  # candidates' features, right ones, notes


def cases_of(article: dict) -> list[Case]:
    """Each marked stretch of one article as a case to learn from."""
    body = as_body(article["text"])
    passages = [
        Passage(Span(m.start(), m.end(), m.group()), "paragraph") for m in LINE.finditer(body)
    ]
    golds = [q for q in article["quotes"] if q["kind"] in ("direct", "mixed")]
    cases: list[Case] = []
    choose = attribution.choose

    def watch(frame, index, rows):
        stretch = frame.stretches[index]
        gold = best_match(stretch.start, stretch.end, golds)
        cues = attribution.cues_near(frame, index)
        features = [row.features for row in rows] + [nobody_features(frame, index, cues)]
        if gold is not None:
            speaker = gold.get("speaker")
            if speaker:
                right = [k for k, row in enumerate(rows) if same(body, row, speaker)]
                if right:
                    cases.append((features, right, [gold["kind"]]))
        elif best_match(stretch.start, stretch.end, article.get("ignore", []), 0.5) is None:
            if not any(g["start"] < stretch.end and stretch.start < g["end"] for g in golds):
                cases.append((features, [len(rows)], ["none"]))
        return choose(frame, index, rows)

    attribution.choose = watch
    try:
        quotes.find_quotes(body, passages)
    finally:
        attribution.choose = choose
    return cases


def best_match(start: int, end: int, golds: list[dict], least: float = 0.75) -> dict | None:
    for gold in golds:
        shared = min(end, gold["end"]) - max(start, gold["start"])
        if shared > least * (max(end, gold["end"]) - min(start, gold["start"])):
            return gold
        if least == 0.5 and shared > 0.5 * (end - start):
            return gold
    return None


def same(body: str, row: attribution.Candidate, speaker: dict) -> bool:
    tokens = row.frame.tokens
    start, end = tokens[row.subject.first].start, tokens[row.subject.last - 1].end
    if start < speaker["end"] and speaker["start"] < end:
        return True
    mine = WORD.findall(body[start:end].lower())
    theirs = WORD.findall(re.split(r",| of | for | who ", speaker["text"].lower())[0])
    return bool(mine and theirs and mine[-1] == theirs[-1])


def fit(cases: list[Case], start: dict[str, float], rounds: int, pull: float) -> dict[str, float]:
    table: dict[str, float] = defaultdict(float, start)
    squares: dict[str, float] = defaultdict(lambda: 1e-3)
    order = list(range(len(cases)))
    shuffle = random.Random(5)
    for _ in range(rounds):
        shuffle.shuffle(order)
        for number in order:
            features, right, _ = cases[number]
            sums = [sum(table[f] for f in row) for row in features]
            top = max(sums)
            parts = [exp(value - top) for value in sums]
            whole = sum(parts)
            good = sum(parts[k] for k in right)
            slope: dict[str, float] = defaultdict(float)
            for k, row in enumerate(features):
                wanted = parts[k] / good if k in right else 0.0
                step = wanted - parts[k] / whole
                if abs(step) > 1e-6:
                    for feature in row:
                        slope[feature] += step
            for feature, value in slope.items():
                value -= pull * table[feature]
                squares[feature] += value * value
                table[feature] += 0.3 * value / sqrt(squares[feature])
    return dict(table)


def accuracy(cases: list[Case], table: dict[str, float]) -> dict[str, list[int]]:
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for features, right, notes in cases:
        sums = [sum(table.get(f, 0.0) for f in row) for row in features]
        chosen = max(range(len(sums)), key=lambda k: (sums[k], -k))
        for note in notes:
            tally[note][0] += chosen in right
            tally[note][1] += 1
    return dict(tally)


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("gold", type=Path)
    cli.add_argument("-o", "--output", type=Path)
    cli.add_argument("--folds", type=int, default=5)
    cli.add_argument("--rounds", type=int, default=12)
    cli.add_argument("--pull", type=float, default=0.002)
    args = cli.parse_args()
    articles = [json.loads(line) for line in args.gold.open(encoding="utf-8")]
    per_article = [cases_of(article) for article in articles]
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for fold in range(args.folds if args.folds > 1 else 0):
        kept = [c for n, cases in enumerate(per_article) if n % args.folds != fold for c in cases]
        out = [c for n, cases in enumerate(per_article) if n % args.folds == fold for c in cases]
        table = fit(kept, {}, args.rounds, args.pull)
        for note, (good, seen) in accuracy(out, table).items():
            total[note][0] += good
            total[note][1] += seen
    for note, (good, seen) in sorted(total.items()):
        print(f"held out, {note:<8} {good:5d} of {seen:5d} right: {100 * good / seen:.1f} %")
    every = [c for cases in per_article for c in cases]
    print(
        "the weights in use:",
        {k: f"{100 * g / n:.1f} %" for k, (g, n) in accuracy(every, weights.weights()).items()},
    )
    if args.output:
        table = fit(every, {}, args.rounds, args.pull)
        head = [
            "# What speaks for a candidate speaker, and (nobody…) against there being one.",
            "# A feature and its weight a line; the highest sum wins.",
            "# Written by benchmarks/fit_quotes.py.",
        ]
        lines = [
            f"{name} {value:.2f}" for name, value in sorted(table.items()) if abs(value) >= 0.005
        ]
        args.output.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
