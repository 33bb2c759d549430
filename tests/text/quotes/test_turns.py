"""Transcripts: each turn with the speaker its label names, and lines that are no turns."""

import pytest

from coverage.text.quotes.quotes import find_quotes

from ..reading import passages_of


def _turns(text: str) -> list[tuple[str, str]]:
    """(words, name) of every quote."""
    quotes = find_quotes(text, passages_of(text))
    return [(q.span.text, q.speaker.name if q.speaker else "") for q in quotes]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        # labels in capitals, resolved by the article
        ("Ada Holm met the press on Monday.\nHOLM: We lost the vote.\nREPORTER: Why did you lose?\n"
         "HOLM: Because nobody came.",
         [("We lost the vote.", "Ada Holm"), ("Why did you lose?", "REPORTER"),
          ("Because nobody came.", "Ada Holm")]),
        # what somebody is, behind the name; the surname alone is whom a label names whole
        ("ADA HOLM, HOST: We thank you.\nBO EK, STOKER AND CLERK: I dig, you know.\n"
         "HOLM: And now?\nEK: We wait.",
         [("We thank you.", "ADA HOLM"), ("I dig, you know.", "BO EK"), ("And now?", "ADA HOLM"),
          ("We wait.", "BO EK")]),
        ("ADA HOLM, HOST: We thank you.\nEVA HOLM, STOKER: I dig.\nHOLM: And now?",
         [("We thank you.", "ADA HOLM"), ("I dig.", "EVA HOLM"), ("And now?", "HOLM")]),
        # the same in small letters
        ("Anna Weiss, host: Why did you go?\nDr. Bo Ek, virologist: I had to.\n"
         "Weiss: And now?\nEk: We wait.",
         [("Why did you go?", "Anna Weiss"), ("I had to.", "Bo Ek"), ("And now?", "Anna Weiss"),
          ("We wait.", "Bo Ek")]),
        ("Anna Weiss, host of the show: Why did you go?\nBo Ek, chair of the port: I had to.",
         [("Why did you go?", "Anna Weiss"), ("I had to.", "Bo Ek")]),
        ("ADA HOLM, host: Are you there?\nBO EK, baker: I am.",
         [("Are you there?", "ADA HOLM"), ("I am.", "BO EK")]),
        # a surname that is a title’s short form, too
        ("PRIYA SEN: You left. Why?\nMARCO VELLI: I was bored.\nSEN: Of us?\nVELLI: No.",
         [("You left. Why?", "PRIYA SEN"), ("I was bored.", "MARCO VELLI"),
          ("Of us?", "PRIYA SEN"), ("No.", "MARCO VELLI")]),
        # a label before marks
        ("Mark Lund runs the quay.\nLUND: “We dig all day.”", [("We dig all day.", "Mark Lund")]),
        # what the label says of the manner is no name
        ("HOLM (shouting): You lost!\nLUND (to the clerk): Did I?",
         [("You lost!", "HOLM"), ("Did I?", "LUND")]),
        # question and answer
        ("Q: Why did you lose?\nA: We were tired.\nQ: And now?\nA: We wait.",
         [("Why did you lose?", "Q"), ("We were tired.", "A"), ("And now?", "Q"),
          ("We wait.", "A")]),
        ("Q. Why did you lose?\nA. We were tired.",
         [("Why did you lose?", "Q"), ("We were tired.", "A")]),
        # names and parts that recur
        ("Interviewer: Why did you lose?\nAda Holm: We were tired.\nInterviewer: And now?\n"
         "Ada Holm: We wait.",
         [("Why did you lose?", "Interviewer"), ("We were tired.", "Ada Holm"),
          ("And now?", "Interviewer"), ("We wait.", "Ada Holm")]),
        # a turn of two paragraphs
        ("MODERATOR: You lost.\nHOLM: We did.\nBut we were tired, you know.\nMODERATOR: And now?",
         [("You lost.", "MODERATOR"), ("We did.", "HOLM"), ("But we were tired, you know.", "HOLM"),
          ("And now?", "MODERATOR")]),
        # the audience is not the speaker
        ("HOLM: We won. (Applause) And we thank you. [Laughter]\nLUND: (Crosstalk) I doubt it.",
         [("We won.", "HOLM"), ("And we thank you.", "HOLM"), ("I doubt it.", "LUND")]),
        ("HOLM: We [inaudible] all of it.\nLUND: No!",
         [("We [inaudible] all of it.", "HOLM"), ("No!", "LUND")]),
        # a question and its answer between two people named whole
        ("Ada Holm: Did the quay sink?\nBo Ek: Only a little.",
         [("Did the quay sink?", "Ada Holm"), ("Only a little.", "Bo Ek")]),
        # to whom one turn is said
        ("Judge Holm (to the clerk): Strike that, please.",
         [("Strike that, please.", "Judge Holm")]),
        # every paragraph in marks that stay open
        ("“LUND: We won.\n“(Crosstalk)\n“HOLM: No, we won.",
         [("We won.", "LUND"), ("No, we won.", "HOLM")]),
        # label and words in one pair of marks
        ("“LUND: We won.”\n“HOLM: No, we won.”",
         [("We won.", "LUND"), ("No, we won.", "HOLM")]),
    ],
)  # fmt: skip
def test_every_turn_is_a_quote_of_whom_its_label_names(text, turns):
    assert _turns(text) == turns


@pytest.mark.parametrize(
    "text",
    [
        "Update: the bridge is closed.\nUpdate: it is open again.",
        "Note: we were there.\nPhoto: Ada Holm.\nSource: our own.",
        "Ada Holm: 1,769.\nBo Ek: 1,501.\nAda Holm: 547.\nBo Ek: 46.",
        "ORLE: A ferry sank in the harbour on Monday.\nMILTON: The council met on Monday.",
        "Ingredients: flour, eggs.\nMethod: whisk them.\nServes: four.",
        "When: Monday at noon.\nWhere: the harbour.\nTickets: £4 for you and me.",
        "Orle Town: Ek; Lund, Dahl; Holm.\nMilton City: Kohl; Fox, Gil; Bell.",
        "Mayor Ada Holm: the bridge will stay shut.",
        "Orle, UK: It rained again, you know.\nOrle, France: It did not, did it?",
        "Ada Holm, mayor: the bridge is shut.",
        "Ada Holm, who ran the port: She left, you know.\nBo Ek, who ran the mill: Did he?",
        "Orle, harbour: we were there.\nMilton, harbour: were you?",
        "Final score: 2-1.\nHalf-time: 1-0.",
        "The plan has three parts: a bridge, a road and you.\nThe cost: we do not know.",
    ],
)
def test_other_lines_with_a_colon_are_no_turns(text):
    assert _turns(text) == []


def test_a_turn_keeps_its_label_as_the_mention_and_the_colon_as_the_cue():
    text = "Ada Holm met us.\nHOLM: We lost.\nLUND: Did you?"
    first = find_quotes(text, passages_of(text))[0]
    assert (first.speaker.span.text, first.speaker.name, first.cue.text) == (
        "HOLM",
        "Ada Holm",
        ":",
    )
    assert first.span == first.outer


def test_words_in_marks_behind_a_label_are_read_as_marks():
    text = "HOLM: “We lost the vote because nobody came.”\nLUND: “We did not.”"
    quotes = find_quotes(text, passages_of(text))
    assert [q.outer.text[0] for q in quotes] == ["“", "“"]
    assert [q.speaker.span.text for q in quotes] == ["HOLM", "LUND"]
