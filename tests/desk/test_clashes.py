"""Two people change one mark: what each has, whether both can stand, and that none is lost."""

import pytest

from coverage.desk.bothstand import both_notes, second_mark
from coverage.desk.changingmarks import place_to_move_to
from coverage.desk.clashes import clash_of
from coverage.desk.editing import CannotMove, move_span
from coverage.desk.review import decide
from coverage.desk.revisions import Conflict, write
from coverage.desk.selecting import CannotMark, Selection
from coverage.desk.speakersaying import Said, say_speaker
from coverage.models import Note, Quote
from tests.factories import make_article, make_note, make_person, make_quote

from .test_concurrency import at_once

BODY = "“Nobody was hurt, and nobody will be,” said Ada Voss, the harbour master.\n"
WORDS = "Nobody was hurt, and nobody will be,"


@pytest.fixture
def people():
    return make_person("ada"), make_person("bo")


@pytest.fixture
def quote():
    return make_quote(make_article(BODY), WORDS, speaker="Ada Voss")


def clash(kind, row, changes, seen=1):
    with pytest.raises(Conflict) as conflict:
        write(row, changes, None, seen)
    return clash_of(kind, conflict.value, seen)


@pytest.mark.django_db
def test_both_are_told_in_words_with_who_and_when(quote, people):
    say_speaker(quote, Said("Bo Hart"), people[1])
    found = clash("quote", quote, {"speaker_id": None, "speaker_name": "Cy Orr", "mention": ""})
    assert [(line.what, line.mine, line.theirs) for line in found.lines] == [
        ("state", "suggested", "confirmed"),
        ("speaker", "Cy Orr", "Bo Hart"),
    ]
    assert (found.who, found.revision, found.are_apart) == ("bo", 2, False)
    assert found.when is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "are_apart"),
    [
        ({"cue": "said"}, True),
        ({"cue": "said", "state": "rejected"}, True),  # the same as theirs
        ({"state": "confirmed"}, False),
        ({"cue": "said", "state": "suggested"}, False),  # theirs would go
    ],
)
def test_what_touches_nothing_of_theirs_goes_on_top_of_it(quote, people, changes, are_apart):
    decide(Quote.objects.get(), "rejected", people[1])
    assert clash("quote", quote, changes).are_apart is are_apart


@pytest.mark.django_db
def test_two_spans_stand_as_two_marks(quote, people):
    at = quote.start
    move_span(Quote.objects.get(), at, at + len("Nobody was hurt"), people[1])
    other = BODY.index("nobody will")
    mine = second_mark(quote, other, other + len("nobody will be"), people[0])
    assert sorted(q.text for q in Quote.objects.all()) == ["Nobody was hurt", "nobody will be"]
    assert (mine.speaker, mine.made_by, mine.decided_by) == (quote.speaker, "person", people[0])
    assert mine.history.get().history_user == people[0]
    with pytest.raises(CannotMove, match="Another quote"):
        second_mark(quote, other, other + len("nobody will be"), people[0])


@pytest.mark.django_db
def test_two_texts_of_a_note_stand_one_after_the_other_with_names(people):
    note = make_note(make_article(BODY), "Ada Voss", "call her", people[0])
    write(note, {"words": "call him"}, people[1])
    both_notes(note, "call them both", people[0])
    assert Note.objects.get().words == "bo: call him\n\nada: call them both"


@pytest.mark.django_db
def test_nobody_writes_into_or_copies_what_is_somebody_elses(people):
    article = make_article(BODY)
    note = make_note(article, "Ada Voss", "call her", people[0])
    with pytest.raises(CannotMark, match="somebody else"):
        both_notes(note, "mine", people[1])
    with pytest.raises(CannotMark, match="somebody else"):
        place_to_move_to(note, Selection("harbour master"), people[1])
    with pytest.raises(CannotMark, match="empty"):
        both_notes(note, " ", people[0])
    with pytest.raises(CannotMark, match="at most"):
        both_notes(note, "x" * 9_995, people[0])
    assert Note.objects.get().words == "call her"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_in_one_moment_one_is_told_of_the_other(quote, people):
    jobs = [
        lambda name=name, person=person: say_speaker(
            Quote.objects.select_related("version__article").get(), Said(name), person, 1
        )
        for name, person in zip(("Bo Hart", "Cy Orr"), people, strict=True)
    ]
    [error] = at_once(jobs)
    assert isinstance(error, Conflict)
    stored = Quote.objects.get()
    assert stored.revision == 2
    assert stored.speaker.name in ("Bo Hart", "Cy Orr")
    assert stored.history.count() == 2
