"""The base: whose words the others are set against, and what the changes are called from there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coverage.text.collation.collated import Change, SharedUtterance, Told
from coverage.text.collation.collation import collate
from coverage.text.collation.wordings import rebased
from tests.text.collation.test_reports import LETTER, MAYOR, PLAN, narrating, reporting
from tests.text.collation.test_wordings import only_utterance, printed

NET = (
    "We mended nine nets before the frost came and sold none of them, because nobody sails from "
    "this harbour after Michaelmas"
)
FIRST, SECOND = NET.split(", because")


def against(base: str, *articles: Told) -> SharedUtterance:
    """The only utterance of the articles, set against the one asked for."""
    [found] = rebased([only_utterance(*articles)], {told.key: told for told in articles}, base)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("short", "changes"),
    [
        ("nobody sails from this harbour after Michaelmas", ("longer at start",)),
        ("We mended nine nets before the frost came", ("longer at end",)),
        (
            "We mended nine nets … nobody sails from this harbour after Michaelmas",
            ("longer in the middle",),
        ),
        (
            "before the frost came and sold none of them",
            ("longer at start", "longer at end"),
        ),
        (NET.replace("nine", "seven"), ("number",)),
        (NET.replace("We mended", "They mended"), ("person",)),
        (NET.replace("sails", "sailed"), ("tense",)),
    ],
)
def test_against_a_shorter_base_the_others_are_longer(
    short: str, changes: tuple[Change, ...]
) -> None:
    found = against("b", printed("a", NET), printed("b", short))
    assert (found.base, found.text) == ("b", short)
    assert {w.key: w.changes for w in found.wordings} == {"a": changes, "b": ()}


def test_what_is_split_from_one_side_is_joined_from_the_other() -> None:
    whole = printed("a", NET, speaker="Ana Ruiz")
    parted = printed("b", FIRST, "because" + SECOND, speaker="Ana Ruiz")
    assert only_utterance(whole, parted).changes == ("split",)
    assert against("b", whole, parted).changes == ("joined",)


def test_a_third_is_set_against_the_base_and_not_against_the_longest() -> None:
    articles = [
        printed("a", NET),
        printed("b", FIRST.replace("frost", "snow")),
        printed("c", FIRST.replace("frost", "ice")),
    ]
    assert {w.key: w.changes for w in against("b", *articles).wordings} == {
        "a": ("longer at end", "word"),
        "b": (),
        "c": ("word",),
    }


def test_a_base_that_does_not_print_it_leaves_the_usual_one() -> None:
    articles = [printed("a", NET), printed("b", FIRST), narrating("c", "Nothing of it.")]
    utterance = only_utterance(*articles)
    assert rebased([utterance], {t.key: t for t in articles}, "c") == [utterance]


def test_who_prints_nothing_of_the_base_prints_another_part() -> None:
    """Neither a paraphrase nor a cut: the two have no word in common."""
    articles = [printed("a", NET), printed("b", FIRST), printed("c", "because" + SECOND)]
    found = against("b", *articles)
    assert {w.key: w.changes for w in found.wordings} == {
        "a": ("longer at end",),
        "b": (),
        "c": ("another part",),
    }
    told = [*articles[:2], reporting("d", ("Ana Ruiz", "that nobody sailed from the harbour"))]
    told[0] = printed("a", NET, speaker="Ana Ruiz")
    (report,) = against("b", *told).reports
    assert (report.words, report.changes, report.shared) == (0, ("another part",), ())


def test_articles_that_are_not_shown_take_no_part() -> None:
    articles = [printed("a", NET), printed("b", FIRST), printed("c", FIRST)]
    utterance = only_utterance(*articles)
    [found] = rebased([utterance], {t.key: t for t in articles[1:]})
    assert found is not None
    assert (found.base, found.changes, len(found.wordings)) == ("b", (), 2)
    assert rebased([utterance], {"x": printed("x", SECOND)}) == [None]


STORY = (
    printed("a", NET, speaker="Ana Ruiz"),
    printed("b", FIRST, "because" + SECOND, speaker="Ben Okoro"),
    printed("c", FIRST, PLAN, speaker="Ana Ruiz", via=("the Echo", "translation")),
    printed("d", f"{LETTER} {PLAN}", speaker=MAYOR),
    reporting("e", (MAYOR, "the breakwater plan was a disaster")),
    narrating("f", LETTER),
)


def test_setting_it_against_the_usual_base_changes_nothing() -> None:
    told = {one.key: one for one in STORY}
    utterances = collate(STORY).utterances
    assert rebased(utterances, told) == [*utterances]
    assert any(one.reports for one in utterances)


@pytest.mark.parametrize("base", "abcdef")
def test_the_order_of_the_articles_changes_no_wording_against_a_base(base: str) -> None:
    def found(articles: tuple[Told, ...]) -> set[SharedUtterance | None]:
        told = {one.key: one for one in articles}
        return {
            replace(
                based,
                wordings=tuple(sorted(based.wordings, key=lambda w: (w.key, w.spans))),
                reports=tuple(sorted(based.reports, key=lambda r: (r.key, r.span))),
            )
            for based in rebased(collate(articles).utterances, told, base)
            if based
        }

    assert found(STORY) == found(STORY[::-1]) == found(STORY[3:] + STORY[:3])
