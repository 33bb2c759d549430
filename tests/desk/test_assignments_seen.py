"""Who sees whose tags, and the machine's marks, while articles are coded."""

import pytest
from django.utils import timezone

from coverage.desk.assignments import codings_seen, machine_seen
from coverage.models import Assignment, Codebook, CodedArticle, Quote
from tests.factories import make_article, make_coding, make_person, make_quote, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """Two coders of one article, an editor who looks on, and a tag by each of the three."""
    article = make_article()
    quote, tag = make_quote(article, "Nobody was hurt,"), make_tag("safety")
    people = [make_person(name) for name in ("ada", "bo", "cy")]
    for person in people:
        make_coding(quote, tag, person)
    assignment = Assignment.objects.create(name="one", codebook=Codebook.objects.get())
    assigned = assignment.articles.create(article=article, order=1)
    coders = [assignment.coders.create(person=person) for person in people[:2]]
    return article, people, assignment, assigned, coders


def seen(person, article):
    rows = codings_seen(person and person.pk, article.pk)
    return sorted(rows.values_list("person__username", flat=True))


def test_a_coder_sees_only_their_own_until_they_have_finished(desk):
    article, (ada, bo, cy), _, assigned, coders = desk
    progress = CodedArticle.objects.create(assigned=assigned, coder=coders[0])
    assert (seen(ada, article), seen(bo, article)) == (["ada"], ["bo"])
    progress.finished_at = timezone.now()
    progress.save()
    assert (seen(ada, article), seen(bo, article)) == (["ada", "bo", "cy"], ["bo"])
    assert seen(cy, article) == ["ada", "bo", "cy"]


def test_a_stranger_sees_no_tags_of_coders_until_the_assignment_is_closed(desk):
    article, *_ = desk
    assert seen(None, article) == ["cy"]
    Assignment.objects.update(closed_at=timezone.now())
    assert seen(None, article) == ["ada", "bo", "cy"]


@pytest.mark.parametrize("change", [{"is_independent": False}, {"closed_at": "2026-03-01T00:00Z"}])
def test_together_or_closed_everybody_sees_all(desk, change):
    article, (ada, *_), *_ = desk
    Assignment.objects.update(**change)
    assert seen(ada, article) == ["ada", "bo", "cy"]


def test_other_articles_are_not_hidden(desk):
    _, (ada, bo, _), *_ = desk
    other = make_article()
    make_coding(make_quote(other, "Nobody"), make_tag("harm"), bo)
    assert seen(ada, other) == ["bo"]


def test_the_machine_is_hidden_from_its_coders_until_they_have_finished(
    desk, django_assert_num_queries
):
    article, (ada, bo, cy), _, assigned, coders = desk
    assert machine_seen(ada.pk, article.pk)
    Assignment.objects.update(shows_machine=False)
    CodedArticle.objects.create(assigned=assigned, coder=coders[0], finished_at=timezone.now())
    with django_assert_num_queries(3):
        found = [machine_seen(key, article.pk) for key in (ada.pk, bo.pk, cy.pk, None)]
    assert found == [True, False, True, True]


def test_lists_and_stories_show_nobody_what_is_coded_apart(desk):
    quote = desk[0].current_version.quotes.get()

    def tags():
        [listed] = Quote.objects.for_list().filter(pk=quote.pk)
        return sorted(coding.person.username for coding in listed.codings.all())

    assert tags() == ["cy"]
    Assignment.objects.update(closed_at=timezone.now())
    assert tags() == ["ada", "bo", "cy"]
