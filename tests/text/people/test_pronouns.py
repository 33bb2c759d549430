"""Pronouns: whom he, she, it and they mean, one table for each kind of place."""

import pytest

from ..reading import quotes_in

WORDS = "“We go on as long as we can,”"


def _names(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in quotes_in(text)]


def _last(text: str) -> str | None:
    return _names(text.replace("“…,”", WORDS))[-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the subject of the sentence before, not its objects
        ("Mark Lund wrote to Peter Moe about Karl Ek. “…,” he said.", "Mark Lund"),
        ("On Friday, Mark Lund met Peter Moe. “…,” he said.", "Mark Lund"),
        ("In Orle, after talks with Peter Moe, Mark Lund went home. “…,” he said.", "Mark Lund"),
        # whoever spoke last, over those spoken of
        (
            "Peter Moe runs the port. The port is shut, said Mark Lund.\n\n“…,” he said.",
            "Mark Lund",
        ),
        (
            "The port is shut, according to Mark Lund, who met Peter Moe.\n\n“…,” he said.",
            "Mark Lund",
        ),
        # an aside does not part a subject from its verb
        ("Peter Moe lost. Mark Lund, 44, told a man passing by so. “…,” he said.", "Mark Lund"),
        (
            "Peter Moe lost.\n\nMark Lund, a fellow at the Harbour Institute, said it was late.\n\n"
            "“…,” he said.",
            "Mark Lund",
        ),
        ("One of them, Mark Lund (44), a nurse, met Peter Moe. “…,” he said.", "Mark Lund"),
        # a verb behind the name makes it the next subject, not the inverted one
        (
            "Mark Lund, the chairman of the union, for example, said Peter Moe continued to hurt "
            "it.\n\n“…,” he said.",
            "Mark Lund",
        ),
        # somebody the article has just introduced
        (
            "Peter Moe had many friends.\n\nThat is what worries Mark Lund, head of the club.\n\n"
            "“…,” he said.",
            "Mark Lund",
        ),
    ],
)
def test_a_pronoun_means_whom_the_talk_is_of(text, name):
    assert _last(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # given names and titles
        ("Mark Lund met Anna Bell. “…,” she said.", "Anna Bell"),
        ("Mr. Lund met Ms. Bell. “…,” she said.", "Bell"),
        ("Lund spoke to Sister Bell in Orle. Lund left. “…,” she said.", "Bell"),
        ("Mr. Lund, a retired rower, said he was late. “…,” he said.", "Lund"),
        ("When Mark Lund rowed, Martha was fishing. “…,” she said.", "Martha"),
        ("Mark Lund met Inés Bell. “…,” she said.", "Inés Bell"),
        # what somebody is
        ("Spokeswoman Toryn Bell met Mark Lund. Mark Lund left. “…,” she said.", "Toryn Bell"),
        ("Toryn Bell, a mother of two, met Mark Lund. “…,” she said.", "Toryn Bell"),
        # pronouns elsewhere
        (
            "Toryn Bell said she was late. Mark Lund was there as well.\n\nAsked again, Toryn Bell "
            "left, and Mark Lund stayed. “…,” she said.",
            "Toryn Bell",
        ),
        ("Toryn Bell sold her boat. Later Mark Lund came. “…,” she said.", "Toryn Bell"),
        # neither a place, nor a people, nor a firm, nor a run of capitals
        ("Mark Lund flew to New Orle and Denver. New Orle is big. “…,” he said.", "Mark Lund"),
        ("Mark Lund spoke to Republicans. Republicans have cheered. “…,” he said.", "Mark Lund"),
        ("Anna Bell spoke for Sound Line. Sound Line is old. “…,” she said.", "Anna Bell"),
        # titles, firms and places in front of a name leave it a man's or a woman's
        ("West Orle Gov. Mark Lund met Anna Bell. “…,” he said.", "Mark Lund"),
        ("OMO Director Anna Bell met Mark Lund. “…,” she said.", "Anna Bell"),
        ("Secretary of Ports Anna Bell met Mark Lund. “…,” she said.", "Anna Bell"),
    ],
)
def test_a_pronoun_means_a_man_or_a_woman(text, name):
    assert _last(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # whom the first word of a sentence belongs to
        ("Anna Bell rowed.\n\nHer doctor left home. “…,” she said.", "Anna Bell"),
        # the same one over paragraphs, in which pronouns alone keep the talk going
        (
            "Anna Bell lost the vote. She had led for years. She had never thought of it.\n\n"
            "Mark Lund won. It rained.\n\nShe went home. “…,” she said.",
            "Anna Bell",
        ),
        # only one woman is named so far
        ("Anna Bell won.\n\nMark Lund lost.\n\nPeter Moe left.\n\n“…,” she said.", "Anna Bell"),
        # right behind a quote of the same person
        ("“We lost this one by far,” Mark Lund told Peter Moe. “…,” he said.", "Mark Lund"),
        # a clause in front of the one it means
        ("Karl Ek won. After he lost, Mark Lund left. “…,” he said.", "Mark Lund"),
        # inside the sentence
        ("Mark Lund said of Peter Moe that he was late and then told the hall: “…,”", "Mark Lund"),
        # whose words a noun stands for
        ("Anna Bell won. Her promise to “clean the river by next May” held.", "Anna Bell"),
        # whom a quote names did not say it
        ("Mark Lund and Peter Moe ran. “Moe has no idea what he is doing,” he said.", "Mark Lund"),
        # but may, behind a further quote
        (
            "Karl Ek said it was late. Mark Lund wept.\n\n“We are lost,” he said, but then: “…,” "
            "said Mark Lund.\n\n“We are late,” he said.",
            "Mark Lund",
        ),
        # whom the sentence names behind the pronoun is another
        ("Mark Lund met Peter Moe. “…,” he told Moe.", "Mark Lund"),
    ],
)
def test_a_pronoun_reaches_over_sentences(text, name):
    assert _last(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the unnamed
        ("Mark Lund left. A spokeswoman waited. “…,” she said.", "A spokeswoman"),
        (
            "Mark Lund left. A spokesman for the union was there. “…,” he said.",
            "A spokesman for the union",
        ),
        ("Anna Bell left. A nurse stayed. “…,” he said.", "A nurse"),
        (
            "A spokesman for Moe Water said: “The pipe has burst at last.” He added: “…,”",
            "A spokesman for Moe Water",
        ),
        # bodies and groups
        ("The Orland Marine Office closed the port. “…,” it said.", "Orland Marine Office"),
        (
            "The Ministry of Ports of Spain let boats in. Spanish crews had claimed it, "
            "which Norway denied. “…,” it said.",
            "Ministry of Ports of Spain",
        ),
        ("The organisers closed the gates. “…,” they said.", "The organisers"),
        ("The auditors complained. “…,” they said.", "The auditors"),
        ("Toryn Bell, who uses the pronoun they, came. “…,” they said.", "Toryn Bell"),
        # things do not speak as she or he
        ("Anna Bell lost. The ruling said so. Her letter told them. “…,” she said.", "Anna Bell"),
        ("Mark Lund sang. The audience roared back. “…,” he said.", "Mark Lund"),
    ],
)
def test_a_pronoun_means_the_unnamed_and_bodies(text, name):
    assert _last(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "“We go on as long as we can,” he said.",
        "Anna Bell won. “We go on as long as we can,” he said.",
        "The port is shut. The city has paid. “We go on as long as we can,” she said.",
    ],
)
def test_a_pronoun_nobody_fits_keeps_its_own_word(text):
    assert _names(text)[-1] in ("he", "she")


