"""Taking a document in: kept byte for byte, opened, read, and placed in a story."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from django.contrib.auth.models import User
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from coverage.documents.opened import OpenedArticle, Unreadable
from coverage.documents.opening import open_document
from coverage.documents.rows import open_given
from coverage.models import Article, ArticleVersion, Document, State
from coverage.models.articles import address_key
from coverage.text.found import Reading
from coverage.text.spans import as_body
from coverage.text.versions.shingles import ToldText, told_text

from .carrying import carry
from .duplicates import find_kin, is_folding, link, renew, twin_of
from .heads import head_of
from .locking import placing
from .outletlines import label_lines
from .outlets import known_outlet, outlet_called
from .reading import read_version, store_reading
from .recomparing import compare_again
from .reviewfollow import follow_copies
from .revisions import save_unrecorded
from .sketching import keep_sketch
from .stories import place, sign_article

#: A week after a day of a later year, and its other time zones, could not be reckoned with.
LAST_YEAR = 9998
logger = logging.getLogger(__name__)

Outcome = Literal[
    "added",
    "unchanged",
    "new version",
    "near-duplicate",
    "refused",
    # of a run that stores nothing
    "would be added",
    "would be unchanged",
    "would be a new version",
    "would be a near-duplicate",
    "would be refused",
]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document as it comes, with what the person who brings it says of it.

    `outlet` is who they say published it; it stands over what the document says. With
    `keeps_near_duplicates` they are articles of their own.
    """

    content: bytes
    name: str = ""
    address: str = ""
    content_type: str = ""
    outlet: str = ""
    person: User | None = None
    is_sample: bool = False
    keeps_near_duplicates: bool = False

    @property
    def called(self) -> str:
        return self.name or self.address or "pasted text"


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one article of a document; a refused document has no article but a reason."""

    name: str
    outcome: Outcome
    article: Article | None = None
    why: str = ""
    relabelled: tuple[int, ...] = ()  # other articles, in which a line proved to be boilerplate


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article of a document with what was read out of it, and why reading failed if it did."""

    opened: OpenedArticle
    reading: Reading
    told: ToldText
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be kept: its articles, or the refusal."""

    arrival: Arrival
    articles: tuple[ReadArticle, ...] = ()
    refused: Received | None = None


def receive(arrival: Arrival, *, comparing: bool = True) -> list[Received]:
    """Keep a document and all articles in it; one answer an article, or one refusal.

    With `comparing` off the caller compares the stories of the answers itself, once for many.
    """
    answers = keep(prepare(arrival))
    if comparing:
        compare_again(changed(answers))
    return answers


def prepare(arrival: Arrival) -> Prepared:
    """Open and read a document, with no lock held and nothing stored; `keep` does the rest."""
    arrival = replace(
        arrival,
        name=as_body(arrival.name),
        address=as_body(arrival.address),
        outlet=as_body(arrival.outlet),
    )
    try:
        opened = open_document(
            arrival.content,
            name=arrival.name,
            address=arrival.address,
            content_type=arrival.content_type,
        )
    except Unreadable as error:
        return Prepared(arrival, refused=Received(arrival.called, "refused", why=str(error)))
    except Exception as error:  # a fault of ours must not end a batch of documents
        return Prepared(arrival, refused=_at_fault(arrival, "opened", error))
    return Prepared(arrival, tuple(_read(article) for article in opened))


def with_given(prepared: Prepared, given: bytes, given_type: str) -> Prepared:
    """What the row that brought a page's address states of the article, over what the page says;
    the page's own address stays, by which it is found again."""
    read = prepared.articles
    if not given or len(read) != 1:
        return prepared
    try:
        (opened,) = open_given([read[0].opened], given, given_type)
    except Unreadable:
        return prepared
    address = read[0].opened.address or opened.address
    article = replace(read[0], opened=replace(opened, address=address))
    return replace(prepared, articles=(article,))


