"""Two speakers become one by a person's hand, and are parted again exactly as they came."""

import pytest

from coverage.desk.reading import store_reading
from coverage.desk.recomparing import compare_again
from coverage.desk.review import decide
from coverage.desk.review import undo as undo_decision
from coverage.desk.speakermerging import merge
from coverage.desk.speakermoves import CannotMove, undo
from coverage.desk.speakernames import known_speakers
from coverage.desk.speakersplitting import split
from coverage.models import Article, Quote, Speaker, SpeakerName, State
from coverage.text.layout.passages import find_passages
from coverage.text.names import name_key
from coverage.text.reader import read
from tests.factories import make_article, make_quote, make_speaker

pytestmark = pytest.mark.django_db

BODY = "“The pier is shut until spring,” said Christopher Hale, the harbour engineer, on Monday."


def quoted(name, outlet="Gull", **fields):
    article = make_article(outlet=outlet)
    quote = make_quote(article, "Nobody was hurt,", speaker=name, **fields)
    compare_again([article.pk])
    return quote


def numbers(speaker):
    kept = Speaker.objects.get(pk=speaker.pk)
    return kept.quote_count, kept.article_count


@pytest.fixture
def two():
    for outlet in ("Gull", "Quay", "Lantern"):
        quoted("Christopher Hale", outlet)
    quoted("Chris Hale", "Quay")
    return make_speaker("Christopher Hale"), make_speaker("Chris Hale")


def test_all_quotes_go_to_the_leading_name(two, editor):
    long, short = two
    change = merge(long, short, editor)
    assert (change.quote_count, change.person) == (1, editor)
    assert (numbers(long), numbers(short)) == ((4, 4), (0, 0))
    assert Speaker.objects.get(pk=short.pk).merged_into == long
    assert list(Speaker.objects.for_list()) == [long]


def test_what_is_read_later_under_the_old_name_is_the_leading_speakers(two, editor):
    long, short = two
    SpeakerName.objects.create(speaker=short, name="C. J. Hale")
    merge(long, short, editor)
    for name in ("Chris Hale", "c. j. hale", "Christopher  Hale"):
        assert known_speakers([name_key(name)]) == {name_key(name): long}


def test_undo_parts_exactly_what_came_together(two, editor):
    long, short = two
    own, came = list(long.quotes.all()), list(short.quotes.all())
    undo(merge(long, short, editor), editor)
    assert (set(long.quotes.all()), set(short.quotes.all())) == (set(own), set(came))
    assert (numbers(long), numbers(short)) == ((3, 3), (1, 1))
    assert Speaker.objects.get(pk=short.pk).merged_into is None


def test_undo_sends_back_what_was_read_since_under_the_old_name(two, editor):
    long, short = two
    change = merge(long, short, editor)
    later = quoted(long, "Echo")
    Quote.objects.filter(pk=later.pk).update(speaker_name="Chris Hale")
    undo(change, editor)
    assert Quote.objects.get(pk=later.pk).speaker == short


def test_undo_leaves_what_a_person_sent_elsewhere(two, editor):
    long, short = two
    [came] = short.quotes.all()
    change = merge(long, short, editor)
    split(long, [came.pk], "Stephen Hale", editor)
    undo(change, editor)
    assert Quote.objects.get(pk=came.pk).speaker.name == "Stephen Hale"


def test_undo_leaves_what_a_person_gave_to_the_leading_speaker_since(two, editor):
    long, short = two
    [came] = short.quotes.all()
    change = merge(long, short, editor)
    away = split(long, [came.pk], "Stephen Hale", editor)
    split(away.to, [came.pk], long, editor)
    undo(change, editor)
    assert Quote.objects.get(pk=came.pk).speaker == long


def test_an_undo_is_done_once(two, editor):
    change = merge(*two, editor)
    undo(change, editor)
    with pytest.raises(CannotMove, match="undone already"):
        undo(change, editor)


def test_who_was_merged_into_a_merged_speaker_follows_and_comes_back(two, editor):
    long, short = two
    third = quoted("C. Hale").speaker
    first, second = merge(short, third, editor), merge(long, short, editor)
    third.refresh_from_db()
    assert (third.merged_into, numbers(long)) == (long, (5, 5))
    undo(second, editor)
    third.refresh_from_db()
    assert (third.merged_into, numbers(short), numbers(long)) == (short, (2, 2), (3, 3))
    undo(first, editor)
    assert (numbers(third), numbers(short)) == ((1, 1), (1, 1))


def test_undone_in_the_other_order_everybody_stands_alone_too(two, editor):
    long, short = two
    third = quoted("C. Hale").speaker
    first, second = merge(short, third, editor), merge(long, short, editor)
    undo(first, editor)
    assert (numbers(third), numbers(long)) == ((1, 1), (4, 4))
    undo(second, editor)
    assert [numbers(s) for s in (third, short, long)] == [(1, 1), (1, 1), (3, 3)]


def test_two_who_are_one_already_are_not_merged(two, editor):
    long, short = two
    merge(long, short, editor)
    for one, other in ((long, short), (short, long), (long, long)):
        with pytest.raises(CannotMove, match="already"):
            merge(one, other, editor)


def test_who_was_merged_elsewhere_in_the_meantime_is_not_taken_along(two, editor):
    long, short = two
    third = make_speaker("C. Hale")
    merge(long, short, editor)
    with pytest.raises(CannotMove, match="in the meantime"):
        merge(third, short, editor)
    assert merge(short, third, editor).to == long


def test_history_tells_who_merged(two, editor):
    long, short = two
    merge(long, short, editor)
    latest = Speaker.history.filter(id=short.pk).first()
    assert (latest.history_user, latest.merged_into) == (editor, long)


def test_a_decision_undone_after_a_merge_leaves_the_quote_with_the_leading_speaker(two, editor):
    long, short = two
    [came] = short.quotes.all()
    decide(came, State.CONFIRMED, editor)
    merge(long, short, editor)
    came.refresh_from_db()
    decide(came, State.REJECTED, editor)
    for _ in range(3):
        came = undo_decision(Quote.objects.get(pk=came.pk), editor)
        assert Quote.objects.get(pk=came.pk).speaker == long


def test_whom_a_quote_was_heard_through_moves_too(two, editor):
    long, short = two
    heard = quoted("Ada Voss", via="her aide Chris Hale", via_speaker=short)
    change = merge(long, short, editor)
    heard.refresh_from_db()
    assert heard.via_speaker == long
    undo(change, editor)
    heard.refresh_from_db()
    assert heard.via_speaker == short


def test_a_reread_after_a_merge_keeps_to_it_and_undo_finds_the_new_rows(editor):
    article = make_article(BODY)
    store = lambda: store_reading(article.current_version, read(BODY, find_passages(BODY)))  # noqa: E731
    store()
    compare_again([article.pk])
    read_under = Quote.objects.get().speaker
    lead = quoted("Kit Hale").speaker
    change = merge(lead, read_under, editor)
    store()
    compare_again([article.pk])
    assert Article.objects.get(pk=article.pk).current_version.quotes.get().speaker == lead
    undo(change, editor)
    assert article.current_version.quotes.get().speaker == read_under
