"""What the desk's tests share."""

from collections.abc import Iterator

import pytest

from .feed_sites import MillPost, entry


@pytest.fixture
def site() -> Iterator[MillPost]:
    """A site whose feed lists two pages."""
    site = MillPost(entry(2), entry(1))
    yield site
    site.close()
