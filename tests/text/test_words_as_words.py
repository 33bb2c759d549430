"""Words in marks that are named, defined or supposed, not said; and their look-alikes, which are.

Each case is a text with the quotes it holds, as words and speaker; "-" is a quote whose speaker
is not told. What else stands in marks must be kept as marked words.
"""

import pytest

from coverage.text.quotes import read_quotes

from .reading import passages_of

NOBODY = "-"


def _read(text: str) -> tuple[list[tuple[str, str]], int]:
    """The quotes with their speakers, and how many stretches were kept as marks."""
    read = read_quotes(text, passages_of(text))
    quotes = [
        (one.span.text.rstrip(".,"), one.speaker.span.text if one.speaker else NOBODY)
        for one in read.quotes
    ]
    return quotes, len(read.marked)


def _check(text: str, quoted: list[tuple[str, str]], marked: int = 0) -> None:
    quotes, marks = _read(text)
    assert quotes == quoted
    assert marks == marked


#: What people in general call a thing is its name.
NAMED_SO = [
    "Doctors call the condition “broken heart syndrome”.",
    "Economists call this “shrinkflation”.",
    "Economists call this ‘shrinkflation’ and blame the price of cocoa.",
    "Scientists call the phenomenon “marine snow”, and it falls day and night.",
    "Locals call it “the long mile”.",
    "Locals call the bridge “Old Creaky”.",
    "Sailors call the hour before dawn “the dog watch”.",
    "It is what bakers call “oven spring”.",
    "The loaf rises in what bakers call ‘oven spring’.",
    "Traders speak of what they call a “dead cat bounce”.",
    "In what geologists call a “blow-out”, the gas escapes all at once.",
    "We call it “the annex” in our house.",
    "People here call the wind “the lazy one”.",
    "Physicists term this “frustration”.",
    "Programmers refer to such code as “spaghetti”.",
    "Nurses refer to the ward as “the bunker”.",
    "Chefs describe this stage as “soft crack”.",
    "The process, which engineers call “creep”, takes decades.",
    "Botanists label such plants “ruderal”.",
    "Some call it “quiet quitting”.",
    "Many farmers call the weed “blackjack”.",
    "Investors dub such firms “zombies”.",
    "Lawyers call such a clause a “poison pill”.",
    "Fans call her “the Cobra”.",
    "Boxing fans know him as “the Bricklayer”.",
    "The Japanese call it “komorebi”.",
    "Referees show a yellow card for what the laws call “unsporting behaviour”.",
    "What the industry calls “shrink” – theft and error – cost shops £2bn.",
    "People in Orle say “ta-ra” when they leave.",
    "Teenagers say “rizz” for charm.",
    "Analysts speak of a “soft landing” when prices fall without a recession.",
    "Germans call this “Schadenfreude”.",
    "Astronomers nickname such stars “cannibals”, because they swallow others.",
    "The striker, whom fans call “the Postman”, scored twice.",
    "Why doctors call it ‘broken heart syndrome’",
]

