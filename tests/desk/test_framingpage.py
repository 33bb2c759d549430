"""The framing tab: which words of an article stand in which row, and how verbs are counted."""

from __future__ import annotations

import pytest

from coverage.desk.comparison import compare
from coverage.desk.framingpage import FramingPage, framing_page, verb_of
from coverage.desk.storybench import open_story
from coverage.models import Quote, Story
from tests.factories import make_article, make_story

TOLD = (
    "The pier at Osterby is shut after divers found a crack in its second pillar. Boats stay out."
)


@pytest.mark.parametrize(
    ("cue", "verb"),
    [
        ("said", "said"),
        ("Said", "said"),
        ("told reporters", "told"),
        ("can be heard saying", "saying"),
        ("pointed out", "pointed out"),
        ("wants to know", "wants to know"),
        ("according to", "according to"),
        (":", "a colon"),
        ("–", "a dash"),
        ("", "without a verb"),
    ],
)
def test_a_verb_stands_as_the_article_has_it(cue, verb):
    assert verb_of(Quote(cue=cue)) == verb


def framed(*articles, verb: str = "") -> FramingPage:
    story = make_story(*articles)
    compare(story)
    return framing_page(open_story(Story.objects.get(pk=story.pk)), verb)


def article(outlet: str, body: str, **fields):
    return make_article(body, outlet=outlet, **fields)


@pytest.mark.django_db
def test_first_sentence_and_last_paragraph_are_the_article_s_own():
    page = framed(article("Gull", f"{TOLD}\n\nNobody was hurt.\n\nWork begins in May."))
    assert not page.has_standfirst
    rows = {name: cells[0].words for name, cells in page.texts}
    assert rows == {
        "Headline": "Bridge at Orle closed",
        "First sentence": TOLD.partition(". ")[0] + ".",
        "Last paragraph": "Work begins in May.",
    }


@pytest.mark.django_db
def test_words_that_an_earlier_column_prints_name_it():
    page = framed(article("Gull", f"{TOLD}\n\nAll is well."), article("Quay", f"{TOLD}\n\nEnd."))
    sentences = dict(page.texts)["First sentence"]
    assert [cell.same_as for cell in sentences] == ["", "Gull"]
    assert sentences[1].words == sentences[0].words


@pytest.mark.django_db
def test_one_paragraph_is_not_told_twice():
    page = framed(article("Gull", TOLD))
    [cell] = dict(page.texts)["Last paragraph"]
    assert (cell.words, cell.note) == ("", "its first paragraph is its only one")


@pytest.mark.django_db
def test_the_first_quoted_is_the_first_whose_speaker_is_told():
    body = "“All is lost.” “Boats stay in,” said Ada Voss. “Never,” said Bo Ek."
    quotes = [
        {"words": "All is lost."},
        {"words": "Boats stay in,", "speaker": "Ada Voss", "cue": "said"},
        {"words": "Never,", "speaker": "Bo Ek", "cue": "said"},
    ]
    page = framed(
        article("Gull", body, quotes=quotes),
        article("Quay", "“All is lost.”", quotes=["All is lost."]),
        article("Lamp", "It is shut."),
        article("Tide", "She said the pier was shut.", quotes=[
            {"words": "the pier was shut", "kind": "indirect", "speaker": "She", "cue": "said"}]),
    )  # fmt: skip
    found = [(f.by.mention if f.by else "", f.is_reported, f.note) for f in page.first_quoted]
    assert found == [
        ("Ada Voss", False, ""),
        ("", False, "no speaker found for its quotes"),
        ("", False, "no quotes found in its text"),
        ("She", True, ""),
    ]


@pytest.mark.django_db
def test_verbs_are_counted_and_one_opens_its_quotes():
    body = "“One,” said Ada Voss. “Two,” said Ada Voss. “Three,” insisted Bo Ek. “Four.”"
    quotes = [
        {"words": "One,", "speaker": "Ada Voss", "cue": "said"},
        {"words": "Two,", "speaker": "Ada Voss", "cue": "said"},
        {"words": "Three,", "speaker": "Bo Ek", "cue": "insisted"},
        {"words": "Four."},
    ]
    page = framed(article("Gull", body, quotes=quotes), article("Quay", TOLD), verb="said")
    assert [(verb.form, verb.count) for verb in page.verbs[0].verbs] == [
        ("said", 2), ("insisted", 1), ("without a verb", 1),
    ]  # fmt: skip
    assert [verbs.quotes for verbs in page.verbs] == [4, 0]
    [(column, said)] = page.said_so
    assert (column.called, [one.words for one in said]) == ("Gull", ["One,", "Two,"])


@pytest.mark.django_db
def test_actors_have_a_cell_for_each_outlet_and_a_reason_where_it_has_none():
    page = framed(
        article("Gull", "Harbour master Ida Kvist shut the pier. Kvist is new."),
        article("Quay", "Ida Kvist, 44, shut the pier, she said."),
        article("Lamp", "The pier is shut."),
        article("Brume", "Le port est fermé depuis lundi, selon la mairie, et les bateaux restent "
                         "au large en attendant que le vent tombe dans la nuit."),
    )  # fmt: skip
    [actor] = page.actors
    assert (actor.name, actor.outlets) == ("Ida Kvist", 2)
    assert [[words for words, _ in cell.words] for cell in actor.cells] == [
        ["Harbour master Ida Kvist"], ["Ida Kvist, 44"], [], [],
    ]  # fmt: skip
    assert [cell.note for cell in actor.cells[2:]] == [
        "not found in its text",
        "cannot tell: its language is not read",
    ]
    assert actor.cells[0].words[0][1].endswith("#p1")
