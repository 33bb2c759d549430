"""Scopes: counts of one thing that are narrowed differently are no conflict, and say how."""

# ruff: noqa: E501 - a table of sentences reads better on one line each

from __future__ import annotations

from itertools import permutations

import pytest

from coverage.text.collation.collated import Figure
from coverage.text.collation.collation import collate
from tests.text.collation.test_figure_relations import find
from tests.text.telling_stories import told

#: one outlet's sentence | another's | what narrows the first | what narrows the second
_APART = """
The frost closed 40 schools in the city. | The frost closed 1,200 schools in the country. | in the city | in the country
Burglars broke into 310 homes across the county. | Burglars broke into 9,400 homes nationwide. | across the county | nationwide
The fever has infected 212 people in the state. | The fever has infected 8,900 people worldwide. | in the state | worldwide
The strike shut 15 clinics in the town. | The strike shut 88 clinics across the province. | in the town | across the province
The inspectors fined 22 bakeries in the city. | Nationwide, the inspectors fined 510 bakeries. | in the city | Nationwide
The charity planted 3,000 oaks across Karrow. | The charity planted 52,000 oaks across Velland. | across Karrow | across Velland
The police have arrested 31 smugglers this week. | The police have arrested 420 smugglers since January. | this week | since January
The ferry company cancelled 14 sailings on Tuesday. | The ferry company has cancelled 190 sailings since March. | on Tuesday | since March
The mill laid off 60 weavers in the past month. | The mill laid off 700 weavers in the past two years. | in the past month | in the past two years
Wolves have killed 70 sheep this year. | Wolves have killed 900 sheep since 2027. | this year | since 2027
The flu sent 45 patients to hospital in the past week. | The flu sent 610 patients to hospital since November. | in the past week | since November
The mayor’s tunnel will cost €4m a year. | The mayor’s tunnel will cost €40m over ten years. | a year | over ten years
The reservoir of Dorn loses 300 litres an hour. | The reservoir of Dorn loses 7,000 litres a day. | an hour | a day
The bank pays its guards $900 a month. | The bank pays its guards $11,000 a year. | a month | a year
The rebels’ shelling of Senn left 52 dead and wounded. | The rebels’ shelling of Senn left 14 dead. | dead and wounded |
The blast at the Tarn pit killed or injured 61 people. | The blast at the Tarn pit killed 18 people. | killed or injured | killed
The plant in Dorn pumps 40,000 litres of waste a day into the river. | The plant in Dorn pumps 15 million litres of waste a year into the river. | a day | a year
The levy raises £2m a year for the drains. | The levy will raise £30m for the drains over 15 years. | a year | over 15 years
Thieves stole 212 bicycles in the town last year, the council said. | Last year thieves stole 18,400 bicycles across the country, the council said. | in the town | across the country
The heatwave killed 61 people across the province on Sunday. | The heatwave has killed 480 people across the continent. | across the province | across the continent
Inspectors shut 14 restaurants in the city in May for rats. | Inspectors shut 3 restaurants in the city for rats in the past three days. | in May | in the past three days
The landslide at Keel killed 40 people. | The landslide at Keel killed 12 children. | |
The storm in Arnholt injured 9 women. | The storm in Arnholt injured 31 people. | |
"""
APART = [[part.strip() for part in line.split("|")] for line in _APART.strip().split("\n")]

