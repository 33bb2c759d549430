"""Fit and measure the weights of grouping: prints held-out figures and the weights.

    python -m benchmarks.fit_grouping GOLD.jsonl[.gz] [--seeds N]

GOLD holds {"id", "outlet", "date", "title", "text", "story"} in order of arrival and, for the
voices, "kind" ("NEWS" is a report, anything else is not). The pairs are those the grouper compares,
as articles arrive and all at once.

Both regressions are fitted by Newton's method and cross-validated over stories in five folds: the
voice of an article comes from weights that saw none of its fold, the likeness of a pair from
weights that saw neither of its two folds, in its pairs. The groupings printed are made with these,
so no story is grouped by what was learned from it; a seed deals the stories into folds. What is
the same for every fold, the two thresholds and which features there are, was chosen on all of GOLD.

The weights at the end go by hand into `coverage/text/grouping/similarity.py` and `voice.py`. That
of "one outlet" is halved there: the gold holds at most one article of an outlet and story because
it was collected so, and outlets do tell an event twice. "headlines foreign" is set by hand.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import exp, log

from benchmarks.fit_background import read_rows
from benchmarks.story_scores import score
from coverage.text.grouping import voice
from coverage.text.grouping.grouping import Signature, group, sign
from coverage.text.grouping.similarity import WEIGHTS, Weighed, likeness, likeness_features

FOLDS = 5
Features = Mapping[str, float]
Example = tuple[Features, bool]
Pair = tuple[int, int, Features, bool]  # two articles, by number


def fit(examples: Sequence[Example], names: Sequence[str], begin: Features) -> dict[str, float]:
    """The weights that make the examples likeliest, with a prior of variance one on each but
    "always"; from `begin` on, until no weight moves by a hundredth."""
    at = {name: n for n, name in enumerate(names)}
    weights = [begin.get(name, 0.0) for name in names]
    rows = [([(at[name], value) for name, value in found.items()], y) for found, y in examples]
    for _ in range(25):
        slope = [-(w if name != "always" else 0.0) for w, name in zip(weights, names, strict=True)]
        bend = [[float(n == m and names[n] != "always") for m in at.values()] for n in at.values()]
        for row, same in rows:
            likely = chance(sum([weights[n] * value for n, value in row]))
            spread = likely * (1 - likely)
            for n, value in row:
                slope[n] += (same - likely) * value
                times = spread * value
                line = bend[n]
                for m, other in row:
                    line[m] += times * other
        step = solve(bend, slope)
        weights = [weight + by for weight, by in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 0.01:
            break
    return dict(zip(names, weights, strict=True))


def chance(total: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """x of `matrix` x = `right`, by elimination; a feature that never occurs gets 0."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for n in range(size):
        top = max(range(n, size), key=lambda m: abs(rows[m][n]))
        rows[n], rows[top] = rows[top], rows[n]
        if abs(rows[n][n]) < 1e-12:
            rows[n][n] = 1.0
        for m in range(n + 1, size):
            by = rows[m][n] / rows[n][n]
            if by:
                rows[m] = [x - by * y for x, y in zip(rows[m], rows[n], strict=True)]
    found = [0.0] * size
    for n in reversed(range(size)):
        known = sum(rows[n][m] * found[m] for m in range(n + 1, size))
        found[n] = (rows[n][size] - known) / rows[n][n]
    return found


