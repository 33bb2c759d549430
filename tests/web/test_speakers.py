"""The speakers, and one speaker with what outlets quote of them."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from coverage.desk.speakercounts import count_speakers
from coverage.desk.speakermerging import merge
from coverage.desk.speakertimes import speaker_times
from coverage.models import Article, Quote, Speaker, SpeakerName, Utterance
from coverage.web.speaker_quotes import PAGE
from tests.factories import make_article, make_quote, make_speaker, make_story, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    ada = make_speaker("Ada Voss")
    SpeakerName.objects.create(speaker=ada, name="A. Voss")
    articles = [make_article(outlet=outlet) for outlet in ("Gull", "Gull", "Quay", None)]
    for article in articles:
        make_quote(article, "Nobody was hurt,", speaker=ada)
    make_quote(articles[0], "a crack", speaker=ada, state="rejected")
    make_quote(articles[2], "turned back", speaker=ada, kind="indirect")
    make_story(*articles[:2], headline="The bridge")
    make_story(articles[2], headline="The harbour")
    counted()
    return ada


def counted():
    count_speakers(Article.objects.values_list("pk", flat=True))


def names(response):
    return [speaker.name for speaker in response.context["list"].page.rows]


def said(response):
    """Every gathered quote of the page, those in marks before reported ones."""
    stories = response.context["list"].stories
    return [one for told in stories for one in (*told.said, *told.reported)]


def test_speakers_stand_most_quoted_first(client, ada, django_assert_num_queries):
    make_quote(make_article(), "a crack", speaker="Bo Wynn")
    counted()
    # the letters they begin with, count, speakers with their kept numbers
    with django_assert_num_queries(3):
        response = client.get(reverse("speakers"))
    rows = response.context["list"].page.rows
    assert [(s.name, s.quote_count, s.reported_count, s.article_count) for s in rows] == [
        ("Ada Voss", 4, 1, 4), ("Bo Wynn", 1, 0, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=voss", ["Ada Voss"]),
        ("q=VOSS+ada", ["Ada Voss"]),
        ("q=a.+voss", ["Ada Voss"]),
        ("q=zoe+muller", ["Zoë Müller"]),
        ("q=wyn", ["Bo Wynn"]),
        ("q=nobody", []),
        ("q=%25", []),
        ("q=%00", []),
        ("letter=v", ["Ada Voss"]),
        ("letter=other", ["Анна Белова"]),
        ("sort=name", ["Zoë Müller", "Ada Voss", "Bo Wynn", "Анна Белова"]),
        ("sort=newest", ["Bo Wynn", "Ada Voss", "Zoë Müller", "Анна Белова"]),
        ("sort=%00&letter=aa&page=x", ["Ada Voss", "Bo Wynn", "Zoë Müller", "Анна Белова"]),
    ],
)
def test_speakers_are_found_and_ordered(client, ada, asked, found):
    day = datetime(2026, 5, 1, tzinfo=UTC)
    make_quote(make_article(published_at=day), "a crack", speaker="Bo Wynn")
    for name in ("Zoë Müller", "Анна Белова"):
        make_quote(make_article(published_at=None), "a crack", speaker=name)
    counted()
    assert names(client.get(f"{reverse('speakers')}?{asked}")) == found


def test_a_letter_with_nobody_behind_it_leads_nowhere(client, ada):
    make_quote(make_article(), "a crack", speaker="Анна Белова")
    counted()
    page = client.get(reverse("speakers"))
    linked = [choice.words for choice in page.context["list"].letters if choice.href]
    assert linked == ["v", "other"]
    assert "<li><span>a</span></li>" in page.content.decode()
    typed = client.get(reverse("speakers") + "?q=voss&letter=b").context["list"].letters
    # the one that is on leads back to all
    assert [choice.words for choice in typed if choice.href] == ["b", "v"]


def test_typing_swaps_the_list_and_keeps_the_field(client, ada):
    page = client.get(reverse("speakers") + "?q=voss", headers={"HX-Request": "true"})
    text = page.content.decode()
    assert "<html" not in text
    assert 'hx-select="#found"' in text
    assert "1 speaker</b> with “voss” in a name" in text


def test_quotes_of_a_text_that_was_replaced_are_not_counted(client, ada):
    make_version(ada.quotes.first().version.article, "Another text.")
    counted()
    assert client.get(reverse("speakers")).context["list"].page.rows[0].quote_count == 3


def test_a_speakers_quotes_stand_by_story(client, ada, django_assert_num_queries):
    # speaker, outlets that quote them, other names (2), newest texts, mentions, numbers over time;
    # numbers by kind, decided ones, outlets and stories to filter by (1 and 3), the page's count,
    # articles, quotes, codings, memberships with stories; pairs in which they are
    with django_assert_num_queries(19):
        response = client.get(ada.get_absolute_url())
    told = response.context["list"].stories
    headlines = [in_story.story.headline if in_story.story else None for in_story in told]
    assert sorted(map(str, headlines)) == ["None", "The bridge", "The harbour"]
    page = response.content.decode()
    assert "<bdi>A. Voss</bdi>" in page
    assert "4 quotes</b> and 1 report without marks in 4 articles of 2 outlets" in page
    assert "and outlets not stated" in page


def test_reported_speech_stands_apart(client, ada):
    response = client.get(ada.get_absolute_url())
    [apart] = [told for told in response.context["list"].stories if told.reported]
    assert apart.story.headline == "The harbour"
    assert [one.words for one in apart.reported] == ["turned back"]
    assert "“turned back”" not in response.content.decode()


def test_what_articles_call_them_is_counted_apart_from_their_name(client, ada):
    mentions = ["Mayor Ada Voss", "Ms. Voss", "she", "the mayor"]
    for quote, mention in zip(ada.quotes.filter(kind="direct", state="suggested"), mentions):  # noqa: B905
        Quote.objects.filter(pk=quote.pk).update(mention=mention, speaker_role="the harbour master")
    Quote.objects.filter(mention="the mayor").update(speaker_role="mayor")
    known = client.get(ada.get_absolute_url()).context["mentioned"]
    assert known.roles == (("the harbour master", 3), ("Mayor", 1), ("the mayor", 1))
    assert known.names == (("Ada Voss", 2), ("Ms. Voss", 1))
    assert known.pronouns == 1


def test_a_capital_at_the_start_of_a_sentence_makes_no_second_name(client, ada):
    mentions = ["The mayor", "the mayor", "the mayor", "mayor Ada Voss", "Mayor Ada Voss"]
    for quote, mention in zip(ada.quotes.all(), mentions):  # noqa: B905
        Quote.objects.filter(pk=quote.pk).update(mention=mention, speaker_role="")
    known = client.get(ada.get_absolute_url()).context["mentioned"]
    said = Quote.objects.filter(speaker=ada).exclude(state="rejected")
    called = said.filter(mention__iexact="the mayor").count()
    assert ("the mayor", called) in known.roles
    assert len({words.casefold() for words, _ in known.roles}) == len(known.roles)


def test_one_utterance_is_gathered_with_its_variants(client, ada):
    story = ada.quotes.first().version.article.membership.story
    utterance = Utterance.objects.create(story=story, key="u", text="Nobody was hurt,")
    quotes = ada.quotes.filter(version__article__memberships__story=story, state="suggested")
    quotes.update(utterance=utterance)
    other = quotes.last()
    Quote.objects.filter(pk=other.pk).update(text="nobody was badly hurt")
    response = client.get(ada.get_absolute_url())
    [gathered] = [one for one in said(response) if one.utterance]
    assert len(gathered.printed) == 2
    assert {one.words for one in gathered.printed} & {"nobody was badly hurt", "Nobody was hurt,"}
    page = response.content.decode()
    assert f"{reverse('story-quotes', args=[story.pk])}#said-{utterance.pk}" in page


def test_an_utterance_over_two_pages_stands_whole_on_the_first(client):
    ada = make_speaker("Ada Voss")
    articles = [
        make_article(published_at=datetime(2026, 3, 1 + number % 28, number % 20, tzinfo=UTC))
        for number in range(PAGE + 3)
    ]
    quotes = [make_quote(article, "Nobody was hurt,", speaker=ada) for article in articles]
    story = make_story(*articles)
    utterance = Utterance.objects.create(story=story, key="u", text="Nobody was hurt,")
    oldest, newest = (f(articles, key=lambda a: a.published_at) for f in (min, max))
    for article in (oldest, newest):
        Quote.objects.filter(version__article=article).update(utterance=utterance)
    counted()
    first, second = (client.get(f"{ada.get_absolute_url()}?page={n}") for n in (1, 2))
    assert [len(one.printed) for one in said(first) if one.utterance] == [2]
    assert [one for one in said(second) if one.utterance] == []
    shown = sum(len(one.printed) for page in (first, second) for one in said(page))
    assert shown == len(quotes)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("outlet={gull}", 2),
        ("outlet={gull}&kind=reported", 0),
        ("kind=reported", 1),
        ("kind=marks", 4),
        ("state=rejected", 1),
        ("state=rejected&kind=reported", 0),
        ("state=confirmed", 0),
        ("state=suggested", 5),
        ("story={harbour}", 2),
        ("outlet=99999", 0),
        ("outlet=x&kind=x&state=%00&story=99999999999999999999", 5),
    ],
)
def test_quotes_are_filtered_by_the_address(client, ada, asked, found):
    gull = Article.objects.filter(outlet__name="Gull").first().outlet_id
    harbour = Article.objects.get(outlet__name="Quay").membership.story_id
    response = client.get(f"{ada.get_absolute_url()}?{asked.format(gull=gull, harbour=harbour)}")
    assert sum(len(one.printed) for one in said(response)) == found
    assert response.context["list"].shown == found
    if not found:
        assert "is left by" in response.content.decode()


def test_the_merged_address_leads_for_good_to_the_leading_one(client, ada, editor):
    gone = make_speaker("Ada Vosse")
    merge(ada, gone, editor)
    response = client.get(gone.get_absolute_url() + "?kind=marks")
    assert (response.status_code, response["Location"]) == (
        301, ada.get_absolute_url() + "?kind=marks",
    )  # fmt: skip
    assert "<bdi>Ada Vosse</bdi>" in client.get(ada.get_absolute_url()).content.decode()


def test_a_speaker_without_standing_quotes_says_so(client):
    page = client.get(make_speaker("Nobody Known").get_absolute_url()).content.decode()
    assert "No standing quote" in page
    assert "No speakers yet" not in client.get(reverse("speakers")).content.decode()


def test_no_speakers_and_none_found_say_so(client):
    assert "No speakers yet" in client.get(reverse("speakers")).content.decode()
    assert "No speaker is called so" in client.get(reverse("speakers") + "?q=x").content.decode()


def test_a_stranger_is_offered_nothing_to_change(client, ada):
    make_quote(make_article(), "a crack", speaker="A. J. Voss")
    counted()
    page = client.get(ada.get_absolute_url()).content.decode()
    assert "<form" not in page.split("<main")[1]
    assert "Merge" not in page
    assert client.get(reverse("speaker-pairs")).status_code == 302


def test_each_quote_can_be_cited(client, ada):
    page = client.get(ada.get_absolute_url()).content.decode()
    quote = ada.quotes.filter(version__article__outlet__name="Quay", kind="direct").get()
    assert (
        "“Nobody was hurt,” Ada Voss, quoted in Quay, “Bridge at Orle closed”, "
        f'<time datetime="2026-03-02">2 Mar 2026</time>. http://testserver{quote.get_absolute_url()}'
    ) in " ".join(page.split())


def test_the_pages_cost_the_same_for_more(client, ada, django_assert_num_queries):
    for number in range(6):
        article = make_article(outlet=f"Outlet {number}")
        make_quote(article, "Nobody was hurt,", speaker=ada)
        make_story(article)
    counted()
    assert Speaker.objects.get().quote_count == 10
    with django_assert_num_queries(19):
        client.get(ada.get_absolute_url())


def over_time(*days):
    """The periods of a speaker quoted on these days (None for an article without a date)."""
    ada = make_speaker("Ada Voss")
    for day in days:
        article = make_article(published_at=datetime(*day, 9, tzinfo=UTC) if day else None)
        make_quote(article, "Nobody was hurt,", speaker=ada)
        make_quote(article, "a crack", speaker=ada, kind="indirect")
    counted()
    return speaker_times(ada)


@pytest.mark.parametrize(
    ("days", "unit", "periods"),
    [
        ([(2026, 2, 27), (2026, 2, 27), (2026, 3, 2)], "day",
         ["27 Feb 2026", "28 Feb 2026", "1 Mar 2026", "2 Mar 2026"]),
        ([(2025, 11, 30), (2026, 2, 1), None], "month",
         ["Nov 2025", "Dec 2025", "Jan 2026", "Feb 2026"]),
        ([(2019, 1, 1), (2026, 3, 2)], "year", [str(year) for year in range(2019, 2027)]),
    ],
)  # fmt: skip
def test_quotes_are_counted_over_time_without_a_gap(days, unit, periods):
    times = over_time(*days)
    assert (times.unit, [period.words for period in times.periods]) == (unit, periods)
    assert sum(p.quotes for p in times.told) == sum(p.reported for p in times.told)
    assert sum(p.quotes for p in times.told) == len(days) - times.undated
    assert times.undated == days.count(None)


@pytest.mark.parametrize("days", [[], [None], [(2026, 3, 2)] * 2, [(1, 1, 1), (2026, 3, 2)]])
def test_one_date_or_none_or_one_far_off_makes_no_picture(days):
    assert over_time(*days) is None


def test_the_picture_stands_on_the_page_with_its_table(client):
    over_time((2026, 3, 1), (2026, 3, 3))
    page = client.get(make_speaker("Ada Voss").get_absolute_url()).content.decode()
    assert 'aria-label="1 Mar 2026: 2; 3 Mar 2026: 2"' in page
    assert '<th scope="row">3 Mar 2026</th><td class="count">1</td>' in page
