"""A row, a quote and a figure at addresses of their own, and what editors say of them there."""

from __future__ import annotations

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.desk.comparison import compare
from coverage.models import Membership, Ruling
from tests.factories import make_article, make_story, make_version

pytestmark = pytest.mark.django_db

PIER = "The old pier burned down on Monday night. Nobody knows why the lamps went out."
HARBOUR = "Monday’s blaze took the landing stage. The ferryman sold his boat in spring."
SAID = "“We saw nineteen lanterns go out one by one,” said Ada Voss."
LANTERNS = "We saw nineteen lanterns go out one by one,"


@pytest.fixture
def two():
    return (
        make_article(f"{PIER}\n\n{SAID}", quotes=[LANTERNS], outlet="Gull", headline="Pier burns"),
        make_article(f"{HARBOUR}\n\n{SAID}", quotes=[LANTERNS], outlet="Causeway"),
    )


@pytest.fixture
def story(two):
    story = make_story(*two)
    compare(story)
    return story


def spot(article, words):
    start = article.current_version.body.index(words)
    return f"{article.current_version_id}.{start}-{start + len(words)}"


def row(story, article, words, kind="row"):
    return f"/stories/{story.pk}/at/{kind}/{spot(article, words)}"


def printed(client, address):
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_row_has_an_address_that_a_new_comparison_does_not_change(client, story, two):
    html = printed(client, f"/stories/{story.pk}/")
    address = row(story, two[0], "The old pier burned down on Monday night.")
    assert f'href="{address}"' in html
    compare(story)
    assert "Pier burns" in printed(client, address + "/cite")


def test_its_address_follows_the_words_to_a_new_text_and_to_another_story(client, story, two):
    pier, _ = two
    address = row(story, pier, "Nobody knows why the lamps went out.")
    make_version(pier, f"A line before.\n\n{PIER}")
    compare(story)
    assert "Nobody knows why" in printed(client, address)
    elsewhere = make_story()
    Membership.objects.filter(article=pier).update(story=elsewhere)
    compare(elsewhere)
    answer = client.get(address)
    assert answer["Location"].startswith(f"/stories/{elsewhere.pk}/at/row/")


def test_words_that_are_gone_are_said_to_be_gone(client, story, two):
    address = row(story, two[0], "Nobody knows why the lamps went out.")
    make_version(two[0], "Tea costs more.")
    compare(story)
    answer = client.get(address)
    assert answer.status_code == 404
    assert "They stood in version 1" in answer.content.decode()


@pytest.mark.parametrize("wrong", ["row/1", "row/x.1-2", "row/999999.1-2", "song/1.1-2"])
def test_an_address_that_names_no_words_is_not_found(client, story, wrong):
    assert client.get(f"/stories/{story.pk}/at/{wrong}").status_code == 404


def test_a_citation_has_outlet_headline_date_words_and_address(client, story, two):
    answer = client.get(row(story, two[0], "Nobody knows why the lamps went out.") + "/cite")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    text = answer.content.decode()
    assert "Gull, “Pier burns”, 2 Mar 2026, no address stated" in text
    assert "“The old pier burned down" in text
    assert re.search(r"Side by side: http://testserver/stories/\d+/at/row/\d+\.0-41", text)


def test_a_reader_sees_words_and_no_form(client, story, two):
    html = printed(client, row(story, two[0], "The old pier"))
    assert "Not found in its text" in html
    assert "<form id=" not in html
    assert "mark as checked" not in printed(client, f"/stories/{story.pk}/")
    answer = client.post(row(story, two[0], "The old pier") + "/rule", {"do": "confirm"})
    assert "sign-in" in answer["Location"]
    assert not Ruling.objects.exists()


def seen_on(client, address):
    return re.search(r'name="seen" value="(\w+)"', printed(client, address))[1]


def test_an_editor_joins_a_row_with_another_and_takes_it_back(editor_client, story, two):
    address = row(story, two[0], "The old pier burned down")
    asked = {
        "do": "join",
        "with": spot(two[1], "Monday’s blaze took"),
        "seen": seen_on(editor_client, address),
    }
    answer = editor_client.post(f"{address}/rule", asked, follow=True)
    html = " ".join(answer.content.decode().split())
    assert answer.redirect_chain[-1][0].startswith(f"/stories/{story.pk}/#r")
    assert "put together by <bdi>editor</bdi>" in html
    ruling = Ruling.objects.get()
    assert f'action="/rulings/{ruling.pk}/undo"' in html
    answer = editor_client.post(f"/rulings/{ruling.pk}/undo", follow=True)
    assert "Undone:" in answer.content.decode()
    assert "put together by" not in printed(editor_client, f"/stories/{story.pk}/")


