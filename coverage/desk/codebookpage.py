"""What the pages of codebooks print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from coverage.models import Assignment, Codebook, Tag, TagMerge

from .assignments import hidden_by_tag
from .tagging import KEYS
from .tagtree import tree_of

#: Merges that the page of a codebook tells.
MERGES_TOLD = 50


@dataclass(frozen=True, slots=True)
class CodebookLine:
    codebook: Codebook
    tags: int  # live ones
    archived: int
    assignments: int


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag in its codebook: `key` is the digit that puts it on, 0 for none."""

    tag: Tag
    depth: int
    used: int
    key: int = 0
    can_rise: bool = False
    can_sink: bool = False


@dataclass(frozen=True, slots=True)
class CodebookPage:
    codebook: Codebook
    lines: Sequence[TagLine]
    archived: Sequence[TagLine]
    merges: Sequence[TagMerge]
    assignments: Sequence[Assignment]


def codebook_list() -> list[CodebookLine]:
    """All codebooks, those in use first; three queries."""
    books = Codebook.objects.annotate(
        live=Count("tags", filter=Q(tags__archived=False)),
        gone=Count("tags", filter=Q(tags__archived=True)),
    ).order_by("archived", "name_key")
    counted = Assignment.objects.order_by().values("codebook").annotate(number=Count("pk"))
    used = dict(counted.values_list("codebook", "number"))
    return [CodebookLine(book, book.live, book.gone, used.get(book.pk, 0)) for book in books]


def codebook_page(codebook: Codebook, person: int | None) -> CodebookPage:
    """One codebook for the person: its tags with how many passages they may see of each. Queries:
    tags with counts, what is hidden, merges, assignments."""
    rows = codebook.tags.with_used().select_related("merged_into")
    tags, hidden = list(rows.order_by("order", "name_key")), hidden_by_tag(person)
    live = tree_of(tag for tag in tags if not tag.archived)
    by_key = sorted((branch.tag for branch in live), key=lambda t: (t.order, t.name_key))[:KEYS]
    keys = {tag.pk: number for number, tag in enumerate(by_key, 1)}
    used = {tag.pk: max(0, tag.used - hidden.get(tag.pk, 0)) for tag in tags}  # type: ignore[attr-defined]
    return CodebookPage(
        codebook=codebook,
        lines=[
            TagLine(
                one.tag,
                one.depth,
                used[one.tag.pk],
                keys.get(one.tag.pk, 0) if not codebook.archived else 0,
                one.can_rise,
                one.can_sink,
            )
            for one in live
        ],
        archived=[TagLine(tag, 0, used[tag.pk]) for tag in tags if tag.archived],
        merges=list(
            TagMerge.objects.filter(tag__codebook=codebook).select_related(
                "tag", "to", "person", "undone_by"
            )[:MERGES_TOLD]
        ),
        assignments=list(codebook.assignments.order_by("-pk")[:MERGES_TOLD]),
    )
