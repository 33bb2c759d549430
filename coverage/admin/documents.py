"""Documents: looked at and downloaded as they came, never changed."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote as percent

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coverage.models import Document

from .base import LookAdmin, resource
from .spans import article_link


@admin.register(Document)
class DocumentAdmin(LookAdmin):
    list_display = ("__str__", "size", "content_type", "retrieved_at", "person", "download")
    list_filter = ("content_type", "retrieved_at")
    list_select_related = ("person",)
    search_fields = ("name", "address", "sha256")
    search_help_text = "file name, address or SHA-256"
    fields = (
        "name",
        "address",
        "content_type",
        "size",
        "sha256",
        "retrieved_at",
        "person",
        "articles",
        "download",
    )
    resource_classes = [
        resource(
            Document,
            *("id", "name", "address", "content_type", "byte_length", "sha256", "retrieved_at"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Document.objects.without_bytes()

    def get_urls(self) -> list[Any]:
        bytes_page = path(
            "<int:document>/bytes",
            self.admin_site.admin_view(self.bytes_as_received),
            name="coverage_document_bytes",
        )
        return [bytes_page, *super().get_urls()]

    def bytes_as_received(self, request: HttpRequest, document: int) -> HttpResponse:
        """The bytes, as a file to keep: a received page must never run in our own address."""
        row = get_object_or_404(Document, pk=document)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        name = row.name.rsplit("/", 1)[-1] or f"document-{row.pk}"
        return HttpResponse(
            row.content,
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{percent(name, safe='')}",
                "X-Content-Type-Options": "nosniff",
            },
        )

    @admin.display(description="size", ordering="byte_length")
    def size(self, document: Document) -> str:
        return filesizeformat(document.byte_length)

    @admin.display(description="as received")
    def download(self, document: Document) -> SafeString:
        address = reverse("admin:coverage_document_bytes", args=[document.pk])
        return format_html('<a href="{}">Download</a>', address)

    @admin.display(description="articles in it")
    def articles(self, document: Document) -> SafeString:
        versions = document.versions.defer("body").select_related("article__outlet")
        links = ((article_link(version.article, version),) for version in versions)
        return format_html_join(", ", "{}", links)
