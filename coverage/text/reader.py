"""The reader: everything that is read out of one body, and the version that did it."""

from __future__ import annotations

from collections.abc import Sequence

from .figures.claims import find_claims
from .figures.quantities import find_quantities
from .found import FoundPost, Passage, Reading
from .quotes.quotes import not_read, read_quotes

#: Goes up with any change that can change what is read; every machine-read row records it.
READER_VERSION = "7"


def read(
    body: str,
    passages: Sequence[Passage],
    posts: Sequence[FoundPost] = (),
    language: str = "",
) -> Reading:
    """Quotes and reported speech, words in marks that quote nobody, quantities and claims of
    `body`, on top of the passages and posts it was opened with.

    `language` is an ISO 639-1 code or ""; `not_read` of the answer says what was left untried.
    """
    said = read_quotes(body, passages, posts, language, indirect=True)
    quantities = find_quantities(body, passages)
    claims = find_claims(body, passages, said.quotes, quantities)
    return Reading(
        body=body,
        passages=tuple(passages),
        quotes=said.quotes,
        posts=tuple(posts),
        claims=claims,
        quantities=quantities,
        marked=said.marked,
        not_read=not_read(language),
    )
