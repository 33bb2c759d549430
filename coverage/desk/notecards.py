"""Cards of what people put beside words: notes, and tags on words that are no quote."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from coverage.models import Coding, Note

from .articlerecords import CodingCard, Decided, NoteCard, TagChip


def notes_for_cards() -> QuerySet[Note]:
    """Notes with all that their cards print; one query."""
    return Note.objects.select_related("person", "decided_by")


def codings_for_cards() -> QuerySet[Coding]:
    """Codings with all that cards print of them; one query."""
    return Coding.objects.select_related("tag", "person", "decided_by")


def chips_of(codings: Iterable[Coding], person: int | None) -> tuple[TagChip, ...]:
    """One for each tag, with those who put it on beside the person."""
    by_tag: dict[int, list[Coding]] = {}
    for coding in codings:
        by_tag.setdefault(coding.tag_id, []).append(coding)
    return tuple(
        TagChip(
            name=ones[0].tag.name,
            colour=ones[0].tag.colour,
            coding=next((one.pk for one in ones if one.person_id == person), 0),
            people=tuple(one.person.get_username() for one in ones if one.person_id != person),
            code=ones[0].tag.code,
            definition=ones[0].tag.definition,
        )
        for ones in by_tag.values()
    )


def note_card(row: Note, article: int, person: int | None, decided: Decided) -> NoteCard:
    """A note's card."""
    return NoteCard(
        key=row.pk,
        decided=decided,
        text=row.text,
        words=row.words,
        by=row.person.get_username(),
        by_reader=row.person_id == person,
        at=row.made_at,
        article=article,
        href=f"#m-n{row.pk}",
    )


def coding_card(row: Coding, article: int, person: int | None, decided: Decided) -> CodingCard:
    """The card of words with a tag on them."""
    [tag] = chips_of([row], person)
    return CodingCard(
        key=row.pk,
        decided=decided,
        text=row.text,
        tag=tag,
        by=row.person.get_username(),
        by_reader=row.person_id == person,
        at=row.made_at,
        article=article,
        href=f"#m-t{row.pk}",
    )
