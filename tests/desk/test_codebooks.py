"""Codebooks and their tags: made, edited, ordered, archived, merged, and all that taken back."""

import pytest

from coverage.desk.codebooks import (
    CannotChange,
    TagFields,
    archive,
    move_tag,
    place_tag,
    save_codebook,
    save_tag,
)
from coverage.desk.revisions import Conflict
from coverage.desk.tagcodes import suggest_code
from coverage.desk.tagging import CannotTag, tag_quote, tags_by_key
from coverage.desk.tagmerging import CannotMerge, merge, preview, undo_merge
from coverage.desk.tagtree import tree_of
from coverage.models import Adjudication, Assignment, Coding, Tag
from tests.factories import make_article, make_coding, make_person, make_quote, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person("ada")


@pytest.fixture
def codebook(person):
    return save_codebook(None, " Frames ", "What a text\r\nputs in front.", person)


def add(codebook, person, name, **fields):
    return save_tag(None, codebook, TagFields(name, **fields), person)


def shown(codebook):
    return [("· " * branch.depth + branch.tag.name) for branch in tree_of(codebook.tags.all())]


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("eyewitness", [], "ey"),
        ("public safety", ["PU"], "ps"),
        ("safety", ["sa", "SF"], "se"),
        ("é", [], "é0"),
        ("…", ["aa"], "ab"),
        (
            "aa",
            [
                a + b
                for a in "abcdefghijklmnopqrstuvwxyz"
                for b in "abcdefghijklmnopqrstuvwxyz0123456789"
            ],
            "",
        ),
    ],
)
def test_a_code_is_two_letters_that_nobody_has(name, taken, code):
    assert suggest_code(name, taken) == code


def test_a_codebook_and_its_tags_are_made_with_who_made_them(codebook, person):
    tag = add(codebook, person, "cost", definition="a\r\nb", reads="claims")
    assert (codebook.name, codebook.definition) == ("Frames", "What a text\nputs in front.")
    assert (tag.code, tag.colour, tag.definition, tag.reads) == ("co", 1, "a\nb", "claims")
    assert [row.history.get().history_user for row in (codebook, tag)] == [person, person]


@pytest.mark.parametrize(
    ("fields", "field", "why"),
    [
        ({"name": "  "}, "name", "Give the tag a name"),
        ({"name": "x" * 101}, "name", "at most 100"),
        ({"name": "COST"}, "name", "already"),
        ({"name": "costs", "code": "CO"}, "code", "“cost” has the code co"),
        ({"name": "costs", "code": "abc"}, "code", "two letters"),
        ({"name": "costs", "colour": 13}, "colour", "twelve"),
        ({"name": "costs", "reads": "all"}, "reads", "kinds"),
        ({"name": "costs", "parent": 99999}, "parent", "not in this codebook"),
    ],
)
def test_a_tag_that_cannot_be_is_refused_by_its_field(codebook, person, fields, field, why):
    add(codebook, person, "cost")
    with pytest.raises(CannotChange) as refused:
        save_tag(None, codebook, TagFields(**fields), person)
    assert why in refused.value.wrong[field]
    assert Tag.objects.count() == 1


def test_no_tag_stands_under_itself(codebook, person):
    top = add(codebook, person, "top")
    low = add(codebook, person, "low", parent=top.pk)
    with pytest.raises(CannotChange, match="stands under it"):
        save_tag(top, codebook, TagFields("top", parent=low.pk), person)
    with pytest.raises(CannotChange, match="under itself"):
        place_tag(top, low, person, is_after=True)


def test_saving_over_a_newer_revision_is_a_conflict(codebook, person):
    tag = add(codebook, person, "cost")
    save_tag(tag, codebook, TagFields("price", code="co", colour=1), make_person("bo"), 1)
    with pytest.raises(Conflict) as clash:
        save_tag(tag, codebook, TagFields("costs", code="co", colour=1), person, 1)
    assert (clash.value.who.username, clash.value.theirs.name) == ("bo", "price")
    with pytest.raises(Conflict):
        save_codebook(codebook, "Frame", "", person, 7)


def test_tags_move_among_those_beside_them_and_keys_follow(codebook, person):
    one, two = (add(codebook, person, name) for name in ("one", "two"))
    add(codebook, person, "below one", parent=one.pk)
    three = add(codebook, person, "three")
    assert shown(codebook) == ["one", "· below one", "two", "three"]
    move_tag(three, -1, person)
    move_tag(one, 1, person)
    assert shown(codebook) == ["three", "one", "· below one", "two"]
    assert [tag.name for tag in tags_by_key()] == ["three", "one", "below one", "two"]
    move_tag(Tag.objects.get(name="three"), -1, person)
    place_tag(two, Tag.objects.get(name="below one"), person, is_after=False)
    assert shown(codebook) == ["three", "one", "· two", "· below one"]
    assert two.history.first().history_user == person


def test_an_archived_tag_is_put_on_nothing_until_it_is_brought_back(codebook, person):
    tag, quote = add(codebook, person, "cost"), make_quote(make_article(), "Nobody")
    archive(tag, person)
    with pytest.raises(CannotTag, match="archived"):
        tag_quote(quote, "cost", person)
    archive(tag, person, archived=False)
    assert tag_quote(quote, "cost", person).tag == tag
    archive(codebook, person)
    assert tags_by_key() == []


