"""`benchmarks/documents`: the measure of opened pages, and its table on our own pages."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.document_runs import gold_row, install, peer_answer
from benchmarks.document_scores import score

ROOT = Path(__file__).resolve().parents[2]
TEXT = "The bridge is shut.\n\nNobody was hurt, the harbour master said.\n\nShut again, he wrote"
PAGE: dict[str, Any] = {
    "id": 1,
    "title": "Bridge shut after a crack",
    "date": "2023-05-04",
    "authors": ["Ana Kohl"],
    "paragraphs": ["The bridge is shut.", "Nobody was hurt, the harbour master said."],
    "posts": [
        {
            "platform": "x",
            "post_id": "99",
            "handle": "@portwatch",
            "text": "Shut again, he wrote",
            "prev_paragraph": "Nobody was hurt, the harbour master said.",
        }
    ],
}
READ: dict[str, Any] = {
    "title": "Bridge shut after a crack",
    "published": "2023-05-03T23:30:00-02:00",
    "authors": ["ANA KOHL"],
    "text": TEXT,
    "paragraphs": [
        {"start": 0, "end": 19, "kind": "paragraph"},
        {"start": 21, "end": 62, "kind": "paragraph"},
        {"start": 64, "end": 84, "kind": "post"},
    ],
    "posts": [
        {"platform": "x", "post_id": "99", "handle": "portwatch", "text": TEXT[64:], "offset": 64}
    ],
}
ALL = ("title", "date", "authors", "paragraphs kept", "pages whole", "precision", "posts recall")


def rates(**changes: Any) -> dict[str, float | None]:
    found = score([PAGE], {1: {**READ, **changes}})
    names = (*ALL, "title, lenient", "X text", "as a post's", "handle", "place")
    return {name: found.rate(name) for name in names} | {"posts": found.posts_precision}


def test_a_page_read_right_is_right_in_everything():
    assert set(rates().values()) == {100}


def test_a_missing_page_scores_nothing():
    found = score([PAGE], {})
    assert [found.rate(name) for name in ALL if name != "precision"] == [0] * 6
    assert found.posts_precision is None


def test_what_is_wrong_lowers_its_own_column():
    assert rates(title="Bridge shut after a crack | The Courier")["title"] == 0
    assert rates(title="Bridge shut after a crack | The Courier")["title, lenient"] == 100
    assert rates(published="2023-05-05")["date"] == 0
    assert rates(authors=["Ana Kohl", "Bo Lund"])["authors"] == 0
    first = rates(paragraphs=READ["paragraphs"][:1])
    assert (first["paragraphs kept"], first["pages whole"], first["place"]) == (50, 0, 0)
    two = rates(posts=[*READ["posts"], {"platform": "x", "post_id": "7"}])
    assert (two["posts recall"], two["posts"]) == (100, 50)
    bare = rates(posts=[{"platform": "x", "post_id": "99"}])
    assert (bare["X text"], bare["as a post's"], bare["handle"], bare["place"]) == (100, 0, 0, 0)


def test_words_that_several_posts_share_are_a_placeholder():
    gone = {**PAGE["posts"][0], "text": "This post is not available"}
    page = {**PAGE, "posts": [{**gone, "post_id": "1"}, {**gone, "post_id": "2"}]}
    assert score([page], {}).rate("X text") is None


def test_a_peers_markup_and_addresses_are_its_posts():
    row = {
        "text": "One.\nTwo.",
        "embedded": [
            '<blockquote><p>Shut</p><a href="https://twitter.com/ana/status/1654000000000000001?x=1">'
            "</a></blockquote>",
            "//www.youtube.com/embed/AbCdEfGhIjK",
        ],
    }
    answer = peer_answer(row)
    assert [(post["platform"], post["post_id"]) for post in answer["posts"]] == [
        ("x", "1654000000000000001"),
        ("youtube", "AbCdEfGhIjK"),
    ]
    assert [piece["end"] for piece in answer["paragraphs"]] == [4, 9]


def test_paragraphs_signed_by_their_beginning_are_taken_whole_from_the_page():
    signed = {
        "headline": "Bridge shut",
        "published": "2023-05-04",
        "authors": [],
        "passages": [["paragraph", "The old bridge"], ["caption", "A bridge"]],
    }
    row = gold_row("a", signed, "<div><p>The <b>old</b> bridge was shut &amp; empty.</p></div>")
    assert row["paragraphs"] == ["The old bridge was shut & empty."]


def test_peers_that_cannot_be_installed_are_told(tmp_path: Path):
    file = tmp_path / "file"
    file.touch()
    assert "Not a directory" in install(file / "peers")


def test_our_own_pages_are_measured_without_gold():
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "documents"), "--without-peers"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "Our own pages" in done.stdout
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("| ours")]
    assert all(float(cell) >= 90 for cell in line.split("|")[2:6])


def test_the_peers_are_pinned_with_hashes_and_name_no_source():
    text = (ROOT / "benchmarks" / "peers" / "requirements.txt").read_text(encoding="utf-8")
    pins = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert {line.partition("==")[0] for line in pins} > {"goose3", "newspaper4k", "trafilatura"}
    assert all("==" in line and line.endswith("\\") for line in pins)
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
    ours = (ROOT / "requirements.txt").read_text() + (ROOT / "requirements-dev.txt").read_text()
    assert "goose3" not in ours
    assert "newspaper4k" not in ours
