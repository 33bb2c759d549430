"""Names of outlets, speakers and tags, folded: one name is found again however it is typed."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")


def name_key(name: str) -> str:
    """The name for comparing: NFKC, case folded, blanks single. "É" and "é" are one, "E" another.

    At most twice as long as the name: a letter may unfold to eighteen, and a name of such letters
    is compared as it is written (columns of keys are twice as wide as those of names).

    Done here and not by the database: SQLite's LOWER does not fold É, PostgreSQL's depends on
    the collation it was made with.
    """
    folded = _SPACE.sub(" ", unicodedata.normalize("NFKC", name)).strip().casefold()
    return folded if len(folded) <= 2 * len(name) else _SPACE.sub(" ", name).strip()