@pytest.fixture
def merging(codebook, person):
    """Two tags with three codings: one of "price" is on words that carry "cost" by the same."""
    cost, price = add(codebook, person, "cost"), add(codebook, person, "price")
    add(codebook, person, "fine", parent=price.pk)
    one, two = (make_quote(make_article(), words) for words in ("Nobody was hurt,", "12 lorries"))
    make_coding(one, cost, person)
    make_coding(one, price, person)
    make_coding(two, price, make_person("bo"))
    return cost, price


def held():
    rows = Coding.objects.order_by("pk").values_list("pk", "tag__name", "person__username", "text")
    return list(rows)


def test_merging_says_first_what_will_happen_and_undo_is_exact(
    merging, person, django_assert_max_num_queries
):
    cost, price = merging
    before, tree = held(), shown(cost.codebook)
    with django_assert_max_num_queries(12):
        told = preview(price, cost)
    assert (told.moves, told.falls, told.people) == (1, 1, 2)
    assert [child.name for child in told.children] == ["fine"]
    change = merge(price, cost, person)
    assert [(name, who) for _, name, who, _ in held()] == [("cost", "ada"), ("cost", "bo")]
    assert shown(cost.codebook) == ["cost", "· fine", "price"]
    price.refresh_from_db()
    assert (price.archived, price.merged_into, change.coding_count) == (True, cost, 2)
    assert tag_quote(make_quote(make_article(), "Orle"), "price", person).tag == cost
    Coding.objects.filter(text="Orle").delete()
    undo_merge(change, person)
    assert (held(), shown(cost.codebook)) == (before, tree)
    price.refresh_from_db()
    assert (price.archived, price.merged_into) == (False, None)
    with pytest.raises(CannotMerge, match="undone already"):
        undo_merge(change, person)


def test_what_was_put_on_since_stays_and_history_tells_who_moved_what(merging, person):
    cost, price = merging
    change = merge(price, cost, person)
    later = tag_quote(make_quote(make_article(), "Orle"), "cost", person)
    undo_merge(change, person)
    later.refresh_from_db()
    assert later.tag == cost
    moved = Coding.objects.get(tag=price, person__username="bo")
    assert [(h.tag_id, h.history_user) for h in moved.history.all()] == [
        (price.pk, person),
        (cost.pk, person),
        (price.pk, None),
    ]


def test_a_merge_into_a_tag_that_was_merged_on_can_be_undone_too(merging, person):
    cost, price = merging
    money = add(cost.codebook, person, "money")
    before = held()
    first = merge(price, cost, person)
    second = merge(Tag.objects.get(pk=cost.pk), money, person)
    undo_merge(first, person)
    assert {name for _, name, *_ in held()} == {"money", "price"}
    undo_merge(second, person)
    assert held() == before


def test_a_tag_merged_into_one_that_stands_under_it_leaves_a_tree(codebook, person):
    top = add(codebook, person, "top")
    middle = add(codebook, person, "middle", parent=top.pk)
    low = add(codebook, person, "low", parent=middle.pk)
    for under in (low, middle):
        change = merge(Tag.objects.get(pk=top.pk), under, person)
        assert shown(codebook) == ["top", "middle", "· low"]
        undo_merge(change, person)
        assert shown(codebook) == ["top", "· middle", "· · low"]


def test_what_was_adjudicated_goes_along_unless_the_other_tag_has_some_of_its_words(
    merging, person
):
    cost, price = merging
    assignment = Assignment.objects.create(name="one", codebook=cost.codebook)
    version = Coding.objects.first().version

    def ruled(tag, start, end):
        row = Adjudication(
            assignment=assignment,
            tag=tag,
            version=version,
            start=start,
            end=end,
            area_start=start,
            area_end=end,
            took=Adjudication.Took.MERGED,
            person=person,
        )
        row.anchor(version.body)
        row.save()
        return row

    stays, _, goes = ruled(price, 0, 10), ruled(cost, 5, 15), ruled(price, 20, 30)
    told = preview(price, cost)
    assert (told.decided, told.disputes) == (1, 1)
    change = merge(price, cost, person)
    tags = dict(Adjudication.objects.values_list("pk", "tag"))
    assert (tags[stays.pk], tags[goes.pk]) == (price.pk, cost.pk)
    undo_merge(change, person)
    assert Adjudication.objects.get(pk=goes.pk).tag == price


@pytest.mark.parametrize("wrong", ["itself", "other book", "archived", "twice"])
def test_what_cannot_be_merged_is_refused(merging, person, wrong):
    cost, price = merging
    if wrong == "other book":
        cost = make_tag("cost", save_codebook(None, "Other", "", person))
    elif wrong == "archived":
        archive(cost, person)
    elif wrong == "twice":
        merge(price, cost, person)
    with pytest.raises(CannotMerge, match=r"one tag|another codebook|archived|already"):
        merge(price, price if wrong == "itself" else cost, person)
