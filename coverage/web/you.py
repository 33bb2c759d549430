"""What is one's own: role, password, and where one is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coverage.desk.invitations import change_password
from coverage.desk.roles import mays, role_of
from coverage.desk.sessions import end_others, end_session, rename_session, sessions_of

from .editors import signed_in


@require_safe
@never_cache
def you(request: HttpRequest) -> HttpResponse:
    """Who one is here, and what one may do."""
    person = signed_in(request)
    count = len(sessions_of(person))
    return render(request, "people/you.html", {"mays": mays(role_of(person)), "sessions": count})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session ends."""
    person = signed_in(request)
    form = PasswordChangeForm(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_password(person, form.cleaned_data["new_password1"], request.session.session_key)
        update_session_auth_hash(request, person)
        rename_session(request.session)
        messages.success(request, "Your password is changed. Everywhere else you are signed out.")
        return redirect("you")
    context = {"form": form, "rules": password_validators_help_texts()}
    return render(request, "people/password.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, this place first."""
    lines = sessions_of(signed_in(request), request.session.session_key)
    return render(request, "people/sessions.html", {"lines": lines})


@require_POST
def end_one(request: HttpRequest, key: int) -> HttpResponse:
    """Sign out in one of one's own places; this one is what “Sign out” is for."""
    person = signed_in(request)
    mine = sessions_of(person, request.session.session_key)
    if any(line.key == key and line.is_this for line in mine):
        messages.info(request, "You are using that session now. “Sign out” ends it.")
    elif end_session(person, key, person):
        messages.success(request, "That session is ended.")
    else:
        messages.info(request, "That session was over already.")
    return redirect("sessions")


@require_POST
def end_all_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    person = signed_in(request)
    ended = end_others(person, request.session.session_key, person)
    said = "1 session is" if ended == 1 else f"{ended} sessions are"
    messages.success(request, f"{said} ended." if ended else "There was no other session.")
    return redirect("sessions")
