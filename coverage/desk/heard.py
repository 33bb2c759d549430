"""Through whom a quote was heard: the outlet, the person or the post that its words mean.

What the reader found stays as text; a link is made only where exactly one thing kept fits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from coverage.models import EmbeddedPost, Outlet, OutletName, Quote, Speaker
from coverage.text.lexicons import words
from coverage.text.names import name_key
from coverage.text.quotes.via_words import platform_named

from .speakernames import DETERMINERS, bare_name, known_speakers

Kept = TypeVar("Kept", Outlet, Speaker)
_OURSELVES = words("audiences") | {"station", "programme", "show"}
#: So many words of a quote standing in a post's text in a row say that the post has them.
ENOUGH_WORDS = 4
_WORD = re.compile(r"[^\W_]+")
#: The names in "state news agency Xinhua", "her interpreter, Ann Bell".
_NAME = re.compile(r"[^\W\d_a-z][\w.&’'-]*(?:[ \t](?:of |the |and )*[^\W\d_a-z][\w.&’'-]*)*")


def link_vias(
    rows: Sequence[Quote], posts: Iterable[EmbeddedPost], own: Outlet | None = None
) -> None:
    """Set `via_outlet`, `via_speaker` and `via_post` of unsaved quotes of one article.

    `posts` are those the article shows, links, quotes or credits; `own` is the outlet that
    published it. Outlets and speakers are found by any of their names; none is made. Two queries
    for each kind of name that is asked for.
    """
    named = [row for row in rows if row.via and not platform_named(row.via)]
    outlets = _outlets(row.via for row in named)
    names = {key for row in named for key in _keys(row.via) if " " in key}
    people = known_speakers(names)
    for row in named:
        row.via_outlet = own if own and _is_own(own, row.via) else _only(outlets, row.via)
        if row.via_outlet is None:
            row.via_speaker = _only(people, row.via)
    shown = tuple({post.pk: post for post in posts}.values())
    for row in rows:
        row.via_post = post_of(row, shown)


def _is_own(own: Outlet, via: str) -> bool:
    """True for "this newspaper", and for "the Lamp" in the Daily Lamp."""
    first, _, rest = via.casefold().partition(" ")
    if first in ("this", "our"):
        return rest in _OURSELVES
    last = own.name_key.rpartition(" ")[2]
    return first == "the" and rest == last and len(last) > 3


def post_of(row: Quote, posts: Sequence[EmbeddedPost]) -> EmbeddedPost | None:
    """The one post that the quote comes from; None where none or several might be.

    A post has the quote's words, or it is the only one there by the speaker: on the platform that
    the article names, or under the handle that it names the speaker by.
    """
    if row.via_how not in ("", "post", "video"):
        return None
    with_words = [post for post in posts if _holds(post.text, row.text)]
    if with_words:
        return with_words[0] if len(with_words) == 1 else None
    handle = row.mention.removeprefix("@").casefold() if row.mention.startswith("@") else ""
    if handle:
        theirs = [post for post in posts if post.handle.casefold() == handle]
    elif row.via_how:
        platform = platform_named(row.via)
        theirs = [
            post
            for post in posts
            if platform in ("", post.platform) and _is_by(post, row.speaker_name or row.mention)
        ]
    else:
        return None
    return theirs[0] if len(theirs) == 1 else None


def _holds(text: str, said: str) -> bool:
    """True when all the words stand in the text in a row, however they are marked or spelled."""
    wanted = _folded(said)
    return len(wanted) >= ENOUGH_WORDS and f" {' '.join(wanted)} " in f" {' '.join(_folded(text))} "


def _is_by(post: EmbeddedPost, name: str) -> bool:
    """True when the post's author or handle is the speaker's name: "Ann Bell", "@annbell",
    "@ABell", "@bell_of_orle" where no author is told. A single name must be the whole of it."""
    wanted = [word for word in _folded(name) if word not in DETERMINERS]
    if not wanted:
        return False
    author, handle = _folded(post.author), "".join(_folded(post.handle))
    if author == wanted or handle == "".join(wanted):
        return True
    if len(wanted) < 2:
        return False
    has_all = set(wanted) <= set(author) or (len(author) > 1 and set(author) <= set(wanted))
    if has_all or handle == wanted[0][0] + wanted[-1]:
        return True
    parts = set(re.split(r"[_.\d]+", post.handle.casefold()))
    return not author and any(len(word) > 3 and word in parts for word in wanted)


def _folded(text: str) -> list[str]:
    """The words without case, accents and fancy letters."""
    plain = unicodedata.normalize("NFKD", text)
    return _WORD.findall(
        "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "").casefold()
    )


def _only(known: Mapping[str, Kept], via: str) -> Kept | None:
    """The one row that a form of the words names; None where they name two."""
    rows = {row.pk: row for key in _keys(via) if (row := known.get(key))}
    return next(iter(rows.values())) if len(rows) == 1 else None


def _keys(via: str) -> list[str]:
    """Folded forms by which a name may be known: whole, bare, and each name inside it."""
    inside = [name for name in _NAME.findall(via) if name[0].isupper()]
    inside += [name[:-2] for name in inside if name.endswith(("'s", "’s"))]
    forms = [via, bare_name(via), *inside, *map(bare_name, inside)]
    return [name_key(form) for form in dict.fromkeys(forms) if form]


def _outlets(names: Iterable[str]) -> dict[str, Outlet]:
    """Folded name → outlet, of those that are known already; none is made."""
    keys = {key for name in names for key in _keys(name)}
    if not keys:
        return {}
    standing = Outlet.objects.filter(merged_into=None)
    known = standing.in_bulk(keys, field_name="name_key")
    for other in OutletName.objects.filter(name_key__in=keys).select_related("outlet"):
        known.setdefault(other.name_key, other.outlet)
    return known
