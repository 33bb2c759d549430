"""For admins: the people, what each may do, where they are signed in, and who did what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coverage.desk.audit import audit_page
from coverage.desk.invitations import PASSWORD_HOURS, make_password_link
from coverage.desk.personchanges import (
    PersonKept,
    activate,
    deactivate,
    people_lines,
    set_role,
    why_kept,
)
from coverage.desk.roles import FOR, ROLES, Role
from coverage.desk.sessions import end_others, end_session, sessions_of
from coverage.models import AuditEntry, Invitation

from .editors import signed_in
from .numbers import number_of
from .paging import page_of

#: People in the choice of the audit log's filter; beyond it the person's page leads there.
MOST_NAMES = 200


@require_safe
@never_cache
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in or once might, by name; those who may not any more stand last."""
    page = page_of(User.objects.order_by("-is_active", "username"), request.GET)
    context = {
        "page": page,
        "lines": people_lines(page.rows),
        "open": Invitation.objects.open().filter(kind="join").count(),
    }
    return render(request, "people/people.html", context)


@require_safe
@never_cache
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One of them: role, sessions, what is noted."""
    return _person_page(request, get_object_or_404(User, pk=person_id))


@require_POST
def change_role(request: HttpRequest, person_id: int) -> HttpResponse:
    found = get_object_or_404(User, pk=person_id)
    asked = request.POST.get("role", "")
    roles = {role.group: role for role in ROLES}
    if asked not in roles:
        return _person_page(request, found, wrong="Choose a role.")
    return _change(
        request,
        found,
        lambda by: set_role(found, roles[asked], by),
        f"{found} is {asked} now.",
        f"{found} was {asked} already.",
    )


@require_POST
def deactivate_person(request: HttpRequest, person_id: int) -> HttpResponse:
    found = get_object_or_404(User, pk=person_id)
    return _change(
        request,
        found,
        lambda by: deactivate(found, by),
        f"{found} can sign in no more. What they wrote keeps their name.",
        f"{found} was deactivated already.",
    )


@require_POST
def activate_person(request: HttpRequest, person_id: int) -> HttpResponse:
    found = get_object_or_404(User, pk=person_id)
    return _change(
        request,
        found,
        lambda by: activate(found, by),
        f"{found} can sign in again.",
        f"{found} can sign in already.",
    )


@require_POST
def end_sessions(request: HttpRequest, person_id: int) -> HttpResponse:
    """All of the person's, or the one that `session` names."""
    found, by = get_object_or_404(User, pk=person_id), signed_in(request)
    if why := why_kept(found, by):
        return _person_page(request, found, wrong=why)
    if one := number_of(request.POST.get("session", "")):
        ended = end_session(found, one, by)
    else:
        ended = end_others(found, None, by)
    said = f"{ended} {'session' if ended == 1 else 'sessions'} of {found} ended."
    messages.success(request, said if ended else f"{found} is signed in nowhere.")
    return redirect("person", found.pk)


@require_POST
@never_cache
def password_link(request: HttpRequest, person_id: int) -> HttpResponse:
    """The page with a link for a new password, which is shown this once."""
    found, by = get_object_or_404(User, pk=person_id), signed_in(request)
    if why := why_kept(found, by):
        return _person_page(request, found, wrong=why)
    if not found.is_active:
        return _person_page(request, found, wrong="Let the person sign in again first.")
    _, secret = make_password_link(by, found)
    link = request.build_absolute_uri(reverse("new-password", args=[secret]))
    return _person_page(request, found, link=link)


@require_safe
@never_cache
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what when, newest first."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in AuditEntry.Kind.values else ""
    about = number_of(request.GET.get("person", ""))
    context = {
        "page": audit_page(kind, about, number_of(request.GET.get("before", ""))),
        "kinds": AuditEntry.Kind.choices,
        "kind": kind,
        "about": about,
        "people": User.objects.order_by("username")[:MOST_NAMES],
        "days": settings.AUDIT_DAYS,
        "is_later": bool(request.GET.get("before")),
    }
    return render(request, "people/audit.html", context)


def _change(
    request: HttpRequest, found: User, change: Callable[[User], bool], done: str, before: str
) -> HttpResponse:
    try:
        changed = change(signed_in(request))
    except PersonKept as kept:
        return _person_page(request, User.objects.get(pk=found.pk), wrong=str(kept))
    if changed:
        messages.success(request, done)
    else:
        messages.info(request, before)
    return redirect("person", found.pk)


def _person_page(
    request: HttpRequest, found: User, link: str = "", wrong: str = ""
) -> HttpResponse:
    [line] = people_lines([found])
    context: dict[str, Any] = {
        "line": line,
        "person": found,
        "roles": [(role, FOR[role]) for role in ROLES],
        "is_out": line.role is Role.STRANGER,
        "why_kept": why_kept(found, signed_in(request)),
        "sessions": sessions_of(found, request.session.session_key),
        "entries": audit_page(person=found.pk).entries[:10],
        "link": link,
        "hours": PASSWORD_HOURS,
        "wrong": wrong,
    }
    return render(request, "people/person.html", context, status=422 if wrong else 200)
