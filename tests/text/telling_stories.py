"""Stories for the collation's tests: told in plain text, opened and read as the product does."""

from __future__ import annotations

from datetime import date

from coverage.text.collation.collated import Collation, Told
from coverage.text.collation.collation import collate
from coverage.text.layout.passages import find_passages
from coverage.text.posts.posts import find_posts
from coverage.text.reader import read


def told(key: str, text: str, published: str = "", outlet: str = "") -> Told:
    """One article as the collation sees it."""
    posts = find_posts(text)
    reading = read(text, find_passages(text, posts), posts, "en")
    day = date.fromisoformat(published) if published else None
    reported = tuple(quote for quote in reading.quotes if quote.kind == "indirect")
    return Told(key, outlet, day, text.splitlines()[0], reading, reported)


def laid_out(*texts: str, published: str = "") -> Collation:
    """The collation of articles "a", "b", "c" … with these texts."""
    return collate([told("abcdefghij"[n], text, published) for n, text in enumerate(texts)])


FERRY_GAZETTE = """\
Ferry runs aground off Skerry Point

The ferry Marlin ran aground on a sandbank off Skerry Point on Tuesday evening with 212 people \
aboard, the coastguard said.

“The bridge was silent for almost four minutes, and nobody woke the captain. We heard the keel \
scrape,” said Ilse Brandt, a passenger.

Nobody was hurt. The company blamed an engine fault that had been repaired twice this spring.

The harbour board fined the company $41,250 in March.
"""

FERRY_COURIER = """\
Passengers describe night on stranded ferry

A ferry carrying more than 200 people ran aground on a sandbank near Skerry Point, the coastguard \
said.

Ilse Brandt, who was aboard, said “nobody woke the captain” as the ship drifted.

The harbour board had fined the operator $41,750 in March, records show.

Three dogs in the hold were brought ashore by a fishing boat before dawn.
"""

FERRY_STANDARD = """\
Stranded ferry: who was on watch?

“The bridge was silent for almost four minutes, and nobody woke the captain,” said Jorun Vale, a \
deckhand. “We heard the keel scrape.”

The operator of the Marlin said an engine fault, repaired twice this spring, was to blame.
"""
