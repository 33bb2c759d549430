"""Stories, who is in them and why, and the stored comparison."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.desk.recomparing import compare_again
from coverage.desk.stories import confirm
from coverage.models import (
    Comparison,
    Membership,
    Redirect,
    Regrouping,
    State,
    Story,
    StoryChange,
    StoryPair,
)

from .base import HistoryAdmin, LookAdmin, count_of, person_of, resource
from .spans import STATE_SHAPES, article_link


class MembershipInline(admin.TabularInline):
    """The articles of the story, each with the reasons why it is in it."""

    model = Membership
    fields = readonly_fields = ("article_shown", "state_shown", "why", "confidence", "person")
    extra = 0
    can_delete = False
    show_change_link = True
    verbose_name_plural = "articles in it now"
    template = "admin/coverage/rows.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).filter(is_current=True)
        return rows.select_related("article__outlet", "story", "person")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="article")
    def article_shown(self, row: Membership) -> SafeString:
        return format_html("{}<br>{}", article_link(row.article), row.article.headline)

    @admin.display(description="state")
    def state_shown(self, row: Membership) -> SafeString:
        return membership_state(row)

    @admin.display(description="reasons")
    def why(self, row: Membership) -> SafeString:
        return reasons(row)


def membership_state(row: Any) -> SafeString:
    return format_html(
        '<span class="state state-{}">{} {}</span>',
        row.state,
        STATE_SHAPES[row.state],
        row.get_state_display(),
    )


def reasons(row: Membership) -> SafeString:
    return format_html_join("; ", "{}", ((reason,) for reason in row.reasons))


@admin.register(Story)
class StoryAdmin(HistoryAdmin):
    """Its headline is one article's own; articles are moved on the story's page."""

    list_display = ("headline", "article_count", "outlet_count", "last_at", "sample")
    list_filter = ("is_sample", "figures_differ", "wordings_differ", "post_shared", "last_at")
    date_hierarchy = "last_at"
    search_fields = ("headline", "memberships__article__headline")
    search_help_text = "headline of the story or of an article in it"
    fields = ("headline", "headline_article", "counts", "sample", "made_at")
    readonly_fields = ("counts", "sample", "made_at")
    autocomplete_fields = ("headline_article",)
    inlines = (MembershipInline,)
    resource_classes = [
        resource(
            Story,
            *("id", "headline", "article_count", "outlet_count", "post_count", "first_at"),
            *("last_at", "is_sample"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("summary")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A story begins with an article."""
        return False

    def why_kept(self, row: Model) -> list[str]:
        count = Membership.objects.filter(story=row.pk).count()
        return [f"the place of {count_of(count, 'article')} in it"] if count else []

    def save_model(self, request: HttpRequest, obj: Story, form: Any, change: bool) -> None:
        if "headline" in form.changed_data or "headline_article" in form.changed_data:
            obj.headline_chosen = True
        super().save_model(request, obj, form, change)

    @admin.display(description="sample", ordering="is_sample")
    def sample(self, story: Story) -> str:
        return "invented, for trying out" if story.is_sample else "no"

    @admin.display(description="counts")
    def counts(self, story: Story) -> str:
        told = story.memberships.filter(is_current=True).values_list("article__outlet", flat=True)
        outlets: list[int | None] = list(told)
        return ", ".join(
            (
                count_of(story.article_count, "article"),
                count_of(len({*outlets} - {None}), "outlet named", "outlets named"),
                f"{outlets.count(None)} not stated",
                count_of(story.post_count, "post"),
            )
        )


@admin.action(description="Confirm that they belong", permissions=["change"])
def confirm_membership(model_admin: Any, request: HttpRequest, rows: QuerySet[Membership]) -> None:
    waiting = list(rows.filter(is_current=True, state=State.SUGGESTED))
    for row in waiting:
        confirm(row, person_of(request))
    model_admin.message_user(request, f"{len(waiting)} confirmed.", messages.SUCCESS)


