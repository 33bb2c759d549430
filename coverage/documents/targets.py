"""Reading an address to fetch, strictly: what two readers could understand in two ways is refused.

An address that one reader takes for a public host and another for a private one is how a server is
made to fetch what it should not. So the address is taken apart once, here, and what is connected
to, asked for and shown is put together again from these parts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address

import idna

from .refused import Refused

_LONGEST = 8000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_FOUR_NUMBERS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_DOTS_OF_OTHER_SCRIPTS = "。．｡․"
#: Names that no public name server answers for (RFC 6761, 6762, 7686, 8375, 9476 and habit).
_LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa")
_NO_NAMES = ("onion", "invalid", "alt")
_PUBLIC_MEND = "give the address of a page on the public web"
_PLAIN_MEND = "copy the address from a browser's address bar"
#: Left as they are by browsers too (WHATWG URL); anything else is written as %XX.
_KEPT_IN_PATH = frozenset(b"!$%&'()*+,-./:;=@[]^_|~") | frozenset(
    range(ord("0"), ord("9") + 1)
).union(range(ord("A"), ord("Z") + 1), range(ord("a"), ord("z") + 1))
_KEPT_IN_QUERY = (_KEPT_IN_PATH | frozenset(b"?`{}")) - frozenset(b"'")


@dataclass(frozen=True, slots=True)
class Target:
    """An address to fetch, in its parts; all of them ASCII.

    `host` is a name or an IP address without brackets; `path` begins with "/" and has the query.
    """

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_ip(self) -> bool:
        """Whether the host is written as an IP address."""
        return ":" in self.host or _FOUR_NUMBERS.fullmatch(self.host) is not None

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def address(self) -> str:
        return self.origin + self.path


def read_target(address: str) -> Target:
    """The parts of an http or https address; the fragment is dropped.

    Raises `Refused` for anything else, and for every form that is not plain.
    """
    text = address.strip(" \t\r\n")
    _refuse_unwritable(address, text)
    scheme, colon, rest = text.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in _DEFAULT_PORTS:
        raise Refused(
            address,
            "does not begin with http:// or https://",
            "only pages of the web are fetched, so give such an address",
        )
    slashes = re.match(r"/*", rest)
    if slashes is None or len(slashes[0]) != 2:
        raise Refused(
            address, f"does not have just two slashes after {scheme}:", "write them so in front"
        )
    match = re.match(r"//([^/?#]*)([^?#]*)(?:\?([^#]*))?", rest)
    assert match is not None
    authority, path, query = match.groups()
    host, port = _host_and_port(address, authority)
    whole = _without_dots(_encoded(path or "/", _KEPT_IN_PATH))
    if query is not None:
        whole += "?" + _encoded(query, _KEPT_IN_QUERY)
    number = _port(address, port) if port else _DEFAULT_PORTS[scheme]
    return Target(scheme, host, number, whole)


def follow(target: Target, place: str) -> Target:
    """Where `place`, as a redirect of `target` names it, leads (RFC 3986, 5.2.2).

    Read as strictly as any address; raises `Refused` like `read_target`.
    """
    place = place.strip(" \t\r\n")
    path = target.path.partition("?")[0]
    if _SCHEME.match(place):
        return read_target(place)
    if place.startswith("//"):
        return read_target(f"{target.scheme}:{place}")
    if place.startswith("/"):
        return read_target(target.origin + place)
    if place.startswith("?"):
        return read_target(target.origin + path + place)
    if not place or place.startswith("#"):
        return target
    return read_target(target.origin + path.rpartition("/")[0] + "/" + place)


def _refuse_unwritable(address: str, text: str) -> None:
    if not text:
        raise Refused(address, "holds nothing", "give an address that begins with https://")
    if len(text) > _LONGEST:
        raise Refused(address, f"is longer than {_LONGEST} characters", "give its short form")
    if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text):
        raise Refused(address, "has a control character or line end in it", _PLAIN_MEND)


def _host_and_port(address: str, authority: str) -> tuple[str, str]:
    """The host, checked, and the port as written ("" for none)."""
    if "@" in authority:
        raise Refused(
            address, "has a name or password before its host", "leave all up to the @ out"
        )
    if "\\" in authority:
        raise Refused(address, "has a backslash in its host", "write its slashes as /")
    if authority.startswith("["):
        inside, bracket, port = authority[1:].partition("]")
        if not bracket or (port and not port.startswith(":")):
            raise Refused(address, "has an IPv6 address without its end", _PUBLIC_MEND)
        return _ipv6(address, inside), port[1:]
    host, _, port = authority.partition(":")
    if ":" in port:
        raise Refused(
            address, "has more than one colon in its host", "put an IPv6 address in brackets"
        )
    return _host(address, host), port


def _port(address: str, port: str) -> int:
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536):
        raise Refused(address, "has a port that is no number from 1 to 65535", "leave it out")
    return int(port)


def _ipv6(address: str, inside: str) -> str:
    if "%" in inside:
        raise Refused(address, "names a network card of one computer (an IPv6 zone)", _PUBLIC_MEND)
    try:
        return str(IPv6Address(inside))
    except ValueError:
        raise Refused(address, "has no IPv6 address in its brackets", _PUBLIC_MEND) from None


def _host(address: str, written: str) -> str:
    """The host in small ASCII letters without a final dot: a public-looking name or an IPv4."""
    host = _ascii(address, written).lower().removesuffix(".")
    if not host:
        raise Refused(address, "has no host", "write the outlet's name after the two slashes")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Refused(address, "has a host that is no name of the web", _PLAIN_MEND)
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(host))
        except ValueError:
            raise Refused(
                address,
                "writes an IPv4 address in another form than four decimal numbers",
                _PUBLIC_MEND,
            ) from None
    if len(labels) == 1 or _is_under(host, _LOCAL_NAMES):
        raise Refused(address, "has a name of a local network as its host", _PUBLIC_MEND)
    if _is_under(host, _NO_NAMES):
        raise Refused(address, "has a name that the public web does not know", _PUBLIC_MEND)
    return host


def _is_under(host: str, names: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith("." + name) for name in names)


def _ascii(address: str, host: str) -> str:
    """The host with its international labels in their ASCII form (IDNA 2008, no mapping)."""
    if host.isascii():
        return host
    if any(dot in host for dot in _DOTS_OF_OTHER_SCRIPTS):
        raise Refused(address, "has other dots than . in its host", _PLAIN_MEND)
    if any(not c.isascii() and (c.isnumeric() or _is_ascii_in_disguise(c)) for c in host):
        raise Refused(
            address, "writes digits or letters of its host in a look-alike form", _PLAIN_MEND
        )
    try:
        return idna.encode(unicodedata.normalize("NFC", host.lower())).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise Refused(address, "has letters in its host that no name has", _PLAIN_MEND) from None


def _is_ascii_in_disguise(character: str) -> bool:
    return unicodedata.normalize("NFKC", character).isascii()


def _encoded(text: str, kept: frozenset[int]) -> str:
    """`text` with every octet outside `kept`, and every % that begins no %XX, as %XX."""
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return "".join(chr(byte) if byte in kept else f"%{byte:02X}" for byte in text.encode())


def _without_dots(path: str) -> str:
    """The path with "." and ".." followed (RFC 3986, 5.2.4), also where written as %2E."""
    kept: list[str] = []
    segments = path.split("/")[1:]
    for position, segment in enumerate(segments):
        plain = re.sub("%2e", ".", segment, flags=re.I)
        if plain == "..":
            kept = kept[:-1]
        if plain not in (".", ".."):
            kept.append(segment)
        elif position == len(segments) - 1:
            kept.append("")
    return "/" + "/".join(kept)
