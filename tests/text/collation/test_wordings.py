"""Wordings: which quotes print one utterance, and what each change is called."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from coverage.text.collation.collated import SharedUtterance, Told
from coverage.text.collation.collation import collate
from coverage.text.collation.renderings import runs, same_speaker
from coverage.text.found import FoundPost, FoundQuote, Mention, Passage, Reading
from coverage.text.spans import Span

SPEECH = (
    "We counted nineteen lanterns on the pier, and by midnight every single one of them had gone "
    "out without a sound"
)
FILLER = "The pier at Osterby was closed on the morning after the festival. "


def printed(key: str, *quotes: str, speaker: str = "", via: tuple[str, str] = ("", "")) -> Told:
    """An article that prints the quotes, each with the speaker's name in front."""
    body, found = FILLER, []
    for quote in quotes:
        if speaker:
            named = Span(len(body), len(body) + len(speaker), speaker)
            body += f"{speaker} said: "
        start = len(body) + 1
        body += f"“{quote}” "
        through = None
        if via[0]:
            through = Span(len(body), len(body) + len(via[0]), via[0])
            body += f"{via[0]} has it. "
        found.append(
            FoundQuote(
                Span(start, start + len(quote), quote),
                Span(start - 1, start + len(quote) + 1, f"“{quote}”"),
                "direct",
                Mention(named, speaker) if speaker else None,
                via=through,
                via_how=via[1],
            )
        )
    passages = (Passage(Span(0, len(body), body), "paragraph"),)
    return Told(key, "", date(2031, 8, 2), "", Reading(body, passages, tuple(found)))


def only_utterance(*articles: Told) -> SharedUtterance:
    utterances = collate(articles).utterances
    assert len(utterances) == 1
    return utterances[0]


@pytest.mark.parametrize(
    ("other", "words", "changes"),
    [
        (SPEECH, 21, ()),
        (SPEECH.upper(), 21, ()),
        (
            "by midnight every single one of them had gone out without a sound",
            13,
            ("cut at start",),
        ),
        ("We counted nineteen lanterns on the pier", 7, ("cut at end",)),
        (
            "We counted nineteen lanterns … every single one of them had gone out without a sound",
            15,
            ("cut in the middle",),
        ),
        (SPEECH.replace("nineteen", "seventeen"), 20, ("number",)),
        (SPEECH.replace("counted", "count"), 20, ("tense",)),
        (SPEECH.replace("We counted", "They counted"), 20, ("person",)),
    ],
)
def test_a_change_is_named(other: str, words: int, changes: tuple[str, ...]) -> None:
    utterance = only_utterance(printed("a", SPEECH), printed("b", other))
    assert (utterance.words, utterance.base) == (21, "a")
    assert [(w.words, w.changes) for w in utterance.wordings] == [(21, ()), (words, changes)]


def test_a_changed_number_is_called_a_number() -> None:
    ours = "We counted 19 lanterns on the pier before the wind came up"
    utterance = only_utterance(printed("a", ours), printed("b", ours.replace("19", "17")))
    assert utterance.changes == ("number",)


def test_words_replaced_by_as_many_others_are_a_paraphrase() -> None:
    other = SPEECH.replace(
        "by midnight every single one of them", "long before dawn they all quietly"
    )
    assert "paraphrase" in only_utterance(printed("a", SPEECH), printed("b", other)).changes


def test_a_word_left_out_silently_inside_the_marks_is_a_changed_wording_too() -> None:
    other = SPEECH.replace("every single one", "every one")
    utterance = only_utterance(printed("a", SPEECH), printed("b", other))
    assert utterance.changes == ("cut in the middle", "word")


def test_a_hyphen_or_a_joined_word_is_no_change() -> None:
    ours = "Our work force built a state-funded light house on the northern rocks"
    theirs = "Our workforce built a state funded lighthouse on the northern rocks"
    assert only_utterance(printed("a", ours), printed("b", theirs)).changes == ()


def test_two_quotes_of_one_whole_are_split_and_hold_all_its_words() -> None:
    first, second = SPEECH.split(", ")
    utterance = only_utterance(
        printed("a", SPEECH, speaker="Ana Ruiz"), printed("b", first, second, speaker="Ana Ruiz")
    )
    assert utterance.base == "a"
    assert utterance.changes == ("split",)
    wording = utterance.wordings[1]
    assert (wording.words, wording.quotes, len(wording.spans)) == (21, (0, 1), 2)


def test_one_speech_is_found_through_an_article_that_prints_all_of_it() -> None:
    first, second = SPEECH.split(", ")
    utterance = only_utterance(printed("a", first), printed("b", second), printed("c", SPEECH))
    assert (utterance.base, [w.words for w in utterance.wordings]) == ("c", [7, 14, 21])


