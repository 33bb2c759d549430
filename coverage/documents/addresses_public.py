"""Which internet addresses are public.

The tables follow IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates).
They stand here, and not in `ipaddress.is_global`, because that answer changed between patch
releases of Python 3.11 and says neither why nor what hides an IPv4 address inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_METADATA = "an address of a cloud's own machinery"
_PRIVATE = "a private address"
_LOOPBACK = "an address of the computer itself"
_LINK = "a link-local address"
_MULTICAST = "a multicast address"
_RESERVED = "a reserved address"
_EXAMPLES = "an address kept for documentation"
_BENCHMARKS = "an address kept for benchmarks"
_WRAPPED = "an IPv6 address that wraps an IPv4 one"

#: The first network that holds an address names it, so the narrow ones come first.
_NOT_PUBLIC_V4 = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("169.254.169.254/32", _METADATA),
        ("169.254.170.2/32", _METADATA),
        ("168.63.129.16/32", _METADATA),  # in a public range, answered by the host's own switch
        ("100.100.100.200/32", _METADATA),
        ("192.0.0.192/32", _METADATA),
        ("0.0.0.0/8", _LOOPBACK),  # "this host": connecting to it reaches the computer itself
        ("10.0.0.0/8", _PRIVATE),
        ("100.64.0.0/10", "an address inside a provider's network"),
        ("127.0.0.0/8", _LOOPBACK),
        ("169.254.0.0/16", _LINK),
        ("172.16.0.0/12", _PRIVATE),
        ("192.0.0.0/24", _RESERVED),
        ("192.0.2.0/24", _EXAMPLES),
        ("192.88.99.0/24", _RESERVED),
        ("192.168.0.0/16", _PRIVATE),
        ("198.18.0.0/15", _BENCHMARKS),
        ("198.51.100.0/24", _EXAMPLES),
        ("203.0.113.0/24", _EXAMPLES),
        ("224.0.0.0/4", _MULTICAST),
        ("255.255.255.255/32", "the broadcast address"),
        ("240.0.0.0/4", _RESERVED),
    )
)
_NOT_PUBLIC_V6 = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("::/128", _LOOPBACK),
        ("::1/128", _LOOPBACK),
        ("::ffff:0:0/96", _WRAPPED),  # v4-mapped
        ("::ffff:0:0:0/96", _WRAPPED),  # v4-translated
        ("::/96", _WRAPPED),  # v4-compatible
        ("64:ff9b:1::/48", _PRIVATE),  # NAT64 inside one network
        ("100::/64", _RESERVED),
        ("2001::/32", _WRAPPED),  # Teredo
        ("2001:2::/48", _BENCHMARKS),
        ("2001::/23", _RESERVED),
        ("2001:db8::/32", _EXAMPLES),
        ("2002::/16", _WRAPPED),  # 6to4
        ("3fff::/20", _EXAMPLES),
        ("5f00::/16", _RESERVED),
        ("fd00:ec2::254/128", _METADATA),
        ("fd20:ce::254/128", _METADATA),
        ("fc00::/7", _PRIVATE),
        ("fe80::/10", _LINK),
        ("fec0::/10", _PRIVATE),
        ("ff00::/8", _MULTICAST),
    )
)
#: An IPv6-only network reaches every IPv4 host through this prefix: what is inside is judged.
_NAT64 = IPv6Network("64:ff9b::/96")
#: All that has been given out to the public so far.
_GLOBAL_V6 = IPv6Network("2000::/3")


def why_not_public(address: str) -> str:
    """What `address` is when it is not a public one ("a private address"), "" when it is."""
    if "%" in address:
        return "an address that holds on one network card only"
    try:
        number = ip_address(address)
    except ValueError:
        return "no internet address"
    if isinstance(number, IPv4Address):
        return next((kind for network, kind in _NOT_PUBLIC_V4 if number in network), "")
    return _why_not_public_v6(number)


def _why_not_public_v6(number: IPv6Address) -> str:
    if number in _NAT64:
        return why_not_public(str(IPv4Address(int(number) & 0xFFFFFFFF)))
    for network, kind in _NOT_PUBLIC_V6:
        if number in network:
            return kind
    return "" if number in _GLOBAL_V6 else _RESERVED


@dataclass(frozen=True, slots=True)
class Policy:
    """Which addresses and ports may be connected to; the plain one is the strict one.

    `also` names single addresses with their port that may be reached although they are not
    public. It is for tests that run a server of their own; no setting and no request fills it.
    """

    ports: frozenset[int] = frozenset({80, 443})
    also: frozenset[tuple[str, int]] = frozenset()

    def allows_port(self, port: int) -> bool:
        """Whether any address may be reached on this port."""
        return port in self.ports or any(port == other for _, other in self.also)

    def why_not(self, address: str, port: int) -> str:
        """What forbids connecting to this address ("a private address"); "" where nothing does."""
        if (address, port) in self.also:
            return ""
        why = why_not_public(address)
        if not why and port not in self.ports:
            return f"an address that may not be reached on port {port}"
        return why


STRICT = Policy()
