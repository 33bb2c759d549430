"""People and their groups. People are looked at here and changed on the page “People”, which notes
who did it; what a role's group may do is changed here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from coverage.desk.audit import note
from coverage.desk.roles import ROLES
from coverage.models import AuditEntry

from .base import LookAdmin, person_of, resource

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class PersonAdmin(LookAdmin):
    list_display = ("username", "roles", "is_active", "is_superuser", "last_login", "date_joined")
    list_filter = ("groups", "is_active")
    search_fields = ("username",)
    search_help_text = "name"
    fields = ("username", "roles", "is_active", "is_superuser", "last_login", "date_joined", "page")
    resource_classes = [
        resource(User, "id", "username", "is_active", "is_superuser", "last_login", "date_joined")
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="groups")
    def roles(self, person: User) -> str:
        return ", ".join(group.name for group in person.groups.all())

    @admin.display(description="change")
    def page(self, person: User) -> str:
        address = reverse("person", args=[person.pk])
        return format_html('<a href="{}">role, sessions, password: on “People”</a>', address)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """The four roles keep their names; what an admin takes from one stays taken."""

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return ("name",) if _is_role(obj) else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not _is_role(obj) and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Note what was given and taken, by name."""
        group: Group = form.instance
        before = set(group.permissions.values_list("codename", flat=True))
        super().save_related(request, form, formsets, change)
        now = set(group.permissions.values_list("codename", flat=True))
        if before != now:
            parts = (("given", now - before), ("taken", before - now))
            said = "; ".join(f"{word} {', '.join(sorted(names))}" for word, names in parts if names)
            note(AuditEntry.Kind.PERMISSIONS, person_of(request), said=f"{group.name}: {said}")


def _is_role(group: Model | None) -> bool:
    return getattr(group, "name", "") in [role.group for role in ROLES]


def _change_password(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """One page changes passwords, and it ends the other sessions."""
    return redirect("password")


admin.site.password_change = _change_password  # type: ignore[method-assign,assignment]
