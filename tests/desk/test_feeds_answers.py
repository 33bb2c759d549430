"""What a feed's server answers: unchanged, wrong, moved, gone; and when it is asked again."""

import re

import pytest

from coverage.desk.feeds import follow, look_at, take_due
from coverage.desk.feeds.schedule import next_look
from coverage.desk.jobs import report
from coverage.documents.fetching import Fetcher, Turns
from coverage.models import Feed
from tests.documents.fetching_sites import fetcher_of, http, moved

from .feed_sites import (
    NOON,
    after,
    answer,
    entry,
    feed_of,
    followed,
    look,
    look_and_work,
)

pytestmark = pytest.mark.django_db


# --- conditional requests and how often ---------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "sent"),
    [
        ({"etag": '"v1"'}, ("if-none-match", '"v1"')),
        ({"last_modified": "Mon, 04 May 2026 08:00:00 GMT"},
         ("if-modified-since", "Mon, 04 May 2026 08:00:00 GMT")),
    ],
)  # fmt: skip
def test_a_feed_is_asked_for_with_the_marks_it_came_with(site, marks, sent):
    site.conditional([entry(1)], **marks)
    feed = followed(site)
    look_and_work(feed, site)
    seen = look(feed, site, after(30))
    assert site.headers()[sent[0]] == sent[1]
    assert (seen.job, seen.said) == (None, "nothing new: its server says that it is unchanged")
    assert seen.feed.last_looked_at == after(30)
    site.conditional(
        [entry(2), entry(1)],
        **{name: value.replace("1", "2").replace("08:", "09:") for name, value in marks.items()},
    )
    assert look(feed, site, after(60)).said == "1 new of 2 entries"


@pytest.mark.parametrize(
    ("head", "headers", "every", "minutes"),
    [
        ("", {}, 30, 30),
        ("<ttl>120</ttl>", {}, 30, 120),
        ("<ttl>10</ttl>", {}, 30, 30),
        ("", {"cache_control": "public, max-age=7200"}, 30, 120),
        ("", {"cache_control": "no-cache, max-age=7200"}, 30, 30),
        ("", {"cache_control": "max-age=soon"}, 30, 30),
        ("<ttl>45</ttl>", {"cache_control": "max-age=61"}, 5, 45),
        ("", {"cache_control": "max-age=99999999"}, 30, 24 * 60),
        ("<ttl>10</ttl>", {}, 7 * 24 * 60, 7 * 24 * 60),
    ],
)
def test_a_feed_is_left_alone_for_as_long_as_it_asks(site, head, headers, every, minutes):
    site.pages["/feed"] = answer([entry(1)], head, **headers)
    assert look(followed(site, every=every), site).feed.due_at == after(minutes)


@pytest.mark.parametrize(
    ("pause", "failures", "wait", "minutes"),
    [
        (30, 0, 0, 30), (30, 1, 0, 60), (30, 2, 0, 120), (30, 5, 0, 960), (30, 6, 0, 1440),
        (30, 60000, 0, 1440), (30, 1, 7200, 120), (30, 0, 1e12, 7 * 1440),
        (10080, 3, 0, 10080),
    ],
)  # fmt: skip
def test_failures_double_the_pause_up_to_a_day(pause, failures, wait, minutes):
    assert next_look(NOON, pause, failures, wait) == after(minutes)


def test_a_feed_that_fails_backs_off_and_comes_back(site):
    feed = followed(site)
    site.pages["/feed"] = http(status="503 Service Unavailable")
    for number, minutes in enumerate([60, 120, 240], 1):
        seen = look(feed, site)
        assert (seen.is_failed, seen.feed.failures, seen.feed.due_at) == (
            True, number, after(minutes)
        )  # fmt: skip
    assert seen.said == (
        f"{feed.address} answers 503 (Service Unavailable): it is asked again by itself."
    )
    site.pages["/feed"] = answer([entry(1)])
    seen = look(feed, site)
    assert (seen.feed.failures, seen.feed.due_at, seen.said) == (0, after(30), "1 new of 1 entry")


def test_a_server_that_names_a_time_is_left_alone_until_then(site):
    site.pages["/feed"] = http(status="429 Too Many Requests", retry_after="36000")
    assert look(followed(site), site).feed.due_at == after(600)


# --- feeds that are wrong, moved or gone --------------------------------------------------------