def test_for_htmx_the_comparison_alone_is_put_in_place(editor_client, story, two):
    address = row(story, two[0], "The old pier burned down")
    asked = {"absent": str(two[1].pk), "next": f"/stories/{story.pk}/?show=only"}
    answer = editor_client.post(f"{address}/rule", asked, headers={"HX-Request": "true"})
    place = json.loads(answer["HX-Location"])
    assert (place["path"], place["target"]) == (asked["next"], "#comparison")
    html = printed(editor_client, asked["next"])
    assert "Checked: not in its text." in html
    assert "by <bdi>editor</bdi>" in html


def test_a_cell_is_marked_as_checked_where_it_stands(editor_client, story, two):
    cell = f"{spot(two[0], 'The old pier burned down')} {two[1].pk}"
    answer = editor_client.post(f"/stories/{story.pk}/absent", {"cell": cell}, follow=True)
    assert "Checked: not in its text." in answer.content.decode()
    assert Ruling.objects.get().kind == "absent"


def test_what_was_compared_anew_meanwhile_is_not_ruled_on(editor_client, story, two):
    address = row(story, two[0], "The old pier burned down")
    asked = {"do": "confirm", "seen": seen_on(editor_client, address)}
    make_version(two[0], "The old pier burned down on Monday night. Tea is dear.")
    compare(story)
    answer = editor_client.post(f"{address}/rule", asked, follow=True)
    assert "compared anew while you had it open" in answer.content.decode()
    assert not Ruling.objects.exists()


def test_a_quote_is_parted_from_its_utterance_and_moved_back(editor_client, story, two):
    address = row(story, two[0], LANTERNS, "quote")
    ours, theirs = spot(two[0], LANTERNS), spot(two[1], LANTERNS)
    quotes = f"/stories/{story.pk}/quotes"
    asked = {"do": "part", "words": ours, "next": quotes}
    html = editor_client.post(f"{address}/rule", asked, follow=True).content.decode()
    assert "other words, parted by <bdi>editor</bdi>" in html
    assert 'id="u1"' not in html
    asked = {"do": "move", "words": ours, "with": theirs, "next": quotes}
    html = editor_client.post(f"{address}/rule", asked, follow=True).content.decode()
    assert 'id="u1"' in html
    assert "same words, matched by <bdi>editor</bdi>" in html


def test_a_sentence_moved_to_another_row_is_undone_in_one_step(editor_client, story, two):
    words = "“We saw nineteen lanterns go out one by one,”"
    address = row(story, two[0], words)
    asked = {"do": "move", "words": spot(two[0], words), "with": spot(two[1], "The ferryman sold")}
    html = editor_client.post(f"{address}/rule", asked, follow=True).content.decode()
    assert [r.kind for r in Ruling.objects.all()] == ["together", "apart"]
    action = re.search(r'action="(/rulings/\d+/undo)"', html)[1]
    also = re.findall(r'name="also" value="(\d+)"', html)
    editor_client.post(action, {"also": also})
    assert not Ruling.objects.standing().exists()


def test_the_history_says_who_what_before_and_after_and_what_became_of_it(
    editor_client, client, story, two
):
    address = row(story, two[0], "The old pier burned down")
    for do in ("join", "confirm"):
        asked = {"do": do, "with": spot(two[1], "Monday’s blaze took")}
        editor_client.post(f"{address}/rule", asked)
    editor_client.post(f"/rulings/{Ruling.objects.last().pk}/undo")
    html = printed(client, f"/stories/{story.pk}/rulings")
    assert html.count('id="ruling-') == 2
    assert "two rows <span" in html
    assert "undone by <bdi>editor</bdi>" in html
    assert "<form" not in html[html.index("<table") :]
    make_version(two[0], "Tea costs more.")
    compare(story)
    assert "do not stand in the newest text" in printed(client, f"/stories/{story.pk}/rulings")


def test_a_story_nobody_ruled_on_says_so(client, story):
    assert "Nobody has ruled on" in printed(client, f"/stories/{story.pk}/rulings")


