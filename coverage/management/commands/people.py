"""manage.py people: who may sign in, in which role; links that let people in; from a terminal."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils.timezone import localtime

from coverage.desk.invitations import DAYS, PASSWORD_HOURS, invite, make_password_link
from coverage.desk.personchanges import PersonKept, activate, deactivate, people_lines, set_role
from coverage.desk.roles import ROLES

NAMES = {role.group: role for role in ROLES}


class Command(BaseCommand):
    help = "People: list, invite, role, password, deactivate, activate."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="WHAT")
        does.add_parser("list", help="everybody: role, and when they were last seen")
        one = does.add_parser("invite", help="print a link by which one person comes in")
        one.add_argument("role", choices=NAMES)
        one.add_argument("--for", dest="meant_for", default="", metavar="WORDS")
        one = does.add_parser("role", help="give a person another role")
        one.add_argument("name")
        one.add_argument("role", choices=NAMES)
        for name, said in (
            ("password", "print a link by which a person sets a new password"),
            ("deactivate", "close every door to a person; what they wrote stays theirs"),
            ("activate", "let a person sign in again"),
        ):
            does.add_parser(name, help=said).add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        does = options["does"]
        if does == "list":
            for line in people_lines(User.objects.order_by("-is_active", "username")):
                role = line.role.group if line.person.is_active else "deactivated"
                seen = f"{localtime(line.last_seen):%Y-%m-%d %H:%M}" if line.last_seen else "never"
                self.stdout.write(f"{line.person.get_username()}\t{role}\t{seen}")
        elif does == "invite":
            _, secret = invite(None, NAMES[options["role"]], options["meant_for"])
            self.stdout.write(f"{_address('join', secret)}\nIt holds for {DAYS} days, once.")
        elif does == "password":
            _, secret = make_password_link(None, _person(options["name"]))
            hours = f"It holds for {PASSWORD_HOURS} hours, once."
            self.stdout.write(f"{_address('new-password', secret)}\n{hours}")
        else:
            self._change(does, _person(options["name"]), options.get("role"))

    def _change(self, does: str, person: User, role: str | None) -> None:
        try:
            if role is not None:
                changed = set_role(person, NAMES[role], None)
            else:
                changed = (activate if does == "activate" else deactivate)(person, None)
        except PersonKept as kept:
            raise CommandError(str(kept)) from None
        now = f"{person} is {role} now" if role else f"{person}: {does}d"
        self.stdout.write(now if changed else f"{person} is so already")


def _person(name: str) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"nobody is called {name}: `manage.py people list` says who is here")
    return found


def _address(view: str, secret: str) -> str:
    """Whole where BASE_URL says how people come here; else as on a computer of one's own."""
    return f"{settings.BASE_URL or 'http://127.0.0.1:8000'}{reverse(view, args=[secret])}"
