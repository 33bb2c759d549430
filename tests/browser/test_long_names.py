"""Names and go-betweens of any length break; they widen no page and lie over nothing."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from coverage.desk.comparison import compare
from coverage.desk.recomparing import compare_again
from coverage.models import Quote
from tests.factories import make_article, make_quote, make_speaker, make_story

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "Gemeindeverkehrsbetriebsgesellschaftsaufsichtsratsvorsitzendenstellvertretung Orle"
VIA = "a programme streamed on the council’s own channel and shown again that evening " * 3
BODY = "“Nobody was hurt,” said one. “It will open again on Monday,” said another.\n"


@pytest.fixture
def addresses() -> list[str]:
    articles = []
    for number in range(2):
        article = make_article(
            BODY, outlet=f"{'Abendanzeiger' * 6}{number}", headline="Bridge " + "x" * 90,
            published_at=datetime(2026, 3, 2 + number, tzinfo=UTC),
        )  # fmt: skip
        make_quote(
            article,
            "Nobody was hurt,",
            speaker=NAME,
            cue="said",
            via=VIA[:300],
            via_how="broadcast",
        )
        make_quote(article, "It will open again on Monday,", speaker=NAME, cue="said")
        articles.append(article)
    Quote.objects.update(mention=f"the {NAME.replace(' ', '')}’s spokeswoman")
    story = make_story(*articles)
    compare(story)
    compare_again([article.pk for article in articles])
    speaker = make_speaker(NAME)
    of_speaker = ("speaker", "speaker-merge", "speaker-split", "speaker-history")
    return [
        "/",
        reverse("outlets"),
        articles[0].get_absolute_url(),
        f"/stories/{story.pk}/",
        f"/stories/{story.pk}/quotes",
        reverse("quotes"),
        reverse("speakers"),
        *(reverse(name, args=[speaker.pk]) for name in of_speaker),
    ]


@pytest.mark.parametrize("width", [1440, 820, 390, 320])
def test_a_long_name_breaks_and_widens_no_page(
    page: Page, signed_in: BrowserContext, addresses, width
):
    page.set_viewport_size({"width": width, "height": 844})
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_no_cell_of_a_wording_lies_over_its_neighbour(page: Page, addresses):
    page.set_viewport_size({"width": 820, "height": 844})
    page.goto(next(one for one in addresses if one.endswith("/quotes")))
    over = page.evaluate(
        """() => [...document.querySelectorAll('.wordings td, .wordings th')]
            .filter(e => e.getClientRects().length && e.scrollWidth > e.clientWidth + 1)
            .map(e => e.outerHTML.slice(0, 120))"""
    )
    assert over == []
