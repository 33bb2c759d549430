"""Fetching from real servers on this computer: what comes back, and whom it is asked of."""

import gzip
import zlib

import pytest

from coverage.documents.decoding import decoded
from coverage.documents.fetching import Fetched, Fetcher, Policy, Refused, Turns
from tests.documents.fetching_sites import fetch, fetcher_of, http, moved

PAGE = b"<p>The ferry was late again, the harbour office said.</p>"


def test_a_page_comes_with_what_is_needed_to_ask_again(start):
    site = start(
        {"/a": http(PAGE, content_type="text/html; charset=utf-8", etag='"7"', last_modified="x")}
    )
    assert fetch(site, "/a#part") == Fetched(
        content=PAGE,
        content_type="text/html; charset=utf-8",
        address=site.address("/a"),
        status=200,
        etag='"7"',
        modified="x",
    )


def test_a_site_learns_who_asks_and_nothing_else(start):
    site = start({"/": http(PAGE, set_cookie="a=b"), "/to": moved("/")})
    fetcher_of(site, contact="desk@paper.example").fetch(site.address("/to"), obey_robots=False)
    assert site.headers() == {
        "host": f"127.0.0.1:{site.port}",
        "user-agent": "Newsroom (reads news coverage side by side; contact: desk@paper.example)",
        "accept": site.headers()["accept"],
        "accept-encoding": "gzip, deflate",
        "connection": "close",
    }
    assert site.requests[-1].startswith("GET / HTTP/1.1\r\n")


@pytest.mark.parametrize("contact", ["a\r\nX-Evil: 1", "ü@example.org", "a" * 201])
def test_a_contact_that_no_header_can_hold_is_refused(contact):
    with pytest.raises(ValueError, match="contact"):
        Fetcher(contact=contact)


def test_the_host_header_is_the_original_name(start):
    site = start({"/": http(PAGE)})
    fetched = fetcher_of(site).fetch(site.address(host="Bücher.Example.org"), obey_robots=False)
    assert site.headers()["host"] == f"xn--bcher-kva.example.org:{site.port}"
    assert fetched.address == site.address(host="xn--bcher-kva.example.org")


# --- unchanged documents ----------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(start):
    site = start({"/": http(status="304 Not Modified", etag='"8"')})
    fetched = fetcher_of(site).fetch(site.address(), '"7"', "Sun, 01 Nov 2026", obey_robots=False)
    assert site.headers()["if-none-match"] == '"7"'
    assert site.headers()["if-modified-since"] == "Sun, 01 Nov 2026"
    assert fetched.is_unchanged
    assert (fetched.content, fetched.etag, fetched.modified) == (b"", '"8"', "Sun, 01 Nov 2026")


def test_unchanged_is_no_answer_to_a_first_question(start):
    site = start({"/": http(status="304 Not Modified")})
    with pytest.raises(Refused, match="answers 304"):
        fetch(site)


def test_a_mark_that_would_write_headers_is_not_sent(start):
    site = start({"/": http(PAGE)})
    fetcher_of(site).fetch(site.address(), 'a"\r\nX-Evil: 1', "é", obey_robots=False)
    assert {"if-none-match", "if-modified-since", "x-evil"}.isdisjoint(site.headers())


# --- redirects --------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 Other", "307 T", "308 P"])
def test_a_redirect_is_followed(start, status):
    site = start({"/a/b": moved("../c?d=é", status), "/c?d=%C3%A9": http(PAGE)})
    assert fetch(site, "/a/b").address == site.address("/c?d=%C3%A9")


def test_five_redirects_are_followed_and_no_more(start):
    pages = {f"/{n}": moved(f"/{n + 1}") for n in range(1, 9)}
    site = start({**pages, "/6": http(PAGE)})
    assert fetch(site, "/1").content == PAGE
    site.pages["/6"] = moved("/7")
    with pytest.raises(Refused, match="5 redirects"):
        fetch(site, "/1")
    assert site.asked()[-1] == "/6"


def test_a_circle_of_redirects_is_refused(start):
    site = start({"/a": moved("/b"), "/b": moved("/a#again")})
    with pytest.raises(Refused, match="circle"):
        fetch(site, "/a")
    assert site.asked() == ["/a", "/b"]


def test_limits_hold_behind_a_redirect_too(start):
    # A little more than the limit: one large read must not step over it.
    site = start({"/": moved("/long"), "/long": http(PAGE, x_long="a" * 66_000)})
    with pytest.raises(Refused, match="/long, which answers with more than 64 kB of headers"):
        fetch(site)


def test_a_redirect_without_a_place_is_refused(start):
    site = start({"/": http(status="302 Found")})
    with pytest.raises(Refused, match="without saying where"):
        fetch(site)


