"""Social posts, and where articles show, link, quote or credit them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest

from coverage.models import EmbeddedPost, PostAppearance

from .base import HistoryAdmin, count_of, resource
from .filters import OutletOfRow, Text
from .spans import SpanRowAdmin, article_link, state_badge


class AppearanceInline(admin.TabularInline):
    model = PostAppearance
    fields = readonly_fields = ("article", "how", "state_shown")
    extra = 0
    can_delete = False
    show_change_link = True
    verbose_name_plural = "where it stands"
    template = "admin/coverage/rows.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("version__article__outlet")
        return rows.defer("version__body", "version__article__signature")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="article")
    def article(self, row: PostAppearance) -> str:
        return article_link(row.version.article, row.version)

    @admin.display(description="state")
    def state_shown(self, row: PostAppearance) -> str:
        return state_badge(row)


@admin.register(EmbeddedPost)
class EmbeddedPostAdmin(HistoryAdmin):
    """The stored copy of a post. Which post it is (platform, id) is the machine's to say."""

    list_display = ("__str__", "words", "author", "posted_on", "article_count")
    list_filter = ("platform", "posted_on")
    date_hierarchy = "posted_on"
    ordering = ("-posted_on", "-id")
    search_fields = ("text", "handle", "author", "post_id", "address")
    search_help_text = "words of the post, its account, author, id or address"
    fields = ("platform", "post_id", "handle", "author", "text", "posted_on", "address")
    readonly_fields = ("platform", "post_id")
    inlines = (AppearanceInline,)
    resource_classes = [
        resource(
            EmbeddedPost,
            *("id", "platform", "post_id", "address", "handle", "author", "text", "posted_on"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.annotate(articles=Count("appearances__version__article", distinct=True))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def why_kept(self, row: Model) -> list[str]:
        count = PostAppearance.objects.filter(post=row.pk).count()
        return [f"{count_of(count, 'appearance')} of it in articles"] if count else []

    @admin.display(description="words")
    def words(self, post: EmbeddedPost) -> str:
        text = " ".join(post.text.split())
        return text if len(text) <= 140 else text[:139] + "…"

    @admin.display(description="articles", ordering="articles")
    def article_count(self, post: Any) -> int:
        return post.articles


@admin.register(PostAppearance)
class PostAppearanceAdmin(SpanRowAdmin):
    list_display = ("words", "state_shown", "how", "post", "article")
    list_filter = ("state", "how", "post__platform", "made_by", Text, OutletOfRow)
    search_fields = ("text", "post__text", "post__handle", "post__author")
    search_help_text = "words in the article or the post, its account or author"
    autocomplete_fields = ("post",)
    corrected = ("how", "post")
    resource_classes = [
        resource(
            PostAppearance,
            *("id", "version__article__id", "start", "end", "text", "how", "post__platform"),
            *("post__post_id", "post__handle", "state", "made_by", "reader_version"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("post")
