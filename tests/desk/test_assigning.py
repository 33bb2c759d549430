"""Giving articles to coders, going through them, and changing who codes what."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission

from coverage.desk.assigning import (
    AssignmentFields,
    CannotAssign,
    add_articles,
    add_coders,
    close,
    edit_assignment,
    make_assignment,
    possible_coders,
    take_articles_away,
    take_coder_away,
    undo_change,
)
from coverage.desk.assignmentpages import assignment_list, assignment_page
from coverage.desk.choosing import Asked, CannotChoose, choose, sample, told
from coverage.desk.codebooks import save_codebook
from coverage.desk.coding import CannotCode, finish, next_to_code, reopen, strip_for
from coverage.desk.revisions import Conflict
from coverage.desk.tagging import tag_quote, tag_words, tags_by_key
from coverage.models import Assignment, CodedArticle, Coding, SharedText
from tests.factories import (
    make_article,
    make_outlet,
    make_person,
    make_quote,
    make_story,
    make_tag,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles():
    """Three by two outlets on three days, in the order of publication; the last is undated."""
    days = [datetime(2026, 3, day, 9, tzinfo=UTC) for day in (1, 2)]
    return [
        make_article("A ferry burned off Orle.", outlet="Gull", published_at=days[0]),
        make_article("A Ferry was late.", outlet="Pier", published_at=days[1]),
        make_article("A bridge was closed.", outlet="Gull", published_at=None),
    ]


def coder(name):
    person = make_person(name)
    person.user_permissions.add(Permission.objects.get(codename="add_coding"))
    return person


@pytest.fixture
def people():
    return [coder("ada"), coder("bo")]


@pytest.fixture
def given(articles, people):
    """The three articles given to both, independently."""
    book = save_codebook(None, "Frames", "", people[0])
    asked = Asked()
    fields = AssignmentFields("Pilot", "Read first.")
    return make_assignment(fields, book, people, asked, choose(asked), people[0])


def keys(rows):
    return [row.pk for row in rows]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({}, [0, 1, 2]),
        ({"words": "ferry"}, [0, 1]),
        ({"words": "ferry burned"}, [0]),
        ({"since": date(2026, 3, 2)}, [1]),
        ({"until": date(2026, 3, 1)}, [0]),
    ],
)
def test_articles_are_chosen_by_words_and_day_in_the_order_of_publication(articles, asked, places):
    assert list(choose(Asked(**asked)).articles) == [articles[at].pk for at in places]


def test_articles_are_chosen_by_outlet_story_and_list(articles):
    gull = make_outlet("Gull").pk
    assert list(choose(Asked(outlet=gull)).articles) == [articles[0].pk, articles[2].pk]
    story = make_story(articles[1]).pk
    assert list(choose(Asked("story", story=story)).articles) == [articles[1].pk]
    known = make_article(address="https://pier.example/late")
    lines = f"\n{articles[2].pk}\nhttps://pier.example/late\n https://here/articles/{articles[0].pk}/\nnothing\n99999\n"
    chosen = choose(Asked("list", lines=lines))
    assert list(chosen.articles) == [articles[2].pk, known.pk, articles[0].pk]
    assert chosen.wrong == ((5, "nothing"), (6, "99999"))


def test_near_duplicates_are_left_out_unless_asked_for(articles):
    SharedText.objects.create(
        article=articles[1], first=articles[0], kind=SharedText.Kind.values[0], share=1,
        share_of_first=1, is_one_text=True,
    )  # fmt: skip
    if not SharedText.objects.folded().exists():
        pytest.fail("the row is not folded: the test says nothing")
    assert articles[1].pk not in choose(Asked()).articles
    assert articles[1].pk in choose(Asked(copies=True)).articles


def test_the_same_seed_draws_the_same_sample_and_one_more_article_changes_one_place():
    drawn = sample(range(1, 201), 20, 4711)
    assert drawn[:5] == [71, 14, 194, 195, 40]
    assert sample(reversed(range(1, 201)), 20, 4711) == drawn
    assert len(set(sample(range(1, 202), 20, 4711)) & set(drawn)) >= 19
    assert sample(range(1, 201), 20, 4712) != drawn


def test_what_was_asked_is_told_in_words(articles):
    asked = Asked(words="ferry", number=1, seed=7, since=date(2026, 3, 1))
    kept = {**asked.kept(), "of": choose(asked).of}
    assert told(kept, 1) == (
        "A random sample of 1, seed 7, of 2 articles with “ferry” in headline or text, "
        "published since 2026-03-01, without near-duplicates"
    )


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"words": "zebra"}, "words"),
        ({"how": "list", "lines": "x"}, "lines"),
        ({"how": "story"}, "story"),
    ],
)
def test_nothing_that_fits_is_said_beside_its_field(articles, asked, field):
    with pytest.raises(CannotChoose) as refused:
        choose(Asked(**asked))
    assert refused.value.field == field


def test_coders_are_those_who_may_put_tags_on(people):
    make_person("reader")
    gone = coder("gone")
    gone.is_active = False
    gone.save()
    assert list(possible_coders()) == people


def test_a_coder_goes_through_the_articles_and_comes_back_to_where_they_stopped(
    given, articles, people
):
    ada, bo = people
    assert next_to_code(given, ada.pk).article == articles[0]
    assert finish(given, articles[0].pk, ada).article == articles[1]
    assert next_to_code(given, ada.pk).article == articles[1]
    assert finish(given, articles[2].pk, ada).article == articles[1]
    assert finish(given, articles[1].pk, ada) is None
    assert next_to_code(given, ada.pk) is None
    reopen(given, articles[2].pk, ada)
    assert next_to_code(given, ada.pk).article == articles[2]
    assert next_to_code(given, bo.pk).article == articles[0]


def test_the_strip_says_where_the_coder_is(given, articles, people, django_assert_num_queries):
    ada, _ = people
    finish(given, articles[0].pk, ada)
    with django_assert_num_queries(2):
        strip = strip_for(ada.pk, articles[1].pk)
    assert (strip.number, strip.of, strip.finished, strip.is_finished) == (2, 3, 1, False)
    assert strip.previous == f"/articles/{articles[0].pk}/?assignment={given.pk}"
    assert strip.next.startswith(f"/articles/{articles[2].pk}/")
    assert strip_for(None, articles[1].pk) is strip_for(make_person().pk, articles[1].pk) is None
    close(given, ada)
    assert strip_for(ada.pk, articles[1].pk) is None


def test_nobody_finishes_what_was_not_given_to_them_or_is_closed(given, articles, people):
    with pytest.raises(CannotCode, match="not among the coders"):
        finish(given, articles[0].pk, make_person())
    with pytest.raises(CannotCode, match="not in this assignment"):
        finish(given, make_article().pk, people[0])
    close(given, people[0])
    with pytest.raises(CannotCode, match="closed"):
        finish(Assignment.objects.get(), articles[0].pk, people[0])
    close(given, people[0], closed=False)
    finish(Assignment.objects.get(), articles[0].pk, people[0])


def test_in_an_assignment_names_and_keys_are_those_of_its_codebook(given, articles, people):
    ada, _ = people
    other = make_tag("cost")
    make_tag("cost", given.codebook)
    quote = make_quote(articles[0], "ferry")
    assert tag_quote(quote, "cost", ada).tag.codebook == given.codebook
    assert [tag.codebook for tag in tags_by_key(ada.pk, articles[0].pk)] == [given.codebook]
    assert tag_quote(quote, "cost", ada, other.codebook).tag == other


def test_a_tag_hangs_on_no_quote_that_is_hidden_from_its_coder(given, articles, people):
    _, bo = people
    make_tag("cost", given.codebook)
    quote = make_quote(articles[0], "ferry")
    Assignment.objects.update(shows_machine=False)
    finish(given, articles[0].pk, bo)
    place = (articles[0].current_version, quote.start, quote.end, "cost")
    assert [tag_words(*place, person).quote for person in people] == [None, quote]


def test_taking_a_coder_away_leaves_their_tags_and_undo_brings_back_how_far_they_were(
    given, articles, people
):
    ada, bo = people
    finish(given, articles[0].pk, bo)
    make_tag("cost", given.codebook)
    tag_quote(make_quote(articles[0], "ferry"), "cost", bo)
    before = list(CodedArticle.objects.values_list("assigned", "opened_at", "finished_at"))
    change = take_coder_away(given, bo.pk, ada)
    assert [row.person for row in given.coders.all()] == [ada]
    assert Coding.objects.filter(person=bo).count() == 1
    undo_change(change, ada)
    after = CodedArticle.objects.filter(coder__person=bo)
    assert list(after.values_list("assigned", "opened_at", "finished_at")) == before
    with pytest.raises(CannotAssign, match="undone already"):
        undo_change(change, ada)


def test_articles_are_added_and_taken_away_with_how_far_each_was(given, articles, people):
    ada, bo = people
    finish(given, articles[1].pk, bo)
    change = take_articles_away(given, [articles[1].pk], ada)
    assert [row.article for row in given.articles.all()] == [articles[0], articles[2]]
    undo_change(change, ada)
    assert [row.article for row in given.articles.all()] == articles
    assert strip_for(bo.pk, articles[1].pk).is_finished
    more = make_article()
    added = add_articles(given, [articles[0].pk, more.pk], ada)
    assert (str(added), given.articles.last().article) == ("Added 1 article.", more)
    assert add_articles(given, [more.pk], ada) is None
    undo_change(added, ada)
    assert given.articles.count() == 3
    with pytest.raises(CannotAssign, match="any more"):
        take_articles_away(given, [more.pk], ada)


def test_coders_added_can_be_taken_back(given, people):
    cy = coder("cy")
    change = add_coders(given, [cy, people[0]], people[0])
    assert str(change) == "Added cy."
    undo_change(change, people[0])
    assert given.coders.count() == 2


def test_editing_over_a_newer_revision_is_a_conflict(given, people):
    edit_assignment(given, AssignmentFields("Pilot 2"), people[0], 1)
    with pytest.raises(Conflict):
        edit_assignment(Assignment.objects.get(), AssignmentFields("Mine"), people[1], 1)


def test_pages_count_in_a_fixed_number_of_queries(
    given, articles, people, django_assert_num_queries
):
    ada, bo = people
    finish(given, articles[0].pk, ada)
    with django_assert_num_queries(5):
        mine = assignment_list(ada, everybodys=False)[0]
    assert (mine.finished, mine.of, mine.is_mine) == (1, 3, True)
    every = assignment_list(make_person(), everybodys=True)[0]
    assert (every.finished, every.of, every.is_mine) == (1, 6, False)
    with django_assert_num_queries(7):
        page = assignment_page(given, bo.pk, sees_tags=False)
    assert [(line.finished, line.opened, line.tags) for line in page.coders] == [
        (1, 1, None),
        (0, 0, 0),
    ]
    assert [dict(line.states)["ada"] for line in page.lines] == ["finished", "opened", "to do"]
