"""Deleting what a person deletes so that it can come back: with its number and what hung on it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.text import capfirst

from coverage.models import Article, Deletion, Membership

from .recomparing import compare_later
from .revisions import record
from .speakercounts import quoted_in, sum_up

#: Rows that are counted anew or made again by themselves; their numbers would tell nobody anything.
MADE_AGAIN = frozenset(
    (
        *("ArticleTerm", "LineInArticle", "SpeakerInArticle", "Sketch", "SketchKey"),
        *("Foreseen", "ForeseenKey", "Uncompared"),
    )
)


class CannotReturn(ValueError):
    """Something deleted cannot come back as it was; the message says why and what would help."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """What goes with rows that are deleted, in words: "3 quotes"; and what stays, pointing nowhere
    until they come back."""

    going: tuple[str, ...]
    loosened: tuple[str, ...]
    keeping: tuple[str, ...] = ()  # rows that must stand, for which nothing may be deleted


class _ToTheMicrosecond(DjangoJSONEncoder):
    """Django's own cuts moments to milliseconds; what comes back is to the letter what went."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _as_json(rows: Sequence[models.Model]) -> Any:
    return json.loads(json.dumps(serializers.serialize("python", rows), cls=_ToTheMicrosecond))


def what_hangs(rows: Sequence[models.Model]) -> Hanging:
    """Counts of all that deleting the rows would take along, or set loose."""
    collector = Collector(using=DEFAULT_DB_ALIAS)
    try:
        collector.collect(list(rows))
    except (ProtectedError, RestrictedError) as kept:
        held: Any = getattr(kept, "protected_objects", None) or kept.args[1]
        return Hanging((), (), tuple(_counted(Counter(type(row) for row in held))))
    own = {(type(row), row.pk) for row in rows}
    going: Counter[type[models.Model]] = Counter()
    for row in _collected(collector):
        if (type(row), row.pk) not in own and type(row).__name__ not in MADE_AGAIN:
            going[type(row)] += 1
    loose: Counter[type[models.Model]] = Counter()
    for model, _, key, _ in _loosened(collector):
        if type(key) is int:
            loose[apps.get_model("coverage", model)] += 1
    return Hanging(tuple(_counted(going)), tuple(_counted(loose)))


def _counted(counts: Counter[type[models.Model]]) -> list[str]:
    words = []
    for model, count in counts.most_common():
        names = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
        words.append(f"{count} {names}")
    return words


def _collected(collector: Collector) -> Iterable[models.Model]:
    """All rows that go, each once: one that hangs on two others is found twice."""
    found: dict[tuple[type[models.Model], Any], models.Model] = {}
    for rows in (*collector.data.values(), *map(list, collector.fast_deletes)):
        for row in rows:
            found.setdefault((type(row), row.pk), row)
    return found.values()


def _loosened(collector: Collector) -> list[tuple[str, str, int, int]]:
    """(model, field, id, what it points to now) of rows that stay and would point nowhere."""
    going = {(type(row), row.pk) for row in _collected(collector)}
    found = []
    for (field, value), groups in collector.field_updates.items():
        if value is not None:
            continue
        for rows in groups:
            for row in list(rows):  # type: ignore[call-overload]
                before = getattr(row, field.attname)
                if (type(row), row.pk) not in going and before is not None:
                    found.append((type(row).__name__, field.name, row.pk, before))
    return found


def delete(row: Any, person: User, called: str = "") -> Deletion:
    """The record of a row that the person deleted, with all that went with it.

    Raises ProtectedError where rows that must stand point to it.
    """
    with transaction.atomic():
        collector = Collector(using=DEFAULT_DB_ALIAS)
        collector.collect([row])
        hanging = what_hangs([row])
        going = sorted(_collected(collector), key=lambda one: one != row)
        kept = Deletion(
            kind=type(row).__name__,
            key=row.pk,
            called=(called or str(row))[:300],
            counts=list(hanging.going),
            rows=_as_json(going),
            loosened=[list(one) for one in _loosened(collector)],
            person=person,
        )
        is_article = isinstance(row, Article)
        quoted = quoted_in([row.pk]) if is_article else set()
        beside = _beside(row) if is_article else []
        row._history_user = person
        row.delete()
        kept.save()
        sum_up(quoted)
        compare_later(beside)
    return kept


