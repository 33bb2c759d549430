"""Editing a body and moving a span: what people decided goes with it, the rest is read anew."""

import pytest

from coverage.desk.editing import CannotMove, edit_article, edit_body, edit_row, move_span
from coverage.desk.review import Conflict, decide, undo
from coverage.desk.tagging import tag_quote
from coverage.models import Article, ArticleVersion, ClaimAppearance, Quote, State
from tests.factories import (
    make_article,
    make_claim,
    make_note,
    make_person,
    make_post,
    make_quote,
    make_version,
)

pytestmark = pytest.mark.django_db

#: Begins with a space, holds flags and an emoji, ends with a newline.
BODY = (
    " 🇳🇱🇺🇦 The ferry to Skell sailed at 6.30 on Tuesday with 40 people on board.\n\n"
    "“We never felt in danger,” said Ines Tarr, who runs the café 🙂 on the pier.\n\n"
    "“The engine stopped twice,” said Jon Ekker, the mate. He has sailed for 22 years.\n\n"
    "Source\n\n"
    "Repairs will cost about 3,000 crowns, the harbour office said.\n"
)
SAFE, ENGINE = "We never felt in danger,", "The engine stopped twice,"


@pytest.fixture
def person():
    return make_person("ada")


@pytest.fixture
def article():
    return make_article(
        BODY,
        quotes=[{"words": SAFE, "speaker": "Ines Tarr"}, {"words": ENGINE, "speaker": "Jon Ekker"}],
    )


def rows(model, article):
    return model.objects.filter(version=article.current_version)


def quote(article, words):
    return rows(Quote, article).get(text=words)


@pytest.mark.parametrize("sent", [BODY, BODY.replace("\n", "\r\n"), BODY.replace("\n", "\r")])
def test_an_unchanged_body_makes_no_version_and_moves_no_span(article, person, sent):
    before = list(rows(Quote, article).values())
    assert edit_body(article, sent, person) is None
    assert ArticleVersion.objects.get().body == BODY
    assert list(rows(Quote, article).values()) == before
    assert (Article.objects.get().revision, article.history.count()) == (1, 1)


def test_a_changed_body_is_a_new_version_by_the_person(article, person):
    new = BODY.replace("6.30", "6.40")
    version = edit_body(article, new.replace("\n", "\r\n"), person)
    article = Article.objects.get()
    assert article.current_version == version
    assert (version.number, version.body, version.person, version.document) == (
        2,
        new,
        person,
        None,
    )
    assert version.sha256 == ArticleVersion.hash_of(new)
    assert (article.revision, article.history.first().history_user) == (2, person)
    assert article.versions.get(number=1).body == BODY
    assert article.versions.get(number=1).quotes.count() == 2


def test_every_row_of_the_new_version_stands_at_its_words(article, person):
    version = edit_body(article, "New first line 🇺🇦.\n\n" + BODY, person)
    kinds = ("passages", "quotes", "post_appearances", "claim_appearances", "quantities")
    found = [row for kind in kinds for row in getattr(version, kind).all()]
    assert found
    assert all(version.body[row.start : row.end] == row.text for row in found)
    letters = sum(len("".join(p.text.split())) for p in version.passages.all())
    assert letters == len("".join(version.body.split()))


def test_the_reader_finds_quotes_in_the_new_body(article, person):
    version = edit_body(article, BODY + "\n“It was loud,” said Mia Orr, a passenger.\n", person)
    assert "It was loud," in [q.text for q in version.quotes.all()]
    assert version.reader_failed == ""


@pytest.mark.parametrize("state", [State.CONFIRMED, State.REJECTED])
def test_a_decision_is_carried_and_not_suggested_again(article, person, state):
    decide(quote(article, SAFE), state, person)
    edit_body(article, "First.\n\n" + BODY, make_person("bo"))
    carried = quote(article, SAFE)
    assert (carried.state, carried.decided_by, carried.mention) == (state, person, "Ines Tarr")
    assert carried.history.first().history_user == person
    assert rows(Quote, article).filter(text__contains="felt in danger").count() == 1


