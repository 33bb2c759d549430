"""The machine asks whether two are one; it never says so, and asks nobody twice."""

import pytest

from coverage.desk.recomparing import compare_again
from coverage.desk.speakerevidence import bare_names_for, called_and_named
from coverage.desk.speakermerging import decide_bare_name, decide_pair, merge
from coverage.desk.speakermoves import undo
from coverage.desk.speakersuggestions import next_pairs, pairs_for
from coverage.models import Quote, Speaker, SpeakerDecision
from tests.factories import make_article, make_quote, make_speaker, make_story

pytestmark = pytest.mark.django_db

BODY = "“Nobody was hurt,” said one. “It will open,” said another."


def story_of(*names, mentions=(), headline="The bridge", outlets=("Gull", "Quay", "Lantern")):
    """A story with an article for each name, which quotes them; "" leaves the quote nobody's."""
    articles = []
    for number, name in enumerate(names):
        article = make_article(BODY, outlet=outlets[number % len(outlets)])
        quote = make_quote(article, "Nobody was hurt,", speaker=name)
        if number < len(mentions):
            Quote.objects.filter(pk=quote.pk).update(mention=mentions[number])
        articles.append(article)
    story = make_story(*articles, headline=headline)
    compare_again([article.pk for article in articles])
    return story


def asked(name):
    found = pairs_for([Speaker.objects.get(name=name)])
    return [{pair.one.speaker.name, pair.other.speaker.name} - {name} for pair in found]


def test_within_a_story_comes_before_a_better_likeness_elsewhere():
    story_of("Zoë Hale", "Z. Hale")
    story_of("Zoe Hale")
    assert asked("Zoë Hale") == [{"Z. Hale"}, {"Zoe Hale"}]


def test_the_reason_and_the_evidence_of_both_sides_are_given():
    story = story_of("Christopher Hale", "Chris Hale", mentions=["Mayor Christopher Hale", "Hale"])
    make_quote(make_article(outlet="Echo"), "Nobody was hurt,", speaker="Christopher Hale")
    compare_again(Quote.objects.values_list("version__article", flat=True))
    [pair] = pairs_for([make_speaker("Chris Hale")])
    assert (pair.one.speaker.name, pair.other.speaker.name) == ("Christopher Hale", "Chris Hale")
    assert "may be short for" in pair.why
    assert pair.stories == (story,)
    assert pair.one.called == ("Mayor",)
    assert pair.one.outlets == ("Echo", "Gull")
    assert (pair.other.called, pair.other.outlets) == ((), ("Quay",))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Christopher Hale", "Stephen Hale"), ("Ada Voss", "Ada Reed"), ("Ada Voss", "Voss Museum")],
)
def test_different_given_names_are_not_asked_about(one, other):
    story_of(one, other)
    assert asked(one) == []


def test_two_of_one_surname_in_one_article_are_two():
    article = make_article(BODY)
    make_quote(article, "Nobody was hurt,", speaker="Christopher Hale")
    make_quote(article, "It will open,", speaker="C. Hale")
    compare_again([article.pk])
    assert asked("C. Hale") == []


def test_a_full_name_and_its_first_letters_in_one_article_are_asked_about():
    article = make_article(BODY)
    make_quote(article, "Nobody was hurt,", speaker="Harbour Works Board")
    make_quote(article, "It will open,", speaker="HWB")
    compare_again([article.pk])
    assert asked("HWB") == [{"Harbour Works Board"}]


def test_mr_and_ms_are_not_one():
    story_of("Christopher Hale", "Chris Hale", mentions=["Mr. Hale", "Ms. Hale"])
    assert asked("Chris Hale") == []


def test_not_the_same_is_never_asked_again_and_later_comes_last(editor):
    story_of("Christopher Hale", "Chris Hale", "C. Hale")
    full, short, initial = map(make_speaker, ("Christopher Hale", "Chris Hale", "C. Hale"))
    assert asked("Christopher Hale") == [{"C. Hale"}, {"Chris Hale"}]
    decide_pair(initial, full, "later", editor)
    assert asked("Christopher Hale") == [{"Chris Hale"}, {"C. Hale"}]
    decide_pair(short, full, "different", editor)
    assert asked("Christopher Hale") == [{"C. Hale"}]
    assert pairs_for([full])[0].put_off == "editor"
    decide_pair(full, initial, "different", editor)
    assert asked("Christopher Hale") == []
    assert SpeakerDecision.objects.count() == 2


