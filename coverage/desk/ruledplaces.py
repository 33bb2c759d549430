"""Where the words that people ruled on stand now, as the collation takes them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from coverage.models import Article, ArticleVersion, RuledPlace, Ruling
from coverage.text.collation import rulings as ruled
from coverage.text.collation.collated import FigureMember
from coverage.text.spans import Span
from coverage.text.versions.reanchoring import Reanchoring


def rulings_on(articles: Sequence[Article]) -> list[ruled.Ruling]:
    """What people ruled on words of the articles, oldest first; two queries where no text is newer
    than what was said of it.

    Words of an earlier text are looked for in the newest as marks are: what finds no place takes no
    part, and `RuledPlace.how` stays empty. The articles must come with `current_version`.
    """
    rows = list(
        Ruling.objects.standing().on_articles([a.pk for a in articles]).prefetch_related("places")
    )
    bodies = {a.pk: a.current_version for a in articles if a.current_version}
    _look_again([place for row in rows for place in row.places.all()], bodies)
    return [_as_ruling(row, bodies) for row in rows]


def _as_ruling(row: Ruling, bodies: dict[int, ArticleVersion]) -> ruled.Ruling:
    ours: list[ruled.Place] = []
    theirs: list[ruled.Place] = []
    members: list[FigureMember] = []
    for place in row.places.all():
        version = bodies.get(place.article_id)
        stands = where_now(place, version)
        if version is None or stands is None:
            continue
        key, (start, end) = str(place.article_id), stands
        (theirs if place.is_theirs else ours).append(ruled.Place(key, start, end))
        if place.quantity:
            members.append(_member(key, Span.of(version.body, start, end), place.quantity))
    return ruled.Ruling(
        name=str(row.pk),
        kind=row.kind,  # type: ignore[arg-type]
        ours=tuple(ours),
        theirs=tuple(theirs),
        stance=row.stance,  # type: ignore[arg-type]
        what=row.what,
        members=tuple(members),
    )


def where_now(place: RuledPlace, version: ArticleVersion | None) -> tuple[int, int] | None:
    """Where the words stand in that text, which must be theirs or the one they were last looked for
    in; None where they do not."""
    if version is None:
        return None
    if place.version_id == version.pk:
        return place.start, place.end
    if place.now_version_id != version.pk or place.now_start is None or place.now_end is None:
        return None
    return place.now_start, place.now_end


def _look_again(places: Sequence[RuledPlace], bodies: dict[int, ArticleVersion]) -> None:
    """Look for words of earlier texts in the newest, once for each new text, and keep where."""
    outdated = [
        place
        for place in places
        if (newest := bodies.get(place.article_id))
        and newest.pk not in (place.version_id, place.now_version_id)
    ]
    if not outdated:
        return
    wanted = {pk for p in outdated for pk in (p.version_id, p.now_version_id) if pk}
    texts = dict(ArticleVersion.objects.filter(pk__in=wanted).values_list("pk", "body"))
    aligned: dict[tuple[int, int], Reanchoring] = {}

    def find(source: int, start: int, end: int, newest: ArticleVersion) -> Any:
        pair = source, newest.pk
        if pair not in aligned:
            aligned[pair] = Reanchoring(texts[source], newest.body)
        return aligned[pair].find(start, end)

    for place in outdated:
        newest = bodies[place.article_id]
        found = None
        if place.text:  # what was said of a whole text is said of that text alone
            if place.now_version_id and place.now_start is not None and place.now_end is not None:
                found = find(place.now_version_id, place.now_start, place.now_end, newest)
            found = found or find(place.version_id, place.start, place.end, newest)
        place.now_version = newest
        place.now_start = found.span.start if found else None
        place.now_end = found.span.end if found else None
        place.how = found.how if found else ""
    RuledPlace.objects.bulk_update(
        outdated, ["now_version", "now_start", "now_end", "how"], batch_size=200
    )


def _member(key: str, span: Span, quantity: dict[str, Any]) -> FigureMember:
    def number(name: str) -> Decimal | None:
        return Decimal(quantity[name]) if quantity.get(name) is not None else None

    return FigureMember(
        key=key,
        span=span,
        low=number("low"),
        high=number("high"),
        bound=quantity.get("bound", "exact"),
        unit=quantity.get("unit", ""),
        scope=quantity.get("scope", ""),
    )
