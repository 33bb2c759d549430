"""The makers give rows that hold the rule of spans."""

import pytest

from coverage.models import Quote
from tests.factories import BODY, make_article, make_coding, make_person, make_tag

pytestmark = pytest.mark.django_db


def test_a_made_article_holds_what_was_listed_at_its_words():
    article = make_article(
        quotes=[{"words": "Nobody was hurt,", "speaker": "Ada Voss"}],
        posts=[{"words": "At least 12 lorries were turned back.", "handle": "orle"}],
        claims=["At least 12 lorries were turned back."],
        quantities=[{"words": "At least 12", "low": 12, "bound": "over"}],
        outlet="Gull",
    )
    version = article.current_version
    rows = [
        *version.quotes.all(),
        *version.post_appearances.all(),
        *version.claim_appearances.all(),
        *version.quantities.all(),
        *version.passages.all(),
    ]
    assert len(rows) == 7
    assert all(BODY[row.start : row.end] == row.text for row in rows)
    assert Quote.history.count() == 0


def test_a_coding_stands_on_its_quote():
    quote = make_article(quotes=["Nobody was hurt,"]).current_version.quotes.get()
    coding = make_coding(quote, make_tag("safety"), make_person())
    assert (coding.start, coding.end, coding.text) == (quote.start, quote.end, quote.text)
