"""Who quotes whom: the words each outlet quotes of each speaker, counted exactly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coverage.desk import whoquotes
from coverage.desk.comparison import compare
from coverage.desk.speakermerging import merge
from coverage.desk.storybench import open_story
from coverage.desk.whoquotes import Amount, WhoQuotes, who_quotes_whom
from coverage.models import Article, Comparison, Quote, Speaker, Story
from tests.factories import make_article, make_person, make_quote, make_story

pytestmark = pytest.mark.django_db

FIRST = datetime(2026, 10, 14, 6, 10, tzinfo=UTC)


def article(hour: int, outlet: str, *said: tuple[str, str, str]) -> Article:
    """An article of these (words, speaker, kind); "?" before a speaker: described, not named."""
    lines = [f"{who.strip('?')} said “{words}” there." for words, who, _ in said]
    made = make_article(
        "\n\n".join(lines) or "Nothing was said.",
        outlet=outlet,
        published_at=FIRST + timedelta(hours=hour),
    )
    for words, who, kind in said:
        if who.startswith("?"):
            row = make_quote(made, words, kind=kind)
            Quote.objects.filter(pk=row.pk).update(mention=who[1:], speaker_name=who[1:])
        else:
            make_quote(made, words, speaker=who, kind=kind)
    return made


def grid(story: Story, **asked) -> WhoQuotes:
    sort = asked.pop("sort", "first")
    opens = asked.pop("opens", "")
    return who_quotes_whom(open_story(story, **asked), sort, opens)


@pytest.fixture
def story(db) -> Story:
    made = make_story(
        article(0, "Gull", ("the pier is shut now", "Ada Voss", "direct"),
                ("we saw a crack", "?a neighbour", "direct")),
        article(1, "Quay", ("nobody is hurt", "Bo Ek", "direct"),
                ("the pier would open in spring", "Ada Voss", "indirect"),
                ("it was the sea", "", "direct")),
        article(2, "Lamp", ("the pier is shut", "Ada Voss", "mixed"),
                ("it was loud", "?a neighbour", "direct")),
    )  # fmt: skip
    compare(made)
    return made


def test_words_quotes_and_reports_are_counted_apart(story):
    who = grid(story)
    assert [row.name for row in who.rows] == [
        "Ada Voss", "Bo Ek", "without a name", "speaker not found",
    ]  # fmt: skip
    voss = who.speakers[0]
    assert [cell.amount for cell in voss.cells] == [
        Amount(words=5, quotes=1),
        Amount(reported=1, reported_words=6),
        Amount(words=4, quotes=1),
    ]
    assert voss.amount == Amount(9, 2, 1, 6)
    assert voss.articles == 3
    assert who.totals == (Amount(9, 2), Amount(7, 2, 1, 6), Amount(7, 2))
    assert who.amount == Amount(23, 6, 1, 6)


def test_two_who_are_described_alike_stay_each_outlet_s_own(story):
    row = next(row for row in grid(story).others if row.key == "unnamed")
    assert [cell.named for cell in row.cells] == [("a neighbour",), (), ("a neighbour",)]
    assert [cell.amount.quotes for cell in row.cells] == [1, 0, 1]


def test_every_cell_has_the_quotes_behind_it(story):
    for key in [row.key for row in grid(story).rows]:
        row = next(row for row in grid(story, opens=key).rows if row.key == key)
        for cell in row.cells:
            assert cell.amount.quotes + cell.amount.reported == len(cell.said)
            assert all(said.href.startswith(cell.column.href) for said in cell.said)
    first = grid(story).speakers[0]
    assert not any(cell.said for cell in first.cells)
    reported = grid(story, opens=first.key).speakers[0].cells[1].said[0]
    assert reported.is_reported
    assert "?reported=1#q" in reported.href


@pytest.mark.parametrize(
    ("sort", "names"),
    [("first", ["Zoe Ask", "Ada Voss", "Bo Ek"]), ("words", ["Bo Ek", "Ada Voss", "Zoe Ask"]),
     ("articles", ["Ada Voss", "Bo Ek", "Zoe Ask"]), ("name", ["Ada Voss", "Bo Ek", "Zoe Ask"])],
)  # fmt: skip
def test_rows_stand_in_the_order_asked_for(sort, names, db):
    story = make_story(
        article(0, "Gull", ("yes", "Zoe Ask", "direct"), ("so it is", "Ada Voss", "direct")),
        article(1, "Quay", ("one two three four five six", "Bo Ek", "direct"),
                ("it is", "Ada Voss", "direct")),
    )  # fmt: skip
    compare(story)
    assert [row.name for row in grid(story, sort=sort).speakers] == names


def test_a_merged_speaker_is_one_row(story):
    other = Speaker.objects.get(name="Bo Ek")
    merge(Speaker.objects.get(name="Ada Voss"), other, make_person())
    assert [row.name for row in grid(story).speakers] == ["Ada Voss"]


def test_copies_count_once_where_that_is_asked_for(story):
    comparison = Comparison.objects.get(story=story)
    first, second, third = comparison.result["articles"]
    comparison.result["copies"] = [{"articles": [first, third], "share": 0.97}]
    comparison.save()
    each, once = open_story(story), open_story(story, copies_once=True)
    assert [column.called for column in each.columns] == ["Gull", "Quay", "Lamp"]
    assert [column.called for column in once.columns] == ["Gull", "Quay"]
    assert [(copy.called, of.called) for copy, of in once.folded] == [("Lamp", "Gull")]
    assert who_quotes_whom(once).amount == Amount(16, 4, 1, 6)
    picked = open_story(story, picked=(second, third), copies_once=True)
    assert [column.called for column in picked.columns] == ["Quay", "Lamp"]


def test_copies_that_overlap_leave_the_first_of_them_all(story):
    comparison = Comparison.objects.get(story=story)
    first, second, third = comparison.result["articles"]
    comparison.result["copies"] = [
        {"articles": [first, second], "share": 0.9},
        {"articles": [second, third], "share": 0.9},
    ]
    comparison.save()
    once = open_story(story, copies_once=True)
    assert [column.called for column in once.columns] == ["Gull"]


def test_the_base_changes_the_columns_and_not_the_order_of_first_appearance(story):
    lamp = story.memberships.get(article__outlet__name="Lamp").article_id
    who = grid(story, base=lamp)
    assert [cell.column.called for cell in who.speakers[0].cells] == ["Lamp", "Gull", "Quay"]
    assert [row.name for row in who.speakers] == ["Ada Voss", "Bo Ek"]


def test_a_rejected_quote_is_not_counted(story):
    Quote.objects.filter(text="nobody is hurt").update(state="rejected")
    assert [row.name for row in grid(story).speakers] == ["Ada Voss"]


def test_a_story_without_quotes_has_no_rows(db):
    story = make_story(article(0, "Gull"))
    compare(story)
    who = grid(story)
    assert (who.rows, who.amount) == ((), Amount())


def test_many_speakers_stand_on_pages_and_count_whole(db, monkeypatch):
    monkeypatch.setattr(whoquotes, "CELLS", 4)  # two speakers of two outlets on a page
    names = [f"Ada {letter}oss" for letter in "BDFGH"]
    said = [(f"the pier is {n} metres long", name, "direct") for n, name in enumerate(names, 3)]
    made = make_story(
        article(0, "Gull", *said), article(1, "Quay", ("it was loud", "?a neighbour", "direct"))
    )
    compare(made)
    opened = open_story(made)
    pages = [who_quotes_whom(opened, page=number) for number in (1, 2, 3)]
    assert [row.name for page in pages for row in page.speakers] == names
    assert [len(page.others) for page in pages] == [0, 0, 1]
    assert {page.amount for page in pages} == {Amount(33, 6)}
    assert {(page.named, page.pages) for page in pages} == {(5, 3)}
    last = pages[2].speakers[0].key
    assert who_quotes_whom(opened, opens=last).page == 3
    assert who_quotes_whom(opened, page=99).page == 3
