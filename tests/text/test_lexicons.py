"""Lexicons: plain lists that anybody can extend."""

import pytest

from coverage.text.lexicons import inflected, lines, verbs, words
from coverage.text.weights import weights


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("add", ("add", "adds", "added", "adding")),
        ("argue", ("argue", "argues", "argued", "arguing")),
        ("reply", ("reply", "replies", "replied", "replying")),
        ("confess", ("confess", "confesses", "confessed", "confessing")),
        ("chat", ("chat", "chats", "chatted", "chatting")),
        ("explain", ("explain", "explains", "explained", "explaining")),
    ],
)
def test_a_regular_verb_is_inflected(base, forms):
    assert inflected(base) == forms


def test_a_line_with_several_words_lists_the_forms_of_the_first():
    assert verbs("cues")["said"] == "say"
    assert verbs("cues")["wrote"] == "write"


def test_comments_are_no_words():
    assert "#" not in words("cues")
    assert all(" " not in word for row in lines("roles") for word in row)


def test_a_lexicon_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="no lexicon called yodels"):
        words("yodels")


def test_weights_are_numbers_by_feature():
    assert weights()["comma-after"] > 0
