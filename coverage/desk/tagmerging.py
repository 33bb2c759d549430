"""Merging one tag into another of its codebook: looked at before, and taken back in one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from coverage.models import Adjudication, Coding, Quote, Tag, TagMerge

from .codebooks import keep_order
from .locking import hold_tag
from .revisions import keep_before, record, write
from .tagtree import below

BATCH = 500
#: Passages of each kind that a preview shows.
SHOWN = 5


class CannotMerge(ValueError):
    """The tags cannot be merged, or the merge taken back; the message says why."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging `tag` into `to` would do."""

    tag: Tag
    to: Tag
    moves: int  # codings that will carry the other tag
    falls: int  # codings that fall together with one of the same person on the same words
    people: int  # who put the tag on
    moving: Sequence[Coding]  # the first of them, newest first
    falling: Sequence[Coding]
    children: Sequence[Tag]
    under: Tag | None  # where the children will stand
    decided: int  # adjudications that will be the other tag's
    disputes: int  # and those that stay, as the other tag has one on some of the words


def preview(tag: Tag, to: Tag) -> MergePreview:
    """What a merge would do; nine queries. Raises CannotMerge as `merge` does."""
    _check(tag, to)
    falling = _falling(tag, to)
    moving = Coding.objects.filter(tag=tag).exclude(pk__in=falling.values("pk"))
    ruled = Adjudication.objects.filter(tag=tag)
    clashing = _clashing(tag, to).count()
    shown = ("person", "version__article__outlet")
    return MergePreview(
        tag=tag,
        to=to,
        moves=moving.count(),
        falls=falling.count(),
        people=Coding.objects.filter(tag=tag).order_by().values("person").distinct().count(),
        moving=list(_newest(moving).select_related(*shown)[:SHOWN]),
        falling=list(_newest(falling).select_related(*shown)[:SHOWN]),
        children=list(tag.children.exclude(pk=to.pk).order_by("order")),
        under=_parent_after(tag, to),
        decided=ruled.count() - clashing,
        disputes=clashing,
    )


def merge(tag: Tag, to: Tag, person: User, revision: int | None = None) -> TagMerge:
    """All codings of `tag` carry `to`; where the same person has both on the same words, one stays.

    `tag` stays as an archived row that leads to `to`, with its name. Raises CannotMerge where they
    are not two live tags of one codebook, Conflict over a newer revision of `tag`.
    """
    with transaction.atomic():
        rows = _alone(tag, to)
        _check(rows[tag.pk], rows[to.pk])
        gone, to = rows[tag.pk], rows[to.pk]
        why = f"tag merged into {to}"[:100]
        fell = list(_falling(gone, to).values_list("pk", "twin"))
        _delete([key for key, _ in fell], person, why)
        moved = _give(Coding.objects.filter(tag=gone), to, person, why)
        ruled = Adjudication.objects.filter(tag=gone).exclude(pk__in=_clashing(gone, to))
        merged = list(gone.merged.values_list("pk", flat=True))
        gone.merged.update(merged_into=to)
        children = list(gone.children.exclude(pk=to.pk).values_list("pk", flat=True))
        under = _parent_after(gone, to)
        was_under = to.parent_id
        if to.parent_id == gone.pk:
            _put([to.pk], gone.parent, person, why)
        _put(children, under, person, why)
        change = TagMerge.objects.create(
            tag=gone,
            to=to,
            person=person,
            coding_count=len(moved) + len(fell),
            moved={
                "codings": moved,
                "fell": fell,
                "adjudications": _give(ruled, to, person, why),
                "merged": merged,
                "children": children,
                "under": under.pk if under else None,
                "to_under": was_under,
                "archived": gone.archived,
            },
        )
        write(gone, {"merged_into_id": to.pk, "archived": True}, person, revision, why)
        keep_order(gone.codebook)
    return change


def undo_merge(change: TagMerge, person: User) -> TagMerge:
    """The tag stands alone again with the codings that came from it; what was put on since stays.

    Raises CannotMerge when it has been undone.
    """
    with transaction.atomic():
        stored = TagMerge.objects.select_for_update(of=("self",)).get(pk=change.pk)
        if stored.undone_at:
            raise CannotMerge("This merge has been undone already.")
        gone = Tag.objects.select_related("merged_into").get(pk=stored.tag_id)
        here = gone.merged_into
        rows = _alone(gone, here) if here else {}
        gone = rows.get(gone.pk, gone)
        if here is None or gone.merged_into_id != here.pk:
            raise CannotMerge(f"“{gone}” is not merged into that tag any more.")
        here = rows[here.pk]
        moved, why = stored.moved, f"undone: {stored}"[:100]
        for model, name in ((Coding, "codings"), (Adjudication, "adjudications")):
            for keys in _batches(moved[name]):
                _give(model._base_manager.filter(pk__in=keys, tag=here), gone, person, why)
        _bring_back(moved["fell"], gone, person, why)
        Tag.objects.filter(pk__in=moved["merged"], merged_into=here).update(merged_into=gone)
        same = Tag.objects.filter(pk__in=moved["children"], parent=moved["under"])
        _put(list(same.values_list("pk", flat=True)), gone, person, why)
        write(gone, {"merged_into_id": None, "archived": moved["archived"]}, person, None, why)
        is_where_put = (here.pk, here.parent_id) == (stored.to_id, gone.parent_id)
        if is_where_put and moved["to_under"] == gone.pk:
            _put([here.pk], gone, person, why)
        keep_order(gone.codebook)
        stored.undone_by, stored.undone_at = person, timezone.now()
        stored.save(update_fields=["undone_by", "undone_at"])
    return stored