def test_a_word_quoted_in_the_lede_and_again_in_full_is_no_cut() -> None:
    sentence = "The verdict is a catastrophe for every fisherman between here and Kellmouth"
    utterance = only_utterance(
        printed("a", "catastrophe for every fisherman", sentence), printed("b", sentence)
    )
    assert utterance.changes == ()
    assert len(utterance.wordings[0].spans) == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ana Ruiz", "Ruiz", True),
        ("Ana Ruiz", "Mayor Ana Ruiz", True),
        ("Ana Ruiz", "Ben Okoro", False),
        ("Ana Ruiz", "the mayor", None),
        ("Ana Ruiz", "she", None),
        ("a bystander", "a fisherman", False),
        ("a Harbour Trust spokesman", "Ana Ruiz", None),
        ("", "Ana Ruiz", None),
        ("𝓐𝓷𝓪 𝓡𝓾𝓲𝔃 ⚓", "Ana Ruiz", True),
    ],
)
def test_speakers_are_told_apart_only_where_names_say_so(
    one: str, other: str, expected: bool | None
) -> None:
    assert same_speaker(one, other) is expected
    assert same_speaker(other, one) is expected


def test_one_speech_given_to_two_people_has_another_speaker() -> None:
    utterance = only_utterance(
        printed("a", SPEECH, speaker="Ana Ruiz"), printed("b", SPEECH, speaker="Ben Okoro")
    )
    assert utterance.changes == ("speaker",)
    assert [w.speakers for w in utterance.wordings] == [("Ana Ruiz",), ("Ben Okoro",)]


def test_a_translator_named_by_one_article_is_another_via() -> None:
    utterance = only_utterance(
        printed("a", SPEECH), printed("b", SPEECH, via=("The Osterby Echo", "translation"))
    )
    assert utterance.changes == ("via",)


def test_other_words_of_a_translation_are_the_translators() -> None:
    other = SPEECH.replace("without a sound", "in silence")
    utterance = only_utterance(
        printed("a", SPEECH), printed("b", other, via=("The Osterby Echo", "translation"))
    )
    assert "translation" in utterance.changes
    assert "word" not in utterance.changes


def test_a_statement_that_only_one_article_calls_so_is_no_difference() -> None:
    utterance = only_utterance(
        printed("a", SPEECH), printed("b", SPEECH, via=("the Gazette", "told"))
    )
    assert utterance.changes == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will do it", "This is how it is"),
        ("at the end of the day", "By the end of the day we had nothing left but ropes"),
        ("misleading", "The board gave a misleading answer to every question about the dredger"),
        ("The Long Watch", "The Long Watch"),
        ("The dredger sank at noon near Kellmouth", "Nobody in Osterby had heard of the auction"),
    ],
)
def test_stock_phrases_titles_and_lone_words_link_nothing(one: str, other: str) -> None:
    elsewhere = printed("b", other, speaker="Ben Okoro")
    assert not collate([printed("a", one, speaker="Ana Ruiz"), elsewhere]).utterances


def post_article(key: str, text: str) -> Told:
    body = FILLER + "\n\n" + text
    span = Span(len(FILLER) + 2, len(body), text)
    post = FoundPost(span.start, "embedded", "x", "", "", "pierwatch", "", text, None, span, span)
    passages = (Passage(Span(0, len(FILLER), FILLER), "paragraph"), Passage(span, "post"))
    return Told(key, "", None, "", Reading(body, passages, posts=(post,)))


def test_a_quote_of_a_posts_words_has_the_post_as_its_base() -> None:
    collation = collate(
        [printed("a", "every single one of them had gone out"), post_article("b", SPEECH)]
    )
    utterance = collation.utterances[0]
    assert (utterance.base, utterance.words, utterance.text) == ("b", 21, SPEECH)
    assert [(w.key, w.post, w.words) for w in utterance.wordings] == [("a", None, 8), ("b", 0, 21)]
    shared = collation.posts[0]
    assert (shared.handle, shared.words) == ("pierwatch", 21)
    assert [(m.key, m.how, m.words) for m in shared.members] == [
        ("a", "quoted", 8),
        ("b", "embedded", 21),
    ]


def test_one_post_in_two_articles_is_shared_and_no_utterance() -> None:
    collation = collate([post_article("a", SPEECH), post_article("b", SPEECH)])
    assert not collation.utterances
    assert [(m.key, m.how) for m in collation.posts[0].members] == [
        ("a", "embedded"),
        ("b", "embedded"),
    ]


def test_runs_leave_out_stray_common_words() -> None:
    same = runs(
        "the pier of the harbour fell".split(),
        "a crane of grey old steel, and the harbour fell".split(),
    )
    assert [(run.size) for run in same] == [3]


def test_hundreds_of_quotes_that_share_a_word_cost_no_square() -> None:
    def many(key: str) -> Told:
        return printed(key, *(f"The harbour {key}{n} rule says quay{key}{n}" for n in range(400)))

    articles = [many("a"), many("b")]
    before = process_time()
    collate(articles)
    assert process_time() - before < 8
