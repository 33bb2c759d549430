"""Reading order: which row stands above which."""

from __future__ import annotations

from dataclasses import replace

from coverage.text.collation.collated import Collation, Told
from coverage.text.collation.collation import collate
from coverage.text.found import Passage
from tests.text.collation.test_rows import OURS, THEIRS
from tests.text.telling_stories import laid_out, told


def printed(collation: Collation) -> list[str]:
    """What each row holds, its cells one after the other."""
    return [" ".join(s.text for cell in row.cells.values() for s in cell) for row in collation.rows]


def place_of(collation: Collation, words: str) -> int:
    return next(n for n, row in enumerate(printed(collation)) if words in row)


def kinds(article: Told, of: dict[int, str]) -> Told:
    """The article with some of its passages (by number) read as another kind."""
    passages = tuple(
        Passage(p.span, of.get(n, p.kind))  # type: ignore[arg-type]
        for n, p in enumerate(article.reading.passages)
    )
    return replace(article, reading=replace(article.reading, passages=passages))


SAID = "The winch had screamed for nine days before the chain snapped."
RAN = "Forty barrels of herring rolled down Tanner Lane on Monday."


def test_a_headline_does_not_pull_its_row_up_from_where_the_text_tells_it():
    ours = told("a", "\n\n".join((RAN, *OURS[:3], SAID)))
    others = [
        told("b", "\n\n".join((SAID, RAN, *THEIRS[:2], SAID))),
        told("c", "\n\n".join((SAID, RAN, *THEIRS[2:4], SAID))),
    ]
    headed = collate([ours, *(kinds(one, {0: "headline"}) for one in others)])
    assert place_of(headed, RAN) < place_of(headed, SAID)
    opened = collate([ours, *others])
    assert place_of(opened, SAID) < place_of(opened, RAN)


def test_what_an_article_begins_with_alone_stands_just_before_the_first_row_it_shares():
    collation = laid_out(
        "\n\n".join((RAN, OURS[0], OURS[1], SAID)), "\n\n".join((THEIRS[0], SAID, THEIRS[1]))
    )
    assert [place_of(collation, one) for one in (RAN, OURS[0], OURS[1])] == [0, 1, 2]
    assert place_of(collation, THEIRS[0]) == place_of(collation, SAID) - 1
    assert place_of(collation, THEIRS[1]) == place_of(collation, SAID) + 1


def test_an_article_that_shares_nothing_stands_at_the_end():
    collation = laid_out(
        "\n\n".join(THEIRS[:2]), "\n\n".join((OURS[0], RAN)), "\n\n".join((RAN, OURS[1]))
    )
    rows = printed(collation)
    assert [rows.index(line) for line in THEIRS[:2]] == [len(rows) - 2, len(rows) - 1]


def test_a_credit_stays_with_its_caption():
    caption = "The herring barge under tow on Monday. Photograph: Runa Ost/The Courier"
    article = kinds(told("a", "\n\n".join((OURS[0], caption))), {1: "caption"})
    collation = collate([article, told("b", "\n\n".join(THEIRS[:2]))])
    assert any(row == caption for row in printed(collation))


def test_a_heading_that_repeats_a_quote_stands_in_its_row():
    quoted = "“We had no rope long enough and nobody answered,” said Oda Lind."
    parts = (OURS[0], "‘Nobody answered’", quoted)
    article = kinds(told("a", "\n\n".join(parts)), {1: "heading"})
    collation = collate([article, told("b", "\n\n".join((THEIRS[0], quoted, THEIRS[1])))])
    assert place_of(collation, "‘Nobody answered’") == place_of(collation, "no rope")
