"""The versions of an article, and marks without a place, as pages print and take them."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from coverage.desk.editing import edit_body
from coverage.desk.ingest import Arrival, receive
from coverage.desk.orphans import say_gone
from coverage.desk.people import make_person as make_person_in
from coverage.desk.review import decide
from coverage.desk.roles import Role
from coverage.desk.tagging import tag_quote
from coverage.models import Article, Assignment, CodedArticle, Orphan, Quote, State, Tag
from tests.factories import make_article, make_note, make_person

pytestmark = pytest.mark.django_db

SAFE = "We never felt in danger,"
BODY = (
    "The ferry to Skell sailed at 6.30 on Tuesday with 40 people on board.\n\n"
    f"“{SAFE}” said Ines Tarr, who runs the café on the pier.\n\n"
    + "".join(f"Paragraph {n} stands here with words of its own.\n\n" for n in range(9))
    + "Repairs will cost about 3,000 crowns, the harbour office said.\n"
)


@pytest.fixture(scope="module")
def edited(kept_rows):
    article = make_article(BODY, quotes=[{"words": SAFE, "speaker": "Ines Tarr"}])
    ada = make_person("ada")
    second = BODY.replace("40 people", "42 people")
    edit_body(article, second, ada)
    moved = "Paragraph 8 stands here with words of its own.\n\n"
    third = moved + second.replace(moved, "").replace(
        "Paragraph 4 stands here with words of its own.\n\n", ""
    )
    edit_body(article, third, ada)
    return article.pk


@pytest.fixture
def article(edited, db):
    """Three versions: a figure changed, then a paragraph gone and one moved."""
    return Article.objects.get(pk=edited)


def text_of(response):
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.replace("&nbsp;", " ").split())


def test_what_changed_is_said_in_words_and_elements(client, article):
    response = client.get(f"/articles/{article.pk}/versions?from=1&to=2")
    page = response.content.decode()
    assert "<del>" in page
    assert '<ins class="instead">' in page
    text = text_of(response)
    assert "removed: 40 end of removed added: 42 end of added" in text
    assert "figure: 40 → 42" in text
    assert "1 change in its text: 1 word added, 1 word removed" in text
    assert "10 paragraphs unchanged" in text
    assert "edited by ada" in text


def test_without_numbers_the_newest_stands_beside_the_one_before(client, article):
    text = text_of(client.get(f"/articles/{article.pk}/versions"))
    assert "from version 2 to version 3" in text
    assert "moved here from" in text
    assert "paragraph removed" in text


def test_any_two_are_laid_over_each_other_side_by_side(client, article):
    response = client.get(f"/articles/{article.pk}/versions?from=3&to=1&view=side")
    text = text_of(response)
    assert "from version 1 to version 3" in text
    assert 'class="side"' in response.content.decode()
    assert "not in version 3" in text


@pytest.mark.parametrize("query", ["from=9", "from=0", "to=x", "from=1&to=99999999999"])
def test_a_version_there_is_not_is_not_found(client, article, query):
    assert client.get(f"/articles/{article.pk}/versions?{query}").status_code == 404


def test_one_version_says_when_there_will_be_more(client):
    article = make_article(BODY)
    assert "there is nothing to compare yet" in text_of(
        client.get(f"/articles/{article.pk}/versions")
    )


def test_a_new_headline_and_date_stand_at_the_top(client):
    page = (
        "<html><head><title>{title}</title><meta property='og:title' content='{title}'>"
        "<meta property='article:published_time' content='{date}T08:00:00Z'>"
        "<link rel='canonical' href='https://gull.example/a'></head><body><article><h1>{title}</h1>"
        "<p>The bridge at Orle has been closed since Monday because of a crack.</p><p>{more}</p>"
        "</article></body></html>"
    )
    receive(
        Arrival(page.format(title="Bridge shut", date="2026-03-01", more="It is old.").encode())
    )
    changed = page.format(title="Bridge shut for weeks", date="2026-03-02", more="It is very old.")
    [answer] = receive(Arrival(changed.encode()))
    text = text_of(client.get(f"/articles/{answer.article.pk}/versions"))
    assert "headline Bridge shut added: for weeks end of added" in text
    assert "1 Mar 2026" in text
    assert "2 Mar 2026" in text
    assert "a new headline" in text


def test_the_article_leads_to_its_versions(client, article):
    text = text_of(client.get(f"/articles/{article.pk}/"))
    assert "version 3 of 3 · 2 changes since the one before" in text


def test_a_card_says_that_its_words_are_others_now(client, article):
    row = Quote.objects.get(version=article.current_version, text=SAFE)
    decide(row, State.CONFIRMED, make_person("bo"))
    body = article.current_version.body
    edit_body(article, body.replace("felt in danger", "felt in any danger"), make_person("cy"))
    text = text_of(client.get(f"/articles/{article.pk}/"))
    assert "found again by its surroundings" in text
    assert f"in version 3 it was {SAFE}" in text


def test_every_query_of_the_page_is_asked_once(client, article, django_assert_num_queries):
    # session none; article, versions, two bodies, standfirsts, orphans, and the header's counts
    with django_assert_num_queries(5):
        client.get(f"/articles/{article.pk}/versions")


# --- marks without a place ------------------------------------------------------------------------


@pytest.fixture
def orphan(editor):
    article = make_article(BODY, quotes=[{"words": SAFE, "speaker": "Ines Tarr"}])
    row = Quote.objects.get(version=article.current_version, text=SAFE)
    decide(row, State.CONFIRMED, editor)
    tag_quote(row, "calm", editor)
    make_note(article, "with 40 people", "who counted?", editor)
    body = BODY.replace("40 people", "42 people")
    gone = f"“{SAFE}” said Ines Tarr, who runs the café on the pier."
    edit_body(article, body.replace(gone, "It rained all day. It rained all night."), editor)
    return Orphan.objects.get(kind="quote")


def post(client, orphan, what, **said):
    return client.post(f"/orphans/{orphan.pk}/{what}", {"revision": orphan.revision, **said})


def test_marks_without_a_place_are_listed_with_the_new_text(editor_client, orphan):
    text = text_of(editor_client.get(f"/articles/{orphan.article_id}/orphans"))
    assert "2 marks of people were not found again in version 2" in text
    assert "quote with tag “calm”" in text
    assert "note: who counted?" in text
    assert "with 42 people" in text
    assert "It stands here" in text


def test_all_articles_are_listed_by_article(editor_client, orphan):
    text = text_of(editor_client.get("/orphans/"))
    assert "2 marks of people were not found again" in text
    assert SAFE in text


def test_the_list_costs_the_same_for_more_marks(
    editor, editor_client, orphan, django_assert_num_queries
):
    for number in range(3):
        article = make_article(BODY, headline=f"Ferry {number}")
        make_note(article, "with 40 people", f"{number}?", editor)
        edit_body(article, BODY.replace("40 people", "42 people"), editor)
    with django_assert_num_queries(
        6
    ):  # who asks, their number, and them with articles, outlets and people
        text = text_of(editor_client.get("/orphans/"))
    assert "5 marks of people" in text
    # article, orphans with the older text, their quotes, tags and notes, the number of versions
    with django_assert_num_queries(10):
        editor_client.get(f"/articles/{orphan.article_id}/orphans")


def test_an_offered_place_is_taken_in_one_press_and_taken_back(editor_client, orphan):
    note = Orphan.objects.get(kind="note")
    page = editor_client.get(f"/articles/{note.article_id}/orphans").content.decode()
    card = page[page.index(f'id="o{note.pk}"') :]
    start, end = (re.search(rf'name="{name}" value="(\d+)"', card)[1] for name in ("start", "end"))
    response = editor_client.post(
        f"/orphans/{note.pk}/place", {"start": start, "end": end, "revision": 1}, follow=True
    )
    assert "Placed: note" in text_of(response)
    placed = note.article.current_version.notes.get()
    assert placed.text == "with 42 people"
    post(editor_client, Orphan.objects.get(pk=note.pk), "undo")
    assert not note.article.current_version.notes.exists()


def test_typed_words_are_found_in_the_text(editor_client, orphan):
    response = post(editor_client, orphan, "place", words="It rained all day.")
    assert response.status_code == 302
    row = Quote.objects.get(text="It rained all day.")
    assert (row.state, row.codings.count()) == ("confirmed", 1)


@pytest.mark.parametrize(
    ("words", "why"),
    [("It rained", "stands 2 times"), ("It snowed", "does not stand"), ("", "Select the words")],
)
def test_words_that_cannot_be_placed_say_why(editor_client, orphan, words, why):
    response = post(editor_client, orphan, "place", words=words)
    assert response.status_code == 422
    assert why in text_of(response)


def test_gone_is_decided_and_undone(editor_client, orphan):
    post(editor_client, orphan, "gone")
    page = text_of(editor_client.get(f"/articles/{orphan.article_id}/orphans"))
    assert "gone from the text: editor" in page
    post(editor_client, Orphan.objects.get(pk=orphan.pk), "undo")
    assert Orphan.objects.get(pk=orphan.pk).state == "open"
    history = text_of(editor_client.get(f"/articles/{orphan.article_id}/history"))
    assert "quote: gone from the text" in history
    assert "quote: without a place again" in history


def test_what_somebody_settled_meanwhile_is_a_conflict(editor_client, orphan):
    post(editor_client, orphan, "gone")
    response = post(editor_client, orphan, "place", words="It rained all day.")
    assert response.status_code == 409
    assert "editor settled it while you had it open: gone from the text" in text_of(response)


def test_a_place_offered_in_an_older_text_is_not_taken_in_a_newer_one(editor_client, orphan):
    body = orphan.article.current_version.body
    edit_body(orphan.article, f"A line before all others.\n\n{body}", make_person("ben"))
    response = post(editor_client, orphan, "place", start=0, end=20)
    assert response.status_code == 409
    assert "A newer text came while you had it open" in text_of(response)
    assert Orphan.objects.get(pk=orphan.pk).state == "open"


def test_strangers_and_readers_have_no_list(client, orphan):
    pages = (f"/articles/{orphan.article_id}/orphans", "/orphans/")
    for page in pages:
        assert client.get(page).url.startswith("/sign-in/")
    assert client.post(f"/orphans/{orphan.pk}/gone").status_code == 302
    client.force_login(make_person("reader"))
    assert [client.get(page).status_code for page in pages] == [403, 403]
    assert post(client, orphan, "gone").status_code == 403
    assert Orphan.objects.get(pk=orphan.pk).state == "open"
    assert "Place them" not in text_of(client.get(orphan.article.get_absolute_url()))


def test_nothing_to_place_says_so(editor_client):
    article = make_article(BODY)
    assert "Every mark of this article has its place" in text_of(
        editor_client.get(f"/articles/{article.pk}/orphans")
    )
    assert "Every mark has its place" in text_of(editor_client.get("/orphans/"))


@pytest.mark.parametrize("finished", [False, True])
def test_who_codes_apart_sees_no_tags_and_notes_of_others_that_lost_their_place(
    editor, orphan, finished
):
    ben = make_person_in("ben", "reads it all day long", Role.CODER)
    article = Article.objects.get(pk=orphan.article_id)
    own = make_note(article, "It rained all night.", "wet", ben)
    edit_body(article, article.current_version.body.replace("It rained all night.", ""), editor)
    assignment = Assignment.objects.create(name="Calm", codebook=Tag.objects.get().codebook)
    assigned = assignment.articles.create(article=article, order=1)
    coder = assignment.coders.create(person=ben)
    if finished:
        CodedArticle.objects.create(assigned=assigned, coder=coder, finished_at=timezone.now())
    client = Client()
    client.force_login(ben, backend="django.contrib.auth.backends.ModelBackend")
    listed = text_of(client.get(f"/articles/{article.pk}/orphans"))
    assert SAFE in listed  # the quote is everybody's
    assert "note: wet" in listed
    assert ("with tag “calm”" in listed) is finished
    assert ("note: who counted?" in listed) is finished
    assert ("with 40 people" in text_of(client.get("/orphans/"))) is finished
    theirs = Orphan.objects.filter(kind="note").exclude(row=own.pk).get()
    assert post(client, theirs, "gone").status_code == (302 if finished else 404)
    say_gone(Orphan.objects.get(kind="coding"), editor)
    history = text_of(client.get(f"/articles/{article.pk}/history"))
    assert ("coding: gone from the text" in history) is finished
