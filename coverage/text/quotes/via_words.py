"""What the reader's codes for a go-between say in words, in one place for every page."""

from __future__ import annotations

from ..lexicons import lines, words

#: How it went between, as the reader codes it → the words before the go-between's name. A code
#: that is not here has none: the article's words say it.
LEADS = {
    "translation": "as translated by",
    "told": "told to",
    "interview": "in an interview with",
    "quoted": "as quoted by",
    "carried": "as carried by",
    "according": "according to",
    "obtained": "obtained by",
    "seen": "seen by",
    "agent": "through",
    "programme": "on",
    "post": "on",
    "channel": "by",
}
#: Codes of what carried the words, whose name is no name: "in a letter".
_CARRIED_IN = frozenset("statement letter message report article book document video".split())
_CARRIERS = frozenset(row[0] for name in ("statement_words", "carriers") for row in lines(name))
_PLATFORMS = words("platforms")
#: Names of platforms whose posts are kept, where the name is not the platform's own.
_PLATFORM_OF = {"twitter": "x"}


def in_words(how: str, via: str) -> str:
    """What stands before the go-between on a page: "told to", "in", "through"; "" for nothing."""
    named = via.casefold().split()
    if how == "translation" and any(word.startswith(_INTERPRETERS) for word in named):
        return "through"
    if how == "interview" and named[-1:] == ["interview"]:
        return "in"
    if how.endswith(" to"):
        return f"in {'an' if how[0] in 'aeiou' else 'a'} {how}"  # in an email to
    if how in _CARRIED_IN or (how == "post" and named and named[-1] in _CARRIERS):
        return "in"
    return LEADS.get(how, "")


_INTERPRETERS = ("interpreter", "translator")


def platform_named(via: str) -> str:
    """The platform in "her Facebook page" or "X", as posts are kept; "" where none is named."""
    for word in via.casefold().split():
        if word in _PLATFORMS:
            return _PLATFORM_OF.get(word, word)
    return ""
