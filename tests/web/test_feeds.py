"""The pages of feeds: following by address, site or list; what stands there and what it does."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coverage.desk.feeds import look_at, take_due
from coverage.desk.jobs import Link, Upload, Worker, start_job, work_on
from coverage.models import Feed, Job, JobItem
from coverage.web import feeds as pages
from coverage.web.feed_page import in_words
from tests.desk.feed_sites import HTML, MillPost, answer, entry, whole_entry
from tests.desk.papers import paper_unit
from tests.documents.fetching_sites import fetcher_of, http

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
OPML = (
    '<opml version="2.0"><body><outline text="News">'
    '<outline type="rss" text="The Gull" xmlUrl="https://gull.example/feed"/>'
    '<outline type="rss" xmlUrl="https://tern.example/feed"/></outline></body></opml>'
)


@pytest.fixture
def site(monkeypatch) -> Iterator[MillPost]:
    site = MillPost(entry(1))
    monkeypatch.setattr(pages, "request_fetcher", lambda: fetcher_of(site))
    yield site
    site.close()


def words(response):
    """What can be read on the page, in one line."""
    text = re.sub(r"<[^>]*>", " ", response.content.decode())
    return " ".join(text.replace("&#x27;", "'").split())


def make_feed(number=1, **fields):
    named = {"title": f"Feed {number}", "due_at": timezone.now() + timedelta(hours=1), **fields}
    return Feed.objects.create(address=f"https://gull.example/{number}", **named)


def add(client, address, **fields):
    return client.post("/feeds/add", {"address": address, **fields})


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


# --- following --------------------------------------------------------------------------------


def test_an_empty_list_says_how_to_begin(editor_client):
    said = words(editor_client.get("/feeds/"))
    assert "No feed is followed yet." in said
    assert "Follow a feed" in said
    assert "Bring a list" in said


def test_a_feed_is_followed_by_its_address(site, editor_client, editor):
    response = add(editor_client, site.address("/feed"), outlet="Harbour Post", every="45")
    feed = Feed.objects.get()
    assert response["Location"] == feed.get_absolute_url()
    assert (feed.title, feed.every, feed.added_by, feed.outlet.name, feed.outlet_given) == (
        "The Mill Post", 45, editor, "Harbour Post", True
    )  # fmt: skip
    assert feed.due_at <= timezone.now()
    assert feed.history.get().history_user == editor
    said = words(editor_client.get(response["Location"]))
    assert "Followed from now on." in said
    assert "Waiting for a worker to look" in said
    add(editor_client, site.address("/feed") + "#latest")
    assert Feed.objects.count() == 1


def test_of_a_site_with_one_feed_that_one_is_followed(site, editor_client):
    head = '<link rel="alternate" type="application/rss+xml" title="News" href="/feed">'
    site.pages["/"] = http(f"<html><head>{head}</head></html>".encode(), content_type=HTML)
    add(editor_client, site.address("/"))
    assert (Feed.objects.get().address, Feed.objects.get().title) == (site.address("/feed"), "News")


def test_of_a_site_with_several_feeds_a_person_chooses(site, editor_client):
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="News {n}" href="/f{n}">'
        for n in range(3)
    )
    site.pages["/"] = http(f"<html><head>{head}</head></html>".encode(), content_type=HTML)
    response = add(editor_client, site.address("/"), every="60", outlet="Post")
    page = response.content.decode()
    assert "3 feeds" in words(response)
    assert re.findall(r'name="feed" value="(\d)"( checked)?', page) == [
        ("0", " checked"), ("1", ""), ("2", "")
    ]  # fmt: skip
    assert not Feed.objects.exists()
    chosen = {
        "feed": ["1", "2"], "every": "60", "outlet": "Post",
        **{f"address-{n}": site.address(f"/f{n}") for n in range(3)},
        **{f"title-{n}": f"News {n}" for n in range(3)},
    }  # fmt: skip
    said = words(editor_client.post("/feeds/follow", chosen, follow=True))
    assert "2 feeds are followed from now on." in said
    assert list(Feed.objects.values_list("title", "every", "outlet__name")) == [
        ("News 1", 60, "Post"), ("News 2", 60, "Post")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Give the address of a feed, or of a site that has one."),
        ("ftp://gull.example/feed", "does not begin with http:// or https://"),
        ("http://10.0.0.1/feed", "leads to a private address"),
        ("/1", "is no feed, and its page names none"),
        ("/nothing", "answers 404 (Not Found)"),
        ("/broken", "is broken XML without a whole entry"),
    ],
)
def test_what_is_no_feed_is_said_beside_the_field(site, editor_client, address, said):
    site.pages["/broken"] = http(b"<rss><channel><item><title>x", content_type="text/xml")
    address = site.address(address) if address.startswith("/") else address
    response = add(editor_client, address)
    assert response.status_code == 422
    assert said in words(response)
    assert "Follow it all the same" not in words(response)
    assert f'value="{address}"' in response.content.decode()
    assert not Feed.objects.exists()


def test_a_feed_whose_server_is_away_is_followed_all_the_same_on_request(site, editor_client):
    site.pages["/away"] = http(status="503 Service Unavailable")
    response = add(editor_client, site.address("/away"))
    assert response.status_code == 422
    assert "Follow it all the same" in words(response)
    add(editor_client, site.address("/away"), anyway="yes")
    assert Feed.objects.get().address == site.address("/away")


def test_how_often_is_bounded(site, editor_client):
    for every in ("4", "99999", "soon"):
        response = add(editor_client, site.address("/feed"), every=every)
        assert "Give a whole number of minutes from 5 to 10,080 (a week)." in words(response)
    assert not Feed.objects.exists()


def test_a_list_is_shown_before_any_of_it_is_followed(editor_client):
    Feed.objects.create(address="https://tern.example/feed", due_at=timezone.now())
    response = editor_client.post(
        "/feeds/list", {"opml": SimpleUploadedFile("mine.opml", OPML.encode())}
    )
    said = words(response)
    assert "2 feeds to choose from mine.opml" in said
    assert "The Gull https://gull.example/feed" in said
    assert "https://tern.example/feed is followed already" in said
    page = response.content.decode()
    assert re.findall(r'name="(?:feed|address-\d)" value="([^"]*)"', page) == [
        "0", "https://gull.example/feed", "1"
    ]  # fmt: skip
    assert Feed.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"<opml version='2.0'><body/></opml>", "without a feed's address"),
        (b"The mill was opened on Monday.", "lists no feed"),
    ],
)
def test_a_file_that_lists_no_feed_is_told(editor_client, content, said):
    response = editor_client.post("/feeds/list", {"opml": SimpleUploadedFile("a.opml", content)})
    assert response.status_code == 422
    assert said in words(response)


def test_a_list_of_addresses_is_taken_as_well(editor_client):
    lines = SimpleUploadedFile("feeds.txt", b"https://gull.example/feed\nhttps://tern.example/a\n")
    assert "2 feeds to choose from" in words(editor_client.post("/feeds/list", {"opml": lines}))


def test_what_is_no_address_is_told_and_the_others_go_on(editor_client):
    chosen = {
        "feed": ["0", "1"],
        "address-0": "http://printer.local/",
        "address-1": "https://a.example/",
    }
    said = words(editor_client.post("/feeds/follow", chosen, follow=True))
    assert "1 feed is followed from now on." in said
    assert "Not followed: http://printer.local/" in said
    said = words(editor_client.post("/feeds/follow", {}, follow=True))
    assert "Nothing was ticked" in said


def test_all_feeds_are_exported_and_come_back(editor_client):
    make_feed(1, title="The <Gull>")
    make_feed(2, state="paused")
    make_feed(3, state="stopped")
    exported = editor_client.get("/feeds/feeds.opml")
    assert exported["Content-Disposition"] == 'attachment; filename="feeds.opml"'
    Feed.objects.all().delete()
    file = SimpleUploadedFile("feeds.opml", exported.content)
    assert "The &lt;Gull&gt; https://gull.example/1" in words(
        editor_client.post("/feeds/list", {"opml": file})
    )


# --- the list -----------------------------------------------------------------------------------


def test_the_list_says_how_each_feed_stands(editor_client, editor):
    moment = timezone.now()
    make_feed(1, last_looked_at=moment, last_outcome="2 new of 9 entries", every=120)
    make_feed(2, failures=3, last_looked_at=moment, last_outcome="answers 503: it is asked again")
    make_feed(3, state="paused")
    make_feed(4, state="gone", note="its server says that it is gone for good (410)")
    make_feed(5, due_at=moment)
    Job.objects.create(purpose="a", feed=Feed.objects.get(title="Feed 1"), added_count=7)
    Job.objects.create(purpose="b", feed=Feed.objects.get(title="Feed 1"), added_count=2)
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


# --- from a job that read a feed once -----------------------------------------------------------


def test_a_job_that_read_a_feed_offers_to_follow_it(site, editor_client):
    site.pages["/feed"] = answer([whole_entry(1)])
    job = start_job(None, [Link(site.address("/feed"))], purpose="1 address")
    work_on(job.pk, Worker(fetcher=fetcher_of(site)))
    assert JobItem.objects.get().is_feed
    page = editor_client.get(f"/jobs/{job.pk}/").content.decode()
    assert "Follow this feed" in page
    [address] = re.findall(r'href="(/feeds/of-job/\d+)"', page)
    assert site.address("/feed") in words(editor_client.get(address))


def test_a_job_of_a_list_offers_all_its_feeds(editor_client):
    import io

    job = start_job(None, [Upload(io.BytesIO(OPML.encode()), "mine.opml")], purpose="mine.opml")
    work_on(job.pk, Worker(), seconds=0)
    Job.objects.update(state="running")
    from coverage.desk.jobs import do_item, take_item

    do_item(take_item("one"))
    assert "Follow these feeds" in words(editor_client.get(f"/jobs/{job.pk}/"))
    said = words(editor_client.get(f"/feeds/of-job/{job.pk}"))
    assert "2 feeds to choose from mine.opml" in said
    assert "The Gull" in said


def test_a_job_of_articles_offers_nothing(editor_client):
    job = start_job(None, [paper_unit(1)], purpose="one")
    assert "Follow th" not in words(editor_client.get(f"/jobs/{job.pk}/"))
