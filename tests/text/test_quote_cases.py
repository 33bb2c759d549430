"""The reader beside what an editor signed, on invented texts of many kinds of paper."""

import pytest

from tests.text.quote_cases import HERE, LIMITS, Case, load_cases, load_limits
from tests.text.quote_cases.compare import ASPECTS, Comparison, compare
from tests.text.quote_cases.table import table

CASES = load_cases()
KNOWN = load_limits()


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Comparison]:
    return {case.id: compare(case) for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_is_read_as_signed_but_for_its_known_limits(
    case: Case, outcomes: dict[str, Comparison]
):
    """A case in limits.txt that has come right fails too: then it leaves the file."""
    outcome = outcomes[case.id]
    wrong = [words for words in outcome.mistakes if words[0] not in KNOWN.get(case.id, ())]
    assert not wrong, f"{case.body}\n\n{wrong}"
    mended = KNOWN.get(case.id, frozenset()) - outcome.aspects
    assert not mended, f"read right now: {sorted(mended)}; take it out of {LIMITS.name}"


def test_limits_name_cases_and_what_can_be_wrong_with_them():
    assert not KNOWN.keys() - {case.id for case in CASES}
    assert all(wrong <= set(ASPECTS) for wrong in KNOWN.values())


def test_every_case_has_a_name_of_its_own():
    assert len({case.id for case in CASES}) == len(CASES)


def test_every_genre_is_a_file_of_ten_cases_or_more(outcomes: dict[str, Comparison]):
    counts = {
        path.stem: sum(case.genre == path.stem for case in CASES)
        for path in HERE.glob("*.txt")
        if path != LIMITS
    }
    print("\n" + table(outcomes))
    assert min(counts.values()) >= 10


def test_limits_are_few(outcomes: dict[str, Comparison]):
    """Most of what is signed is read: at least seventeen cases in twenty without any mistake."""
    right = sum(not outcome.mistakes for outcome in outcomes.values())
    assert right >= 0.85 * len(outcomes)