def test_a_headline_in_capitals_lends_no_name_to_a_pronoun():
    text = (
        "Anna Bell Flattered Her Rivals For Their Speed\n\nBell lost the race to Ida Berg. "
        "“We go on as long as we can,” Bell said. “They are flattered by speed,” she said."
    )
    assert _names(text) == ["Anna Bell", "Anna Bell"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # what only somebody does or suffers makes a bare surname somebody …
        ("Tarrant denied taking the purse. “…,” she said.", "Tarrant"),
        ("Tarrant has denied it. “…,” she said.", "Tarrant"),
        ("Tarrant resigned on Friday. “…,” he said.", "Tarrant"),
        ("Mark Lund left. Tarrant shook her head. “…,” she said.", "Tarrant"),
        ("Tarrant was jailed for a year. “…,” she said.", "Tarrant"),
        ("Police arrested Tarrant in Orle. “…,” she said.", "Tarrant"),
        # … and so does what somebody is
        ("Tarrant, a nurse, was freed. “…,” she said.", "Tarrant"),
        # what firms and places do, or are called, does not
        ("Greyline denied the report. “…,” he said.", "he"),
        ("Mark Lund sued Greyline. Greyline denied a fault. “…,” he said.", "Mark Lund"),
        ("Mark Lund sued Greyline. Greyline, a bus operator, lost. “…,” he said.", "Mark Lund"),
        ("Orle has refused to pay. “…,” he said.", "he"),
        ("Russia denied it. “…,” he said.", "he"),
    ],
)
def test_a_pronoun_means_a_surname_that_shows_somebody(text, name):
    assert _last(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # whom the phrase before the pronoun names is another than who does it
        ("Echoing the bishop, she said the city had been “deaf to us for too long”.", "she"),
        (
            "The bishop, Ada Bell, spoke in the hall. Livia Stane is the mayor. Echoing the "
            "bishop, she said the city had been “deaf to us for too long”.",
            "Livia Stane",
        ),
        ("Livia Stane had lost. Quoting Ada Bell, she went on: “…,”", "Livia Stane"),
        ("Livia Stane had lost. Like Ada Bell, she was angry. “…,” she said.", "Livia Stane"),
        ("Ada Bell had lost. Joined by Livia Stane, she said: “…,”", "Ada Bell"),
        # no doing, or a clause of its own
        ("According to Ada Bell, she had lost. “…,” she said.", "Ada Bell"),
        ("It rained. Working as Ada Bell did, she said: “…,”", "Ada Bell"),
    ],
)
def test_who_does_it_is_not_whom_it_is_done_to(text, name):
    assert _last(text) == name
