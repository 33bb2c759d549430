"""The quotes tab: wordings against a base, and what other articles report."""

import pytest

from coverage.desk.comparison import compare
from coverage.desk.storypage import story_page
from coverage.models import Article, Story
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db

WHOLE = "The slipway is a ruin, and no cutter will leave it before the equinox,"
CUT = "no cutter will leave it before the equinox,"
OWN = "The slipway is a wreck, and no cutter will leave it before the equinox,"
REPORTED = "that the slipway was a ruin"


def quoting(outlet: str, words: str) -> Article:
    body = f"Boats lay idle at Kell.\n\n“{words}” Nora Lind said on Monday."
    return make_article(
        body, outlet=outlet, quotes=[{"words": words, "speaker": "Nora Lind", "cue": "said"}]
    )


def reporting(outlet: str) -> Article:
    return make_article(
        f"Nobody worked at Kell.\n\nNora Lind said {REPORTED}.",
        outlet=outlet,
        quotes=[{"words": REPORTED, "speaker": "Nora Lind", "cue": "said", "kind": "indirect"}],
    )


def told(*articles: Article) -> Story:
    story = make_story(*articles)
    compare(story)
    return story


def changes(story: Story, base: int = 0, picked: tuple[int, ...] = ()) -> dict[str, tuple]:
    (utterance,) = story_page(story, base=base, picked=picked).utterances
    return {w.column.outlet: w.changes for w in utterance.wordings}


@pytest.fixture
def articles(db) -> list[Article]:
    return [quoting("Gull", WHOLE), quoting("Tern", CUT), quoting("Skua", OWN)]


def test_wordings_are_set_against_the_base_that_is_picked(articles):
    story = told(*articles)
    assert changes(story) == {"Gull": (), "Tern": ("cut at start",), "Skua": ("word",)}
    assert changes(story, base=articles[1].pk) == {
        "Tern": (),
        "Gull": ("longer at start",),
        "Skua": ("longer at start",),
    }
    assert changes(story, base=articles[2].pk) == {
        "Skua": (),
        "Gull": ("word",),
        "Tern": ("cut at start",),
    }


def test_the_page_says_what_the_wordings_are_compared_with(articles):
    story = told(*articles, reporting("Petrel"))
    petrel = story.memberships.get(article__outlet__name="Petrel").article_id
    called = [
        story_page(story, base=base).utterances[0].base_called
        for base in (0, articles[1].pk, petrel)
    ]
    assert called == ["Gull (longest wording)", "Tern", "Gull; Petrel prints none of it"]


def test_a_base_that_is_not_shown_is_none(articles):
    shown = (articles[1].pk, articles[2].pk)
    assert changes(told(*articles), base=articles[0].pk, picked=shown) == {
        "Tern": ("cut at start",),
        "Skua": (),
    }


def test_words_that_the_base_does_not_print_are_marked(articles):
    (utterance,) = story_page(told(*articles)).utterances
    marked = {
        w.column.outlet: [p.text for p in w.pieces if "changed" in p.names]
        for w in utterance.wordings
    }
    assert marked == {"Gull": [], "Tern": [], "Skua": ["wreck"]}


def test_what_another_article_reports_stands_with_the_utterance(db):
    story = told(quoting("Gull", WHOLE), reporting("Petrel"))
    page = story_page(story)
    (utterance,) = page.utterances
    (report,) = utterance.reports
    assert (utterance.articles, utterance.reported, utterance.changes) == (1, 1, ())
    assert (report.column.outlet, report.is_reported, report.state) == (
        "Petrel",
        True,
        "suggested",
    )
    assert "paraphrase" in report.changes
    shared = [p.text for p in report.pieces if "shared" in p.names]
    assert {"slipway", "ruin"} <= {*" ".join(shared).split()}
    assert "".join(p.text for p in report.pieces) == REPORTED
    assert page.lone_quotes == ()
    assert [q.utterance for told in page.reported for q in told.quotes] == [1]


def test_a_report_follows_the_base(db):
    gull, tern = quoting("Gull", WHOLE), quoting("Tern", "The slipway is a ruin,")
    story = told(gull, tern, reporting("Petrel"))
    words = [
        (u.words, u.reports[0].words)
        for base in (gull.pk, tern.pk)
        for u in story_page(story, base=base).utterances
    ]
    assert words == [(14, 4), (5, 4)]


def test_text_that_stands_without_marks_is_shown_as_such(db):
    notice = f"Notice of the harbour board\n\n{WHOLE} and so says the board."
    story = told(quoting("Gull", WHOLE), make_article(notice, outlet="Board"))
    (report,) = story_page(story).utterances[0].reports
    assert (report.is_reported, report.by, report.changes) == (False, None, ())
    assert "".join(p.text for p in report.pieces) == WHOLE.rstrip(",")


def test_the_base_asks_no_more_queries(articles, django_assert_num_queries):
    story = told(*articles, reporting("Petrel"))
    # story's memberships, articles, passages, quotes, codings, posts, claims, quantities,
    # comparison, and the texts that each shares
    with django_assert_num_queries(10):
        story_page(story, base=articles[1].pk)


def test_the_tab_says_who_reports_and_without_marks(client, db):
    story = told(quoting("Gull", WHOLE), reporting("Petrel"))
    html = " ".join(client.get(f"/stories/{story.pk}/quotes").content.decode().split())
    assert "1 article, 1 quote; in 1 more without quotation marks" in html
    assert "quoted in one" in html
    assert '<span class="mark shared">the slipway</span>' in html
    report = html[html.index('<tr class="report">') :]
    assert "reported ·" in report[: report.index("</tr>")]
    assert "Not found in the text of Petrel" not in html


def test_the_tab_offers_every_outlet_as_the_base(client, articles):
    story = told(*articles)
    tern = articles[1].pk
    address = f"/stories/{story.pk}/quotes"
    assert f'href="?base={tern}"' in client.get(address).content.decode()
    html = client.get(f"{address}?base={tern}").content.decode()
    assert "longer at start" in html
    assert "compared with: <bdi>Tern</bdi>" in html
