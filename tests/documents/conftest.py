"""What several tests of this room share."""

import pytest

from tests.documents.fetching_sites import Site


@pytest.fixture
def start():
    """Give a function that starts a server; all of them end with the test."""
    sites = []

    def started(pages, **settings):
        sites.append(Site(pages, **settings))
        return sites[-1]

    yield started
    for site in sites:
        site.close()
