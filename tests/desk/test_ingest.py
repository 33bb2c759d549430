"""Documents taken in: kept, read, placed, and never twice."""

import pytest
from django.db import connection

from coverage.desk.editing import edit_article
from coverage.desk.ingest import Arrival, receive
from coverage.desk.review import decide
from coverage.models import Article, ArticleVersion, Document, Passage, Quote, State, Story

from .coverage_of_a_fire import ELSEWHERE, GULL, LANTERN, QUAY

pytestmark = pytest.mark.django_db


def test_a_document_is_kept_byte_for_byte():
    flag = "🇺🇦".encode()
    odd = b"\xef\xbb\xbf A line\r\n\r\nwith " + flag + b" and a long enough text to read.\r\n"
    receive(Arrival(odd, name="odd.txt"))
    assert Document.objects.get().content == odd


def test_an_article_is_read_out_and_its_spans_hold_their_text():
    [answer] = receive(Arrival(GULL, name="gull.txt", outlet="Gull"))
    assert answer.outcome == "added"
    version = answer.article.current_version
    for model in (Passage, Quote):
        rows = list(model.objects.filter(version=version))
        assert rows
        assert all(version.body[row.start : row.end] == row.text for row in rows)
    quote = Quote.objects.get(version=version, kind="direct")
    assert quote.text.startswith("We counted everyone twice")
    assert quote.speaker_name == "Captain Jonas Reed" or "Jonas Reed" in quote.speaker_name


def test_the_same_document_again_changes_nothing():
    receive(Arrival(GULL, name="gull.txt", outlet="Gull"))
    before = [model.objects.count() for model in (Document, Article, ArticleVersion, Quote, Story)]
    [answer] = receive(Arrival(GULL, name="again.txt", outlet="Gull"))
    assert answer.outcome == "unchanged"
    after = [model.objects.count() for model in (Document, Article, ArticleVersion, Quote, Story)]
    assert before == after


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (
            "31/02/2022",
            "its date “31/02/2022” is none for certain: give year, month and day (as 2024-05-31)",
        ),
        (
            "04/05/2023",
            "its date “04/05/2023” is none for certain: give year, month and day (as 2024-05-31)",
        ),
        ("2023-05-04", ""),
        ("", ""),
    ],
)
def test_a_date_that_cannot_be_used_is_told_to_who_brings_it(written, why):
    row = f'"The harbour gate was repaired by evening, the pilot said.",{written}'
    arrival = Arrival(f"text,date\n{row}\n".encode(), name="a.csv", content_type="text/csv")
    [answer] = receive(arrival)
    assert (answer.outcome, answer.why) == ("added", why)


def page(words: str) -> bytes:
    return (
        f"<html><head><title>Bridge shut</title><link rel=canonical href='https://gull.example/b'>"
        f"</head><body><article><h1>Bridge shut</h1><p>The bridge at Orle was shut on Monday after "
        f"engineers found a crack as long as a bus in its main beam.</p><p>{words}</p>"
        f"</article></body></html>"
    ).encode()


def test_a_changed_text_at_the_same_address_is_a_new_version():
    receive(
        Arrival(page("“It will stay shut until spring,” said the mayor, Ada Voss."), name="a.html")
    )
    [answer] = receive(
        Arrival(page("“It will stay shut for years,” said the mayor, Ada Voss."), name="b.html")
    )
    assert answer.outcome == "new version"
    assert list(answer.article.versions.values_list("number", flat=True)) == [2, 1]
    assert Article.objects.count() == 1
    assert answer.article.current_version.number == 2


@pytest.mark.parametrize("content", [b"", b"   \n", b"\x00\x01\x02\x03" * 50])
def test_what_cannot_be_read_is_refused_with_its_name(content):
    [answer] = receive(Arrival(content, name="broken.txt"))
    assert answer.outcome == "refused"
    assert "broken.txt" in answer.why
    assert Article.objects.count() == 0


def test_articles_of_one_event_become_one_story_and_others_do_not():
    for name, content in (("g", GULL), ("q", QUAY), ("l", LANTERN), ("e", ELSEWHERE)):
        receive(Arrival(content, name=f"{name}.txt"))
    sizes = sorted(
        Story.objects.filter(article_count__gt=0).values_list("article_count", flat=True)
    )
    assert sizes == [1, 3]
    story = Story.objects.get(article_count=3)
    _, *later = story.memberships.order_by("pk")
    assert all(membership.reasons for membership in later)


def test_an_outlet_that_nobody_states_is_not_invented():
    [answer] = receive(Arrival(ELSEWHERE, name="e.txt"))
    assert answer.article.outlet is None
    assert answer.article.called == "“Council votes…”"


def test_a_new_version_renews_the_headline_unless_a_person_edited_it(editor):
    first = page("“It will stay shut until spring,” said the mayor, Ada Voss.")
    [answer] = receive(Arrival(first, name="a.html"))
    receive(Arrival(first.replace(b"Bridge shut", b"Bridge shut for weeks"), name="b.html"))
    answer.article.refresh_from_db()
    assert answer.article.headline == "Bridge shut for weeks"
    edit_article(answer.article, {"headline": "The bridge"}, editor)
    receive(Arrival(first.replace(b"Bridge shut", b"Bridge shut for good"), name="c.html"))
    answer.article.refresh_from_db()
    assert answer.article.headline == "The bridge"
    assert answer.article.current_version.number == 3


def test_what_a_person_confirmed_is_carried_to_a_new_version(editor):
    words = "“It will stay shut until spring,” said the mayor, Ada Voss."
    [answer] = receive(Arrival(page(words), name="a.html"))
    quote = Quote.objects.get(version=answer.article.current_version)
    decide(quote, State.CONFIRMED, editor)
    receive(Arrival(page("Traffic was heavy on both banks all day. " + words), name="b.html"))
    answer.article.refresh_from_db()
    carried = Quote.objects.get(version=answer.article.current_version)
    assert (carried.text, carried.state) == (quote.text, State.CONFIRMED)
    assert carried.start != quote.start


def test_the_article_at_an_address_is_found_without_reading_the_others():
    if connection.vendor == "postgresql":  # it reads a table of one page whole, unless told
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Article.objects.filter(address_key="1f" * 32).explain()
    assert "article_by_address" in plan or "article_address_once" in plan
