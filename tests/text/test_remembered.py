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


def test_no_more_words_are_kept_than_asked_for():
    known = Remembered(len, most=3)
    for number in range(100):
        assert known["x" * number] == number
        assert len(known) <= 3