def test_a_carried_decision_can_be_undone(article, person):
    decide(quote(article, SAFE), State.REJECTED, person)
    edit_body(article, "First.\n\n" + BODY, person)
    carried = quote(article, SAFE)
    undo(carried, person)
    assert Quote.objects.get(pk=carried.pk).state == State.SUGGESTED


def test_a_decision_on_words_the_reader_does_not_find_is_kept(article, person):
    odd = make_quote(article, "40 people", speaker="Jon Ekker")
    decide(odd, State.CONFIRMED, person)
    edit_body(article, BODY.replace("6.30", "6.40"), person)
    carried = quote(article, "40 people")
    body = article.current_version.body
    assert (carried.state, carried.speaker) == (State.CONFIRMED, odd.speaker)
    assert body[carried.mention_start : carried.mention_end] == "Jon Ekker"


def test_words_that_are_gone_are_listed_as_orphans(article, person):
    decide(quote(article, SAFE), State.CONFIRMED, person)
    make_note(article, "Ines Tarr", "call her", person)
    version = edit_body(
        article, BODY.replace("“We never felt in danger,” said Ines Tarr", "X"), person
    )
    assert [(o["kind"], o["words"], o["person"]) for o in version.orphans] == [
        ("quote", SAFE, "ada"),
        ("note", "Ines Tarr", "ada"),
    ]
    assert ArticleVersion.objects.get(pk=version.pk).orphans == version.orphans


def test_an_orphan_comes_back_with_its_words(article, person):
    decide(quote(article, SAFE), State.CONFIRMED, person)
    make_note(article, "Ines Tarr", "call her", person)
    edit_body(article, BODY.replace("“We never felt in danger,” said Ines Tarr", "X"), person)
    edit_body(article, BODY.replace("café", "bar"), person)
    version = edit_body(article, BODY, person)
    assert version.orphans == []
    assert quote(article, SAFE).state == State.CONFIRMED
    assert version.notes.get().words == "call her"


def test_codings_and_notes_follow_their_words(article, person):
    coding = tag_quote(quote(article, ENGINE), "machine", person)
    note = make_note(article, "Source", "which post?", person)
    version = edit_body(article, "First.\n\n" + BODY, person)
    moved = version.codings.get()
    assert (moved.tag, moved.person, moved.text) == (coding.tag, person, ENGINE)
    assert moved.quote == quote(article, ENGINE)
    assert moved.history.get().history_user == person
    assert version.notes.get().start == note.start + len("First.\n\n")


def test_a_tagged_quote_the_reader_does_not_find_keeps_its_tag(article, person):
    tag_quote(make_quote(article, "40 people"), "number", person)
    version = edit_body(article, BODY.replace("6.30", "6.40"), person)
    assert version.codings.get().quote.text == "40 people"
    assert version.codings.get().quote.state == State.SUGGESTED


def test_one_of_several_like_lines_keeps_its_own_mark(person):
    body = "First news.\n\nSource\n\nSecond news.\n\nSource\n\nThird news.\n\nSource\n"
    article = make_article(body)
    row = make_post(article, "Source", how="residue")
    at = body.index("Source", body.index("Second news"))
    move_span(row, at, at + 6, person)
    edit_body(article, body.replace("First news.\n\nSource\n\n", ""), person)
    kept = article.current_version.post_appearances.get(state=State.CONFIRMED)
    assert article.current_version.body[: kept.start].endswith("Second news.\n\n")


def test_a_post_known_from_markup_is_kept_where_its_words_stand(article, person):
    row = make_post(article, "Repairs will cost about 3,000 crowns", handle="skell", post_id="77")
    version = edit_body(article, "First.\n\n" + BODY, person)
    kept = version.post_appearances.get(post__isnull=False)
    assert (kept.post, kept.text) == (row.post, row.text)


