"""Each change in a row's history can be taken back, as a change of its own."""

import pytest
from django.urls import reverse

from coverage.desk.outletmerging import merge
from coverage.desk.review import decide
from coverage.desk.revisions import write
from coverage.models import Outlet, Quote, Tag
from tests.factories import make_article, make_outlet, make_tag

pytestmark = pytest.mark.django_db


def history(row):
    return reverse(f"admin:coverage_{row._meta.model_name}_history", args=[row.pk])


def take_back(client, row, record):
    name = f"admin:coverage_{row._meta.model_name}_take_back"
    answer = client.post(reverse(name, args=[row.pk, record.history_id]), follow=True)
    return answer.content.decode()


def test_only_what_that_change_changed_goes_back(editor_client, editor):
    tag = make_tag("harm", code="HA")
    write(tag, {"name": "harm done", "name_key": "harm done"}, editor)
    change = Tag.history.filter(id=tag.pk).first()
    write(tag, {"code": "HX"}, editor)
    assert "Revert the change of" in editor_client.get(history(tag)).content.decode()
    assert "Reverted, as a change of its own." in take_back(editor_client, tag, change)
    tag.refresh_from_db()
    assert (tag.name, tag.name_key, tag.code, tag.revision) == ("harm", "harm", "HX", 4)
    assert Tag.history.filter(id=tag.pk).first().history_change_reason == "reverted"


def test_an_earlier_name_that_is_taken_is_told(editor_client, editor):
    outlet = make_outlet("Coast")
    sent = {"name": "Coast Post", "domain": "", "about": ""}
    rows = {"names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0}
    editor_client.post(history(outlet).replace("history", "change"), sent | rows)
    change = Outlet.history.filter(id=outlet.pk).first()
    make_outlet("Coast")
    assert "earlier name is another one’s now" in take_back(editor_client, outlet, change)
    assert Outlet.objects.get(pk=outlet.pk).name == "Coast Post"


def test_a_merge_is_not_taken_back_here(editor_client, editor):
    gull, other = make_outlet("Gull"), make_outlet("The Gull")
    merge(gull, other, editor)
    change = Outlet.history.filter(id=other.pk).first()
    assert "nothing before it" in take_back(editor_client, other, change)
    assert Outlet.objects.get(pk=other.pk).merged_into == gull


def test_a_mark_is_reverted_as_on_its_own_page(editor_client, editor):
    quote = make_article(quotes=["Nobody was hurt,"]).current_version.quotes.get()
    decide(quote, "rejected", editor)
    change = Quote.history.filter(id=quote.pk).first()
    address = reverse("revert-mark", args=["quote", change.history_id])
    assert address in editor_client.get(history(quote)).content.decode()
    answer = editor_client.post(address, {"next": history(quote)})
    assert answer["Location"] == history(quote)
    assert Quote.objects.get().state == "suggested"