def keep(prepared: Prepared) -> list[Received]:
    """Store what was prepared, one short transaction an article; their stories want comparing.

    Within a transaction of the caller all of it ends with that one. A database that fails there
    raises OperationalError, as the caller's own rows are then lost too; anything else that cannot
    be kept is refused alone.
    """
    if prepared.refused:
        return [prepared.refused]
    return [_keep_or_refuse(prepared.arrival, article) for article in prepared.articles]


def changed(answers: Iterable[Received]) -> list[int]:
    """Ids of the articles that are new or have a new text, and of those relabelled by them; their
    stories want comparing."""
    return [
        key
        for a in answers
        if a.article and a.outcome in ("added", "new version")
        for key in (a.article.pk, *a.relabelled)
    ]


def _read(opened: OpenedArticle) -> ReadArticle:
    reading, failed = read_version(opened.body, opened.passages, opened.posts, opened.language)
    return ReadArticle(opened, reading, told_text(opened.body, reading.passages), failed)


def _keep_or_refuse(arrival: Arrival, article: ReadArticle) -> Received:
    """What the database cannot hold is refused alone: the other documents of a batch go on."""
    is_within = transaction.get_connection().in_atomic_block
    try:
        return with_remark(_keep(arrival, article), article.opened)
    except Exception as error:
        if is_within and isinstance(error, OperationalError | InterfaceError):
            raise
        return _at_fault(arrival, "kept", error)


def with_remark(answer: Received, opened: OpenedArticle) -> Received:
    """The answer, with what was stated of the article and could not be used."""
    return replace(answer, why="; ".join(filter(None, (answer.why, opened.remark))))


def _at_fault(arrival: Arrival, done: str, error: Exception) -> Received:
    logger.exception("%s could not be %s", arrival.called, done)
    why = f"{arrival.called} could not be {done}: {error}. Please report it with the document."
    return Received(arrival.called, "refused", why=as_body(why))


def _keep(arrival: Arrival, article_read: ReadArticle) -> Received:
    """It was read outside the lock; store and place it inside."""
    opened = article_read.opened
    with placing():
        document = _kept_document(arrival)
        # Nobody else changes it until this transaction ends.
        here = Article.objects.select_for_update(of=("self",))
        before = known_article(opened, arrival.outlet or opened.outlet, here)
        if before and is_same_text(before, opened):
            return Received(arrival.called, "unchanged", before, "the same text is here already")
        article = before or _new_article(opened, arrival.outlet)
        version = _add_version(article, opened, document, arrival.person)
        if before is None:
            return _keep_new(arrival, article, version, article_read)
        store_reading(version, article_read.reading, article_read.failed)
        _renew(article, opened)
        lost = carry(before.current_version, version) if before.current_version else []
        article.current_version = version
        article.revision += 1  # a form opened before holds the older text
        save_unrecorded(article)
        sign_article(article, opened.body)
        renew(article, article_read.told)
        follow_copies(article)
        marks = f"; {len(lost)} marks not found again" if lost else ""
        why = f"version {version.number}{marks}"
        relabelled = label_lines(article)
        return Received(arrival.called, "new version", article, why, relabelled)


def _keep_new(
    arrival: Arrival, article: Article, version: ArticleVersion, article_read: ReadArticle
) -> Received:
    """A new article, in a story; one that is a near-duplicate of another is folded under it."""
    told = article_read.told
    folding = is_folding(arrival.keeps_near_duplicates)
    found = find_kin(article, told, is_sample=arrival.is_sample, folding=folding)
    if found:
        link(article, found)
    store_reading(version, article_read.reading, article_read.failed)
    article.current_version = version
    save_unrecorded(article)
    if found and found[0].kind == "near-duplicate":
        return Received(arrival.called, "near-duplicate", article, f"of {found[0].first_told}")
    keep_sketch(article, version, told)
    place(article, version.body, is_sample=arrival.is_sample, twin=twin_of(found))
    if found:
        follow_copies(article)
    return Received(arrival.called, "added", article, relabelled=label_lines(article))


