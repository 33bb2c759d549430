"""What changed from one text to the next, as a page prints it."""

import time

import pytest
from hypothesis import example, given

from coverage.text.versions.revised import compare_texts

from .test_alignment import NEWS, texts


def told(old: str, new: str) -> list[str]:
    """A line for each paragraph that is not the same: its kind, its places, its changes."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return [
        f"{b.kind} {b.old_number}>{b.number}: "
        + "".join(signs[p.kind].format(p.text) for p in b.pieces).strip()
        for b in compare_texts(old, new).blocks
        if b.kind != "same"
    ]


@pytest.mark.parametrize(
    ("case", "was", "now", "expected"),
    [
        ("a word for another", "said Ada", "cried Ada",
         ["changed 2>2: “We stay,” [-said-][+cried+] Ada Holm, the mayor, who runs the pier."]),
        ("a paragraph gone", "Source\n\n", "", ["removed 3>0: [-Source\n\n-]"]),
        ("a paragraph come", "Source", "News\n\nSource", ["added 0>3: [+News\n\n+]"]),
        ("a paragraph divided", "Holm, the mayor", "Holm.\n\nThe mayor",
         ["changed 2>2: “We stay,” said Ada Holm[-, the-][+.\n\n+]",
          "changed 0>3: [+The+] mayor, who runs the pier."]),
        ("two joined", "board.\n\n“We", "board. “We",
         ["changed 1>1: The ferry left at 6.30 with 40 people on board.[-\n\n-][+ +]“We stay,” "
          "said Ada Holm, the mayor, who runs the pier."]),
        ("one more at the end", " said.\n", " said.\n\nNobody was hurt.",
         ["added 0>5: [+Nobody was hurt.+]"]),
        ("only line breaks", "pier.\n\nSource", "pier.\nSource", []),
    ],
)  # fmt: skip
def test_changes_stand_with_their_paragraphs(case, was, now, expected):
    assert told(NEWS, NEWS.replace(was, now)) == expected, case


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_a_last_paragraph_comes_and_goes_whole(end):
    longer = NEWS.rstrip() + "\n\nNobody was hurt." + end
    for old, new, kind in [(NEWS.rstrip(), longer, "added"), (longer, NEWS.rstrip(), "removed")]:
        revised = compare_texts(old, new)
        assert [b.kind for b in revised.blocks if b.kind != "same"] == [kind]
        assert revised.changes == 1


def test_a_moved_paragraph_stands_where_it_is_now_with_what_changed_in_it():
    last = "Repairs will cost 3,000 crowns, the harbour office said.\n"
    new = last.replace("3,000", "5,000") + "\n" + NEWS.replace(last, "")
    assert told(NEWS, new) == [
        "moved here 4>1: Repairs will cost [-3,000-][+5,000+] crowns, the harbour office said."
        "[-\n-][+\n\n+]",
        "moved away 4>1: ",
    ]


@pytest.mark.parametrize(
    ("was", "now", "figures"),
    [
        ("40 people", "42 people", (("40", "42"),)),
        ("6.30 with 40", "7.30 with 44", (("6.30", "7.30"), ("40", "44"))),
        ("40 people", "four people", (("40", "four"),)),
        ("3,000 crowns", "3 million crowns", (("3,000", "3 million"),)),
        ("40 people", "people", ()),
        ("3,000 crowns", "3,000 dollars", ()),
    ],
)
def test_figures_that_changed_are_named(was, now, figures):
    revised = compare_texts(NEWS, NEWS.replace(was, now))
    assert tuple(pair for block in revised.blocks for pair in block.figures) == figures


def test_a_figure_that_is_only_written_otherwise_did_not_change():
    revised = compare_texts("It took 7 boats and no other.", "It took seven boats and no other.")
    assert [block.figures for block in revised.blocks] == [()]


def test_changes_and_words_are_counted():
    revised = compare_texts(
        NEWS, NEWS.replace("40 people", "42 sad people").replace("Source\n\n", "")
    )
    assert (revised.changes, revised.added_words, revised.removed_words) == (2, 2, 2)


@given(texts, texts)
@example(NEWS, NEWS.replace("\n\n", "\n"))
@example(NEWS, "Repairs will cost a lot more, the harbour office said.\n\n" + NEWS[:50])
def test_the_changes_applied_to_the_old_text_give_the_new(old, new):
    blocks = compare_texts(old, new).blocks
    pieces = [piece for block in blocks for piece in block.pieces]
    assert "".join(piece.new.text for piece in pieces if piece.new) == new
    olds = sorted((piece.old for piece in pieces if piece.old), key=lambda span: span.start)
    assert "".join(span.text for span in olds) == old
    for piece in pieces:
        assert piece.old is None or old[piece.old.start : piece.old.end] == piece.old.text
        assert piece.new is None or new[piece.new.start : piece.new.end] == piece.new.text
        assert (piece.kind == "same") == (piece.old is not None and piece.new is not None)


@given(texts, texts)
def test_turned_round_what_was_added_is_removed(old, new):
    there, back = compare_texts(old, new), compare_texts(new, old)
    assert (there.added_words, there.removed_words) == (back.removed_words, back.added_words)


@given(texts)
def test_a_text_beside_itself_has_no_change(text):
    revised = compare_texts(text, text)
    assert (revised.changes, revised.added_words, revised.removed_words) == (0, 0, 0)


def test_many_short_lines_take_time_with_their_number():
    started = time.process_time()
    compare_texts("x\n" * 40_000, "x\ny\n" * 20_000)  # 7 s where the rest is copied each time
    assert time.process_time() - started < 4
