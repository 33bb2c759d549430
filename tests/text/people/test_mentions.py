"""Mentions: where the naming of somebody begins and ends, kind by kind."""

import pytest

from coverage.text.frames.frames import make_frame
from coverage.text.people.mentions import find_mentions
from coverage.text.people.namings import is_role

KINDS = {
    "titles and roles as the text has them": [
        ("Prime Minister Ada Holm spoke.", ["Prime Minister Ada Holm"]),
        ("First Minister Ada Holm spoke.", ["First Minister Ada Holm"]),
        ("Sir Keith Lund spoke to Lord Bell.", ["Sir Keith Lund", "Lord Bell"]),
        ("DCI Ruth Penn spoke.", ["DCI Ruth Penn"]),
        ("Port of Orle press chief Ada Holm spoke.", ["Port of Orle press chief Ada Holm"]),
        ("Lt-Gen. Tunde Ojo spoke.", ["Lt-Gen. Tunde Ojo"]),
        ("Alhaji Musa Bello met Shri Anil Rao.", ["Alhaji Musa Bello", "Shri Anil Rao"]),
        (
            "We met former Orle Mayor and Port Board Chairman Bo Ek.",
            ["We", "former Orle Mayor and Port Board Chairman Bo Ek"],
        ),
        ("Mayor Holm and Bo Ek left.", ["Mayor Holm", "Bo Ek"]),
        ("Senator Mark Lund met Senator Karl Ek.", ["Senator Mark Lund", "Senator Karl Ek"]),
    ],
    "media without an article": [
        ("State television showed it.", ["State television", "it"]),
        ("Local media reported it.", ["Local media", "it"]),
    ],
    "a role of two words": [
        ("Her chief of staff Bo Ek left.", ["Her chief of staff Bo Ek"]),
        ("We met master of ceremonies Bo Ek.", ["We", "master of ceremonies Bo Ek"]),
        ("Holm’s head of security Eva Moe left.", ["Holm’s head of security Eva Moe"]),
        ("We met a friend of mayor Ada Holm.", ["We", "a friend", "mayor Ada Holm"]),
    ],
    "bodies": [
        ("The Ministry of Ports closed it.", ["The Ministry of Ports", "it"]),
        ("He wrote to the Royal Bank of Orle.", ["He", "the Royal Bank of Orle"]),
        ("The White House press secretary left.", ["The White House press secretary"]),
        ("The Orle Shipping news desk called.", ["The Orle Shipping news desk"]),
        ("The Democrats say so.", ["The Democrats"]),
    ],
    "what belongs to somebody": [
        ("Ms. Holm’s lawyer left.", ["Ms. Holm’s lawyer"]),
        ("The Dunns’ lawyer left.", ["The Dunns’ lawyer"]),
        ("The agency’s reading was wrong.", ["The agency’s reading"]),
        ("The port’s new owner mockingly answered.", ["The port’s new owner"]),
    ],
    "where the verb begins": [
        ("A spokeswoman stood by.", ["A spokeswoman"]),
        ("The organisers shut the gates.", ["The organisers", "the gates"]),
        ("The young shipping magnate said so.", ["The young shipping magnate"]),
        ("The auditors found it late.", ["The auditors", "it"]),
        ("The tax cut board met.", ["The tax cut board"]),
        ("The two write to us.", ["The two"]),
        ("A sign on the door read, in chalk.", ["A sign", "the door"]),
        ("We saw a letter signed by Bo Ek.", ["We", "a letter", "Bo Ek"]),
        ("A No 10 spokesman left.", ["A No 10 spokesman"]),
    ],
    "many": [
        ("Hundreds of demonstrators walked.", ["Hundreds of demonstrators"]),
        ("Thousands marched.", ["Thousands"]),
        ("Others, angry at the delay, shouted.", ["Others", "the delay"]),
        ("Police and prosecutors left.", ["Police", "prosecutors"]),
        ("We asked counsel for the port.", ["We", "counsel", "the port"]),
        ("Fishermen who saw it left.", ["Fishermen", "who", "it"]),
    ],
    "what a role is about, verbs’ words too": [
        ("It was said by fire chief Bo Ek.", ["It", "fire chief Bo Ek"]),
        ("Fire chief Bo Ek left.", ["Fire chief Bo Ek"]),
        ("Press officer Ada Holm left.", ["Press officer Ada Holm"]),
        ("So said claims director Ada Holm.", ["claims director Ada Holm"]),
        ("A move by call centre manager Bo Ek failed.", ["A move", "call centre manager Bo Ek"]),
        ("Orle fire chief Bo Ek left.", ["Orle fire chief Bo Ek"]),
        ("Later we met the mayor, fire boss Bo Ek said.", ["we", "the mayor", "fire boss Bo Ek"]),
        # and where they are verbs
        ("They want to meet captain Bo Ek.", ["They", "captain Bo Ek"]),
        ("Calling captain Bo Ek was wrong.", ["captain Bo Ek"]),
        ("It was late, jokes captain Bo Ek.", ["It", "captain Bo Ek"]),
    ],
    "what ends a naming of somebody or something unnamed": [
        ("We saw the tug beside the jetty.", ["We", "the tug", "the jetty"]),
        ("We met the women outside the gate.", ["We", "the women", "the gate"]),
        ("We met the outside adviser.", ["We", "the outside adviser"]),
        ("An internal report seen by us was short.", ["An internal report"]),
        ("A list drawn up in May was short.", ["A list"]),
        ("The hidden cost is ours.", ["The hidden cost"]),
    ],
    "that": [
        ("He said that Orle was quiet.", ["He", "Orle"]),
        ("He said that more than half came.", ["He"]),
        ("He saw that man.", ["He", "that man"]),
    ],
    "small words in names": [
        ("Pieter van der Moe left.", ["Pieter van der Moe"]),
        ("On Monday van der Moe left.", ["van der Moe"]),
        ("Per Holm said so.", ["Per Holm"]),
        ("In May Will Hay left.", ["Will Hay"]),
        ("Then Will wrote to Jan Lund.", ["Will", "Jan Lund"]),
        ("Will Holm go?", ["Holm"]),
    ],
    "headlines in capitals": [
        ("Ada Holm Tells Harbour Board To Wait", ["Ada Holm", "Harbour Board"]),
        ("Mayor Dunn Said She Would Stay In Orle", ["Mayor Dunn", "She", "Orle"]),
    ],
}  # fmt: skip
ROWS = [(kind, text, named) for kind, rows in KINDS.items() for text, named in rows]


