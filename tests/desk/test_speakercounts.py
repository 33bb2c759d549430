"""The kept numbers of speakers follow what stands, and only what they follow from is counted."""

import pytest

from coverage.desk.ingest import Arrival, receive
from coverage.desk.recomparing import compare_again
from coverage.desk.review import decide, decide_many
from coverage.desk.speakercounts import count_speakers
from coverage.models import Article, Quote, SpeakerInArticle, State
from tests.factories import make_article, make_quote, make_speaker, make_version

from .coverage_of_a_fire import GULL, QUAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    article = make_article(outlet="Gull")
    make_quote(article, "Nobody was hurt,", speaker="Ada Voss")
    make_quote(article, "a crack", speaker="Ada Voss", kind="indirect")
    make_quote(article, "turned back", speaker="Ada Voss", state="rejected")
    other = make_article(outlet="Quay", published_at=None)
    make_quote(other, "Nobody was hurt,", speaker="Ada Voss")
    compare_again([article.pk, other.pk])
    return make_speaker("Ada Voss")


def numbers(speaker):
    speaker.refresh_from_db()
    return speaker.quote_count, speaker.reported_count, speaker.article_count


def test_words_in_marks_and_reported_speech_are_counted_apart(ada):
    assert numbers(ada) == (2, 1, 2)
    assert ada.newest_at == Article.objects.exclude(published_at=None).get().published_at
    assert SpeakerInArticle.objects.filter(speaker=ada).count() == 2


def test_a_rejected_quote_does_not_count_and_comes_back(ada, editor):
    quote = Quote.objects.get(kind="indirect")
    decide(quote, State.REJECTED, editor)
    assert numbers(ada) == (2, 0, 2)
    decide(Quote.objects.get(pk=quote.pk), State.CONFIRMED, editor)
    assert numbers(ada) == (2, 1, 2)


def test_an_article_whose_quotes_are_all_rejected_is_kept_but_not_counted(ada, editor):
    decide_many(Quote.objects.all(), State.REJECTED, editor)
    assert numbers(ada) == (0, 0, 0)
    assert ada.newest_at is None
    assert SpeakerInArticle.objects.filter(speaker=ada).count() == 2


def test_a_replaced_text_takes_its_quotes_away(ada):
    article = Article.objects.get(published_at=None)
    make_version(article, "Another text.")
    count_speakers([article.pk])
    assert numbers(ada) == (1, 1, 1)


def test_counting_again_writes_nothing(ada, django_assert_max_num_queries):
    articles = list(Article.objects.values_list("pk", flat=True))
    # savepoint, lock (PostgreSQL), articles, quotes counted, kept numbers, savepoint
    with django_assert_max_num_queries(6):
        assert count_speakers(articles) == 0


def test_what_is_received_is_counted():
    receive(Arrival(GULL, name="gull.txt"))
    receive(Arrival(QUAY, name="quay.txt"))
    for row in SpeakerInArticle.objects.select_related("speaker", "article"):
        standing = Quote.objects.filter(
            speaker=row.speaker, version=row.article.current_version
        ).standing()
        assert (row.quotes, row.reported) == (
            standing.in_marks().count(), standing.reported().count(),
        )  # fmt: skip
    assert SpeakerInArticle.objects.exists()
