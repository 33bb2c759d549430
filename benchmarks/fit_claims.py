"""Fit what the signs of a claim say: benchmarks/fit_claims.py [SENTENCES.jsonl] [--folds N]

SENTENCES are ours (`claims_own.jsonl`): sentences of invented news, debates, speeches and
interviews with the label 1 where a record, register, count or archive could settle what is said and
a reader would want to know it, and 0 for opinion, wish, promise, question, courtesy, bidding, scene
and what is private or trivial. Those marked hard have figures without a claim, or a claim without
figures; they are more than any paper has of them, so each counts for half. Fitted is on these and
on longer ones joined of them (`claim_rows.py`).

The model is a plain logistic regression with a pull towards zero, fitted by Newton's method over
the values of the signs that `coverage/text/figures/claim_weights.py` names; then on what they leave
the words are fitted (`fit_claim_words.py`). Printed are the weights and the average precision on
topics held out, without words and with them, and that of the weights in use. `--words` prints the
table of words instead.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.claim_rows import OWN, Row, fold_of, join_rows, read_rows
from benchmarks.fit_claim_words import choose_words, fit_words, table_of, weigh_words
from coverage.text.figures import claim_signs
from coverage.text.figures.claim_weights import CAPS, RESERVES, THINNED, WEIGHTS
from coverage.text.figures.claims import checkworthiness
from coverage.text.figures.quantities import find_quantities
from coverage.text.found import FoundQuantity, Passage
from coverage.text.spans import Span

PULL, STEPS = 3.0, 7
#: Weighed by hand: a sentence alone has nobody who is said to say it.
NOT_FITTED = frozenset(["attributed"])
SIGNS = [sign for sign in WEIGHTS if sign not in NOT_FITTED]


class Sentence(NamedTuple):
    """A row, the values of its signs in the order of `SIGNS`, and the check-worthiness it has with
    the weights in use."""

    row: Row
    values: list[float]
    worth: float


def read_sentences(rows: Sequence[Row]) -> list[Sentence]:
    """The rows with their signs."""
    found = []
    for row in rows:
        quantities = quantities_of(row.text)
        told = told_signs(row.text, quantities)
        worth = checkworthiness(row.text, quantities)
        found.append(Sentence(row, [told[sign] for sign in SIGNS], worth))
    return found


def quantities_of(text: str) -> Sequence[FoundQuantity]:
    """The quantities of a sentence that stands alone."""
    return find_quantities(text, [Passage(Span.of(text, 0, len(text)), "paragraph")])


def told_signs(text: str, quantities: Sequence[FoundQuantity]) -> dict[str, float]:
    """Sign → its value in the sentence, step by step: what `weigh_sentence` adds up by letters."""
    ((first, signs),) = claim_signs.read_words(text, [(0, len(text))])
    size = signs.count(b" ") + signs.count(b"N")
    told = dict.fromkeys(WEIGHTS, 0.0) | {"always": 1.0}
    for sign, letter in claim_signs._LETTER.items():
        count = signs.count(letter)
        told[sign] = 10 * count / (size + 4) if sign in THINNED else min(count, CAPS[sign])
    told["question"] = float(text.rstrip("”\"’') ").endswith("?"))
    if first:
        is_name, bids, is_deed = claim_signs._OPENING[first]
        cases = bytes(letter for letter in signs if letter in b" N")
        opens = is_name or cases.startswith(b"NN")
        told["name"] = min(cases.count(b" N") + opens, CAPS["name"])
        told["bidding"] = float(bids)
        if is_deed and signs.count(claim_signs._DEED) == 1:
            told["deed of record"] = 0.0
        if '"' in text or "“" in text:
            told["saying"] = 0.0
        told["courtesy"] = float(bool(claim_signs._COURTESIES.search(text)))
        told["obliged"] = float(bool(claim_signs._OBLIGED.search(signs)))
        told["under way"] = float(bool(claim_signs._UNDER_WAY.search(signs)))
    told["few words"] = (max(0, 7 - size) / 6) ** 2
    if quantities:
        told["figure"] = 1 + 0.4 * (min(len(quantities), 3) - 1)
        told["figure of money or percent"] = float(
            any(map(claim_signs._is_of_money_or_percent, quantities))
        )
    reserved = any(told[sign] for sign in (*RESERVES, "question", "bidding", "obliged"))
    if not reserved:
        judged = any(told[sign] for sign in claim_signs.JUDGEMENTS)
        told["flat"] = float(not judged)
        told["figure, no reserve"] = float(bool(quantities))
        told["matter, no reserve"] = float(told["matter of record"] > 0)
    return told


def fit(sentences: Sequence[Sentence]) -> list[float]:
    """The weights in the order of `SIGNS`; "always" is not pulled."""
    size = len(SIGNS)
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-PULL * weight for weight in weights]
        bend = [[PULL * (row == column) for column in range(size)] for row in range(size)]
        slope[0], bend[0][0] = 0.0, 1e-6
        for given, values, _worth in sentences:
            told = [(place, value) for place, value in enumerate(values) if value]
            sure = 1 / (1 + exp(-sum(weights[place] * value for place, value in told)))
            off, spread = given.counts * (given.label - sure), given.counts * sure * (1 - sure)
            for place, value in told:
                slope[place] += off * value
                row, much = bend[place], spread * value
                for other, beside in told:
                    row[other] += much * beside
        weights = [w + step for w, step in zip(weights, solve(bend, slope), strict=True)]
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The x of matrix · x = right, by Gauss's elimination; the matrix has a heavy diagonal."""
    rows = [[*row, end] for row, end in zip(matrix, right, strict=True)]
    for at, pivot in enumerate(rows):
        for row in rows[at + 1 :]:
            share = row[at] / pivot[at]
            if share:
                row[at:] = [x - share * y for x, y in zip(row[at:], pivot[at:], strict=True)]
    found = [0.0] * len(rows)
    for at in reversed(range(len(rows))):
        row = rows[at]
        known = sum(row[n] * found[n] for n in range(at + 1, len(rows)))
        found[at] = (row[-1] - known) / row[at]
    return found


