"""Figures: which quantities and days of two articles measure the same, and how they agree."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from coverage.text.collation.agreement import Interval, difference, relation
from coverage.text.collation.collated import Figure
from coverage.text.collation.collation import collate
from coverage.text.figures.days import find_days
from tests.text.telling_stories import laid_out, told


def interval(
    low: str | None, high: str | None, bound: str = "exact", unit: str = "boat"
) -> Interval:
    as_number = [None if x is None else Decimal(x) for x in (low, high)]
    return Interval(as_number[0], as_number[1], bound, unit, "")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("40", "40"), ("40", "40"), "same"),
        (("43000", "43000"), ("43350", "43350"), "rounded"),
        (("5687.75", "5687.75"), ("5587.75", "5587.75"), "conflict"),
        (("41250", "41250"), ("41750", "41750"), "conflict"),
        (("12", "12"), ("14", "14"), "conflict"),
        (("31", "31"), ("30", "30"), "conflict"),
        (("31", "31"), ("30", "30", "about"), "rounded"),
        (("4200000", "4200000"), ("4000000", "4000000"), "rounded"),
        (("200", None, "over"), ("200", "200"), "rounded"),
        (("10000", None, "over"), ("10977.74", "10977.74"), "compatible"),
        (("19", "19", "about"), ("19", "19"), "compatible"),
        (("10", None, "over"), ("4", "4"), "conflict"),
        ((None, "20", "nearly"), ("25", "25"), "conflict"),
        (("5", "9", "range"), ("7", "7"), "compatible"),
        (("5", "9", "range"), ("11", "11"), "conflict"),
    ],
)
def test_two_figures_agree_or_not(one: tuple, other: tuple, expected: str) -> None:
    a, b = interval(*one), interval(*other)
    assert relation(a, b) == relation(b, a) == expected


def test_a_difference_is_stated_for_closed_figures_only() -> None:
    assert difference([interval("5687.75", "5687.75"), interval("5587.75", "5587.75")]) == "100.00"
    assert difference([interval("10", None, "over"), interval("4", "4")]) == ""


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It sank on Monday.", "2031-05-12", "2031-05-12"),
        ("It sank on Wednesday night.", "2031-05-14", "2031-05-14"),
        ("It sank on Thursday.", "2031-05-08", "2031-05-08"),
        ("It is due to sail on Thursday.", "2031-05-15", "2031-05-15"),
        ("It sank last week.", "2031-05-05", "2031-05-11"),
        ("It sank this month.", "2031-05-01", "2031-05-31"),
        ("It sank on April 3.", "2031-04-03", "2031-04-03"),
        ("It sank on 3 April 2029.", "2029-04-03", "2029-04-03"),
        ("It sank in November.", "2030-11-01", "2030-11-30"),
        ("It sank in 1995.", "1995-01-01", "1995-12-31"),
        ("It sank yesterday.", "2031-05-13", "2031-05-13"),
        ("It sank over the weekend.", "2031-05-09", "2031-05-11"),
        ("It sank on April 27th.", "2031-04-27", "2031-04-27"),
        ("It sank last September.", "2030-09-01", "2030-09-30"),
        ("It sank last summer.", "2030-06-01", "2030-08-31"),
        ("It sank this spring.", "2031-03-01", "2031-05-31"),
        ("It sank two days ago.", "2031-05-12", "2031-05-12"),
        ("It sank a week ago.", "2031-05-04", "2031-05-10"),
        ("It sank on Christmas Eve.", "2030-12-24", "2030-12-24"),
        ("It was leaking from 2027 to 2029.", "2027-01-01", "2029-12-31"),
        ("It sank in the 1990s.", "1990-01-01", "1999-12-31"),
        ("The 2019 refit failed.", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_day_is_counted_from_the_day_of_publication(text: str, first: str, last: str) -> None:
    (day,) = find_days(text, 0, len(text), date(2031, 5, 14))  # a Wednesday
    assert day.first is not None
    assert day.last is not None
    assert (day.first.isoformat(), day.last.isoformat()) == (first, last)
    assert text[day.span.start : day.span.end] == day.span.text


def test_on_a_sunday_last_week_is_the_one_just_over() -> None:
    (day,) = find_days("It sank last week.", 0, 18, date(2031, 5, 18))
    assert day.first == date(2031, 5, 12)


def test_a_programme_is_no_day() -> None:
    text = "She spoke on “Holm Live Sunday.”"
    assert not find_days(text, 0, len(text), date(2031, 5, 14))


def test_later_that_day_is_the_day_named_before() -> None:
    (figure,) = figures(
        "The tug Brask left Holm on Monday. Later that day it rammed the Senn lighthouse.",
        "The tug Brask rammed the Senn lighthouse on Monday.",
    )
    assert (figure.relation, len({m.key for m in figure.members})) == ("same", 2)


def test_what_several_years_hold_is_one_only_where_they_say_so() -> None:
    found = figures(
        "The 1998 flood wrecked the mill at Holm. The 1998 budget paid for the dam.",
        "The flood of 1998 wrecked the mill at Holm.",
    )
    assert [m.span.text for f in found for m in f.members] == ["1998", "1998"]


def test_a_weekday_of_an_undated_article_has_no_date_but_a_name() -> None:
    (day,) = find_days("It sank on Monday.", 0, 18, None)
    assert (day.first, day.name) == (None, "monday")


@pytest.mark.parametrize(
    "text", ["They may sail.", "It cost 1995 dollars.", "On June 31 it rained."]
)
def test_what_is_no_day_is_not_resolved(text: str) -> None:
    days = find_days(text, 0, len(text), date(2031, 5, 14))
    assert all(day.first is None for day in days)


def figures(
    *sentences: str, dates: tuple[str, ...] = ("2031-05-14", "2031-05-14")
) -> tuple[Figure, ...]:
    lead = "The harbour board met again."
    articles = [
        told(key, f"{lead}\n\n{sentence}\n", day)
        for key, sentence, day in zip("ab", sentences, dates, strict=True)
    ]
    return collate(articles).figures


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "The auditors found $5,687.75 spent on lobster pots at the Kell boatyard.",
            "The auditors found $5,587.75 spent on lobster pots at the Kell boatyard.",
            "conflict",
        ),
        (
            "The auditors found $43,350 spent on lobster pots at the Kell boatyard.",
            "Auditors said $43,000 was spent on lobster pots at the Kell boatyard.",
            "rounded",
        ),
        (
            "More than 40 trawlers burned in the fire at Kellmouth harbour.",
            "The fire at Kellmouth harbour burned 43 trawlers.",
            "compatible",
        ),
    ],
)
def test_figures_for_one_thing_are_related(one: str, other: str, expected: str) -> None:
    (figure,) = figures(one, other)
    assert figure.relation == expected
    assert {m.key for m in figure.members} == {"a", "b"}
    assert bool(figure.difference) == (expected == "conflict")


def test_counts_on_two_platforms_are_of_different_scope_and_no_difference() -> None:
    found = figures(
        "The clip of the otter has been viewed over two million times on Twitter.",
        "The clip of the otter has nearly 30 million views on TikTok.",
    )
    assert [(f.relation, f.difference, f.what) for f in found] == [("scope", "", "views")]
    assert [m.scope for m in found[0].members] == ["on Twitter", "on TikTok"]


def test_where_something_happened_is_no_scope() -> None:
    found = figures(
        "The fire burned 43 trawlers in Kellmouth, the harbour board said.",
        "The fire burned 43 trawlers at Osterby, the harbour board said.",
    )
    assert [m.scope for m in found[0].members] == ["", ""]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nobody was hurt in the fire on the pier.", "Nobody was hurt in the fire on the pier."),
        ("One visitor filmed the fire on the pier.", "One visitor filmed the fire on the pier."),
        ("The pier will open tomorrow at noon.", "The pier will open tomorrow at noon."),
        ("The board sat on Monday.", "The rain came on Monday."),
        ("Echo · Monday 12 May 2031, 20:05", "The tug sails on 14 May 2031 from Kell."),
        ("KELL, May 12 (Wire) — The tug sank.", "KELL, May 13 (Wire) — The tug sank."),
        ("The tug had 40 passengers.", "The tug had 44 soldiers."),
    ],
)
def test_words_that_count_nothing_and_days_of_other_doings_are_no_figures(
    one: str, other: str
) -> None:
    assert not figures(one, other)


def test_people_to_whom_the_same_happened_are_one_figure_in_other_words() -> None:
    (figure,) = figures(
        "At least 12 people were hurt in the blaze on the Marlin, the harbour board said.",
        "The hospital in Kell had treated nine people from the Marlin by noon.",
    )
    assert (figure.relation, figure.what) == ("conflict", "hurt")
    assert not figures(
        "The storm at Kellmouth killed 12 people, the coastguard said.",
        "The storm at Kellmouth injured 12 people, the coastguard said.",
    )


def test_a_count_beside_the_one_it_replaces_is_an_update() -> None:
    found = figures(
        "The film of the otter had 4.6 million views on TikTok.",
        "The film of the otter has 7.4 million views on TikTok, up from 4.6 million.",
        dates=("2031-05-14", "2031-05-15"),
    )
    assert [(f.relation, len(f.members)) for f in found] == [("update", 3)]


def test_a_count_that_grew_by_the_next_day_is_an_update() -> None:
    found = figures(
        "The storm at Kellmouth killed 12 people, the coastguard said.",
        "The storm at Kellmouth killed 15 people, the coastguard said.",
        dates=("2031-05-14", "2031-05-15"),
    )
    assert [f.relation for f in found] == ["update"]


def test_a_count_twice_and_more_is_another_account_and_no_update() -> None:
    found = figures(
        "About 300 people marched for the Osterby bridge, the police said.",
        "The police said 900 people marched for the Osterby bridge.",
        dates=("2031-05-14", "2031-05-15"),
    )
    assert [f.relation for f in found] == ["conflict"]


def test_a_day_in_a_speakers_words_is_nobodys_figure() -> None:
    text = "“We sail for the Kell estuary tomorrow at dawn,” said Captain Ilse Brandt."
    assert not figures(text, text, dates=("2031-05-14", "2031-05-16"))


def test_the_same_number_of_other_things_links_nothing() -> None:
    assert not figures("A crew of 40 sailors left Osterby.", "The auction raised 40 percent less.")


def test_weekdays_told_on_other_days_are_the_same_day() -> None:
    found = figures(
        "The board fired its director Ilse Brandt on Tuesday over the dredger contract.",
        "The director Ilse Brandt was fired by the board yesterday over the dredger contract.",
    )
    assert [(f.relation, len(f.members)) for f in found] == [("same", 2)]


def test_every_member_is_a_span_of_its_body() -> None:
    texts = {
        "a": "More than 40 trawlers burned in the fire at Kellmouth harbour on Monday.",
        "b": "The fire at Kellmouth harbour burned 43 trawlers on Monday.",
    }
    collation = laid_out(*texts.values(), published="2031-05-14")
    members = [member for figure in collation.figures for member in figure.members]
    assert len(members) == 4
    for member in members:
        assert texts[member.key][member.span.start : member.span.end] == member.span.text


def test_two_numbers_in_one_utterance_are_no_update() -> None:
    found = figures(
        "“The bridge was silent for eleven minutes before the keel scraped,” said Ilse Brandt.",
        "“The bridge was silent for 12 minutes before the keel scraped,” said Ilse Brandt.",
        dates=("2031-05-14", "2031-05-15"),
    )
    assert [f.relation for f in found] == ["conflict"]


def test_what_is_planned_for_a_day_is_no_other_account_of_what_happened() -> None:
    assert not figures(
        "We will be outside the town hall of Senn again on Saturday, they wrote.",
        "Hundreds stood outside the town hall of Senn on Tuesday evening.",
    )


def test_a_figure_is_named_by_the_noun_it_counts() -> None:
    found = figures(
        "The storm cut power to 61,400 homes in Dorn, the grid said.",
        "More than 60,000 houses in Dorn lost power in the storm, the grid said.",
    )
    assert [(f.what, f.relation) for f in found] == [("homes", "compatible")]


def test_what_one_says_and_the_other_denies_is_no_figure_of_both() -> None:
    assert not figures(
        "The council of Senn paid £40,000 for the bronze otter.",
        "The council of Senn never paid £40,000 for the bronze otter.",
    )


def test_an_amount_that_an_article_says_again_rounded_is_the_same_figure() -> None:
    (figure,) = figures(
        "The mill at Holm paid nearly $44 million in taxes. In all, the mill paid $43,885,310 in"
        " taxes over the years.",
        "The mill at Holm paid $43,885,310 in taxes, its owner said.",
    )
    assert sorted(m.span.text for m in figure.members) == [
        "$43,885,310",
        "$43,885,310",
        "nearly $44 million",
    ]
    assert figure.relation in ("same", "rounded")
    assert figure.difference == ""


def test_two_accounts_in_one_article_are_two_members() -> None:
    (figure,) = figures(
        "The police said 300 people marched for the Keel bridge; the union said 900 people marched"
        " for the Keel bridge.",
        "About 300 people marched for the Keel bridge, the police said.",
    )
    assert [m.span.text for m in figure.members if m.key == "a"] == ["300 people", "900 people"]


def test_the_date_of_a_post_is_nobodys_figure() -> None:
    post = (
        "Bread knife, cold water. pic.twitter.com/abc123\n\n— Second Helping (@second) May 12, 2031"
    )
    found = figures(
        f"The crew of the Second Helping freed the whale.\n\n{post}",
        f"The whale was freed by the crew of the Second Helping.\n\n{post}",
    )
    assert not any("May" in m.span.text for figure in found for m in figure.members)


def test_a_full_date_is_one_day() -> None:
    text = "It sank on Sunday, June 12, 2031, at dawn."
    (day,) = find_days(text, 0, len(text), date(2031, 7, 1))
    assert (day.first, day.span.text) == (date(2031, 6, 12), "on Sunday, June 12, 2031")


def test_a_day_without_a_year_lies_behind_rather_than_months_ahead() -> None:
    (day,) = find_days("It sank on Sept. 11.", 0, 20, date(2031, 5, 14))
    assert day.first == date(2030, 9, 11)