#: Two sentences whose figures conflict, or are of no one thing ("-").
_NOT_APART = """
conflict | The blast at Senn injured 14 people in the city. | In the city, 11 people were injured in the blast at Senn.
conflict | The storm at Dorn killed 12 people in the country. | The storm at Dorn killed 17 people.
conflict | The board of the Holm mill fined the foreman €4,250 in May. | The board of the Holm mill fined the foreman €4,350 last year.
conflict | The police have arrested 31 smugglers since January. | The police have arrested 33 smugglers since January.
conflict | The plant in Dorn pumps 40,000 litres of waste a day. | The plant in Dorn pumps 44,000 litres of waste a day.
conflict | Nationwide, 310 schools were shut by the strike. | The strike shut 290 schools across the country.
- | The council built 40 homes in the city. | The council sold 90 homes in the county.
- | The airline lost 410 suitcases in the past 30 days. | The airline hired 2,000 pilots since March.
conflict | The frost closed 40 schools in the city. | The frost closed 42 schools in the town.
- | The frost closed 40 schools in the city. | The premier painted 1,200 schools in the country.
- | The landslide at Keel killed 12 children. | The landslide at Keel injured 40 people.
- | The landslide at Keel killed 12 women. | The landslide at Keel killed 40 children.
- | The landslide at Keel killed 40 children. | The landslide at Keel killed 12 people.
"""
NOT_APART = [[part.strip() for part in line.split("|")] for line in _NOT_APART.strip().split("\n")]

#: two sentences in conflict | whose word the first gives | whose the second
_BY_WHOM = """
The union said 900 people marched for the Keel bridge. | According to the police, 310 people marched for the Keel bridge. | the union | the police
The police said that 310 people marched for the Keel bridge. | About 900 people marched for the Keel bridge, the organisers said. | the police | the organisers
The council of Brask voted 14 to 9 to close the library, the mayor said. | The council of Brask voted 13 to 9 to close the library, the clerk said. | the mayor | the clerk
He said 900 people marched for the Keel bridge. | According to the police, 310 people marched for the Keel bridge. | |
Anna Vell said 900 people marched for the Keel bridge. | Officials said 310 people marched for the Keel bridge. | Anna Vell | officials
The blast at Senn injured 14 people, the hospital said. | The hospital said 11 people were hurt in the blast at Senn. | |
"""
BY_WHOM = [[part.strip() for part in line.split("|")] for line in _BY_WHOM.strip().split("\n")]


def counts(one: str, other: str) -> list[Figure]:
    """The figures that are no days."""
    return [figure for figure in find(one, other) if figure.members[0].unit[:6] != "day of"]


@pytest.mark.parametrize(("one", "other", "ours", "theirs"), APART)
def test_figures_that_are_narrowed_differently_are_of_different_scope(
    one: str, other: str, ours: str, theirs: str
) -> None:
    (figure,) = counts(one, other)
    assert (figure.relation, figure.difference) == ("scope", "")
    assert [member.scope for member in figure.members] == [ours, theirs]
    assert "conflict" not in {found.relation for found in find(other, one)}


@pytest.mark.parametrize(("expected", "one", "other"), NOT_APART)
def test_figures_that_may_be_of_one_scope_stay_what_they_are(
    expected: str, one: str, other: str
) -> None:
    assert [figure.relation for figure in counts(one, other)] == [expected] * (expected != "-")


@pytest.mark.parametrize(("one", "other", "ours", "theirs"), BY_WHOM)
def test_a_conflict_names_whose_word_each_figure_is(
    one: str, other: str, ours: str, theirs: str
) -> None:
    (figure,) = counts(one, other)
    assert figure.relation == "conflict"
    told = [f"according to {name}" if name else "" for name in (ours, theirs)]
    assert [member.scope for member in figure.members] == told


def test_no_difference_is_stated_across_scopes() -> None:
    one = "The frost closed 40 schools in the city, and 1,200 schools in the country."
    other = "The frost closed 44 schools in the city, and 1,350 schools in the country."
    found = counts(one, other)
    assert [(f.relation, f.difference) for f in found] == [("conflict", "4"), ("conflict", "150")]


def test_the_outlets_order_changes_no_scope() -> None:
    texts = [
        "The frost closed 40 schools in the city. It killed 12 children.",
        "The frost closed 1,200 schools nationwide. It killed 31 people since March.",
        "Across the state, the frost closed 310 schools. It killed 3 people a day.",
    ]
    articles = [told(f"k{n}", text, "2031-05-14") for n, text in enumerate(texts)]
    found = [
        {(f.relation, frozenset((m.span.text, m.scope) for m in f.members)) for f in figures}
        for order in permutations(articles)
        for figures in (collate(order).figures,)
    ]
    assert found[0]
    assert all(said == found[0] for said in found)