@pytest.mark.parametrize(
    "place",
    [
        "http://10.0.0.1/",
        "http://192.168.0.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "http://127.0.0.1:22/",
        "http://127.0.0.1:{trap}/",
        "//127.0.0.1:{trap}/",
        "http://inside.example.org:{trap}/",
        "http://localhost:{trap}/",
        "http://[::1]:{trap}/",
        "http://[::ffff:127.0.0.1]:{trap}/",
        "http://2130706433:{trap}/",
        "http://127.1:{trap}/",
        "http://0x7f.1:{trap}/",
        "http://a@127.0.0.1:{trap}/",
        "http://metadata.google.internal/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{trap}/_x",
        "ftp://example.org/",
        "javascript:alert(1)",
        "http:///",
        "http://[",
    ],
)
def test_a_redirect_to_where_nothing_is_fetched_is_refused(start, place):
    trap = start({"*": http(b"secret")})
    site = start({"/": moved(place.format(trap=trap.port))})
    with pytest.raises(Refused) as refusal:
        fetch(site)
    assert str(refusal.value).startswith(f"{site.address()} leads to ")
    assert trap.requests == []
    assert len(site.requests) == 1


# --- names that change their mind -------------------------------------------------------------


def test_the_connection_goes_to_the_address_that_was_checked(start):
    site = start({"/": http(PAGE)})
    trap = start({"*": http(b"secret")}, ip="127.0.0.2", port=site.port)
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])

    def rebinding(host, port):
        return next(answers)

    fetcher = fetcher_of(site, resolver=rebinding)
    address = site.address(host="news.example.org")
    assert fetcher.fetch(address, obey_robots=False).content == PAGE
    with pytest.raises(Refused, match="address of the computer itself"):
        fetcher.fetch(address, obey_robots=False)
    assert trap.requests == []


def test_a_redirect_to_the_same_name_is_looked_up_and_checked_again(start):
    site = start({"/a": moved("/b"), "/b": http(PAGE)})
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = fetcher_of(site, resolver=lambda host, port: next(answers))
    with pytest.raises(Refused, match=r"/a leads to .*/b, which leads to a private address: give"):
        fetcher.fetch(site.address("/a", host="news.example.org"), obey_robots=False)
    assert site.asked() == ["/a"]


def test_one_address_inside_among_those_of_a_name_is_enough_to_refuse(start):
    site = start({"/": http(PAGE)})
    fetcher = fetcher_of(site, resolver=lambda host, port: ["127.0.0.1", "10.0.0.1"])
    with pytest.raises(Refused, match="a private address"):
        fetcher.fetch(site.address(host="news.example.org"), obey_robots=False)
    assert site.requests == []


def test_the_next_checked_address_is_tried_where_one_does_not_answer(start):
    site = start({"/": http(PAGE)})
    policy = Policy(also=frozenset({("127.0.0.1", site.port), ("127.0.0.3", site.port)}))
    fetcher = fetcher_of(
        site, policy=policy, resolver=lambda host, port: ["127.0.0.3", "127.0.0.1"]
    )
    assert fetcher.fetch(site.address(host="news.example.org"), obey_robots=False).content == PAGE


def test_the_strict_policy_reaches_nothing_on_this_computer(start, monkeypatch):
    site = start({"*": http(b"secret")})
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        for spelled in (name, name.lower()):
            monkeypatch.setenv(spelled, site.address())
    with pytest.raises(Refused, match="of the computer itself"):
        Fetcher(turns=Turns()).fetch(site.address())
    assert site.requests == []


def test_a_proxy_of_the_environment_is_not_used(start, monkeypatch):
    site, proxy = start({"/": http(PAGE)}), start({"*": http(b"read along")})
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.address())
    assert fetch(site).content == PAGE
    assert proxy.requests == []


# --- packed answers ---------------------------------------------------------------------------


def raw_deflate(content):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE)),
        ("GZIP", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])),
        ("gzip", gzip.compress(PAGE) + b"\x00" * 9),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("identity", PAGE),
    ],
)
@pytest.mark.parametrize("is_dripping", [False, True])
def test_a_packed_page_is_unpacked(start, coding, packed, is_dripping):
    head = http(content_encoding=coding, content_length=str(len(packed)))

    def drip(connection):
        connection.sendall(head)
        for byte in packed:
            connection.sendall(bytes([byte]))

    site = start({"/": drip if is_dripping else head + packed})
    assert fetch(site).content == PAGE


def test_a_long_packed_page_comes_whole(start):
    long = b"".join(b"%d ferries were late\n" % number for number in range(200_000))
    for coding, packed in (("gzip", gzip.compress(long)), ("deflate", zlib.compress(long))):
        site = start({"/": http(packed, content_encoding=coding)})
        assert fetch(site).content == long


@pytest.mark.parametrize("length", [*range(65270, 65540, 7), 66052, *range(131060, 131080)])
def test_what_zlib_still_holds_when_its_input_ends_is_not_lost(length):
    packed = raw_deflate(bytes(length))
    assert decoded([packed], "deflate", 2**20, 2000, 2**20, is_cut=False) == bytes(length)


def test_what_is_packed_only_in_itself_stays_packed(start):
    packed = gzip.compress(PAGE)
    site = start({"/": http(packed, content_type="application/gzip")})
    assert fetch(site).content == packed
