"""What speaks for a post having stood at a lost line, and what does not."""

from datetime import date

import pytest

from coverage.text.posts.evidence_of_posts import (
    SPEAKS,
    LostPlace,
    PostElsewhere,
    lines_around,
    weigh_posts,
)

BODY = "One.\n\nTwo  two.\nThree.\nFour.\nSource\n\nFive.\n\n\nSix.\nSeven.\nEight."


def post(key=1, **fields):
    known = {"platform": "X", "handle": "", "author": "", "text": "", "posted": None, "around": ""}
    return PostElsewhere(key, **{**known, **fields})


def weighed(line, near, *posts):
    return weigh_posts(LostPlace(line, (near,), ()), posts)


def test_three_lines_on_either_side_and_no_blank_ones():
    at = BODY.index("Source")
    assert lines_around(BODY, at, at + 6) == (
        ("Two two.", "Three.", "Four."),
        ("Five.", "Six.", "Seven."),
    )
    assert lines_around("Source", 0, 6) == ((), ())
    before, after = lines_around("x " * 900 + "\nSource\n" + "y " * 900, 1801, 1807)
    assert before[0].startswith("…")
    assert after[0].endswith("…")
    assert len(before[0]) < 300 > len(after[0])


CASES = [
    ("the harbour wrote as @orle on Sunday", post(handle="orle"), "“@orle” stands"),
    ("the account portwatch wrote", post(handle="portwatch"), "“portwatch” stands"),
    ("Orle Harbour told its followers", post(author="Orle Harbour"), "“Orle Harbour” stands"),
    (
        "the tide would lift the ferry before noon",
        post(text="Tide will lift ferry before noon, all safe"),
        "4 of its",
    ),
    ("it wrote on 2 March that", post(posted=date(2026, 3, 2)), "its day stands"),
    ("es schrieb am 2. März, dass", post(posted=date(2026, 3, 2)), "its day stands"),
    ("el 2 de marzo escribió", post(posted=date(2026, 3, 2)), "its day stands"),
    ("it wrote on March 2 that", post(posted=date(2026, 3, 2)), "its day stands"),
    (
        "the ferry ran aground on the sandbank at low water",
        post(around="Aground on a sandbank at low water: the ferry"),
        "the text around it there shares",
    ),
]


@pytest.mark.parametrize(("near", "one", "reason"), CASES)
def test_what_stands_near_speaks_for_a_post(near, one, reason):
    [likely] = weighed("Source", near, one)
    assert likely.weight >= 1.3
    assert any(said.startswith(reason) for said in likely.reasons)


AGAINST = [
    ("the harbour wrote that all were safe", post(handle="harbou")),
    ("the ferry of Orle", post(handle="orle")),
    ("it was said on 3 March", post(posted=date(2026, 3, 2))),
    ("room 2 marched on", post(posted=date(2026, 3, 2))),
    ("the ferry was full", post(text="The ferry to Brask, in fog")),
    ("nothing is alike", post(handle="", author="Al", text="", around="quite another thing")),
]


@pytest.mark.parametrize(("near", "one"), AGAINST)
def test_what_does_not_speak_for_it_is_no_evidence(near, one):
    assert all(likely.weight < SPEAKS for likely in weighed("Source", near, one))


def test_a_line_that_names_a_platform_speaks_for_its_posts_only():
    near = "the harbour wrote as @portwatch"
    x, tube = post(1, handle="portwatch"), post(2, handle="portwatch", platform="YouTube")
    first, second = weighed("via Twitter", near, tube, x)
    assert (first.key, second.key) == (1, 2)
    assert "the line names X" in first.reasons


def test_the_likeliest_comes_first_and_each_post_once():
    near = "@portwatch wrote that the tide would lift the ferry"
    strong, weak = post(2, handle="portwatch"), post(1, text="the tide will lift the ferry at noon")
    assert [one.key for one in weighed("Source", near, weak, strong, strong)] == [2, 1]
