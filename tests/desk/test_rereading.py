"""Reading again: newer readings replace what nobody decided, and nothing else."""

import pytest

from coverage.desk.ingest import receive
from coverage.desk.rereading import reread
from coverage.desk.review import decide
from coverage.desk.tagging import tag_quote
from coverage.models import ArticleVersion, Coding, Passage, Quote, State

from .coverage_of_a_fire import GULL, QUAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    [answer] = receive(GULL, name="gull.txt", outlet="Gull")
    return answer.article


def an_older_reader_read(article, **fields):
    ArticleVersion.objects.filter(article=article).update(reader_version="0", **fields)


def test_what_this_reader_read_is_left_alone(article):
    assert list(reread()) == []


def test_rows_nobody_decided_are_read_anew(article):
    an_older_reader_read(article)
    quote = Quote.objects.filter(version__article=article).first()
    Quote.objects.filter(pk=quote.pk).update(speaker_name="Nobody At All", reader_version="0")
    [answer] = reread()
    assert answer.outcome == "read again"
    assert not Quote.objects.filter(speaker_name="Nobody At All").exists()
    assert Quote.objects.filter(version__article=article, text=quote.text).count() == 1


def test_what_a_person_decided_stands_and_is_not_suggested_again(article, editor):
    confirmed, *others = Quote.objects.filter(version__article=article).order_by("start")
    decide(confirmed, State.CONFIRMED, editor)
    rejected = others[0] if others else None
    if rejected:
        decide(rejected, State.REJECTED, editor)
    an_older_reader_read(article)
    list(reread())
    confirmed.refresh_from_db()
    assert confirmed.state == State.CONFIRMED
    same_words = Quote.objects.filter(version__article=article, start=confirmed.start)
    assert [row.pk for row in same_words] == [confirmed.pk]


def test_a_rejected_quote_is_not_suggested_again(article, editor):
    quote = Quote.objects.filter(version__article=article).first()
    decide(quote, State.REJECTED, editor)
    an_older_reader_read(article)
    list(reread())
    assert [q.state for q in Quote.objects.filter(start=quote.start, end=quote.end)] == ["rejected"]


def test_a_tagged_quote_keeps_its_tag(article, editor):
    quote = Quote.objects.filter(version__article=article).first()
    tag_quote(quote, "eyewitness", editor)
    an_older_reader_read(article)
    list(reread())
    assert Coding.objects.get().quote_id == quote.pk


def test_passages_a_person_settled_stay_and_are_numbered_in_order(article, editor):
    passage = Passage.objects.filter(version__article=article).order_by("number")[2]
    decide(passage, State.CONFIRMED, editor)
    an_older_reader_read(article)
    list(reread())
    rows = list(Passage.objects.filter(version=article.current_version).order_by("start"))
    assert passage.pk in [row.pk for row in rows]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_an_article_whose_reader_failed_is_read_again(article):
    ArticleVersion.objects.filter(article=article).update(reader_failed="ValueError: broken")
    [answer] = reread()
    assert answer.outcome == "read again"
    article.current_version.refresh_from_db()
    assert article.current_version.reader_failed == ""


def test_everything_is_read_again_on_request(article):
    receive(QUAY, name="quay.txt")
    assert len(list(reread(everything=True))) == 2