def average_precision(labels: Sequence[int], scores: Sequence[float], seed: int = 1) -> float:
    """The mean over the ones of the precision at their rank; equal scores stand in random order."""
    order = list(range(len(labels)))
    random.Random(seed).shuffle(order)
    order.sort(key=lambda place: -scores[place])
    hits, total = 0, 0.0
    for rank, place in enumerate(order, 1):
        if labels[place]:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0


def add_up(weights: Sequence[float], sentence: Sentence) -> float:
    """What the signs of the sentence say together."""
    return sum(w * v for w, v in zip(weights, sentence.values, strict=True))


def fit_both(sentences: Sequence[Sentence]) -> tuple[list[float], dict[str, float]]:
    """The weights of the signs, and those of words for what the signs leave."""
    weights = fit(sentences)
    rows = [sentence.row for sentence in sentences]
    told = [add_up(weights, sentence) for sentence in sentences]
    return weights, fit_words(rows, told, choose_words(rows))


def held_out(
    sentences: Sequence[Sentence], joined: Sequence[Sentence], folds: int, seed: int
) -> tuple[list[float], list[float]]:
    """What each sentence scores with weights fitted on other topics: by its signs, and by its
    signs and words."""
    rows = [sentence.row for sentence in sentences]
    fold = fold_of(rows, folds, seed)
    of_topic = {row.topic: number for row, number in zip(rows, fold, strict=True)}
    by_signs, by_both = [0.0] * len(rows), [0.0] * len(rows)
    for number in range(folds):
        kept = [one for one in (*sentences, *joined) if of_topic[one.row.topic] != number]
        weights, words = fit_both(kept)
        for place, sentence in enumerate(sentences):
            if fold[place] == number:
                by_signs[place] = add_up(weights, sentence)
                by_both[place] = by_signs[place] + weigh_words(sentence.row.text, words)
    return by_signs, by_both


def main() -> None:
    """Print the weights fitted on all sentences and how good an order they make."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sentences", nargs="?", type=Path, default=OWN)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--words", action="store_true", help="print the table of words")
    options = parser.parse_args()
    rows = read_rows(options.sentences)
    sentences, joined = read_sentences(rows), read_sentences(join_rows(rows))
    weights, words = fit_both([*sentences, *joined])
    if options.words:
        print(table_of(words), end="")
        return
    for sign, weight in zip(SIGNS, weights, strict=True):
        print(f"{sign:28} {weight:6.2f}   in use {WEIGHTS[sign]:6.2f}")
    labels = [row.label for row in rows]
    by_signs, by_both = held_out(sentences, joined, options.folds, options.seed)
    print(f"sentences {len(labels)}, of them claims {sum(labels)}; joined {len(joined)}")
    print(f"held out, {options.folds} folds: AP {average_precision(labels, by_signs):.3f}")
    print(f"held out, with words: AP {average_precision(labels, by_both):.3f}")
    worths = [sentence.worth for sentence in sentences]
    print(f"weights in use: AP {average_precision(labels, worths):.3f}")


if __name__ == "__main__":
    main()
