"""Names of outlets as they stand alone at the head of a text: "Harbour Courier", "The Bay Times"."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re

from ..patterns import late

_SMALL = r"(?:of|the|and|&|de|du|des|di|del|della|la|le|el|der|die|das|für|van|von|e|y|et|und)"
_CAPITAL = r"(?:[LD]['’])?[A-ZÀ-ÖØ-ÞŁŚŽŠČ0-9][\w&.'’-]*"
_BARE = late(rf"{_CAPITAL}(?:\s(?:{_SMALL}\s){{0,2}}{_CAPITAL}){{0,4}}")
#: Nouns that mean a newspaper, a station or a magazine and little else at the end of a name.
_OUTLET_WORD = late(
    r"\b(?:gazette|courier|herald|tribune|chronicle|observer|telegraph|examiner|inquirer|dispatch|bulletin|advertiser|sentinel|"
    r"times|news|daily|weekly|journal|radio|television|tv|broadcasting|broadcaster|newspaper|magazine|"
    r"zeitung|tageblatt|anzeiger|kurier|nachrichten|rundschau|écho|dépêche|gazzetta|corriere|giornale|periódico|diario|jornal|"
    r"krant|dagblad|tidning|tidningen|avis|avisen|gazeta|noviny|hírlap)\b",
    re.I,
)
_NO_MASTHEAD = late(
    r"(?:breaking|latest|top|live|world|local|uk|us|more|good|bad|fake|old|new)\s(?:news|times)$",
    re.I,
)


def is_bare_name(text: str) -> bool:
    """True for one to five capitalised words (and small ones between them) with no end mark."""
    return (
        len(text) <= 48
        and not text.isupper()
        and text[-1].isalnum()
        and bool(_BARE.fullmatch(text))
        and any(letter.isalpha() for letter in text)
    )


def has_outlet_word(text: str) -> bool:
    """True when a name holds a noun that newspapers and stations are called by."""
    words = text.split()
    return (
        1 < len(words) <= 5 and bool(_OUTLET_WORD.search(text)) and not _NO_MASTHEAD.fullmatch(text)
    )


def is_masthead(text: str) -> bool:
    """True for a line that is an outlet's name and nothing else."""
    return is_bare_name(text) and has_outlet_word(text)
