"""Two who speak together stand on their own page and on the pages of both."""

import pytest
from django.urls import reverse

from coverage.desk.ingest import Arrival, receive
from coverage.desk.speakermerging import merge
from coverage.desk.speakermoves import undo
from coverage.desk.speakerpairs import members_of, pairs_of, said_together
from coverage.desk.speakersplitting import split
from coverage.models import Quote, Speaker
from tests.factories import make_article, make_quote, make_speaker

pytestmark = pytest.mark.django_db

TEXT = (
    "Wedding on the night bus\n\nAnn Lee and Bo Hart married on Monday.\n\n"
    "“We met on the bus to Orle,” Lee and Hart said. “I nearly missed it,” Hart added."
)


@pytest.fixture
def pair():
    receive(Arrival(TEXT.encode()))
    return Speaker.objects.get(name="Ann Lee and Bo Hart")


def called(name):
    return Speaker.objects.get(name=name)


def together(name):
    speaker = called(name)
    found = said_together(speaker)
    stories = found.stories if found else ()
    return [one.words for told in stories for one in (*told.said, *told.reported)]


def test_both_have_a_page_and_the_pair_leads_to_them(pair):
    assert [member.name for member in members_of(pair)] == ["Ann Lee", "Bo Hart"]
    assert together("Ann Lee") == together("Bo Hart") == ["We met on the bus to Orle,"]
    # each quote is counted once
    assert [called(name).quote_count for name in ("Ann Lee", "Bo Hart")] == [0, 1]
    assert pair.quote_count == 1


def test_a_merged_speaker_brings_the_pairs_along_and_an_undo_takes_them_back(pair, admin_user):
    lead = make_speaker("Annabel Lee")
    change = merge(lead, called("Ann Lee"), admin_user)
    assert [member.name for member in members_of(pair)] == ["Annabel Lee", "Bo Hart"]
    assert [one.name for one in pairs_of(lead, ["Ann Lee"])] == ["Ann Lee and Bo Hart"]
    undo(change, admin_user)
    assert [member.name for member in members_of(pair)] == ["Ann Lee", "Bo Hart"]


def test_a_pair_that_a_person_resolved_is_none_any_more(pair, admin_user):
    quote = Quote.objects.get(speaker=pair)
    split(pair, [quote.pk], to=called("Ann Lee"), person=admin_user)
    assert said_together(called("Bo Hart")) is None
    assert called("Ann Lee").quote_count == 1


@pytest.mark.parametrize(
    ("other", "is_pair"),
    [
        ("Ann Lee and Cy Moe", True),
        ("Cy Moe and Ann Lee", True),
        ("Ann Lee Andrews", False),
        ("Joann Lee and Cy Moe", False),
        ("Ann Lee and Sons", False),
        ("Ann Lee and Cy Moe and Di Orr", False),
    ],
)
def test_whom_a_pair_has_is_told_by_its_name(other, is_pair):
    ann = make_speaker("Ann Lee")
    make_quote(make_article(), "a crack", speaker=make_speaker(other))
    assert [one.name for one in pairs_of(ann)] == ([other] if is_pair else [])


def test_both_pages_show_the_quote_and_lead_to_each_other(client, pair):
    page = client.get(called("Ann Lee").get_absolute_url()).content.decode()
    assert "“We met on the bus to Orle,”" in page
    assert f'href="{pair.get_absolute_url()}"' in page
    assert "No standing quote" not in page
    page = client.get(pair.get_absolute_url()).content.decode()
    assert f'href="{called("Bo Hart").get_absolute_url()}"' in page
    assert client.get(reverse("speakers")).status_code == 200
