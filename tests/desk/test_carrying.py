"""Marks go from one text to the next, or to the list of those without a place: none is lost."""

import random
from importlib import import_module

import pytest
from django.apps import apps

from coverage.desk.editing import edit_body
from coverage.desk.orphans import CannotPlace, place, place_of_words, say_gone, take_back
from coverage.desk.review import decide
from coverage.desk.revisions import Conflict
from coverage.desk.tagging import tag_quote
from coverage.models import Coding, Note, Orphan, Quote, State
from tests.factories import make_article, make_note, make_person

pytestmark = pytest.mark.django_db

SAFE, ENGINE = "We never felt in danger,", "The engine stopped twice,"
BODY = (
    "The ferry to Skell sailed at 6.30 on Tuesday with 40 people on board.\n\n"
    f"“{SAFE}” said Ines Tarr, who runs the café on the pier.\n\n"
    f"“{ENGINE}” said Jon Ekker, the mate. He has sailed for 22 years.\n\n"
    "Repairs will cost about 3,000 crowns, the harbour office said.\n"
)
#: The first quote, with all around it, replaced by other words.
CUT = BODY.replace(f"“{SAFE}” said Ines Tarr, who runs the café on the pier.", "It rained.")


@pytest.fixture
def person():
    return make_person("ada")


@pytest.fixture
def article():
    return make_article(
        BODY,
        quotes=[{"words": SAFE, "speaker": "Ines Tarr"}, {"words": ENGINE, "speaker": "Jon Ekker"}],
    )


def quote(article, words):
    return Quote.objects.get(version=article.current_version, text=words)


def span(article, words):
    at = article.current_version.body.index(words)
    return at, at + len(words)


@pytest.fixture
def orphan(article, person):
    """A confirmed and tagged quote whose words are gone."""
    decide(quote(article, SAFE), State.CONFIRMED, person)
    tag_quote(quote(article, SAFE), "calm", person)
    edit_body(article, CUT, person)
    return Orphan.objects.get(kind="quote")


@pytest.mark.parametrize(
    ("was", "now", "how", "text"),
    [
        ("6.30", "6.40", "exact", SAFE),
        ("felt in danger", "felt in any danger", "context", "We never felt in any danger,"),
        ("We never felt in danger,", "We never felt in danger at sea,", "context",
         "We never felt in danger at sea,"),
    ],
)  # fmt: skip
def test_how_a_mark_was_found_is_kept(article, person, was, now, how, text):
    decide(quote(article, SAFE), State.CONFIRMED, person)
    version = edit_body(article, BODY.replace(was, now), person)
    row = version.quotes.get(text=text)
    told = version.carried[f"quote:{row.pk}"]
    assert (told["how"], told["was"]) == (how, "" if text == SAFE else SAFE)
    assert (row.state, row.decided_by, row.mention) == ("confirmed", person, "Ines Tarr")
    assert version.quotes.filter(start__lt=row.end, end__gt=row.start).count() == 1


def test_a_guess_stays_known_as_one_in_later_texts(article, person):
    decide(quote(article, SAFE), State.CONFIRMED, person)
    edit_body(article, BODY.replace("felt in danger", "felt in any danger"), person)
    version = edit_body(
        article, BODY.replace("felt in danger", "felt in any danger") + "\nMore.\n", person
    )
    row = version.quotes.get(text="We never felt in any danger,")
    assert version.carried[f"quote:{row.pk}"]["how"] == "context"


def test_a_version_says_how_much_changed(article, person):
    version = edit_body(article, BODY.replace("40 people", "42 sad people"), person)
    assert version.changed == {"changes": 1, "added": 2, "removed": 1, "moved": 0}


def test_a_mark_whose_figure_changed_is_a_persons_to_place(article, person):
    make_note(article, "with 40 people", "who counted?", person)
    edit_body(article, BODY.replace("40 people", "41 people"), person)
    assert Orphan.objects.get().kind == "note"
    assert not article.current_version.notes.exists()


def garbled(chosen, body):
    """The text with words put in, taken out and paragraphs divided, at random."""
    parts = body.split(" ")
    for _ in range(chosen.randint(1, 25)):
        at = chosen.randrange(len(parts))
        parts[at : at + chosen.randint(0, 3)] = chosen.choice(([], ["word"], ["a\n\nb"]))
    return " ".join(parts) + " end"


def test_no_mark_is_ever_lost(person):
    """Whatever is done to the text, each mark of the first is on the newest or on the list."""
    chosen = random.Random(4)
    for _ in range(3):
        article = make_article(BODY, quotes=[{"words": SAFE}, {"words": ENGINE}])
        for words in (SAFE, ENGINE):
            decide(quote(article, words), chosen.choice(("confirmed", "rejected")), person)
            tag_quote(quote(article, words), f"about {words}", person)
        words = sorted({w.strip("“”,.") for w in chosen.sample(BODY.split(), 6)} - {""})
        notes = [make_note(article, on, f"about {on}", person) for on in words]
        for _ in range(2):
            edit_body(article, garbled(chosen, article.current_version.body), person)
        version = article.current_version
        lost = Orphan.objects.filter(article=article, state="open")
        found = version.quotes.exclude(state="suggested").count()
        assert found + lost.filter(kind="quote").count() == 2
        assert version.codings.count() + lost.filter(kind="coding").count() == 2
        placed = set(version.notes.values_list("words", flat=True))
        left = Note.objects.filter(pk__in=lost.filter(kind="note").values("row"))
        assert placed | set(left.values_list("words", flat=True)) == {n.words for n in notes}
        for rows in (version.notes, version.quotes, version.codings):
            assert all(version.body[row.start : row.end] == row.text for row in rows.all())


