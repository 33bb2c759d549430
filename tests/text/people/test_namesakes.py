"""Names: which naming stands for which person or body, one table for each kind."""

import pytest

from ..reading import quotes_in


def _names(text: str) -> list[str | None]:
    text = text.replace("“…,”", "“We go on as long as we can,”")
    return [quote.speaker.name if quote.speaker else None for quote in quotes_in(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # titles, ranks and firms are no part of a name
        ("“…,” said West Orle Gov. Mark Lund.", ["Mark Lund"]),
        ("“…,” said OMO Director Anna Bell.", ["Anna Bell"]),
        ("“…,” Majority Leader Karl Ek said.", ["Karl Ek"]),
        ("“…,” Secretary of Ports Anna Bell said.", ["Anna Bell"]),
        ("“…,” said Orle Line Chief of Staff Ida Berg.", ["Ida Berg"]),
        ("“…,” Mr. Lund said.", ["Lund"]),
        ("“…,” said Sir Karl Ek.", ["Karl Ek"]),
        ("“…,” said the Rev. Anna Bell.", ["Anna Bell"]),
        ("“…,” said Shri Arun Rao.", ["Arun Rao"]),
        ("“…,” said Alhaji Musa Bello.", ["Musa Bello"]),
        ("“…,” said Anna Bell KC.", ["Anna Bell"]),
        ("Anna Bell KC rose. “…,” Ms Bell said.", ["Anna Bell"]),
        ("“…,” said the Spaniard.", ["the Spaniard"]),
        ("“…,” said a tall Spaniard.", ["a tall Spaniard"]),
        # and what belongs to a name stays
        ("“…,” Mark Lund Jr. said.", ["Mark Lund Jr."]),
        ("Pieter van der Moe lost. “…,” van der Moe said.", ["Pieter van der Moe"]),
        ("Pieter van der Moe lost. “…,” Van der Moe said.", ["Pieter van der Moe"]),
        ("Anna Berg-Moe lost. “…,” Berg-Moe said.", ["Anna Berg-Moe"]),
        # bodies keep words that are titles elsewhere
        ("“…,” the Senate Ports Committee said.", ["Senate Ports Committee"]),
    ],
)
def test_a_name_is_read_without_titles(text, names):
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # the calling is one’s own, the other is kin
        (
            "Ida Lund, the chief’s wife, came. Karl Lund, the fire chief, left. “…,” Chief Lund "
            "said. “…,” Lund added.",
            ["Karl Lund", "Karl Lund"],
        ),
        (
            "Karl Lund, the fire chief, left. Ida Lund, the chief’s wife, came. Ida Lund wept. Ida "
            "Lund sang. “…,” Chief Lund said.",
            ["Karl Lund"],
        ),
        (
            "Karl Lund runs the brigade. Ida Lund, the chief’s wife, came. “…,” Chief Lund said.",
            ["Karl Lund"],
        ),
        ("Ida Lund, the mayor’s sister, came. “…,” Mayor Lund said.", ["Lund"]),
        # each by a calling of their own, the short form too
        (
            "Sergeant Karl Lund met his sister, Judge Ida Lund. “…,” Judge Lund said. “…,” said "
            "Sgt. Lund.",
            ["Ida Lund", "Karl Lund"],
        ),
        (
            "Karl Lund, the police chief, met Nils Lund, fire chief. “…,” Fire Chief Lund said.",
            ["Nils Lund"],
        ),
        # and where it is not told, nobody whole
        ("Ida Lund met Karl Lund. “…,” Captain Lund said.", ["Lund"]),
    ],
)
def test_a_calling_before_a_surname_means_whom_the_article_calls_so(text, names):
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # surname, initial, accents, misplaced order
        ("Mark Lund lost. “…,” Lund said.", ["Mark Lund"]),
        ("“…,” Lund said.\n\nMark Lund left the hall.", ["Mark Lund"]),
        ("Mark Lund lost. “…,” M. Lund said.", ["Mark Lund"]),
        ("José Peña lost. “…,” Pena said.", ["José Peña"]),
        ("Jose Pena lost. “…,” said José Peña.", ["Jose Pena"]),
        # given names
        ("Anna Bell rowed alone. “…,” Anna said.", ["Anna Bell"]),
        ("Anna Bell rowed with Anna Moe. “…,” Anna said.", ["Anna"]),
        ("Rosa and Inés Moe ran a café. “…,” Rosa said.", ["Rosa Moe"]),
        ("Barry “The Hammer” Moe fought on. “…,” Moe said.", ["Barry Moe"]),
        # one family
        (
            "Nils Holm and his wife, Ann Holm, left. “…,” Mr. Holm said. “…,” said Ms. Holm.",
            ["Nils Holm", "Ann Holm"],
        ),
        ("Nils Holm met Ann Holm. “…,” Holm said.", ["Holm"]),
        ("Nils Holm lost. Holm wept. Then Ann Holm came. “…,” Holm said.", ["Nils Holm"]),
        ("Nils Holm came. Nils Holm ran. Ann Holm slept. “…,” Holm said.", ["Nils Holm"]),
        # father and son
        (
            "Mark Lund Sr. met Mark Lund Jr. in Orle. “…,” Mark Lund Jr. said. "
            "“…,” said Mark Lund Sr., his father.",
            ["Mark Lund Jr.", "Mark Lund Sr."],
        ),
        # a body is not the person it is named after
        ("Team Holm cheered. Nils Holm ran. “…,” Holm said.", ["Nils Holm"]),
        # who belongs to somebody is somebody else
        ("Anna Bell lost. “…,” Ms. Bell’s lawyer said.", ["Ms. Bell’s lawyer"]),
        ("Anna Bell lost. “…,” Bell’s office said.", ["Bell’s office"]),
        ("The Bells lost. “…,” the Bells’ lawyer said.", ["the Bells’ lawyer"]),
    ],
)
def test_a_short_name_stands_for_the_whole(text, names):
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # in brackets, and by initials
        ("The Orland Marine Office (OMO) fined it. “…,” the OMO said.", ["Orland Marine Office"]),
        ("The Orland Marine Office fined it. “…,” OMO said.", ["Orland Marine Office"]),
        ("OMO (the Orland Marine Office) fined it. “…,” OMO said.", ["Orland Marine Office"]),
        # two with the same initials
        ("The Orle Marine Office closed. The Orle Music Office closed. “…,” OMO said.", ["OMO"]),
        # the body by what it is
        ("The Orland Marine Office fined it. “…,” the office said.", ["Orland Marine Office"]),
        (
            "The Ministry of Ports of Orland fined it. “…,” the ministry said.",
            ["Ministry of Ports of Orland"],
        ),
        # handles
        ("Mark Lund (@LundForOrle) lost. “…,” @LundForOrle wrote.", ["Mark Lund"]),
        ("“…,” wrote @LundForOrle.\n\nMark Lund (@LundForOrle) lost.", ["Mark Lund"]),
    ],
)
def test_a_short_form_stands_for_the_whole(text, names):
    assert _names(text) == names
