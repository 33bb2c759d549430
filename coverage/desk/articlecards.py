"""Cards of what was read out of an article: quotes, claims and posts, one record each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from coverage.models import (
    ClaimAppearance,
    Coding,
    Comparison,
    MarkedWords,
    Membership,
    PostAppearance,
    Quantity,
    Quote,
    SpanRow,
    State,
)

from .articlerecords import (
    AppearanceCard,
    ClaimCard,
    CodingCard,
    Decided,
    MarkedCard,
    NoteCard,
    Place,
    QuoteCard,
)
from .assignments import seen_by
from .attributed import heard, said_by
from .bench import post_card
from .foundagain import with_found
from .notecards import chips_of, coding_card, codings_for_cards, note_card, notes_for_cards
from .unmarking import may_take_off

Card = QuoteCard | MarkedCard | ClaimCard | AppearanceCard | NoteCard | CodingCard
#: What the addresses and anchors call a kind of mark.
LETTERS = {
    "quote": "q",
    "marked": "w",
    "claim": "c",
    "post": "post",
    "note": "n",
    "coding": "t",
}


@dataclass(frozen=True, slots=True)
class Shared:
    """What the story's stored comparison says of an article's quotes."""

    story: int = 0
    number: Mapping[int, int] = field(default_factory=dict)  # quote → number of its utterance
    others: Mapping[int, int] = field(default_factory=dict)  # quote → other quotes of its words
    post_of: Mapping[int, str] = field(default_factory=dict)  # quote → whose post has its words


def shared_words(membership: Membership | None) -> Shared:
    """From the newest comparison of the article's story; one query."""
    if membership is None:
        return Shared()
    newest = Comparison.objects.filter(story=membership.story_id).order_by("-number")
    result: dict[str, Any] = newest.values_list("result", flat=True).first() or {}
    number, others, post_of = {}, {}, {}
    for at, utterance in enumerate(result.get("utterances", ()), 1):
        quotes = [quote for wording in utterance["wordings"] for quote in wording["quotes"]]
        poster = next((w for w in utterance["wordings"] if w["post"]), None)
        for quote in quotes:
            number[quote] = at
            others[quote] = len(quotes) - 1
            if poster:
                post_of[quote] = next(iter(poster["speakers"]), "") or "an account not named"
    return Shared(membership.story_id, number, others, post_of)


def quotes_for_cards(person: int | None = None) -> QuerySet[Quote]:
    """Quotes with all that their cards print for the person; two queries."""
    codings = seen_by(codings_for_cards(), person).order_by("tag__name_key", "made_at")
    named = ("speaker", "decided_by", "via_outlet", "via_speaker", "via_post")
    return Quote.objects.select_related(*named).prefetch_related(Prefetch("codings", codings))


def marked_for_cards() -> QuerySet[MarkedWords]:
    """Words in marks that quote nobody, with all that their cards print; one query."""
    return MarkedWords.objects.select_related("decided_by")


def claims_for_cards() -> QuerySet[ClaimAppearance]:
    """Claims with all that their cards print; two queries."""
    return ClaimAppearance.objects.select_related("decided_by").prefetch_related(
        Prefetch("quantities", Quantity.objects.standing())
    )


def posts_for_cards() -> QuerySet[PostAppearance]:
    """Appearances with all that their cards print; one query."""
    return PostAppearance.objects.select_related("post", "decided_by")


def decided(row: SpanRow, person: int | None, others: Iterable[SpanRow] = ()) -> Decided:
    """The row's state, and who decided it as far as that is known. `others` are those among which
    the row stands that it was made of, where it was made of one."""
    by = row.decided_by
    return Decided(
        state=row.state,
        revision=row.revision,
        by=by.get_username() if by else "",
        by_reader=bool(by and by.pk == person),
        at=row.decided_at,
        is_turned=row.state == State.CONFIRMED
        and any(
            (other.start, other.end, other.state) == (row.start, row.end, State.REJECTED)
            for other in others
        ),
        place=Place(row.version_id, row.start, row.end),
        may_take_off=may_take_off(row, person),
    )


