"""Whether a text is kept whole, and if not, why that is said."""

import pytest

from coverage.documents.opening import open_text
from coverage.text.found import Passage, PassageKind
from coverage.text.layout.endings import breaks_off
from coverage.text.spans import Span

TOLD = "The harbour bridge at Orle was closed on Monday. Lorries were turned back all day."


def kept(*lines: tuple[PassageKind, str, str]) -> tuple[str, list[Passage]]:
    """A body of (kind, reason, words), and its passages."""
    body = "\n\n".join(words for *_, words in lines)
    passages, at = [], 0
    for kind, reason, words in lines:
        passages.append(Passage(Span.of(body, at, at + len(words)), kind, reason))
        at += len(words) + 2
    return body, passages


HEADLINE = ("headline", "", "Bridge shut")
PARAGRAPH = ("paragraph", "", TOLD)
PAYWALL = ("boilerplate", "a paywall's notice", "Subscribe to continue reading")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((HEADLINE, PARAGRAPH), ""),
        ((PARAGRAPH,), ""),
        ((HEADLINE,), "only its headline is kept"),
        ((HEADLINE, ("heading", "", "Lorries")), "only its headline is kept"),
        ((HEADLINE, ("standfirst", "", TOLD)), "only its headline and standfirst are kept"),
        ((HEADLINE, PARAGRAPH, PAYWALL), "its text breaks off at a paywall"),
        ((HEADLINE, PARAGRAPH, PAYWALL, ("paragraph", "", "By A. B.")),
         "its text breaks off at a paywall"),
        ((HEADLINE, PARAGRAPH, PAYWALL, *[PARAGRAPH] * 6), ""),
        ((PAYWALL, HEADLINE, PARAGRAPH), ""),
        ((HEADLINE, PARAGRAPH, ("boilerplate", "a paywall's notice",
          "Comments are open to members only.")), ""),
        ((HEADLINE, ("paragraph", "", "The bridge was closed on …")),
         "its text breaks off at “…”"),
        ((HEADLINE, ("paragraph", "", "The bridge was closed on [+2113 chars]")),
         "its text breaks off at “[+2113 chars]”"),
        ((HEADLINE, ("paragraph", "", "The bridge was closed […]"), PARAGRAPH), ""),
        ((HEADLINE, ("paragraph", "", "“I waited, and then …” she said.")), ""),
        ((("post", "", "Bridge shut again"),), ""),
    ],
)  # fmt: skip
def test_why_a_text_is_not_whole(lines, why):
    assert breaks_off(*kept(*lines)) == why


def test_of_no_text_nothing_is_kept_and_a_text_without_passages_is_not_judged():
    assert breaks_off("", []) == "nothing of its text is kept"
    assert breaks_off(TOLD, []) == ""


def test_a_pasted_page_that_asks_for_a_subscription_breaks_off():
    pasted = (
        f"Bridge shut at Orle\n\n{TOLD} The harbour office expects the work to last a week.\n\n"
        "Subscribe to continue reading this article.\n\nAlready a subscriber? Log in\n"
    )
    opened = open_text(pasted)
    assert breaks_off(opened.body, opened.passages) == "its text breaks off at a paywall"
