"""manage.py feeds, the worker that looks at them, and what doctor says of feeds nobody looks at."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.utils import timezone

from coverage.desk.doctor import examine
from coverage.desk.jobs import Unit, Worker, start_job
from coverage.management import worker as loop
from coverage.management.commands.feeds import Command
from coverage.models import Article, Feed, Job
from coverage.tasks import working_as
from tests.desk.feed_sites import HTML, MillPost, answer, entry, followed, whole_entry
from tests.desk.papers import paper
from tests.documents.fetching_sites import fetcher_of, http

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site() -> Iterator[MillPost]:
    site = MillPost(whole_entry(1), entry(2))
    yield site
    site.close()


def feeds(*words: str, site: MillPost) -> tuple[str, str, int]:
    """(what the command prints, what it complains of, its exit status)."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    command = Command(stdout=out, stderr=err)
    options = vars(command.create_parser("manage.py", "feeds").parse_args(list(words)))
    try:
        command.run(options, fetcher_of(site))
    except SystemExit as ended:
        status = int(ended.code or 0)
    return out.getvalue(), err.getvalue(), status


def test_a_feed_is_added_looked_at_listed_and_stopped(site):
    address = site.address("/feed")
    said, _, status = feeds("add", address, "--every", "60", site=site)
    assert (said, status) == (f"followed     {address}  The Mill Post\n", 0)
    said, _, status = feeds("look", site=site)
    assert said.splitlines()[0] == "The Mill Post: 2 new of 2 entries"
    assert said.splitlines()[-1] == "  2 added"
    assert (status, Article.objects.count()) == (0, 2)
    assert feeds("look", "--due", site=site)[0] == "No feed is due.\n"
    assert feeds("look", address, site=site)[0] == "The Mill Post: nothing new in 2 entries\n"
    said = feeds("list", site=site)[0]
    assert said.startswith("followed ")
    assert "2  " + address in said
    assert "The Mill Post: nothing new in 2 entries" in said
    assert feeds("pause", address, site=site)[0] == f"paused   {address}\n"
    _, wrong, status = feeds("look", address, site=site)
    assert ("resume it first" in wrong, status) == (True, 1)
    assert feeds("resume", address, site=site)[0] == f"followed {address}\n"
    assert feeds("stop", address, site=site)[0] == f"stopped  {address}\n"
    assert feeds("list", site=site)[0] == "No feed is followed: manage.py feeds add ADDRESS\n"


def test_a_site_with_several_feeds_names_them(site):
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="News {n}" href="/f{n}">'
        for n in range(2)
    )
    site.pages["/"] = http(f"<html><head>{head}</head></html>".encode(), content_type=HTML)
    _, wrong, status = feeds("add", site.address("/"), site.address("/feed"), site=site)
    assert status == 1
    assert "names several feeds" in wrong
    assert f"{site.address('/f1')}  News 1" in wrong
    assert Feed.objects.get().address == site.address("/feed"), "the other one is followed"


def test_a_server_that_is_away_is_followed_unseen(site):
    site.pages["/away"] = http(status="503 Service Unavailable")
    _, wrong, status = feeds("add", site.address("/away"), site=site)
    assert ("--unseen follows it all the same." in wrong, status) == (True, 1)
    assert feeds("add", site.address("/away"), "--unseen", site=site)[2] == 0
    said, _, status = feeds("look", site=site)
    assert "answers 503 (Service Unavailable): it is asked again by itself" in said
    assert status == 1
    assert f"failed: {site.address('/away')} answers 503" in feeds("list", site=site)[0]


def test_a_list_is_exported_and_imported(site, tmp_path: Path):
    followed(site, title="The Mill Post")
    followed(site, "/other")
    file = tmp_path / "feeds.opml"
    assert feeds("export", str(file), site=site)[2] == 0
    assert feeds("export", site=site)[0].strip() == file.read_text().strip()
    Feed.objects.all().delete()
    said, _, status = feeds("import", str(file), site=site)
    assert said.endswith("2 of 2 feeds are followed.\n")
    assert set(Feed.objects.values_list("address", flat=True)) == {
        site.address("/feed"), site.address("/other")
    }  # fmt: skip
    assert status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["stop", "https://gull.example/none"], "is not among the feeds"),
        (["look", "nonsense"], "is not among the feeds"),
        (["import", "/nowhere/feeds.opml"], "it cannot be read"),
        (["add", "https://gull.example/feed", "--every", "1"], "5 to 10,080 minutes"),
    ],
)
def test_mistakes_are_told(site, words, said):
    with pytest.raises(CommandError, match=said):
        feeds(*words, site=site)


def test_a_private_address_is_refused_at_the_terminal(site):
    _, wrong, status = feeds("add", "http://10.1.2.3/feed", site=site)
    assert ("leads to a private address" in wrong, status) == (True, 1)
    assert not Feed.objects.exists()


# --- the worker -----------------------------------------------------------------------------------


def work(site: MillPost) -> None:
    try:
        loop.run_worker(Worker(fetcher=fetcher_of(site)), until_idle=True)
    finally:
        working_as(Worker())


def test_a_worker_looks_at_what_is_due_and_takes_in_what_is_new(site):
    followed(site, due_at=timezone.now())
    later = followed(site, "/later", due_at=timezone.now() + timedelta(hours=1))
    work(site)
    feed = Feed.objects.get(title="The Mill Post")
    assert (feed.last_outcome, feed.looked_by) == ("2 new of 2 entries", "")
    assert (Job.objects.get().state, Article.objects.count()) == ("done", 2)
    later.refresh_from_db()
    assert later.last_looked_at is None


def test_feeds_have_their_turn_while_a_long_job_is_worked_on(site, monkeypatch):
    monkeypatch.setattr(loop, "TURN", 0.001)  # one document a turn
    monkeypatch.setattr("coverage.tasks.TURN", 0.001)
    site.pages["/feed"] = answer([whole_entry(1)])
    long = start_job(
        None,
        [Unit(paper(n), f"{n}.txt", content_type="text/plain") for n in range(4)],
        purpose="long",
    )
    followed(site, due_at=timezone.now())
    work(site)
    long.refresh_from_db()
    looked = Job.objects.get(feed__isnull=False)
    assert (long.state, looked.state) == ("done", "done")
    assert looked.made_at < long.finished_at


def test_doctor_tells_of_feeds_that_nobody_looks_at(site):
    def said():
        return next(check for check in examine() if check.name == "feeds")

    assert said().is_well
    followed(site, due_at=timezone.now() - timedelta(minutes=5))
    assert (said().is_well, said().said) == (True, "1 followed, none waits for a worker")
    Feed.objects.update(due_at=timezone.now() - timedelta(hours=2))
    assert not said().is_well
    assert said().said == "1 due for over an hour with no worker heard of"
    assert "manage.py work" in said().mend
    Feed.objects.update(due_at=timezone.now() + timedelta(hours=2), failures=9, last_outcome="404")
    assert said().said == "1 followed, none waits for a worker; 1 failed 5 times in a row or more"
