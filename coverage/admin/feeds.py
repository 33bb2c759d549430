"""Feeds: what they are called, whose they are and how often they are looked at; and their state."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coverage.desk.feeds import follow_again, look_now, pause, stop
from coverage.desk.revisions import write
from coverage.models import Feed

from .base import HistoryAdmin, count_of, person_of, resource


@admin.action(description="Look now", permissions=["change"])
def look_at_chosen(model_admin: Any, request: HttpRequest, rows: QuerySet[Feed]) -> None:
    followed = [look_now(feed, timezone.now()) for feed in rows if feed.is_followed]
    model_admin.message_user(request, f"{count_of(len(followed), 'feed')} due now.")


@admin.action(description="Pause", permissions=["change"])
def pause_chosen(model_admin: Any, request: HttpRequest, rows: QuerySet[Feed]) -> None:
    paused = [pause(feed, person_of(request)) for feed in rows if feed.is_followed]
    model_admin.message_user(request, f"{count_of(len(paused), 'feed')} paused.")


@admin.action(description="Follow again", permissions=["change"])
def follow_chosen(model_admin: Any, request: HttpRequest, rows: QuerySet[Feed]) -> None:
    left = [feed for feed in rows if not feed.is_followed]
    for feed in left:
        follow_again(feed, person_of(request), timezone.now())
    model_admin.message_user(request, f"{count_of(len(left), 'feed')} followed again.")


@admin.action(description="Stop following", permissions=["change"])
def stop_chosen(model_admin: Any, request: HttpRequest, rows: QuerySet[Feed]) -> None:
    stopped = [stop(feed, person_of(request)) for feed in rows if feed.state != Feed.State.STOPPED]
    message = f"{count_of(len(stopped), 'feed')} no longer followed."
    model_admin.message_user(request, message, messages.SUCCESS)


@admin.register(Feed)
class FeedAdmin(HistoryAdmin):
    list_display = (
        *("__str__", "state", "outlet", "every", "last_looked_at", "last_outcome"),
        *("failures", "due_at", "brought"),
    )
    list_filter = ("state", "failures")
    search_fields = ("title", "address", "outlet__name", "last_outcome")
    search_help_text = "title, address, outlet or last outcome"
    fields = (
        *("title", "address", "outlet", "outlet_given", "every", "asks_for", "state", "note"),
        *("last_looked_at", "last_outcome", "failures", "due_at", "etag", "modified"),
        *("looked_by", "looked_until", "added_by", "added_at", "jobs_link"),
    )
    autocomplete_fields = ("outlet",)
    readonly_fields = (
        *("address", "asks_for", "state", "note", "last_looked_at", "last_outcome", "failures"),
        *("due_at", "etag", "modified", "looked_by", "looked_until", "added_by", "added_at"),
        "jobs_link",
    )
    actions = (look_at_chosen, pause_chosen, follow_chosen, stop_chosen)
    resource_classes = [
        resource(
            Feed,
            *("id", "address", "title", "outlet__name", "every", "state", "last_looked_at"),
            *("last_outcome", "note", "failures", "due_at", "added_by__username", "added_at"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Feed.objects.for_list()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """History keeps what people changed; its pages show that alone."""
        return [*super().get_readonly_fields(request, obj), *self.readonly_fields]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The page "Feeds" adds them: it looks whether there is a feed."""
        return False

    def why_kept(self, row: Model) -> list[str]:
        brought = Feed.objects.get(pk=row.pk).brought
        return [f"it brought {count_of(brought, 'article')}: stop following it"] if brought else []

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        stored = Feed.objects.get(pk=obj.pk)
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        if changes:
            write(stored, changes, person_of(request), why="edited in the admin")

    @admin.display(description="what it brought")
    def jobs_link(self, feed: Feed) -> SafeString:
        address = reverse("admin:coverage_job_changelist")
        return format_html('<a href="{}?feed__id__exact={}">Its jobs</a>', address, feed.pk)
