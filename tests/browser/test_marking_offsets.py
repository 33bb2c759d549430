"""Where a selection stands: UTF-16 on the page, code points of the body in what is sent."""

import pytest
from playwright.sync_api import Page

# One line for each kind of letter that two ways of counting tell apart.
LINES = [
    "Plain 🙂 words, “said” twice.",
    "Flags 🇺🇦🇬🇧 before names.",
    "Fancy 𝓑𝓸𝓵𝓭 and 𝐌𝐚𝐭𝐡 letters.",
    "Combined e\u0301te\u0301 and n\u0303 marks, family 👩\u200d👩\u200d👧 too.",
    "قبل الكلمات 🇺🇦 then English.",
]
BODY = "\n\n".join(LINES)
DRAW = """(lines) => {
    let at = 0;
    document.body.replaceChildren();
    const text = document.createElement("article");
    text.className = "text";
    text.append("Kicker that is no body ");
    for (const line of lines) {
        const p = document.createElement("p");
        p.dataset.start = at;
        // Marks nested in each other, cut wherever: the third letter on, and the fifth.
        const letters = [...line];
        const outer = document.createElement("mark"), inner = document.createElement("a");
        inner.append(letters.slice(4, 9).join(""));
        outer.append(letters.slice(2, 4).join(""), inner, letters.slice(9, 12).join(""));
        p.append(letters.slice(0, 2).join(""), outer, letters.slice(12).join(""));
        text.append(p, " badge ");
        at += letters.length + 2;
    }
    document.body.append(text, "after the text");
}"""
# Every stretch of words, made a range by code points and read back as a span.
ROUND = """async () => {
    const { spanOf, rangeOf, steps, wordsAt } = await import("/static/js/offsets.js");
    const all = steps(), found = [];
    for (let from = 0; from < all.length; from += 1)
        for (let to = from; to < Math.min(all.length, from + 9); to += 1) {
            const { start } = all[from], { end } = all[to];
            const range = rangeOf(start, end), span = spanOf(range);
            found.push([start, end, span.start, span.end, span.words, wordsAt(start, end)]);
        }
    return found;
}"""
# From some units behind where words stand on the page to some behind where others stand.
SELECT = """async ([from, start, to, end]) => {
    const { spanOf } = await import("/static/js/offsets.js");
    const page = document.body.textContent, range = document.createRange();
    const placeOf = (unit) => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            if (unit <= walker.currentNode.length) return [walker.currentNode, unit];
            unit -= walker.currentNode.length;
        }
    };
    range.setStart(...placeOf(page.indexOf(from) + start));
    range.setEnd(...placeOf(page.indexOf(to) + end));
    return spanOf(range);
}"""
STEPS = """async () => {
    const { steps } = await import("/static/js/offsets.js");
    return steps().map(({ start, end }) => [start, end]);
}"""


@pytest.fixture
def drawn(page: Page, live_server) -> Page:
    """A page of the same address as the modules, with lines as an article's page draws them."""
    page.goto("/static/js/offsets.js")
    page.evaluate(DRAW, LINES)
    return page


def test_spans_hold_the_body_s_letters_whatever_stands_before_them(drawn: Page):
    found = drawn.evaluate(ROUND)
    assert len(found) > 200
    for start, end, read_start, read_end, words, plain in found:
        assert (read_start, read_end) == (start, end)
        assert words.split() == BODY[start:end].split() == plain.split()


def test_no_cluster_is_split(drawn: Page):
    span = drawn.evaluate(SELECT, ["🇺🇦🇬🇧", 2, "🇺🇦🇬🇧", 5])  # between letters of both flags
    assert span["words"] == "🇺🇦🇬🇧" == BODY[span["start"] : span["end"]]
    span = drawn.evaluate(SELECT, ["🙂", 1, "🙂", 2])  # half of a pair
    assert span["words"] == "🙂" == BODY[span["start"] : span["end"]]
    span = drawn.evaluate(SELECT, ["👩\u200d👩\u200d👧", 0, "👩\u200d👩\u200d👧", 3])
    assert span["words"] == "👩\u200d👩\u200d👧" == BODY[span["start"] : span["end"]]
    span = drawn.evaluate(SELECT, ["te\u0301", 0, "te\u0301", 2])
    assert span["words"] == "te\u0301" == BODY[span["start"] : span["end"]]


def test_what_lies_outside_the_text_is_cut_off(drawn: Page):
    span = drawn.evaluate(SELECT, ["Kicker", 0, "after the text", 5])
    assert (span["start"], span["end"]) == (0, len(BODY))
    assert span["words"].split() == BODY.split()
    assert drawn.evaluate(SELECT, ["Kicker", 0, "Kicker", 6]) is None
    assert drawn.evaluate(SELECT, ["badge", 0, "badge", 5]) is None
    span = drawn.evaluate(SELECT, ["Kicker", 0, "Pl", 2])
    assert span == {"start": 0, "end": 2, "words": "Pl"}


def test_blanks_at_the_ends_are_left_out(drawn: Page):
    span = drawn.evaluate(SELECT, [" twice", 0, "badge", 2])
    assert span["words"] == "twice." == BODY[span["start"] : span["end"]]


def test_steps_are_words_and_the_marks_beside_them(page: Page, live_server):
    page.goto("/static/js/offsets.js")
    line = "A well-known 12.5 km, “don’t” said U.S. aides… 🇺🇦 go—now"
    page.evaluate(DRAW, [line])
    words = [line[start:end] for start, end in page.evaluate(STEPS)]
    assert words == ("A|well-known|12.5|km|,|“|don’t|”|said|U.S|.|aides|…|🇺🇦|go|—|now".split("|"))
