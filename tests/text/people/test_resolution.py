"""Resolution: the name a mention stands for in this article."""

import pytest

from ..reading import quotes_in


def _names(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in quotes_in(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # surnames, titles, and a name given whole only later
        ("Mark Lund lost.\n\n“We go on,” Lund said.", ["Mark Lund"]),
        ("“We go on,” Mr. Lund said.\n\nMark Lund left the hall.", ["Mark Lund"]),
        ("Mayor Mark Lund lost.\n\n“We go on,” said Mayor Lund.", ["Mark Lund"]),
        # two of one surname
        (
            "Mark Lund met Anna Lund.\n\n“We go on,” Mr. Lund said. “I do not,” Ms. Lund said.",
            ["Mark Lund", "Anna Lund"],
        ),
        # pronouns
        ("Mark Lund lost the vote. He told the hall: “We go on.”", ["Mark Lund"]),
        ("Mark Lund met Anna Bell. “We go on,” she said.", ["Anna Bell"]),
        ("Anna Bell praised Mark Lund. “He goes on,” she said.", ["Anna Bell"]),
        ("“I lost,” Anna Bell said.\n\nIt rained.\n\n“We go on,” she said.", ["Anna Bell"] * 2),
        # descriptions
        ("Mark Lund, the mayor, lost.\n\n“We go on,” the mayor said.", ["Mark Lund"]),
        # bodies
        (
            "Ministry of Ports of Orland let boats leave.\n\n‘It was decided to open,’ it read.",
            ["Ministry of Ports of Orland"],
        ),
        ("A woman by the gate wept as she said, “We go on.”", ["A woman"]),
        # who they belong to is part of who they are
        ("“We go on,” said a spokesman for the union.", ["a spokesman for the union"]),
        ("One of the rowers shouted: “We go on!”", ["One of the rowers"]),
        ("“We go on,” a person close to the mayor said.", ["a person close to the mayor"]),
        ("“We go on,” an aide in the port said in a letter.", ["an aide in the port"]),
        # neither a ship, nor a firm, nor a word that only begins a sentence is he or she
        (
            "The Anna Lund left Orle. The captain, Ida Berg, told Orle Radio of the alarm. "
            "She wants to know why it “stayed silent for a whole hour”.",
            ["Ida Berg"],
        ),
        (
            "Sound Line says all is well. Its chief executive, Ida Berg, was there. "
            "“We are sorry for all of it,” she said.",
            ["Ida Berg"],
        ),
        (
            "In a letter, Orle Line said: “All is well with us.”\n\nThe firm’s chief executive, "
            "Wilma Berg, came. “We are sorry for it,” she told the hall.",
            ["Orle Line", "Wilma Berg"],
        ),
        ("Bo Ek lost. Hostilities began at noon. “We go on,” he said.", ["Bo Ek"]),
        ("Bo Ek told FactWatch the rest. “We go on,” he said.", ["Bo Ek"]),
        (
            "The chief, Wilma Berg, spoke first. “We lost it all,” she told us.\n\nOne of them, "
            "Runa Moe (44), a nurse, stood up. “We go on,” she said.",
            ["Wilma Berg", "Runa Moe"],
        ),
        # a given name alone, and what somebody is before the name
        ("Meet Runo Moe. “We go on,” Runo said.", ["Runo Moe"]),
        ("Moe Square is shut. “We go on,” Moe said.", ["Moe"]),
        ("Bride Runa Moe fell. “We go on,” she said.", ["Runa Moe"]),
        ("Dad-to-be Runo Moe fell. “We go on,” he said.", ["Runo Moe"]),
        # the unnamed stay unnamed
        ("Bo Ek fell. “He is alive,” a bystander said.", ["a bystander"]),
        ("Two men ran. Another man said, “The boat is gone.”", ["Another man"]),
    ],
)
def test_a_mention_stands_for_a_name(text, names):
    assert _names(text) == names
