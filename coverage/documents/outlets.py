"""The outlet a plain text belongs to, suggested only from a line of its own that names it."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections.abc import Sequence

from coverage.text.found import Passage
from coverage.text.layout.fronts import BARE_NAME
from coverage.text.layout.mastheads import is_masthead
from coverage.text.patterns import late

_MAIL = late(r"[\w.+-]{1,64}@((?:[\w-]{1,60}\.){1,3}[a-z]{2,24})\b", re.I)
#: Mailboxes anybody can have: their domain is nobody's outlet.
_PUBLIC = frozenset(
    "gmail googlemail yahoo ymail hotmail outlook live msn aol icloud me mac protonmail proton pm tutanota tuta gmx web mail yandex "
    "zoho fastmail hey inbox rocketmail qq 163 126 naver daum rediffmail libero orange wanadoo free t-online seznam wp onet interia o2".split()
)
_SUFFIXES = frozenset("co com org net gov edu ac or ne go".split())
#: Words that outlets' names are made of, to tell the words of a domain apart.
_NAME_WORDS = frozenset(
    """the a an and of in on for to at my our your all be go it we us uk eu un new old big first one
    news post times daily weekly sunday morning evening herald tribune gazette journal star sun moon globe mail telegraph guardian observer
    chronicle courier standard record register examiner inquirer echo mirror express press print review report reports reporter leader ledger
    sentinel dispatch bulletin argus advertiser advocate monitor independent citizen national state states local city town metro county valley
    coast bay river lake hill harbour harbor port island north south east west central world global international today now live wire line
    online media network radio channel views voice voices watch insider spectator economist business money market markets finance tech science nature
    sport sports health food travel style life culture politics political people public free open real true straight fact facts check story stories share must
    read reader readers page pages front desk room hub club house home land earth green blue red black white gold golden silver sky
    digital magazine week month year hour minute day night space point view eye light fire flash spark beat buzz pulse signal scoop
    asia africa europe america american british canadian australian indian irish scottish welsh english london york boston chicago""".split()
)
_NAMING = frozenset((BARE_NAME, "a name and a date", "a line of byline, place or dates"))
_PARTS = late(r"\s*[|·•,]\s*")
_WORD = late(r"[^\W\d_]{3,}")
_CAPITALISED = late(r"[A-Z][\w’'&.-]*(?:\s(?:of |the |and |& )?[A-Z][\w’'&.-]*){0,4}")


def suggest_outlet(body: str, passages: Sequence[Passage]) -> tuple[str, str]:
    """The outlet's name and why, ("", "") where no line of the text states it.

    Only lines that are the page's furniture count (a tip line, an address line, a masthead), never
    an address or a name in the story, and never a public mailbox.
    """
    for passage in passages:
        if passage.kind != "boilerplate":
            continue
        for match in _MAIL.finditer(passage.span.text):
            label = _label(match.group(1))
            if label and label.lower() not in _PUBLIC:
                return spell_outlet(label, body), f"its own address line {match.group()}"
    return _masthead(passages)


def _masthead(passages: Sequence[Passage]) -> tuple[str, str]:
    """The name that stands alone, or beside a date, in the lines before the text.

    A byline's affiliation is none: wire copy carries the agency's there.
    """
    for passage in passages[:8]:
        if passage.kind == "paragraph":
            break
        if passage.kind != "metadata" or passage.reason not in _NAMING:
            continue
        for part in _PARTS.split(passage.span.text):
            if is_masthead(part.strip()):
                return part.strip(), f"its own line {passage.span.text}"
    return "", ""


def _label(domain: str) -> str:
    """The telling part of a domain: "example" of mail.example.co.uk."""
    parts = domain.lower().split(".")[:-1]
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts.pop()
    return parts[-1] if parts else ""


def spell_outlet(label: str, body: str) -> str:
    """A domain's label as a name: as the text spells it, else by its words, else as it is."""
    wanted = re.sub(r"\W+", "", label).lower()
    for match in _CAPITALISED.finditer(body):
        words = match.group().split()
        for first in range(len(words)):
            for last in range(first + 1, len(words) + 1):
                written = " ".join(words[first:last]).strip(".'’")
                if re.sub(r"\W+", "", written).lower() == wanted and written != wanted:
                    return written
    if "-" in label:
        return " ".join(part.capitalize() for part in label.split("-"))
    own = {word.lower() for word in _WORD.findall(body)} - {wanted}
    parts = split_words(wanted, _NAME_WORDS | own)
    if parts is None or len(parts) > 4:
        return label
    return "".join(part.capitalize() for part in parts)


def split_words(label: str, known: frozenset[str] | set[str]) -> list[str] | None:
    """`label` cut into the fewest known words, None when it cannot be cut without a rest."""
    best: list[list[str] | None] = [[]] + [None] * len(label)
    for end in range(1, len(label) + 1):
        for start in range(max(0, end - 16), end):
            before = best[start]
            if before is None or label[start:end] not in known:
                continue
            shorter = best[end]
            if shorter is None or len(before) + 1 < len(shorter):
                best[end] = [*before, label[start:end]]
    return best[len(label)]
