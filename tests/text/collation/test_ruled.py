"""Rulings: what people said of rows, quotes and figures holds, whatever the machine would have."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from coverage.text.collation.collated import Collation, Told
from coverage.text.collation.collation import collate
from coverage.text.collation.rulings import Place, Ruling, RulingKind, Stance
from coverage.text.collation.settling import Said, Settled
from tests.text.telling_stories import (
    FERRY_COURIER,
    FERRY_GAZETTE,
    FERRY_STANDARD,
    told,
)


def ferry() -> list[Told]:
    return [
        told("gazette", FERRY_GAZETTE, "2031-05-14"),
        told("courier", FERRY_COURIER, "2031-05-14"),
        told("standard", FERRY_STANDARD, "2031-05-15"),
    ]


def two(one: str, other: str) -> list[Told]:
    return [told("one", one, "2031-05-14"), told("other", other, "2031-05-14")]


def at(article: Told, words: str) -> Place:
    """Where the words stand."""
    start = article.reading.body.index(words)
    return Place(article.key, start, start + len(words))


def ruling(kind: RulingKind, ours: list[Place], theirs: list[Place] = [], **more: object) -> Ruling:  # noqa: B006
    return Ruling(str(more.pop("name", "1")), kind, tuple(ours), tuple(theirs), **more)  # type: ignore[arg-type]


def row_with(collation: Collation, place: Place) -> dict[str, str]:
    """The row in which the place stands, its cells as text."""
    return next(
        {key: " ".join(s.text for s in spans) for key, spans in row.cells.items()}
        for row in collation.rows
        if any(place.shared(s.start, s.end) > 0 for s in row.cells.get(place.key, ()))
    )


PIER = "The old pier burned down on Monday night. Nobody knows why the lamps went out."
HARBOUR = "Monday’s blaze took the landing stage. The ferryman sold his boat in spring."
STAGE, BLAZE = "The old pier burned down on Monday night.", "Monday’s blaze took the landing stage."


def test_what_a_person_puts_together_is_one_row() -> None:
    articles = two(PIER, HARBOUR)
    pier, blaze = at(articles[0], STAGE), at(articles[1], BLAZE)
    assert set(row_with(collate(articles), pier)) == {"one"}
    collation = collate(articles, [ruling("together", [pier], [blaze])])
    assert row_with(collation, pier) == {"one": STAGE, "other": BLAZE}
    assert dict(collation.fates) == {"1": "stands"}
    row = next(row for row in collation.rows if len(row.cells) == 2)
    assert row.relation == "shared"
    assert row.why == "put together by a person"


def test_what_a_person_parts_stands_in_two_rows() -> None:
    articles = two(PIER, "On Monday night the old pier burned down. A boat was sold.")
    pier, other = at(articles[0], STAGE), at(articles[1], "On Monday night the old pier burned")
    assert set(row_with(collate(articles), pier)) == {"one", "other"}
    collation = collate(articles, [ruling("apart", [pier], [other])])
    assert set(row_with(collation, pier)) == {"one"}
    assert set(row_with(collation, other)) == {"other"}


def three() -> tuple[list[Told], list[Place]]:
    """Three articles whose first sentence is the same, and where it stands."""
    others = ("A boat was sold.", "Nobody knows why lamps went out.", "Tea costs more in spring.")
    texts = [f"{STAGE} {other}" for other in others]
    articles = [told(key, text, "2031-05-14") for key, text in zip("abc", texts, strict=True)]
    return articles, [at(article, STAGE) for article in articles]


def test_one_sentence_leaves_a_row_and_the_others_stay() -> None:
    articles, (a, b, c) = three()
    assert set(row_with(collate(articles), a)) == {"a", "b", "c"}
    collation = collate(articles, [ruling("apart", [b], [a, c])])
    assert set(row_with(collation, a)) == {"a", "c"}
    assert set(row_with(collation, b)) == {"b"}


def test_an_article_checked_for_a_row_stands_in_none_of_it() -> None:
    articles, (a, b, c) = three()
    whole = Place("c", 0, len(articles[2].reading.body))
    collation = collate(articles, [ruling("absent", [whole], [a, b])])
    assert set(row_with(collation, a)) == {"a", "b"}
    assert set(row_with(collation, c)) == {"c"}


@pytest.mark.parametrize("is_joined_last", [True, False])
def test_of_two_words_of_people_the_later_stands_and_the_earlier_is_overruled(
    is_joined_last: bool,
) -> None:
    articles = two(PIER, HARBOUR)
    pier, blaze = at(articles[0], STAGE), at(articles[1], BLAZE)
    said = [
        ruling("apart", [pier], [blaze], name="apart"),
        ruling("together", [pier], [blaze], name="together"),
    ]
    collation = collate(articles, said if is_joined_last else said[::-1])
    assert (len(row_with(collation, pier)) == 2) is is_joined_last
    assert dict(collation.fates) == {
        "apart": "overruled" if is_joined_last else "stands",
        "together": "stands" if is_joined_last else "overruled",
    }


def test_what_stands_nowhere_changes_nothing_and_is_said() -> None:
    articles = two(PIER, HARBOUR)
    gone = ruling("together", [at(articles[0], STAGE)], [Place("moved away", 0, 20)])
    collation = collate(articles, [gone])
    assert collation.rows == collate(articles).rows
    assert collation.fates == (("1", "no place"),)


def quoted() -> list[Told]:
    words = "“We saw nineteen lanterns go out one by one,” said Ana Ruiz."
    return [
        told("a", words, "2031-05-14"),
        told("b", words, "2031-05-14"),
        told("c", "“The sea was quite calm that evening,” said Ana Ruiz.", "2031-05-14"),
    ]


LANTERNS, CALM = "We saw nineteen lanterns go out one by one", "The sea was quite calm that evening"


def test_a_quote_is_moved_out_of_an_utterance() -> None:
    a, b, c = quoted()
    apart = ruling("other words", [at(b, LANTERNS)], [at(a, LANTERNS)])
    assert len(collate([a, b, c]).utterances) == 1
    assert collate([a, b, c], [apart]).utterances == ()


def test_a_quote_is_moved_into_an_utterance_though_it_shares_no_word() -> None:
    a, b, c = quoted()
    same = ruling("same words", [at(c, CALM)], [at(a, LANTERNS), at(b, LANTERNS)])
    (utterance,) = collate([a, b, c], [same]).utterances
    assert [wording.key for wording in utterance.wordings] == ["a", "b", "c"]
    assert utterance.text.startswith("We saw")
    assert utterance.wordings[2].changes


FIGURES = (
    "At least 12 passengers were hurt in the fire on the pier.",
    "Fourteen passengers were hurt in the fire on the pier, officials said.",
)


@pytest.mark.parametrize(
    ("stance", "relations"),
    [("update", ["update"]), ("conflict", ["conflict"]), ("scope", ["scope"]), ("unrelated", [])],
)
def test_figures_stand_as_a_person_says(stance: Stance, relations: list[str]) -> None:
    articles = two(*FIGURES)
    (figure,) = collate(articles).figures
    places = [Place(m.key, m.span.start, m.span.end) for m in figure.members]
    said = ruling("figure", places, stance=stance, what=figure.what, members=figure.members)
    collation = collate(articles, [said])
    assert [f.relation for f in collation.figures] == relations
    assert collation.fates == (("1", "stands"),)
    assert all(f.difference == "" for f in collation.figures if f.relation != "conflict")


def test_a_number_is_taken_out_of_a_figure_and_the_others_stay() -> None:
    articles = [
        told(key, text, "2031-05-14")
        for key, text in zip("abc", (*FIGURES, FIGURES[0]), strict=True)
    ]
    (figure,) = collate(articles).figures
    a, b, c = (Place(m.key, m.span.start, m.span.end) for m in figure.members)
    said = ruling("figure", [b], [a, c], stance="unrelated", what=figure.what)
    collation = collate(articles, [said])
    assert [[m.key for m in f.members] for f in collation.figures] == [["a", "c"]]
    assert collation.fates == (("1", "stands"),)


def test_figures_that_only_a_person_relates_stand_beside_each_other() -> None:
    articles = two("Some 300 lanterns burned.", "The mayor paid 900 crowns.")
    with_figure = two(*FIGURES)
    assert collate(articles).figures == ()
    members = collate(with_figure).figures[0].members  # as it was when the person spoke
    places = [at(articles[0], "300"), at(articles[1], "900")]
    said = ruling("figure", places, stance="conflict", what="lanterns", members=members)
    (figure,) = collate(articles, [said]).figures
    assert (figure.what, figure.relation) == ("lanterns", "conflict")


def test_of_two_relations_the_later_stands() -> None:
    articles = two(*FIGURES)
    (figure,) = collate(articles).figures
    places = [Place(m.key, m.span.start, m.span.end) for m in figure.members]
    stances: tuple[Stance, ...] = ("unrelated", "update")
    said = [
        ruling("figure", places, stance=s, name=s, what=figure.what, members=figure.members)
        for s in stances
    ]
    collation = collate(articles, said)
    assert [f.relation for f in collation.figures] == ["update"]
    assert dict(collation.fates) == {"unrelated": "overruled", "update": "stands"}


def any_rulings(articles: list[Told], seed: int) -> list[Ruling]:
    """Rulings on sentences anywhere, many of them against each other."""
    chance = random.Random(seed)
    spans = [
        Place(key, span.start, span.end)
        for row in collate(articles).rows
        for key, spans in row.cells.items()
        for span in spans
    ]
    whole = [Place(a.key, 0, len(a.reading.body)) for a in articles]
    quotes = [Place(a.key, q.span.start, q.span.end) for a in articles for q in a.reading.quotes]
    kinds: tuple[RulingKind, ...] = ("together", "apart", "absent", "same words", "other words")
    said: list[Ruling] = []
    for n in range(chance.randint(1, 12)):
        kind = chance.choice(kinds)
        among = quotes if kind.endswith("words") else spans
        ours = [chance.choice(whole)] if kind == "absent" else chance.sample(among, 2)
        said.append(ruling(kind, ours, chance.sample(among, chance.randint(1, 3)), name=str(n)))
    return said


@pytest.mark.parametrize("seed", range(15))
def test_under_any_rulings_every_sentence_stands_in_exactly_one_row(seed: int) -> None:
    articles = ferry()
    rulings = any_rulings(articles, seed)
    found = collate(articles, rulings)
    sentences = sorted(
        (key, span.start, span.end)
        for row in collate(articles).rows
        for key, spans in row.cells.items()
        for span in spans
    )
    stand = sorted(
        (key, span.start, span.end)
        for row in found.rows
        for key, spans in row.cells.items()
        for span in spans
    )
    assert stand == sentences
    assert {name for name, _ in found.fates} == {r.name for r in rulings}


@pytest.mark.parametrize("seed", range(3))
def test_under_any_rulings_the_order_of_the_articles_changes_nothing(seed: int) -> None:
    rulings = any_rulings(ferry(), seed)

    def rows(articles: list[Told]) -> set[frozenset[tuple[str, int]]]:
        collation = collate(articles, rulings)
        return {
            frozenset((key, s.start) for key, spans in row.cells.items() for s in spans)
            for row in collation.rows
        }

    first, *others = (rows(list(order)) for order in permutations(ferry()))
    assert all(other == first for other in others)


@pytest.mark.parametrize("seed", range(25))
def test_what_stands_of_people_s_words_holds_in_the_groups(seed: int) -> None:
    chance = random.Random(seed)
    members = list(range(14))
    said = []
    for n in range(chance.randint(1, 10)):
        chosen = chance.sample(members, 4)
        said.append(Said(str(n), chance.random() < 0.5, tuple(chosen[:2]), tuple(chosen[2:])))
    settled = Settled(said)
    chance.shuffle(members)
    groups = settled.fit([members[:5], members[5:9], members[9:]])
    assert sorted(m for group in groups for m in group) == list(range(14))
    group_of = {m: n for n, group in enumerate(groups) for m in group}
    assert settled.fates[said[-1].name] == "stands"  # the latest always does
    for one in said:
        if settled.fates[one.name] != "stands":
            continue
        if one.is_join:
            assert len({group_of[m] for m in (*one.ours, *one.theirs)}) == 1
        else:
            ours, theirs = ({group_of[m] for m in side} for side in (one.ours, one.theirs))
            assert not ours & theirs
