"""What every page of the admin shares: history, export, and what may not be deleted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, TextField
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST
from import_export.admin import ExportMixin, ImportMixin
from import_export.formats.base_formats import CSV, JSON, TSV
from import_export.forms import ExportForm
from import_export.resources import ModelResource
from simple_history.admin import SimpleHistoryAdmin

from coverage.desk import goingback
from coverage.desk.audit import note
from coverage.desk.deleting import delete, what_hangs
from coverage.desk.historysources import MODELS as MARKS
from coverage.desk.revisions import Conflict, keep_before
from coverage.desk.spreadsheets import as_words
from coverage.models import AuditEntry
from coverage.text.names import name_key

#: Fields that say nothing of a change that its date and person do not say.
BOOKKEEPING = ("revision", "fingerprint", "decided_at", "decided_by", "address_key", "name_key")


class WordsOnly:
    """A format for spreadsheets, whose cells may be the words of anybody's document."""

    def export_data(self, dataset: Any, **kwargs: Any) -> Any:
        rows = (tuple(map(as_words, row)) for row in dataset)
        safe = type(dataset)(*rows, headers=dataset.headers)
        return super().export_data(safe, **kwargs)  # type: ignore[misc]


class SafeCSV(WordsOnly, CSV):
    pass


class SafeTSV(WordsOnly, TSV):
    pass


