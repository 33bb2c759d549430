"""Reported speech stands beside quotes and takes no part in what is made of them."""

import pytest

from coverage.desk.comparison import compare
from coverage.desk.ingest import Arrival, receive
from coverage.desk.storypage import story_page
from coverage.desk.telling import kept_reading
from coverage.models import Article, Quote, Story
from tests.factories import make_article, make_quote, make_story

pytestmark = pytest.mark.django_db

BODY = (
    "Bridge at Orle closed\n\n“Nobody was hurt on the quay,” said Ada Voss, who said that the "
    "crane had stood still for a week.\n\nAt least 12 lorries were turned back."
)
REPORTED = "the crane had stood still for a week"


@pytest.fixture
def story():
    articles = [make_article(BODY, outlet=name) for name in ("Gull", "Quay")]
    for article in articles:
        make_quote(article, "Nobody was hurt on the quay,", speaker="Ada Voss")
    return make_story(*articles)


def report(story):
    for article in Article.objects.filter(memberships__story=story):
        make_quote(article, REPORTED, speaker="Ada Voss", kind="indirect")


def made(story):
    """Everything the pages make of the story's words in marks."""
    comparison = compare(story)
    assert comparison is not None
    page = story_page(story)
    stored = comparison.result
    for utterance in stored["utterances"]:
        utterance.pop("id")
    return (
        stored,
        story.summary,
        page.findings,
        page.quote_count,
        [(u.text, u.quotes) for u in page.utterances],
        page.lone_quotes,
        [(row.label, row.relation, row.badge) for row in page.rows],
    )


def test_a_comparison_is_the_same_with_reported_speech_or_without(story):
    without = made(story)
    report(story)
    assert made(story) == without


def test_it_is_counted_apart_and_listed_by_article(story):
    report(story)
    compare(story)
    page = story_page(story)
    assert "1 utterance in 2 quotes, 2 reported" in page.facts.phrases
    assert [(c.quotes, c.reported) for c in page.columns] == [(1, 1), (1, 1)]
    assert [(r.column.called, [q.text for q in r.quotes]) for r in page.reported] == [
        ("Gull", [REPORTED]),
        ("Quay", [REPORTED]),
    ]
    first = Quote.objects.get(kind="indirect", version__article__outlet__name="Gull")
    assert page.reported[0].quotes[0].href.endswith(f"?reported=1#q{first.pk}")


def test_what_was_rejected_is_not_counted(story):
    report(story)
    Quote.objects.reported().update(state="rejected")
    compare(story)
    page = story_page(story)
    assert "1 utterance in 2 quotes" in page.facts.phrases
    assert page.reported == ()


def test_a_reading_told_to_the_collation_holds_words_in_marks_alone(story):
    report(story)
    articles = list(Article.objects.for_comparison())
    for kept in kept_reading(articles).values():
        assert [q.span.text for q in kept.reading.quotes] == ["Nobody was hurt on the quay,"]
        assert [q.text for q in kept.reported] == [REPORTED]


def test_articles_are_listed_with_both_numbers(story):
    report(story)
    rows = Article.objects.for_list().with_counts()
    assert [(row.quote_count, row.reported_count) for row in rows] == [(1, 1), (1, 1)]


def test_a_received_article_keeps_what_it_reports(db):
    [answer] = receive(Arrival(BODY.encode(), name="a.txt", outlet="Gull"))
    said = Quote.objects.filter(version__article=answer.article)
    assert [row.text for row in said.in_marks()] == ["Nobody was hurt on the quay,"]
    assert all("crane" in row.text for row in said.reported())
    assert Story.objects.count() == 1
