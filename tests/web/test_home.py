"""The list of stories: cards, filters with counts, what is hidden by what, and nothing yet."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from coverage.models import Story
from coverage.web.story_list import outlets_told
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db


def story_of(number: int, headline: str, **fields) -> Story:
    """A story told by so many outlets."""
    outlets = ["Gull", "Quay News", "Lantern", "Tide", "Causeway", "Pilot"]
    articles = [make_article(outlet=outlets[n]) for n in range(number)]
    fields.setdefault("last_at", datetime(2026, 10, 14, 6, 10, tzinfo=UTC))
    return make_story(*articles, headline=headline, **fields)


@pytest.fixture
def four_stories():
    """Of one, two, three and five outlets."""
    return [
        story_of(1, "Lone report"),
        story_of(2, "Two tell it", figures_differ=True),
        story_of(3, "Three tell it", wordings_differ=True),
        story_of(5, "Five tell it", last_at=timezone.now() - timedelta(hours=2), post_shared=True),
    ]


def page(client: Client, query: str = "") -> str:
    return " ".join(client.get(f"/{query}").content.decode().split())


def headlines(html: str) -> list[str]:
    named = ("Lone report", "Two tell it", "Three tell it", "Five tell it")
    return [name for name in named if f"“{name}”" in html]


def test_stories_of_two_outlets_or_more_stand_first(client, four_stories):
    html = page(client)
    assert "<b>3 stories</b> with two outlets or more" in html
    assert headlines(html) == ["Two tell it", "Three tell it", "Five tell it"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?outlets=all", ["Lone report", "Two tell it", "Three tell it", "Five tell it"]),
        ("?outlets=1", ["Lone report"]),
        ("?outlets=5", ["Five tell it"]),
        ("?when=day", ["Five tell it"]),
        ("?when=week", ["Five tell it"]),
        ("?shows=figures", ["Two tell it"]),
        ("?shows=wordings&shows=figures", []),
        ("?shows=post", ["Five tell it"]),
        ("?outlets=seven&when=once&shows=nothing&page=x", [
            "Two tell it", "Three tell it", "Five tell it"
        ]),
    ],
)  # fmt: skip
def test_the_address_holds_the_filters_and_what_it_does_not_know_is_passed_over(
    client, four_stories, query, expected
):
    assert headlines(page(client, query)) == expected


def test_an_outlet_filters_and_its_link_takes_the_filter_back(client, four_stories):
    lantern = four_stories[2].memberships.get(article__outlet__name="Lantern").article.outlet_id
    html = page(client, f"?outlet={lantern}&shows=wordings")
    assert headlines(html) == ["Three tell it"]
    assert '<a href="?shows=wordings" hx-get="?shows=wordings" aria-current="true">' in html


def test_every_link_counts_what_it_would_leave(client, four_stories):
    html = page(client, "?shows=figures")
    assert 'One only</bdi><span class="count"><span class="visually-hidden">, </span>0<' in html
    assert '2 or more</bdi><span class="count"><span class="visually-hidden">, </span>1<' in html


def test_filtered_to_nothing_says_what_hides_how_many(client, four_stories):
    html = page(client, "?shows=text&when=week")
    assert "4 stories are hidden by When: Last 7 days and" in html
    assert "Shows: Shared text" in html
    assert '<a href="?outlets=all" hx-get="?outlets=all">Show all 4 stories</a>' in html


def test_an_empty_desk_offers_an_editor_three_ways_in(editor_client):
    html = page(editor_client)
    assert "No stories yet" in html
    for way in ("Paste text", "Drop files", "Load the sample"):
        assert way in html


def test_an_empty_desk_offers_a_stranger_to_sign_in(client):
    html = page(client)
    assert "No stories yet" in html
    assert "Sign in to add coverage" in html
    assert "Load the sample" not in html


def test_a_card_prints_what_the_row_keeps(client):
    story_of(
        2,
        "Ferry burns",
        is_sample=True,
        post_count=4,
        summary={
            "findings": [{"sign": "≠", "words": "injured: at least 12 / 9"}],
            "quote": {"text": "We counted everyone twice", "who": "the captain, in all 2"},
            "timeline": [
                {"called": "Gull", "at": "2026-10-14T06:10:00+00:00", "share": 0},
                {"called": "Quay News", "at": "2026-10-15T09:40:00+00:00", "share": 100},
            ],
            "texts": "2 texts, no copying found",
        },
    )
    html = page(client)
    assert '<span class="badge differs"><span aria-hidden="true">≠</span> injured: at least' in html
    assert "the captain, in all 2" in html
    assert "2 texts, no copying found" in html
    assert "4 posts" in html
    assert "sample coverage, invented" in html
    assert "Published: Gull 14 Oct 2026, 06:10; Quay News 15 Oct 2026, 09:40" in html


def test_outlets_that_nobody_stated_and_texts_without_a_date_are_counted_apart(client):
    story = story_of(3, "Ferry burns", summary={"unnamed": 2, "undated": 1})
    assert outlets_told(story) == "3 articles: 1 outlet named, 2 not stated"
    assert "<span>1 undated</span>" in page(client)


def test_pages_hold_twenty_five_stories_and_link_to_each_other(client):
    Story.objects.bulk_create(
        Story(headline=f"Story {n}", article_count=2, outlet_count=2) for n in range(30)
    )
    first, second = page(client), page(client, "?page=2")
    assert first.count("story-card") == 25
    assert second.count("story-card") == 5
    assert 'rel="next" href="?page=2"' in first
    assert 'rel="prev" href="?"' in second


def test_the_list_asks_four_queries_for_any_number_of_stories(
    client, four_stories, django_assert_num_queries
):
    # counts of every filter · outlets with their stories · one page of stories ·
    # those related to them
    with django_assert_num_queries(4):
        client.get("/?outlets=all")
    story_of(6, "One more")
    with django_assert_num_queries(4):
        client.get("/?outlets=all")
    outlet = four_stories[1].memberships.first().article.outlet_id
    with django_assert_num_queries(4):
        client.get(f"/?outlet={outlet}")


def test_only_an_editor_loads_the_sample(client, editor_client):
    assert client.post("/sample")["Location"].startswith("/sign-in/")
    assert editor_client.get("/sample").status_code == 405
    assert editor_client.post("/sample")["Location"] == "/"
    assert Story.objects.filter(is_sample=True, article_count__gt=1).exists()


def test_an_editor_finds_jobs_and_feeds_from_every_page(client, editor_client):
    menu = page(editor_client).split('class="menu"')[1].split("</div>")[0]
    assert 'href="/jobs/"' in menu
    assert 'href="/feeds/"' in menu
    assert 'href="/feeds/"' not in page(client)