def quote_card(
    row: Quote,
    article: int,
    person: int | None,
    shared: Shared,
    posts: Mapping[int, int],
    marked: Iterable[MarkedWords],
) -> QuoteCard:
    """A quote's card as the person sees it; `posts` are the article's, id → id of the card, and
    `marked` its words that quote nobody."""
    number = shared.number.get(row.pk)
    stands_at = posts.get(row.via_post_id or 0)
    return QuoteCard(
        key=row.pk,
        decided=decided(row, person, marked),
        text=row.text,
        kind=row.kind_told,
        is_reported=row.is_reported,
        by=said_by(row),
        heard=heard(row, f"#post{stands_at}" if stands_at else ""),
        tags=chips_of(row.codings.all(), person),
        article=article,
        href=f"#m-q{row.pk}",
        others=shared.others.get(row.pk, 0),
        post_of=shared.post_of.get(row.pk, ""),
        utterance_href=f"{reverse('story-quotes', args=[shared.story])}#u{number}"
        if number
        else "",
    )


def marked_card(
    row: MarkedWords, article: int, person: int | None, quotes: Iterable[Quote]
) -> MarkedCard:
    """The card of words in marks that quote nobody; `quotes` are the article's."""
    return MarkedCard(
        key=row.pk,
        decided=decided(row, person, quotes),
        text=row.text,
        kind=str(row.get_kind_display()),
        article=article,
        href=f"#m-w{row.pk}",
    )


def claim_card(
    row: ClaimAppearance, article: int, person: int | None, codings: Iterable[Coding]
) -> ClaimCard:
    """A claim's card; `codings` are those that stand on all of its words."""
    return ClaimCard(
        key=row.pk,
        decided=decided(row, person),
        text=row.text,
        claimant=row.claimant,
        quantities=tuple(quantity.text for quantity in row.quantities.all()),
        article=article,
        href=f"#m-c{row.pk}",
        tags=chips_of(codings, person),
    )


def appearance_card(
    row: PostAppearance, article: int, person: int | None, body: str
) -> AppearanceCard:
    """A post's card, or the line that is left of one."""
    return AppearanceCard(
        key=row.pk,
        decided=decided(row, person),
        text=row.text,
        how=row.how,
        post=post_card(row),
        article=article,
        href=f"#m-post{row.pk}",
        after=_words_before(body, row.start),
    )


def _words_before(body: str, at: int) -> str:
    """The last few words before a place, on one line: "…as his mother reassured him."."""
    words = body[max(0, at - 200) : at].split()
    return "…" + " ".join(words[-6:]) if words else ""


def rows_for_card(kind: str, person: int | None = None) -> QuerySet[Any]:
    """The rows of a kind of mark; KeyError for a kind there is not."""
    rows: dict[str, Callable[[], QuerySet[Any]]] = {
        "quote": lambda: quotes_for_cards(person),
        "marked": marked_for_cards,
        "claim": claims_for_cards,
        "post": posts_for_cards,
        "note": notes_for_cards,
        "coding": codings_for_cards,
    }
    return rows[kind]()


def one_card(kind: str, key: int, person: int | None) -> Card:
    """The card of one row as it is stored now; DoesNotExist where there is none that the person
    sees."""
    rows: Any = rows_for_card(kind, person).select_related("version")
    row = (seen_by(rows, person) if kind in ("note", "coding") else rows).get(pk=key)
    [card] = with_found([_card_of(kind, row, person)], kind, row.version)
    return card


def _card_of(kind: str, row: Any, person: int | None) -> Any:
    article = row.version.article_id
    if kind == "claim":
        return claim_card(row, article, person, _codings_on(row, person))
    if kind == "marked":
        return marked_card(row, article, person, Quote.objects.filter(version=row.version_id))
    if kind == "post":
        return appearance_card(row, article, person, row.version.body)
    if kind == "note":
        return note_card(row, article, person, decided(row, person))
    if kind == "coding":
        return coding_card(row, article, person, decided(row, person))
    membership = Membership.objects.filter(article=article, is_current=True).first()
    marked = MarkedWords.objects.filter(version=row.version_id)
    posts = _posts_in(row.version_id)
    return quote_card(row, article, person, shared_words(membership), posts, marked)


def _codings_on(row: ClaimAppearance, person: int | None) -> QuerySet[Coding]:
    """The tags on a claim: those on all of its words that are no quote's."""
    place = {"version": row.version_id, "start": row.start, "end": row.end}
    return seen_by(codings_for_cards().filter(**place, quote=None), person)


def _posts_in(version: int) -> dict[int, int]:
    shown = PostAppearance.objects.filter(version=version, post__isnull=False).standing()
    return {row.post_id: row.pk for row in shown if row.post_id}
