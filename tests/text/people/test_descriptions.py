"""Descriptions: who is meant by "the mayor", "the 34-year-old", "the bystander"."""

import pytest

from ..reading import quotes_in


def _speakers(text: str) -> list[tuple[str, str]]:
    text = text.replace("“…,”", "“We go on as long as we can,”")
    return [(q.speaker.name, q.speaker.role) for q in quotes_in(text) if q.speaker]


def _names(text: str) -> list[str]:
    return [name for name, _ in _speakers(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mark Lund, the mayor, lost. “…,” the mayor said.", ["Mark Lund"]),
        ("Mayor Mark Lund lost. “…,” the mayor said.", ["Mark Lund"]),
        ("The mayor, Mark Lund, lost. “…,” the mayor said.", ["Mark Lund"]),
        ("The mayor of Orle, Mark Lund, lost. “…,” the mayor said.", ["Mark Lund"]),
        ("Mark Lund is the mayor of Orle. “…,” the mayor said.", ["Mark Lund"]),
        ("Mark Lund, who is the mayor, lost. “…,” the mayor said.", ["Mark Lund"]),
        ("Mark Lund, a former teacher, lost. “…,” the former teacher said.", ["Mark Lund"]),
        ("Mark Lund, 34, a nurse, fell. “…,” the nurse said.", ["Mark Lund"]),
        ("Mark Lund, 34, fell. “…,” the 34-year-old said.", ["Mark Lund"]),
        ("Vice President Mark Lund met Karl Ek. “…,” the president said.", ["the president"]),
        ("Vice President Mark Lund met Karl Ek. “…,” the vice president said.", ["Mark Lund"]),
        ("Gov. Mark Lund met Karl Ek, a former governor. “…,” the governor said.", ["Mark Lund"]),
        ("Sen. Mark Lund lost. “…,” the senator said.", ["Mark Lund"]),
        # somebody else’s
        ("Mark Lund, a manager, met Orle Line. “…,” its manager said.", ["its manager"]),
        # two of them: who fits the words around, else nobody
        (
            "Mark Lund, an Orle senator, met Karl Ek, a Moeland senator. “…,” the Moeland senator "
            "said.",
            ["Karl Ek"],
        ),
        ("Senator Mark Lund lost. Senator Karl Ek won. “…,” the senator said.", ["the senator"]),
        # the naming is followed by the name
        ("“…,” said the firm’s chief executive, Ida Berg.", ["Ida Berg"]),
        ("Anna Bell hired a pupil called Joel Moe. “…,” he said.", ["Joel Moe"]),
        # a pronoun after it
        ("Mark Lund, the mayor, met Karl Ek. The mayor wept. “…,” he said.", ["Mark Lund"]),
        # not the body that stands before a comma
        ("According to the office, Mr. Lund fell. “…,” the office said.", ["the office"]),
    ],
)
def test_a_description_stands_for_whom_it_was_said_of(text, names):
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“…,” said a bystander. “…,” the bystander added.", ["a bystander", "a bystander"]),
        (
            "“…,” a bystander said. “…,” said another bystander.",
            ["a bystander", "another bystander"],
        ),
        (
            "“…,” a bystander said. “…,” said another bystander. “…,” the bystander added.",
            ["a bystander", "another bystander", "the bystander"],
        ),
        ("“…,” said a spokesman for the union. “…,” he added.", ["a spokesman for the union"] * 2),
        ("The beekeeper, a tall woman, came. “…,” she said.", ["The beekeeper"]),
        ("Anna Bell left. The general stayed. “…,” he said.", ["The general"]),
        ("“…,” the auditors said. “…,” they said.", ["the auditors"] * 2),
    ],
)
def test_the_unnamed_keep_the_words_they_came_in_with(text, names):
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Mayor Mark Lund lost. “…,” he said.", [("Mark Lund", "Mayor")]),
        ("Mark Lund, the mayor of Orle, lost. “…,” Lund said.", [("Mark Lund", "mayor of Orle")]),
        ("“…,” said port spokeswoman Anna Bell.", [("Anna Bell", "port spokeswoman")]),
        ("“…,” said fire chief Mark Lund.", [("Mark Lund", "fire chief")]),
        ("Fire chief Mark Lund left. “…,” he said.", [("Mark Lund", "Fire chief")]),
        ("“…,” said claims manager Anna Bell.", [("Anna Bell", "claims manager")]),
        ("“…,” said fire service spokesman Mark Lund.", [("Mark Lund", "fire service spokesman")]),
        ("“…,” said former press officer Anna Bell.", [("Anna Bell", "former press officer")]),
        ("“…,” said OMO Director Anna Bell.", [("Anna Bell", "OMO Director")]),
        (
            "“…,” said Anna Bell, a spokeswoman for the port.",
            [("Anna Bell", "spokeswoman for the port")],
        ),
        ("“…,” said Anna Bell, whose boat sank.", [("Anna Bell", "")]),
        ("“…,” said Ms. Bell.", [("Bell", "")]),
        ("“…,” said Comedian Anna Bell.", [("Anna Bell", "Comedian")]),
        # nor what somebody is to another
        ("Mark Lund and his rival, Anna Bell, left. “…,” Bell said.", [("Anna Bell", "")]),
        # nor what somebody did
        ("Anna Bell, who runs it, apologised in person. “…,” said Bell.", [("Anna Bell", "")]),
        ("The chief, Anna Bell, apologised in person. “…,” said Bell.", [("Anna Bell", "chief")]),
    ],
)
def test_a_speaker_has_the_role_the_article_gives(text, speakers):
    assert _speakers(text) == speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“The road is shut,” the BDO, Ramesh Patnaik, told reporters.", ["Ramesh Patnaik"]),
        ("The BDO, Ramesh Patnaik, said: “The road is shut.”", ["Ramesh Patnaik"]),
        ("“The road is shut,” said its CFO, Ann Lee.", ["Ann Lee"]),
        (
            "The CEO, Ann Lee, was angry. “The road is shut,” the CEO said. “We wait,” Lee added.",
            ["Ann Lee", "Ann Lee"],
        ),
        # two of them; a body beside a name; a list
        (
            "The CEO, Ann Lee, left. The CEO, Bo Ek, stayed. “The road is shut,” the CEO said.",
            ["CEO"],
        ),
        ("In the NHS, Ann Lee said, “nobody at all is late”. “We wait,” the NHS said.",
         ["Ann Lee", "NHS"]),
        ("They met the NHS, Ann Lee, and the mayor. “We wait,” the NHS said.", ["NHS"]),
    ],
)  # fmt: skip
def test_an_office_in_capitals_is_who_holds_it(text, names):
    assert [one.speaker.name for one in quotes_in(text) if one.speaker] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Congresswoman Ida Berg lost. “…,” the lawmaker said.", ["Ida Berg"]),
        ("Orle West MP Karl Ek lost. “…,” said the legislator.", ["Karl Ek"]),
        ("Karl Ek, a striker, scored. “…,” the player said.", ["Karl Ek"]),
        ("Bishop Karl Ek wept. “…,” the cleric said.", ["Karl Ek"]),
        ("Detective Ida Berg came. “…,” the officer said.", ["Ida Berg"]),
        ("Gov. Ida Berg met Sen. Karl Ek. “…,” the lawmaker said.", ["Karl Ek"]),
        # two of them, another one, or more than the wider word
        ("Senator Ida Berg met Senator Karl Ek. “…,” the lawmaker said.", ["the lawmaker"]),
        ("Gov. Ida Berg met Sen. Karl Ek. “…,” the politician said.", ["the politician"]),
        ("Detective Ida Berg came. An officer fell. “…,” the officer said.", ["An officer"]),
        ("Detective Ida Berg came. “…,” the young officer said.", ["the young officer"]),
    ],
)
def test_a_wider_word_stands_for_the_one_called_something_narrower(text, names):
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“…,” said MP Ida Berg.", "Ida Berg"),
        ("“…,” said DSP Ngozi Berg.", "Ngozi Berg"),
        ("“…,” Orle West MP Karl Ek said.", "Karl Ek"),
        ("“…,” said Commissioner Karl Ek.", "Karl Ek"),
        ("“…,” said Fr Karl Ek.", "Karl Ek"),
        ("“…,” MLA R. Berg said.", "R. Berg"),
    ],
)
def test_a_rank_is_no_part_of_a_name(text, name):
    assert _names(text) == [name]
