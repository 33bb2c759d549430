"""The list of quotes and its filters."""

import pytest
from django.urls import reverse

from coverage.models import Quote
from tests.factories import (
    make_article,
    make_coding,
    make_outlet,
    make_person,
    make_quote,
    make_speaker,
    make_tag,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quotes():
    first = make_article(outlet="Gull", published_at="2026-03-01T08:00Z")
    second = make_article(outlet="Quay", published_at="2026-03-02T08:00Z")
    person = make_person()
    made = [
        make_quote(first, "Nobody was hurt,", speaker="Ada Voss", via="The Tern"),
        make_quote(first, "a crack was found", kind="indirect"),
        make_quote(second, "turned back", speaker="Bo Wynn", kind="mixed", state="confirmed"),
        make_quote(second, "the harbour master", state="rejected"),
    ]
    tag = make_tag("safety")
    for quote in made[:2]:
        make_coding(quote, tag, person)
    return made


def listed(client, **query):
    return client.get(reverse("quotes"), query).content.decode()


def test_the_newest_articles_quotes_stand_first_and_rejected_ones_apart(client, quotes):
    page = listed(client)
    assert "2 quotes" in page
    assert page.index("“turned back”") < page.index("“Nobody was hurt,”")
    assert "the harbour master”" not in page
    assert "via: <bdi>The Tern</bdi>" in page
    assert "speaker not found" in listed(client, kind="indirect")
    assert "the harbour master”" in listed(client, state="rejected")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"kind": "mixed"}, ["turned back"]),
        ({"state": "confirmed"}, ["turned back"]),
        ({"speaker": "Ada Voss"}, ["Nobody was hurt,"]),
        ({"outlet": "Gull"}, ["Nobody was hurt,"]),
        ({"outlet": "Gull", "kind": "any"}, ["a crack was found", "Nobody was hurt,"]),
        ({"tag": "safety"}, ["Nobody was hurt,"]),
        ({"tag": "safety", "kind": "any"}, ["a crack was found", "Nobody was hurt,"]),
        ({"tag": "safety", "kind": "indirect"}, ["a crack was found"]),
        ({"kind": "any"}, ["turned back", "a crack was found", "Nobody was hurt,"]),
        ({"kind": "sung", "outlet": "x"}, ["turned back", "Nobody was hurt,"]),
    ],
)
def test_filters_leave_what_they_say(client, quotes, query, words):
    from coverage.models import Outlet, Tag

    keys = {
        "Ada Voss": make_speaker("Ada Voss").pk,
        "Gull": Outlet.objects.get(name="Gull").pk,
        "safety": Tag.objects.get().pk,
    }
    response = client.get(reverse("quotes"), {k: keys.get(v, v) for k, v in query.items()})
    assert [quote.text for quote in response.context["list"].page.rows] == words


def test_a_link_carries_its_count_and_takes_its_filter_back(client, quotes):
    groups = {g.title: g for g in client.get(reverse("quotes")).context["list"].groups}
    assert [(link.words, link.count) for link in groups["Kind"].links] == [
        ("direct", 1), ("mixed", 1), ("reported speech", 1), ("any", 3),
    ]  # fmt: skip
    assert [(link.words, link.count) for link in groups["State"].links] == [
        ("suggested", 1), ("confirmed", 1), ("rejected", 1),
    ]  # fmt: skip
    assert [(link.words, link.count) for link in groups["Outlet"].links] == [
        ("Gull", 1),
        ("Quay", 1),
    ]
    assert [(link.words, link.count) for link in groups["Tag"].links] == [("safety", 1)]
    asked = client.get(reverse("quotes") + groups["Kind"].links[1].href).context["list"]
    mixed = next(link for g in asked.groups for link in g.links if link.words == "mixed")
    assert (mixed.is_on, mixed.href) == (True, "?")


def test_filtered_to_nothing_says_what_hides_how_many(client, quotes):
    page = " ".join(listed(client, kind="mixed", state="suggested").split())
    assert "2 quotes are hidden by State: suggested and Kind: mixed" in page
    assert "Show all 2 quotes" in page


def test_reported_speech_is_counted_apart_and_never_among_what_is_to_review(client, quotes):
    page = " ".join(listed(client).split())
    assert '<a href="?kind=indirect" hx-get="?kind=indirect">1 report of speech</a> apart' in page
    assert "a crack was found" not in listed(client, state="suggested")
    page = listed(client, kind="indirect")
    assert "1 report of speech</b>" in page
    assert "“a crack was found”" not in page
    assert f"?reported=1#q{quotes[1].pk}" in page
    assert "2 quotes and reports" in listed(
        client, kind="any", outlet=quotes[0].version.article.outlet_id
    )


def test_the_speaker_the_cue_the_go_between_and_a_low_confidence_stand_there(client):
    article = make_article("“Nobody was hurt,” the harbour master told the Tern.", outlet="Gull")
    outlet = make_outlet("The Tern")
    make_quote(
        article, "Nobody was hurt,", speaker=make_speaker("Ada Voss"), cue="told the Tern",
        via="the Tern", via_how="told", via_outlet=outlet, confidence=0.42,
    )  # fmt: skip
    Quote.objects.update(mention="the harbour master")
    page = listed(client)
    assert "<b><bdi>the harbour master</bdi></b>" in page
    assert '<bdi>Ada Voss</bdi></a> · <span class="unsure">unsure: 0.42</span>' in page
    assert 'cue <i dir="auto">told the Tern</i>' in page
    assert f'via: told to <a href="{outlet.get_absolute_url()}"><bdi>the Tern</bdi></a>' in page
    Quote.objects.update(state="confirmed")
    assert "unsure" not in listed(client)


def test_only_the_texts_that_articles_have_now_are_listed(client, quotes):
    make_version(quotes[0].version.article, "“Nobody was hurt,” said Ada Voss. Later text.")
    assert client.get(reverse("quotes")).context["list"].page.total == 1


def test_no_quotes_yet_says_what_to_do(client):
    assert "No quotes yet" in listed(client)


def test_the_fragment_is_served_at_the_same_address(client, quotes):
    answer = client.get(reverse("quotes"), headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


def test_the_page_asks_a_fixed_number_of_queries(client, quotes, django_assert_num_queries):
    # counts of kinds and states; speakers, outlets and tags with theirs; the page's count, its
    # quotes, codings, tags
    with django_assert_num_queries(8):
        listed(client)
    for article in {quote.version.article for quote in quotes}:
        for words in ("The harbour bridge", "on Monday", "lorries"):
            make_coding(make_quote(article, words, speaker=words), make_tag(), make_person())
    with django_assert_num_queries(8):
        listed(client)
    assert Quote.objects.count() == 10