def _alone(*tags: Tag) -> dict[int, Tag]:
    """Id → the tag as it is stored, while nobody puts them on or merges them."""
    for key in sorted(tag.pk for tag in tags):
        hold_tag(key, alone=True)
    rows = Tag.objects.select_related("codebook", "parent", "merged_into")
    return {row.pk: row for row in rows.filter(pk__in=[tag.pk for tag in tags])}


def _check(tag: Tag, to: Tag) -> None:
    if tag.pk == to.pk:
        raise CannotMerge(f"“{tag}” is one tag: choose another to merge it into.")
    if tag.codebook_id != to.codebook_id:
        raise CannotMerge(f"“{to}” is in another codebook: choose a tag of the same one.")
    if tag.merged_into:
        raise CannotMerge(f"“{tag}” was merged into “{tag.merged_into}” already.")
    if to.archived:
        raise CannotMerge(f"“{to}” is archived: bring it back first, or choose another.")


def _parent_after(tag: Tag, to: Tag) -> Tag | None:
    """Where the children of `tag` will stand: under `to`, unless it stood under them."""
    return tag.parent if to.pk in below(tag.pk, tag.codebook.tags.all()) else to


def _falling(tag: Tag, to: Tag) -> QuerySet[Any]:
    """Codings of `tag` on words that carry `to` by the same person; `twin` is that one's id."""
    same = Coding.objects.filter(
        tag=to,
        person=OuterRef("person"),
        version=OuterRef("version"),
        start=OuterRef("start"),
        end=OuterRef("end"),
    )
    rows = Coding.objects.filter(tag=tag).filter(Exists(same))
    return rows.annotate(twin=same.order_by().values("pk")[:1]).order_by("pk")


def _clashing(tag: Tag, to: Tag) -> QuerySet[Adjudication]:
    """Adjudications of `tag` where `to` has one on some of the words, in the same assignment."""
    same = Adjudication.objects.filter(
        tag=to,
        assignment=OuterRef("assignment"),
        version=OuterRef("version"),
        area_start__lt=OuterRef("area_end"),
        area_end__gt=OuterRef("area_start"),
    )
    return Adjudication.objects.filter(Exists(same), tag=tag).order_by().values("pk")  # type: ignore[return-value]


def _give(rows: QuerySet[Any], tag: Tag, person: User, why: str) -> list[int]:
    """Make the tag of the rows another; their ids. History has each before and after."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for batch in _batches(keys):
        found = list(rows.model._base_manager.filter(pk__in=batch))
        keep_before(found)
        rows.model._base_manager.filter(pk__in=batch).update(tag=tag, revision=F("revision") + 1)
        for row in found:
            row.tag, row.revision = tag, row.revision + 1
        record(found, person, why)
    return keys


def _delete(keys: Iterable[int], person: User, why: str) -> None:
    row: Any
    for row in Coding.objects.filter(pk__in=list(keys)):
        row._history_user, row._change_reason = person, why
        row.delete()


def _bring_back(fell: Iterable[Sequence[int]], tag: Tag, person: User, why: str) -> None:
    """What had fallen together stands again, where the one it fell together with stands now."""
    for key, twin in fell:
        last = Coding.history.filter(id=key).order_by("-history_date", "-history_id").first()
        if last is None or Coding.objects.filter(pk=key).exists():
            continue
        row, now = last.instance, Coding.objects.filter(pk=twin).first()
        for name in ("version_id", "start", "end", "text", "fingerprint", "quote_id"):
            setattr(row, name, getattr(now or row, name))
        if not Quote.objects.filter(pk=row.quote_id or 0).exists():
            row.quote_id = None
        row.tag, row.revision = tag, row.revision + 1
        row.save_without_historical_record(force_insert=True)
        record([row], person, why, is_new=True)


def _put(keys: Iterable[int], parent: Tag | None, person: User, why: str) -> None:
    """Under that parent, on top for None."""
    for row in Tag.objects.filter(pk__in=list(keys)):
        write(row, {"parent_id": parent.pk if parent else None}, person, None, why)


def _newest(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("-pk").defer("version__article__signature")


def _batches(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[at : at + BATCH] for at in range(0, len(keys), BATCH))