def test_passages_keep_the_kind_their_document_gave_them(article, person):
    article.current_version.passages.filter(number=4).update(
        kind="boilerplate", reason="a tip line"
    )
    version = edit_body(article, "First.\n\n" + BODY, person)
    assert version.passages.get(kind="boilerplate").text == "Source"


def test_a_kind_that_a_person_gave_a_passage_stands(article, person):
    edit_row(article.current_version.passages.get(number=1), {"kind": "heading"}, person)
    version = edit_body(article, BODY + "\nLast.\n", person)
    first = version.passages.get(number=1)
    assert (first.kind, first.state, first.decided_by) == ("heading", "confirmed", person)


def test_a_newer_revision_is_a_conflict_and_leaves_no_version(article, person):
    opened = Article.objects.get().revision
    edit_article(Article.objects.get(), {"headline": "Ferry stops"}, make_person("bo"))
    with pytest.raises(Conflict) as caught:
        edit_body(Article.objects.get(), BODY + "More.", person, opened)
    assert caught.value.who.username == "bo"
    assert ArticleVersion.objects.count() == 1


def test_a_body_without_words_is_refused(article, person):
    with pytest.raises(ValueError, match="needs words"):
        edit_body(article, " \n", person)


def test_a_derived_headline_follows_the_first_words(person):
    article = make_article(BODY, headline="…", headline_derived=True)
    edit_body(article, "A calm night at sea ended early.\n\n" + BODY, person)
    assert Article.objects.get().headline.startswith("A calm night")


def test_an_outlet_a_person_chose_is_confirmed(article, person):
    from tests.factories import make_outlet

    edit_article(article, {"outlet": make_outlet("Skell Post")}, person)
    article = Article.objects.get()
    assert (article.outlet.name, article.outlet_state) == ("Skell Post", "confirmed")
    assert article.history.first().history_user == person


def test_a_moved_quote_takes_its_marks_and_tags_along(article, person):
    row = quote(article, SAFE)
    coding = tag_quote(row, "calm", person)
    move_span(row, row.start, row.end - 1, person)
    row, coding = Quote.objects.get(pk=row.pk), type(coding).objects.get()
    assert (row.text, row.state) == ("We never felt in danger", "confirmed")
    assert (row.outer_start, row.outer_end) == (row.start - 1, row.end)
    assert (coding.start, coding.end, coding.text) == (row.start, row.end, row.text)


def test_a_moved_quote_is_not_suggested_at_its_old_words_again(article, person):
    row = quote(article, ENGINE)
    move_span(row, row.start, row.end - 1, person)
    for new in ("First.\n\n" + BODY, "First. Second.\n\n" + BODY):
        edit_body(article, new, person)
        assert rows(Quote, article).filter(text__contains="engine").count() == 1
    assert quote(article, "The engine stopped twice").state == "confirmed"


def test_a_moved_claim_becomes_the_claim_of_its_words(article, person):
    row = make_claim(article, "He has sailed for 22 years.")
    move_span(row, row.start, row.end - 1, person)
    assert ClaimAppearance.objects.get().claim.text == "He has sailed for 22 years"


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (3, 3, "not a stretch"),
        (0, 9999, "not a stretch"),
        (-1, 5, "not a stretch"),
        (0, 1, "no words"),
    ],
)
def test_a_span_without_words_is_refused(article, person, start, end, why):
    with pytest.raises(CannotMove, match=why):
        move_span(quote(article, SAFE), start, end, person)


def test_two_quotes_cannot_stand_at_the_same_words(article, person):
    other = quote(article, ENGINE)
    with pytest.raises(CannotMove, match="Another quote"):
        move_span(quote(article, SAFE), other.start, other.end, person)


def test_an_old_version_keeps_its_rows(article, person):
    decide(quote(article, SAFE), State.CONFIRMED, person)
    old = list(Quote.objects.values())
    edit_body(article, "First.\n\n" + BODY, person)
    make_version(article, BODY)
    assert list(Quote.objects.filter(version__number=1).values()) == old
