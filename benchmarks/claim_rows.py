"""Our sentences with and without claims: reading them, and joining them as speech does.

`claims_own.jsonl` holds rows {"id", "kind", "hard", "label", "text"} and, where many sentences were
written on one matter, "topic". Those without stand by the twenty that were written together: a
fold never has sentences of one topic on both sides.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import NamedTuple

OWN = Path(__file__).parent / "claims_own.jsonl"
#: What a sentence made hard, or one joined from two, counts for.
HALF = 0.5
#: How speakers begin without saying anything yet.
OPENERS = """Well,|I think that|I think|You know,|The fact is that|And|But|So|Now,|Let me tell you,
|I believe that|Look,|I just want to say that|I have to tell you that|In fact,|As you know,
|The truth is,|Let me say that""".replace("\n", "").split("|")
JOINTS = (", and ", ", and ", ", but ", ", and ", ", because ", ", so ", "; ")
#: Openings of sentences that are written small inside of one.
SMALL = frozenset(
    """the a an we you he she they it this that these those there in on at if when what my our his
    her your not no so but and or by for from every each two three four five ten more most under
    over since last one half many some nobody everybody people""".split()
)


class Row(NamedTuple):
    """A sentence, its label, what it counts for in fitting, and what it is about."""

    text: str
    label: int
    counts: float
    topic: str


def read_rows(path: Path = OWN) -> list[Row]:
    """The rows of the file, in order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Row(
            row["text"],
            row["label"],
            HALF if row["hard"] else 1.0,
            row.get("topic") or f"{row['kind']} {row['id'] // 20}",
        )
        for row in rows
    ]


def join_rows(rows: list[Row], seed: int = 5) -> list[Row]:
    """Longer sentences made of these: each joined to another of its topic, mostly one without a
    claim, and every second one begun as speakers begin.

    A sentence is worth checking where a part of it is; ours are half as long as those of debates,
    and would teach that long sentences and "I think" are something else.
    """
    chance = random.Random(seed)
    by_topic: dict[str, list[Row]] = {}
    for row in rows:
        by_topic.setdefault(row.topic, []).append(row)
    joined = []
    for topic, near in by_topic.items():
        claims = [row for row in near if row.label]
        others = [row for row in near if not row.label]
        if not claims or not others:
            continue
        for row in near:
            other = chance.choice(others if chance.random() < 0.8 else claims)
            one, two = (row, other) if chance.random() < 0.5 else (other, row)
            if row is not other and not one.text.endswith("?"):
                text = one.text.rstrip(".!") + chance.choice(JOINTS) + _small(two.text)
                joined.append(Row(text, max(one.label, two.label), HALF, topic))
            if chance.random() < 0.5:
                text = f"{chance.choice(OPENERS)} {_small(row.text)}"
                joined.append(Row(text, row.label, HALF, topic))
    return joined


def fold_of(rows: list[Row], folds: int, seed: int) -> list[int]:
    """The fold each row is held out in; rows of one topic in the same."""
    topics = sorted({row.topic for row in rows})
    random.Random(seed).shuffle(topics)
    return [{topic: n % folds for n, topic in enumerate(topics)}[row.topic] for row in rows]


def _small(text: str) -> str:
    """The sentence as it stands inside of another: small, unless it opens with a name or "I"."""
    first = text.split()[0].lower().replace("’", "'")
    return text[0].lower() + text[1:] if first.split("'")[0] in SMALL else text
