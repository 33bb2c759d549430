"""Outlets merged in the admin: what moves is shown first, and can be taken back afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from coverage.desk.outletmerging import CannotMerge, Moving, merge, undo, what_moves
from coverage.models import Outlet, OutletChange

from .base import LookAdmin, count_of, person_of, resource
from .coding import Undone

#: Outlets that one merge takes; more than these were hardly looked at one by one.
MOST_MERGED = 20


class LeadingOutlet(forms.Form):
    """Whose name and address stand."""

    leading = forms.ModelChoiceField(
        Outlet.objects.none(),
        label="whose name stands",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, rows: QuerySet[Outlet], *args: Any) -> None:
        super().__init__(*args)
        choice: Any = self.fields["leading"]
        choice.queryset = rows
        choice.label_from_instance = lambda row: f"{row} ({count_of(row.number, 'article')})"
        choice.initial = row.pk if (row := rows.first()) else None


@dataclass(frozen=True, slots=True)
class Told:
    """One outlet and what would move with it, for the preview."""

    outlet: Outlet
    moving: Moving

    @property
    def counts(self) -> str:
        """ "12 articles in 9 stories, 1 feed, 3 repeated lines"."""
        told = f"{count_of(self.moving.articles, 'article')} in "
        told += count_of(self.moving.stories, "story", "stories")
        for number, word in ((self.moving.feeds, "feed"), (self.moving.lines, "repeated line")):
            told += f", {count_of(number, word)}" if number else ""
        return told


@admin.action(description="Merge into one…", permissions=["change"])
def merge_chosen(
    model_admin: Any, request: HttpRequest, rows: QuerySet[Outlet]
) -> TemplateResponse | None:
    """Show what moves and ask whose name stands; then merge the others into that outlet."""
    chosen = rows.filter(merged_into=None).values("pk")
    standing = Outlet.objects.filter(pk__in=chosen).annotate(number=Count("articles"))
    standing = standing.order_by("-number", "name_key")
    count = standing.count()
    if not 2 <= count <= MOST_MERGED:
        said = f"Choose from 2 to {MOST_MERGED} outlets that stand alone."
        model_admin.message_user(request, said, messages.ERROR)
        return None
    form = LeadingOutlet(standing, request.POST if "apply" in request.POST else None)
    if form.is_valid():
        _merge(model_admin, request, form.cleaned_data["leading"], standing)
        return None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Merge outlets",
        "opts": model_admin.opts,
        "form": form,
        "told": [Told(row, what_moves(row)) for row in standing],
        "chosen": [row.pk for row in standing],
        "checkbox": ACTION_CHECKBOX_NAME,
        "media": model_admin.media,
    }
    return TemplateResponse(request, "admin/coverage/outlet/merge.html", context)


def _merge(model_admin: Any, request: HttpRequest, to: Outlet, rows: QuerySet[Outlet]) -> None:
    """One after the other, each in a transaction of its own; says what moved, and where it is
    undone."""
    changes = []
    for other in rows.exclude(pk=to.pk):
        try:
            changes.append(merge(to, other, person_of(request)))
        except CannotMerge as wrong:
            model_admin.message_user(request, f"Not merged: {wrong}", messages.ERROR)
    if not changes:
        return
    moved = count_of(sum(change.article_count for change in changes), "article")
    undo_page = reverse("admin:coverage_outletchange_changelist")
    said = format_html(
        '{} merged into “{}”, {} moved. <a href="{}">Undo</a>',
        *(count_of(len(changes), "outlet"), to, moved, f"{undo_page}?to={to.pk}"),
    )
    model_admin.message_user(request, said, messages.SUCCESS)


@admin.register(OutletChange)
class OutletChangeAdmin(LookAdmin):
    """Merges of outlets, each to be undone."""

    list_display = ("__str__", "article_count", "person", "made_at", "undone_by", "undone_at")
    list_filter = (Undone, "made_at")
    list_select_related = ("outlet", "to", "person", "undone_by")
    search_fields = ("outlet__name", "to__name", "person__username")
    fields = (
        *(("outlet", "to"), "article_count", ("person", "made_at")),
        ("undone_by", "undone_at"),
    )
    change_form_template = "admin/coverage/outletchange/change_form.html"
    resource_classes = [
        resource(
            OutletChange,
            *("id", "outlet__name", "to__name", "article_count", "person__username", "made_at"),
            *("undone_by__username", "undone_at"),
        )
    ]

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup == "to" or super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.undo_view))
        page = path("<int:key>/undo", view, name="coverage_outletchange_undo")
        return [page, *super().get_urls()]

    def undo_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Part the two again; leads to the one that stands on its own now."""
        if not request.user.has_perm("coverage.change_outlet"):
            raise PermissionDenied
        change = get_object_or_404(OutletChange, pk=key)
        try:
            undone = undo(change, person_of(request))
        except CannotMerge as wrong:
            self.message_user(request, f"Not undone: {wrong}", messages.ERROR)
            return HttpResponseRedirect(reverse("admin:coverage_outletchange_change", args=[key]))
        self.message_user(request, f"“{undone.outlet}” stands on its own again.", messages.SUCCESS)
        return HttpResponseRedirect(
            reverse("admin:coverage_outlet_change", args=[undone.outlet_id])
        )
