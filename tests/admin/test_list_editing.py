"""Rows edited in lists: only over the revision that the list showed."""

import pytest
from django.urls import reverse

from coverage.desk.revisions import write
from coverage.models import ClaimAppearance, Passage, Tag
from tests.factories import make_article, make_person, make_tag

pytestmark = pytest.mark.django_db


def address(model):
    return reverse(f"admin:coverage_{model._meta.model_name}_changelist")


def list_of(client, model):
    """What a browser would send back unchanged."""
    formset = client.get(address(model)).context["cl"].formset
    sent = {"_save": "Save"}
    for form in (formset.management_form, *formset.forms):
        for bound in form:
            value = "" if bound.value() is None else bound.value()
            sent[bound.html_name] = value
            if bound.field.show_hidden_initial:
                sent[bound.html_initial_name] = value
    return sent


@pytest.fixture
def tags():
    return [make_tag("harm", order=1), make_tag("safety", order=2)]


def test_several_rows_are_edited_at_once(editor_client, editor, tags):
    sent = list_of(editor_client, Tag) | {"form-0-code": "HA", "form-1-colour": 7}
    assert (
        "2 tags were changed"
        in editor_client.post(address(Tag), sent, follow=True).content.decode()
    )
    assert list(Tag.objects.values_list("code", "colour", "revision")) == [
        ("HA", tags[0].colour, 2),
        (tags[1].code, 7, 2),
    ]
    assert Tag.history.filter(id=tags[0].pk).first().history_user == editor


def test_a_row_that_a_colleague_changed_is_shown_and_not_overwritten(editor_client, tags):
    sent = list_of(editor_client, Tag) | {"form-0-code": "HA", "form-1-code": "SF"}
    write(Tag.objects.get(pk=tags[0].pk), {"code": "HX"}, make_person("bo"))
    page = editor_client.post(address(Tag), sent).content.decode()
    assert "bo changed this on" in page
    assert 'value="HA"' in page
    assert [tag.code for tag in Tag.objects.all()] == ["HX", tags[1].code]


def test_a_colleagues_change_of_a_row_left_alone_stands(editor_client, tags):
    sent = list_of(editor_client, Tag) | {"form-1-code": "SF"}
    write(Tag.objects.get(pk=tags[0].pk), {"code": "HX"}, make_person("bo"))
    editor_client.post(address(Tag), sent)
    assert [tag.code for tag in Tag.objects.all()] == ["HX", "SF"]


def test_kinds_of_lines_and_claimants_are_corrected_in_their_lists(editor_client):
    make_article(claims=["At least 12 lorries were turned back."])
    for model, field, value in ((Passage, "kind", "caption"), (ClaimAppearance, "claimant", "Ada")):
        sent = list_of(editor_client, model) | {f"form-0-{field}": value}
        editor_client.post(address(model), sent)
        row = model.objects.get(pk=sent["form-0-id"])
        assert (getattr(row, field), row.state) == (value, "confirmed")


def test_a_tags_own_page_saves_over_nothing_newer(editor_client, tags):
    page = reverse("admin:coverage_tag_change", args=[tags[0].pk])
    form = editor_client.get(page).context["adminform"].form
    sent = {bound.html_name: "" if bound.value() is None else bound.value() for bound in form}
    write(Tag.objects.get(pk=tags[0].pk), {"code": "HX"}, make_person("bo"))
    shown = editor_client.post(page, sent | {"code": "HA"}).content.decode()
    assert "bo changed this on" in shown
    assert editor_client.post(page, sent | {"code": "HA", "keep_mine": 2}).status_code == 302
    tag = Tag.objects.get(pk=tags[0].pk)
    assert (tag.code, tag.revision) == ("HA", 3)
