"""What a story is called while nobody chose its headline."""

from datetime import UTC, datetime

import pytest

from coverage.desk.comparison import compare
from coverage.models import Article
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db

NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)
MIDNIGHT = datetime(2031, 5, 14, tzinfo=UTC)
DAY = Article.Precision.DAY


@pytest.mark.parametrize(
    ("first", "other", "called"),
    [
        ({"published_at": NOON}, {"published_at": MIDNIGHT}, "other"),
        ({"published_at": NOON}, {"published_at": MIDNIGHT, "published_precision": DAY}, "first"),
        ({"published_at": None}, {"published_at": NOON}, "other"),
        ({"published_at": MIDNIGHT, "published_precision": DAY}, {"published_at": None}, "first"),
        ({"headline_derived": True}, {"published_at": NOON}, "other"),
        ({"published_at": NOON}, {"headline_derived": True}, "first"),
        ({}, {}, "first"),
    ],
)
def test_the_first_that_was_out_for_certain_names_the_story(first, other, called):
    story = make_story(
        make_article(headline="first", **first), make_article(headline="other", **other)
    )
    compare(story)
    story.refresh_from_db()
    assert story.headline == called
