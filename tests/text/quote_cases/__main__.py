"""`python -m tests.text.quote_cases [--limits] [GENRE…]`: the table, and what is read wrong."""

from __future__ import annotations

import sys
from collections import Counter

from . import LIMITS, load_cases
from .compare import ASPECTS, compare
from .table import table

HEAD = "# What the reader does not read right today, written by python -m tests.text.quote_cases\n"


def main(arguments: list[str]) -> None:
    genres = [one for one in arguments if not one.startswith("-")]
    cases = [case for case in load_cases() if not genres or case.genre in genres]
    outcomes = {case.id: compare(case) for case in cases}
    if "--limits" in arguments:
        lines = [
            f"{case}: {', '.join(aspect for aspect in ASPECTS if aspect in outcome.aspects)}\n"
            for case, outcome in outcomes.items()
            if outcome.mistakes
        ]
        LIMITS.write_text(HEAD + "".join(lines), encoding="utf-8")
    for case, outcome in outcomes.items():
        for aspect, words in outcome.mistakes:
            print(f"{aspect:8} {case}: {words}")
    print(table(outcomes))
    print(dict(Counter(a for one in outcomes.values() for a in one.aspects)))


if __name__ == "__main__":
    main(sys.argv[1:])
