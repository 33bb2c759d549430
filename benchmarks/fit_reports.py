"""Fit how sure reports without marks are: benchmarks/fit_reports.py GOLD.jsonl [-o WEIGHTS]

GOLD is what `fit_quotes.py` takes; its quotes of kind "indirect" and "mixed" are what a report is
held against. A report counts as right when its letters and a gold quote's overlap by half (readers
differ more on where a clause ends than on what stands in marks) and the speakers are the same. The
model is a logistic regression over the features of `coverage/text/speech/surety.py`, fitted by
gradient descent with a pull towards zero. Folds are whole articles, and the reliability printed is
that of articles held out. Only numbers and feature names are written.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from math import exp
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.fit_quotes import Article, open_gold, print_reliability
from benchmarks.quote_scores import Quote, same_speaker
from coverage.text.found import FoundQuote
from coverage.text.people.resolution import Cast
from coverage.text.quotes import quotes
from coverage.text.speech.reports import Reported
from coverage.text.speech.surety import Told

ENOUGH = 0.5
ROUNDS, RATE, PULL = 400, 4.0, 1.0
#: Gold reports of one article are told by few readers: a report beside none of them is counted
#: as wrong though it may only have been passed over.
KINDS = frozenset(["indirect", "mixed", "direct"])


class Report(NamedTuple):
    """A report as read, by its features, and whether the gold has it with this speaker."""

    article: int
    told: Told
    right: bool


def reports_of(number: int, article: Article) -> list[Report]:
    """The reports the reader finds in one article, but those of headlines."""
    found: list[tuple[Reported, FoundQuote]] = []
    make = quotes._reported_quote

    def watch(body: str, reported: Reported, cast: Cast) -> FoundQuote:
        quote = make(body, reported, cast)
        found.append((reported, quote))
        return quote

    quotes._reported_quote = watch
    try:
        opened = article.opened
        quotes.find_quotes(opened.body, opened.passages, opened.posts, opened.language, True)
    finally:
        quotes._reported_quote = make
    gold = [quote for quote in article.gold["quotes"] if quote["kind"] in KINDS]
    return [
        Report(number, reported.told, is_right(quote, gold))
        for reported, quote in found
        if reported.told
    ]


def is_right(report: FoundQuote, gold: list[Quote]) -> bool:
    """True where a gold quote has the half of its letters and its speaker."""
    for quote in gold:
        shared = min(report.span.end, quote["end"]) - max(report.span.start, quote["start"])
        length = max(report.span.end, quote["end"]) - min(report.span.start, quote["start"])
        if shared > ENOUGH * length:
            named = report.speaker.span.text if report.speaker else ""
            return same_speaker((quote.get("speaker") or {}).get("text", ""), named)
    return False


def fit(reports: list[Report]) -> dict[str, float]:
    """Feature → log-odds; `always` is what every report has."""
    weights: dict[str, float] = defaultdict(float)
    for _ in range(ROUNDS):
        slopes: dict[str, float] = defaultdict(float)
        for report in reports:
            error = report.right - likelihood(report.told, weights)
            for feature in ("always", *report.told):
                slopes[feature] += error
        for feature, slope in slopes.items():
            pull = 0.0 if feature == "always" else PULL * weights[feature]
            weights[feature] += RATE * (slope - pull) / max(1, len(reports))
    return weights


def likelihood(told: Told, weights: dict[str, float]) -> float:
    return 1 / (1 + exp(-weights["always"] - sum(weights[feature] for feature in told)))


def write(weights: dict[str, float], path: Path) -> None:
    head = [
        "# How sure a report without marks is, in log-odds: the sum of what it has.",
        "# Written by benchmarks/fit_reports.py.",
    ]
    lines = [f"{name} {value:.2f}" for name, value in sorted(weights.items())]
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("gold", type=Path)
    cli.add_argument("-o", "--output", type=Path, help="write weights fitted on all of GOLD")
    cli.add_argument("--folds", type=int, default=10)
    args = cli.parse_args()
    articles = open_gold(args.gold)
    reports = [one for n, article in enumerate(articles) for one in reports_of(n, article)]
    forms: dict[str, list[bool]] = defaultdict(list)
    for report in reports:
        forms[report.told[0]].append(report.right)
    for form, rights in sorted(forms.items(), key=lambda row: -len(row[1])):
        print(f"{form:<20}{len(rights):6d}   right {sum(rights) / len(rights):.2f}")
    held_out: list[tuple[float, bool]] = []
    for fold in range(args.folds):
        weights = fit([report for report in reports if report.article % args.folds != fold])
        held_out += [
            (likelihood(report.told, weights), report.right)
            for report in reports
            if report.article % args.folds == fold
        ]
    print(f"held out, {args.folds} folds of articles")
    print_reliability(held_out)
    if args.output:
        write(fit(reports), args.output)


if __name__ == "__main__":
    main()
