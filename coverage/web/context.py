"""What every page's template knows: the sections, and what who asks may do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from coverage.desk.roles import Role, role_of


@dataclass(frozen=True, slots=True)
class Section:
    """One link of the header."""

    name: str
    words: str
    key: str
    href: str
    is_current: bool
    for_coders: bool = False


#: URL name, words, key.
SECTIONS = (
    ("stories", "Stories", "g s"),
    ("articles", "Articles", "g a"),
    ("quotes", "Quotes", "g q"),
    ("speakers", "Speakers", ""),
    ("outlets", "Outlets", ""),
    ("review", "Review", "g r"),
)
#: Sections that only coders and editors have anything to do in.
FOR_CODERS = frozenset({"review"})
#: URL names of pages that stand under a section: their first word, in the singular.
SINGULAR = {
    "story": "stories",
    "article": "articles",
    "quote": "quotes",
    "speaker": "speakers",
    "outlet": "outlets",
    "original": "articles",
    "orphans": "review",
}


def page_context(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `sections`, `add_href`; and of who asks `role`, `can_mark` (coders and
    more), `can_edit` (editors and more) and `can_admin`, asked only where printed."""
    match = getattr(request, "resolver_match", None)
    here = (match.url_name or "") if match else ""
    role = cache(lambda: role_of(getattr(request, "user", None)))
    return {
        "sections": sections(here),
        "role": SimpleLazyObject(role),
        "can_mark": SimpleLazyObject(lambda: role() >= Role.CODER),
        "can_edit": SimpleLazyObject(lambda: role() >= Role.EDITOR),
        "can_admin": SimpleLazyObject(lambda: role() >= Role.ADMIN),
        "add_href": address_of("add"),
    }


def sections(here: str) -> tuple[Section, ...]:
    """The header's links; `here` is the URL name of the page being shown."""
    current = SINGULAR.get(here.partition("-")[0], here)
    return tuple(
        Section(name, words, key, href, name == current, name in FOR_CODERS)
        for name, words, key in SECTIONS
        if (href := address_of(name))
    )


def address_of(name: str) -> str:
    """The address of a page without arguments; "" where this installation has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
