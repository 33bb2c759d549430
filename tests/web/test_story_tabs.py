"""Who quotes whom, framing and timeline: pages, fragments, choices in the address, queries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from coverage.desk.comparison import compare
from coverage.models import Article, Comparison, Membership, Redirect, Story
from tests.desk.coverage_of_a_fire import GULL, LANTERN, QUAY
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db

TABS = ("who-quotes-whom", "framing", "timeline")


def told(outlet: str, content: bytes, day: int, words: str) -> Article:
    headline, _, body = content.decode().partition("\n\n")
    return make_article(
        body,
        headline=headline,
        outlet=outlet or None,
        published_at=datetime(2026, 10, day, tzinfo=UTC),
        published_precision="day",
        quotes=[{"words": words, "speaker": "Jonas Reed", "cue": "said"}],
    )


@pytest.fixture
def story(db) -> Story:
    whole = "We counted everyone twice before the boats went down and nobody was missing,"
    story = make_story(
        told("Gull", GULL, 14, whole),
        told("", QUAY, 14, whole[:25] + ","),
        told("Lantern", LANTERN, 15, whole[3:48]),
    )
    compare(story)
    return story


def page(client: Client, story: Story, rest: str) -> str:
    answer = client.get(f"/stories/{story.pk}/{rest}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def ids(story: Story) -> list[int]:
    return list(
        story.memberships.order_by("article__published_at", "article").values_list(
            "article", flat=True
        )
    )


def test_every_tab_is_a_page_and_a_fragment(client, story):
    for tab in TABS:
        html = page(client, story, tab)
        assert "<html" in html
        assert 'aria-current="page"' in html
        fragment = client.get(f"/stories/{story.pk}/{tab}", headers={"HX-Request": "true"})
        assert "<html" not in fragment.content.decode()
        assert 'id="comparison"' in fragment.content.decode()


def test_a_tab_asks_a_fixed_number_of_queries(client, story, django_assert_num_queries):
    # story · memberships with article, outlet, version · comparison · passages · quotes · their
    # codings · posts · claims · quantities · near-duplicates · related; the timeline: versions, too
    expected = {"who-quotes-whom": 11, "framing": 11, "timeline": 12}
    for tab, queries in expected.items():
        with django_assert_num_queries(queries):
            client.get(f"/stories/{story.pk}/{tab}?open=none&verb=said")
    for number in range(3):
        text = GULL.decode().replace("148", str(150 + number))
        Membership.objects.create(
            article=make_article(text, outlet=f"Press {number}", quotes=["We counted"]), story=story
        )
    compare(story)
    for tab, queries in expected.items():
        with django_assert_num_queries(queries):
            client.get(f"/stories/{story.pk}/{tab}")


def test_a_merged_story_leads_to_where_its_articles_went(client):
    Redirect.objects.create(old_story=4321, story=make_story(make_article()))
    for tab in TABS:
        answer = client.get(f"/stories/4321/{tab}")
        assert answer["Location"].endswith(f"/{tab}")
        assert client.get(f"/stories/987654/{tab}").status_code == 404


def test_an_address_with_slips_shows_the_whole_story(client, story):
    for tab in TABS:
        for rest in ("?sort=x&of=y&verb=z&open=w&copies=2", "?pick=99&base=99999999999"):
            assert "all 3" in page(client, story, tab + rest)


def test_an_article_not_yet_compared_is_counted(client, story):
    Membership.objects.create(article=make_article(), story=story)
    for tab in TABS:
        assert "1 article not yet compared" in page(client, story, tab)


def test_one_article_has_the_tabs_too(client):
    story = make_story(told("Gull", GULL, 14, "We counted everyone twice"))
    compare(story)
    for tab in TABS:
        html = page(client, story, tab)
        assert "Jonas Reed" in html or tab == "timeline"
        assert "Outlets:" not in html


def test_articles_without_quotes_or_dates_say_so(client):
    articles = [
        make_article("The bridge is shut.", outlet=n, published_at=None) for n in ("Gull", "Quay")
    ]
    story = make_story(*articles)
    compare(story)
    says = {
        "who-quotes-whom": "No quotes and no reported speech found",
        "framing": "no quotes found in its text",
        "timeline": "No text of these is dated",
    }
    for tab, words in says.items():
        assert words in page(client, story, tab)


def test_thirty_outlets_fit_one_table(client):
    articles = [
        make_article(f"“Nobody is hurt,” said Ada Voss of pier {n}.", outlet=f"Press {n}",
                     quotes=[{"words": "Nobody is hurt,", "speaker": "Ada Voss", "cue": "said"}])
        for n in range(30)
    ]  # fmt: skip
    story = make_story(*articles)
    compare(story)
    for tab in TABS:
        html = page(client, story, tab)
        assert html.count("Press 29") > 1
        assert len(html) < 400_000


def test_the_tabs_say_which_stand_in_a_narrow_row(client, story):
    html = page(client, story, "timeline")
    menu = html[html.index('class="more-tabs"') :]
    menu = menu[: menu.index("</details>")]
    assert "Timeline" not in menu
    for name in ("Claims", "Who quotes whom", "Framing", "Coverage"):
        assert name in menu


def test_a_story_without_quotes_has_no_tab_for_who_quotes_whom(client):
    story = make_story(make_article("The bridge is shut."))
    compare(story)
    assert "Who quotes whom" not in page(client, story, "framing")


def test_a_cell_leads_to_the_quotes_behind_it(client, story):
    html = page(client, story, "who-quotes-whom")
    row = html[html.index('<tr id="s') :]
    key = row[len('<tr id="') : row.index('" data-item')]
    assert f'href="?open={key}#{key}-{ids(story)[0]}"' in row
    opened = page(client, story, f"who-quotes-whom?open={key}")
    assert f'id="{key}-{ids(story)[0]}"' in opened
    assert "the quotes behind the row" in opened
    assert f"/articles/{ids(story)[0]}/#q" in opened
    assert f'href="?#{key}" hx-get="?"' in opened


def test_choices_keep_each_other(client, story):
    first, second, _ = ids(story)
    html = page(client, story, f"who-quotes-whom?sort=name&pick={first}&pick={second}")
    assert f"?sort=words&amp;pick={first}&amp;pick={second}" in html
    assert f'href="?pick={first}&amp;pick={second}"' in html
    assert f'href="?sort=name&amp;pick={second}"' in html
    assert '<input type="hidden" name="sort" value="name">' in html
    assert "2 of 3" in html


def test_copies_can_be_counted_once_where_there_are_any(client, story):
    assert "Count copies" not in page(client, story, "framing")
    comparison = Comparison.objects.get(story=story)
    first, second, _ = ids(story)
    comparison.result["copies"] = [{"articles": [first, second], "share": 0.98}]
    comparison.save()
    html = page(client, story, "framing")
    assert 'href="?copies=once"' in html
    html = page(client, story, "who-quotes-whom?copies=once&sort=name")
    assert "shares one text with <bdi>Gull</bdi>" in html
    assert 'href="?sort=name" hx-get="?sort=name">Count each' in html


def test_framing_shows_each_outlet_s_own_words(client, story):
    html = page(client, story, "framing")
    for words in (
        "First sentence",
        "Officials said 12 people were treated for smoke on the quay.",
        "First person quoted",
        "Last paragraph",
        "the ferry&#x27;s captain, Jonas Reed",
        "Captain Jonas Reed",
    ):
        assert words in html
    for word in ("bias", "slant", "loaded", "negative", "positive"):
        assert word not in html.lower()


def test_a_verb_opens_its_quotes(client, story):
    html = page(client, story, "framing")
    assert 'href="?verb=said#verbs" hx-get="?verb=said"' in html
    opened = page(client, story, "framing?verb=said")
    assert "“said”: the quotes and reports it introduces" in opened
    assert opened.count("cue <i") >= 3


def test_the_base_stands_first(client, story):
    second = ids(story)[1]
    html = page(client, story, f"framing?base={second}")
    assert html.index("Engine-room fire") < html.index(f'href="/articles/{ids(story)[2]}/"')
    assert "the base first" in html


def test_the_drawing_is_told_in_words_and_in_the_table(client, story):
    html = page(client, story, "timeline")
    label = html[html.index('role="img" aria-label="') :]
    label = label[: label.index('">')]
    assert "1 Gull, 14 Oct 2026: 13 of 13 words" in label
    assert "14 Oct 2026" in html
    assert html.count("<circle") == 3
    assert "13 of 13 words</a>" in html
    assert "style=" not in html


def test_following_nothing_stands_in_the_address(client, story):
    html = page(client, story, "timeline?of=none")
    assert "has the wording" not in html
    assert "words</a>" not in html
