"""A small guess at a text's language, by its commonest words or its script."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import re
from collections import Counter

_COMMON = {
    "en": "the and of to in is that was for with on his her he she it are this have not by from said who will",
    "de": "der die und das nicht ist von den zu mit sich auf für dem ein eine auch wird sie im werden nach bei wie",
    "fr": "le la les des et est dans une que qui pour pas sur au avec ce il elle sont par plus ne du aux cette",
    "es": "el la los las que en del y un una por con para es se no su al lo como más pero este fue sus",
    "it": "il che di e la per non un una del con sono gli della è nel le alla anche dei si ha questo come più",
    "pt": "o que de e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das à são",
    "nl": "de het een van en in is dat op te zijn met voor niet die aan er om ook als bij naar maar was door",
    "sv": "och att det som en på är av för med till den inte har de ett om han men var sig från så kan",
    "no": "og det som på er av for med til den ikke har de et om han men var seg fra så kan å være etter",
    "da": "og det som på er af for med til den ikke har de et om han men var sig fra så kan at være efter",
    "fi": "ja on ei että se oli hän ovat myös mutta kun joka kuin tai niin sen mukaan ole vuonna jo",
    "pl": "i w nie na się że z do to jest jak o od po za ale dla przez który są ma tym przy tego było",
    "cs": "a se v je na že s z do to o k by ale pro jako ve po které který jsou bylo jeho podle také",
    "sk": "a sa v je na že s z do to o k by ale pre ako vo po ktoré ktorý sú bolo jeho podľa tiež",
    "hu": "a az és hogy nem is egy volt meg van de csak ez már mint el ki még szerint azt amely",
    "ro": "și în de la cu pe nu un o este din pentru care că a fost mai să au prin după ale lui",
    "tr": "ve bir bu için ile da de olarak olan çok daha gibi en ancak kadar sonra var ne ise dedi",
    "id": "yang dan di dari untuk dengan pada ini itu tidak akan dalam oleh juga adalah kepada telah ada mereka",
    "hr": "i u je na da se su za od s o ne koji što bi kako ali iz do kao će po nije koja biti",
    "ca": "el la els les que de i en un una per amb no és del al ha com més van dels aquest ser",
}
_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_SCRIPTS = (
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_LETTERS = re.compile(r"[^\W\d_]+")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")


_ALL_WORDS: dict[str, list[str]] = {}
for _code, _common in _WORDS.items():
    for _word in _common:
        _ALL_WORDS.setdefault(_word, []).append(_code)
_SAMPLE = 3000  # characters that are looked at


def _script_language(sample: str, letters: int) -> str:
    """The language that a script of its own gives away, "" for Latin script."""
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > letters * (0.1 if code == "ja" else 0.5):
            if code == "ru" and len(_UKRAINIAN.findall(sample)) > letters * 0.02:
                return "uk"
            return code
    return ""


def guess_language(text: str) -> str:
    """The ISO 639-1 code of the language `text` is most likely in, "" where it cannot be told.

    Reads the first 3,000 characters; fewer than about eight words settle nothing.
    """
    sample = text[:_SAMPLE].lower()
    words = _LETTERS.findall(sample)
    if not words:
        return ""
    script = "" if sample.isascii() else _script_language(sample, sum(map(len, words)))
    if script:
        return script
    if len(words) < 8:
        return ""
    counted = Counter(words)
    scores = dict.fromkeys(_WORDS, 0.0)
    for word in counted.keys() & _ALL_WORDS.keys():
        for code in _ALL_WORDS[word]:
            scores[code] += counted[word] / len(words)
    ranked = sorted(scores, key=lambda code: scores[code], reverse=True)
    best, second = ranked[0], ranked[1]
    if scores[best] < 0.08 or scores[best] < scores[second] * 1.08:
        return ""
    return best