def test_the_answer_stands_for_whom_they_are_merged_into_and_comes_back_with_undo(editor):
    story_of("Zoe Hale", "Zoë Hale", "Z. Hale", "Z. Hale")
    plain, accent, initial = map(make_speaker, ("Zoe Hale", "Zoë Hale", "Z. Hale"))
    decide_pair(accent, initial, "different", editor)
    change = merge(plain, accent, editor)
    assert asked("Zoe Hale") == []
    undo(change, editor)
    assert asked("Zoe Hale") == [{"Zoë Hale"}, {"Z. Hale"}]


def test_a_merged_speaker_is_not_asked_about(editor):
    story_of("Zoe Hale", "Zoë Hale")
    merge(make_speaker("Zoe Hale"), make_speaker("Zoë Hale"), editor)
    assert asked("Zoe Hale") == []


def test_the_list_names_each_pair_once(django_assert_max_num_queries):
    story_of("Zoe Hale", "Zoë Hale", "Ada Voss", "A. Voss", "Bo Wynn")
    # speakers, those alike, who was merged into them, decisions, articles of the lesser,
    # memberships (2), stories, articles of the leading, newest articles, their quotes
    with django_assert_max_num_queries(11):
        pairs, go_on = next_pairs(0)
    names = [(pair.one.speaker.name, pair.other.speaker.name) for pair in pairs]
    assert sorted(map(sorted, names)) == [["A. Voss", "Ada Voss"], ["Zoe Hale", "Zoë Hale"]]
    assert go_on == 0


def bare(headline="The bridge"):
    """The story's second article prints "Hale" alone, and quotes nobody kept."""
    story = story_of("Christopher Hale", "", headline=headline)
    quotes = Quote.objects.filter(version__article__memberships__story=story, speaker=None)
    quotes.update(speaker_name="Hale", mention="Hale")
    return quotes.get().version.article


def test_a_bare_surname_in_a_story_that_quotes_the_speaker_is_asked_about():
    article = bare()
    other = make_article(BODY)
    make_quote(other, "Nobody was hurt,")
    Quote.objects.filter(version__article=other).update(speaker_name="Hale")
    [found] = bare_names_for(make_speaker("Christopher Hale"))
    assert (found.article, found.name, len(found.quotes), found.others) == (article, "Hale", 1, ())


def test_more_of_that_surname_in_the_story_are_named():
    article = bare()
    make_quote(make_article_in(article), "Nobody was hurt,", speaker="Stephen Hale")
    compare_again(Quote.objects.values_list("version__article", flat=True))
    [found] = bare_names_for(make_speaker("Christopher Hale"))
    assert found.others == ("Stephen Hale",)


def make_article_in(article):
    return make_article(BODY, story=article.membership.story)


def test_a_bare_surname_with_ms_is_not_a_man():
    article = bare()
    Quote.objects.filter(version__article=article).update(mention="Ms. Hale")
    Quote.objects.filter(speaker__isnull=False).update(mention="Mr. Hale")
    assert bare_names_for(make_speaker("Christopher Hale")) == []


def test_a_bare_surname_said_to_be_another_is_not_asked_about_again(editor):
    article, hale = bare(), make_speaker("Christopher Hale")
    decide_bare_name(hale, article, "Hale", "later", editor)
    assert [found.put_off for found in bare_names_for(hale)] == ["editor"]
    decide_bare_name(hale, article, "Hale", "different", editor)
    assert bare_names_for(hale) == []


@pytest.mark.parametrize(
    ("mention", "called", "named"),
    [
        ("fire chief Ada Dunn", "fire chief", "Ada Dunn"),
        ("Mayor Dunn", "Mayor", "Dunn"),
        ("the mayor, Ms. Dunn", "the mayor", "Ms. Dunn"),
        ("the mayor", "the mayor", ""),
        ("Dunn", "", "Dunn"),
        ("A. Dunn", "", "A. Dunn"),
        ("captain Ada Roe", "captain", "Ada Roe"),
        ("Ada B. Dunn", "", "Ada B. Dunn"),
        ("captain A. Dunn", "captain", "A. Dunn"),
        ("the harbour’s Ada Dunn", "", "Ada Dunn"),
        ("Ada Dunn’s lawyer", "Ada Dunn’s lawyer", ""),
    ],
)
def test_what_a_mention_calls_somebody_is_told_from_how_it_names_them(mention, called, named):
    assert called_and_named(mention, ["Ada Dunn", "Ada Roe"]) == (called, named)
