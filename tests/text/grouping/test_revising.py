"""Stories looked at again because of an article: which are touched, and what becomes of them."""

from __future__ import annotations

import pytest

from coverage.text.grouping.revising import STORIES, Part, parts, touched


def linked(*alike: str, size: int) -> dict[tuple[int, int], float]:
    """Every pair is unlike but those named, "0 1 .9"."""
    links = {(a, b): 0.02 for b in range(size) for a in range(b)}
    for one in alike:
        a, b, value = one.split()
        links[int(a), int(b)] = float(value)
    return links


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({}, []),
        ({1: [0.1, 0.05]}, []),  # like none
        ({1: [0.9, 0.5]}, []),  # like all of one: nothing to ask
        ({1: [0.9, 0.1]}, [1]),  # like one and not the other
        ({1: [0.9, 0.8], 2: [0.1]}, []),
        ({1: [0.5], 2: [0.9]}, [2, 1]),  # of two stories, the likelier first
    ],
)
def test_stories_are_looked_at_again_where_an_article_is_of_two_minds(links, expected) -> None:
    assert touched(links) == expected


def test_no_more_than_a_few_stories_are_looked_at_again() -> None:
    assert len(touched({n: [0.5] for n in range(20)})) == STORIES


@pytest.mark.parametrize(
    ("story_of", "links", "expected"),
    [
        # An article that two stories are both like: the older stays, the other comes into it.
        ([1, 2, None], ("0 2 .8", "1 2 .8", "0 1 .3"), [Part((0, 1, 2), 1, (2,))]),
        # One that came into the wrong story goes with what comes now.
        (
            [1, 1, 1, None],
            ("0 1 .9", "0 2 .4", "1 2 .4", "2 3 .95"),
            [Part((0, 1), 1, ()), Part((2, 3), None, ())],
        ),
        # ... or into the story it is like.
        (
            [1, 1, 1, 2, None],
            ("0 1 .9", "0 2 .3", "1 2 .3", "2 3 .9", "2 4 .9", "3 4 .9"),
            [Part((0, 1), 1, ()), Part((2, 3, 4), 2, ())],
        ),
        # Two close stories of one matter stay two.
        (
            [1, 1, 2, 2, None],
            ("0 1 .9", "2 3 .9", "0 2 .4", "0 3 .4", "1 2 .4", "1 3 .4", "2 4 .9", "3 4 .9"),
            [Part((0, 1), 1, ()), Part((2, 3, 4), 2, ())],
        ),
    ],
)
def test_what_stories_make_with_an_article_that_comes(story_of, links, expected) -> None:
    sizes = {story: story_of.count(story) for story in story_of if story}
    days = [7] * len(story_of)
    assert parts(days, linked(*links, size=len(story_of)), story_of, sizes) == expected


def test_the_story_with_more_articles_than_speak_for_it_stays() -> None:
    links = linked("0 2 .8", "1 2 .8", "0 1 .3", size=3)
    assert parts([7, 7, 7], links, [1, 2, None], {1: 1, 2: 30}) == [Part((0, 1, 2), 2, (1,))]


def test_stories_of_other_weeks_stay_apart() -> None:
    links = linked("0 1 .9", size=2)
    assert len(parts([7, 70], links, [1, None], {1: 1})) == 2