def test_marks_listed_before_there_was_a_list_are_on_it(article, person, orphan):
    Orphan.objects.all().delete()
    import_module("coverage.migrations.0014_list_orphans").list_orphans(apps, None)
    again = Orphan.objects.get(kind="quote")
    assert (again.row, again.words, again.marked_by) == (orphan.row, SAFE, person)
    assert (again.version, again.source.number) == (article.current_version, 1)
    assert Orphan.objects.to_place().count() == 2


def test_placing_sets_the_mark_down_with_its_tags(article, person, orphan):
    bo = make_person("bo")
    place(orphan, *span(article, "It rained."), bo, orphan.revision)
    row = quote(article, "It rained.")
    assert (row.state, row.decided_by, row.mention) == ("confirmed", person, "Ines Tarr")
    assert [c.tag.name for c in row.codings.all()] == ["calm"]
    assert row.history.first().history_user == bo
    assert not Orphan.objects.to_place().exists()
    article.current_version.refresh_from_db()
    assert article.current_version.carried[f"quote:{row.pk}"]["how"] == "person"


def test_what_was_placed_is_taken_back_whole(article, person, orphan):
    before = set(Quote.objects.values_list("pk")), set(Coding.objects.values_list("pk"))
    place(orphan, *span(article, "It rained."), person)
    take_back(Orphan.objects.get(pk=orphan.pk), person)
    assert (set(Quote.objects.values_list("pk")), set(Coding.objects.values_list("pk"))) == before
    assert Orphan.objects.to_place().count() == 2
    place(Orphan.objects.get(pk=orphan.pk), *span(article, "It rained."), person)
    assert quote(article, "It rained.").codings.count() == 1


def test_placing_on_what_the_reader_found_takes_it_over_and_gives_it_back(article, person, orphan):
    row = quote(article, ENGINE)
    place(orphan, row.start, row.end, person)
    assert quote(article, ENGINE).mention == "Ines Tarr"
    take_back(Orphan.objects.get(pk=orphan.pk), person)
    row = quote(article, ENGINE)
    assert (row.state, row.mention) == ("suggested", "Jon Ekker")


def test_what_is_gone_is_not_asked_again_and_comes_back_with_its_words(article, person, orphan):
    say_gone(orphan, person, orphan.revision)
    assert not Orphan.objects.to_place().exists()
    edit_body(article, CUT + "\nMore.\n", person)
    assert not Orphan.objects.to_place().exists()
    edit_body(article, BODY, person)
    assert quote(article, SAFE).state == "confirmed"
    assert set(Orphan.objects.values_list("state", flat=True)) == {"found"}


def test_saying_gone_can_be_taken_back(article, person, orphan):
    say_gone(orphan, person)
    take_back(Orphan.objects.get(pk=orphan.pk), person)
    assert Orphan.objects.to_place().count() == 2


def test_two_people_do_not_settle_one_mark(article, person, orphan):
    say_gone(Orphan.objects.get(pk=orphan.pk), make_person("bo"), orphan.revision)
    with pytest.raises(Conflict):
        place(orphan, *span(article, "It rained."), person, orphan.revision)
    assert not article.current_version.quotes.filter(text="It rained.").exists()


def test_a_place_where_another_stands_is_refused_and_nothing_changes(article, person, orphan):
    decide(quote(article, ENGINE), State.CONFIRMED, person)
    with pytest.raises(CannotPlace, match="Another mark"):
        place(orphan, *span(article, ENGINE), person)
    assert Orphan.objects.get(pk=orphan.pk).state == "open"


def test_after_a_newer_text_nothing_is_taken_back(article, person, orphan):
    place(orphan, *span(article, "It rained."), person)
    edit_body(article, CUT + "\nMore.\n", person)
    with pytest.raises(CannotPlace, match="newer text"):
        take_back(Orphan.objects.get(pk=orphan.pk), person)
    assert quote(article, "It rained.").codings.count() == 1


@pytest.mark.parametrize(
    ("words", "start", "end", "expected"),
    [
        ("rain", None, None, (3, 7)),
        ("", 3, 7, (3, 7)),
        ("rain", 14, 18, (3, 7)),
        ("It", 0, 2, (0, 2)),
    ],
)
def test_words_are_found_where_they_were_selected(words, start, end, expected):
    assert place_of_words("It rain fell. It pours.", words, start, end) == expected


@pytest.mark.parametrize(
    ("words", "why"), [("", "Select the words"), ("snow", "does not stand"), ("It", "2 times")]
)
def test_words_that_cannot_be_found_say_what_to_do(words, why):
    with pytest.raises(CannotPlace, match=why):
        place_of_words("It rained. It poured.", words, None, None)
