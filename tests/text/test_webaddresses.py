"""Parts of addresses; what is no address has none and stops nobody."""

import pytest

from coverage.text.grouping.relating import opinion_of
from coverage.text.webaddresses import host_of, path_of


@pytest.mark.parametrize(
    ("address", "host", "path"),
    [
        ("https://Gull.Example:443/news/ferry%20fire?x=1", "gull.example", ("news", "ferry fire")),
        ("https://gull.example", "gull.example", ()),
        ("http://[half/news", "", ()),
        ("not an address", "", ("not an address",)),
        ("", "", ()),
    ],
)
def test_an_address_has_its_parts_and_none_where_it_is_none(address, host, path):
    assert (host_of(address), path_of(address)) == (host, path)
    assert opinion_of("The ferry was old", address) == ""
