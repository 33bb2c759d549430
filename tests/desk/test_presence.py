"""Found, not found in its text, or cannot tell."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coverage.desk.comparison import compare
from coverage.desk.pages import Column
from coverage.desk.presence import absence
from coverage.desk.storypage import story_page
from coverage.models import Passage
from tests.factories import make_article, make_story

AT = datetime(2026, 10, 14, 12, tzinfo=UTC)
GULL = Column(
    1, "Gull", "Gull", 1, "confirmed", "", "Bridge shut", False, AT, False, 300, 0, 0, 0,
    language="en",
)  # fmt: skip
QUAY = replace(GULL, article=2, called="Quay", published=AT.replace(hour=15))


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (GULL, "not found in its text: published earlier"),
        (replace(GULL, day_only=True), "not found in its text"),
        (replace(GULL, published=AT.replace(day=13), day_only=True),
         "not found in its text: published earlier"),
        (replace(GULL, published=AT.replace(hour=16)), "not found in its text"),
        (replace(GULL, published=None), "not found in its text"),
        (replace(GULL, own_words=40), "not found in its text: its text is short"),
        (replace(GULL, language="fr"), "cannot tell: its text is in French"),
        (replace(GULL, language=""), "not found in its text: published earlier"),
        (replace(GULL, reader_failed="too long"), "cannot tell: quotes not read"),
        (replace(GULL, cut="only its headline is kept", language="fr"),
         "cannot tell: only its headline is kept"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_text_that_has_no_wording(column, told):
    assert absence(column, [QUAY], is_read=True).told() == told


def test_a_row_needs_no_reading_and_an_unknown_language_tells_nothing():
    failed = replace(GULL, reader_failed="too long")
    assert absence(failed, [QUAY]).told() == "not found in its text: quotes not read"
    assert not absence(replace(GULL, language="fr"), [replace(QUAY, language="")]).is_unknown
    assert absence(GULL, [QUAY]).briefly() == "not found in its text"


@pytest.fixture
def cut_short(db):
    """Two whole texts that share a quote and a figure; a third breaks off at a paywall."""
    said = "“We closed the bridge at once,” said Ada Voss. At least 12 lorries were turned back."
    articles = [
        make_article(
            f"{said}\n\n{'The ferry ran all day. ' * 20}{name} saw it.",
            outlet=name,
            quotes=[{"words": "We closed the bridge at once,", "speaker": "Ada Voss"}],
            quantities=[{"words": "At least 12", "low": 12, "bound": "over"}],
        )
        for name in ("Gull", "Quay")
    ]
    body = "The bridge at Orle is closed, and lorries wait.\n\nSubscribe to continue reading"
    broken = make_article(body, outlet="Lantern")
    notice = Passage.objects.get(version=broken.current_version, text__startswith="Subscribe")
    Passage.objects.filter(pk=notice.pk).update(kind="boilerplate", reason="a paywall's notice")
    story = make_story(*articles, broken)
    compare(story)
    return story


WHY = "its text breaks off at a paywall"


def test_of_a_text_that_breaks_off_nothing_is_said_to_be_missing(client, cut_short):
    page = story_page(cut_short)
    lantern = next(column for column in page.columns if column.called == "Lantern")
    assert lantern.cut == WHY
    cells = [c for row in page.rows for c in row.cells if c.column is lantern and not c.found]
    assert cells
    assert all(cell.is_unknown and cell.reason == WHY for cell in cells)
    [utterance] = page.utterances
    assert utterance.elsewhere == (f"Cannot tell of Lantern ({WHY})",)
    finding_lines = [line for f in page.findings for line in f.lines if line.called == "Lantern"]
    assert all(line.words != "not found in its text" for line in finding_lines)
    for tab in ("", "quotes", "who-quotes-whom", "framing", "timeline", "coverage"):
        html = client.get(f"/stories/{cut_short.pk}/{tab}").content.decode()
        assert WHY in html
        assert "omitted" not in html
