"""Fit the weights of the speaker scorer: benchmarks/fit_quotes.py GOLD.jsonl [-o weights.txt]

GOLD has one article a line: {"id", "text", "quotes": [{"start", "end", "kind", "speaker": {"start",
"end", "text"} or null}]}. The model is a conditional logit over a stretch's candidates and
"nobody", fitted by Adagrad with a pull towards zero. Folds are whole articles: each is read from
end to end with weights fitted on the others, and what is printed is measured on that. Only numbers
and feature names are written.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from math import exp, sqrt
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.quote_scores import ENOUGH, Quote, Tally, add_article, same_speaker
from coverage.documents.opened import OpenedArticle
from coverage.documents.opening import open_text
from coverage.text.frames.frames import Frame
from coverage.text.marked.nobody import nobody_features
from coverage.text.quotes import attribution, quotes
from coverage.text.quotes.attribution import Attributed, Candidate
from coverage.text.weights import Weights, weights

#: How far one case moves a weight that nothing has moved before.
RATE = 0.3
#: Folds inside the articles learned from.
INNER = 3
#: How strongly the weights of speakers, and of whether one is right, are pulled towards zero.
PULLS = (2.0, 10.0)
KINDS = {"direct": {"direct"}, "quoted": {"direct", "mixed"}}


Choice = tuple[list[Sequence[str]], list[int]]  # rows of features, and the right ones


class Case(NamedTuple):
    """One stretch to learn from: who may have said it, which of them did, and whether it is a
    quote at all; None where the gold does not tell."""

    frame: Frame
    index: int
    rows: list[Candidate]
    right: list[int]
    previous: Attributed | None


class Article(NamedTuple):
    """A gold article and how the documents room opens it."""

    gold: dict[str, Any]
    opened: OpenedArticle


def open_gold(path: Path) -> list[Article]:
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    return [Article(row, open_text(row["text"])) for row in rows]


def read_with(article: Article, table: Weights) -> list[Quote]:
    """The article's quotes as read with these weights."""
    attribution.weights = lambda: table
    opened = article.opened
    found = quotes.find_quotes(opened.body, opened.passages, opened.posts, opened.language)
    return [
        {
            "start": quote.span.start,
            "end": quote.span.end,
            "kind": quote.kind,
            "speaker": {"text": quote.speaker.span.text} if quote.speaker else None,
            "confidence": quote.confidence,
        }
        for quote in found
        if quote.kind != "indirect" and not quote.is_turn
    ]


def cases_of(
    article: Article, table: Weights, count: Callable[[Quote, bool], None] | None = None
) -> list[Case]:
    """Each marked stretch of one article as a case to learn from; `count` hears of each gold
    quote whether a right speaker was among the candidates."""
    gold = [quote for quote in article.gold["quotes"] if quote["kind"] in ("direct", "mixed")]
    cases: list[Case] = []
    met: dict[int, bool] = {}
    choose = attribution.choose

    def watch(
        frame: Frame, index: int, rows: list[Candidate], previous: Attributed | None
    ) -> Attributed:
        stretch = frame.stretches[index]
        quote = best_match(stretch.start, stretch.end, gold)
        if quote is not None:
            right = right_ones(article.opened.body, rows, quote.get("speaker"))
            met[id(quote)] = bool(right)
            cases.append(Case(frame, index, rows, right, previous))
        elif not any(
            other["start"] < stretch.end and stretch.start < other["end"]
            for other in gold + article.gold.get("ignore", [])
        ):
            cases.append(Case(frame, index, rows, [], previous))
        return choose(frame, index, rows, previous)

    attribution.choose = watch
    try:
        read_with(article, table)
    finally:
        attribution.choose = choose
    if count:
        for quote in gold:
            count(quote, met.get(id(quote), False))
    return cases


def best_match(start: int, end: int, gold: list[Quote]) -> Quote | None:
    """The gold quote that shares four fifths of its letters with this stretch."""
    for quote in gold:
        shared = min(end, quote["end"]) - max(start, quote["start"])
        if shared >= ENOUGH * (max(end, quote["end"]) - min(start, quote["start"])):
            return quote
    return None


def right_ones(body: str, rows: list[Candidate], speaker: dict[str, Any] | None) -> list[int]:
    """The candidates that name the speaker; failing that, where the gold tells its place, those
    whose words overlap with it."""
    if not speaker:
        return []
    spans = []
    for row in rows:
        frame, named = row.frame, row.subject
        spans.append((frame.start_of(named.first), frame.end_of(named.last - 1)))
    right = [k for k, span in enumerate(spans) if same_speaker(speaker["text"], body[slice(*span)])]
    if right or "start" not in speaker:
        return right
    return [
        k
        for k, (start, end) in enumerate(spans)
        if start < speaker["end"] and speaker["start"] < end
    ]


def fit(articles: list[list[Case]], rounds: int, pulls: tuple[float, float]) -> Weights:
    """Weights of the speakers' features, and then of those that say whether the likeliest speaker
    is right; the second are learned from speakers chosen by weights that had not seen the article.
    """
    against = []
    for fold in range(INNER):
        seen = [row for n, row in enumerate(articles) if n % INNER != fold]
        table = fit_speakers(seen, rounds, pulls[0])
        attribution.weights = lambda table=table: table
        against += [right_or_not(case) for row in articles[fold::INNER] for case in row]
    return Weights(
        {**fit_speakers(articles, rounds, pulls[0]), **fit_choice(against, rounds, pulls[1])}
    )


