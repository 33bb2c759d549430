"""Signing in and out: what is noted of it, and the page that says for how long it is closed."""

from __future__ import annotations

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.helpers import get_client_ip_address, get_cool_off
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coverage.desk.audit import note
from coverage.desk.browsers import browser_in_words
from coverage.desk.sessions import begin_session, forget_session
from coverage.models import AuditEntry

Kind = AuditEntry.Kind


def connect() -> None:
    """Have the audit log told of everybody who signs in, out, or fails to."""
    user_logged_in.connect(_signed_in, dispatch_uid="note_signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="note_signed_out")
    user_login_failed.connect(_failed, dispatch_uid="note_failed")


def _signed_in(sender: object, request: HttpRequest, user: Any, **_signal: object) -> None:
    agent = request.headers.get("User-Agent", "")
    begin_session(request.session, user.pk, agent)
    note(Kind.SIGNED_IN, user, said=browser_in_words(agent), address=address_of(request))


def _signed_out(sender: object, request: HttpRequest, user: Any, **_signal: object) -> None:
    if user is not None:
        forget_session(request.session)
        note(Kind.SIGNED_OUT, user, address=address_of(request))


def _failed(
    sender: object, credentials: Any, request: HttpRequest | None = None, **_signal: object
) -> None:
    """A name that nobody has is not kept: it may be a password in the wrong field. Attempts while
    sign-in is closed are not noted, so that they cannot fill the log."""
    if request is None:
        return
    is_closed = getattr(request, "axes_locked_out", False)
    if is_closed and getattr(request, "axes_failures_since_start", None) is None:
        return
    name = str(credentials.get("username") or "")
    person = get_user_model()._default_manager.filter(username=name.replace("\0", "")).first()
    note(
        Kind.CLOSED if is_closed else Kind.FAILED,
        about=person,
        said="" if person else "a name that nobody has",
        address=address_of(request),
    )


def address_of(request: HttpRequest) -> str:
    """From where the request comes; "" where that is not known."""
    return str(get_client_ip_address(request) or "")


def closed(request: HttpRequest, response: object = None, credentials: Any = None) -> HttpResponse:
    """The sign-in page that says until when it is closed; the same for a name that nobody has."""
    name = str((credentials or {}).get("username") or "")
    last = AccessAttempt.objects.filter(
        username=name,
        ip_address=address_of(request),
        attempt_time__gte=get_cool_off_threshold(request),
    ).aggregate(last=Max("attempt_time"))["last"]
    cool_off = get_cool_off(request)
    context = {
        "form": AuthenticationForm(request, initial={"username": name}),
        "next": request.POST.get("next", ""),
        "closed_until": (last or timezone.now()) + cool_off,
        "closed_minutes": int(cool_off.total_seconds() // 60),
        "most_failures": settings.AXES_FAILURE_LIMIT,
    }
    return render(request, "sign_in.html", context, status=429)


def open_sign_in_for(person: Any) -> None:
    """Somebody has shown by a link who they are: earlier attempts with their name count no more,
    from wherever they came."""
    reset(username=person.get_username())
