"""Jobs and their items: looked at; a job is cancelled and resumed here too."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coverage.desk.jobs import cancel_job, resume_job
from coverage.desk.jobs.reports import sum_of
from coverage.models import Job, JobItem
from coverage.tasks import enqueue

from .base import LookAdmin, count_of, resource
from .spans import article_link


@admin.action(description="Cancel: take up no further document", permissions=["view"])
def cancel_chosen(model_admin: Any, request: HttpRequest, rows: QuerySet[Job]) -> None:
    if not request.user.has_perm("coverage.change_job"):
        model_admin.message_user(request, "You may not cancel jobs.", messages.ERROR)
        return
    asked = [job for job in rows if not job.is_ended and cancel_job(job)]
    model_admin.message_user(request, f"{count_of(len(asked), 'job')} cancelled.")


@admin.action(description="Resume what was cancelled", permissions=["view"])
def resume_chosen(model_admin: Any, request: HttpRequest, rows: QuerySet[Job]) -> None:
    if not request.user.has_perm("coverage.change_job"):
        model_admin.message_user(request, "You may not resume jobs.", messages.ERROR)
        return
    cancelled = list(rows.filter(state=Job.State.CANCELLED))
    for job in cancelled:
        if resume_job(job):
            enqueue(job)
    model_admin.message_user(request, f"{count_of(len(cancelled), 'job')} resumed.")


@admin.register(Job)
class JobAdmin(LookAdmin):
    list_display = (
        *("__str__", "state", "documents", "became", "person", "feed", "made_at", "finished_at"),
    )
    list_filter = ("state", "made_at", ("feed", admin.EmptyFieldListFilter))
    list_select_related = ("person", "feed")
    search_fields = ("purpose", "outlet", "person__username")
    search_help_text = "what for, outlet or person"
    fields = (
        "purpose",
        "person",
        "feed",
        "outlet",
        "state",
        "documents",
        "became",
        "cancel_asked_at",
        "made_at",
        "started_at",
        "finished_at",
        "items_link",
    )
    actions = (cancel_chosen, resume_chosen)
    resource_classes = [
        resource(
            Job,
            *("id", "purpose", "person__username", "outlet", "state", "item_count"),
            *("added_count", "unchanged_count", "new_version_count", "near_duplicate_count"),
            *("refused_count", "made_at", "started_at", "finished_at"),
        )
    ]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "feed__id__exact" or super().lookup_allowed(lookup, value, request)

    @admin.display(description="documents", ordering="item_count")
    def documents(self, job: Job) -> str:
        return f"{job.done_count} of {job.item_count}"

    @admin.display(description="what became of them")
    def became(self, job: Job) -> str:
        return sum_of(job)

    @admin.display(description="each of them")
    def items_link(self, job: Job) -> SafeString:
        address = reverse("admin:coverage_jobitem_changelist")
        return format_html('<a href="{}?job__id__exact={}">All of them</a>', address, job.pk)


@admin.register(JobItem)
class JobItemAdmin(LookAdmin):
    list_display = (
        "__str__",
        "kind",
        "state",
        "outcome",
        "why",
        "article_shown",
        "job",
        "attempts",
    )
    list_filter = ("outcome", "state", "kind")
    list_select_related = ("job", "article__outlet")
    search_fields = ("name", "address", "why")
    search_help_text = "name, address or reason"
    fields = (
        "job",
        "position",
        "kind",
        "name",
        "address",
        "content_type",
        "unpacked_from",
        "state",
        "outcome",
        "why",
        "article_shown",
        "attempts",
        "owner",
        "leased_until",
        "heartbeat_at",
        "not_before",
        "done_at",
    )
    resource_classes = [
        resource(
            JobItem,
            *("id", "job__id", "position", "kind", "name", "address", "state", "outcome", "why"),
            *("article__id", "attempts", "owner", "done_at"),
        )
    ]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "job__id__exact" or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("article__signature")

    @admin.display(description="article")
    def article_shown(self, item: JobItem) -> SafeString | str:
        return article_link(item.article) if item.article else ""
