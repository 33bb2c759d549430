"""One claim: whether two sentences that are much alike may be called the same claim.

Sentences can share nearly every word and say different things: one denies what the other says, or
holds it possible, or somebody else says it, or it is counted in something else. Nothing here finds
claims; it is asked before two of them are called one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ..found import FoundClaim, FoundQuantity
from ..words import find_words, is_common
from .figure_units import fold_unit

Apart = Literal["negation", "modality", "speaker", "unit"]
Modality = Literal["done", "to come", "possible", "demanded", "alleged"]

_NEGATIONS = frozenset(
    """not never no nobody none nothing neither nor without cannot hardly barely deny denies denied
    denying denial refute refutes refuted false untrue wrongly fails failed refuse refuses refused
    rejects rejected unable refusing""".split()
)
#: Negations that take nothing back: "not only", "no longer" does.
_NOT_ONLY = re.compile(
    r"\bnot (?:only|just|least)\b|\bno (?:doubt|matter|fewer|less|more) (?:than )?"
)
_MODAL: dict[Modality, re.Pattern[str]] = {
    "alleged": re.compile(
        r"\b(?:alleged(?:ly)?|reportedly|purported(?:ly)?|suspected|accused|apparently|supposedly|"
        r"rumou?red|unconfirmed)\b"
    ),
    "possible": re.compile(
        r"\b(?:may|might|could|can|possibl[ey]|perhaps|probably|likely|unlikely|potential(?:ly)?|"
        r"risks?|fears?|feared)\b"
    ),
    "demanded": re.compile(
        r"\b(?:must|should|ought|urge[sd]?|urging|demand(?:s|ed|ing)?|call(?:s|ed|ing)? (?:for|on)|"
        r"needs? to|has to|have to)\b"
    ),
    "to come": re.compile(
        r"\b(?:will|would|shall|plans?|planned|planning|intends?|expects?|expected|due|set|"
        r"scheduled|going) (?:to )?|\b(?:won['’]t|['’]ll)\b"
    ),
}
_MONTH = re.compile(r"\bMay\b(?! (?:we|they|he|she|it|you)\b)")
#: Before a name and no part of it.
_TITLES = frozenset(
    """mr mrs ms miss dr sir dame lord lady president premier minister mayor governor senator
    captain colonel general professor judge king queen prince princess officer spokesman
    spokeswoman chief director""".split()
)


def what_keeps_apart(a: FoundClaim, b: FoundClaim) -> tuple[Apart, ...]:
    """Why two claims are not one: those of negation, modality, speaker and unit in which they
    differ; () where they may be called the same. The order of the two does not matter."""
    found: list[Apart] = []
    if is_negated(a.span.text) != is_negated(b.span.text):
        found.append("negation")
    if modality(a.span.text) != modality(b.span.text):
        found.append("modality")
    if a.claimant and b.claimant and not _same_name(a.claimant.name, b.claimant.name):
        found.append("speaker")
    if _units_differ(a.quantities, b.quantities):
        found.append("unit")
    return tuple(found)


def is_negated(text: str) -> bool:
    """True where the text takes back what its words say: an odd number of negations."""
    plain = _NOT_ONLY.sub(" ", text.casefold().replace("’", "'"))
    norms = [word.norm for word in find_words(plain)]
    return sum(norm in _NEGATIONS or norm.endswith("n't") for norm in norms) % 2 == 1


def modality(text: str) -> Modality:
    """How sure the text is that it happened: the weakest that one of its words says."""
    plain = _MONTH.sub(" ", text).casefold().replace("’", "'")
    for kind, words in _MODAL.items():
        if words.search(plain):
            return kind
    return "done"


def _same_name(one: str, other: str) -> bool:
    """True where two namings share a word that is no title and no grammar; so "she" is anybody."""
    names = [
        {w.norm for w in find_words(name) if not is_common(w.norm) and w.norm not in _TITLES}
        for name in (one, other)
    ]
    return not names[0] or not names[1] or bool(names[0] & names[1])


def _units_differ(ours: Sequence[FoundQuantity], theirs: Sequence[FoundQuantity]) -> bool:
    """True where both measure and nothing is measured in the same unit."""
    units = [{fold_unit(q)[0] for q in quantities} - {""} for quantities in (ours, theirs)]
    return bool(units[0] and units[1]) and not units[0] & units[1]
