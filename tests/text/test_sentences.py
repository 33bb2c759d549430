"""Where sentences end, case by case."""

from __future__ import annotations

import time

import pytest

from coverage.text.sentences import find_sentences

CASES = [
    ("He left. She stayed.", ["He left.", "She stayed."]),
    ("Dr. Mary Oduya spoke. Nobody left.", ["Dr. Mary Oduya spoke.", "Nobody left."]),
    ("The U.S. Coast Guard came. It left.", ["The U.S. Coast Guard came.", "It left."]),
    ("They moved to the U.S. The rest stayed.", ["They moved to the U.S.", "The rest stayed."]),
    ("Doors open at 5 p.m. Friday. Bring soup.", ["Doors open at 5 p.m. Friday.", "Bring soup."]),
    ("Sam R. Petrov won on Jan. 6. Rain fell.", ["Sam R. Petrov won on Jan. 6.", "Rain fell."]),
    (
        "He met Rep. Ana Diaz, D-Ariz., today. Fine.",
        ["He met Rep. Ana Diaz, D-Ariz., today.", "Fine."],
    ),
    ("“Will it hold?” she asked. It did.", ["“Will it hold?” she asked.", "It did."]),
    ("“Will it hold?” Mayor Lund asked. It did.", ["“Will it hold?” Mayor Lund asked.", "It did."]),
    ("“It held. We slept.” Then rain.", ["“It held.", "We slept.”", "Then rain."]),
    (
        "It grew by 3.5 per cent... and fell. Over.",
        ["It grew by 3.5 per cent... and fell.", "Over."],
    ),
    (
        "Am 3. März kam er. „Nein.“ Dann ging er.",
        ["Am 3. März kam er.", "„Nein.“", "Dann ging er."],
    ),
    ("Das gilt z. B. hier. Gut.", ["Das gilt z. B. hier.", "Gut."]),
    ("これは文です。次の文です。", ["これは文です。", "次の文です。"]),
    ("Visit harbour.example today. Go!", ["Visit harbour.example today.", "Go!"]),
    (
        "Ed Vell Jr. (L-Marwick) rowed home. He slept.",
        ["Ed Vell Jr. (L-Marwick) rowed home.", "He slept."],
    ),
    ("Tarn Inc. (TRN), a mill, shut. So it did.", ["Tarn Inc. (TRN), a mill, shut.", "So it did."]),
    ("He joined Tarn Inc. (She had left.)", ["He joined Tarn Inc.", "(She had left.)"]),
    ("A line without a mark\n\nAnother line", ["A line without a mark", "Another line"]),
    ("One line\nAnother line", ["One line", "Another line"]),
    (
        "a sentence that is wrapped\nover two lines. Done.",
        ["a sentence that is wrapped\nover two lines.", "Done."],
    ),
    ("   ", []),
    ("", []),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_sentences_end_where_a_reader_ends_them(body: str, expected: list[str]) -> None:
    assert [one.text for one in find_sentences(body)] == expected


def test_every_letter_lies_in_exactly_one_sentence() -> None:
    body = "\n\n".join(case for case, _ in CASES) + "\u00a0 \n end"
    held = [0] * len(body)
    for one in find_sentences(body):
        assert body[one.start : one.end] == one.text == one.text.strip()
        for offset in range(one.start, one.end):
            held[offset] += 1
    assert all(held[n] == 1 for n, letter in enumerate(body) if not letter.isspace())
    assert max(held) == 1


def test_a_stretch_of_a_body_keeps_the_bodys_offsets() -> None:
    body = "First one. Second one. Third one."
    (only,) = find_sentences(body, 11, 22)
    assert (only.start, only.text) == (11, "Second one.")


@pytest.mark.parametrize(
    "evil", [". " * 80_000, "." * 200_000, "\n " * 80_000, '"' * 600_000, "A. " * 60_000]
)
def test_hostile_text_is_read_in_linear_time(evil: str) -> None:
    began = time.process_time()
    find_sentences(evil)
    assert time.process_time() - began < 4
