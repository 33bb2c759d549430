"""robots.txt as RFC 9309 has it."""

import pytest

from coverage.documents.robots import OPEN, read_robots

CASES = [
    # (robots.txt, path, may be fetched)
    ("", "/a", True),
    ("User-agent: *\nDisallow: /", "/a", False),
    ("User-agent: *\nDisallow: /", "/robots.txt", True),
    ("User-agent: *\nDisallow:", "/a", True),
    ("Disallow: /", "/a", True),  # said to nobody
    ("User-agent: *\nDisallow: /a", "/ab", False),
    ("User-agent: *\nDisallow: /a/", "/a", True),
    ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),  # the longest decides
    ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", False),
    ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),  # of two as long, the one that allows
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
    ("User-agent: *\nDisallow: /*?print=", "/story?print=1", False),
    ("User-agent: *\nDisallow: /a*b*c", "/axxbyyc/d", False),
    ("User-agent: *\nDisallow: /a*b*c", "/axxcyyb", True),
    ("User-agent: *\nDisallow: /a*a$", "/a", True),
    ("User-agent: *\nDisallow: /a$", "/ab", True),
    ("User-agent: *\nDisallow: /a%24b", "/a$b", False),  # so the RFC spells what is special
    ("User-agent: *\nDisallow: /a$b", "/a%24bc", False),
    ("User-agent: *\nDisallow: /a%2Ab", "/a*b", False),
    ("User-agent: *\nDisallow: /a%2Ab", "/axb", True),
    ("User-agent: *\nDisallow: *secret", "/very/secret", False),
    ("User-agent: *\nDisallow: a", "/a", True),
    ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
    ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
    ("User-agent: *\nDisallow: /%7Ejoe", "/~joe/x", False),
    ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
    ("User-agent: Newsroom\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
    ("User-agent: *\nDisallow: /\n\nUser-agent: newsroom\nDisallow: /a", "/a", False),
    ("User-agent: NEWSROOM/2.0 (any)\nDisallow: /", "/a", False),
    ("User-agent: newsroombot\nDisallow: /", "/a", True),
    ("User-agent: news\nDisallow: /", "/a", True),
    ("User-agent: other\nUser-agent: newsroom\nDisallow: /", "/a", False),
    ("User-agent: newsroom\nDisallow: /a\nUser-agent: newsroom\nDisallow: /b", "/a", False),
    ("User-agent: newsroom\nDisallow: /a\nUser-agent: newsroom\nDisallow: /b", "/b", False),
    ("User-agent: newsroom\nDisallow:\n\nUser-agent: *\nDisallow: /", "/a", True),
    ("User-agent: other\nDisallow: /\nUser-agent: *\nDisallow: /a", "/b", True),
    ("User-agent: *\n\nDisallow: /a", "/a", False),  # an empty line ends nothing
    ("User-agent: *\nSitemap: https://example.org/s.xml\nDisallow: /a", "/a", False),
    ("User-agent: *\nCrawl-delay: 3\nUser-agent: other\nDisallow: /a", "/a", False),
    ("  user-AGENT :  * # all\r\n DISALLOW :/a # this\r\n", "/a", False),
    ("User-agent: *\rDisallow: /a", "/a", False),
    ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
    ("<html><p>User-agent: *</p><p>Disallow: /</p>", "/a", True),
]


@pytest.mark.parametrize(("written", "path", "is_allowed"), CASES)
def test_rules_are_read_as_the_standard_has_them(written, path, is_allowed):
    assert read_robots(written.encode()).allows(path) is is_allowed


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: 99999", 30.0),
        ("User-agent: *\nCrawl-delay: -4", 0.0),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nCrawl-delay: 9\n\nUser-agent: newsroom\nCrawl-delay: 4", 4.0),
        ("User-agent: other\nCrawl-delay: 9", 0.0),
    ],
)
def test_a_delay_is_read_and_bounded(written, seconds):
    assert read_robots(written.encode()).delay == seconds


def test_bytes_that_are_no_text_are_passed_over():
    assert read_robots(b"\xff\xfe\x00\x01" * 1000) == OPEN


@pytest.mark.parametrize(
    "written",
    [
        "User-agent: *\nDisallow: /" + "*a" * 250_000,
        "User-agent: *\n" + "".join(f"Disallow: /*{i}*a*a*a*a*b$\n" for i in range(16_000)),
        "".join(f"User-agent: a{i}\n" for i in range(14_000)) + "Disallow: /a\n" * 20_000,
        "User-agent: *\n" * 18_000 + "Disallow: /a\n" * 20_000,
    ],
)
def test_a_hostile_file_is_read_in_a_second(written):
    from time import process_time

    started = process_time()
    read_robots(written.encode()).allows("/" + "a" * 8000)
    assert process_time() - started < 2
