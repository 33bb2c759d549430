"""How two names are alike: enough to ask, never enough to decide."""

import pytest

from coverage.text.people.speakernames import (
    acronym_of,
    is_only_the_name,
    letters_of,
    likeness,
    sex_said,
    surname_of,
)

#: One name, another, and what makes them alike ("" for nothing).
ALIKE = [
    ("Zoë Marchetti", "Zoe Marchetti", "the same letters"),
    ("Ana-María O’Dell", "Ana Maria Odell", "the same letters"),
    ("J.K. Tarrow", "J. K. Tarrow", "the same letters"),
    ("Ada Voss", "@AdaVoss", "the same letters"),
    ("Łucja Brandt", "Lucja Brandt", "the same letters"),
    ("C. Hale", "Christopher Hale", "“C.” may stand for “Christopher”"),
    ("Chris Hale", "Christopher Hale", "“Chris” may be short for “Christopher”"),
    ("Mayor Mark Lund", "M. Lund", "may stand for"),
    ("Mark Lund Jr.", "Mark Lund", "one has more"),
    ("Mark Olaf Lund", "Mark Lund", "one has more"),
    ("Mark O. Lund", "Mark Olaf Lund", "one has more"),
    ("Hale", "Christopher Hale", "the surname alone"),
    ("HWB", "Harbour Works Board", "the first letters"),
    ("OCI", "Office of Coastal Inquiry", "the first letters"),
    # different given names, or nothing in common
    ("Stephen Hale", "Christopher Hale", ""),
    ("S. Hale", "Christopher Hale", ""),
    ("Mark Olaf Lund", "Mark Peter Lund", ""),
    ("Ada Voss", "Ada Reed", ""),
    ("Ch Hale", "Christopher Hale", ""),
    # the last word of a body's name is no surname
    ("Ministry of Works", "Office of Works", ""),
    ("Ministry of Works", "Ministry of Public Works", ""),
    ("HWB", "Hill Water Office", ""),
    ("HWB", "HWC", ""),
]


@pytest.mark.parametrize(("one", "other", "why"), ALIKE)
def test_names_are_alike_for_a_reason(one, other, why):
    for found in (likeness(one, other), likeness(other, one)):
        if not why:
            assert found is None
        else:
            assert found is not None
            assert why in found.why


def test_the_stronger_reason_comes_first():
    names = ("Zoë Hale", "Z. Hale", "Zo Hale", "Hale")
    ranks = [found.rank for name in names if (found := likeness(name, "Zoe Hale"))]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("name", "letters", "surname", "acronym"),
    [
        ("Ada Voss", "adavoss", "voss", ""),
        ("Ana María López-Ruiz", "anamarialopezruiz", "lopezruiz", "aml"),
        ("Mark Lund III", "marklundiii", "lund", ""),
        ("NATO", "nato", "nato", "nato"),
        ("Harbour Works Board", "harbourworksboard", "board", "hwb"),
        ("Office of Works", "officeofworks", "works", "ow"),
        ("Анна Белова", "аннабелова", "белова", ""),
        ("李 华", "李华", "华", ""),
        ("—", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_what_a_name_is_found_by(name, letters, surname, acronym):
    assert (letters_of(name), surname_of(name), acronym_of(name)) == (letters, surname, acronym)


@pytest.mark.parametrize(
    ("mention", "name", "is_name"),
    [
        ("Voss", "Ada Voss", True),
        ("Ms. Voss", "Ada Voss", True),
        ("Ada  Voss", "Ada Voss", True),
        ("Mayor Ada Voss", "Ada Voss", False),
        ("the mayor", "Ada Voss", False),
        ("", "Ada Voss", False),
    ],
)
def test_a_role_is_told_from_the_name(mention, name, is_name):
    assert is_only_the_name(mention, name) is is_name


@pytest.mark.parametrize(
    ("mention", "sex"), [("Mr. Hale", "m"), ("Ms Hale", "f"), ("Dame Ada", "f"), ("Hale", "")]
)
def test_mr_and_ms_say_a_sex(mention, sex):
    assert sex_said(mention) == sex


def test_long_names_stay_within_their_columns():
    name = "ﷺ" * 300 + " " + "Ab" * 400
    assert len(letters_of(name)) <= 300
    assert len(surname_of(name)) <= 100
