"""Left-over lines on their page: answers, links, whole lists, undo; roles; nothing asked twice."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coverage.desk.ingest import Arrival, receive
from coverage.desk.outlets import set_outlet
from coverage.models import (
    EmbeddedPost,
    LineInArticle,
    OutletLine,
    Passage,
    PostAppearance,
    State,
)
from coverage.text.layout.furniture import line_key
from coverage.web import review_list
from tests.factories import make_article, make_post, make_story

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
LINES = "/review/?kind=residue"
LOST = (
    "Ferry aground at Orle\n"
    "The ferry ran aground on the sandbank at low water on Sunday evening.\n"
    "The harbour office wrote on 2 March that the tide would lift it.\n"
    "Source\n"
    "Passengers were taken ashore in two boats."
)
SHOWN = (
    "Night ferry stuck\n"
    "It ran aground on the sandbank at low water, the harbour office said.\n"
    "The tide will lift the ferry before noon, nobody is hurt\n"
    "All were brought ashore in boats."
)
WORDS = "The tide will lift the ferry before noon, nobody is hurt"


def residue_in(article, words="Source"):
    row = make_post(article, words, how="residue", line_kind="source")
    Passage.objects.filter(version=article.current_version, text=words).update(kind="residue")
    return row


@pytest.fixture
def lost():
    gull = make_article(LOST, outlet="Gull", headline="Ferry aground at Orle")
    lamp = make_article(SHOWN, outlet="Lamp", headline="Night ferry stuck")
    make_post(lamp, WORDS, handle="harbour_orle", author="Orle Harbour", posted_on=date(2026, 3, 2))
    make_story(gull, lamp)
    return residue_in(gull)


def text(response):
    return " ".join(response.content.decode().split())


def settle(client, row, answer, **sent):
    htmx = sent.pop("htmx", False)
    address = reverse("settle-residue", args=[row.pk])
    sent = {"answer": answer, "revision": row.revision, "next": LINES, **sent}
    return (
        client.post(address, sent, headers=HTMX)
        if htmx
        else client.post(address, sent, follow=True)
    )


def test_a_line_is_asked_with_its_neighbours_the_reason_and_evidence(editor_client, lost):
    page = text(editor_client.get(LINES))
    assert "1 line</b> to settle" in page
    for words in LOST.split("\n"):
        assert words in page
    assert "Why it is asked: “Source” alone on its line" in page
    assert "Lamp embeds @harbour_orle’s post on X of 2 March 2026" in page
    assert "its day stands near this line" in page
    assert "c</kbd>" in page
    assert "x</kbd>" in page
    assert "u</kbd>" in page


def test_one_press_links_the_line_to_the_post(editor_client, lost):
    post = EmbeddedPost.objects.get()
    page = text(settle(editor_client, lost, "post", post=post.pk))
    lost.refresh_from_db()
    assert (lost.post, lost.how, lost.state) == (post, "residue", State.CONFIRMED)
    assert "A post stood here, linked to" in page
    assert "Nothing to settle" in page
    page = text(editor_client.get(lost.version.article.get_absolute_url()))
    assert "linked it to this post" in page
    assert WORDS in page


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        ("post", "confirmed", "a post stood here"),
        ("text", "rejected", "ordinary text"),
        ("unsure", "suggested", "unsure"),
    ],
)
def test_an_answer_takes_the_cards_place_with_its_undo(editor_client, lost, answer, state, said):
    response = settle(editor_client, lost, answer, htmx=True)
    lost.refresh_from_db()
    assert lost.state == state
    page = text(response)
    assert "data-settled" in page
    assert said in page
    assert "<html" not in page
    undo = reverse("unsettle-residue", args=[lost.pk])
    assert f'hx-post="{undo}"' in page
    assert "0 lines</b> to settle" in text(editor_client.get(LINES))
    again = text(editor_client.post(undo, {"revision": lost.revision}, headers=HTMX))
    assert "data-asked" in again
    assert "1 line</b> to settle" in text(editor_client.get(LINES))


def test_without_javascript_the_list_follows_with_a_bar_that_undoes(editor_client, lost):
    page = text(settle(editor_client, lost, "text", next="/review/?kind=source"))
    undo = reverse("unsettle-residue", args=[lost.pk])
    assert f'action="{undo}"' in page
    assert "Ordinary text: “Source” in Gull" in page
    lost.refresh_from_db()
    page = text(editor_client.post(undo, {"revision": lost.revision}, follow=True))
    assert "waits again" in page
    lost.refresh_from_db()
    assert lost.state == State.SUGGESTED


def test_rejected_is_a_paragraph_on_its_page_and_in_the_comparison(editor_client, lost):
    settle(editor_client, lost, "text")
    page = text(editor_client.get(lost.version.article.get_absolute_url()))
    assert "A line reading" not in page.split("rejected")[0]
    story = lost.version.article.membership.story
    assert "A line reading" not in text(editor_client.get(story.get_absolute_url()))


def test_all_equal_lines_of_the_outlet_at_once_and_back(editor_client, lost):
    rows = [residue_in(make_article(LOST, outlet="Gull")) for _ in range(3)]
    other = residue_in(make_article(LOST, outlet="Lamp"))
    assert "4 lines to settle in <bdi>Gull</bdi> read the same" in text(editor_client.get(LINES))
    page = text(settle(editor_client, lost, "text", scope="outlet"))
    assert "Ordinary text: 4 lines reading “Source” in Gull, and in its later articles." in page
    rejected = PostAppearance.objects.filter(state="rejected")
    assert set(rejected) == {lost, *rows}
    assert other.state == State.SUGGESTED
    token = editor_client.session.get("undoable")
    assert token is None  # shown once
    sent = page.partition('name="token" value="')[2].partition('"')[0]
    undo = reverse("unsettle-residue", args=[lost.pk])
    assert "4 lines wait again" in text(editor_client.post(undo, {"token": sent}, follow=True))
    assert not PostAppearance.objects.filter(state="rejected").exists()
    assert not OutletLine.objects.get().is_ordinary


def test_over_somebody_elses_answer_the_card_says_so_and_asks_again(editor_client, lost):
    PostAppearance.objects.filter(pk=lost.pk).update(state="rejected", revision=5)
    response = settle(editor_client, lost, "post", htmx=True)
    assert response.status_code == 409
    assert "made this rejected while you had it open" in text(response)
    assert 'name="revision" value="5"' in text(response)
    assert "made this rejected" in text(settle(editor_client, lost, "post"))


def test_filters_count_and_an_empty_list_says_what_hides(editor_client, lost):
    residue_in(make_article(LOST, outlet="Lamp"))
    outlet = lost.version.article.outlet_id
    assert "2 lines</b> to settle" in text(editor_client.get(LINES))
    assert "1 line</b> to settle" in text(
        editor_client.get(f"/review/?kind=residue&outlet={outlet}")
    )
    story = lost.version.article.membership.story_id
    assert "1 line</b> to settle" in text(editor_client.get(f"/review/?kind=residue&story={story}"))
    page = text(editor_client.get(f"/review/?kind=gone&outlet={outlet}"))
    assert "No line to settle in “posts taken down” and Gull" in page
    assert "No line is left unsure" in text(editor_client.get("/review/?kind=residue&show=unsure"))
    assert text(
        editor_client.get("/review/?kind=residue&show=open%00&outlet=x&story=99999999999999999999")
    )


def test_many_lines_ask_the_database_no_more(editor_client, lost, no_query_per_row):
    story = lost.version.article.membership.story
    for number in range(12):
        residue_in(make_article(LOST, outlet=f"Gull {number % 3}", story=story))
    assert "13 lines</b> to settle" in text(editor_client.get(LINES))


def test_no_more_lines_are_counted_than_the_page_says(editor_client, lost, monkeypatch):
    monkeypatch.setattr(review_list, "MOST_COUNTED", 2)
    monkeypatch.setattr(review_list, "PAGE", 2)
    story = lost.version.article.membership.story
    for number in range(4):
        residue_in(make_article(LOST, outlet=f"Gull {number % 2}"))
    with CaptureQueriesContext(connection) as queries:
        page = text(editor_client.get(LINES))
    assert "2+ lines</b> to settle" in page
    assert "Kinds, outlets and stories are counted in the first 2 lines." in page
    assert f"?kind=residue&amp;story={story.pk}" in page
    lines = [q["sql"] for q in queries if "postappearance" in q["sql"] and "COUNT" in q["sql"]]
    assert len(lines) >= 3
    assert all("LIMIT 3" in sql for sql in lines), "each count stops"
    seen = []
    for number in range(1, 4):
        page = text(editor_client.get(f"/review/?kind=residue&page={number}"))
        seen += re.findall(r'id="residue-(\d+)"', page)
    assert len(set(seen)) == 5, "all can be reached"
    assert "Pass over these" not in page
    settled = text(editor_client.get("/review/?kind=residue&page=77"))
    assert f'id="residue-{seen[0]}"' in settled, "beyond the last page stands the first"


@pytest.mark.parametrize("name", ["settle-residue", "unsettle-residue"])
def test_strangers_and_readers_settle_nothing(lost, name, django_user_model):
    address = reverse(name, args=[lost.pk])
    client = Client()
    assert client.post(address, {"answer": "text"}).status_code == 302
    assert client.get(reverse("review")).status_code == 302
    assert "/review/" not in text(client.get("/"))
    client.force_login(django_user_model.objects.create_user("reader"))
    assert client.post(address, {"answer": "text"}).status_code == 403
    assert PostAppearance.objects.get(pk=lost.pk).state == State.SUGGESTED


def test_what_there_is_not_is_not_found(editor_client, lost):
    assert settle(editor_client, lost, "maybe").status_code == 400
    for name in ("settle-residue", "unsettle-residue", "ordinary-line", "boilerplate-line"):
        assert editor_client.post(reverse(name, args=[99999])).status_code == 404


def test_a_line_labelled_by_repetition_is_made_ordinary_on_its_page(editor_client):
    article = make_article(LOST, outlet="Gull")
    passage = Passage.objects.filter(version=article.current_version).last()
    Passage.objects.filter(pk=passage.pk).update(
        kind="boilerplate", read_as="paragraph", reason="stands in 3 other articles of this outlet"
    )
    address = reverse("ordinary-line", args=[passage.pk])
    assert address in text(editor_client.get(article.get_absolute_url()))
    assert address not in text(Client().get(article.get_absolute_url()))
    page = text(editor_client.post(address, follow=True))
    assert "Ordinary text: “Passengers were taken ashore in two boats.”" in page
    passage.refresh_from_db()
    assert (passage.kind, passage.state) == ("paragraph", "confirmed")
    editor_client.post(reverse("boilerplate-line", args=[passage.pk]))
    passage.refresh_from_db()
    assert (passage.kind, passage.state) == ("boilerplate", "suggested")


@pytest.mark.parametrize("scope", ["", "outlet"])
@pytest.mark.parametrize("kind", ["headline", "caption", "post", "paragraph", "metadata"])
def test_a_line_without_the_label_stays_what_it_is(editor_client, kind, scope):
    article = make_article(LOST, outlet="Gull")
    passage = Passage.objects.filter(version=article.current_version).last()
    Passage.objects.filter(pk=passage.pk).update(kind=kind)
    keep_line(passage)
    address = reverse("ordinary-line", args=[passage.pk])
    assert "Nothing was done" in text(editor_client.post(address, {"scope": scope}, follow=True))
    passage.refresh_from_db()
    assert (passage.kind, passage.state, passage.revision) == (kind, "suggested", 1)
    assert not Passage.history.exists()
    assert not OutletLine.objects.get().is_ordinary


@pytest.mark.parametrize("scope", ["", "outlet"])
def test_a_second_press_on_ordinary_text_says_nothing_more(editor_client, scope):
    article = make_article(LOST, outlet="Gull")
    passage = Passage.objects.filter(version=article.current_version).last()
    Passage.objects.filter(pk=passage.pk).update(kind="boilerplate", read_as="paragraph")
    keep_line(passage)
    address = reverse("ordinary-line", args=[passage.pk])
    said = []
    for _ in range(2):
        page = text(editor_client.post(address, {"scope": scope}, follow=True))
        said.append((Passage.history.count(), OutletLine.history.count()))
    assert "Nothing was done: this line has changed" in page
    assert said[0] == said[1]
    assert Passage.objects.get(pk=passage.pk).kind == "paragraph"


def keep_line(passage):
    """As the desk keeps a line that the passage's outlet repeats."""
    outlet, key = passage.version.article.outlet, line_key(passage.text)
    LineInArticle.objects.create(
        outlet=outlet, key=key, article=passage.version.article, length=len(passage.text)
    )
    OutletLine.objects.create(
        outlet=outlet, key=key, text=passage.text, articles=1, is_repeated=True
    )