#: Words for a thing without anybody who says them.
NAMES_OF_THINGS = [
    "The practice is known as “gleaning”.",
    "The practice, known as ‘gleaning’, is older than the abbey.",
    "Such loans are called “bullets”.",
    "The road is dubbed “the Widowmaker”.",
    "The pause between tides is referred to as “slack water”.",
    "This is sometimes called “sleep debt”.",
    "The vote was described as “historic”.",
    "She was called “a fraud”.",
    "He has been labelled “the next Bodo Lind”.",
    "The parcel was marked “urgent”.",
    "The box, labelled “fragile”, was empty.",
    "The matter came up under the heading “Other business”.",
    "A so-called “smart” meter was fitted in May.",
    "The term “heat dome” is borrowed from the United States.",
    "The phrase “levelling up” appears nowhere in the plan.",
    "The word “please” had been crossed out.",
    "The officers used the word “incident” throughout.",
    "The harvest song ends on the word “enough”.",
    "Police found a folder named “holiday”.",
    "The letters stand for “Orle Rural District”.",
    "ORD stands for “Orle Rural District”.",
    "The name is spelled “Thom” in the register.",
    "Moss is pronounced “Moze”.",
    "The town’s name, pronounced “Moze”, puzzles visitors.",
    "The cake is a bara brith, which is Welsh for “speckled bread”.",
    "Hiraeth is Welsh for “longing”.",
    "The festival, whose name means “new rice”, begins on Friday.",
    "The festival’s name translates as “new rice”.",
    "The name translates roughly as “place of reeds”.",
    "Kumbu means “elder brother” in the language of the coast.",
    "In legal papers “person” means a company too.",
    "Her nickname, “the Needle”, dates from school.",
    "The company sells the drink under the name “River Gold”.",
    "The file is listed as “missing”.",
    "The site was classed as “contaminated”.",
    "Only two rivers were rated “good”.",
    "Click “Accept” to go on, then choose “Privacy” from the list.",
    "Press ‘Start’ and hold it for three seconds.",
    "Go to “Settings” and switch off “Location”.",
    "Users who tap “Delete” are asked for a password.",
    "Anyone who clicks “Agree” gives up the right to sue.",
    "The hashtag “#SaveOrleBaths” was used nine thousand times.",
    "They posted under the hashtag “#OrleStrong”.",
    "The word “sluice” comes from Old French, said Ada Holm.",
    "The button says “Pay now”.",
    "The Danes have a word for it: “hygge”.",
    "Officials use “residual” to describe such waste.",
    "He typed “harbour” into the box.",
    "She scrawled ‘void’ across the ticket.",
    "He wrote “sorry” on the wall.",
    "The hill is called “Ben Lomond” on old maps and “the Beacon” by walkers.",
    "He wrote a book called “reckless”.",
    "Actor accused of being ‘a bully’ on set",
    "The island’s name comes from the Norse for “seal rock”.",
    "The account, which went by “harbour_rat”, was deleted.",
    "Lawyers argued for an hour over the word “may”.",
    "Demonstrators held up cards with the word “liar”.",
    "The error message “disk full” means that nothing was saved.",
    "The greeting “sawubona” means “I see you”.",
    "The chant of “one more year” went on for ten minutes.",
    "She orders it “well fired”, as Glaswegians say.",
    "He is no “spring chicken”, as they say.",
    "The tribunal heard that staff were told to call customers “guests”.",
    "He was “Fats” to everyone.",
    "The court heard that Jones, known as “Fats”, had boasted of it.",
    "Bankers use the term “haircut” for a loss.",
    "The statue is called “The Fisherman”.",
    "The study, titled “Sleep and the city”, followed 400 people.",
    "The storm was named “Eunice” by the Met Office.",
    "Stone, the old word for “stubborn”, fits him well.",
]

#: What may be said, should be said or was not said.
SUPPOSED = [
    "If the mayor says “sorry”, the union will return.",
    "The union will return if the mayor says ‘sorry’.",
    "Her sons know the rule. Don’t say “no” to her.",
    "She winces whenever he says “soon”.",
    "Nobody should say “never”, least of all here.",
    "It is hard to say “no” to a child.",
    "Ms Lind has learned to say “no”.",
    "He could have said “yes”.",
    "The minister could have said “yes” and did not.",
    "Unless the bank says “yes”, the mill will close.",
    "Until the doctor says “fit”, Berg stays at home.",
    "Every time the coach shouts “switch”, the wings change sides.",
    "When a customer says “the usual”, Ana knows what is meant.",
    "Staff must not say “guest” when they mean patient.",
    "You can say “cheers” for thank you.",
    "Voters should write “none” on the paper if they wish.",
    "Parents may answer “yes”, “no” or “not sure”.",
    "Would the council say “yes” a second time?",
    "Nobody says “wireless” any more.",
    "The union said the mayor should say “sorry” by Friday.",
    "Staff must not say “yes” to callers, the lawyer warned.",
    "Had the pilot said “stop”, the tug would have stopped.",
    "Should the board say ‘no’, the sale is off.",
    "If you hear “mind the gap”, step back.",
    "He stopped short of saying “never”.",
    "Instead of saying “no”, she smiled.",
    "Rather than say “sorry”, the firm sent flowers.",
    "Without saying “goodbye”, he left.",
    "The rule is simple: say “please”.",
    "Children are taught to say “please” and “thank you”.",
    "The robot was programmed to say “hello”.",
    "What if the bank says “no”?",
    "Who said “crime does not pay”?",
    "Did the minister say “whatever it takes”?",
    "She was told “no”.",
    "Staff were urged to “stay away”.",
    "Nobody told us “go home”, a guest said.",
    "No one calls it “the annex” now.",
]

