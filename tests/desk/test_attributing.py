"""Whose words a quote is, its cue, via and kind, and a claim's claimant, as a person says them."""

import pytest

from coverage.desk.attributing import CannotAttribute, say_claimant, say_cue, say_kind, say_via
from coverage.desk.editing import edit_body
from coverage.desk.rereading import reread_article
from coverage.desk.review import Conflict, decide, undo
from coverage.desk.speakersaying import NEW, WORDS, Said, WhoIsMeant, say_speaker
from coverage.models import Article, ClaimAppearance, Naming, Quote, Speaker, SpeakerDecision
from tests.factories import make_article, make_outlet, make_person, make_quote, make_speaker

pytestmark = pytest.mark.django_db

BODY = (
    "The ferry to Skell stopped twice on Tuesday.\n\n"
    "“We never felt in danger,” said Ines Tarr, who runs the café 🙂 on the pier.\n\n"
    "He told the Skell Post, as the mate put it: “The engine stopped.”\n\n"
    "Ines Tarr sells tickets, too. The mate has sailed for 22 years.\n"
)
SAFE, ENGINE = "We never felt in danger,", "The engine stopped."


@pytest.fixture
def person():
    return make_person("ada")


@pytest.fixture
def article():
    return make_article(BODY, quotes=[{"words": SAFE, "speaker": "Jon Ekker"}, ENGINE])


def quote(words=SAFE):
    return Quote.objects.get(text=words, version__article__current_version__isnull=False)


def at(row, name):
    start, end = getattr(row, f"{name}_start"), getattr(row, f"{name}_end")
    return row.version.body[start:end] if start is not None else None


def test_a_name_that_stands_in_the_text_is_a_speaker_and_is_found_near_the_quote(article, person):
    row = say_speaker(quote(), Said("Ines Tarr"), person, 1)
    assert (row.speaker.name, row.mention, at(row, "mention")) == ("Ines Tarr",) * 3
    assert row.mention_start == BODY.index("Ines Tarr")
    assert (row.state, row.decided_by, row.revision) == ("confirmed", person, 2)
    assert Naming.objects.get().speaker == row.speaker
    assert row.history.first().history_user == person


def test_words_that_are_no_name_stay_words_of_the_text(article, person):
    row = say_speaker(quote(ENGINE), Said("The Mate"), person)
    assert (row.speaker, row.speaker_name, row.mention) == (None, "the mate", "the mate")
    assert row.mention_start == BODY.index("the mate")
    assert not Naming.objects.exists()


def test_what_somebody_is_known_by_means_them_also_where_the_text_says_he(article, person):
    dunn = make_speaker("Mark Dunn")
    row = quote(ENGINE)
    Quote.objects.filter(pk=row.pk).update(mention="He", mention_start=3, mention_end=5)
    row = say_speaker(quote(ENGINE), Said("mark dunn"), person)
    assert (row.speaker, row.speaker_name, row.mention) == (dunn, "Mark Dunn", "He")


def test_the_words_for_another_person_do_not_stay(article, person):
    row = quote(ENGINE)
    Quote.objects.filter(pk=row.pk).update(mention="Ines Tarr", mention_start=0, mention_end=9)
    row = say_speaker(quote(ENGINE), Said("Mark Dunn"), person)
    assert (row.speaker.name, row.mention, row.mention_start) == ("Mark Dunn", "", None)


def test_not_stated_takes_speaker_and_words_off(article, person):
    say_speaker(quote(), Said("Ines Tarr"), person)
    row = say_speaker(quote(), Said(""), person)
    assert (row.speaker, row.speaker_name, row.mention, row.mention_start) == (None, "", "", None)
    assert not Naming.objects.exists()


@pytest.mark.parametrize(
    ("typed", "old"),
    [
        ("Mark Dun", "Mark Dunn"),
        ("Marc Dunn", "Mark Dunn"),
        ("M. Dunn", "Mark Dunn"),
        ("Mark Dnun", "Mark Dunn"),
        ("mark-dunn", "Mark Dunn"),
        ("Dunn", "Mark Dunn"),
        ("Harbor Works Board", "Harbour Works Board"),
    ],
)
def test_a_new_name_like_an_old_one_asks_who_is_meant(article, person, typed, old):
    speaker = make_speaker(old)
    with pytest.raises(WhoIsMeant) as asked:
        say_speaker(quote(), Said(typed), person)
    assert [like.speaker for like in asked.value.likes] == [speaker]
    assert quote().revision == 1
    assert Speaker.objects.filter(name=typed).count() == 0
    row = say_speaker(quote(), Said(typed, speaker=speaker.pk), person)
    assert row.speaker == speaker


@pytest.mark.parametrize(("typed", "old"), [("Ann Lee", "Bo Lee"), ("Mark Dunn", "Mary Dane")])
def test_other_names_ask_nothing(article, person, typed, old):
    make_speaker(old)
    assert say_speaker(quote(), Said(typed), person).speaker.name == typed


def test_kept_as_new_it_is_another_for_good(article, person):
    dunn = make_speaker("Mark Dunn")
    row = say_speaker(quote(), Said("Mark Dun", as_what=NEW), person)
    assert row.speaker.name == "Mark Dun"
    decided = SpeakerDecision.objects.get()
    assert {decided.one, decided.other} == {dunn, row.speaker}
    assert decided.verdict == "different"


