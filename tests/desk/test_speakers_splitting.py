"""Quotes given to another speaker stay there, whatever is read later."""

import pytest

from coverage.desk.editing import edit_body
from coverage.desk.reading import store_reading
from coverage.desk.recomparing import compare_again
from coverage.desk.speakermerging import merge
from coverage.desk.speakermoves import CannotMove, undo
from coverage.desk.speakersplitting import adopt, split
from coverage.models import Naming, Quote, Speaker
from coverage.text.layout.passages import find_passages
from coverage.text.reader import read
from tests.factories import make_article, make_quote, make_speaker

pytestmark = pytest.mark.django_db

BODY = (
    "“The pier is shut until spring,” said Christopher Hale, the harbour engineer, on Monday.\n\n"
    "“We never saw a report,” Hale said of the cracks that divers had found.\n\n"
    "“It was a quiet night,” said Mona Reed, who keeps the lamp."
)


def read_again(article):
    version = article.current_version
    store_reading(version, read(version.body, find_passages(version.body)))
    compare_again([article.pk])


@pytest.fixture
def article():
    article = make_article(BODY)
    read_again(article)
    return article


@pytest.fixture
def hale(article):
    return Speaker.objects.get(name="Christopher Hale")


def said_by(article):
    """First word of each quote → its speaker."""
    rows = Quote.objects.filter(version__article=article, version=article.current_version)
    return {row.text.split()[0]: row.speaker.name if row.speaker else "" for row in rows}


def quote(article, word):
    return next(q for q in article.current_version.quotes.all() if q.text.startswith(word))


def test_chosen_quotes_go_to_a_new_speaker_and_a_reread_keeps_them_there(article, hale, editor):
    assert said_by(article) == {
        "The": "Christopher Hale", "We": "Christopher Hale", "It": "Mona Reed",
    }  # fmt: skip
    change = split(hale, [quote(article, "We").pk], "Stephen Hale", editor)
    expected = {"The": "Christopher Hale", "We": "Stephen Hale", "It": "Mona Reed"}
    assert said_by(article) == expected
    read_again(article)
    assert said_by(article) == expected
    hale.refresh_from_db()
    change.to.refresh_from_db()
    assert (hale.quote_count, change.to.quote_count) == (1, 1)


def test_a_corrected_text_keeps_them_there(article, hale, editor):
    split(hale, [quote(article, "We").pk], "Stephen Hale", editor)
    edit_body(article, BODY.replace("that divers had found", "found by divers"), editor)
    article.refresh_from_db()
    assert said_by(article)["We"] == "Stephen Hale"


def test_a_whole_name_takes_all_that_the_article_prints_under_it(article, hale, editor):
    split(hale, [quote(article, "We").pk], "Stephen Hale", editor, whole_name=True)
    read_again(article)
    assert said_by(article) == {"The": "Stephen Hale", "We": "Stephen Hale", "It": "Mona Reed"}


def test_a_whole_name_in_one_article_says_nothing_of_another(article, hale, editor):
    split(hale, [quote(article, "We").pk], "Stephen Hale", editor, whole_name=True)
    other = make_article(BODY.replace("Monday", "Tuesday"))
    read_again(other)
    assert said_by(other)["The"] == "Christopher Hale"


def test_undo_brings_them_back_also_after_a_reread(article, hale, editor):
    change = split(hale, [quote(article, "We").pk], "Stephen Hale", editor)
    read_again(article)
    undo(change, editor)
    assert said_by(article)["We"] == "Christopher Hale"
    read_again(article)
    assert said_by(article)["We"] == "Christopher Hale"
    assert not Naming.objects.exists()


def test_undo_puts_back_what_had_been_said_before(article, hale, editor):
    pk = quote(article, "We").pk
    first = split(hale, [pk], "Stephen Hale", editor)
    second = split(first.to, [pk], "Simon Hale", editor)
    undo(second, editor)
    read_again(article)
    assert said_by(article)["We"] == "Stephen Hale"


def test_a_split_after_a_merge_stays_when_the_merge_is_undone(article, hale, editor):
    kit = make_speaker("Kit Hale")
    merged = merge(kit, hale, editor)
    split(kit, [quote(article, "We").pk], "Stephen Hale", editor)
    undo(merged, editor)
    assert said_by(article) == {
        "The": "Christopher Hale", "We": "Stephen Hale", "It": "Mona Reed",
    }  # fmt: skip


def test_later_readings_go_where_the_speaker_was_merged(article, hale, editor):
    change = split(hale, [quote(article, "We").pk], "Stephen Hale", editor)
    kit = make_speaker("Kit Hale")
    merge(kit, change.to, editor)
    read_again(article)
    assert said_by(article)["We"] == "Kit Hale"


def test_an_existing_name_is_that_speaker(article, hale, editor):
    change = split(hale, [quote(article, "We").pk], "  mona  REED ", editor)
    assert change.to.name == "Mona Reed"
    assert Speaker.objects.filter(surname="reed").count() == 1


@pytest.mark.parametrize("name", ["", "  ", "\0", "Christopher Hale", "the Christopher  hale"])
def test_no_name_and_the_same_name_are_refused(article, hale, editor, name):
    with pytest.raises(CannotMove):
        split(hale, [quote(article, "We").pk], name, editor)
    assert set(said_by(article).values()) == {"Christopher Hale", "Mona Reed"}


def test_quotes_of_others_are_not_given_away(article, hale, editor):
    with pytest.raises(CannotMove, match="at least one"):
        split(hale, [quote(article, "It").pk, 999_999], "Stephen Hale", editor)
    assert not Speaker.objects.filter(name="Stephen Hale").exists()


def test_a_bare_name_is_somebodys_in_that_article_only(hale, editor):
    body = "“We never saw a report,” said Hale."
    bare, other = make_article(body), make_article(body)
    for article in (bare, other):
        make_quote(article, "We never saw a report,")
    Quote.objects.filter(version__article__in=[bare, other]).update(speaker_name="Hale")
    change = adopt(bare, "Hale", hale, editor)
    assert (said_by(bare), said_by(other)) == ({"We": "Christopher Hale"}, {"We": ""})
    read_again(bare)
    assert said_by(bare) == {"We": "Christopher Hale"}
    undo(change, editor)
    assert said_by(bare) == {"We": ""}
    with pytest.raises(CannotMove, match="nobody"):
        adopt(bare, "Reed", hale, editor)
