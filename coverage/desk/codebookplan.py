"""What taking a codebook's file in would do, row by row, and which rows are refused and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coverage.models import Codebook, Tag
from coverage.text.names import name_key

from .codebookfiles import CodebookFile, TagRow
from .codebooks import TagFields, check_tag, one_line
from .tagcodes import suggest_code

YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}
#: Columns whose cell is kept as it stands.
_AS_IT_STANDS = ("definition", "example")


class CannotImport(ValueError):
    """Nothing is taken in; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one row of the file would do."""

    number: int
    name: str
    does: str  # new, changed, same, refused
    changes: tuple[tuple[str, str, str], ...] = ()  # column, before, after
    why: str = ""
    tag: int = 0  # the tag's id, 0 for a new one
    fields: Mapping[str, Any] | None = None
    parent: str = ""
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What taking the file in would do to the codebook (None for a new one)."""

    codebook: Codebook | None
    name: str
    definition: str
    lines: Sequence[Line]
    about: tuple[tuple[str, str, str], ...]  # changes of the codebook itself
    staying: tuple[str, ...]  # tags of the codebook that the file does not name
    unknown: tuple[str, ...]
    noun: str

    def of(self, does: str) -> list[Line]:
        return [line for line in self.lines if line.does == does]

    @property
    def new(self) -> list[Line]:
        return self.of("new")

    @property
    def changed(self) -> list[Line]:
        return self.of("changed")

    @property
    def refused(self) -> list[Line]:
        return self.of("refused")

    @property
    def same(self) -> list[Line]:
        return self.of("same")

    @property
    def does_something(self) -> bool:
        return bool(self.new or self.changed or self.about or not self.codebook)

    @property
    def seal(self) -> str:
        """What the plan would do, to know again whether it is still the same."""
        told = [(line.number, line.does, line.changes, line.why) for line in self.lines]
        return repr((self.codebook and self.codebook.pk, self.about, told))


def plan_import(file: CodebookFile, codebook: Codebook | None) -> ImportPlan:
    """What taking the file into the codebook (a new one for None) would do; two queries. Raises
    CannotImport where a new codebook has no name, or another one has it."""
    name = one_line(file.name)
    if codebook is None:
        if not name:
            raise CannotImport("The file does not name its codebook: open one, and import there.")
        if Codebook.objects.filter(name_key=name_key(name)).exists():
            raise CannotImport(f"There is a codebook “{name}” already: open it, and import there.")
    tags = list(codebook.tags.select_related("parent", "merged_into")) if codebook else []
    lines = _lines(file, tags)
    named = {name_key(line.name) for line in lines}
    definition = file.definition
    if definition is None:
        definition = codebook.definition if codebook else ""
    is_other = codebook is not None and definition != codebook.definition
    return ImportPlan(
        codebook=codebook,
        name=codebook.name if codebook else name,
        definition=definition,
        lines=lines,
        about=(("definition", codebook.definition, definition),) if codebook and is_other else (),
        staying=tuple(tag.name for tag in tags if tag.name_key not in named),
        unknown=file.unknown,
        noun=file.noun,
    )


def _lines(file: CodebookFile, tags: Sequence[Tag]) -> list[Line]:
    known = {tag.name_key: tag for tag in tags}
    names = {name_key(one_line(row.cells.get("name", ""))) for row in file.rows} | set(known)
    codes = {tag.code.casefold(): tag.name_key for tag in tags if tag.code}
    asked = {*codes, *(one_line(row.cells.get("code", "")) for row in file.rows)}
    seen: dict[str, int] = {}
    lines, kept = [], list(tags)
    above = {tag.name_key: tag.parent.name_key if tag.parent else "" for tag in tags}
    for row in file.rows:
        key = name_key(one_line(row.cells.get("name", "")))
        if key in seen:
            same = f"{file.noun.capitalize()} {seen[key]} names the same tag."
            lines.append(_refused(row, same))
            continue
        line = _line(row, file.columns, known.get(key), kept, names, asked)
        code = str((line.fields or {}).get("code", "")).casefold()
        if line.does != "refused" and code and codes.get(code, key) != key:
            line = _refused(row, f"Another tag has the code {code} already.")
        if line.does != "refused":
            was = above.get(key, "")
            above[key] = name_key(line.parent)
            if _is_ring(key, above):
                above[key] = was
                line = _refused(row, f"It would stand under itself: {line.parent} is under it.")
        if line.does != "refused":
            seen[key] = row.line
            codes = {code: has for code, has in codes.items() if has != key} | {code: key}
            codes.pop("", None)
            if line.does == "new":
                kept.append(Tag(**(line.fields or {})))
        lines.append(line)
    return _with_leads(lines, known)


