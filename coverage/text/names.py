"""Names of outlets, speakers and tags, folded: one name is found again however it is typed."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SPACE = re.compile(r"\s+")


#: Longest key, in code points. One letter can fold into eighteen, so a name of a few hundred can
#: outgrow any column.
KEY_LENGTH = 300


def name_key(name: str) -> str:
    """The name for comparing: NFKC, case folded, blanks single; "É" and "é" are one, "E" another.

    Done here and not by the database: SQLite's LOWER does not fold É, PostgreSQL's depends on
    the collation it was made with. A key over KEY_LENGTH ends in a digest of the rest of it.
    """
    key = _SPACE.sub(" ", unicodedata.normalize("NFKC", name)).strip().casefold()
    if len(key) <= KEY_LENGTH:
        return key
    return key[: KEY_LENGTH - 32] + hashlib.sha256(key.encode()).hexdigest()[:32]
