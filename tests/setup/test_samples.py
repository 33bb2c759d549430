"""The sample coverage is whole: what its manifest names is there, and holds what it is said to."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
MANIFEST: dict[str, Any] = json.loads((SEEDS / "manifest.json").read_text(encoding="utf-8"))
STORIES: list[dict[str, Any]] = MANIFEST["stories"]
DOCUMENTS: list[dict[str, str]] = [d for story in STORIES for d in story["documents"]]
SHOWN = [
    pytest.param(story, shown["what"], passage, id=f"{passage['file']}: {passage['words'][:40]}")
    for story in STORIES
    for shown in story["shows"]
    for passage in shown["passages"]
]
FILES = [pytest.param(document["file"], id=document["file"]) for document in DOCUMENTS]


def decoded(name: str) -> str:
    """The document's text in the encoding it declares, else UTF-8; raises where it does not fit."""
    content = (SEEDS / name).read_bytes()
    declared = re.search(rb"""(?:charset|encoding)=["']?([\w-]+)""", content[:1024])
    return content.decode(declared[1].decode("ascii") if declared else "utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_named_document_exists_and_decodes(name: str) -> None:
    text = decoded(name)
    assert len(text.split()) > 60
    assert "\ufffd" not in text


def test_every_document_in_the_folder_is_named_once() -> None:
    kept = {
        path.relative_to(SEEDS).as_posix()
        for path in SEEDS.rglob("*")
        if path.is_file() and path.parent != SEEDS
    }
    named = [document["file"] for document in DOCUMENTS]
    assert sorted(named) == sorted(kept)


@pytest.mark.parametrize(("story", "what", "passage"), SHOWN)
def test_what_a_story_shows_stands_verbatim_in_its_document(
    story: dict[str, Any], what: str, passage: dict[str, str]
) -> None:
    assert what.strip()
    assert passage["file"] in {document["file"] for document in story["documents"]}
    assert passage["words"] in decoded(passage["file"])


def test_the_stories_have_as_many_documents_as_the_layouts_need() -> None:
    assert sorted(len(story["documents"]) for story in STORIES) == [1, 2, 3, 5, 10]
    assert len({story["name"] for story in STORIES}) == len(STORIES)


def test_the_coverage_says_that_it_is_invented() -> None:
    assert "invented" in MANIFEST["label"]


@pytest.mark.parametrize("name", FILES)
def test_addresses_are_reserved_names_or_the_platforms_own(name: str) -> None:
    """No sample names a real outlet's address: `.example`, or the host of an embedded post."""
    platforms = {
        "www.facebook.com",
        "connect.facebook.net",
        "x.com",
        "twitter.com",
        "platform.twitter.com",
        "t.co",
        "www.instagram.com",
        "www.youtube.com",
        "telegram.org",
        "bsky.app",
        "embed.bsky.app",
        "www.tiktok.com",
        "schema.org",
        "purl.org",
        "www.w3.org",
    }
    hosts = set(re.findall(r"https?://([\w.-]+)", decoded(name)))
    assert {host for host in hosts if not host.endswith(".example")} <= platforms


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["file"])
def test_a_stated_address_is_reserved(document: dict[str, str]) -> None:
    assert set(document) == {"file", "address", "outlet"}
    assert re.fullmatch(r"(https://[a-z]+\.example/\S+)?", document["address"])
