"""How common general words are in news: shares for `coverage/text/lexicon/background.txt`.

    python -m benchmarks.fit_background ARTICLES.jsonl[.gz] ... > background.txt

Each input holds {"text"} rows (and "title" where there is one). A word is kept when it stands in
at least SHARE of the articles of at least two inputs and is written small nine times in ten, so
that no name gets in. Out: stem, articles in ten thousand.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from coverage.text.grouping.similarity import LEAD_WORDS, term_of
from coverage.text.words import find_words

SHARE = 0.004


def read_rows(path: str) -> Iterator[dict[str, str]]:
    raw = Path(path).read_bytes()
    for line in (gzip.decompress(raw) if path.endswith(".gz") else raw).splitlines():
        yield json.loads(line)


def shares(path: str) -> tuple[Counter[str], Counter[str], Counter[str], int]:
    """Articles with each term, its occurrences written small, all occurrences, and articles."""
    articles, small, every, count = Counter[str](), Counter[str](), Counter[str](), 0
    for row in read_rows(path):
        text = row["text"]
        count += 1
        seen = set()
        for word in find_words(text)[: LEAD_WORDS * 2]:
            term = term_of(word.norm)
            every[term] += 1
            small[term] += text[word.start].islower()
            seen.add(term)
        articles.update(seen)
    return articles, small, every, count


def main() -> None:
    read = [shares(path) for path in sys.argv[1:]]
    small = sum((r[1] for r in read), Counter[str]())
    every = sum((r[2] for r in read), Counter[str]())
    print("# General words of news: stem, and in how many of ten thousand articles it stands near")
    print("# the top. Measured by benchmarks/fit_background.py; no names.")
    rows = []
    for term in every:
        if not term.isalpha() or small[term] < 0.9 * every[term]:
            continue
        if sum(r[0][term] >= max(2, SHARE * r[3]) for r in read) < 2:
            continue
        rows.append((sum(r[0][term] / r[3] for r in read) / len(read), term))
    for share, term in sorted(rows, reverse=True):
        print(term, round(10_000 * share))


if __name__ == "__main__":
    main()
