"""What people answered is not asked again: by a newer reader, in a new text, in a later copy."""

import pytest

from coverage.desk import reading
from coverage.desk.editing import edit_body
from coverage.desk.ingest import Arrival, receive
from coverage.desk.queue import Asked, Scope
from coverage.desk.queuepages import places
from coverage.desk.rereading import reread_article
from coverage.desk.review import decide
from coverage.models import Article, ClaimAppearance, Quote, SharedText, State
from coverage.text.found import FoundQuote
from coverage.text.spans import Span
from tests.factories import make_person

pytestmark = pytest.mark.django_db
TEXT = (
    "Weir at Tarn holds\n\n"
    "The weir at Tarn was tried on Monday, when the river stood two metres above its mark.\n\n"
    "“The gate will hold until the summer,” said Ida Frost, the keeper of the weir.\n\n"
    "Frost said that the bank had been dry for a week.\n\n"
    "“Nobody told the mill,” said Leo Katz, who owns the mill below the weir.\n\n"
    "At least 12 boats were turned back at the lock, where 40 had been waiting since dawn.\n"
)
PEOPLE_SAID = (State.CONFIRMED, State.REJECTED, State.SUGGESTED)


@pytest.fixture
def article():
    [answer] = receive(Arrival(TEXT.encode(), outlet="Gull", content_type="text/plain"))
    return answer.article


def asked_words(article):
    asked = Asked(article=article.pk)
    found = places(asked, Scope(asked), None, 90).places
    models = {"quote": Quote, "report": Quote, "claim": ClaimAppearance}
    return {models[p.kind].objects.get(pk=p.row).text for p in found if p.kind in models}


def answer_some(article, person):
    """One quote confirmed, one rejected, the report left unsure, the claims left unsure."""
    rows = Quote.objects.filter(version=article.current_version).order_by("start")
    said = {}
    for row, state in zip(rows, (State.CONFIRMED, State.SUGGESTED, State.REJECTED), strict=True):
        decide(row, state, person)
        said[row.text] = state
    for claim in ClaimAppearance.objects.filter(version=article.current_version):
        decide(claim, State.SUGGESTED, person)
    return said


def states(article):
    article.refresh_from_db()
    rows = Quote.objects.filter(version=article.current_version)
    return {row.text: (row.state, row.decided_by) for row in rows if row.is_decided}


def test_a_newer_reader_asks_nothing_again(article, monkeypatch):
    ada = make_person("ada")
    said = answer_some(article, ada)
    assert asked_words(article) == set()
    monkeypatch.setattr(reading, "READER_VERSION", "later")
    assert reread_article(article).outcome == "read again"
    article.current_version.refresh_from_db()
    assert article.current_version.reader_version == "later"
    assert asked_words(article) == set()
    assert states(article) == {words: (state, ada) for words, state in said.items()}


@pytest.mark.parametrize("state", PEOPLE_SAID)
def test_a_newer_reader_that_takes_a_word_more_does_not_ask_again(article, monkeypatch, state):
    row = Quote.objects.get(text="The gate will hold until the summer,")
    decide(row, state, make_person("ada"))
    rows_of = reading.quote_rows

    def a_word_less(*given):
        found = rows_of(*given)
        for quote in found:
            if quote.start == row.start:
                quote.end -= len(" summer,")
        return found

    monkeypatch.setattr(reading, "quote_rows", a_word_less)
    reread_article(article)
    there = Quote.objects.filter(version=article.current_version, start=row.start)
    assert [(quote.pk, quote.text) for quote in there] == [(row.pk, row.text)]


def test_what_is_read_elsewhere_in_the_sentence_is_asked(article):
    row = Quote.objects.get(text="Nobody told the mill,")
    decide(row, State.REJECTED, make_person("ada"))
    body = article.current_version.body
    at = body.index("owns the mill below")
    found = FoundQuote(Span.of(body, at, at + 19), Span.of(body, at, at + 19), "direct")
    other = Quote(start=found.span.start, end=found.span.end)
    near = Quote(start=row.start, end=row.end - 1)
    assert reading.answered_nearby([other, near], [row]) == [near]


def test_a_new_text_asks_only_about_what_is_new(article):
    ada = make_person("ada")
    said = answer_some(article, ada)
    body = article.current_version.body
    changed = body.replace("on Monday", "on Tuesday night") + (
        "\n“The lock is shut,” said Otto Brand, the lock keeper.\n"
    )
    edit_body(article, changed, ada)
    article.refresh_from_db()
    assert article.current_version.number == 2
    assert states(article) == {words: (state, ada) for words, state in said.items()}
    quotes = Quote.objects.filter(version=article.current_version)
    assert asked_words(article) & set(quotes.values_list("text", flat=True)) == {
        "The lock is shut,"
    }
    again = ClaimAppearance.objects.filter(version=article.current_version, decided_by=ada)
    assert again.filter(text__contains="12 boats").exists()


def test_a_changed_word_in_a_rejected_quote_does_not_bring_it_back(article):
    ada = make_person("ada")
    decide(Quote.objects.get(text__startswith="The gate"), State.REJECTED, ada)
    body = article.current_version.body
    edit_body(article, body.replace("until the summer", "until this summer"), ada)
    article.refresh_from_db()
    rows = Quote.objects.filter(version=article.current_version, text__startswith="The gate")
    assert [(row.state, row.decided_by) for row in rows] == [("rejected", ada)]


@pytest.mark.parametrize("state", PEOPLE_SAID)
def test_a_copy_that_comes_later_is_answered_as_the_first_was(article, state):
    ada = make_person("ada")
    words = "The gate will hold until the summer,"
    decide(Quote.objects.get(text=words), state, ada)
    long = TEXT + "\n" + LONG
    [first] = receive(Arrival(long.encode(), outlet="Heron", content_type="text/plain"))
    decide(Quote.objects.get(text=words, version__article=first.article), state, ada)
    [copy] = receive(Arrival(long.encode(), outlet="Lamp", content_type="text/plain"))
    assert SharedText.objects.filter(article=copy.article, kind="reprint").exists()
    row = Quote.objects.get(text=words, version__article=copy.article)
    assert (row.state, row.decided_by, row.is_decided) == (state, ada, True)
    assert row.history.first().history_change_reason == "as in a copy of this text"
    assert words not in asked_words(Article.objects.get(pk=copy.article.pk))
    assert "Nobody told the mill," in asked_words(Article.objects.get(pk=copy.article.pk))


LONG = (
    "The council had the weir built forty years ago, when the mills still ran by water, and has "
    "had it mended three times since, last after the floods of the spring before last.\n"
)
