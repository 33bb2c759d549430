"""A story laid side by side: columns, rows, findings, facts."""

import pytest

from coverage.desk.comparison import compare
from coverage.desk.ingest import Arrival, receive
from coverage.desk.storypage import layout_for, story_page
from coverage.models import Quote, Story

from .coverage_of_a_fire import ELSEWHERE, GULL, LANTERN, QUAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    for outlet, content in (("Gull", GULL), ("", QUAY), ("Lantern", LANTERN)):
        receive(Arrival(content, name=f"{outlet}.txt", outlet=outlet))
    return Story.objects.get(article_count=3)


def test_columns_stand_by_publication_and_name_unstated_outlets_by_headline(story):
    page = story_page(story)
    assert [column.called for column in page.columns] == ["Gull", "“Engine-room fire…”", "Lantern"]
    assert page.order == "by publication"
    assert page.layout == "columns"
    assert page.facts.phrases[0] == "3 articles: 2 outlets named, 1 not stated"


def test_every_passage_stands_in_exactly_one_row(story):
    page = story_page(story)
    for column in page.columns:
        article = story.memberships.get(article=column.article).article
        printed = "".join(
            piece.text
            for row in page.rows
            for cell in row.cells
            if cell.column.article == column.article
            for part in cell.parts
            for piece in part.pieces
        )
        body = article.current_version.body
        assert sorted("".join(printed.split())) == sorted("".join(body.split()))


def test_one_utterance_shows_how_many_of_its_words_each_article_prints(story):
    page = story_page(story)
    finding = next(f for f in page.findings if f.kind == "wordings")
    assert "counted everyone twice" in finding.about
    words = {line.called: line.words for line in finding.lines}
    assert words["Gull"].startswith("13 of 13 words")
    assert words["“Engine-room fire…”"].startswith("4 of 13 words")
    assert len(page.utterances[0].wordings) == 3


RESIGNED = """Minister Oda Lind leaves the ferry board

The ferry minister, Oda Lind, resigned before the vote on the harbour budget, her office said.

Some neighbours pointed out that the pier belongs to the Osterby Trust and to nobody else in town.
"""
WENT = """Oda Lind quits as ferry minister in Osterby

Ferry minister Oda Lind resigned after talking to her party about the harbour budget, it said.
"""


PAID = """Ferry firm pays the skipper of the Tarn

The ferry company of Osterby paid the skipper for the lost winch, and he went home to Marwick.
"""
UNPAID = """Skipper of the Tarn waits for money

He is angry. The ferry company of Osterby never paid the skipper for the lost winch.
"""


def test_a_row_of_a_thing_said_and_denied_differs_and_says_so(db):
    page = story_page(_two_accounts(db, PAID, UNPAID))
    (row,) = (row for row in page.rows if row.relation == "differs")
    assert (row.sign, row.badge) == ("≠", "differs: said and denied")


def _two_accounts(db, gull: str = RESIGNED, quay: str = WENT) -> Story:
    for outlet, content in (("Gull", gull), ("Quay", quay)):
        receive(Arrival(content.encode(), name=f"{outlet}.txt", outlet=outlet))
    first, *others = Story.objects.order_by("pk")
    for other in others:
        other.memberships.update(story=first)
    compare(first)
    first.refresh_from_db()
    return first


def test_when_something_happened_is_a_finding_in_the_words_that_place_it(db):
    page = story_page(_two_accounts(db))
    finding = page.findings[0]
    assert (finding.kind, finding.sign, finding.title) == ("accounts", "≠", "Accounts differ")
    assert finding.about == "“resigned”: when"
    assert [line.words for line in finding.lines] == [
        "“before the vote on the harbour budget”",
        "“after talking to her party about the harbour budget”",
    ]
    row = next(row for row in page.rows if f"#r{row.number}" == finding.href)
    assert row.badge == "differs: when"
    view = page.figures[0]
    assert (view.what, view.badge) == ("resigned", "differs: when")
    assert [cell.notes for cell in view.cells] == [(line.words,) for line in finding.lines]


