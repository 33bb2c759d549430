"""Every page of the admin opens for an editor, and for nobody else, at a fixed cost."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coverage import models
from coverage.desk.people import make_editor
from tests.admin.conftest import make_coverage
from tests.conftest import EDITOR_NAME, EDITOR_PASSWORD
from tests.factories import make_article, make_person, make_story

pytestmark = pytest.mark.django_db
MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label == "coverage"),
    key=lambda model: model.__name__,
)
IMPORTED = {models.Outlet, models.Speaker, models.Tag, models.Codebook}
#: What the desk makes and people never type into a form of their own.
WITHOUT_ADMIN = {"ArticleTerm", "FeedEntry", "ItemBytes", "LineInArticle", "SpeakerInArticle"}
WITHOUT_ADMIN |= {"Foreseen", "ForeseenKey", "RuledPlace", "Sending", "Sketch", "SketchKey"}
WITHOUT_ADMIN |= {"HostTurn", "Uncompared", "Granted"}
WITHOUT_ADMIN |= {"AssignedArticle", "AssignedCoder", "CodedArticle", "ReviewedMark"}
#: People, who have pages of their own.
WITHOUT_ADMIN |= {"AuditEntry", "Invitation", "SignedIn"}


@pytest.fixture(scope="module")
def kept_coverage(kept_rows):
    person = make_editor(EDITOR_NAME, EDITOR_PASSWORD)
    return [make_coverage(person, number).pk for number in range(3)]


@pytest.fixture
def editor(kept_coverage, db):
    """Whose coverage it is."""
    return User.objects.get(username=EDITOR_NAME)


@pytest.fixture
def coverage(kept_coverage, db):
    """Three articles with a row of every kind each."""
    return list(models.Article.objects.filter(pk__in=kept_coverage).order_by("pk"))


def page(model, name, *args):
    return reverse(f"admin:coverage_{model._meta.model_name}_{name}", args=args)


def test_every_model_has_an_admin():
    kept = {name for name in models.__all__ if hasattr(getattr(models, name), "_meta")}
    concrete = {name for name in kept if not getattr(models, name)._meta.abstract}
    assert concrete - {model.__name__ for model in MODELS} == WITHOUT_ADMIN


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_list_costs_the_same_for_more_rows(model, editor_client, editor, coverage):
    address = page(model, "changelist")
    editor_client.get(address)  # content types are asked for once
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert editor_client.get(address).status_code == 200
    for number in range(10, 12):
        make_coverage(editor, number)
    with CaptureQueriesContext(connection) as many:
        editor_client.get(address)
    assert len(many) == len(few) <= 14


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_one_row_and_its_search_open_without_anything_inline(model, editor_client, coverage):
    row = model._default_manager.first()
    for address in (
        page(model, "change", row.pk),
        page(model, "changelist") + "?q=gull",
        page(model, "export"),
        page(model, "history", row.pk),
    ):
        answer = editor_client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        for inline in (" style=", "<style", " onclick=", " onchange=", "javascript:"):
            assert inline not in text, (address, inline)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_rows_can_be_exported(model, editor_client, coverage):
    answer = editor_client.post(page(model, "export"), {"format": "2"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert len(answer.json()) == model._default_manager.count() >= 3


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_only_lists_kept_in_spreadsheets_are_imported(model, editor_client, coverage):
    name = f"admin:coverage_{model._meta.model_name}_import"
    if model in IMPORTED:
        assert editor_client.get(reverse(name)).status_code == 200
    else:
        address = page(model, "changelist") + "import/"
        assert editor_client.get(address, follow=True).redirect_chain


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_staff_without_permission_gets_in_nowhere(model, client: Client, coverage):
    client.force_login(
        make_person("staff", is_staff=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    row = model._default_manager.first()
    for address in (
        page(model, "changelist"),
        page(model, "change", row.pk),
        page(model, "export"),
        page(model, "history", row.pk),
    ):
        assert client.get(address).status_code == 403, address
    document = models.Document.objects.first()
    assert (
        client.get(reverse("admin:coverage_document_bytes", args=[document.pk])).status_code == 403
    )


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_stranger_is_asked_to_sign_in(model, client: Client):
    answer = client.get(page(model, "changelist"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign-in"))


def test_somebody_who_is_not_staff_stays_outside(client: Client, editor):
    editor.is_staff = False
    editor.save()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("admin:index")).status_code == 302


def test_lists_never_load_bytes_bodies_or_results(editor_client, coverage):
    cut_out = re.compile(r'SUBSTR(ING)?\("coverage_articleversion"\."body"')
    for model, heavy in (
        (models.Document, '"packed"'),
        (models.Article, '"body"'),
        (models.ArticleVersion, '"body"'),
        (models.Quote, '"body"'),
        (models.Comparison, '"result"'),
    ):
        with CaptureQueriesContext(connection) as asked:
            editor_client.get(page(model, "changelist"))
        assert not [q["sql"] for q in asked if heavy in cut_out.sub("", q["sql"])]


def test_a_storys_counts_tell_outlets_named_from_those_not_stated(editor_client):
    story = make_story(make_article(outlet="Gull"), make_article(), make_article())
    models.Story.objects.update(outlet_count=3)  # lists count one that nobody stated as an outlet
    opened = editor_client.get(page(models.Story, "change", story.pk)).content.decode()
    assert "3 articles, 1 outlet named, 2 not stated" in opened
