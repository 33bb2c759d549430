"""manage.py ingest with addresses: pages, feeds and lists of a server on this computer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coverage.documents.fetching import Fetcher, Turns
from coverage.models import Article
from tests.documents.fetching_sites import Site, fetcher_of, http

from .taking import ingest, outcomes, page, words

pytestmark = pytest.mark.django_db

HTML = "text/html; charset=utf-8"
SHUT = http(b"User-agent: *\nDisallow: /\n", content_type="text/plain")


def feed(*numbers: int) -> bytes:
    entries = "".join(
        f"<item><title>Day {n}</title><link>https://post.example/{n}</link>"
        f"<description>{words(n)}</description></item>"
        for n in numbers
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title>{entries}</channel>"
        "</rss>"
    ).encode()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site(
        {
            **{f"/{n}": http(page(n).encode(), content_type=HTML) for n in range(5)},
            "/feed": http(feed(1, 2), content_type="application/rss+xml"),
        }
    )
    yield site
    site.close()


def test_a_page_comes_in_by_its_address(site: Site) -> None:
    said, status = ingest(site.address("/1"), fetcher=fetcher_of(site))
    assert (said.endswith("\n1 added\n"), status) == (True, 0)
    assert Article.objects.get().address == site.address("/1")
    assert site.asked() == ["/1"], "one page is read for a person, as a browser would"
    assert ingest(site.address("/1"), fetcher=fetcher_of(site))[0].endswith(
        "0 added, 1 unchanged\n"
    )


def test_several_addresses_are_a_list_and_robots_are_obeyed(site: Site) -> None:
    site.pages["/robots.txt"] = SHUT
    said, status = ingest(site.address("/1"), site.address("/2"), fetcher=fetcher_of(site))
    assert list(outcomes(said)) == ["refused", "refused"]
    assert "closed to programs by its site's robots.txt: save the page in a browser" in said
    assert status == 1
    assert site.asked() == ["/robots.txt"]


def test_a_feed_comes_in_with_its_entries(site: Site) -> None:
    said, status = ingest(site.address("/feed"), fetcher=fetcher_of(site))
    assert (said.endswith("\n2 added\n"), status) == (True, 0)
    assert "/robots.txt" in site.asked()


def test_a_feed_closed_to_programs_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = SHUT
    said, status = ingest(site.address("/feed"), fetcher=fetcher_of(site))
    assert "robots.txt" in said
    assert (status, Article.objects.count()) == (1, 0)
    site.requests.clear()
    ingest(site.address("/feed"), "--format", "feed", fetcher=fetcher_of(site))
    assert site.asked() == ["/robots.txt"]


def test_a_list_is_fetched_page_by_page(site: Site, tmp_path: Path) -> None:
    lines = [site.address(path) for path in ("/1", "/2", "/gone")]
    (tmp_path / "list.txt").write_text("\n".join(lines))
    report = tmp_path / "report.csv"
    said, status = ingest(
        str(tmp_path / "list.txt"), "--report", str(report), fetcher=fetcher_of(site)
    )
    assert said.endswith("\n2 added, 1 refused\n")
    assert status == 1
    assert f"refused        {lines[2]}" in said
    assert report.read_text().count(str(tmp_path / "list.txt")) == 3


def test_a_list_of_lists_ends(site: Site) -> None:
    site.pages["/opml"] = http(
        f'<opml version="2.0"><body><outline type="rss" xmlUrl="{site.address("/opml")}"/>'
        f'<outline type="rss" xmlUrl="{site.address("/feed")}"/></body></opml>'.encode(),
        content_type="text/xml",
    )
    said, _ = ingest(site.address("/opml"), fetcher=fetcher_of(site))
    assert "a list in a list in a list" in said
    assert Article.objects.count() == 2


def test_what_a_row_states_stands_over_its_page(site: Site, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(
        "title,url,media_name,publish_date\n"
        f"What the row calls it,{site.address('/1')},Harbour Post,2023-05-04\n"
    )
    said, _ = ingest(str(tmp_path / "rows.csv"), fetcher=fetcher_of(site))
    assert said.endswith("\n1 added\n")
    article = Article.objects.get()
    assert (article.headline, article.outlet_name) == ("What the row calls it", "Harbour Post")
    assert str(article.published_at).startswith("2023-05-04")
    assert ingest(site.address("/1"), fetcher=fetcher_of(site))[0].endswith("1 unchanged\n")


def test_a_busy_server_is_asked_again(site: Site, tmp_path: Path) -> None:
    answers = [http(status="503 Service Unavailable"), http(page(1).encode(), content_type=HTML)]
    site.pages["/busy"] = lambda connection: connection.sendall(answers.pop(0))
    (tmp_path / "list.txt").write_text(f"{site.address('/busy')}\n{site.address('/2')}\n")
    said, status = ingest(str(tmp_path / "list.txt"), fetcher=fetcher_of(site), soonest=0.2)
    assert (said.endswith("\n2 added\n"), status) == (True, 0)
    assert site.asked().count("/busy") == 2


def test_a_server_that_stays_busy_is_not_asked_for_ever(site: Site) -> None:
    site.pages["/busy"] = http(status="503 Service Unavailable")
    said, status = ingest(site.address("/busy"), fetcher=fetcher_of(site), soonest=0.0)
    assert (list(outcomes(said)), status) == (["refused"], 1)
    assert site.asked() == ["/busy"] * 3


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/", "127.0.0.1"),
        ("ftp://post.example/a", "ftp"),
        ("https://user:secret@post.example/", "name"),
        ("http://[::1]/", "::1"),
        ("file:///etc/passwd", "file"),
    ],
)
def test_the_command_itself_fetches_from_the_public_web_only(address: str, why: str) -> None:
    said, status = ingest(address, fetcher=Fetcher(turns=Turns()))
    assert (list(outcomes(said)), status) == (["refused"], 1)
    assert why in said
    assert "secret" not in said
