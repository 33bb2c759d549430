"""Small makers of stored rows for tests: give what the test is about, the rest is made up.

    article = make_article("“Stay inside,” said Ada Voss.", quotes=["Stay inside,"], outlet="Gull")
    make_quote(article, "Stay inside,", speaker="Ada Voss")

Words are looked for in the body: the first place where they stand. Rows are anchored as a reading
would anchor them (text, fingerprint), so `body[row.start:row.end] == row.text` holds.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User

from coverage.models import (
    Article,
    ArticleVersion,
    Claim,
    ClaimAppearance,
    Codebook,
    Coding,
    Document,
    EmbeddedPost,
    MarkedWords,
    Membership,
    Note,
    Outlet,
    Passage,
    PostAppearance,
    Quantity,
    Quote,
    Speaker,
    Story,
    Tag,
)
from coverage.text.names import name_key

BODY = (
    "The harbour bridge at Orle was closed on Monday after a crack was found.\n\n"
    "“Nobody was hurt,” said Ada Voss, the harbour master.\n\n"
    "At least 12 lorries were turned back."
)
READER = "reader test"
_count = itertools.count(1)


def make_outlet(name: str = "", **fields: Any) -> Outlet:
    """The outlet of that name, made where it is missing; a new name where none is given."""
    name = name or f"Outlet {next(_count)}"
    known = Outlet.objects.filter(name_key=name_key(name)).first()
    return known or Outlet.objects.create(name=name, **fields)


def make_speaker(name: str) -> Speaker:
    known = Speaker.objects.filter(name_key=name_key(name)).first()
    return known or Speaker.objects.create(name=name)


def make_story(*articles: Article, headline: str = "Bridge at Orle closed", **fields: Any) -> Story:
    """A story with the articles as current members, its counts kept as the desk keeps them."""
    outlets = {article.outlet_id for article in articles if article.outlet_id}
    story = Story.objects.create(
        headline=headline, article_count=len(articles), outlet_count=len(outlets), **fields
    )
    for article in articles:
        Membership.objects.create(article=article, story=story, reasons=["same words"])
    return story


def make_article(
    body: str = BODY,
    *,
    quotes: Sequence[str | dict[str, Any]] = (),
    posts: Sequence[str | dict[str, Any]] = (),
    claims: Sequence[str | dict[str, Any]] = (),
    quantities: Sequence[str | dict[str, Any]] = (),
    outlet: str | Outlet | None = None,
    story: Story | None = None,
    headline: str = "Bridge at Orle closed",
    content: bytes | None = None,
    **fields: Any,
) -> Article:
    """An article with one version, a passage for each line that is not blank, and what is listed.

    Each of quotes, posts, claims and quantities is the words of the body, or a mapping with "words"
    and fields of the row. With `content` the version has a document of those bytes.
    """
    if isinstance(outlet, str):
        outlet = make_outlet(outlet)
    fields.setdefault("published_at", datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    article = Article.objects.create(outlet=outlet, headline=headline, **fields)
    make_version(article, body, document=make_document(content) if content is not None else None)
    for make, rows in (
        (make_quote, quotes),
        (make_post, posts),
        (make_claim, claims),
        (make_quantity, quantities),
    ):
        for row in rows:
            given = {"words": row} if isinstance(row, str) else dict(row)
            make(article, given.pop("words"), **given)
    if story is not None:
        Membership.objects.create(article=article, story=story, reasons=["same words"])
        Story.objects.filter(pk=story.pk).update(article_count=story.memberships.count())
    return article


def make_document(content: bytes = b"as received\n", **fields: Any) -> Document:
    """The document of those bytes, kept once."""
    document = Document.of(content, **fields)
    known = Document.objects.filter(sha256=document.sha256).first()
    if known:
        return known
    document.save()
    return document


def make_version(article: Article, body: str, **fields: Any) -> ArticleVersion:
    """The article's next version, with its passages, made current."""
    number = article.versions.count() + 1
    version = ArticleVersion.objects.create(
        article=article,
        number=number,
        body=body,
        sha256=ArticleVersion.hash_of(body),
        reader_version=READER,
        own_words=len(body.split()),
        **fields,
    )
    article.current_version = version
    article.save_without_historical_record()  # type: ignore[attr-defined]
    start, count = 0, 0
    for line in body.split("\n"):
        if line.strip():
            count += 1
            passage = Passage(
                version=version,
                number=count,
                kind=Passage.Kind.PARAGRAPH,
                start=start,
                end=start + len(line),
                reader_version=READER,
            )
            passage.anchor(body)
            passage.save_without_historical_record()  # type: ignore[attr-defined]
        start += len(line) + 1
    return version


