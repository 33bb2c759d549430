"""Lists that people keep in a spreadsheet: out, changed, and in again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coverage.models import Codebook, Outlet, Speaker, Tag
from tests.factories import make_outlet, make_speaker, make_tag

pytestmark = pytest.mark.django_db
CSV = "0"


def bring_in(client, model, text):
    """Upload and confirm; the preview's answer where there was nothing to confirm."""
    name = f"admin:coverage_{model._meta.model_name}"
    upload = SimpleUploadedFile("list.csv", text.encode(), content_type="text/csv")
    preview = client.post(reverse(f"{name}_import"), {"format": CSV, "import_file": upload})
    confirm = preview.context.get("confirm_form")
    if confirm is None:
        return preview
    return client.post(reverse(f"{name}_process_import"), confirm.initial, follow=True)


def taken_out(client, model):
    address = reverse(f"admin:coverage_{model._meta.model_name}_export")
    return client.post(address, {"format": CSV}).content.decode()


@pytest.mark.parametrize("model", [Outlet, Speaker, Tag, Codebook])
def test_an_export_comes_in_again_without_changing_anything(editor_client, model):
    make_outlet("Skell Post", domain="skell.example", about="two\nlines, “quoted”")
    make_speaker("Éva Orle")
    make_tag("calm", definition="nobody shouts; a comma, too", colour=7, code="CA")
    before = list(model.objects.values())
    bring_in(editor_client, model, taken_out(editor_client, model))
    assert list(model.objects.values()) == before
    assert model.history.count() == 1


def test_rows_are_known_by_their_name_however_it_is_written(editor_client, editor):
    outlet = make_outlet("Skell Post")
    bring_in(editor_client, Outlet, "name,domain,about\nSKELL  POST,skell.example,\nGull,,\n")
    outlet.refresh_from_db()
    assert (Outlet.objects.count(), outlet.domain) == (2, "skell.example")
    after, before = outlet.history.all()
    assert (before.domain, after.domain, after.history_user) == ("", "skell.example", editor)
    assert after.history_change_reason == "imported"


def test_a_tag_comes_in_with_its_codebook(editor_client):
    make_tag("other")
    bring_in(editor_client, Tag, "codebook,name,code,colour\nTags,calm,CA,3\n")
    tag = Tag.objects.get(name="calm")
    assert (tag.codebook.name, tag.colour) == ("Tags", 3)


@pytest.mark.parametrize(
    "row", ["Tags,calm,CA,13", "Nowhere,calm,CA,3", "Tags,,CA,3"], ids=["colour", "book", "name"]
)
def test_a_wrong_row_is_refused_with_its_number(editor_client, row):
    make_tag("other")
    answer = bring_in(editor_client, Tag, f"codebook,name,code,colour\n{row}\n")
    text = answer.content.decode()
    assert "Errors" in text or "failed to validate" in text
    assert not Tag.objects.filter(code="CA").exists()
