"""In which order an editor would look at the claims of one story: each list has the sentence to
check first at its head and a feeling, wish or question at its end, which can wait; those between
may stand either way."""

from __future__ import annotations

import pytest

from coverage.text.figures.claims import checkworthiness
from coverage.text.figures.quantities import find_quantities
from coverage.text.found import Passage
from coverage.text.spans import Span

LISTS = """
The dam held 40 million cubic metres when it broke, twice what its licence allowed.
The dam was built by the water board in 1962.
Residents of the valley had complained about the dam for years.
The water came just after midnight.
"It was like the end of the world," said one of them.

Unemployment in the province fell to 4.1 percent in May, the lowest since 1998.
The minister visited a factory in Torvik on Tuesday.
The opposition called the figures misleading.
Several shops in the high street have signs in the window.
"We hope that things get better from here," a shopkeeper said.

The company paid no tax in Norland between 2014 and 2019, documents show.
The company has its offices above a bakery.
A spokesman said that the company obeys the law in every country it works in.
The documents run to thousands of pages.
"We should all ask ourselves what is fair," he said.

The senator voted against the same bill twice, in 2011 and in 2015.
The senator now says that the bill does not go far enough.
The bill would be the biggest change to the law in years.
She spoke for an hour in a packed hall.
"I believe in this country and I believe in you," she said.

Police fired 31 shots at the car, the inquiry found.
Police said at first that the driver had fired on them.
The street was closed for two days.
Flowers lay on the pavement on Sunday.
"I want to know why," his mother said.

The vaccine prevented 93 percent of infections in a trial with 12,000 people.
The vaccine has been approved in six countries.
Health workers will get it first.
The makers say that they are proud of their work.
"Would I take it myself? Of course I would," she said.

The minister said that crime had doubled in the city since the mayor took office.
The mayor denied it and spoke of a campaign of fear.
The two have known each other since they were at school.
They may meet again before the vote.
"Let us talk about the future," the mayor said.

Eleven sailors died when the ferry went down off Skarn on Friday.
The ferry had been inspected in the spring.
The weather was bad.
Relatives waited at the quay.
"We will never forget them," the captain's brother said.

The army said that it had destroyed 14 tanks; pictures show three.
The army advanced toward the river on Monday.
Both sides said that they wanted to talk.
The road to the river is lined with poplars.
"May God help us all," an old man said.

The school closed after 22 pupils fell ill; the council knew of the mould in 2017.
The school is one of four in the district.
The council promised an inquiry.
Parents gathered at the gate.
"It's a shame, really," one of them said.

Rents in the old town have risen by 60 percent in five years.
The council bought three houses last year.
A tenants' group has asked for a meeting.
The old town is a lovely place in spring.
"Something has to happen," said a member of the group.

The governor vetoed the water bill in March.
The governor's office did not answer questions.
The bill had been written by two members of his own party.
He likes to walk by the lake.
"I'll always fight for clean water," he said.

The bank charged 40,000 customers for accounts that they had never opened.
The bank said that it had dismissed four managers.
The bank sponsors the city's marathon.
Its head is due to appear before the committee.
"We must do better," he wrote.

The country takes in fewer refugees than any of its neighbours.
The prime minister said that the country had done its share.
The camp lies an hour from the border.
Children played between the tents.
"I hope we can stay," said a girl from the camp.

Emissions from the smelter were three times the legal limit, the agency said.
The smelter employs most of the men in the town.
The agency sent a letter to its owners.
The owners may appeal.
"What would become of us without it?" asked a foreman.

The president said that no troops were in the valley.
Satellite pictures show a convoy of 60 trucks in the valley on June 3.
Diplomats met in the capital.
The talks could go on for weeks.
"Peace is possible if we want it," he said.

The hospital turned away 310 patients in January for want of beds.
The ministry closed two wards there in 2019.
Doctors at the hospital have written to the minister.
The minister has not replied yet.
"I love this job," a nurse said, "but I'm tired."

The mayor's brother owns the firm that won the contract.
The contract was put out to tender in the autumn.
Two other firms had offered to do the work for less.
The mayor said that he would answer all questions.
"I have nothing to hide," he said.

Turnout was 38 percent, the lowest at any election since the war.
The polls closed at eight.
The two parties have ruled together since 2016.
Observers were at most of the polling stations.
"Thank you, thank you all," the winner said.

The mine had been fined nine times for gas leaks before the blast.
The mine belongs to a company in the capital.
Rescuers went down again at dawn.
Families prayed in the church.
"We won't give up hope," the bishop said.

Nurses in the north earn a fifth less than those in the capital.
Nurses walked out of six hospitals on Wednesday.
The ministry called the strike unlawful.
It was raining at the picket line.
"People should understand how we feel," one of them said.

The airline knew of the fault in the doors in 2018, an internal letter shows.
The airline has grounded eleven aircraft.
Its shares fell on Thursday.
Passengers can have their money back.
"Safety is the heart of what we do," it said.

The committee paid 1.2 million for a study that was never published.
The study was about traffic.
Members of the committee gave different accounts of it.
The chairman was not in town.
"I can't remember every paper that I sign," he said.

She claimed that her opponent had never paid his taxes.
Her opponent released his returns for 2012 to 2020 on the same evening.
The debate lasted for two hours.
Both of them wore blue.
"Let me finish, please," she said.

The reactor was shut down four times last year, more often than any other in Europe.
The reactor went into service in 1984.
The operator wants to run it for ten more years.
A decision is due in the autumn.
"I'd feel better if it were gone," said a farmer.

Prices for bread have doubled since the war began.
The war cut the country off from its biggest supplier of wheat.
Bakers have gone on strike in two towns.
The government may send help.
"You just have to laugh, don't you?" said a woman in the queue.

Soldiers shot at the crowd for ten minutes, killing at least 17.
The crowd had come for a funeral.
The general said that his men had been attacked.
A curfew was declared.
"We want to live in dignity," a student said.

The museum bought the vase in 1997 from a dealer who was later convicted of theft.
The vase is about 2,400 years old.
The museum says that it acted in good faith.
It stands in a room of its own.
"Isn't it beautiful?" the guide said.

The judge ruled that the law breaks the constitution.
The law was passed in a single day in 2020.
The government said that it would appeal.
Supporters sang outside of the court.
"This is a great day for freedom," their lawyer said.

The river rose by four metres in a night and flooded 900 houses.
The river had last flooded the town in 1954.
The mayor praised the firemen.
Water stood in the streets until the evening.
"I have never been so scared," said a man who was sitting on his roof.
"""
ORDERS = [block.splitlines() for block in LISTS.strip().split("\n\n")]


def worth(sentence: str) -> float:
    passages = [Passage(Span.of(sentence, 0, len(sentence)), "paragraph")]
    return checkworthiness(sentence, find_quantities(sentence, passages))


#: Lists whose head comes first. Those that fail have two claims an editor may take in either order
#: ("The judge ruled …", "The law was passed in a single day …"), or tell of knowing and owning.
FIRST_RIGHT = 26


def test_an_editor_finds_first_what_to_check_first() -> None:
    worths = [[worth(sentence) for sentence in sentences] for sentences in ORDERS]
    assert sum(first > max(others) for first, *others in worths) >= FIRST_RIGHT


@pytest.mark.parametrize("sentences", ORDERS, ids=lambda sentences: sentences[0][:40])
def test_what_can_wait_waits(sentences: list[str]) -> None:
    first, *others = map(worth, sentences)
    assert first >= 0.4
    assert others[-1] < 0.25
    assert sum(first >= other for other in others) >= 2


def test_there_are_thirty_lists_of_five() -> None:
    assert [len(sentences) for sentences in ORDERS] == [5] * 30
