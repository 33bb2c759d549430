"""Lexicons: the plain word lists under `lexicon/`, loaded once.

One word (or phrase) a line; `#` begins a comment; several words on one line are the forms of the
first. A journalist extends the reader by adding a line.
"""

from __future__ import annotations

from functools import cache
from pkgutil import get_data


def text_beside(name: str) -> str:
    """The text of a file of this folder; FileNotFoundError where there is none."""
    content = get_data(__package__, name)
    if content is None:  # a loader of nothing but code, as where the lines run are counted
        from importlib.resources import files  # five times as long to import as all the rest here

        content = files(__package__).joinpath(name).read_bytes()
    return content.decode()


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of `lexicon/NAME.txt` as tuples of lower-case words; KeyError for no such file."""
    try:
        text = text_beside(f"lexicon/{name}.txt")
    except FileNotFoundError:
        raise KeyError(f"no lexicon called {name}") from None
    rows = []
    for line in text.splitlines():
        forms = line.split("#", 1)[0].casefold().split()
        if forms:
            rows.append(tuple(forms))
    return tuple(rows)


@cache
def words(name: str) -> frozenset[str]:
    """Every word of `lexicon/NAME.txt`."""
    return frozenset(form for forms in lines(name) for form in forms)


@cache
def verbs(name: str) -> dict[str, str]:
    """Every form of the verbs of `lexicon/NAME.txt` → its base form.

    A line with one word is a regular verb and is inflected; a line with several lists all forms.
    """
    forms: dict[str, str] = {}
    for row in lines(name):
        for form in row if len(row) > 1 else inflected(row[0]):
            forms.setdefault(form, row[0])
    return forms


def inflected(base: str) -> tuple[str, ...]:
    """Base, -s, -ed and -ing of a regular English verb."""
    vowels = "aeiou"
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2:-1] not in vowels:
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base, base + "es", base + "ed", base + "ing"
    short = sum(letter in vowels for letter in base) == 1
    if short and base[-1] not in vowels + "wxy" and base[-2:-1] and base[-2] in vowels:
        return base, base + "s", base + base[-1] + "ed", base + base[-1] + "ing"
    return base, base + "s", base + "ed", base + "ing"
