"""What was worked out for a word is kept, and forgotten before it grows without end."""

from coverage.text.remembered import Remembered


def test_a_word_is_worked_out_once():
    asked: list[str] = []

    def shout(word: str) -> str:
        asked.append(word)
        return word.upper()

    known = Remembered(shout)
    assert list(map(known.__getitem__, ["ferry", "port", "ferry"])) == ["FERRY", "PORT", "FERRY"]
    assert asked == ["ferry", "port"]


def test_twice_so_many_words_are_kept_as_asked_for_and_no_more():
    asked: list[int] = []

    def length(word: str) -> int:
        asked.append(len(word))
        return len(word)

    known = Remembered(length, most=3)
    for number in range(100):
        assert known["x" * number] == number
        assert known["x" * max(number - 1, 0)] == max(number - 1, 0)  # met just before
        assert len(known) <= 3
        assert len(known._older) <= 3
    assert asked == list(range(100))