QUOTED = [
    # a verdict of somebody's
    ("The union called the cuts “a disgrace”.", [("a disgrace", "The union")]),
    ("The union called the cuts ‘a disgrace’.", [("a disgrace", "The union")]),
    ("Ms Field calls it “my second home”.", [("my second home", "Ms Field")]),
    ("Critics called the plan “reckless”.", [("reckless", "Critics")]),
    ("Critics call the plan “reckless and cruel”.", [("reckless and cruel", "Critics")]),
    ("Campaigners call the decision “a betrayal of every tenant”.",
     [("a betrayal of every tenant", "Campaigners")]),
    ("Opponents describe the scheme as “madness”.", [("madness", "Opponents")]),
    ("Residents have called the smell “unbearable”.", [("unbearable", "Residents")]),
    ("Doctors called the delay “indefensible”.", [("indefensible", "Doctors")]),
    ("Ministers call the figures “very encouraging”.",
     [("very encouraging", "Ministers")]),
    ("The minister calls the policy “managed decline”.",
     [("managed decline", "The minister")]),
    ("She rejected what the ministry called “a sensible compromise”.",
     [("a sensible compromise", "the ministry")]),
    ("Holm attacked what she called the “bully boys” of the port.",
     [("bully boys", "Holm")]),
    ("The two doctors called her recovery “a small miracle”.",
     [("a small miracle", "The two doctors")]),
    ("Scientists at Orle University described the find as “astonishing”.",
     [("astonishing", "Scientists")]),
    ("Some MPs branded the answer “pathetic”.", [("pathetic", "Some MPs")]),
    ("Fans called the signing “a joke” on Monday.", [("a joke", "Fans")]),
    ("He called her “a fraud”.", [("a fraud", "He")]),
    ("We call on the council to “think again”, the group said.",
     [("think again", "the group")]),
    # really said
    ("When asked, she said “no”.", [("no", "she")]),
    ("When asked whether it hurt, the boy said “no”.", [("no", "the boy")]),
    ("If asked again he would refuse, Lind said. “I am done.”", [("I am done", "Lind")]),
    ("The mayor said “sorry”, and the union returned.", [("sorry", "The mayor")]),
    ("The mayor says “sorry” is the hardest word.", [("sorry", "The mayor")]),
    ("If the vote is lost, the mayor says, “we start again”.",
     [("we start again", "the mayor")]),
    ("Whenever it rains, says Ida Frost, “the lane is a river”.",
     [("the lane is a river", "Ida Frost")]),
    ("He went on to say “no” three times.", [("no", "He")]),
    ("The keeper said he could have “done better”.", [("done better", "The keeper")]),
    ("Nobody should go there, said Holm, calling the cave “a trap”.", [("a trap", "Holm")]),
    ("The report could have been “far clearer”, Judge Adeyemi said.",
     [("far clearer", "Judge Adeyemi")]),
    ("When the judge said “guilty”, his sister wept.", [("guilty", "the judge")]),
    ("As the speaker shouted “order”, two members left.", [("order", "the speaker")]),
    # by whom a thing is called so
    ("She was called “a fraud” by her former partner, Leo Katz.",
     [("a fraud", "her former partner")]),
    ("The plan was branded “reckless” by the union.", [("reckless", "the union")]),
    ("The plan was branded ‘reckless’ by the union.", [("reckless", "the union")]),
    ("The deal was described as “historic” by the minister.", [("historic", "the minister")]),
    ("The deal, described as “historic” by the minister, was signed in May.",
     [("historic", "the minister")]),
    ("Her win was hailed as “a turning point” by Ada Holm.",
     [("a turning point", "Ada Holm")]),
    ("He was told “go home” by a nurse.", [("go home", "a nurse")]),
    ("Berg was dubbed “the ghost” by team-mates.", [("the ghost", "team-mates")]),
    ("The film was dismissed as “two hours of rain” by The Orle Times.",
     [("two hours of rain", "The Orle Times")]),
    ("Her tone has been called “icy” by colleagues.", [("icy", "colleagues")]),
    ("The flats were condemned as “unfit” by inspectors in March.",
     [("unfit", "inspectors")]),
    ("Last week he was labelled “a coward” by the prime minister, Eva Dahl.",
     [("a coward", "the prime minister")]),
    ("That means “nobody gets paid”, Frost said.", [("nobody gets paid", "Frost")]),
    ("The flats were labelled “a disgrace” by the mayor, and “a death trap” by the union.",
     [("a disgrace", "the mayor"), ("a death trap", "the union")]),
    ("The actor, accused of being “a bully” by his driver, left.", [("a bully", "his driver")]),
    ("Plan called ‘reckless’ by union", [("reckless", "union")]),
    ("It was a plan the minister described as “reckless”.", [("reckless", "the minister")]),
    ("It was a move its chief, Otto Lind, described as “prudence”.",
     [("prudence", "Otto Lind")]),
    ("Analysts spoke of “a bloodbath” on the exchange.", [("a bloodbath", "Analysts")]),
    # what is weighed, not named
    ("Farmers call the levy “theft”.", [("theft", "Farmers")]),
    ("Patients describe the pain as “burning”.", [("burning", "Patients")]),
    ("Users call the app “clunky”.", [("clunky", "Users")]),
    ("Drivers call the junction “a death trap”.", [("a death trap", "Drivers")]),
    ("Parents call for “urgent action”.", [("urgent action", "Parents")]),
    ("Reuters calls the deal “dead”.", [("dead", "Reuters")]),
    # said, whatever stands around it
    ("The spokesman could only say “we are looking into it”.",
     [("we are looking into it", "The spokesman")]),
    ("The mayor is expected to say “enough is enough” today.",
     [("enough is enough", "The mayor")]),
    ("Asked if he would say “sorry”, Frost said “never”.", [("never", "Frost")]),
    ("She wrote “I am not leaving” on the window.", [("I am not leaving", "She")]),
    # who is spoken to says nothing
    ("He was told “no” by three banks.", [("no", "three banks")]),
    ("Staff were warned: “Do not open the lower gate before noon.”",
     [("Do not open the lower gate before noon", NOBODY)]),
    ("He was asked: “Did you ever sleep here at night?” He answered, “I did not.”",
     [("Did you ever sleep here at night?", NOBODY), ("I did not", "He")]),
    # written things that say
    ("Signs in the window read “Closing down” and “Everything must go”.",
     [("Closing down", "Signs in the window"), ("Everything must go", "Signs in the window")]),
    ("Protesters carried banners saying “Hands off our river”.",
     [("Hands off our river", "Protesters")]),
    ("A sign reading “Closed” hung on the door.", [("Closed", "A sign")]),
    ("Section 4 of the act says: “No person shall moor a boat here.”",
     [("No person shall moor a boat here", "Section 4 of the act")]),
    ("Article 9 of the treaty states: “Each party shall keep the peace.”",
     [("Each party shall keep the peace", "Article 9 of the treaty")]),
    ("Rule 12 says: “A player may not hold the ball.”",
     [("A player may not hold the ball", "Rule 12")]),
    ("Paragraph 3 of the letter reads: “We regret the delay.”",
     [("We regret the delay", "Paragraph 3 of the letter")]),
    ("The crowd chanted “out, out, out”.", [("out, out, out", "The crowd")]),
]  # fmt: skip


@pytest.mark.parametrize("text", [*NAMED_SO, *NAMES_OF_THINGS, *SUPPOSED])
def test_words_that_are_named_or_supposed_are_marks_and_no_quote(text):
    quotes, marks = _read(text)
    assert quotes == []
    assert marks >= 1


@pytest.mark.parametrize(("text", "quoted"), QUOTED)
def test_words_that_somebody_says_are_a_quote_with_its_speaker(text, quoted):
    _check(text, quoted)
