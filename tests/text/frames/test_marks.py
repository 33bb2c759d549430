"""Marks: what stands in them, whatever they look like and however badly they are paired."""

import pytest

from coverage.text.frames.marks import find_stretches


def _inside(text: str, continues: bool = False) -> list[str]:
    return [text[s.start : s.end] for s in find_stretches(text, 0, len(text), continues)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        # kinds of marks
        ("“We stay,” said Ada.", ["We stay,"]),
        ('"We stay," said Ada.', ["We stay,"]),
        ("‘We stay,’ said Ada.", ["We stay,"]),
        ("'We stay,' said Ada.", ["We stay,"]),
        ("``We stay,'' said Ada.", ["We stay,"]),
        ("''We stay,'' said Ada.", ["We stay,"]),
        ("« On reste », dit Ada.", [" On reste "]),
        ("„Wir bleiben“, sagte Ada.", ["Wir bleiben"]),
        ("»Wir bleiben«, sagte Ada.", ["Wir bleiben"]),
        ("”Vi stannar”, sa Ada.", ["Vi stannar"]),
        ("„Zostajemy”, powiedziała Ada.", ["Zostajemy"]),
        # mixed pairs
        ("“We stay\", said Ada.", ["We stay"]),
        ('"We stay,” said Ada.', ["We stay,"]),
        # apostrophes, plurals, decades, elisions, inches, feet
        ("Ada's boat isn't the men's.", []),
        ("The players’ bus left the Roses’ yard.", []),
        ("‘The players’ bus left,’ said Ada.", ["The players’ bus left,"]),
        ("In the ’90s they played rock ’n’ roll.", []),
        ("A dark ‘n’ stormy night, a DARK 'N' STORMY one.", []),
        ("Give ’em the key, she’d say.", []),
        ('A 6" pipe, then another 8" pipe.', []),
        ('A 6" pipe burst. "It was loud," said Ada.', ["It was loud,"]),
        ("She is 5'6\" tall and isn't sorry.", []),
        ("“He is 5’ 11” tall,” said Ada.", ["He is 5’ 11” tall,"]),
        ("“He is 5’11” tall,” said Ada.", ["He is 5’11” tall,"]),
        ("“I left in ’11” said Ada.", ["I left in ’11"]),
        # blanks on both sides of every mark
        ('" We stay , " said Ada .', [" We stay , "]),
        ('" We stay , " Ada said . " We wait . "', [" We stay , ", " We wait . "]),
        ('Ada said : " We stay ! "', [" We stay ! "]),
        ('A pipe 6 " wide. "We stay," said Ada.', ["We stay,"]),
        # nested and names of works inside
        ("“He said, ‘Go home,’ so I went,” Ada said.", ["He said, ‘Go home,’ so I went,"]),
        ("“The “Blue Hour” crew left,” Ada said.", ["The “Blue Hour” crew left,"]),
        ('"I read \'Blue Hour\' twice," Ada said.', ["I read 'Blue Hour' twice,"]),
        ("‘He said “no” to me,’ Ada said.", ["He said “no” to me,"]),
        ("'He said \"no\" to me,' Ada said.", ['He said "no" to me,']),
        ("The club’s “old guard” left, the players’ bus too.", ["old guard"]),
        ("„Wir „Alten“ bleiben“, sagte Ada.", ["Wir „Alten“ bleiben"]),
        ("“The ‹Blue Hour› crew left,” Ada said.", ["The ‹Blue Hour› crew left,"]),
        # marks of other languages
        ("‹ On reste ›, dit Ada.", [" On reste "]),
        ("「行きます」とホルムさんは言った。", ["行きます"]),
        ("«Мы “все” остаёмся», — сказала Ада.", ["Мы “все” остаёмся"]),
        ("„Мы остаёмся“, — сказала Ада.", ["Мы остаёмся"]),
        ("“We stay,‟ said Ada.", ["We stay,"]),
        # feet, inches, a plural's apostrophe, a name's
        ("The 6'2\" keeper said: \"I'm 6'2\" tall.\"", ["I'm 6'2\" tall."]),
        ("A 5-inch pipe, a 5” pipe, a 6’2” man. “Hello,” said Ada.", ["Hello,"]),
        ("Rock 'n' roll, said O'Neil of the Dunns' band. 'We play,' he said.", ["We play,"]),
        ("‘We play at the Dunns’ tonight,’ said Ada.", ["We play at the Dunns’ tonight,"]),
        ("‘I’m not goin’ in there,’ said Ada.", ["I’m not goin’ in there,"]),
        ("'In the '80s we'd 'ave 'ad a whip-round,' said Ada.",
         ["In the '80s we'd 'ave 'ad a whip-round,"]),
        # two in a row
        ("“Yes,” she said. “No,” he said.", ["Yes,", "No,"]),
        # never closed
        ("She said: “We stay. We wait.", ["We stay. We wait."]),
        ("She said “We stay. We wait. Then Bo said, “I go.”", ["We stay. We wait.", "I go."]),
        ("“It was loud, said Ada Holm, a baker.", ["It was loud,"]),
        # never opened: a whole passage up to a mark with a cue behind it
        ("We lost the roof and the barn,” said Ada.", ["We lost the roof and the barn,"]),
        ("We lost the roof. And the barn,” the baker said.", ["We lost the roof. And the barn,"]),
        ("The roof was lost,” and so was the barn that night.", []),
        # a stray mark takes nothing with it
        ("“Yes,” she said. It was “ late. They ran.", ["Yes,"]),
        # none
        ("", []),
        ("No marks at all.", []),
        ("A lone ” stands here.", []),
    ],
)  # fmt: skip
def test_the_words_in_marks_are_found(text, inside):
    assert _inside(text) == inside


