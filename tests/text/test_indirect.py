"""Indirect speech: what somebody is reported to have said without marks."""

import pytest

from coverage.text.quotes import find_quotes

from .reading import passages_of


def _reports(text: str) -> list[tuple[str, str]]:
    found = find_quotes(text, passages_of(text), indirect=True)
    return [(q.span.text, q.speaker.span.text) for q in found if q.kind == "indirect" and q.speaker]


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("Ada Holm said that the bridge would open on Friday.",
         [("that the bridge would open on Friday", "Ada Holm")]),
        ("Ada Holm told the council on Monday that the bridge was safe.",
         [("that the bridge was safe", "Ada Holm")]),
        ("The bridge would open on Friday, Ada Holm said.",
         [("The bridge would open on Friday", "Ada Holm")]),
        ("According to the ministry, the bridge will open on Friday.",
         [("the bridge will open on Friday", "the ministry")]),
        ("Ada Holm claimed the bridge was safe for trains.",
         [("the bridge was safe for trains", "Ada Holm")]),
        ("The bridge opened on Friday and trains ran again.", []),
    ],
)  # fmt: skip
def test_a_report_is_found_with_its_speaker(text, reports):
    assert _reports(text) == reports


def test_reports_come_only_when_asked_for():
    text = "Ada Holm said that the bridge would open on Friday."
    assert find_quotes(text, passages_of(text)) == ()
