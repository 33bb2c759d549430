"""The quick looks that spare prose the patterns of furniture let all furniture through."""

import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from coverage.text.layout import boilerplate, captions, metadatalines
from coverage.text.layout.boilerplate import boilerplate_reason, lines_with_signs
from coverage.text.layout.captions import caption_reason
from coverage.text.layout.metadatalines import read_metadata_line
from coverage.text.lines import Line, find_lines
from coverage.text.patterns import late, may_open
from coverage.text.posts import residue

LETTERS = 3


def beginnings(tree: Any, so_far: str = "") -> Iterator[str]:
    """The first three letters, in lower case, of all that a parsed pattern matches; "*" stands for
    a letter of many, and what is shorter ends there."""
    if len(so_far) >= LETTERS or not len(tree):
        yield so_far[:LETTERS]
        return
    (kind, value), rest = tree[0], tree[1:]
    for step in _steps(kind, value):
        yield from beginnings(rest, so_far + step)


def _steps(kind: Any, value: Any) -> Iterator[str]:
    """The ways through one element of a pattern, each cut to three letters."""
    if kind is _constants.LITERAL:
        yield chr(value).lower()
    elif kind is _constants.IN:
        for inner, letter in value:
            if letter is _constants.CATEGORY_SPACE:
                yield " "
            else:
                yield chr(letter).lower() if inner is _constants.LITERAL else "*"
    elif kind is _constants.BRANCH:
        for way in value[1]:
            yield from beginnings(way)
    elif kind is _constants.SUBPATTERN:
        yield from beginnings(value[3])
    elif kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        least, most, repeated = value
        for times in range(least, min(most, LETTERS) + 1):
            yield from beginnings(list(repeated) * times)
    elif kind in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
        yield ""
    else:
        yield "*"


def parsed(pattern: Any) -> Any:
    return _parser.parse(pattern.pattern, pattern.flags)


def anchored(pattern: Any) -> list[Any]:
    """The ways of a pattern "a|^b|…" that begin with "^"."""
    (kind, (_, ways)), *_ = parsed(pattern)
    assert kind is _constants.BRANCH
    return [way for way in ways if way[0] == (_constants.AT, _constants.AT_BEGINNING)]


LABELS = metadatalines._LABEL_OPENINGS
CASES = [
    *(
        (tree, boilerplate.OPENINGS)
        for tree in (
            parsed(boilerplate._CROSS_LINK_LINE),
            parsed(boilerplate._CROSS_LINK_BARE),
            parsed(boilerplate._ADVERT),
            parsed(boilerplate._END_SIGN),
            parsed(boilerplate._PLAYER),
            parsed(boilerplate._SIGN_OFF_OPENS),
            *anchored(boilerplate._NEWSLETTER),
            *anchored(boilerplate._FOLLOW),
        )
    ),
    (parsed(captions._OPENS), captions.OPENINGS),
    (parsed(metadatalines._LABEL), LABELS),
    (parsed(metadatalines._PREFIX), LABELS),
    (parsed(metadatalines._BYLINE), metadatalines._BYLINE_OPENINGS),
    (parsed(metadatalines._READ_TIME), metadatalines._READ_TIME_OPENINGS),
    *((parsed(pattern), residue._OPENINGS) for pattern, _, _ in residue._KINDS),
]


@pytest.mark.parametrize(("tree", "openings"), CASES)
def test_whatever_a_pattern_opens_with_may_open_a_line(tree, openings):
    found = set(beginnings(list(tree)))
    assert found
    assert [head for head in found if not may_open(head.replace("*", "1"), openings)] == []


@pytest.mark.parametrize(
    "text",
    ["The ferry stayed in port.", "“Read more”, he said.", "'Sign up'", "She stayed.", ""],
)
def test_prose_does_not_open_like_furniture(text):
    assert not may_open(text, boilerplate.OPENINGS)


@pytest.mark.parametrize("text", ["1 comment", "» Zum Thema", "Čtěte také", "© 2031", "[[x:1]]"])
def test_a_figure_a_sign_or_a_letter_beyond_ascii_may_open_anything(text):
    assert may_open(text, frozenset())


INSIDE = [
    "To see the map, you need to accept our cookies first.",
    "An dieser Stelle findest du einen externen Inhalt.",
    "Ich bin damit einverstanden, dass mir externe Inhalte angezeigt werden.",
    "Ce contenu est bloqué.",
    "Para ver este contenido, acepte las cookies.",
    "Dit is een embed van elders.",
    "Reading this needs more: please enable JavaScript.",
    "Every Friday you can sign up for our newsletter.",
    "Get our free weekly briefing",
    "I would like to be emailed about offers.",
    "The best of the week, delivered straight to your inbox.",
    "Hier den Newsletter abonnieren",
    "Tetszett a cikk? Feliratkozás: feliratkozom",
    "More of this? Follow us on Instagram",
    "For the latest, download our app",
    "Ada Holm contributed to this report.",
    "(This story was first published on Monday.)",
    "The piece originally appeared in May.",
    "2031, all rights reserved.",
    "It may not be reproduced.",
]


@pytest.mark.parametrize("text", INSIDE)
def test_a_line_of_boilerplate_has_a_sign_where_it_does_not_open_like_one(text):
    assert boilerplate_reason(text)
    body = f"The ferry stayed in port.\n\n{text}\nThe crew went home."
    lines = find_lines(body)
    assert lines_with_signs(body, lines) <= {text}
    assert boilerplate_reason(text, text in lines_with_signs(body, lines))


def test_a_letter_that_is_two_in_lower_case_hides_no_sign():
    body = "İİİİ\nThe ferry.\nAda Holm contributed to this report."
    assert "Ada Holm contributed to this report." in lines_with_signs(body, find_lines(body))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("14 May 2031, 5.40 p.m.", "a date line"),
        ("2031 May 14.", "a date line"),
        ("14 May 2031 (5:40 PM GMT)", "a date line"),
        ("Ada Holm 14 May 2031", "a byline and its date"),
        ("By\tAda Holm", "a byline"),
        ("3 min read", "a reading time"),
        ("2 hours ago", "how long ago it was published"),
        ("From our news services", "a line that names agencies"),
        ("Staff and wire reports", "a line that names agencies"),
        ("The ferry last sailed in 2031.", None),
        ("He ran for mayor in 2031 (and lost)", None),
    ],
)
def test_metadata_is_told_from_sentences_that_end_like_it(text, reason):
    found = read_metadata_line(Line(0, len(text), text, True))
    assert (found.reason if found else None) == reason


@pytest.mark.parametrize("text", ["Photo: Ada Holm", "(Image courtesy of the port)", "© Ada Holm"])
def test_a_caption_opens_like_one(text):
    assert caption_reason(text) == "a caption or picture credit"


def test_a_late_pattern_is_compiled_once_and_does_what_a_pattern_does():
    pattern = late(r"(?P<day>\d+) may", re.I)
    assert pattern.pattern == r"(?P<day>\d+) may"
    match = pattern.search("on 14 May")
    assert match is not None
    assert match["day"] == "14"
    assert pattern.sub("-", "14 May") == "-"
    assert pattern.search is pattern.search
    with pytest.raises(AttributeError):
        _ = pattern.nothing


def test_a_mistake_in_a_late_pattern_is_told_when_it_is_used():
    pattern = late("(")
    with pytest.raises(re.error):
        pattern.match("")
