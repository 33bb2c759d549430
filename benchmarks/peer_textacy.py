"""The best public reader of quotes, textacy on spaCy, in the form benchmarks/quotes scores.

    pip install textacy spacy; and spaCy's en_core_web_md   # in an environment of their own
    python benchmarks/peer_textacy.py GOLD.jsonl MODEL > READ.jsonl

Each paragraph is a text of its own, which reads better than the whole article. One answer a line:
{"id", "quotes": [{"start", "end", "kind", "speaker": {"text"} or null}]}.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
from pathlib import Path

_PARAGRAPH = re.compile(r"[^\n]+")


def main(gold: Path, model: str) -> None:
    spacy = importlib.import_module("spacy")
    quotations = importlib.import_module("textacy.extract").direct_quotations
    language = spacy.load(model)
    with gold.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            places = list(_PARAGRAPH.finditer(row["text"]))
            quotes = []
            parsed = language.pipe([place.group() for place in places])
            for place, paragraph in zip(places, parsed, strict=True):
                quotes += [_quote(place.start(), found) for found in _all(quotations, paragraph)]
            print(json.dumps({"id": row["id"], "quotes": quotes}))


def _all(quotations, paragraph):
    """The quotes of a paragraph; none where its marks do not pair, which textacy refuses."""
    try:
        return list(quotations(paragraph))
    except ValueError:
        return []


def _quote(start: int, found):
    speaker = None
    if found.speaker:
        named = found.speaker[0].doc[found.speaker[0].i : found.speaker[-1].i + 1]
        speaker = {"text": named.text}
    return {
        "start": start + found.content.start_char,
        "end": start + found.content.end_char,
        "kind": "direct",
        "speaker": speaker,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
