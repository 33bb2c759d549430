"""Figure units: what quantities are counted in, so that two nouns for one thing can be compared."""

from __future__ import annotations

import re

from ..found import FoundQuantity
from ..lexicons import words

#: The unit of somebody's age, which is no stretch of time.
AGE = "year of age"
PEOPLE = "people"
#: Units that a story uses for one and the same thing.
_SAME_UNIT = {
    "time": "view",
    "play": "view",
    "watch": "view",
    "tweet": "post",
    "bullet": "shot",
    "round": "shot",
    "automobile": "car",
    "vehicle": "car",
    "lawmaker": "legislator",
    "kilometer": "kilometre",
    "meter": "metre",
    "liter": "litre",
    "ton": "tonne",
    "house": "home",
    "dwelling": "home",
    "fatality": "death",
    "penny": "cent",
}
_ANYBODY = frozenset("person people man woman life victim other".split())
#: Of these, the words that count some people only: "man" and "woman" as well.
_SOMEBODY = words("people_counted") | words("callings") | words("roles")
_SEXES = frozenset({"man", "woman"})
_AGED = re.compile(r"-year-olds?$|years? old$|^\d{1,3}$")


def fold_unit(quantity: FoundQuantity) -> tuple[str, str]:
    """The unit to compare in, and whom it counts where those are only some people."""
    unit = quantity.unit.casefold() if not quantity.unit.isupper() else quantity.unit
    if unit == "year" and _AGED.search(quantity.span.text):
        return AGE, ""
    if unit in _ANYBODY:
        return PEOPLE, unit if unit in _SEXES else ""
    if unit in _SOMEBODY:
        return PEOPLE, unit
    return _SAME_UNIT.get(unit, unit), ""