@pytest.mark.parametrize(
    ("answered", "said"),
    [
        (http(b"<html><body>Sign in</body></html>", content_type="text/html"),
         "answers with a web page, not a feed: give the feed's own address"),
        (http(b"<rss><channel><item><title>Half", content_type="text/xml"),
         "is broken XML without a whole entry (line 1: "),
        (http(b"", content_type="text/xml"), "answers with nothing"),
        (http(status="404 Not Found"), "answers 404 (Not Found): look whether the address"),
        (http(b"\x89PNG", content_type="image/png"), "is a picture"),
        (http(b"\x00" * 9 + b"\x01\x02" * 3000, content_type="text/xml"), "is not a text: give"),
        (http(status="301 Moved", location="http:///x"), "leads to"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_feed_is_said_and_the_feed_is_kept(site, answered, said):
    feed = followed(site, title="The Mill Post")
    site.pages["/feed"] = answered
    seen = look(feed, site, after(30))
    assert seen.is_failed
    assert seen.said.startswith(f"“The Mill Post” {said}")
    assert re.search(r": [a-z].*\.$", seen.said), "it ends with what to do"
    assert (seen.feed.is_followed, seen.feed.failures, seen.feed.title) == (
        True, 1, "The Mill Post"
    )  # fmt: skip


def test_a_feed_that_broke_off_is_read_again_as_a_whole(site):
    half = feed_of([entry(2), entry(1)]).split(b"<item>")
    site.pages["/feed"] = http(b"<item>".join(half[:3])[:-60], content_type="text/xml", etag='"a"')
    feed = followed(site)
    seen = look(feed, site)
    assert seen.said == (
        "1 new of 1 entry; it broke off in the middle, and is read again at the next look"
    )
    assert seen.feed.etag == ""
    site.pages["/feed"] = answer([entry(2), entry(1)], etag='"a"')
    seen = look(feed, site, after(30))
    assert (seen.said, seen.feed.etag) == ("1 new of 2 entries", '"a"')


def test_a_feed_that_is_gone_for_good_is_stopped_and_says_so(site):
    feed = followed(site)
    site.pages["/feed"] = http(status="410 Gone")
    seen = look(feed, site)
    assert (seen.feed.state, seen.is_failed) == ("gone", True)
    assert seen.feed.note == (
        f"{feed.address} is gone for good, as its server says (410, 4 May 2026): see whether its "
        "site names another feed, and follow that."
    )
    assert take_due("a worker", after(9999)) is None
    found = follow(feed.address, None, after(9999), policy=fetcher_of(site).policy)
    assert (found.is_new, found.feed.state) == (False, "followed")


def test_a_feed_that_says_nothing_more_comes_is_taken_in_and_stopped(site):
    site.pages["/feed"] = http(
        b'{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "expired": true, '
        b'"items": [{"id": "1", "url": "/1"}]}',
        content_type="application/feed+json",
    )
    seen = look_and_work(followed(site), site)
    assert (seen.job.added_count, seen.feed.state) == (1, "gone")
    assert seen.feed.note == "it says that nothing more comes"


@pytest.mark.parametrize(
    ("status", "is_moved"),
    [("301 Moved Permanently", True), ("308 Permanent Redirect", True), ("302 Found", False),
     ("307 Temporary Redirect", False)],
)  # fmt: skip
def test_a_feed_that_moved_for_good_has_its_new_address(site, status, is_moved):
    site.pages["/new"] = site.pages["/feed"]
    site.pages["/feed"] = moved("/new", status)
    feed = followed(site)
    before = feed.address
    seen = look(feed, site)
    assert seen.said == "2 new of 2 entries"
    assert seen.feed.address == (site.address("/new") if is_moved else before)
    assert seen.feed.note == (f"moved here from {before} (4 May 2026)" if is_moved else "")


def test_one_step_that_is_not_for_good_moves_nothing(site):
    site.pages["/newest"] = site.pages["/feed"]
    site.pages["/new"] = moved("/newest", "302 Found")
    site.pages["/feed"] = moved("/new", "301 Moved Permanently")
    feed = followed(site)
    assert look(feed, site).feed.address == feed.address


def test_a_feed_that_moved_to_what_is_no_feed_stays_where_it_was(site):
    site.pages["/feed"] = moved("/1", "301 Moved Permanently")
    feed = followed(site)
    seen = look(feed, site)
    assert (seen.is_failed, seen.feed.address) == (True, feed.address)


def test_two_feeds_that_become_one_are_followed_once(site):
    site.pages["/old"] = moved("/feed", "301 Moved Permanently")
    other = followed(site)
    seen = look(followed(site, "/old"), site)
    assert seen.feed.state == "gone"
    assert seen.feed.note.startswith(f"moved to {other.address}, which is a feed here already")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/feed", "leads to an address of the computer itself"),
        ("http://127.0.0.1:8000/feed", "leads to an address of the computer itself"),
        ("http://gull.example:8000/feed", "asks for port 8000"),
        ("http://10.0.0.7/feed", "leads to a private address"),
        ("http://[::1]/feed", "leads to an address"),
        ("http://169.254.169.254/feed", "leads to an address"),
        ("http://printer.local/feed", "local"),
    ],
)
def test_a_private_address_is_refused_in_words(address, why):
    feed = Feed.objects.create(address=address, due_at=NOON)
    seen = look_at(take_due("a worker", NOON), Fetcher(turns=Turns()), NOON)
    assert seen.is_failed
    assert why in seen.said
    feed.refresh_from_db()
    assert (feed.failures, feed.last_outcome) == (1, seen.said)


def test_what_a_feed_names_is_fetched_from_the_public_web_only(site):
    site.pages["/feed"] = answer([entry(1, place="http://127.0.0.1:1/secret")])
    [row] = report(look_and_work(followed(site), site).job)
    assert row.outcome == "refused"
    assert "of the computer itself" in row.why