@pytest.mark.parametrize(("kind", "text", "named"), ROWS)
def test_a_naming_is_as_long_as_the_words_that_name(kind, text, named):
    assert mentions_in(text) == named


@pytest.mark.parametrize(
    "word", ["spokesman", "officials", "companies", "fisherwoman", "oarsmen", "vice-president"]
)
def test_a_role_is_known_in_all_its_forms(word):
    assert is_role(word)


@pytest.mark.parametrize("word", ["german", "talisman", "harbour", "ottoman"])
def test_other_words_are_no_roles(word):
    assert not is_role(word)


def test_the_namings_of_a_sentence_never_overlap():
    frame = make_frame("", 0, 0, ())
    assert find_mentions(frame, 0, 0) == []
    text = (
        "The port’s lawyer Bo Ek, a friend of Ada Holm’s brother, met two officials of the union."
    )
    frame = make_frame(text, 0, len(text), ())
    found = find_mentions(frame, *frame.sentences[0])
    assert all(left.last <= right.first for left, right in zip(found, found[1:], strict=False))


def mentions_in(text: str) -> list[str]:
    frame = make_frame(text, 0, len(text), ())
    return [
        frame.span(named.first, named.last).text
        for first, last in frame.sentences
        for named in find_mentions(frame, first, last)
    ]
