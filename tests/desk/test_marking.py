"""Making quotes, claims, notes and tags of words, and what becomes of them."""

from __future__ import annotations

import pytest
from django.utils import timezone

from coverage.desk.editing import edit_body
from coverage.desk.marking import CannotMark, Selection, mark_words
from coverage.desk.recomparing import MOST_WAITED_FOR
from coverage.desk.review import decide
from coverage.models import ClaimAppearance, Coding, Note, Quote, Speaker, Story
from tests.factories import (
    make_article,
    make_claim,
    make_marked,
    make_person,
    make_quantity,
    make_quote,
    make_story,
    make_tag,
)

pytestmark = pytest.mark.django_db

#: Flags of two code points, letters beyond the first plane, a family of seven code points.
BODY = (
    "🇺🇦 𝓕𝓪𝓷𝓬𝔂 words came first 👩‍👩‍👧‍👦 here.\n\n"
    "“Nobody was hurt,” said Ada Voss. At least 12 lorries were turned back.\n\n"
    "The mayor said that the 𝓫𝓻𝓲𝓭𝓰𝓮 🇬🇧 would open again on Friday. It was closed."
)


@pytest.fixture
def article():
    return make_article(BODY)


@pytest.fixture
def ada():
    return make_person("ada")


def selection(article, words, **other):
    body = article.current_version.body
    start = body.index(words)
    return Selection(words, start, start + len(words), article.current_version_id, **other)


def typed(words):
    return Selection(words)


#: kind, what is selected, the words the mark then has.
MARKS = [
    ("quote", "“Nobody was hurt,”", "Nobody was hurt,"),
    ("quote", "Nobody was hurt,", "Nobody was hurt,"),
    (
        "claim",
        " At least 12 lorries were turned back.\n\n",
        "At least 12 lorries were turned back.",
    ),
    ("note", "𝓫𝓻𝓲𝓭𝓰𝓮 🇬🇧", "𝓫𝓻𝓲𝓭𝓰𝓮 🇬🇧"),
    ("tag", "👩‍👩‍👧‍👦 here.\n\n“Nobody", "👩‍👩‍👧‍👦 here.\n\n“Nobody"),
    ("tag", "🇺🇦 𝓕𝓪𝓷𝓬𝔂", "🇺🇦 𝓕𝓪𝓷𝓬𝔂"),
]


@pytest.mark.parametrize(("kind", "selected", "words"), MARKS)
def test_words_are_marked_where_they_stand(article, ada, kind, selected, words):
    sent = selection(article, selected)
    marked = mark_words(article, sent, kind, ada, tag="safety", note="Ask.")
    row = marked.row
    assert (marked.how, row.text, row.state, row.made_by) == ("made", words, "confirmed", "person")
    assert BODY[row.start : row.end] == words
    assert [entry.history_user for entry in row.history.all()] == [ada]
    again = mark_words(article, sent, kind, ada, tag="safety", note="Ask.")
    assert (again.how, again.row) == ("there", row)
    assert row.history.count() == 1


@pytest.mark.parametrize(
    ("words", "kind", "outer"),
    [
        ("“Nobody was hurt,”", "direct", "“Nobody was hurt,”"),
        ("was hurt,”", "mixed", "was hurt,”"),
        ("would open again on Friday", "indirect", "would open again on Friday"),
    ],
)
def test_the_kind_of_a_quote_is_told_by_its_marks(article, ada, words, kind, outer):
    row = mark_words(article, selection(article, words), "quote", ada).row
    assert (row.kind, BODY[row.outer_start : row.outer_end]) == (kind, outer)


def test_a_block_of_quoted_text_needs_no_marks(article, ada):
    passage = article.current_version.passages.last()
    type(passage).objects.filter(pk=passage.pk).update(kind="blockquote")
    assert mark_words(article, typed("would open again"), "quote", ada).row.kind == "direct"


#: what was sent instead of the words and their place → the words marked.
MENDED = [
    (Selection("12 lorries", 3, 9), "12 lorries"),  # offsets that an emoji shifted
    (Selection("12 lorries", 10**9, 10**9 + 4), "12 lorries"),
    (Selection("12 lorries"), "12 lorries"),
    (Selection('"Nobody was hurt," said'), "“Nobody was hurt,” said"),
    (Selection("first 👩‍👩‍👧‍👦 here.\r\n\r\n“Nobody"), "first 👩‍👩‍👧‍👦 here.\n\n“Nobody"),
    (Selection("", 0, 2), "🇺🇦"),
]


@pytest.mark.parametrize(("sent", "words"), MENDED)
def test_words_whose_place_is_not_known_are_found_where_they_stand_once(article, ada, sent, words):
    assert mark_words(article, sent, "note", ada, note="Ask.").row.text == words


