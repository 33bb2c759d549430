"""Beside each other, too, every quote says who said it, with what cue and through whom."""

import pytest
from django.test import Client

from coverage.desk.comparison import compare
from coverage.models import Story
from tests.factories import make_article, make_outlet, make_quote, make_story

pytestmark = pytest.mark.django_db

FIRST = (
    "“The bridge is safe to walk on again,” the mayor told the Lamp. It was cold.\n\n“Go home.”\n"
)
SECOND = "“The bridge is safe to walk on again,” Ada Voss said. Nobody knew when it was built.\n"


@pytest.fixture
def story() -> Story:
    lamp = make_outlet("Lamp")
    first = make_article(FIRST, outlet="Gull", headline="Bridge safe")
    make_quote(
        first, "The bridge is safe to walk on again,", speaker="Ada Voss", mention_start=None,
        cue="told", via="the Lamp", via_how="told", via_outlet=lamp,
    )  # fmt: skip
    first.current_version.quotes.update(
        mention="the mayor", mention_start=FIRST.index("the mayor"),
        mention_end=FIRST.index("the mayor") + 9,
    )  # fmt: skip
    make_quote(first, "Go home.", confidence=0.41)
    second = make_article(SECOND, outlet="Tern", headline="All clear")
    make_quote(second, "The bridge is safe to walk on again,", speaker="Ada Voss", cue="said")
    story = make_story(first, second)
    compare(story)
    return story


def lines(client: Client, story: Story, rest: str = "") -> list[str]:
    """The lines under the cells, without their tags."""
    html = " ".join(client.get(f"/stories/{story.pk}/{rest}").content.decode().split())
    cells = [part.split("</ul>")[0] for part in html.split('<ul class="said-by">')[1:]]
    return [
        " ".join(words_of(line).split()) for cell in cells for line in cell.split("<li>") if line
    ]


def words_of(html: str) -> str:
    return "".join(part.rpartition(">")[2] for part in html.split("<"))


def test_each_quote_beside_the_others_has_speaker_cue_and_via(client, story):
    assert lines(client, story) == [
        "the mayor ·, that is Ada Voss · cue told · via: told to the Lamp",
        "Ada Voss · cue said · via: none found",
        "speaker not found · unsure: 0.41 · via: none found",
    ]


def test_as_published_has_them_too(client, story):
    assert "Ada Voss · cue said · via: none found" in lines(client, story, "?rows=published")


def test_quotes_of_one_speaker_in_a_cell_are_told_once(client):
    body = "“It is shut,” Ada Voss said. “It stays shut.”\n"
    article = make_article(body, outlet="Gull")
    make_quote(article, "It is shut,", speaker="Ada Voss", cue="said")
    make_quote(article, "It stays shut.", speaker="Ada Voss", cue="said")
    story = make_story(article)
    compare(story)
    assert lines(client, story) == ["Ada Voss · cue said · via: none found"]


def test_several_in_a_cell_are_told_apart_by_their_first_words(client):
    body = "“It is shut for good this time,” Ada Voss said. “We swim,” a bystander said.\n"
    article = make_article(body, outlet="Gull")
    make_quote(article, "It is shut for good this time,", speaker="Ada Voss", cue="said")
    quote = make_quote(article, "We swim,", cue="said")
    quote.mention = quote.speaker_name = "a bystander"
    quote.save()
    story = make_story(article)
    compare(story)
    assert lines(client, story) == [
        "“It is shut for…” Ada Voss · cue said · via: none found",
        "“We swim,” a bystander · cue said · via: none found",
    ]


def test_a_cell_of_the_same_words_says_whose_they_are_without_being_opened(client):
    body = "“The bridge is safe to walk on again,” she said. "
    articles = []
    for outlet, name, more in (("Gull", "Ada Voss", "It rained."), ("Tern", "Ida Roe", "It blew.")):
        article = make_article(body + more + "\n", outlet=outlet)
        make_quote(article, "The bridge is safe to walk on again,", speaker=name, cue="said")
        articles.append(article)
    story = make_story(*articles)
    compare(story)
    html = client.get(f"/stories/{story.pk}/").content.decode()
    folded = html.split('<details class="same">')[1]
    assert "the same words as <bdi>Gull</bdi>" in folded
    assert "Ida Roe" not in folded.split("</details>")[0]
    assert "Ida Roe" in folded.split("</details>")[1].split("</td>")[0]


def test_the_same_words_name_the_article_where_one_outlet_has_two(client):
    articles = []
    for headline in ("Bridge shut", "Bridge still shut"):
        body = f"{headline}\n\nBuses run by way of the upper town while divers look at the piers.\n"
        articles.append(make_article(body, outlet="Gull", headline=headline))
    story = make_story(*articles)
    compare(story)
    html = client.get(f"/stories/{story.pk}/").content.decode()
    assert "the same words as <bdi>Gull: “Bridge shut”</bdi>" in html
    assert "2 of 2, same words" in html


def test_reported_speech_names_the_article_as_one_outlet_may_have_two(client):
    articles = []
    for headline in ("Bridge shut", "Bridge open"):
        article = make_article("The bridge is shut, she said.\n", outlet="Gull", headline=headline)
        make_quote(article, "The bridge is shut", kind="indirect", speaker="Ada Voss", cue="said")
        articles.append(article)
    story = make_story(*articles)
    compare(story)
    html = client.get(f"/stories/{story.pk}/quotes").content.decode()
    heads = [words_of(part.split("</summary>")[0]) for part in html.split("<summary>")[1:]]
    told = [" ".join(head.split()) for head in heads if "reported" in head]
    assert told == ["Gull “Bridge shut” · 1 reported", "Gull “Bridge open” · 1 reported"]


def test_an_open_row_of_a_matrix_says_whose_the_words_are_in_every_outlet(client):
    body = "“The bridge is safe to walk on again,” she said. "
    articles = []
    for number in range(8):
        article = make_article(f"{body}It rained {number} times.\n", outlet=f"Gull {number}")
        name = "Ida Roe" if number == 5 else "Ada Voss"
        make_quote(article, "The bridge is safe to walk on again,", speaker=name, cue="said")
        articles.append(article)
    story = make_story(*articles)
    compare(story)
    html = client.get(f"/stories/{story.pk}/").content.decode()
    number = html.split('<tr id="r')[1].split('"')[0]
    opened = lines(client, story, f"?row={number}")
    assert len(opened) == 8
    assert [line.split(" ·")[0] for line in opened].count("Ida Roe") == 1


def test_a_finding_of_other_wordings_says_where_no_speaker_was_found(client):
    said = "We counted everyone twice before the boats went down and nobody was missing,"
    first = make_article(f"The boat is in. “{said}” It rained.\n", outlet="Gull")
    make_quote(first, said)
    less = said.partition(" and nobody")[0]
    second = make_article(f"A wet night. “{less}” it says.\n", outlet="Tern", headline="Safe")
    make_quote(second, less)
    story = make_story(first, second)
    compare(story)
    html = client.get(f"/stories/{story.pk}/").content.decode()
    finding = words_of(html.split('<dl class="lines">')[1].split("</dl>")[0])
    assert finding.count("words, speaker not found") == 2
