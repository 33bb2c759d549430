"""Which names mean one speaker wherever they stand, and which only within their article."""

import pytest

from coverage.desk.ingest import Arrival, receive
from coverage.desk.speakernames import is_proper_name
from coverage.models import Quote, Speaker


@pytest.mark.parametrize(
    ("name", "is_proper"),
    [
        ("Ada Dunn", True),
        ("ADA DUNN", True),
        ("NASA", True),
        ("Ministry of Works of Orle", True),
        ("PETER KING", True),
        ("Dunn", False),
        ("Mr and Mrs Dunn", False),
        ("Mr and Mrs Ada Dunn", True),
        ("the mayor", False),
        ("a bystander", False),
        ("MAYOR DUNN", False),
        ("DR. DUNN", False),
        ("AUDIENCE MEMBER", False),
        ("FEMALE REPORTER", False),
        ("UNIDENTIFIED MALE", False),
    ],
)
def test_a_name_that_two_articles_may_use_of_two_people_is_nobodys(name, is_proper):
    assert is_proper_name(name) is is_proper


@pytest.mark.django_db
def test_a_transcript_s_labels_make_no_speakers_of_surnames_and_roles():
    text = (
        "Transcript of the harbour briefing\n\nMAYOR DUNN: Good morning. The quay is open.\n\n"
        "OKORO: We walked it twice.\n\nREPORTER: Was anybody hurt there?\n\n"
        "OKORO: Nobody was hurt.\n\nADA VOSS: I can say more on Friday.\n"
    )
    receive(Arrival(text.encode(), name="briefing.txt"))
    assert [str(row) for row in Speaker.objects.all()] == ["ADA VOSS"]
    assert "OKORO" in Quote.objects.values_list("mention", flat=True)