def fit_speakers(articles: list[list[Case]], rounds: int, pull: float) -> Weights:
    cases = [case for row in articles for case in row if case.right]
    return fit_choice(
        [([row.features for row in case.rows], case.right) for case in cases], rounds, pull
    )


def right_or_not(case: Case) -> Choice:
    """A choice between nobody and the likeliest speaker."""
    winner, sure = attribution.likeliest(case.rows)
    sure += attribution.beside(case.frame, case.index, case.previous)
    cues = attribution.cues_near(case.frame, case.index)
    against = nobody_features(case.frame, case.index, cues, winner and winner.features, sure)
    right = winner is not None and any(
        case.rows[k].frame is winner.frame and case.rows[k].subject.first == winner.subject.first
        for k in case.right
    )
    return [against, []], [int(right)]


def fit_choice(cases: list[Choice], rounds: int, pull: float) -> Weights:
    """Weights under which the right rows of each case take the most, by Adagrad."""
    names: dict[str, int] = {}
    numbered = [
        ([[names.setdefault(f, len(names)) for f in row] for row in rows], set(right))
        for rows, right in cases
    ]
    table, squares = [0.0] * len(names), [1e-3] * len(names)
    mean = [0.0] * len(names)
    shuffle = random.Random(5)
    for turn in range(rounds):
        shuffle.shuffle(numbered)
        for rows, right in numbered:
            sums = [sum([table[f] for f in row]) for row in rows]
            top = max(sums)
            parts = [exp(value - top) for value in sums]
            whole = sum(parts)
            good = sum(parts[k] for k in right)
            if good > 0.9999 * whole:
                continue
            slope: dict[int, float] = defaultdict(float)
            for k, row in enumerate(rows):
                step = (parts[k] / good if k in right else 0.0) - parts[k] / whole
                if abs(step) > 1e-5:
                    for feature in row:
                        slope[feature] += step
            for feature, value in slope.items():
                squares[feature] += value * value
                table[feature] += RATE * value / sqrt(squares[feature])
        # the pull towards zero, once a round, so that rare features feel it as much as frequent
        for feature, value in enumerate(table):
            table[feature] = value / (1 + RATE * pull / sqrt(squares[feature]))
        if 2 * turn >= rounds:
            for feature, value in enumerate(table):
                mean[feature] += value / (rounds - (rounds + 1) // 2)
    table = mean
    return Weights((name, table[place]) for name, place in names.items())


def measure(articles: list[Article], tables: list[Weights]) -> dict[str, Tally]:
    """Each article read with the table of its fold."""
    tallies = {track: Tally() for track in KINDS}
    for number, article in enumerate(articles):
        read = read_with(article, tables[number % len(tables)])
        for track, kinds in KINDS.items():
            add_article(tallies[track], article.gold, read, kinds)
    return tallies


def print_row(name: str, tallies: dict[str, Tally]) -> None:
    figures = [
        f"{track}: span {t.span:5.2f} speaker {100 * t.right / max(1, t.found):5.2f} "
        f"joint {t.joint:5.2f}"
        for track, t in tallies.items()
    ]
    print(f"{name:<24}" + "   ".join(figures))


def print_reliability(sure: list[tuple[float, bool]]) -> None:
    """Ten bins of confidence: how many quotes, how sure on average, how many right."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for confidence, good in sure:
        bins[min(9, int(confidence * 10))].append((confidence, good))
    print("confidence   quotes   mean   right")
    for place, rows in enumerate(bins):
        if rows:
            mean = sum(confidence for confidence, _ in rows) / len(rows)
            right = sum(good for _, good in rows) / len(rows)
            edges = f"{place / 10:.1f} – {(place + 1) / 10:.1f}"
            print(f"{edges}   {len(rows):6d}   {mean:.2f}   {right:.2f}")


def print_oracle(counts: dict[str, list[int]]) -> None:
    row = (f"{kind} {100 * good / seen:.1f} % of {seen}" for kind, (good, seen) in counts.items())
    print("a right speaker among the candidates: " + ", ".join(row))


def write(table: Weights, path: Path) -> None:
    head = [
        "# What speaks for a candidate speaker, and (nobody…) against there being one.",
        "# A feature and its weight a line; the highest sum wins.",
        "# Written by benchmarks/fit_quotes.py.",
    ]
    lines = [f"{name} {value:.2f}" for name, value in sorted(table.items()) if abs(value) >= 0.005]
    path.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("gold", type=Path)
    cli.add_argument("-o", "--output", type=Path, help="write weights fitted on all of GOLD")
    cli.add_argument("--folds", type=int, default=5)
    cli.add_argument("--rounds", type=int, default=12)
    cli.add_argument("--pulls", type=float, nargs=2, default=PULLS, metavar="PULL")
    args = cli.parse_args()
    articles = open_gold(args.gold)
    in_use = weights()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])

    def count(quote: Quote, found: bool) -> None:
        for kind in (quote["kind"], (quote.get("speaker") or {}).get("type", "nobody")):
            counts[kind][0] += found
            counts[kind][1] += 1

    cases = [cases_of(article, in_use, count) for article in articles]
    print_oracle(counts)
    print_row("the weights in use", measure(articles, [in_use]))
    if args.folds > 1:
        tables = []
        for fold in range(args.folds):
            kept = [row for n, row in enumerate(cases) if n % args.folds != fold]
            tables.append(fit(kept, args.rounds, args.pulls))
        held_out = measure(articles, tables)
        print_row("held out", held_out)
        print_reliability(held_out["quoted"].sure)
    if args.output:
        table = fit(cases, args.rounds, args.pulls)
        print_row("fitted on all", measure(articles, [table]))
        write(table, args.output)


if __name__ == "__main__":
    main()
