"""Indirect speech: what somebody is reported to have said without marks."""

import pytest

from coverage.text.quotes.quotes import find_quotes

from ..reading import passages_of


def _reports(text: str) -> list[tuple[str, str]]:
    found = find_quotes(text, passages_of(text), indirect=True)
    return [(q.span.text, q.speaker.span.text) for q in found if q.kind == "indirect" and q.speaker]


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("Ada Holm said that the bridge would open on Friday.",
         [("that the bridge would open on Friday", "Ada Holm")]),
        ("Ada Holm told the council on Monday that the bridge was safe.",
         [("that the bridge was safe", "Ada Holm")]),
        ("The bridge would open on Friday, Ada Holm said.",
         [("The bridge would open on Friday", "Ada Holm")]),
        ("According to the ministry, the bridge will open on Friday.",
         [("the bridge will open on Friday", "the ministry")]),
        ("Ada Holm claimed the bridge was safe for trains.",
         [("the bridge was safe for trains", "Ada Holm")]),
        # without "that"
        ("The mayor said the vote would be held in May.",
         [("the vote would be held in May", "The mayor")]),
        ("Holm said on Friday they would mend the bridge.",
         [("they would mend the bridge", "Holm")]),
        ("Ada Holm told reporters she had seen the crack.",
         [("she had seen the crack", "Ada Holm")]),
        ("Ada Holm insisted nothing had been signed.",
         [("nothing had been signed", "Ada Holm")]),
        # a relative clause, an apposition
        ("While Ada Holm said the bridge was safe, it was closed.",
         [("the bridge was safe", "Ada Holm")]),
        ("Ada Holm said that while the bridge was safe, it would stay shut.",
         [("that while the bridge was safe, it would stay shut", "Ada Holm")]),
        ("Bo Ek, the harbour master, warned that the quay was sinking.",
         [("that the quay was sinking", "Bo Ek")]),
        # behind the clause
        ("The bridge was safe, said Ada Holm.", [("The bridge was safe", "Ada Holm")]),
        ("But the bridge was safe, Ada Holm said on Monday.",
         [("the bridge was safe", "Ada Holm")]),
        ("The bridge was closed by the storm, according to Ada Holm.",
         [("The bridge was closed by the storm", "Ada Holm")]),
        # in the middle
        ("The fire, police said, began in a kitchen.",
         [("The fire, police said, began in a kitchen", "police")]),
        ("Sea grass, experts say, stores carbon faster than forest.",
         [("Sea grass, experts say, stores carbon faster than forest", "experts")]),
        ("As the harbour master tells it, the seal boarded the yacht.",
         [("the seal boarded the yacht", "the harbour master")]),
        ("There is a risk, Ada Holm said, that the quay will sink.",
         [("There is a risk, Ada Holm said, that the quay will sink", "Ada Holm")]),
        # behind a dateline or a bullet
        ("ORLE (Marine Wire) – A storm hit the coast on Sunday, officials said.",
         [("A storm hit the coast on Sunday", "officials")]),
        ("• Schools will stay shut on Tuesday, the council said.",
         [("Schools will stay shut on Tuesday", "the council")]),
        ("• The dam was “holding”, Ada Holm said.\u2028• Schools will stay shut, the council said.",
         [("Schools will stay shut", "the council")]),
        # deeds
        ("Ada Holm promised to mend the bridge.", [("to mend the bridge", "Ada Holm")]),
        ("The mayor urged residents to stay indoors.",
         [("residents to stay indoors", "The mayor")]),
        ("Ada Holm denied taking the money.", [("taking the money", "Ada Holm")]),
        # questions
        ("Bo Ek asked whether the bridge was safe.", [("whether the bridge was safe", "Bo Ek")]),
        # studies
        ("A report found last year that the bridge was unsafe.",
         [("that the bridge was unsafe", "A report")]),
        # where the outlet's own words go on
        ("Ada Holm said that spending would fall, but the council voted against it.",
         [("that spending would fall", "Ada Holm")]),
        ("Ada Holm said the quay had sunk, and the council voted for a new one.",
         [("the quay had sunk", "Ada Holm")]),
        ("Ada Holm said the quay had sunk; it was closed in May.",
         [("the quay had sunk", "Ada Holm")]),
        # one a clause
        ("The quay had sunk, Ada Holm said, adding that it was old.",
         [("The quay had sunk", "Ada Holm"), ("that it was old", "Ada Holm")]),
        # beside a quote
        ("Ada Holm called it “a tale” and said she would file for an appeal.",
         [("she would file for an appeal", "Ada Holm")]),
        ("Ada Holm said that spending would fall, but Bo Ek warned that it was “too late”.",
         [("that spending would fall", "Ada Holm")]),
        ("“It sank,” Ada Holm said, adding that it was old.", [("that it was old", "Ada Holm")]),
    ],
)  # fmt: skip
def test_a_report_is_found_with_its_speaker(text, reports):
    assert _reports(text) == reports


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opened on Friday and trains ran again.",
        # nothing was said
        "Ada Holm did not say that the bridge was safe.",
        "Ada Holm refused to say whether the bridge was safe.",
        "Nobody would say that the bridge was safe.",
        "Did Ada Holm say that the bridge was safe?",
        "I said that the bridge was safe.",
        "The council was told that the bridge was safe.",
        "It is not clear what Ada Holm said the council had done.",
        # no clause
        "Ada Holm told the story of the bridge.",
        "Ada Holm wrote a book which the council praised.",
        "Ada Holm reported the theft of a bicycle.",
        "Ada Holm agreed to a ban of two years.",
        "Ada Holm told the old story of the bridge in the hall.",
        "Ada Holm praised the plan, noting the new rules put in place in May.",
        "Ada Holm said in an interview before the bridge opened.",
        "A figure who can argue that the bridge is safe will win.",
        # no clause, no speaker
        "In the letter signed by Bo Ek, Ada Holm said.",
        "In the translation provided by the Lamp, a man can be heard saying “Leave it.”",
        "The quay is sinking, a claim denied by the council.",
        # a relative "that"
        "Ada Holm spoke in a hall that was full.",
        "Ada Holm told a crowd at the inn that spilled out onto the street.",
        "The council's reports that cover the bridge are old.",
        # what holds a quote is not given twice
        "Ada Holm said the bridge was “unsafe for trains” on Monday.",
        "In a letter, Ada Holm said: “The bridge is unsafe.”",
    ],
)
def test_other_sentences_report_nothing(text):
    assert _reports(text) == []


def test_reports_come_only_when_asked_for():
    text = "Ada Holm said that the bridge would open on Friday."
    assert find_quotes(text, passages_of(text)) == ()


def test_a_report_keeps_its_cue_and_stands_in_no_marks():
    text = "Ada Holm told the council on Monday that the bridge was safe."
    (report,) = find_quotes(text, passages_of(text), indirect=True)
    assert (report.kind, report.cue.text, report.span) == ("indirect", "told", report.outer)
    assert 0.5 < report.confidence < 1


def test_reports_do_not_overlap():
    text = "Ada Holm said Bo Ek claimed that the bridge was safe, the council said on Monday."
    spans = [q.span for q in find_quotes(text, passages_of(text), indirect=True)]
    assert spans
    for one, other in zip(spans, spans[1:], strict=False):
        assert one.end <= other.start


def test_a_relative_clause_stands_for_whom_it_tells_of():
    text = "Ada Holm, who said the bridge was safe, left the hall."
    (report,) = find_quotes(text, passages_of(text), indirect=True)
    assert (report.span.text, report.speaker.name) == ("the bridge was safe", "Ada Holm")
