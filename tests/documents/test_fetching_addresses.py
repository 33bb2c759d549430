"""Which addresses are fetched: read strictly, resolved, and judged before anything is sent."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.documents.addresses_public import STRICT, Policy, why_not_public
from coverage.documents.fetching import Fetcher, FetchLimits, Refused, Turns
from coverage.documents.opened import Unreadable
from coverage.documents.targets import follow, read_target

#: What the names of this file's hostile addresses lead to. No packet is sent for a refused one.
NAMES = {
    "inside.example.org": ["10.1.2.3"],
    "home.example.org": ["192.168.1.1"],
    "middle.example.org": ["172.16.0.1"],
    "self.example.org": ["127.0.0.1"],
    "zero.example.org": ["0.0.0.0"],
    "link.example.org": ["169.254.7.7"],
    "metadata.example.org": ["169.254.169.254"],
    "tasks.example.org": ["169.254.170.2"],
    "wire.example.org": ["168.63.129.16"],
    "carrier.example.org": ["100.64.0.1"],
    "cloud.example.org": ["100.100.100.200"],
    "multicast.example.org": ["224.0.0.1"],
    "future.example.org": ["240.0.0.1"],
    "broadcast.example.org": ["255.255.255.255"],
    "documents.example.org": ["192.0.2.1"],
    "benchmark.example.org": ["198.18.0.1"],
    "self6.example.org": ["::1"],
    "any6.example.org": ["::"],
    "unique6.example.org": ["fd12:3456::1"],
    "link6.example.org": ["fe80::1"],
    "zone6.example.org": ["fe80::1%eth0"],
    "multicast6.example.org": ["ff02::1"],
    "documents6.example.org": ["2001:db8::1"],
    "mapped.example.org": ["::ffff:10.0.0.1"],
    "mappedpublic.example.org": ["::ffff:8.8.8.8"],
    "compatible.example.org": ["::127.0.0.1"],
    "sixtofour.example.org": ["2002:7f00:1::"],
    "nat64.example.org": ["64:ff9b::a9fe:a9fe"],
    "nat64local.example.org": ["64:ff9b:1::808:808"],
    "teredo.example.org": ["2001:0:4136:e378:8000:63bf:80ff:fffe"],
    "metadata6.example.org": ["fd00:ec2::254"],
    "mixed.example.org": ["93.184.216.34", "10.0.0.1"],
    "mixed6.example.org": ["2606:4700::1111", "::1"],
    "odd.example.org": ["not an address"],
    "empty.example.org": [],
}


def resolver(host, port):
    if host not in NAMES:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return NAMES[host]


WRITTEN = [
    ("", "holds nothing"),
    ("   ", "holds nothing"),
    ("example.org/story", "does not begin with http:// or https://"),
    ("file:///etc/passwd", "does not begin with http:// or https://"),
    ("ftp://example.org/a", "does not begin with http:// or https://"),
    ("gopher://127.0.0.1:6379/_INFO", "does not begin with http:// or https://"),
    ("javascript:alert(1)", "does not begin with http:// or https://"),
    ("data:text/html,hello", "does not begin with http:// or https://"),
    ("http:example.org", "two slashes"),
    ("http:/example.org", "two slashes"),
    ("http:///example.org", "two slashes"),
    ("https://", "has no host"),
    ("http://./", "has no host"),
    ("http://?a", "has no host"),
    ("http://user:secret@example.org/", "name or password"),
    ("http://example.org@127.0.0.1/", "name or password"),
    ("http://example.org\\@127.0.0.1/", "name or password"),
    ("http://127.0.0.1\\.example.org/", "backslash"),
    ("http://exa mple.org/", "no name of the web"),
    ("http://%31%32%37.0.0.1/", "no name of the web"),
    ("http://example..org/", "no name of the web"),
    ("http://example.org../", "no name of the web"),
    ("http://-example.org/", "no name of the web"),
    ("http://" + "a" * 64 + ".org/", "no name of the web"),
    ("http://" + "a." * 130 + "org/", "no name of the web"),
    ("http://example.org\r\nHost: 127.0.0.1/", "control character"),
    ("http://exam\tple.org/", "control character"),
    ("http://example.org/\x00", "control character"),
    ("http://example.org/\u2028", "control character"),
    ("http://example.org/\ud800", "control character"),
    ("http://example.org/" + "a" * 8000, "longer than 8000"),
    ("http://example.org:80:80/", "more than one colon"),
    ("http://::1/", "more than one colon"),
    ("http://example.org:99999/", "from 1 to 65535"),
    ("http://example.org:0/", "from 1 to 65535"),
    ("http://example.org:-80/", "from 1 to 65535"),
    ("http://example.org:８０/", "from 1 to 65535"),
    ("http://example.org:8080/", "asks for port 8080"),
    ("http://example.org:22/", "asks for port 22"),
    ("https://example.org:6379/", "asks for port 6379"),
    ("http://2130706433/", "another form"),
    ("http://0x7f000001/", "another form"),
    ("http://0x7f.0.0.1/", "another form"),
    ("http://0177.0.0.1/", "another form"),
    ("http://127.1/", "another form"),
    ("http://127.0.1/", "another form"),
    ("http://127.0.0.1.1/", "another form"),
    ("http://127.0.0.256/", "another form"),
    ("http://017700000001/", "another form"),
    ("http://0/", "another form"),
    ("http://example.0x/", "another form"),
    ("http://127.0.0.1./", "address of the computer itself"),
    ("http://127.0.0.1/", "address of the computer itself"),
    ("http://127.0.0.1:8000/", "address of the computer itself"),  # without a port, too
    ("http://127.255.255.254/", "address of the computer itself"),
    ("http://0.0.0.0/", "address of the computer itself"),
    ("http://10.0.0.1/", "a private address"),
    ("http://169.254.169.254/latest/meta-data/", "cloud's own machinery"),
    ("http://[::1]/", "address of the computer itself"),
    ("http://[0:0:0:0:0:0:0:1]/", "address of the computer itself"),
    ("http://[::ffff:127.0.0.1]/", "wraps an IPv4 one"),
    ("http://[::ffff:7f00:1]/", "wraps an IPv4 one"),
    ("http://[::ffff:0:7f00:1]/", "wraps an IPv4 one"),
    ("http://[::127.0.0.1]/", "wraps an IPv4 one"),
    ("http://[64:ff9b::10.0.0.1]/", "a private address"),
    ("http://[2002:a00:1::]/", "wraps an IPv4 one"),
    ("http://[fe80::1%25eth0]/", "network card"),
    ("http://[fe80::1%eth0]/", "network card"),
    ("http://[::1/", "without its end"),
    ("http://[::1]x/", "without its end"),
    ("http://[v1.a]/", "no IPv6 address"),
    ("http://[127.0.0.1]/", "no IPv6 address"),
    ("http://localhost/", "local network"),
    ("http://LOCALHOST./", "local network"),
    ("http://news.localhost/", "local network"),
    ("http://intranet/", "local network"),
    ("http://printer.local/", "local network"),
    ("http://metadata.google.internal/", "local network"),
    ("http://router.home.arpa/", "local network"),
    ("http://expyuzz4wqqyqhjn.onion/", "public web does not know"),
    ("http://１２７.０.０.１/", "look-alike"),
    ("http://①②⑦.⓪.⓪.①/", "look-alike"),
    ("http://١٢٧.٠.٠.١/", "look-alike"),
    ("http://ｅxample.org/", "look-alike"),
    ("http://ℓocalhost.example.org/", "look-alike"),
    ("http://127。0。0。1/", "other dots"),
    ("http://example．org/", "other dots"),
    ("http://ex\u00adample.org/", "letters in its host"),
    ("http://ex\u200bample.org/", "letters in its host"),
    ("http://☃.example.org/", "letters in its host"),
    ("http://nowhere.example.org/", "does not exist"),
    ("http://empty.example.org/", "does not exist"),
    ("http://odd.example.org/", "no internet address"),
    ("http://zone6.example.org/", "one network card only"),
]


@pytest.mark.parametrize(("address", "why"), WRITTEN)
def test_a_hostile_address_is_refused_in_a_sentence(address, why):
    with pytest.raises(Refused) as refusal:
        Fetcher(resolver=resolver, turns=Turns()).fetch(address)
    sentence = str(refusal.value)
    assert why in sentence
    assert sentence.endswith(".")
    assert ": " in sentence, "what would mend it"
    assert "\n" not in sentence
    assert "\r" not in sentence
    assert len(sentence) < 500
    assert isinstance(refusal.value, Unreadable)


@pytest.mark.parametrize(
    "host", [h for h in NAMES if h not in ("odd.example.org", "empty.example.org")]
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_leads_inside_is_refused(host, scheme):
    with pytest.raises(Refused, match=f"{host}/ leads to (an?|the) ") as refusal:
        Fetcher(resolver=resolver, turns=Turns()).fetch(f"{scheme}://{host}/")
    # Whoever may add an address must not learn how the network behind this computer is laid out.
    assert not any(ip in str(refusal.value) for ip in NAMES[host] if len(ip) > 3)


def test_a_password_is_not_repeated():
    with pytest.raises(Refused) as refusal:
        read_target("https://editor:hunter2@example.org/desk")
    assert str(refusal.value).startswith("https://…@example.org/desk has a name or password")


def test_a_host_that_cannot_be_looked_up_now_may_be_later():
    def failing(host, port):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with pytest.raises(Refused, match="cannot be looked up now") as refusal:
        Fetcher(resolver=failing, turns=Turns()).fetch("http://news.example.org/")
    assert refusal.value.may_pass


def test_a_resolver_that_does_not_answer_is_not_waited_for():
    import threading

    woken = threading.Event()

    def hanging(host, port):
        woken.wait(20)
        return ["10.0.0.1"]

    limits = FetchLimits(seconds=0.3)
    with pytest.raises(Refused, match="cannot be looked up now"):
        Fetcher(resolver=hanging, limits=limits, turns=Turns()).fetch("http://news.example.org/")
    woken.set()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("http://example.org", "http://example.org/"),
        ("  HTTPS://Example.ORG/A?b=C#d ", "https://example.org/A?b=C"),
        ("http://example.org:80/", "http://example.org/"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("http://example.org:/", "http://example.org/"),
        ("http://example.org./a", "http://example.org/a"),
        ("http://bücher.example.org/ä b", "http://xn--bcher-kva.example.org/%C3%A4%20b"),
        ("http://BÜCHER.example.org/", "http://xn--bcher-kva.example.org/"),
        ("http://bu\u0308cher.example.org/", "http://xn--bcher-kva.example.org/"),
        ("http://my_blog.example.org/", "http://my_blog.example.org/"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/"),
        ("http://example.org/a/../b/./c", "http://example.org/b/c"),
        ("http://example.org/a/%2E%2e/b", "http://example.org/b"),
        ("http://example.org/../../etc/passwd", "http://example.org/etc/passwd"),
        ("http://example.org/a/..", "http://example.org/"),
        ("http://example.org//a//b/", "http://example.org//a//b/"),
        ("http://example.org/100%", "http://example.org/100%25"),
        ("http://example.org/%e4%zz", "http://example.org/%e4%25zz"),
        ("http://example.org/?a=\\&b='\"<", "http://example.org/?a=%5C&b=%27%22%3C"),
        ("http://example.org?a=/../b", "http://example.org/?a=/../b"),
        (
            "http://example.org/می\u200cخواهم",
            "http://example.org/%D9%85%DB%8C%E2%80%8C%D8%AE%D9%88%D8%A7%D9%87%D9%85",
        ),
    ],
)
def test_a_plain_address_is_read(written, read):
    assert read_target(written).address == read
    assert read_target(read).address == read


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("https://example.com/x", "https://example.com/x"),
        ("//example.com/x", "http://example.com/x"),
        ("/x", "http://example.org/x"),
        ("x/y?z", "http://example.org/a/x/y?z"),
        ("../x", "http://example.org/x"),
        ("../../../x", "http://example.org/x"),
        ("?z", "http://example.org/a/b?z"),
        ("#z", "http://example.org/a/b?c=/d/"),
        ("", "http://example.org/a/b?c=/d/"),
        ("/\\example.com", "http://example.org/%5Cexample.com"),
        (" /x\n", "http://example.org/x"),
    ],
)
def test_a_redirect_is_followed_from_where_it_stands(place, address):
    assert follow(read_target("http://example.org/a/b?c=/d/"), place).address == address


def read_or_refuse(text):
    try:
        return read_target(text)
    except Refused:
        return None


@given(
    st.text(max_size=60)
    | st.text("htps:/[]@\\.%0127fxa#?１。 ", max_size=40).map("http://".__add__)
)
def test_any_text_is_read_the_same_way_twice_or_refused(text):
    target = read_or_refuse(text)
    if target is not None:
        assert target.address.isascii()
        assert read_target(target.address) == target


@given(st.text("htps:/[]@.%0127fxa-_", max_size=30))
def test_the_client_sees_the_host_that_was_checked(text):
    import httpx

    target = read_or_refuse("http://" + text)
    if target is not None:
        url = httpx.URL(target.address)
        assert url.raw_host == target.host.encode()
        assert (url.port or 80) == target.port
        assert url.userinfo == b""


@given(st.ip_addresses())
def test_what_python_calls_inside_is_never_public(ip):
    if not why_not_public(str(ip)):
        inside = getattr(ip, "ipv4_mapped", None) or ip
        if ip.version == 6 and ip in ipaddress.ip_network("64:ff9b::/96"):
            inside = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        assert inside.is_global
        assert not inside.is_multicast
        assert not inside.is_reserved


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::1", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(ip):
    assert why_not_public(ip) == ""
    assert STRICT.why_not(ip, 443) == ""
    assert "port 8080" in STRICT.why_not(ip, 8080)


def test_what_is_allowed_besides_is_one_address_and_one_port():
    policy = Policy(also=frozenset({("127.0.0.1", 8123)}))
    assert policy.why_not("127.0.0.1", 8123) == ""
    assert policy.why_not("127.0.0.1", 80)
    assert policy.why_not("127.0.0.2", 8123)
    assert policy.why_not("8.8.8.8", 8123)
    assert policy.why_not("10.0.0.1", 8123)
    assert STRICT.also == frozenset()
    assert frozenset({80, 443}) == STRICT.ports
