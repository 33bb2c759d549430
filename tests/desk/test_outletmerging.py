"""Two outlets become one: what moves is told first, all of it moves, and an undo returns it."""

import pytest
from django.urls import reverse

from coverage.desk.outletmerging import CannotMerge, merge, undo, what_moves
from coverage.desk.outlets import known_outlet, outlet_called
from coverage.models import Article, Feed, LineInArticle, Outlet, OutletLine, OutletName, Quote
from tests.desk.test_outletlines import LINE, bring, kinds
from tests.factories import make_article, make_outlet, make_person, make_quote, make_story

pytestmark = pytest.mark.django_db
EVERYTHING = (Article, Feed, LineInArticle, OutletLine, OutletName, Quote)


def tables():
    """What points to outlets, but for revisions and names' new numbers."""
    told = {}
    for model in EVERYTHING:
        rows = list(model.objects.order_by("pk").values())
        told[model.__name__] = [
            {k: v for k, v in row.items() if k not in ("revision", "signature")} for row in rows
        ]
    return told


@pytest.fixture
def person():
    return make_person()


@pytest.fixture
def gulls():
    """The leading outlet and the one that is the same, with something of every kind."""
    gull, other = make_outlet("Gull"), make_outlet("The Gull Online", domain="gull.example")
    OutletName.objects.create(outlet=other, name="Gull Online")
    article = make_article(outlet=other, headline="Bridge closed")
    make_story(article, make_article(outlet=gull))
    make_quote(article, "Nobody was hurt,", via_outlet=other)
    Feed.objects.create(address="https://gull.example/f", outlet=other, due_at=article.received_at)
    return gull, other


def test_what_would_move_is_told_before(gulls):
    _, other = gulls
    told = what_moves(other)
    assert (told.articles, told.stories, told.feeds) == (1, 1, 1)
    assert told.names == ("The Gull Online", "gull.example", "Gull Online")


def test_all_that_points_to_one_outlet_points_to_the_other(gulls, person):
    gull, other = gulls
    before = Article.objects.get(outlet=other)
    change = merge(gull, other, person)
    assert change.article_count == 1
    assert not Article.objects.filter(outlet=other).exists()
    assert Feed.objects.get().outlet == Quote.objects.get().via_outlet == gull
    assert set(gull.names.values_list("name", flat=True)) == {
        *("The Gull Online", "gull.example", "Gull Online"),
    }
    assert known_outlet("the gull ONLINE") == outlet_called("gull.example") == gull
    assert Article.objects.get(pk=before.pk).revision == before.revision + 1
    assert before.membership.story.__class__.objects.get().outlet_count == 1


def test_an_undo_returns_what_moved_and_leaves_what_came_since(gulls, person):
    gull, other = gulls
    before = tables()
    change = merge(gull, other, person)
    came = make_article(outlet=gull)
    undo(change, person)
    came_outlet = Article.objects.get(pk=came.pk).outlet
    Article.objects.filter(pk=came.pk).delete()
    assert tables() == before
    assert came_outlet == gull
    assert Outlet.objects.get(pk=other.pk).merged_into is None
    with pytest.raises(CannotMerge, match="undone already"):
        undo(change, person)


def test_the_old_address_leads_to_the_outlet_that_stands(client, gulls, person):
    gull, other = gulls
    merge(gull, other, person)
    answer = client.get(reverse("outlet", args=[other.pk]))
    assert answer["Location"] == reverse("outlet", args=[gull.pk])
    listed = client.get(reverse("outlets")).content.decode()
    assert "The Gull Online" not in listed


def test_one_merged_before_is_led_to_the_last(gulls, person):
    gull, other = gulls
    third = make_outlet("Herald")
    first = merge(gull, other, person)
    merge(third, gull, person)
    assert Outlet.objects.get(pk=other.pk).merged_into == third
    with pytest.raises(CannotMerge, match="one outlet already"):
        merge(third, other, person)
    undo(first, person)  # out of order: only its own comes back
    assert Article.objects.get(headline="Bridge closed").outlet == other
    assert Article.objects.filter(outlet=third).count() == 1


def test_lines_that_either_repeats_are_labelled_in_both_and_parted_again(person):
    for number in range(4):
        bring(number)
    bring(4, outlet="Gull Online")
    assert kinds() == ["boilerplate"] * 4 + ["paragraph"]
    before = tables()
    gull, online = Outlet.objects.get(name="Gull"), Outlet.objects.get(name="Gull Online")
    change = merge(gull, online, person)
    assert kinds() == ["boilerplate"] * 5
    assert OutletLine.objects.get(text=LINE).articles == 5
    undo(change, person)
    assert kinds() == ["boilerplate"] * 4 + ["paragraph"]
    after = tables()
    assert after["OutletLine"] == before["OutletLine"]
    assert [r["outlet_id"] for r in after["LineInArticle"]] == [
        r["outlet_id"] for r in before["LineInArticle"]
    ]
