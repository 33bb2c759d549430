"""What the page of one tag prints: the passages it was put on, and what they can be narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet, Value
from django.db.models.functions import Greatest, Substr

from coverage.models import ArticleVersion, Assignment, Coding, Membership, Tag

from .assignments import hidden_by_tag, seen_by

#: Passages of one page.
PAGE = 30
#: Letters shown of the text on either side of a passage.
AROUND = 90
#: Of a tag that was put on more passages, outlets, stories and coders are counted in the newest.
COUNTED = 2_000
MOST_LINKS = 8
#: What passages can be narrowed to: where a coding holds it, and its name.
NARROWED = {
    "outlet": ("version__article__outlet", "version__article__outlet__name"),
    "story": (
        "version__article__memberships__story",
        "version__article__memberships__story__headline",
    ),
    "coder": ("person", "person__username"),
}


@dataclass(frozen=True, slots=True)
class TaggedPassage:
    """A coding with the words around it; `story` is None where its article is in none."""

    coding: Coding
    before: str
    after: str
    story: Membership | None


@dataclass(frozen=True, slots=True)
class Share:
    """One outlet, story or coder, with how many of the passages are theirs."""

    key: int
    name: str
    passages: int


@dataclass(frozen=True, slots=True)
class TagPage:
    tag: Tag
    used: int
    passages: Sequence[TaggedPassage]
    older: int  # the coding after which the next page begins, 0 where there is none
    is_first: bool
    shares: dict[str, list[Share]]
    counted: int  # passages that the shares are counted in, 0 where it is all of them
    children: Sequence[Tag]


def tag_page(
    tag: Tag, person: int | None, asked: dict[str, int], before: int = 0, *, names: bool = False
) -> TagPage:
    """The passages of the tag that the person may see, newest first, from before the coding with
    that id; `asked` narrows by outlet, story and coder (ids), the last only with `names`.

    Queries: number, what is hidden, passages, their stories, three of shares, children.
    """
    every = Coding.objects.filter(tag=tag)
    hidden = hidden_by_tag(person).get(tag.pk, 0)
    used = max(0, every.count() - hidden)
    groups = [group for group in NARROWED if names or group != "coder"]
    rows = seen_by(every, person)
    for group in groups:
        if asked.get(group):
            rows = _narrowed(rows, group, asked[group])
    found = list(_shown(rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    stories = _stories([row.version.article_id for row in found])
    newest = seen_by(every, person).order_by("-pk")[:COUNTED]
    return TagPage(
        tag=tag,
        used=used,
        passages=[_passage(row, stories) for row in found[:PAGE]],
        older=found[PAGE - 1].pk if len(found) > PAGE else 0,
        is_first=not before,
        shares={group: _shares(newest, group) for group in groups},
        counted=COUNTED if used > COUNTED else 0,
        children=list(tag.children.filter(archived=False).order_by("order", "name_key")),
    )


def coder_passages(
    assignment: Assignment, coder: int, person: int | None, before: int = 0
) -> tuple[list[TaggedPassage], int]:
    """What the coder (a person's id) put on in the assignment's articles as they are now, with its
    codebook, as far as the person may see it: newest first, from before that coding; and the coding
    after which the next page begins, 0 where there is none. Two queries."""
    every = Coding.objects.filter(
        person=coder,
        tag__codebook=assignment.codebook_id,
        version__in=assignment.articles.values("article__current_version"),
    )
    rows = seen_by(every.filter(pk__lt=before) if before else every, person)
    found = list(_shown(rows).select_related("tag")[: PAGE + 1])
    stories = _stories([row.version.article_id for row in found])
    shown = [_passage(row, stories) for row in found[:PAGE]]
    return shown, found[PAGE - 1].pk if len(found) > PAGE else 0


def _narrowed(rows: QuerySet[Coding], group: str, key: int) -> QuerySet[Coding]:
    if group != "story":
        return rows.filter(**{NARROWED[group][0]: key})
    here = Membership.objects.filter(story=key, is_current=True).values("article")
    versions = ArticleVersion.objects.filter(article__in=here).values_list("pk", flat=True)
    of_story = Coding.objects.filter(version__in=list(versions)).values_list("pk", flat=True)
    return rows.filter(pk__in=list(of_story))  # a story has few; a tag may have very many


def _shown(rows: QuerySet[Coding]) -> QuerySet[Any]:
    """With the words around each cut out by the database: bodies stay where they are."""
    around = rows.annotate(
        before=Substr(
            "version__body",
            Greatest(F("start") - (AROUND - 1), Value(1)),
            F("start") - Greatest(F("start") - AROUND, Value(0)),
        ),
        after=Substr("version__body", F("end") + 1, AROUND),
    )
    named = around.select_related("person", "version__article__outlet")
    return named.defer("version__body", "version__article__signature").order_by("-pk")


def _passage(row: Any, stories: dict[int, Membership]) -> TaggedPassage:
    """With whole words around it: "…" stands where the text goes on."""
    before, after = row.before, row.after
    if len(before) == AROUND:
        before = f"…{before.partition(' ')[2] or before}"
    if len(after) == AROUND:
        after = f"{after.rpartition(' ')[0] or after} …"
    return TaggedPassage(row, before, after, stories.get(row.version.article_id))


def _stories(articles: Sequence[int]) -> dict[int, Membership]:
    rows = Membership.objects.filter(article__in=articles, is_current=True).select_related("story")
    return {row.article_id: row for row in rows}


def _shares(newest: QuerySet[Coding], group: str) -> list[Share]:
    key, name = NARROWED[group]
    known: dict[str, bool] = {f"{key}__isnull": False}
    if group == "story":
        known["version__article__memberships__is_current"] = True
    rows = Coding.objects.filter(pk__in=newest.values("pk"), **known)
    told = rows.order_by().values(key, name).annotate(passages=Count("pk", distinct=True))
    most = told.order_by("-passages", name)[:MOST_LINKS]
    return [Share(row[key], row[name], row["passages"]) for row in most]