REFUSED = [
    (Selection("nowhere"), "note", {}, "does not stand in the text"),
    (Selection("was"), "note", {}, "more than once"),
    (Selection("was", 1, 4), "note", {}, "more than once"),
    (Selection(""), "note", {}, "Select words"),
    (Selection("", 5, 5), "note", {}, "Select words"),
    (Selection(" \n "), "note", {}, "Select words"),
    (Selection(","), "quote", {}, "no words"),
    (Selection("lorries"), "note", {"note": "  "}, "Write the note"),
    (Selection("lorries"), "note", {"note": "x" * 10_001}, "at most 10,000"),
    (Selection("lorries"), "tag", {"tag": " "}, "name of a tag"),
    (Selection("lorries"), "tag", {"tag": "x" * 101}, "at most 100"),
    (Selection("lorries"), "smile", {}, "not “smile”"),
]


@pytest.mark.parametrize(("sent", "kind", "more", "why"), REFUSED)
def test_what_cannot_be_marked_is_refused_with_the_reason(article, ada, sent, kind, more, why):
    with pytest.raises(CannotMark, match=why):
        mark_words(article, sent, kind, ada, **{"note": "Ask.", **more})
    assert not any(model.objects.exists() for model in (Note, Quote, Coding))


def test_a_rejected_reading_stands_again_and_a_suggested_one_is_confirmed(article, ada):
    quote = make_quote(article, "Nobody was hurt,", speaker="Ada Voss")
    claim = make_claim(article, "At least 12 lorries were turned back.")
    decide(claim, "rejected", make_person("bo"))
    for row, kind in ((quote, "quote"), (claim, "claim")):
        marked = mark_words(article, selection(article, row.text), kind, ada)
        assert (marked.how, marked.row.pk, marked.row.state) == ("decided", row.pk, "confirmed")
        assert marked.row.decided_by == ada
    assert (Quote.objects.count(), ClaimAppearance.objects.count()) == (1, 1)
    quote.refresh_from_db()
    assert quote.speaker_name == "Ada Voss"


def test_words_in_marks_that_quoted_nobody_become_the_quote(article, ada):
    words = make_marked(article, "Nobody was hurt,")
    marked = mark_words(article, selection(article, "“Nobody was hurt,”"), "quote", ada)
    words.refresh_from_db()
    assert (marked.how, marked.row.text, words.state) == ("turned", words.text, "rejected")


def test_a_tag_on_a_quote_with_its_marks_is_a_tag_on_the_quote(article, ada):
    quote = make_quote(article, "Nobody was hurt,")
    on = mark_words(article, selection(article, "“Nobody was hurt,”"), "tag", ada, tag="calm").row
    apart = mark_words(article, selection(article, "Nobody was"), "tag", ada, tag="calm").row
    assert (on.quote, on.text, apart.quote) == (quote, quote.text, None)


def test_two_people_tag_and_note_the_same_words_each_for_themselves(article, ada):
    make_tag("calm")
    sent, bo = selection(article, "lorries"), make_person("bo")
    for kind in ("tag", "note"):
        rows = [
            mark_words(article, sent, kind, one, tag="calm", note="Ask.").row for one in (ada, bo)
        ]
        assert [row.person for row in rows] == [ada, bo]


def test_a_claim_has_the_figures_in_its_words(article, ada):
    figure = make_quantity(article, "At least 12", low=12)
    row = mark_words(article, typed("At least 12 lorries were turned back."), "claim", ada).row
    assert list(row.quantities.all()) == [figure]
    assert 0 < row.checkworthiness < 1


def test_quotes_and_claims_have_their_story_compared_by_a_worker(article, ada):
    story = make_story(article)
    mark_words(article, typed("lorries"), "note", ada, note="Ask.")
    mark_words(article, typed("lorries"), "tag", ada, tag="calm")
    assert Story.objects.get(pk=story.pk).compare_due_at is None
    mark_words(article, typed("“Nobody was hurt,”"), "quote", ada)
    assert Story.objects.get(pk=story.pk).compare_due_at <= timezone.now()


def test_words_selected_in_an_older_text_are_marked_in_the_newer_one(article, ada):
    sent = selection(article, "12 lorries")
    edit_body(article, "New first line, 𝓯𝓪𝓷𝓬𝔂.\n\n" + BODY + "\n\nAnd 12 lorries again.", ada)
    row = mark_words(article, sent, "note", ada, note="Ask.").row
    assert row.version == article.current_version
    assert row.start == article.current_version.body.index("12 lorries")


def test_words_that_a_newer_text_lacks_are_refused_and_nothing_is_marked(article, ada):
    sent = selection(article, "12 lorries")
    edit_body(article, BODY.replace("12 lorries", "13 lorries"), ada)
    with pytest.raises(CannotMark, match="newer text since you opened it"):
        mark_words(article, sent, "note", ada, note="Ask.")
    assert not Note.objects.exists()


def test_a_decision_in_a_story_of_many_articles_waits_for_no_comparison(ada):
    few, many = (make_article(BODY) for _ in range(2))
    quotes = [make_quote(one, "Nobody was hurt,", speaker="Ada Voss") for one in (few, many)]
    small = make_story(few, make_article())
    large = make_story(many, *(make_article() for _ in range(MOST_WAITED_FOR)))
    for quote in quotes:
        decide(quote, "rejected", ada)
    assert Story.objects.get(pk=small.pk).comparisons.count() == 1
    large.refresh_from_db()
    assert (large.comparisons.count(), large.compare_due_at is None) == (0, False)
    assert Speaker.objects.get().quote_count == 0
