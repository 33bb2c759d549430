"""The outlets, and one outlet with its articles."""

import pytest
from django.urls import reverse

from coverage.models import OutletName
from tests.factories import make_article, make_outlet, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def gull():
    gull = make_outlet("Orle Gull", domain="gull.example")
    OutletName.objects.create(outlet=gull, name="The Gull")
    articles = [
        make_article(outlet=gull, headline=f"Day {day}", quotes=["Nobody was hurt,"])
        for day in (1, 2, 3)
    ]
    make_story(*articles[:2])
    return gull


def test_outlets_stand_by_name_with_their_counts(client, gull, django_assert_num_queries):
    make_outlet("Aft")
    make_article(outlet="Zenith")
    make_article()
    # count, outlets with their counts, articles whose outlet nobody stated
    with django_assert_num_queries(3):
        response = client.get(reverse("outlets"))
    rows = [(o.name, o.article_count, o.story_count) for o in response.context["page"].rows]
    assert rows == [("Aft", 0, 0), ("Orle Gull", 3, 1), ("Zenith", 1, 0)]
    assert "1 article with no outlet stated" in response.content.decode()


def test_an_outlets_page_lists_its_articles_and_names(client, gull, django_assert_num_queries):
    # outlet with counts, other names, quotes, the page's count, its articles, their stories,
    # what they are near-duplicates of
    with django_assert_num_queries(7):
        page = client.get(gull.get_absolute_url()).content.decode()
    assert "<bdi>The Gull</bdi>" in page
    assert "3 articles" in page
    assert "1 story<" in page
    assert "3 quotes" in page
    assert page.count("data-open") == 3


def test_an_outlet_without_articles_says_so(client):
    page = client.get(make_outlet("Aft").get_absolute_url()).content.decode()
    assert "No article of this outlet is here" in page
    assert client.get(reverse("outlet", args=[999])).status_code == 404


def test_no_outlets_yet_says_what_to_do(client):
    assert "No outlets yet" in client.get(reverse("outlets")).content.decode()