@admin.register(Membership)
class MembershipAdmin(HistoryAdmin):
    """That an article belongs to a story, and why. Moving one is done on its page."""

    list_display = ("article_shown", "story", "state_shown", "why", "confidence", "now")
    list_filter = ("state", "is_current", "story__is_sample")
    search_fields = ("article__headline", "story__headline")
    fields = readonly_fields = (
        "article_shown",
        "story",
        "state_shown",
        "is_current",
        "why",
        "confidence",
        "grouper_version",
        "person",
        "made_at",
    )
    actions = (confirm_membership,)
    resource_classes = [
        resource(
            Membership,
            *("id", "article__id", "story__id", "state", "is_current", "reasons", "confidence"),
            *("grouper_version", "made_at"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_related("article__outlet", "story", "person")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="now", ordering="is_current")
    def now(self, row: Membership) -> str:
        return "in it" if row.is_current else "moved away"

    @admin.display(description="article", ordering="article__headline")
    def article_shown(self, row: Membership) -> SafeString:
        return article_link(row.article)

    @admin.display(description="state", ordering="state")
    def state_shown(self, row: Membership) -> SafeString:
        return membership_state(row)

    @admin.display(description="reasons")
    def why(self, row: Membership) -> SafeString:
        return reasons(row)


@admin.action(description="Compare again now", permissions=["view"])
def compare_now(model_admin: Any, request: HttpRequest, rows: QuerySet[Comparison]) -> None:
    articles = Membership.objects.filter(story__comparisons__in=rows, is_current=True)
    count = compare_again(articles.values_list("article", flat=True))
    model_admin.message_user(request, f"{count} compared.", messages.SUCCESS)


@admin.register(Comparison)
class ComparisonAdmin(LookAdmin):
    list_display = ("story", "number", "collation_version", "made_at")
    list_filter = ("collation_version", "made_at")
    list_select_related = ("story",)
    search_fields = ("story__headline",)
    fields = ("story", "number", "collation_version", "made_at", "versions", "stored")
    actions = (compare_now,)
    resource_classes = [
        resource(
            Comparison, "id", "story__id", "number", "collation_version", "made_from", "made_at"
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("story").defer("result")

    @admin.display(description="made from")
    def versions(self, comparison: Comparison) -> str:
        made_from = comparison.made_from.items()
        return ", ".join(f"article {article}: version {version}" for article, version in made_from)

    @admin.display(description="result")
    def stored(self, comparison: Comparison) -> SafeString:
        text = json.dumps(comparison.result, ensure_ascii=False, indent=1)
        return format_html('<pre class="stored">{}</pre>', text[:20_000])


@admin.register(Redirect)
class RedirectAdmin(LookAdmin):
    list_display = ("old_story", "story", "made_at")
    list_select_related = ("story",)
    search_fields = ("story__headline", "old_story")
    fields = ("old_story", "story", "made_at")
    resource_classes = [resource(Redirect, "old_story", "story__id", "made_at")]


@admin.register(StoryChange)
class StoryChangeAdmin(LookAdmin):
    """What was moved, merged, split and confirmed. Undone on the story's History page."""

    list_display = ("made_at", "kind", "before", "after", "article_count", "person", "undone_by")
    list_filter = ("kind", "made_at")
    list_select_related = ("person", "undone_by")
    search_fields = ("before", "after", "story__headline")
    fields = (
        *("kind", "story", "to", "before", "after", "article_count"),
        *("run", "person", "made_at", "undone_by", "undone_at"),
    )
    resource_classes = [
        resource(
            StoryChange,
            *("id", "kind", "story__id", "to__id", "before", "after", "article_count", "made_at"),
            "undone_at",
        )
    ]


@admin.register(StoryPair)
class StoryPairAdmin(LookAdmin):
    """Which stories are related, and which people keep apart."""

    list_display = ("one", "other", "state", "is_apart", "person", "made_at")
    list_filter = ("state", "is_apart")
    list_select_related = ("one", "other", "person")
    search_fields = ("one__headline", "other__headline")
    fields = ("one", "other", "state", "reasons", "is_apart", "person", "made_at")
    resource_classes = [
        resource(StoryPair, "id", "one__id", "other__id", "state", "is_apart", "made_at")
    ]


@admin.register(Regrouping)
class RegroupingAdmin(LookAdmin):
    """When the last days were grouped again, and how much moved."""

    list_display = ("started_at", "finished_at", "days", "articles", "moved")
    fields = ("started_at", "finished_at", "days", "articles", "moved", "last_article")
    resource_classes = [
        resource(Regrouping, "id", "started_at", "finished_at", "days", "articles", "moved")
    ]
