"""Invitations: made, shown once, revoked; and the two pages that a link opens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model, login
from django.contrib.auth.forms import BaseUserCreationForm, SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from coverage.desk.invitations import (
    DAYS,
    InvitationRefused,
    accept,
    invitation_of,
    invitations_for,
    invite,
    revoke_invitation,
    roles_to_give,
    set_password_by,
)
from coverage.desk.roles import FOR, Role, mays
from coverage.models import Invitation

from .editors import signed_in
from .signing import open_sign_in_for

BACKEND = "django.contrib.auth.backends.ModelBackend"
Kind = Invitation.Kind


class InvitationForm(forms.Form):
    role = forms.ChoiceField(error_messages={"required": "Choose what the person may do."})
    meant_for = forms.CharField(required=False, max_length=150)

    def __init__(self, roles: list[Role], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["role"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(role.group, FOR[role]) for role in roles]


class JoinForm(BaseUserCreationForm):
    """A name and a password, each with Django's own rules."""

    class Meta(BaseUserCreationForm.Meta):
        model = get_user_model()
        fields = ("username",)

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"])
        if get_user_model()._default_manager.filter(username__iexact=name).exists():
            raise ValidationError("Somebody has this name here. Choose another.")
        return name


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitations(request: HttpRequest) -> HttpResponse:
    """The list with the form; a link just made stands in the answer to the form, and nowhere
    else."""
    person = signed_in(request)
    roles = roles_to_give(person)
    form = InvitationForm(roles, request.POST or None, initial={"role": Role.READER.group})
    link, made, status = "", None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                made, secret = invite(person, Role[given["role"].upper()], given["meant_for"])
            except InvitationRefused as refused:
                form.add_error(None, str(refused))
            else:
                link = request.build_absolute_uri(reverse("join", args=[secret]))
                form, status = InvitationForm(roles, initial={"role": given["role"]}), 200
    context = {
        "form": form,
        "made": made,
        "link": link,
        "days": DAYS,
        "invitations": invitations_for(person),
    }
    return render(request, "people/invitations.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Have the link open nothing any more; an editor's own, and for an admin anybody's."""
    person = signed_in(request)
    found = get_object_or_404(Invitation, pk=invitation_id)
    if invitations_for(person).filter(pk=found.pk).exists() and revoke_invitation(found, person):
        messages.success(request, "Revoked: the link lets nobody in.")
    else:
        messages.info(request, "That invitation was used, revoked or over already.")
    return redirect("invitations")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Take a name and a password; one who comes in is signed in."""
    found = invitation_of(secret, Kind.JOIN)
    if found is None:
        return _holds_no_more(request)
    if request.user.is_authenticated:
        return render(request, "people/signed_in_already.html", {"invitation": found})
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            person = accept(found, given["username"], given["password1"])
        except InvitationRefused as refused:
            form.add_error(None, str(refused))
        else:
            login(request, person, backend=BACKEND)
            messages.success(request, f"Welcome, {person}. You are signed in as {found.role}.")
            return redirect("stories")
    context = {
        "form": form,
        "invitation": found,
        "mays": mays(Role[found.role.upper()]),
        "rules": password_validators_help_texts(),
    }
    return render(request, "people/join.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Take a new password by a link of an admin's; the person is signed in here alone then."""
    found = invitation_of(secret, Kind.PASSWORD)
    if found is None or found.person is None:
        return _holds_no_more(request)
    form = SetPasswordForm(found.person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = set_password_by(found, form.cleaned_data["new_password1"])
        except InvitationRefused:
            return _holds_no_more(request)
        open_sign_in_for(person)
        login(request, person, backend=BACKEND)
        messages.success(request, "Your new password is set, and you are signed in here only.")
        return redirect("stories")
    context = {"form": form, "person": found.person, "rules": password_validators_help_texts()}
    return render(request, "people/new_password.html", context, status=422 if form.errors else 200)


def _holds_no_more(request: HttpRequest) -> HttpResponse:
    """The same words whether there never was such a link, or it was used, revoked or is over."""
    return render(request, "people/no_such_link.html", status=404)