def test_one_of_several_sentences_that_stand_alone_is_moved(editor_client, story, two):
    words = "Nobody knows why the lamps went out."
    address = row(story, two[0], "The old pier burned down")
    assert f'name="words" value="{spot(two[0], words)}"' in printed(editor_client, address)
    target = spot(two[1], "The ferryman sold his boat in spring.")
    asked = {"do": "move", "words": spot(two[0], words), "with": target}
    html = editor_client.post(f"{address}/rule", asked, follow=True).content.decode()
    assert "Moved: “Nobody knows why" in html
    assert "The ferryman sold" in printed(editor_client, row(story, two[0], words) + "/cite")
    assert "Nobody knows" not in printed(editor_client, f"{address}/cite")


def test_undoing_from_the_history_says_so_there_and_once(editor_client, story, two):
    editor_client.post(f"{row(story, two[0], 'The old pier burned down')}/rule", {"do": "confirm"})
    editor_client.get(f"/stories/{story.pk}/")
    history = f"/stories/{story.pk}/rulings"
    undo = f"/rulings/{Ruling.objects.get().pk}/undo"
    answer = editor_client.post(undo, {"next": history}, follow=True)
    assert "Undone:" in answer.content.decode()
    assert "Undone:" not in printed(editor_client, f"/stories/{story.pk}/")


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_pages_ask_as_many_queries_for_more_rulings(editor_client, client, story, two):
    address = row(story, two[0], "The old pier burned down")
    side_by_side, history = f"/stories/{story.pk}/", f"/stories/{story.pk}/rulings"
    without = queries(client, side_by_side)
    asked = {"do": "move", "words": spot(two[0], "Nobody knows why")}
    first = {**asked, "with": spot(two[1], "Monday’s blaze took")}
    editor_client.post(f"{address}/rule", first)
    few = [queries(client, page) for page in (side_by_side, address, history)]
    editor_client.post(f"{address}/rule", {"do": "confirm"})
    editor_client.post(f"{address}/rule", {**asked, "with": spot(two[1], "The ferryman sold")})
    assert [queries(client, page) for page in (side_by_side, address, history)] == few
    assert few[0] == without + 2  # rulings with who · their places
    assert (
        few[2] == 8
    )  # story · members · comparison · rulings · places · articles · outlets · texts


def test_a_cell_of_a_row_that_changed_meanwhile_is_not_marked(editor_client, story, two):
    html = printed(editor_client, f"/stories/{story.pk}/")
    cell = re.search(
        rf'value="({spot(two[0], "The old pier burned down on Monday night.")} [^"]+)"', html
    )[1]
    editor_client.post(
        f"{row(story, two[0], 'The old pier burned down')}/rule",
        {"do": "join", "with": spot(two[1], "Monday’s blaze took")},
    )
    editor_client.post(f"/stories/{story.pk}/absent", {"cell": cell})
    assert [ruling.kind for ruling in Ruling.objects.all()] == ["together"]


def test_a_relation_is_set_and_a_number_is_taken_out(editor_client):
    texts = ("At least 12 people were hurt in the pier fire.", "Nine people were hurt in the fire.")
    articles = [
        make_article(
            text,
            quantities=[
                {"words": words, "low": low, "high": high, "bound": bound, "unit": "people"}
            ],
        )
        for text, words, low, high, bound in (
            (texts[0], "At least 12 people", 12, None, "over"),
            (texts[1], "Nine people", 9, 9, "exact"),
        )
    ]
    story = make_story(*articles)
    compare(story)
    claims = f"/stories/{story.pk}/claims"
    address = row(story, articles[0], "12", "figure")
    assert "≠" in printed(editor_client, claims)
    asked = {"do": "relate", "stance": "scope", "next": claims}
    html = editor_client.post(f"{address}/rule", asked, follow=True).content.decode()
    assert "relation set by <bdi>editor</bdi>" in html
    assert "different scope" in html
    asked = {"do": "out", "words": spot(articles[1], "Nine"), "next": claims}
    html = editor_client.post(f"{address}/rule", asked, follow=True).content.decode()
    assert "Taken out: “Nine” does not measure the same." in html
    assert Ruling.objects.first().before == "one figure"
    assert story.comparisons.get().result["figures"] == []
    refused = editor_client.post(f"{address}/rule", asked, follow=True).content.decode()
    assert "Look at it again" in refused
