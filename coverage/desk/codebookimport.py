"""Taking a codebook's file in, as its plan said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import User
from django.db import transaction

from coverage.models import Codebook, Tag
from coverage.text.names import name_key

from .codebookplan import ImportPlan, Line
from .codebooks import keep_order, save_codebook
from .revisions import save_as, write


@transaction.atomic
def apply_import(plan: ImportPlan, person: User) -> Codebook:
    """Do what the plan says of the rows that are not refused; all or nothing."""
    codebook = plan.codebook
    if codebook is None or plan.about:
        codebook = save_codebook(codebook, plan.name, plan.definition, person)
    rows = {tag.name_key: tag for tag in codebook.tags.all()}
    done = [line for line in plan.lines if line.does != "refused"]
    last = max((tag.order for tag in rows.values()), default=-1)
    for number, line in enumerate(done):
        if line.does == "new":
            tag = Tag(codebook=codebook, order=last + 1 + number, **(line.fields or {}))
            save_as(tag, person)
            rows[tag.name_key] = tag
        elif line.does == "changed" and line.fields:
            write(rows[name_key(line.name)], line.fields, person, why="imported")
    for line in done:
        _lead(rows[name_key(line.name)], line, rows, person)
    _in_order(done, rows)
    keep_order(codebook)
    return codebook


def _lead(tag: Tag, line: Line, rows: Mapping[str, Tag], person: User) -> None:
    """Under its parent, and into what it was merged into; both may be new themselves."""
    parent = rows.get(name_key(line.parent)) if line.parent else None
    merged = rows.get(name_key(line.merged_into)) if line.merged_into else None
    after = {
        "parent_id": parent.pk if parent else None,
        "merged_into_id": merged.pk if merged else None,
    }
    if any(getattr(tag, name) != value for name, value in after.items()):
        write(tag, after, person, why="imported")


def _in_order(lines: Sequence[Line], rows: Mapping[str, Tag]) -> None:
    """The file's tags in its order, each where one of them stood."""
    tags = [rows[name_key(line.name)] for line in lines]
    places = sorted(tag.order for tag in tags)
    for tag, place in zip(tags, places, strict=True):
        tag.order = place
    Tag.objects.bulk_update(tags, ["order"])
