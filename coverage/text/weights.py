"""Weights: readable numbers in `weights.txt` and `report_weights.txt`, one feature a line."""

from __future__ import annotations

from functools import cache

from .lexicons import text_beside


class Weights(dict[str, float]):
    """Feature → weight; a feature of which nothing is known weighs nothing."""

    def __missing__(self, feature: str) -> float:
        return 0.0


def weights() -> Weights:
    """The weights of the scorer in use."""
    return read_weights("weights.txt")


@cache
def read_weights(name: str) -> Weights:
    """The weights of a file beside this one. ValueError with the line's number where a line is not
    a pair."""
    text = text_beside(name)
    found = Weights()
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        try:
            feature, value = line.rsplit(None, 1)
            found[feature] = float(value)
        except ValueError:
            raise ValueError(f"{name} line {number}: a feature and a number, please") from None
    return found
