"""Collation: every letter in one row, spans that hold, and an outcome no order can change."""

from __future__ import annotations

import random
import time
from itertools import permutations

import pytest

from coverage.text.collated import Collation, Told
from coverage.text.collation import collate
from tests.text.telling_stories import (
    FERRY_COURIER,
    FERRY_GAZETTE,
    FERRY_STANDARD,
    laid_out,
    told,
)


def ferry() -> list[Told]:
    return [
        told("gazette", FERRY_GAZETTE, "2031-05-14"),
        told("courier", FERRY_COURIER, "2031-05-14"),
        told("standard", FERRY_STANDARD, "2031-05-15"),
    ]


def row_texts(collation: Collation) -> list[dict[str, str]]:
    return [
        {key: " ".join(span.text for span in spans) for key, spans in row.cells.items()}
        for row in collation.rows
    ]


def row_with(collation: Collation, key: str, words: str) -> dict[str, str]:
    return next(row for row in row_texts(collation) if words in row.get(key, ""))


def test_every_letter_stands_in_exactly_one_row() -> None:
    articles = ferry()
    collation = collate(articles)
    for article in articles:
        body = article.reading.body
        times = [0] * len(body)
        for row in collation.rows:
            for span in row.cells.get(article.key, ()):
                assert body[span.start : span.end] == span.text
                for at in range(span.start, span.end):
                    times[at] += 1
        assert all(n == (1 if not c.isspace() else n) for n, c in zip(times, body, strict=True))
        assert max(times) == 1


@pytest.mark.parametrize("seed", range(6))
def test_letters_of_any_made_up_story_are_neither_lost_nor_doubled(seed: int) -> None:
    dice = random.Random(seed)
    text = "harbour ferry “captain” crew, 40 people $3,200 on Monday said Ana Ruiz . \n\n ! — 🙂"
    words = text.split(" ")
    articles = [
        told(
            str(n),
            " ".join(dice.choice(words) for _ in range(dice.randint(0, 120))) or ".",
            "2031-01-01",
        )
        for n in range(4)
    ]
    collation = collate(articles)
    for article in articles:
        spans = sorted(s for row in collation.rows for s in row.cells.get(article.key, ()))
        assert all(
            one.end <= following.start for one, following in zip(spans, spans[1:], strict=False)
        )
        placed = "".join(s.text for s in spans)
        letters = [c for c in article.reading.body if c.isalnum()]
        assert [c for c in placed if c.isalnum()] == letters


def unordered(collation: Collation) -> tuple[object, ...]:
    """What must be the same whatever order the articles come in."""
    utterances = {
        (
            u.text,
            u.words,
            u.base,
            frozenset((w.key, w.spans, w.words, w.changes) for w in u.wordings),
        )
        for u in collation.utterances
    }
    figures = {
        (f.relation, f.difference, frozenset((m.key, m.span) for m in f.members))
        for f in collation.figures
    }
    rows = {(frozenset(row.cells.items()), row.relation) for row in collation.rows}
    posts = {(p.handle, frozenset(p.members)) for p in collation.posts}
    return utterances, figures, rows, posts


def test_the_order_of_the_articles_changes_nothing_that_is_found() -> None:
    articles = ferry()
    expected = unordered(collate(articles))
    for order in permutations(articles):
        assert unordered(collate(order)) == expected


def test_sentences_that_report_the_same_stand_in_one_row() -> None:
    collation = collate(ferry())
    row = row_with(collation, "gazette", "ran aground on a sandbank")
    assert "ran aground on a sandbank" in row["courier"]
    assert "standard" not in row


def test_what_one_article_alone_has_is_only_in_it() -> None:
    collation = collate(ferry())
    dogs = next(r for r in collation.rows if "Three dogs" in str(r.cells))
    assert dogs.relation == "only"
    assert list(dogs.cells) == ["courier"]
    assert "“" in dogs.label


def test_the_row_of_an_utterance_given_to_two_speakers_differs() -> None:
    row = next(r for r in collate(ferry()).rows if "nobody woke" in str(r.cells))
    assert row.relation == "differs"
    assert "same quote" in row.why


