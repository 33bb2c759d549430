"""Outlets in the admin: merged with what moves told first, undone; deleted ones brought back."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse

from coverage.models import Article, Deletion, Outlet, OutletChange
from tests.factories import make_article, make_outlet, make_story

pytestmark = pytest.mark.django_db
LIST = reverse("admin:coverage_outlet_changelist")


@pytest.fixture
def gulls():
    make_story(make_article(outlet="Gull"), make_article(outlet="The Gull", headline="Moved"))
    return list(Outlet.objects.order_by("pk"))


def choose(client, rows, action, **more):
    sent = {"action": action, ACTION_CHECKBOX_NAME: [row.pk for row in rows], **more}
    return client.post(LIST, sent, follow=True).content.decode()


def test_what_moves_is_shown_then_moved_and_undone(editor_client, gulls):
    gull, other = gulls
    preview = choose(editor_client, gulls, "merge_chosen")
    assert "1 article in 1 story" in preview
    assert Outlet.objects.filter(merged_into=None).count() == 2
    done = choose(editor_client, gulls, "merge_chosen", apply="1", leading=gull.pk)
    assert "1 outlet merged into “Gull”, 1 article moved" in done
    assert not Article.objects.filter(outlet=other).exists()
    assert "The Gull" not in [row.name for row in listed(editor_client)]
    undo = reverse("admin:coverage_outletchange_undo", args=[OutletChange.objects.get().pk])
    assert "stands on its own again" in editor_client.post(undo, follow=True).content.decode()
    assert Article.objects.get(headline="Moved").outlet == other
    assert "has been undone already" in editor_client.post(undo, follow=True).content.decode()


def listed(client):
    return client.get(LIST).context["cl"].queryset


def test_one_alone_is_not_merged(editor_client, gulls):
    assert "Choose from 2 to 20 outlets" in choose(editor_client, gulls[:1], "merge_chosen")


def test_a_deleted_outlet_comes_back_from_the_list_of_what_was_deleted(editor_client):
    outlet = make_outlet("Coast")
    page = reverse("admin:coverage_outlet_delete", args=[outlet.pk])
    assert "Nothing hangs on it." in editor_client.get(page).content.decode()
    editor_client.post(page, {"post": "yes"})
    deleted = reverse("admin:coverage_deletion_changelist")
    assert "Coast" in editor_client.get(deleted + "?now=gone").content.decode()
    sent = {"action": "return_chosen", ACTION_CHECKBOX_NAME: [Deletion.objects.get().pk]}
    assert (
        "“Coast” is here again." in editor_client.post(deleted, sent, follow=True).content.decode()
    )
    assert Outlet.objects.get(pk=outlet.pk).name == "Coast"
    again = editor_client.post(deleted, sent, follow=True).content.decode()
    assert "This came back already." in again
