"""How common words are, in the long run and in the stories of these days."""

import pytest

from coverage.text.grouping.frequencies import MOST_OF_A_STORY, Frequencies, Nearby


def test_a_story_counts_for_no_more_than_a_few_of_its_articles():
    nearby = Nearby()
    for _ in range(5):
        nearby.add("fire", ["ferr"])
    nearby.add("vote", ["ferr", "bill"])
    assert nearby.held == {"ferr": MOST_OF_A_STORY + 1, "bill": 1}
    assert nearby.total == MOST_OF_A_STORY + 1
    for _ in range(4):
        nearby.remove("fire", ["ferr"])
    assert nearby.held == {"ferr": 2, "bill": 1}
    assert nearby.total == 2


def test_what_was_added_is_taken_back_whole():
    nearby = Nearby()
    nearby.add("fire", ["ferr", "smok"])
    nearby.add("fire", ["ferr"])
    nearby.remove("fire", ["ferr", "smok"])
    assert nearby.held == {"ferr": 1}
    nearby.remove("fire", ["ferr"])
    assert (nearby.held, nearby.total) == ({}, 0)


def test_a_word_of_many_stories_of_these_days_tells_less_of_one():
    known = Frequencies()
    before = known.rarities_nearby(["evacu", "goat"])
    for story in range(30):
        known.nearby.add(story, ["evacu"])
    after = known.rarities_nearby(["evacu", "goat"])
    assert after["evacu"] < before["evacu"] - 1
    assert after["goat"] > after["evacu"]


def test_one_event_that_many_cover_stays_telling():
    many_stories, one_story = Frequencies(), Frequencies()
    for n in range(30):
        many_stories.nearby.add(n, ["ferr"])
        one_story.nearby.add("fire", ["ferr"])
    (of_many,) = many_stories.rarities_nearby(["ferr"]).values()
    (of_one,) = one_story.rarities_nearby(["ferr"]).values()
    assert of_one > of_many + 1


@pytest.mark.parametrize("term", ["monda", "octob", "2026"])
def test_words_of_the_calendar_are_no_rare_words(term):
    known = Frequencies()
    assert known.rarity(term) < known.rarity("a word nobody wrote") - 1
