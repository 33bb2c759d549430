"""Names of people in bylines: split, cleaned, told apart from desks and outlets."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Iterable

from coverage.text.patterns import late

_LEAD = late(
    r"^\s*(?:(?:written |reported |reporting |words |text |story |analysis |opinion |review |edited |posted )?by|von|par|por|di|door|av|af|"
    r"autor(?:in)?|author|text|from|oi-|der|from cnn['’]s)\s*[:\s]\s*",
    re.I,
)
_SPLIT = late(
    r"\s*(?:[;/|\n•·]|\s(?:and|und|et|y|e|och|og|en|&|with|mit|i|và)\s|,\s(?:and|und)\s|,)\s*", re.I
)
_DESK = late(
    r"\b(?:staff|desk|redaktion|redaction|rédaction|redacción|redazione|redactie|redakcja|newsroom|team|editors?|editorial|bureau|agenc\w+|agentur\w*|wires?|"
    r"news|media|press|reuters|afp|dpa|ansa|efe|apa|tass|online|service|services|digital|network|admin|administrator|webmaster|"
    r"correspondents?|reporters?|writers?|contributors?|guest|magazine|times|post|journal|tv|radio|television|zeitung|today|daily|group|inc|llc|ltd|gmbh|"
    r"https?|www|com|unknown|none|null|author|byline|archive|archives|copyright|partner|sponsored|associated|newsletter|podcast|studio|ag|red)\b",
    re.I,
)
#: Who took the pictures or drew is not who wrote.
_PICTURES = late(
    r"[,;|–—-]?\s*\b(?:pictures?|photos?|photographs?|photography|illustrations?|graphics?|videos?|fotos?|photographies|fotografías|bilder) (?:by|von|par|por|di|af|av)\b.*",
    re.I | re.S,
)
_ROLE = late(
    r"^(?:(?:senior|chief|deputy|assistant|associate|political|foreign|national|local|breaking|managing|executive|staff|special|world|crime|health|science|"
    r"business|economics|defence|defense|security|royal|showbiz|sports?|education|europe|us|uk|washington|moscow|kyiv|media|digital|news|data|environment|climate|"
    r"technology|diplomatic|home affairs|social affairs|general assignment)\s){0,3}"
    r"(?:correspondents?|editors?|reporters?|writers?|columnists?|producers?|journalists?|contributors?|analysts?|anchors?|presenters?|fellows?|intern|"
    r"redakteur\w*|korrespondent\w*|journaliste|autor\w*|reporter\w*|chef\w*|freelance\w*|photographer|critic|author|professor|lecturer|phd|md|m\.?d\.?|jr\.?)\b",
    re.I,
)
#: Press agencies sign copy as a person does; a desk or the outlet itself is no author.
_AGENCIES = frozenset(
    "ap afp dpa reuters apa sda efe ansa tass ritzau ntb tt pap mti ptk čtk ctk stt anp belga lusa cp aap pa upi tanjug hina sta xinhua kyodo yonhap ians ani pti "
    "kna epd dts afpap sid rtr bns elta leta cnw agerpres azertac ukrinform interfax unian".split()
    + [
        "associatedpress",
        "theassociatedpress",
        "agencefrancepresse",
        "deutschepresseagentur",
        "thecanadianpress",
        "canadianpress",
        "pressassociation",
        "thomsonreuters",
        "europapress",
        "bloomberg",
        "bloombergnews",
        "pamedia",
        "keystonesda",
        "anadoluagency",
        "jiji",
        "dowjones",
        "dpaafx",
        "afpdeutschland",
        "thomsonreutersfoundation",
    ]
)
_EAST_ASIAN = late("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_PARTICLES = frozenset(
    "de da di du des del della van von der den ter ten la le el al bin ibn abu dos das zu af av y e and ó mac".split()
)


def read_names(
    written: str | Iterable[str], outlet: str = "", *, typed: bool = False
) -> tuple[str, ...]:
    """The people and agencies named in a byline, in order, without the outlet, desks and doubles.

    `typed`: the markup says that each is a person, so that one word alone may be a name.
    """
    pieces = [written] if isinstance(written, str) else list(written)
    names: list[str] = []
    seen: set[str] = set()
    for piece in pieces:
        for part in _SPLIT.split(_LEAD.sub("", _PICTURES.sub("", _unprefixed(piece)))):
            name = _clean(part)
            key = re.sub(r"\W+", "", name).lower()
            if (
                not key
                or key in seen
                or not (is_agency(key) or is_person(name, outlet, typed=typed))
            ):
                continue
            seen.add(key)
            names.append(name)
    return tuple(names)


def _unprefixed(piece: str) -> str:
    return re.sub(r"\s+", " ", piece.replace("\u00a0", " ").replace("\u200b", "")).strip()


def _clean(part: str) -> str:
    """A name without its title's tail: brackets, handles, addresses, "in Kyiv", outlet after "for"."""
    part = re.sub(r"\([^)]*(?:\)|$)|\[[^\]]*\]|<[^>]*>", " ", part)
    part = re.sub(r"\S+@\S+|https?://\S+|@\w+", " ", part)
    part = _LEAD.sub("", part.strip())
    part = re.split(r"\s(?:in|for|at|from|aus|à)\s|\s?[-–—]\s", part, maxsplit=1)[0]
    return re.sub(r"\s+", " ", part).strip(' .,;:-–—*|"“”')


def is_agency(key: str) -> bool:
    """True for a press agency's name in small letters without blanks."""
    return key in _AGENCIES


def is_person(name: str, outlet: str = "", *, typed: bool = False) -> bool:
    """True when `name` has the form of a person's name and is neither a desk nor the outlet."""
    words = name.split()
    if not 1 <= len(words) <= 6 or not 2 <= len(name) <= 60 or any(ch.isdigit() for ch in name):
        return False
    own, key = _key(outlet), _key(name)
    if own and (key == own or (len(key) > 4 and (key in own or own in key))):
        return False
    if _DESK.search(name) or _ROLE.match(name) or re.search(r"\w\.\w{2,3}$", name):
        return False
    if _EAST_ASIAN.search(name):
        return len(name.replace(" ", "")) <= 8
    if len(words) == 1:
        return typed and name[0].isupper() and len(name) > 3
    capitals = [w for w in words if w[0].isupper() or not w[0].isascii()]
    return len(capitals) >= 2 or all(w.lower() in _PARTICLES or w[0].isupper() for w in words)


def _key(name: str) -> str:
    return re.sub(r"\W+", "", name).lower()