def test_a_pyramid_paragraph_may_hold_a_title_and_stay_open():
    text = "“We saw “Blue Hour” twice and loved it."
    assert _inside(text, continues=True) == ["We saw “Blue Hour” twice and loved it."]


def test_a_single_mark_stays_open_where_the_next_paragraph_opens_with_one():
    text = "‘We saw the glow. Then the roof went."
    (stretch,) = find_stretches(text, 0, len(text), in_singles=True)
    assert (text[stretch.start : stretch.end], stretch.closed) == (text[1:], False)
    assert find_stretches(text, 0, len(text)) == ()


def test_a_stretch_says_whether_it_was_closed():
    (stretch,) = find_stretches("“We stay.", 0, 9)
    assert not stretch.closed
    assert (stretch.outer_start, stretch.outer_end) == (0, 9)


def test_marks_outside_the_given_range_do_not_count():
    text = "“We stay,” said Ada. “We go,” said Bo."
    assert [text[s.start : s.end] for s in find_stretches(text, 20, len(text))] == ["We go,"]


def test_marks_denser_than_any_prose_are_no_quotation():
    assert _inside("“a” " * 1000) == []
    assert len(_inside("“We stay here,” said Ada. " * 1000)) == 1000


@pytest.mark.parametrize(
    "clause",
    [
        "said Ada Holm. Her dog barked.",
        "said baker Ada Holm, leaning on the rail. Her dog barked.",
        "said the baker. Her dog barked.",
        "said a baker in Orle. Her dog barked.",
        "the baker said. Her dog barked.",
        "the young baker said. Her dog barked.",
        "she said. Her dog barked.",
    ],
)
@pytest.mark.parametrize("mark", ["“", '"'])
def test_a_mark_that_nothing_closes_ends_where_somebody_says_it(mark, clause):
    assert _inside(f"{mark}We stay where we are, {clause}") == ["We stay where we are,"]


def test_who_said_something_is_told_inside_what_nothing_closes():
    # no clause that ends, and a speech that the next paragraph goes on with
    text = "“We saw the boat, the baker said he saw it too. We all ran."
    assert _inside(text) == [text[1:]]
    text = "“We saw the boat, the baker said. We all ran."
    assert _inside(text, continues=True) == [text[1:]]
