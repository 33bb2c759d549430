"""Which letters of one text stand in another."""

import random
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coverage.text.versions.alignment import Kept, align

words = st.sampled_from(
    "the ferry sailed late, and nobody was hurt. “40 people” \n \n\n Source".split(" ")
)
texts = st.lists(words, max_size=40).map(" ".join) | st.text(alphabet="ab \n.🙂", max_size=30)

NEWS = (
    "The ferry left at 6.30 with 40 people on board.\n\n"
    "“We stay,” said Ada Holm, the mayor, who runs the pier.\n\n"
    "Source\n\n"
    "Repairs will cost 3,000 crowns, the harbour office said.\n"
)


def marked(old: str, new: str) -> str:
    """The new text with what is not in the old in {}, and what is gone in []."""
    written, at_old, at_new = "", 0, 0
    for kept in [*(k for k in align(old, new) if not k.is_moved), Kept(len(old), len(new), 0)]:
        written += f"[{old[at_old : kept.old]}]" if kept.old > at_old else ""
        written += f"{{{new[at_new : kept.new]}}}" if kept.new > at_new else ""
        written += new[kept.new : kept.new + kept.length]
        at_old, at_new = kept.old + kept.length, kept.new + kept.length
    return written


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("with 40 people", "with 42 people", "with [40]{42} people"),
        (
            "Ada Holm, the mayor",
            "Bo Rind, a town clerk",
            "[Ada Holm, the mayor]{Bo Rind, a town clerk}",
        ),
        ("said Ada", "said old Ada", "said {old }Ada"),
        ("who runs the pier", "who runs", "who runs[ the pier]"),
        ("stay,” said", "stay”, said", "stay[,]”{,} said"),
        ("board.\n\n“We", "board. “We", "board.[\n\n]{ }“We"),
        ("Source\n\n", "", "[Source\n\n]"),
        ("3,000 crowns", "5,000 crowns", "[3,000]{5,000} crowns"),
    ],
)
def test_what_changed_is_told_in_whole_words(was, now, expected):
    assert was in NEWS
    assert marked(NEWS, NEWS.replace(was, now)) == NEWS.replace(was, expected)


def test_a_paragraph_that_stands_elsewhere_has_moved():
    last = "Repairs will cost 3,000 crowns, the harbour office said.\n"
    moved = [k for k in align(NEWS, last + "\n" + NEWS.replace(last, "")) if k.is_moved]
    assert [NEWS[k.old : k.old + k.length] for k in moved] == [last]


def test_a_short_line_never_moves():
    new = "Source\n\n" + NEWS.replace("Source\n\n", "")
    assert not any(kept.is_moved for kept in align(NEWS, new))


@given(texts, texts)
@example("a\n\nb", "b\n\na")
@example("\n\n", "\n")
def test_what_is_kept_stands_in_both_once_and_in_order(old, new):
    kept = align(old, new)
    for one in kept:
        assert old[one.old : one.old + one.length] == new[one.new : one.new + one.length]
        assert one.length
    for side in ("old", "new"):
        rows = sorted((getattr(one, side), one.length) for one in kept)
        assert all(at + length <= to for (at, length), (to, _) in zip(rows, rows[1:], strict=False))
    places = [one.new for one in kept if not one.is_moved]
    assert places == sorted(places)


@given(texts, texts)
def test_both_ways_say_the_same(old, new):
    turned = sorted(Kept(k.new, k.old, k.length, k.is_moved) for k in align(new, old))
    assert list(align(old, new)) == turned


@given(texts)
def test_a_text_stands_in_itself_whole(text):
    assert sum(kept.length for kept in align(text, text)) == len(text)


def long_text(changed: int, paragraphs: int) -> str:
    chosen = random.Random(7)
    common = "the a of to and in was on".split()
    names = [f"word{n}" for n in range(4000)]
    said = [
        " ".join(chosen.choice(common if chosen.random() < 0.4 else names) for _ in range(60))
        for _ in range(paragraphs)
    ]
    return "\n\n".join(s.replace(" the ", f" this{changed} ", changed) for s in said)


def letters(seed: int, between: str) -> str:
    return between.join(random.Random(seed).choices("abcdefgh", k=40_000))


@pytest.mark.parametrize(
    ("case", "old", "new"),
    [
        ("every paragraph changed", long_text(0, 1500), long_text(2, 1500)),
        ("one endless paragraph", *(long_text(n, 900).replace("\n", " ") for n in (0, 1))),
        ("one line again and again", "Source\n\n" * 30_000, "\n\nSource" * 28_000),
        ("one sentence again and again", "the same words. " * 9_000, "again the same. " * 9_000),
        ("two letters in turn", "a b " * 40_000, "b a " * 40_000),
        ("few letters at random", *(letters(n, " ") for n in (0, 1))),
        ("lines of one letter", *(letters(n, "\n") for n in (0, 1))),
    ],
)  # fmt: skip
def test_a_long_text_is_aligned_in_time(case, old, new):
    started = time.process_time()
    align(old, new)
    assert time.process_time() - started < 2.5, case
