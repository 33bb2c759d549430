"""The sample coverage of `seeds/`, and the person who may edit it on a first start."""

from __future__ import annotations

import json
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from coverage.models import Codebook, Membership, Story, Tag

from .ingest import Arrival, Received, changed, receive
from .people import make_person
from .recomparing import compare_again
from .roles import Role

EDITOR_NAME = "editor"
#: The first codebook, so that tagging can begin: (name, code, definition).
FIRST_TAGS = (
    ("eyewitness", "ey", "The speaker saw or heard it themselves."),
    ("official", "of", "Said for an authority, a company or an institution."),
    ("sympathy", "sy", "Expresses compassion with somebody in the story."),
    ("blame", "bl", "Names somebody or something as the cause."),
    ("denial", "de", "Says that something is not so."),
    ("prediction", "pr", "Says what will happen."),
    ("translated", "tr", "Printed in another language than it was said in."),
    ("opinion", "op", "Judges rather than reports."),
)


@dataclass(frozen=True, slots=True)
class Login:
    username: str
    password: str


def load_samples(folder: Path) -> list[Received]:
    """Take in every document of the manifest; a second run adds nothing."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    answers: list[Received] = []
    for story in manifest["stories"]:
        for document in story["documents"]:
            answers += _load(folder, document)
    # An earlier run that was interrupted may have left stories that were never compared.
    articles = [answer.article.pk for answer in answers if answer.article]
    left = Membership.objects.filter(
        article__in=articles, is_current=True, story__comparisons__isnull=True
    )
    compare_again({*changed(answers), *left.values_list("article", flat=True)})
    return answers


def _load(folder: Path, document: dict[str, Any]) -> list[Received]:
    return receive(
        Arrival(
            (folder / document["file"]).read_bytes(),
            name=Path(document["file"]).name,
            address=document.get("address", ""),
            outlet=document.get("outlet", ""),
            is_sample=True,
        ),
        comparing=False,
    )


def sample_count() -> int:
    """Stories of the sample coverage."""
    return Story.objects.filter(is_sample=True, article_count__gt=0).count()


@transaction.atomic
def keep_first_codebook() -> Codebook:
    """The codebook that tags go to when nobody names another; with its first tags when new."""
    codebook = Codebook.objects.order_by("pk").first()
    if codebook is None:
        codebook = Codebook(name="Codebook", definition="The desk's own tags.")
        codebook.save()
        for order, (name, code, definition) in enumerate(FIRST_TAGS, 1):
            Tag(
                codebook=codebook,
                name=name,
                code=code,
                definition=definition,
                colour=order,
                order=order,
            ).save()
    return codebook


def keep_first_editor(folder: Path) -> Login | None:
    """Make the first person where this installation has nobody yet, an admin, as there is nobody
    else to ask, with a password of its own; write both to `folder/first-login.txt` (0600). None
    when somebody is there."""
    if get_user_model().objects.exists():
        return None
    login = Login(EDITOR_NAME, secrets.token_urlsafe(12))
    with transaction.atomic():
        make_person(login.username, login.password, Role.ADMIN)
        _write_private(folder / "first-login.txt", f"{login.username}\n{login.password}\n")
    return login


def first_login(folder: Path) -> Login | None:
    """The sample editor's login while its file is there and its password is still the one in it."""
    try:
        username, password = (folder / "first-login.txt").read_text(encoding="utf-8").split()
    except (FileNotFoundError, ValueError):
        return None
    person = get_user_model().objects.filter(username=username, is_active=True).first()
    return Login(username, password) if person and person.check_password(password) else None


def _write_private(path: Path, text: str) -> None:
    """Whole or not at all, readable by its owner only."""
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(temporary).chmod(0o600)
    Path(temporary).replace(path)
