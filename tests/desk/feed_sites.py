"""A site with feeds and pages on 127.0.0.1, for the tests of following, and a clock to set."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from coverage.desk.feeds import Look, look_at, take_due
from coverage.desk.jobs import Worker, work_on
from coverage.documents.fetching import Fetcher
from coverage.models import Feed
from tests.documents.fetching_sites import Answer, Site, fetcher_of, http

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HTML = "text/html; charset=utf-8"
PLACES = "Orle Brask Tarn Velm Sund Kape Lorn Myre Hald Vik".split()


def text_of(number: int, again: str = "") -> str:
    place = PLACES[number % 10]
    return (
        f"The mill of {place} was opened on Monday after {number + 2} weeks of repairs. "
        f"“We counted {number + 3} visitors by noon,” said Ada Voss, the warden{again}. "
        f"It had been closed since a storm took off its roof {number + 4} months ago."
    )


def page(number: int, again: str = "") -> bytes:
    """The page of an article, an answer as it goes over the wire."""
    html = (
        f"<!doctype html><html><head><title>The mill of day {number}</title></head><body><article>"
        f"<h1>The mill of {PLACES[number % 10]} opens for day {number}</h1>"
        f"<p>{text_of(number, again)}</p></article></body></html>"
    )
    return http(html.encode(), content_type=HTML)


def entry(number: int, updated: str = "", place: str = "", more: str = "") -> str:
    """An entry of RSS with a summary only; its page is at `/{number}`."""
    dated = f"<pubDate>{updated}</pubDate>" if updated else ""
    return (
        f"<item><guid isPermaLink='false'>entry {number}</guid><title>Day {number}</title>"
        f"<link>{place or f'/{number}'}</link>{dated}<description>In short …</description>{more}"
        "</item>"
    )


def whole_entry(number: int, again: str = "") -> str:
    """An entry that holds its whole article."""
    words = f"<p>{text_of(number, again)}</p>" * 4
    content = f"<content:encoded><![CDATA[{words}]]></content:encoded>"
    return entry(number, more=content)


def feed_of(entries: Iterable[str], head: str = "<title>The Mill Post</title>") -> bytes:
    return (
        "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/"
        f"content/'><channel>{head}{''.join(entries)}</channel></rss>"
    ).encode()


def answer(
    entries: Iterable[str], head: str = "<title>The Mill Post</title>", **headers: str
) -> bytes:
    return http(feed_of(entries, head), content_type="application/rss+xml", **headers)


class MillPost(Site):
    """Pages 0 to 39, and a feed at /feed that is what `pages` says."""

    def __init__(self, *entries: str, **pages: Answer) -> None:
        every: dict[str, Answer] = {f"/{n}": page(n) for n in range(40)}
        super().__init__({**every, "/feed": answer(entries), **pages})

    def conditional(self, entries: Iterable[str], **marks: str) -> None:
        """Have /feed answer 304 to who sends its marks back."""
        whole, unchanged = answer(entries, **marks), http(status="304 Not Modified")

        def say(connection: socket.socket) -> None:
            sent = self.headers()
            etag, modified = marks.get("etag", "-"), marks.get("last_modified", "-")
            is_known = etag == sent.get("if-none-match") or modified == sent.get(
                "if-modified-since"
            )
            connection.sendall(unchanged if is_known else whole)

        self.pages["/feed"] = say


def followed(site: Site, path: str = "/feed", **fields: object) -> Feed:
    """A feed of the site that is due at noon."""
    named = {"host": site.ip, "due_at": NOON, **fields}
    return Feed.objects.create(address=site.address(path), **named)


def look(feed: Feed, site: Site, now: datetime = NOON, fetcher: Fetcher | None = None) -> Look:
    """What one worker's look at the feed gives, whenever it is due."""
    taken = take_due("a worker", now, feed=feed)
    assert taken is not None
    return look_at(taken, fetcher or fetcher_of(site), now)


def look_and_work(feed: Feed, site: Site, now: datetime = NOON) -> Look:
    """A look, and the job of what was new, done to its end."""
    seen = look(feed, site, now)
    if seen.job is not None:
        work_on(seen.job.pk, Worker(fetcher=fetcher_of(site)))
        seen.job.refresh_from_db()
    feed.refresh_from_db()
    return seen


def after(minutes: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(minutes=minutes)
