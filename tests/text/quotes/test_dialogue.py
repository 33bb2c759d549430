"""Dialogue that a dash opens: what is said, the clause put into it, and lines that only look so."""

import pytest

from coverage.text.found import PassageKind
from coverage.text.quotes.quotes import find_quotes

from ..reading import passages_of


def _said(text: str, language: str = "", kind: PassageKind = "paragraph") -> list[tuple[str, str]]:
    quotes = find_quotes(text, passages_of(text, kind), language=language)
    return [(q.span.text, q.speaker.span.text if q.speaker else "") for q in quotes]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "— We lost, he said.", [("We lost", "he")]),
        ("", "— We did not! cried Ada Holm. — Never.",
         [("We did not!", "Ada Holm"), ("Never.", "Ada Holm")]),
        ("en", "— It’ll do, said the widow.", [("It’ll do", "the widow")]),
        ("no", "– Vi tapte, sier Ada Holm.", [("Vi tapte", "Ada Holm")]),
        ("sv", "– Vi förlorade, säger kommunalrådet Ada Holm till Orlebladet.",
         [("Vi förlorade", "Ada Holm")]),
        ("es", "—Perdimos —dijo Ada Holm—. Volveremos.",
         [("Perdimos", "Ada Holm"), ("Volveremos.", "Ada Holm")]),
        ("fr", "— Nous avons perdu, dit Ada Holm.", [("Nous avons perdu", "Ada Holm")]),
        ("fr", "— Demain, dit-elle.", [("Demain", "")]),
        ("ru", "— Мы проиграли, — сказал Хольм. — Мы вернёмся.",
         [("Мы проиграли", "Хольм"), ("Мы вернёмся.", "Хольм")]),
        ("pl", "– Przegraliśmy – powiedziała Holm. – Wrócimy.",
         [("Przegraliśmy", "Holm"), ("Wrócimy.", "Holm")]),
    ],
)  # fmt: skip
def test_a_line_of_dialogue_is_quoted_without_its_clause(language, text, said):
    assert _said(text, language) == said


def test_a_line_without_a_clause_counts_beside_one_that_has_it():
    text = "— We lost, said Ada Holm.\n— You did.\nIt was late."
    assert _said(text) == [("We lost", "Ada Holm"), ("You did.", "")]


def test_a_list_of_dashed_lines_holds_the_lines_with_a_clause_only():
    text = "– Vi tapte, sier Ada Holm."
    assert _said(text, "no", "list") == [("Vi tapte", "Ada Holm")]
    assert _said("– Brød\n– Melk\n– Smør", "no", "list") == []


@pytest.mark.parametrize(
    "text",
    [
        "ORLE — We went there on Monday.",
        "— Ada Holm contributed to this report.",
        "— Ada Holm, mayor of Orle",
        "- flour\n- two eggs, beaten",
        "– Monday: the council meets.\n– Tuesday: it meets again.",
        "The ferry — we know now — sank.",
    ],
)
def test_other_dashes_open_no_dialogue(text):
    assert _said(text) == []
