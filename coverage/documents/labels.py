"""Facts that a page prints behind a word that says what they are: "Author Ada Holm", "Date 4 May"."""

# ruff: noqa: E501 - lists of words read better on one line

from __future__ import annotations

import re
from collections.abc import Iterator

from .trees import Element, elements, squeeze, words_of

AUTHOR_LABELS = frozenset(
    "author authors auteur auteurs autor autora autores autoras autorin autoren autoren/autorinnen autor/autorin autorin/autor autore autori auteur(s) author(s) "
    "författare forfatter skribent kirjoittaja yazar szerző autorzy autorem tekst автор автори авторы".split()
) | {"written by", "reported by", "words by", "text by", "escrito por", "écrit par"}
DATE_LABELS = frozenset(
    "date datum published posted fecha data dato dátum tarih päivämäärä publicado pubblicato publié veröffentlicht erschienen opublikowano publikováno gepubliceerd публикация дата".split()
) | {
    "published on",
    "posted on",
    "publication date",
    "date published",
    "publié le",
    "data publikacji",
}
_MARKS = ("strong", "b", "dt", "th", "span", "label", "em")
_LONGEST = 90  # characters behind a label


def labelled(root: Element, labels: frozenset[str]) -> Iterator[str]:
    """What stands behind each element that is one of `labels` and nothing else, in reading order.

    The value is the rest of its line, or the next cell of its row, at most a line long.
    """
    for mark in elements(root, *_MARKS):
        if len(mark) or not mark.text or len(mark.text) > 60:
            continue
        if re.sub(r"\s*:?\s*$", "", squeeze(mark.text)).lower() not in labels:
            continue
        value = squeeze(mark.tail or "").lstrip(":").strip()
        following = mark.getnext()
        if not value and following is not None:
            value = squeeze(words_of(following).replace("\n", " "))
        if 1 < len(value) <= _LONGEST:
            yield value
