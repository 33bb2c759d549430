"""The pages of feeds: who may see them, what stands there and what it does."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coverage.desk.feeds import look_at, take_due
from coverage.desk.jobs import Worker, start_job, work_on
from coverage.models import Feed
from coverage.web.feed_page import in_words
from tests.desk.feed_sites import answer, whole_entry
from tests.desk.papers import paper_unit
from tests.documents.fetching_sites import fetcher_of

from .feeds_shown import HTMX, add, make_feed, words

pytestmark = pytest.mark.django_db

# --- who may ----------------------------------------------------------------------------------


def test_feeds_are_for_those_who_may_add(client):
    feed = make_feed()
    reader = Client()
    reader.force_login(
        User.objects.create_user("reader"), backend="django.contrib.auth.backends.ModelBackend"
    )
    for address in ("/feeds/", feed.get_absolute_url(), "/feeds/feeds.opml"):
        assert client.get(address)["Location"] == f"/sign-in/?next={address}"
        assert reader.get(address).status_code == 403
    assert reader.post(f"/feeds/{feed.pk}/stop").status_code == 403


# --- the list -----------------------------------------------------------------------------------


def test_the_list_says_how_each_feed_stands(editor_client, editor):
    moment = timezone.now()
    make_feed(1, last_looked_at=moment, last_outcome="2 new of 9 entries", every=120, brought=9)
    make_feed(2, failures=3, last_looked_at=moment, last_outcome="answers 503: it is asked again")
    make_feed(3, state="paused")
    make_feed(4, state="gone", note="its server says that it is gone for good (410)")
    make_feed(5, due_at=moment)
    response = editor_client.get("/feeds/")
    rows = re.findall(r"<tr data-item.*?</tr>", response.content.decode(), re.S)
    said = [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]
    assert "2 new of 9 entries" in said[0]
    assert "every 2 hours" in said[0]
    assert "Articles: 9" in said[0]
    assert "failed 3 times in a row: answers 503: it is asked again" in said[1]
    assert "later after each failure" in said[1]
    assert "paused" in said[2]
    assert "Resume" in said[2]
    assert "none: it is gone" in said[3]
    assert "gone for good (410)" in said[3]
    assert "now waiting for a worker" in said[4]
    assert "all 5" in words(response)
    assert "failing 2" in words(response)
    only = words(editor_client.get("/feeds/?only=paused"))
    assert "Feed 3" in only
    assert "Feed 1" not in only


def test_the_list_costs_the_same_for_more_feeds(editor_client, django_assert_num_queries):
    for number in range(3):
        make_feed(number)
    editor_client.get("/feeds/")
    # Session, person, leave to edit; count, rows; counts of three chips; stopped; overdue.
    with django_assert_num_queries(11):
        editor_client.get("/feeds/")
    for number in range(3, 9):
        make_feed(number)
    with django_assert_num_queries(11):
        editor_client.get("/feeds/")


def test_a_page_that_waits_asks_again_and_one_that_does_not_is_quiet(editor_client):
    feed = make_feed(1)
    for address in ("/feeds/", feed.get_absolute_url()):
        assert "hx-trigger" not in editor_client.get(address, headers=HTMX).content.decode()
    Feed.objects.update(due_at=timezone.now())
    for address in ("/feeds/", feed.get_absolute_url()):
        page = editor_client.get(address, headers=HTMX).content.decode()
        assert 'hx-trigger="every 3s"' in page
        assert "<html" not in page


def test_a_list_that_nobody_looks_at_says_that_no_worker_runs(editor_client):
    feed = make_feed(1, due_at=timezone.now() - timedelta(minutes=2))
    for address in ("/feeds/", feed.get_absolute_url()):
        said = words(editor_client.get(address))
        assert "1 feed is due and nobody looks: no worker seems to be running." in said
        assert "manage.py work" in said
    make_feed(2, last_looked_at=timezone.now())
    assert "nobody looks" not in words(editor_client.get("/feeds/"))


# --- one feed -----------------------------------------------------------------------------------


def test_a_feed_shows_its_jobs_and_a_job_its_feed(site, editor_client):
    site.pages["/feed"] = answer([whole_entry(1)])
    add(editor_client, site.address("/feed"))
    now = timezone.now()
    seen = look_at(take_due("one", now), fetcher_of(site), now)
    work_on(seen.job.pk, Worker(fetcher=fetcher_of(site)))
    start_job(None, [paper_unit(1)], purpose="of a person")
    feed = Feed.objects.get()
    said = words(editor_client.get(feed.get_absolute_url()))
    assert "1 new of 1 entry" in said
    assert "1 article brought" in said
    assert "1 added" in said
    assert f"/jobs/{seen.job.pk}/" in editor_client.get(feed.get_absolute_url()).content.decode()
    assert "listed by the feed The Mill Post" in words(editor_client.get(f"/jobs/{seen.job.pk}/"))
    people = words(editor_client.get("/jobs/"))
    assert "of a person" in people
    assert "The Mill Post" not in people
    folded = words(editor_client.get("/jobs/?of=feeds"))
    assert "The Mill Post" in folded
    assert "of a person" not in folded
    assert "The Mill Post" not in words(editor_client.get("/add/"))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["form", "htmx"])
def test_a_feed_is_looked_at_paused_resumed_stopped_and_taken_back(editor_client, editor, headers):
    feed = make_feed(1)

    def does(what, **posted):
        response = editor_client.post(
            reverse(what, args=[feed.pk]), posted, headers=headers, follow=True
        )
        feed.refresh_from_db()
        return response

    does("look-at-feed")
    assert feed.due_at <= timezone.now()
    assert "Paused" in words(does("pause-feed"))
    assert feed.state == "paused"
    does("follow-feed-again")
    assert (feed.state, feed.due_at <= timezone.now()) == ("followed", True)
    response = does("stop-feed")
    assert response.redirect_chain[-1][0] == f"/feeds/?stopped={feed.pk}"
    assert "Feed 1 is no longer followed. What it brought stays. Undo" in words(response)
    assert "1 feed no longer followed" in words(response)
    assert take_due("one", timezone.now()) is None
    response = does("follow-feed-again", next="/feeds/")
    assert response.redirect_chain[-1][0] == "/feeds/"
    assert feed.state == "followed"
    made = feed.history.order_by("history_id").values_list("history_change_reason", "history_user")
    assert [why for why, _ in made][-4:] == [
        "paused", "followed again", "no longer followed", "followed again"
    ]  # fmt: skip
    assert {who for _, who in list(made)[-4:]} == {editor.pk}


def test_how_often_it_is_looked_at_is_changed_over_what_was_seen_only(editor_client):
    looked = timezone.now() - timedelta(minutes=10)
    feed = make_feed(1, last_looked_at=looked)
    address = f"/feeds/{feed.pk}/every"
    editor_client.post(address, {"every": "60", "revision": "1"})
    feed.refresh_from_db()
    assert (feed.every, feed.revision, feed.due_at) == (60, 2, looked + timedelta(minutes=60))
    response = editor_client.post(address, {"every": "90", "revision": "1"})
    assert response.status_code == 409
    assert "was changed by editor in the meantime" in words(response)
    assert 'name="revision" value="2"' in response.content.decode()
    response = editor_client.post(address, {"every": "2", "revision": "2"})
    assert response.status_code == 422
    feed.refresh_from_db()
    assert feed.every == 60


def test_no_feed_of_that_number_is_not_found(editor_client):
    assert editor_client.get("/feeds/77/").status_code == 404
    assert editor_client.post("/feeds/77/pause").status_code == 404


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(5, "every 5 minutes"), (60, "every hour"), (90, "every 90 minutes"), (120, "every 2 hours"),
     (1440, "every day"), (10080, "every 7 days")],
)  # fmt: skip
def test_how_often_in_words(minutes, said):
    assert in_words(minutes) == said


def test_a_list_that_is_empty_is_headed_by_its_name(editor_client):
    for address in ("/feeds/", "/feeds/?only=paused"):
        said = words(editor_client.get(address))
        assert "0 feeds" not in said
    make_feed(1)
    said = words(editor_client.get("/feeds/?only=paused"))
    assert "Feeds paused" in said
    assert "No feed is paused now." in said
