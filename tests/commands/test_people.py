"""manage.py people: links, roles and who is here, from a terminal."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from coverage.desk.people import make_person
from coverage.desk.roles import Role, role_of
from coverage.models import AuditEntry

pytestmark = pytest.mark.django_db
NEW = {"username": "mira", "password1": "four words in a row", "password2": "four words in a row"}


def say(*words: str) -> str:
    out = StringIO()
    call_command("people", *words, stdout=out)
    return out.getvalue()


def test_the_first_admin_comes_in_by_a_link_of_the_terminals(settings):
    settings.BASE_URL = "https://coverage.example.org"
    link = say("invite", "admin").splitlines()[0]
    assert link.startswith("https://coverage.example.org/join/")
    assert Client().post(link.removeprefix(settings.BASE_URL), NEW).status_code == 302
    assert role_of(User.objects.get()) is Role.ADMIN
    assert say("list").startswith("mira\tadmin\t20")


def test_roles_and_doors_are_changed_and_noted():
    ada = make_person("ada", "reads it all day long", Role.CODER)
    make_person("mira", "reads it all day long", Role.ADMIN)
    assert "ada is editor now" in say("role", "ada", "editor")
    assert "ada is so already" in say("role", "ada", "editor")
    assert "ada: deactivated" in say("deactivate", "ada")
    assert "ada\tdeactivated\tnever" in say("list")
    assert "ada: activated" in say("activate", "ada")
    assert "/new-password/" in say("password", "ada")
    with pytest.raises(CommandError, match="last admin"):
        say("role", "mira", "reader")
    with pytest.raises(CommandError, match="nobody is called ben"):
        say("role", "ben", "reader")
    kinds = AuditEntry.objects.filter(about=ada, person=None).values_list("kind", flat=True)
    assert list(kinds) == ["reset", "activated", "deactivated", "role"]
