"""Whose address counts wrong passwords."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from newsroom.visitors import client_address


@pytest.mark.parametrize(
    ("is_https", "forwarded", "address"),
    [
        (False, "", "127.0.0.1"),
        (False, "203.0.113.9", "127.0.0.1"),
        (True, "", "127.0.0.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_the_proxy_in_front_is_believed(
    is_https: bool, forwarded: str, address: str, settings: Settings
) -> None:
    settings.IS_HTTPS = is_https
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == address
