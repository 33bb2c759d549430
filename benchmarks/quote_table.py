"""One table of how well quotes are read: ours beside the peers', and what lies behind ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.quote_scores import Tally, add_article

KINDS = {"direct": {"direct"}, "quoted": {"direct", "mixed"}}
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)

#: Each tool in its released version on the dev half of PolNeAR (509 articles), measured with the
#: rules of benchmarks/quote_scores.py by the people who set this project's goals. The first is
#: what PolNeAR's own annotators reach against each other (Newell et al. 2018). The second line of
#: textacy is our own run of benchmarks/peer_textacy.py, on the machine of our figures in the docs:
#: textacy 0.13.0, spaCy 3.8.18, en_core_web_md 3.8.0, one thread. What is missing: not measured.
PEERS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("two people agree",
     {"span": "98.3", "speaker": "99.3", "joint": "97.6", "quoted": "95.5"}),
    ("textacy + spaCy md, by paragraph",
     {"span": "87.7", "speaker": "95.7", "joint": "84.0", "quoted": "73.9", "rate": "3.6"}),
    ("  the same, run by us",
     {"span": "87.3", "speaker": "96.0", "joint": "83.8", "quoted": "73.7", "name": "77.5",
      "pronoun": "82.8", "nominal": "50.6", "rate": "7.5", "memory": "563"}),
    ("plain regular expression",
     {"span": "96.2", "speaker": "80.0", "joint": "76.9", "quoted": "64.4", "rate": "1500"}),
    ("textacy as shipped",
     {"span": "67.3", "speaker": "91.4", "joint": "61.5", "quoted": "54.5", "rate": "3.6"}),
    ("Gender Gap Tracker",
     {"span": "77.5", "speaker": "77.5", "joint": "60.1", "quoted": "46.6", "rate": "3.4"}),
    ("BBC Citron, cue model retrained",
     {"span": "61.3", "speaker": "89.8", "joint": "55.0", "quoted": "41.9", "rate": "0.8",
      "pronoun→name": "43.6"}),
)  # fmt: skip
COLUMNS = {
    "span": "span",
    "speaker": "speaker",
    "joint": "joint",
    "quoted": "quoted joint",
    "name": "name",
    "pronoun": "pronoun",
    "nominal": "nominal",
    "pronoun→name": "pronoun→name",
    "rate": "articles/CPU s",
    "memory": "peak MB",
}


@dataclass(frozen=True, slots=True)
class Reads:
    """What a run of the reader gave: the answer to each id, and what it took."""

    answers: Mapping[Any, Mapping[str, Any]]
    cpu_seconds: float
    start_seconds: float  # of them, to start and read nothing
    peak_mb: float


def tallies(gold: Iterable[Mapping[str, Any]], reads: Reads) -> dict[str, Tally]:
    """The counts of both tracks: direct quotes, and all quotes in marks."""
    found = {track: Tally() for track in KINDS}
    for article in gold:
        answer = reads.answers.get(article["id"], {"quotes": []})
        for track, kinds in KINDS.items():
            add_article(found[track], dict(article), list(answer["quotes"]), kinds)
    return found


def our_row(found: Mapping[str, Tally], named: Tally | None, reads: Reads) -> dict[str, str]:
    direct, quoted = found["direct"], found["quoted"]
    row = {
        "span": f"{direct.span:.1f}",
        "speaker": f"{direct.speaker:.1f}",
        "joint": f"{direct.joint:.1f}",
        "quoted": f"{quoted.joint:.1f}",
        "rate": f"{len(reads.answers) / reads.cpu_seconds:.0f}",
        "memory": f"{reads.peak_mb:.0f}",
    }
    for kind in ("name", "pronoun", "nominal"):
        right, _, signed = direct.by_type[kind]
        row[kind] = f"{100 * right / signed:.1f}" if signed else ""
    if named is not None and named.named:
        row["pronoun→name"] = f"{100 * named.named_right / named.named:.1f}"
    return row


def main_table(ours: Sequence[tuple[str, Mapping[str, str]]], with_peers: bool) -> str:
    """Direct quotes unless the column says quoted (direct and mixed); percentages."""
    rows = [*ours, *(PEERS if with_peers else ())]
    lines = [["", *COLUMNS.values()]]
    lines += [[name, *(row.get(key) or "–" for key in COLUMNS)] for name, row in rows]
    return _aligned(lines)


def reliability_table(sure: Sequence[tuple[float, bool]]) -> str:
    """For each stretch of confidence: how many quotes, how sure on average, how many right."""
    lines = [["confidence", "quotes", "mean", "right"]]
    for low, high in zip(BINS, BINS[1:], strict=False):
        inside = [(one, good) for one, good in sure if low <= one < high]
        if inside:
            mean = sum(one for one, _ in inside) / len(inside)
            right = sum(good for _, good in inside) / len(inside)
            name = f"{low:.2f} – {min(high, 1):.2f}"
            lines.append([name, str(len(inside)), f"{100 * mean:.1f}", f"{100 * right:.1f}"])
    return _aligned(lines)


def calibration_error(sure: Sequence[tuple[float, bool]]) -> float:
    """The distance of confidence from rightness, in points, weighted by the bins' quotes."""
    total = 0.0
    for low, high in zip(BINS, BINS[1:], strict=False):
        inside = [(one, good) for one, good in sure if low <= one < high]
        total += abs(sum(one - good for one, good in inside))
    return 100 * total / max(1, len(sure))


def names_table(found: Mapping[str, Tally]) -> str:
    """Pronouns whose name the gold knows: how many are given that name, by track."""
    lines = [["pronoun → name", "pronouns", "right", "%"]]
    for track, tally in found.items():
        share = 100 * tally.named_right / max(1, tally.named)
        lines.append([track, str(tally.named), str(tally.named_right), f"{share:.1f}"])
    return _aligned(lines)


def mistakes_table(found: Mapping[str, Tally]) -> str:
    lines = [["track", "gold", "read", "missed", "too many", "wrong speaker"]]
    for track, tally in found.items():
        kinds = [kind for kind, *_ in tally.wrong]
        counts = [str(kinds.count(kind)) for kind in ("missed", "spurious", "speaker")]
        lines.append([track, str(tally.gold), str(tally.read), *counts])
    return _aligned(lines)


def small_cases(rows: Iterable[Mapping[str, Any]], reads: Reads) -> list[str]:
    """The ids of small cases not read right: quotes, speakers and posts, or none at all."""
    wrong = []
    for row in rows:
        answer = reads.answers.get(row["id"], {"quotes": [], "posts": []})
        tally = Tally()
        add_article(tally, dict(row), list(answer["quotes"]), KINDS["direct"])
        if row["quotes"]:
            good = tally.right == tally.gold == tally.read
        else:
            good = not any(
                quote["speaker"] for quote in answer["quotes"] if quote["kind"] != "indirect"
            )
        posts = [(post["handle"], post["text"]) for post in answer["posts"]]
        signed = [(post["handle"], post["text"]) for post in row.get("posts", [])]
        if not good or posts != signed:
            wrong.append(str(row["id"]))
    return wrong


def _aligned(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| "
        + " | ".join(
            text.ljust(width) if column == 0 else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        )
        + " |"
        for line in (lines[0], rule, *lines[1:])
    )
