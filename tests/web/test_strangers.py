"""What a stranger, or a document that means harm, can do on the pages: nothing but read."""

import json
import re

import pytest
from django.test import Client
from django.urls import get_resolver

from coverage.desk.comparison import compare
from coverage.desk.ingest import Arrival, receive
from coverage.models import Article, Document, EmbeddedPost, Feed, Quote, Story, Tag

from ..factories import make_article, make_post, make_story

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
WORDS = "The pier at Orle was shut on Monday after a plank broke under a cart of ice"


def every_address():
    """All addresses of the product, with 1 for every number."""
    for pattern in get_resolver().url_patterns:
        route = str(pattern.pattern)
        if getattr(pattern, "url_patterns", None) and route == "":
            for inner in pattern.url_patterns:
                route = str(inner.pattern).replace("<slug:kind>", "quote")
                yield inner.name, "/" + re.sub(r"<int:\w+>", "1", route)


CHANGING = {
    "confirm-story", "set-outlet", "read-again", "tag-quote", "untag", "decide", "undo-decision",
    "load-sample", "answer-same", "undo-speaker-change", "cancel-job", "resume-job",
    "look-at-feed", "pause-feed", "follow-feed-again", "stop-feed", "revoke-token",
}  # fmt: skip
#: They show what they refuse at their own address; who reloads that is led to the form's page.
RELOADED = {
    "add-feed": "/feeds/", "feeds-of-list": "/feeds/", "follow-feeds": "/feeds/",
    "set-feed-every": "/feeds/1/",
}  # fmt: skip


