"""Running a newer reader over what is stored; people's decisions stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import F

from coverage.documents.opened import OpenedArticle, Unreadable
from coverage.documents.opening import open_document
from coverage.documents.plaintext import open_text
from coverage.models import Article, ArticleVersion
from coverage.text.found import Reading
from coverage.text.reader import READER_VERSION
from coverage.text.versions.shingles import told_text

from .carrying import carry
from .duplicates import renew
from .editing import marked_up
from .heads import head_of
from .locking import placing
from .outletlines import label_lines, recount_lines
from .reading import as_settled, read_version, store_reading
from .recomparing import compare_again
from .stories import sign_article


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading one article again gave; `lost` lists marks that could not be re-anchored."""

    article: Article
    outcome: str  # "read again", "new version", "refused"
    why: str = ""
    lost: tuple[object, ...] = ()


def reread(*, everything: bool = False) -> Iterator[Reread]:
    """Read again every article whose version another reader read (with `everything`: all), one
    by one, each in its own transaction, and compare its story anew at the end."""
    articles = Article.objects.exclude(current_version=None).order_by("pk")
    if not everything:
        articles = articles.exclude(
            current_version__reader_version=READER_VERSION, current_version__reader_failed=""
        )
    read_again = list(articles.values_list("pk", flat=True))
    for pk in read_again:
        article = Article.objects.select_related("current_version__document").get(pk=pk)
        yield reread_article(article)
    recount_lines()
    compare_again(read_again)


def reread_article(article: Article) -> Reread:
    """Open its document again and read it. The same body: rows nobody decided are replaced.
    Another body (a newer opener): a new version, with people's marks carried over."""
    version = article.current_version
    assert version is not None
    try:
        opened = _open_again(article, version)
    except Unreadable as error:
        return Reread(article, "refused", str(error))
    passages = opened.passages
    if opened.body == version.body:
        passages = as_settled(version, passages)
    reading, failed = read_version(opened.body, passages, opened.posts, opened.language)
    with placing():
        stored = Article.objects.select_for_update().get(pk=article.pk)
        if stored.current_version_id == version.pk:
            return _store(article, version, opened, reading, failed)
    # Somebody corrected it while it was read: theirs is the text to read.
    article.refresh_from_db(fields=["current_version", "revision"])
    return reread_article(article)


def _store(
    article: Article, version: ArticleVersion, opened: OpenedArticle, reading: Reading, failed: str
) -> Reread:
    if opened.body == version.body:
        store_reading(version, reading, failed)
        label_lines(article)
        return Reread(article, "read again", failed)
    newer = ArticleVersion.objects.create(
        article=article,
        number=article.versions.order_by("-number").values_list("number", flat=True)[0] + 1,
        body=opened.body,
        sha256=ArticleVersion.hash_of(opened.body),
        document=version.document,
        head=head_of(opened),
    )
    store_reading(newer, reading, failed)
    lost = carry(version, newer)
    article.current_version = newer
    # A form opened before holds the older text: the revision tells.
    Article.objects.filter(pk=article.pk).update(current_version=newer, revision=F("revision") + 1)
    label_lines(article)
    sign_article(article, opened.body)
    renew(article, told_text(opened.body, reading.passages))
    return Reread(article, "new version", f"version {newer.number}", tuple(lost))


def _open_again(article: Article, version: ArticleVersion) -> OpenedArticle:
    """The article out of its document; a text that a person corrected is read as it stands, with
    the posts and kinds of passages that only the markup of its document told."""
    document = version.document
    if document is None:
        text = open_text(version.body)
        received = article.versions.exclude(document=None).filter(number__lt=version.number).first()
        if received is None:
            return text
        posts, passages = marked_up(received, version.body)
        return replace(text, posts=tuple(posts), passages=tuple(passages))
    opened = open_document(
        document.content,
        name=document.name,
        address=document.address,
        content_type=document.content_type,
    )
    if len(opened) == 1:
        return opened[0]
    for one in opened:
        if (one.address and one.address == article.address) or one.body == version.body:
            return one
    raise Unreadable(f"{document}: the article is no longer found in its document")
