"""Putting tags on words, and taking them off."""

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

from .assignments import hidden_by_tag, machine_seen
from .codebookinuse import assigned_codebook, codebook_in_use
from .locking import hold_tag
from .revisions import record
from .tagcodes import suggest_code, suggest_colour

DEFAULT_CODEBOOK = "Tags"
#: Keys 1–9 put on the first tags of the codebook in use.
KEYS = 9


class CannotTag(ValueError):
    """A tag that cannot be put on; the message says what a person can do."""


def tag_quote(quote: Quote, name: str, person: User, codebook: Codebook | None = None) -> Coding:
    """The person's coding of the quote with the tag of that name, made where it is missing.

    Without a codebook that of the assignment in which the person codes the article, where there is
    one. Raises CannotTag for a name that is empty, too long, or archived.
    """
    return tag_words(quote.version, quote.start, quote.end, name, person, codebook, quote)


def tag_words(
    version: ArticleVersion,
    start: int,
    end: int,
    name: str,
    person: User,
    codebook: Codebook | None = None,
    quote: Quote | None = None,
) -> Coding:
    """The same for any words of a text, `[start, end)` in code points of its body. Where they are
    the words of a quote that the person sees, the coding hangs on the quote."""
    codebook = codebook or assigned_codebook(person.pk, version.article_id)
    tag = find_or_make_tag(name, person, codebook)
    standing = Quote.objects.filter(version=version, start=start, end=end).standing()
    if quote is None and (found := standing.order_by("pk").first()):
        is_seen = found.is_decided or machine_seen(person.pk, version.article_id)
        quote = found if is_seen else None
    with transaction.atomic():
        return _code(quote, version.pk, start, end, held(tag), person, version.body)


def tag_quotes(quotes: QuerySet[Quote], tag: Tag, person: Any) -> int:
    """How many of the quotes the person has newly tagged; one transaction."""
    with transaction.atomic():
        tag = held(tag)
        before = Coding.objects.filter(tag=tag, person=person).count()
        rows = quotes.select_related(None).prefetch_related(None).order_by("version_id", "start")
        for version, group in groupby(rows.distinct(), key=attrgetter("version_id")):
            body = ArticleVersion.objects.values_list("body", flat=True).get(pk=version)
            for quote in group:
                _code(quote, version, quote.start, quote.end, tag, person, body)
        return Coding.objects.filter(tag=tag, person=person).count() - before


def untag(coding: Coding, person: User) -> None:
    """Take the tag off; that it was there, and who took it off, stays in history."""
    coding._history_user = person  # type: ignore[attr-defined]
    coding.delete()


def suggest_tags(
    typed: str, limit: int = 8, codebook: Codebook | None = None, *, person: int | None = None
) -> list[Tag]:
    """Live tags whose name holds what was typed, of that codebook where one is given; most used
    first, each with `used`, the number of its codings that the person (their id) may see."""
    rows = Tag.objects.for_typeahead(as_body(typed))
    rows = rows.filter(codebook=codebook) if codebook else rows
    hidden = hidden_by_tag(person)
    if not hidden:
        return list(rows[:limit])
    found: list[Any] = list(rows)
    for tag in found:
        tag.used = max(0, tag.used - hidden.get(tag.pk, 0))
    return sorted(found, key=lambda tag: (-tag.used, tag.name_key))[:limit]


def tags_by_key(person: int | None = None, article: int | None = None) -> list[Tag]:
    """The first nine live tags of the codebook in use, in its order: keys 1–9 put them on."""
    codebook = codebook_in_use(person, article)
    return list(Tag.objects.live().filter(codebook=codebook)[:KEYS]) if codebook else []


def find_or_make_tag(name: str, person: User, codebook: Codebook | None = None) -> Tag:
    """The live tag of that name in the codebook; without one, in the codebook the person used last,
    else in any, else a new one. A name merged into another tag's is that tag."""
    name = " ".join(as_body(name).split())
    if not name:
        raise CannotTag("Type the name of a tag.")
    if len(name) > 100:
        raise CannotTag(f"A tag's name has at most 100 characters; this one has {len(name)}.")
    known = Tag.objects.filter(name_key=name_key(name)).select_related("codebook", "merged_into")
    found = list(known.filter(codebook=codebook) if codebook else known.order_by("codebook_id"))
    live = [tag for tag in map(lead_of, found) if not (tag.archived or tag.codebook.archived)]
    if len(live) > 1 or not found:
        used = codebook or codebook_in_use(person.pk)
        live.sort(key=lambda tag: tag.codebook != used)
        codebook = used
    if live:
        return live[0]
    if found:
        raise CannotTag(f"The tag “{found[0]}” is archived: choose another, or bring it back.")
    return make_tag(name, person, codebook or default_codebook(person))


def lead_of(tag: Tag) -> Tag:
    """The tag it was merged into, itself where it was not."""
    return tag.merged_into or tag


def default_codebook(person: User) -> Codebook:
    """The oldest codebook that is not archived, made where there is none."""
    known = codebook_in_use()
    if known:
        return known
    codebook = Codebook(name=_free_name(DEFAULT_CODEBOOK))
    codebook._history_user = person  # type: ignore[attr-defined]
    codebook.save()
    return codebook


def _free_name(name: str) -> str:
    """The name, numbered where an archived codebook has it."""
    taken = set(Codebook.objects.values_list("name_key", flat=True))
    numbered = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return next(one for one in numbered if name_key(one) not in taken)


def make_tag(name: str, person: User, codebook: Codebook) -> Tag:
    """A new tag at the end of the codebook, with the code and colour that are free; that of the
    same name where a colleague made one in the same moment."""
    rows = list(codebook.tags.values_list("code", "colour", "archived"))
    last = codebook.tags.aggregate(last=Max("order"))["last"]
    tag = Tag(
        codebook=codebook,
        name=name,
        code=suggest_code(name, [code for code, *_ in rows]),
        colour=suggest_colour([colour for _, colour, is_archived in rows if not is_archived]),
        order=0 if last is None else last + 1,
    )
    tag._history_user = person  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError:
        return Tag.objects.get(codebook=codebook, name_key=name_key(name))
    return tag


def held(tag: Tag) -> Tag:
    """The tag, or what it was merged into a moment ago; nobody merges it until the transaction
    ends."""
    hold_tag(tag.pk)
    return lead_of(Tag.objects.select_related("merged_into").get(pk=tag.pk))


def _code(
    quote: Quote | None, version: int, start: int, end: int, tag: Tag, person: Any, body: str
) -> Coding:
    place = {"version_id": version, "start": start, "end": end}
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
