"""Captions and credits of pictures and videos in plain text."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re

from ..patterns import late, may_open
from ..posts.postlines import FINITE, is_credit

_OPENS = late(
    r"(?:\(?(?:featured |file |cover |lead |main |header |top |stock |representative )?"
    r"(?:image|images|photo|photos|picture|pictures|photograph|photographs|pic|photo credit|image credit|image source|video|screengrab|"
    r"screenshot|foto|fotos|bild|bilder|symbolbild|credits?|caption|crédit(?:s)?(?: photo)?|imagen|immagine|kuva|kép|zdjęcie|fot\.)"
    r"(?:\s?(?:credit|source|courtesy|by|of|via|from|adapted from|for illustration\w*)|\s?[:|/©])|"
    r"\(?(?:FILE|FILE PHOTO|HANDOUT)\s?[-–—:]|©\s?\w|\(?photographed by\b|\(?(?:left|right|above|below|pictured|clockwise)\b[^.]{0,12}[:,])",
    re.I,
)
_AGENCY = late(
    r"(?:/|\bvia |\bvon |\b|\()(?:Getty(?: Images)?|AFP|Reuters|REUTERS|EPA(?:-EFE)?|dpa|AP(?: Photo)?|Shutterstock|iStock|Alamy|Anadolu(?: Agency)?|"
    r"PA(?: Images| Wire)?|picture alliance|IMAGO|imago|Xinhua|Bloomberg|Unsplash|Pixabay|Pexels|Wikimedia(?: Commons)?|NurPhoto|ZUMA\w*|Sipa|EFE|ANSA|TT|NTB|Ritzau|Lehtikuva|PAP|MTI|APA|Keystone|Belga|ANP)\)?\.?$"
)

_PICTURED = ("(Photo", "(Image", "(Pic")
#: The first letters of all that opens a caption.
OPENINGS = frozenset(
    "abo|bel|bil|cap|clo|cov|cre|fea|fil|fot|han|hea|ima|imm|kuv|lea|lef|mai|pho|pic|rep|rig|scr|sto|sym|top|vid|zdj".split(
        "|"
    )
)


def caption_reason(text: str) -> str:
    """Why the line is a caption or credit, in words; "" when it is not."""
    if len(text) > 400:
        return ""
    opens = _OPENS.match(text) if may_open(text, OPENINGS) else None
    if opens and len(text) < 300 and (opens.group()[-1] in ":|/©," or not FINITE.search(text)):
        return "a caption or picture credit"
    if len(text) < 140 or "(" in text and any(sign in text for sign in _PICTURED):
        if _looks_credit(text) and _AGENCY.search(text):
            return "a picture credit"
    if "@" in text and is_credit(text) and len(text) < 160:
        return "a credit that names an account"
    return ""


def _looks_credit(text: str) -> bool:
    """True for names and an agency, not a sentence that happens to end on one."""
    return (
        "/" in text or "©" in text or "(" in text or len(text.split()) <= 6 and "." not in text[:-1]
    )
