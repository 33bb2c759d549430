"""Making, editing, ordering and archiving codebooks and their tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from coverage.models import Codebook, Tag
from coverage.text.names import name_key
from coverage.text.spans import as_body

from .revisions import record, save_as, write
from .tagcodes import suggest_code, suggest_colour
from .tagtree import below, placed, swapped, tree_of


class CannotChange(ValueError):
    """What is wrong with each field, in words a person can act on; nothing is changed."""

    def __init__(self, **wrong: str) -> None:
        self.wrong = wrong
        super().__init__(" ".join(wrong.values()))


@dataclass(frozen=True, slots=True)
class TagFields:
    """What a person says of a tag; an empty code and no colour are chosen for them."""

    name: str
    code: str = ""
    colour: int = 0
    definition: str = ""
    example: str = ""
    parent: int | None = None
    reads: str = ""


def save_codebook(
    codebook: Codebook | None,
    name: str,
    definition: str,
    person: User,
    revision: int | None = None,
) -> Codebook:
    """The codebook with that name and definition, a new one for None.

    Raises CannotChange for a name that is empty, too long or another's, and Conflict over a newer
    revision.
    """
    name, definition = one_line(name), as_body(definition)
    others = Codebook.objects.filter(name_key=name_key(name)).exclude(
        pk=codebook.pk if codebook else 0
    )
    if not name:
        raise CannotChange(name="Give the codebook a name.")
    if len(name) > 200:
        raise CannotChange(name=f"A name has at most 200 characters; this one has {len(name)}.")
    if others.exists():
        raise CannotChange(name=f"There is a codebook “{name}” already: choose another name.")
    if codebook is None:
        codebook = Codebook(name=name, definition=definition)
        save_as(codebook, person)
        return codebook
    fields = {"name": name, "name_key": name_key(name), "definition": definition}
    return _written(codebook, fields, person, revision)


def save_tag(
    tag: Tag | None,
    codebook: Codebook,
    fields: TagFields,
    person: User,
    revision: int | None = None,
) -> Tag:
    """The tag as the fields say, a new one at the end of the codebook for None. Raises as
    `save_codebook` does."""
    with transaction.atomic():
        tags = list(codebook.tags.select_for_update().order_by("order", "name_key"))
        wrong, kept = check_tag(fields, tags, tag.pk if tag else None)
        if wrong:
            raise CannotChange(**wrong)
        if tag is not None:
            saved = _written(tag, kept, person, revision)
        else:
            last = max((one.order for one in tags), default=-1)
            saved = Tag(codebook=codebook, order=last + 1, **kept)
            _save_new(saved, person)
        keep_order(codebook)
    return saved


def check_tag(
    fields: TagFields, tags: Sequence[Tag], own: int | None
) -> tuple[dict[str, str], dict[str, Any]]:
    """What is wrong by field, and the columns to write; `tags` are all of the codebook, `own` the
    id of the one that is edited."""
    others = [tag for tag in tags if own is None or tag.pk != own]
    name, code = one_line(fields.name), one_line(fields.code)
    wrong: dict[str, str] = {}
    if not name:
        wrong["name"] = "Give the tag a name."
    elif len(name) > 100:
        wrong["name"] = f"A tag's name has at most 100 characters; this one has {len(name)}."
    elif same := next((tag for tag in others if tag.name_key == name_key(name)), None):
        is_gone = " It is archived: bring it back instead." if same.archived else ""
        wrong["name"] = f"There is a tag “{same.name}” in this codebook already.{is_gone}"
    if len(code) > 2:
        wrong["code"] = "A code has two letters."
    elif has := next((t for t in others if code and t.code.casefold() == code.casefold()), None):
        wrong["code"] = f"“{has.name}” has the code {has.code} already: choose two other letters."
    if fields.colour and not 1 <= fields.colour <= 12:
        wrong["colour"] = "Choose one of the twelve colours."
    if fields.reads and fields.reads not in Tag.Reads.values:
        wrong["reads"] = "Choose one of the kinds the reader reads, or none."
    if fields.parent and fields.parent not in {tag.pk for tag in others}:
        wrong["parent"] = "The tag it is to stand under is not in this codebook."
    elif own and fields.parent in below(own, tags):
        wrong["parent"] = "A tag cannot stand under one that stands under it."
    live = [tag.colour for tag in others if not tag.archived]
    return wrong, {
        "name": name,
        "name_key": name_key(name),
        "code": code or suggest_code(name, [tag.code for tag in others]),
        "colour": fields.colour or suggest_colour(live),
        "definition": as_body(fields.definition),
        "example": as_body(fields.example),
        "parent_id": fields.parent,
        "reads": fields.reads,
    }


def archive(row: Codebook | Tag, person: User, *, archived: bool = True) -> None:
    """Take the codebook or tag out of use, or bring it back; what it was put on stays. Raises
    CannotChange for a tag that was merged into another: undo the merge instead."""
    if isinstance(row, Tag) and row.merged_into and not archived:
        raise CannotChange(
            name=f"“{row.name}” was merged into “{row.merged_into.name}”: undo the merge instead."
        )
    if row.archived != archived:
        write(row, {"archived": archived}, person, why="archived" if archived else "brought back")


@transaction.atomic
def move_tag(tag: Tag, step: int, person: User) -> None:
    """One place up (-1) or down (1) among the live tags of the same parent."""
    tags = list(tag.codebook.tags.select_for_update().order_by("order", "name_key"))
    _keep(swapped(tag, tags, step), tag, person)


@transaction.atomic
def place_tag(tag: Tag, beside: Tag, person: User, *, is_after: bool) -> None:
    """Before or after another tag of the codebook, and under the same parent as that one. Raises
    CannotChange where it would stand under itself."""
    tags = list(tag.codebook.tags.select_for_update().order_by("order", "name_key"))
    if tag == beside or beside not in tags:
        raise CannotChange(order="Choose another tag of the same codebook to put it beside.")
    if beside.parent_id == tag.pk or beside.pk in below(tag.pk, tags):
        raise CannotChange(order="A tag cannot stand under itself.")
    own = next(one for one in tags if one == tag)
    if own.parent_id != beside.parent_id:
        write(own, {"parent_id": beside.parent_id}, person, why="moved")
        own.parent_id = beside.parent_id
    _keep(placed(own, tags, beside, is_after=is_after), own, person)


def keep_order(codebook: Codebook) -> None:
    """Number the tags as the tree shows them, so that "the first nine" are the first nine shown."""
    tags = list(codebook.tags.order_by("order", "name_key"))
    _number([branch.tag for branch in tree_of(tags)], {tag.pk: tag.order for tag in tags})


def _keep(tags: Sequence[Tag], moved: Tag, person: User) -> None:
    """Keep the order; of the tags that only made room history tells nothing."""
    before = dict(Tag.objects.filter(codebook=moved.codebook_id).values_list("pk", "order"))
    _number(tags, before)
    after = Tag.objects.get(pk=moved.pk)
    if after.order != before[moved.pk]:
        record([after], person, "moved")


def _number(tags: Sequence[Tag], before: Mapping[int, int]) -> None:
    for number, tag in enumerate(tags):
        tag.order = number
    Tag.objects.bulk_update([tag for tag in tags if before[tag.pk] != tag.order], ["order"])


def _written(row: Any, fields: Mapping[str, Any], person: User, revision: int | None) -> Any:
    """Written where something changes; the row as it is otherwise."""
    stored = type(row)._base_manager.get(pk=row.pk)
    is_newer = revision is not None and stored.revision != revision
    if not is_newer and all(getattr(stored, name) == value for name, value in fields.items()):
        return stored
    try:
        with transaction.atomic():
            return write(row, fields, person, revision, "edited")
    except IntegrityError as clash:
        raise CannotChange(name="A colleague just took this name: choose another.") from clash


def _save_new(row: Any, person: User) -> None:
    try:
        with transaction.atomic():
            save_as(row, person)
    except IntegrityError as clash:
        raise CannotChange(name="A colleague just made one of this name.") from clash


def one_line(words: str) -> str:
    """What was typed, with single blanks and none at the ends."""
    return " ".join(as_body(words).split())
