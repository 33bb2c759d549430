"""Reports: what an article has of an utterance that it does not quote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from time import process_time

import pytest

from coverage.management.pipes.collate import collation_keys
from coverage.text.collation.collated import Collation, Report, Told
from coverage.text.collation.collation import collate
from coverage.text.collation.telling import lay_out
from coverage.text.collation.wordings import find_utterances
from coverage.text.found import FoundQuote, Mention, Passage, Reading
from coverage.text.spans import Span
from tests.text.collation.test_wordings import FILLER, printed

MAYOR = "Nora Lind"
PLAN = "The breakwater plan is a disaster for every trawler in this bay"


def reporting(key: str, *told: tuple[str, str], day: date = date(2031, 8, 2)) -> Told:
    """An article that reports (speaker, clause) without marks."""
    body, reported = FILLER, []
    for speaker, clause in told:
        named = Span(len(body), len(body) + len(speaker), speaker)
        body += f"{speaker} said "
        span = Span(len(body), len(body) + len(clause), clause)
        body += f"{clause}. "
        reported.append(FoundQuote(span, span, "indirect", Mention(named, speaker)))
    passages = (Passage(Span(0, len(body), body), "paragraph"),)
    return Told(key, "", day, "", Reading(body, passages), tuple(reported))


def narrating(key: str, *paragraphs: str, kind: str = "paragraph") -> Told:
    """An article whose paragraphs stand there without marks."""
    passages, body = [], ""
    for text in (FILLER.strip(), *paragraphs):
        passages.append(Passage(Span(len(body), len(body) + len(text), text), kind))  # type: ignore[arg-type]
        body += f"{text}\n"
    return Told(key, "", date(2031, 8, 2), "", Reading(body, tuple(passages)))


def reports(*articles: Told) -> tuple[Report, ...]:
    return tuple(r for u in collate(articles).utterances for r in u.reports)


@pytest.mark.parametrize(
    "clause",
    [
        "the breakwater plan was a disaster",
        "that the plan was a disaster for the trawlers of the bay",
        "she had slept badly, and the breakwater plan was a disaster",
    ],
)
def test_what_another_outlet_reports_is_a_wording_of_the_utterance(clause: str) -> None:
    found = collate([printed("a", PLAN, speaker=MAYOR), reporting("b", (MAYOR, clause))])
    (utterance,) = found.utterances
    assert (utterance.base, [w.key for w in utterance.wordings]) == ("a", ["a"])
    (report,) = utterance.reports
    assert (report.key, report.how, report.reported, report.speaker) == ("b", "reported", 0, MAYOR)
    assert report.span.text == clause
    assert "paraphrase" in report.changes
    assert "disaster" in " ".join(span.text for span in report.shared)


@pytest.mark.parametrize(
    ("quote", "speaker", "clause"),
    [
        (PLAN, "Jon Vik", "the breakwater plan was a disaster"),  # somebody else
        (PLAN, "the mayor", "the breakwater plan was a disaster"),  # who can tell
        (PLAN, MAYOR, "the breakwater plan was not a disaster"),  # the contrary
        (PLAN, MAYOR, "the breakwater plan might be a disaster"),  # less sure
        (PLAN, MAYOR, "the trawler would sail on Sunday"),  # one word of the story
        ("We lost 14 trawlers in one night", MAYOR, "they had lost 41 trawlers in the night"),
        ("disaster", MAYOR, "a disaster fund would open"),  # a word, in another sentence
    ],
)
def test_a_report_of_something_else_is_none(quote: str, speaker: str, clause: str) -> None:
    assert not reports(printed("a", quote, speaker=MAYOR), reporting("b", (speaker, clause)))


def test_a_report_days_later_is_of_another_occasion() -> None:
    late = reporting("b", (MAYOR, "the breakwater plan was a disaster"), day=date(2031, 8, 20))
    assert not reports(printed("a", PLAN, speaker=MAYOR), late)


def test_a_number_in_both_is_worth_a_word() -> None:
    quote = "We lost 14 trawlers between the lighthouse and the cannery in one night"
    assert reports(
        printed("a", quote, speaker=MAYOR), reporting("b", (MAYOR, "she lost 14 trawlers"))
    )


def test_an_article_that_quotes_it_as_well_is_no_report() -> None:
    quoting = printed("b", PLAN, speaker=MAYOR)
    body = f"{quoting.reading.body}{MAYOR} said the breakwater plan was a disaster."
    at = body.index("the breakwater plan was")
    clause = Span(at, len(body) - 1, body[at:-1])
    both = replace(
        quoting,
        reading=replace(
            quoting.reading, body=body, passages=(Passage(Span(0, len(body), body), "paragraph"),)
        ),
        reported=(FoundQuote(clause, clause, "indirect", Mention(clause, MAYOR)),),
    )
    assert not reports(printed("a", PLAN, speaker=MAYOR), both)


LETTER = (
    "We regret the loss of the ferry and the fear it has caused. Every ticket will be repaid by "
    "Friday at the offices of the Harbour Board."
)


@pytest.mark.parametrize("kind", ["paragraph", "blockquote"])
def test_a_statement_that_stands_in_full_without_marks_is_found(kind: str) -> None:
    quote = "the loss of the ferry and the fear it has caused. Every ticket will be repaid"
    (report,) = reports(
        printed("a", quote, speaker="the Harbour Board"), narrating("b", LETTER, kind=kind)
    )
    assert (report.how, report.reported, report.changes) == ("document", -1, ())
    assert report.span.text == quote
    assert report.words == 16


@pytest.mark.parametrize(
    "text",
    [
        "The loss of the ferry caused fear among the passengers who were still on the quay.",
        "Nobody knows why the ferry was lost or whether a ticket will be repaid.",
    ],
)
def test_a_few_of_its_words_are_no_document(text: str) -> None:
    assert not reports(printed("a", LETTER, speaker="the Harbour Board"), narrating("b", text))


def test_what_is_given_to_somebody_else_is_no_document_of_the_utterance() -> None:
    quote = "the winter storm took the roof off the cannery and forty boats with it in one night"
    assert not reports(printed("a", quote, speaker=MAYOR), reporting("b", ("Jon Vik", quote)))


def test_reports_stand_in_the_row_of_the_quote() -> None:
    clause = "the breakwater plan was a disaster"
    found = collate([printed("a", PLAN, speaker=MAYOR), reporting("b", (MAYOR, clause))])
    (row,) = [
        row for row in found.rows if any(PLAN in span.text for span in row.cells.get("a", ()))
    ]
    assert any(clause in span.text for span in row.cells["b"])


def test_the_command_lists_quotations_alone() -> None:
    """They are words that two articles print in marks."""
    found = collate([printed("a", PLAN, speaker=MAYOR), reporting("b", (MAYOR, PLAN.lower()))])
    assert found.utterances
    assert collation_keys(found)["quotations"] == []


def _story(size: int) -> list[Told]:
    clause = "the breakwater plan was a disaster"
    story = [printed("a", PLAN, speaker=MAYOR), printed("d", LETTER[:60], speaker="the Board")]
    story += [reporting(f"r{n}", (MAYOR, f"{clause} for trawler {n}")) for n in range(size)]
    return [*story, narrating("n", LETTER)]


def test_reports_do_not_depend_on_the_order_of_the_articles() -> None:
    def told(found: Collation) -> set[tuple[str, frozenset[tuple[str, Span, str]]]]:
        return {
            (u.text, frozenset((r.key, r.span, r.how) for r in u.reports)) for u in found.utterances
        }

    story = _story(2)
    expected = told(collate(story))
    assert sum(len(of) for _, of in expected) == 3
    assert all(told(collate(order)) == expected for order in list(permutations(story))[::17])


def _own_words(seed: int, count: int) -> str:
    """Words that no other seed has."""
    letters = "bcdfghjklmnpqrst"
    return " ".join(
        letters[seed % 16] + letters[seed // 16 % 16] + letters[n % 16] + "o" + letters[n // 16]
        for n in range(count)
    )


def test_reports_of_thirty_articles_of_a_thousand_words_take_little_time() -> None:
    clause = "the breakwater plan was a disaster"
    story = [printed("a", PLAN, speaker=MAYOR)]
    for n in range(30):
        others = ((MAYOR, _own_words(n * 16 + m, 15)) for m in range(60))
        story.append(reporting(f"r{n}", (MAYOR, f"{clause}, number {n}"), *others))
    tellings, rarity = lay_out(story)
    before = process_time()
    (utterance,) = find_utterances(tellings, rarity)
    assert len(utterance.reports) == 30
    assert process_time() - before < 1


def test_what_fifty_articles_quote_and_one_reports_is_found_there() -> None:
    """Words that many quote are frequent for that alone."""
    story = [printed(f"q{n}", f"{PLAN}, and no jetty", speaker=MAYOR) for n in range(50)]
    told = [reporting("r", (MAYOR, "the breakwater plan was a disaster"))]
    others = (
        narrating(f"n{n}", *(_own_words(n * 32 + m, 15) for m in range(32))) for n in range(12)
    )
    tellings, rarity = lay_out([*story, *told, *others])
    (utterance,) = find_utterances(tellings, rarity)
    assert len(utterance.wordings) == 50
    assert [report.key for report in utterance.reports] == ["r"]
