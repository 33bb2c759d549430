"""One tag with the passages it was put on, and merging it into another."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coverage.desk.people import is_coder
from coverage.desk.revisions import Conflict
from coverage.desk.tagmerging import CannotMerge, MergePreview, merge, preview, undo_merge
from coverage.desk.tagpage import NARROWED, Share, tag_page
from coverage.models import Tag, TagMerge

from .cardsagain import Undoable, seen_revision
from .doneline import leave, take
from .editors import back, signed_in
from .filterlinks import FilterGroup, FilterLink
from .numbers import number_of
from .showing import show


@require_safe
def tag(request: HttpRequest, tag_id: int) -> HttpResponse:
    """Its definition, and the passages it was put on; one merged into another leads there."""
    found = get_object_or_404(Tag.objects.select_related("codebook", "parent"), pk=tag_id)
    if found.merged_into_id and request.GET.get("merged") != "stay":
        return redirect("tag", found.merged_into_id)
    asked = {group: number_of(request.GET.get(group, "")) for group in NARROWED}
    before = number_of(request.GET.get("before", ""))
    page = tag_page(found, request.user.pk, asked, before, names=is_coder(request.user))
    context = {
        "page": page,
        "tag": found,
        "groups": [
            FilterGroup(group.capitalize(), _links(group, shares, asked))
            for group, shares in page.shares.items()
            if shares
        ],
        "older": _href({**asked, "before": page.older}) if page.older else "",
        "first": _href(asked) if before else "",
        "is_narrowed": any(asked[group] for group in page.shares),
        "done": take(request),
    }
    return show(request, "codebooks/tag", context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge_tag(request: HttpRequest, tag_id: int) -> HttpResponse:
    """Choose the tag it goes into, see what would happen, then merge."""
    found = get_object_or_404(
        Tag.objects.select_related("codebook", "parent", "merged_into"), pk=tag_id
    )
    wrong, told, asked = "", None, request.POST or request.GET
    try:
        if "into" in asked:
            told = _preview(found, asked)
        if request.method == "POST" and told:
            return _merged(request, told)
    except CannotMerge as refused:
        wrong = str(refused)
    except Conflict as clash:
        who = clash.who or "Somebody"
        wrong = f"{who} changed “{found}” in the meantime. Look at it again before you merge it."
        found.refresh_from_db()
    context: dict[str, Any] = {
        "tag": found,
        "others": found.codebook.tags.filter(archived=False).exclude(pk=found.pk).with_used(),
        "told": told,
        "wrong": wrong,
        "into": number_of(asked.get("into", "")),
    }
    return show(request, "codebooks/merge", context, status=422 if wrong else 200)


@require_POST
def undo_tag_merge(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Take a merge back."""
    change = get_object_or_404(TagMerge.objects.select_related("tag__codebook", "to"), pk=merge_id)
    try:
        undo_merge(change, signed_in(request))
        said = f"Undone: “{change.tag}” stands alone again, with the passages that came from it."
    except (CannotMerge, Conflict) as refused:
        said = f"Nothing is changed: {refused}"
    leave(request, Undoable(said))
    return redirect(back(request, change.tag.codebook.get_absolute_url()))


def _preview(found: Tag, asked: QueryDict) -> MergePreview:
    rows = Tag.objects.select_related("codebook", "parent", "merged_into")
    other = rows.filter(pk=number_of(asked.get("into", ""))).first()
    if other is None:
        raise CannotMerge("Choose the tag it is to be merged into.")
    return preview(found, other)


def _merged(request: HttpRequest, told: MergePreview) -> HttpResponse:
    change = merge(told.tag, told.to, signed_in(request), seen_revision(request))
    undo = reverse("undo-tag-merge", args=[change.pk])
    leave(request, Undoable(f"Merged: “{told.tag}” is “{told.to}” now.", undo))
    return redirect(told.to)


def _links(group: str, shares: list[Share], asked: dict[str, int]) -> tuple[FilterLink, ...]:
    """A link for each that narrows the passages to it, the one in use taking it back."""
    now = asked[group]
    links = [
        FilterLink(
            share.name or "no name",
            _href({**asked, group: 0 if share.key == now else share.key}),
            share.passages,
            share.key == now,
        )
        for share in shares
    ]
    if now and not any(link.is_on for link in links):
        links.append(FilterLink(f"another {group}", _href({**asked, group: 0}), None, True))
    return tuple(links)


def _href(asked: dict[str, int]) -> str:
    return "?" + urlencode({name: key for name, key in asked.items() if key})
