"""What the tests of marking words share: an article, and what browsers send."""

from __future__ import annotations

import re

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from tests.factories import make_person

HTMX = {"HX-Request": "true"}
BODY = (
    "🇺🇦 𝓑ridge at Orle closed\n\n"
    "Engineers 👩‍🔧 found a crack in the <old> bridge & shut it.\n\n"
    "“Nobody was hurt,” said Ada Voss. At least 12 lorries were turned back."
)


def mark(client, article, words, kind, htmx=True, **fields):
    body = article.current_version.body
    place = {"version": article.current_version_id, "words": words, "kind": kind}
    if words in body:
        place |= {"start": body.index(words), "end": body.index(words) + len(words)}
    address = reverse("mark-words", args=[article.pk])
    return client.post(address, {**place, **fields}, headers=HTMX if htmx else {})


def post(client, address_name, *args, htmx=True, headers=None, **fields):
    address = reverse(address_name, args=args)
    return client.post(address, fields, headers={**(HTMX if htmx else {}), **(headers or {})})


def page_of(client, article, query=""):
    return client.get(article.get_absolute_url() + query).content.decode()


def undo_form(text):
    """(where the bar's form goes, the revision it names)."""
    bar = text[text.index('id="undo"') :]
    revision = re.search(r'name="revision" value="(\d+)"', bar)
    return re.search(r'action="([^"]+)"', bar)[1], revision[1] if revision else ""


def client_of(name):
    """A coder's own browser."""
    person = make_person(name)
    person.groups.add(Group.objects.get(name="coder"))
    client = Client()
    client.force_login(person)
    return client
