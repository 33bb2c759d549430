"""Following feeds on the pages: by address, by site, from a list, from a job."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from coverage.desk.jobs import Link, Upload, Worker, do_item, start_job, take_item, work_on
from coverage.models import Feed, Job, JobItem
from tests.desk.feed_sites import HTML, answer, whole_entry
from tests.desk.papers import paper_unit
from tests.documents.fetching_sites import fetcher_of, http

from .feeds_shown import OPML, add, make_feed, words

pytestmark = pytest.mark.django_db

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


def test_a_line_of_a_list_that_names_no_feed_is_told(editor_client):
    listed = OPML.replace("https://tern.example/feed", "the Tern")
    response = editor_client.post(
        "/feeds/list", {"opml": SimpleUploadedFile("mine.opml", listed.encode())}
    )
    said = words(response)
    assert "1 feed to choose from mine.opml" in said
    assert "mine.opml names a feed (“the Tern”) whose address is none." in said


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


def test_a_list_of_feeds_that_are_all_followed_offers_nothing_to_tick(editor_client):
    for name in ("gull", "tern"):
        Feed.objects.create(address=f"https://{name}.example/feed", due_at=timezone.now())
    response = editor_client.post(
        "/feeds/list", {"opml": SimpleUploadedFile("mine.opml", OPML.encode())}
    )
    assert "There is nothing to tick." in words(response)
    assert "Follow what is ticked" not in words(response)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/feed", "leads to an address of the computer itself"),
        ("http://127.0.0.1:8000/feed", "leads to an address of the computer itself"),
        ("http://gull.example:8000/feed", "asks for port 8000, and only 80 and 443 are used"),
        ("http://192.168.7.7/feed", "leads to a private address"),
        ("http://[fd00::7]/feed", "leads to a private address"),
        ("http://[::ffff:10.0.0.7]/feed", "leads to an IPv6 address that wraps an IPv4 one"),
        ("http://169.254.169.254/feed", "leads to an address of a cloud's own machinery"),
        ("http://0x7f.1/feed", "writes an IPv4 address in another form"),
        ("http://router.local/feed", "has a name of a local network as its host"),
    ],
)
def test_what_no_worker_may_ask_for_is_refused_before_it_is_followed(editor_client, address, why):
    listed = OPML.replace("https://tern.example/feed", address)
    response = editor_client.post(
        "/feeds/list", {"opml": SimpleUploadedFile("mine.opml", listed.encode())}
    )
    said = words(response).replace("&#x27;", "'")
    assert "Cannot be followed:" in said
    assert why in said
    sent = re.findall(r'name="feed" value="(\d)"( disabled)?', response.content.decode())
    assert sent == [("0", ""), ("1", " disabled")]
    chosen = {"feed": ["0"], "address-0": address, "title-0": "A box"}
    assert why in words(editor_client.post("/feeds/follow", chosen, follow=True))
    add(editor_client, address, anyway="yes")
    assert not Feed.objects.exists()


def test_a_wrong_number_of_minutes_keeps_what_was_ticked(editor_client):
    chosen = {
        "feed": ["1"], "every": "2", "outlet": "Post", "said": "mine.opml",
        "address-0": "https://a.example/", "address-1": "https://b.example/", "title-1": "B",
    }  # fmt: skip
    response = editor_client.post("/feeds/follow", chosen)
    assert response.status_code == 422
    assert "Give a whole number of minutes from 5" in words(response)
    page = response.content.decode()
    assert re.findall(r'name="feed" value="(\d)"( checked)?', page) == [
        ("0", ""), ("1", " checked")
    ]  # fmt: skip
    assert 'value="Post"' in page
    assert not Feed.objects.exists()


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
    job = start_job(None, [Upload(io.BytesIO(OPML.encode()), "mine.opml")], purpose="mine.opml")
    work_on(job.pk, Worker(), seconds=0)
    Job.objects.update(state="running")
    do_item(take_item("one"))
    assert "Follow these feeds" in words(editor_client.get(f"/jobs/{job.pk}/"))
    said = words(editor_client.get(f"/feeds/of-job/{job.pk}"))
    assert "2 feeds to choose from mine.opml" in said
    assert "The Gull" in said


def test_a_job_of_articles_offers_nothing(editor_client):
    job = start_job(None, [paper_unit(1)], purpose="one")
    assert "Follow th" not in words(editor_client.get(f"/jobs/{job.pk}/"))
