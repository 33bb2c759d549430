"""What a person corrects in an article: its body, its head, the place of a mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from coverage.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimAppearance,
    Coding,
    MadeBy,
    MarkedWords,
    Note,
    Passage,
    PostAppearance,
    Quote,
    SpanRow,
    State,
)
from coverage.models.articles import address_key
from coverage.text import found
from coverage.text.anchors import reanchor
from coverage.text.headlines import derive_headline
from coverage.text.layout.passages import find_passages
from coverage.text.posts.posts import find_posts
from coverage.text.spans import Span, as_body, trimmed
from coverage.text.versions.shingles import told_text

from .carriedrows import with_marks
from .carrying import carry
from .duplicates import outlet_changed, renew
from .heads import head_of
from .locking import placing
from .outletlines import label_lines
from .reading import read_version, store_reading
from .recomparing import compare_again, compare_later, compare_soon
from .revisions import write
from .stories import sign_article
from .telling import post_at

#: What the grouper reads of an article's head.
_GROUPED_BY = {"headline", "published_at"}
#: What history says of a mark that was moved, and of tags on it.
MOVED, MOVED_ALONG = "moved", "moved with its words"
AnyRow = TypeVar("AnyRow", bound=SpanRow)


class CannotMove(ValueError):
    """A span that cannot stand there; the message says why."""


def edit_body(
    article: Article, body: str, person: User, revision: int | None = None
) -> ArticleVersion | None:
    """The article's new version with that body; None when not one character differs.

    Line ends become LF before comparing. The body is read anew, and what people decided is carried
    over; what could not be is in the version's `orphans`. Raises Conflict when the article has been
    changed since `revision`, ValueError for a body without words.
    """
    body = as_body(body)
    old = article.current_version
    if old is not None and old.body == body:
        return None
    if not body.strip():
        raise ValueError("An article needs words: its body cannot be empty.")
    posts, passages = marked_up(old, body)
    reading, failed = read_version(body, passages, posts, article.language)
    head = {"headline": derive_headline(body, passages)} if article.headline_derived else {}
    with placing():
        # One at a time: two new versions must not take the same number.
        Article.objects.select_for_update().filter(pk=article.pk).first()
        last = article.versions.aggregate(last=Max("number"))["last"] or 0
        version = ArticleVersion(article=article, number=last + 1, body=body, person=person)
        version.sha256 = ArticleVersion.hash_of(body)
        version.head = {**((old and old.head) or head_of(article)), **head}
        # The article first: a conflict must leave no version behind, and the lock is taken here.
        write(article, head, person, revision, f"body edited: version {version.number}")
        version.save()
        store_reading(version, reading, failed)
        if old is not None:
            carry(old, version)
        Article.objects.filter(pk=article.pk).update(current_version=version)
        article.current_version = version
        sign_article(article, body)
        relabelled = label_lines(article)
        renew(article, told_text(body, reading.passages))
    compare_again([article.pk, *relabelled])
    return version


def edit_article(
    article: Article,
    changes: Mapping[str, object],
    person: User,
    revision: int | None = None,
) -> Article:
    """The article with other fields of its head (headline, outlet, date …); Conflict as above.

    An outlet that a person chose is confirmed.
    """
    changed = dict(changes)
    if "address" in changed:
        changed["address_key"] = address_key(str(changed["address"]))
    if "outlet" in changed and "outlet_state" not in changed:
        changed["outlet_state"] = State.CONFIRMED
    if "headline" in changed and "headline_derived" not in changed:
        changed["headline_derived"] = False
    if not changed:
        return article
    write(article, changed, person, revision, "edited: " + ", ".join(changes))
    if article.current_version and _GROUPED_BY & changed.keys():
        sign_article(article, article.current_version.body)
    relabelled: tuple[int, ...] = ()
    if "outlet" in changed:
        with placing():
            relabelled = label_lines(article)
        outlet_changed(article)
    compare_again([article.pk, *relabelled])
    return article


def edit_row(
    row: AnyRow,
    changes: Mapping[str, object],
    person: User,
    revision: int | None = None,
) -> AnyRow:
    """The row with other fields (speaker, kind, cue …); Conflict as above.

    What a person corrected is confirmed, unless they chose a state themselves.
    """
    if not changes:
        return row
    changed = dict(changes)
    state = State(str(changed.setdefault("state", State.CONFIRMED)))
    changed |= {"decided_by": person, "decided_at": timezone.now(), "state": state}
    write(row, changed, person, revision, "edited: " + ", ".join(changes))
    compare_soon(row.version.article_id)
    return row


def move_span(
    row: AnyRow, start: int, end: int, person: User, revision: int | None = None
) -> AnyRow:
    """The row over `body[start:end]`, confirmed, as a person put it there; unchanged if it was.

    A quote takes the marks beside it in, and its codings with it; a claim becomes the claim of its
    new words. A worker compares the story. Raises CannotMove for an empty or outlying span, a
    passage, and words that such a row covers already; Conflict when the row has been changed since.
    """
    if (row.start, row.end) == (start, end):
        return row
    body = row.version.body
    check_place(row, start, end, body)
    try:
        with transaction.atomic():
            codings = list(codings_of(row))
            write(row, moved_fields(row, start, end, body, person), person, revision, MOVED)
            take_along(codings, row, person)
            if not isinstance(row, Note | Coding):
                compare_later([row.version_id])
    except IntegrityError:
        raise CannotMove("The same, or a tag on it, stands at these words already.") from None
    return row


def take_along(codings: Iterable[Coding], row: SpanRow, person: User) -> None:
    """Put the tags that stood on the row where it stands now."""
    for coding in codings:
        fields = moved_fields(coding, row.start, row.end, row.version.body, person)
        write(coding, fields, person, why=MOVED_ALONG)


def check_place(row: SpanRow, start: int, end: int, body: str) -> None:
    """Raises CannotMove where such a row cannot stand at `body[start:end]`."""
    if isinstance(row, Passage):
        raise CannotMove("Passages hold every letter in order; edit the body instead.")
    if not 0 <= start < end <= len(body):
        raise CannotMove(f"{start}–{end} is not a stretch of a body of {len(body)} characters.")
    if not body[start:end].strip():
        raise CannotMove("There are no words at that place.")
    if isinstance(row, Coding) and row.quote_id:
        raise CannotMove("A tag stands on its quote: move the quote.")
    if isinstance(row, Note):
        return
    others: Any = type(row)._base_manager.filter(version=row.version_id, start=start, end=end)
    if isinstance(row, Quote):
        others = others.filter(kind=row.kind)
    if isinstance(row, Coding):
        others = others.filter(tag=row.tag_id, person=row.person_id)
    if others.exclude(pk=row.pk).exists():
        raise CannotMove(f"Another {row._meta.verbose_name} stands at these words already.")


def codings_of(row: SpanRow) -> Any:
    """The tags on a quote or a claim, which stand on all of its words."""
    place = {"version": row.version_id, "start": row.start, "end": row.end}
    if isinstance(row, Quote):
        return row.codings.filter(**place).select_related("tag")
    if isinstance(row, ClaimAppearance):
        return Coding.objects.filter(**place, quote=None).select_related("tag")
    return Coding.objects.none()


def moved_fields(row: SpanRow, start: int, end: int, body: str, person: User) -> dict[str, Any]:
    """The fields of the row as it stands at `body[start:end]`, confirmed by the person."""
    trial = type(row)(start=start, end=end)
    trial.anchor(body)
    fields: dict[str, Any] = {
        "start": start,
        "end": end,
        "text": trial.text,
        "fingerprint": trial.fingerprint,
        "state": State.CONFIRMED,
        "decided_by": person,
        "decided_at": timezone.now(),
    }
    if isinstance(row, Quote | MarkedWords):
        outer = with_marks(body, Span.of(body, start, end))
        fields["outer_start"], fields["outer_end"] = outer.start, outer.end
    if isinstance(row, ClaimAppearance):
        key = Claim.key_of(trial.text)
        fields["claim"], _ = Claim.objects.get_or_create(key=key, defaults={"text": trial.text})
    if isinstance(row, PostAppearance) and row.text_start is not None:
        inside = start <= row.text_start and (row.text_end or 0) <= end
        fields["text_start"] = row.text_start if inside else None
        fields["text_end"] = row.text_end if inside else None
    return fields


def marked_up(
    old: ArticleVersion | None, body: str
) -> tuple[list[found.FoundPost], list[found.Passage]]:
    """Posts and passages of a text that grew out of `old`, with what only its document's markup
    told of them."""
    posts = _posts(old, body)
    return posts, _passages(old, body, posts)


def _posts(old: ArticleVersion | None, body: str) -> list[found.FoundPost]:
    """Posts of the old version whose words still stand, and those found in the new text.

    A document's markup says more of a post than the text does; the text alone would lose it.
    """
    kept = list(_posts_that_stand(old, body)) if old else []
    places = {(post.offset, post.platform) for post in kept}
    spans = [post.span for post in kept if post.span]
    fresh = [
        post
        for post in find_posts(body)
        if not any(_meets(post, span) for span in spans)
        and (post.offset, post.platform) not in places
    ]
    return sorted([*kept, *fresh], key=lambda post: post.offset)


def _meets(post: found.FoundPost, span: Span) -> bool:
    if post.span and post.span.length:
        return post.span.overlaps(span)
    return span.start <= post.offset < span.end


def _posts_that_stand(old: ArticleVersion, body: str) -> Any:
    rows = PostAppearance.objects.filter(version=old, made_by=MadeBy.READER)
    for row in rows.select_related("post"):
        span = reanchor(old.body, body, row.start, row.end)
        if span is None:
            continue
        words = None
        if row.text_start is not None and row.text_end is not None:
            words = reanchor(old.body, body, row.text_start, row.text_end)
        yield post_at(row, span, words)


def _passages(
    old: ArticleVersion | None, body: str, posts: list[found.FoundPost]
) -> list[found.Passage]:
    """The new text's passages; one that is as it was keeps the kind its document gave it."""
    passages = find_passages(body, posts)
    if old is None:
        return list(passages)
    kinds = {}
    for row in Passage.objects.filter(version=old, made_by=MadeBy.READER):
        words = trimmed(old.body, row.start, row.end)
        if span := reanchor(old.body, body, words.start, words.end):
            kinds[span] = (row.kind, row.reason)
    return [
        found.Passage(
            p.span,
            *kinds.get(trimmed(body, p.span.start, p.span.end), (p.kind, p.reason)),  # type: ignore[arg-type]
        )
        for p in passages
    ]
