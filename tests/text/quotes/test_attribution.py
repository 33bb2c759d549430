"""Attribution: who is named as the speaker, kind by kind. Each row: text, words, mention."""

import pytest

from ..reading import quotes_in, said

KINDS = {
    "after the quote": [
        ("“We stay here,” Ada Holm said on Monday.", "Ada Holm"),
        ("“We stay here,” said Ada Holm, a baker.", "Ada Holm"),
        ("“We stay here,” she said.", "she"),
        ("“We stay here,” said the harbour master.", "the harbour master"),
        ("“Who stays here?” asked Bo Ek.", "Bo Ek"),
        ("“Stay here!” Bo Ek shouted.", "Bo Ek"),
        ("“We stay here,” Ms. Holm has repeatedly said.", "Ms. Holm"),
        ("“We stay here,” according to Governor Ada Holm.", "Governor Ada Holm"),
        ("“We stay here” – Ada Holm, baker, said.", "Ada Holm"),
    ],
    "before the quote": [
        ("Ada Holm said, “We stay here.”", "Ada Holm"),
        ("Ada Holm told the crowd: “We stay here.”", "Ada Holm"),
        ("In a statement on Friday, Ada Holm said “we stay here”.", "Ada Holm"),
        ("Asked about it, Mayor Ada Holm was blunt: “We stay here.”", "Mayor Ada Holm"),
        ("HOLM: “We stay here.”", "HOLM"),
        ("When Bo Ek thanked the town, a man yelled “Stay here!”", "a man"),
        ("Bo Ek shook his head and said, “We stay here.”", "Bo Ek"),
        ("Bo Ek said the crew would rest, but added, “We stay here.”", "Bo Ek"),
    ],
    "verbs of no list": [
        ("“We stay here,” Ada Holm beamed.", "Ada Holm"),
        ("“We stay here,” chortled Bo Ek.", "Bo Ek"),
    ],
    "appositions and relative clauses": [
        ("“We stay here,” Bo Ek, the union’s lawyer in Malmo, said.", "Bo Ek"),
        ("“We stay here,” Bo Ek, who runs the yard, told the council.", "Bo Ek"),
        ("“We stay here,” the union’s president, Bo Ek, told the crowd.", "Bo Ek"),
        ("“We stay here,” said port spokeswoman Ada Holm.", "port spokeswoman Ada Holm"),
        ("“We stay here,” Port of Orle press chief Ada Holm said.", "Port of Orle press chief Ada"),
        ("“We stay here,” Bo Ek, the guru who built the yard, tweeted.", "Bo Ek"),
    ],
    "the lawyer, not the client": [
        ("“We stay here,” Ms. Holm’s lawyer said.", "Ms. Holm’s lawyer"),
        ("“We stay here,” said a spokesman for Bo Ek.", "a spokesman"),
        ("“We stay here,” a friend of Ada Holm said.", "a friend"),
    ],
    "heard by somebody else": [
        ("“We stay here,” Ada Holm told CBS News.", "Ada Holm"),
        ("“We stay here,” Bo Ek, 61, said on Harbour Radio.", "Bo Ek"),
        ("Ada Holm told Reuters: “We stay here.”", "Ada Holm"),
    ],
    "only passed on": [
        ("“We stay here,” she said, according to Orle Radio.", "she"),
        ("“We stay here,” Ada Holm said, according to the council.", "Ada Holm"),
        ("“We stay here,” according to the council.", "the council"),
    ],
    "the naming ends where the verb begins": [
        ("“We stay here,” a member of the crew told the Orle Post.", "a member of the crew"),
        ("Harbour bosses begged residents to “stay here with us”.", "Harbour bosses"),
        ("Two women spoke to us. One said: “We stay here.”", "One"),
        ("Two women spoke to us. One added, “We stay here.”", "One"),
        ("One sailor, who asked not to be named, said: “We stay here.”", "One sailor"),
        ("“We stay here,” said stoker Ada Holm, 22, who was on only her third shift.", "Ada Holm"),
        ("Line of the night, from Orle Grid’s Ada Holm: “We stay here.”", "Orle Grid’s Ada Holm"),
        ("« Nous restons ici avec tous nos voisins », a déclaré Ada Holm.", "Ada Holm"),
    ],
    "things that speak": [
        ("“We stay here,” the letter reads.", "the letter"),
        ("A statement read: “We stay here.”", "A statement"),
        ("The clip was captioned, “We stay here.”", "The clip"),
    ],
}  # fmt: skip
ROWS = [(kind, text, mention) for kind, rows in KINDS.items() for text, mention in rows]


@pytest.mark.parametrize(("kind", "text", "mention"), ROWS)
def test_the_speaker_is_who_the_sentence_names(kind, text, mention):
    (quote,) = quotes_in(text)
    assert quote.speaker is not None
    assert quote.speaker.span.text.startswith(mention)
    assert text[quote.speaker.span.start : quote.speaker.span.end] == quote.speaker.span.text


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“We lost,” he said, “but we will be back.” Bo Ek then left.", ["he", "he"]),
        ("“We lost,” Mr. Ek said. “We will be back with a plan.”", ["Mr. Ek", "Mr. Ek"]),
        ("“We won,” said Ada Holm. “You did not,” replied Bo Ek.", ["Ada Holm", "Bo Ek"]),
        ("Ada Holm said it was over.\n\n“We will be back next year.”", ["Ada Holm"]),
        ("“We lost.” “We will be back,” said Bo Ek.", ["Bo Ek", "Bo Ek"]),
        ("“We lost it,” Ek said. He added, “We had no plan.”", ["Ek", "He"]),
        ("“It’s over.” Ada Holm said so twice.", ["Ada Holm"]),
    ],
)
def test_speech_goes_on_with_its_speaker(text, speakers):
    assert [speaker for _, speaker in said(text)] == speakers


def test_a_quote_whose_speaker_cannot_be_told_has_none():
    (quote,) = quotes_in("“Nobody ever came back from the far side of the lake.”")
    assert quote.speaker is None
    assert quote.cue is None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("“We stay here,” said Ada Holm.", "said"),
        ("“We stay here,” according to Ada Holm.", "according to"),
        ("DUNN: “We stay here.”", ":"),
        ("Ada Holm began, asking the town to “stay here with us”.", "asking"),
    ],
)
def test_the_cue_is_kept(text, cue):
    (quote,) = quotes_in(text)
    assert quote.cue.text == cue