def test_words_cut_at_the_start_are_counted_before_what_is_printed(db):
    whole = "We saw the crack at noon and we shut the harbour wall within the hour"
    told = "The harbour wall at Osterby is shut after divers found a crack on Friday.\n\n"
    for outlet, said in (("Gull", whole), ("Quay", whole[29:])):
        text = f"Osterby wall shut\n\n{told}“{said},” said Ada Holm, the harbour master.\n"
        receive(Arrival(text.encode(), name=f"{outlet}.txt", outlet=outlet))
    first, *others = Story.objects.order_by("pk")
    for other in others:
        other.memberships.update(story=first)
    compare(first)
    [utterance] = story_page(first).utterances
    [cut] = [wording for wording in utterance.wordings if not wording.is_base]
    assert cut.changes == ("cut at start",)
    assert cut.pieces[0].text == "[7 words of the base not printed] "


def test_a_comparison_stored_before_accounts_were_found_still_opens(db):
    story = _two_accounts(db)
    comparison = story.comparisons.get()
    del comparison.result["accounts"]
    comparison.save()
    assert all(finding.about != "“resigned”: when" for finding in story_page(story).findings)


def test_what_stands_only_in_one_is_shown_by_what_it_says(db):
    finding = next(f for f in story_page(_two_accounts(db)).findings if f.kind == "only")
    assert finding.lines[0].words == (
        "“…the pier belongs to the Osterby Trust and to nobody else in town.”"
    )


def test_a_text_that_many_share_names_three_of_them(db):
    for number in range(7):
        text = GULL.decode() + f"\nPrinted by press {number}.\n"
        receive(Arrival(text.encode(), name=f"{number}.txt", outlet=f"Press {number}"))
    [phrase] = [p for p in story_page(Story.objects.get()).facts.phrases if "share" in p]
    assert phrase == "7 articles, 7 share one text (Press 0, Press 1, Press 2 and 4 others)"


def test_a_cut_quote_is_a_row_that_differs_in_words(story):
    row = next(r for r in story_page(story).rows if r.utterance)
    assert row.relation == "differs"
    assert "words" in row.badge


def test_a_story_of_one_article_has_nothing_to_compare(db):
    [answer] = receive(Arrival(ELSEWHERE, name="e.txt"))
    page = story_page(answer.article.membership.story)
    assert page.layout == "reading"
    assert page.findings == ()


def test_a_rejected_quote_takes_no_part_in_the_comparison(story):
    before = story_page(story)
    utterance = before.utterances[0]
    Quote.objects.filter(pk__in=utterance.wordings[0].quotes).update(state="rejected")
    compare(story)
    after = story_page(story)
    assert after.quote_count < before.quote_count


def test_an_article_that_came_after_the_comparison_is_counted_as_waiting(story):
    receive(Arrival(ELSEWHERE, name="e.txt"))
    other = Story.objects.get(article_count=1)
    other.memberships.update(story=story)
    page = story_page(story)
    assert page.waiting == 1
    assert len(page.columns) == 3


def test_filters_say_how_many_rows_they_hide(story):
    everything = story_page(story)
    only = story_page(story, show="only")
    assert all(row.relation == "only" for row in only.rows)
    assert only.hidden_rows == len(everything.rows) - len(only.rows)


def test_picking_outlets_and_a_base_keeps_unknown_ones_out(story):
    ids = [column.article for column in story_page(story).columns]
    page = story_page(story, picked=[ids[0], ids[2], 99_999], base=ids[2])
    assert [column.article for column in page.columns] == [ids[2], ids[0]]
    assert all(row.of == 2 for row in page.rows)


def test_the_page_asks_a_fixed_number_of_queries(story, django_assert_num_queries):
    # story given · memberships with article, outlet, version · comparison · passages · quotes ·
    # their codings · posts · claims · quantities · near-duplicates
    with django_assert_num_queries(10):
        story_page(story)


@pytest.mark.parametrize(
    ("columns", "layout"),
    [(0, "reading"), (1, "reading"), (2, "columns"), (3, "columns"), (4, "compact"),
     (6, "compact"), (7, "matrix"), (30, "matrix")],
)  # fmt: skip
def test_the_layout_follows_the_number_of_articles(columns, layout):
    assert layout_for(columns) == layout
