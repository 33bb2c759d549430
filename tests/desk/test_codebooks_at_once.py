"""Several people tag, merge and undo at the same moment: no coding is lost under a merged tag."""

import pytest

from coverage.desk.tagging import tag_quote
from coverage.desk.tagmerging import CannotMerge, merge, undo_merge
from coverage.models import Coding, Tag, TagMerge
from tests.factories import make_article, make_person, make_quote, make_tag

from .test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk():
    """Two tags, twelve quotes, the first with a coding, and a person."""
    person = make_person("ada")
    words = ("Nobody was hurt,", "12 lorries", "a crack")
    quotes = [make_quote(make_article(), words[at % 3]) for at in range(12)]
    tags = make_tag("cost"), make_tag("price")
    tag_quote(quotes[0], "price", person)
    return tags, quotes, person


def test_what_is_tagged_while_its_tag_is_merged_carries_the_other(desk):
    (cost, price), quotes, person = desk
    errors = at_once(
        [
            *(lambda quote=quote: tag_quote(quote, "price", person) for quote in quotes[1:6]),
            lambda: merge(price, cost, person),
            *(lambda quote=quote: tag_quote(quote, "price", person) for quote in quotes[6:]),
        ]
    )
    assert errors == []
    assert set(Coding.objects.values_list("tag", flat=True)) == {cost.pk}
    assert Coding.objects.count() == 12


def test_two_tags_merged_into_each_other_at_once_become_one(desk):
    (cost, price), _, person = desk
    pairs = [(cost, price), (price, cost)] * 2
    errors = at_once([lambda pair=pair: merge(*pair, person) for pair in pairs])
    assert [type(error) for error in errors] == [CannotMerge] * 3
    assert Tag.objects.filter(archived=False).count() == TagMerge.objects.count() == 1
    assert Coding.objects.get().tag == Tag.objects.get(archived=False)


def test_a_merge_undone_twice_at_once_is_undone_once(desk):
    (cost, price), _, person = desk
    change = merge(price, cost, person)
    errors = at_once([lambda: undo_merge(change, person)] * 3)
    assert [type(error) for error in errors] == [CannotMerge] * 2
    assert Coding.objects.get().tag == price
