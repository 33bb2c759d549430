"""Reading again: newer readings replace what nobody decided, and nothing else."""

import pytest

from coverage.desk.editing import edit_body
from coverage.desk.ingest import Arrival, receive
from coverage.desk.outlets import outlet_called
from coverage.desk.rereading import reread
from coverage.desk.review import decide
from coverage.desk.tagging import tag_quote
from coverage.desk.turning import make_marked, make_quote
from coverage.models import ArticleVersion, Coding, MarkedWords, Passage, Quote, State
from coverage.text.reader import READER_VERSION

from .coverage_of_a_fire import GULL, QUAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(db):
    [answer] = receive(Arrival(GULL, name="gull.txt", outlet="Gull"))
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
    receive(Arrival(QUAY, name="quay.txt"))
    assert len(list(reread(everything=True))) == 2


MORE = """Bridge at Orle closed

“Nobody was hurt,” said Ada Voss, the harbour master, who said that the crane had stood still all night.

The song “The Salt Road” was played, and Mr Wynn was called a “hero of the quay” by nobody.

“We heard it break,” Bo Wynn told the Daily Lamp.
"""  # noqa: E501


@pytest.fixture
def read_by_one(db):
    """An article as reader 1 left it: words in marks as quotes, no reported speech, no links."""
    [answer] = receive(Arrival(MORE.encode(), name="more.txt", outlet="Gull"))
    version = answer.article.current_version
    Quote.objects.filter(version=version, kind="indirect").delete()
    MarkedWords.objects.filter(version=version).delete()
    Quote.objects.filter(version=version).update(
        reader_version="1", speaker_role="", via_outlet=None
    )
    an_older_reader_read(answer.article)
    ArticleVersion.objects.update(reader_version="1")
    return answer.article


def row(words, **fields):
    return Quote.objects.get(text=words, **fields)


def test_reader_2_adds_reported_speech_and_words_that_quote_nobody(read_by_one):
    lamp = outlet_called("Daily Lamp")
    [answer] = reread()
    assert (answer.outcome, answer.why) == ("read again", "")
    assert {q.text for q in Quote.objects.in_marks()} >= {"Nobody was hurt,", "We heard it break,"}
    assert any("crane had stood still" in q.text for q in Quote.objects.reported())
    assert "The Salt Road" in MarkedWords.objects.values_list("text", flat=True)
    assert row("We heard it break,").via_outlet == lamp
    assert row("Nobody was hurt,").speaker_role == "harbour master"
    assert not Quote.objects.exclude(reader_version=READER_VERSION).exists()


def test_reader_2_leaves_what_people_decided(read_by_one, editor):
    confirmed = decide(row("Nobody was hurt,"), State.CONFIRMED, editor)
    rejected = decide(row("We heard it break,"), State.REJECTED, editor)
    version = read_by_one.current_version
    start = version.body.index("The Salt Road")
    written = Quote(
        version=version, start=start, end=start + 13, outer_start=start - 1, outer_end=start + 14,
        made_by="person", state="confirmed", decided_by=editor,
    )  # fmt: skip
    written.anchor(version.body)
    written.save()
    list(reread())
    for kept, state in ((confirmed, "confirmed"), (rejected, "rejected"), (written, "confirmed")):
        kept.refresh_from_db()
        assert kept.state == state
        assert Quote.objects.filter(version=version, start=kept.start, end=kept.end).count() == 1
    assert confirmed.reader_version == "1"
    assert "The Salt Road" not in MarkedWords.objects.values_list("text", flat=True)


def test_words_made_a_quote_and_a_quote_made_a_title_stay_so(read_by_one, editor):
    list(reread())
    title = MarkedWords.objects.get(text="The Salt Road")
    made = make_quote(title, editor)
    unmade = make_marked(row("We heard it break,"), "title", editor)
    list(reread(everything=True))
    made.refresh_from_db()
    unmade.refresh_from_db()
    title.refresh_from_db()
    assert (made.state, title.state, unmade.state) == ("confirmed", "rejected", "confirmed")
    for kept in (made, unmade):
        places = {"version": kept.version, "start": kept.start, "end": kept.end}
        standing = [
            *Quote.objects.standing().filter(**places),
            *MarkedWords.objects.standing().filter(**places),
        ]
        assert standing == [kept]


def test_they_stay_so_in_a_new_version_of_the_text(read_by_one, editor):
    list(reread())
    made = make_quote(MarkedWords.objects.get(text="The Salt Road"), editor)
    unmade = make_marked(row("We heard it break,"), "title", editor)
    body = "A new first line.\n\n" + read_by_one.current_version.body
    read_by_one.refresh_from_db()
    version = edit_body(read_by_one, body, editor)
    assert version is not None
    quotes, marked = (
        Quote.objects.filter(version=version),
        MarkedWords.objects.filter(version=version),
    )
    assert quotes.get(text=made.text).state == "confirmed"
    assert marked.get(text=made.text).state == "rejected"
    assert marked.get(text=unmade.text).state == "confirmed"
    assert quotes.get(text=unmade.text).state == "rejected"
    assert version.orphans == []
