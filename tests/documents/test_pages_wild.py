"""Pages marked up as content systems in the wild do: what is read of each, whole."""

from __future__ import annotations

from datetime import datetime

import pytest

from coverage.documents.opened import OpenedArticle
from coverage.documents.opening import open_document

from .wild import blogs, forms, languages, saved, systems
from .wild.prose import Wild

BODY = frozenset(("paragraph", "heading", "list", "blockquote", "standfirst"))
PAGES = (*blogs.PAGES, *systems.PAGES, *languages.PAGES, *forms.PAGES, *saved.PAGES)


def opened(case: Wild) -> OpenedArticle:
    content = case.page if isinstance(case.page, bytes) else case.page.encode()
    (article,) = open_document(content, case.file_name, case.address)
    return article


def faults(case: Wild) -> list[str]:
    """What opening the page gives otherwise than the case says."""
    article = opened(case)
    found: list[str] = []
    if article.headline != case.title:
        found.append(f"title {article.headline!r}")
    day = article.published
    day = day.date() if isinstance(day, datetime) else day
    if day != case.published:
        found.append(f"published {article.published}")
    if article.authors != case.authors:
        found.append(f"authors {article.authors}")
    if case.opened_address and article.address != case.opened_address:
        found.append(f"address {article.address}")
    own = [one for one in article.passages if one.kind in BODY]
    whole = "\n".join(one.span.text for one in own)
    found.extend(f"lost {text[:40]!r}" for text in case.kept if text not in whole)
    found.extend(f"taken {text[:40]!r}" for text in case.apart if text in whole)
    posts = {(str(one.platform), one.post_id): one for one in article.posts if one.post_id}
    wanted = {post[:2] for post in case.posts}
    found.extend(f"post missed {key}" for key in wanted - posts.keys())
    found.extend(f"post wrong {key}" for key in posts.keys() - wanted)
    for platform, number, behind in case.posts:
        post = posts.get((platform, number))
        if post is None or not behind:
            continue
        before = [one.span.text for one in own if one.span.end <= post.offset]
        if not before or behind not in before[-1]:
            found.append(f"place of {platform} {number}: behind {(before or [''])[-1][:40]!r}")
    return found


@pytest.mark.parametrize("case", PAGES, ids=[case.name for case in PAGES])
def test_a_page_of_the_wild_is_read_whole(case):
    assert faults(case) == []


def test_no_two_pages_of_the_wild_have_one_name():
    assert len({case.name for case in PAGES}) == len(PAGES)
