"""What the tests of the pages share."""

from collections.abc import Iterator

import pytest

from coverage.web import feeds as pages
from tests.desk.feed_sites import MillPost, entry
from tests.documents.fetching_sites import fetcher_of


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[MillPost]:
    """A site with a feed, the one address of this computer that the pages may reach."""
    site = MillPost(entry(1))
    monkeypatch.setattr(pages, "request_fetcher", lambda: fetcher_of(site))
    yield site
    site.close()
