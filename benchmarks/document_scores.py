"""What was read off saved pages, held against what the pages really say.

A page read is {"title", "authors", "published", "text", "paragraphs": [{"start", "end", "kind"}],
"posts": [{"platform", "post_id", "handle", "text", "date", "offset"}]}, as `manage.py read` gives
it; a missing one scores nothing everywhere. Letters and digits alone are compared.

title       the same; leniently, when one holds the other
date        the same day, in the page's zone or in UTC
authors     exactly this set
paragraphs  kept: the first 80 letters of each stand in the body; precision: the body's letters that
            stand in a gold paragraph
posts       recall and precision of (platform, number), precision averaged over pages with any
X text      the first 30 letters of a post's words stand in the text or in a post given. Words that
            several posts of a page share are what it shows in place of deleted ones: not counted.
            "as a post's": in this very post, of the posts found, placeholders counted; handle and
            place are of the posts found, too
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Row = Mapping[str, Any]

_BODY = frozenset({"paragraph", "heading", "list", "blockquote"})
_TELLING = 12  # letters of a title that may be a part of another
_POST_TEXT = 15  # letters of a post that can be told from others


def letters(text: str | None) -> str:
    return re.sub(r"\W+", "", text or "").lower()


def days(written: str | None) -> set[str]:
    """The days a moment falls on, in its own zone and in UTC."""
    text = (written or "").strip()
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return {text[:10]} if re.match(r"\d{4}-\d\d-\d\d", text) else set()
    both = {moment.date().isoformat()}
    if moment.tzinfo:
        both.add(moment.astimezone(UTC).date().isoformat())
    return both


@dataclass(slots=True)
class Score:
    """Counts over pages; `rate` gives them as percentages."""

    counts: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    precisions: list[float] = field(default_factory=list)
    wrong: list[tuple[Any, str, Any, Any]] = field(default_factory=list)  # id, what, gold, read

    def add(self, name: str, right: int, of: int = 1) -> None:
        self.counts[name] += right
        self.of[name] += of

    def rate(self, name: str) -> float | None:
        """Percent; None where the gold says nothing of it."""
        return 100 * self.counts[name] / self.of[name] if self.of[name] else None

    @property
    def posts_precision(self) -> float | None:
        return 100 * sum(self.precisions) / len(self.precisions) if self.precisions else None


def score(gold: Iterable[Row], read: Mapping[Any, Row]) -> Score:
    found = Score()
    for page in gold:
        answer = read.get(page["id"], {})
        if "title" in page:
            _add_facts(found, page, answer)
            _add_paragraphs(found, page, answer)
        if "posts" in page:
            _add_posts(found, page, answer)
    return found


def _add_facts(found: Score, page: Row, answer: Row) -> None:
    wanted, title = letters(page["title"]), letters(answer.get("title"))
    alike = len(title) > _TELLING and (wanted in title or title in wanted)
    found.add("title", wanted == title)
    found.add("title, lenient", bool(title) and (wanted == title or alike))
    if wanted != title:
        found.wrong.append((page["id"], "title", page["title"], answer.get("title")))
    right = bool(days(page.get("date")) & days(answer.get("published")))
    found.add("date", right)
    if not right:
        found.wrong.append((page["id"], "date", page.get("date"), answer.get("published")))
    if page.get("authors"):
        people, named = page["authors"], answer.get("authors") or []
        same = {letters(one) for one in people} == {letters(one) for one in named}
        found.add("authors", same)
        if not same:
            found.wrong.append((page["id"], "authors", people, named))


def _add_paragraphs(found: Score, page: Row, answer: Row) -> None:
    body = letters(" ".join(_body_of(answer)))
    wanted = [letters(paragraph) for paragraph in page.get("paragraphs", [])]
    kept = [paragraph[:80] in body for paragraph in wanted]
    found.add("paragraphs kept", sum(kept), len(kept))
    found.add("pages whole", bool(kept) and all(kept), bool(kept))
    gold_letters = sum(len(paragraph) for paragraph in wanted if paragraph in body)
    found.add("precision", gold_letters, len(body))


def _add_posts(found: Score, page: Row, answer: Row) -> None:
    wanted = {(post["platform"], post["post_id"]): post for post in page["posts"]}
    given = {
        (post.get("platform"), str(post.get("post_id"))): post for post in answer.get("posts") or []
    }
    both = wanted.keys() & given.keys()
    found.add("posts recall", len(both), len(wanted))
    if given:
        found.precisions.append(len(both) / len(given))
    found.wrong += [(page["id"], "post missed", key, None) for key in wanted.keys() - given.keys()]
    found.wrong += [(page["id"], "post wrong", None, key) for key in given.keys() - wanted.keys()]
    everything = letters(" ".join([answer.get("text") or "", *_words_of_posts(answer)]))
    shared = Counter(letters(post.get("text")) for post in wanted.values())
    for post in wanted.values():
        words = letters(post.get("text"))
        if len(words) >= _POST_TEXT and shared[words] == 1:
            found.add("X text", words[:30] in everything)
    for key in both:
        _add_post(found, page, answer, wanted[key], given[key])


def _add_post(found: Score, page: Row, answer: Row, wanted: Row, post: Row) -> None:
    if wanted.get("handle"):
        found.add("handle", letters(wanted["handle"]) == letters(post.get("handle")))
    if len(letters(wanted.get("text"))) >= _POST_TEXT:
        right = letters(wanted["text"])[:30] in letters(post.get("text"))
        found.add("as a post's", right)
        if not right:
            found.wrong.append((page["id"], "post text", wanted["text"], post.get("text")))
    if wanted.get("prev_paragraph"):
        before = letters(_before(answer, post))
        start = letters(wanted["prev_paragraph"])[:40]
        whole = letters(wanted["prev_paragraph"])
        right = bool(start) and (start in before or (len(before) > 20 and before in whole))
        found.add("place", right)
        if not right:
            found.wrong.append((page["id"], "place", wanted["prev_paragraph"], before))


def _words_of_posts(answer: Row) -> list[str]:
    return [post.get("text") or "" for post in answer.get("posts") or []]


def _before(answer: Row, post: Row) -> str:
    """The last piece of the body that ends before the post; "" where its place is not given."""
    if post.get("offset") is None:
        return ""
    pieces = _body_of(answer, until=post["offset"])
    return pieces[-1] if pieces else ""


def _body_of(answer: Row, until: int | None = None) -> list[str]:
    text = answer.get("text") or ""
    return [
        text[piece["start"] : piece["end"]]
        for piece in answer.get("paragraphs") or []
        if piece.get("kind") in _BODY and (until is None or piece["end"] <= until)
    ]
