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

from .articlerecords import AppearanceCard, ClaimCard, Decided, MarkedCard, QuoteCard, TagChip
from .attributed import heard, said_by
from .bench import post_card
from .foundagain import with_found

Card = QuoteCard | MarkedCard | ClaimCard | AppearanceCard
#: What the addresses and anchors call a kind of mark.
LETTERS = {"quote": "q", "marked": "w", "claim": "c", "post": "post"}


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


def quotes_for_cards() -> QuerySet[Quote]:
    """Quotes with all that their cards print; two queries."""
    codings = Coding.objects.select_related("tag", "person").order_by("tag__name_key", "made_at")
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
        tags=_chips(row, person),
        article=article,
        href=f"#m-q{row.pk}",
        others=shared.others.get(row.pk, 0),
        post_of=shared.post_of.get(row.pk, ""),
        utterance_href=f"{reverse('story-quotes', args=[shared.story])}#u{number}"
        if number
        else "",
    )


def _chips(row: Quote, person: int | None) -> tuple[TagChip, ...]:
    by_tag: dict[int, list[Coding]] = {}
    for coding in row.codings.all():
        by_tag.setdefault(coding.tag_id, []).append(coding)
    return tuple(
        TagChip(
            name=codings[0].tag.name,
            colour=codings[0].tag.colour,
            coding=next((c.pk for c in codings if c.person_id == person), 0),
            people=tuple(c.person.get_username() for c in codings if c.person_id != person),
        )
        for codings in by_tag.values()
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


def claim_card(row: ClaimAppearance, article: int, person: int | None) -> ClaimCard:
    """A claim's card."""
    return ClaimCard(
        key=row.pk,
        decided=decided(row, person),
        text=row.text,
        claimant=row.claimant,
        quantities=tuple(quantity.text for quantity in row.quantities.all()),
        article=article,
        href=f"#m-c{row.pk}",
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


def rows_for_card(kind: str) -> QuerySet[Any]:
    """The rows of a kind of mark; KeyError for a kind there is not."""
    rows: dict[str, Callable[[], QuerySet[Any]]] = {
        "quote": quotes_for_cards,
        "marked": marked_for_cards,
        "claim": claims_for_cards,
        "post": posts_for_cards,
    }
    return rows[kind]()


def one_card(kind: str, key: int, person: int | None) -> Card:
    """The card of one row as it is stored now; DoesNotExist where there is none."""
    row = rows_for_card(kind).select_related("version").get(pk=key)
    [card] = with_found([_card_of(kind, row, person)], kind, row.version)
    return card


def _card_of(kind: str, row: Any, person: int | None) -> Any:
    article = row.version.article_id
    if kind == "claim":
        return claim_card(row, article, person)
    if kind == "marked":
        return marked_card(row, article, person, Quote.objects.filter(version=row.version_id))
    if kind == "post":
        return appearance_card(row, article, person, row.version.body)
    membership = Membership.objects.filter(article=article, is_current=True).first()
    marked = MarkedWords.objects.filter(version=row.version_id)
    posts = _posts_in(row.version_id)
    return quote_card(row, article, person, shared_words(membership), posts, marked)


def _posts_in(version: int) -> dict[int, int]:
    shown = PostAppearance.objects.filter(version=version, post__isnull=False).standing()
    return {row.post_id: row.pk for row in shown if row.post_id}
