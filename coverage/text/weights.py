"""The weights of the scorer: readable numbers in `weights.txt`, one feature a line."""

from __future__ import annotations

from functools import cache
from pkgutil import get_data


class Weights(dict[str, float]):
    """Feature → weight; a feature of which nothing is known weighs nothing."""

    def __missing__(self, feature: str) -> float:
        return 0.0


@cache
def weights() -> Weights:
    """The weights in use. ValueError with the line's number where a line is not a pair."""
    text = (get_data(__package__, "weights.txt") or b"").decode()
    found = Weights()
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        try:
            name, value = line.rsplit(None, 1)
            found[name] = float(value)
        except ValueError:
            raise ValueError(f"weights.txt line {number}: a feature and a number, please") from None
    return found
