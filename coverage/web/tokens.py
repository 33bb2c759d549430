"""Your tokens: what programs ask with in your name, made, shown once and revoked."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from coverage.desk.tokens import TokenRefused, in_use, make_token, revoke, scopes_for
from coverage.models import Token

from .editors import signed_in


class TokenForm(forms.Form):
    name = forms.CharField(
        max_length=80,
        label="Which program it is for",
        error_messages={"required": "Name the program: the list of your tokens calls it so."},
    )
    scopes = forms.MultipleChoiceField(
        choices=Token.Scope.choices,
        label="What it may do",
        error_messages={"required": "Choose what the token may do."},
    )
    ends_on = forms.DateField(
        required=False,
        label="Its last day",
        error_messages={"invalid": "This is no day. Write one like 2026-12-31, or leave it out."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """The list with the form; a token just made stands in the answer to the form, and nowhere
    else."""
    if request.method != "POST":
        return _page(request, TokenForm(initial={"scopes": Token.Scope.values}))
    form = TokenForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made, secret = make_token(
                signed_in(request), given["name"], given["scopes"], given["ends_on"]
            )
        except TokenRefused as refused:
            wrong = next((field for field in ("name", "day") if field in str(refused)), None)
            form.add_error("ends_on" if wrong == "day" else wrong, str(refused))
        else:
            fresh = TokenForm(initial={"scopes": Token.Scope.values})
            return _page(request, fresh, made, secret)
    return _page(request, form, status=422)


@require_POST
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """Refuse from here on what its program asks; somebody else's stays as it is."""
    asked = in_use(signed_in(request)).filter(pk=token_id)
    names = [token.name for token in asked]
    revoke(asked, signed_in(request))
    for name in names:
        messages.success(request, f"Revoked the token of {name}: what its program asks is refused.")
    return redirect("tokens")


def _page(
    request: HttpRequest,
    form: TokenForm,
    made: Token | None = None,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    person: User = signed_in(request)
    mine = list(in_use(person))
    context = {
        "form": form,
        "made": made,
        "secret": secret,
        "tokens": mine,
        "ended": sum(token.is_ended for token in mine),
        "revoked": Token.objects.filter(person=person, revoked_at__isnull=False)[:20],
        "may_make": bool(scopes_for(person)),
        "today": timezone.localdate(),
    }
    return render(request, "tokens/tokens.html", context, status=status)
