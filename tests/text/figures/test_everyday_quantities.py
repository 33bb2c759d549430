"""Quantities in everyday news: sentences written before they were read, with all they hold."""

# ruff: noqa: E501 - a table of sentences reads better on one line each

from __future__ import annotations

import pytest

from tests.text.figures.test_quantities import read, written

#: sentence => its quantities as "span | low | high | bound | unit", "-" where open.
_TABLE = """
The council will spend £1.4m over three years on potholes. => £1.4m | 1400000 | 1400000 | exact | GBP ; three years | 3 | 3 | exact | year
Police seized 14kg of cocaine and more than $250,000 in cash. => 14kg | 14 | 14 | exact | kilogram ; more than $250,000 | 250000 | - | over | USD
A jury of seven women and five men deliberated for nine hours. => seven women | 7 | 7 | exact | woman ; five men | 5 | 5 | exact | man ; nine hours | 9 | 9 | exact | hour
Inflation slowed to 2.3 per cent, its lowest in more than two years. => 2.3 per cent | 2.3 | 2.3 | exact | percent ; more than two years | 2 | - | over | year
Roughly one in three households skipped a meal. => Roughly one in three households | 0.3333333333 | 0.3333333333 | about | household
The blaze destroyed at least 60 homes and forced 3,500 residents to flee. => at least 60 homes | 60 | - | over | home ; 3,500 residents | 3500 | 3500 | exact | resident
Two teenagers, ages 15 and 17, were charged. => Two teenagers | 2 | 2 | exact | teenager ; 15 | 15 | 15 | exact | year ; 17 | 17 | 17 | exact | year
The airline cut 1,200 jobs, or about 8% of its staff. => 1,200 jobs | 1200 | 1200 | exact | job ; about 8% | 8 | 8 | about | percent
The bill passed the Senate 61-37 on Tuesday. => 61-37 | 61 | 37 | exact | vote
Her husband, a 48-year-old plumber, survived. => 48-year-old | 48 | 48 | exact | year
The storm dumped up to 18 inches of snow in six hours. => up to 18 inches | - | 18 | under | inch ; six hours | 6 | 6 | exact | hour
They drove nearly 400 miles to see the eclipse. => nearly 400 miles | - | 400 | nearly | mile
The team lost 4-2 in front of 31,000 fans. => 4-2 | 4 | 2 | exact | goal ; 31,000 fans | 31000 | 31000 | exact | fan
The company reported a profit of €312 million, down from €340 million a year earlier. => €312 million | 312000000 | 312000000 | exact | EUR ; €340 million | 340000000 | 340000000 | exact | EUR
She was fined 500 dollars and given 100 hours of community service. => 500 dollars | 500 | 500 | exact | USD ; 100 hours | 100 | 100 | exact | hour
Hundreds more were stranded at the airport. => Hundreds | 100 | - | vague | person
The convoy of 12 trucks crossed the bridge before dawn. => 12 trucks | 12 | 12 | exact | truck
The mayor won 54.6 percent of the vote. => 54.6 percent | 54.6 | 54.6 | exact | percent
Only 3 out of 10 patients were seen within four hours. => 3 out of 10 patients | 0.3 | 0.3 | exact | patient ; within four hours | - | 4 | under | hour
The reservoir is at 40% of capacity. => 40% | 40 | 40 | exact | percent
Nine people, including two children, were taken to hospital. => Nine people | 9 | 9 | exact | person ; two children | 2 | 2 | exact | child
The drought has killed some 200,000 head of cattle. => some 200,000 head | 200000 | 200000 | about | head
The painting fetched $27.4 million, more than double its estimate. => $27.4 million | 27400000 | 27400000 | exact | USD
Rail fares will go up by 4.9 per cent from March 3. => 4.9 per cent | 4.9 | 4.9 | exact | percent
He spent 17 days in intensive care. => 17 days | 17 | 17 | exact | day
The plane was flying at 35,000 feet when the window cracked. => 35,000 feet | 35000 | 35000 | exact | foot
A crowd estimated at 20,000 gathered in the square. => estimated at 20,000 | 20000 | 20000 | about | person
The strike, now in its third week, involves 2,300 nurses. => 2,300 nurses | 2300 | 2300 | exact | nurse
Between 50 and 60 workers were inside the plant. => Between 50 and 60 workers | 50 | 60 | range | worker
The minimum wage will rise by 50 cents to $15. => 50 cents | 50 | 50 | exact | cent ; $15 | 15 | 15 | exact | USD
Tens of thousands took to the streets in three cities. => Tens of thousands | 10000 | - | vague | person ; three cities | 3 | 3 | exact | city
The suspect fired at least eight shots, the chief said. => at least eight shots | 8 | - | over | shot
The ship sank in less than 20 minutes. => less than 20 minutes | - | 20 | under | minute
Temperatures could reach 104 degrees by Friday. => 104 degrees | 104 | 104 | exact | degree
The school has 640 pupils aged 11 to 16. => 640 pupils | 640 | 640 | exact | pupil ; 11 to 16 | 11 | 16 | range | year
The fund holds assets worth $3.1tn. => $3.1tn | 3100000000000 | 3100000000000 | exact | USD
Officials counted 412,000 ballots, with 6 precincts left. => 412,000 ballots | 412000 | 412000 | exact | ballot ; 6 precincts | 6 | 6 | exact | precinct
A dozen or so protesters chained themselves to the gate. => A dozen or so protesters | 12 | 12 | about | protester
Almost three in four drivers admitted speeding. => Almost three in four drivers | - | 0.75 | nearly | driver
The two countries share a 900-mile border. => two countries | 2 | 2 | exact | country ; 900-mile | 900 | 900 | exact | mile
The blast wounded at least 23, four of them critically. => at least 23 | 23 | - | over | person ; four | 4 | 4 | exact | person
The hospital treated 31 people, six of whom remain in critical condition. => 31 people | 31 | 31 | exact | person ; six | 6 | 6 | exact | person
The museum drew a record 1.2 million visitors in 2019. => 1.2 million visitors | 1200000 | 1200000 | exact | visitor
His lead is down to 5 points among likely voters. => 5 points | 5 | 5 | exact | point
The bus was carrying 44 passengers and two drivers. => 44 passengers | 44 | 44 | exact | passenger ; two drivers | 2 | 2 | exact | driver
Prosecutors asked for a sentence of 10 to 12 years. => 10 to 12 years | 10 | 12 | range | year
The poll of 1,005 adults has a margin of error of plus or minus 3.1 percentage points. => 1,005 adults | 1005 | 1005 | exact | adult ; 3.1 percentage points | 3.1 | 3.1 | exact | percentage point
The river crested at 23.4 feet, well above flood stage. => 23.4 feet | 23.4 | 23.4 | exact | foot
Dozens were arrested and scores injured. => Dozens | 12 | - | vague | person ; scores injured | 20 | - | vague | person
He ran the marathon in just over three hours. => just over three hours | 3 | - | over | hour
The pipeline can carry 830,000 barrels a day. => 830,000 barrels | 830000 | 830000 | exact | barrel
The court awarded her £75,000 in damages plus costs of £12,300. => £75,000 | 75000 | 75000 | exact | GBP ; £12,300 | 12300 | 12300 | exact | GBP
The party lost 18 of its 46 seats. => 18 | 18 | 18 | exact | seat ; 46 seats | 46 | 46 | exact | seat
Not one of the 14 witnesses came forward. => 14 witnesses | 14 | 14 | exact | witness
Around 1 in 50 people had the virus last week. => Around 1 in 50 people | 0.02 | 0.02 | about | person
The 6ft 2in suspect fled on foot. => 6ft 2in | 74 | 74 | exact | inch
Three firefighters suffered minor burns, but no passengers were hurt. => Three firefighters | 3 | 3 | exact | firefighter ; no passengers | 0 | 0 | exact | passenger
The budget deficit widened to $1.7 trillion, or 6.3% of GDP. => $1.7 trillion | 1700000000000 | 1700000000000 | exact | USD ; 6.3% | 6.3 | 6.3 | exact | percent
They waited for more than an hour in the rain. => more than an hour | 1 | - | over | hour
The two-hour debate drew an audience of 8.5 million viewers. => two-hour | 2 | 2 | exact | hour ; 8.5 million viewers | 8500000 | 8500000 | exact | viewer
The fire has burned more than 90 square miles and is 15 percent contained. => more than 90 square miles | 90 | - | over | square mile ; 15 percent | 15 | 15 | exact | percent
Each family will get 40 litres of water a day. => 40 litres | 40 | 40 | exact | litre
The death toll has climbed to at least 118, with 30 still missing. => at least 118 | 118 | - | over | death ; 30 | 30 | 30 | exact | person
A couple of thousand supporters cheered. => A couple of thousand supporters | 2000 | 2000 | about | supporter
A 35-foot sailboat capsized with five people aboard. => 35-foot | 35 | 35 | exact | foot ; five people | 5 | 5 | exact | person
The grocer will close 27 stores and lay off 1,900 workers by June. => 27 stores | 27 | 27 | exact | store ; 1,900 workers | 1900 | 1900 | exact | worker
Gas prices averaged $3.49 a gallon nationwide. => $3.49 | 3.49 | 3.49 | exact | USD
Some 70% of respondents said they were worse off. => Some 70% | 70 | 70 | about | percent
The virus has sickened 812 people in 26 states. => 812 people | 812 | 812 | exact | person ; 26 states | 26 | 26 | exact | state
The rescue took almost a day. => almost a day | - | 1 | nearly | day
He owes nearly half a million pounds in unpaid tax. => nearly half a million pounds | - | 500000 | nearly | GBP
She finished second, 0.3 seconds behind the leader. => 0.3 seconds | 0.3 | 0.3 | exact | second
The panel voted 9-0 to approve the vaccine. => 9-0 | 9 | 0 | exact | vote
The two men, both 29, pleaded not guilty. => two men | 2 | 2 | exact | man ; 29 | 29 | 29 | exact | year
About half the houses in the village were damaged. => About half the houses | 0.5 | 0.5 | about | house
It was the deadliest crash in a decade, with 71 dead. => 71 dead | 71 | 71 | exact | person
The shop sells around 300 loaves every morning. => around 300 loaves | 300 | 300 | about | loaf
The tax would cost a family on $60,000 about $400 a year. => $60,000 | 60000 | 60000 | exact | USD ; about $400 | 400 | 400 | about | USD
The flight was delayed by six and a half hours. => six and a half hours | 6.5 | 6.5 | exact | hour
Rebels released 15 hostages, among them three nuns. => 15 hostages | 15 | 15 | exact | hostage ; three nuns | 3 | 3 | exact | nun
The bank raised its key rate by a quarter point to 5.25%. => a quarter point | 0.25 | 0.25 | exact | point ; 5.25% | 5.25 | 5.25 | exact | percent
Turnout was 67 percent, up from 61 percent four years ago. => 67 percent | 67 | 67 | exact | percent ; 61 percent | 61 | 61 | exact | percent ; four years | 4 | 4 | exact | year
The landslide buried dozens of houses under several metres of mud. => dozens of houses | 12 | - | vague | house
The 12-year-old was reported missing at 7 p.m. on Monday. => 12-year-old | 12 | 12 | exact | year
No fewer than 19 countries sent teams. => No fewer than 19 countries | 19 | - | over | country
The company's shares jumped as much as 14% before closing 9% higher. => as much as 14% | - | 14 | under | percent ; 9% | 9 | 9 | exact | percent
He won by fewer than 500 votes out of 2.1 million cast. => fewer than 500 votes | - | 500 | under | vote ; 2.1 million | 2100000 | 2100000 | exact | vote
The dam holds 1.3 billion cubic metres of water. => 1.3 billion cubic metres | 1300000000 | 1300000000 | exact | cubic metre
Crews have dug 8 kilometres of tunnel so far. => 8 kilometres | 8 | 8 | exact | kilometre
The library lent 1.1m books, a rise of 12 per cent. => 1.1m books | 1100000 | 1100000 | exact | book ; 12 per cent | 12 | 12 | exact | percent
She was sentenced to life with a minimum of 25 years. => a minimum of 25 years | 25 | - | over | year
A mother of three died in the crash. => three | 3 | 3 | exact | child
Wildfires have blackened 2.2 million acres since June. => 2.2 million acres | 2200000 | 2200000 | exact | acre
The charity has raised more than £650k. => more than £650k | 650000 | - | over | GBP
Between 5,000 and 6,000 people attended, police said. => Between 5,000 and 6,000 people | 5000 | 6000 | range | person
Four in ten teachers plan to quit within five years. => Four in ten teachers | 0.4 | 0.4 | exact | teacher ; within five years | - | 5 | under | year
The minister spoke for 45 minutes without notes. => 45 minutes | 45 | 45 | exact | minute
The train derailed at 80 miles per hour. => 80 miles per hour | 80 | 80 | exact | mile per hour
His approval rating slipped to 38 percent, a five-point drop. => 38 percent | 38 | 38 | exact | percent ; five-point | 5 | 5 | exact | point
The 90-minute film cost just $15,000 to make. => 90-minute | 90 | 90 | exact | minute ; $15,000 | 15000 | 15000 | exact | USD
The club paid a fee of about €55m for the striker, 23. => about €55m | 55000000 | 55000000 | about | EUR ; 23 | 23 | 23 | exact | year
The attack left 17 people dead and more than 100 wounded. => 17 people | 17 | 17 | exact | person ; more than 100 wounded | 100 | - | over | person
The last 11 miners were brought up on Sunday. => 11 miners | 11 | 11 | exact | miner
Thousands of homes and at least three hospitals lost power. => Thousands of homes | 1000 | - | vague | home ; at least three hospitals | 3 | - | over | hospital
The state has recorded 4,021 cases and 97 deaths. => 4,021 cases | 4021 | 4021 | exact | case ; 97 deaths | 97 | 97 | exact | death
The country imports two-thirds of its gas. => two-thirds of its gas | 0.6666666667 | 0.6666666667 | exact | gas
The sisters, aged nine and 12, were found safe. => nine | 9 | 9 | exact | year ; 12 | 12 | 12 | exact | year
The band will play 14 shows in 11 cities over 30 days. => 14 shows | 14 | 14 | exact | show ; 11 cities | 11 | 11 | exact | city ; 30 days | 30 | 30 | exact | day
The gunman fired 40 rounds in under two minutes. => 40 rounds | 40 | 40 | exact | round ; under two minutes | - | 2 | under | minute
She trails by eight percentage points in the latest poll. => eight percentage points | 8 | 8 | exact | percentage point
Every fifth child in the district is underweight. =>
The parcel weighed 2.5 pounds and held 600 pills. => 2.5 pounds | 2.5 | 2.5 | exact | pound ; 600 pills | 600 | 600 | exact | pill
The House approved the measure by a vote of 228 to 206. => 228 to 206 | 228 | 206 | exact | vote
The airport handled 5.6 million passengers in July alone. => 5.6 million passengers | 5600000 | 5600000 | exact | passenger
Officials evacuated a 10-mile radius around the plant. => 10-mile | 10 | 10 | exact | mile
The firm lost $2 for every $10 it earned. => $2 | 2 | 2 | exact | USD ; $10 | 10 | 10 | exact | USD
They had lived there for 40-odd years. => 40-odd years | 40 | 40 | about | year
Only one of the 12 jurors disagreed. => one | 1 | 1 | exact | juror ; 12 jurors | 12 | 12 | exact | juror
The quake killed more than two dozen people and flattened 400 buildings. => more than two dozen people | 24 | - | over | person ; 400 buildings | 400 | 400 | exact | building
Sea levels may rise by 30cm to 60cm by 2100. => 30cm to 60cm | 30 | 60 | range | centimetre
The auction house expects bids of $8 million to $12 million. => $8 million to $12 million | 8000000 | 12000000 | range | USD
A third person was detained; the first two are out on bail of $5,000 each. => $5,000 | 5000 | 5000 | exact | USD
The crew of seven returned after 196 days in orbit. => seven | 7 | 7 | exact | person ; 196 days | 196 | 196 | exact | day
The ferry company sacked 786 seafarers over a video call. => 786 seafarers | 786 | 786 | exact | seafarer
Nearly 1 in 8 adults now take the drug. => Nearly 1 in 8 adults | - | 0.125 | nearly | adult
She weighed just 1.4kg at birth. => 1.4kg | 1.4 | 1.4 | exact | kilogram
The airline will refund more than 40,000 customers. => more than 40,000 customers | 40000 | - | over | customer
He scored 28 points and grabbed 11 rebounds. => 28 points | 28 | 28 | exact | point ; 11 rebounds | 11 | 11 | exact | rebound
The levy raises about £2bn a year. => about £2bn | 2000000000 | 2000000000 | about | GBP
At its peak, the fire was 3 miles wide. => 3 miles | 3 | 3 | exact | mile
Four-fifths of the island has no running water. => Four-fifths of the island | 0.8 | 0.8 | exact | island
Two dozen sailors are unaccounted for. => Two dozen sailors | 24 | 24 | exact | sailor
The average house now costs nine times the average salary. => nine times | 9 | 9 | exact | time
The company expects revenue of $14bn to $15bn this year. => $14bn to $15bn | 14000000000 | 15000000000 | range | USD
The treaty was ratified by 96 votes to three. => 96 votes to three | 96 | 3 | exact | vote
Rainfall was 40 percent below normal. => 40 percent | 40 | 40 | exact | percent
Her sentence was cut from 15 years to nine. => 15 years | 15 | 15 | exact | year ; nine | 9 | 9 | exact | year
Volunteers handed out 10,000 meals in a single day. => 10,000 meals | 10000 | 10000 | exact | meal
The suspect, believed to be in his 30s, fled. =>
Up to a foot of snow is forecast. => Up to a foot | - | 1 | under | foot
The bank cut rates by 25 basis points. => 25 basis points | 25 | 25 | exact | basis point
The hotel has 212 rooms, a spa and three restaurants. => 212 rooms | 212 | 212 | exact | room ; three restaurants | 3 | 3 | exact | restaurant
The trial is expected to last six to eight weeks. => six to eight weeks | 6 | 8 | range | week
An estimated 80 million people watched the final. => An estimated 80 million people | 80000000 | 80000000 | about | person
The bus fell 150 feet into a ravine, killing 19. => 150 feet | 150 | 150 | exact | foot ; 19 | 19 | 19 | exact | person
Only a handful of residents stayed behind. =>
A woman in her 80s and two of her grandchildren died. => two of her grandchildren | 2 | 2 | exact | grandchild
Production fell to 1.1 million barrels per day. => 1.1 million barrels | 1100000 | 1100000 | exact | barrel
The firm employs some 5,400 people in eight countries. => some 5,400 people | 5400 | 5400 | about | person ; eight countries | 8 | 8 | exact | country
At least one officer was shot. => At least one officer | 1 | - | over | officer
The glacier has retreated by almost 2km. => almost 2km | - | 2 | nearly | kilometre
More than 9 in 10 members voted to strike. => More than 9 in 10 members | 0.9 | - | over | member
The 70-year-old has led the country for more than three decades. => 70-year-old | 70 | 70 | exact | year ; more than three decades | 3 | - | over | decade
The deal values the startup at $900m. => $900m | 900000000 | 900000000 | exact | USD
Passengers faced delays of up to two hours. => up to two hours | - | 2 | under | hour
The tower's 38 floors will house 5,000 workers. => 38 floors | 38 | 38 | exact | floor ; 5,000 workers | 5000 | 5000 | exact | worker
The quake, which lasted 20 seconds, damaged scores of buildings. => 20 seconds | 20 | 20 | exact | second ; scores of buildings | 20 | - | vague | building
Roughly two thirds of flights left on time. => Roughly two thirds of flights | 0.6666666667 | 0.6666666667 | about | flight
Eleven of the 15 council seats are up for election. => Eleven | 11 | 11 | exact | seat ; 15 council seats | 15 | 15 | exact | seat
The vaccine costs $20 a dose. => $20 | 20 | 20 | exact | USD
Net migration reached 685,000, the second-highest on record. => 685,000 | 685000 | 685000 | exact |
Gunmen abducted 87 schoolchildren, about 30 of whom escaped. => 87 schoolchildren | 87 | 87 | exact | schoolchild ; about 30 | 30 | 30 | about | schoolchild
It is the 14th such attack since 2019. =>
Prices rose 0.4% in May, after a 0.2% rise in April. => 0.4% | 0.4 | 0.4 | exact | percent ; 0.2% | 0.2 | 0.2 | exact | percent
The lake shrank to less than half its size. => less than half its size | - | 0.5 | under | size
The rescue involved 60 firefighters and 12 engines. => 60 firefighters | 60 | 60 | exact | firefighter ; 12 engines | 12 | 12 | exact | engine
The couple, both in their 60s, had been married for 40 years. => 40 years | 40 | 40 | exact | year
"""
CASES = [line.split(" =>") for line in _TABLE.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_sentence_of_everyday_news_gives_each_of_its_quantities(
    sentence: str, expected: str
) -> None:
    found = " ; ".join(written(quantity) for quantity in read(sentence))
    assert found.strip() == expected.strip()
