"""Where else a text stands, on the pages of articles and stories, and what an editor says of it."""

import pytest

from coverage.models import Article, SharedText
from tests.desk.test_duplicates import HEAD, TOLD, edited, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return take(TOLD).article


@pytest.fixture
def folded(first):
    return take(edited(), "Winter without the bridge").article


def page(client, article, query=""):
    return client.get(article.get_absolute_url() + query).content.decode()


def settle(client, article, said):
    return client.post(f"{article.get_absolute_url()}near-duplicate", {"is": said}, follow=True)


def test_a_near_duplicate_names_the_first_and_the_first_where_else_it_stands(client, first, folded):
    here = page(client, folded)
    assert "Near-duplicate" in here
    assert HEAD in here
    assert "94\u00a0% of the words here" in here
    assert "its quotes are read in" in here
    assert "No quotes found" not in here
    assert "Make it an article of its own" not in here
    there = page(client, first)
    assert "Also at:" in there
    assert "Winter without the bridge" in there
    story = first.membership.story.get_absolute_url()
    assert folded.get_absolute_url() in client.get(story).content.decode()
    take(edited(), outlet="Herald")
    columns = client.get(story).content.decode()
    assert "also at" in columns
    assert folded.get_absolute_url() in columns


def test_the_shared_words_are_shown_in_the_text(client, first, folded):
    assert 'class="mark shared"' not in page(client, folded)
    here = page(client, folded, f"?shared={first.pk}")
    assert 'class="mark shared"' in here
    assert " words that stand in" in " ".join(here.split())
    assert page(client, folded, "?shared=999999").count("mark shared") == 0
    assert page(client, folded, "?shared=x").count("mark shared") == 0


def test_a_reprint_is_linked_both_ways_and_called_by_what_was_seen(client, first):
    other = take(edited(), "A river without a crossing", outlet="Herald").article
    assert "Shares (nearly) one text with" in page(client, first)
    assert "Shares (nearly) one text with" in page(client, other)
    story = client.get(first.membership.story.get_absolute_url()).content.decode()
    assert "2 share one text" in story
    assert "independent" not in story


def test_an_article_that_shares_nothing_says_nothing_of_it(client, first):
    assert "shared-texts" not in page(client, first)


def test_an_editor_makes_it_an_article_of_its_own_and_takes_that_back(editor_client, first, folded):
    answer = settle(editor_client, folded, "own").content.decode()
    assert "an article of its own now" in answer
    assert "show it under the first again" in answer
    assert Article.objects.get(pk=folded.pk).membership is not None
    answer = settle(editor_client, folded, "fold").content.decode()
    assert "shown under the first again" in answer
    assert Article.objects.get(pk=folded.pk).membership is None


def test_an_editor_confirms_it(editor_client, folded):
    assert "confirmed" in settle(editor_client, folded, "confirm").content.decode()
    assert SharedText.objects.get().state == "confirmed"
    assert "settled it meanwhile" in settle(editor_client, folded, "confirm").content.decode()
    assert settle(editor_client, folded, "whatever").status_code == 404


def test_strangers_settle_nothing(client, folded):
    settle(client, folded, "own")
    assert SharedText.objects.get().is_folded


def test_lists_name_what_an_article_is_a_near_duplicate_of(client, folded):
    assert "near-duplicate of" in client.get("/articles/").content.decode()


def test_what_is_added_can_keep_near_duplicates(editor_client, first):
    given = {"text": f"Again\n\n{edited()}", "outlet": "Gull"}
    answer = editor_client.post("/add/", given | {"keeps_near_duplicates": "on"})
    assert "added" in answer.content.decode()
    assert not SharedText.objects.folded().exists()
    again = {"text": f"Once more\n\n{edited(edits=[('most', 'half')])}", "outlet": "Gull"}
    answer = editor_client.post("/add/", again)
    assert "near-duplicate" in answer.content.decode()
    assert HEAD in answer.content.decode()
