"""The speakers, and one speaker with what outlets quote of them."""

import pytest
from django.urls import reverse

from coverage.desk.speakercounts import count_speakers
from coverage.models import Article, SpeakerName
from tests.factories import make_article, make_quote, make_speaker, make_story, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    ada = make_speaker("Ada Voss")
    SpeakerName.objects.create(speaker=ada, name="A. Voss")
    articles = [make_article(outlet=outlet) for outlet in ("Gull", "Gull", "Quay", None)]
    for article in articles:
        make_quote(article, "Nobody was hurt,", speaker=ada)
    make_quote(articles[0], "a crack", speaker=ada, state="rejected")
    make_story(*articles[:2], headline="The bridge")
    make_story(articles[2], headline="The harbour")
    counted()
    return ada


def counted():
    count_speakers(Article.objects.values_list("pk", flat=True))


def test_speakers_stand_most_quoted_first(client, ada, django_assert_num_queries):
    make_quote(make_article(), "a crack", speaker="Bo Wynn")
    counted()
    # count, speakers with their counts
    with django_assert_num_queries(2):
        response = client.get(reverse("speakers"))
    rows = [(s.name, s.quote_count, s.article_count) for s in response.context["page"].rows]
    assert rows == [("Ada Voss", 4, 4), ("Bo Wynn", 1, 1)]


def test_quotes_of_a_text_that_was_replaced_are_not_counted(client, ada):
    make_version(ada.quotes.first().version.article, "Another text.")
    counted()
    assert client.get(reverse("speakers")).context["page"].rows[0].quote_count == 3


def test_a_speakers_quotes_stand_by_story(client, ada, django_assert_num_queries):
    # speaker with counts, other names, outlets that quote them, the page's count, quotes,
    # codings, memberships with stories
    with django_assert_num_queries(7):
        response = client.get(ada.get_absolute_url())
    told = response.context["stories"]
    headlines = [in_story.story.headline if in_story.story else None for in_story in told]
    assert sorted(map(str, headlines)) == ["None", "The bridge", "The harbour"]
    assert sum(len(in_story.quotes) for in_story in told) == 4
    page = response.content.decode()
    assert "<bdi>A. Voss</bdi>" in page
    assert "4 quotes in 4 articles" in page
    assert "2 quotes" in page
    assert "outlet not stated" in page


def test_a_speaker_without_standing_quotes_says_so(client):
    page = client.get(make_speaker("Nobody Known").get_absolute_url()).content.decode()
    assert "No standing quote" in page
    assert "No speakers yet" not in client.get(reverse("speakers")).content.decode()
