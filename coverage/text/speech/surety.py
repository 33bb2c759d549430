"""Surety: how likely a report without marks is read right, by the form in which it stands.

A sum of readable weights in `report_weights.txt`, turned into a likelihood. Fitted by
`benchmarks/fit_reports.py`; what its ten held-out folds give stands in docs/reading_quotes.md.
"""

from __future__ import annotations

from functools import cache
from math import exp

from ..weights import read_weights
from .speech import Speech

Told = tuple[str, ...]
#: Reaches over which a subject is told with less certainty.
_FAR = frozenset(["joined", "across", "prepositional"])


def told_by(form: str, speech: Speech) -> Told:
    """The features of a report: its form (`that`, `to`, `according` …) and who its subject is."""
    told = [f"form:{form}"]
    if speech.subject.kind == "pronoun":
        told.append("pronoun")
    if speech.reach in _FAR:
        told.append(f"reach:{speech.reach}")
    if speech.shape == "participle":
        told.append("participle")
    return tuple(told)


@cache
def how_sure(told: Told) -> float:
    """How likely it is that span and speaker are right: 0–1."""
    known = read_weights("report_weights.txt")
    return round(1 / (1 + exp(-known["always"] - sum(known[feature] for feature in told))), 2)