@pytest.mark.django_db
def test_a_stranger_changes_nothing_and_a_get_changes_nothing(client, editor_client):
    for name, address in every_address():
        if name not in CHANGING and name not in RELOADED:
            continue
        assert client.post(address).status_code == 302, name
        assert client.post(address, headers={"HX-Request": "true"}).status_code == 403, name
        assert Client(enforce_csrf_checks=True).post(address).status_code == 403, name
        assert editor_client.put(address).status_code == 405, name
        got = editor_client.get(address, {"address": "https://gull.example/feed", "every": "5"})
        if name in CHANGING:
            assert got.status_code == 405, name
        else:
            assert (got.status_code, got["Location"]) == (302, RELOADED[name]), name
            assert client.get(address)["Location"] == f"/sign-in/?next={address}"
    assert not Feed.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/", "/nothing/", "/stories/999999999999999999999999/", "/sign-in/?next=//evil.example",
        "/articles/1/", "/admin/login/", "/quotes/?tag=99999999999999999&page=99999999",
        "/?outlet=99999999999999999&when=x", "/stories/1/?pick=%00&base=%00&row=%00&show=%00",
        "/articles/?page=%00", "/tags/suggest?name=%00", "/healthz", "/add/?x=%ff%00",
        "/marks/quote/99999999999999999999/", "/marks/none/1/",
    ],
)  # fmt: skip
def test_every_answer_carries_the_policy_and_none_is_a_failure(address, editor_client):
    make_story(make_article())
    response = editor_client.get(address)
    assert response.status_code < 500
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_a_nul_in_what_an_editor_sends_is_no_failure(editor_client):
    article = make_article(quotes=["Nobody was hurt,"])
    quote = Quote.objects.get()
    for address, sent in (
        (f"/quotes/{quote.pk}/tag", {"name": "a\0b"}),
        (f"/articles/{article.pk}/outlet", {"outlet": "Gu\0ll"}),
        (f"/quotes/{quote.pk}/tag", {"name": "\ufdfa" * 90}),
        (f"/articles/{article.pk}/outlet", {"outlet": "\ufdfa" * 200}),
        (f"/articles/{article.pk}/outlet", {"outlet": "ΐ" * 200}),
        ("/add/", {"text": "a\0b " + WORDS, "outlet": "x"}),
        ("/add/", {"text": WORDS, "outlet": "\ufdfa" * 190, "address": "javascript:alert(1)"}),
    ):
        assert editor_client.post(address, sent).status_code < 500, (address, sent)
    assert "\0" not in "".join(Tag.objects.values_list("name", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["//evil.example", "https://evil.example/", "javascript:a()"])
def test_no_address_sent_along_leads_away(asked, editor_client):
    article = make_article()
    response = editor_client.post(
        f"/articles/{article.pk}/outlet", {"outlet": "Gull", "next": asked}
    )
    assert response["Location"] == f"/articles/{article.pk}/"


@pytest.mark.django_db
def test_addresses_that_a_browser_would_run_are_no_links(editor_client):
    article = make_article(
        posts=[{"words": "Nobody was hurt,", "handle": "ada"}], address="javascript:alert(1)"
    )
    EmbeddedPost.objects.update(address="javascript:alert(2)")
    story = make_story(article, make_article())
    compare(story)
    for address in (
        f"/articles/{article.pk}/", f"/stories/{story.pk}/", f"/stories/{story.pk}/posts",
        f"/admin/coverage/article/{article.pk}/change/",
    ):  # fmt: skip
        page = editor_client.get(address).content.decode()
        assert not re.search(r'(?:href|cite|src|action)="\s*javascript:', page, re.I), address


@pytest.mark.django_db
def test_markup_in_a_document_is_words_on_every_page(editor_client):
    """In headline, outlet, author, handle, name of the file, tag: printed, never run."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"Gull{EVIL}",
        "items": [
            {
                "title": f"Pier{EVIL}",
                "url": f"https://gull.example/{EVIL}",
                "authors": [{"name": f"Ada{EVIL}"}],
                "content_text": f"{WORDS} {EVIL}.\n\n“Nobody hurt {EVIL} at all,” said Ada Voss.",
            }
        ],
    }
    [answer] = receive(Arrival(json.dumps(feed).encode(), name=f"{EVIL}.json"))
    editor_client.post(f"/quotes/{Quote.objects.first().pk}/tag", {"name": EVIL[:90]})
    story = Story.objects.get()
    inner = ("change/", "history/")
    pages = [
        "/", "/articles/", f"/articles/{answer.article.pk}/", "/quotes/", "/speakers/", "/outlets/",
        f"/articles/{answer.article.pk}/history", f"/outlets/{answer.article.outlet_id}/",
        f"/stories/{story.pk}/", f"/stories/{story.pk}/quotes", f"/stories/{story.pk}/coverage",
        f"/tags/suggest?name={EVIL[:9]}", "/admin/", "/admin/coverage/article/",
        *(f"/admin/coverage/article/{answer.article.pk}/{page}" for page in inner),
        *(f"/admin/coverage/story/{story.pk}/{page}" for page in inner),
        f"/admin/coverage/document/{Document.objects.get().pk}/change/", "/admin/coverage/quote/",
        "/admin/coverage/tag/", "/admin/coverage/outlet/", "/admin/coverage/document/",
        "/admin/coverage/articleversion/", "/admin/coverage/membership/", "/admin/coverage/coding/",
    ]  # fmt: skip
    for address in pages:
        response = editor_client.get(address)
        assert response.status_code == 200, address
        page = response.content.decode()
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["a\r\nSet-Cookie: x=1.html", 'a";x="b.html', "ру́сский.html", "../../etc/passwd"]
)
def test_a_received_page_is_never_served_live(name, client, editor_client):
    article = make_article(content=b"<script>alert(1)</script>" + WORDS.encode())
    Document.objects.update(name=name)
    response = client.get(f"/articles/{article.pk}/original")
    assert response["Content-Type"].startswith("text/plain")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "Set-Cookie" not in response.headers
    kept = editor_client.get(f"/admin/coverage/document/{Document.objects.get().pk}/bytes")
    assert kept["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db
def test_a_sheet_opened_in_a_spreadsheet_runs_no_formula(editor_client):
    make_article(headline='=HYPERLINK("https://evil.example","open")')
    make_post(Article.objects.get(), "Nobody was hurt,", handle="ada", author="@SUM(1+1)*cmd|' /C'")
    for model in ("article", "embeddedpost"):
        response = editor_client.post(f"/admin/coverage/{model}/export/", {"format": "0"})
        lines = response.content.decode()
        assert response["Content-Type"].startswith("text/csv")
        assert not re.search(r'(?:^|,)"?[=@+-]\D', lines, re.M), lines


@pytest.mark.django_db
def test_ten_wrong_passwords_close_the_door_on_that_name(client, editor):
    for _ in range(10):
        client.post("/sign-in/", {"username": "editor", "password": "wrong"})
    response = client.post(
        "/sign-in/", {"username": "editor", "password": "lays coverage side by side"}
    )
    assert response.status_code in (403, 429)
    assert "_auth_user_id" not in client.session
    assert "Content-Security-Policy" in response