def _with_leads(lines: Sequence[Line], known: Mapping[str, Tag]) -> list[Line]:
    """Refuse those whose parent, or what they were merged into, is refused itself and not there."""
    there = set(known) | {name_key(line.name) for line in lines if line.does != "refused"}
    while True:
        lost = [
            number
            for number, line in enumerate(lines)
            if line.does != "refused"
            and any(one and name_key(one) not in there for one in (line.parent, line.merged_into))
        ]
        if not lost:
            return list(lines)
        lines = list(lines)
        for number in lost:
            line = lines[number]
            lines[number] = Line(
                line.number, line.name, "refused", why="The tag it names is refused itself."
            )
            if name_key(line.name) not in known:
                there.discard(name_key(line.name))


def _line(
    row: TagRow,
    columns: frozenset[str],
    tag: Tag | None,
    tags: Sequence[Tag],
    names: set[str],
    codes: set[str],
) -> Line:
    """The row beside the tag of its name; a column the file does not have stays as it is."""

    def cell(name: str) -> str:
        if name in columns:
            words = row.cells.get(name, "")
            return words if name in _AS_IT_STANDS else one_line(words)
        return _told(tag, name) if tag else ""

    if row.wrong:
        return _refused(row, row.wrong)
    colour, archived = cell("colour"), YES.get(cell("archived").casefold())
    if colour and not (colour.isascii() and colour.isdecimal() and 1 <= int(colour[:4]) <= 12):
        return _refused(row, f"Its colour is {colour}: it is a number from 1 to 12, or empty.")
    if archived is None:
        return _refused(row, f"“archived” is {cell('archived')}: it is yes or no.")
    parent, merged = cell("parent"), cell("merged_into")
    for column, other in (("parent", parent), ("merged_into", merged)):
        if other and name_key(other) not in names:
            return _refused(row, f"Its {column} “{other}” is in neither the file nor the codebook.")
    if merged != _told(tag, "merged_into") and tag is not None:
        return _refused(row, f"It is not merged into “{merged}” here: merge on the tag's page.")
    if merged and not archived:
        return _refused(row, "A tag that was merged into another is archived.")
    wrong, fields = check_tag(
        TagFields(
            name=tag.name if tag and cell("name") == tag.name else row.cells.get("name", ""),
            code=cell("code") or (tag.code if tag else suggest_code(cell("name"), codes)),
            colour=int(colour) if colour else tag.colour if tag else 0,
            definition=cell("definition"),
            example=cell("example"),
            reads=cell("reads"),
        ),
        tags,
        tag.pk if tag else None,
    )
    if wrong:
        return _refused(row, " ".join(wrong.values()))
    fields.pop("parent_id")
    fields["archived"] = archived
    return _compared(row, tag, fields, parent, merged)


def _compared(
    row: TagRow, tag: Tag | None, fields: Mapping[str, Any], parent: str, merged: str
) -> Line:
    own = {name: value for name, value in fields.items() if name != "name_key"}
    told = {**{name: _said(value) for name, value in own.items()}, "parent": parent}
    if tag is None:
        return Line(
            row.line, str(fields["name"]), "new", fields=fields, parent=parent, merged_into=merged
        )
    changes = tuple(
        (name, _told(tag, name), after)
        for name, after in told.items()
        if (name_key(_told(tag, name)) != name_key(after) if name == "parent" else True)
        and _told(tag, name) != after
    )
    does = "changed" if changes else "same"
    only = {name: fields[name] for name, *_ in changes if name in fields}
    if "name" in only:
        only["name_key"] = fields["name_key"]
    return Line(row.line, tag.name, does, changes, "", tag.pk, only, parent, merged)


def _refused(row: TagRow, why: str) -> Line:
    return Line(row.line, one_line(row.cells.get("name", "")), "refused", why=why)


def _told(tag: Tag | None, name: str) -> str:
    value = getattr(tag, name) if tag else None
    return _said(value.name if isinstance(value, Tag) else value)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _is_ring(key: str, above: Mapping[str, str]) -> bool:
    seen = {key}
    while (key := above.get(key, "")) and key not in seen:
        seen.add(key)
    return bool(key)
