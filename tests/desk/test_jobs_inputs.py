"""What jobs do with addresses to fetch and with files of every kind, by the one rule set."""

import csv
import io
import json
import zipfile

import pytest
from django.utils import timezone

from coverage.desk.jobs import Link, Upload, Worker, report, report_part, start_job, work_on
from coverage.desk.jobs.reports import unpacked_files
from coverage.models import Article, Document, JobItem
from tests.documents.fetching_sites import Site, fetcher_of, http, moved

from .papers import paper, paper_unit, started, zip_of

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
    assert why == "8 in it; passed over: pictures, styles and scripts beside pages (1)"


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


def test_what_a_row_states_of_a_page_stands_over_what_the_page_says(site):
    """Media Cloud's columns: an address, and what is known of it."""
    rows = f"url,title,media_name,publish_date\n{site.address('/0')},The title,Gull,2026-03-04\n"
    rows += f"{site.address('/1')},Another,Quay,2026-03-05\n"
    job = run(site, Upload(io.BytesIO(rows.encode()), "stories.csv", "text/csv"))
    assert [row.outcome for row in report(job)] == ["added", "added"]
    assert [row.outlet for row in report(job)] == ["Gull", "Quay"]
    article = Article.objects.get(headline="The title")
    assert str(article.published_at.date()) == "2026-03-04"


def test_robots_are_obeyed_for_a_list_and_not_for_the_one_page_a_person_asks_for(site):
    site.pages["/robots.txt"] = http(b"User-agent: *\nDisallow: /", content_type="text/plain")
    assert run(site, Link(site.address("/0"))).added_count == 1
    assert "/robots.txt" not in site.asked()
    job = run(site, Link(site.address("/1")), Link(site.address("/2")))
    assert (job.added_count, job.refused_count) == (0, 2)


def test_an_address_a_person_gives_may_hold_an_archive(site):
    site.pages["/pages.zip"] = http(zip_of(range(3)).read(), content_type="application/zip")
    job = run(site, Link(site.address("/pages.zip")))
    assert (job.added_count, job.item_count) == (3, 3)


def test_lists_in_lists_are_followed_only_so_deep(site):
    for n in range(6):
        listed = (
            f'<opml version="2.0"><body>'
            f'<outline type="rss" text="a" xmlUrl="{site.address(f"/list{n + 1}")}"/>'
            f'<outline type="rss" text="b" xmlUrl="{site.address(f"/other{n}")}"/></body></opml>'
        )
        site.pages[f"/list{n}"] = http(listed.encode(), content_type="text/x-opml")
    job = run(site, Link(site.address("/list0"), kind="feed"))
    assert job.state == "done"
    assert [path for path in site.asked() if path.startswith("/list")] == [
        f"/list{n}" for n in range(4)
    ]
    assert any("a list in a list in a list" in row.why for row in report(job))


def test_a_long_list_starts_in_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(70):
        job = start_job(
            None, (Link(f"https://gull.example/{n}") for n in range(1000)), purpose="many"
        )
    assert job.item_count == 1000


def test_a_report_keeps_the_order_of_the_input_also_of_what_files_hold():
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as box:
        box.writestr("deep/b.txt", paper(11))
        box.writestr("deep/more.zip", zip_of(range(12, 14)).getvalue())
        box.writestr("deep/z.txt", paper(14))
    inner.seek(0)
    job = started(
        paper_unit(1), Upload(inner, "box.zip"), paper_unit(2), Upload(zip_of([15]), "one.zip")
    )
    work_on(job.pk, Worker())
    job.refresh_from_db()
    names = [
        "1.txt", "box.zip: deep/b.txt", "box.zip: deep/more.zip: 12.txt",
        "box.zip: deep/more.zip: 13.txt", "box.zip: deep/z.txt", "2.txt",
    ]  # fmt: skip
    assert [row.name for row in report(job)][:6] == names
    found, last = [], 0
    while last is not None:
        rows, last = report_part(job, last, 2)
        found += [row.name for row in rows]
    assert found[:6] == names
    assert len(found) == 7


def test_a_job_begun_before_places_were_kept_stands_in_the_order_of_numbers():
    job = started(paper_unit(1), Upload(zip_of(range(2, 4)), "two.zip"), paper_unit(5))
    JobItem.objects.update(place="")
    work_on(job.pk, Worker())
    rows, last = report_part(job, 0, 2)
    more, _ = report_part(job, last, 9)
    assert [row.name for row in rows + more] == [
        "1.txt", "5.txt", "two.zip: 2.txt", "two.zip: 3.txt"
    ]  # fmt: skip
