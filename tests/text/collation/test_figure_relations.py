"""Relations of figures: ten cases and more of each, told in two sentences, and pairs that are none."""

# ruff: noqa: E501 - a table of sentences reads better on one line each

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from coverage.text.collation.collated import Figure
from coverage.text.collation.collation import collate
from tests.text.telling_stories import told

#: relation | one outlet's sentence | another's; an "@" before a sentence: published a day later.
_RELATED = """
same | The flood in Arnholt killed 23 people, the governor said. | Twenty-three people died in the flood in Arnholt.
same | The council sold the old brewery for £3.4m. | The old brewery was sold by the council for £3.4 million.
same | Half a dozen horses escaped from the Tarn stables. | Six horses escaped from the Tarn stables.
same | The court sentenced the banker Otto Lind to 12 years in prison. | Otto Lind, the banker, was given 12 years in prison by the court.
same | The bridge at Senn closed on Tuesday after cracks were found. | @The bridge at Senn closed on Tuesday after inspectors found cracks.
same | Mayor Rosa Keel resigned yesterday over the harbour contract. | @Mayor Rosa Keel resigned on Tuesday over the harbour contract.
same | A third of voters in Brask backed the tunnel, a survey found. | One in three voters in Brask backed the tunnel, a survey found.
same | The storm left 4,000 homes in Dorn without power. | Power was lost in 4,000 homes in Dorn in the storm.
same | The clip of the heron lasts 90 seconds, the zoo said. | The zoo’s clip of the heron lasts 90 seconds.
same | Anna Vell, 41, a nurse from Brask, won the lottery. | The lottery was won by Anna Vell, a 41-year-old nurse.
same | The union’s strike at the Holm mill began in March 2029. | Workers at the Holm mill began their strike in March 2029.
same | Turnout in the Arnholt referendum was 61 percent. | In the Arnholt referendum turnout reached 61%.
rounded | The audit found $43,350 missing from the school fund in Senn. | Auditors found $43,000 missing from the school fund in Senn.
rounded | The theatre in Brask cost 4.2 million euros to repair. | Repairs to the theatre in Brask cost about 4 million euros.
rounded | Nearly 300 sheep drowned in the river at Tarn. | The river at Tarn drowned 298 sheep.
rounded | The march through Dorn drew 19,850 people, the police said. | The march through Dorn drew about 20,000 people, the police said.
rounded | Lind spent more than $200,000 of the charity’s money on a yacht. | Lind spent $200,000 of the charity’s money on a yacht.
rounded | The tunnel under Keel is 5.96 kilometres long. | The tunnel under Keel is about 6 kilometres long.
rounded | Farmers in Arnholt lost almost 5,000 hectares of barley. | Farmers in Arnholt lost 4,910 hectares of barley.
rounded | The vaccine was given to 1,204,000 children in Holm province. | The vaccine was given to 1.2 million children in Holm province.
rounded | The search for the glider lasted more than two weeks. | The search for the glider lasted two weeks.
rounded | The museum’s roof will cost roughly £910,000, its director said. | The museum’s roof will cost £905,500, its director said.
compatible | More than 40 trucks are stuck at the Senn pass. | At the Senn pass 47 trucks are stuck.
compatible | At least 12 miners were trapped in the pit at Brask. | More than 12 miners were trapped in the pit at Brask.
compatible | The fire at the Holm mill burned between 20 and 30 hectares. | The fire at the Holm mill burned 24 hectares.
compatible | The premier of Dorn signed the water treaty last week. | The premier of Dorn signed the water treaty on Thursday.
compatible | Judge Vell resigned from the bench in November. | Judge Vell resigned from the bench last year.
compatible | Up to 60 villages near Tarn were cut off by snow. | Snow cut off 52 villages near Tarn.
compatible | The orchestra’s tour of Keel earned over €90,000. | The orchestra earned €97,500 on its tour of Keel.
compatible | Dozens of paintings were stolen from the Arnholt gallery. | Thieves stole 31 paintings from the Arnholt gallery.
compatible | The ferry company will lay off 200 to 250 sailors. | The ferry company will lay off at least 220 sailors.
compatible | The zoo’s panda cub was born over the weekend. | The zoo’s panda cub was born on Saturday.
conflict | The auditors found $5,687.75 spent on lobster pots at the Tarn boatyard. | The auditors found $5,587.75 spent on lobster pots at the Tarn boatyard.
conflict | The board of the Holm mill fined the foreman €4,250 in May. | The board of the Holm mill fined the foreman €4,350 in May.
conflict | The blast at Senn injured 14 people, the hospital said. | The hospital said 11 people were hurt in the blast at Senn.
conflict | About 300 people marched for the Keel bridge, the police said. | The police said 900 people marched for the Keel bridge.
conflict | The rocket from Dorn flew 118 kilometres before it fell. | The rocket from Dorn flew 112 kilometres before it fell.
conflict | The council of Brask voted 14 to 9 to close the library. | The council of Brask voted 13 to 9 to close the library.
conflict | At least 30 cows died of the fever in Arnholt. | The fever in Arnholt killed 26 cows.
conflict | The tower of Tarn is 71 metres tall, the builders said. | The tower of Tarn is 77 metres tall, the builders said.
conflict | The gallery paid £16,400 for the Vell portrait. | The gallery paid £16,900 for the Vell portrait.
conflict | Turnout in the Keel election was 48 percent. | Turnout in the Keel election was 45 percent.
conflict | Police detained 17 protesters outside the Senn embassy. | Outside the Senn embassy police detained 19 protesters.
update | The storm at Dorn killed 12 people, the coastguard said. | @The storm at Dorn killed 15 people, the coastguard said.
update | The blaze in Holm injured 30 people. | @The blaze in Holm has injured 41 people.
update | Rescuers saved 52 people from the flood in Tarn. | @Rescuers have saved 90 people from the flood in Tarn.
update | The film of the heron had 4.6 million views on TikTok. | @The film of the heron has 7.4 million views on TikTok, up from 4.6 million.
update | The police arrested 20 people at the Arnholt match. | @The police have arrested 26 people at the Arnholt match.
update | The petition for the Senn forest has 11,000 signatures. | @The petition for the Senn forest has 12,000 signatures.
update | The outbreak in Brask has sickened 140 people. | @The outbreak in Brask has sickened 181 people.
update | Some 310 people are missing after the landslide at Keel. | @After the landslide at Keel, 345 people are missing.
update | The dam burst near Vell left 900 people homeless. | @The dam burst near Vell left 1,150 people homeless.
update | Volunteers have planted 2,100 oaks in the Dorn valley. | @Volunteers have planted 2,250 oaks in the Dorn valley.
scope | The clip of the heron has been viewed over two million times on Twitter. | The clip of the heron has nearly 30 million views on TikTok.
scope | The minister’s speech drew 900 comments on Facebook. | The minister’s speech drew 5,000 comments on YouTube.
scope | The song about Holm has 40,000 likes on Instagram. | The song about Holm has 900,000 likes on TikTok.
scope | The choir has 12,000 followers on Instagram. | The choir has 310,000 followers on Facebook.
scope | The video from the Tarn ferry was shared 4,500 times on Facebook. | The video from the Tarn ferry was shared 22,000 times on Telegram.
scope | The photograph of the Senn fire has 700 reposts on X. | The photograph of the Senn fire has 9,100 reposts on Mastodon.
scope | The trailer had 1.1 million views on YouTube by noon. | The trailer had 8 million views on TikTok by noon.
scope | The mayor’s apology got 300 replies on Bluesky. | The mayor’s apology got 2,800 replies on X.
scope | The prank was watched 60,000 times on Instagram. | The prank was watched 2 million times on YouTube.
scope | The otter’s picture collected 150 comments on Reddit. | The otter’s picture collected 4,000 comments on Facebook.
"""
_UNRELATED = """
The tug had 40 passengers. | The tug had 44 soldiers.
A crew of 40 sailors left Keel. | The auction raised 40 percent less.
The storm at Dorn killed 12 people. | The storm at Dorn injured 12 people.
The board of Senn sat on Monday. | Heavy rain fell on Monday.
The 1998 flood wrecked the mill. | The tax on barley rose in 1998.
The council spent £400,000 on chairs. | A new roof costs £400,000, the school said.
Two men rowed to the island. | Two dogs guarded the brewery.
The premier flew to Tarn last year. | Wheat prices doubled last year.
Three judges heard the appeal. | The museum bought three paintings.
The strike began 75 years after the mill opened. | The treaty runs for 75 years.
The baker is 41. | The bridge is 41 metres long.
The choir sang on “Holm Live Sunday.” | The choir of Holm sang at the mill on Sunday.
"""


