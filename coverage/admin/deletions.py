"""What was deleted in the admin: looked at, and brought back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, path, reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from coverage.desk.deleting import CannotReturn, bring_back
from coverage.models import Deletion

from .base import LookAdmin, person_of, resource


class WhereItIs(admin.SimpleListFilter):
    title = "now"
    parameter_name = "now"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("gone", "deleted"), ("back", "brought back")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Deletion]) -> QuerySet[Deletion]:
        now = {"gone": Q(returned_at=None), "back": Q(returned_at__isnull=False)}
        return queryset.filter(now.get(self.value() or "", Q()))


@admin.action(description="Bring back", permissions=["return"])
def return_chosen(model_admin: Any, request: HttpRequest, rows: QuerySet[Deletion]) -> None:
    """Newest first: what was deleted last may be what the others belong to."""
    for deletion in rows.order_by("-pk"):
        model_admin.bring(request, deletion)


@admin.register(Deletion)
class DeletionAdmin(LookAdmin):
    """Everything deleted here, with who and when; the number and all that hung on it return."""

    list_display = ("called", "kind_told", "with_it", "person", "made_at", "now")
    list_filter = (WhereItIs, "kind", "made_at")
    list_select_related = ("person", "returned_by")
    search_fields = ("called", "person__username")
    search_help_text = "how it was called, or who deleted it"
    actions = (return_chosen,)
    fields = ("called", "kind_told", "key", "with_it", "loose", "person", "made_at", "now")
    change_form_template = "admin/coverage/deletion/change_form.html"
    resource_classes = [
        resource(
            Deletion,
            *("id", "kind", "key", "called", "counts", "person__username", "made_at"),
            *("returned_by__username", "returned_at"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Deletion]:
        rows = super().get_queryset(request)
        match = request.resolver_match
        in_list = match and (match.url_name or "").endswith("_changelist")
        return rows.defer("rows", "loosened") if in_list else rows

    def has_return_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("coverage.change_deletion")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.return_view))
        page = path("<int:key>/bring-back", view, name="coverage_deletion_return")
        return [page, *super().get_urls()]

    def return_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Bring one back, and lead to it; to its record where it cannot come."""
        if not self.has_return_permission(request):
            raise PermissionDenied
        deletion = get_object_or_404(Deletion, pk=key)
        row = self.bring(request, deletion)
        address = address_of(row) if row is not None else ""
        here = reverse("admin:coverage_deletion_change", args=[key])
        return HttpResponseRedirect(address or here)

    def bring(self, request: HttpRequest, deletion: Deletion) -> Any:
        """The row that came back, None where it cannot; either is said."""
        try:
            row = bring_back(deletion, person_of(request))
        except CannotReturn as why:
            self.message_user(request, str(why), messages.ERROR)
            return None
        said = f"“{deletion.called}” is here again"
        with_it = f", with {', '.join(deletion.counts)}" if deletion.counts else ""
        self.message_user(request, f"{said}{with_it}.", messages.SUCCESS)
        return row

    @admin.display(description="what it was", ordering="kind")
    def kind_told(self, deletion: Deletion) -> str:
        return name_of(deletion.kind)

    @admin.display(description="what went with it")
    def with_it(self, deletion: Deletion) -> str:
        return ", ".join(deletion.counts) or "nothing"

    @admin.display(description="what pointed to it")
    def loose(self, deletion: Deletion) -> str:
        count = len(deletion.loosened)
        return f"{count} rows, which point to it again when it is back" if count else "nothing"

    @admin.display(description="now", ordering="returned_at")
    def now(self, deletion: Deletion) -> str:
        if deletion.returned_at is None:
            return "deleted"
        when = date_format(deletion.returned_at, "j F Y, H:i")
        return f"back since {when}, by {deletion.returned_by}"


def name_of(kind: str) -> str:
    """A model's name in words: "article", "post appearance"."""
    from django.apps import apps

    try:
        return str(apps.get_model("coverage", kind)._meta.verbose_name)
    except LookupError:
        return kind


def address_of(row: Any) -> str:
    """The row's page in the admin, "" where it has none."""
    try:
        return reverse(f"admin:coverage_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""
