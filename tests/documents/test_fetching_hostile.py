"""Servers that want too much time, memory or trust: each is refused, soon, in a sentence."""

import gzip
import itertools
import os
import socket
import ssl
import threading
import time
import tracemalloc
import zlib

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.documents.fetching import Refused, default_tls
from tests.documents.fetching_sites import Site, fetch, fetcher_of, http, moved

PAGE = b"<p>The ferry was late again, the harbour office said.</p>"


def sending(pieces, pause=0.0):
    """An answer that sends the pieces one by one until the other side hangs up."""

    def answer(connection):
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)

    return answer


def silent(connection):
    connection.recv(1)


def endless(head, piece, pause=0.0):
    return sending(itertools.chain([head], itertools.repeat(piece)), pause)


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = HEAD + b"Content-Encoding: gzip\r\n\r\n"
DEFLATED = HEAD + b"Content-Encoding: deflate\r\n\r\n"
BOMB = gzip.compress(bytes(60 * 2**20))
DENSE = gzip.compress(os.urandom(3000) * 700)  # 2 MB, under the ratio where that is looked at


def nested_bomb():
    return gzip.compress(gzip.compress(bytes(50 * 2**20)))


HOSTILE = [
    ("a bomb in two wraps", http(nested_bomb(), content_encoding="gzip, gzip"), "did not ask for"),
    ("more unpacked than is taken", http(DENSE, content_encoding="gzip"), "longer than 1 MB"),
    ("another packing", http(PAGE, content_encoding="br"), "did not ask for ('br')"),
    ("an invented packing", http(PAGE, content_encoding="x" * 900), "did not ask for"),
    (
        "broken gzip",
        http(gzip.compress(PAGE)[:-8] + b"12345678", content_encoding="gzip"),
        "broken",
    ),
    ("cut gzip", http(gzip.compress(PAGE)[:-4], content_encoding="gzip"), "before all of it"),
    ("cut deflate", http(zlib.compress(PAGE)[:-6], content_encoding="deflate"), "before all of it"),
    ("no gzip at all", http(PAGE, content_encoding="gzip"), "broken"),
    ("a long page", http(bytes(2**20 + 1)), "longer than 1 MB"),
    ("a long page without length", sending([HEAD + b"\r\n", bytes(2**21)]), "longer than 1 MB"),
    ("an endless page", endless(HEAD + b"\r\n", b"a" * 4096), "longer than 1 MB"),
    ("endless chunks", endless(CHUNKED, b"1000\r\n" + b"a" * 4096 + b"\r\n"), "longer than 1 MB"),
    ("tiny chunks", endless(CHUNKED, b"1\r\na\r\n" * 500), "longer than 1 "),
    (
        "chunks that are nearly all framing",
        endless(CHUNKED, b"1;" + b"x" * 4000 + b"\r\na\r\n"),
        "longer than 1 MB",
    ),
    ("a length far too great", http(b"a", content_length="9" * 18), "longer than 1 MB"),
    ("a length beyond any number", http(b"a", content_length="9" * 400), "no HTTP"),
    ("a length greater than the page", http(PAGE, content_length="9999"), "before all of it"),
    ("a negative length", http(PAGE, content_length="-1"), "no HTTP"),
    (
        "two lengths",
        HEAD + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
        "no HTTP",
    ),
    ("a chunk of no number", CHUNKED + b"zz\r\nabc\r\n", "no HTTP"),
    ("chunks without an end", CHUNKED + b"5\r\nabcde\r\n", "before all of it"),
    ("a huge header", http(PAGE, x_big="a" * 2**17), "64 kB of headers"),
    ("endless headers", endless(HEAD, b"X-More: " + b"a" * 1000 + b"\r\n"), "64 kB of headers"),
    ("an endless header line", endless(HEAD + b"X: ", b"a" * 4096), "64 kB of headers"),
    ("an endless first line", endless(b"HTTP/1.1 200 ", b"a" * 4096), "64 kB of headers"),
    ("interim answers for ever", endless(b"", b"HTTP/1.1 102 P\r\n\r\n" * 50), "64 kB of headers"),
    ("endless trailers", endless(CHUNKED + b"0\r\n", b"X: a\r\n" * 500), "no HTTP"),
    ("no answer", silent, "stopped answering"),
    ("half an answer", sending([HEAD + b"Content-Length: 9\r\n\r\nabc"], 0.8), "stopped answering"),
    ("a slow drip of body", endless(HEAD + b"\r\n", b"a", 0.05), "longer than 1 seconds"),
    ("a slow drip of chunks", endless(CHUNKED, b"1\r\na\r\n", 0.05), "longer than 1 seconds"),
    ("a slow drip of headers", endless(HEAD, b"X: a\r\n", 0.05), "longer than 1 seconds"),
    ("a slow drip of gzip", endless(GZIPPED, gzip.compress(b"a"), 0.05), "longer than 1 seconds"),
    ("a closed door", b"", "hung up"),
    ("another protocol", b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "no HTTP"),
    ("a page without a head", b"<html>old</html>\r\n\r\n", "no HTTP"),
    ("another protocol's switch", HEAD.replace(b"200 OK", b"101 Switching") + b"\r\n", "no HTTP"),
    ("a header with a line end", HEAD + b"X: a\x00b\r\n\r\n", "no HTTP"),
    ("a film", http(PAGE, content_type="Video/MP4"), "is a video"),
    ("a picture", http(PAGE, content_type="image/png"), "is a picture"),
    ("part of a page", http(PAGE, "206 Partial Content"), "answers 206"),
    ("nothing", http(status="204 No Content"), "answers 204"),
    ("an unknown status", http(PAGE, "299 Odd"), "answers 299:"),
    ("no entry", http(PAGE, "403 Forbidden"), "answers 403 (Forbidden): save the page"),
    ("no page", http(PAGE, "404 Not Found"), "answers 404 (Not Found): look whether"),
    ("a fault", http(PAGE, "500 Internal Server Error"), "answers 500"),
]