class Gold:
    """The articles of a file, dealt into folds by story."""

    def __init__(self, path: str, seed: int) -> None:
        self.rows = list(read_rows(path))
        stories = sorted({row["story"] for row in self.rows})
        random.Random(seed).shuffle(stories)
        dealt = {story: n % FOLDS for n, story in enumerate(stories)}
        self.folds = [dealt[row["story"]] for row in self.rows]
        self.signatures = [
            sign(row["title"], row["text"], _day(row["date"]), row["outlet"]) for row in self.rows
        ]

    def voices(self) -> list[Example]:
        return [
            (voice.voice_signs(row["title"], row["text"], row["outlet"]), row["kind"] != "NEWS")
            for row in self.rows
        ]

    def with_voices_held_out(self) -> list[Signature]:
        """The signatures, each with the voice that weights from other folds give it."""
        examples, signatures = self.voices(), list(self.signatures)
        for fold in range(FOLDS):
            rest = [e for e, of in zip(examples, self.folds, strict=True) if of != fold]
            weights = fit(rest, list(voice.WEIGHTS), voice.WEIGHTS)
            for n, of in enumerate(self.folds):
                if of == fold:
                    total = sum(weights[name] * value for name, value in examples[n][0].items())
                    signatures[n] = replace(signatures[n], voice=round(chance(total), 3))
        return signatures

    def pairs(self, signatures: Sequence[Signature]) -> list[Pair]:
        """The pairs the grouper compares, as they arrive and in a batch."""
        number = {id(signature): n for n, signature in enumerate(signatures)}
        found: list[Pair] = []

        def alike(a: Weighed, b: Weighed) -> float:
            one, other = number[id(a.signature)], number[id(b.signature)]
            same = self.rows[one]["story"] == self.rows[other]["story"]
            found.append((one, other, likeness_features(a, b), same))
            return likeness(a, b)

        for batch in (False, True):
            for _ in group(zip(map(str, number.values()), signatures, strict=True), batch, alike):
                pass
        return found

    def held_out(self, pairs: Sequence[Pair], begin: Features) -> dict[tuple[int, int], Features]:
        """Two folds, the lower first → weights that saw no pair of either."""
        found: dict[tuple[int, int], Features] = {}
        for one in range(FOLDS):
            for two in range(one, FOLDS):
                held = {one, two}
                rest = [
                    (features, same)
                    for a, b, features, same in pairs
                    if self.folds[a] not in held and self.folds[b] not in held
                ]
                found[one, two] = fit(rest, list(WEIGHTS), begin)
        return found


def _day(written: str) -> date | None:
    return date.fromisoformat(written[:10]) if written else None


def report(gold: Gold, signatures: Sequence[Signature], pairs: Sequence[Pair]) -> None:
    """Print the log loss and the groupings made with weights held out."""
    begin = fit([(found, same) for *_, found, same in pairs], list(WEIGHTS), WEIGHTS)
    weights = gold.held_out(pairs, begin)
    number = {id(signature): n for n, signature in enumerate(signatures)}

    def weigh(one: int, other: int, found: Features) -> float:
        a, b = gold.folds[one], gold.folds[other]
        used = weights[min(a, b), max(a, b)]
        return chance(sum(used[name] * value for name, value in found.items()))

    def alike(a: Weighed, b: Weighed) -> float:
        one, other = number[id(a.signature)], number[id(b.signature)]
        return weigh(one, other, likeness_features(a, b))

    loss = 0.0
    for one, other, found, same in pairs:
        likely = weigh(one, other, found)
        loss -= log(max(1e-12, likely if same else 1 - likely))
    print(f"  log loss of a pair {loss / len(pairs):.4f} ({len(pairs)} pairs)")
    stories = {str(n): row["story"] for n, row in enumerate(gold.rows)}
    for batch in (False, True):
        arriving = zip(map(str, range(len(signatures))), signatures, strict=True)
        s = score(stories, {key: story for key, story, _ in group(arriving, batch, alike)})
        how = "batch " if batch else "online"
        print(
            f"  {how} B3 {s.precision:.3f} {s.recall:.3f} F1 {s.f1:.4f}   pair F1 {s.pair_f1:.4f}"
        )


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("gold")
    cli.add_argument("--seeds", type=int, default=1)
    args = cli.parse_args()
    for seed in range(args.seeds):
        gold = Gold(args.gold, seed)
        signatures = gold.with_voices_held_out()
        print(f"seed {seed}, held out:")
        report(gold, signatures, gold.pairs(signatures))
    print("fitted on everything:")
    print({name: round(w, 2) for name, w in fit(gold.voices(), list(voice.WEIGHTS), {}).items()})
    examples = [(found, same) for *_, found, same in gold.pairs(signatures)]
    print({name: round(w, 2) for name, w in fit(examples, list(WEIGHTS), WEIGHTS).items()})


if __name__ == "__main__":
    main()