def test_the_storys_posts_have_the_line_linked_to_the_post(editor_client, lost):
    story = lost.version.article.membership.story
    settle(editor_client, lost, "post", post=EmbeddedPost.objects.get().pk)
    page = text(editor_client.get(reverse("story-posts", args=[story.pk])))
    assert page.count("a left-over line, linked by a person") == 1
    assert WORDS in page
    settle(editor_client, PostAppearance.objects.get(pk=lost.pk), "text")
    page = text(editor_client.get(reverse("story-posts", args=[story.pk])))
    assert "left-over" not in page


def test_an_answer_renews_the_counts_of_all_filters(editor_client, lost):
    row = residue_in(make_article(LOST, outlet="Heron", headline="Ferry aground"))
    assert "Heron" in text(editor_client.get(LINES))
    said = {"answer": "text", "revision": row.revision, "next": LINES}
    address = reverse("settle-residue", args=[row.pk])
    answer = text(editor_client.post(address, said, headers=HTMX))
    filters = answer.partition('id="filters"')[2].partition("</nav>")[0]
    assert "hx-swap-oob" in filters[:80]
    assert "Gull" in filters
    assert "Heron" not in filters
    assert '<span id="in-all" hx-swap-oob="true">1 line</span>' in answer


def test_lines_are_found_under_the_outlet_their_article_has_now(editor_client, editor, lost):
    article = lost.version.article
    before = article.outlet
    set_outlet(article, "Heron", editor)
    heron = editor_client.get(f"/review/?kind=residue&outlet={article.outlet_id}")
    assert "1 line" in text(heron)
    assert "No line to settle in Gull" in text(
        editor_client.get(f"/review/?kind=residue&outlet={before.pk}")
    )
    set_outlet(article, "", editor)
    assert "No line to settle" in text(
        editor_client.get(f"/review/?outlet={article.outlet_id or 0}&kind=gone")
    )
    lost.refresh_from_db()
    assert lost.line_outlet is None


def test_what_is_read_stands_under_its_outlet():
    body = LOST.replace("Source", "View this post on Instagram").encode()
    receive(Arrival(body, outlet="Gull", content_type="text/plain"))
    rows = PostAppearance.objects.filter(how="residue")
    assert rows
    assert {row.line_outlet.name for row in rows} == {"Gull"}