def _kept_document(arrival: Arrival) -> Document:
    """The document with these bytes, packed and stored only when they are new."""
    sha256 = hashlib.sha256(arrival.content).hexdigest()
    known = Document.objects.without_bytes().filter(sha256=sha256).first()
    if known is not None:
        return known
    document = Document.of(
        arrival.content,
        name=arrival.name[:400],
        address=arrival.address,
        content_type=arrival.content_type[:100],
        person=arrival.person,
    )
    document.save()
    return document


def known_article(opened: OpenedArticle, named: str, articles: QuerySet[Article]) -> Article | None:
    """The article this is, among these: the one at its address, else one that has or had the very
    same text, no other address and no other outlet (`named`, "" for none). A file's name says
    nothing: two desks both have an index.html."""
    articles = articles.select_related("current_version")
    if opened.address:
        return articles.filter(address_key=address_key(opened.address)).first()
    same = ArticleVersion.objects.filter(sha256=ArticleVersion.hash_of(opened.body))
    here = articles.filter(address_key="", pk__in=same.values("article")).order_by("pk")
    if not named:
        return here.first()
    outlet = known_outlet(named)
    in_it = here.filter(outlet=outlet).first() if outlet else None
    return in_it or here.filter(outlet=None).first()


def is_same_text(article: Article, opened: OpenedArticle) -> bool:
    """True when a version of the article, not only the newest, is this text: a person may have
    corrected it since, and receiving it again changes nothing."""
    return article.versions.filter(sha256=ArticleVersion.hash_of(opened.body)).exists()


def _new_article(opened: OpenedArticle, outlet: str) -> Article:
    published_at, precision = moment(opened.published)
    named = outlet or opened.outlet
    article = Article(
        outlet=outlet_called(named) if named else None,
        outlet_state=State.CONFIRMED if outlet else State.SUGGESTED,
        outlet_why="given with the document" if outlet else opened.outlet_why[:200],
        headline=opened.headline,
        headline_derived=opened.headline_derived,
        authors=list(opened.authors),
        published_at=published_at,
        published_precision=precision,
        language=opened.language[:8],
        address=opened.address,
    )
    save_unrecorded(article)
    return article


def _renew(article: Article, opened: OpenedArticle) -> None:
    """Take over what the machine read of the head of the article, but not over what a person
    edited there."""
    older = article.current_version
    if older and not older.head:  # kept before texts had heads of their own
        older.head = head_of(article)
        older.save(update_fields=["head"])
    published_at, precision = moment(opened.published)
    read: dict[str, Any] = {
        "headline": opened.headline,
        "headline_derived": opened.headline_derived,
        "authors": list(opened.authors),
    }
    if published_at:
        read |= {"published_at": published_at, "published_precision": precision}
    was = list(article.history.values(*read))
    for field, value in read.items():
        if all(row[field] == was[0][field] for row in was):
            setattr(article, field, value)


def _add_version(
    article: Article, opened: OpenedArticle, document: Document | None, person: User | None
) -> ArticleVersion:
    newest = article.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return ArticleVersion.objects.create(
        article=article,
        number=newest + 1,
        body=opened.body,
        sha256=ArticleVersion.hash_of(opened.body),
        document=document,
        person=person,
        head=head_of(opened),
    )


def moment(published: date | datetime | None) -> tuple[datetime | None, str]:
    """(the moment in time, its precision): a date stands at midnight UTC with precision "day"."""
    if published is None:
        return None, Article.Precision.MOMENT
    if published.year > LAST_YEAR:
        return None, Article.Precision.MOMENT
    if isinstance(published, datetime):
        if timezone.is_naive(published):
            published = published.replace(tzinfo=UTC)
        return published, Article.Precision.MOMENT
    return datetime.combine(published, time(), tzinfo=UTC), Article.Precision.DAY