@pytest.mark.parametrize(
    ("answer", "why"), [row[1:] for row in HOSTILE], ids=[r[0] for r in HOSTILE]
)
def test_a_hostile_server_is_refused_soon(start, answer, why):
    site = start({"/": answer})
    started = time.monotonic()
    with pytest.raises(Refused) as refusal:
        fetch(site, limits={"size": 2**20, "ratio_from": 2**19, "seconds": 1, "quiet": 0.5})
    assert time.monotonic() - started < 4
    assert str(refusal.value).startswith(site.address() + " ")
    assert why in str(refusal.value)
    assert ": " in str(refusal.value).removeprefix(site.address())


PARTS = st.sampled_from(
    [
        *(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 F\r\n", b"HTTP/1.1 304\r\n", b"HTTP/1.0 200\r\n"),
        *(
            b"HTTP/1.1 100 C\r\n\r\n",
            b"HTTP/9.9 999 \xff\r\n",
            b"\r\n",
            b"\r\n\r\n",
            b"\n",
            b"\x00",
        ),
        *(
            b"Location: /\r\n",
            b"Location: http://[\r\n",
            b"Location: \xff\xfe//\r\n",
            b"Location:\r\n",
        ),
        *(b"Content-Length: 5\r\n", b"Content-Length: x\r\n", b"Transfer-Encoding: chunked\r\n"),
        *(
            b"Content-Encoding: gzip\r\n",
            b"Content-Encoding: deflate\r\n",
            b"Content-Type: \xe9\r\n",
        ),
        *(b"ETag: \xff\r\n", b"Retry-After: \xb2\r\n", b"Transfer-Encoding: gzip\r\n", b": a\r\n"),
        *(
            gzip.compress(PAGE),
            zlib.compress(PAGE),
            PAGE,
            b"5\r\nabcde\r\n",
            b"0\r\n\r\n",
            b"ffffffffff\r\n",
        ),
    ]
)


@pytest.fixture(scope="module")
def any_site():
    site = Site({})
    yield site
    site.close()


@settings(deadline=None, max_examples=300)
@given(st.lists(PARTS | st.binary(max_size=6), max_size=9).map(b"".join))
def test_whatever_a_server_sends_is_a_document_or_refused(any_site, answer):
    any_site.pages["*"] = answer
    try:
        fetched = fetch(any_site, limits={"seconds": 2})
    except Refused as refusal:
        assert str(refusal).startswith(any_site.address())  # noqa: PT017 - either may happen
    else:
        assert fetched.status in (200, 203)


@pytest.mark.parametrize(
    "answer",
    [
        http(BOMB, content_encoding="gzip"),
        http(zlib.compress(bytes(60 * 2**20)), content_encoding="deflate"),
        http(BOMB * 20, content_encoding="gzip"),
        endless(GZIPPED, BOMB),
        endless(DEFLATED, zlib.compress(bytes(60 * 2**20))),
    ],
)
def test_a_bomb_is_refused_before_it_goes_off(start, answer):
    site = start({"/": answer})
    with pytest.raises(Refused, match="unpacks to more than 200 times what was sent"):
        fetch(site)


def test_a_page_that_packs_well_is_no_bomb(start):
    site = start({"/": http(gzip.compress(bytes(2**20)), content_encoding="gzip")})
    assert fetch(site).content == bytes(2**20)


def test_a_bomb_takes_no_memory_of_its_size(start):
    site = start({"/": http(gzip.compress(bytes(200 * 2**20)), content_encoding="gzip")})
    tracemalloc.start()
    try:
        with pytest.raises(Refused):
            fetch(site)
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()


def test_a_port_where_nobody_listens_is_refused(start):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    site = start({})
    site.port = port
    with pytest.raises(Refused, match="cannot be connected to") as refusal:
        fetch(site)
    assert refusal.value.may_pass
    assert refusal.value.status == 0


@pytest.mark.parametrize(
    ("after", "least", "most"),
    [
        ("120", 120, 120),
        ("99999999999", 604800, 604800),
        ("Fri, 31 Dec 2100 23:59:59 GMT", 604800, 604800),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 0, 0),
        ("soon", 0, 0),
        ("-5", 0, 0),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone_is_passed_on(start, after, least, most):
    site = start({"/": http(status="503 Service Unavailable", retry_after=after)})
    with pytest.raises(Refused) as refusal:
        fetch(site)
    assert refusal.value.may_pass
    assert refusal.value.status == 503
    assert least <= refusal.value.wait <= most


def test_what_will_not_pass_by_itself_is_told_from_what_may(start):
    site = start({"/busy": http(status="429 Too Many Requests")})
    for path, may_pass in (("/busy", True), ("/gone", False)):
        with pytest.raises(Refused) as refusal:
            fetch(site, path)
        assert refusal.value.may_pass is may_pass


def test_the_server_sees_every_connection_closed(start):
    closed = threading.Semaphore(0)

    def until_closed(connection):
        connection.sendall(HEAD + b"\r\n")
        try:
            while connection.send(b"a" * 4096):
                pass
        except OSError:
            closed.release()

    site = start({"/": until_closed})
    for _ in range(3):
        with pytest.raises(Refused, match="longer than 64 kB"):
            fetch(site, limits={"size": 2**16})
        assert closed.acquire(timeout=5)


# --- TLS --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


def server_context(authority, *names, heard=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    if heard is not None:
        context.sni_callback = lambda sock, name, whole: heard.append(name)
    return context


def trusting(authority):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_tls_is_spoken_under_the_original_name(start, authority):
    heard = []
    site = start({"/": http(PAGE)}, tls=server_context(authority, "news.example.org", heard=heard))
    fetcher = fetcher_of(site, tls=trusting(authority))
    fetched = fetcher.fetch(site.address(host="news.example.org"), obey_robots=False)
    assert fetched.content == PAGE
    assert heard == ["news.example.org"]
    assert site.headers()["host"] == f"news.example.org:{site.port}"


def test_a_certificate_of_another_name_is_refused(start, authority):
    site = start({"/": http(PAGE)}, tls=server_context(authority, "other.example.org", "127.0.0.1"))
    fetcher = fetcher_of(site, tls=trusting(authority))
    with pytest.raises(Refused, match="does not prove who it is"):
        fetcher.fetch(site.address(host="news.example.org"), obey_robots=False)
    assert site.requests == []


def test_a_certificate_nobody_vouches_for_is_refused(start, authority, monkeypatch, tmp_path):
    site = start({"/": http(PAGE)}, tls=server_context(authority, "news.example.org"))
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    default_tls.cache_clear()  # as in a process that starts with this environment
    with pytest.raises(Refused, match="does not prove who it is"):
        fetcher_of(site).fetch(site.address(host="news.example.org"), obey_robots=False)
    assert site.requests == []


def test_a_server_that_speaks_no_tls_is_refused(start, authority):
    site = start({}, greeting=http(PAGE))
    with pytest.raises(Refused, match="does not speak https"):
        fetcher_of(site).fetch(site.address(scheme="https"), obey_robots=False)


def test_a_redirect_from_https_to_http_is_refused(start, authority):
    plain = start({"/": http(PAGE)})
    safe = start(
        {"/": moved(plain.address(host="news.example.org"))},
        tls=server_context(authority, "news.example.org"),
    )
    fetcher = fetcher_of(safe, plain, tls=trusting(authority))
    with pytest.raises(Refused, match="from https to http"):
        fetcher.fetch(safe.address(host="news.example.org"), obey_robots=False)
    assert plain.requests == []


def test_a_redirect_from_http_to_https_is_followed(start, authority):
    safe = start({"/": http(PAGE)}, tls=server_context(authority, "news.example.org"))
    plain = start({"/": moved(safe.address(host="news.example.org"))})
    fetcher = fetcher_of(safe, plain, tls=trusting(authority))
    address = plain.address(host="news.example.org")
    assert fetcher.fetch(address, obey_robots=False).content == PAGE


def test_a_slow_drip_of_a_handshake_is_refused(start, authority):
    site = start({"/": http(PAGE)}, tls=server_context(authority, "news.example.org"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip_between, args=(listener, site.port))
        thread.start()
        door = start({})
        door.port, door.ip = listener.getsockname()[1], "127.0.0.1"
        fetcher = fetcher_of(door, tls=trusting(authority), limits={"seconds": 0.7, "quiet": 0.5})
        started = time.monotonic()
        with pytest.raises(Refused):
            fetcher.fetch(f"https://news.example.org:{door.port}/", obey_robots=False)
        assert time.monotonic() - started < 4
        thread.join()


def drip_between(listener, port):
    """Pass on what a server sends one byte at a time, until the other side hangs up."""
    connection, _ = listener.accept()
    with connection, socket.create_connection(("127.0.0.1", port)) as server:
        server.sendall(connection.recv(65536))
        try:
            for byte in server.recv(65536):
                connection.sendall(bytes([byte]))
                time.sleep(0.02)
        except OSError:
            pass
