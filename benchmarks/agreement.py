"""How often an interval of agreement holds the true figure, by number of articles.

    python -m benchmarks.agreement [--studies 400]

Two invented coders mark articles with a tag; some articles are harder than others. The figure of
20,000 articles is taken as the true one. A nominal 95 % interval would hold it 95 times of 100.
"""

from __future__ import annotations

import argparse
import random

from coverage.text.agreement.agreement import Compared, measure
from coverage.text.agreement.units import Continuum, Stretch, joined

MANY = 20_000
SIZES = (10, 12, 15, 20, 30, 50)
DRAWS = 200
TOLERANCE = 1


def invented(chance: random.Random) -> Continuum:
    """An article of two coders who find most units and differ at some edges."""
    length, ease = chance.randint(250, 700), chance.random()
    units: tuple[list[Stretch], list[Stretch]] = ([], [])
    for _ in range(chance.randint(0, 6)):
        start = chance.randrange(length - 30)
        end = start + chance.randint(5, 25)
        for marked in units:
            if chance.random() < 0.6 + 0.35 * ease:
                begin = max(0, start + chance.choice([0, 0, 0, 0, 1, -1, 3, -4]))
                marked.append((begin, end + chance.choice([0, 0, 0, 0, 1, -1, 4])))
    return Continuum(length, {coder: {1: joined(marked)} for coder, marked in enumerate(units)})


def figures(articles: list[Continuum], draws: int) -> Compared:
    return measure(articles, [(0, 1)], [1], TOLERANCE, draws)[0]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--studies", type=int, default=400, help="studies of each size")
    studies = arguments.parse_args().studies
    chance = random.Random(2)
    true = figures([invented(chance) for _ in range(MANY)], 0).overall
    print(f"true alpha {true.alpha.figure:.3f}, percent {true.percent.figure:.1f}")
    print("articles  alpha held  percent held   (of 100 intervals)")
    for size in SIZES:
        held = [0, 0]
        for _ in range(studies):
            found = figures([invented(chance) for _ in range(size)], DRAWS).overall
            for place, (value, truth) in enumerate(
                ((found.alpha, true.alpha), (found.percent, true.percent))
            ):
                if value.interval and truth.figure is not None:
                    low, high = value.interval
                    held[place] += low <= truth.figure <= high
        alpha, percent = (100 * count / studies for count in held)
        print(f"{size:8}  {alpha:10.1f}  {percent:12.1f}")


if __name__ == "__main__":
    main()
