"""How a site is treated: its robots.txt, one request at a time, and a pause in between."""

import gzip
import threading
import time

import pytest

from coverage.documents.fetching import Refused, Turns
from tests.documents.fetching_sites import fetcher_of, http, moved

PAGE = b"<p>The ferry was late again, the harbour office said.</p>"

# --- robots.txt -------------------------------------------------------------------------------


def test_a_site_that_keeps_programs_out_is_left_alone(start):
    site = start({"/robots.txt": http(b"User-agent: *\nDisallow: /in"), "*": http(PAGE)})
    fetcher = fetcher_of(site)
    assert fetcher.fetch(site.address("/out")).content == PAGE
    with pytest.raises(Refused, match=r"closed to programs by its site's robots\.txt"):
        fetcher.fetch(site.address("/in/story"))
    assert fetcher.fetch(site.address("/in/story"), obey_robots=False).content == PAGE
    assert site.asked() == ["/robots.txt", "/out", "/in/story"]


def test_a_redirect_does_not_lead_past_robots(start):
    site = start(
        {
            "/robots.txt": http(b"User-agent: newsroom\nDisallow: /in"),
            "/a": moved("/in/story"),
            "/in/story": http(PAGE),
        }
    )
    with pytest.raises(Refused, match=r"/a leads to .*/in/story, which is closed to programs"):
        fetcher_of(site).fetch(site.address("/a"))
    assert site.asked() == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
def test_a_site_without_robots_is_open(start, status):
    site = start({"/robots.txt": http(status=status), "/": http(PAGE)})
    assert fetcher_of(site).fetch(site.address()).content == PAGE


@pytest.mark.parametrize(
    "answer",
    [
        http(status="500 Internal Server Error"),
        http(status="503 Service Unavailable"),
        b"",
        b"no http at all\r\n\r\n",
        moved("http://10.0.0.1/robots.txt"),
        moved("/robots.txt"),
    ],
)
def test_a_site_whose_robots_cannot_be_read_is_left_alone(start, answer):
    site = start({"/robots.txt": answer, "/": http(PAGE)})
    fetcher = fetcher_of(site)
    for _ in range(2):
        with pytest.raises(Refused, match=r"its robots\.txt cannot be read") as refusal:
            fetcher.fetch(site.address())
        assert refusal.value.may_pass
    assert site.asked() == ["/robots.txt"]


def test_robots_are_asked_again_when_they_are_old(start):
    site = start({"/robots.txt": http(b"User-agent: *\nDisallow: /"), "/": http(PAGE)})
    fetcher = fetcher_of(site, limits={"robots_kept": 0.2})
    with pytest.raises(Refused, match="closed"):
        fetcher.fetch(site.address())
    site.pages["/robots.txt"] = http(b"")
    time.sleep(0.25)
    assert fetcher.fetch(site.address()).content == PAGE


def test_robots_may_lie_behind_a_redirect_and_be_packed_and_long(start):
    long = b"User-agent: *\nDisallow: /in\n" + b"# and so on\n" * 100_000
    site = start(
        {
            "/robots.txt": moved("/r"),
            "/r": http(gzip.compress(long), content_encoding="gzip"),
            "*": http(PAGE),
        }
    )
    with pytest.raises(Refused, match="closed"):
        fetcher_of(site).fetch(site.address("/in"))


# --- turns ------------------------------------------------------------------------------------


def test_a_host_is_asked_one_thing_at_a_time(start):
    asking, overlaps = [], []

    def slow(connection):
        asking.append(connection)
        time.sleep(0.1)
        overlaps.append(len(asking))
        asking.remove(connection)
        connection.sendall(http(PAGE))

    site = start({"*": slow})
    turns = Turns()
    fetchers = [fetcher_of(site, turns=turns) for _ in range(2)]
    threads = [
        threading.Thread(
            target=fetchers[number % 2].fetch,
            args=(site.address(f"/{number}"),),
            kwargs={"obey_robots": False},
        )
        for number in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert overlaps == [1] * 6


def test_two_hosts_are_asked_at_once(start):
    sites = [start({}), start({})]
    fetcher = fetcher_of(*sites)
    both = threading.Barrier(2)

    def together(connection):
        both.wait(5)
        connection.sendall(http(PAGE))

    for site in sites:
        site.pages["*"] = together
    threads = [
        threading.Thread(
            target=fetcher.fetch,
            args=(site.address(host=f"{name}.example.org"),),
            kwargs={"obey_robots": False},
        )
        for name, site in zip("ab", sites, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not both.broken


def test_between_two_documents_of_a_host_lies_a_pause_and_none_before_a_redirect(start):
    site = start({"/a": moved("/b"), "/b": http(PAGE)})
    fetcher = fetcher_of(site, limits={"pause": 1.0})
    started = time.monotonic()
    fetcher.fetch(site.address("/a"), obey_robots=False)
    assert time.monotonic() - started < 1.0
    fetcher.fetch(site.address("/b"), obey_robots=False)
    assert time.monotonic() - started >= 1.0


def test_a_pause_lies_between_documents_that_redirects_lead_to(start):
    site = start({"*": http(PAGE)})
    shortener = start({"/1": moved(site.address("/a")), "/2": moved(site.address("/b"))})
    fetcher = fetcher_of(site, shortener, limits={"pause": 0.3})
    for path in ("/1", "/2"):
        started = time.monotonic()
        address = shortener.address(path, host="short.example.org")
        fetcher.fetch(address, obey_robots=False)
    assert time.monotonic() - started >= 0.3
    started = time.monotonic()
    fetcher.fetch(shortener.address("/1", host="other.example.org"), obey_robots=False)
    assert time.monotonic() - started >= 0.25


def test_a_site_may_ask_for_a_longer_pause(start):
    robots = b"User-agent: *\nCrawl-delay: 0.5"
    site = start({"/robots.txt": http(robots), "*": http(PAGE)})
    fetcher = fetcher_of(site, limits={"pause": 0.01})
    fetcher.fetch(site.address("/a"))
    started = time.monotonic()
    fetcher.fetch(site.address("/b"))
    assert time.monotonic() - started >= 0.45


def test_who_waits_too_long_for_a_turn_is_told_so(start):
    released = threading.Event()

    def held(connection):
        released.wait(10)
        connection.sendall(http(PAGE))

    site = start({"/held": held, "/": http(PAGE)})
    fetcher = fetcher_of(site, limits={"patience": 0.2})
    thread = threading.Thread(
        target=fetcher.fetch, args=(site.address("/held"),), kwargs={"obey_robots": False}
    )
    thread.start()
    while not site.requests:
        time.sleep(0.01)
    with pytest.raises(Refused, match="waited too long") as refusal:
        fetcher.fetch(site.address(), obey_robots=False)
    assert refusal.value.may_pass
    released.set()
    thread.join()
    assert fetcher.fetch(site.address(), obey_robots=False).content == PAGE