def _beside(article: Article) -> list[int]:
    """Current versions of the other articles in its story, which is compared without it then."""
    stories = Membership.objects.filter(article=article, is_current=True).values("story")
    others = Membership.objects.filter(story__in=stories, is_current=True).exclude(article=article)
    keys = others.values_list("article__current_version", flat=True)
    return [key for key in keys if key]


def bring_back(deletion: Deletion, person: User) -> models.Model:
    """The row as it was, under its own number, with all that went with it.

    Raises CannotReturn where it came back already, its number, name or address is taken, or what it
    belonged to is not here any more.
    """
    try:
        with transaction.atomic():
            kept = Deletion.objects.select_for_update(of=("self",)).get(pk=deletion.pk)
            if kept.returned_at:
                raise CannotReturn("This came back already.")
            row = _put_back(kept)
            record([row], person, "brought back", is_new=True) if hasattr(row, "history") else None
            kept.returned_by, kept.returned_at = person, timezone.now()
            kept.save(update_fields=["returned_by", "returned_at"])
            _afterwards(row)
    except IntegrityError:
        raise CannotReturn(
            f"“{deletion.called}” cannot come back: its name, its address or its place is taken by "
            "another one now. Rename or delete that one first."
        ) from None
    return row


def _put_back(kept: Deletion) -> Any:
    """All rows of the deletion stored again, and what was set loose pointing to them."""
    rows = list(serializers.deserialize("python", kept.rows, ignorenonexistent=True))
    returning = {(type(one.object), one.object.pk) for one in rows}
    first = rows[0].object
    if type(first)._base_manager.filter(pk=first.pk).exists():
        raise CannotReturn(f"“{kept.called}” cannot come back: it is here already.")
    for one in rows:
        _look_for_parents(one.object, returning, kept)
    later = []
    for row in _parents_first([one.object for one in rows]):
        later += _save_raw(row, returning)
    for row, field, value in later:
        type(row)._base_manager.filter(pk=row.pk).update(**{field: value})
    for model, field, key, target in kept.loosened:
        of = apps.get_model("coverage", model)._base_manager.filter(pk=key)
        of.filter(**{f"{field}__isnull": True}).update(**{field: target})
    return type(first)._base_manager.get(pk=first.pk)


def _foreign_keys(row: models.Model) -> list[models.ForeignKey[Any, Any]]:
    return [field for field in row._meta.fields if isinstance(field, models.ForeignKey)]


def _look_for_parents(row: models.Model, returning: set[Any], kept: Deletion) -> None:
    """What the row points to is here or comes with it; a pointer that may be empty is emptied."""
    for field in _foreign_keys(row):
        key = getattr(row, field.attname)
        target: Any = field.related_model
        if key is None or (target, key) in returning:
            continue
        if target._base_manager.filter(pk=key).exists():
            continue
        if not field.null:
            name = capfirst(str(target._meta.verbose_name))
            raise CannotReturn(
                f"“{kept.called}” cannot come back: {name} {key}, which it belongs to, is not here "
                "any more. Bring that one back first."
            )
        setattr(row, field.attname, None)


def _parents_first(rows: Sequence[models.Model]) -> list[models.Model]:
    """In the order of what points to what, by model; a circle is closed by `_save_raw`."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    ordered: list[type[models.Model]] = []

    def put(model: type[models.Model], above: tuple[type[models.Model], ...] = ()) -> None:
        if model in ordered or model in above or model not in by_model:
            return
        for field in model._meta.fields:
            if isinstance(field, models.ForeignKey) and not field.null:
                put(field.related_model, (*above, model))
        ordered.append(model)

    for model in by_model:
        put(model)
    return [row for model in ordered for row in by_model[model]]


def _save_raw(row: models.Model, returning: set[Any]) -> list[tuple[models.Model, str, Any]]:
    """Store the row with its number and dates; pointers to others that return, which may be empty,
    are given back for when all of them are here."""
    later = []
    for field in _foreign_keys(row):
        key = getattr(row, field.attname)
        if field.null and key is not None and (field.related_model, key) in returning:
            later.append((row, field.attname, key))
            setattr(row, field.attname, None)
    row.save_base(raw=True, force_insert=True)
    return later


def _afterwards(row: Any) -> None:
    """What follows for stories and speakers from an article that is here again."""
    if not isinstance(row, Article):
        return
    sum_up(quoted_in([row.pk]))
    if row.current_version_id:
        compare_later([row.current_version_id])
