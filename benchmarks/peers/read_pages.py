"""Other extractors over the pages of benchmarks/documents; runs in the peers' environment.

    python read_pages.py PEER PAGES.jsonl READ.jsonl

One answer a line: {"id", "title", "authors", "published", "text", "embedded"}, `embedded` being the
markup and addresses of posts and videos that the extractor gives beside the text. Any connection
is refused: what is measured is what they read off the page. A page that one fails on is an empty
answer, told on the standard error.
"""

from __future__ import annotations

import importlib
import json
import logging
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Answer = dict[str, Any]
Reader = Callable[[str, str], Answer]


def trafilatura() -> Reader:
    extract = importlib.import_module("trafilatura").bare_extraction

    def read(html: str, url: str) -> Answer:
        page = extract(html, url=url or None, include_comments=False, with_metadata=True)
        if page is None:
            return {}
        authors = [name.strip() for name in (page.author or "").split(";") if name.strip()]
        return {
            "title": page.title,
            "authors": authors,
            "published": page.date,
            "text": page.text,
            "embedded": [],
        }

    return read


def goose3() -> Reader:
    goose = importlib.import_module("goose3").Goose({"enable_image_fetching": False})

    def read(html: str, url: str) -> Answer:
        page = goose.extract(raw_html=html)
        videos = [video.src or video.embed_code or "" for video in page.movies]
        return {
            "title": page.title,
            "authors": [name for name in page.authors if isinstance(name, str)],
            "published": str(page.publish_date or ""),
            "text": page.cleaned_text,
            "embedded": [*page.tweets, *videos],
        }

    return read


def newspaper4k() -> Reader:
    newspaper = importlib.import_module("newspaper")
    config = newspaper.Config()
    config.fetch_images = False

    def read(html: str, url: str) -> Answer:
        page = newspaper.Article(url or "https://page.example/", config=config)
        page.download(input_html=html)
        page.parse()
        return {
            "title": page.title,
            "authors": list(page.authors),
            "published": page.publish_date.isoformat() if page.publish_date else "",
            "text": page.text,
            "embedded": [str(video) for video in page.movies],
        }

    return read


PEERS: dict[str, Callable[[], Reader]] = {
    "trafilatura": trafilatura,
    "goose3": goose3,
    "newspaper4k": newspaper4k,
}


def refuse(*_arguments: Any, **_options: Any) -> None:
    raise OSError("no connection is made on behalf of a page")


def main(peer: str, source: Path, target: Path) -> None:
    socket.socket.connect = refuse  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = refuse  # type: ignore[assignment]
    logging.disable(logging.CRITICAL)
    read = PEERS[peer]()
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as answers:
        for line in lines:
            page = json.loads(line)
            try:
                answer = read(page["html"], page.get("url") or "")
            except Exception as error:
                print(f"{peer}, page {page['id']}: {error!r}", file=sys.stderr)
                answer = {}
            print(json.dumps({"id": page["id"], **answer}), file=answers)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
