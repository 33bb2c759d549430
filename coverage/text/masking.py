"""Masking: a text without the words that tell who published it.

For comparing blind. What stands for an outlet is masked wherever it stands: its names however they
are set ("Daily Lantern", "dailylantern", "DAILY-LANTERN"), the short name its own pages use ("the
Lantern"), its initials, the names of its reporters, handles and hashtags made of any of them,
photo credits, and every web and e-mail address, as each leads to somebody's door.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .lexicons import words
from .names import name_key


@dataclass(frozen=True, slots=True)
class Masked:
    """One outlet of a comparison; `letter` stands for it: "A"."""

    letter: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # who wrote for it, as its bylines name them


@dataclass(frozen=True, slots=True)
class Mask:
    """What of a text is hidden, `[start, end)`, and what is printed in its place."""

    start: int
    end: int
    words: str


#: Initials of fewer words are words of their own: "IT", "US".
_LEAST_INITIALS = 3
#: Shorter names in a handle are chance: "@alex_sun".
_LEAST_SQUEEZED = 4
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|il|de|het)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”»]+[^\s<>\"“”».,;:!?)\]]"
    # bare hosts stand in small letters; "on Monday.It fell" is a blank left out
    r"|(?<![\w@.])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|info|news|eu|uk|us|ca|au|de|fr|es|it|nl"
    r"|at|ch|ie|tv|fm|io|co|example)\b(?:/[^\s<>\"“”»]*[^\s<>\"“”».,;:!?)\]])?"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HANDLE = re.compile(r"(?<!\w)[@#]([\w.]{2,60})")
_CREDIT = re.compile(
    r"(?:(?:^|(?<=[(\[\n|“\"])|(?<=[.!?] ))[ \t]*"
    r"(?:Photo|Photograph|Picture|Image|Video|Illustration|Credit|Foto|Bild)s?"
    r"(?:[ \t]+(?:credit|by|courtesy of|from|von)\b|[ \t]*:)|©|\(c\))[ \t]*[^\n)\]|]{1,100}",
    re.IGNORECASE,
)
#: Last words of names that say what kind of outlet it is, and so stand for no one of them.
_KINDS = words("outlet_words")


def mask(text: str, outlets: Sequence[Masked]) -> str:
    """The text with what `find_masks` finds replaced."""
    parts, at = [], 0
    for one in find_masks(text, outlets):
        parts += [text[at : one.start], one.words]
        at = one.end
    return "".join([*parts, text[at:]])


def find_masks(text: str, outlets: Sequence[Masked]) -> tuple[Mask, ...]:
    """What tells of the outlets in a text, in order, none over another."""
    found = [*_addresses(text), *_credits(text), *_handles(text, outlets)]
    for one in outlets:
        found += _names(text, one)
    found += _short_names(text, outlets)
    kept: list[Mask] = []
    for here in sorted(found, key=lambda m: (m.start, -m.end, m.words)):
        if not kept or here.start >= kept[-1].end:
            kept.append(here)
        elif here.end > kept[-1].end:  # they overlap: hide both, say what the first was
            kept[-1] = Mask(kept[-1].start, here.end, kept[-1].words)
    return tuple(kept)


def still_tells(text: str, outlets: Sequence[Masked]) -> bool:
    """True where a name of two words or more can be read in the letters of a text, however they
    are spaced. For making sure of a masked text."""
    letters = squeezed(text)
    return any(
        len(_core(name)) > 1
        and len(whole := squeezed("".join(_core(name)))) > 6
        and whole in letters
        for one in outlets
        for name in one.names
    )


def squeezed(name: str) -> str:
    """Its letters and digits alone, folded: "The Daily-Lantern" and "thedailylantern" are one."""
    return "".join(_WORD.findall(name_key(name).replace("'", "").replace("’", "")))


def letters_for(count: int) -> list[str]:
    """So many letters: A … Z, AA, AB …"""
    letters = [chr(ord("A") + n) for n in range(26)]
    return [*letters, *(a + b for a in letters for b in letters)][:count]


def _said(letter: str) -> str:
    return f"[outlet {letter}]"


def _core(name: str) -> list[str]:
    """The words of a name without its article."""
    return _WORD.findall(_ARTICLE.sub("", name))


def _addresses(text: str) -> Iterator[Mask]:
    for match in _MAIL.finditer(text):
        yield Mask(match.start(), match.end(), "[e-mail address]")
    for match in _ADDRESS.finditer(text):
        yield Mask(match.start(), match.end(), "[address]")


def _credits(text: str) -> Iterator[Mask]:
    for match in _CREDIT.finditer(text):
        yield Mask(match.start(), match.end(), "[credit]")


def _handles(text: str, outlets: Sequence[Masked]) -> Iterator[Mask]:
    """Handles and hashtags in which an outlet or somebody who writes for it can be read."""
    for match in _HANDLE.finditer(text):
        if tells_of_one(match[1], outlets):
            yield Mask(match.start(), match.end(), f"{match[0][0]}[handle]")


def tells_of_one(handle: str, outlets: Sequence[Masked]) -> bool:
    """True where the letters of a handle hold a name of an outlet or of its people, or are held
    by one: "@lantern_news" and "@dailylant" for the Daily Lantern."""
    letters = squeezed(handle.replace("_", "").replace(".", ""))
    for known in _known(outlets):
        if len(known) >= _LEAST_SQUEEZED and known in letters:
            return True
        if len(letters) > _LEAST_SQUEEZED and known.startswith(letters):
            return True
    return False


def _known(outlets: Sequence[Masked]) -> Iterator[str]:
    for one in outlets:
        for name in one.names:
            core = _core(name)
            yield squeezed("".join(core))
            if len(core) > 1 and core[-1].casefold() not in _KINDS:
                yield squeezed(core[-1])
            if len(core) >= _LEAST_INITIALS:
                yield "".join(word[0] for word in core).casefold()
        for person in one.people:
            yield squeezed(person)
        for domain in one.domains:
            yield squeezed(domain.removeprefix("www.").split(".")[0])


def _names(text: str, one: Masked) -> Iterator[Mask]:
    for name in one.names:
        core = _core(name)
        if not core:
            continue
        if len(core) == 1:
            forms = {core[0], core[0].upper(), core[0][:1].upper() + core[0][1:]}
            pattern = "|".join(sorted(map(re.escape, forms), key=len, reverse=True))
            flags = re.NOFLAG
        else:
            pattern = r"[\W_]{0,3}".join(map(re.escape, core))
            flags = re.IGNORECASE
        for match in re.finditer(rf"(?:\b[Tt]he\s+)?(?<!\w)(?:{pattern})(?!\w)", text, flags):
            yield Mask(match.start(), match.end(), _said(one.letter))
        if len(core) >= _LEAST_INITIALS:
            initials = "".join(word[0] for word in core).upper()
            for match in re.finditer(rf"\b(?:[Tt]he\s+)?{re.escape(initials)}\b", text):
                yield Mask(match.start(), match.end(), _said(one.letter))
    for person in one.people:
        parts = _WORD.findall(person)
        if len(parts) < 2:
            continue
        pattern = r"[\W_]{1,3}".join(map(re.escape, parts))
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
            yield Mask(match.start(), match.end(), f"[who wrote for outlet {one.letter}]")


def _short_names(text: str, outlets: Iterable[Masked]) -> Iterator[Mask]:
    """ "The Lantern" for the Daily Lantern; where two share a last word, it is either of them."""
    called: dict[str, set[str]] = {}
    for one in outlets:
        for name in one.names:
            core = _core(name)
            if len(core) > 1 and core[-1][:1].isupper():
                called.setdefault(core[-1], set()).add(one.letter)
    for last, of in called.items():
        said = _said(*of) if len(of) == 1 else "[an outlet here]"
        # "the Lantern Inn" is another
        for match in re.finditer(rf"\b[Tt]he\s+{re.escape(last)}\b(?!\s+[A-Z])", text):
            yield Mask(match.start(), match.end(), said)
