"""The review queue: one order over all kinds, filters, pages; copies once; answers of many."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coverage.desk import queuepages, reviewanswers
from coverage.desk.queue import Asked, Place, Scope
from coverage.desk.queuepages import counts, decided_places, places, settled_since, total
from coverage.desk.review import Conflict, decide
from coverage.desk.reviewanswers import (
    answer,
    answer_page,
    begin_list,
    last_rows,
    step_list,
    undo_action,
)
from coverage.desk.reviewitems import asked_mark, queue_page
from coverage.models import (
    ArticleVersion,
    AssignedArticle,
    AssignedCoder,
    Assignment,
    ClaimAppearance,
    Codebook,
    MarkedWords,
    Quote,
    ReviewAction,
    SharedText,
    State,
)
from tests.factories import (
    make_article,
    make_claim,
    make_marked,
    make_person,
    make_post,
    make_quote,
    make_story,
    make_version,
)

pytestmark = pytest.mark.django_db
BODY = (
    "Weir at Tarn tried\n"
    "The keeper tried the weir on Monday.\n"
    "“It will hold,” said Ida Frost, who calls it “the gate”.\n"
    "She said that the bank was dry.\n"
    "At least 12 boats were turned back.\n"
    "Credit: @tarn_weir\n"
    "Source"
)


def read_article(confidence=0.4, **fields):
    """An article with a mark of each kind."""
    article = make_article(BODY, headline="Weir at Tarn tried", **fields)
    make_quote(article, "It will hold,", speaker="Ida Frost", confidence=confidence, cue="said")
    make_quote(
        article, "that the bank was dry", speaker="Ida Frost", kind="indirect", confidence=0.6
    )
    make_marked(article, "the gate", "scare")
    make_claim(article, "At least 12 boats were turned back.", checkworthiness=0.5)
    make_post(article, "Credit: @tarn_weir", how="credited", handle="tarn_weir")
    make_post(article, "Source", how="residue", line_kind="source")
    return article


def asked_for(**filters):
    asked = Asked(**filters)
    scope = Scope(asked)
    return asked, scope


def kinds(**filters):
    asked, scope = asked_for(**filters)
    return [place.kind for place in places(asked, scope, None, 50).places]


def test_all_kinds_stand_in_one_order_least_sure_first():
    read_article()
    assert kinds() == ["quote", "residue", "report", "marked", "post", "claim"]
    asked, scope = asked_for()
    assert total(counts(asked, scope).values()) == 6
    sure = [round(place.sure, 2) for place in places(asked, scope, None, 50).places]
    assert sure == [0.4, 0.5, 0.6, 0.65, 0.7, 0.7]


@pytest.mark.parametrize(
    ("worth", "sure"), [(0.5, 0.7), (0.4, 0.76), (0.6, 0.76), (0.05, 0.97), (0.95, 0.97)]
)
def test_a_claim_is_least_sure_in_the_middle_of_their_order(worth, sure):
    article = make_article(BODY)
    make_claim(article, "At least 12 boats were turned back.", checkworthiness=worth)
    asked, scope = asked_for()
    [place] = places(asked, scope, None, 9).places
    assert place.sure == pytest.approx(sure)


def test_pages_follow_one_another_by_place_and_leave_nothing_out():
    for _ in range(3):
        read_article(confidence=0.5)
    asked, scope = asked_for()
    whole = places(asked, scope, None, 50)
    seen, after = [], None
    while True:
        found = places(asked, scope, after, 4)
        seen += found.places
        after = Place.of(str(found.end)) if found.end else None
        if after is None:
            break
    assert seen == whole.places
    assert len(set(seen)) == 18


def test_what_people_said_and_earlier_texts_and_own_marks_are_not_asked():
    article = read_article()
    person = make_person("ada")
    decide(Quote.objects.get(confidence=0.4), State.SUGGESTED, person)
    decide(ClaimAppearance.objects.get(), State.CONFIRMED, person)
    MarkedWords.objects.update(made_by="person")
    assert kinds() == ["residue", "report", "post"]
    assert kinds(show="unsure") == ["quote"]
    assert kinds(show="settled") == ["claim"]
    assert kinds(show="unsure", mine=person.pk) == ["quote"]
    assert kinds(show="unsure", mine=make_person("bo").pk) == []
    assert settled_since(timezone.now() - timedelta(hours=1), person.pk) == 2
    make_version(article, "Another text.")
    assert kinds() == []


@pytest.mark.parametrize("few", [1000, 0])
def test_filters_leave_the_same_whether_texts_are_few_or_walked(monkeypatch, few):
    monkeypatch.setattr("coverage.desk.queue.FEW", few)
    one, other = read_article(outlet="Gull"), read_article(outlet="Lamp")
    story = make_story(one)
    old = timezone.now() - timedelta(days=20)
    ArticleVersion.objects.filter(article=one).update(made_at=old)
    every = ["quote", "residue", "report", "marked", "post", "claim"]
    assert kinds(outlet=one.outlet_id) == every
    assert kinds(story=story.pk) == every
    assert kinds(article=other.pk, sure="under-50") == ["quote"]
    assert kinds(outlet=one.outlet_id, age="week") == []
    assert kinds(outlet=one.outlet_id, age="month") == every
    assert kinds(outlet=other.outlet_id, age="day", kind="claim") == ["claim"]
    assert kinds(age="week", sure="50-70") == ["residue", "report", "marked"]
    assert kinds(outlet=99) == []


@pytest.mark.parametrize("few", [1000, 0])
def test_who_codes_an_article_without_the_readers_marks_is_not_asked_about_them(monkeypatch, few):
    monkeypatch.setattr("coverage.desk.queue.FEW", few)
    article, person = read_article(outlet="Gull"), make_person("cora")
    assignment = Assignment.objects.create(
        name="Weirs", codebook=Codebook.objects.create(name="Weirs"), shows_machine=False
    )
    AssignedCoder.objects.create(assignment=assignment, person=person)
    AssignedArticle.objects.create(assignment=assignment, article=article, order=1)
    assert kinds(coder=person.pk) == []
    assert kinds(coder=person.pk, outlet=article.outlet_id) == []
    assert len(kinds(coder=make_person("bo").pk)) == 6
    Assignment.objects.update(shows_machine=True)
    assert len(kinds(coder=person.pk)) == 6


def test_a_walk_ends_at_its_window_and_the_next_page_goes_on(monkeypatch):
    monkeypatch.setattr("coverage.desk.queue.FEW", 0)
    monkeypatch.setattr(queuepages, "WINDOW", 3)
    for _ in range(5):
        read_article(outlet="Gull")
    lamp = read_article(confidence=0.45, outlet="Lamp")
    asked, scope = asked_for(outlet=lamp.outlet_id, kind="quote")
    first = places(asked, scope, None, 20)
    assert first.places == []
    assert first.end is not None
    assert counts(asked, scope)["quote"].is_more
    assert [place.kind for place in places(asked, scope, first.end, 20).places] == ["quote"]


def copies(number=3, **fields):
    """Wire copies of one text in several outlets."""
    made = [read_article(outlet=f"Outlet {n}", **fields) for n in range(number)]
    for article in made[1:]:
        SharedText.objects.create(
            article=article, first=made[0], kind="reprint", share=1, share_of_first=1, method="1"
        )
    return made


def test_copies_are_asked_once_and_say_how_many():
    copies(3)
    asked, scope = asked_for()
    page = queue_page(asked, scope, "")
    marks = [one for one in page.marks if hasattr(one, "copies")]
    assert [(one.kind, one.copies, one.copy_articles) for one in marks] == [
        (kind, 2, 2) for kind in ("quote", "report", "marked", "post", "claim")
    ]
    assert page.passed == 10


def test_words_read_otherwise_are_no_copy():
    other = copies(2)[1]
    Quote.objects.filter(version__article=other).update(speaker=None, speaker_name="the keeper")
    asked, scope = asked_for(kind="quote")
    assert len(queue_page(asked, scope, "").marks) == 2
    SharedText.objects.update(state="rejected")
    asked, scope = asked_for(kind="claim")
    assert [mark.copies for mark in queue_page(asked, scope, "").marks] == [0, 0]


def test_a_filter_asks_about_the_copy_that_stands_in_it():
    made = copies(3)
    asked, scope = asked_for(outlet=made[2].outlet_id, kind="quote")
    [mark] = queue_page(asked, scope, "").marks
    assert (mark.called, mark.copies) == ("Outlet 2", 2)


def test_an_answer_is_given_of_all_copies_and_taken_back_as_one():
    copies(3)
    person = make_person("ada")
    row = Quote.objects.filter(kind="direct").latest("pk")
    _, same = asked_mark("quote", row.pk)
    action = answer("quote", row, State.REJECTED, person, row.revision, same)
    assert action.changed == 3
    direct = Quote.objects.filter(kind="direct")
    assert [(q.state, q.decided_by, q.revision) for q in direct] == [("rejected", person, 2)] * 3
    assert all(q.history.first().history_user == person for q in direct)
    assert undo_action(action, person) == (3, 0, False)
    assert [(q.state, q.decided_at) for q in direct.all()] == [("suggested", None)] * 3
    action.refresh_from_db()
    assert action.undone_by == person


def test_copies_that_somebody_answered_keep_their_answer():
    copies(3)
    ada, bo = make_person("ada"), make_person("bo")
    first, second, third = Quote.objects.filter(kind="direct").order_by("pk")
    _, same = asked_mark("quote", first.pk)
    decide(second, State.REJECTED, bo)
    action = answer("quote", first, State.CONFIRMED, ada, first.revision, same)
    assert action.changed == 2
    second.refresh_from_db()
    assert (second.state, second.decided_by) == ("rejected", bo)
    decide(Quote.objects.get(pk=third.pk), State.REJECTED, bo)
    assert undo_action(action, ada) == (1, 1, False)
    third.refresh_from_db()
    assert third.state == "rejected"


def test_an_answer_over_somebody_elses_is_a_conflict_and_leaves_the_copies_alone():
    copies(2)
    ada, bo = make_person("ada"), make_person("bo")
    first, second = Quote.objects.filter(kind="direct").order_by("pk")
    _, same = asked_mark("quote", first.pk)
    decide(first, State.REJECTED, bo)
    with pytest.raises(Conflict):
        answer("quote", Quote.objects.get(pk=first.pk), State.CONFIRMED, ada, 1, same)
    second.refresh_from_db()
    assert (second.state, ReviewAction.objects.count()) == ("suggested", 0)


def test_a_page_is_answered_in_one_step_without_what_changed_meanwhile():
    read_article()
    ada = make_person("ada")
    quote, report = Quote.objects.order_by("confidence")
    claim = ClaimAppearance.objects.get()
    seen = {("quote", quote.pk): 1, ("report", report.pk): 1, ("claim", claim.pk): 1}
    decide(report, State.REJECTED, make_person("bo"))
    action, changed = answer_page(seen, State.CONFIRMED, ada)
    assert (action.changed, changed) == (2, 1)
    report.refresh_from_db()
    assert report.state == "rejected"
    assert undo_action(action, ada) == (2, 0, False)
    assert kinds() == ["quote", "residue", "marked", "post", "claim"]


def test_a_list_is_answered_in_steps_and_taken_back_in_steps(monkeypatch):
    monkeypatch.setattr(reviewanswers, "STEP", 4)
    for _ in range(3):
        read_article()
    ada = make_person("ada")
    asked = Asked(only_marks=True)
    action = begin_list(asked, "/review/", State.CONFIRMED, ada, 15, last_rows(asked))
    read_article()  # comes in after it was looked at
    steps = 1
    while step_list(action, asked, ada):
        action.refresh_from_db()
        steps += 1
    action.refresh_from_db()
    assert (action.changed, steps >= 4) == (15, True)
    assert kinds() == ["quote", *["residue"] * 4, "report", "marked", "post", "claim"]
    taken = 0
    while True:
        back, _, is_more = undo_action(action, ada)
        taken += back
        if not is_more:
            break
    assert taken == 15
    assert len(kinds()) == 24
    late = begin_list(asked, "/review/", State.CONFIRMED, ada, 15, last_rows(asked))
    undo_action(late, ada)
    assert not step_list(late, asked, ada)  # its page did not know yet that it was taken back
    assert len(kinds()) == 24


def test_what_is_unsure_is_settled_as_a_list_and_waits_unsure_again():
    read_article()
    ada = make_person("ada")
    for row in (*Quote.objects.all(), ClaimAppearance.objects.get()):
        decide(row, State.SUGGESTED, ada)
    asked = Asked(show="unsure", only_marks=True)
    action = begin_list(asked, "", State.CONFIRMED, ada, 3, last_rows(asked))
    assert not step_list(action, asked, ada)
    assert (kinds(show="unsure"), len(kinds(show="settled"))) == ([], 3)
    assert undo_action(action, ada) == (3, 0, False)
    assert len(kinds(show="unsure")) == 3
    assert undo_action(action, ada) == (0, 0, False)


def test_what_was_answered_is_listed_newest_first_page_by_page():
    for _ in range(3):
        read_article()
    seen = {("quote", row.pk): 1 for row in Quote.objects.filter(kind="direct")}
    seen |= {("claim", row.pk): 1 for row in ClaimAppearance.objects.all()}
    answer_page(seen, State.CONFIRMED, make_person("ada"))
    decide(MarkedWords.objects.first(), State.REJECTED, make_person("bo"))
    asked, scope = asked_for(show="settled")
    found, older = decided_places(asked, scope, "", 2)
    assert found[0].kind == "marked"
    pages = 1
    while older:
        more, older = decided_places(asked, scope, older, 2)
        found, pages = found + more, pages + 1
    assert (len(found), len(set(found)), pages) == (7, 7, 4)


def test_a_page_costs_the_same_with_few_and_with_many(django_assert_max_num_queries):
    copies(2)
    make_story(*{row.version.article for row in Quote.objects.all()})
    for number in range(2):
        if number:
            for _ in range(6):
                read_article(outlet="Gull")
        # places 6; rows of each kind 6 with what hangs on them (tags, figures) 3; copies 2 and one
        # for each model 4; residues 4; stories 1
        with django_assert_max_num_queries(28):
            asked, scope = asked_for()
            assert queue_page(asked, scope, "").marks
