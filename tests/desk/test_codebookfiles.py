"""A codebook as a file: written, read again without loss, and what an import would do."""

import csv
import io
import json

import pytest

from coverage.desk.codebookfiles import CannotRead, as_csv, as_json, read_codebook
from coverage.desk.codebookimport import apply_import
from coverage.desk.codebookplan import CannotImport, plan_import
from coverage.desk.codebooks import TagFields, archive, save_codebook, save_tag
from coverage.desk.tagmerging import merge
from coverage.models import Codebook, Tag
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_person("ada")


@pytest.fixture
def codebook(person):
    """Every column used, and words that a table could lose."""
    book = save_codebook(None, "=Frames, and more", "Two\nlines; “quoted”", person)

    def add(name, **fields):
        return save_tag(None, book, TagFields(name, **fields), person)

    top = add("cost", colour=7, definition="-5 or less", example="'=SUM(1)\n\n  kept  ")
    add("prices, high", parent=top.pk, reads="claims", definition='@ the till, “"up"”')
    archive(add("old"), person)
    merge(add("price"), Tag.objects.get(name="prices, high"), person)
    add("’Tis 😀")
    return book


def whole(book):
    names = ("name", "code", "colour", "definition", "example", "order", "archived", "reads")
    rows = book.tags.values_list(*names, "parent__name", "merged_into__name")
    return [book.name, book.definition, *rows]


@pytest.mark.parametrize("write", [as_csv, as_json])
def test_what_is_written_is_read_again_without_loss(codebook, person, write):
    before, text = whole(codebook), write(codebook)
    assert plan_import(read_codebook(text), codebook).does_something is False
    Tag.objects.update(parent=None, merged_into=None)
    Tag.objects.all().delete()
    codebook.delete()
    made = apply_import(plan_import(read_codebook("\ufeff" + text), None), person)
    assert whole(made) == before
    assert write(made) == text
    assert all(tag.history.first().history_user == person for tag in made.tags.all())


def test_no_cell_of_a_table_is_a_formula(codebook):
    cells = [cell for row in csv.reader(io.StringIO(as_csv(codebook))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_an_import_says_what_is_new_what_changes_and_what_is_refused(codebook, person):
    text = (
        "Name;Colour;Parent;Notes\n"
        "Cost;12;;\n"  # changed: name and colour
        "wages;;cost;\n"  # new
        '"old";;nobody;\n'  # refused: no such parent
        "fees;red;;\n"
        ";3;;\n"
        "tax;;fees;\n"  # its parent is refused
        "WAGES;2;;\n"
        "prices, high;;wages;\n"
    )
    plan = plan_import(read_codebook(text), codebook)
    assert [(line.number, line.name) for line in plan.new] == [(3, "wages")]
    assert {line.number: line.changes for line in plan.changed} == {
        2: (("name", "cost", "Cost"), ("colour", "7", "12")),
        9: (("parent", "cost", "wages"),),
    }
    assert [(line.number, line.why) for line in plan.refused] == [
        (4, "Its parent “nobody” is in neither the file nor the codebook."),
        (5, "Its colour is red: it is a number from 1 to 12, or empty."),
        (6, "Give the tag a name."),
        (7, "The tag it names is refused itself."),
        (8, "Line 3 names the same tag."),
    ]
    assert plan.unknown == ("notes",)
    assert plan.staying == ("price", "’Tis 😀")
    assert Tag.objects.count() == 5
    apply_import(plan, person)
    rows = dict(codebook.tags.values_list("name", "parent__name"))
    assert (rows["wages"], rows["prices, high"]) == ("Cost", "wages")
    cost = Tag.objects.get(name="Cost")
    assert (cost.definition, cost.colour, cost.revision) == ("-5 or less", 12, 2)
    assert cost.history.first().history_change_reason == "imported"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"name": "new", "code": "co"}, "“cost” has the code co"),
        ({"name": "new", "archived": "perhaps"}, "it is yes or no"),
        ({"name": "new", "reads": "minds"}, "kinds the reader reads"),
        ({"name": "new", "merged_into": "cost"}, "is archived"),
        ({"name": "old", "archived": True, "merged_into": "cost"}, "merge on the tag's page"),
        ({"name": "cost", "parent": "prices, high"}, "under itself"),
        ({"name": ["x"]}, "is no text"),
        ("new", "It is no tag"),
    ],
)
def test_a_bad_row_is_named_with_its_place_and_reason(codebook, row, why):
    plan = plan_import(read_codebook(json.dumps([{"name": "’Tis 😀"}, row])), codebook)
    assert [line.number for line in plan.refused] == [2]
    assert why in plan.refused[0].why


def test_rows_of_more_cells_than_columns_and_rows_of_many_lines_are_named_by_line(codebook):
    text = 'name,definition\nnew,"one\ntwo"\nother,a, b\n'
    plan = plan_import(read_codebook(text), codebook)
    assert [(line.number, line.does) for line in plan.lines] == [(2, "new"), (4, "refused")]
    assert "3 cells" in plan.refused[0].why


def test_a_row_without_a_code_takes_none_that_another_row_asks_for(codebook):
    plan = plan_import(read_codebook("name,code\nwater,\nwaste,wa\n"), codebook)
    assert [line.fields["code"] for line in plan.lines] == ["wt", "wa"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" \n", "empty"),
        ("a,b\n1,2\n", "no column “name”"),
        ('name\n"open', "no table"),
        ("{", "no JSON"),
        ('{"tags": 3}', "no list"),
        ("x" * 2_000_001, "at most"),
    ],
)
def test_what_is_no_codebook_is_refused_with_a_reason(text, why):
    with pytest.raises(CannotRead, match=why):
        read_codebook(text)


def test_a_new_codebook_needs_a_name_that_is_free(codebook):
    with pytest.raises(CannotImport, match="does not name"):
        plan_import(read_codebook("name\nx\n"), None)
    with pytest.raises(CannotImport, match="already"):
        plan_import(read_codebook(as_csv(codebook)), None)


def test_an_empty_codebook_keeps_its_name_and_definition(person):
    book = save_codebook(None, "Bare", "Nothing yet.", person)
    for text in (as_csv(book), as_json(book)):
        Codebook.objects.all().delete()
        made = apply_import(plan_import(read_codebook(text), None), person)
        assert (made.name, made.definition, made.tags.count()) == ("Bare", "Nothing yet.", 0)
