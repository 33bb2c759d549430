"""The PostgreSQL that `make test` starts is its own, and is gone afterwards."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from scripts.postgres import find_binaries, throwaway_cluster


@pytest.fixture
def binaries() -> Path:
    found = find_binaries()
    if found is None:
        if os.environ.get("REQUIRE_POSTGRES"):
            pytest.fail("REQUIRE_POSTGRES is set and no PostgreSQL is found")
        pytest.skip("no PostgreSQL is installed")
    return found


def test_a_cluster_answers_and_is_gone_after_a_failure(binaries):
    with pytest.raises(ZeroDivisionError), throwaway_cluster(binaries) as url:
        folder = Path(unquote(urlsplit(url).netloc.partition("@")[2]))
        with psycopg.connect(url) as opened:
            answer = opened.execute("SHOW listen_addresses").fetchone()
        assert answer == ("",)
        assert (folder.stat().st_mode & 0o777) == 0o700
        pid = int((folder / "data" / "postmaster.pid").read_text().split("\n")[0])
        os.kill(pid, 0)
        raise ZeroDivisionError
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
