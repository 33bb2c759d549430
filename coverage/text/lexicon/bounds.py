"""The words that open or close an interval: "at least 12", "nearly 20 million", "five or so"."""

from __future__ import annotations

_BEFORE = {
    "over": (
        "over|just over|well over|slightly over|a little over|more than|well more than|just more "
        "than|slightly more than|a little more than|far more than|much more than|at least|no fewer "
        "than|no less than|not less than|not fewer than|upwards of|upward of|north of|in excess of|"
        "exceeding|exceeded|surpassing|surpassed|topping|topped|above|well above|just above|"
        "greater than|higher than|larger than|bigger than|longer than|older than|"
        "a minimum of|minimum of|beyond|comfortably over|easily over|>"
    ),
    "under": (
        "under|well under|fewer than|less than|no more than|not more than|up to|as many as|as much "
        "as|at most|below|well below|a maximum of|maximum of|smaller than|lower than|shorter than|"
        "younger than|within|south of|no longer than|no fewer|<"
    ),
    "nearly": (
        "nearly|almost|very nearly|close to|approaching|just under|slightly under|a little under|"
        "just below|slightly less than|just less than|a little less than|just short of|just shy of|"
        "shy of|not quite|slightly below|slightly fewer than|just fewer than|nearing|verging on|"
        "practically|virtually"
    ),
    "about": (
        "about|around|roughly|some|approximately|an estimated|estimated|estimated at|circa|ca|~|≈|"
        "in the region of|something like|a reported|more or less|or around|somewhere around|an "
        "approximate|approx|approx .|c .|nearly about"
    ),
}
#: Words of the phrase, in order → bound.
BEFORE: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): bound
    for bound, phrases in _BEFORE.items()
    for phrase in phrases.split("|")
}
LONGEST_BEFORE = max(map(len, BEFORE))
_AFTER = {
    "over": "or more|or older|or above|or over|or higher|or longer|or greater|and over|and above|"
    "and older|and up|plus|+|upwards|upward|at least|at the least",
    "under": "or fewer|or less|or below|or under|or younger|or lower|and under|and younger|at most|"
    "at the most|tops|maximum",
    "about": "or so|or thereabouts|odd|ish|give or take|approximately|or thereabout",
}
AFTER: dict[tuple[str, ...], str] = {
    tuple(phrase.split()): bound
    for bound, phrases in _AFTER.items()
    for phrase in phrases.split("|")
}
#: Words that may stand between a bound and its number.
BETWEEN = frozenset({"another", "additional", "further", "combined", "extra", "total"})
