"""Via: through whom it was heard, and that a crowd or a colleague is no go-between."""

import pytest

from coverage.text.lexicons import lines
from coverage.text.quotes.via_words import in_words, platform_named

from ..reading import quotes_in


@pytest.mark.parametrize(
    ("text", "via", "how"),
    [
        ("“Leave the nets,” a fisherman says, as translated by The Orle Post.", "The Orle Post",
         "translation"),
        ("“We stay,” she said, as translated from Arabic by Orle Public Radio.",
         "Orle Public Radio", "translation"),
        ("“We stay here,” she said, according to Orle Public Radio.", "Orle Public Radio",
         "according"),
        ("“We stay here,” a member of the crew told the Daily Harbour.", "the Daily Harbour",
         "told"),
        ("By Bo Ek, Daily Lamp\n“We stay here,” Ada Holm told the Lamp.", "the Lamp", "told"),
        ("“We stay here,” she said through an interpreter.", "an interpreter", "translation"),
        ("In the translation provided by The O.P. Post, a man can be heard saying, “Leave it.”",
         "The O.P. Post", "translation"),
        ("“We stay here,” Ada Holm told CBS News.", "CBS News", "told"),
        ("Ada Holm told Reuters: “We stay here.”", "Reuters", "told"),
        ("“We stay here,” Ada Holm told reporters.", "reporters", "told"),
        ("“We stay here,” Ada Holm said in an interview with The Harbour Times.",
         "The Harbour Times", "interview"),
        ("“We stay here,” Ada Holm said in a statement.", "a statement", "statement"),
        ("A statement read: “We stay here.”", "A statement", "statement"),
        ("Holm posted the clip on her Facebook page, asking all to “stay here with us”.",
         "her Facebook page", "post"),
        ("“We stay here,” Holm wrote on X.", "X", "post"),
        ("“We stay here,” Ada Holm said in a statement to the Daily Lamp.",
         "the Daily Lamp", "statement to"),
        ("“We stay here,” Ada Holm said in an email to the Daily Lamp.", "the Daily Lamp",
         "email to"),
        ("Ada Holm told the Daily Lamp that the mate had warned the crew to “stay here with us”.",
         "the Daily Lamp", "told"),
        ("“We stay here,” Ada Holm was quoted as saying by the Daily Lamp.", "the Daily Lamp",
         "quoted"),
        ("“We stay here,” Ada Holm said on Radio Orle.", "Radio Orle", "programme"),
        ("Appearing on “Harbour Hour,” Ada Holm said: “We stay here.”", "Harbour Hour",
         "programme"),
        ("“We stay here,” Ada Holm said through her lawyer.", "her lawyer", "agent"),
        ("“We stay here,” Ada Holm said, in a translation provided by the embassy.",
         "the embassy", "translation"),
        ("“We stay here,” Ada Holm says in a memo that was obtained by the Daily Lamp.",
         "the Daily Lamp", "obtained"),
        ("In an interview with the Evening Lantern on Sunday, Ada Holm said: “We stay here.”",
         "the Evening Lantern", "interview"),
        ("The state news agency quoted a fisherman as saying “we stay here, all of us”.",
         "The state news agency", "quoted"),
        ("“We stay here,” Ada Holm was quoted as saying by state television.",
         "state television", "quoted"),
        ("“We stay here,” Ada Holm told CNN’s Bo Ek.", "CNN", "told"),
        ("“We stay here,” Ada Holm told ORB’s Harbour Edition.", "ORB", "told"),
        ("In an interview with the Daily Lamp, Ada Holm said: “We stay here.”", "the Daily Lamp",
         "interview"),
        ("“We stay here,” Ada Holm said on Monday’s Harbour Breakfast programme.",
         "Monday’s Harbour Breakfast programme", "programme"),
        ("“We stay here,” Ada Holm said on the podcast Deep Water.",
         "the podcast Deep Water", "programme"),
        ("“We stay here,” Ada Holm said Monday on CNN.", "CNN", "programme"),
        ("“We stay here,” Ada Holm said on CNN’s “Harbour Hour.”", "CNN", "programme"),
        ("“We stay here,” Ada Holm said on NBC’s Harbour at Noon.", "NBC", "programme"),
        ("“We stay here,” Ada Holm said Monday on the CNN show.", "the CNN show", "programme"),
        ("“We stay here,” Ada Holm said in an angry post on Facebook.", "Facebook", "post"),
        ("“We stay here,” Ada Holm said in a statement to my colleague Bo M. Ek.",
         "a statement", "statement"),
        ("“We stay here,” Ada Holm said on the Bo Ek Show.", "the Bo Ek Show", "programme"),
        ("“We stay here,” Ada Holm said, speaking to reporters on the quay.", "reporters", "told"),
        ("“We stay here,” Holm wrote on her Facebook page.", "her Facebook page", "post"),
        ("“We stay here,” Ada Holm wrote in a post on X.", "X", "post"),
        ("“We stay here,” Ada Holm said by email.", "email", "channel"),
        ("“We stay here,” Ada Holm said over the phone.", "the phone", "channel"),
        ("“We stay here,” Ada Holm told the mate through her interpreter, Nia Orr.",
         "her interpreter, Nia Orr", "translation"),
        ("“We stay here,” Ada Holm said in sealed court documents.",
         "sealed court documents", "document"),
        ("“We stay here,” Ada Holm said, as quoted by state news agency Xinhua.",
         "state news agency Xinhua", "quoted"),
        ("“We stay here,” Ada Holm said in remarks carried by Orle Public Radio.",
         "Orle Public Radio", "carried"),
        ("“We stay here,” Ada Holm says in a video posted by the Orle Post.",
         "a video posted by the Orle Post", "video"),
        ("“We stay here,” Ada Holm said in a video.", "a video", "video"),
        ("“We stay here,” Ada Holm said in a letter seen by the Daily Lamp.",
         "the Daily Lamp", "seen"),
        ("“We stay here,” Ada Holm said in an internal memo.", "an internal memo", "letter"),
        # an outlet that only its name tells
        ("“We stay here,” Ada Holm told Meridian.", "Meridian", "told"),
        ("Ada Holm told Meridian she would “stay here”.", "Meridian", "told"),
        ("In an interview with Meridian, Ada Holm said: “We stay here.”", "Meridian",
         "interview"),
        ("Meridian, the monthly, wrote to her. “We stay here,” Ada Holm told Meridian.",
         "Meridian", "told"),
        ("Meridian published it. “We stay here,” Ada Holm told Meridian.", "Meridian", "told"),
        ("“We stay here,” Ada Holm told Meridian’s Bo Ek.", "Meridian", "told"),
        # a crowd with what stands behind; what is put up on a platform; a programme
        ("“We stay here,” Ada Holm told reporters outside court.", "reporters", "told"),
        ("“We stay here,” Ada Holm told mediapersons here on Monday.", "mediapersons", "told"),
        ("“We stay here,” Ada Holm wrote in an Instagram story.", "an Instagram story", "post"),
        ("“We stay here,” Ada Holm wrote in her Facebook status.", "her Facebook status", "post"),
        ("Ada Holm said on Harbour Hour that they would “stay here”.", "Harbour Hour",
         "programme"),
    ],
)  # fmt: skip
def test_the_go_between_is_named(text, via, how):
    quote = quotes_in(text)[0]
    assert quote.via is not None
    assert (quote.via.text, quote.via_how) == (via, how)


