"""What the tests of the feeds' pages share: feeds, what is sent, and the words of a page."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone

from coverage.models import Feed

HTMX = {"HX-Request": "true"}
OPML = (
    '<opml version="2.0"><body><outline text="News">'
    '<outline type="rss" text="The Gull" xmlUrl="https://gull.example/feed"/>'
    '<outline type="rss" xmlUrl="https://tern.example/feed"/></outline></body></opml>'
)


def words(response: Any) -> str:
    """What can be read on the page, in one line."""
    text = re.sub(r"<[^>]*>", " ", response.content.decode())
    return " ".join(text.replace("&#x27;", "'").split())


def make_feed(number: int = 1, **fields: Any) -> Feed:
    named = {"title": f"Feed {number}", "due_at": timezone.now() + timedelta(hours=1), **fields}
    return Feed.objects.create(address=f"https://gull.example/{number}", **named)


def add(client: Any, address: str, **fields: Any) -> Any:
    return client.post("/feeds/add", {"address": address, **fields})
