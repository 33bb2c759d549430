"""Shingles and what two texts share: pure, the same on every machine, linear."""

import random
import time

import pytest

from coverage.text.found import Passage
from coverage.text.spans import Span
from coverage.text.versions.sharing import kind_of, share, shared_stretches
from coverage.text.versions.shingles import SKETCH, sketch, told_in, told_text

BODY = (
    "The ferry to Kape was taken out of service on Friday after a fire in its engine room, the "
    "harbour office said. All 41 passengers were brought ashore by two fishing boats from Lorn and "
    "nobody was hurt. The fire was out within an hour. A second ferry, the Anna, will sail twice a "
    "day until the engine is repaired, and those who hold a season ticket may take the bus."
)


def told(body):
    return told_in(body, [(0, len(body))])


def of(body, other, same_outlet=True):
    return kind_of(share(told(body), told(other)), same_outlet)


def test_numbers_of_runs_are_the_same_on_every_machine():
    assert sketch(told(BODY))[:2] == (85148014798589399, 141169098043524930)


def test_a_sketch_is_bounded_and_none_for_a_short_text():
    assert len(sketch(told(BODY * 9))) == SKETCH
    assert sketch(told(BODY[:120])) == ()
    assert all(0 <= key < 2**61 for key in sketch(told(BODY)))


def test_only_told_words_count():
    body = "Ferry burns\n\n" + BODY + "\n\nSign up for our newsletter today\n\nAnna, by Bo Lind"
    at = len("Ferry burns\n\n")
    passages = [
        Passage(Span.of(body, 0, 11), "headline", ""),
        Passage(Span.of(body, at, at + len(BODY)), "paragraph", ""),
        Passage(Span.of(body, at + len(BODY) + 2, body.rindex("\n\n")), "boilerplate", ""),
        Passage(Span.of(body, body.rindex("\n\n") + 2, len(body)), "caption", ""),
    ]
    assert sketch(told_text(body, passages)) == sketch(told(BODY))


#: What is changed → what the later text is then, in the same outlet and in another.
CHANGES = [
    ({}, "near-duplicate", "reprint"),
    ({"taken out of service": "withdrawn", "repaired": "mended"}, "near-duplicate", "reprint"),
    ({"two fishing boats": "2 fishing boats"}, "near-duplicate", "reprint"),
    ({"Anna": "Annie"}, "near-duplicate", "reprint"),  # a name spelt better
    ({"All 41": "All 44"}, "", "reprint"),  # a later count, or another ferry
    ({"Friday": "Sunday"}, "", "reprint"),
    ({"Kape": "Velm", "Lorn": "Myre", "Anna": "Bera"}, "", "reprint"),  # other places and names
    ({"Kape": "Velm", "Lorn": "Myre", "41": "12"}, "", ""),  # of one mould
]


@pytest.mark.parametrize(("changes", "same", "other"), CHANGES)
def test_figures_and_names_of_its_own_make_it_another_text(changes, same, other):
    later = BODY
    for words, instead in changes.items():
        assert words in later
        later = later.replace(words, instead)
    assert (of(later, BODY), of(later, BODY, False)) == (same, other)


NEWS = (
    " The company that runs it had been told of a leaking pipe in March and had asked a yard "
    "abroad to look at it, which its own engineers had advised against at the time."
)


def test_a_sentence_of_its_own_makes_it_an_article_of_its_own():
    assert of(BODY + NEWS, BODY) == "reprint"
    assert of(BODY, BODY + NEWS) == "near-duplicate"  # all of it stood there before


def test_the_half_of_a_text_is_linked_and_less_is_not():
    half = " ".join(BODY.split()[:36])
    assert of(half + NEWS, BODY, False) == "reprint"
    assert of(" ".join(BODY.split()[:14]) + NEWS + NEWS.replace("pipe", "valve"), BODY, False) == ""


def test_what_is_shared_is_shown_word_for_word():
    later = "On Saturday it rained. " + BODY.replace("nobody was hurt", "no one came to harm")
    text, other = told(later), told(BODY)
    stretches = shared_stretches(text, other)
    shown = [later[start:end] for start, end in stretches]
    assert len(shown) == 2
    assert shown[0].startswith("The ferry to Kape")
    assert shown[0].endswith("from Lorn and")
    assert all(words in BODY for words in shown)
    shared = share(text, other)
    assert shared.words == sum(len(told(words).words) for words in shown)


def test_texts_that_share_nothing():
    empty = share(told(""), told(BODY))
    assert (empty.share, empty.share_of_other, kind_of(empty, True)) == (0.0, 0.0, "")
    assert shared_stretches(told(NEWS), told(BODY)) == ()


def test_an_edited_copy_is_found_by_its_sketch():
    """One word in twenty changed, wherever: enough of the runs stay for the sketches to meet."""
    source = random.Random(11)
    words = [source.choice("bdfgklmnprst") + source.choice("aeiou") + str(n) for n in range(300)]
    for _ in range(50):
        later = list(words)
        for at in source.sample(range(300), 15):
            later[at] = "changed"
        one, other = sketch(told(" ".join(words))), sketch(told(" ".join(later)))
        assert len(set(one) & set(other)) >= 6


def test_a_large_text_is_read_in_time_linear_in_it():
    body = " ".join(f"w{n % 7919}x" for n in range(150_000))
    began = time.process_time()
    text = told(body)
    sketch(text)
    shared_stretches(text, text)
    assert time.process_time() - began < 2
