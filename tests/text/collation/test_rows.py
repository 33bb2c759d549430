"""Rows: sentences that report the same in other words, in a longer sentence, or in a speech."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from coverage.text.collation.collated import Collation, Figure, FigureMember, Told
from coverage.text.collation.collation import collate
from coverage.text.collation.likeness import find_alike
from coverage.text.collation.row_labels import as_rows
from coverage.text.collation.rows import Group
from coverage.text.collation.senses import senses
from coverage.text.collation.telling import lay_out
from coverage.text.spans import Span
from coverage.text.words import find_words
from tests.text.telling_stories import FERRY_COURIER, FERRY_GAZETTE, laid_out, told

#: What else two reports of one day in Osterby tell, so that no word of theirs is everywhere.
OURS = (
    "The fish auction closed early.",
    "A choir from Marwick sang on the quay.",
    "Two lamps were stolen from the chapel.",
    "The lighthouse will be painted in spring.",
    "Nobody had seen so many herons.",
)
THEIRS = (
    "Bakers queued for flour until noon.",
    "The bridge over the Tarn is shut.",
    "A goat was found in the library.",
    "Children flew kites beside the mill.",
    "Fog is expected at night.",
)


def beside(one: str, other: str) -> Collation:
    """The two sentences laid side by side, each among others of its own article."""
    return laid_out(
        "\n\n".join((*OURS[:3], one, *OURS[3:])), "\n\n".join((*THEIRS[:2], other, *THEIRS[2:]))
    )


def are_in_one_row(collation: Collation, one: str, other: str) -> bool:
    return any(
        one in " ".join(s.text for s in row.cells.get("a", ()))
        and other in " ".join(s.text for s in row.cells.get("b", ()))
        for row in collation.rows
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The harbour master quit over the broken winch.",
            "After the winch broke, the harbour master resigned.",
        ),
        (
            "Prosecutors charged the skipper with smuggling eels.",
            "The skipper was indicted for smuggling eels.",
        ),
        (
            "The owner was jailed for selling rotten rope.",
            "A court sent the owner to prison for the sale of rotten rope.",
        ),
        (
            "Oda Lind turned down the invitation to the regatta.",
            "Lind rejected an invitation to the regatta.",
        ),
    ],
)
def test_sentences_that_use_other_words_for_one_thing_stand_in_one_row(
    one: str, other: str
) -> None:
    assert are_in_one_row(beside(one, other), one, other)


def test_a_short_sentence_stands_with_the_longer_one_of_which_it_is_a_clause() -> None:
    short = "The dredger sank off Kellmouth."
    long = (
        "The council met three times before the ministry agreed to send engineers, surveyors and "
        "a tent, because the dredger sank off Kellmouth, and nobody in the valley could remember "
        "a winter with so little bread."
    )
    assert are_in_one_row(beside(short, long), short, long)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oda Lind bought a house in Kellmouth.", "Oda Lind sang for the harbour pilots."),
        ("The mayor resigned in a letter.", "The striker quit the club after a season."),
        ("Police arrested a man with a kite.", "Officers praised the baker for her patience."),
    ],
)
def test_a_sense_or_a_name_alone_lines_nothing_up(one: str, other: str) -> None:
    assert not are_in_one_row(beside(one, other), one, other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He stepped down", ["resign"]),
        ("she quit", ["quit"]),
        ("they left office", ["left office"]),
        ("the dredger", ["dredger"]),
    ],
)
def test_words_of_one_sense_are_read_as_one(text: str, expected: list[str]) -> None:
    found = [term for _, term in senses(find_words(text))]
    (wanted,) = {term for words in expected for _, term in senses(find_words(words))}
    assert found == [wanted]


SPEECH = (
    "We counted every lamp on the pier before the wind came up and the horns began to blow.",
    "My father built that pier with his own hands, and I will not see it sold to strangers.",
    "Tomorrow we shall sit down with the trust and read them the deed, line by line.",
)


def test_the_sentences_of_a_long_speech_stand_in_rows_of_their_own() -> None:
    whole = "“" + " ".join(SPEECH) + "” said Oda Lind."
    collation = laid_out(
        "The pier of Osterby is for sale.\n\n" + whole,
        f"Osterby quarrels.\n\n“{SPEECH[0]}” Oda Lind said.\n\nShe went on: “{SPEECH[2]}”\n",
    )
    assert are_in_one_row(collation, "counted every lamp", "counted every lamp")
    assert are_in_one_row(collation, "read them the deed", "read them the deed")
    assert not are_in_one_row(collation, "counted every lamp", "read them the deed")
    (father,) = (row for row in collation.rows if "My father" in str(row.cells))
    assert father.relation == "only"


def test_a_short_utterance_stays_in_one_row_though_one_article_splits_it() -> None:
    collation = laid_out(
        "“The winch jammed. Nobody had greased it since May,” said Oda Lind.",
        "“The winch jammed,” said Oda Lind. “Nobody had greased it since May.”",
    )
    assert are_in_one_row(collation, "The winch jammed", "Nobody had greased it")


def rows_of(collation: Collation) -> set[object]:
    return {(frozenset(row.cells.items()), row.relation) for row in collation.rows}


@pytest.mark.parametrize("seed", range(8))
def test_whatever_order_articles_come_in_rows_are_the_same_and_hold_every_sentence(
    seed: int,
) -> None:
    dice = random.Random(seed)
    stock = [s for text in (FERRY_GAZETTE, FERRY_COURIER) for s in text.splitlines() if s]
    stock += [*OURS, *THEIRS, *SPEECH, "“" + " ".join(SPEECH) + "” said Oda Lind."]
    stock += ["The ferry was refloated at noon.", "Oda Lind quit.", "Lind stepped down, she said."]
    stock += ["“The hull is a sieve,” said Oda Lind.", "Oda Lind said that the hull was a sieve."]
    articles: list[Told] = [
        told(key, "\n\n".join(dice.sample(stock, dice.randint(3, 9))), "2031-05-14")
        for key in ("d", "a", "c", "b")
    ]
    expected = collate(articles)
    for article in articles:
        placed = sorted(s for row in expected.rows for s in row.cells.get(article.key, ()))
        letters = [c for s in placed for c in s.text if not c.isspace()]
        assert letters == [c for c in article.reading.body if not c.isspace()]
    for _ in range(3):
        dice.shuffle(articles)
        again = collate(articles)
        assert rows_of(again) == rows_of(expected)
        assert _as_said(again) == _as_said(expected)


def _as_said(found: Collation) -> set[tuple[object, ...]]:
    return {
        (u.text, u.base, u.changes, frozenset(u.wordings), frozenset(u.reports))
        for u in found.utterances
    }


@pytest.mark.parametrize(
    ("line", "is_like"),
    [
        ("Tarn Courier · 13 November 2031, 20:05", False),
        ("A ship was due on 13 November.", True),
    ],
)
def test_a_line_of_who_and_when_is_like_nothing(line, is_like):
    texts = [f"{OURS[0]}\n\n{line}", f"{THEIRS[0]}\n\nA repair ship will sail on 20 November."]
    tellings, _ = lay_out([told(key, text) for key, text in zip("ab", texts, strict=True)])
    sentences = [sentence for telling in tellings for sentence in telling.sentences]
    at = next(n for n, one in enumerate(sentences) if one.span.text == line)
    sentences[at] = replace(sentences[at], kind="caption")  # as pages mark up such lines
    assert any(at in pair for pair in find_alike(sentences)) is is_like


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("On Friday 3 Mar it began to spread.", "“On Friday 3 Mar…”"),
        ("On Monday, in March, nobody came.", "“On Monday, in March…”"),
        ("The harpoon museum sells candles.", "“harpoon museum sells candles”"),
    ],
)
def test_a_label_is_no_day_and_no_single_word(line: str, label: str) -> None:
    rows = beside(line, "The dredger Orla sank.").rows
    assert next(row.label for row in rows if line in str(row.cells)) == label


COST = Decimal(4_200_000)


def test_a_row_of_an_amount_that_has_no_name_goes_by_it() -> None:
    tellings, _ = lay_out([told("a", "It cost £4.2 million."), told("b", "Yes to £4.2m scheme.")])
    held = tuple(t.sentences[0] for t in tellings)
    members = tuple(
        FigureMember(s.key, Span.of(s.span.text, at, end), COST, COST, "exact", "GBP")
        for s, at, end in ((held[0], 8, 20), (held[1], 7, 12))
    )
    figure = Figure("£4.2 million", members, "same")
    (row,) = as_rows([Group(held, "same figure")], tellings, [figure], [False])
    assert row.label == "“£4.2 million”"


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("Nobody was reported hurt.", True), ("Perhaps.", False), ("Perhaps so.", False)],
)
def test_the_same_sentence_is_one_row_however_little_it_says(line: str, is_one: bool) -> None:
    assert are_in_one_row(beside(line, line), line, line) is is_one
