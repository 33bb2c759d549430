"""Rules the database holds, whatever the code above it does."""

import pytest
from django.db import IntegrityError, transaction

from coverage.models import (
    Article,
    Document,
    MarkedWords,
    Membership,
    Outlet,
    Quantity,
    Quote,
    Story,
    Tag,
)
from tests.factories import make_article, make_marked, make_quote

pytestmark = pytest.mark.django_db


def refused(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_span_never_ends_before_it_starts():
    quote = make_quote(make_article(), "Nobody was hurt")
    refused(lambda: Quote.objects.filter(pk=quote.pk).update(start=9, end=8))


def test_words_in_marks_quote_nobody_in_one_of_four_ways_and_once():
    marked = make_marked(make_article(), "Nobody was hurt")
    refused(lambda: MarkedWords.objects.filter(pk=marked.pk).update(kind="song"))
    place = {"start": marked.start, "end": marked.end, "outer_start": 0, "outer_end": 1}
    refused(lambda: MarkedWords.objects.create(version=marked.version, kind="term", **place))


def test_a_low_confidence_is_said_until_somebody_decides():
    quote = make_quote(make_article(), "Nobody was hurt", confidence=0.42)
    assert quote.unsure == "0.42"
    quote.confidence = 0.7
    assert quote.unsure == ""
    quote.confidence, quote.state = 0.42, "confirmed"
    assert quote.unsure == ""


def test_a_state_is_one_of_three():
    quote = make_quote(make_article(), "Nobody was hurt")
    refused(lambda: Quote.objects.filter(pk=quote.pk).update(state="approved"))


def test_an_article_stands_in_one_story_at_a_time():
    article, one, other = make_article(), Story.objects.create(), Story.objects.create()
    Membership.objects.create(article=article, story=one)
    refused(lambda: Membership.objects.create(article=article, story=other))
    Membership.objects.create(article=article, story=other, is_current=False)


def test_one_address_is_one_article_but_no_address_is_none():
    make_article(address="https://gull.example/a")
    refused(lambda: Article.objects.create(address="https://gull.example/a"))
    Article.objects.create()
    Article.objects.create()


@pytest.mark.parametrize(
    ("one", "other"), [("É Vrai", "é vrai"), ("The  Gull", "the gull"), ("ＢＢＣ", "BBC")]
)
def test_names_are_one_whatever_their_case_and_blanks(one, other):
    Outlet.objects.create(name=one)
    refused(lambda: Outlet.objects.create(name=other))


def test_a_letter_with_an_accent_is_another_letter():
    Outlet.objects.create(name="Le Temps")
    Outlet.objects.create(name="Le Témps")


def test_a_quantity_is_never_upside_down():
    version = make_article().current_version
    refused(
        lambda: Quantity.objects.create(
            version=version, start=0, end=1, low=9, high=8, bound="about", unit="person"
        )
    )


def test_a_tag_has_a_colour_of_the_palette(editor):
    from coverage.desk.tagging import tag_quote

    coding = tag_quote(make_quote(make_article(), "Nobody was hurt"), "eyewitness", editor)
    refused(lambda: Tag.objects.filter(pk=coding.tag_id).update(colour=13))


def test_a_document_says_when_its_bytes_are_not_what_came():
    document = Document.of(b"as received")
    document.save()
    assert Document.objects.get().content == b"as received"
    Document.objects.update(packed=Document.of(b"something else").packed)
    with pytest.raises(ValueError, match="do not match"):
        Document.objects.get().content  # noqa: B018


def test_lists_leave_the_bytes_in_the_database(django_assert_num_queries):
    Document.of(b"as received").save()
    with django_assert_num_queries(1) as queries:
        list(Document.objects.without_bytes())
    assert "packed" not in queries.captured_queries[0]["sql"]


def test_a_name_whose_folding_outgrows_the_column_is_kept_and_found():
    names = ["ﷺ" * 200, "ﷺ" * 199 + "a"]
    for name in names:
        Outlet.objects.create(name=name)
    assert len({outlet.name_key for outlet in Outlet.objects.all()}) == 2
    refused(lambda: Outlet.objects.create(name=names[0]))
