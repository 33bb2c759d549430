"""Putting tags on quotes."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from coverage.models import ArticleVersion, Codebook, Coding, MadeBy, Quote, State, Tag
from coverage.text.names import name_key
from coverage.text.spans import as_body

from .revisions import record

DEFAULT_CODEBOOK = "Tags"
#: Classes of colour in the palette.
COLOURS = 12


class CannotTag(ValueError):
    """A tag that cannot be put on; the message says what a person can do."""


def tag_quote(quote: Quote, name: str, person: User, codebook: Codebook | None = None) -> Coding:
    """The person's coding of the quote with the tag of that name, made where it is missing.

    A new name becomes a tag of the codebook (the first one when None). Raises CannotTag for a name
    that is empty, too long, or archived.
    """
    tag = find_or_make_tag(name, person, codebook)
    return _code(quote, tag, person, quote.version.body)


def tag_quotes(quotes: QuerySet[Quote], tag: Tag, person: Any) -> int:
    """How many of the quotes the person has newly tagged; one transaction."""
    before = Coding.objects.filter(tag=tag, person=person).count()
    with transaction.atomic():
        rows = quotes.select_related(None).prefetch_related(None).order_by("version_id", "start")
        for version, group in groupby(rows.distinct(), key=attrgetter("version_id")):
            body = ArticleVersion.objects.values_list("body", flat=True).get(pk=version)
            for quote in group:
                _code(quote, tag, person, body)
    return Coding.objects.filter(tag=tag, person=person).count() - before


def untag(coding: Coding, person: User) -> None:
    """Take the tag off; that it was there, and who took it off, stays in history."""
    coding._history_user = person  # type: ignore[attr-defined]
    coding.delete()


def suggest_tags(typed: str, limit: int = 8) -> list[Tag]:
    """Live tags whose name holds what was typed, most used first, each with `quote_count`."""
    return list(Tag.objects.for_typeahead(as_body(typed))[:limit])


def tags_by_key() -> list[Tag]:
    """The first nine live tags in the codebook's order: keys 1–9 put them on."""
    return list(Tag.objects.filter(archived=False).order_by("codebook", "order", "name_key")[:9])


def find_or_make_tag(name: str, person: User, codebook: Codebook | None = None) -> Tag:
    """The live tag of that name in the codebook; without one, in any codebook, else a new one."""
    name = " ".join(as_body(name).split())
    if not name:
        raise CannotTag("Type the name of a tag.")
    if len(name) > 100:
        raise CannotTag(f"A tag's name has at most 100 characters; this one has {len(name)}.")
    known = Tag.objects.filter(name_key=name_key(name)).select_related("codebook")
    if codebook is not None:
        known = known.filter(codebook=codebook)
    tag = known.order_by("archived", "codebook_id").first()
    if tag is None:
        return _make_tag(name, person, codebook or default_codebook(person))
    if tag.archived:
        raise CannotTag(
            f"The tag “{tag}” is archived: bring it back in the admin, or choose another."
        )
    return tag


def default_codebook(person: User) -> Codebook:
    """The oldest codebook, made where there is none."""
    known = Codebook.objects.order_by("pk").first()
    if known:
        return known
    codebook = Codebook(name=DEFAULT_CODEBOOK)
    codebook._history_user = person  # type: ignore[attr-defined]
    codebook.save()
    return codebook


def _make_tag(name: str, person: User, codebook: Codebook) -> Tag:
    last = codebook.tags.aggregate(last=Max("order"))["last"]
    letters = "".join(letter for letter in name if letter.isalnum())
    tag = Tag(
        codebook=codebook,
        name=name,
        code=letters[:2].upper()[:2],
        colour=codebook.tags.count() % COLOURS + 1,
        order=0 if last is None else last + 1,
    )
    tag._history_user = person  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError:  # a colleague made it in the same moment
        return Tag.objects.get(codebook=codebook, name_key=name_key(name))
    return tag


def _code(quote: Quote, tag: Tag, person: Any, body: str) -> Coding:
    place = {"version_id": quote.version_id, "start": quote.start, "end": quote.end}
    known = Coding.objects.filter(tag=tag, person=person, **place).first()
    if known:
        return known
    coding = Coding(
        tag=tag,
        quote=quote,
        person=person,
        made_by=MadeBy.PERSON,
        state=State.CONFIRMED,
        decided_by=person,
        decided_at=timezone.now(),
        **place,
    )
    coding.anchor(body)
    try:
        with transaction.atomic():
            coding.save_without_historical_record()  # type: ignore[attr-defined]
            record([coding], person, is_new=True)
    except IntegrityError:  # two clicks in the same moment
        return Coding.objects.get(tag=tag, person=person, **place)
    return coding