def make_quote(
    article: Article, words: str, *, speaker: str | Speaker = "", **fields: Any
) -> Quote:
    """A quote in the current version; the marks are taken in where one stands on either side."""
    body, start, end = _place(article, words)
    fields.setdefault("confidence", 0.9)
    if isinstance(speaker, str):
        mention, who = speaker, make_speaker(speaker) if speaker else None
    else:
        mention, who = speaker.name, speaker
    if mention and mention in body:
        fields.setdefault("mention_start", body.index(mention))
        fields.setdefault("mention_end", body.index(mention) + len(mention))
    fields.setdefault("outer_start", start - 1 if start and body[start - 1] in "“‘\"'" else start)
    fields.setdefault("outer_end", end + 1 if body[end : end + 1] in tuple("”’\"'") else end)
    return _anchored(
        Quote(start=start, end=end, speaker=who, mention=mention, speaker_name=mention, **fields),
        article,
    )


def make_marked(
    article: Article, words: str, kind: str = MarkedWords.Kind.TITLE, **fields: Any
) -> MarkedWords:
    """Words in marks that quote nobody; the marks are taken in as for a quote."""
    body, start, end = _place(article, words)
    fields.setdefault("outer_start", start - 1 if start and body[start - 1] in "“‘\"'" else start)
    fields.setdefault("outer_end", end + 1 if body[end : end + 1] in tuple("”’\"'") else end)
    return _anchored(MarkedWords(start=start, end=end, kind=kind, **fields), article)


def make_post(
    article: Article,
    words: str,
    *,
    platform: str = "x",
    handle: str = "",
    author: str = "",
    how: str = PostAppearance.How.EMBEDDED,
    posted_on: date | None = None,
    post_id: str = "",
    **fields: Any,
) -> PostAppearance:
    """An appearance of a post whose text is the words; a residue has no post behind it."""
    _, start, end = _place(article, words)
    post = None
    if how != PostAppearance.How.RESIDUE:
        post, _ = EmbeddedPost.objects.get_or_create(
            key=EmbeddedPost.key_of(platform, post_id, handle, posted_on, words),
            defaults={
                "platform": platform,
                "handle": handle,
                "author": author,
                "text": words,
                "posted_on": posted_on,
                "post_id": post_id,
            },
        )
    else:
        fields.setdefault("line_outlet", article.outlet)
    row = PostAppearance(
        start=start, end=end, text_start=start, text_end=end, post=post, how=how, **fields
    )
    return _anchored(row, article)


def make_claim(article: Article, words: str, **fields: Any) -> ClaimAppearance:
    _, start, end = _place(article, words)
    claim, _ = Claim.objects.get_or_create(key=Claim.key_of(words), defaults={"text": words})
    return _anchored(ClaimAppearance(start=start, end=end, claim=claim, **fields), article)


def make_quantity(
    article: Article,
    words: str,
    *,
    low: int | str | None = None,
    high: int | str | None = None,
    bound: str = Quantity.Bound.EXACT,
    unit: str = "",
    **fields: Any,
) -> Quantity:
    _, start, end = _place(article, words)
    row = Quantity(
        start=start,
        end=end,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        bound=bound,
        unit=unit,
        **fields,
    )
    return _anchored(row, article)


def make_tag(name: str = "", codebook: Codebook | None = None, **fields: Any) -> Tag:
    """A tag in the codebook, else in one named "Tags"."""
    codebook = codebook or Codebook.objects.filter(name="Tags").first()
    codebook = codebook or Codebook.objects.create(name="Tags")
    return Tag.objects.create(codebook=codebook, name=name or f"tag {next(_count)}", **fields)


def make_coding(quote: Quote, tag: Tag, person: Any) -> Coding:
    row = Coding(start=quote.start, end=quote.end, tag=tag, quote=quote, person=person)
    row.made_by, row.state, row.reader_version = "person", "confirmed", ""
    return _anchored(row, quote.version.article)


def make_note(article: Article, on: str, words: str, person: Any) -> Note:
    """A note on the words `on` of the body."""
    _, start, end = _place(article, on)
    row = Note(start=start, end=end, words=words, person=person, made_by="person")
    row.state = "confirmed"
    return _anchored(row, article)


def make_person(username: str = "", **fields: Any) -> User:
    """A person without any permission."""
    username = username or f"person{next(_count)}"
    return User.objects.create_user(username, password="a long word", **fields)


def _place(article: Article, words: str) -> tuple[str, int, int]:
    version = article.current_version
    if version is None or words not in version.body:
        raise ValueError(f"{words!r} does not stand in the body")
    start = version.body.index(words)
    return version.body, start, start + len(words)


def _anchored(row: Any, article: Article) -> Any:
    """Save the row on the current version; like a reader's row it has no history."""
    version = article.current_version
    assert version is not None
    row.version = version
    if row.made_by == "reader" and not row.reader_version:
        row.reader_version = READER
    row.anchor(version.body)
    if hasattr(row, "save_without_historical_record"):
        row.save_without_historical_record()
    else:
        row.save()
    return row
