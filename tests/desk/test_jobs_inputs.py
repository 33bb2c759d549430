"""What jobs do with addresses to fetch and with files of every kind, by the one rule set."""

import csv
import io
import json
import zipfile

import pytest
from django.utils import timezone

from coverage.desk.jobs import Link, Upload, Worker, report, start_job, work_on
from coverage.desk.jobs.reports import unpacked_files
from coverage.models import Article, Document, JobItem
from tests.documents.fetching_sites import Site, fetcher_of, http, moved

from .papers import paper

pytestmark = pytest.mark.django_db
PAGE = """<html><head><title>Bridge {n} shut</title></head><body><article><h1>Bridge {n} shut</h1>
<p>The bridge at Orle {n} was shut on Monday after engineers found a crack as long as a bus.</p>
<p>“It stays shut until spring,” said the mayor, Ada Voss, before the council met again.</p>
</article></body></html>"""


@pytest.fixture
def site():
    pages = {f"/{n}": http(PAGE.format(n=n).encode(), content_type="text/html") for n in range(3)}
    pages["/old"] = moved("/2")
    pages["/busy"] = http(b"", "503 Service Unavailable", retry_after="120")
    site = Site(pages)
    yield site
    site.close()


def run(site, *inputs):
    job = start_job(None, inputs, purpose="a test")
    work_on(job.pk, Worker(fetcher=fetcher_of(site) if site else None))
    job.refresh_from_db()
    return job


def test_addresses_are_fetched_one_by_one_and_kept_under_the_address_that_answered(site):
    job = run(site, *(Link(site.address(path)) for path in ("/0", "/1", "/old", "/none")))
    assert job.state == "done"
    assert [row.outcome for row in report(job)] == ["added", "added", "added", "refused"]
    kept = Document.objects.order_by("pk").values_list("address", flat=True)
    assert list(kept) == [site.address(path) for path in ("/0", "/1", "/2")]
    assert "404" in list(report(job))[3].why


def test_a_list_of_addresses_is_taken_apart_and_each_is_fetched_once(site):
    listed = "\n".join(site.address(path) for path in ("/0", "/1", "/0"))
    job = run(site, Upload(io.BytesIO(listed.encode()), "addresses.txt"))
    assert [row.outcome for row in report(job)] == ["added", "added"]
    assert site.asked().count("/0") == 1


def test_an_address_whose_server_is_busy_is_asked_again_later_but_not_for_ever(site):
    job = run(site, Link(site.address("/busy")))
    for attempt in (1, 2):
        item = JobItem.objects.get()
        assert (job.state, item.state, item.attempts) == ("running", "waiting", attempt)
        wait = (item.not_before - timezone.now()).total_seconds()
        assert 100 < wait <= 120
        assert not work_on(job.pk, Worker(fetcher=fetcher_of(site)))
        assert JobItem.objects.get().attempts == attempt  # it is not time yet
        JobItem.objects.update(not_before=timezone.now())
        work_on(job.pk, Worker(fetcher=fetcher_of(site)))
        job.refresh_from_db()
    [row] = report(job)
    assert (job.state, row.outcome) == ("done", "refused")
    assert site.asked().count("/busy") == 3


def test_without_a_fetcher_addresses_are_refused_with_what_to_do():
    [row] = report(run(None, Link("https://gull.example/1")))
    assert row.outcome == "refused"
    assert "save the page and add the file" in row.why


def test_an_address_inside_is_refused_and_nothing_is_asked(site):
    inside = Site({"*": http(b"secret")})
    try:
        [row] = report(run(site, Link(inside.address("/"))))
    finally:
        inside.close()
    assert row.outcome == "refused"
    assert inside.requests == []


def table() -> bytes:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("title", "url", "text"))
    for n in range(3):
        rows.writerow((f"Row {n}", f"https://gull.example/row-{n}", paper(n).decode()))
    return written.getvalue().encode()


def lines() -> bytes:
    documents = ({"title": f"Line {n}", "text": paper(n + 10).decode()} for n in range(3))
    return "\n".join(map(json.dumps, documents)).encode()


def test_a_zip_of_pages_tables_lines_and_pictures_comes_in_whole():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("page.html", PAGE.format(n=1))
        archive.writestr("rows.csv", table())
        archive.writestr("lines.jsonl", lines())
        archive.writestr("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
        archive.writestr("broken.warc.gz", b"\x1f\x8b\x08nothing")
    packed.seek(0)
    job = run(None, Upload(packed, "all.zip"))
    assert (job.added_count, job.refused_count) == (7, 1)
    assert Article.objects.count() == 7
    refused = [row for row in report(job) if row.outcome == "refused"]
    assert "broken.warc.gz" in refused[0].why
    [(name, why)] = unpacked_files(job)
    assert name == "all.zip"
    assert why.startswith("8 in it; left out: 1 ")


@pytest.mark.parametrize(
    ("content", "named", "said"),
    [(b"", "empty.txt", "is empty"), (b"PK\x03\x04 cut off", "cut.zip", "cut.zip")],
)
def test_a_file_that_cannot_be_taken_is_refused_by_its_name(content, named, said):
    job = run(None, Upload(io.BytesIO(content), named))
    [row] = report(job)
    assert (row.outcome, job.refused_count, job.item_count) == ("refused", 1, 1)
    assert said in row.why
    assert not job.items.get().pieces.exists()
