"""Shared texts in the admin: both ends named, near-duplicates settled in bulk."""

import pytest
from django.urls import reverse

from coverage.admin.articles import why_article_is_kept
from coverage.models import SharedText
from tests.desk.test_duplicates import HEAD, edited, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def folded():
    first = take().article
    return first, take(edited(), "Winter without the bridge").article


def act(client, action):
    address = reverse("admin:coverage_sharedtext_changelist")
    chosen = {"action": action, "_selected_action": [SharedText.objects.get().pk]}
    return client.post(address, chosen, follow=True).content.decode()


def test_an_articles_page_names_both_ends(editor_client, folded):
    for article, said in zip(folded, ("also at", "near-duplicate of"), strict=True):
        address = reverse("admin:coverage_article_change", args=[article.pk])
        assert said in editor_client.get(address).content.decode()


def test_near_duplicates_are_settled_in_bulk(editor_client, folded):
    page = editor_client.get(reverse("admin:coverage_sharedtext_changelist")).content.decode()
    assert HEAD in page
    assert "1 near-duplicate confirmed" in act(editor_client, "confirm")
    assert "1 near-duplicate made" in act(editor_client, "make_own")
    assert SharedText.objects.get().state == "rejected"
    assert "0 near-duplicates" in act(editor_client, "make_own")


def test_the_first_of_near_duplicates_is_kept(folded):
    assert why_article_is_kept(folded[0].pk) == ["1 near-duplicate that is shown under it"]
    assert why_article_is_kept(folded[1].pk) == []
