"""Sentence ends: ours beside two libraries, on sentences where news trips splitters up.

    pip install sentencex nupunkt          # the peers; what is missing is left out
    python -m benchmarks.sentences [TEXT.txt]

Prints, for each: cases cut exactly as a reader would, and words per CPU second on TEXT (default:
the cases, repeated).
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

from coverage.text.sentences import find_sentences

CASES = (
    ("Mr. Dunn spoke to Sen. Lopez at 5 p.m. on Tuesday.", "She did not reply."),
    ("The U.S. Coast Guard said so.", "Nobody was hurt."),
    ("“We lost.", "It was a hard year,” said the mayor.", "He left at noon."),
    ("He paid $3.5 million for No. 12 Elm St. in March.", "The deal closed."),
    ("“Why?” she asked.", "Nobody answered."),
    ("“Go home!” he shouted, and they did.", "Then it rained."),
    ("Prices rose 1.2 percent vs. 0.9 percent a year ago.", "Economists were surprised."),
    ("Dr. A. B. Smith Jr. of St. Mary’s Hospital confirmed it.", "“Three died.”"),
    ("It happened on Jan. 5, 2024.", "Police came at 6 a.m. Wednesday to look."),
    ("The company (Acme Inc.) declined to comment.", "Its shares fell."),
    ("He said: “I was there … and then it ended.”", "She nodded."),
    ("The U.N. met in Geneva.", "Talks failed."),
    ("“It’s over,” he said.", "“We are done.”"),
    ("Visit www.example.org for details.", "Calls cost 10p."),
    ("The bill, H.R. 22, passed.", "Gov. Hale signed it."),
    ("“No comment.” That was all he said.", "He hung up."),
    ("WASHINGTON (AP) — The vote failed.", "It was close."),
    ("He was born in Washington, D.C. and lives in Ohio.", "He is 42."),
    ("‘Nobody came,’ he said.", "‘Not one.’"),
    ("Yahoo! bought it.", "E.g. last year it bought two firms, i.e. Acme and Beta."),
)
Splitter = Callable[[str], list[str]]


def splitters() -> dict[str, Splitter]:
    """Ours, and each library that is installed."""
    found: dict[str, Splitter] = {
        "ours": lambda text: [span.text.strip() for span in find_sentences(text)]
    }
    for name, split in (
        ("sentencex", lambda module, text: module.segment("en", text)),
        ("nupunkt", lambda module, text: module.sent_tokenize(text)),
    ):
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        found[name] = lambda text, split=split, module=module: [  # type: ignore[misc]
            sentence.strip() for sentence in split(module, text) if sentence.strip()
        ]
    return found


def main() -> None:
    given = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else ""
    text = given or "\n".join(" ".join(case) for case in CASES * 500)
    print(f"{'':<12}{'right':>12}{'M words per CPU second':>26}")
    for name, split in splitters().items():
        right = sum(split(" ".join(case)) == list(case) for case in CASES)
        before = time.process_time()
        split(text)
        speed = len(text.split()) / (time.process_time() - before) / 1e6
        print(f"{name:<12}{f'{right} of {len(CASES)}':>12}{speed:>26.2f}")


if __name__ == "__main__":
    main()