def test_a_word_that_stands_nowhere_and_is_no_full_name_is_asked_about(article, person):
    with pytest.raises(WhoIsMeant) as asked:
        say_speaker(quote(), Said("Sindri"), person)
    assert (asked.value.likes, asked.value.stands) == ((), False)
    with pytest.raises(CannotAttribute, match="does not stand in this text"):
        say_speaker(quote(), Said("Sindri", as_what=WORDS), person)
    assert say_speaker(quote(), Said("Sindri", as_what=NEW), person).speaker.name == "Sindri"


def test_a_save_over_a_newer_revision_writes_nothing_and_makes_nobody(article, person):
    decide(quote(), "rejected", make_person("bo"))
    with pytest.raises(Conflict) as conflict:
        say_speaker(quote(), Said("Ann Lee"), person, 1)
    assert conflict.value.who.username == "bo"
    assert not Speaker.objects.filter(name="Ann Lee").exists()


def test_undo_brings_back_the_speaker_and_what_later_readings_keep_to(article, person):
    say_speaker(quote(), Said("Ines Tarr"), person)
    undo(quote(), person)
    row = quote()
    assert (row.speaker.name, row.state) == ("Jon Ekker", "suggested")
    assert not Naming.objects.exists()


def test_reading_again_and_a_new_text_keep_to_what_was_said(article, person):
    say_speaker(quote(), Said("Mark Dunn"), person)
    say_speaker(quote(ENGINE), Said("the mate"), person)
    reread_article(Article.objects.for_comparison().get())
    assert quote().speaker.name == "Mark Dunn"
    version = edit_body(Article.objects.get(), "First line.\n\n" + BODY, person)
    said = {
        row.text: (row.speaker and row.speaker.name, row.mention) for row in version.quotes.all()
    }
    assert said == {SAFE: ("Mark Dunn", ""), ENGINE: (None, "the mate")}


def test_cue_and_via_are_words_of_the_text_and_link_what_they_mean(article, person):
    post = make_outlet("Skell Post")
    row = say_cue(quote(ENGINE), "put it", person)
    assert (row.cue, at(row, "cue")) == ("put it", "put it")
    row = say_via(row, "told", "the skell post", person)
    assert (row.via, row.via_how, row.via_outlet) == ("the Skell Post", "told", post)
    row = say_via(row, "told", "", person)
    assert (row.via, row.via_how, row.via_outlet, row.via_start) == ("", "", None, None)
    with pytest.raises(CannotAttribute, match="does not stand in this text"):
        say_cue(quote(ENGINE), "shouted", person)
    with pytest.raises(CannotAttribute, match="Type through whom"):
        say_via(quote(ENGINE), "told", "", person)
    with pytest.raises(CannotAttribute, match="from the list"):
        say_via(quote(ENGINE), "dreamt", "the Skell Post", person)


def test_a_kind_is_one_of_three_and_once_at_its_words(article, person):
    assert say_kind(quote(), "indirect", person).is_reported
    with pytest.raises(CannotAttribute, match="Choose"):
        say_kind(quote(), "loud", person)
    make_quote(article, ENGINE, kind="mixed")
    row = Quote.objects.get(text=ENGINE, kind="direct")
    with pytest.raises(CannotAttribute, match="Another quote of that kind"):
        say_kind(row, "mixed", person)


def test_a_claims_claimant_may_stand_in_it_or_elsewhere_or_nowhere(person):
    make_article(BODY, claims=["The mate has sailed for 22 years."])
    claim = ClaimAppearance.objects.get
    row = say_claimant(claim(), "Ines Tarr", person)
    assert (row.claimant, at(row, "claimant"), row.state) == ("Ines Tarr", "Ines Tarr", "confirmed")
    row = say_claimant(claim(), "The mate", person)
    assert at(row, "claimant") == "The mate"
    row = say_claimant(claim(), "the harbour office", person)
    assert (row.claimant, row.claimant_start) == ("the harbour office", None)
    assert say_claimant(claim(), "", person).claimant == ""


def test_what_is_the_same_changes_nothing(article, person):
    row = say_speaker(quote(), Said("Jon Ekker", mention="Jon Ekker"), person, 1)
    assert (row.state, row.revision, Speaker.objects.count()) == ("suggested", 1, 1)
    Quote.objects.filter(text=ENGINE).update(mention="He", mention_start=3, mention_end=5)
    assert say_speaker(quote(ENGINE), Said("He", mention="He"), person).revision == 1
    assert say_speaker(quote(ENGINE), Said("He", mention="the mate"), person).mention == "the mate"


def test_a_rejected_quote_stays_rejected(article, person):
    decide(quote(), "rejected", person)
    assert say_cue(quote(), "said", person).state == "rejected"


def test_a_name_far_from_the_quote_does_not_name_its_speaker_there(person):
    far = "By Ann Lee\n\n" + "The sea was calm that day. " * 60 + "\n\n" + BODY
    make_article(far, quotes=[SAFE])
    row = say_speaker(quote(), Said("Ann Lee"), person)
    assert (row.speaker.name, row.mention) == ("Ann Lee", "")
    row = say_speaker(quote(), Said("Ann Lee", mention="Ann Lee"), person)
    assert row.mention_start == far.index("Ann Lee")