class KeptAdmin(ExportMixin, admin.ModelAdmin):
    """A model's pages: bounded lists, export for those who may view, deletion with a reason."""

    list_per_page = 50
    show_full_result_count = False
    formfield_overrides: ClassVar[Any] = {
        TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 60, "dir": "auto"})}
    }
    export_form_class = ExportForm
    formats = [SafeCSV, SafeTSV, JSON]
    delete_note = ""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """No cross beside a speaker or an outlet: it would delete them, not take them off."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and hasattr(field.widget, "can_delete_related"):
            field.widget.can_delete_related = False
        return field

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Kept whole, so that it can come back from “Deleted”."""
        delete(obj, person_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for row in queryset:
            delete(row, person_of(request))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """With what hangs on the row, in counts."""
        row = self.get_object(request, unquote(object_id)) if request.method == "GET" else None
        hanging: dict[str, Any] = {}
        if row is not None:
            hanging = {"hanging": what_hangs([row]), "made": self.made_by_people(row)}
        return super().delete_view(request, object_id, {**(extra_context or {}), **hanging})

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def why_kept(self, row: Model) -> list[str]:
        """What would be lost with the row, in words; empty when it may be deleted."""
        return []

    def made_by_people(self, row: Model) -> list[str]:
        """What of all that goes with the row people made or decided, in words."""
        return []

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if obj is not None and self.why_kept(obj):
            return False
        return super().has_delete_permission(request, obj)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Also in the audit log: what was deleted, by whom."""
        for row in queryset:
            said = f"{self.opts.verbose_name} {row.pk}: {row}"
            note(AuditEntry.Kind.DELETED, person_of(request), said=said)
        return super().log_deletions(request, queryset)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Bulk deletion goes through here: rows that must be kept are listed as protected.

        What only the machine made goes with its row; nobody needs leave for each of its kinds.
        """
        rows, counts, _, protected = super().get_deleted_objects(objs, request)
        perms = set() if super().has_delete_permission(request) else {self.opts.verbose_name}
        kept = [f"{row}: {'; '.join(why)}" for row in objs if (why := self.why_kept(row))]
        return rows, counts, perms, [*protected, *kept]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        row = context.get("original")
        if row is not None and super().has_delete_permission(request, row):
            context["why_kept"] = self.why_kept(row)
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Two saves in the same moment: the later one is told, and nothing of it is stored."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Conflict as conflict:
            self.message_user(request, f"Nothing was saved: {conflict}.", messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class HistoryAdmin(KeptAdmin, SimpleHistoryAdmin):
    """With a history of who, before and after; the first change keeps what was there before."""

    object_history_list_template = "admin/coverage/history_list.html"

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Any, foreign_keys_are_objs: bool = True
    ) -> None:
        """What each change changed, without the machine's own bookkeeping."""
        newer = None
        for record in historical_records:
            if newer is not None:
                delta = newer.diff_against(
                    record,
                    excluded_fields=BOOKKEEPING,
                    foreign_keys_are_objs=foreign_keys_are_objs,
                )
                shown = self.get_historical_record_context_helper(request, newer)
                newer.history_delta_changes = shown.context_for_delta_changes(delta)
            newer = record

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            keep_before([type(obj)._base_manager.get(pk=obj.pk)])
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[Any]:
        name = f"coverage_{self.opts.model_name}_take_back"
        view = self.admin_site.admin_view(require_POST(self.take_back_view))
        return [
            path("<path:object_id>/history/<int:number>/take-back", view, name=name),
            *super().get_urls(),
        ]

    def take_back_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """Take one change of the row back; its history says so."""
        if not (self.has_change_permission(request) and self.model in goingback.MODELS):
            raise PermissionDenied
        try:
            goingback.take_back(self.model, number, person_of(request))
        except goingback.CannotGoBack as why:
            self.message_user(request, f"Not reverted: {why}", messages.ERROR)
        else:
            self.message_user(request, "Reverted, as a change of its own.", messages.SUCCESS)
        return HttpResponseRedirect(
            reverse(f"admin:coverage_{self.opts.model_name}_history", args=[object_id])
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """With a button beside each change that can be taken back: of marks and articles as on
        their own pages."""
        may = self.has_change_permission(request) and not isinstance(self, LookAdmin)
        own = next((kind for kind, model in MARKS.items() if model is self.model), "")
        context = {
            "mark_kind": own,
            "takes_back": may and self.model in goingback.MODELS,
            **(extra_context or {}),
        }
        return super().history_view(request, object_id, context)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """Going back is a decision of its own, made with undo, not by saving an old copy."""
        return True

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An old state (its page is below /history/) is looked at, never edited."""
        match = request.resolver_match
        if match and (match.url_name or "").endswith("_simple_history"):
            return [field.name for field in self.opts.fields if field.editable]
        return super().get_readonly_fields(request, obj)


class NamedResource(ModelResource):
    """Rows matched by their folded name; history keeps who imported and what was before."""

    def get_instance(self, instance_loader: Any, row: Any) -> Any:
        name = str(row.get("name") or "")
        return self._meta.model._base_manager.filter(name_key=name_key(name)).first()

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        if instance.pk:
            keep_before([type(instance)._base_manager.get(pk=instance.pk)])
        instance._history_user = kwargs.get("user")
        instance._change_reason = "imported"


class NamedAdmin(ImportMixin, HistoryAdmin):
    """For lists that people keep in a spreadsheet: import and export."""

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """Also by the folded name: databases do not fold É as readers do."""
        found, may_double = super().get_search_results(request, queryset, search_term)
        if key := name_key(search_term):
            found |= queryset.filter(name_key__contains=key)
        return found, may_double


class LookAdmin(KeptAdmin):
    """Rows that are only looked at here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class LookHistoryAdmin(LookAdmin, HistoryAdmin):
    """The same, with the history of what pages changed of them."""


def resource(model: type[Model], *fields: str) -> type[ModelResource]:
    """What an export of the model holds, in this order."""
    meta = type("Meta", (), {"model": model, "fields": fields, "export_order": fields})
    return type(f"{model.__name__}Resource", (ModelResource,), {"Meta": meta})


def count_of(number: int, one: str, many: str = "") -> str:
    """ "1 note", "3 notes"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def person_of(request: HttpRequest) -> User:
    """Who is signed in; the admin lets nobody else in."""
    assert request.user.is_authenticated
    return request.user
