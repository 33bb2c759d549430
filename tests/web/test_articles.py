"""The reading view, its original document and its history; the list of articles."""

import pytest
from django.urls import reverse

from coverage.desk.review import decide
from coverage.desk.tagging import tag_quote
from coverage.models import Article, Document, Passage, Quote
from tests.factories import (
    make_article,
    make_coding,
    make_outlet,
    make_person,
    make_quote,
    make_story,
    make_tag,
)

pytestmark = pytest.mark.django_db

BODY = (
    "Bridge at Orle closed\n\n"
    "“Nobody was hurt,” said Ada Voss, the harbour master.\n\n"
    "Source\n\n"
    "Engineers found a crack. Wow what a crack! — Bo (@bo_w) March 2, 2026\n\n"
    "At least 12 lorries were turned back.\n\n"
    "Read more: Ten bridges that never closed"
)
SECOND_LINE = "Wow what a crack! — Bo (@bo_w) March 2, 2026"


@pytest.fixture
def article():
    made = make_article(
        BODY,
        quotes=[{"words": "Nobody was hurt,", "speaker": "Ada Voss", "via": "The Gull"}],
        posts=[{"words": "Source", "how": "residue"}],
        claims=["At least 12 lorries were turned back."],
        outlet="Orle Gull",
        content=b"<p onclick=alert(1)>as received</p>",
    )
    for words, kind, reason in (
        ("Bridge at Orle closed", "headline", ""),
        ("Source", "residue", "a lost post"),
        ("Read more:", "boilerplate", "a link to another article"),
    ):
        Passage.objects.filter(text__startswith=words).update(kind=kind, reason=reason)
    make_story(made)
    return made


def read(client, article, status=200):
    response = client.get(reverse("article", args=[article.pk]))
    assert response.status_code == status
    return response.content.decode()


def test_every_passage_of_the_body_stands_on_the_page_once(client, article):
    page = read(client, article)
    for words in ("Bridge at Orle closed</span></h1>", "Engineers found a crack.", "Ten bridges"):
        assert page.count(words) == 1
    assert "A line reading “" in page
    assert "what it pointed to is not in this text" in page
    assert "boilerplate: a link to another article" in page


def test_marks_and_cards_lead_to_each_other_without_javascript(client, article):
    page, quote = read(client, article), Quote.objects.get()
    assert f'id="m-q{quote.pk}"' in page
    assert f'href="#q{quote.pk}"' in page
    assert f'id="q{quote.pk}"' in page
    assert f'href="#m-q{quote.pk}"' in page
    assert page.count(f'id="m-q{quote.pk}"') == 1


def test_the_head_says_what_is_known_and_what_is_not(client, article):
    page = read(client, article)
    assert "Orle Gull" in page
    assert "suggested" in page
    assert "back to the story, 1 article" in page
    Article.objects.update(outlet=None, published_at=None)
    page = read(client, article)
    assert "outlet not stated" in page
    assert "no date in its text" in page


def test_a_stranger_reads_everything_and_can_change_nothing(client, article):
    page = read(client, article)
    assert "Sign in to mark" in page
    assert "<form" not in page
    assert "Add coverage" not in page


def test_an_editor_finds_the_forms_with_their_keys(editor_client, article):
    page = read(editor_client, article)
    assert 'data-key="c"' in page
    assert "Confirm <kbd>c</kbd>" in page
    assert 'list="all-tags"' in page
    assert "Sign in to mark" not in page


def test_a_state_is_said_in_words_with_who_and_a_way_back(editor_client, editor, article):
    decide(Quote.objects.get(), "confirmed", editor)
    page = read(editor_client, article)
    assert "confirmed by you" in " ".join(page.replace("\n", " ").split())
    assert "undo</button>" in page


def test_a_rejected_quote_folds_away_but_stays(client, editor, article):
    quote = decide(Quote.objects.get(), "rejected", editor)
    page = read(client, article)
    assert "1 rejected" in page
    assert f'id="q{quote.pk}"' in page
    assert f'class="mark off" data-mark="q{quote.pk}"' in page


def test_an_article_still_reads_when_its_reader_failed(client, editor_client, article):
    version = article.current_version
    version.reader_failed = "ValueError: a bracket that never closes"
    version.save()
    page = read(client, article)
    assert "Engineers found a crack." in page
    assert "quotes not read:" in page
    assert "a bracket that never closes" in page
    assert "retry" not in page
    assert "retry" in read(editor_client, article)
    retried = editor_client.post(reverse("read-again", args=[article.pk]), follow=True)
    assert "quotes not read" not in retried.content.decode()


def test_text_of_an_article_is_never_markup(client):
    article = make_article(
        "<script>alert(1)</script> said “<b>bold</b>” Ada.", quotes=["<b>bold</b>"]
    )
    page = read(client, article)
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_a_post_of_two_passages_is_one_card_and_keeps_its_lines(client):
    body = "Before it.\n\nFirst half.\n\nSecond half. — Bo (@bo) March 2, 2026\n\nAfter it."
    article = make_article(body)
    post = body[body.index("First") : body.index("\n\nAfter")]
    from tests.factories import make_post

    make_post(article, post, handle="bo", author="Bo")
    Passage.objects.filter(text__contains="half").update(kind="post")
    page = read(client, article)
    assert page.count('class="post-card"') == 1
    assert page.count("as it stands in the text") == 1
    assert "— Bo (@bo) March 2, 2026" in page


