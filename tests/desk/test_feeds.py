"""Looking at feeds: what is new once, whose it is, one worker at a time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from coverage.desk.feeds import LookLost, choosing, follow, look_at, look_at_due, looking, take_due
from coverage.desk.jobs import Link, Worker, report, start_job, take_item, work_on
from coverage.documents.entries import read_entries
from coverage.models import Article, Feed, FeedEntry, Job, JobItem
from tests.documents.fetching_sites import fetcher_of, http

from .feed_sites import (
    NOON,
    after,
    answer,
    entry,
    feed_of,
    followed,
    look,
    look_and_work,
    page,
    whole_entry,
)

pytestmark = pytest.mark.django_db


# --- what is new ------------------------------------------------------------------------------


def test_what_a_feed_lists_comes_in_page_by_page_as_one_job(site):
    feed = followed(site)
    seen = look_and_work(feed, site)
    assert seen.said == "2 new of 2 entries"
    assert [(row.name, row.outcome) for row in report(seen.job)] == [
        ("Day 2", "added"), ("Day 1", "added")
    ]  # fmt: skip
    assert (seen.job.feed, seen.job.purpose, seen.job.state) == (feed, "The Mill Post", "done")
    assert site.asked().count("/robots.txt") > 0, "programs keep to robots.txt"
    assert (feed.title, feed.failures, feed.last_looked_at) == ("The Mill Post", 0, NOON)
    assert (feed.due_at, feed.last_outcome, feed.brought) == (after(30), "2 new of 2 entries", 2)


def test_an_entry_once_taken_is_never_fetched_again(site):
    feed = followed(site)
    look_and_work(feed, site)
    site.requests.clear()
    site.pages["/feed"] = answer([entry(3), entry(2), entry(1)])
    seen = look_and_work(feed, site, after(30))
    assert seen.said == "1 new of 3 entries"
    assert [path for path in site.asked() if path != "/robots.txt"] == ["/feed", "/3"]
    assert look(feed, site, after(60)).job is None
    assert (Job.objects.count(), Article.objects.count()) == (2, 3)


def test_a_look_with_nothing_new_makes_no_job(site):
    feed = followed(site)
    look(feed, site)
    seen = look(feed, site, after(30))
    assert (seen.job, seen.said) == (None, "nothing new in 2 entries")
    assert Job.objects.count() == 1


def test_a_whole_article_is_taken_from_the_feed(site):
    site.pages["/feed"] = answer([whole_entry(5), entry(6)])
    seen = look_and_work(followed(site), site)
    assert (seen.job.state, seen.job.added_count) == ("done", 2)
    assert "/5" not in site.asked()
    assert "/6" in site.asked()
    article = Article.objects.get(headline="Day 5")
    assert article.address == site.address("/5")
    assert article.outlet_name == "The Mill Post"


def test_a_page_that_is_closed_to_programs_is_refused_with_its_reason(site):
    site.pages["/robots.txt"] = http(b"User-agent: *\nDisallow: /2\n")
    seen = look_and_work(followed(site), site)
    rows = {row.name: (row.outcome, row.why) for row in report(seen.job)}
    assert rows["Day 1"][0] == "added"
    assert rows["Day 2"][0] == "refused"
    assert "closed to programs by its site's robots.txt" in rows["Day 2"][1]
    assert "/2" not in site.asked()


def test_one_new_page_is_not_read_as_a_persons_browser_would(site):
    site.pages["/feed"] = answer([entry(1)])
    site.pages["/robots.txt"] = http(b"User-agent: *\nDisallow: /1\n")
    [row] = report(look_and_work(followed(site), site).job)
    assert row.outcome == "refused"


def test_an_entry_without_text_and_address_is_refused_once(site):
    site.pages["/feed"] = answer(["<item><title>Nothing</title></item>"])
    feed = followed(site)
    seen = look_and_work(feed, site)
    [row] = report(seen.job)
    assert (row.outcome, seen.job.state) == ("refused", "done")
    assert "neither a text nor an address" in row.why
    assert look(feed, site, after(30)).job is None


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("Mon, 04 May 2026 08:00:00 GMT", "Mon, 04 May 2026 13:00:00 GMT", "1 changed of 1 entry"),
        (
            "Mon, 04 May 2026 08:00:00 GMT",
            "Mon, 04 May 2026 07:00:00 GMT",
            "nothing new in 1 entry",
        ),
        ("Mon, 04 May 2026 08:00:00 GMT", "", "nothing new in 1 entry"),
    ],
)
def test_an_entry_that_is_newer_is_looked_at_again(site, before, now, said):
    feed = followed(site)
    site.pages["/feed"] = answer([entry(1, before)])
    look_and_work(feed, site)
    site.pages["/feed"] = answer([entry(1, now)])
    site.pages["/1"] = page(1, " of the mill")
    seen = look_and_work(feed, site, after(90))
    assert seen.said == said
    versions = Article.objects.get().versions.count()
    assert versions == (2 if seen.job else 1)


def test_a_whole_entry_without_a_date_is_compared_by_its_words(site):
    feed = followed(site)
    site.pages["/feed"] = answer([whole_entry(1)])
    look_and_work(feed, site)
    assert look(feed, site, after(90)).job is None
    site.pages["/feed"] = answer([whole_entry(1, " of the mill")])
    seen = look_and_work(feed, site, after(180))
    assert (seen.said, seen.job.new_version_count) == ("1 changed of 1 entry", 1)


def test_an_entry_that_always_says_it_changed_is_taken_a_few_times_only(site):
    feed = followed(site)
    days = [f"Mon, 04 May 2026 {hour:02}:00:00 GMT" for hour in range(1, 22, 2)]
    jobs = 0
    for number, day in enumerate(days):
        site.pages["/feed"] = answer([entry(1, day)])
        jobs += look(feed, site, after(120 * number)).job is not None
    assert jobs == choosing.MOST_TIMES
    site.pages["/feed"] = answer([entry(2, days[0])])
    look(feed, site, after(2000))
    site.pages["/feed"] = answer([entry(2, days[1])])
    assert look(feed, site, after(2030)).job is None, "not within the hour"


def test_a_page_that_was_refused_is_tried_again_hours_later(site):
    feed = followed(site)
    site.pages["/feed"] = answer([entry(1)])
    site.pages["/1"] = http(status="404 Not Found")
    look_and_work(feed, site)
    assert look(feed, site, after(60)).job is None
    site.pages["/1"] = page(1)
    seen = look_and_work(feed, site, after(7 * 60))
    assert (seen.said, seen.job.added_count) == ("1 tried again of 1 entry", 1)
    assert look(feed, site, after(24 * 60)).job is None


def test_one_page_in_two_feeds_is_fetched_once(site):
    site.pages["/other"] = answer([entry(1).replace("entry 1", "another id"), entry(7)])
    one, other = followed(site), followed(site, "/other")
    look_and_work(one, site)
    seen = look_and_work(other, site)
    assert seen.said == ("1 new of 2 entries; 1 that another feed brought are not fetched again")
    assert site.asked().count("/1") == 1
    assert look(other, site, after(30)).said == "nothing new in 2 entries"


def test_a_feed_of_five_thousand_entries_is_taken_in_parts_and_says_so(site):
    feed = followed(site)
    many = [entry(n, place=f"https://mill.example/{n}") for n in range(5000)]
    site.pages["/feed"] = answer(many, etag='"a"', last_modified="Mon, 04 May 2026 08:00:00 GMT")
    seen = look(feed, site)
    assert seen.said == "500 new of 5,000 entries; 4,500 more wait for the next looks"
    assert (seen.job.item_count, seen.feed.etag, seen.feed.modified) == (500, "", "")
    assert look(feed, site, after(30)).said.endswith("4,000 more wait for the next looks")
    assert JobItem.objects.values("key").distinct().count() == 1000


def test_a_look_asks_only_after_what_is_listed_now(site):
    feed = followed(site)
    forgotten = [FeedEntry(feed=feed, key=f"{n:064d}", seen_at=NOON) for n in range(3)]
    FeedEntry.objects.bulk_create(forgotten)
    listed = read_entries(feed_of([entry(1)]), address=feed.address).entries
    with CaptureQueriesContext(connection) as asked:
        assert len(choosing.choose(feed, listed, NOON).fresh) == 1
    remembered = [q["sql"] for q in asked if FeedEntry._meta.db_table in q["sql"]]
    assert remembered
    assert all(" IN (" in sql for sql in remembered)


def test_what_a_feed_lists_no_longer_is_forgotten_after_a_time(site, monkeypatch):
    feed = followed(site)
    look(feed, site)
    site.pages["/feed"] = answer([entry(2)])
    look(feed, site, after(60 * 24 * 30))
    assert feed.entries.count() == 2
    look(feed, site, after(60 * 24 * 91))
    assert feed.entries.count() == 1
    monkeypatch.setattr(choosing, "MOST_REMEMBERED", 3)
    site.pages["/feed"] = answer([entry(n) for n in range(10, 13)])
    look(feed, site, after(60 * 24 * 92))
    assert feed.entries.count() == 3


# --- outlets ------------------------------------------------------------------------------------


def test_the_outlet_of_all_it_brought_is_learned_and_one_that_is_given_stands(site):
    site.pages["/feed"] = answer([whole_entry(1), whole_entry(2)])
    feed = followed(site)
    look_and_work(feed, site)
    look_and_work(feed, site, after(30))
    assert (feed.outlet.name, feed.outlet_given) == ("The Mill Post", False)
    site.pages["/more"] = answer([whole_entry(3)])
    policy = fetcher_of(site).policy
    given = follow(site.address("/more"), None, NOON, outlet="Harbour Post", policy=policy).feed
    look_and_work(given, site)
    assert Article.objects.get(headline="Day 3").outlet_name == "Harbour Post"


# --- one worker at a time -----------------------------------------------------------------------


def test_a_feed_is_taken_by_one_worker_until_its_lease_ends(site):
    feed = followed(site)
    taken = take_due("one", NOON)
    assert taken == feed
    assert take_due("two", after(1)) is None
    again = take_due("two", after(7))
    assert again == feed
    with pytest.raises(LookLost):
        look_at(taken, fetcher_of(site), after(7))
    assert not Job.objects.exists(), "nothing of a lost look is stored"
    assert look_at(again, fetcher_of(site), after(7)).job.item_count == 2


def test_one_thing_of_a_host_is_asked_for_at_a_time(site):
    one, _ = followed(site), followed(site, "/other")
    assert take_due("one", NOON) == one
    assert take_due("two", NOON) is None
    job = start_job(None, [Link(site.address("/1"))], purpose="a page of the host")
    Job.objects.update(state="running")
    Feed.objects.filter(pk=one.pk).update(looked_until=after(999_999_999 / 60))
    assert take_item("three") is None
    Feed.objects.update(looked_by="", looked_until=None)
    assert take_item("three").job == job
    assert take_due("two", NOON) is None


def test_the_database_holds_that_a_host_is_looked_at_once(site):
    held = {"looked_by": "one", "looked_until": NOON}
    followed(site, **held)
    with pytest.raises(IntegrityError), transaction.atomic():
        followed(site, "/other", **held)


def test_a_feed_that_ends_its_worker_is_left_alone_for_longer(site):
    feed = followed(site)
    for number in range(looking.MOST_BEGUN):
        assert take_due("killed", after(7 * number)) == feed
    seen = look_at(take_due("careful", after(30)), fetcher_of(site), after(30))
    assert seen.said.startswith(f"{feed.address} ended the worker that looked at it 3 times: ")
    assert (seen.feed.failures, seen.feed.due_at) == (1, after(90))
    assert site.asked() == []
    assert look(feed, site, after(90)).said == "2 new of 2 entries"


def test_a_feed_stopped_while_it_is_looked_at_stores_nothing(site):
    followed(site)
    taken = take_due("one", NOON)
    Feed.objects.update(state="paused")
    assert look_at(taken, fetcher_of(site), NOON).job is None
    assert not FeedEntry.objects.exists()
    assert Feed.objects.get().looked_by == ""


def test_all_that_is_due_is_looked_at_and_nothing_else(site):
    for number in range(3):
        site.pages[f"/f{number}"] = answer([entry(number)])
        followed(site, f"/f{number}", due_at=after(-number))
    followed(site, "/later", due_at=after(1))
    followed(site, "/paused", state="paused")
    worker = Worker(fetcher=fetcher_of(site))
    looks = list(look_at_due(worker, lambda: NOON))
    assert [seen.feed.address[-2:] for seen in looks] == ["f2", "f1", "f0"]
    for seen in looks:
        work_on(seen.job.pk, worker)
    assert Article.objects.count() == 3
    assert list(look_at_due(Worker(), lambda: after(99))) == [], "without a fetcher none is taken"


def test_a_fault_of_ours_is_told_and_the_next_feed_has_its_turn(site, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(looking, "choose", fail)
    seen = look(followed(site), site)
    assert "could not be read (by nought): please report it" in seen.said
    assert (seen.feed.failures, seen.feed.looked_by) == (1, "")
    assert NOON + timedelta(hours=1) == seen.feed.due_at
