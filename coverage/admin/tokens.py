"""Tokens of the API: looked at and revoked; made by each person on their own page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from coverage.desk.tokens import revoke
from coverage.models import Token

from .base import LookAdmin, count_of, person_of, resource


@admin.action(description="Revoke: refuse what their programs ask", permissions=["view"])
def revoke_chosen(model_admin: Any, request: HttpRequest, rows: QuerySet[Token]) -> None:
    model_admin.message_user(
        request, f"{count_of(revoke(rows, person_of(request)), 'token')} revoked."
    )


@admin.register(Token)
class TokenAdmin(LookAdmin):
    """Everybody sees and revokes their own; a superuser all."""

    list_display = ("name", "person", "may", "made_at", "last_used_on", "ends_on", "revoked_at")
    list_filter = (
        ("revoked_at", admin.EmptyFieldListFilter),
        "made_at",
        "last_used_on",
        "ends_on",
    )
    list_select_related = ("person",)
    search_fields = ("name", "person__username")
    search_help_text = "name or person"
    fields = ("name", "person", "may", "made_at", "last_used_on", "ends_on", "revoked_at")
    actions = (revoke_chosen,)
    resource_classes = [
        resource(
            Token,
            *("id", "name", "person__username", "scopes"),
            *("made_at", "last_used_on", "ends_on", "revoked_at"),
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        person = person_of(request)
        rows: QuerySet[Token] = super().get_queryset(request)
        return rows if person.is_superuser else rows.filter(person=person)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who may see none is told so first: rows of others are not found."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    @admin.display(description="may")
    def may(self, token: Token) -> str:
        return ", ".join(token.scope_words)