def find(one: str, other: str) -> tuple[Figure, ...]:
    lead = "The harbour board met again."
    days = ["2031-05-14", "2031-05-15" if other.startswith("@") else "2031-05-14"]
    texts = [one, other.removeprefix("@")]
    return collate(
        [
            told(key, f"{lead}\n\n{text}\n", day)
            for key, text, day in zip("ab", texts, days, strict=True)
        ]
    ).figures


RELATED = [tuple(part.strip() for part in line.split("|")) for line in _RELATED.strip().split("\n")]
UNRELATED = [
    tuple(part.strip() for part in line.split("|")) for line in _UNRELATED.strip().split("\n")
]


@pytest.mark.parametrize(("expected", "one", "other"), RELATED)
def test_figures_of_one_thing_are_related(expected: str, one: str, other: str) -> None:
    found = find(one, other)
    assert expected in {figure.relation for figure in found}
    for figure in found:
        assert not figure.difference or figure.relation == "conflict"


@pytest.mark.parametrize(("one", "other"), UNRELATED)
def test_the_same_number_of_another_thing_is_no_figure(one: str, other: str) -> None:
    assert not find(one, other)


@pytest.mark.parametrize(
    "relation", ["same", "rounded", "compatible", "conflict", "update", "scope"]
)
def test_each_relation_has_ten_cases(relation: str) -> None:
    assert sum(case[0] == relation for case in RELATED) >= 10


def test_the_outlets_order_changes_no_figure() -> None:
    texts = [
        "About 300 people marched for the Keel bridge on Tuesday. The bridge cost £4.2m in 2029.",
        "The union said 900 people marched for the bridge; the police counted 310 people marching.",
        "On Tuesday 300 people marched for the Keel bridge, which cost £4,150,000 last year.",
        "The Keel bridge cost over £4m to build. Hundreds marched for the bridge yesterday.",
    ]
    articles = [told(f"k{n}", text, "2031-05-14") for n, text in enumerate(texts)]
    plain = [_as_said(collate(order).figures) for order in permutations(articles)]
    assert plain[0]
    assert all(said == plain[0] for said in plain)


def _as_said(figures: tuple[Figure, ...]) -> Sequence[object]:
    return sorted(
        (f.what, f.relation, f.difference, sorted((m.key, m.span.start) for m in f.members))
        for f in figures
    )
