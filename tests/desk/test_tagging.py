"""Putting tags on quotes, and taking them off."""

import pytest

from coverage.desk.tagging import (
    CannotTag,
    suggest_tags,
    tag_quote,
    tag_quotes,
    tags_by_key,
    untag,
)
from coverage.models import Codebook, Coding, Quote, Tag
from tests.factories import make_article, make_person, make_quote, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person("ada")


@pytest.fixture
def quote():
    return make_quote(make_article(), "Nobody was hurt,")


def test_a_new_name_becomes_a_tag_of_the_first_codebook(quote, person):
    coding = tag_quote(quote, "  public   safety ", person)
    tag = coding.tag
    assert (tag.name, tag.code, tag.colour, tag.codebook.name) == ("public safety", "pu", 1, "Tags")
    assert (coding.start, coding.end, coding.text) == (quote.start, quote.end, quote.text)
    assert (coding.made_by, coding.person) == ("person", person)
    assert tag.history.get().history_user == person
    assert coding.history.get().history_user == person


@pytest.mark.parametrize("again", ["safety", "Safety", "SAFETY "])
def test_tagging_twice_makes_one_coding(quote, person, again):
    first = tag_quote(quote, "safety", person)
    assert tag_quote(quote, again, person) == first
    assert (Coding.objects.count(), Tag.objects.count()) == (1, 1)


def test_two_people_may_put_the_same_tag_on(quote, person):
    tag_quote(quote, "safety", person)
    tag_quote(quote, "safety", make_person("bo"))
    assert Coding.objects.count() == 2


def test_a_tag_of_another_codebook_is_used_before_one_is_made(quote, person):
    make_tag("first")
    tag = make_tag("frames", Codebook.objects.create(name="Other"))
    assert tag_quote(quote, "Frames", person).tag == tag
    own = tag_quote(quote, "frames", person, Codebook.objects.get(name="Tags")).tag
    assert own.codebook.name == "Tags"


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "gone"])
def test_a_name_that_cannot_be_a_tag_is_refused_with_a_reason(quote, person, name):
    make_tag("gone", archived=True)
    with pytest.raises(CannotTag, match=r"Type|at most|archived"):
        tag_quote(quote, name, person)
    assert not Coding.objects.exists()


def test_untagging_leaves_who_took_it_off(quote, person):
    coding = tag_quote(quote, "safety", person)
    bo = make_person("bo")
    untag(coding, bo)
    assert not Coding.objects.exists()
    gone = Coding.history.first()
    assert (gone.history_type, gone.history_user, gone.person) == ("-", bo, person)


def test_suggestions_are_live_tags_most_used_first(quote, person):
    for name in ("harbour", "harm", "charity", "weather"):
        make_tag(name)
    make_tag("hard", archived=True)
    tag_quote(quote, "charity", person)
    found = suggest_tags("HAR")
    assert [(tag.name, tag.used) for tag in found] == [
        ("charity", 1),
        ("harbour", 0),
        ("harm", 0),
    ]
    assert len(suggest_tags("har", limit=2)) == 2


def test_many_quotes_are_tagged_once_each(person):
    for _ in range(3):
        make_article(quotes=["Nobody was hurt,", "Nobody"])
    tag = make_tag("safety")
    tag_quote(Quote.objects.first(), "safety", person)
    assert tag_quotes(Quote.objects.for_list(), tag, person) == 5
    assert Coding.objects.count() == Coding.history.count() == 6
    assert all(c.text == c.quote.text for c in Coding.objects.select_related("quote"))


def test_tags_by_key_are_the_live_tags_in_the_order_of_the_codebook(person):
    for name, order in (("second", 2), ("first", 1), ("third", 3)):
        make_tag(name, order=order)
    make_tag("gone", archived=True)
    assert [tag.name for tag in tags_by_key()] == ["first", "second", "third"]