def test_a_translation_holds_for_the_rest_of_its_passage():
    quotes = quotes_in(
        "As translated by The Orle Post, a man said, “Leave the nets.” "
        "Another man answered, “The engine is dead.”"
    )
    assert [quote.via.text for quote in quotes] == ["The Orle Post"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "“We stay here, all of us,” Ada Holm said to",
        "“We stay here, all of us,” Ada Holm said on",
        "“We stay here, all of us,” Ada Holm said in",
        "“We stay here, all of us,” Ada Holm said through",
        "“We stay here, all of us,” Ada Holm said by",
        "“We stay here, all of us,” Ada Holm said, posted by",
        "“We stay here, all of us,” Ada Holm said, quoted as saying by",
        "“We stay here,” Ada Holm told Bo Ek.",
        "“We stay here,” Ada Holm told the crowd.",
        "“We stay here,” Ada Holm told Martha.",
        "“We stay here,” Ada Holm said during an interview in Tarrant.",
        "“We stay here,” Ada Holm told Parliament.",
        "“We stay here,” Ada Holm told France.",
        "Mark Tarrant came. “We stay here,” Ada Holm told Tarrant.",
        "Tarrant wept. “We stay here,” Ada Holm told Tarrant.",
        "“We stay here,” Ada Holm told Tarrant, who wept.",
        "“We stay here,” Ada Holm told Tarrant’s lawyer.",
        "“We stay here,” Ada Holm wrote in a story for children.",
        "“We stay here,” Ada Holm told the Senate.",
        "An interpreter told us: “We stay here.”",
        "“We stay here,” said Ada Holm.",
        "“We stay here,” Ada Holm said on Monday.",
        "“We stay here,” Ada Holm said on Sunday morning.",
        "“We stay here,” Ada Holm said on the Harbour Bridge.",
        "“We stay here,” Ada Holm said on her return.",
        "“We stay here,” Ada Holm said on a podcast she would not name.",
        "“We stay here,” Ada Holm said by noon.",
        "“We stay here,” said Ada Holm, a video in her hand.",
        "“We stay here,” said Ada Holm, who reads the news on the late show.",
        "“We stay here,” Ada Holm said of the language in his video.",
        "Ada Holm combed the letters in the video, which she said was “too small for us”.",
        "“We stay here,” said Ada Holm, elected by the council in court records week.",
        "“We stay here,” Ada Holm said to the network of volunteers.",
    ],
)
def test_a_listener_is_no_go_between(text):
    (quote,) = quotes_in(text)
    assert quote.via is None
    assert quote.via_how == ""


@pytest.mark.parametrize(
    ("how", "via", "told"),
    [
        ("told", "reporters", "told to reporters"),
        ("translation", "The Orle Post", "as translated by The Orle Post"),
        ("translation", "an interpreter", "through an interpreter"),
        ("statement", "a statement", "in a statement"),
        ("post", "her Facebook page", "on her Facebook page"),
        ("post", "a tweet", "in a tweet"),
        ("channel", "email", "by email"),
        ("email to", "the Lamp", "in an email to the Lamp"),
        ("statement to", "the Lamp", "in a statement to the Lamp"),
        ("programme", "CNN", "on CNN"),
        ("", "The Orle Post", "The Orle Post"),
    ],
)
def test_how_it_was_heard_is_said_in_words(how, via, told):
    assert f"{in_words(how, via)} {via}".strip() == told


def test_every_code_of_the_reader_has_its_words():
    coded = {row[1] for name in ("statement_words", "carriers") for row in lines(name)}
    assert all(in_words(how, "a paper") for how in coded)


@pytest.mark.parametrize(
    ("via", "platform"),
    [
        ("X", "x"),
        ("Twitter", "x"),
        ("her Facebook page", "facebook"),
        ("the Daily Lamp", ""),
        ("a post", ""),
    ],
)
def test_a_platform_is_named_as_its_posts_are_kept(via, platform):
    assert platform_named(via) == platform