def test_the_page_asks_a_fixed_number_of_queries(client, article, django_assert_num_queries):
    person = make_person()
    for words in ("Engineers found", "a crack.", "12 lorries"):
        make_coding(make_quote(article, words, speaker="Bo"), make_tag(), person)
    # article with outlet and version; membership with story; passages; quotes; codings; words in
    # marks; posts; claims; their quantities; notes; tags on other words; the newest comparison;
    # versions; shared texts
    with django_assert_num_queries(14):
        read(client, article)


def test_the_original_is_given_as_text_that_no_browser_runs(client, article):
    response = client.get(reverse("original", args=[article.pk]))
    assert response.content == b"<p onclick=alert(1)>as received</p>"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"].startswith("inline")


def test_a_number_that_no_column_holds_has_no_original(client):
    assert client.get(reverse("original", args=[2**63])).status_code == 404


@pytest.mark.parametrize(
    ("content", "content_type", "disposition"),
    [
        (b"caf\xe9 in Orle", "text/plain", "inline"),
        (b"PK\x03\x04\0\0", "application/octet-stream", "attachment"),
    ],
)
def test_an_original_of_other_bytes_is_given_unchanged(client, content, content_type, disposition):
    article = make_article(content=content)
    response = client.get(reverse("original", args=[article.pk]))
    assert response.content == content
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith(disposition)


def test_a_saved_page_is_offered_as_its_words_alone(client):
    page = (
        b"<html><body><p onclick=steal()>Ferry <img src=//evil.example/a> sails</p></body></html>"
    )
    article = make_article(content=page)
    Document.objects.update(name="ferry.html")
    href = reverse("original-page", args=[article.pk])
    assert href in read(client, article)
    response = client.get(href)
    shown = response.content.decode()
    assert "<p>Ferry <i></i> sails</p>" in shown
    assert "evil.example" not in shown
    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("sandbox")
    assert "self" not in policy
    assert response["X-DNS-Prefetch-Control"] == "off"


@pytest.mark.parametrize("name", ["ferry.mht", "ferry.MHTML"])
def test_a_page_saved_as_one_file_is_offered_as_its_words_too(client, name):
    article = make_article(
        content=b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gull.example/ferry\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="cut"\r\n\r\n'
        b"--cut\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://gull.example/ferry\r\n\r\n"
        b"<html><body><p>The f=65rry sails</p></body></html>\r\n--cut--\r\n"
    )
    Document.objects.update(name=name)
    href = reverse("original-page", args=[article.pk])
    assert href in read(client, article)
    assert "<p>The ferry sails</p>" in client.get(href).content.decode()


@pytest.mark.parametrize("content", [b"Ferry sails.\n", b"PK\x03\x04\0\0"])
def test_a_document_that_is_no_page_says_so(client, content):
    article = make_article(content=content)
    href = reverse("original-page", args=[article.pk])
    assert href not in read(client, article)
    assert "The document is no page" in client.get(href).content.decode()


def test_an_article_without_a_document_has_no_original(client):
    article = make_article()
    assert client.get(reverse("original", args=[article.pk])).status_code == 404
    assert client.get(reverse("original-page", args=[article.pk])).status_code == 404
    assert reverse("original", args=[article.pk]) not in read(client, article)


def test_history_says_who_did_what(editor_client, editor, article):
    quote = decide(Quote.objects.get(), "confirmed", editor)
    tag_quote(quote, "eyewitness", editor)
    page = editor_client.get(reverse("article-history", args=[article.pk])).content.decode()
    assert "quote confirmed" in page
    assert "tag eyewitness put on" in page
    assert "editor" in page


def test_an_editor_says_who_published(editor_client, client, article):
    address = reverse("set-outlet", args=[article.pk])
    assert client.post(address, {"outlet": "Quay"}).status_code == 302
    article.refresh_from_db()
    assert article.outlet_name == "Orle Gull"
    editor_client.post(address, {"outlet": "Quay"})
    article.refresh_from_db()
    assert (article.outlet_name, article.outlet_state) == ("Quay", "confirmed")


def test_the_list_is_newest_first_with_undated_last(client, django_assert_num_queries):
    make_article(headline="Undated", published_at=None)
    for day in (1, 3, 2):
        make_article(
            headline=f"Day {day}",
            outlet="Gull",
            quotes=["Nobody was hurt,"],
            published_at=f"2026-03-0{day}T08:00Z",
        )
    make_story(Article.objects.get(headline="Day 2"), headline="The bridge")
    # count, articles with outlet and counts, memberships with their stories, near-duplicates
    with django_assert_num_queries(4):
        page = client.get(reverse("articles")).content.decode()
    places = [page.index(f">{headline}</a>") for headline in ("Day 3", "Day 2", "Day 1", "Undated")]
    assert places == sorted(places)
    assert "4 articles" in page
    assert "“The bridge”" in page
    assert "1 quote<" in page


def test_a_long_list_has_pages(client):
    for number in range(52):
        make_article(headline=f"Article {number}", outlet=make_outlet("Gull"))
    first = client.get(reverse("articles"))
    assert "page 1 of 2" in first.content.decode()
    second = client.get(reverse("articles") + "?page=2", headers={"HX-Request": "true"})
    assert "page 2 of 2" in second.content.decode()
    assert "<html" not in second.content.decode()
    assert "HX-Request" in second["Vary"]
    assert "page 2 of 2" in client.get(reverse("articles") + "?page=99").content.decode()


def test_an_empty_list_says_what_to_do_next(client, editor_client):
    assert "No articles yet" in client.get(reverse("articles")).content.decode()
    assert reverse("add") in editor_client.get(reverse("articles")).content.decode()
