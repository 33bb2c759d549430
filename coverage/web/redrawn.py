"""The answer after marks changed: cards, blocks of text and counts anew, and the bar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from coverage.desk.articlecards import LETTERS, Card, one_card
from coverage.desk.redrawing import Stretch, redrawn
from coverage.desk.tagging import tags_by_key
from coverage.models import Article

from .cardsagain import FILES, Undoable, for_htmx, tell_later
from .sharing import shared_with
from .showing import wants_fragment

#: Where the cards of a kind stand on the page.
LISTS = {
    "quote": "quotes",
    "marked": "quotes",
    "claim": "claims",
    "note": "notes",
    "coding": "notes",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed on an article's page: cards by (kind, key), stretches of the text, and cards
    that are gone. `is_newer`: the page shows an older text."""

    cards: Sequence[tuple[str, int]]
    places: Sequence[Stretch]
    done: Undoable
    gone: Sequence[tuple[str, int]] = ()
    is_newer: bool = False


def answer(request: HttpRequest, article: Article, changed: Changed) -> HttpResponse:
    """For htmx what changed; without JavaScript the page at the first card."""
    if not wants_fragment(request):
        tell_later(request, changed.done)
        return redirect(_place(article, changed.cards))
    if changed.is_newer:  # all of its text stands otherwise
        tell_later(request, changed.done)
        return HttpResponse(headers={"HX-Refresh": "true"})
    article = Article.objects.for_comparison().get(pk=article.pk)
    asked = shown_at(request)
    person = request.user.pk
    text = redrawn(
        article,
        changed.places,
        person,
        shows_reported=asked.get("reported") == "1",
        shared_with=shared_with(asked),
    )
    context = {
        "cards": list(_cards(changed.cards, person)),
        "gone": [f"{LETTERS[kind]}{key}" for kind, key in changed.gone],
        "text": text,
        "undoable": changed.done,
        "quick_tags": tags_by_key(person, article.pk),
    }
    return for_htmx(render(request, "articles/_redrawn.html", context))


def _cards(cards: Sequence[tuple[str, int]], person: int | None) -> Iterator[tuple[str, Card, str]]:
    """Each card's template, the card, and the list it stands in; one that somebody took off in
    this moment has none."""
    for kind, key in cards:
        with suppress(ObjectDoesNotExist):
            yield f"articles/{FILES[kind]}.html", one_card(kind, key, person), LISTS[kind]


def refused(request: HttpRequest, why: str) -> HttpResponse:
    """Status 422 for htmx: the reason alone, for where the words were typed."""
    return render(request, "articles/_wrong.html", {"why": why}, status=422)


def shown_at(request: HttpRequest) -> QueryDict:
    """What the page asks for on which the reader is: htmx names its address."""
    query = urlsplit(request.headers.get("HX-Current-URL", "")).query
    return QueryDict(query)


def _place(article: Article, cards: Sequence[tuple[str, int]]) -> str:
    """The page's address, at the first of the cards."""
    here = article.get_absolute_url()
    return f"{here}#{LETTERS[cards[0][0]]}{cards[0][1]}" if cards else here
