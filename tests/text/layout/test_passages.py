"""What each line of a plain text is, and that passages hold every letter once and in order."""

# ruff: noqa: E501 - patterns and tables of cases read better on one line

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.text.headlines import derive_headline
from coverage.text.layout.passages import find_passages
from coverage.text.posts.posts import find_posts

OPENING = "The old swing bridge over the harbour was closed on Tuesday after a crack was found in a girder."
CLOSING = (
    "Engineers will look at it again next week, and the ferries will run until midnight every day."
)


def kinds(body: str) -> list[tuple[str, str]]:
    return [(one.kind, one.span.text) for one in find_passages(body, find_posts(body))]


def between(line: str) -> str:
    """The kind of a line that stands between two paragraphs."""
    body = f"{OPENING}\n\n{line}\n\n{CLOSING}"
    found = {one.span.text: one.kind for one in find_passages(body, find_posts(body))}
    return found.get(line, "split: " + str(found))


BOILERPLATE = [
    "MOST READ IN NEWS",
    "Most popular in UK News",
    "Share on Facebook",
    "Share this story via WhatsApp",
    "Do you know more? Email tips@harbour.example or call 01632 960 111",
    "Were you on the bridge? Write to newsdesk@harbour.example",
    "What do you think of the bridge? Email letters@harbour.example.",
    "Read more: Why the bridge was never painted",
    "READ MORE: Bridge painters speak",
    "READ MORE | They were not amused",
    "Lesen Sie auch: Warum die Brücke rostet",
    "À lire aussi Le pont rouillé",
    "Lee también: El puente oxidado",
    "Les også: Broen som ruster",
    "Related: Ferry timetable",
    "Advertisement",
    "Anzeige",
    "Advertisement - story continues below",
    "Article content",
    "Got a story? Get in touch with our news desk by emailing tips@harbour.example",
    "Have photos of the bridge? Email us at pictures@harbour.example.",
    "Sign up for our free daily newsletter and get the harbour in your inbox",
    "Follow us on Twitter and Instagram for more harbour news.",
    "Reporting by Ana Kohl; Editing by Bo Lund",
    "Bo Lund and Cy Dahl contributed to this report.",
    "With files from the Harbour Press",
    "Our Standards: The Harbour Trust Principles.",
    "This content is imported from Instagram. You may be able to find it in another format.",
    "An dieser Stelle findest du einen externen Inhalt von YouTube, der den Artikel ergänzt.",
    "We apologize, but this video has failed to load.",
    "1/21",
    "* * *",
    "editor@harbour.example",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_furniture_is_boilerplate_with_a_reason(line: str) -> None:
    body = f"{OPENING}\n\n{line}\n\n{CLOSING}"
    (one,) = [p for p in find_passages(body) if p.span.text == line]
    assert one.kind == "boilerplate"
    assert one.reason


STORY = [
    "“Read more books,” the mayor told the children, “and paint fewer bridges.”",
    "He asked people to get in touch with the police if they saw anything.",
    "The company said it would advertise the jobs in spring.",
    "Related talks between the two cities broke down on Monday.",
    "More than 300 people signed up to clean the shore.",
    "She told reporters to follow the money.",
    "OSLO (AP) — The ferry sank on Tuesday, officials said.",
    "The newspaper said it had seen the report, which will be published next week.",
    "Share prices fell by a third.",
    "By Friday the water had gone.",
    "Updated figures were not available.",
    "Photographs of the crack were shown to the council.",
    "It was in May 2021 that the first crack was seen.",
]


@pytest.mark.parametrize("line", STORY)
def test_the_story_is_never_taken_for_furniture(line: str) -> None:
    assert between(line) == "paragraph"


LINES = [
    ("Why the bridge was closed", "heading"),
    ("What happens now?", "heading"),
    ("“A scandal for the city”", "paragraph"),
    ("Featured image adapted from the port’s archive.", "caption"),
    ("Photo: Ana Kohl/AFP via Getty Images", "caption"),
    ("© Bo Lund/dpa", "caption"),
    ("NOEL KOHL/AFP via Getty Images", "caption"),
    ("Updated: 4 May 2023, 15:37", "metadata"),
    ("By Ana Kohl, Harbour Correspondent", "metadata"),
    ("Ana Kohl4 May 2023", "metadata"),
    ("Wire | Oslo | Updated: 04-05-2023 15:37 IST | Created: 04-05-2023 15:25 IST", "metadata"),
    ("• Ferries run until midnight", "list"),
    ("> We closed it for a reason.", "blockquote"),
    ("Source", "residue"),
    ("https://youtu.be/nXxO4_w_cEM", "post"),
]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_a_line_is_told_by_its_form_and_place(line: str, kind: str) -> None:
    assert between(line) == kind


def test_a_first_line_without_an_end_mark_is_the_headline() -> None:
    assert kinds(f"Bridge Closed After Crack Is Found\n\n{OPENING}")[0][0] == "headline"


def test_a_first_sentence_is_no_headline() -> None:
    assert kinds(f"{OPENING}\n\n{CLOSING}")[0][0] == "paragraph"


def test_headline_standfirst_and_byline_stand_in_front() -> None:
    body = f"Bridge closed\n\nA crack in a girder was found by chance on Monday\n\nBy Ana Kohl\n\n{OPENING}\n\n{CLOSING}"
    assert [kind for kind, _ in kinds(body)] == [
        "headline",
        "standfirst",
        "metadata",
        "paragraph",
        "paragraph",
    ]


def test_a_date_glued_to_the_first_words_is_a_passage_of_its_own() -> None:
    body = f" date 2023-05-04 {OPENING}\n\n{CLOSING}"
    assert kinds(body)[:2] == [("metadata", "date 2023-05-04"), ("paragraph", OPENING)]


def test_single_line_breaks_part_paragraphs_and_headings() -> None:
    body = f"{OPENING}\nWhat the council says\n{CLOSING}\nRead more: Rust never sleeps\n{OPENING}"
    assert [kind for kind, _ in kinds(body)] == [
        "paragraph",
        "heading",
        "paragraph",
        "boilerplate",
        "paragraph",
    ]


def test_a_hard_wrapped_paragraph_is_one() -> None:
    body = (
        "The old swing bridge over the harbour was closed on Tuesday\n"
        "after a crack was found in one of the girders that carry the\n"
        "roadway, the council said in a statement it sent out late in\n"
        "the evening.\n\n"
        "Engineers will look at the girder again next week, and until\n"
        "then the ferries will run until midnight every day, it said,\n"
        "at no cost.\n"
    )
    assert [kind for kind, _ in kinds(body)] == ["paragraph", "paragraph"]


def test_a_derived_headline_is_verbatim_and_cut_at_a_word() -> None:
    body = f"date 2023-05-04 {OPENING} {CLOSING}"
    headline = derive_headline(body, find_passages(body))
    assert headline.endswith("…")
    assert len(headline) < 95
    assert body[16:].startswith(headline[:-1])
    assert not headline[-2].isspace()


def assert_tiles(body: str) -> None:
    passages = find_passages(body, find_posts(body))
    last = 0
    held: set[int] = set()
    for one in passages:
        assert one.span.start >= last
        assert one.span.length
        assert body[one.span.start : one.span.end] == one.span.text
        held.update(range(one.span.start, one.span.end))
        last = one.span.end
    missing = [
        n
        for n, letter in enumerate(body)
        if n not in held and not letter.isspace() and letter not in "\u200b\ufeff\u200e\u200f"
    ]
    assert not missing, (missing[:5], body)


PIECES = st.sampled_from(
    [
        *BOILERPLATE,
        *STORY,
        *[line for line, _ in LINES],
        OPENING,
        "date 2023-05-04",
        "— Bo (@bo) May 4, 2023",
        "A. — Bo (@bo) May 4, 2023",
        "pic.twitter.com/abcd",
        "♬ song - x",
        "@bo hey ♬ song",
        "View this post on Instagram",
        "A post shared by B (@b.c) on May 4, 2023",
        "\u2028",
        "\u00a0",
        " ",
        "🇩🇰",
        ":",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n\n", " ", ""])), max_size=14))
def test_passages_hold_every_letter_once_and_in_order(pieces: list[tuple[str, str]]) -> None:
    assert_tiles("".join(text + gap for text, gap in pieces))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab.:—(@)_ \n\u00a0Md1,2023/“”#", max_size=120))
def test_any_text_is_tiled(body: str) -> None:
    assert_tiles(body)


@pytest.mark.parametrize(
    "evil",
    [
        "— (@a) " * 25_000,
        "(@a" * 50_000,
        "source\n" * 20_000,
        "https://x.com/" * 15_000,
        "by A " * 30_000,
        "—" * 125_000,
        "a" * 200_000,
        "@b " * 50_000 + "♬",
        "♬\n" * 25_000,
        "pic.twitter.com/a " * 10_000,
        "May 4, 2023 " * 15_000,
    ],
)
def test_hostile_text_is_judged_in_linear_time(evil: str) -> None:
    began = time.process_time()
    find_passages(evil, find_posts(evil))
    assert time.process_time() - began < 6
