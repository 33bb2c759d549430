"""One story in its tabs: what stands in the table, what can be chosen, and what it costs."""

import pytest
from django.test import Client

from coverage.desk.comparison import compare
from coverage.desk.ingest import Arrival, receive
from coverage.models import Membership, Redirect, Story
from tests.desk.coverage_of_a_fire import ELSEWHERE, GULL, LANTERN, QUAY

pytestmark = pytest.mark.django_db

TABS = ("", "quotes", "claims", "posts", "coverage")


@pytest.fixture(scope="module")
def received(kept_rows) -> int:
    for outlet, content in (("Gull", GULL), ("", QUAY), ("Lantern", LANTERN)):
        receive(Arrival(content, name=f"{outlet}.txt", outlet=outlet))
    return Story.objects.get(article_count=3).pk


@pytest.fixture
def story(received: int, db: None) -> Story:
    return Story.objects.get(pk=received)


def page(client: Client, story: Story, rest: str = "") -> str:
    answer = client.get(f"/stories/{story.pk}/{rest}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def ids(story: Story) -> list[int]:
    return list(
        story.memberships.order_by("article__published_at").values_list("article", flat=True)
    )


def test_the_table_has_a_caption_and_a_header_for_every_row_and_column(client, story):
    html = page(client, story)
    table = html[html.index("<table") : html.index("</table>")]
    assert "<caption" in table
    assert table.count('<th scope="col"') == 4
    assert table.count('<th scope="row"') == table.count('<tr id="r')
    assert 'role="region" tabindex="0" aria-labelledby="rows-caption"' in html


def test_an_outlet_nobody_stated_is_named_by_its_headline(client, story):
    html = page(client, story)
    assert "outlet not stated · </span>" in html
    assert "“Engine-room fire…”" in html


def test_what_is_not_found_says_so_and_nothing_more(client, story):
    html = page(client, story)
    assert "Not found in its text" in html
    assert "omitted" not in html
    assert "left out" not in html


def test_order_and_its_rule_are_printed(client, story):
    assert "order: by publication" in page(client, story)


def test_a_quote_in_the_text_carries_the_number_of_its_utterance(client, story):
    html = page(client, story)
    assert '<mark class="mark quote">' in html
    assert f'href="/stories/{story.pk}/quotes#u1"' in html


@pytest.mark.parametrize(
    ("query", "says"),
    [("?show=only", "“Show: only one” hides"), ("?show=shared", "“Show: shared” hides")],
)
def test_filtered_rows_are_counted_and_one_link_shows_all(client, story, query, says):
    html = page(client, story, query)
    assert says in html
    assert '<a href="?" hx-get="?">Show all</a>' in html


def test_choices_stand_in_the_address_and_keep_each_other(client, story):
    first, second, _ = ids(story)
    html = page(client, story, f"?show=only&pick={first}&pick={second}&base={second}&rows=elsewise")
    assert 'href="?rows=published&amp;show=only' not in html
    assert f"?show=only&amp;rows=published&amp;base={second}&amp;pick=" in html
    assert "2 of 3" in html


def test_picking_takes_columns_away_and_brings_them_back(client, story):
    first, second, third = ids(story)
    html = page(client, story, f"?pick={first}&pick={second}")
    assert html.count('<th scope="col"') in (3, 6)
    assert f'href="?pick={first}"' in html
    assert 'href="?" hx-get="?"' in html
    assert f'value="{third}"' in html


@pytest.mark.parametrize("rest", ["?show=x&rows=y&base=z&pick=w", "?base=99999999999999999999"])
def test_an_address_with_slips_shows_the_whole_story(client, story, rest):
    assert "all 3" in page(client, story, rest)


def test_as_published_keeps_each_text_in_its_own_order(client, story):
    html = page(client, story, "?rows=published")
    assert "not lined up" in html
    body = story.memberships.get(article__outlet__name="Gull").article.current_version.body
    assert body.strip().splitlines()[-1].split(". ")[-1].rstrip(".") in html


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_is_a_page_and_a_fragment(client, story, tab):
    assert "<html" in page(client, story, tab)
    fragment = client.get(f"/stories/{story.pk}/{tab}", headers={"HX-Request": "true"})
    html = fragment.content.decode()
    assert "<html" not in html
    assert 'id="comparison"' in html


def test_the_quotes_tab_has_a_card_for_each_utterance(client, story):
    html = page(client, story, "quotes")
    assert 'id="u1"' in html
    assert "4 </b>" not in html
    assert '<b class="count">4</b> <span class="quiet">of 13</span>' in html
    assert "none found" in html


def test_every_figure_of_the_claims_tab_leads_to_its_passage(client, story):
    html = page(client, story, "claims")
    table = html.split("<tbody>")[1].split("</tbody>")[0]
    assert table.count('class="found"') > 1
    assert table.count("#p") >= table.count('class="found"')
    assert "… " in table or " …" in table


def test_the_coverage_tab_says_why_each_article_is_in_the_story(client, story):
    html = page(client, story, "coverage")
    assert "Why each is in this story" in html
    reasons = story.memberships.exclude(reasons=[]).first()
    assert reasons is not None
    assert reasons.reasons[0] in html.replace("&#x27;", "'")


def test_one_article_reads_and_has_nothing_to_compare(client):
    [answer] = receive(Arrival(ELSEWHERE, name="e.txt"))
    html = page(client, answer.article.membership.story)
    assert "One article: nothing to compare yet." in html
    assert "Possible matches" in html
    assert "<table" not in html
    assert "library in spring" in html


def test_an_article_not_yet_compared_is_counted(client, story):
    [answer] = receive(Arrival(ELSEWHERE, name="e.txt"))
    Membership.objects.filter(article=answer.article).update(story=story)
    assert "1 article not yet compared" in page(client, story)


def test_a_reader_that_failed_says_why_and_offers_an_editor_to_retry(client, editor_client, story):
    version = story.memberships.first().article.current_version
    version.reader_failed = "the text is too long"
    version.save()
    compare(story)
    assert "quotes not read: the text is too long" in page(client, story)
    assert "retry" not in page(client, story)
    assert "retry" in page(editor_client, story)


def test_retrying_reads_the_article_again(editor_client, story):
    article = story.memberships.first().article
    article.current_version.quotes.all().delete()
    answer = editor_client.post(
        f"/articles/{article.pk}/read-again", {"next": f"/stories/{story.pk}/"}
    )
    assert answer["Location"] == f"/stories/{story.pk}/"
    assert article.current_version.quotes.exists()


def test_a_stranger_sees_no_confirm_and_is_asked_to_sign_in_to_mark(client, editor_client, story):
    confirm = f'action="/stories/{story.pk}/confirm"'
    assert confirm not in page(client, story)
    assert "Sign in to mark" in page(client, story, "quotes")
    assert confirm in page(editor_client, story)
    assert client.post(f"/stories/{story.pk}/confirm")["Location"].startswith("/sign-in/")
    assert story.memberships.filter(state="confirmed").count() == 0


def test_confirming_says_that_these_articles_tell_one_story(editor_client, editor, story):
    editor_client.post(f"/stories/{story.pk}/confirm", {"next": "//elsewhere.example/"})
    assert set(story.memberships.values_list("state", "person")) == {("confirmed", editor.pk)}
    assert "grouping confirmed" in page(editor_client, story)


def test_a_form_never_leads_to_another_computer(editor_client, story):
    answer = editor_client.post(
        f"/stories/{story.pk}/confirm", {"next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == f"/stories/{story.pk}/"


@pytest.mark.parametrize("tab", TABS)
def test_a_merged_story_leads_to_where_its_articles_went(client, story, tab):
    Redirect.objects.create(old_story=4321, story=story)
    answer = client.get(f"/stories/4321/{tab}")
    assert answer["Location"] == f"/stories/{story.pk}/{tab}"
    assert client.get(f"/stories/987654/{tab}").status_code == 404


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_asks_a_fixed_number_of_queries(client, story, tab, django_assert_num_queries):
    # story · memberships with article, outlet, version · comparison · passages · quotes · their
    # codings · posts · claims · quantities · near-duplicates · related stories; on the coverage
    # tab who put each article there, and the versions
    with django_assert_num_queries(13 if tab == "coverage" else 11):
        client.get(f"/stories/{story.pk}/{tab}")
