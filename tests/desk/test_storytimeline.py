"""The timeline: what the dates of a story's articles tell, and what they cannot tell."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from coverage.desk.comparison import compare
from coverage.desk.storybench import open_story
from coverage.desk.storytimeline import TimelinePage, timeline_page
from coverage.models import Article, Story
from tests.factories import make_article, make_story, make_version

pytestmark = pytest.mark.django_db

SAID = "We counted everyone twice before the boats went down and nobody was missing"


def article(outlet: str, at: str, words: str = SAID, **fields: Any) -> Article:
    """`at` is "14 06:10", "14" for the day alone, "" for undated; of October 2026."""
    published = None
    if at:
        day, _, clock = at.partition(" ")
        hour, minute = map(int, clock.split(":")) if clock else (0, 0)
        published = datetime(2026, 10, int(day), hour, minute, tzinfo=UTC)
        fields.setdefault("published_precision", "moment" if clock else "day")
    text = f"The ferry Tern was evacuated off Orle.\n\n“{words},” said Jonas Reed.\n"
    quote = {"words": f"{words},", "speaker": "Jonas Reed"}
    return make_article(text, outlet=outlet, published_at=published, quotes=[quote], **fields)


def told(*articles: Article, of: str = "", picked: tuple[int, ...] = ()) -> TimelinePage:
    story = make_story(*articles)
    compare(story)
    return timeline_page(open_story(story, picked=picked), of)


def new_quotes(page: TimelinePage) -> dict[str, list[tuple[str, ...]]]:
    return {
        moment.column.called: [new.also for new in moment.new if new.kind == "quote"]
        for moment in (*page.moments, *page.undated)
    }


def test_articles_stand_by_publication_and_what_is_new_stands_in_the_first(db):
    page = told(article("Quay", "14 09:00"), article("Gull", "14 06:10"))
    assert [(m.number, m.column.called) for m in page.moments] == [(1, "Gull"), (2, "Quay")]
    assert new_quotes(page) == {"Gull": [()], "Quay": []}
    [new] = page.moments[0].new
    assert new.in_others == 1
    assert "#q" in new.href


def test_an_undated_article_is_last_and_nothing_is_said_of_when_it_came(db):
    page = told(article("Lamp", ""), article("Quay", "14 09:00"), article("Gull", "14 06:10"))
    assert [m.column.called for m in page.undated] == ["Lamp"]
    assert [m.number for m in page.undated] == [3]
    assert new_quotes(page)["Lamp"] == []
    assert (page.dated_having, page.undated_having) == (2, 1)


def test_the_day_alone_is_neither_before_nor_after_a_time_of_that_day(db):
    page = told(article("Quay", "14 09:00"), article("Gull", "14"), article("Lamp", "15"))
    assert new_quotes(page) == {"Gull": [("Quay",)], "Quay": [], "Lamp": []}
    assert page.first == ("Gull", "Quay")


def test_days_are_those_of_the_pages_time_zone(db, settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    early = article("Quay", "14 16:00")  # the 15th in Tokyo
    late = article("Gull", "14 15:30", published_precision="day")
    assert told(early, late).first == ("Gull", "Quay")


def test_a_wording_s_spread_tells_how_many_of_its_words_each_prints(db):
    page = told(
        article("Gull", "14 06:10"), article("Quay", "14 09:00", "We counted everyone twice"),
        make_article("The ferry Tern was evacuated off Orle.", outlet="Lamp"),
    )  # fmt: skip
    assert page.followed is not None
    assert (page.followed.articles, page.followed.is_post) == (2, False)
    spreads = {m.column.called: m.spread and m.spread.words for m in page.moments}
    assert spreads == {"Lamp": None, "Gull": "13 of 13 words", "Quay": "4 of 13 words"}


def test_words_in_marks_that_quote_nobody_are_called_so(db):
    story = make_story(article("Gull", "14 06:10"), article("Quay", "14 09:00"))
    compare(story)
    comparison = story.comparisons.get()
    comparison.result["utterances"][0]["wordings"][1] |= {"quotes": [], "post": 0}
    comparison.save()
    page = timeline_page(open_story(story))
    spread = page.moments[1].spread
    assert spread is not None
    assert spread.words == "13 of 13 words, in marks, quoting nobody"
    assert spread.href.endswith("#p2")


def test_nothing_is_followed_where_that_is_asked_for(db):
    page = told(article("Gull", "14 06:10"), article("Quay", "14 09:00"), of="none")
    assert page.followed is None
    assert len(page.can_follow) == 1


def test_a_post_can_be_followed(db):
    post = {"words": "Smoke over the harbour again, boats are out", "handle": "orlewatch"}
    articles = [
        make_article(f"The ferry burnt.\n\n{post['words']}\n", outlet=name, posts=[post],
                     published_at=datetime(2026, 10, 14, hour, tzinfo=UTC))
        for name, hour in (("Gull", 6), ("Quay", 9))
    ]  # fmt: skip
    page = told(*articles)
    [choice] = [one for one in page.can_follow if one.is_post]
    assert choice.words.startswith("@orlewatch")
    page = timeline_page(open_story(Story.objects.get()), choice.key)
    assert [m.spread and m.spread.words for m in page.moments] == ["embedded", "embedded"]
    assert [len(m.new) for m in page.moments] == [1, 0]


def test_versions_are_told_with_when_they_came(db):
    first = article("Gull", "14 06:10")
    make_version(first, first.current_version.body + "\nUpdated.\n")
    page = told(first, article("Quay", "14 09:00"))
    assert [[v.number for v in m.versions] for m in page.moments] == [[1, 2], [1]]


def test_one_article_has_nothing_to_follow(db):
    page = told(article("Gull", "14 06:10"))
    assert (page.can_follow, page.followed, page.first) == ((), None, ())
    assert [m.only_quotes for m in page.moments] == [1]


def test_only_the_articles_picked_are_weighed(db):
    gull, quay = article("Gull", "14 06:10"), article("Quay", "14 09:00")
    lamp = article("Lamp", "15 09:00")
    page = told(gull, quay, lamp, picked=(quay.pk, lamp.pk))
    assert [m.column.called for m in page.moments] == ["Quay", "Lamp"]
    assert page.first == ("Quay",)
