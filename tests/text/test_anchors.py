"""Finding a span again in another version of a body, and telling that it is the same."""

import time

import pytest

from coverage.text.anchors import fingerprint, reanchor

BODY = " Flags 🇺🇦 flew at Orle. “We stay,” said Ada. Later “We stay,” said Bo.\n\nSource\n\nMore.\n"


def _anchor(old: str, new: str, words: str, nth: int = 0) -> str | None:
    """The new text with the found span in brackets; None when nothing was found."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    span = reanchor(old, new, start, start + len(words))
    if span is None:
        return None
    assert new[span.start : span.end] == span.text == words
    return new[: span.start] + "[" + span.text + "]" + new[span.end :]


@pytest.mark.parametrize(
    ("old", "new", "words", "nth", "expected"),
    [
        # unchanged, moved by what stands before it, by code points beyond the first plane
        ("a b c", "a b c", "b", 0, "a [b] c"),
        ("one two three", "zero one two three", "two", 0, "zero one [two] three"),
        ("🇺🇦 peace now", "🇺🇦🇺🇦🙂 peace now", "peace", 0, "🇺🇦🇺🇦🙂 [peace] now"),
        # of several places, that with the same neighbours
        ("say ho. sing ho!", "sing ho! say ho.", "ho", 0, "sing ho! say [ho]."),
        ("say ho. sing ho!", "sing ho! say ho.", "ho", 1, "sing [ho]! say ho."),
        # one of two was cut: the other is not taken for it
        ("“Yes,” he said. “Yes,” she said.", "“Yes,” she said.", "Yes,", 1, "“[Yes,]” she said."),
        ("“Yes,” he said. Rain. “Yes,” she said.", "“Yes,” he said. Rain.", "Yes,", 1, None),
        # reworded or gone
        ("He said so.", "She said it.", "said so", 0, None),
        ("He said so.", "", "said so", 0, None),
        # its own words stand though all around it changed
        ("Old lead. The bridge at Orle fell. Old end.", "New! The bridge at Orle fell? Yes",
         "The bridge at Orle fell", 0, "New! [The bridge at Orle fell]? Yes"),
    ],
)  # fmt: skip
def test_words_are_found_again_where_they_stand(old, new, words, nth, expected):
    assert _anchor(old, new, words, nth) == expected


def test_an_unchanged_body_moves_no_span():
    for start in range(len(BODY)):
        for end in range(start, min(start + 12, len(BODY)) + 1):
            span = reanchor(BODY, BODY, start, end)
            assert (span.start, span.end, span.text) == (start, end, BODY[start:end])


def test_every_word_follows_an_insertion():
    for at in (0, 1, 10, BODY.index("Later"), len(BODY)):
        new = BODY[:at] + "Inserted words. " + BODY[at:]
        for words in ("🇺🇦", "flew", "Ada", "Bo", "Source"):
            start = BODY.index(words)
            expected = start if start < at else start + len("Inserted words. ")
            assert reanchor(BODY, new, start, start + len(words)).start == expected


def test_a_place_without_words_is_found_by_its_neighbours():
    at = BODY.index("Source")
    assert reanchor(BODY, "New. " + BODY, at, at).start == at + 5
    assert reanchor(BODY, "All other words stand here now", at, at) is None


def test_a_word_too_common_to_follow_is_found_only_where_an_edit_elsewhere_leaves_it():
    old = "the same words again and again. " * 300
    start = 250 * 32 + 4
    assert reanchor(old, "New. " + old, start, start + 4).start == start + 5
    assert reanchor(old, old + "New.", start, start + 4).start == start
    assert reanchor(old, "New. " + old + "New.", start, start + 4) is None


def test_a_common_word_in_a_long_body_is_looked_for_in_bounded_time():
    old = "the same words again and again. " * 30_000
    started = time.perf_counter()
    reanchor(old, "New. " + old, 500_004, 500_008)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("kind", "body", "start", "end", "is_same"),
    [
        ("quote", BODY, 26, 34, True),
        ("claim", BODY, 26, 34, False),
        ("quote", BODY, 26, 33, False),
        ("quote", "far away " * 9 + BODY, 26 + 81, 34 + 81, False),
        ("quote", BODY + "added later", 26, 34, True),
        ("quote", BODY.replace("Ada", "Eve"), 26, 34, False),
    ],
)
def test_a_fingerprint_is_kind_words_and_neighbours(kind, body, start, end, is_same):
    assert (fingerprint(kind, body, start, end) == fingerprint("quote", BODY, 26, 34)) == is_same
