"""Fit and measure the weights of grouping: prints held-out folds and the weights.

    python -m benchmarks.fit_grouping GOLD.jsonl[.gz] [--epochs N] [--alone]

GOLD holds {"id", "date", "title", "text", "story"}. Pairs within the window are fitted by logistic
regression, cross-validated over stories (five folds); the figures printed are those of the folds
held out. The weights go by hand into `coverage/text/grouping/similarity.py`: the second of each
pair as fitted, the first with --alone, where no article but the background says how common words
are.
"""

from __future__ import annotations

import argparse
import json
import random
from datetime import date
from math import exp, log

from benchmarks.fit_background import read_rows
from coverage.text.grouping.grouping import WINDOW_DAYS
from coverage.text.grouping.similarity import WEIGHTS, Frequencies, Weighed, likeness_features, sign

Row = tuple[int, int, dict[str, float], bool]  # two story numbers, features, same story
NAMES = list(WEIGHTS)


def read_pairs(path: str, alone: bool) -> tuple[list[Row], int]:
    """Every pair of articles within the window, and the number of stories."""
    rows = list(read_rows(path))
    stories: dict[str, int] = {}
    known = Frequencies()
    signed = []
    for row in rows:
        published = date.fromisoformat(row["date"][:10]) if row["date"] else None
        signed.append(sign(row["title"], row["text"], published))
        if not alone:
            known.add(signed[-1])
        stories.setdefault(row["story"], len(stories))
    weighed = [Weighed(signature, known) for signature in signed]
    pairs = []
    for i, a in enumerate(weighed):
        for j in range(i):
            b = weighed[j]
            if a.signature.day is not None and b.signature.day is not None:
                if abs(a.signature.day - b.signature.day) > WINDOW_DAYS:
                    continue
            found = {"always": 1.0, **likeness_features(a, b)}
            one, other = stories[rows[i]["story"]], stories[rows[j]["story"]]
            if found["texts"] > 0.02 or one == other:
                pairs.append((one, other, found, one == other))
    return pairs, len(stories)


def fit(pairs: list[Row], epochs: int) -> dict[str, float]:
    """Weights by stochastic gradient descent on the log loss, with a little L2."""
    weights = dict.fromkeys(NAMES, 0.0)
    chance = random.Random(7)
    order = list(range(len(pairs)))
    for epoch in range(epochs):
        chance.shuffle(order)
        rate = 0.3 / (1 + 0.3 * epoch)
        for n in order:
            _, _, found, same = pairs[n]
            total = sum(weights[name] * value for name, value in found.items())
            wrong = same - 1 / (1 + exp(-max(-30.0, min(30.0, total))))
            for name, value in found.items():
                weights[name] += rate * (wrong * value - 1e-5 * weights[name])
    return weights


def measure(pairs: list[Row], weights: dict[str, float]) -> dict[str, float]:
    loss, hit, guessed, true = 0.0, 0, 0, 0
    for _, _, found, same in pairs:
        total = sum(weights[name] * value for name, value in found.items())
        likely = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
        loss -= log(max(1e-12, likely if same else 1 - likely))
        guessed, true, hit = guessed + (likely >= 0.5), true + same, hit + (likely >= 0.5 and same)
    precision, recall = hit / max(1, guessed), hit / max(1, true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"loss": round(loss / len(pairs), 5), "f1": round(f1, 4)}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("gold")
    cli.add_argument("--epochs", type=int, default=12)
    cli.add_argument("--alone", action="store_true")
    args = cli.parse_args()
    pairs, stories = read_pairs(args.gold, args.alone)
    print(f"{len(pairs)} pairs, {stories} stories; fold: log loss and pair F1 held out")
    for fold in range(5):
        held = [p for p in pairs if p[0] % 5 == fold or p[1] % 5 == fold]
        rest = [p for p in pairs if p[0] % 5 != fold and p[1] % 5 != fold]
        print(fold, json.dumps(measure(held, fit(rest, args.epochs))))
    weights = fit(pairs, args.epochs)
    print(json.dumps({name: round(value, 2) for name, value in weights.items()}))


if __name__ == "__main__":
    main()