def test_a_label_is_made_of_the_rows_own_words() -> None:
    for row in collate(ferry()).rows:
        text = " ".join(span.text for spans in row.cells.values() for span in spans)
        for word in row.label.strip("“”").split("” · “"):
            assert word in text


def test_rows_keep_the_order_of_an_article_that_stands_alone() -> None:
    collation = laid_out(FERRY_GAZETTE)
    starts = [row.cells["a"][0].start for row in collation.rows]
    assert starts == sorted(starts)
    assert {row.relation for row in collation.rows} == {"only"}


def test_rows_follow_an_order_that_most_articles_share() -> None:
    steps = [
        "The dredger Hilde left Osterby with a crew of nine at dawn.",
        "Fog closed over the Kell estuary and the radar failed.",
        "The tanker Morrow struck her bow beside the lighthouse.",
        "Divers from Kellmouth pulled four sailors out of the water.",
    ]
    turned = [steps[0], steps[2], steps[1], steps[3]]
    collation = laid_out(*("\n\n".join(order) for order in (steps, turned, steps)))
    assert [row.cells["a"][0].text for row in collation.rows] == steps


def test_an_act_put_before_and_after_something_is_one_row_that_differs() -> None:
    collation = laid_out(
        "The minister met the strikers at noon.\n\nHe resigned before the vote on the budget.\n",
        "A long day ended in the capital.\n\nThe minister resigned after talking to his party.\n",
    )
    row = next(r for r in collation.rows if "resigned" in str(r.cells))
    assert set(row.cells) == {"a", "b"}
    assert row.relation == "differs"


def test_claims_of_one_article_alone_come_most_checkworthy_first() -> None:
    only = collate(ferry()).only
    assert only
    assert [o.claim.checkworthiness for o in only] == sorted(
        (o.claim.checkworthiness for o in only), reverse=True
    )
    assert not any("ran aground on a sandbank" in o.claim.span.text for o in only)


def test_nothing_of_boilerplate_is_lined_up() -> None:
    collation = laid_out(
        FERRY_GAZETTE + "\nRead more: Ferry timetables for the summer\n",
        FERRY_COURIER + "\nRead more: Ferry timetables for the summer\n",
    )
    for row in collation.rows:
        if "Read more" in str(row.cells):
            assert row.relation == "only"


def test_a_reprint_is_told_as_one_text_and_two_reports_are_not() -> None:
    collation = laid_out(
        FERRY_GAZETTE, FERRY_GAZETTE.replace("Nobody was hurt. ", ""), FERRY_COURIER
    )
    assert [copy.keys for copy in collation.copies] == [("a", "b")]
    assert collation.copies[0].share >= 0.8


@pytest.mark.parametrize("texts", [(), ("",), ("", FERRY_GAZETTE), ("\n\n", "…")])
def test_no_article_and_empty_ones_collate(texts: tuple[str, ...]) -> None:
    collation = collate([told(str(n), text or "\n") for n, text in enumerate(texts)])
    assert collation.keys == tuple(str(n) for n in range(len(texts)))


def test_two_articles_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        collate([told("a", FERRY_GAZETTE), told("a", FERRY_COURIER)])


def test_thirty_articles_take_a_moment() -> None:
    dice = random.Random(5)
    stock = [s for t in (FERRY_GAZETTE, FERRY_COURIER, FERRY_STANDARD) for s in t.splitlines() if s]
    names = [
        f"{a}{b}" for a in ("Bran", "Ost", "Kell", "Mar", "Tor") for b in ("wick", "dal", "by")
    ]
    verbs = "towed searched questioned praised repaired inspected boarded filmed".split()
    articles = []
    for n in range(30):
        lines = dice.sample(stock, 5) + [
            f"Officer {dice.choice(names)} {dice.choice(verbs)} {dice.randint(2, 90)} of "
            f"{dice.choice(names)}'s boats on {dice.choice(['Monday', 'Friday'])}, a report said."
            for _ in range(35)
        ]
        articles.append(told(f"outlet-{n:02}", "\n\n".join(lines), "2031-05-14"))
    started = time.process_time()
    collate(articles)
    assert time.process_time() - started < 4  # half of it here; slower machines run this too
